//! A field of a record, declared once: everything that shows, reads or checks it walks this.

use super::node::Node;
use super::shape::Shape;

/// One field of a record kind or of a group's item.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a claim of its own")]
pub struct Field {
    /// The key on disk, in JSON and (with `-` for `_`) as a flag.
    pub key: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Whether it holds a list of that shape (a group always does).
    pub many: bool,
    /// Whether a record cannot be without it.
    pub required: bool,
    /// The key beside which it is not required after all.
    pub unless: Option<&'static str>,
    /// What it is, in a phrase for help, prompts and references.
    pub help: &'static str,
    /// What reading supplies where nothing is recorded; as it would be typed.
    pub default: Option<&'static str>,
    /// Whether only verbs write it: it has no flag of its own.
    pub by_verb: bool,
    /// Whether `add --copy` takes it along.
    pub copied: bool,
}

/// Several tables of fields read as one, in order: a kind's own and those of every kind.
#[derive(Clone, Copy, Debug)]
pub struct Fields(pub &'static [Field], pub &'static [Field]);

impl Fields {
    /// The fields of a single table.
    pub fn of(fields: &'static [Field]) -> Self {
        Self(fields, &[])
    }

    /// Each field, in table order.
    pub fn iter(self) -> impl Iterator<Item = &'static Field> + Clone {
        self.0.iter().chain(self.1)
    }

    /// The field with this key.
    pub fn find(self, key: &str) -> Option<&'static Field> {
        find_field(self.0, key).or_else(|| find_field(self.1, key))
    }

    /// A look-up of keys that mostly come in table order, as they do on disk.
    pub fn seek(self) -> impl FnMut(&str) -> Option<&'static Field> {
        let Self(own, common) = self;
        let field = move |at: usize| own.get(at).or_else(|| common.get(at - own.len()));
        let mut next = 0;
        move |key| {
            let mut places = (next..own.len() + common.len()).chain(0..next);
            let at = places.find(|at| field(*at).is_some_and(|field| field.key == key))?;
            next = at + 1;
            field(at)
        }
    }

    /// Where a key stands in the table; unknown keys come last.
    pub fn position(self, key: &str) -> usize {
        self.iter()
            .position(|field| field.key == key)
            .unwrap_or(usize::MAX)
    }
}

/// The field with this key, in a plain table.
pub fn find_field(fields: &'static [Field], key: &str) -> Option<&'static Field> {
    fields.iter().find(|field| field.key == key)
}

impl Field {
    /// A field that may be absent.
    pub const fn new(key: &'static str, shape: Shape, help: &'static str) -> Self {
        Self {
            key,
            shape,
            many: false,
            required: false,
            unless: None,
            help,
            default: None,
            by_verb: false,
            copied: true,
        }
    }

    /// A field that holds a list.
    pub const fn list(key: &'static str, shape: Shape, help: &'static str) -> Self {
        let mut field = Self::new(key, shape, help);
        field.many = true;
        field
    }

    /// A field that holds items with keys of their own, told apart by `key`.
    pub const fn group(
        key: &'static str,
        told_by: &'static [&'static str],
        fields: &'static [Self],
        help: &'static str,
    ) -> Self {
        Self::list(
            key,
            Shape::Group {
                key: told_by,
                fields,
            },
            help,
        )
    }

    /// The same, required.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same, required of every record that has no such other key.
    #[must_use]
    pub const fn required_unless(mut self, key: &'static str) -> Self {
        self.unless = Some(key);
        self.required()
    }

    /// The same, with what stands for it where it is absent.
    #[must_use]
    pub const fn or(mut self, default: &'static str) -> Self {
        self.default = Some(default);
        self
    }

    /// The same, written by verbs only (and not copied).
    #[must_use]
    pub const fn by_verb(mut self) -> Self {
        self.by_verb = true;
        self.copied = false;
        self
    }

    /// The same, left behind by `add --copy`.
    #[must_use]
    pub const fn not_copied(mut self) -> Self {
        self.copied = false;
        self
    }

    /// The flag on the command line, without dashes: `planned_minutes` is `planned`.
    pub fn flag(&self) -> String {
        self.spoken_key().replace('_', "-")
    }

    /// The key without the unit that it ends in on disk.
    pub fn spoken_key(&self) -> &'static str {
        match self.shape {
            Shape::Minutes => self.key.strip_suffix("_minutes").unwrap_or(self.key),
            Shape::Hours => self.key.strip_suffix("_hours").unwrap_or(self.key),
            _ => self.key,
        }
    }

    /// Whether a record is incomplete: it needs this field, and has not got it.
    pub fn is_missing_in(&self, record: &Node) -> bool {
        let is_excused = || self.unless.is_some_and(|key| record.get(key).is_some());
        self.required && record.get(self.key).is_none() && !is_excused()
    }

    /// What tells the items apart, and their fields, where this is a group.
    pub fn group_keys(&self) -> Option<(&'static [&'static str], &'static [Self])> {
        match self.shape {
            Shape::Group { key, fields } => Some((key, fields)),
            _ => None,
        }
    }

    /// The items' fields, where this is a group.
    pub fn group_fields(&self) -> Option<&'static [Self]> {
        self.group_keys().map(|(_, fields)| fields)
    }
}
