//! What one experience adds to the hours of one enrolment, and what strays from every enrolment.

use crate::book::Record;
use crate::record::{HourEntry, HourKind, Wbl};
use crate::value::{Day, Id, Minutes, Reach};

use super::judge::{LeftOut, Sum};

/// Minutes of an enrolment, or of a part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Verified, whether they count or not.
    pub verified: Minutes,
    /// Not verified; they would count.
    pub pending: Minutes,
    /// Verified after the cutoff; in no other sum.
    pub late: Minutes,
    /// Verified, and they count.
    pub counted: Minutes,
}

impl std::ops::AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        self.verified += other.verified;
        self.pending += other.pending;
        self.late += other.late;
        self.counted += other.counted;
    }
}

/// How finely the hours of an enrolment are told apart. Reports over whole stores ask for no more
/// than they show: names of a hundred thousand experiences take room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// Which experience hours are of.
    pub experiences: bool,
    /// At which partner.
    pub partners: bool,
    /// In which term; a shift over its edge is split at midnight.
    pub terms: bool,
}

impl Detail {
    /// Everything there is to tell.
    pub const ALL: Self = Self {
        experiences: true,
        partners: true,
        terms: true,
    };
}

/// What one experience adds to one enrolment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The experience; nothing where that was not asked for.
    pub experience: Option<Id>,
    /// Its partner; nothing where it has none, and where that was not asked for.
    pub partner: Option<Id>,
    /// The term, by its place in the calendar; nothing outside every term, and where that was not
    /// asked for.
    pub term: Option<usize>,
    /// The sums.
    pub sums: Sums,
    /// Whether the experience is, or is to be, the student's.
    pub is_live: bool,
    /// Whether it is live, and its hours count.
    pub(super) is_started: bool,
    /// Whether it is started and open on some day from the as-of day to the deadline.
    pub(super) is_open: bool,
    pub(super) on_site: Minutes,
    pub(super) recent: Minutes,
    pub(super) first: Option<Day>,
    pub(super) enrolment: usize,
}

impl Share {
    /// A share without hours.
    pub(super) fn of(
        record: &Record<Wbl>,
        enrolment: usize,
        term: Option<usize>,
        detail: Detail,
    ) -> Self {
        let partner = record.body.partner.as_ref().filter(|_| detail.partners);
        Self {
            experience: detail.experiences.then(|| record.id.clone()),
            partner: partner.map(|partner| partner.id().clone()),
            term,
            sums: Sums::default(),
            is_live: false,
            is_started: false,
            is_open: false,
            on_site: Minutes::ZERO,
            recent: Minutes::ZERO,
            first: None,
            enrolment,
        }
    }

    /// Takes away what only the longest experience adds.
    pub(super) fn keep_verified_only(&mut self) {
        self.sums.counted = Minutes::ZERO;
        self.sums.pending = Minutes::ZERO;
        self.on_site = Minutes::ZERO;
        self.recent = Minutes::ZERO;
        self.first = None;
    }

    /// Adds minutes of an entry; `recent` are the days that the weekly pace looks back on.
    pub(super) fn add(&mut self, entry: &HourEntry, sum: Sum, minutes: Minutes, recent: Reach) {
        let sums = &mut self.sums;
        match sum {
            Sum::Counted => {
                sums.verified += minutes;
                sums.counted += minutes;
            }
            Sum::Verified => sums.verified += minutes,
            Sum::Pending => sums.pending += minutes,
            Sum::Late => sums.late += minutes,
        }
        match sum {
            Sum::Counted | Sum::Pending => {
                self.first = [self.first, Some(entry.on)].into_iter().flatten().min();
                if recent.holds(entry.on) {
                    self.recent += minutes;
                }
            }
            Sum::Verified | Sum::Late => {}
        }
        if sum == Sum::Counted && entry.kind.unwrap_or_default() == HourKind::Onsite {
            self.on_site += minutes;
        }
    }
}

/// Entries of an experience that count nowhere though they should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The experience.
    pub experience: Id,
    /// Its students.
    pub students: Vec<Id>,
    /// Its pathway.
    pub pathway: Option<Id>,
    /// Why.
    pub why: LeftOut,
    /// How many entries; none where the experience itself is at fault and has none yet.
    pub entries: usize,
    /// Their minutes; none where they are impossible.
    pub minutes: Minutes,
}

impl Stray {
    /// The experience as a stray, without entries yet.
    pub(super) fn of(record: &Record<Wbl>, why: LeftOut) -> Self {
        let wbl = &record.body;
        Self {
            experience: record.id.clone(),
            students: wbl.students.iter().map(|one| one.id().clone()).collect(),
            pathway: wbl.pathway.as_ref().map(|one| one.id().clone()),
            why,
            entries: 0,
            minutes: Minutes::ZERO,
        }
    }
}
