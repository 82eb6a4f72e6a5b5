//! Whether the quotes of a CSV text close where they should: one that does not takes in the rows below it.

use crate::fault::{Fault, Place};

/// The first quote that is not what its writer meant; nothing where each cell is told from the next.
pub(super) fn broken(file: &str, text: &str, separator: u8) -> Option<Fault> {
    let mut walk = Walk::new(separator);
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        walk.step(*byte, bytes.get(at + 1).copied());
        if walk.found.is_some() {
            break;
        }
    }
    // The last line may end without its mark.
    if walk.found.is_none() && matches!(walk.state, State::Closed(_)) {
        walk.step(b'\n', None);
    }
    if walk.found.is_none() && matches!(walk.state, State::Quoted(_)) {
        walk.found = Some(Wrong::Open);
    }
    let line = walk.line;
    let (opened, wrong) = (walk.opened, walk.found?);
    let closing = "close it with a quote at the end of its cell, or take it out";
    let twice = "a quote that is itself text, within a cell in quotes, is written twice: `\"\"`";
    let (message, hint) = match wrong {
        Wrong::Open => (
            "a quote opens here and nothing closes it: all below would be read as this one cell"
                .to_owned(),
            closing,
        ),
        Wrong::Behind if line == opened.line => (
            "text stands directly behind the quote that closes this cell".to_owned(),
            "a quote closes at the end of its cell: take out what stands behind it, or the quotes",
        ),
        Wrong::Behind => (
            format!(
                "a quote opens here, and the next one, in line {line}, does not end a cell: the lines between would be read as this one cell"
            ),
            closing,
        ),
        Wrong::Row(row) => (
            format!(
                "a quote opens here and takes in line {row}, which looks like a row of its own"
            ),
            closing,
        ),
        Wrong::Space => (
            "a space stands before the quote that opens this cell".to_owned(),
            "write the quote directly behind the separator",
        ),
    };
    let fault = Fault::refused(message).at(Place {
        path: file.to_owned(),
        line: opened.line,
        col: opened.cell,
        excerpt: String::new(),
        width: 0,
    });
    let fault = fault.hint(hint);
    let fault = match wrong {
        Wrong::Row(_) => {
            fault.hint("if it is one cell all the same, write a space behind each separator in it")
        }
        Wrong::Open | Wrong::Behind | Wrong::Space => fault.hint(twice),
    };
    Some(fault.hint("nothing was imported: mend the file, then run it again"))
}

/// What is wrong with a quote.
#[derive(Clone, Copy)]
enum Wrong {
    Open,
    Behind,
    /// It takes in this line, which has the cells of a row.
    Row(usize),
    Space,
}

/// Where in the text a cell begins: its line and its number in the row, from 1.
#[derive(Clone, Copy)]
struct Cell {
    line: usize,
    cell: usize,
}

enum State {
    /// Nothing of the cell but spaces, so many.
    Start(usize),
    Plain,
    Quoted(Inner),
    /// Behind a quote that closes, or is the first of two that are text.
    Closed(Inner),
}

/// What a line that begins inside quotes holds so far.
#[derive(Clone, Copy)]
struct Inner {
    /// Whether the line begins inside the quotes.
    is_whole: bool,
    separators: usize,
    /// Whether one of them has a space behind it, as in prose.
    is_prose: bool,
}

struct Walk {
    separator: u8,
    state: State,
    line: usize,
    cell: usize,
    opened: Cell,
    /// How many cells the first row has.
    columns: Option<usize>,
    /// A line that the quotes take in and that looks like a row.
    row: Option<usize>,
    found: Option<Wrong>,
}

impl Walk {
    fn new(separator: u8) -> Self {
        Self {
            separator,
            state: State::Start(0),
            line: 1,
            cell: 1,
            opened: Cell { line: 1, cell: 1 },
            columns: None,
            row: None,
            found: None,
        }
    }

    fn step(&mut self, byte: u8, next: Option<u8>) {
        let inner = match self.state {
            State::Quoted(inner) => {
                self.within(inner, byte, next);
                return;
            }
            State::Closed(inner) => Some(inner),
            State::Start(_) | State::Plain => None,
        };
        // The cell has closed; only now is it known that it does.
        let ends = byte == b'\n' || byte == self.separator;
        if ends && inner.is_some() {
            self.looks_like_a_row(inner);
            self.found = self.row.map(Wrong::Row);
        }
        match (byte, &self.state) {
            (b'"', State::Closed(inner)) => self.state = State::Quoted(*inner),
            (b'\n', _) => {
                // An empty line has no cells.
                if self.columns.is_none()
                    && (self.cell > 1 || !matches!(self.state, State::Start(0)))
                {
                    self.columns = Some(self.cell);
                }
                self.line += 1;
                self.cell = 1;
                self.state = State::Start(0);
            }
            (_, _) if byte == self.separator => {
                self.cell += 1;
                self.state = State::Start(0);
            }
            (b'"', State::Start(spaces)) => {
                if *spaces > 0 {
                    self.found = Some(Wrong::Space);
                }
                self.opened = Cell {
                    line: self.line,
                    cell: self.cell,
                };
                self.row = None;
                self.state = State::Quoted(Inner {
                    is_whole: false,
                    separators: 0,
                    is_prose: false,
                });
            }
            (b' ', State::Start(spaces)) => self.state = State::Start(spaces + 1),
            (_, State::Closed(_)) => self.found = Some(Wrong::Behind),
            (_, _) => self.state = State::Plain,
        }
    }

    fn within(&mut self, mut inner: Inner, byte: u8, next: Option<u8>) {
        match byte {
            b'"' => {
                self.state = State::Closed(inner);
                return;
            }
            b'\n' => {
                self.looks_like_a_row(Some(inner));
                self.line += 1;
                inner = Inner {
                    is_whole: true,
                    separators: 0,
                    is_prose: false,
                };
            }
            _ if byte == self.separator => {
                inner.separators += 1;
                inner.is_prose |= next == Some(b' ');
            }
            _ => {}
        }
        self.state = State::Quoted(inner);
    }

    /// A line inside quotes that has exactly the cells of a row, and no space behind a separator as
    /// prose has.
    fn looks_like_a_row(&mut self, inner: Option<Inner>) {
        let Some(inner) = inner.filter(|inner| inner.is_whole && !inner.is_prose) else {
            return;
        };
        let is_row = self.columns == Some(inner.separators + 1) && inner.separators >= 2;
        if is_row && self.row.is_none() {
            self.row = Some(self.line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(usize, usize, String)> {
        let fault = broken("a.csv", text, b',')?;
        assert_eq!(fault.blame.exit_code(), 4);
        let place = fault.place.as_ref().unwrap();
        Some((place.line, place.col, fault.message.clone()))
    }

    #[test]
    fn quotes_that_close_are_nothing_to_tell() {
        for text in [
            "",
            "a,b\n",
            "a,b\n\"one\ntwo\",x",
            "a,b\n\"say \"\"hi\"\"\",x\n",
            "a,b\n\"\",\"\"\"\"\n",
            "a,b\n6\" pipe,5'6\"\n",
            "a,b,c\nx,y,\"likes boats, kites, and\nlong, quiet, walks\"\n",
            "a,b,c\n\"12 Main St\nUxbridge\",y,z\n",
            "a,b,c\nx,y,\"one\n\ntwo\"",
            "\n\n\"a\",b\n",
        ] {
            assert_eq!(told(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_quote_that_takes_in_the_rows_below_is_named_where_it_opens() {
        for (text, line, cell, words) in [
            ("a,b\nx,\"open\ny,z\n", 2, 2, "nothing closes it"),
            ("a,b\nx,y\nz,\"", 3, 2, "nothing closes it"),
            ("a,b\nx,\"open \"\"\ny,z\n", 2, 2, "nothing closes it"),
            ("a,b\n\"Beta2\" x,y\n", 2, 1, "directly behind"),
            ("a,b\n\"x\" ,y\n", 2, 1, "directly behind"),
            (
                "a,b\n\"Beta,Hull\nGamma,\"Hull\"\n",
                2,
                1,
                "the next one, in line 3",
            ),
            (
                "a,b\n\"one\ntwo\",\"x\ny,\"z\"\n",
                3,
                2,
                "the next one, in line 4",
            ),
            (
                "a,b,c\nx,y,\"open\nu,v,w\nr,s,6\"\n",
                2,
                3,
                "takes in line 3",
            ),
            ("a,b,c\nx,y,\"open\nr,s,6\"\n", 2, 3, "takes in line 3"),
            ("a,b\nx, \"y\"\n", 2, 2, "a space stands before"),
        ] {
            let (at, col, message) = told(text).unwrap();
            assert!(message.contains(words), "{text:?}: {message}");
            assert_eq!((at, col), (line, cell), "{text:?}");
        }
    }
}
