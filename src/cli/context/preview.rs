//! What is shown before a yes: of several records a line each, where a line says it, else the lines
//! in which the files differ. People stand in it by name only where a person looks.

use std::fmt::Write as _;

use crate::book::Book;
use crate::change::{Change, Line};
use crate::schema::Kind;
use crate::value::{Id, fold};
use crate::work;

/// What is shown of a change; `by_name` where somebody at a terminal is to say yes to it.
pub fn of(book: &Book<'_>, change: &Change, by_name: bool) -> String {
    let called = |kind: Kind, id: &Id| work::called(book, kind, id).filter(|_| by_name);
    if change.lines.len() > 1 {
        let lines = change.lines.iter();
        return listed(
            lines
                .map(|line| (called(line.kind, &line.id), line))
                .collect(),
        );
    }
    change.preview_naming(|path| {
        let kind = Kind::of_path(path)?;
        let (_, file) = path.rsplit_once('/')?;
        called(kind, &Id::new(file.strip_suffix(".toml")?).ok()?)
    })
}

/// A line for each record to which something is done, by name and then by id.
fn listed(mut lines: Vec<(Option<String>, &Line)>) -> String {
    let all = lines.len();
    lines.retain(|(_, line)| !line.what.is_empty());
    lines.sort_by_cached_key(|(name, line)| {
        (name.is_none(), name.as_deref().map(fold), line.id.clone())
    });
    let idle = all - lines.len();
    let mut text = String::new();
    for (name, line) in lines {
        let name = name.unwrap_or_else(|| line.id.to_string());
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{name}: {}", line.what);
    }
    if idle > 0 {
        let _ = writeln!(text, "Nothing to do in {idle} more.");
    }
    text
}
