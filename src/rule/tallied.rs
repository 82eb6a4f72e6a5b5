//! The hours of one enrolment: sums, progress and pace, and what each experience adds.

use crate::record::{Aggregate, Settings};
use crate::value::{Id, Minutes};

use super::enrolled::Enrolled;
use super::frame::Frame;
use super::progress::{Footing, Pace, Progress};
use super::share::{Share, Sums};

/// The hours of one enrolment.
#[derive(Clone, Debug)]
pub struct Tallied {
    /// The student.
    pub student: Id,
    /// The stay in the pathway.
    pub enrolled: Enrolled,
    /// The sums; credit from elsewhere is counted.
    pub sums: Sums,
    /// Counted minutes that were worked on site.
    pub on_site: Minutes,
    /// How the student stands; nothing where only some days are summed.
    pub progress: Option<Progress>,
    /// The pace; nothing once the requirement is met, from the deadline on, and where only some
    /// days are summed.
    pub pace: Option<Pace>,
    /// What each experience adds, in as much detail as was asked for; by experience and term.
    /// With `policy.aggregate = "single"` only the longest adds counted and pending minutes.
    pub shares: Vec<Share>,
}

impl Tallied {
    /// Adds up the shares of an enrolment.
    pub(super) fn of(
        student: Id,
        enrolled: Enrolled,
        mut shares: Vec<Share>,
        settings: &Settings,
        frame: &Frame,
    ) -> Self {
        match settings.policy.aggregate.unwrap_or_default() {
            Aggregate::Sum => {}
            Aggregate::Single => keep_longest(&mut shares, enrolled.required - enrolled.credit),
        }
        let mut sums = Sums::default();
        for share in &shares {
            sums += share.sums;
        }
        sums.counted += enrolled.credit;
        let deadline = enrolled.deadline_in(frame);
        let footing = Footing {
            as_of: frame.as_of,
            deadline,
            is_due_later: enrolled.deadline > settings.last_day(frame.year),
            required: enrolled.required,
            counted: sums.counted,
            pending: sums.pending,
            recent: shares.iter().map(|share| share.recent).sum(),
            first: shares.iter().filter_map(|share| share.first).min(),
            is_started: shares.iter().any(|share| share.is_started),
            is_open: shares.iter().any(|share| share.is_open),
        };
        let is_judged = !frame.is_cut;
        Self {
            sums,
            on_site: shares.iter().map(|share| share.on_site).sum(),
            progress: is_judged.then(|| footing.progress()),
            pace: if is_judged { footing.pace() } else { None },
            student,
            enrolled,
            shares,
        }
    }

    /// The minutes that are still missing.
    pub fn short(&self) -> Minutes {
        Minutes::ZERO.max(self.enrolled.required - self.sums.counted)
    }

    /// Whether it has an experience at a partner.
    pub fn is_at(&self, partner: &Id) -> bool {
        self.shares.iter().any(|share| {
            let has_hours = share.sums != Sums::default();
            share.partner.as_ref() == Some(partner) && (share.is_live || has_hours)
        })
    }
}

/// Lets only the longest experience add counted and pending minutes: one that alone suffices
/// before all others, then the one with most minutes, of these the one with most counted.
fn keep_longest(shares: &mut [Share], needed: Minutes) {
    let mut longest: Option<((bool, Minutes, Minutes), Option<Id>)> = None;
    for own in shares.chunk_by(|a, b| a.experience == b.experience) {
        let counted: Minutes = own.iter().map(|share| share.sums.counted).sum();
        let pending: Minutes = own.iter().map(|share| share.sums.pending).sum();
        let size = (counted >= needed, counted + pending, counted);
        if longest.as_ref().is_none_or(|(most, _)| *most < size)
            && let Some(share) = own.first()
        {
            longest = Some((size, share.experience.clone()));
        }
    }
    let Some((_, longest)) = longest else { return };
    for share in shares
        .iter_mut()
        .filter(|share| share.experience != longest)
    {
        share.keep_verified_only();
    }
}
