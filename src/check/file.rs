//! One file under the eye of the checks: its values, where they stand, and what is excused in it.

use std::fmt;
use std::ops::Range;

use crate::record::spec;
use crate::schema::{Doc, Field, Fields, Kind, Node, Problem, Severity, Shape, Val, group_key};
use crate::value::Id;

use super::table::explain;

/// A file that could be parsed, as the checks see it.
#[derive(Debug)]
pub(super) struct File<'a> {
    pub(super) kind: Kind,
    pub(super) id: &'a Id,
    pub(super) path: &'a str,
    pub(super) doc: &'a Doc,
}

/// A problem of a check in the table, at bytes of a text; the table says how bad it is.
pub(super) fn problem_at(
    rule: &'static str,
    path: &str,
    text: &str,
    at: Range<usize>,
    message: impl Into<String>,
) -> Problem {
    graded(Problem::error(rule, path, text, at, message))
}

/// A problem of a check in the table that concerns a whole file.
pub(super) fn problem_of(rule: &'static str, path: &str, message: impl Into<String>) -> Problem {
    graded(Problem::of_file(rule, path, message))
}

fn graded(problem: Problem) -> Problem {
    let check = explain(problem.rule);
    debug_assert!(check.is_some(), "`{}` is not in the table", problem.rule);
    match check.map(|check| check.severity) {
        Some(Severity::Warning) => problem.warning(),
        Some(Severity::Error) | None => problem,
    }
}

impl File<'_> {
    /// A finding at a value.
    pub(super) fn found(
        &self,
        rule: &'static str,
        at: &Node,
        message: impl Into<String>,
    ) -> Problem {
        self.found_at(rule, at.span.clone(), message)
    }

    /// A finding at a range of bytes.
    pub(super) fn found_at(
        &self,
        rule: &'static str,
        at: Range<usize>,
        message: impl Into<String>,
    ) -> Problem {
        problem_at(rule, self.path, &self.doc.text, at, message)
    }

    /// A finding at a top key, at its value where it has one.
    pub(super) fn found_under(
        &self,
        rule: &'static str,
        key: &str,
        message: impl Into<String>,
    ) -> Problem {
        match self.doc.root.entry(key) {
            Some(entry) if !entry.node.span.is_empty() => self.found(rule, &entry.node, message),
            Some(entry) => self.found_at(rule, entry.key_span.clone(), message),
            None => problem_of(rule, self.path, message),
        }
    }

    /// The items of a group; none where it is absent or no list.
    pub(super) fn items(&self, group: &str) -> &[Node] {
        match self.doc.get(group).map(|node| &node.val) {
            Some(Val::List(items)) => items,
            _ => &[],
        }
    }

    /// Whether a reason for going past a rule is recorded: for this item, or for all the record.
    pub(super) fn excuses(&self, rule: &str, item: Option<&str>) -> bool {
        self.items("reasons").iter().any(|reason| {
            let about = reason.text_at("about");
            let whole = about.is_none_or(|about| spec(self.kind).fields().find(about).is_some());
            reason.text_at("rule") == Some(rule) && (whole || about == item)
        })
    }

    /// Hands on each single value of the record with its field and where it stands.
    pub(super) fn each_value(&self, visit: &mut dyn FnMut(&Spot<'_>, &'static Field, &Node)) {
        each_value(&self.doc.root, spec(self.kind).fields(), None, visit);
    }
}

/// Where a value stands in its record, such as `hours.k3f9qd.by`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot<'a> {
    above: Option<&'a Spot<'a>>,
    key: &'static str,
    item: Option<(&'a Node, &'static [&'static str])>,
}

impl fmt::Display for Spot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(above) = self.above {
            write!(f, "{above}.")?;
        }
        f.write_str(self.key)?;
        if let Some((item, key)) = self.item {
            for part in group_key(item, key).iter().filter(|part| !part.is_empty()) {
                write!(f, ".{part}")?;
            }
        }
        Ok(())
    }
}

fn each_value(
    table: &Node,
    fields: Fields,
    above: Option<&Spot<'_>>,
    visit: &mut dyn FnMut(&Spot<'_>, &'static Field, &Node),
) {
    let mut field_of = fields.seek();
    for entry in table.entries() {
        let Some(field) = field_of(&entry.key) else {
            continue;
        };
        for node in entry.node.items() {
            let item = match field.shape {
                Shape::Group { key, .. } => Some((node, key)),
                _ => None,
            };
            let spot = Spot {
                above,
                key: field.key,
                item,
            };
            match field.shape {
                Shape::Group { fields, .. } | Shape::Table(fields) => {
                    each_value(node, Fields::of(fields), Some(&spot), visit);
                }
                _ => visit(&spot, field, node),
            }
        }
    }
}

/// The texts of a list at a key of a table.
pub(super) fn texts_at<'a>(node: &'a Node, key: &str) -> Vec<&'a str> {
    let items = node.get(key).map_or(&[][..], Node::items);
    items.iter().filter_map(Node::as_text).collect()
}
