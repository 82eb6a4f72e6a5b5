//! Verbs that add an item to a group: one way to do it, and a row for each verb.

mod fits;
mod moving;
mod reading;
mod table;

use crate::book::Book;
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::spec;
use crate::schema::{Field, Kind, Node, Shape, Val};
use crate::value::{Day, Id};

use super::ground::Grounds;
use super::group::{Item, Match, find_item};
use super::judge::{Case, judge};
use super::typed::Typed;

pub use table::ITEM_VERBS;

/// What an item must not be, seen against its record.
type Fits = fn(&Book<'_>, &Id, &Node, &mut Grounds) -> Result<()>;

/// A verb that adds an item to a group of a record.
#[derive(Clone, Copy, Debug)]
pub struct ItemVerb {
    /// Its word.
    pub name: &'static str,
    /// The kind of record.
    pub kind: Kind,
    /// The group.
    pub group: &'static str,
    /// The key that a word without a flag carries.
    pub word: Option<&'static str>,
    /// Whether it takes several such words, an item each.
    pub many_words: bool,
    /// Whether it takes several records.
    pub many_refs: bool,
    /// What is done to several, as in `put the paper on file for 3 students?`.
    pub of_several: &'static str,
    /// The key of the item's day.
    pub day: Option<WhenSaid>,
    /// Keys that are asked for on a terminal besides those that there must be.
    pub asks: &'static [&'static str],
    /// Keys that the verb wants besides those that no item can be without.
    pub needs: &'static [&'static str],
    /// What is meant where nothing is said.
    pub preset: &'static [(&'static str, &'static str)],
    /// The words of `status` in which an item is still open: it is moved, not added again.
    pub open: &'static [&'static str],
    /// What an item must not be.
    fits: Option<Fits>,
    /// What is said when it is done: `{id}`, and `{key}` for what the item holds.
    pub said: &'static str,
    /// What it does, in a line.
    pub about: &'static str,
    /// A line or more to be pasted.
    pub examples: &'static str,
}

/// The day of an item: its key, and what an unsaid one means.
#[derive(Clone, Copy, Debug)]
pub struct WhenSaid {
    /// The key.
    pub key: &'static str,
    /// Whether it is today where none is named.
    pub is_today: bool,
    /// Whether it may be a day to come.
    pub may_come: bool,
}

/// What is asked of a verb that adds items; texts are as typed.
#[derive(Clone, Debug, Default)]
pub struct ItemRequest {
    /// The words without a flag.
    pub words: Vec<String>,
    /// Each key with its texts.
    pub values: Vec<(String, Vec<String>)>,
    /// Whether another item is wanted though one is open.
    pub is_new: bool,
    /// The ground for going past a rule.
    pub reason: Option<String>,
}

impl ItemVerb {
    /// The verb of a kind by its word.
    pub fn of(name: &str, kind: Kind) -> Option<&'static Self> {
        ITEM_VERBS
            .iter()
            .find(|verb| verb.name == name && verb.kind == kind)
    }

    /// The field that holds the items.
    fn field(&self) -> Option<&'static Field> {
        spec(self.kind).fields().find(self.group)
    }

    /// What an item holds.
    pub fn parts(&self) -> &'static [Field] {
        self.field().and_then(Field::group_fields).unwrap_or(&[])
    }

    /// What an item holds that has a flag of its own.
    pub fn flags(&self) -> impl Iterator<Item = &'static Field> {
        let day = self.day.map(|day| day.key);
        let word = self.word;
        self.parts()
            .iter()
            .filter(move |part| part.key != "id" && Some(part.key) != word)
            .filter(move |part| Some(part.key) != day)
    }
}

/// Adds an item for each word to each record, in one change.
///
/// # Errors
/// Where a reference names nothing (3), a value cannot be read or is missing (2), or the item
/// cannot be (4): all of what was typed at once.
pub fn add_items(
    book: &Book<'_>,
    verb: &'static ItemVerb,
    ids: &[Id],
    request: &ItemRequest,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let mut typed = Typed::new(book, today)?;
    let items = reading::read(verb, request, &mut typed, today);
    let notices = typed.settle()?;
    let mut draft = Draft::new(book, seed);
    draft.change.notices = notices;
    for id in ids {
        let old = draft.edit(verb.kind, id)?.doc().root.clone();
        let mut grounds = Grounds::default();
        for item in &items {
            not_ahead(verb, item, today, &mut grounds);
            if let Some(fits) = verb.fits {
                fits(book, id, item, &mut grounds)?;
            }
            put(&mut draft, verb, id, item, request)?;
        }
        let new = draft.edit(verb.kind, id)?.doc().root.clone();
        let case = Case {
            kind: verb.kind,
            id: Some(id),
            old: Some(&old),
            new: &new,
        };
        judge(book, &case, &mut grounds)?;
        for reason in grounds.settle(book, request.reason.as_deref(), today)? {
            draft.edit(verb.kind, id)?.push("reasons", reason)?;
        }
    }
    draft.finish()
}

fn not_ahead(verb: &ItemVerb, item: &Node, today: Day, grounds: &mut Grounds) {
    let Some(day) = verb.day.filter(|day| !day.may_come) else {
        return;
    };
    if let Some(on) = item.day_at(day.key).filter(|on| *on > today) {
        grounds.refuse(
            Fault::refused(format!("{on} has not come: nothing has happened on it yet"))
                .hint("leave the day out: it is today's"),
        );
    }
}

/// Adds the item, or changes the one that is meant by the same key.
fn put(
    draft: &mut Draft<'_, '_>,
    verb: &'static ItemVerb,
    id: &Id,
    item: &Node,
    request: &ItemRequest,
) -> Result<()> {
    if !verb.open.is_empty() && moving::moved(draft, verb, id, item, request)? {
        return Ok(());
    }
    let told: &'static [&'static str] = match verb.field().map(|field| field.shape) {
        Some(Shape::Group { key, .. }) => key,
        _ => &[],
    };
    let code = draft.code();
    let splicer = draft.edit(verb.kind, id)?;
    let there = splicer.doc().get(verb.group);
    let there = there.map_or_else(Vec::new, |node| node.items().to_vec());
    let mut item = item.clone();
    if told == ["id"] {
        // A code that is taken is left to the end, where every item without one gets it.
        let taken = there.iter().any(|one| one.text_at("id") == Some(&code));
        if !taken {
            item = with_code(&item, &code);
        }
        splicer.push(verb.group, item.clone())?;
    } else {
        let blank = told.iter().filter(|key| item.get(key).is_none());
        let wanted = Item {
            node: item.clone(),
            blank: blank.copied().collect(),
        };
        match find_item(&there, told, &wanted) {
            Match::One(at) => {
                for entry in item.entries() {
                    splicer.set_in(verb.group, at, &entry.key, entry.node.clone())?;
                }
            }
            Match::None | Match::Several => splicer.push(verb.group, item.clone())?,
        }
    }
    let sentence = said(verb.said, id, &item);
    draft.say(sentence);
    Ok(())
}

fn with_code(item: &Node, code: &str) -> Node {
    let own = item.entries().iter();
    let own = own.map(|entry| (entry.key.clone(), entry.node.clone()));
    Node::table(std::iter::once(("id".into(), Node::text(code))).chain(own))
}

/// The sentence with what the item holds put in.
fn said(sentence: &str, id: &Id, item: &Node) -> String {
    let mut sentence = sentence.replace("{id}", id.as_str());
    for entry in item.entries() {
        let text = match &entry.node.val {
            Val::Text(text) => text.to_string(),
            Val::Day(day) => day.to_string(),
            Val::Int(_)
            | Val::Flag(_)
            | Val::Clock(_)
            | Val::Other(_)
            | Val::List(_)
            | Val::Table(_) => continue,
        };
        let key = if entry.key == "id" {
            "item"
        } else {
            &entry.key
        };
        sentence = sentence.replace(&format!("{{{key}}}"), &text);
    }
    sentence
}
