//! The stamp of a document: the template and the records that it was made from, read back and held
//! against what they are now. It holds ids and checksums, never a name.

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::record::kind_named;
use crate::schema::Kind;
use crate::value::{Id, checksum};
use crate::view::{Cell, Column, Table, View};

use super::fill::revision;
use super::template::{FOLDER, Templates};
use super::{docx, html, md, pdf};

/// Before the name of each property that is ours.
const OURS: &str = "wbl-";
/// Before the kind and the id of a record.
const FROM: &str = "from-";
/// The name of the template's pair.
const TEMPLATE: &str = "template";

/// The pair of a template.
pub fn of_template(name: &str, sum: &str) -> (String, String) {
    (TEMPLATE.to_owned(), format!("{name} {sum}"))
}

/// The pair of a record.
pub fn of_record(kind: Kind, id: &Id, sum: &str) -> (String, String) {
    (format!("{FROM}{kind}-{id}"), sum.to_owned())
}

/// Reads the stamp of a document in any of its formats.
///
/// # Errors
/// Where it has none, or is damaged (exit 4).
pub fn read(bytes: &[u8]) -> Result<Vec<(String, String)>> {
    let pairs = if bytes.starts_with(b"%PDF") {
        pdf::stamp(bytes)?
    } else if bytes.starts_with(b"PK") {
        docx::stamp(bytes)?
    } else {
        let text = String::from_utf8_lossy(bytes);
        let in_head = |line: &&str| !line.starts_with("-->") && !line.starts_with("<style>");
        text.lines().take_while(in_head).filter_map(pair).collect()
    };
    if pairs.is_empty() {
        return Err(Fault::refused("this document has no stamp of wbl")
            .hint("documents that `wbl mou render` and `wbl paper render` make have one"));
    }
    Ok(pairs)
}

/// The pair of a line of the head of a Markdown or HTML document.
fn pair(line: &str) -> Option<(String, String)> {
    let html = line.strip_prefix("<meta name=\"").and_then(|rest| {
        let rest = rest.strip_suffix("\">")?;
        rest.split_once("\" content=\"")
    });
    let (name, value) = if let Some((name, value)) = html {
        (html::unescaped(name), html::unescaped(value))
    } else {
        let (name, value) = line.split_once(": ")?;
        (name.to_owned(), md::uncommented(value))
    };
    let name = name.strip_prefix(OURS)?;
    Some((name.to_owned(), value))
}

/// What a document was made from, and whether that is still the same.
///
/// # Errors
/// Where a record that it names cannot be read (exit 7).
pub fn why(book: &Book<'_>, templates: &Templates, stamp: &[(String, String)]) -> Result<View> {
    let mut rows = Vec::new();
    for (name, value) in stamp {
        let (what, id, state) = if name == TEMPLATE {
            let (template, sum) = value.rsplit_once(' ').unwrap_or((value, ""));
            let now = templates.get(template).map(|one| one.sum.clone());
            let now = now.or_else(|| word_file(book, template));
            ("template", template, held(now.as_deref(), sum))
        } else if let Some((kind, id)) = record_of(name) {
            let now = match Id::new(id) {
                Ok(id) => revision(book, kind, &id)?,
                Err(_) => None,
            };
            (kind.name(), id, held(now.as_deref(), value))
        } else {
            continue;
        };
        rows.push(vec![Cell::text(what), Cell::text(id), Cell::State(state)]);
    }
    Ok(View::List(Table {
        columns: ["made_from", "id", "state"].map(Column::left).into(),
        rows,
    }))
}

/// The checksum of a Word file that lies among the templates.
fn word_file(book: &Book<'_>, name: &str) -> Option<String> {
    let bytes = book.disk().read(&format!("{FOLDER}/{name}")).ok()?;
    Some(checksum(&bytes))
}

fn record_of(name: &str) -> Option<(Kind, &str)> {
    let (kind, id) = name.strip_prefix(FROM)?.split_once('-')?;
    Some((kind_named(kind)?.kind, id))
}

fn held(now: Option<&str>, then: &str) -> &'static str {
    match now {
        Some(now) if now == then => "unchanged",
        Some(_) => "changed",
        None => "not here",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Document, FORMATS, Fonts};
    use super::*;

    #[test]
    fn the_stamp_is_read_back_from_every_format() {
        let mut document = Document::default();
        document.meta.title = "A -- B: wbl-x: y".into();
        document.meta.language = "en-US".into();
        let id = Id::new("antron-2026-27").unwrap();
        for name in [
            "clauses/a-b.md",
            "r&d--x.md",
            "a---b -->.md",
            "&amp;lt;<\"it's\">.md",
            "&#45;&#62; & &#38;.md",
            "one: two: wbl-x.md",
            "\u{2010}-\u{203a}.md",
        ] {
            document.meta.stamp =
                vec![of_template(name, "0a1b"), of_record(Kind::Mou, &id, "ffee")];
            for format in FORMATS {
                let bytes = (format.write)(&document, &|_| Fonts::default()).unwrap();
                let read = read(&bytes).unwrap();
                assert_eq!(read, document.meta.stamp, "{name} {}", format.word);
            }
        }
        assert!(read(b"# A letter\n").is_err());
    }
}
