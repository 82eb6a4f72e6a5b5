//! Asks a filter of a record: values are found along a path, and one that fits will do.

use crate::record::spec;
use crate::schema::{Kind, Node, Val};
use crate::value::{Id, fold};

use super::link::{Linked, Loaded};
use super::path::{Key, Path, Step};
use super::plan::Plan;
use super::value::{Named, Wanted};

/// A record to ask a filter of.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    id: &'a Id,
    root: &'a Node,
    private: Option<&'a Node>,
    derived: &'a [(&'static str, Node)],
}

impl<'a> Item<'a> {
    /// A record by its id and its top table, as a sheet has them.
    pub fn new(id: &'a Id, root: &'a Node) -> Self {
        Self {
            id,
            root,
            private: None,
            derived: &[],
        }
    }

    /// The same with a student's private part, where there is one.
    #[must_use]
    pub fn with_private(mut self, private: Option<&'a Node>) -> Self {
        self.private = private;
        self
    }

    /// The same with what the caller worked out, by key; see [`super::Known::derived`].
    #[must_use]
    pub fn with_derived(mut self, derived: &'a [(&'static str, Node)]) -> Self {
        self.derived = derived;
        self
    }
}

/// Whether a plan holds for a record.
pub(super) fn holds(plan: &Plan, item: Item<'_>, linked: &Linked<'_>) -> bool {
    match plan {
        Plan::All(parts) => parts.iter().all(|part| holds(part, item, linked)),
        Plan::Any(parts) => parts.iter().any(|part| holds(part, item, linked)),
        Plan::Not(inner) => !holds(inner, item, linked),
        Plan::Compare(path, wanted) => {
            one_of(path, item, linked, &mut |node| fits(wanted, node, linked))
        }
        Plan::Count(path, bounds) => {
            let mut count = 0;
            one_of(path, item, linked, &mut |_| {
                count += 1;
                false
            });
            bounds.contains(&count)
        }
        Plan::Present(path) => one_of(path, item, linked, &mut |_| true),
    }
}

/// Where a step looks for its values.
#[derive(Clone, Copy)]
enum Scope<'a> {
    Record(Item<'a>),
    Linked(&'a Loaded),
    Table(&'a Node),
}

fn one_of(
    path: &Path,
    item: Item<'_>,
    linked: &Linked<'_>,
    test: &mut dyn FnMut(&Node) -> bool,
) -> bool {
    visit(Scope::Record(item), &path.steps, linked, test)
}

/// Hands each value at the end of the steps to the test, until one passes.
fn visit(
    scope: Scope<'_>,
    steps: &[Step],
    linked: &Linked<'_>,
    test: &mut dyn FnMut(&Node) -> bool,
) -> bool {
    let Some((step, rest)) = steps.split_first() else {
        return false;
    };
    let made;
    let node = if let (Key::Id, Some(id)) = (&step.key, scope.id()) {
        made = Node::text(id.as_str());
        &made
    } else {
        let found = scope
            .value(&step.key, linked)
            .filter(|node| is_recorded(node));
        match found.or(step.default.as_ref()) {
            Some(node) => node,
            None => return false,
        }
    };
    for value in node.items().iter().filter(|value| is_recorded(value)) {
        let found = match (rest, step.into) {
            ([], _) => test(value),
            (_, None) => visit(Scope::Table(value), rest, linked, test),
            (_, Some(kind)) => record_of(value, kind, linked)
                .is_some_and(|loaded| visit(Scope::Linked(loaded), rest, linked, test)),
        };
        if found {
            return true;
        }
    }
    false
}

/// An empty text and an empty list say no more than an absent key.
fn is_recorded(node: &Node) -> bool {
    match &node.val {
        Val::Text(text) => !text.trim().is_empty(),
        Val::List(items) => items.iter().any(is_recorded),
        Val::Int(_)
        | Val::Flag(_)
        | Val::Day(_)
        | Val::Clock(_)
        | Val::Other(_)
        | Val::Table(_) => true,
    }
}

fn record_of<'l>(link: &Node, kind: Kind, linked: &'l Linked<'_>) -> Option<&'l Loaded> {
    let id = Id::new(link.as_text()?).ok()?;
    linked.record(kind, &id)
}

impl<'a> Scope<'a> {
    fn id(self) -> Option<&'a Id> {
        match self {
            Self::Record(item) => Some(item.id),
            Self::Linked(loaded) => Some(&loaded.id),
            Self::Table(_) => None,
        }
    }

    fn value<'l: 'a>(self, key: &Key, linked: &'l Linked<'_>) -> Option<&'a Node> {
        let key = match key {
            // Only a group's item comes here, whose id is a key like any other.
            Key::Id => "id",
            Key::Field(key) => key,
            Key::Own(key) => return self.root().get("custom")?.get(key),
        };
        // What is worked out stands before what a file happens to hold under the same key.
        let (derived, private) = match self {
            Self::Record(item) => (at(item.derived, key), item.private),
            Self::Linked(loaded) => (at(linked.derived(loaded), key), loaded.private.as_ref()),
            Self::Table(_) => (None, None),
        };
        derived
            .or_else(|| self.root().get(key))
            .or_else(|| private?.get(key))
    }

    fn root(self) -> &'a Node {
        match self {
            Self::Record(item) => item.root,
            Self::Linked(loaded) => &loaded.root,
            Self::Table(node) => node,
        }
    }
}

fn at<'a>(derived: &'a [(&'static str, Node)], key: &str) -> Option<&'a Node> {
    let found = derived.iter().find(|(name, _)| *name == key)?;
    Some(&found.1)
}

fn fits(wanted: &Wanted, node: &Node, linked: &Linked<'_>) -> bool {
    match wanted {
        Wanted::Text(text) => fold(&text_of(node)) == *text,
        Wanted::Part(text) => fold(&text_of(node)).contains(text.as_str()),
        Wanted::OneOf(words) => node
            .as_text()
            .is_some_and(|text| words.iter().any(|word| word == text)),
        Wanted::Measure(measure, bounds) => measure
            .of(node)
            .is_some_and(|measured| bounds.contains(&measured)),
        Wanted::Link(named) => is_named(named, node, linked),
    }
}

/// Whether a link, or a person written out, is who is named: by id, else by name.
fn is_named(named: &Named, node: &Node, linked: &Linked<'_>) -> bool {
    let Some(text) = node.as_text() else {
        return false;
    };
    if named.id.as_ref().is_some_and(|id| id.as_str() == text) {
        return true;
    }
    if named.part {
        if fold(text).contains(&named.text) {
            return true;
        }
    } else if linked.is_id(named) {
        // An id names its own record and no other that happens to be called so.
        return false;
    }
    match record_of(node, named.kind, linked) {
        Some(loaded) => loaded.is_called(&named.text, named.part),
        None => !named.part && fold(text) == named.text,
    }
}

/// A value as the text that it is typed as.
fn text_of(node: &Node) -> String {
    match &node.val {
        Val::Text(text) | Val::Other(text) => text.to_string(),
        Val::Int(number) => number.to_string(),
        Val::Flag(true) => "yes".to_owned(),
        Val::Flag(false) => "no".to_owned(),
        Val::Day(day) => day.to_string(),
        Val::Clock(clock) => clock.to_string(),
        Val::List(_) | Val::Table(_) => String::new(),
    }
}

/// The keys that a kind's records go by.
pub(super) fn name_keys(kind: Kind) -> impl Iterator<Item = &'static str> {
    let fields = spec(kind).fields();
    ["name", "aka", "known_as"]
        .into_iter()
        .filter(move |key| fields.find(key).is_some())
}
