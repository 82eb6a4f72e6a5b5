//! Every table of fields keeps to the rules of tables: keys, help, units, defaults, what tells items apart.

use std::collections::BTreeSet;

use super::KINDS;
use crate::schema::{Field, Fields, Kind, Shape};
use crate::value::Day;

/// Every table of fields there is, with where it stands.
fn tables() -> Vec<(String, Fields)> {
    fn below(at: &str, fields: Fields, all: &mut Vec<(String, Fields)>) {
        all.push((at.to_owned(), fields));
        for field in fields.iter() {
            if let Shape::Group { fields, .. } | Shape::Table(fields) = field.shape {
                below(&format!("{at}.{}", field.key), Fields::of(fields), all);
            }
        }
    }
    let mut all = Vec::new();
    for spec in KINDS {
        below(spec.kind.name(), spec.fields(), &mut all);
    }
    all
}

/// Every field of every table, with where it stands.
pub(super) fn each_field() -> impl Iterator<Item = (String, &'static Field)> {
    tables().into_iter().flat_map(|(at, fields)| {
        fields
            .iter()
            .map(move |field| (format!("{at}.{}", field.key), field))
    })
}

#[test]
fn no_key_stands_twice_in_a_table() {
    for (at, fields) in tables() {
        let keys: BTreeSet<_> = fields.iter().map(|field| field.key).collect();
        assert_eq!(keys.len(), fields.iter().count(), "{at}");
        let flags: BTreeSet<_> = fields.iter().map(Field::flag).collect();
        assert_eq!(flags.len(), keys.len(), "two fields of {at} have one flag");
    }
}

#[test]
fn every_field_says_what_it_is() {
    for (at, field) in each_field() {
        assert!(!field.help.is_empty(), "{at} has no help");
        assert!(!field.help.ends_with('.'), "{at}: a phrase has no period");
        assert!(
            field
                .key
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'),
            "{at}: keys are lower case with `_`"
        );
    }
}

#[test]
fn items_are_told_apart_by_keys_that_they_have() {
    for (at, field) in each_field() {
        if let Shape::Group { key, fields } = field.shape {
            assert!(field.many, "{at} is a list");
            assert!(!key.is_empty(), "{at} has no key");
            for part in key {
                assert!(
                    fields.iter().any(|field| field.key == *part),
                    "{at} is told by `{part}`, which its items do not have"
                );
            }
        }
    }
}

#[test]
fn lengths_of_time_say_their_unit() {
    // Named so by the design of the store: the minutes seen, and a policy in minutes.
    const UNSAID: [&str; 2] = ["wbl.hours.seen", "settings.policy.on_site_minimum"];
    for (at, field) in each_field() {
        let says_minutes = field.key == "minutes" || field.key.ends_with("_minutes");
        let says_hours = field.key.ends_with("_hours");
        match field.shape {
            Shape::Minutes => assert!(says_minutes || UNSAID.contains(&at.as_str()), "{at}"),
            Shape::Hours => assert!(says_hours, "{at}"),
            // The minutes of a meeting are a text.
            Shape::Text if at == "council.meetings.minutes" => {}
            _ => assert!(!says_minutes && !says_hours, "{at} is no length of time"),
        }
    }
}

#[test]
fn defaults_are_values_of_their_shape() {
    let today = Day::new(2026, 10, 6).unwrap();
    for (at, field) in each_field() {
        if let Some(default) = field.default {
            assert!(!field.required, "{at} is required and has a default");
            if let Err(why) = field.shape.read(default, today) {
                panic!("the default of {at}: {why}");
            }
        }
    }
}

#[test]
fn columns_are_fields_or_what_is_derived() {
    for spec in KINDS {
        for column in spec.columns {
            let derived = matches!(
                (spec.kind, *column),
                (_, "id") | (Kind::Mou, "state") | (Kind::Student, "name") | (Kind::Wbl, "names")
            );
            assert!(
                derived || spec.fields().find(column).is_some(),
                "{} has no {column}",
                spec.kind
            );
        }
    }
}

#[test]
fn whatever_is_required_is_asked_and_what_is_asked_can_be_said() {
    for spec in KINDS.iter().filter(|spec| spec.has_verbs) {
        for asked in spec.asks {
            let (key, part) = asked.split_once('.').unwrap_or((asked, ""));
            let field = spec.fields().find(key);
            let parts = field.and_then(Field::group_fields);
            let is_found = match parts {
                Some(parts) => parts.iter().any(|one| one.key == part),
                None => field.is_some() && part.is_empty(),
            };
            assert!(is_found, "{} has no {asked}", spec.kind);
        }
        for field in spec.own.iter().filter(|field| field.required) {
            assert!(
                spec.asks.contains(&field.key),
                "{} of {} is required and never asked",
                field.key,
                spec.kind
            );
        }
    }
}
