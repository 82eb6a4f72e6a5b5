//! What must hold of any filter: it says what a naive reading of it says, and no text harms.

use proptest::prelude::*;

use crate::schema::Kind;
use crate::value::Day;

use super::naive::{
    Employer, HOUR_KIND, KINDS, Known, NAMES, Naive, PARTNERS, Placement, SIGNS, STATUS, TEXTS,
    VIA, World, files,
};
use super::sample::{known, settings, store, today};
use super::{Filter, Item, Linked};

fn one_of<T: Clone + std::fmt::Debug + 'static>(all: &'static [T]) -> BoxedStrategy<T> {
    proptest::sample::select(all).boxed()
}

fn maybe_text() -> BoxedStrategy<Option<&'static str>> {
    proptest::option::of(one_of(TEXTS).prop_map(|(text, _)| text)).boxed()
}

/// Days as distances from the tests' today, all within two school years.
fn distance() -> impl Strategy<Value = i64> {
    prop_oneof![-3i64..4, -200i64..400]
}

fn world() -> impl Strategy<Value = World> {
    let touch = (distance(), proptest::option::of(one_of(VIA)));
    let employer = (
        one_of(NAMES),
        maybe_text(),
        proptest::option::of(one_of(KINDS)),
        proptest::option::of(0i64..4),
        proptest::collection::vec(touch, 0..3),
    )
        .prop_map(|(name, town, kind, size, touches)| Employer {
            name,
            town,
            kind,
            size,
            touches,
        });
    let hour = (
        distance(),
        proptest::option::of(0i64..200),
        proptest::option::of(one_of(HOUR_KIND)),
    );
    let placement = (
        proptest::option::of(0usize..4),
        maybe_text(),
        distance(),
        proptest::option::of(0i64..200),
        any::<Option<bool>>(),
        proptest::option::of(one_of(STATUS)),
        proptest::collection::vec(one_of(TEXTS).prop_map(|(text, _)| text), 0..3),
        proptest::collection::vec(hour, 0..3),
    )
        .prop_map(
            |(partner, title, starts, planned, brokered, status, areas, hours)| Placement {
                partner,
                title,
                starts,
                planned,
                brokered,
                status,
                areas,
                hours,
            },
        );
    (
        proptest::collection::vec(employer, 0..4),
        proptest::collection::vec(placement, 1..4),
    )
        .prop_map(|(employers, placements)| World {
            employers,
            placements,
        })
}

fn from_today(day: &str) -> i64 {
    Day::iso(day).unwrap().since(today())
}

/// A day as typed, with the distances that it means.
fn typed_day() -> impl Strategy<Value = (String, (i64, i64))> {
    let iso = distance().prop_map(|far| (today().plus(far).to_string(), (far, far)));
    let ago = (0i64..300).prop_map(|far| (format!("{far}d-ago"), (-far, -far)));
    let ahead = (0i64..50).prop_map(|far| (format!("+{far}W"), (far * 7, far * 7)));
    let word = Just(("Today".to_owned(), (0, 0)));
    // The tests' today is a Sunday.
    let monday = Just(("+mon".to_owned(), (1, 1)));
    let year = Just((
        "2026-27".to_owned(),
        (from_today("2026-07-01"), from_today("2027-06-30")),
    ));
    prop_oneof![iso, ago, ahead, word, monday, year]
}

fn typed_length() -> impl Strategy<Value = (String, (i64, i64))> {
    (0i64..200).prop_flat_map(|minutes| {
        let forms = vec![
            format!("{minutes}m"),
            format!("\"{}h {}m\"", minutes / 60, minutes % 60),
            format!("{}:{:02}", minutes / 60, minutes % 60),
        ];
        proptest::sample::select(forms).prop_map(move |form| (form, (minutes, minutes)))
    })
}

fn quoted(text: &str) -> BoxedStrategy<String> {
    let double = format!("\"{}\"", text.replace('"', "\"\""));
    let single = format!("'{}'", text.replace('\'', "''"));
    let bare = text.chars().all(char::is_alphanumeric) && !matches!(text, "none" | "and");
    let mut forms = vec![double, single];
    forms.extend(bare.then(|| text.to_owned()));
    proptest::sample::select(forms).boxed()
}

fn comparison() -> impl Strategy<Value = Naive> {
    let measured = |fields: &'static [Known], typed: BoxedStrategy<(String, (i64, i64))>| {
        (one_of(fields), one_of(SIGNS), typed)
            .prop_map(|(field, sign, (typed, bounds))| Naive::Measured(field, sign, typed, bounds))
    };
    let worded = |fields: &'static [Known], words: &'static [&'static str]| {
        (one_of(fields), one_of(&["=", "!=", "~"]), one_of(words)).prop_flat_map(
            |(field, sign, word)| {
                let forms = vec![word.to_owned(), word.to_uppercase(), word.replace('-', "_")];
                proptest::sample::select(forms)
                    .prop_map(move |typed| Naive::Worded(field, sign, typed, word.to_owned()))
            },
        )
    };
    let text = (
        one_of(&[Known::Title, Known::Areas, Known::PartnerTown]),
        one_of(&["=", "!=", "~"]),
        one_of(TEXTS),
    )
        .prop_flat_map(|(field, sign, (text, plain))| {
            quoted(text).prop_map(move |typed| Naive::Worded(field, sign, typed, plain.to_owned()))
        });
    let number = (0i64..5).prop_map(|number| (number.to_string(), (number, number)));
    let flag = any::<bool>().prop_map(|flag| {
        let typed = if flag { "Yes" } else { "false" };
        (typed.to_owned(), (i64::from(flag), i64::from(flag)))
    });
    let flagged = (one_of(&["=", "!="]), flag)
        .prop_map(|(sign, (typed, bounds))| Naive::Measured(Known::Brokered, sign, typed, bounds));
    let linked = (one_of(&["=", "!=", "~"]), one_of(PARTNERS))
        .prop_map(|(sign, (typed, plain))| Naive::Linked(sign, typed, plain));
    let counted = (
        one_of(&[
            Known::Hours,
            Known::Touches,
            Known::HoursMinutes,
            Known::TouchVia,
            Known::Areas,
        ]),
        one_of(SIGNS),
        0i64..4,
    )
        .prop_map(|(field, sign, number)| Naive::Counted(field, sign, number));
    let present = (
        one_of(&[
            Known::Title,
            Known::PartnerTown,
            Known::PartnerKind,
            Known::Planned,
            Known::Brokered,
            Known::Hours,
            Known::HoursKind,
            Known::TouchVia,
            Known::Partner,
        ]),
        any::<bool>(),
    )
        .prop_map(|(field, present)| Naive::Present(field, present));
    prop_oneof![
        measured(
            &[Known::Starts, Known::HoursOn, Known::TouchOn],
            typed_day().boxed()
        ),
        measured(
            &[Known::Planned, Known::HoursMinutes],
            typed_length().boxed()
        ),
        measured(&[Known::PartnerSize], number.boxed()),
        flagged,
        worded(&[Known::Status], STATUS),
        worded(&[Known::PartnerKind], KINDS),
        worded(&[Known::HoursKind], HOUR_KIND),
        worded(&[Known::TouchVia], VIA),
        text,
        linked,
        counted,
        present,
    ]
}

fn naive() -> impl Strategy<Value = Naive> {
    comparison().prop_recursive(4, 20, 3, |inner| {
        let parts = || proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            (parts(), any::<bool>()).prop_map(|(parts, extra)| Naive::All(parts, extra)),
            (parts(), any::<bool>()).prop_map(|(parts, extra)| Naive::Any(parts, extra)),
            (inner.clone(), any::<bool>())
                .prop_map(|(inner, extra)| Naive::Not(Box::new(inner), extra)),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn a_filter_says_what_a_naive_reading_says(world in world(), naive in naive()) {
        let memory = files(&world);
        let book = memory.book();
        let settings = settings();
        let text = naive.written();
        let filter = Filter::parse(&text, Kind::Wbl, &known(&settings))
            .map_err(|fault| TestCaseError::fail(format!("{text}\n{fault}")))?;
        let printed = filter.to_string();
        let again = Filter::parse(&printed, Kind::Wbl, &known(&settings))
            .map_err(|fault| TestCaseError::fail(format!("{printed}\n{fault}")))?;
        prop_assert_eq!(again.to_string(), printed);
        let linked = Linked::new(&book);
        let sheets = book.sheets(Kind::Wbl).unwrap();
        prop_assert_eq!(sheets.len(), world.placements.len(), "{:?}", book.problems());
        for (sheet, one) in sheets.iter().zip(&world.placements) {
            let item = Item::new(&sheet.id, &sheet.doc.root);
            let says = naive.says(&world, one);
            prop_assert_eq!(filter.holds(&item, &linked), says, "{} for {}", text, sheet.doc.text);
            prop_assert_eq!(again.holds(&item, &linked), says, "{}", again);
        }
    }

    #[test]
    fn no_text_does_harm(text in prop_oneof![any::<String>(), soup()]) {
        let settings = settings();
        let memory = store();
        let book = memory.book();
        let linked = Linked::new(&book);
        for kind in [Kind::Partner, Kind::Student, Kind::Wbl] {
            match Filter::parse(&text, kind, &known(&settings)) {
                Err(fault) => {
                    prop_assert_eq!(fault.blame.exit_code(), 2);
                    prop_assert!(!fault.hints.is_empty(), "{}", fault);
                    prop_assert!(fault.each().all(|one| one.place.is_some()));
                }
                Ok(filter) => {
                    let printed = filter.to_string();
                    let again = Filter::parse(&printed, kind, &known(&settings));
                    prop_assert!(again.is_ok(), "{}\n{}", text, printed);
                    prop_assert_eq!(again.unwrap().to_string(), printed);
                    let _ = filter.check(&linked);
                    for sheet in book.sheets(kind).unwrap() {
                        let _ = filter.holds(&Item::new(&sheet.id, &sheet.doc.root), &linked);
                    }
                }
            }
        }
    }
}

/// Texts made of the language's own words, in any order.
fn soup() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "town",
        "name",
        "partner.town",
        "touches",
        "touches.via",
        "hours.on",
        "starts",
        "planned",
        "students.name",
        "custom.parking",
        "parking",
        "custom",
        "count",
        "count(touches)",
        "=",
        "!=",
        "<",
        ">=",
        "~",
        ":",
        "none",
        "any",
        "and",
        "or",
        "not",
        "(",
        ")",
        "\"",
        "'",
        "“",
        "”",
        "“x y”",
        "\"a b\"",
        "'é'",
        "today",
        "2026-27",
        "3h",
        "17.50",
        "yes",
        "x",
        "@local",
        "@round",
        "@",
        ".",
        ",",
        "&&",
        "≤",
        "é",
        "\u{301}",
        "0",
        "99999999999999999999",
        "-1",
        "\n",
        "\t",
        "\u{0}",
    ];
    let word = (one_of(WORDS), one_of(&["", " ", " ", " "]));
    proptest::collection::vec(word, 0..14).prop_map(|words| {
        let parts: Vec<_> = words.into_iter().flat_map(<[&str; 2]>::from).collect();
        parts.concat()
    })
}
