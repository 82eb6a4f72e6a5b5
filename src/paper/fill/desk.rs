//! What lies ready while a template is filled in: records read so far, those still wanted, the prints.
//!
//! A template's objects outlive any borrow, so they cannot read the store themselves. One that is
//! asked for a record which does not lie here notes that it is wanted and gives an inert stand-in;
//! whoever fills the template fetches what is wanted and fills it again, until nothing is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::schema::{Kind, Node};
use crate::value::{Day, Id};

use super::ink::Ink;

/// A record as it was read.
#[derive(Debug)]
pub struct Loaded {
    /// Its id.
    pub id: Id,
    /// Its values.
    pub root: Node,
    /// The values of a student's private part.
    pub private: Option<Node>,
    /// What follows from the record and is in no file, by name.
    pub derived: Vec<(&'static str, Derived)>,
    /// The checksum of its file's text; empty for the settings in memory.
    pub sum: String,
    /// The checksum of a student's private part, which not every machine has.
    pub private_sum: Option<String>,
}

/// A value that is in no file.
#[derive(Clone, Debug)]
pub enum Derived {
    /// A text; none is a blank without a field.
    Text(Option<String>),
    /// A day.
    Day(Option<Day>),
    /// A record, by kind and id.
    Link(Kind, Option<Id>),
    /// A number; none is a blank without a field.
    Number(Option<i64>),
    /// Whether something is so.
    Flag(bool),
    /// A value with names of its own.
    One(Vec<(&'static str, Self)>),
    /// Items with names of their own.
    Items(Vec<Vec<(&'static str, Self)>>),
}

/// The records that were fetched; none where there is none of that id.
type Records = BTreeMap<(Kind, Id), Option<Arc<Loaded>>>;

/// What lies on the desk.
#[derive(Debug, Default)]
pub struct Desk {
    /// What was printed.
    pub ink: Ink,
    /// The language of the document.
    pub language: String,
    /// The day on which it is made.
    pub today: Day,
    records: Mutex<Records>,
    wanted: Mutex<BTreeSet<(Kind, Id)>>,
    used: Mutex<BTreeSet<(Kind, Id)>>,
}

/// What asking for a record gives.
#[derive(Clone, Debug)]
pub enum Asked {
    /// The record.
    Here(Arc<Loaded>),
    /// There is none of that id.
    None,
    /// It is still to be fetched.
    Wanted,
}

impl Desk {
    /// An empty desk.
    pub fn new(language: &str, today: Day) -> Self {
        Self {
            language: language.to_owned(),
            today,
            ..Self::default()
        }
    }

    /// Asks for a record.
    pub fn ask(&self, kind: Kind, id: &Id) -> Asked {
        let key = (kind, id.clone());
        match lock(&self.records).get(&key) {
            Some(Some(loaded)) => {
                lock(&self.used).insert(key);
                Asked::Here(Arc::clone(loaded))
            }
            Some(None) => Asked::None,
            None => {
                lock(&self.wanted).insert(key);
                Asked::Wanted
            }
        }
    }

    /// Lays down a record that was wanted; none where there is no such record.
    pub fn lay(&self, kind: Kind, id: Id, loaded: Option<Loaded>) {
        lock(&self.records).insert((kind, id), loaded.map(Arc::new));
    }

    /// Takes the list of what is wanted.
    pub fn take_wanted(&self) -> BTreeSet<(Kind, Id)> {
        std::mem::take(&mut *lock(&self.wanted))
    }

    /// Begins anew: nothing printed, nothing used; the records stay.
    pub fn begin(&self) {
        self.ink.wipe();
        lock(&self.used).clear();
    }

    /// The records that were used, with the checksums of their texts.
    pub fn used(&self) -> Vec<(Kind, Id, String)> {
        let records = lock(&self.records);
        let used = lock(&self.used);
        let sums = |key: &(Kind, Id)| {
            let (kind, id) = key.clone();
            let loaded = records.get(key).and_then(Option::as_ref);
            let own = loaded.map(|one| (kind, id.clone(), one.sum.clone()));
            let private = loaded.and_then(|one| one.private_sum.clone());
            let private = private.map(|sum| (Kind::Person, id, sum));
            own.into_iter().chain(private)
        };
        used.iter().flat_map(sums).collect()
    }
}

/// A poisoned lock only means that another thread panicked; what it guards is whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
