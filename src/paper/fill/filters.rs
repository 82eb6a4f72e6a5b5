//! The filters and functions of templates that are ours; a blank passes through each of them.

use std::sync::Arc;

use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error, ErrorKind};

use crate::value::{Day, Minutes};

use super::super::words;
use super::desk::Desk;
use super::ink::Print;
use super::names::{On, day};
use super::unset::is_unset;

/// The filters that templates use: ours, and the best known of the library's.
pub(super) const NAMES: &[&str] = &[
    "iso",
    "hours",
    "hm",
    "decimal",
    "in_words",
    "listed",
    "join",
    "default",
    "plus_days",
    "upper",
    "lower",
    "title",
    "capitalize",
    "replace",
    "length",
    "first",
    "last",
    "sort",
    "list",
    "unique",
    "map",
    "select",
    "reject",
    "selectattr",
    "rejectattr",
    "groupby",
    "trim",
    "sum",
];

/// Adds ours; takes out those that would let a value be read as markup.
pub(super) fn add(env: &mut Environment<'_>, desk: &Arc<Desk>) {
    for name in ["safe", "escape", "e", "tojson", "urlencode", "pprint"] {
        env.remove_filter(name);
    }
    env.add_filter("iso", |value: Value| {
        passing(value, |value| match value.downcast_object_ref::<On>() {
            Some(on) => Ok(Value::from(on.0.to_string())),
            None => Err(wrong("iso", "a day")),
        })
    });
    let language = desk.language.clone();
    env.add_filter("hours", move |value: Value| {
        minutes("hours", value, |minutes| words::hours(minutes, &language))
    });
    env.add_filter("hm", |value: Value| {
        minutes("hm", value, |minutes| Minutes(minutes).to_string())
    });
    env.add_filter("decimal", |value: Value| {
        minutes("decimal", value, |minutes| Minutes(minutes).decimal())
    });
    let language = desk.language.clone();
    env.add_filter("in_words", move |value: Value| {
        minutes("in_words", value, |number| words::number(number, &language))
    });
    let on = Arc::clone(desk);
    env.add_filter("plus_days", move |value: Value, days: i64| {
        passing(value, |value| match value.downcast_object_ref::<On>() {
            Some(one) => Ok(day(&on, one.0.plus(days))),
            None => Err(wrong("plus_days", "a day")),
        })
    });
    let language = desk.language.clone();
    env.add_filter("listed", move |value: Value| {
        passing(value, |value| {
            Ok(Value::from(words::listed(&texts(&value)?, &language)))
        })
    });
    env.add_filter("join", |value: Value, between: Option<String>| {
        passing(value, |value| {
            Ok(Value::from(
                texts(&value)?.join(between.as_deref().unwrap_or_default()),
            ))
        })
    });
    let default = |value: Value, other: Option<Value>, _: Kwargs| {
        let lacking = value.is_undefined() || value.is_none() || is_unset(&value);
        if lacking {
            other.unwrap_or_else(|| Value::from(""))
        } else {
            value
        }
    };
    env.add_filter("default", default);
    env.add_filter("d", default);
    env.add_test("defined", |value: Value| {
        !value.is_undefined() && !is_unset(&value)
    });
    let ink = Arc::clone(desk);
    env.add_function("blank", move |label: Option<String>| {
        Value::from(ink.ink.mark(Print::Line(label.unwrap_or_default())))
    });
    let ink = Arc::clone(desk);
    env.add_function("box", move |ticked: Option<Value>| {
        Value::from(
            ink.ink
                .mark(Print::Box(ticked.is_some_and(|value| value.is_true()))),
        )
    });
    env.add_function("day", {
        let desk = Arc::clone(desk);
        move |text: String| match Day::iso(&text) {
            Some(on) => Ok(day(&desk, on)),
            None => Err(wrong("day", "a text such as \"2026-10-05\"")),
        }
    });
}

/// A blank as it is; else what is made of the value.
fn passing(value: Value, make: impl FnOnce(Value) -> Result<Value, Error>) -> Result<Value, Error> {
    if is_unset(&value) {
        Ok(value)
    } else {
        make(value)
    }
}

fn minutes(name: &str, value: Value, make: impl FnOnce(i64) -> String) -> Result<Value, Error> {
    passing(value, |value| match value.as_i64() {
        Some(number) => Ok(Value::from(make(number))),
        None => Err(wrong(name, "a number")),
    })
}

/// The items of a list as texts.
fn texts(value: &Value) -> Result<Vec<String>, Error> {
    Ok(value.try_iter()?.map(|item| item.to_string()).collect())
}

fn wrong(name: &str, wanted: &str) -> Error {
    Error::new(
        ErrorKind::InvalidOperation,
        format!("`{name}` takes {wanted}"),
    )
}
