//! Whether wbl.toml holds together: its format, its calendar, the files that it names.

use std::collections::BTreeSet;

use crate::record::{FORMAT, KINDS, Settings, Term, format_of};
use crate::schema::{Kind, Node, Problem, Val};
use crate::value::{Id, Reach, nearest};

use super::file::{File, problem_of};
use super::ground::Ground;
use super::links::missing;
use super::table::CheckSpec;

pub(super) const CHECKS: &[CheckSpec] = &[
    CheckSpec::error(
        "newer-format",
        "a store whose format is newer than this program",
        "the program would not see what newer records say, and might lose it",
        "install the newer wbl; nothing is written until then",
    ),
    CheckSpec::error(
        "older-format",
        "a store whose format is older than this program's, or a wbl.toml that names none",
        "what the records mean may have changed since, so only `check`, `show` and `edit` read them",
        "bring it up to date with `wbl migrate`, which shows first what it will write",
    ),
    CheckSpec::error(
        "overlapping-terms",
        "two terms of one school year that share a day",
        "hours of that day would belong to both",
        "correct the days under `[[calendar.terms]]` in wbl.toml",
    ),
    CheckSpec::error(
        "term-order",
        "a term that ends before it starts, or a stretch without school that does",
        "no day lies in it, so its hours belong to no term",
        "correct the days under `[calendar]` in wbl.toml",
    ),
    CheckSpec::warning(
        "odd-calendar",
        "a day of the calendar outside its school year, or a transcript due before its term ends",
        "deadlines are taken from it, so a slip of the year moves them all",
        "correct the day under `[calendar]` in wbl.toml",
    ),
    CheckSpec::warning(
        "undeclared-key",
        "a key under `[custom]` that `[custom.KIND]` in wbl.toml does not declare",
        "it is kept, and cannot be shown, filtered or set by its name",
        "declare it under `[custom.KIND]` in wbl.toml, or correct the key",
    ),
];

/// Looks at the settings.
pub(super) fn look(file: &File<'_>, ground: &Ground<'_, '_>, found: &mut Vec<Problem>) {
    format(file, found);
    types(file, found);
    named_files(file, ground, found);
    let settings = &ground.book.settings;
    calendar(file, settings, found);
    if let Some(custom) = file.doc.get("custom") {
        let kinds = KINDS.iter().filter(|spec| spec.has_verbs);
        let kinds: Vec<_> = kinds.map(|spec| spec.kind.name()).collect();
        for entry in custom
            .entries()
            .iter()
            .filter(|e| !kinds.contains(&e.key.as_str()))
        {
            let message = format!("`[custom.{}]` is no kind of record", entry.key);
            let hint = nearest(&entry.key, kinds.iter().copied());
            let hint = hint.map_or_else(
                || format!("the kinds are {}", kinds.join(", ")),
                |near| format!("did you mean `[custom.{near}]`?"),
            );
            let at = entry.key_span.clone();
            found.push(file.found_at("unknown-key", at, message).hint(hint));
        }
    }
}

fn format(file: &File<'_>, found: &mut Vec<Problem>) {
    let Some(format) = format_of(&file.doc.root).filter(|format| *format != FORMAT) else {
        return;
    };
    let (rule, verb, hint) = if format > FORMAT {
        ("newer-format", "knows", "install the newer wbl")
    } else {
        (
            "older-format",
            "works with",
            "bring the store up to date: `wbl migrate`",
        )
    };
    let message = match file.doc.get("format") {
        Some(_) => format!("the store has format {format}; this program {verb} {FORMAT}"),
        None => format!("`format` is missing; this program {verb} {FORMAT}"),
    };
    // What the table says of it is said better here.
    found.retain(|problem| !problem.message.contains("`format`"));
    found.push(file.found_under(rule, "format", message).hint(hint));
}

/// Two tables have keys of the user's own and values of one type.
fn types(file: &File<'_>, found: &mut Vec<Problem>) {
    let entries = |key: &str| file.doc.get(key).map_or(&[][..], Node::entries);
    for entry in entries("warn") {
        if !matches!(entry.node.val, Val::Int(0..=100_000)) {
            let message = format!("`warn.{}` should be a whole number of days", entry.key);
            let hint = format!("write {} = 14", entry.key);
            found.push(file.found("type", &entry.node, message).hint(hint));
        }
    }
    for entry in entries("views") {
        if entry.node.as_text().is_none() {
            let message = format!("`views.{}` should be a filter in quotes", entry.key);
            let hint = format!("write {} = 'town = \"Bellingham\"'", entry.key);
            found.push(file.found("type", &entry.node, message).hint(hint));
        }
    }
}

/// The form and the rules file that the policy names, or that stand for them.
fn named_files(file: &File<'_>, ground: &Ground<'_, '_>, found: &mut Vec<Problem>) {
    let policy = &ground.book.settings.policy;
    let policy_node = file.doc.get("policy");
    for (key, kind, named) in [
        ("form", Kind::Form, policy.form()),
        ("rules", Kind::Rules, policy.rules()),
    ] {
        let Ok(id) = Id::new(named) else {
            continue;
        };
        if ground.has(kind, &id) {
            continue;
        }
        let folder = crate::record::spec(kind).folder;
        let message = format!("`policy.{key}` is `{id}`, and there is no {folder}/{id}.toml");
        let problem = match policy_node.and_then(|policy| policy.get(key)) {
            Some(node) => file.found("dangling-link", node, message),
            None => problem_of("dangling-link", file.path, message),
        };
        found.push(problem.hint(missing(ground, kind, named)));
    }
}

fn calendar(file: &File<'_>, settings: &Settings, found: &mut Vec<Problem>) {
    let Some(calendar) = file.doc.get("calendar") else {
        return;
    };
    let nodes = |key: &str| calendar.get(key).map_or(&[][..], Node::items);
    // Items that do not fit the table are told of there; the settings then hold none of them.
    let terms: Vec<(&Term, &Node)> = settings.calendar.terms.iter().zip(nodes("terms")).collect();
    for (at, (term, node)) in terms.iter().enumerate() {
        let day = |key: &str| node.get(key).unwrap_or(node);
        if term.ends < term.starts {
            let message = format!("{} of {} ends before it starts", term.name, term.year);
            found.push(
                file.found("term-order", day("ends"), message)
                    .hint("correct `starts` or `ends`"),
            );
            continue;
        }
        let reach = |term: &Term| Reach::new(Some(term.starts), Some(term.ends));
        for (other, _) in &terms[..at] {
            if other.year == term.year && reach(other).meets(reach(term)) {
                let message = format!(
                    "{} and {} of {} share days: {} ends on {}",
                    other.name, term.name, term.year, other.name, other.ends
                );
                found.push(
                    file.found("overlapping-terms", day("starts"), message)
                        .hint("let a term start on the day after the one before ends"),
                );
            }
        }
        for (key, on) in [("starts", term.starts), ("ends", term.ends)] {
            found.extend(outside_year(file, settings, term.year, key, on, day(key)));
        }
        if let Some(due) = term.transcript_due.filter(|due| *due < term.ends) {
            let message = format!(
                "the transcript of {} of {} is due on {due}, before the term ends",
                term.name, term.year
            );
            found.push(
                file.found("odd-calendar", day("transcript_due"), message)
                    .hint("hours worked after that day are late"),
            );
        }
    }
    for (year, node) in settings.calendar.years.iter().zip(nodes("years")) {
        for (key, on) in [
            ("closing_day", year.closing_day),
            ("senior_last_day", year.senior_last_day),
        ] {
            if let (Some(on), Some(day)) = (on, node.get(key)) {
                found.extend(outside_year(file, settings, year.year, key, on, day));
            }
        }
        let closures = node.get("no_school").map_or(&[][..], Node::items);
        for (closure, item) in year.no_school.iter().zip(closures) {
            let day = |key: &str| item.get(key).unwrap_or(item);
            found.extend(outside_year(
                file,
                settings,
                year.year,
                "from",
                closure.from,
                day("from"),
            ));
            if closure.to.is_some_and(|to| to < closure.from) {
                let message = format!(
                    "the days without school from {} end before they start",
                    closure.from
                );
                found.push(
                    file.found("term-order", day("to"), message)
                        .hint("correct `from` or `to`"),
                );
            }
        }
    }
}

fn outside_year(
    file: &File<'_>,
    settings: &Settings,
    year: crate::value::SchoolYear,
    key: &str,
    on: crate::value::Day,
    node: &Node,
) -> Option<Problem> {
    let (first, last) = (settings.first_day(year), settings.last_day(year));
    if first <= on && on <= last {
        return None;
    }
    let message = format!("`{key}` {on} lies outside the school year {year}");
    let hint = format!("{year} runs from {first} to {last}");
    Some(file.found("odd-calendar", node, message).hint(hint))
}

/// Looks at the user's own keys of a record.
pub(super) fn custom(file: &File<'_>, ground: &Ground<'_, '_>, found: &mut Vec<Problem>) {
    let Some(custom) = file.doc.get("custom") else {
        return;
    };
    let kind = file.kind.name();
    let declared = match ground.book.settings.custom.get(kind) {
        Some(toml::Value::Table(table)) => table.keys().map(String::as_str).collect(),
        _ => BTreeSet::new(),
    };
    for entry in custom
        .entries()
        .iter()
        .filter(|e| !declared.contains(e.key.as_str()))
    {
        let key = &entry.key;
        let message = format!("`custom.{key}` is not declared for a {kind}");
        let hint = match nearest(key, declared.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("declare it in wbl.toml: under [custom.{kind}] write {key} = \"text\""),
        };
        let at = entry.key_span.clone();
        found.push(file.found_at("undeclared-key", at, message).hint(hint));
    }
}
