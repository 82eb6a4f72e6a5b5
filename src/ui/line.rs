//! A line being typed, with the offers that its last part could mean; keys in, nothing shown.

use dialoguer::console::Key;

use crate::value::fold;

use super::ask::{Heard, Offer};

/// How many offers are shown under the line.
pub const MOST_SHOWN: usize = 6;

/// A line being typed.
#[derive(Debug, Default)]
pub struct Line {
    chars: Vec<char>,
    at: usize,
    /// Which of the offers is picked by the arrows.
    picked: Option<usize>,
    many: bool,
}

impl Line {
    /// An empty line; `many` lets commas part several answers.
    pub fn new(many: bool) -> Self {
        Self {
            many,
            ..Self::default()
        }
    }

    /// The text so far.
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// The text before the cursor.
    pub fn before(&self) -> String {
        self.chars[..self.at].iter().collect()
    }

    /// Which of the fitting offers is picked.
    pub fn picked(&self) -> Option<usize> {
        self.picked
    }

    /// The offers that fit the part under the cursor.
    pub fn fitting<'o>(&self, offers: &'o [Offer]) -> Vec<&'o Offer> {
        let text = self.text();
        let last = if self.many {
            text.rsplit(',').next().unwrap_or_default()
        } else {
            &text
        };
        let folded = fold(last.trim());
        let fits = |offer: &&Offer| folded.is_empty() || offer.holds(&folded);
        let mut fitting: Vec<_> = offers.iter().filter(fits).collect();
        fitting.sort_by_key(|offer| !fold(&offer.value).starts_with(&folded));
        fitting.truncate(MOST_SHOWN);
        fitting
    }

    /// Takes a key; gives what was heard when it ends the line.
    pub fn key(&mut self, key: &Key, offers: &[Offer]) -> Option<Heard> {
        match key {
            Key::Enter => {
                if self.picked.is_some() {
                    self.complete(offers);
                }
                return Some(Heard::Line(self.text()));
            }
            Key::Escape | Key::CtrlC => return Some(Heard::Gone),
            Key::Char('\u{4}') if self.chars.is_empty() => return Some(Heard::Gone),
            Key::ArrowUp | Key::BackTab => self.step(offers, -1),
            Key::Tab if self.picked.is_none() && !self.text().trim().is_empty() => {
                self.picked = (!self.fitting(offers).is_empty()).then_some(0);
                self.complete(offers);
            }
            Key::Tab | Key::ArrowDown => self.step(offers, 1),
            Key::ArrowLeft => self.at = self.at.saturating_sub(1),
            Key::ArrowRight => self.at = (self.at + 1).min(self.chars.len()),
            Key::Home | Key::Char('\u{1}') => self.at = 0,
            Key::End | Key::Char('\u{5}') => self.at = self.chars.len(),
            Key::Backspace if self.at > 0 => {
                self.at -= 1;
                self.chars.remove(self.at);
                self.picked = None;
            }
            Key::Del if self.at < self.chars.len() => {
                self.chars.remove(self.at);
                self.picked = None;
            }
            Key::Char('\u{15}') => {
                self.chars.drain(..self.at);
                (self.at, self.picked) = (0, None);
            }
            Key::Char(c) if !c.is_control() => {
                self.chars.insert(self.at, *c);
                self.at += 1;
                self.picked = None;
            }
            _ => {}
        }
        None
    }

    fn step(&mut self, offers: &[Offer], by: isize) {
        let count = self.fitting(offers).len();
        self.picked = match (self.picked, by > 0) {
            _ if count == 0 => None,
            (None, true) => Some(0),
            (None, false) => Some(count - 1),
            (Some(at), true) => (at + 1 < count).then_some(at + 1),
            (Some(at), false) => at.checked_sub(1),
        };
    }

    /// Puts the picked offer's value for the part under the cursor.
    fn complete(&mut self, offers: &[Offer]) {
        let fitting = self.fitting(offers);
        let picked = self.picked.take().and_then(|at| fitting.get(at).copied());
        let Some(value) = picked.map(|offer| offer.value.clone()) else {
            return;
        };
        let text = self.text();
        let before = if self.many {
            text.rfind(',').map_or("", |at| &text[..=at])
        } else {
            ""
        };
        let space = if before.is_empty() { "" } else { " " };
        self.chars = format!("{before}{space}{value}").chars().collect();
        self.at = self.chars.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offers() -> Vec<Offer> {
        ["healthcare", "manufacturing", "early-childhood"]
            .map(|value| Offer {
                value: value.into(),
                ..Offer::default()
            })
            .to_vec()
    }

    fn typed(many: bool, keys: &[Key]) -> (Line, Option<Heard>) {
        let mut line = Line::new(many);
        let heard = keys
            .iter()
            .filter_map(|key| line.key(key, &offers()))
            .last();
        (line, heard)
    }

    fn chars(text: &str) -> Vec<Key> {
        text.chars().map(Key::Char).collect()
    }

    #[test]
    fn a_part_of_a_word_is_completed() {
        let mut keys = chars("manu");
        keys.extend([Key::Tab, Key::Enter]);
        assert_eq!(
            typed(false, &keys).1,
            Some(Heard::Line("manufacturing".into()))
        );
        let mut keys = chars("healthcare, ear");
        keys.extend([Key::ArrowDown, Key::Enter]);
        let wanted = Heard::Line("healthcare, early-childhood".into());
        assert_eq!(typed(true, &keys).1, Some(wanted));
    }

    #[test]
    fn arrows_pick_and_enter_alone_picks_nothing() {
        assert_eq!(
            typed(false, &[Key::Enter]).1,
            Some(Heard::Line(String::new()))
        );
        let keys = [Key::ArrowDown, Key::ArrowDown, Key::Enter];
        assert_eq!(
            typed(false, &keys).1,
            Some(Heard::Line("manufacturing".into()))
        );
        let keys = [Key::ArrowDown, Key::ArrowUp, Key::Enter];
        assert_eq!(typed(false, &keys).1, Some(Heard::Line(String::new())));
    }

    #[test]
    fn a_line_is_mended_in_its_middle() {
        let mut keys = chars("Antrn");
        keys.extend([
            Key::ArrowLeft,
            Key::Char('o'),
            Key::End,
            Key::Char('!'),
            Key::Backspace,
        ]);
        assert_eq!(typed(false, &keys).0.text(), "Antron");
    }

    #[test]
    fn escape_and_control_c_go_away() {
        for key in [Key::Escape, Key::CtrlC, Key::Char('\u{4}')] {
            assert_eq!(typed(false, &[key]).1, Some(Heard::Gone));
        }
    }
}
