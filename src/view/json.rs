//! JSON: one value, indented; or one object a line. Every key is always there, in order.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap as _, SerializeStruct as _, Serializer};

use super::shown::{Leaf, Sheet, Shown};
use super::{Cell, Report};

/// Writes one indented JSON value.
pub(super) fn write_value(shown: &Shown, out: &mut dyn Write) -> io::Result<()> {
    match shown {
        Shown::Nothing | Shown::Text(_) => return Ok(()),
        Shown::List(sheet) => serde_json::to_writer_pretty(&mut *out, &Rows(sheet))?,
        Shown::Card(leaf) => serde_json::to_writer_pretty(&mut *out, leaf)?,
        Shown::Report(report, sheet) => {
            serde_json::to_writer_pretty(&mut *out, &Whole(report, sheet))?;
        }
    }
    out.write_all(b"\n")
}

/// Writes one object a line: a row, or the record.
pub(super) fn write_lines(shown: &Shown, out: &mut dyn Write) -> io::Result<()> {
    match shown {
        Shown::Nothing | Shown::Text(_) => Ok(()),
        Shown::Card(leaf) => {
            serde_json::to_writer(&mut *out, leaf)?;
            out.write_all(b"\n")
        }
        Shown::List(sheet) | Shown::Report(_, sheet) => {
            for cells in sheet.rows() {
                serde_json::to_writer(&mut *out, &Row::of(sheet, cells))?;
                out.write_all(b"\n")?;
            }
            Ok(())
        }
    }
}

/// The rows as an array that is made while it is written.
struct Rows<'a>(&'a Sheet<'a>);

/// One row as an object.
struct Row<'a>(Vec<(&'a str, &'a Cell)>);

/// A report as an object.
struct Whole<'a>(&'a Report, &'a Sheet<'a>);

impl<'a> Row<'a> {
    fn of(sheet: &Sheet<'a>, cells: impl Iterator<Item = &'a Cell>) -> Self {
        let keys = sheet.columns.iter().map(|column| column.key.as_str());
        Self(keys.zip(cells).collect())
    }
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.rows().map(|cells| Row::of(self.0, cells)))
    }
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object(&self.0, serializer)
    }
}

impl Serialize for Leaf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object(&self.fields, serializer)
    }
}

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(report, sheet) = self;
        let scope: serde_json::Map<_, _> = report
            .scope
            .iter()
            .map(|(key, value)| (key.clone(), value.as_str().into()))
            .collect();
        let mut whole = serializer.serialize_struct("report", 6)?;
        whole.serialize_field("report", report.name)?;
        whole.serialize_field("as_of", &report.as_of.to_string())?;
        whole.serialize_field("scope", &scope)?;
        whole.serialize_field("rows", &Rows(sheet))?;
        whole.serialize_field("total", &Row(sheet.total.clone()))?;
        whole.serialize_field("notes", &report.notes)?;
        whole.end()
    }
}

fn object<S: Serializer>(
    fields: &[(&str, &Cell)],
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(fields.len()))?;
    for (key, cell) in fields {
        map.serialize_entry(key, cell)?;
    }
    map.end()
}

#[cfg(test)]
mod tests {
    use super::super::sample::{card, hours, look, shown};
    use super::super::{Format, HoursStyle, Look, Table, View};

    #[test]
    fn a_report_is_an_object_and_its_durations_whole_minutes() {
        let mut look = look(Format::Json);
        look.hours = HoursStyle::Decimal;
        look.fields = Some(vec!["student".into(), "short".into(), "projected".into()]);
        assert_eq!(
            shown(&hours(), &look),
            r#"{
  "report": "hours",
  "as_of": "2026-10-06",
  "scope": {
    "pathway": "manufacturing",
    "year": "2026-27"
  },
  "rows": [
    {
      "student": "s-k7f2wq",
      "short_minutes": 15,
      "projected": "2026-11-02"
    },
    {
      "student": "s-m3x9zt",
      "short_minutes": 6000,
      "projected": null
    }
  ],
  "total": {
    "short_minutes": 6015,
    "students": 2
  },
  "notes": [
    "1 entry is not verified yet"
  ]
}
"#
        );
    }

    #[test]
    fn lines_hold_rows_only_and_a_record_is_one_line() {
        let mut look = look(Format::Jsonl);
        look.fields = Some(vec!["name".into(), "status".into()]);
        assert_eq!(
            shown(&hours(), &look),
            "{\"name\":\"José Núñez\",\"status\":\"at-risk\"}\n\
             {\"name\":null,\"status\":\"no-placement\"}\n"
        );
        look.fields = Some(vec![
            "hours".into(),
            "wage".into(),
            "ends".into(),
            "tags".into(),
        ]);
        assert_eq!(
            shown(&card(), &look),
            "{\"hours\":[{\"id\":\"k3f9qd\",\"from\":\"15:00\",\"break_minutes\":30},\
             {\"id\":\"m2xwzh\",\"from\":null,\"break_minutes\":null}],\
             \"wage\":\"17.50\",\"ends\":null,\"tags\":[]}\n"
        );
    }

    #[test]
    fn nothing_found_is_an_empty_array() {
        let empty = View::List(Table::default());
        assert_eq!(shown(&empty, &look(Format::Json)), "[]\n");
        assert_eq!(shown(&empty, &look(Format::Jsonl)), "");
        assert_eq!(shown(&View::Nothing, &Look::default()), "");
    }
}
