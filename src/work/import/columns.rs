//! What the columns of a file are: fields of the kind, however their names are spelled.

use crate::fault::{Fault, Result, pasted};
use crate::schema::{Field, Kind};
use crate::value::nearest;

use super::super::flags::Placed;
use super::ImportRequest;
use super::names::{Names, squeezed};
use super::people::{self, Part};
use super::unread::{doubt, no_field, no_fields, same_field};

/// What a column holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Column {
    /// Nothing that is wanted.
    Skipped,
    /// The record's id.
    Id,
    /// A field.
    Field(Placed),
    /// A field that only verbs write: what an export holds besides.
    Kept(&'static Field),
    /// The enrolment that a student begins with.
    Beside(&'static str),
    /// A field of a contact of the partner in the same row.
    Contact(&'static Field),
    /// A part of the name, which the kind holds.
    Name(Kind, Part),
    /// A field of a student's first guardian, second and so on.
    Guardian(usize, &'static Field),
    /// A part of that guardian's name.
    GuardianName(usize, Part),
    /// A part of an hour entry, by its word.
    Hour(&'static str),
}

impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Skipped, Self::Skipped) | (Self::Id, Self::Id) => true,
            (Self::Field(a), Self::Field(b)) => a.0 == b.0 && a.1.key == b.1.key,
            (Self::Contact(a), Self::Contact(b)) | (Self::Kept(a), Self::Kept(b)) => a.key == b.key,
            (Self::Beside(a), Self::Beside(b)) | (Self::Hour(a), Self::Hour(b)) => a == b,
            (Self::Name(_, a), Self::Name(_, b)) => a == b,
            (Self::Guardian(n, a), Self::Guardian(m, b)) => n == m && a.key == b.key,
            (Self::GuardianName(n, a), Self::GuardianName(m, b)) => n == m && a == b,
            (
                Self::Skipped
                | Self::Id
                | Self::Field(_)
                | Self::Kept(_)
                | Self::Beside(_)
                | Self::Contact(_)
                | Self::Name(..)
                | Self::Guardian(..)
                | Self::GuardianName(..)
                | Self::Hour(_),
                _,
            ) => false,
        }
    }
}

/// The columns of a sheet: as mapped, else as its header names them.
///
/// # Errors
/// A header that names nothing, twice the same, a `--map` that fits nothing (2): all at once.
pub(super) fn columns(request: &ImportRequest, names: &Names) -> Result<Vec<Column>> {
    let (sheet, map) = (&request.sheet, &request.map);
    let mut faults = Vec::new();
    for (header, field) in map {
        let found = |name: &String| squeezed(name) == squeezed(header);
        if !sheet.header.iter().any(found) {
            let fault = Fault::misuse(format!("`--map`: {} has no column `{header}`", sheet.file));
            let all = sheet.header.iter().map(String::as_str);
            faults.push(match nearest(header, all.clone()) {
                Some(near) => fault.hint(format!("did you mean `{}`?", map_flag(near, field))),
                None => fault.hint(format!(
                    "its columns: {}",
                    all.collect::<Vec<_>>().join(", ")
                )),
            });
        }
    }
    let mut columns: Vec<Column> = Vec::new();
    let mut unknown: Vec<&str> = Vec::new();
    for (at, header) in sheet.header.iter().enumerate() {
        let mapped = map
            .iter()
            .find(|(one, _)| squeezed(one) == squeezed(header))
            .map(|(_, field)| field.trim());
        let empty = || sheet.rows.iter().all(|row| row.text(at).is_none());
        let header = header.trim();
        let column = match mapped {
            Some("" | "-") => Column::Skipped,
            None if header.is_empty() && empty() => Column::Skipped,
            Some(name) => match names.named(name) {
                None => {
                    faults.push(no_field(names, name));
                    Column::Skipped
                }
                Some(column) if name.contains(|c: char| c.is_ascii_digit()) => column,
                Some(column) => people::numbered(column, header),
            },
            None => names.named(header).unwrap_or_else(|| {
                match doubt(names, header) {
                    Some(fault) => faults.push(fault),
                    None => unknown.push(header),
                }
                Column::Skipped
            }),
        };
        let twin = columns.iter().position(|one| *one == column);
        if let Some(twin) = twin.filter(|_| column != Column::Skipped) {
            let first = sheet.header.get(twin).map_or("", |name| name.trim());
            faults.push(same_field(names, first, header, column));
        }
        columns.push(column);
    }
    faults.extend(no_fields(names, &unknown));
    if faults.is_empty() {
        faults = people::at_fault(sheet, &columns);
    }
    Fault::all(faults).map_or(Ok(columns), Err)
}

/// The flag that gives a column a field, as a shell takes it.
pub(super) fn map_flag(header: &str, field: &str) -> String {
    format!("--map {}", pasted(&format!("{header}={field}")))
}
