//! Where a word may be divided: by the patterns of its language, and never in a name.

use hypher::Lang;

use crate::paper::labels::primary;

/// The patterns of a language, if there are any here.
pub(super) fn patterns(language: &str) -> Option<Lang> {
    let code = <[u8; 2]>::try_from(primary(language).as_bytes()).ok()?;
    Lang::from_iso(code)
}

/// The fewest letters of a word that is divided.
const LEAST: usize = 6;

/// The bytes of a text before which a word may be divided, sorted.
///
/// A word with a capital is left whole, as it may be someone's name (in German all nouns have
/// one, so there it is not), and so is a part of an address.
pub(super) fn points(text: &str, lang: Lang) -> Vec<usize> {
    let mut points = Vec::new();
    let names_only = !matches!(lang, Lang::German);
    let mut rest = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((start, c)) = rest.next() {
        if !c.is_alphabetic() {
            before = c;
            continue;
        }
        let mut end = start + c.len_utf8();
        let (mut letters, mut plain) = (1, !(names_only && c.is_uppercase()));
        while let Some((at, c)) = rest.next_if(|(_, c)| c.is_alphabetic()) {
            end = at + c.len_utf8();
            letters += 1;
            plain &= !c.is_uppercase();
        }
        let mut after = text[end..].chars();
        let (next, second) = (after.next().unwrap_or(' '), after.next().unwrap_or(' '));
        let joins = |c: char| c.is_alphanumeric() || "@/_\\.:~".contains(c);
        let address = joins(before)
            || "@/_\\~".contains(next)
            || (".:".contains(next) && second.is_alphanumeric());
        // Longer than any word: a hostile text is not worth the patterns' time.
        if (LEAST..60).contains(&letters) && plain && !address {
            let mut at = start;
            for syllable in hypher::hyphenate(&text[start..end], lang) {
                at += syllable.len();
                if at < end {
                    points.push(at);
                }
            }
        }
        before = ' ';
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(text: &str, language: &str) -> String {
        let mut shown = text.to_owned();
        for at in points(text, patterns(language).unwrap()).into_iter().rev() {
            shown.insert(at, '-');
        }
        shown
    }

    #[test]
    fn a_word_is_divided_as_its_language_does() {
        assert_eq!(
            divided("the confidentiality of", "en-US"),
            "the con-fi-den-tial-ity of"
        );
        assert_eq!(
            divided("la responsabilidad", "es"),
            "la res-pon-sa-bi-li-dad"
        );
        assert_eq!(divided("as informações", "pt-BR"), "as in-for-ma-ções");
    }

    #[test]
    fn a_name_or_an_address_stays_whole() {
        for whole in [
            "Worcester",
            "coordinator@example.org",
            "example.organisation",
            "NASA",
        ] {
            assert_eq!(divided(whole, "en"), whole);
        }
    }

    #[test]
    fn a_language_without_patterns_is_not_divided() {
        assert!(patterns("vi").is_none());
        assert!(patterns("").is_none());
    }
}
