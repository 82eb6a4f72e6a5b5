//! Merges of records that nobody thought of: any three versions, any three texts.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::record::any;
use crate::schema::{Shape, Val, record_text};

/// Three versions of one record: each side has taken some keys, and some items of groups, from
/// records of its own.
fn versions() -> impl Strategy<Value = (Kind, [String; 3])> {
    let kinds: Vec<Kind> = KINDS.iter().map(|kind| kind.kind).collect();
    proptest::sample::select(kinds).prop_flat_map(|kind| {
        let kind = spec(kind);
        let table = || any::table(kind.fields());
        (table(), table(), table(), vec(0u8..6, 40..80)).prop_map(move |(base, a, b, dice)| {
            let mut dice = dice.into_iter().cycle();
            let ours = mixed(&base, &a, &mut dice);
            let theirs = mixed(&base, &b, &mut dice);
            let texts = [base, ours, theirs].map(|root| record_text(&root, kind.fields()));
            (kind.kind, texts)
        })
    })
}

fn mixed(base: &Node, other: &Node, dice: &mut impl Iterator<Item = u8>) -> Node {
    let mut entries = Vec::new();
    let others = other
        .entries()
        .iter()
        .filter(|entry| base.get(&entry.key).is_none());
    for entry in base.entries().iter().chain(others) {
        let (old, new) = (base.get(&entry.key), other.get(&entry.key));
        let taken = match (dice.next().unwrap_or(0), old, new) {
            (0 | 1, old, _) => old.cloned(),
            (2, _, new) => new.cloned(),
            (3, Some(old), Some(new)) => Some(joined_items(old, new)),
            (4, Some(old), _) => Some(without_first(old)),
            (_, Some(old), Some(new)) => Some(in_items(old, new)),
            (_, old, _) => old.cloned(),
        };
        entries.extend(taken.map(|node| (entry.key.clone(), node)));
    }
    Node::table(entries)
}

fn joined_items(old: &Node, new: &Node) -> Node {
    match (&old.val, &new.val) {
        (Val::List(a), Val::List(b)) => Node::list(a.iter().chain(b).cloned().collect()),
        _ => new.clone(),
    }
}

fn without_first(old: &Node) -> Node {
    match &old.val {
        Val::List(items) => Node::list(items.iter().skip(1).cloned().collect()),
        _ => old.clone(),
    }
}

/// The items of a list, each with what the other list's item says where it is no key.
fn in_items(old: &Node, new: &Node) -> Node {
    let (Val::List(a), Val::List(b)) = (&old.val, &new.val) else {
        return new.clone();
    };
    let item = |(at, one): (usize, &Node)| {
        let Some(other) = b.get(at).filter(|_| matches!(one.val, Val::Table(_))) else {
            return one.clone();
        };
        let keeps = |key: &str| ["id", "on", "from", "party", "name"].contains(&key);
        let kept = one.entries().iter().filter(|entry| keeps(&entry.key));
        let changed = other.entries().iter().filter(|entry| !keeps(&entry.key));
        let all = kept.chain(changed);
        Node::table(
            all.map(|entry| (entry.key.clone(), entry.node.clone()))
                .collect::<Vec<_>>(),
        )
    };
    Node::list(a.iter().enumerate().map(item).collect())
}

fn root(text: &str) -> Node {
    Doc::parse("", text.to_owned()).expect("a record").root
}

fn told(conflicts: &[Conflict]) -> BTreeSet<String> {
    conflicts
        .iter()
        .map(|conflict| conflict.spot.to_string())
        .collect()
}

/// The ids of the items of every group that is told by them.
fn ids(root: &Node, fields: Fields) -> Vec<String> {
    let mut ids = Vec::new();
    for field in fields.iter() {
        let Shape::Group { key: ["id"], .. } = field.shape else {
            continue;
        };
        let items = root.get(field.key).map_or(&[][..], Node::items);
        let own = items.iter().filter_map(|item| item.text_at("id"));
        ids.extend(own.map(|id| format!("{}.{id}", field.key)));
    }
    ids.sort();
    ids
}

fn has_doubles(root: &Node, fields: Fields) -> bool {
    let mut ids = ids(root, fields);
    let all = ids.len();
    ids.dedup();
    all != ids.len()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 100, ..ProptestConfig::default() })]

    #[test]
    fn a_side_that_changed_nothing_takes_what_the_other_did((kind, [base, _, theirs]) in versions()) {
        let kind = spec(kind);
        let taken = reconcile(kind, &base, &base, &theirs).expect("spliced");
        prop_assert!(taken.conflicts.is_empty());
        prop_assert!(same_up_to_order(&root(&taken.text), &root(&theirs)), "{}\n---\n{}", taken.text, theirs);
        let kept = reconcile(kind, &base, &theirs, &base).expect("spliced");
        prop_assert_eq!(&kept.text, &theirs);
        let same = reconcile(kind, &base, &theirs, &theirs).expect("spliced");
        prop_assert_eq!(&same.text, &theirs);
    }

    #[test]
    fn either_side_may_merge((kind, [base, ours, theirs]) in versions()) {
        let kind = spec(kind);
        let one = reconcile(kind, &base, &ours, &theirs).expect("spliced");
        let other = reconcile(kind, &base, &theirs, &ours).expect("spliced");
        prop_assert_eq!(told(&one.conflicts), told(&other.conflicts));
        if one.conflicts.is_empty() {
            prop_assert!(same_up_to_order(&root(&one.text), &root(&other.text)), "{}\n---\n{}", one.text, other.text);
            // What is merged already changes nothing more; at most it is looked at once more, where
            // an item is gone and another new.
            let again = reconcile(kind, &base, &one.text, &theirs).expect("spliced");
            prop_assert!(!again.is_clean || same_up_to_order(&root(&again.text), &root(&one.text)), "{}\n---\n{}", again.text, one.text);
        }
    }

    #[test]
    fn no_entry_is_lost_or_doubled((kind, [base, ours, theirs]) in versions()) {
        let kind = spec(kind);
        let fields = kind.fields();
        let [b, o, t] = [&base, &ours, &theirs].map(|text| root(text));
        prop_assume!(![&b, &o, &t].into_iter().any(|side| has_doubles(side, fields)));
        let merged = reconcile(kind, &base, &ours, &theirs).expect("spliced");
        let texts = sides(&merged.text).map_or_else(
            || vec![merged.text.clone()],
            |sides| vec![sides.ours, sides.theirs],
        );
        let [b, o, t] = [b, o, t].map(|side| ids(&side, fields));
        let conflicts = told(&merged.conflicts);
        for text in texts {
            let result = root(&text);
            prop_assert!(!has_doubles(&result, fields), "{text}");
            let found = ids(&result, fields);
            for id in o.iter().chain(&t) {
                let is_deleted = b.contains(id) && (!o.contains(id) || !t.contains(id));
                let group = id.split('.').next().unwrap_or_default();
                if !is_deleted && !conflicts.contains(group) {
                    prop_assert!(found.contains(id), "{id} is lost\n{text}");
                }
            }
        }
    }

    #[test]
    fn a_conflict_can_be_settled_either_way((kind, [base, ours, theirs]) in versions()) {
        let kind = spec(kind);
        let merged = reconcile(kind, &base, &ours, &theirs).expect("spliced");
        let Some(sides) = sides(&merged.text) else {
            return Ok(());
        };
        let settled = |choice: Choice| settle(kind, &sides, |_| Some(choice.clone())).expect("settled");
        let (here, there) = (settled(Choice::Ours), settled(Choice::Theirs));
        prop_assert!(here.conflicts.is_empty() && there.conflicts.is_empty());
        prop_assert_eq!(here.text.trim_end(), sides.ours.trim_end());
        prop_assert!(same(&root(&there.text), &root(&sides.theirs)));
        let open = settle(kind, &sides, |_| None).expect("marked");
        prop_assert_eq!(told(&open.conflicts), told(&merged.conflicts));
    }

    #[test]
    fn no_text_breaks_the_merge(texts in [any_text(), any_text(), any_text()]) {
        let [base, ours, theirs] = texts;
        for kind in KINDS {
            let _ = reconcile(kind, &base, &ours, &theirs);
        }
        let _ = merge_lines(&base, &ours, &theirs);
        if let Some(found) = sides(&ours) {
            let _ = settle(spec(Kind::Wbl), &found, |_| Some(Choice::Both));
        }
    }
}

/// Lines that look like records, markers and noise.
fn any_text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("hours = [".to_owned()),
        Just("]".to_owned()),
        Just("[[hours]]".to_owned()),
        Just("[custom]".to_owned()),
        Just("hours = 3".to_owned()),
        Just("hours.id = \"a\"".to_owned()),
        Just("students = [\"s-k7f2wq\"]".to_owned()),
        Just("<<<<<<< ours".to_owned()),
        Just("||||||| base".to_owned()),
        Just("=======".to_owned()),
        Just(">>>>>>> theirs".to_owned()),
        "  \\{ id = \"[ab]\", on = 2026-10-0[1-9], minutes = [1-9] \\},",
        "[a-c] = [1-3]( # x)?\r?",
        "[ -~]{0,12}",
    ];
    vec(line, 0..12).prop_map(|lines| lines.join("\n"))
}
