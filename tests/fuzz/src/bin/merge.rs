//! Three texts with a common ancestor, merged: no entry is lost or doubled, what is marked can be settled, and a side
//! that changed nothing takes what the other did.
#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use wbl::record::{KINDS, KindSpec};
use wbl::schema::{Doc, Node, Shape, Val, one_line};
use wbl::work::{Choice, Conflict, reconcile, settle, sides};

fuzz_target!(|input: &[u8]| {
    let [which, count, rest @ ..] = input else {
        return;
    };
    let kind = &KINDS[usize::from(*which) % KINDS.len()];
    let count = usize::from(*count) % 12;
    let Some((deeds, text)) = rest.split_at_checked(count * 4) else {
        return;
    };
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let [base, ours, theirs] = versions(text, deeds);
    let Some(merged) = reconcile(kind, &base, &ours, &theirs) else {
        return;
    };
    let other = reconcile(kind, &base, &theirs, &ours);
    if let Some(other) = &other {
        assert_eq!(
            spots(&merged.conflicts),
            spots(&other.conflicts),
            "the other way round"
        );
    }
    for (from, to) in [(&base, &theirs), (&base, &ours)] {
        let Some(taken) = reconcile(kind, from, from, to) else {
            continue;
        };
        assert!(taken.conflicts.is_empty());
        assert_eq!(
            meaning(&taken.text),
            meaning(to),
            "a side that changed nothing"
        );
        let kept = reconcile(kind, from, to, from).expect("nothing to splice");
        assert_eq!(&kept.text, to);
    }
    let ids = [&base, &ours, &theirs].map(|text| ids(kind, text));
    if merged.conflicts.is_empty() {
        if let Some(other) = &other {
            assert_eq!(
                meaning(&merged.text),
                meaning(&other.text),
                "the other way round"
            );
        }
        has_all(kind, &ids, &merged.text, &BTreeSet::new());
        return;
    }
    let told = sides(&merged.text).expect("markers that can be read");
    for side in [&told.ours, &told.theirs] {
        has_all(kind, &ids, side, &spots(&merged.conflicts));
    }
    let open = settle(kind, &told, |_| None).expect("markers that tell the conflicts again");
    assert_eq!(spots(&open.conflicts), spots(&merged.conflicts));
    for (choice, side) in [(Choice::Ours, &told.ours), (Choice::Theirs, &told.theirs)] {
        let settled = settle(kind, &told, |_| Some(choice.clone())).expect("settled");
        assert!(settled.conflicts.is_empty());
        assert_eq!(meaning(&settled.text), meaning(side), "{choice:?}");
    }
});

/// The common text and both sides': parts of the input between lines of `%%`, where a side that is missing begins as
/// the common one; then each deed does something to a line of a side.
fn versions(text: &str, deeds: &[u8]) -> [String; 3] {
    let parts: Vec<&str> = text.splitn(3, "%%\n").collect();
    let pool: Vec<&str> = text
        .split_inclusive('\n')
        .filter(|line| *line != "%%\n")
        .collect();
    let base = parts[0].to_owned();
    let mut sides = [parts.get(1), parts.get(2)].map(|part| {
        let text: &str = part.unwrap_or(&parts[0]);
        text.split_inclusive('\n')
            .map(str::to_owned)
            .collect::<Vec<_>>()
    });
    for deed in deeds.chunks_exact(4) {
        let [what, at, with, byte] = deed else {
            continue;
        };
        let side = &mut sides[usize::from(what & 1)];
        let at = usize::from(*at) % (side.len() + 1);
        let line = pool
            .get(usize::from(*with) % pool.len().max(1))
            .copied()
            .unwrap_or_default();
        match (what >> 1) % 4 {
            0 => side.insert(at, line.to_owned()),
            1 if at < side.len() => drop(side.remove(at)),
            2 if at < side.len() => side[at] = line.to_owned(),
            _ if at < side.len() => {
                // A digit or a letter becomes another, so that a line says something near.
                let digit = char::from(b'1' + byte % 9);
                let place = usize::from(*with);
                let is_digit = |(nth, c): (usize, char)| {
                    if nth >= place && c.is_ascii_digit() {
                        digit
                    } else {
                        c
                    }
                };
                side[at] = side[at].chars().enumerate().map(is_digit).collect();
            }
            _ => {}
        }
    }
    let [ours, theirs] = sides.map(|lines| lines.concat());
    [base, ours, theirs]
}

fn spots(conflicts: &[Conflict]) -> BTreeSet<String> {
    conflicts
        .iter()
        .map(|conflict| conflict.spot.to_string())
        .collect()
}

/// What a record says, whatever the order of its keys and of the items of its lists; an empty list or table says
/// nothing, and a word that stands twice in a list says no more than once.
fn meaning(text: &str) -> String {
    let doc = Doc::parse("x.toml", text.to_owned()).expect("a merged text that can be read");
    one_line(&in_order(&doc.root))
}

fn in_order(node: &Node) -> Node {
    let is_filled = |node: &Node| match &node.val {
        Val::List(items) => !items.is_empty(),
        Val::Table(entries) => !entries.is_empty(),
        _ => true,
    };
    match &node.val {
        Val::List(items) => {
            let mut items: Vec<Node> = items.iter().map(in_order).collect();
            items.sort_by_cached_key(one_line);
            items.dedup_by(|a, b| !matches!(a.val, Val::Table(_)) && a == b);
            Node::list(items)
        }
        Val::Table(entries) => {
            let mut pairs: Vec<(String, Node)> = entries
                .iter()
                .map(|entry| (entry.key.clone(), in_order(&entry.node)))
                .collect();
            pairs.retain(|(_, node)| is_filled(node));
            pairs.sort_by(|a, b| a.0.cmp(&b.0));
            Node::table(pairs)
        }
        _ => node.clone(),
    }
}

/// The ids of the entries of a record, with their group; nothing where one stands twice, or the text cannot be read.
fn ids(kind: &KindSpec, text: &str) -> Option<BTreeSet<String>> {
    let doc = Doc::parse("x.toml", text.to_owned()).ok()?;
    let mut ids = BTreeSet::new();
    for field in kind.fields().iter() {
        let Shape::Group { key: ["id"], .. } = field.shape else {
            continue;
        };
        let items = doc.root.get(field.key).map_or(&[][..], Node::items);
        for id in items.iter().filter_map(|item| item.text_at("id")) {
            if !ids.insert(format!("{}.{id}", field.key)) {
                return None;
            }
        }
    }
    Some(ids)
}

/// Every entry that neither side took away is there once, save in a group that is in conflict as a whole.
fn has_all(
    kind: &KindSpec,
    versions: &[Option<BTreeSet<String>>; 3],
    merged: &str,
    conflicts: &BTreeSet<String>,
) {
    let [Some(base), Some(ours), Some(theirs)] = versions else {
        return;
    };
    let found = ids(kind, merged).expect("no entry is there twice");
    for id in ours.union(theirs) {
        let is_taken = base.contains(id) && !(ours.contains(id) && theirs.contains(id));
        let group = id.split('.').next().unwrap_or_default();
        assert!(
            is_taken || conflicts.contains(group) || found.contains(id),
            "{id} is lost:\n{merged}"
        );
    }
}
