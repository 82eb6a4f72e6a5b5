//! Which MOU is in force, for a partner and a pathway on a day; nothing of it is stored.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::book::{Book, Record};
use crate::fault::Result;
use crate::record::{Mou, Partner, Party, Settings};
use crate::value::{Day, Id, Reach};

use super::amending::amended;
use super::signing::{Needed, needed, party_of, signed_on, wanting};

/// The state of an MOU on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the words say it")]
pub enum MouState {
    Draft,
    Sent,
    /// Some have signed; or all have, and the first day in force has not come.
    PartlySigned,
    Active,
    /// Active, and near its last day.
    Expiring,
    Expired,
    /// Another has taken its place for every partner and pathway that it covers.
    Superseded,
    Terminated,
}

impl MouState {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sent => "sent",
            Self::PartlySigned => "partly-signed",
            Self::Active => "active",
            Self::Expiring => "expiring",
            Self::Expired => "expired",
            Self::Superseded => "superseded",
            Self::Terminated => "terminated",
        }
    }

    /// Whether the MOU is in force.
    pub fn is_in_force(self) -> bool {
        matches!(self, Self::Active | Self::Expiring)
    }
}

/// How many reviews of an MOU are looked at, so that a day far off comes to an end.
const MOST_REVIEWS: i64 = 10_000;

/// All MOUs of a store, to be asked for their states.
#[derive(Debug)]
pub struct MouStates {
    mous: BTreeMap<Id, Known>,
    /// How many days before its last day an MOU is said to expire.
    warn: i64,
}

/// An MOU with what follows from it and from the others.
#[derive(Debug)]
struct Known {
    record: Record<Mou>,
    needed: Vec<Needed>,
    signed: Option<Day>,
    begins: Option<Day>,
    /// Its signed amendments, in the order of their last signatures.
    amended_by: Vec<Id>,
    /// Those that say that they supersede it.
    replaced_by: Vec<Id>,
}

impl MouStates {
    /// Reads all MOUs, and of what kind their partners are.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn of(book: &Book<'_>) -> Result<Self> {
        let all = book.all::<Mou>()?;
        let mut parties = BTreeMap::new();
        for partner in all.iter().flat_map(|record| &record.body.partners) {
            if !parties.contains_key(partner.id()) {
                // One that cannot be read is noted: the state may be another than it seems.
                let record = book.readable::<Partner>(partner.id())?;
                let kind = record.and_then(|record| record.body.kind);
                parties.insert(partner.id().clone(), party_of(kind.as_deref()));
            }
        }
        Ok(Self::from(&all, &parties, &book.settings))
    }

    fn from(all: &[Record<Mou>], parties: &BTreeMap<Id, Party>, settings: &Settings) -> Self {
        let party = |id: &Id| parties.get(id).copied().unwrap_or(Party::Industry);
        let known = |record: &Record<Mou>| {
            let needed = needed(&to_sign(record, all), party);
            let signed = signed_on(&record.body, &needed);
            let begins = signed.map(|signed| record.body.effective.unwrap_or(signed));
            Known {
                record: record.clone(),
                needed,
                signed,
                begins,
                amended_by: Vec::new(),
                replaced_by: Vec::new(),
            }
        };
        let mous = all.iter().map(|record| (record.id.clone(), known(record)));
        let mut states = Self {
            mous: mous.collect(),
            warn: settings.warn.get("mou_expires").copied().unwrap_or(90),
        };
        states.link();
        states.make_renewals_wait(settings);
        states
    }

    /// Tells each MOU which ones amend and replace it.
    fn link(&mut self) {
        let mut amendments: Vec<(Day, Id, Id)> = Vec::new();
        let mut replacements: Vec<(Id, Id)> = Vec::new();
        for (id, known) in &self.mous {
            let body = &known.record.body;
            if let (Some(of), Some(signed)) = (&body.amends, known.signed) {
                amendments.push((signed, id.clone(), of.id().clone()));
            }
            let old = body.supersedes.iter().filter(|old| old.id() != id);
            replacements.extend(old.map(|old| (old.id().clone(), id.clone())));
        }
        amendments.sort();
        for (_, id, of) in amendments {
            if let Some(original) = self.mous.get_mut(&of) {
                original.amended_by.push(id);
            }
        }
        for (old, new) in replacements {
            if let Some(old) = self.mous.get_mut(&old) {
                old.replaced_by.push(new);
            }
        }
    }

    /// One for the school year that follows the MOU it replaces begins after that one's last day.
    fn make_renewals_wait(&mut self, settings: &Settings) {
        let wait = |new: &Known| {
            let (body, signed) = (&new.record.body, new.signed?);
            let ends = body.supersedes.iter().filter_map(|old| {
                let through = self.terms_of(self.mous.get(old.id())?, signed).through?;
                let follows = body.school_year? >= settings.year_of(through.plus(1));
                follows.then(|| through.plus(1))
            });
            let first = ends.max().filter(|_| body.effective.is_none())?;
            (first > signed).then(|| (new.record.id.clone(), first))
        };
        let waits: Vec<_> = self.mous.values().filter_map(wait).collect();
        for (id, first) in waits {
            if let Some(known) = self.mous.get_mut(&id) {
                known.begins = Some(first);
            }
        }
    }

    /// The MOU in force for a partner and a pathway on a day; for any pathway where none is given.
    pub fn in_force(&self, partner: &Id, pathway: Option<&Id>, day: Day) -> Option<&Record<Mou>> {
        let covering = self.mous.values().filter(|known| {
            let begun = known.begins.is_some_and(|first| first <= day);
            if !begun || known.record.body.amends.is_some() {
                return false;
            }
            let terms = self.terms_of(known, day);
            terms.through.is_none_or(|through| day <= through)
                && covers(&terms, partner, pathway)
                && !is_terminated(&known.record.body, Some(partner), day)
                && !self
                    .replacing(known, day)
                    .any(|new| covers(&new, partner, pathway))
        });
        covering
            .max_by_key(|known| known.begins)
            .map(|known| &known.record)
    }

    /// The first of some days, of which there is a first, on which no MOU is in force for a partner
    /// and a pathway.
    pub fn first_bare_day(&self, partner: &Id, pathway: Option<&Id>, days: Reach) -> Option<Day> {
        let names = |mou: &Mou| mou.partners.iter().any(|one| one.id() == partner);
        let of_partner = |known: &&Known| {
            let original = known.record.body.amends.as_ref();
            let original = original.and_then(|of| self.mous.get(of.id()));
            names(&known.record.body) || original.is_some_and(|of| names(&of.record.body))
        };
        let edges = edges(self.mous.values().filter(of_partner), days);
        edges
            .into_iter()
            .find(|day| self.in_force(partner, pathway, *day).is_none())
    }

    /// The first of some days, of which there is a first, on which an MOU is not in force.
    pub fn first_day_without(&self, id: &Id, days: Reach) -> Option<Day> {
        let is_in_force = |day| self.state(id, day).is_some_and(MouState::is_in_force);
        let mut edges = edges(self.mous.values(), days).into_iter();
        edges.find(|day| !is_in_force(*day))
    }

    /// The state of an MOU on a day; nothing where there is none of that id.
    pub fn state(&self, id: &Id, day: Day) -> Option<MouState> {
        let known = self.mous.get(id)?;
        let mou = &known.record.body;
        if known.begins.is_none_or(|first| first > day) {
            return Some(if mou.signatures.iter().any(|one| one.on <= day) {
                MouState::PartlySigned
            } else if mou.sent.iter().any(|one| one.on <= day) {
                MouState::Sent
            } else {
                MouState::Draft
            });
        }
        let terms = self.terms_of(known, day);
        let through = self.through(known, &terms);
        let last = through.map_or(day, |through| through.min(day));
        let partners = &terms.partners;
        let each_ended = !partners.is_empty()
            && partners
                .iter()
                .all(|one| is_terminated(mou, Some(one.id()), last));
        if each_ended || is_terminated(mou, None, last) {
            return Some(MouState::Terminated);
        }
        if self.is_wholly_replaced(known, &terms, last) {
            return Some(MouState::Superseded);
        }
        Some(match through {
            Some(through) if through < day => MouState::Expired,
            Some(through) if through.since(day) <= self.warn => MouState::Expiring,
            Some(_) | None => MouState::Active,
        })
    }

    /// The first day in force, once every needed signature is there: the last signature's, unless
    /// `effective` says otherwise or the MOU waits for the end of the one that it renews.
    pub fn begins(&self, id: &Id) -> Option<Day> {
        self.mous.get(id)?.begins
    }

    /// The next day on which an MOU in force is to be reviewed: every so many months from its first
    /// day in force, up to its last.
    pub fn next_review(&self, id: &Id, day: Day) -> Option<Day> {
        let state = self.state(id, day)?;
        let first = self.begins(id).filter(|_| state.is_in_force())?;
        let terms = self.terms(id, day)?;
        let every = terms.review_every.filter(|months| *months > 0)?;
        let mut reviews = (1..=MOST_REVIEWS).map(|n| first.plus_months(every.saturating_mul(n)));
        let next = reviews.find(|review| *review > day)?;
        terms
            .through
            .is_none_or(|last| next <= last)
            .then_some(next)
    }

    /// The terms as they stand on a day, amendments in force put in.
    pub fn terms(&self, id: &Id, day: Day) -> Option<Cow<'_, Mou>> {
        Some(self.terms_of(self.mous.get(id)?, day))
    }

    /// Every signature that an MOU needs.
    pub fn needed(&self, id: &Id) -> &[Needed] {
        self.mous.get(id).map_or(&[], |known| &known.needed)
    }

    /// The signatures that are still wanting on a day.
    pub fn wanting(&self, id: &Id, day: Day) -> Vec<Needed> {
        let known = self.mous.get(id);
        known.map_or_else(Vec::new, |known| {
            wanting(&known.record.body, &known.needed, day)
        })
    }

    fn terms_of<'a>(&'a self, known: &'a Known, day: Day) -> Cow<'a, Mou> {
        let begun = known.amended_by.iter().filter_map(|id| {
            let amendment = self.mous.get(id)?;
            (amendment.begins? <= day).then_some(&amendment.record.body)
        });
        let begun: Vec<_> = begun.collect();
        if begun.is_empty() {
            return Cow::Borrowed(&known.record.body);
        }
        Cow::Owned(amended(&known.record.body, begun.into_iter()))
    }

    /// The last day of an MOU; an amendment without one ends with its original.
    fn through(&self, known: &Known, terms: &Mou) -> Option<Day> {
        let original = || self.mous.get(known.record.body.amends.as_ref()?.id());
        terms.through.or_else(|| original()?.record.body.through)
    }

    fn is_wholly_replaced(&self, old: &Known, terms: &Mou, day: Day) -> bool {
        let new: Vec<_> = self.replacing(old, day).collect();
        let covered = |partner: &Id, pathway: Option<&Id>| {
            let as_wide = |new: &Mou| pathway.is_some() || new.pathways.is_empty();
            new.iter()
                .any(|new| as_wide(new) && covers(new, partner, pathway))
        };
        !new.is_empty()
            && terms
                .partners
                .iter()
                .all(|partner| match terms.pathways.as_slice() {
                    [] => covered(partner.id(), None),
                    pathways => pathways
                        .iter()
                        .all(|one| covered(partner.id(), Some(one.id()))),
                })
    }

    /// The terms of those that replace an MOU and have begun by a day.
    fn replacing<'a>(&'a self, old: &'a Known, day: Day) -> impl Iterator<Item = Cow<'a, Mou>> {
        let known = old.replaced_by.iter().filter_map(|id| self.mous.get(id));
        known
            .filter(move |new| new.begins.is_some_and(|first| first <= day))
            .map(move |new| self.terms_of(new, day))
    }
}

/// What is signed: the MOU; of an amendment the original, with the partners that it brings in.
fn to_sign<'a>(record: &'a Record<Mou>, all: &[Record<Mou>]) -> Cow<'a, Mou> {
    let amends = record.body.amends.as_ref();
    let original = amends.and_then(|of| all.iter().find(|one| one.id == *of.id()));
    let Some(original) = original else {
        return Cow::Borrowed(&record.body);
    };
    let mut both = original.body.clone();
    for partner in &record.body.partners {
        if !both.partners.contains(partner) {
            both.partners.push(partner.clone());
        }
    }
    Cow::Owned(both)
}

/// The first of some days, and each later one on which one of these MOUs may begin or end.
fn edges<'a>(mous: impl Iterator<Item = &'a Known>, days: Reach) -> Vec<Day> {
    let of_one = |known: &'a Known| {
        let body = &known.record.body;
        let ended = body.terminated.iter().map(|end| end.on);
        let through = body.through.map(|through| through.plus(1));
        ended.chain(through).chain(known.begins)
    };
    let mut edges: Vec<_> = mous
        .flat_map(of_one)
        .filter(|day| days.holds(*day))
        .collect();
    edges.extend(days.from);
    edges.sort_unstable();
    edges.dedup();
    edges
}

fn covers(terms: &Mou, partner: &Id, pathway: Option<&Id>) -> bool {
    let with = terms.partners.iter().any(|one| one.id() == partner);
    let pathways = &terms.pathways;
    let about = pathway
        .is_none_or(|wanted| pathways.is_empty() || pathways.iter().any(|one| one.id() == wanted));
    with && about
}

/// Whether the whole MOU, or a partner's part in it, has been ended by a day.
fn is_terminated(mou: &Mou, partner: Option<&Id>, day: Day) -> bool {
    mou.terminated.iter().any(|end| {
        let meant = end
            .partner
            .as_ref()
            .is_none_or(|of| Some(of.id()) == partner);
        meant && end.on <= day
    })
}

#[cfg(test)]
#[path = "in_force_tests.rs"]
mod tests;
