//! Text as people compare it: without case and accents, and the nearest of a list.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Folds case, accents and spacing away, for searching: `Núñez  ` is `nunez`.
pub fn fold(text: &str) -> String {
    let bare: String = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        text.nfkd()
            .filter(|c| !is_combining_mark(*c))
            .flat_map(char::to_lowercase)
            .flat_map(plain_letters)
            .collect()
    };
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A letter of the Latin script without its stroke or ligature: `đ` is `d`, `ß` is `ss`; any other
/// character as it is.
fn plain_letters(c: char) -> impl Iterator<Item = char> {
    let plain = ('\u{df}'..='\u{24f}')
        .contains(&c)
        .then(|| deunicode::deunicode_char(c))
        .flatten();
    let itself = plain.is_none().then_some(c);
    plain
        .unwrap_or_default()
        .chars()
        .map(|c| c.to_ascii_lowercase())
        .chain(itself)
}

/// The text in the composed form (NFC) in which names are stored, without outer spaces.
pub fn nfc(text: &str) -> String {
    text.trim().nfc().collect()
}

/// The words of a name, folded, of letters and digits only.
pub fn words_of(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The candidate that looks most like `word`, if one is near enough to be meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(word);
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&folded, &fold(candidate)), candidate))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_takes_case_accents_and_spacing_away() {
        assert_eq!(fold("José  Núñez-O'Brien "), "jose nunez-o'brien");
        assert_eq!(fold("Jose\u{301}"), fold("JOSÉ"));
        assert_eq!(fold("Nguyễn Thị Ánh"), "nguyen thi anh");
        assert_eq!(
            fold("Đặng Văn Đức Straße Łódź Øre"),
            "dang van duc strasse lodz ore"
        );
        assert_eq!(fold("李 伟"), "李 伟");
        assert_eq!(words_of("A. & B. Co."), ["a", "b", "co"]);
    }

    #[test]
    fn the_nearest_is_near_or_nothing() {
        assert_eq!(
            nearest("pathwya", ["partner", "pathway", "phone"]),
            Some("pathway")
        );
        assert_eq!(nearest("zzz", ["partner", "pathway"]), None);
    }
}
