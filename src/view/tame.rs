//! Makes text harmless to show: what would steer a terminal or deceive the eye becomes visible.

use std::borrow::Cow;
use std::fmt::Write as _;

/// What stands for a line break within a cell.
pub(super) const BREAK: &str = " ⏎ ";

/// The text with `line_break` for each line break, a space for each tab, and every control
/// character, escape and invisible character shown: ESC as `␛`, U+202E as `\u{202e}`.
///
/// Joiners (U+200C, U+200D) and the marks of writing from right to left stay: letters and emoji
/// need them, and they cannot turn around what others wrote.
pub(super) fn tame<'a>(text: &'a str, line_break: &str) -> Cow<'a, str> {
    if is_plain(text) || !text.chars().any(is_wild) {
        return Cow::Borrowed(text);
    }
    let mut tamed = String::with_capacity(text.len() + 16);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => tamed.push_str(line_break),
            '\t' => tamed.push(' '),
            '\0'..='\u{1f}' => tamed.push(picture(c)),
            '\u{7f}' => tamed.push('␡'),
            c if is_wild(c) => {
                // Writing to a string cannot fail.
                let _ = write!(tamed, "\\u{{{:x}}}", u32::from(c));
            }
            c => tamed.push(c),
        }
    }
    Cow::Owned(tamed)
}

/// Whether a text is of letters, digits and signs of ASCII alone, each a column wide. No byte ends
/// the look at the others, so that many are looked at in one step.
pub(super) fn is_plain(text: &str) -> bool {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~');
    text.bytes().fold(true, |all, byte| all & is_plain(byte))
}

/// The character that pictures a control character.
fn picture(control: char) -> char {
    char::from_u32(0x2400 + u32::from(control)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Whether a character steers the terminal, turns the direction of writing, or hides.
fn is_wild(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e00ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_instead() {
        for (text, shown) in [
            ("plain", "plain"),
            ("José 日本 👩‍👩‍👧", "José 日本 👩‍👩‍👧"),
            ("a\nb\r\nc\rd\u{2028}e", "a ⏎ b ⏎ c ⏎ d ⏎ e"),
            ("a\tb", "a b"),
            ("\u{1b}[31mred", "␛[31mred"),
            ("\u{9b}31m\0\u{7f}", "\\u{9b}31m␀␡"),
            ("ab\u{202e}cd\u{2069}", "ab\\u{202e}cd\\u{2069}"),
            ("\u{feff}zero\u{200b}", "\\u{feff}zero\\u{200b}"),
        ] {
            assert_eq!(tame(text, BREAK), shown);
        }
        assert!(matches!(tame("José", BREAK), Cow::Borrowed(_)));
    }
}
