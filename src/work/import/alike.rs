//! Whether a new partner, contact or student looks like one that is there, without holding every two
//! together.

use std::collections::{BTreeMap, HashMap};

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::record::{Contact, Partner, spec};
use crate::rule::{PartnerKeys, contacts_alike, partners_alike};
use crate::schema::{Kind, Node, record_text};
use crate::value::{Id, fold};

use super::super::ground::Grounds;

/// The partners and contacts so far, by what makes two look like one.
#[derive(Default)]
pub(super) struct Alike {
    partners: Vec<(Id, Partner)>,
    by_name: BTreeMap<String, Vec<usize>>,
    by_reach: HashMap<String, Vec<usize>>,
    contacts: Vec<(Id, Contact)>,
    by_person: HashMap<String, Vec<usize>>,
    /// The students of a folded name, and of a district's id without its leading zeros.
    by_student: HashMap<String, Vec<String>>,
    by_number: HashMap<String, Vec<String>>,
}

impl Alike {
    pub(super) fn of(book: &Book<'_>, kind: Kind) -> Result<Self> {
        let mut alike = Self::default();
        if kind == Kind::Partner {
            for record in book.all::<Partner>()? {
                if record.body.merged_into.is_none() {
                    alike.add_partner(record.id, record.body);
                }
            }
        }
        if kind == Kind::Partner || kind == Kind::Contact {
            for record in book.all::<Contact>()? {
                alike.add_contact(record.id, record.body);
            }
        }
        if kind == Kind::Student {
            for sheet in book.sheets(Kind::Person)? {
                alike.take_student(&sheet.doc.root, format!("`{}`", sheet.id));
            }
        }
        Ok(alike)
    }

    /// Takes in the student of a row.
    pub(super) fn add_student(&mut self, id: &Id, private: &Node, row: usize) {
        self.take_student(private, format!("`{id}` of row {row}"));
    }

    fn take_student(&mut self, private: &Node, called: String) {
        if let Some(name) = private.text_at("name") {
            let same = self.by_student.entry(fold(name)).or_default();
            same.push(called.clone());
        }
        if let Some(number) = private.text_at("district_id").and_then(bare) {
            self.by_number.entry(number).or_default().push(called);
        }
    }

    /// The students who bear the same name.
    pub(super) fn of_the_same_name(&self, private: &Node) -> Vec<String> {
        let name = private.text_at("name").map(fold);
        let same = name.and_then(|name| self.by_student.get(&name));
        same.cloned().unwrap_or_default()
    }

    /// Finds a student whose district's id is the same but for leading zeros, which spreadsheets lose.
    pub(super) fn judge_number(&self, private: &Node, grounds: &mut Grounds) {
        let number = private.text_at("district_id").and_then(bare);
        let like = number.and_then(|number| self.by_number.get(&number));
        for called in like.into_iter().flatten() {
            let fault = Fault::refused(format!(
                "possible duplicate: {called} has the same `district_id` but for leading zeros"
            ))
            .hint("if it is the same student, write the number as it is there, zeros and all, or give the student's id in a column `id`");
            grounds.breaks("likely-duplicate", None, fault);
        }
    }

    /// Finds what a new record looks like, and takes it in.
    pub(super) fn judge(&self, kind: Kind, root: &Node, grounds: &mut Grounds) {
        match kind {
            Kind::Partner => self.judge_partner(root, grounds),
            Kind::Contact => self.judge_contact(root, grounds),
            _ => {}
        }
    }

    /// Takes a record in.
    pub(super) fn add(&mut self, kind: Kind, id: &Id, root: &Node) {
        match kind {
            Kind::Partner => {
                if let Some(body) = body(kind, root) {
                    self.add_partner(id.clone(), body);
                }
            }
            Kind::Contact => {
                if let Some(body) = body(kind, root) {
                    self.add_contact(id.clone(), body);
                }
            }
            _ => {}
        }
    }

    fn add_partner(&mut self, id: Id, body: Partner) {
        let at = self.partners.len();
        let keys = PartnerKeys::of(&body);
        for name in keys.names {
            self.by_name.entry(name).or_default().push(at);
        }
        for reach in [keys.phone, keys.domain].into_iter().flatten() {
            self.by_reach.entry(reach).or_default().push(at);
        }
        self.partners.push((id, body));
    }

    fn add_contact(&mut self, id: Id, body: Contact) {
        let at = self.contacts.len();
        let mail = body.email.as_deref().map(fold);
        for text in [Some(fold(&body.name)), mail].into_iter().flatten() {
            self.by_person.entry(text).or_default().push(at);
        }
        self.contacts.push((id, body));
    }

    fn judge_partner(&self, root: &Node, grounds: &mut Grounds) {
        let Some(new) = body::<Partner>(Kind::Partner, root) else {
            return;
        };
        let keys = PartnerKeys::of(&new);
        let mut near: Vec<usize> = Vec::new();
        for name in &keys.names {
            let longer = self.by_name.range(name.clone()..);
            let longer = longer.take_while(|(one, _)| one.starts_with(name.as_str()));
            near.extend(longer.flat_map(|(_, places)| places));
            for (end, _) in name.char_indices().skip(1) {
                near.extend(self.by_name.get(&name[..end]).into_iter().flatten());
            }
        }
        for reach in [&keys.phone, &keys.domain].into_iter().flatten() {
            near.extend(self.by_reach.get(reach).into_iter().flatten());
        }
        near.sort_unstable();
        near.dedup();
        for (id, other) in near.iter().filter_map(|at| self.partners.get(*at)) {
            let kin = new.part_of.is_some()
                && (new.part_of == other.part_of
                    || new.part_of.as_ref().map(crate::value::Ref::id) == Some(id));
            if let Some(likeness) = partners_alike(&new, other).filter(|_| !kin) {
                looks_like(Kind::Partner, id, &other.name, likeness.words(), grounds);
            }
        }
    }

    fn judge_contact(&self, root: &Node, grounds: &mut Grounds) {
        let Some(new) = body::<Contact>(Kind::Contact, root) else {
            return;
        };
        let mail = new.email.as_deref().map(fold);
        let texts = [Some(fold(&new.name)), mail];
        let places = texts
            .iter()
            .flatten()
            .filter_map(|text| self.by_person.get(text));
        let mut near: Vec<usize> = places.flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        for (id, other) in near.iter().filter_map(|at| self.contacts.get(*at)) {
            if let Some(likeness) = contacts_alike(&new, other) {
                looks_like(Kind::Contact, id, &other.name, likeness.words(), grounds);
            }
        }
    }
}

/// A district's id without its leading zeros, folded.
fn bare(number: &str) -> Option<String> {
    let number = fold(number);
    let bare = number.trim_start_matches('0');
    (!bare.is_empty()).then(|| bare.to_owned())
}

fn body<T: serde::de::DeserializeOwned>(kind: Kind, root: &Node) -> Option<T> {
    toml::from_str(&record_text(root, spec(kind).fields())).ok()
}

fn looks_like(kind: Kind, id: &Id, name: &str, words: &str, grounds: &mut Grounds) {
    let fault = Fault::refused(format!(
        "possible duplicate: there is `{id}`, {name}; {words}"
    ))
    .hint(format!(
        "if it is the same one, give its id in a column `id`; see `wbl {kind} show {id}`"
    ));
    grounds.breaks("likely-duplicate", Some(id.to_string()), fault);
}
