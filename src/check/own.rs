//! What the user has declared in wbl.toml for filters: fields of their own, and views.

use crate::query::{Filter, Known, ill_declared};
use crate::record::KINDS;
use crate::rule::DERIVED;
use crate::schema::{Node, Problem, Val};

use super::file::File;
use super::ground::Ground;
use super::table::CheckSpec;

pub(super) const CHECKS: &[CheckSpec] = &[
    CheckSpec::warning(
        "broken-view",
        "a view of wbl.toml that is no filter for any kind of record",
        "every list, report and change that names it is refused",
        "correct it under `[views]` in wbl.toml; `wbl help filters` says how",
    ),
    CheckSpec::warning(
        "ill-declared",
        "a field of your own whose declaration does not say what it holds",
        "it is taken for text, so days and numbers in it are not compared as such",
        "correct it under `[custom.KIND]` in wbl.toml",
    ),
];

/// Looks at the settings.
pub(super) fn look(file: &File<'_>, ground: &Ground<'_, '_>, found: &mut Vec<Problem>) {
    views(file, ground, found);
    let nodes = file.doc.get("custom").map_or(&[][..], Node::entries);
    for kind in KINDS.iter().filter(|spec| spec.has_verbs) {
        let name = kind.kind.name();
        let Some(node) = nodes.iter().find(|entry| entry.key == name) else {
            continue;
        };
        if !matches!(node.node.val, Val::Table(_)) {
            let message = format!("`custom.{name}` should be a table of fields");
            let hint = format!("write [custom.{name}] and under it parking = \"text\"");
            let at = node.key_span.clone();
            found.push(file.found_at("ill-declared", at, message).hint(hint));
            continue;
        }
        let Some(toml::Value::Table(declared)) = ground.book.settings.custom.get(name) else {
            continue;
        };
        for entry in node.node.entries() {
            if let Some(should) = declared.get(entry.key.as_str()).and_then(ill_declared) {
                let message = format!("`custom.{name}.{}` should be {should}", entry.key);
                let hint = format!("write {} = \"text\"", entry.key);
                found.push(file.found("ill-declared", &entry.node, message).hint(hint));
            }
        }
    }
}

fn views(file: &File<'_>, ground: &Ground<'_, '_>, found: &mut Vec<Problem>) {
    let settings = &ground.book.settings;
    for entry in file.doc.get("views").map_or(&[][..], Node::entries) {
        let Some(text) = settings.views.get(entry.key.as_str()) else {
            continue;
        };
        let place = format!("@{}", entry.key);
        let mut known = Known::new(settings, ground.today)
            .derived(DERIVED)
            .typed_as(&place);
        if let Some(activities) = &ground.activities {
            known = known.activities(activities.names());
        }
        let kinds = KINDS.iter().filter(|spec| spec.has_verbs);
        let faults: Result<Vec<_>, ()> = kinds
            .map(|spec| match Filter::parse(text, spec.kind, &known) {
                Ok(_) => Err(()),
                Err(fault) => Ok(fault),
            })
            .collect();
        // One kind that it fits will do; else the fault of the kind that it fits best is told.
        let Some(fault) = faults
            .ok()
            .and_then(|faults| faults.into_iter().min_by_key(|fault| fault.each().count()))
        else {
            continue;
        };
        let message = format!("the view `@{}` fits no kind: {}", entry.key, fault.message);
        let hint = fault.hints.first().cloned();
        let hint = hint.unwrap_or_else(|| "`wbl help filters` says how to write one".into());
        found.push(file.found("broken-view", &entry.node, message).hint(hint));
    }
}
