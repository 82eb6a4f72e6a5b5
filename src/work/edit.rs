//! `edit`: a record's text as a person has left it, held against its table, its links and the rules.

use crate::book::Book;
use crate::change::{Change, Edit};
use crate::fault::{Blame, Fault, Result};
use crate::record::spec;
use crate::rule::Activities;
use crate::schema::{Doc, Field, Fields, Kind, Node, Problem, Severity, Shape, Splicer, check};
use crate::value::Id;
use crate::value::{Day, nearest};

use super::ground::Grounds;
use super::judge::{Case, judge};

/// One file of a record, before and after; a student has two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The kind of file.
    pub kind: Kind,
    /// Its path within the store.
    pub path: String,
    /// The text that was shown.
    pub before: String,
    /// The text to be.
    pub after: String,
}

/// Takes a person's texts as they are, where they may stand.
///
/// # Errors
/// Where a file is no longer as it was shown (6), or a text is refused (4), all at once.
pub fn edit(
    book: &Book<'_>,
    id: &Id,
    parts: &[Part],
    reason: Option<&str>,
    today: Day,
) -> Result<Change> {
    let mut change = Change::default();
    for part in parts {
        if book.text(&part.path)?.as_ref() != Some(&part.before) {
            let message = format!("{} has changed since it was opened", part.path);
            return Err(Fault::new(Blame::Busy, message));
        }
    }
    let changed = || parts.iter().filter(|part| part.before != part.after);
    let (mut docs, mut faults) = (Vec::new(), Vec::new());
    for part in changed() {
        match read(book, part)? {
            Ok(doc) => docs.push((part, doc)),
            Err(problems) => faults.extend(problems),
        }
    }
    let faults = faults
        .iter()
        .map(|problem: &Problem| problem.fault(Blame::Refused));
    if let Some(fault) = Fault::all(faults) {
        return Err(fault);
    }
    for (part, doc) in docs {
        let old = Doc::parse(&part.path, part.before.clone()).ok();
        let mut grounds = Grounds::default();
        let case = Case {
            kind: part.kind,
            id: Some(id),
            old: old.as_ref().map(|doc| &doc.root),
            new: &doc.root,
        };
        judge(book, &case, &mut grounds)?;
        let mut splicer = Splicer::new(&part.path, doc.clone(), spec(part.kind).fields());
        for item in grounds.settle(book, reason, today)? {
            splicer.push("reasons", item)?;
        }
        change.edits.push(Edit {
            path: part.path.clone(),
            before: Some(part.before.clone()),
            after: Some(splicer.into_text()),
        });
        change.said.push(format!("Changed {}.", part.path));
    }
    Ok(change)
}

/// The text parsed, or all that is newly wrong with it.
fn read(book: &Book<'_>, part: &Part) -> Result<std::result::Result<Doc, Vec<Problem>>> {
    let doc = match Doc::parse(&part.path, part.after.clone()) {
        Ok(doc) => doc,
        Err(problems) => return Ok(Err(problems)),
    };
    let mut found = problems(book, part, &doc)?;
    if let Ok(old) = Doc::parse(&part.path, part.before.clone()) {
        let known = problems(book, part, &old)?;
        found.retain(|new| {
            let same = |old: &Problem| old.rule == new.rule && old.message == new.message;
            !known.iter().any(same)
        });
    }
    Ok(if found.is_empty() {
        Ok(doc)
    } else {
        Err(found)
    })
}

fn problems(book: &Book<'_>, part: &Part, doc: &Doc) -> Result<Vec<Problem>> {
    let fields = spec(part.kind).fields();
    let mut found = check(&part.path, doc, fields);
    found.retain(|problem| problem.severity == Severity::Error);
    let mut links = Links {
        book,
        part,
        doc,
        activities: Activities::of(book)?,
        found,
    };
    links.table(&doc.root, fields)?;
    Ok(links.found)
}

/// Looks for what a text names and the store has not.
struct Links<'a, 'd> {
    book: &'a Book<'d>,
    part: &'a Part,
    doc: &'a Doc,
    activities: Activities,
    found: Vec<Problem>,
}

impl Links<'_, '_> {
    fn table(&mut self, node: &Node, fields: Fields) -> Result<()> {
        for entry in node.entries() {
            let Some(field) = fields.find(&entry.key) else {
                continue;
            };
            for item in entry.node.items() {
                self.value(item, field)?;
            }
        }
        Ok(())
    }

    fn value(&mut self, node: &Node, field: &'static Field) -> Result<()> {
        match field.shape {
            Shape::Group { fields, .. } | Shape::Table(fields) => {
                self.table(node, Fields::of(fields))?;
            }
            Shape::Link(kind) => {
                let id = node.as_text().and_then(|text| Id::new(text).ok());
                if let Some(id) = id.filter(|id| !matches!(self.book.has(kind, id), Ok(true))) {
                    let ids = self.book.located(kind)?.iter().map(|one| one.id.as_str());
                    let near = nearest(id.as_str(), ids).map(str::to_owned);
                    let message = format!("there is no {} `{id}`", kind.noun());
                    self.problem(node, "dangling", message, near);
                }
            }
            Shape::Activity => {
                let name = node
                    .as_text()
                    .filter(|name| !self.activities.knows(name))
                    .map(str::to_owned);
                if let Some(name) = name {
                    let near = nearest(&name, self.activities.names()).map(str::to_owned);
                    let message = format!("the rules know no activity `{name}`");
                    self.problem(node, "activity", message, near);
                }
            }
            Shape::Text
            | Shape::Day
            | Shape::Clock
            | Shape::Minutes
            | Shape::Hours
            | Shape::Number(..)
            | Shape::Money
            | Shape::Year
            | Shape::MonthDay
            | Shape::Flag
            | Shape::Weekday
            | Shape::Choice(_)
            | Shape::Person
            | Shape::Code
            | Shape::Free => {}
        }
        Ok(())
    }

    fn problem(&mut self, node: &Node, rule: &'static str, message: String, near: Option<String>) {
        let (path, text) = (&self.part.path, &self.doc.text);
        let problem = Problem::error(rule, path, text, node.span.clone(), message);
        self.found.push(match near {
            Some(near) => problem.hint(format!("did you mean \"{near}\"?")),
            None => problem,
        });
    }
}
