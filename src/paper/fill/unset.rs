//! A field that is not set: how it is tested, printed, and filled.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};

use crate::record::spec;
use crate::schema::{Field, Fields, Kind, Shape};

use super::desk::Asked;
use super::ink::{Blank, Print};
use super::place::{At, unknown};

/// A field that is not set: false where it is tested, a blank where it is printed.
#[derive(Debug)]
pub(super) struct Unset {
    pub(super) at: At,
    pub(super) field: Option<&'static Field>,
}

impl Unset {
    fn print(&self) -> Print {
        let help = self.field.map_or("", |field| field.help);
        let Some(top) = self.at.top else {
            return Print::Line(help.to_owned());
        };
        // Nobody is named whose title could be told: it is the link that is blank.
        let (name, help) = if is_below_a_link(top, self.field) {
            (up_to(&self.at.name, top.key), top.help)
        } else {
            (self.at.name.as_str(), help)
        };
        Print::Blank(Blank {
            kind: self.at.kind,
            id: self.at.id.to_string(),
            key: top.key.to_owned(),
            name: name.to_owned(),
            label: whose(help, self.at.kind, name),
            fill: fill(&self.at, top, self.field),
        })
    }
}

impl Object for Unset {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        match self.field {
            Some(field) if field.many => ObjectRepr::Seq,
            _ => ObjectRepr::Map,
        }
    }

    /// What lies below a blank is blank; what never could lie there is unknown.
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let field = self.field?;
        let Some(key) = key.as_str() else {
            return field.many.then(|| {
                Value::from_object(Self {
                    at: self.at.clone(),
                    field: self.field,
                })
            });
        };
        let fields = match field.shape {
            Shape::Link(kind) => spec(kind).fields(),
            Shape::Group { fields, .. } | Shape::Table(fields) => Fields::of(fields),
            Shape::Person => spec(Kind::Contact).fields(),
            _ => return None,
        };
        let private = match field.shape {
            Shape::Link(Kind::Student) => Some(spec(Kind::Person).fields()),
            _ => None,
        };
        let below = fields.find(key).or_else(|| private?.find(key));
        Some(match below {
            Some(field) => Value::from_object(Self {
                at: self.at.below(key, field),
                field: Some(field),
            }),
            None => unknown(&self.at, key, fields.iter().map(|field| field.key)),
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Empty
    }

    fn is_true(self: &Arc<Self>) -> bool {
        false
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.at.desk.ink.mark(self.print()))
    }
}

/// Whether a value is a field that is not set.
pub(super) fn is_unset(value: &Value) -> bool {
    value.downcast_object_ref::<Unset>().is_some()
}

/// The blank of a field.
pub(super) fn blank(at: &At, field: &'static Field) -> Value {
    Value::from_object(Unset {
        at: at.clone(),
        field: Some(field),
    })
}

/// Whether a blank is of a student's private part, and that is not on this machine.
fn is_elsewhere(at: &At, top: &'static Field) -> bool {
    let is_private =
        at.kind == Kind::Student && spec(Kind::Student).fields().find(top.key).is_none();
    is_private
        && match at.desk.ask(at.kind, &at.id) {
            Asked::Here(loaded) => loaded.private.is_none(),
            Asked::None | Asked::Wanted => false,
        }
}

/// Whether a field lies in a record that a link would lead to, were it set.
fn is_below_a_link(top: &'static Field, field: Option<&'static Field>) -> bool {
    let is_top = field.is_none_or(|field| std::ptr::eq(field, top));
    !is_top && matches!(top.shape, Shape::Link(_) | Shape::Person)
}

/// A dotted name up to a key in it.
fn up_to<'n>(name: &'n str, key: &str) -> &'n str {
    let mut end = 0;
    for part in name.split('.') {
        end += part.len();
        if part == key {
            return &name[..end];
        }
        end += 1;
    }
    name
}

/// What belongs in a blank, so that it can be read by itself: `their title` is the title of the
/// contact.
fn whose(help: &str, kind: Kind, name: &str) -> String {
    let own = ["its ", "their "]
        .iter()
        .find_map(|own| help.strip_prefix(own));
    let owner = match kind {
        Kind::Settings => name.split('.').next().unwrap_or_default(),
        kind => kind.noun(),
    };
    own.map_or_else(
        || help.to_owned(),
        |what| format!("the {what} of the {owner}"),
    )
}

/// The command that fills a blank.
fn fill(at: &At, top: &'static Field, field: Option<&'static Field>) -> String {
    let is_top = field.is_none_or(|field| std::ptr::eq(field, top)) || is_below_a_link(top, field);
    let word = match top.shape {
        Shape::Day => "DAY",
        Shape::Clock => "TIME",
        Shape::Minutes | Shape::Hours => "SPAN",
        Shape::Number(..) => "N",
        Shape::Link(_) => "REF",
        Shape::Choice(_) | Shape::Activity | Shape::Flag | Shape::Weekday => "WORD",
        Shape::Year => "YEAR",
        _ => "\"TEXT\"",
    };
    let (kind, id) = (at.kind, &at.id);
    if is_elsewhere(at, top) {
        return format!(
            "private/students/{id}.toml is not on this machine: make it where private/ is"
        );
    }
    if kind == Kind::Settings {
        let key = at.name.as_str();
        return format!("wbl config set {key} \"TEXT\"");
    }
    if !is_top || top.by_verb || top.group_fields().is_some() {
        return format!("wbl {kind} edit {id}");
    }
    format!("wbl {kind} set {id} --{} {word}", top.flag())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_says_whose_it_is() {
        assert_eq!(
            whose("their title", Kind::Contact, "mou.liaison.title"),
            "the title of the contact"
        );
        assert_eq!(
            whose("its region", Kind::Settings, "board.region"),
            "the region of the board"
        );
        assert_eq!(whose("the city", Kind::Mou, "mou.city"), "the city");
        assert_eq!(up_to("mou.liaison.title", "liaison"), "mou.liaison");
        assert_eq!(up_to("mou", "liaison"), "mou");
    }
}
