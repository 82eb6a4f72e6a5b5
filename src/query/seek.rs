//! Full text: every value of every record that holds a text, without regard to case and accents.

use rayon::prelude::*;

use crate::book::{Book, Located};
use crate::fault::Result;
use crate::record::KINDS;
use crate::schema::{Doc, Kind, Node, Val};
use crate::value::{Id, fold};

/// How much of a long value is shown before what was found, and after it.
const AROUND: usize = 30;

/// A value that holds what was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The kind of the record; a student's also where the value lies in the private part.
    pub kind: Kind,
    /// The record.
    pub id: Id,
    /// The field, with dots into groups: `touches.about`.
    pub field: String,
    /// The value, or what stands around the text in it.
    pub excerpt: String,
}

/// Finds a text in the ids and the values of all records, by kind and id; in the private parts of
/// students only where that is asked for.
///
/// # Errors
/// Where a folder cannot be listed.
pub fn seek(book: &Book<'_>, text: &str, private: bool) -> Result<Vec<Hit>> {
    let sought = Sought::of(text);
    let mut hits = Vec::new();
    for spec in KINDS.iter().filter(|spec| spec.kind != Kind::Settings) {
        let kind = match spec.kind {
            Kind::Person if !private => continue,
            Kind::Person => Kind::Student,
            kind => kind,
        };
        let found = book
            .located(spec.kind)?
            .par_iter()
            .flat_map_iter(|located| sought.look(book, kind, located));
        hits.par_extend(found);
    }
    // The private part of a student stands with the rest of the student.
    let rank = |kind: Kind| KINDS.iter().position(|spec| spec.kind == kind);
    hits.sort_by(|a, b| (rank(a.kind), &a.id).cmp(&(rank(b.kind), &b.id)));
    Ok(hits)
}

/// What is looked for, folded, and the word of it that a file must hold to be worth parsing.
struct Sought {
    folded: String,
    word: String,
}

impl Sought {
    fn of(text: &str) -> Self {
        let folded = fold(text);
        let words = folded.split(|c: char| !c.is_alphanumeric());
        let word = words.max_by_key(|word| word.len()).unwrap_or("").to_owned();
        Self { folded, word }
    }

    fn look(&self, book: &Book<'_>, kind: Kind, located: &Located) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut found = |field: &str, value: &str| {
            if fold(value).contains(&self.folded) {
                hits.push(Hit {
                    kind,
                    id: located.id.clone(),
                    field: field.to_owned(),
                    excerpt: self.excerpt(value),
                });
            }
        };
        if !located.path.starts_with("private/") {
            found("id", located.id.as_str());
        }
        let bytes = book.disk().read(&located.path);
        if bytes.as_ref().is_ok_and(|bytes| !self.may_be_in(bytes)) {
            return hits;
        }
        match book.sheet_at(located) {
            Ok(sheet) => values(&sheet.doc, &mut found),
            Err(problems) => book.note(&located.path, problems),
        }
        hits
    }

    /// Whether a file may hold it; only escapes and letters beyond ASCII make that hard to say.
    fn may_be_in(&self, bytes: &[u8]) -> bool {
        if self.word.is_empty() || bytes.contains(&b'\\') {
            return true;
        }
        if !bytes.is_ascii() {
            return std::str::from_utf8(bytes).map_or(true, |text| fold(text).contains(&self.word));
        }
        let word = self.word.as_bytes();
        let Some(first) = word.first().filter(|_| self.word.is_ascii()) else {
            return false;
        };
        bytes.windows(word.len()).any(|window| {
            window[0].eq_ignore_ascii_case(first) && window.eq_ignore_ascii_case(word)
        })
    }

    /// A short value whole; of a long one what stands around the text, on one line.
    fn excerpt(&self, value: &str) -> String {
        let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let chars: Vec<char> = line.chars().collect();
        let length = self.folded.chars().count();
        if chars.len() <= length + 2 * AROUND {
            return line;
        }
        // The shortest beginning that holds it ends where it ends.
        let ends: Vec<usize> = (0..=chars.len()).collect();
        let end = ends.partition_point(|end| {
            let beginning: String = chars[..*end].iter().collect();
            !fold(&beginning).contains(&self.folded)
        });
        let from = end.saturating_sub(length + AROUND);
        let to = (end + AROUND).min(chars.len());
        let middle: String = chars[from.min(to)..to].iter().collect();
        let (before, after) = (from > 0, to < chars.len());
        format!(
            "{}{}{}",
            if before { "…" } else { "" },
            middle.trim(),
            if after { "…" } else { "" }
        )
    }
}

fn values(doc: &Doc, found: &mut impl FnMut(&str, &str)) {
    for entry in doc.root.entries() {
        walk(&entry.key, &entry.node, found);
    }
}

fn walk(field: &str, node: &Node, found: &mut impl FnMut(&str, &str)) {
    match &node.val {
        Val::Text(text) | Val::Other(text) => found(field, text),
        Val::Day(day) => found(field, &day.to_string()),
        Val::List(items) => items.iter().for_each(|item| walk(field, item, found)),
        Val::Table(entries) => {
            for entry in entries {
                walk(&format!("{field}.{}", entry.key), &entry.node, found);
            }
        }
        Val::Int(_) | Val::Flag(_) | Val::Clock(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::store;
    use super::*;

    fn fields(text: &str, private: bool) -> Vec<String> {
        let memory = store();
        let hits = seek(&memory.book(), text, private).unwrap();
        hits.iter()
            .map(|hit| format!("{} {} {}", hit.kind, hit.id, hit.field))
            .collect()
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(fields("NUNEZ bak", true), ["partner nunez-bakery name"]);
        assert_eq!(fields("núñez", false), fields("nunez", false));
        assert_eq!(
            fields("maría o", true),
            ["contact maria-ortiz name"],
            "an id holds no space"
        );
        assert_eq!(
            fields("2026-10-09", true),
            ["wbl s-k7f2wq-antron-engineering hours.verified"]
        );
    }

    #[test]
    fn the_private_part_is_looked_at_only_where_asked_for() {
        assert_eq!(fields("pena", true), ["student s-k7f2wq name"]);
        assert!(fields("pena", false).is_empty());
    }

    #[test]
    fn a_long_value_is_cut_around_what_was_found() {
        let long = format!(
            "{} the Núñez family {}",
            "word ".repeat(30),
            "more ".repeat(30)
        );
        let excerpt = Sought::of("nunez").excerpt(&long);
        assert!(
            excerpt.starts_with('…') && excerpt.ends_with('…'),
            "{excerpt}"
        );
        assert!(excerpt.contains("the Núñez family"), "{excerpt}");
        assert!(excerpt.chars().count() < 75, "{excerpt}");
    }
}
