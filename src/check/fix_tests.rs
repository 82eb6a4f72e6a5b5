//! What `check --fix` writes, and what it leaves as it is.

use super::tests::clean;
use super::*;
use crate::change::Change;
use crate::record::Settings;
use crate::schema::record_text;

/// What becomes of one file in the clean store; nothing where it is left alone.
fn change(path: &str, text: &str, names: &[&str]) -> Change {
    let mut store = clean();
    store.0.insert(path.to_owned(), text.into());
    let book = Book::new(&store, Settings::default());
    let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
    fix(&book, Day::iso("2026-11-22").unwrap(), &names, 1).unwrap()
}

fn fixed(path: &str, text: &str) -> String {
    let change = change(path, text, &[]);
    match change.edits.as_slice() {
        [] => text.to_owned(),
        [edit] => edit.after.clone().unwrap(),
        edits => panic!("{edits:?}"),
    }
}

fn partner(text: &str) -> String {
    fixed("partners/x.toml", text)
}

#[test]
fn texts_become_such_as_every_reader_takes_and_nothing_else_changes() {
    for (before, after) in [
        (
            "name = 'X' # 15:30\n[custom]\nat = 15:30\n",
            "name = 'X' # 15:30\n[custom]\nat = 15:30:00\n",
        ),
        (
            "name = 'X'\n[custom]\nat = [2026-10-06T15:30Z, 2026-10-06 15:30, 2026-10-06T15:30:01, 2026-10-06t15:30+01:00]\n",
            "name = 'X'\n[custom]\nat = [2026-10-06T15:30:00Z, 2026-10-06 15:30:00, 2026-10-06T15:30:01, 2026-10-06t15:30:00+01:00]\n",
        ),
        (
            "name = \"\\e[1m \\x41 \\\\e\"\r\n",
            "name = \"\\u001b[1m \\u0041 \\\\e\"\r\n",
        ),
        ("name = '\\e'\n", "name = '\\e'\n"),
        (
            "name = 'X'\ntouches = [\n  { id = \"a\",\n    on = 2026-10-06 , # first\n  },\n]\n",
            "name = 'X'\ntouches = [\n  { id = \"a\",\n    on = 2026-10-06 , # first\n  },\n]\n",
        ),
        (
            "\u{feff}name = 'X'\r\ntouches = [\r\n  {\r\n    id  =  \"a\",\r\n    on = 2026-10-06,\r\n    \"my, key\" = [1,\r\n 2], via = \"call\"  ,\r\n  }, # first\r\n]\r\n",
            "\u{feff}name = 'X'\r\ntouches = [\r\n  { id  =  \"a\", on = 2026-10-06, \"my, key\" = [1,\r\n 2], via = \"call\" }, # first\r\n]\r\n",
        ),
        (
            "name = 'X'\n[custom]\na = {\n}\nb = { c = { d = 1, }, e = {}, }\nf = { g.h = 1,\n i = 2 }\n",
            "name = 'X'\n[custom]\na = {}\nb = { c = { d = 1 }, e = {} }\nf = { g.h = 1,\n i = 2 }\n",
        ),
        (
            "name = 'Jose\u{301}' # e\u{301}\n",
            "name = 'José' # e\u{301}\n",
        ),
        ("name = \"Jose\\u0301\"\n", "name = \"José\"\n"),
        ("name = \"X\"", "name = \"X\"\n"),
        ("# a\r\nname = \"X\"", "# a\r\nname = \"X\"\r\n"),
        ("name = \"X\" # cut", "name = \"X\" # cut\n"),
    ] {
        assert_eq!(partner(before), after, "{before}");
        assert_eq!(partner(after), after, "again: {before}");
    }
}

#[test]
fn entries_get_ids_that_no_other_has() {
    let after = partner(
        "name = \"X\"\ntouches = [\n  { on = 2026-10-06 }, # first\n  { id = \"aaa\", on = 2026-10-07 },\n  {on = 2026-10-08},\n]\n",
    );
    let doc = Doc::parse("x", after.clone()).unwrap();
    let touches = doc.get("touches").unwrap().items();
    let ids: std::collections::BTreeSet<_> = touches
        .iter()
        .map(|item| item.text_at("id").unwrap())
        .collect();
    assert_eq!(ids.len(), 3, "{after}");
    assert!(
        after.contains("\", on = 2026-10-06 }, # first\n  { id = \"aaa\""),
        "{after}"
    );
}

#[test]
fn a_misplaced_file_moves_and_its_evaluation_with_it() {
    let mut store = clean();
    let text = "activity = \"internship\"\nstarts = 2025-10-01\n";
    store.0.insert("wbl/old/x.toml".into(), text.into());
    store.0.insert(
        "evals/x-baseline.toml".into(),
        b"experience = \"x\"\nreview = \"baseline\"\non = 2025-10-20\n".to_vec(),
    );
    let book = Book::new(&store, Settings::default());
    let change = fix(
        &book,
        Day::iso("2026-11-22").unwrap(),
        &["misplaced".into()],
        1,
    )
    .unwrap();
    let paths: Vec<_> = change
        .edits
        .iter()
        .map(|edit| (edit.path.as_str(), edit.after.is_some()))
        .collect();
    assert_eq!(
        paths,
        [
            ("evals/2025-26/x-baseline.toml", true),
            ("evals/x-baseline.toml", false),
            ("wbl/2025-26/x.toml", true),
            ("wbl/old/x.toml", false),
        ]
    );
    assert_eq!(change.edits[2].after.as_deref(), Some(text));
    assert_eq!(change.said, ["Mended 2 files."]);
    assert_eq!(
        change.preview(),
        "move: evals/x-baseline.toml to evals/2025-26/x-baseline.toml\nmove: wbl/old/x.toml to wbl/2025-26/x.toml\n"
    );
}

#[test]
fn names_limit_what_is_fixed() {
    let text = "name = 'Jose\u{301}'\ntouches = [{ on = 2026-10-06, }]";
    let after = |names: &[&str]| {
        change("partners/x.toml", text, names).edits[0]
            .after
            .clone()
            .unwrap()
    };
    assert_eq!(after(&["not-nfc"]), text.replace("e\u{301}", "é"));
    assert_eq!(after(&["cut-line"]), format!("{text}\n"));
    assert_eq!(
        change("partners/x.toml", text, &["cut-line"]).preview(),
        "change: partners/x.toml\n  (only the end of its last line)\n"
    );
    assert!(change("partners/x.toml", text, &["links", "hours"]).is_empty());
    assert!(
        !after(&["spelling"]).contains("06, }"),
        "the topic fixes all of it"
    );
}

#[test]
fn what_would_then_break_a_rule_is_left() {
    let text = "name = 'X'\nreasons = [{ id = 'a', rule = 'x', reason = 'r', on = 2026-10-06, about = 'é' }]\ncapacity = [{ year = '2026-27', term = 'é' }, { year = '2026-27', term = 'e\u{301}' }]\n";
    assert_eq!(partner(text), text, "the two would be one");
    for text in [
        "name = \n",
        "name = \"X\"\n<<<<<<< a\n",
        "touches = 1\nname = \"X\"\n",
    ] {
        assert_eq!(partner(text), text);
    }
}

#[test]
fn the_settings_and_private_parts_are_mended_too_and_nothing_of_them_is_shown() {
    let after = fixed("wbl.toml", "format = 1\n[school]\nname = \"Jose\u{301}\"");
    assert_eq!(after, "format = 1\n[school]\nname = \"José\"\n");
    let path = "private/students/s-k7f2wq.toml";
    let change = change(path, "name = \"Jose\u{301} Doe\"\n", &[]);
    assert_eq!(
        change.edits[0].after.as_deref(),
        Some("name = \"José Doe\"\n")
    );
    assert!(!change.preview().contains("Doe"));
}

#[test]
fn nothing_is_left_to_fix_after_a_fix() {
    use crate::record::any;
    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 150,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let fields = spec(Kind::Partner).fields();
    let result = runner.run(&(any::table(fields), any::<bool>()), |(node, cut)| {
        let mut text = record_text(&node, fields)
            .replace(":00 }", " }")
            .replace(" },\n", ", },\n");
        if cut {
            text.pop();
        }
        let once = partner(&text);
        prop_assert_eq!(&partner(&once), &once);
        Ok(())
    });
    result.unwrap();
}
