//! Two versions of one record made one, by meaning: what both sides changed since a common version is
//! joined field by field and entry by entry; only what they changed differently is a conflict.

mod apply;
mod lines;
mod markers;
#[cfg(test)]
mod properties;
mod spot;
#[cfg(test)]
mod tests;
mod tree;
mod two;

use crate::record::{KINDS, KindSpec, spec};
use crate::schema::{Doc, Fields, Kind, Node, Splicer, Val, one_line, same};

pub use lines::merge_lines;
pub use markers::{Sides, sides};
pub use spot::{Spot, told_apart};
pub use two::are_two;

use apply::{apply, take};
use spot::sorted;
use tree::{Edit, Found, is_one_statement, three_ways};

/// A field that both sides changed, each in its own way.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// Where it is.
    pub spot: Spot,
    /// What it was when the two parted; nothing where it was not there.
    pub base: Option<Node>,
    /// What this side has.
    pub ours: Option<Node>,
    /// What the other side has.
    pub theirs: Option<Node>,
}

impl Conflict {
    /// Whether both sides have a list: then what either has can be taken.
    pub fn is_of_lists(&self) -> bool {
        let is_list =
            |side: &Option<Node>| matches!(side.as_ref().map(|node| &node.val), Some(Val::List(_)));
        is_list(&self.ours) && is_list(&self.theirs)
    }
}

/// What a person, or a flag, decides about a conflict.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// What this side has.
    Ours,
    /// What the other side has.
    Theirs,
    /// Of a list: what either side has.
    Both,
    /// Another value of this one field; none empties it.
    Value(Option<Node>),
}

/// Two versions made one.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The text; with markers around what is in conflict.
    pub text: String,
    /// What is in conflict, in the order of the text.
    pub conflicts: Vec<Conflict>,
}

/// The kind of the record that lies at a path of a repository, whatever folders are above it.
pub fn kind_at(path: &str) -> Option<&'static KindSpec> {
    let parts: Vec<_> = path.split('/').collect();
    let (name, folders) = parts.split_last()?;
    let is_file = |end: &str| name.strip_suffix(end).is_some_and(|stem| !stem.is_empty());
    if !is_file(".toml") {
        return None;
    }
    let of_kind = |kind: &&KindSpec| {
        let own: Vec<_> = kind.folder.split('/').collect();
        let within = match folders.split_last() {
            Some((_, above)) if kind.by_year => above,
            _ => folders,
        };
        !kind.folder.is_empty() && within.ends_with(&own)
    };
    // `private/students` before `students`: the longer name of a folder says more.
    let kind = KINDS
        .iter()
        .filter(of_kind)
        .max_by_key(|kind| kind.folder.len());
    kind.or_else(|| (*name == "wbl.toml").then(|| spec(Kind::Settings)))
}

/// Merges two versions of a record that parted from `base`; where only one side can be read, or the
/// text is written in a way that cannot be spliced, there is nothing.
///
/// Comments, order and spelling are those of `ours`; where joining the lines of both sides means
/// the same, both sides' stay.
///
/// Where two branches were merged into each other before, git makes the common version itself, by
/// merging two, and leaves the markers of what was in conflict then: there it is what was before.
pub fn reconcile(kind: &KindSpec, base: &str, ours: &str, theirs: &str) -> Option<Merged> {
    let before = sides(base);
    let base = before.as_ref().map_or(base, |sides| &sides.base);
    let [b, o, t] = [base, ours, theirs].map(|text| Doc::parse("", text.to_owned()));
    let (b, o, t) = (b.ok()?, o.ok()?, t.ok()?);
    let fields = kind.fields();
    let found = three_ways(kind.kind, fields, &b.root, &o.root, &t.root);
    let joined = joined(o, fields, &found.edits)?;
    if found.conflicts.is_empty() {
        // Lines that say the same keep the comments of both.
        let lines = merge_lines(base, ours, theirs).filter(|text| {
            let doc = Doc::parse("", text.clone());
            doc.is_ok_and(|doc| same_up_to_order(&doc.root, &joined.root))
        });
        let text = lines.unwrap_or(joined.text);
        return Some(Merged {
            text,
            conflicts: Vec::new(),
        });
    }
    marked(kind, &joined, found)
}

/// Conflicts by what is decided in one go: fields that are one statement stand together.
pub fn statements(conflicts: &[Conflict]) -> Vec<Vec<&Conflict>> {
    let mut found: Vec<Vec<&Conflict>> = Vec::new();
    for conflict in conflicts {
        let mut known = found.iter_mut();
        match known.find(|said| is_one_statement(&said[0].spot, &conflict.spot)) {
            Some(said) => said.push(conflict),
            None => found.push(vec![conflict]),
        }
    }
    found
}

/// Merges again with some conflicts decided; those for which `choose` gives nothing stay. Fields
/// that are one statement go together: the side that is taken for one is taken for all; so do all
/// fields where the sides are placements of two students. Another value is one field's own.
pub fn settle(
    kind: &KindSpec,
    sides: &Sides,
    choose: impl Fn(&Conflict) -> Option<Choice>,
) -> Option<Merged> {
    let [b, o, t] =
        [&sides.base, &sides.ours, &sides.theirs].map(|text| Doc::parse("", text.clone()).ok());
    let (b, o, t) = (b?, o?, t?);
    let fields = kind.fields();
    let mut found = three_ways(kind.kind, fields, &b.root, &o.root, &t.root);
    let mut splicer = Splicer::new("", joined(o, fields, &found.edits)?, fields);
    let are_two = found.are_two;
    let go_together = |a: &Spot, b: &Spot| are_two || is_one_statement(a, b);
    let conflicts = std::mem::take(&mut found.conflicts);
    let decided: Vec<Option<Choice>> = conflicts.iter().map(&choose).collect();
    for (conflict, own) in conflicts.iter().zip(&decided) {
        let mut same = conflicts
            .iter()
            .zip(&decided)
            .filter(|(other, _)| go_together(&other.spot, &conflict.spot));
        let is_of_all = |choice: &&Choice| !matches!(choice, Choice::Value(_));
        let of_all = || same.find_map(|(_, choice)| choice.as_ref().filter(is_of_all));
        let choice = own.as_ref().or_else(of_all);
        match choice {
            Some(choice) => take(&mut splicer, conflict, choice).ok()?,
            None => found.conflicts.push(conflict.clone()),
        }
    }
    let joined = Doc::parse("", splicer.into_text()).ok()?;
    if found.conflicts.is_empty() {
        return Some(Merged {
            text: joined.text,
            conflicts: Vec::new(),
        });
    }
    let is_open = |spot: &Spot| {
        let mut open = found.conflicts.iter();
        open.any(|conflict| is_one_statement(&conflict.spot, spot))
    };
    found.beside = std::mem::take(&mut found.beside)
        .into_iter()
        .filter(|(spot, _)| is_open(spot))
        .collect();
    marked(kind, &joined, found)
}

/// The text of this side with what the other side alone changed.
fn joined(ours: Doc, fields: Fields, edits: &[Edit]) -> Option<Doc> {
    let mut splicer = Splicer::new("", ours, fields);
    for edit in edits {
        apply(&mut splicer, &edit.spot, &edit.act).ok()?;
    }
    Doc::parse("", splicer.into_text()).ok()
}

/// The text with markers around the lines in which conflicts stand: each side's lines, taken
/// everywhere, are a whole record of their own. Nothing where the markers would not tell the same
/// conflicts again.
fn marked(kind: &KindSpec, joined: &Doc, found: Found) -> Option<Merged> {
    let fields = kind.fields();
    let with = |value: fn(&Conflict) -> &Option<Node>, more: &[(Spot, Option<Node>)]| {
        let mut splicer = Splicer::new("", joined.clone(), fields);
        let own = found
            .conflicts
            .iter()
            .map(|conflict| (&conflict.spot, value(conflict)));
        for (spot, value) in own.chain(more.iter().map(|(spot, value)| (spot, value))) {
            apply::put(&mut splicer, spot, value.clone()).ok()?;
        }
        Some(splicer.into_text())
    };
    let versions = Sides {
        base: if found.has_no_base {
            String::new()
        } else {
            with(|conflict| &conflict.base, &found.beside)?
        },
        ours: with(|conflict| &conflict.ours, &[])?,
        theirs: with(|conflict| &conflict.theirs, &[])?,
        has_base: true,
    };
    let text = markers::mark(&versions)?;
    let again = sides(&text)?;
    let [b, o, t] = [again.base, again.ours, again.theirs].map(|text| Doc::parse("", text).ok());
    let again = three_ways(kind.kind, fields, &b?.root, &o?.root, &t?.root);
    let spots = |conflicts: &[Conflict]| {
        let mut spots: Vec<_> = conflicts
            .iter()
            .map(|conflict| conflict.spot.clone())
            .collect();
        spots.sort();
        spots
    };
    let is_told = spots(&again.conflicts) == spots(&found.conflicts);
    is_told.then_some(Merged {
        text,
        conflicts: found.conflicts,
    })
}

/// Whether two records hold the same; the items of a list may stand in another order.
fn same_up_to_order(a: &Node, b: &Node) -> bool {
    same(&in_one_order(a), &in_one_order(b))
}

/// A value with the items of its lists in one order; an empty list or table says what none does.
fn in_one_order(node: &Node) -> Node {
    match &node.val {
        Val::List(items) => {
            let mut items: Vec<_> = items.iter().map(in_one_order).collect();
            items.sort_by_cached_key(|item| one_line(&sorted(item)));
            // A word that stands twice in a list says no more than once; an entry does.
            items.dedup_by(|a, b| !matches!(a.val, Val::Table(_)) && a == b);
            Node::list(items)
        }
        Val::Table(entries) => {
            let is_filled = |node: &Node| match &node.val {
                Val::List(items) => !items.is_empty(),
                Val::Table(entries) => !entries.is_empty(),
                _ => true,
            };
            let pairs = entries
                .iter()
                .map(|entry| (entry.key.clone(), in_one_order(&entry.node)));
            Node::table(
                pairs
                    .filter(|(_, node)| is_filled(node))
                    .collect::<Vec<_>>(),
            )
        }
        _ => node.clone(),
    }
}
