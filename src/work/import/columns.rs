//! What the columns of a file are: fields of the kind, however their names are spelled.

use crate::fault::{Fault, Result, pasted};
use crate::record::spec;
use crate::schema::{Field, Kind, Shape};
use crate::value::nearest;

use super::super::flags::{Placed, settable};
use super::people::{self, Part};
use super::sheet::Sheet;

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

/// The columns of a sheet: as mapped, else as its header names them. `listed_by` is the command
/// that lists the fields.
///
/// # Errors
/// A header that names nothing, twice the same, a `--map` that fits nothing (2): all at once.
pub(super) fn columns(
    sheet: &Sheet,
    map: &[(String, String)],
    names: &[(String, Column)],
    what: &str,
    listed_by: &str,
) -> Result<Vec<Column>> {
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
    for (at, header) in sheet.header.iter().enumerate() {
        let mapped = map
            .iter()
            .find(|(one, _)| squeezed(one) == squeezed(header))
            .map(|(_, field)| field.trim());
        let empty = || sheet.rows.iter().all(|row| row.text(at).is_none());
        let column = match mapped {
            Some("" | "-") => Column::Skipped,
            None if header.trim().is_empty() && empty() => Column::Skipped,
            Some(name) => {
                let column = found(name, names, &mut faults, (what, listed_by), None);
                if name.contains(|c: char| c.is_ascii_digit()) {
                    column
                } else {
                    people::numbered(column, header)
                }
            }
            None => found(header, names, &mut faults, (what, listed_by), Some(header)),
        };
        let twin = columns.iter().position(|one| *one == column);
        if let Some(twin) = twin.filter(|_| column != Column::Skipped) {
            let first = sheet.header.get(twin).map_or("", String::as_str);
            let fault = format!("the columns `{first}` and `{header}` are the same field");
            faults.push(
                Fault::misuse(fault).hint(format!("leave one out: `{}`", map_flag(header, "-"))),
            );
        }
        columns.push(column);
    }
    if faults.is_empty() {
        faults = people::at_fault(sheet, &columns);
    }
    Fault::all(faults).map_or(Ok(columns), Err)
}

/// The flag that gives a column a field, as a shell takes it.
pub(super) fn map_flag(header: &str, field: &str) -> String {
    format!("--map {}", pasted(&format!("{header}={field}")))
}

fn found(
    name: &str,
    names: &[(String, Column)],
    faults: &mut Vec<Fault>,
    (what, listed_by): (&str, &str),
    header: Option<&str>,
) -> Column {
    let wanted = squeezed(name);
    if let Some((_, column)) = names.iter().find(|(one, _)| squeezed(one) == wanted) {
        return *column;
    }
    let message = match header {
        Some(header) => format!("the column `{}` is no field of {what}", header.trim()),
        None => format!("`--map`: {what} has no field `{name}`"),
    };
    // Which guardian a column is of is nothing to guess.
    let plain = names
        .iter()
        .filter(|(one, _)| !one.contains(|c: char| c.is_ascii_digit()));
    let near = nearest(&wanted, plain.map(|(one, _)| one.as_str()));
    let mut fault = Fault::misuse(message);
    if let Some(header) = header {
        let header = header.trim();
        fault = match near {
            Some(near) => fault.hint(format!(
                "did you mean `{near}`? `{}`",
                map_flag(header, near)
            )),
            None => fault.hint(format!(
                "say which field it is: `{}`",
                map_flag(header, "FIELD")
            )),
        };
        fault = fault.hint(format!(
            "or leave it out: `{}`; `{listed_by}` tells what there is",
            map_flag(header, "-")
        ));
    } else if let Some(near) = near {
        fault = fault.hint(format!("did you mean `{near}`?"));
    }
    faults.push(fault);
    Column::Skipped
}

/// A name without case, spaces, `_` and `-`.
fn squeezed(name: &str) -> String {
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
        }
    }
    for placed in settable(kind) {
        let (_, field) = placed;
        names.push((field.key.to_owned(), Column::Field(placed)));
        names.push((field.spoken_key().to_owned(), Column::Field(placed)));
        if let Some(one) = field.key.strip_suffix('s').filter(|_| field.many) {
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
