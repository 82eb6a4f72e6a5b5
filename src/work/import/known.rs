//! The records that are there, and those that the file has made so far: which one a row means.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::book::Book;
use crate::fault::Result;
use crate::schema::{Field, Kind, Node, find_field, key_text};
use crate::value::{Day, Id, fold};

/// A record that is there.
pub(super) struct Record {
    pub(super) id: Id,
    pub(super) own: Node,
    /// A student's private part.
    pub(super) private: Option<Node>,
}

/// The records of a kind, found by what they hold.
#[derive(Default)]
pub(super) struct Known {
    pub(super) all: Vec<Record>,
    /// By key: by the text that it holds, the places of the records.
    by: BTreeMap<&'static str, HashMap<String, Vec<usize>>>,
    pub(super) ids: BTreeSet<Id>,
    by_id: HashMap<Id, usize>,
}

/// By what a kind's records are found: the first that both sides have decides.
fn keys(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Student => &["district_id", "email", "name"],
        Kind::Contact => &["email", "name"],
        Kind::Wbl => &["students", "partner", "title"],
        _ => &["name"],
    }
}

impl Known {
    /// Reads the records of a kind; `extra` is a key that is asked for besides.
    pub(super) fn of(book: &Book<'_>, kind: Kind, extra: Option<&'static str>) -> Result<Self> {
        let mut known = Self::default();
        for key in keys(kind).iter().copied().chain(extra) {
            known.by.insert(key, HashMap::new());
        }
        let mut private = BTreeMap::new();
        if kind == Kind::Student {
            for sheet in book.sheets(Kind::Person)? {
                private.insert(sheet.id, sheet.doc.root);
            }
        }
        for sheet in book.sheets(kind)? {
            let private = private.remove(&sheet.id);
            known.push(sheet.id, sheet.doc.root, private);
        }
        Ok(known)
    }

    /// Takes a record in.
    pub(super) fn push(&mut self, id: Id, own: Node, private: Option<Node>) {
        let at = self.all.len();
        self.ids.insert(id.clone());
        self.by_id.insert(id.clone(), at);
        let record = Record { id, own, private };
        for (key, places) in &mut self.by {
            for text in texts(&record.own, record.private.as_ref(), key) {
                places.entry(text).or_default().push(at);
            }
        }
        self.all.push(record);
    }

    /// The records that hold what a row holds under a key.
    pub(super) fn with(&self, key: &str, own: &Node, private: Option<&Node>) -> Vec<usize> {
        let mut found = Vec::new();
        for text in texts(own, private, key) {
            let places = self.by.get(key).and_then(|places| places.get(&text));
            found.extend(places.into_iter().flatten().copied());
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The record with an id.
    pub(super) fn at(&self, id: &Id) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The records that a row means, by whatever of its kind tells records apart.
    pub(super) fn meant(&self, kind: Kind, own: &Node, private: Option<&Node>) -> Vec<usize> {
        let root = |record: &Record, key: &str| {
            let private = record.private.as_ref();
            texts(&record.own, private, key)
        };
        // What both sides say under these keys is the same.
        let agrees = |at: &usize, keys: &[&str]| {
            let Some(record) = self.all.get(*at) else {
                return false;
            };
            keys.iter().all(|key| {
                let (a, b) = (root(record, key), texts(own, private, key));
                a.is_empty() || b.is_empty() || a.iter().any(|one| b.contains(one))
            })
        };
        match kind {
            Kind::Student => {
                for key in ["district_id", "email"] {
                    let found = self.with(key, own, private);
                    if !found.is_empty() {
                        return found;
                    }
                }
                let mut found = self.with("name", own, private);
                found.retain(|at| agrees(at, &["grad_year", "born", "district_id", "email"]));
                found
            }
            Kind::Contact => {
                let mut found = self.with("email", own, private);
                // Two people may share an address of the firm.
                found.retain(|at| agrees(at, &["name"]));
                if found.is_empty() {
                    found = self.with("name", own, private);
                    found.retain(|at| agrees(at, &["partner", "organization"]));
                }
                found
            }
            Kind::Wbl => {
                let mut found = self.with("students", own, private);
                if own.get("students").is_none() {
                    found = self.with("partner", own, private);
                    found.extend(self.with("title", own, private));
                }
                found.sort_unstable();
                found.dedup();
                found.retain(|at| {
                    let nobody = self
                        .all
                        .get(*at)
                        .is_some_and(|one| one.own.get("students").is_none());
                    agrees(at, &["partner", "activity", "starts", "title"])
                        && (own.get("students").is_some() || nobody)
                });
                found
            }
            _ => {
                let mut found = self.with("name", own, private);
                found.retain(|at| agrees(at, &["town"]));
                found
            }
        }
    }
}

/// What a record holds under a key, folded; a partner's other names are names.
fn texts(own: &Node, private: Option<&Node>, key: &str) -> Vec<String> {
    let mut found = Vec::new();
    let keys: &[&str] = if key == "name" {
        &["name", "aka"]
    } else {
        &[key]
    };
    for root in [Some(own), private].into_iter().flatten() {
        for node in keys.iter().filter_map(|key| root.get(key)) {
            if node.items().is_empty() {
                found.push(fold(&key_text(node)));
            } else {
                found.extend(node.items().iter().map(|item| fold(&key_text(item))));
            }
        }
    }
    found.retain(|text| !text.is_empty());
    found
}

/// Whether a record has what a cell says of a field; of a group, whether it has items that hold as
/// much. What is not recorded is what reading supplies.
pub(super) fn is_same(there: Option<&Node>, node: &Node, field: &Field, today: Day) -> bool {
    let Some(there) = there else {
        let default = field
            .default
            .and_then(|text| field.shape.read(text, today).ok());
        return default.is_some_and(|default| default == *node);
    };
    if there == node {
        return true;
    }
    let Some(parts) = field.group_fields() else {
        return false;
    };
    let holds = |item: &Node, wanted: &Node| {
        let mut entries = wanted.entries().iter();
        entries.all(|entry| {
            let part = find_field(parts, &entry.key);
            part.is_some_and(|part| is_same(item.get(&entry.key), &entry.node, part, today))
        })
    };
    let mut wanted = node.items().iter();
    wanted.all(|wanted| there.items().iter().any(|item| holds(item, wanted)))
}
