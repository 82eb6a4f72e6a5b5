//! Where a value of a template stands: in which record, under which name; and what stands nowhere.

use std::sync::Arc;

use minijinja::Value;

use crate::schema::{Field, Kind};
use crate::value::{Id, nearest};

use super::desk::Desk;
use super::error::Trouble;

/// Where a value stands: the record that holds it, and the name it was asked for by.
#[derive(Clone, Debug)]
pub(super) struct At {
    pub(super) desk: Arc<Desk>,
    pub(super) kind: Kind,
    pub(super) id: Id,
    /// The top field of the record in which it lies.
    pub(super) top: Option<&'static Field>,
    pub(super) name: String,
}

impl At {
    /// What a template calls the value of a key: the settings' tables stand by themselves.
    pub(super) fn called(&self, key: &str) -> String {
        match self.name.as_str() {
            "" => key.to_owned(),
            name => format!("{name}.{key}"),
        }
    }

    /// Where the value of a key stands.
    pub(super) fn below(&self, key: &str, top: &'static Field) -> Self {
        Self {
            top: self.top.or(Some(top)),
            name: self.called(key),
            ..self.clone()
        }
    }
}

/// A value that fails: there is no such key here.
pub(super) fn unknown<'a>(
    at: &At,
    key: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Value {
    let trouble = Trouble::new(format!(
        "`{}.{key}`: {} has no `{key}`",
        at.name,
        within(at)
    ));
    match nearest(key, known) {
        Some(near) => trouble.hint(format!("did you mean `{}.{near}`?", at.name)),
        None => trouble.hint(format!("`wbl fields {}` lists what there is", at.kind)),
    }
    .into_value()
}

fn within(at: &At) -> String {
    match at.top {
        Some(top) => format!("`{}`", top.key),
        None => at.kind.a_noun(),
    }
}
