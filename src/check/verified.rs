//! Whether an entry stands verified as it is, by whoever could, and only once.

use std::collections::BTreeMap;

use crate::record::HourEntry;
use crate::rule::net_minutes;
use crate::schema::{Node, Problem};
use crate::value::Id;

use super::experience::{Experience, name_of, place_of};
use super::file::File;

/// Looks at whether an entry stands verified by whoever could.
pub(super) fn look(
    file: &File<'_>,
    experience: &Experience<'_>,
    entry: &HourEntry,
    item: &Node,
    found: &mut Vec<Problem>,
) {
    let name = name_of(entry);
    let id = entry.id.as_ref().map(Id::as_str);
    let again = || {
        let id = id.unwrap_or("ID");
        format!("wbl verify {} --entry {id} --by CONTACT", file.id)
    };
    let is_excused = |rule| file.excuses(rule, id);
    let half = match (entry.verified, &entry.by) {
        (Some(_), None) => Some(("verified", "is verified, and does not say by whom")),
        (None, Some(_)) => Some(("by", "says who verified it, and not when")),
        (None, None) if entry.seen.is_some() => {
            Some(("seen", "says what was seen, and not when or by whom"))
        }
        (None, None) | (Some(_), Some(_)) => None,
    };
    if let Some((key, what)) = half.filter(|_| !is_excused("half-verified")) {
        let at = item
            .get(key)
            .map_or(place_of(item), |node| node.span.clone());
        let message = format!("{name} {what}");
        found.push(file.found_at("half-verified", at, message).hint(again()));
    }
    if entry.verified.is_none() {
        return;
    }
    match (entry.seen, net_minutes(entry)) {
        (Some(seen), Some(net)) if seen != net => {
            let message = format!("{name} is {net} long, and {seen} was seen when it was verified");
            let at = item
                .get("seen")
                .map_or(place_of(item), |node| node.span.clone());
            found.push(
                file.found_at("changed-after-verification", at, message)
                    .hint(again()),
            );
        }
        (None, _) => {
            let message = format!("{name} is verified, and does not say what was seen");
            found.push(
                file.found_at("changed-after-verification", place_of(item), message)
                    .hint(again()),
            );
        }
        (Some(_), _) => {}
    }
    let Some(by) = &entry.by else {
        return;
    };
    if !experience.is_supervised_by(by.as_str(), entry.on) && !is_excused("not-supervisor") {
        let message = format!("{name} was verified by `{by}`, who was not the supervisor that day");
        let at = item
            .get("by")
            .map_or(place_of(item), |node| node.span.clone());
        found.push(file.found_at("not-supervisor", at, message).hint(format!(
            "wbl wbl set {} --supervisors contact={by},from={}",
            file.id, entry.on
        )));
    }
}

/// Finds entries without times that were typed twice.
pub(super) fn twins(file: &File<'_>, experience: &Experience<'_>, found: &mut Vec<Problem>) {
    let mut first: BTreeMap<_, &HourEntry> = BTreeMap::new();
    for (entry, item) in experience.standing() {
        let (None, None, Some(minutes)) = (entry.from, entry.to, entry.minutes) else {
            continue;
        };
        let Some(twin) = first.get(&(entry.on, minutes)) else {
            first.insert((entry.on, minutes), entry);
            continue;
        };
        let ids = [entry, *twin].map(|entry| entry.id.as_ref().map(Id::as_str));
        if ids.iter().any(|id| file.excuses("same-hours-twice", *id)) {
            continue;
        }
        let message = format!(
            "{} has the same {minutes} as {}",
            name_of(entry),
            name_of(twin)
        );
        found.push(
            file.found_at("same-hours-twice", place_of(item), message)
                .hint(format!(
                    "wbl wbl void {} {} --because \"typed twice\"",
                    file.id,
                    ids[0].unwrap_or("ENTRY")
                )),
        );
    }
}
