//! Who is meant: an exact id, else the start of one, else a whole name or alias.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::book::Book;
use crate::fault::{Candidates, Fault, Result};
use crate::record::{Person, spec};
use crate::schema::{Kind, Node};
use crate::value::{Id, fold, nearest, words_of};

use super::refer_eval;
use super::telling::{telling, telling_all};

/// How a reference was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It is the id.
    Exact,
    /// It is the start of the id.
    Prefix,
    /// It is the record's name, or another name that it goes by.
    Name,
    /// It is the student of an experience, or of an evaluation.
    Student,
}

/// The record that a reference names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its id.
    pub id: Id,
    /// How it was understood.
    pub how: How,
    /// The record that was named, where it has become part of this one.
    pub through: Option<Id>,
}

impl Found {
    /// What a person must be told before something is written: which record was taken, unless
    /// they typed its very id.
    pub fn notice(&self, kind: Kind) -> Option<String> {
        let id = &self.id;
        match (&self.through, self.how) {
            (Some(old), _) => Some(format!(
                "The {} `{old}` has become part of `{id}`.",
                kind.noun()
            )),
            (None, How::Exact) => None,
            (None, How::Prefix | How::Name | How::Student) => {
                Some(format!("Took the {} `{id}`.", kind.noun()))
            }
        }
    }
}

/// How many characters the start of an id needs at least.
pub(super) const SHORTEST_PREFIX: usize = 3;
/// How many candidates a message lists.
const MOST_LISTED: usize = 12;

/// Finds the record of a kind that a text names.
///
/// # Errors
/// Where it names nothing, or too many (exit 3).
pub fn resolve(book: &Book<'_>, kind: Kind, text: &str) -> Result<Found> {
    if let Some(id) = exact(book, kind, text)? {
        return follow(book, kind, id, How::Exact);
    }
    if let Some(id) = book.chosen_for(kind, text) {
        return follow(book, kind, id, How::Name);
    }
    match by_prefix_or_name(book, kind, text)? {
        Ok(found) => Ok(found),
        Err(many) if many.is_empty() && kind == Kind::Eval => refer_eval::of_student(book, text),
        Err(many) if many.is_empty() => Err(nothing(book, kind, text)),
        Err(many) => Err(too_many(book, kind, text, &many)),
    }
}

/// Finds the record that a text names by its exact id, for what cannot be taken back lightly.
///
/// # Errors
/// Where it is less than the id (exit 3; the hint is the command with the id), or names nothing.
pub fn must_be_exact(book: &Book<'_>, kind: Kind, text: &str, verb: &str) -> Result<Id> {
    if let Some(id) = exact(book, kind, text)? {
        return Ok(id);
    }
    let found = resolve(book, kind, text)?;
    let id = found.through.unwrap_or(found.id);
    Err(
        Fault::reference(format!("`{verb}` wants the exact id, not `{text}`"))
            .hint(format!("wbl {kind} {verb} {id}")),
    )
}

/// The id that was typed, if there is such a record.
pub(super) fn exact(book: &Book<'_>, kind: Kind, text: &str) -> Result<Option<Id>> {
    let Ok(id) = Id::new(&text.trim().to_ascii_lowercase()) else {
        return Ok(None);
    };
    Ok(book.has(kind, &id)?.then_some(id))
}

/// The one record whose id begins so, else the one of that name; else all that could be meant.
pub(super) fn by_prefix_or_name(
    book: &Book<'_>,
    kind: Kind,
    text: &str,
) -> Result<std::result::Result<Found, Vec<Id>>> {
    let begin = with_prefix(book, kind, text)?;
    if let Some(found) = the_one(book, kind, &begin, How::Prefix)? {
        return Ok(Ok(found));
    }
    let named = with_name(book, kind, text)?;
    if let Some(found) = the_one(book, kind, &named, How::Name)? {
        return Ok(Ok(found));
    }
    Ok(Err(if named.is_empty() { begin } else { named }))
}

/// The records whose ids begin with a text of three characters or more.
fn with_prefix(book: &Book<'_>, kind: Kind, text: &str) -> Result<Vec<Id>> {
    let begin = text.trim().to_ascii_lowercase();
    if begin.len() < SHORTEST_PREFIX {
        return Ok(Vec::new());
    }
    let located = book.located(kind)?;
    let from = located.partition_point(|one| one.id.as_str() < begin.as_str());
    let ids = located[from..].iter().map(|one| &one.id);
    Ok(ids
        .take_while(|id| id.as_str().starts_with(&begin))
        .cloned()
        .collect())
}

/// The records that go by a name, without case and accents.
fn with_name(book: &Book<'_>, kind: Kind, text: &str) -> Result<Vec<Id>> {
    // People are written last name first as well, in lists of a school above all; what is written like
    // an id is none of their names.
    let is_like_id = Id::new(text.trim()).is_ok();
    let plain = |name: &str| match kind {
        Kind::Student | Kind::Contact if !is_like_id => words_of(&first_name_first(name)).join(" "),
        _ => fold(name),
    };
    let wanted = plain(text);
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let named = names(book, kind)?;
    let same = named.into_iter().filter(|(_, name)| plain(name) == wanted);
    let ids: BTreeSet<_> = same.map(|(id, _)| id).collect();
    Ok(ids.into_iter().collect())
}

/// `Okafor, Zora` as `Zora Okafor`; any other name as it is.
fn first_name_first(name: &str) -> Cow<'_, str> {
    match name.split_once(',') {
        Some((last, first)) if !first.trim().is_empty() => {
            Cow::Owned(format!("{} {}", first.trim(), last.trim()))
        }
        Some(_) | None => Cow::Borrowed(name),
    }
}

/// Every name of every record of a kind, with its id.
pub(super) fn names(book: &Book<'_>, kind: Kind) -> Result<Vec<(Id, String)>> {
    let mut names = Vec::new();
    if kind == Kind::Student {
        for person in book.all::<Person>()? {
            if book.has(kind, &person.id)? {
                names.push((person.id.clone(), person.body.name));
                names.extend(person.body.known_as.map(|name| (person.id, name)));
            }
        }
        return Ok(names);
    }
    if !spec(kind).has_name() {
        return Ok(names);
    }
    for sheet in book.sheets(kind)? {
        let name = sheet.doc.get("name").and_then(Node::as_text);
        let others = sheet.doc.get("aka").map_or(&[][..], Node::items);
        let all = name
            .into_iter()
            .chain(others.iter().filter_map(Node::as_text));
        names.extend(all.map(|name| (sheet.id.clone(), name.to_owned())));
    }
    Ok(names)
}

/// The single record that some ids lead to, merged ones followed.
fn the_one(book: &Book<'_>, kind: Kind, ids: &[Id], how: How) -> Result<Option<Found>> {
    let mut one: Option<Found> = None;
    for id in ids {
        let found = follow(book, kind, id.clone(), how)?;
        match &one {
            Some(other) if other.id != found.id => return Ok(None),
            Some(other) if other.through.is_none() => {}
            Some(_) | None => one = Some(found),
        }
    }
    Ok(one)
}

/// Goes from a record that was merged into another to that other.
fn follow(book: &Book<'_>, kind: Kind, id: Id, how: How) -> Result<Found> {
    let mut seen = vec![id];
    if kind == Kind::Partner {
        // A record that cannot be read is found all the same: whoever reads it says so.
        while let Some(next) = seen.last().and_then(|id| merged_into(book, id)) {
            if seen.contains(&next) || !book.has(kind, &next)? {
                break;
            }
            seen.push(next);
        }
    }
    let first = seen.swap_remove(0);
    // After the swap the last one followed stands first, if any was followed.
    let last = seen.first().cloned();
    Ok(match last {
        Some(id) => Found {
            id,
            how,
            through: Some(first),
        },
        None => Found {
            id: first,
            how,
            through: None,
        },
    })
}

fn merged_into(book: &Book<'_>, id: &Id) -> Option<Id> {
    let sheet = book.sheet(Kind::Partner, id).ok()??;
    Id::new(sheet.doc.get("merged_into")?.as_text()?).ok()
}

/// The fault of a reference that names several.
pub(super) fn too_many(book: &Book<'_>, kind: Kind, text: &str, ids: &[Id]) -> Fault {
    let choices = telling_all(book, kind, ids);
    let count = choices.len();
    let mut fault = Fault::reference(format!("`{text}` could be {count} {}s", kind.noun()));
    for (id, line) in choices.iter().take(MOST_LISTED) {
        fault = fault.hint(format!("`{id}`  {line}"));
    }
    if count > MOST_LISTED {
        fault = fault.hint(format!("and {} more", count - MOST_LISTED));
    }
    fault.candidates = Some(Box::new(Candidates {
        kind: kind.name(),
        typed: text.to_owned(),
        choices,
    }));
    fault
}

/// The fault of a reference that names nothing, with what it could have meant.
pub(super) fn nothing(book: &Book<'_>, kind: Kind, text: &str) -> Fault {
    let text = text.trim();
    let mut fault = Fault::reference(format!("there is no {} `{text}`", kind.noun()));
    let mut meant = Vec::new();
    for id in near(book, kind, text).into_iter().take(3) {
        let line = telling(book, kind, &id);
        fault = fault.hint(format!("did you mean `{id}` ({line})?"));
        meant.push(id.to_string());
    }
    if matches!(kind, Kind::Wbl | Kind::Eval) {
        // A student stands for a placement: half a name deserves an answer as well.
        for id in near(book, Kind::Student, text).into_iter().take(3) {
            let line = telling(book, Kind::Student, &id);
            fault = fault.hint(format!("did you mean the student `{id}` ({line})?"));
            meant.push(id.to_string());
        }
    }
    fault.meant = meant.into_iter().map(|id| (text.to_owned(), id)).collect();
    if fault.hints.is_empty() {
        fault = match kind {
            Kind::Form | Kind::Rules | Kind::Person | Kind::Settings => fault,
            Kind::Partner
            | Kind::Contact
            | Kind::Pathway
            | Kind::Student
            | Kind::Wbl
            | Kind::Mou
            | Kind::Eval
            | Kind::Council => fault.hint(format!("see them all with `wbl {kind} list`")),
        };
    }
    fault
}

/// The records that a text nearly names: part of a name, or something much like a name or an id.
fn near(book: &Book<'_>, kind: Kind, text: &str) -> Vec<Id> {
    let folded = fold(text);
    let names = names(book, kind).unwrap_or_default();
    let located = book.located(kind).unwrap_or_default();
    let mut near: Vec<Id> = Vec::new();
    let mut take = |id: &Id| {
        if !near.contains(id) {
            near.push(id.clone());
        }
    };
    if folded.chars().count() >= SHORTEST_PREFIX {
        for (id, name) in &names {
            if fold(name).contains(&folded) {
                take(id);
            }
        }
    }
    let ids = located.iter().map(|one| one.id.as_str());
    let all = names.iter().map(|(_, name)| name.as_str()).chain(ids);
    if let Some(like) = nearest(text, all) {
        let owner = names.iter().find(|(_, name)| name == like);
        let id = owner
            .map(|(id, _)| id.clone())
            .or_else(|| Id::new(like).ok());
        if let Some(id) = id {
            take(&id);
        }
    }
    near
}
