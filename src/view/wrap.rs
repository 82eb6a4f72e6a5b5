//! Text that is too long for a line, broken between words.

use super::screen::width;

/// Breaks text into lines: at its own line breaks, and between words where there is too little room.
///
/// What stands between backticks is one word and is never broken, so that a command can be copied
/// from a terminal in one piece; any other word breaks only where it is longer than a line.
pub fn wrap(text: &str, room: Option<usize>) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        match room {
            Some(room) if width(line) > room => break_up(line, room, &mut lines),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

fn break_up(line: &str, room: usize, lines: &mut Vec<String>) {
    let mut row = String::new();
    let mut end =
        |row: &mut String| lines.push(std::mem::take(row).trim_end_matches(' ').to_owned());
    for word in words(line) {
        let wide = width(word.trim_end_matches(' '));
        if !row.trim().is_empty() && width(&row) + wide > room {
            end(&mut row);
        }
        if wide <= room || word.matches('`').count() > 1 {
            row.push_str(word);
            continue;
        }
        for c in word.chars() {
            // What a letter adds depends on those before it.
            row.push(c);
            if width(&row) > room && row.len() > c.len_utf8() {
                row.pop();
                end(&mut row);
                row.push(c);
            }
        }
    }
    end(&mut row);
}

/// The words with the spaces behind them; `a command` is one word.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    let mut to_come = line.matches('`').count();
    line.split_inclusive(move |c| {
        if c == '`' {
            to_come -= 1;
            is_quoted = !is_quoted && to_come > 0;
        }
        c == ' ' && !is_quoted
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_wrap_and_only_a_word_longer_than_the_line_breaks() {
        assert_eq!(
            wrap("one two three\nfour", Some(8)),
            ["one two", "three", "four"]
        );
        assert_eq!(wrap("abcdefghijkl", Some(5)), ["abcde", "fghij", "kl"]);
        assert_eq!(wrap("日本語日本語", Some(5)), ["日本", "語日", "本語"]);
        assert_eq!(wrap("one two three", None), ["one two three"]);
        assert_eq!(wrap("", Some(5)), [""]);
    }

    #[test]
    fn a_command_is_not_broken() {
        assert_eq!(
            wrap("see `wbl partner list`, or `wbl help`", Some(20)),
            ["see", "`wbl partner list`,", "or `wbl help`"]
        );
        assert_eq!(
            wrap("try `wbl partner list --where x`", Some(10)),
            ["try", "`wbl partner list --where x`"]
        );
        assert_eq!(wrap("a lone ` in it", Some(8)), ["a lone `", "in it"]);
    }
}
