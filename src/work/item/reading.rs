//! What was typed for a verb that adds items, read: an item for each word.

use crate::fault::Fault;
use crate::schema::{Field, Node, Val};
use crate::value::Day;

use super::super::typed::Typed;
use super::{ItemRequest, ItemVerb};

/// The items that were typed: one for each word.
pub(super) fn read(
    verb: &ItemVerb,
    request: &ItemRequest,
    typed: &mut Typed<'_, '_>,
    today: Day,
) -> Vec<Node> {
    let texts = |key: &str| {
        let typed = request.values.iter().find(|(one, _)| one == key);
        typed.map(|(_, texts)| texts.clone())
    };
    if let Some(on) = verb.day.and_then(|day| texts(day.key)?.first().cloned()) {
        typed.on_day(&on);
    }
    let mut shared: Vec<(&'static str, Node)> = Vec::new();
    for part in verb.parts().iter().filter(|part| part.key != "id") {
        let day = verb.day.filter(|day| day.key == part.key);
        let preset = verb.preset.iter().find(|(key, _)| *key == part.key);
        let node = match (texts(part.key), preset, day) {
            (Some(texts), _, _) => typed.field(part, &texts),
            (None, Some((_, text)), _) => Some(Node::text(*text)),
            (None, None, Some(day)) if day.is_today => Some(Node::made(Val::Day(today))),
            (None, None, _) => None,
        };
        shared.extend(node.map(|node| (part.key, node)));
    }
    lacking(verb, &texts, typed);
    let word = verb
        .word
        .and_then(|key| verb.parts().iter().find(|part| part.key == key));
    let Some(word) = word else {
        return vec![item_of(verb, &shared, None)];
    };
    let mut items = Vec::new();
    for text in &request.words {
        let node = typed.value(word.shape, text, &word.key.to_ascii_uppercase());
        items.extend(node.map(|node| item_of(verb, &shared, Some(&(word.key, node)))));
    }
    items
}

/// The item with its keys in the order of the table.
fn item_of(
    verb: &ItemVerb,
    shared: &[(&'static str, Node)],
    word: Option<&(&'static str, Node)>,
) -> Node {
    let value = |key: &str| {
        let mut all = shared.iter().chain(word);
        all.find(|(one, _)| *one == key)
            .map(|(_, node)| node.clone())
    };
    let entry = |part: &Field| Some((part.key.to_owned(), value(part.key)?));
    Node::table(verb.parts().iter().filter_map(entry))
}

/// Names all that is missing.
fn lacking(
    verb: &ItemVerb,
    texts: &impl Fn(&str) -> Option<Vec<String>>,
    typed: &mut Typed<'_, '_>,
) {
    let preset = |key: &str| verb.preset.iter().any(|(one, _)| *one == key);
    let lacks = |part: &&Field| {
        let wanted = part.required || verb.needs.contains(&part.key);
        wanted && texts(part.key).is_none() && !preset(part.key)
    };
    let missing: Vec<_> = verb
        .flags()
        .filter(lacks)
        .map(|part| format!("`--{}` ({})", part.flag(), part.help))
        .collect();
    if !missing.is_empty() {
        let fault = Fault::misuse(format!("missing: {}", missing.join(", ")));
        let first = verb.examples.lines().next().unwrap_or_default();
        typed.misused(fault.hint(format!("as in: {first}")));
    }
}
