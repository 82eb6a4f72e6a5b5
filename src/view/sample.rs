//! Views that the tests of the writers share.

use super::{Card, Cell, Column, Format, Look, Report, Table, View};
use crate::value::{Clock, Day, Minutes, Money};

/// The default look of a format.
pub(super) fn look(format: Format) -> Look {
    Look {
        format,
        ..Look::default()
    }
}

/// What is written of a view.
pub(super) fn shown(view: &View, look: &Look) -> String {
    view.show(look).unwrap()
}

/// A list of one column of texts, called `text`.
pub(super) fn texts(texts: &[&str]) -> View {
    let rows = texts.iter().map(|text| vec![Cell::text(*text)]).collect();
    View::List(Table {
        columns: vec![Column::left("text")],
        rows,
    })
}

/// Two rows of a report of hours.
pub(super) fn hours() -> View {
    let columns = vec![
        Column::left("student"),
        Column::left("name"),
        Column::right("required_minutes"),
        Column::right("short_minutes"),
        Column::left("status"),
        Column::left("projected"),
    ];
    let row = |student, name, short, status, projected| {
        vec![
            Cell::text(student),
            Cell::text(name),
            Cell::Minutes(Minutes::hours(100)),
            Cell::Minutes(Minutes(short)),
            Cell::State(status),
            Cell::maybe(projected, Cell::Day),
        ]
    };
    View::Report(Report {
        name: "hours",
        title: "Hours toward the requirement".into(),
        as_of: Day::new(2026, 10, 6).unwrap(),
        scope: vec![
            ("pathway".into(), "manufacturing".into()),
            ("year".into(), "2026-27".into()),
        ],
        table: Table {
            columns,
            rows: vec![
                row(
                    "s-k7f2wq",
                    "José Núñez",
                    15,
                    "at-risk",
                    Day::new(2026, 11, 2),
                ),
                row("s-m3x9zt", "", 6000, "no-placement", None),
            ],
        },
        total: vec![
            ("short_minutes".into(), Cell::Minutes(Minutes(6015))),
            ("students".into(), Cell::Number(2)),
        ],
        notes: vec!["1 entry is not verified yet".into()],
    })
}

/// A placement with a group and a text of two lines.
pub(super) fn card() -> View {
    let entry = |id, from, rest| {
        Cell::Fields(vec![
            ("id".into(), Cell::text(id)),
            ("from".into(), Cell::maybe(from, Cell::Clock)),
            ("break_minutes".into(), Cell::maybe(rest, Cell::Minutes)),
        ])
    };
    let fields = [
        ("partner", Cell::text("antron")),
        ("status", Cell::State("active")),
        (
            "areas",
            Cell::List(vec![Cell::text("dietary"), Cell::text("nursing")]),
        ),
        ("wage", Cell::Money(Money(1750))),
        ("ends", Cell::None),
        ("tags", Cell::List(Vec::new())),
        (
            "hours",
            Cell::List(vec![
                entry("k3f9qd", Clock::read("15:00"), Some(Minutes(30))),
                entry("m2xwzh", None, None),
            ]),
        ),
        ("notes", Cell::text("first line\nsecond line")),
    ];
    View::Card(Card {
        title: "José Núñez at Antron".into(),
        fields: fields
            .into_iter()
            .map(|(key, cell)| (key.to_owned(), cell))
            .collect(),
    })
}
