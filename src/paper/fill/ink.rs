//! What a template prints, kept out of its Markdown: in the text a mark stands for each value, so
//! that nothing a value holds can be read as markup.

use std::sync::{Mutex, PoisonError};

use crate::schema::Kind;

/// Before and after the number of a print. Neither is in any value: [`clean`] takes them out.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// How deep prints may lie in prints: text made of text that was printed before.
const DEEPEST: usize = 8;

/// One thing that was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Print {
    /// Text, as it is to be read.
    Text(String),
    /// A line for a hand to write on, meant by the template; what belongs there.
    Line(String),
    /// A field that is not set.
    Blank(Blank),
    /// A box to tick, ticked or not.
    Box(bool),
}

/// A field that is not set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Blank {
    /// The record that lacks it.
    pub kind: Kind,
    /// That record's id.
    pub id: String,
    /// The key of the field that is to be set.
    pub key: String,
    /// The name under which the template asked for it.
    pub name: String,
    /// What belongs there.
    pub label: String,
    /// The command that fills it.
    pub fill: String,
}

/// Everything printed so far.
#[derive(Debug, Default)]
pub struct Ink(Mutex<Vec<Print>>);

impl Ink {
    /// Keeps a print; gives the mark that stands for it.
    pub fn mark(&self, print: Print) -> String {
        let mut prints = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        prints.push(print);
        format!("{OPEN}{}{CLOSE}", prints.len() - 1)
    }

    /// Forgets all.
    pub fn wipe(&self) {
        let mut prints = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        prints.clear();
    }

    /// Text as it is, and the prints that marks in it stand for, in order.
    pub fn read(&self, marked: &str) -> Vec<Print> {
        let mut read = Vec::new();
        self.read_into(marked, 0, &mut read);
        read
    }

    fn read_into(&self, marked: &str, depth: usize, read: &mut Vec<Print>) {
        let mut rest = marked;
        while let Some(at) = rest.find(OPEN) {
            push_text(read, &rest[..at]);
            let inner = &rest[at + OPEN.len_utf8()..];
            let Some(end) = inner.find(CLOSE) else {
                rest = inner;
                continue;
            };
            let print = inner[..end].parse().ok().and_then(|at| self.at(at));
            match print {
                Some(Print::Text(text)) if depth < DEEPEST => {
                    self.read_into(&text, depth + 1, read);
                }
                Some(Print::Text(_)) | None => {}
                Some(print) => read.push(print),
            }
            rest = &inner[end + CLOSE.len_utf8()..];
        }
        push_text(read, rest);
    }

    fn at(&self, at: usize) -> Option<Print> {
        let prints = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        prints.get(at).cloned()
    }
}

fn push_text(read: &mut Vec<Print>, text: &str) {
    if text.is_empty() {
        return;
    }
    if let Some(Print::Text(last)) = read.last_mut() {
        last.push_str(text);
    } else {
        read.push(Print::Text(text.to_owned()));
    }
}

/// A value's text as a document can hold it: line ends are `\n`; what steers a device, hides, or
/// turns the direction of what others wrote prints as `�`. Marks of direction and joiners stay.
pub fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let clean = text.chars().map(|c| match c {
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\t' => ' ',
        '\n' => c,
        OPEN
        | CLOSE
        | '\u{180e}'
        | '\u{200b}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{fffe}'
        | '\u{ffff}'
        | '\u{e0000}'..='\u{e00ff}' => char::REPLACEMENT_CHARACTER,
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    });
    clean.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stands_for_what_was_printed() {
        let ink = Ink::default();
        let name = ink.mark(Print::Text("**Mill** {{ x }}".into()));
        let tick = ink.mark(Print::Box(true));
        let both = ink.mark(Print::Text(format!("{name} & {name}")));
        let read = ink.read(&format!("By {both}: {tick}."));
        assert_eq!(
            read,
            [
                Print::Text("By **Mill** {{ x }} & **Mill** {{ x }}: ".into()),
                Print::Box(true),
                Print::Text(".".into()),
            ]
        );
    }

    #[test]
    fn text_that_looks_like_a_mark_is_none() {
        let ink = Ink::default();
        let hostile = ink.mark(Print::Text(clean("\u{e000}0\u{e001}")));
        assert_eq!(
            ink.read(&hostile),
            [Print::Text("\u{fffd}0\u{fffd}".into())]
        );
        assert_eq!(
            ink.read("\u{e000}9\u{e001}\u{e000}x"),
            [Print::Text("x".into())]
        );
    }

    #[test]
    fn text_within_itself_comes_to_an_end() {
        let ink = Ink::default();
        ink.mark(Print::Text("a\u{e000}0\u{e001}".into()));
        assert_eq!(ink.read("\u{e000}0\u{e001}").len(), 1);
    }
}
