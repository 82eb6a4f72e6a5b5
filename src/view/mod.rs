//! What is shown, before anyone decides how: commands return a `View`, and one of the writers shows it.

mod card;
mod cell;
mod csv;
mod fold;
mod html;
mod json;
mod layout;
mod look;
mod md;
mod plain;
#[cfg(test)]
mod properties;
mod report;
#[cfg(test)]
mod sample;
mod screen;
mod shown;
mod table;
mod tame;
mod tone;
mod wrap;

use std::io::{self, BufWriter, Write};

use compact_str::CompactString;

use crate::fault::{Fault, Result};
use crate::value::{Clock, Day, Minutes, Money};

pub use cell::is_called;
pub use look::{Format, HoursStyle, Look};
pub use wrap::wrap;

use screen::Screen;
use shown::Shown;

/// The answer of a command.
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    /// Nothing to answer: what was done is said on stderr.
    Nothing,
    /// Text as it is, such as a reference page or a difference.
    Text(String),
    /// A list of records; in JSON an array of objects.
    List(Table),
    /// One record; in JSON an object.
    Card(Card),
    /// A report; in JSON an object with its rows in it.
    Report(Report),
}

/// Rows of typed cells under columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What each column holds.
    pub columns: Vec<Column>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table: its key is the field's name and never changes between formats.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The key in JSON, such as `required_minutes`.
    pub key: String,
    /// Whether cells stand at the right edge.
    pub right: bool,
    /// Whether a terminal without room for all may leave it out, and say so.
    pub spare: bool,
}

/// One value, still typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing recorded.
    #[default]
    None,
    /// Text.
    Text(CompactString),
    /// A word that stands for a state; a terminal may colour it, the word says it all.
    State(&'static str),
    /// A whole number.
    Number(i64),
    /// A length of time.
    Minutes(Minutes),
    /// A day.
    Day(Day),
    /// A clock time.
    Clock(Clock),
    /// An amount of money.
    Money(Money),
    /// Yes or no.
    Flag(bool),
    /// Many values.
    List(Vec<Cell>),
    /// The items of a group, or a table within a record: keys and cells in order.
    Fields(Vec<(String, Cell)>),
}

/// One record as pairs of key and cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// What stands above it, such as a name.
    pub title: String,
    /// The pairs in order; a group is a `List` of `Fields`.
    pub fields: Vec<(String, Cell)>,
}

/// A report: a table with what it was asked and what must be said beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The report's name, such as `hours`.
    pub name: &'static str,
    /// A heading for people.
    pub title: String,
    /// The day that it believes it is.
    pub as_of: Day,
    /// What it was asked for: key and value, in order, as given.
    pub scope: Vec<(String, String)>,
    /// The rows.
    pub table: Table,
    /// The totals: key and cell; keys of columns stand under them.
    pub total: Vec<(String, Cell)>,
    /// What a reader must know about these numbers.
    pub notes: Vec<String>,
}

impl View {
    /// The text of the view in a look; it ends with one line break, or is empty.
    ///
    /// # Errors
    /// A field that the view does not have.
    pub fn show(&self, look: &Look) -> Result<String> {
        let mut text = Vec::new();
        self.write_to(look, &mut text)?;
        String::from_utf8(text).map_err(|_| Fault::could("could not write the answer as UTF-8"))
    }

    /// Writes what `show` returns without ever holding all of it.
    ///
    /// A reader that has gone, such as `head`, has had enough: that is no fault.
    ///
    /// # Errors
    /// A field that the view does not have, before anything is written; then only errors of `out`.
    pub fn write_to(&self, look: &Look, out: &mut dyn Write) -> Result<()> {
        let shown = Shown::of(self, look.fields.as_deref())?;
        let mut out = BufWriter::new(out);
        match write(&shown, look, &mut out).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Fault::io(&error, "write the answer"))
            }
            _ => Ok(()),
        }
    }
}

fn write(shown: &Shown, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if let Shown::Text(text) = shown {
        return write_text(text, look, out);
    }
    match look.format {
        Format::Table => match shown {
            Shown::Nothing | Shown::Text(_) => Ok(()),
            Shown::List(sheet) => table::write(sheet, &mut Screen::new(look, out)),
            Shown::Card(leaf) => card::write(leaf, &mut Screen::new(look, out)),
            Shown::Report(report, sheet) => {
                report::write(report, sheet, &mut Screen::new(look, out))
            }
        },
        Format::Plain => plain::write(shown, look, out),
        Format::Csv => csv::write(shown, look, out),
        Format::Json => json::write_value(shown, out),
        Format::Jsonl => json::write_lines(shown, out),
        Format::Md => md::write(shown, look, out),
        Format::Html => html::write(shown, look, out),
    }
}

/// Writes text as it is; on a terminal each line is tamed, since it may quote a record.
fn write_text(text: &str, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let text = text.trim_end_matches('\n');
    if text.is_empty() {
        return Ok(());
    }
    if look.width.is_none() {
        return writeln!(out, "{text}");
    }
    text.lines()
        .try_for_each(|line| writeln!(out, "{}", tame::tame(line, tame::BREAK)))
}

impl Column {
    /// A column whose cells stand at the left edge.
    pub fn left(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            right: false,
            spare: false,
        }
    }

    /// A column whose cells stand at the right edge: numbers.
    pub fn right(key: impl Into<String>) -> Self {
        Self {
            right: true,
            ..Self::left(key)
        }
    }

    /// The same column, which a narrow terminal may leave out.
    #[must_use]
    pub fn spare(self) -> Self {
        Self {
            spare: true,
            ..self
        }
    }
}

impl Cell {
    /// Text, or nothing where it is empty.
    pub fn text(text: impl Into<CompactString>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::None
        } else {
            Self::Text(text)
        }
    }

    /// What an optional value shows.
    pub fn maybe<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::None, cell)
    }
}

#[cfg(test)]
mod tests {
    use super::sample::{hours, look, shown};
    use super::*;

    #[test]
    fn text_stays_as_it_is_but_on_a_terminal_it_cannot_steer_it() {
        let view = View::Text("- a\tb\n+ \u{1b}[2Jc\n\n".into());
        for format in Format::ALL {
            assert_eq!(shown(&view, &look(format)), "- a\tb\n+ \u{1b}[2Jc\n");
        }
        let terminal = Look {
            width: Some(80),
            ..Look::default()
        };
        assert_eq!(shown(&view, &terminal), "- a b\n+ ␛[2Jc\n");
        assert_eq!(shown(&View::Text("\n".into()), &terminal), "");
    }

    #[test]
    fn every_format_ends_with_one_line_break_and_is_the_same_each_time() {
        for format in Format::ALL {
            let text = shown(&hours(), &look(format));
            assert!(
                text.ends_with('\n') && !text.ends_with("\n\n"),
                "{format:?}"
            );
            assert!(!text.contains('\r') && !text.contains(" \n"), "{format:?}");
            assert_eq!(text, shown(&hours(), &look(format)));
            assert_eq!(shown(&View::Nothing, &look(format)), "");
        }
    }

    /// An output that fails, as a pipe without a reader and a full disk do.
    struct Failing(io::ErrorKind);

    impl Write for Failing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_has_gone_is_no_fault_but_a_full_disk_is() {
        for format in Format::ALL {
            let write = |kind| hours().write_to(&look(format), &mut Failing(kind));
            assert_eq!(write(io::ErrorKind::BrokenPipe), Ok(()), "{format:?}");
            let fault = write(io::ErrorKind::StorageFull).unwrap_err();
            assert!(
                fault.message.starts_with("could not write the answer"),
                "{format:?}"
            );
        }
    }

    #[test]
    fn an_unknown_field_is_refused_before_anything_is_written() {
        let mut look = look(Format::Csv);
        look.fields = Some(vec!["nmae".into()]);
        let mut out = Vec::new();
        let fault = hours().write_to(&look, &mut out).unwrap_err();
        assert_eq!(fault.blame.exit_code(), 2);
        assert_eq!(fault.hints[0], "did you mean `name`?");
        assert!(out.is_empty());
    }
}
