//! What the cells of a file refer to, each text looked up once: a file names the same few many times.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::record::Person;
use crate::schema::Kind;
use crate::value::{Id, fold};

use super::super::refer::{exact, names, resolve};

/// The names of records, and what was looked up so far.
#[derive(Default)]
pub(super) struct Links {
    by_name: BTreeMap<Kind, HashMap<String, Vec<Id>>>,
    /// The students by their district's id.
    by_district: Option<HashMap<String, Vec<Id>>>,
    seen: HashMap<(Kind, String), std::result::Result<Id, Fault>>,
}

impl Links {
    /// The record of a kind that a text names.
    ///
    /// # Errors
    /// Where it names nothing, or too many.
    pub(super) fn find(&mut self, book: &Book<'_>, kind: Kind, text: &str) -> Result<Id> {
        let asked = (kind, text.to_owned());
        if let Some(known) = self.seen.get(&asked) {
            return known.clone();
        }
        let found = self.look_up(book, kind, text);
        self.seen.insert(asked, found.clone());
        found
    }

    fn look_up(&mut self, book: &Book<'_>, kind: Kind, text: &str) -> Result<Id> {
        if exact(book, kind, text)?.is_some() {
            return Ok(resolve(book, kind, text)?.id);
        }
        if kind == Kind::Student
            && let [one] = self.numbered(book, text)?
        {
            return Ok(one.clone());
        }
        match self.named(book, kind, text)? {
            [one] => Ok(resolve(book, kind, &one.to_string())?.id),
            _ => Ok(resolve(book, kind, text)?.id),
        }
    }

    /// A contact's id where the text is one or is a contact's whole name; else the text.
    pub(super) fn person(&mut self, book: &Book<'_>, text: &str) -> Result<String> {
        if let Some(id) = exact(book, Kind::Contact, text)? {
            return Ok(id.to_string());
        }
        Ok(match self.named(book, Kind::Contact, text)? {
            [one] => one.to_string(),
            _ => crate::value::nfc(text),
        })
    }

    /// The students whose district's id a text is.
    fn numbered(&mut self, book: &Book<'_>, text: &str) -> Result<&[Id]> {
        if self.by_district.is_none() {
            let mut by_district: HashMap<String, Vec<Id>> = HashMap::new();
            for person in book.all::<Person>()? {
                if let Some(number) = &person.body.district_id {
                    by_district.entry(fold(number)).or_default().push(person.id);
                }
            }
            self.by_district = Some(by_district);
        }
        let found = self
            .by_district
            .as_ref()
            .and_then(|all| all.get(&fold(text)));
        Ok(found.map_or(&[], Vec::as_slice))
    }

    fn named(&mut self, book: &Book<'_>, kind: Kind, text: &str) -> Result<&[Id]> {
        let of_kind = match self.by_name.entry(kind) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let mut by_name: HashMap<String, Vec<Id>> = HashMap::new();
                for (id, name) in names(book, kind)? {
                    by_name.entry(fold(&name)).or_default().push(id);
                }
                place.insert(by_name)
            }
        };
        let found = of_kind.get(&fold(text));
        Ok(found.map_or(&[], Vec::as_slice))
    }
}
