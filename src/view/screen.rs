//! Lines of text as a person sees them: their width, where they wrap, their colours.

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::{CellAlignment, ColumnConstraint, TableStyle, Width};
use unicode_width::UnicodeWidthStr as _;

use super::tame::{BREAK, is_plain, tame};
use super::tone::{mark, paint};
use super::wrap::wrap;
use super::{Cell, HoursStyle, Look, cell};

/// The space between two columns.
pub(super) const GAP: usize = 2;
/// A value beside its label gets at least this.
const LEAST: usize = 10;
/// What a rule is drawn with.
const RULE: &str = "─";

/// How cells are spelled.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    /// How lengths of time are written.
    pub hours: HoursStyle,
    colour: bool,
}

impl Pen {
    /// The text of a cell, tamed, with its colour marked; `line_break` stands for a line break.
    pub(super) fn text(self, cell: &Cell, line_break: &str) -> String {
        let mut text = String::new();
        self.say(cell, line_break, &mut text);
        text
    }

    /// The text of a cell on one line.
    pub(super) fn line_of(self, cell: &Cell) -> String {
        self.text(cell, BREAK)
    }

    /// Puts the text of a cell on one line in the place of another text.
    pub(super) fn replace(self, text: &mut String, cell: &Cell) {
        text.clear();
        self.say(cell, BREAK, text);
    }

    /// Appends the text of a cell to an empty text.
    fn say(self, cell: &Cell, line_break: &str, text: &mut String) {
        if let (Cell::State(word), true) = (cell, self.colour) {
            return text.push_str(&mark(word));
        }
        cell::say(cell, self.hours, text);
        let tamed = match tame(text, line_break) {
            Cow::Borrowed(_) => return,
            Cow::Owned(tamed) => tamed,
        };
        *text = tamed;
    }

    /// The key as people read it.
    pub(super) fn label(self, key: &str) -> String {
        cell::label(key, self.hours)
    }
}

/// Where lines go, and how.
pub(super) struct Screen<'a> {
    out: &'a mut dyn Write,
    /// How cells are spelled.
    pub pen: Pen,
    /// How far lines stand in.
    pub margin: usize,
    room: Option<usize>,
    /// Whether there are no rules and columns.
    pub linear: bool,
}

impl<'a> Screen<'a> {
    /// A screen with a look.
    pub(super) fn new(look: &Look, out: &'a mut dyn Write) -> Self {
        Self {
            out,
            pen: Pen {
                hours: look.hours,
                colour: look.colour,
            },
            margin: 0,
            room: look.room(),
            linear: look.linear,
        }
    }

    /// How wide a line may be, within the margin.
    pub(super) fn room(&self) -> Option<usize> {
        self.room.map(|room| room.saturating_sub(self.margin))
    }

    /// Writes a line without its trailing spaces.
    pub(super) fn line(&mut self, line: &str) -> io::Result<()> {
        let line = line.trim_end_matches(' ');
        if line.is_empty() {
            return writeln!(self.out);
        }
        let margin = self.margin;
        if !self.pen.colour {
            return writeln!(self.out, "{:margin$}{line}", "");
        }
        writeln!(self.out, "{:margin$}{}", "", paint(line))
    }

    /// Writes a line that stands out where colours may be used.
    pub(super) fn strong(&mut self, line: &str) -> io::Result<()> {
        let line = line.trim_end_matches(' ');
        if self.pen.colour && !line.is_empty() {
            let margin = self.margin;
            writeln!(self.out, "{:margin$}\u{1b}[1m{line}\u{1b}[0m", "")
        } else {
            self.line(line)
        }
    }

    /// Writes what stands above a record or a report.
    pub(super) fn heading(&mut self, text: &str) -> io::Result<()> {
        let room = self.room();
        wrap(&tame(text, BREAK), room)
            .iter()
            .try_for_each(|line| self.strong(line))
    }

    /// Writes text after a label; further lines stand under its first.
    ///
    /// Where the label leaves little room, what does not fit beside it goes below it. Read aloud,
    /// text follows its label at once.
    pub(super) fn paragraph(&mut self, label: &str, text: &str) -> io::Result<()> {
        let wide = width(label);
        let tight =
            |room| wide + LEAST > room && (wide + width(text) > room || text.contains('\n'));
        let below = !self.linear && self.room().is_some_and(tight);
        let hang = if self.linear || below {
            wide.min(2)
        } else {
            wide
        };
        let room = self.room().map(|room| room - hang);
        let mut before = " ".repeat(hang);
        if below {
            wrap(label, self.room())
                .iter()
                .try_for_each(|line| self.line(line))?;
        } else if self.linear {
            let joined = format!("{label}{text}");
            let mut lines = wrap(&joined, room).into_iter();
            self.line(&lines.next().unwrap_or_default())?;
            return lines.try_for_each(|line| self.line(&format!("{before}{line}")));
        } else {
            label.clone_into(&mut before);
        }
        for line in wrap(text, room) {
            self.line(&format!("{before}{line}"))?;
            before = " ".repeat(hang);
        }
        Ok(())
    }

    /// Writes a rule under each column.
    pub(super) fn rule(&mut self, widths: &[usize]) -> io::Result<()> {
        let parts: Vec<String> = widths.iter().map(|width| RULE.repeat(*width)).collect();
        self.line(&parts.join(&" ".repeat(GAP)))
    }
}

/// How many columns of a terminal the text fills.
pub(super) fn width(text: &str) -> usize {
    if is_plain(text) {
        text.len()
    } else {
        text.width()
    }
}

/// Appends the text and the spaces that bring it to its width, before it where it stands right.
pub(super) fn pad(text: &str, to: usize, right: bool, line: &mut String) {
    let lacking = to.saturating_sub(width(text));
    if right {
        blanks(lacking, line);
    }
    line.push_str(text);
    if !right {
        blanks(lacking, line);
    }
}

/// Appends so many spaces, a row of them at a time.
fn blanks(mut count: usize, line: &mut String) {
    const ROW: &str = "                                ";
    while count > ROW.len() {
        line.push_str(ROW);
        count -= ROW.len();
    }
    line.push_str(&ROW[..count]);
}

/// Lays rows out in columns of these widths, wrapping what is longer; `true` stands right.
pub(super) fn fit(
    columns: &[(usize, bool)],
    rows: impl Iterator<Item = Vec<String>>,
) -> Vec<String> {
    let mut table = comfy_table::Table::new();
    table.load_style(TableStyle::new());
    for row in rows {
        table.add_row(row);
    }
    for (at, (width, right)) in columns.iter().enumerate() {
        let Some(column) = table.column_mut(at) else {
            continue;
        };
        let gap = if at + 1 == columns.len() { 0 } else { GAP };
        let fixed = u16::try_from(width + gap).unwrap_or(u16::MAX);
        column.set_padding((0, u16::try_from(gap).unwrap_or(0)));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(fixed)));
        column.set_cell_alignment(if *right {
            CellAlignment::Right
        } else {
            CellAlignment::Left
        });
    }
    table.lines().collect()
}
