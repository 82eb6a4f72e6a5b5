//! Where a value is in a record, told so that it is found again when items have moved.

use std::fmt;

use crate::schema::{Field, Fields, Node, Shape, Step, Val, group_key, node_at, one_line};

/// A value's place in a record: keys, and items of groups told by what tells them apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot(pub(super) Vec<Part>);

/// One step to a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// A key of a table.
    Key(String),
    /// An item of a group.
    Item(Told),
}

/// What tells an item of a group from the others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Told {
    /// Its key fields; where none of them is filled in, the item is told by all that it holds.
    keys: &'static [&'static str],
    words: Vec<String>,
}

impl Told {
    /// What tells an item apart in a group with these key fields.
    pub(super) fn of(item: &Node, keys: &'static [&'static str]) -> Self {
        let words = group_key(item, keys);
        if words.iter().all(String::is_empty) {
            return Self {
                keys: &[],
                words: vec![one_line(&sorted(item))],
            };
        }
        Self { keys, words }
    }

    /// The words that tell it apart, as one.
    pub(super) fn text(&self) -> String {
        let words = self.words.iter().map(String::as_str);
        words
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join("/")
    }

    pub(super) fn is(&self, item: &Node, keys: &'static [&'static str]) -> bool {
        Self::of(item, keys) == *self
    }
}

/// The items of a group with what tells each apart; nothing where two are told by the same, or
/// the value is no list of tables.
pub fn told_apart<'n>(
    node: Option<&'n Node>,
    keys: &'static [&'static str],
) -> Option<Vec<(Spot, &'n Node)>> {
    let items = items(node, keys)?;
    let spot = |(told, item): (Told, &'n Node)| (Spot(vec![Part::Item(told)]), item);
    Some(items.into_iter().map(spot).collect())
}

/// As [`told_apart`].
pub(super) fn items<'n>(
    node: Option<&'n Node>,
    keys: &'static [&'static str],
) -> Option<Vec<(Told, &'n Node)>> {
    let list = match node.map(|node| &node.val) {
        None => &[][..],
        Some(Val::List(items)) => items,
        Some(_) => return None,
    };
    let mut told = Vec::with_capacity(list.len());
    for item in list {
        let one = Told::of(item, keys);
        let is_table = matches!(item.val, Val::Table(_));
        if !is_table || told.iter().any(|(other, _)| *other == one) {
            return None;
        }
        told.push((one, item));
    }
    Some(told)
}

/// An item with its keys in one order.
pub(super) fn sorted(item: &Node) -> Node {
    let Val::Table(_) = item.val else {
        return item.clone();
    };
    let mut entries: Vec<_> = item
        .entries()
        .iter()
        .map(|entry| (entry.key.clone(), entry.node.clone()))
        .collect();
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    Node::table(entries)
}

impl Spot {
    /// The place of a key within this one.
    pub(super) fn key(&self, key: &str) -> Self {
        self.with(Part::Key(key.to_owned()))
    }

    /// The place of an item within this one.
    pub(super) fn item(&self, told: Told) -> Self {
        self.with(Part::Item(told))
    }

    fn with(&self, part: Part) -> Self {
        let mut parts = self.0.clone();
        parts.push(part);
        Self(parts)
    }

    /// The steps to it in a document as it is now. Its last step may lead to what is not there yet;
    /// nothing where one before does.
    pub(super) fn steps(&self, root: &Node, fields: Fields) -> Option<Vec<Step>> {
        let (mut node, mut fields, mut keys) = (Some(root), Some(fields), None);
        let mut steps = Vec::with_capacity(self.0.len());
        for part in &self.0 {
            match part {
                Part::Key(key) => {
                    let field = fields.and_then(|fields| fields.find(key));
                    keys = field.and_then(group_keys);
                    fields = field.and_then(inner);
                    node = node.and_then(|node| node.get(key));
                    steps.push(Step::Key(key.clone()));
                }
                Part::Item(told) => {
                    let items = node.map_or(&[][..], Node::items);
                    let at = items
                        .iter()
                        .position(|item| told.is(item, keys.unwrap_or(&[])))?;
                    node = items.get(at);
                    steps.push(Step::At(at));
                }
            }
        }
        Some(steps)
    }

    /// The value there in a record; nothing where there is none.
    pub fn find<'n>(&self, root: &'n Node, fields: Fields) -> Option<&'n Node> {
        node_at(root, &self.steps(root, fields)?)
    }

    /// Its last key, unless it is an item of a group as a whole; with the tables above it.
    pub fn key_word(&self) -> Option<String> {
        let above = self
            .0
            .iter()
            .rposition(|part| matches!(part, Part::Item(_)));
        let keys = self.0[above.map_or(0, |at| at + 1)..]
            .iter()
            .map(|part| match part {
                Part::Key(key) => key.as_str(),
                Part::Item(_) => "",
            });
        let keys: Vec<&str> = keys.collect();
        (!keys.is_empty()).then(|| keys.join("."))
    }

    /// The item of a group that it is, or lies in.
    pub fn entry(&self) -> Option<Self> {
        let last = self
            .0
            .iter()
            .rposition(|part| matches!(part, Part::Item(_)))?;
        Some(Self(self.0[..=last].to_vec()))
    }

    /// The group that the last step leads into, where that step is an item.
    pub(super) fn group(&self) -> Option<Self> {
        match self.0.split_last() {
            Some((Part::Item(_), above)) => Some(Self(above.to_vec())),
            _ => None,
        }
    }

    /// Its last key with what is above it, where it ends in a key.
    pub(super) fn last_key(&self) -> Option<(&[Part], &str)> {
        match self.0.split_last()? {
            (Part::Key(key), above) => Some((above, key)),
            _ => None,
        }
    }

    /// The field table that the last key is looked up in.
    pub(super) fn table(&self, fields: Fields) -> Option<Fields> {
        let mut fields = Some(fields);
        let (_, above) = self.0.split_last()?;
        for part in above {
            if let Part::Key(key) = part {
                fields = fields.and_then(|fields| fields.find(key)).and_then(inner);
            }
        }
        fields
    }

    /// The field that it is in, where the table knows it.
    pub fn field(&self, fields: Fields) -> Option<&'static Field> {
        match self.0.last()? {
            Part::Key(key) => self.table(fields)?.find(key),
            Part::Item(_) => self.group()?.field(fields),
        }
    }

    /// Whether it is this one, or lies within it: `hours` holds `hours.k3f9qd.minutes`.
    pub fn is_in(&self, text: &str) -> bool {
        let whole = self.to_string();
        let rest = whole.strip_prefix(text);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

/// The table of what a field holds.
fn inner(field: &'static Field) -> Option<Fields> {
    match field.shape {
        Shape::Group { fields, .. } | Shape::Table(fields) => Some(Fields::of(fields)),
        _ => None,
    }
}

fn group_keys(field: &'static Field) -> Option<&'static [&'static str]> {
    match field.shape {
        Shape::Group { key, .. } => Some(key),
        _ => None,
    }
}

/// As it is told to people and taken by `--field`: `hours.k3f9qd.minutes`.
impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(".")?;
            }
            match part {
                Part::Key(key) => f.write_str(key)?,
                Part::Item(told) => f.write_str(&told.text())?,
            }
        }
        Ok(())
    }
}
