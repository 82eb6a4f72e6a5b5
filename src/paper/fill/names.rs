//! The names of a template: a record's fields by its table, what they link to, and what is blank.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{DynObject, Object, ObjectRepr, Value};

use crate::record::spec;
use crate::schema::{Field, Fields, Kind, Node, Shape, Val};
use crate::value::{Clock, Day, Id};

use super::super::words;
use super::desk::{Asked, Derived, Desk, Loaded};
use super::error::Trouble;
use super::ink::clean;
use super::place::{At, unknown};
use super::unset::{Unset, blank};

/// What no document prints, whatever its template asks for.
const NEVER: &[(Kind, &str)] = &[(Kind::Wbl, "journal")];

/// A record by its fields. `name` is what the template calls it.
pub fn record(desk: &Arc<Desk>, kind: Kind, id: &Id, name: &str) -> Value {
    let at = At {
        desk: Arc::clone(desk),
        kind,
        id: id.clone(),
        top: None,
        name: name.to_owned(),
    };
    match desk.ask(kind, id) {
        Asked::Here(loaded) => Value::from_object(Record { at, loaded }),
        Asked::Wanted => Value::from_object(Wanted),
        Asked::None => Value::from(
            Trouble::new(format!(
                "`{name}` is {}, and there is no such {}",
                id,
                kind.noun()
            ))
            .hint("`wbl check` shows what links to nothing")
            .into_error(),
        ),
    }
}

/// A record.
#[derive(Debug)]
struct Record {
    at: At,
    loaded: Arc<Loaded>,
}

impl Record {
    fn tables(&self) -> Vec<(Fields, &Node)> {
        let own = (spec(self.at.kind).fields(), &self.loaded.root);
        let private = self.loaded.private.as_ref();
        let private = private.map(|node| (spec(Kind::Person).fields(), node));
        std::iter::once(own).chain(private).collect()
    }

    fn find(&self, key: &str) -> Value {
        if key == "id" {
            return Value::from(self.loaded.id.as_str());
        }
        if let Some((name, derived)) = self.loaded.derived.iter().find(|(name, _)| *name == key) {
            return given(&self.at, name, derived);
        }
        if NEVER.contains(&(self.at.kind, key)) {
            return Trouble::new(format!("`{}.{key}` is never printed", self.at.name)).into_value();
        }
        for (fields, node) in self.tables() {
            if let Some(field) = fields.find(key) {
                return value(&self.at.below(key, field), field, node.get(key));
            }
        }
        if self.at.kind == Kind::Student
            && let Some(field) = spec(Kind::Person).fields().find(key)
        {
            return blank(&self.at.below(key, field), field);
        }
        let fields = self.tables();
        let known = fields
            .iter()
            .flat_map(|(fields, _)| fields.iter().map(|field| field.key));
        let derived = self.loaded.derived.iter().map(|(name, _)| *name);
        unknown(&self.at, key, known.chain(derived).chain(["id"]))
    }

    /// What stands for the record where it is printed itself.
    fn called(&self) -> String {
        let mut texts = self.tables().into_iter();
        let name = texts.find_map(|(_, node)| node.text_at("name"));
        clean(name.unwrap_or(self.loaded.id.as_str()))
    }
}

impl Object for Record {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        key.as_str().map(|key| self.find(key))
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        let other = other.downcast_ref::<Self>()?;
        Some((self.at.kind, &self.at.id).cmp(&(other.at.kind, &other.at.id)))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.called())
    }
}

/// A record that is still to be fetched: it is everything and nothing.
#[derive(Debug)]
struct Wanted;

impl Object for Wanted {
    fn get_value(self: &Arc<Self>, _: &Value) -> Option<Value> {
        Some(Value::from_object(Self))
    }

    fn render(self: &Arc<Self>, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

/// An item of a group, or a table: keys of its own.
#[derive(Debug)]
struct Item {
    at: At,
    fields: Fields,
    node: Node,
}

impl Object for Item {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        Some(match self.fields.find(key) {
            Some(field) => value(&self.at.below(key, field), field, self.node.get(key)),
            None => unknown(&self.at, key, self.fields.iter().map(|field| field.key)),
        })
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts = self
            .node
            .entries()
            .iter()
            .filter_map(|entry| entry.node.as_text());
        f.write_str(&clean(&texts.collect::<Vec<_>>().join(", ")))
    }
}

/// An item that is in no file.
#[derive(Debug)]
struct Made {
    at: At,
    values: Vec<(&'static str, Derived)>,
}

impl Object for Made {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        Some(match self.values.iter().find(|(name, _)| *name == key) {
            Some((name, derived)) => given(&self.at, name, derived),
            None => unknown(&self.at, key, self.values.iter().map(|(name, _)| *name)),
        })
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

/// A day, printed as the document's language writes it.
#[derive(Debug)]
pub(super) struct On(pub(super) Day, String);

impl Object for On {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        Some(self.0.cmp(&other.downcast_ref::<Self>()?.0))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.1)
    }
}

/// A day as a value.
pub fn day(desk: &Desk, day: Day) -> Value {
    Value::from_object(On(day, words::day(day, &desk.language)))
}

/// The value of a field.
fn value(at: &At, field: &'static Field, node: Option<&Node>) -> Value {
    let Some(node) = node else {
        let supplied = field
            .default
            .and_then(|text| field.shape.read(text, at.desk.today).ok());
        return match (supplied, field.shape) {
            (Some(node), _) if !field.many => one(at, field, &node),
            (None, Shape::Flag) => Value::from(false),
            _ => blank(at, field),
        };
    };
    if !field.many {
        return one(at, field, node);
    }
    if node.items().is_empty() {
        return blank(at, field);
    }
    let items: Vec<_> = node
        .items()
        .iter()
        .map(|node| one(at, field, node))
        .collect();
    Value::from(items)
}

fn one(at: &At, field: &'static Field, node: &Node) -> Value {
    match (&field.shape, &node.val) {
        (Shape::Link(kind), Val::Text(id)) => match Id::new(id) {
            Ok(id) => record(&at.desk, *kind, &id, &at.name),
            Err(_) => Value::from(clean(id)),
        },
        (Shape::Person, Val::Text(text)) => {
            match Id::new(text).map(|id| (at.desk.ask(Kind::Contact, &id), id)) {
                Ok((Asked::Here(_) | Asked::Wanted, id)) => {
                    record(&at.desk, Kind::Contact, &id, &at.name)
                }
                Ok((Asked::None, _)) | Err(_) => Value::from(clean(text)),
            }
        }
        (Shape::Group { fields, .. } | Shape::Table(fields), Val::Table(_)) => {
            Value::from_object(Item {
                at: at.clone(),
                fields: Fields::of(fields),
                node: node.clone(),
            })
        }
        _ => plain(&at.desk, node),
    }
}

fn plain(desk: &Desk, node: &Node) -> Value {
    match &node.val {
        Val::Text(text) | Val::Other(text) => Value::from(clean(text)),
        Val::Int(number) => Value::from(*number),
        Val::Flag(flag) => Value::from(*flag),
        Val::Day(on) => day(desk, *on),
        Val::Clock(at) => Value::from(clock(desk, *at)),
        Val::List(items) => Value::from(
            items
                .iter()
                .map(|item| plain(desk, item))
                .collect::<Vec<_>>(),
        ),
        Val::Table(_) => {
            let own = node.entries().iter();
            Value::from_pairs(own.map(|entry| (entry.key.as_str(), plain(desk, &entry.node))))
        }
    }
}

fn clock(desk: &Desk, clock: Clock) -> String {
    words::clock(clock, &desk.language)
}

fn given(at: &At, name: &str, derived: &Derived) -> Value {
    let unset = || {
        Value::from_object(Unset {
            at: At {
                name: format!("{}.{name}", at.name),
                ..at.clone()
            },
            field: None,
        })
    };
    let item = |values: &Vec<(&'static str, Derived)>| {
        Value::from_object(Made {
            at: At {
                name: format!("{}.{name}", at.name),
                ..at.clone()
            },
            values: values.clone(),
        })
    };
    match derived {
        Derived::Text(Some(text)) => Value::from(clean(text)),
        Derived::Day(Some(on)) => day(&at.desk, *on),
        Derived::Number(Some(number)) => Value::from(*number),
        Derived::Flag(flag) => Value::from(*flag),
        Derived::Link(kind, Some(id)) => {
            record(&at.desk, *kind, id, &format!("{}.{name}", at.name))
        }
        Derived::Text(None)
        | Derived::Day(None)
        | Derived::Number(None)
        | Derived::Link(_, None) => unset(),
        Derived::One(values) => item(values),
        Derived::Items(items) => Value::from(items.iter().map(item).collect::<Vec<_>>()),
    }
}
