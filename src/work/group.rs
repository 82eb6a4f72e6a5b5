//! The items of a group as flags carry them: `contact=dana,from=2026-09-01`.

use crate::schema::{Field, Node, Shape, group_key};
use crate::value::nearest;

/// An item as typed: its values, and the keys that were given without one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    /// The values, in table order.
    pub(super) node: Node,
    /// Keys typed as `key=`: to be taken away, or known to be absent.
    pub(super) blank: Vec<&'static str>,
}

/// Which of a group's items an item means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// None: it is a new one.
    None,
    /// The one at this place.
    One(usize),
    /// Several: what was typed tells them not apart.
    Several,
}

/// Splits what was typed into fields of the group and their texts. A comma starts a new pair only
/// before a key of the group and `=`; every other comma belongs to the text.
///
/// # Errors
/// A sentence that says what is wrong.
pub(super) fn pairs(
    fields: &'static [Field],
    text: &str,
) -> Result<Vec<(&'static Field, String)>, String> {
    let mut pairs: Vec<(&'static Field, String)> = Vec::new();
    for piece in text.split(',') {
        let begun = piece
            .split_once('=')
            .and_then(|(key, value)| Some((find(fields, key)?, value)));
        match (begun, pairs.last_mut()) {
            (Some((field, value)), _) => pairs.push((field, value.trim().to_owned())),
            (None, None) => return Err(no_pair(fields, piece)),
            (None, Some((field, value))) => {
                if let Some(key) = slipped_key(field, piece) {
                    return Err(no_key(fields, key));
                }
                value.push(',');
                value.push_str(piece);
            }
        }
    }
    for (at, (field, _)) in pairs.iter().enumerate() {
        if pairs[..at].iter().any(|(other, _)| other.key == field.key) {
            return Err(format!("`{}` is given twice", field.spoken_key()));
        }
    }
    Ok(pairs)
}

/// The field that a key names, with or without its unit.
pub(super) fn find(fields: &'static [Field], typed: &str) -> Option<&'static Field> {
    let key = typed.trim().to_ascii_lowercase().replace('-', "_");
    fields
        .iter()
        .find(|field| field.key == key || field.spoken_key() == key)
}

/// A word before `=` that looks like a key where no free text can stand.
fn slipped_key<'a>(field: &Field, piece: &'a str) -> Option<&'a str> {
    let (key, _) = piece.split_once('=')?;
    let key = key.trim();
    let is_word = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    (is_word && !matches!(field.shape, Shape::Text | Shape::Person)).then_some(key)
}

fn no_key(fields: &'static [Field], key: &str) -> String {
    let keys: Vec<_> = fields.iter().map(Field::spoken_key).collect();
    let near = nearest(key, keys.iter().copied());
    let near = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    format!("`{key}` is not one of its keys: {}{near}", keys.join(", "))
}

fn no_pair(fields: &'static [Field], piece: &str) -> String {
    if let Some((key, _)) = piece.split_once('=') {
        return no_key(fields, key.trim());
    }
    let first = fields.iter().find(|field| field.key != "id");
    let first = first.map_or("key", Field::spoken_key);
    format!("`{piece}` is no key with a value; write {first}=…")
}

/// Finds the item that is meant among those that there are. A missing part of the key matches
/// any; an item without any part of the key is a new one.
pub(super) fn find_item(items: &[Node], key: &'static [&'static str], item: &Item) -> Match {
    let wanted = group_key(&item.node, key);
    let given = |at: usize| !wanted[at].is_empty() || item.blank.contains(&key[at]);
    if !(0..key.len()).any(given) {
        return Match::None;
    }
    let fits = |one: &&Node| {
        let has = group_key(one, key);
        (0..key.len()).all(|at| !given(at) || has[at] == wanted[at])
    };
    let mut found = items.iter().enumerate().filter(|(_, one)| fits(one));
    match (found.next(), found.next()) {
        (None, _) => Match::None,
        (Some((at, _)), None) => Match::One(at),
        (Some(_), Some(_)) => Match::Several,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIFT: &[Field] = &[
        Field::new("day", Shape::Weekday, ""),
        Field::new("from", Shape::Clock, ""),
        Field::new("break_minutes", Shape::Minutes, ""),
        Field::new("note", Shape::Text, ""),
    ];

    fn read(text: &str) -> Result<Vec<(&'static str, String)>, String> {
        let pairs = pairs(SHIFT, text)?;
        Ok(pairs.into_iter().map(|(f, v)| (f.key, v)).collect())
    }

    #[test]
    fn a_comma_starts_a_new_pair_only_before_a_key() {
        assert_eq!(
            read("day=mon, break=30m,note=a, b=c, d").unwrap(),
            [
                ("day", "mon".to_owned()),
                ("break_minutes", "30m".to_owned()),
                ("note", "a, b=c, d".to_owned()),
            ]
        );
        assert_eq!(read("note=x,from=").unwrap()[1], ("from", String::new()));
    }

    #[test]
    fn slips_are_named_with_the_nearest_key() {
        assert!(
            read("day=mon,form=3pm")
                .unwrap_err()
                .contains("did you mean `from`")
        );
        assert!(read("days=mon").unwrap_err().contains("did you mean `day`"));
        assert!(read("mon").unwrap_err().contains("write day=…"));
        assert!(read("day=mon,day=tue").unwrap_err().contains("twice"));
    }

    #[test]
    fn a_missing_part_of_the_key_matches_the_single_item_with_the_rest() {
        let item = |pairs: &[(&str, &str)], blank: &[&'static str]| Item {
            node: Node::table(pairs.iter().map(|(k, v)| ((*k).to_owned(), Node::text(*v)))),
            blank: blank.to_vec(),
        };
        let nodes = |items: &[&[(&str, &str)]]| -> Vec<Node> {
            items.iter().map(|pairs| item(pairs, &[]).node).collect()
        };
        let key: &[&str] = &["contact", "from"];
        let there = nodes(&[
            &[("contact", "lee")],
            &[("contact", "dana")],
            &[("contact", "dana"), ("from", "f")],
        ]);
        let find = |pairs: &[(&str, &str)], blank: &[&'static str]| {
            find_item(&there, key, &item(pairs, blank))
        };
        assert_eq!(find(&[("contact", "lee")], &[]), Match::One(0));
        assert_eq!(find(&[("contact", "dana")], &[]), Match::Several);
        assert_eq!(find(&[("contact", "dana")], &["from"]), Match::One(1));
        assert_eq!(
            find(&[("contact", "dana"), ("from", "f")], &[]),
            Match::One(2)
        );
        assert_eq!(find(&[("contact", "lee"), ("from", "f")], &[]), Match::None);
        assert_eq!(find(&[("to", "x")], &[]), Match::None);
    }
}
