//! Any record that a table allows, for properties: random fields, random values, hostile texts.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::schema::{Field, Fields, Node, Shape, Val};
use crate::value::{Clock, Day, Minutes, Money, SchoolYear, Weekday};

/// Any table of these fields: what is required, and of the rest about half.
pub(crate) fn table(fields: Fields) -> BoxedStrategy<Node> {
    let entries: Vec<_> = fields.iter().map(entry).collect();
    entries
        .prop_map(|entries| Node::table(entries.into_iter().flatten()))
        .boxed()
}

fn entry(field: &'static Field) -> BoxedStrategy<Option<(String, Node)>> {
    let node = if field.many {
        vec(value(field.shape), 0..3).prop_map(Node::list).boxed()
    } else {
        // Two tables of the settings have keys of the user's own and values of one type.
        match field.key {
            "warn" => keyed(value(Shape::Number(0, 999))),
            "views" => keyed(value(Shape::Text)),
            _ => value(field.shape),
        }
    };
    let keyed = move |node| (field.key.to_owned(), node);
    if field.required {
        return node.prop_map(move |node| Some(keyed(node))).boxed();
    }
    proptest::option::of(node.prop_map(keyed)).boxed()
}

fn value(shape: Shape) -> BoxedStrategy<Node> {
    let text = |strategy: BoxedStrategy<String>| strategy.prop_map(Node::text).boxed();
    let number = |low, high| (low..=high).prop_map(|n| Node::made(Val::Int(n))).boxed();
    match shape {
        Shape::Text | Shape::Person => text(any_text()),
        Shape::Day => any_day().prop_map(|day| Node::made(Val::Day(day))).boxed(),
        Shape::Clock => any_clock()
            .prop_map(|clock| Node::made(Val::Clock(clock)))
            .boxed(),
        Shape::Minutes => number(0, Minutes::MOST),
        Shape::Hours => number(0, 100_000),
        Shape::Number(low, high) => number(low, high),
        Shape::Money => text(
            (0i64..99_999_999_999)
                .prop_map(|c| Money(c).to_string())
                .boxed(),
        ),
        Shape::Year => text(
            (0i32..=9999)
                .prop_map(|y| SchoolYear(y).to_string())
                .boxed(),
        ),
        Shape::MonthDay => text(
            any_day()
                .prop_map(|day| day.to_string()[5..].to_owned())
                .boxed(),
        ),
        Shape::Flag => any::<bool>()
            .prop_map(|flag| Node::made(Val::Flag(flag)))
            .boxed(),
        Shape::Weekday => text(
            proptest::sample::select(&Weekday::ALL[..])
                .prop_map(|day| format!("{day:?}").to_lowercase())
                .boxed(),
        ),
        Shape::Choice(choices) => text(
            proptest::sample::select(choices)
                .prop_map(|choice| choice.word.to_owned())
                .boxed(),
        ),
        Shape::Activity | Shape::Link(_) | Shape::Code => text(any_id()),
        Shape::Group { fields, .. } | Shape::Table(fields) => table(Fields::of(fields)),
        Shape::Free => free(),
    }
}

/// Any table under keys of the user's own.
fn free() -> BoxedStrategy<Node> {
    let leaf = prop_oneof![
        any_text().prop_map(Node::text),
        any::<i64>().prop_map(|n| Node::made(Val::Int(n))),
        any::<bool>().prop_map(|flag| Node::made(Val::Flag(flag))),
        any_day().prop_map(|day| Node::made(Val::Day(day))),
        any_clock().prop_map(|clock| Node::made(Val::Clock(clock))),
        // An eighth is told exactly by any float.
        (1i32..1000).prop_map(|n| Node::made(Val::Other(format!("{n}.125").into()))),
        Just(Node::made(Val::Other("2026-10-06T15:00:30Z".into()))),
    ];
    let inner = leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![vec(inner.clone(), 0..3).prop_map(Node::list), keyed(inner)]
    });
    keyed(inner.boxed())
}

fn keyed(value: BoxedStrategy<Node>) -> BoxedStrategy<Node> {
    // The TOML reader's own name for a date cannot be a key.
    let keys = prop_oneof![any_id(), any_text()].prop_filter("kept", |key| !key.contains("$__"));
    proptest::collection::btree_map(keys, value, 0..3)
        .prop_map(Node::table)
        .boxed()
}

pub(crate) fn any_day() -> BoxedStrategy<Day> {
    (0i32..=9999, 1u32..=12, 1u32..=31)
        .prop_filter_map("no such day", |(y, m, d)| Day::new(y, m, d))
        .boxed()
}

fn any_clock() -> BoxedStrategy<Clock> {
    (0u16..1440)
        .prop_filter_map("no such time", Clock::at)
        .boxed()
}

fn any_id() -> BoxedStrategy<String> {
    prop_oneof!["[a-z0-9]{1,3}(-[a-z0-9]{1,4}){0,2}", "s-[2-9]{6}"]
        .prop_filter("Windows keeps it", |id| crate::value::Id::new(id).is_ok())
        .boxed()
}

/// Any text, with a liking for what breaks parsers.
pub(crate) fn any_text() -> BoxedStrategy<String> {
    const HOSTILE: &[&str] = &[
        "",
        " ",
        "\"",
        "'",
        "\"\"\"",
        "'''",
        "\\",
        "\\u0000",
        "\\\"",
        "\r\n",
        "\n<<<<<<< HEAD\n",
        "a\nb\r",
        "\u{feff}",
        "\u{7f}\u{80}\u{85}\u{2028}",
        "# no comment",
        "] } , = [[hours]]",
        "true",
        "2026-10-06",
        "15:00:00",
        "=1+1",
        "李 伟 🏭",
        "Jose\u{301}",
        "\u{202e}txt",
        "$__toml_private_datetime",
    ];
    prop_oneof![
        3 => "[ -~]{0,12}",
        1 => any::<String>(),
        1 => proptest::sample::select(HOSTILE).prop_map(str::to_owned),
    ]
    .boxed()
}
