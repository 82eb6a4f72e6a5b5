//! The colours of state words. The word says it all; its colour only helps to find it.

/// What a state word means to its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// All is well.
    Good,
    /// Somebody should look.
    Doubtful,
    /// Somebody must act.
    Bad,
}

/// The state words that have a colour; all others stay as they are.
const TONES: &[(&str, Tone)] = &[
    ("met", Tone::Good),
    ("active", Tone::Good),
    ("completed", Tone::Good),
    ("ok", Tone::Good),
    ("done", Tone::Good),
    ("met-pending-verification", Tone::Doubtful),
    ("at-risk", Tone::Doubtful),
    ("warning", Tone::Doubtful),
    ("expiring", Tone::Doubtful),
    ("partly-signed", Tone::Doubtful),
    ("pending", Tone::Doubtful),
    ("due", Tone::Doubtful),
    ("short", Tone::Bad),
    ("no-placement", Tone::Bad),
    ("error", Tone::Bad),
    ("expired", Tone::Bad),
    ("terminated", Tone::Bad),
    ("overdue", Tone::Bad),
    ("missing", Tone::Bad),
];

/// What a state word means, if it has a colour.
pub(super) fn tone(word: &str) -> Option<Tone> {
    TONES
        .iter()
        .find(|(state, _)| *state == word)
        .map(|(_, tone)| *tone)
}

/// Invisible marks of no width that stand for colours while lines are laid out. They cannot come
/// from a record, since taming shows them. The last ends a colour.
const MARKS: [(char, &str); 4] = [
    ('\u{2061}', "\u{1b}[32m"),
    ('\u{2062}', "\u{1b}[33m"),
    ('\u{2063}', "\u{1b}[31m"),
    ('\u{2064}', "\u{1b}[0m"),
];

/// Marks each word of a state with its colour, so that no colour runs over a wrapped line.
pub(super) fn mark(state: &'static str) -> String {
    let Some(tone) = tone(state) else {
        return state.to_owned();
    };
    let [(good, _), (doubtful, _), (bad, _), (end, _)] = MARKS;
    let start = match tone {
        Tone::Good => good,
        Tone::Doubtful => doubtful,
        Tone::Bad => bad,
    };
    let words: Vec<String> = state
        .split(' ')
        .map(|word| format!("{start}{word}{end}"))
        .collect();
    words.join(" ")
}

/// The line with its marks as the codes that a terminal knows.
pub(super) fn paint(line: &str) -> String {
    let mut painted = String::with_capacity(line.len() + 16);
    for c in line.chars() {
        match MARKS.iter().find(|(mark, _)| *mark == c) {
            Some((_, code)) => painted.push_str(code),
            None => painted.push(c),
        }
    }
    painted
}

#[cfg(test)]
mod tests {
    use super::super::screen::{Screen, width};
    use super::super::{Cell, Look};
    use super::*;

    #[test]
    fn marks_fill_no_room_and_end_with_their_word() {
        for (mark, _) in MARKS {
            assert_eq!(width(&mark.to_string()), 0);
        }
        assert_eq!(width(&mark("short")), 5);
        assert_eq!(mark("on-track"), "on-track");
        let mut out = Vec::new();
        let look = Look {
            colour: true,
            ..Look::default()
        };
        let mut screen = Screen::new(&look, &mut out);
        let text = screen.pen.line_of(&Cell::State("at-risk"));
        screen.line(&format!("{text}  ")).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "\u{1b}[33mat-risk\u{1b}[0m\n"
        );
    }

    #[test]
    fn a_record_cannot_forge_a_colour() {
        let mut out = Vec::new();
        let look = Look {
            colour: true,
            ..Look::default()
        };
        let mut screen = Screen::new(&look, &mut out);
        let text = screen.pen.line_of(&Cell::text("\u{2063}red\u{1b}[31m"));
        screen.line(&text).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "\\u{2063}red␛[31m\n");
    }
}
