//! Tables and structs cannot drift apart: same keys in the same order, and whatever a table allows
//! is read by its struct and written back the same.

use proptest::prelude::*;
use proptest::test_runner::TestError;
use serde_json::Value as Json;

use super::any;
use super::tables::each_field;
use super::{
    Body, Contact, Council, Eval, Form, KINDS, Mou, Partner, Party, Pathway, Person, Rules,
    Settings, Student, Wbl, node_of, spec,
};
use crate::schema::{Doc, Field, Fields, Kind, Node, Severity, Shape, Val, check, record_text};
use crate::value::{Clock, Day};

/// Reads a text as the struct of a kind: its JSON, and the values that it would be written as.
fn through(kind: Kind, text: &str) -> Result<(Json, Node), String> {
    fn as_struct<T: Body>(text: &str) -> Result<(Json, Node), String> {
        let body: T = toml::from_str(text).map_err(|error| error.to_string())?;
        let json = serde_json::to_value(&body).map_err(|error| error.to_string())?;
        Ok((json, node_of(&body, spec(T::KIND).fields())))
    }
    match kind {
        Kind::Partner => as_struct::<Partner>(text),
        Kind::Contact => as_struct::<Contact>(text),
        Kind::Pathway => as_struct::<Pathway>(text),
        Kind::Student => as_struct::<Student>(text),
        Kind::Wbl => as_struct::<Wbl>(text),
        Kind::Mou => as_struct::<Mou>(text),
        Kind::Eval => as_struct::<Eval>(text),
        Kind::Council => as_struct::<Council>(text),
        Kind::Person => as_struct::<Person>(text),
        Kind::Form => as_struct::<Form>(text),
        Kind::Rules => as_struct::<Rules>(text),
        Kind::Settings => as_struct::<Settings>(text),
    }
}

/// A record with every field filled, each list with one item; `turn` picks the words of choices.
fn full(fields: Fields, turn: usize) -> Node {
    let entry = |field: &'static Field| {
        let node = filled(field.shape, turn);
        let node = match field.key {
            _ if field.many => Node::list(vec![node]),
            "views" => Node::table([("key".to_owned(), Node::text("a = 1"))]),
            _ => node,
        };
        (field.key.to_owned(), node)
    };
    Node::table(fields.iter().map(entry))
}

fn filled(shape: Shape, turn: usize) -> Node {
    match shape {
        Shape::Text | Shape::Person => Node::text("some text"),
        Shape::Day => Node::made(Val::Day(Day::new(2026, 10, 6).unwrap())),
        Shape::Clock => Node::made(Val::Clock(Clock::at(900).unwrap())),
        Shape::Minutes | Shape::Hours => Node::made(Val::Int(60)),
        Shape::Number(low, _) => Node::made(Val::Int(low)),
        Shape::Money => Node::text("17.50"),
        Shape::Year => Node::text("2026-27"),
        Shape::MonthDay => Node::text("07-01"),
        Shape::Flag => Node::made(Val::Flag(true)),
        Shape::Weekday => Node::text("mon"),
        Shape::Choice(choices) => Node::text(choices[turn % choices.len()].word),
        Shape::Activity | Shape::Link(_) | Shape::Code => Node::text("an-id"),
        Shape::Group { fields, .. } | Shape::Table(fields) => full(Fields::of(fields), turn),
        Shape::Free => Node::table([("key".to_owned(), Node::made(Val::Int(1)))]),
    }
}

/// Holds the keys of a struct's JSON against its table, in order and all the way down.
fn same_keys(json: &Json, fields: Fields, at: &str) {
    let Json::Object(map) = json else {
        panic!("{at} is no object: {json}");
    };
    let of_struct: Vec<_> = map.keys().map(String::as_str).collect();
    let of_table: Vec<_> = fields.iter().map(|field| field.key).collect();
    assert_eq!(of_struct, of_table, "struct (left) and table of {at}");
    for field in fields.iter() {
        let at = format!("{at}.{}", field.key);
        match (field.shape, &map[field.key]) {
            (Shape::Group { fields, .. }, Json::Array(items)) => {
                assert!(!items.is_empty(), "{at} has no item");
                for item in items {
                    same_keys(item, Fields::of(fields), &at);
                }
            }
            (Shape::Table(fields), json) => same_keys(json, Fields::of(fields), &at),
            (_, Json::Null) => panic!("{at} was filled and not read"),
            _ => {}
        }
    }
}

/// Tables by key and nothing that is empty: the order of keys and an empty list say nothing.
fn settled(node: &Node) -> Node {
    match &node.val {
        Val::Table(entries) => {
            let mut entries: Vec<_> = entries
                .iter()
                .map(|entry| (entry.key.clone(), settled(&entry.node)))
                .filter(|(_, node)| !is_empty(node))
                .collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            Node::table(entries)
        }
        Val::List(items) => Node::list(items.iter().map(settled).collect()),
        _ => Node::made(node.val.clone()),
    }
}

fn is_empty(node: &Node) -> bool {
    match &node.val {
        Val::List(items) => items.is_empty(),
        Val::Table(entries) => entries.is_empty(),
        _ => false,
    }
}

#[test]
fn struct_and_table_have_the_same_keys_in_the_same_order() {
    for spec in KINDS {
        let text = record_text(&full(spec.fields(), 0), spec.fields());
        let (json, _) = through(spec.kind, &text).unwrap_or_else(|e| panic!("{}: {e}", spec.kind));
        same_keys(&json, spec.fields(), spec.kind.name());
    }
}

#[test]
fn every_word_of_a_choice_is_read_by_its_struct() {
    let most = each_field().map(|(_, field)| match field.shape {
        Shape::Choice(choices) => choices.len(),
        _ => 0,
    });
    for turn in 0..most.max().unwrap() {
        for spec in KINDS {
            let node = full(spec.fields(), turn);
            let text = record_text(&node, spec.fields());
            let (_, back) =
                through(spec.kind, &text).unwrap_or_else(|e| panic!("{}: {e}", spec.kind));
            assert_eq!(settled(&back), settled(&node), "{}", spec.kind);
        }
    }
}

#[test]
fn what_is_required_is_enough() {
    for spec in KINDS {
        let required: Vec<_> = spec
            .fields()
            .iter()
            .filter(|field| field.required)
            .collect();
        let entry = |field: &&'static Field| {
            let node = filled(field.shape, 0);
            let node = if field.many {
                Node::list(vec![node])
            } else {
                node
            };
            (field.key.to_owned(), node)
        };
        let text = record_text(&Node::table(required.iter().map(entry)), spec.fields());
        through(spec.kind, &text).unwrap_or_else(|error| panic!("{}: {error}", spec.kind));
        for without in &required {
            let rest = required.iter().filter(|field| field.key != without.key);
            let text = record_text(&Node::table(rest.map(entry)), spec.fields());
            // A store without a format is caught where it is opened; what another key excuses is
            // left to the check.
            assert!(
                spec.kind == Kind::Settings
                    || without.unless.is_some()
                    || through(spec.kind, &text).is_err(),
                "the struct of {} does without {}",
                spec.kind,
                without.key
            );
        }
    }
}

#[test]
fn the_words_of_a_party_stand_in_the_order_of_its_enum() {
    let Some(Shape::Choice(choices)) = spec(Kind::Mou).fields().find("parties").map(|f| f.shape)
    else {
        panic!("parties are a choice");
    };
    for choice in choices {
        let party: Party = serde_json::from_value(choice.word.into()).unwrap();
        assert_eq!(party.word(), choice.word);
    }
}

#[test]
fn any_record_that_a_table_allows_comes_back_the_same() {
    for spec in KINDS {
        let config = ProptestConfig {
            cases: 64,
            failure_persistence: None,
            ..ProptestConfig::default()
        };
        let mut runner = proptest::test_runner::TestRunner::new(config);
        let result = runner.run(&any::table(spec.fields()), |node| {
            let text = record_text(&node, spec.fields());
            let doc = Doc::parse("r.toml", text.clone())
                .map_err(|problems| TestCaseError::fail(format!("{problems:?}\n{text}")))?;
            prop_assert_eq!(settled(&doc.root), settled(&node), "as text:\n{}", text);
            let wrong: Vec<_> = check("r.toml", &doc, spec.fields())
                .into_iter()
                .filter(|p| p.severity == Severity::Error && p.rule != "duplicate-item")
                .collect();
            prop_assert!(wrong.is_empty(), "{:?}\n{}", wrong, text);
            let (_, back) = through(spec.kind, &text)
                .map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
            prop_assert_eq!(settled(&back), settled(&doc.root), "as a struct:\n{}", text);
            Ok(())
        });
        if let Err(error) = result {
            panic!("{}: {}", spec.kind, short(&error));
        }
    }
}

/// The reason without the dump of the whole record, where there is one.
fn short(error: &TestError<Node>) -> String {
    match error {
        TestError::Fail(why, _) | TestError::Abort(why) => why.to_string(),
    }
}
