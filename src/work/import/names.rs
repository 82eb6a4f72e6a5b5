//! What a column may be called: as its field, or as others call it.

use crate::record::spec;
use crate::schema::{Field, Kind, Shape};

use super::super::flags::settable;
use super::columns::Column;
use super::{ImportRequest, headers, people};

/// What the columns of a file may be called.
pub(super) struct Names {
    /// The kind of its rows; nothing for hours.
    pub(super) kind: Option<Kind>,
    /// The names that the fields have by themselves.
    own: Vec<(String, Column)>,
    /// The same, and what others call them.
    all: Vec<(String, Column)>,
}

impl Names {
    pub(super) fn of(kind: Option<Kind>) -> Self {
        let own = kind.map_or_else(names_of_hours, names_of);
        let mut all = own.clone();
        headers::with_others(kind, &mut all);
        Self { kind, own, all }
    }

    /// A record of the kind, in words.
    pub(super) fn what(&self) -> String {
        self.kind
            .map_or_else(|| "an hour entry".to_owned(), Kind::a_noun)
    }

    /// The command that lists the fields.
    pub(super) fn listed_by(&self) -> String {
        let of_kind = |kind| format!("wbl fields {kind}");
        self.kind
            .map_or_else(|| "wbl help import".to_owned(), of_kind)
    }

    /// What a name means.
    pub(super) fn named(&self, name: &str) -> Option<Column> {
        let wanted = squeezed(name);
        let found = self.all.iter().find(|(one, _)| squeezed(one) == wanted);
        found.map(|(_, column)| *column)
    }

    /// Which columns are read as a field of another name, in a line for the preview.
    pub(super) fn read_as(&self, request: &ImportRequest, columns: &[Column]) -> Option<String> {
        let mut read = Vec::new();
        for (header, column) in request.sheet.header.iter().zip(columns) {
            let wanted = squeezed(header);
            let is_mapped = request.map.iter().any(|(one, _)| squeezed(one) == wanted);
            let is_own = self.own.iter().any(|(name, _)| squeezed(name) == wanted);
            let field = self.own.iter().find(|(_, one)| one == column);
            if let Some((field, _)) = field.filter(|_| !is_mapped && !is_own) {
                read.push(format!("`{}` as {field}", header.trim()));
            }
        }
        (!read.is_empty()).then(|| format!("read: {}", read.join(", ")))
    }

    /// The name that one comes nearest to; which guardian a column is of is nothing to guess.
    pub(super) fn nearest(&self, name: &str) -> Option<&str> {
        let plain = self
            .all
            .iter()
            .filter(|(one, _)| !one.contains(|c: char| c.is_ascii_digit()));
        headers::nearest(&squeezed(name), plain.map(|(one, _)| one.as_str()))
    }

    /// The group that a name with a dot is a part of.
    pub(super) fn group_of(&self, name: &str) -> Option<&'static Field> {
        let (head, _) = name.split_once('.')?;
        match self.named(head)? {
            Column::Field((_, field)) | Column::Kept(field) => {
                field.group_fields().is_some().then_some(field)
            }
            _ => None,
        }
    }
}

/// A name without case, spaces, `_` and `-`.
pub(super) fn squeezed(name: &str) -> String {
    let name = name.trim().trim_start_matches('\'').to_lowercase();
    name.chars()
        .filter(|c| c.is_alphanumeric() || *c == '.')
        .collect()
}

/// The names of a kind's columns.
pub(super) fn names_of(kind: Kind) -> Vec<(String, Column)> {
    let mut names = vec![("id".to_owned(), Column::Id)];
    if kind == Kind::Student {
        for key in ["pathway", "from"] {
            names.push((key.to_owned(), Column::Beside(key)));
            names.push((format!("enrolled.{key}"), Column::Beside(key)));
        }
    }
    for placed in settable(kind) {
        let (_, field) = placed;
        names.push((field.key.to_owned(), Column::Field(placed)));
        names.push((field.spoken_key().to_owned(), Column::Field(placed)));
        let is_list = field.many && field.group_fields().is_none();
        if let Some(one) = field.key.strip_suffix('s').filter(|_| is_list) {
            names.push((one.to_owned(), Column::Field(placed)));
        }
    }
    let by_verbs = spec(kind).fields().iter().filter(|field| field.by_verb);
    for field in by_verbs.filter(|field| !matches!(field.shape, Shape::Free)) {
        names.push((field.key.to_owned(), Column::Kept(field)));
    }
    if kind == Kind::Contact {
        people::parts_of_names(kind, &mut names);
    }
    if kind == Kind::Student {
        people::parts_of_names(Kind::Person, &mut names);
        people::guardians(&mut names);
        for placed in settable(kind).filter(|(_, field)| field.key == "name") {
            for name in ["student_name", "full_name", "student"] {
                names.push((name.to_owned(), Column::Field(placed)));
            }
        }
    }
    if kind == Kind::Partner {
        for (_, field) in settable(Kind::Contact).filter(|(_, field)| field.key != "partner") {
            names.push((format!("contact.{}", field.key), Column::Contact(field)));
        }
    }
    names
}

/// The names of the columns of hours: each part of an entry, and what else it is called.
pub(super) fn names_of_hours() -> Vec<(String, Column)> {
    [
        ("student", "student"),
        ("district_id", "student"),
        ("experience", "experience"),
        ("wbl", "experience"),
        ("day", "day"),
        ("on", "day"),
        ("date", "day"),
        ("from", "from"),
        ("start", "from"),
        ("time_in", "from"),
        ("to", "to"),
        ("end", "to"),
        ("time_out", "to"),
        ("span", "span"),
        ("hours", "span"),
        ("minutes", "minutes"),
        ("break", "break"),
        ("break_minutes", "break"),
        ("overnight", "overnight"),
        ("kind", "kind"),
        ("area", "area"),
        ("task", "task"),
        ("ref", "ref"),
        ("by", "by"),
        ("verified", "verified"),
    ]
    .map(|(name, part)| (name.to_owned(), Column::Hour(part)))
    .to_vec()
}
