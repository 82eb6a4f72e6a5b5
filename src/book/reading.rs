//! From a file's bytes to its sheet or its struct, or to all that is wrong with it.

use crate::record::{Body, spec};
use crate::schema::{Doc, Problem, Severity, check, read_plain};

use super::{Located, Record, Sheet};

/// Whether a problem keeps a record from being read: two items that nothing tells apart do not.
pub(super) fn hinders(problem: &Problem) -> bool {
    problem.severity == Severity::Error && problem.rule != "duplicate-item"
}

/// A file's bytes as text and values.
pub(super) fn sheet_of(located: &Located, bytes: Vec<u8>) -> Result<Sheet, Vec<Problem>> {
    let doc = Doc::parse_bytes(&located.path, bytes)?;
    Ok(Sheet {
        id: located.id.clone(),
        path: located.path.clone(),
        doc,
    })
}

/// A file's bytes as a struct.
pub(super) fn record_of<T: Body>(
    located: &Located,
    bytes: Vec<u8>,
) -> Result<Record<T>, Vec<Problem>> {
    let text = std::str::from_utf8(&bytes).ok();
    let text = text.map(|text| text.strip_prefix('\u{feff}').unwrap_or(text));
    let body = text.and_then(|text| read_plain(text).or_else(|| toml::from_str(text).ok()));
    match body {
        Some(body) => Ok(Record {
            id: located.id.clone(),
            path: located.path.clone(),
            body,
        }),
        None => Err(why_not::<T>(&located.path, bytes)),
    }
}

/// All that is wrong with a file that could not be read as its struct.
fn why_not<T: Body>(path: &str, bytes: Vec<u8>) -> Vec<Problem> {
    let doc = match Doc::parse_bytes(path, bytes) {
        Ok(doc) => doc,
        Err(problems) => return problems,
    };
    let mut found = check(path, &doc, spec(T::KIND).fields());
    found.retain(hinders);
    if found.is_empty() {
        // The table allows what the struct does not: the tests keep this from happening.
        found.push(Problem::of_file(
            "unreadable",
            path,
            "this record cannot be read",
        ));
    }
    found
}
