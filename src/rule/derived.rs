//! What no file holds and filters and lists may ask for: the state of an MOU, a student's hours, how
//! many link to a record.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::Book;
use crate::fault::Result;
use crate::schema::{Choice, Field, Kind, Node, Shape, Val};
use crate::value::{Day, Id, Minutes};

use super::frame::Frame;
use super::in_force::{MouState, MouStates};
use super::linking::{Linking, linking};
use super::progress::Progress;
use super::share::Detail;
use super::tallied::Tallied;
use super::tally;

/// The key under which the state of an MOU is found.
pub const STATE: &str = "state";

/// The key under which it is found how many records link to a record.
pub const LINKED: &str = "linked";

const COUNT: Field = Field::new(
    LINKED,
    Shape::Number(0, i64::MAX),
    "how many other records link to it",
);

const fn choice(word: &'static str) -> Choice {
    Choice { word, means: "" }
}

const STATES: &[Choice] = &[
    choice(MouState::Draft.word()),
    choice(MouState::Sent.word()),
    choice(MouState::PartlySigned.word()),
    choice(MouState::Active.word()),
    choice(MouState::Expiring.word()),
    choice(MouState::Expired.word()),
    choice(MouState::Superseded.word()),
    choice(MouState::Terminated.word()),
];

const PROGRESS: &[Choice] = &[
    choice(Progress::Met.word()),
    choice(Progress::MetPendingVerification.word()),
    choice(Progress::NotDue.word()),
    choice(Progress::NoPlacement.word()),
    choice(Progress::Short.word()),
    choice(Progress::AtRisk.word()),
    choice(Progress::OnTrack.word()),
];

/// Tells one thing of an enrolment's hours.
type Tell = fn(&Tallied) -> Node;

/// What is known of a student's hours: one value for each enrolment that `report hours` shows on
/// the day, of everything known on it.
const HOURS: &[(Field, Tell)] = &[
    (
        Field::list(
            "status",
            Shape::Choice(PROGRESS),
            "how the hours stand on the day, as `report hours` shows it",
        ),
        |one| Node::text(one.progress.map_or("", Progress::word)),
    ),
    (
        hours("counted_minutes", "the hours that count on the day"),
        |one| minutes(one.sums.counted),
    ),
    (
        hours("pending_minutes", "the hours that wait to be verified"),
        |one| minutes(one.sums.pending),
    ),
    (
        hours("short_minutes", "the hours still missing on the day"),
        |one| minutes(one.short()),
    ),
];

const fn hours(key: &'static str, help: &'static str) -> Field {
    Field::list(key, Shape::Minutes, help)
}

fn minutes(minutes: Minutes) -> Node {
    Node::made(Val::Int(minutes.0))
}

/// Whether this is one of the names that tell how a student's hours stand on the as-of day.
pub fn is_of_hours(name: &str) -> bool {
    HOURS.iter().any(|(field, _)| field.key == name)
}

/// What no file holds and a filter may speak of.
pub const DERIVED: &[(Kind, Field)] = &[
    (
        Kind::Mou,
        Field::new(STATE, Shape::Choice(STATES), "where it stands on the day"),
    ),
    (Kind::Partner, COUNT),
    (Kind::Contact, COUNT),
    (Kind::Pathway, COUNT),
    (Kind::Student, COUNT),
    (Kind::Student, HOURS[0].0),
    (Kind::Student, HOURS[1].0),
    (Kind::Student, HOURS[2].0),
    (Kind::Student, HOURS[3].0),
    (Kind::Wbl, COUNT),
    (Kind::Mou, COUNT),
    (Kind::Eval, COUNT),
    (Kind::Council, COUNT),
    (Kind::Form, COUNT),
];

/// What was worked out of the records, as far as it was asked for.
#[derive(Debug, Default)]
pub struct Derived {
    today: Day,
    states: Option<MouStates>,
    linking: Option<Linking>,
    hours: Option<BTreeMap<Id, Vec<Tallied>>>,
}

impl Derived {
    /// Works out what these names ask for: `state`, `partner.linked`.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn of<'n>(
        book: &Book<'_>,
        today: Day,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Result<Self> {
        let asked: BTreeSet<&str> = names
            .into_iter()
            .filter_map(|name| name.rsplit('.').next())
            .collect();
        let states = asked.contains(STATE).then(|| MouStates::of(book));
        let linking = asked.contains(LINKED).then(|| linking(book));
        let is_of_hours = asked.iter().any(|name| is_of_hours(name));
        let hours = is_of_hours.then(|| hours_of(book, today));
        Ok(Self {
            today,
            states: states.transpose()?,
            linking: linking.transpose()?,
            hours: hours.transpose()?,
        })
    }

    /// The state of an MOU, if it was asked for.
    pub fn state(&self, id: &Id) -> Option<MouState> {
        self.states.as_ref()?.state(id, self.today)
    }

    /// How many records link to this one, if it was asked for.
    pub fn linked(&self, kind: Kind, id: &Id) -> Option<i64> {
        let count = self.linking.as_ref()?.get(&(kind, id.to_string()));
        Some(count.copied().unwrap_or(0))
    }

    /// All that was asked for of one record, by key.
    pub fn values(&self, kind: Kind, id: &Id) -> Vec<(&'static str, Node)> {
        let mut values = Vec::new();
        if kind == Kind::Mou
            && let Some(state) = self.state(id)
        {
            values.push((STATE, Node::text(state.word())));
        }
        let count = self
            .linked(kind, id)
            .map(|count| (LINKED, Node::made(Val::Int(count))));
        values.extend(count);
        if kind == Kind::Student
            && let Some(hours) = &self.hours
        {
            let own = hours.get(id).map_or(&[][..], Vec::as_slice);
            let told = |(field, tell): &(Field, Tell)| {
                (field.key, Node::list(own.iter().map(tell).collect()))
            };
            values.extend(HOURS.iter().map(told));
        }
        values
    }
}

/// The hours of each student's enrolments on a day.
fn hours_of(book: &Book<'_>, today: Day) -> Result<BTreeMap<Id, Vec<Tallied>>> {
    let frame = Frame::on(&book.settings, today);
    let tally = tally::of_all(book, &frame, Detail::default())?;
    let mut hours: BTreeMap<Id, Vec<Tallied>> = BTreeMap::new();
    for one in tally.enrolments {
        hours.entry(one.student.clone()).or_default().push(one);
    }
    Ok(hours)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::memory::Memory;

    #[test]
    fn records_that_link_are_counted_once_each() {
        let memory = Memory::of(&[
            (
                "partners/mill.toml",
                "name = \"Mill\"\nreferred_by = \"mill\"\n",
            ),
            (
                "contacts/dana.toml",
                "name = \"Dana\"\npartner = \"mill\"\n",
            ),
            (
                "councils/metal.toml",
                "name = \"Metal\"\nmembers = [{ contact = \"dana\" }, { contact = \"dana\", from = 2026-09-01 }]\n",
            ),
        ]);
        let book = memory.book();
        let derived = Derived::of(&book, Day::default(), ["partner.linked"]).unwrap();
        let count = |kind, id| derived.linked(kind, &Id::new(id).unwrap());
        assert_eq!(count(Kind::Partner, "mill"), Some(1));
        assert_eq!(count(Kind::Contact, "dana"), Some(1));
        assert_eq!(count(Kind::Council, "metal"), Some(0));
        let hours = Derived::of(&book, Day::default(), ["students.short_minutes"]).unwrap();
        let mill = Id::new("mill").unwrap();
        let none = hours.values(Kind::Student, &mill);
        assert_eq!(none.len(), HOURS.len(), "without enrolments, empty lists");
        assert!(hours.values(Kind::Partner, &mill).is_empty());
        let nothing = Derived::of(&book, Day::default(), ["name"]).unwrap();
        assert_eq!(
            nothing.linked(Kind::Partner, &Id::new("mill").unwrap()),
            None
        );
    }
}
