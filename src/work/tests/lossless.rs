//! However a record is written, a command changes the bytes that it means and no others.

mod deeds;
mod differs;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::scruffy::scruffy;
use super::*;
use crate::record::{any, spec};
use crate::schema::{Doc, Kind, Node, Val};

use deeds::{
    Deed, MOU, MOU_DEEDS, PARTNER, PARTNER_DEEDS, SETTINGS, SETTINGS_DEEDS, STUDENT, STUDENT_DEEDS,
    WBL, WBL_DEEDS,
};
use differs::differs;

/// So many cases; the variable `PROPTEST_CASES` asks for another number.
fn cases(cases: u32) -> TestRunner {
    let cases = match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default().cases,
        None => cases,
    };
    TestRunner::new(ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 200,
        ..ProptestConfig::default()
    })
}

fn root(text: &str) -> Node {
    Doc::parse("x.toml", text.to_owned()).unwrap().root
}

/// Does each deed to a record in many spellings.
fn any_spelling(path: &'static str, base: &'static str, deeds: &'static [Deed], count: u32) {
    let base = root(base);
    let all = (any::<u64>(), 0..deeds.len());
    let result = cases(count).run(&all, |(seed, at)| {
        let text = scruffy(&base, seed);
        prop_assert!(Doc::parse(path, text.clone()).is_ok(), "{}", text);
        one(path, &text, &deeds[at]).map_err(TestCaseError::fail)
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

fn one(path: &str, text: &str, deed: &Deed) -> std::result::Result<(), String> {
    let told = |what: &str, after: &str| {
        format!("{}: {what}\n{text}\n--- became\n{after}\n---", deed.name)
    };
    let mut memory = school_with(&[(path, text)]);
    let change = (deed.run)(&memory.book()).map_err(|fault| told(&fault.to_string(), ""))?;
    memory.apply(&change);
    let after = &memory.0[path];
    match differs(text, after, deed.differs) {
        Ok(()) => Ok(()),
        Err(what) => Err(told(&what, after)),
    }
}

#[test]
fn a_partner_however_written_changes_only_where_it_is_meant_to() {
    any_spelling("partners/precision.toml", PARTNER, PARTNER_DEEDS, 1200);
}

#[test]
fn a_placement_however_written_changes_only_where_it_is_meant_to() {
    any_spelling("wbl/2026-27/s-k7f2wq-notre-dame.toml", WBL, WBL_DEEDS, 2000);
}

#[test]
fn an_mou_however_written_changes_only_where_it_is_meant_to() {
    any_spelling("mous/m.toml", MOU, MOU_DEEDS, 300);
}

#[test]
fn a_student_however_written_changes_only_where_it_is_meant_to() {
    any_spelling("students/s-k7f2wq.toml", STUDENT, STUDENT_DEEDS, 400);
}

#[test]
fn settings_however_written_change_only_where_they_are_meant_to() {
    any_spelling("wbl.toml", SETTINGS, SETTINGS_DEEDS, 400);
}

#[test]
fn any_partner_at_all_changes_only_where_it_is_meant_to() {
    const DEEDS: [usize; 4] = [0, 1, 2, 6];
    let fields = spec(Kind::Partner).fields();
    let all = (
        any::table(fields),
        any::<u64>(),
        proptest::sample::select(&DEEDS[..]),
    );
    let result = cases(500).run(&all, |(node, seed, at)| {
        let text = scruffy(&with_ids(node), seed);
        prop_assume!(Doc::parse("x", text.clone()).is_ok());
        one("partners/precision.toml", &text, &PARTNER_DEEDS[at]).map_err(TestCaseError::fail)
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

/// The record with an id in each item that is told by it: whatever is written gives them one.
fn with_ids(mut node: Node) -> Node {
    let mut count = 0;
    if let Val::Table(entries) = &mut node.val {
        for entry in entries {
            let is_told = ["touches", "asks", "reasons"].contains(&entry.key.as_str());
            if let (true, Val::List(items)) = (is_told, &mut entry.node.val) {
                for item in items {
                    count += 1;
                    let pairs = item.entries().iter().filter(|pair| pair.key != "id");
                    let pairs = pairs.map(|pair| (pair.key.clone(), pair.node.clone()));
                    let id = ("id".into(), Node::text(format!("id{count}")));
                    *item = Node::table(std::iter::once(id).chain(pairs));
                }
            }
        }
    }
    node
}
