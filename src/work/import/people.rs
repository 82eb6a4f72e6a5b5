//! People as school systems export them: names in parts or last name first, guardians in columns.

use crate::fault::Fault;
use crate::record::spec;
use crate::schema::{Field, Kind, Node};
use crate::value::{fold, is_suffix};

use super::columns::Column;
use super::sheet::Sheet;

/// A part of a name that stands in a column of its own, in the order in which a name has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Given,
    Middle,
    Family,
}

/// What the parts of a name are called, each also with `student` before it.
const PARTS: &[(Part, &[&str])] = &[
    (
        Part::Given,
        &["first_name", "given_name", "first", "given", "forename"],
    ),
    (Part::Middle, &["middle_name", "middle", "middle_initial"]),
    (
        Part::Family,
        &["last_name", "surname", "family_name", "last", "family"],
    ),
];

/// What the columns of a guardian are called besides the keys of the group.
const OTHERS: &[(&str, &[&str])] = &[
    ("relation", &["relationship"]),
    ("email", &["email_address"]),
    (
        "phone",
        &[
            "phone_number",
            "telephone",
            "cell",
            "cell_phone",
            "mobile",
            "mobile_phone",
            "home_phone",
        ],
    ),
    ("language", &["home_language", "preferred_language"]),
];

/// How many guardians a row can hold.
const MOST: usize = 4;

/// The parts of a name as columns; `home` is the kind that holds it.
pub(super) fn parts_of_names(home: Kind, names: &mut Vec<(String, Column)>) {
    for (part, words) in PARTS {
        for word in *words {
            names.push(((*word).to_owned(), Column::Name(home, *part)));
            names.push((format!("student_{word}"), Column::Name(home, *part)));
        }
    }
}

/// The guardians as columns: `Guardian 1 Email`, `Parent 2 Name`; `guardians.email` is the first's.
pub(super) fn guardians(names: &mut Vec<(String, Column)>) {
    let mut add = |word: &str, make: &dyn Fn(usize) -> Column| {
        names.push((format!("guardians.{word}"), make(1)));
        for who in ["guardian", "parent", "parent_guardian"] {
            names.push((format!("{who}_{word}"), make(1)));
        }
        for nth in 1..=MOST {
            names.push((format!("guardians.{nth}.{word}"), make(nth)));
            for who in ["guardian", "parent", "parent_guardian"] {
                names.push((format!("{who}_{nth}_{word}"), make(nth)));
            }
        }
    };
    for field in fields() {
        let others = OTHERS.iter().find(|(key, _)| *key == field.key);
        let others = others.map_or(&[][..], |(_, words)| words);
        for word in std::iter::once(&field.key).chain(others) {
            add(word, &|nth| Column::Guardian(nth, field));
        }
    }
    for (part, words) in PARTS {
        for word in *words {
            add(word, &|nth| Column::GuardianName(nth, *part));
        }
    }
    // The name may stand under the bare word.
    for field in fields().iter().filter(|field| field.key == "name") {
        for nth in 1..=MOST {
            for who in ["guardian", "parent", "parent_guardian"] {
                names.push((format!("{who}_{nth}"), Column::Guardian(nth, field)));
            }
        }
    }
}

/// The fields of a guardian.
fn fields() -> &'static [Field] {
    group().and_then(Field::group_fields).unwrap_or(&[])
}

/// The same column of the guardian whose number its header has, where the map named none.
pub(super) fn numbered(column: Column, header: &str) -> Column {
    let digit = header.chars().find_map(|c| c.to_digit(10));
    let nth = digit.and_then(|digit| usize::try_from(digit).ok());
    let nth = nth.filter(|nth| (1..=MOST).contains(nth));
    match (column, nth) {
        (Column::Guardian(_, field), Some(nth)) => Column::Guardian(nth, field),
        (Column::GuardianName(_, part), Some(nth)) => Column::GuardianName(nth, part),
        (other, _) => other,
    }
}

/// What is wrong with the columns of one name: half of it, or the whole beside its parts.
pub(super) fn at_fault(sheet: &Sheet, columns: &[Column]) -> Vec<Fault> {
    let whole = |nth: usize| {
        columns.iter().position(|column| match column {
            Column::Field((_, field)) => nth == 0 && field.key == "name",
            Column::Guardian(one, field) => *one == nth && field.key == "name",
            _ => false,
        })
    };
    let part = |nth: usize, wanted: Part| {
        columns.iter().position(|column| match column {
            Column::Name(_, part) => nth == 0 && *part == wanted,
            Column::GuardianName(one, part) => *one == nth && *part == wanted,
            _ => false,
        })
    };
    let header = |at: usize| sheet.header.get(at).map_or("", |name| name.trim());
    let mut faults = Vec::new();
    for nth in 0..=MOST {
        let parts = (part(nth, Part::Given), part(nth, Part::Family));
        match (whole(nth), parts) {
            (_, (None, None)) | (None, (Some(_), Some(_))) => {}
            (Some(whole), (Some(at), _) | (_, Some(at))) => {
                let (whole, part) = (header(whole), header(at));
                let fault = Fault::misuse(format!("`{whole}` and `{part}` both say the name"));
                faults.push(fault.hint(format!("leave one out: `--map \"{whole}=-\"`")));
            }
            (None, (Some(at), None) | (None, Some(at))) => {
                let (half, word) = match parts.0 {
                    Some(_) => ("first", "last_name"),
                    None => ("last", "first_name"),
                };
                let fault = Fault::misuse(format!(
                    "`{}` is half of a name: no column says the other",
                    header(at)
                ));
                faults.push(fault.hint(format!(
                    "name it: `--map \"HEADER={word}\"`; if that is the whole name and not the {half}: `--map \"{}=name\"`",
                    header(at)
                )));
            }
        }
    }
    faults
}

/// The parts of a name, put together in their order.
pub(super) fn whole(mut parts: Vec<(Part, &str)>) -> String {
    parts.sort_by_key(|(part, _)| *part);
    let words: Vec<_> = parts.into_iter().map(|(_, text)| text.trim()).collect();
    words.join(" ")
}

/// A name that stands last name first, as it is spoken; nothing where it does not.
pub(super) fn spoken(name: &str) -> Option<String> {
    let pieces: Vec<_> = name.split(',').map(str::trim).collect();
    let is_whole = pieces.iter().all(|piece| !piece.is_empty());
    let bears = |piece: &str| is_suffix(&fold(piece.trim_end_matches('.')));
    match pieces[..] {
        [family, given] if is_whole && !bears(given) => Some(format!("{given} {family}")),
        [family, given, suffix] if is_whole && !bears(given) && bears(suffix) => {
            Some(format!("{given} {family} {suffix}"))
        }
        _ => None,
    }
}

/// The guardians that are there, with what a row says of those it names, and those it adds.
pub(super) fn beside(there: Option<&Node>, said: &Node) -> Node {
    let name = |item: &Node| item.text_at("name").map(fold);
    let mut all: Vec<Node> = there.map_or(&[][..], Node::items).to_vec();
    for item in said.items() {
        match all.iter_mut().find(|one| name(one) == name(item)) {
            Some(one) => {
                let both = fields().iter().filter_map(|field| {
                    let node = item.get(field.key).or_else(|| one.get(field.key))?;
                    Some((field.key.to_owned(), node.clone()))
                });
                *one = Node::table(both.collect::<Vec<_>>());
            }
            None => all.push(item.clone()),
        }
    }
    Node::list(all)
}

/// A guardian of what its cells say, in the order of the table.
pub(super) fn guardian(said: &[(&'static str, Node)]) -> Node {
    let in_order = fields().iter().filter_map(|field| {
        let (key, node) = said.iter().find(|(key, _)| *key == field.key)?;
        Some(((*key).to_owned(), node.clone()))
    });
    Node::table(in_order.collect::<Vec<_>>())
}

/// The group of the guardians.
pub(super) fn group() -> Option<&'static Field> {
    spec(Kind::Person).fields().find("guardians")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_stands_last_name_first_is_put_in_order() {
        for (name, expected) in [
            ("Doe, Jane", Some("Jane Doe")),
            ("De la Cruz, Ana María", Some("Ana María De la Cruz")),
            ("Smith Jr., Robert", Some("Robert Smith Jr.")),
            ("Smith, Robert, Jr.", Some("Robert Smith Jr.")),
            ("Robert Smith, Jr.", None),
            ("Jane Doe", None),
            ("Doe,", None),
            ("a, b, c", None),
        ] {
            assert_eq!(spoken(name).as_deref(), expected, "{name}");
        }
    }
}
