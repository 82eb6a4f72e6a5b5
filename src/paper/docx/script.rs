//! Which way a text runs, and which of its pieces need another font or direction.

use crate::paper::labels::is_rtl_letter;

/// How a piece of text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// From left to right, in the document's font.
    Plain,
    /// From right to left: Hebrew, Arabic and their like.
    Rtl,
    /// Han characters and the signs used with them.
    Han,
    /// Japanese syllables.
    Kana,
    /// Korean.
    Hangul,
}

/// What one character asks for; nothing for spaces, digits and signs that go with their neighbours.
fn script(c: char) -> Option<Script> {
    match c {
        c if is_rtl_letter(c) => Some(Script::Rtl),
        '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => {
            Some(Script::Kana)
        }
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}' => {
            Some(Script::Hangul)
        }
        '\u{2e80}'..='\u{303f}'
        | '\u{3100}'..='\u{312f}'
        | '\u{31a0}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ff65}'
        | '\u{20000}'..='\u{3ffff}' => Some(Script::Han),
        c if c.is_alphabetic() => Some(Script::Plain),
        _ => None,
    }
}

/// Splits a text where its script changes.
///
/// Signs and spaces between two pieces of one script stay with them; elsewhere they follow the
/// paragraph.
pub(super) fn pieces(text: &str, rtl: bool) -> Vec<(Script, &str)> {
    let base = if rtl { Script::Rtl } else { Script::Plain };
    let mut found: Vec<(Script, usize)> = Vec::new();
    let mut add = |script: Script, at: usize| {
        if found.last().is_none_or(|(last, _)| *last != script) {
            found.push((script, at));
        }
    };
    let (mut before, mut unsure) = (base, None);
    for (at, c) in text.char_indices() {
        let Some(script) = script(c) else {
            unsure.get_or_insert(at);
            continue;
        };
        if let Some(from) = unsure.take() {
            add(if script == before { script } else { base }, from);
        }
        add(script, at);
        before = script;
    }
    if let Some(from) = unsure {
        add(base, from);
    }
    let ends = found.iter().skip(1).map(|(_, at)| *at).chain([text.len()]);
    found
        .iter()
        .zip(ends)
        .map(|((script, from), to)| (*script, &text[*from..to]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Script::{Han, Hangul, Kana, Plain, Rtl};

    #[test]
    fn a_text_is_split_where_its_script_changes_and_loses_nothing() {
        let text = "Agreed: شركة النور, 5 days (東京 ひらがな 한국)";
        let pieces = pieces(text, false);
        let scripts: Vec<_> = pieces.iter().map(|(script, _)| *script).collect();
        assert_eq!(
            scripts,
            [Plain, Rtl, Plain, Han, Plain, Kana, Plain, Hangul, Plain]
        );
        assert_eq!(pieces[1].1, "شركة النور");
        let joined: String = pieces.iter().map(|(_, text)| *text).collect();
        assert_eq!(joined, text);
    }
}
