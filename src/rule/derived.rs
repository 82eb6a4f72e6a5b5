//! What no file holds and filters and lists may ask for: the state of an MOU, how many link to a record.

use std::collections::BTreeSet;

use crate::book::Book;
use crate::fault::Result;
use crate::schema::{Choice, Field, Kind, Node, Shape, Val};
use crate::value::{Day, Id};

use super::in_force::{MouState, MouStates};
use super::linking::{Linking, linking};

/// The key under which the state of an MOU is found.
pub const STATE: &str = "state";

/// The key under which it is found how many records link to a record.
pub const LINKED: &str = "linked";

const COUNT: Field = Field::new(
    LINKED,
    Shape::Number(0, i64::MAX),
    "how many other records link to it",
);

const STATES: &[Choice] = &[
    state(MouState::Draft),
    state(MouState::Sent),
    state(MouState::PartlySigned),
    state(MouState::Active),
    state(MouState::Expiring),
    state(MouState::Expired),
    state(MouState::Superseded),
    state(MouState::Terminated),
];

const fn state(state: MouState) -> Choice {
    Choice {
        word: state.word(),
        means: "",
    }
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
        Ok(Self {
            today,
            states: states.transpose()?,
            linking: linking.transpose()?,
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
        values
    }
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
        let nothing = Derived::of(&book, Day::default(), ["name"]).unwrap();
        assert_eq!(
            nothing.linked(Kind::Partner, &Id::new("mill").unwrap()),
            None
        );
    }
}
