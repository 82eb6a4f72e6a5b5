//! An experience as the checks of hours see it: its header, and its entries with where they stand.

use std::fmt;
use std::ops::Range;

use crate::book::Book;
use crate::record::{HourEntry, Status};
use crate::schema::{Kind, Node, Problem, Val};
use crate::value::{Day, Id, Minutes, Reach, Ref};

use super::file::{File, texts_at};

/// An experience; what its file does not say well-formed is absent.
#[derive(Debug)]
pub(super) struct Experience<'f> {
    pub(super) activity: &'f str,
    pub(super) students: Vec<Id>,
    pub(super) pathway: Option<Id>,
    pub(super) status: Status,
    pub(super) reach: Reach,
    pub(super) supervisors: Vec<(&'f str, Reach)>,
    pub(super) entries: Vec<(HourEntry, &'f Node)>,
}

/// Looks into the file of one experience again, where a look at all of them has found something in it.
pub(super) fn of_one(
    book: &Book<'_>,
    id: &Id,
    look: impl FnOnce(&File<'_>, &Experience<'_>) -> Vec<Problem>,
) -> Vec<Problem> {
    let Ok(Some(sheet)) = book.sheet(Kind::Wbl, id) else {
        return Vec::new();
    };
    let file = File {
        kind: Kind::Wbl,
        id,
        path: &sheet.path,
        doc: &sheet.doc,
    };
    look(&file, &Experience::of(&file))
}

impl<'f> Experience<'f> {
    /// Reads a file of an experience, whatever else is wrong with it.
    pub(super) fn of(file: &'f File<'_>) -> Self {
        let root = &file.doc.root;
        let id = |text: &str| Id::new(text).ok();
        let supervisor = |item: &'f Node| {
            let reach = Reach::new(item.day_at("from"), item.day_at("to"));
            Some((item.text_at("contact")?, reach))
        };
        Self {
            activity: root.text_at("activity").unwrap_or_default(),
            students: texts_at(root, "students")
                .into_iter()
                .filter_map(id)
                .collect(),
            pathway: root.text_at("pathway").and_then(id),
            status: root.text_at("status").and_then(word).unwrap_or_default(),
            reach: Reach::new(root.day_at("starts"), root.day_at("ends")),
            supervisors: file
                .items("supervisors")
                .iter()
                .filter_map(supervisor)
                .collect(),
            entries: file
                .items("hours")
                .iter()
                .filter_map(|item| Some((entry_of(item)?, item)))
                .collect(),
        }
    }

    /// The entries that are not voided.
    pub(super) fn standing(&self) -> impl Iterator<Item = &(HourEntry, &'f Node)> {
        self.entries
            .iter()
            .filter(|(entry, _)| entry.void.is_none())
    }

    /// Whether a contact supervises on a day.
    pub(super) fn is_supervised_by(&self, contact: &str, on: Day) -> bool {
        self.supervisors
            .iter()
            .any(|(id, reach)| *id == contact && reach.holds(on))
    }
}

/// A word of a choice as its enum.
fn word<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(text.into()).ok()
}

/// An item of `hours` as an entry; nothing where it has no day.
fn entry_of(item: &Node) -> Option<HourEntry> {
    let mut entry = HourEntry {
        on: item.day_at("on")?,
        id: None,
        from: None,
        to: None,
        overnight: None,
        break_minutes: None,
        minutes: None,
        kind: None,
        area: None,
        task: None,
        reference: None,
        logged: None,
        by: None,
        verified: None,
        seen: None,
        void: None,
        because: None,
    };
    for one in item.entries() {
        let node = &one.node;
        let text = || node.as_text().map(str::to_owned);
        let id = || Id::new(node.as_text()?).ok();
        match one.key.as_str() {
            "id" => entry.id = id(),
            "from" => entry.from = node.as_clock(),
            "to" => entry.to = node.as_clock(),
            "overnight" => entry.overnight = node.as_flag(),
            "break_minutes" => entry.break_minutes = node.as_int().map(Minutes),
            "minutes" => entry.minutes = node.as_int().map(Minutes),
            "kind" => entry.kind = node.as_text().and_then(word),
            "area" => entry.area = text(),
            "task" => entry.task = text(),
            "ref" => entry.reference = text(),
            "logged" => entry.logged = node.as_day(),
            "by" => entry.by = id().map(Ref::to),
            "verified" => entry.verified = node.as_day(),
            "seen" => entry.seen = node.as_int().map(Minutes),
            "void" => entry.void = node.as_day(),
            "because" => entry.because = text(),
            _ => {}
        }
    }
    Some(entry)
}

/// Whether every value of an item is of the type that its field wants, as far as hours go.
pub(super) fn is_whole(item: &Node) -> bool {
    item.entries().iter().all(|entry| match entry.key.as_str() {
        "on" | "logged" | "verified" | "void" => matches!(entry.node.val, Val::Day(_)),
        "from" | "to" => matches!(entry.node.val, Val::Clock(_)),
        "minutes" | "break_minutes" | "seen" => {
            matches!(entry.node.val, Val::Int(0..=Minutes::MOST))
        }
        _ => true,
    })
}

/// What an entry is called in messages: its id, or its day. Most entries are never spoken of.
pub(super) fn name_of(entry: &HourEntry) -> impl fmt::Display {
    /// Its id and its day.
    struct Name<'e>(&'e HourEntry);
    impl fmt::Display for Name<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match &self.0.id {
                Some(id) => write!(f, "entry `{id}` of {}", self.0.on),
                None => write!(f, "the entry of {}", self.0.on),
            }
        }
    }
    Name(entry)
}

/// Where an entry stands in its file: at its day, so that a line of many entries tells them apart.
pub(super) fn place_of(item: &Node) -> Range<usize> {
    item.get("on")
        .map_or(item.span.clone(), |on| on.span.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Doc;

    #[test]
    fn an_item_is_read_as_its_struct_reads_it() {
        for text in [
            "on = 2026-10-06\n",
            "id = \"k3f9qd\"\non = 2026-10-06\nfrom = 22:00:00\nto = 06:30:00\novernight = true\nbreak_minutes = 30\nkind = \"training\"\narea = \"a\"\ntask = \"t\"\nref = \"r\"\nlogged = 2026-10-07\nby = \"j\"\nverified = 2026-10-09\nseen = 480\nvoid = 2026-11-01\nbecause = \"b\"\n",
            "on = 2026-10-06\nminutes = 5\n",
        ] {
            let doc = Doc::parse("x.toml", text.to_owned()).unwrap();
            let entry: HourEntry = toml::from_str(text).unwrap();
            assert_eq!(entry_of(&doc.root), Some(entry), "{text}");
            assert!(is_whole(&doc.root));
        }
    }
}
