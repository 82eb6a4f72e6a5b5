//! Whether links that follow one another come to an end: merges, branches, successors, renewals.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::Book;
use crate::schema::{Kind, Problem};
use crate::value::Id;

use super::file::{File, texts_at};
use super::table::CheckSpec;

pub(super) const CHECKS: &[CheckSpec] = &[
    CheckSpec::error(
        "circle",
        "links that lead back to where they began, such as two MOUs that supersede each other",
        "whoever follows them comes to no end: no MOU is in force, no merge has a survivor",
        "take one of the links out with `wbl KIND set ID --unset FIELD`",
    ),
    CheckSpec::error(
        "amends-amendment",
        "an amendment of an MOU that amends another amendment",
        "amendments apply to the original, in the order of their signatures; a chain of them is not followed",
        "let `amends` name the original MOU",
    ),
];

/// A field whose links must come to an end.
struct Chain {
    kind: Kind,
    field: &'static str,
}

const CHAINS: &[Chain] = &[
    chain(Kind::Partner, "merged_into"),
    chain(Kind::Partner, "part_of"),
    chain(Kind::Partner, "successor"),
    chain(Kind::Contact, "successor"),
    chain(Kind::Mou, "amends"),
    chain(Kind::Mou, "supersedes"),
    chain(Kind::Wbl, "posting"),
];

const fn chain(kind: Kind, field: &'static str) -> Chain {
    Chain { kind, field }
}

/// A link of a chain: which row of the table, from what id to what id.
pub(super) type ChainLink = (usize, Id, Id);

/// The links of a file that belong to chains.
pub(super) fn links(file: &File<'_>) -> Vec<ChainLink> {
    let of_kind = |(_, chain): &(usize, &Chain)| chain.kind == file.kind;
    let mut links = Vec::new();
    for (at, chain) in CHAINS.iter().enumerate().filter(of_kind) {
        let ids = texts_at(&file.doc.root, chain.field);
        let ids = ids.into_iter().filter_map(|text| Id::new(text).ok());
        links.extend(ids.map(|to| (at, file.id.clone(), to)));
    }
    links
}

/// Finds circles, and amendments of amendments.
pub(super) fn look(book: &Book<'_>, links: &[ChainLink], found: &mut Vec<Problem>) {
    for (at, chain) in CHAINS.iter().enumerate() {
        let mut next: BTreeMap<&Id, BTreeSet<&Id>> = BTreeMap::new();
        for (_, from, to) in links.iter().filter(|link| link.0 == at) {
            next.entry(from).or_default().insert(to);
        }
        if chain.field == "amends" {
            found.extend(amendments(book, &next));
        }
        found.extend(circles(next).into_iter().filter_map(|circle| {
            let first = circle.first()?;
            let around: Vec<_> = circle.iter().map(|id| id.as_str()).collect();
            let message = format!(
                "`{}` leads round in a circle: {} → {first}",
                chain.field,
                around.join(" → ")
            );
            let hint = format!("wbl {} set {first} --unset {}", chain.kind, chain.field);
            at_field(book, chain, first, "circle", message, hint)
        }));
    }
}

fn amendments(book: &Book<'_>, next: &BTreeMap<&Id, BTreeSet<&Id>>) -> Vec<Problem> {
    let mut found = Vec::new();
    for (from, to) in next {
        for to in to {
            let Some(original) = next.get(*to).and_then(|set| set.first()) else {
                continue;
            };
            let message = format!("`{from}` amends `{to}`, which itself amends `{original}`");
            let hint = format!("write amends = \"{original}\"");
            let chain = chain(Kind::Mou, "amends");
            found.extend(at_field(
                book,
                &chain,
                from,
                "amends-amendment",
                message,
                hint,
            ));
        }
    }
    found
}

fn at_field(
    book: &Book<'_>,
    chain: &Chain,
    id: &Id,
    rule: &'static str,
    message: String,
    hint: String,
) -> Option<Problem> {
    let sheet = book.sheet(chain.kind, id).ok()??;
    let file = File {
        kind: chain.kind,
        id,
        path: &sheet.path,
        doc: &sheet.doc,
    };
    Some(file.found_under(rule, chain.field, message).hint(hint))
}

/// Every circle, each from its smallest id; one circle for links that share a record.
fn circles<'a>(mut next: BTreeMap<&'a Id, BTreeSet<&'a Id>>) -> Vec<Vec<&'a Id>> {
    let mut circles = Vec::new();
    loop {
        // What leads nowhere is no part of a circle; what leads only there is none either.
        loop {
            let live: BTreeSet<&Id> = next.keys().copied().collect();
            let before = next.values().map(BTreeSet::len).sum::<usize>();
            for to in next.values_mut() {
                to.retain(|id| live.contains(id));
            }
            next.retain(|_, to| !to.is_empty());
            if next.values().map(BTreeSet::len).sum::<usize>() == before {
                break;
            }
        }
        let Some(mut at) = next.keys().next().copied() else {
            return circles;
        };
        let mut walked: Vec<&Id> = Vec::new();
        while !walked.contains(&at) {
            walked.push(at);
            match next.get(at).and_then(|to| to.first()) {
                Some(to) => at = to,
                None => break,
            }
        }
        let begins = walked.iter().position(|id| *id == at).unwrap_or(0);
        let mut circle = walked.split_off(begins);
        let smallest = (0..circle.len()).min_by_key(|at| circle[*at]).unwrap_or(0);
        circle.rotate_left(smallest);
        for id in &circle {
            next.remove(*id);
        }
        circles.push(circle);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(links: &[(&str, &str)]) -> Vec<String> {
        let ids: Vec<_> = links
            .iter()
            .map(|(a, b)| (Id::new(a).unwrap(), Id::new(b).unwrap()))
            .collect();
        let mut next: BTreeMap<&Id, BTreeSet<&Id>> = BTreeMap::new();
        for (from, to) in &ids {
            next.entry(from).or_default().insert(to);
        }
        let text = |circle: Vec<&Id>| circle.iter().map(|id| id.as_str()).collect::<String>();
        circles(next).into_iter().map(text).collect()
    }

    #[test]
    fn circles_are_found_once_and_chains_are_none() {
        assert_eq!(round(&[("a", "b"), ("b", "c")]), [""; 0]);
        assert_eq!(round(&[("a", "a")]), ["a"]);
        assert_eq!(
            round(&[("c", "b"), ("b", "c"), ("z", "c"), ("x", "y"), ("y", "x")]),
            ["bc", "xy"]
        );
        assert_eq!(
            round(&[("a", "b"), ("b", "a"), ("a", "c"), ("c", "a")]),
            ["ab"]
        );
    }
}
