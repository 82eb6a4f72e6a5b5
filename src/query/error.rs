//! Faults of a filter, each under the very words that are wrong.

use std::ops::Range;

use crate::fault::Fault;
use crate::schema::place_of;
use crate::value::nearest;

/// A filter's text and what it was typed as: a flag, or a view of `wbl.toml`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    /// The flag, or the view's place, for ` --> --where:1:8`.
    pub(super) place: &'a str,
    /// The whole text.
    pub(super) text: &'a str,
}

impl<'a> Source<'a> {
    /// A misuse with a caret under some bytes of the text.
    pub(super) fn fault(self, at: Range<usize>, message: impl Into<String>) -> Fault {
        Fault::misuse(message).at(place_of(self.place, self.text, at))
    }

    /// The bytes of the text; nothing where they are no text.
    pub(super) fn slice(self, at: Range<usize>) -> &'a str {
        self.text.get(at).unwrap_or_default()
    }
}

/// What several values look like, compared one by one.
pub(super) fn one_by_one(name: &str, sign: &str, values: &[&str]) -> String {
    let join = if sign == "!=" { " and " } else { " or " };
    let tests: Vec<_> = values
        .iter()
        .map(|value| format!("{name} {sign} {value}"))
        .collect();
    format!(
        "several values are compared one by one: {}",
        tests.join(join)
    )
}

/// The candidate that is meant, also where it is short and two letters changed places.
pub(super) fn near<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let slip = |candidate: &&&str| strsim::damerau_levenshtein(word, candidate) == 1;
    nearest(word, candidates.iter().copied()).or_else(|| {
        let found = candidates.iter().find(slip);
        found.copied().filter(|_| word.chars().count() > 2)
    })
}

/// What a listing of the operators says; every message about an unknown one ends in it.
pub(super) const OPERATORS: &str =
    "the operators are = != < <= > >= ~ (contains), and `: none` or `: any`";

/// What people write for an operator, and the operator that they mean.
const MEANT: &[(&str, &str)] = &[
    ("==", "="),
    (":=", "="),
    ("is", "="),
    ("equals", "="),
    ("in", "="),
    ("<>", "!="),
    ("≠", "!="),
    ("=!", "!="),
    ("isnt", "!="),
    ("=~", "~"),
    ("~=", "~"),
    ("contains", "~"),
    ("includes", "~"),
    ("has", "~"),
    ("like", "~"),
    ("=<", "<="),
    ("≤", "<="),
    ("=>", ">="),
    ("≥", ">="),
    ("before", "<"),
    ("after", ">"),
];

/// The operator that someone means who writes this.
pub(super) fn operator_meant(typed: &str) -> Option<&'static str> {
    let typed = typed.to_lowercase();
    let found = MEANT.iter().find(|(written, _)| *written == typed)?;
    Some(found.1)
}
