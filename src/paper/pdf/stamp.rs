//! What a document was made from, in the file's keywords: `wbl-NAME=value`, there to be read back.

use std::fmt::Write as _;

use crate::fault::{Fault, Result};

/// What a keyword of ours begins with.
const PREFIX: &str = "wbl-";
/// A file larger than this is none of ours.
const LARGEST: usize = 200 * 1024 * 1024;

/// The keywords for names and values.
pub(super) fn keywords(stamp: &[(String, String)]) -> Vec<String> {
    let keyword =
        |(name, value): &(String, String)| format!("{PREFIX}{}={}", escaped(name), escaped(value));
    stamp.iter().map(keyword).collect()
}

/// A text in letters that no list of keywords and no form of a file changes.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9'
            | b'A'..=b'Z'
            | b'a'..=b'z'
            | b'-'
            | b'_'
            | b'.'
            | b':'
            | b'/'
            | b'@'
            | b'+' => escaped.push(char::from(byte)),
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "%{byte:02X}");
            }
        }
    }
    escaped
}

/// The text of `escaped`.
fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            let (high, low) = (digit(rest.next())?, digit(rest.next())?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Reads the names and values that a PDF of ours was stamped with, in order.
///
/// They are looked for in the file's XMP metadata, which is never compressed, the newest first.
///
/// # Errors
///
/// If the bytes are no PDF, or hold no stamp of ours.
pub fn stamp(bytes: &[u8]) -> Result<Vec<(String, String)>> {
    if !bytes.starts_with(b"%PDF-") || bytes.len() > LARGEST {
        return Err(Fault::could("it is no PDF"));
    }
    let (open, close) = (b"<pdf:Keywords>", b"</pdf:Keywords>");
    let mut end = bytes.len();
    while let Some(at) = bytes[..end]
        .windows(open.len())
        .rposition(|part| part == open)
    {
        let rest = &bytes[at + open.len()..];
        if let Some(length) = rest.windows(close.len()).position(|part| part == close) {
            let words = String::from_utf8_lossy(&rest[..length]);
            let stamp: Vec<_> = words.split(", ").filter_map(pair).collect();
            if !stamp.is_empty() {
                return Ok(stamp);
            }
        }
        end = at;
    }
    Err(Fault::could(
        "it bears no stamp of wbl: something else made it, or took it off",
    ))
}

/// The name and value of a keyword of ours.
fn pair(word: &str) -> Option<(String, String)> {
    let (name, value) = word.trim().strip_prefix(PREFIX)?.split_once('=')?;
    Some((unescaped(name)?, unescaped(value)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_and_value_comes_back() {
        let stamp = [
            ("rev".to_owned(), "a, b=c%\n<é>&\"".to_owned()),
            (String::new(), String::new()),
        ];
        let pairs: Vec<_> = keywords(&stamp)
            .iter()
            .map(|word| pair(word).unwrap())
            .collect();
        assert_eq!(pairs, stamp);
    }

    #[test]
    fn what_is_no_pdf_of_ours_is_an_error() {
        for bytes in [
            &b""[..],
            b"%PDF-1.7",
            b"%PDF-1.7 <pdf:Keywords>",
            b"PK\x03\x04",
        ] {
            assert!(stamp(bytes).is_err());
        }
        let broken = b"%PDF-<pdf:Keywords>wbl-a=%zz, other, wbl-b</pdf:Keywords>";
        assert!(stamp(broken).is_err());
    }
}
