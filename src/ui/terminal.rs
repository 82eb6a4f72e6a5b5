//! The person's terminal: lines with offers under them; on a plain one lines and nothing else.

use std::fmt::Write as _;
use std::io::{self, BufRead as _};

use dialoguer::console::{Term, measure_text_width};
use unicode_width::UnicodeWidthChar as _;

use crate::fault::{Fault, Result};
use crate::view::wrap;

use super::ask::{Ask, Heard, Offer, Prompt};
use super::line::{Line, MOST_SHOWN};

/// How many offers a plain terminal lists before each answer.
const MOST_LISTED: usize = 12;

/// The terminal at stderr and stdin.
#[derive(Debug)]
pub struct Terminal {
    term: Term,
    /// Whether it shows lines of text and nothing more: no cursor is moved.
    linear: bool,
}

impl Terminal {
    /// The terminal; `linear` where its cursor cannot be moved, or is read aloud.
    pub fn new(linear: bool) -> Self {
        Self {
            term: Term::stderr(),
            linear,
        }
    }

    fn width(&self) -> usize {
        let (_, columns) = self.term.size();
        usize::from(columns).max(20)
    }

    fn plain(&self, prompt: &Prompt<'_>) -> io::Result<Heard> {
        if prompt.offers.len() <= MOST_LISTED {
            let room = room(prompt.offers.iter());
            for (at, offer) in prompt.offers.iter().enumerate() {
                self.put(&format!("  {} {}", at + 1, shown(offer, room)))?;
            }
        } else {
            self.put(&format!(
                "  ({} to choose from; type part of a name, or ?)",
                prompt.offers.len()
            ))?;
        }
        self.term.write_str("> ")?;
        let mut line = String::new();
        if io::stdin().lock().read_line(&mut line)? == 0 {
            return Ok(Heard::Gone);
        }
        let line = line.trim_end_matches(['\n', '\r']);
        Ok(if line == "\u{1b}" {
            Heard::Gone
        } else {
            Heard::Line(line.to_owned())
        })
    }

    fn live(&self, prompt: &Prompt<'_>) -> io::Result<Heard> {
        let mut line = Line::new(prompt.many);
        loop {
            self.draw(&line, prompt.offers)?;
            let key = self.term.read_key_raw()?;
            if let Some(heard) = line.key(&key, prompt.offers) {
                self.draw_end(&line)?;
                return Ok(heard);
            }
        }
    }

    /// The line with the offers below, the cursor back in the line.
    fn draw(&self, line: &Line, offers: &[Offer]) -> io::Result<()> {
        let width = self.width();
        let (text, column) = window(&line.text(), &line.before(), width - 3);
        let mut out = format!("\r\u{1b}[J> {text}");
        let fitting = line.fitting(offers);
        let room = room(fitting.iter().copied());
        for (at, offer) in fitting.iter().enumerate() {
            let mark = if line.picked() == Some(at) { ">" } else { " " };
            let shown = cut(&format!("  {mark} {}", shown(offer, room)), width - 1);
            out.push_str("\r\n");
            out.push_str(&shown);
        }
        let mut below = fitting.len();
        if below == MOST_SHOWN && offers.len() > below {
            out.push_str(&cut("\r\n    … more: type part of a name", width - 1));
            below += 1;
        }
        if below > 0 {
            // Writing to a String cannot fail.
            let _ = write!(out, "\u{1b}[{below}A");
        }
        let _ = write!(out, "\r\u{1b}[{}C", column + 2);
        self.term.write_str(&out)
    }

    fn draw_end(&self, line: &Line) -> io::Result<()> {
        let (text, _) = window(&line.text(), &line.text(), self.width() - 3);
        self.term.write_str(&format!("\r\u{1b}[J> {text}\r\n"))
    }

    /// Begins a line of its own: keys pressed between two questions have left their marks.
    fn begin(&self) -> io::Result<()> {
        if self.linear {
            return Ok(());
        }
        self.term.write_str("\r\u{1b}[J")
    }

    /// Writes a line, wrapped at words.
    fn put(&self, text: &str) -> io::Result<()> {
        for line in text.lines() {
            for row in hung(&tame(line), self.width() - 1) {
                self.term.write_line(&row)?;
            }
        }
        Ok(())
    }
}

impl Ask for Terminal {
    fn ask(&mut self, prompt: &Prompt<'_>) -> Result<Heard> {
        let head = if prompt.help.is_empty() {
            prompt.label.to_owned()
        } else {
            format!("{} ({})", prompt.label, prompt.help)
        };
        let answer = self.begin().and_then(|()| self.put(&head)).and_then(|()| {
            if self.linear {
                self.plain(prompt)
            } else {
                self.live(prompt)
            }
        });
        answer.map_err(|error| Fault::io(&error, "ask at the terminal"))
    }

    fn tell(&mut self, text: &str) -> Result<()> {
        let told = self.begin().and_then(|()| self.put(text));
        told.map_err(|error| Fault::io(&error, "write to the terminal"))
    }
}

/// The widest value, where values are words and stand in a column of their own.
fn room<'o>(offers: impl Iterator<Item = &'o Offer>) -> usize {
    let words = offers.filter(|offer| offer.names.is_empty());
    let widths = words.map(|offer| measure_text_width(&offer.value));
    widths.max().filter(|width| *width <= 20).unwrap_or(0)
}

fn shown(offer: &Offer, room: usize) -> String {
    let (value, line) = (&offer.value, &offer.line);
    tame(&match (line.is_empty(), offer.names.is_empty()) {
        (true, _) => value.clone(),
        (false, true) => format!("{value:<room$}  {line}"),
        // A name says more than an id, and comes first where a narrow terminal cuts the end.
        (false, false) => format!("{line}  ({value})"),
    })
}

/// Takes what could steer the terminal out of a text that quotes a file.
fn tame(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}

/// As much of a text as fits.
fn cut(text: &str, width: usize) -> String {
    let mut used = 0;
    text.chars()
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used <= width
        })
        .collect()
}

/// The piece of a long line around its cursor, and the cursor's column in it.
fn window(text: &str, before: &str, width: usize) -> (String, usize) {
    let mut start = before;
    while measure_text_width(start) > width {
        let mut chars = start.chars();
        chars.next();
        start = chars.as_str();
    }
    let column = measure_text_width(start);
    let from = before.len() - start.len();
    (cut(&text[from..], width), column)
}

/// Breaks a line between words; what follows the first row stands in two columns more.
pub fn hung(line: &str, width: usize) -> Vec<String> {
    if measure_text_width(line) <= width {
        return vec![line.to_owned()];
    }
    let text = line.trim_start();
    let mut indent = " ".repeat((line.len() - text.len()).min(width / 2));
    let room = width.saturating_sub(indent.len() + 2).max(1);
    let mut rows = Vec::new();
    for row in wrap(text, Some(room)) {
        if rows.len() == 1 {
            indent.push_str("  ");
        }
        rows.push(format!("{indent}{row}"));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_keep_their_indent() {
        let rows = hung("  one two three four", 12);
        assert_eq!(rows, ["  one two", "    three", "    four"]);
        assert_eq!(hung("one two three", 13), ["one two three"]);
        assert_eq!(hung("", 10), [""]);
    }

    #[test]
    fn a_long_line_is_seen_around_its_cursor() {
        assert_eq!(window("abcdef", "abcdef", 4), ("cdef".into(), 4));
        assert_eq!(window("abcdef", "a", 4), ("abcd".into(), 1));
        assert_eq!(window("日本語", "日本語", 4), ("本語".into(), 4));
    }

    #[test]
    fn what_a_file_holds_steers_no_terminal() {
        assert_eq!(tame("a\u{1b}[2Jb"), "a\u{fffd}[2Jb");
    }
}
