//! The terms of an MOU as its amendments leave them.

use std::collections::BTreeMap;

use compact_str::CompactString;

use crate::record::{Mou, node_of, spec};
use crate::schema::{Kind, Node, record_text};

/// The keys that an amendment has for itself: they stand in for nothing of the original's.
const OWN: [&str; 11] = [
    "amends",
    "supersedes",
    "effective",
    "sent",
    "signatures",
    "terminated",
    "notes",
    "tags",
    "archived",
    "reasons",
    "custom",
];

/// Whether a key of an amendment stands in for the original's.
pub fn amends(key: &str) -> bool {
    !OWN.contains(&key)
}

/// The original with, in the place of each key, what the amendments have for it, in their order.
pub(super) fn amended<'a>(original: &Mou, amendments: impl Iterator<Item = &'a Mou>) -> Mou {
    let fields = spec(Kind::Mou).fields();
    let entries = |mou: &Mou| -> Vec<(CompactString, Node)> {
        let node = node_of(mou, fields);
        let entries = node.entries().iter();
        entries
            .map(|entry| (entry.key.clone(), entry.node.clone()))
            .collect()
    };
    let mut terms: BTreeMap<CompactString, Node> = entries(original).into_iter().collect();
    for amendment in amendments {
        terms.extend(
            entries(amendment)
                .into_iter()
                .filter(|(key, _)| amends(key)),
        );
    }
    let text = record_text(&Node::table(terms), fields);
    // Keys of readable records make a readable one; if not, the original still stands.
    toml::from_str(&text).unwrap_or_else(|_| original.clone())
}
