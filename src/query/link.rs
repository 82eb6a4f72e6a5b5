//! The records that links lead to, each read at most once in a run.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::book::{Book, Located};
use crate::fault::{Fault, Result};
use crate::record::{KINDS, spec};
use crate::schema::{Kind, Node, Severity, check};
use crate::value::{Id, fold};

use super::error::near;
use super::eval::name_keys;
use super::plan::Mention;
use super::value::Named;

/// What no file holds, worked out of a record; see [`Linked::deriving`].
pub type Derive<'b> = dyn Fn(Kind, &Id, &Node) -> Vec<(&'static str, Node)> + Sync + 'b;

/// The linked records of a book, read when a filter first asks for them and kept.
///
/// It serves many threads and any number of filters.
pub struct Linked<'b> {
    book: &'b Book<'b>,
    derive: Option<&'b Derive<'b>>,
    kinds: Vec<OnceLock<Shelf<'b>>>,
}

/// The records of one kind, in the order of their ids.
struct Shelf<'b> {
    located: &'b [Located],
    loaded: Vec<OnceLock<Option<Loaded>>>,
}

/// A linked record.
pub(super) struct Loaded {
    kind: Kind,
    /// Its id.
    pub(super) id: Id,
    /// Its top table.
    pub(super) root: Node,
    /// A student's private part, where there is one.
    pub(super) private: Option<Node>,
    derived: OnceLock<Vec<(&'static str, Node)>>,
    names: OnceLock<Vec<String>>,
}

impl std::fmt::Debug for Linked<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Linked").finish_non_exhaustive()
    }
}

impl<'b> Linked<'b> {
    /// The linked records of a book; nothing is read yet.
    pub fn new(book: &'b Book<'b>) -> Self {
        Self {
            book,
            derive: None,
            kinds: KINDS.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// The same with what no file holds: `derive` works it out, once for a record that is asked.
    #[must_use]
    pub fn deriving(mut self, derive: &'b Derive<'b>) -> Self {
        self.derive = Some(derive);
        self
    }

    /// The record with this id; nothing where there is none that can be read. One that cannot be
    /// read is noted in the book.
    pub(super) fn record(&self, kind: Kind, id: &Id) -> Option<&Loaded> {
        let records = self.shelf(kind);
        let at = records.position(id)?;
        self.at(kind, records, at)
    }

    /// Whether what was typed is the id of a record.
    pub(super) fn is_id(&self, named: &Named) -> bool {
        let records = self.shelf(named.kind);
        named
            .id
            .as_ref()
            .is_some_and(|id| records.position(id).is_some())
    }

    /// What was worked out of a record.
    pub(super) fn derived<'l>(&self, loaded: &'l Loaded) -> &'l [(&'static str, Node)] {
        let Some(derive) = self.derive else {
            return &[];
        };
        if loaded.derived.get().is_none() {
            // Worked out before the cell is taken, so that it may itself use all cores.
            let derived = derive(loaded.kind, &loaded.id, &loaded.root);
            return loaded.derived.get_or_init(|| derived);
        }
        loaded.derived.get().map_or(&[], Vec::as_slice)
    }

    /// Refuses a name that no record has.
    pub(super) fn check(&self, mention: &Mention) -> Result<()> {
        let named = &mention.named;
        // What cannot be listed is said here; after this, the list is there.
        self.book.located(named.kind)?;
        if mention.or_text || self.is_id(named) {
            return Ok(());
        }
        let records = self.shelf(named.kind);
        let mut all = BTreeSet::new();
        for (at, located) in records.located.iter().enumerate() {
            let by_id = named.part && located.id.as_str().contains(&named.text);
            let loaded = self.at(named.kind, records, at);
            if by_id || loaded.is_some_and(|loaded| loaded.is_called(&named.text, named.part)) {
                return Ok(());
            }
            all.insert(located.id.to_string());
            all.extend(loaded.into_iter().flat_map(Loaded::names_as_written));
        }
        let (kind, typed) = (named.kind, &mention.typed);
        let message = if named.part {
            format!("no {kind} has `{typed}` in its id or name")
        } else {
            format!("no {kind} is called `{typed}`")
        };
        let fault = Fault::misuse(message).at(mention.place.clone());
        if let Some(several) = &mention.several {
            return Err(fault.hint(several));
        }
        let listed: Vec<_> = all.iter().map(String::as_str).collect();
        let fault = match near(typed, &listed) {
            Some(near) if near.contains(char::is_whitespace) => {
                fault.hint(format!("did you mean \"{near}\"?"))
            }
            Some(near) => fault.hint(format!("did you mean `{near}`?")),
            None => fault,
        };
        Err(fault.hint(format!(
            "name it by its id or its whole name: `wbl {kind} list` shows them"
        )))
    }

    fn shelf(&self, kind: Kind) -> &Shelf<'b> {
        let at = KINDS.iter().position(|spec| spec.kind == kind).unwrap_or(0);
        // Every kind stands in the table, and `kinds` is as long as the table.
        self.kinds[at].get_or_init(|| {
            let located = self.book.located(kind).unwrap_or_default();
            Shelf {
                located,
                loaded: located.iter().map(|_| OnceLock::new()).collect(),
            }
        })
    }

    fn at<'l>(&'l self, kind: Kind, records: &'l Shelf<'b>, at: usize) -> Option<&'l Loaded> {
        let (located, cell) = (records.located.get(at)?, records.loaded.get(at)?);
        cell.get_or_init(|| self.load(kind, located)).as_ref()
    }

    fn load(&self, kind: Kind, located: &Located) -> Option<Loaded> {
        let root = self.read(kind, located)?;
        let person = match self.book.find(Kind::Person, &located.id) {
            Ok(person) if kind == Kind::Student => person,
            Ok(_) | Err(_) => None,
        };
        let private = person.and_then(|located| self.read(Kind::Person, located));
        Some(Loaded {
            kind,
            id: located.id.clone(),
            root,
            private,
            derived: OnceLock::new(),
            names: OnceLock::new(),
        })
    }

    /// The top table of a file that fits its table; else it is noted.
    fn read(&self, kind: Kind, located: &Located) -> Option<Node> {
        let sheet = self.book.sheet_at(located).and_then(|sheet| {
            let mut found = check(&located.path, &sheet.doc, spec(kind).fields());
            found.retain(|problem| problem.severity == Severity::Error);
            if found.is_empty() {
                Ok(sheet)
            } else {
                Err(found)
            }
        });
        match sheet {
            Ok(sheet) => Some(sheet.doc.root),
            Err(problems) => {
                self.book.note(&located.path, problems);
                None
            }
        }
    }
}

impl Shelf<'_> {
    fn position(&self, id: &Id) -> Option<usize> {
        self.located.binary_search_by(|one| one.id.cmp(id)).ok()
    }
}

impl Loaded {
    /// Whether one of its names is this one, or holds it; the text is folded.
    pub(super) fn is_called(&self, text: &str, part: bool) -> bool {
        let names = self
            .names
            .get_or_init(|| self.names_as_written().map(|name| fold(&name)).collect());
        names
            .iter()
            .any(|name| name == text || part && name.contains(text))
    }

    fn names_as_written(&self) -> impl Iterator<Item = String> {
        let own = names_in(Some(&self.root), self.kind);
        own.chain(names_in(self.private.as_ref(), Kind::Person))
    }
}

/// The names in a record's top table, as written.
fn names_in(root: Option<&Node>, kind: Kind) -> impl Iterator<Item = String> {
    let values = root.into_iter().flat_map(move |root| {
        name_keys(kind)
            .filter_map(|key| root.get(key))
            .flat_map(Node::items)
    });
    values.filter_map(|value| value.as_text().map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{known, settings, store};
    use super::super::{Filter, Item};
    use super::*;

    #[test]
    fn an_id_names_its_own_record_and_no_other() {
        let memory = crate::book::memory::Memory::of(&[
            (
                "pathways/health.toml",
                "name = \"Health\"\nsector = \"h\"\n",
            ),
            ("pathways/other.toml", "name = \"health\"\nsector = \"h\"\n"),
            ("partners/a.toml", "name = \"A\"\npathways = [\"health\"]\n"),
            ("partners/b.toml", "name = \"B\"\npathways = [\"other\"]\n"),
        ]);
        let book = memory.book();
        let linked = Linked::new(&book);
        let settings = settings();
        let filter = Filter::parse("pathways = Health", Kind::Partner, &known(&settings)).unwrap();
        let sheets = book.sheets(Kind::Partner).unwrap();
        let held: Vec<_> = sheets
            .iter()
            .map(|sheet| filter.holds(&Item::new(&sheet.id, &sheet.doc.root), &linked))
            .collect();
        assert_eq!(held, [true, false]);
    }

    #[test]
    fn a_linked_record_is_read_once() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        struct Counting(crate::book::memory::Memory, AtomicUsize);
        impl crate::book::Disk for Counting {
            fn list(&self, folder: &str, deep: bool) -> std::io::Result<crate::book::Listing> {
                self.0.list(folder, deep)
            }
            fn read(&self, path: &str) -> std::io::Result<Vec<u8>> {
                self.1.fetch_add(1, Ordering::Relaxed);
                self.0.read(path)
            }
        }
        let disk = Counting(store(), AtomicUsize::new(0));
        let book = crate::book::Book::new(&disk, settings());
        let linked = Linked::new(&book);
        let text = "partner.town = x or partner.name ~ y or partner = antron";
        let filter = Filter::parse(text, Kind::Wbl, &known(&book.settings)).unwrap();
        let id = Id::new("x").unwrap();
        let root = Node::table([("partner", Node::text("broken"))]);
        for _ in 0..5 {
            assert!(!filter.holds(&Item::new(&id, &root), &linked));
        }
        assert_eq!(disk.1.load(Ordering::Relaxed), 1);
        assert_eq!(book.problems().len(), 1, "what cannot be read is noted");
    }
}
