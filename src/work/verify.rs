//! `verify`: a supervisor vouches for hours; only then do they count.

use crate::book::Book;
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::{HourEntry, Wbl};
use crate::rule::{Standing, net_minutes, standing};
use crate::schema::{Kind, Node, Val};
use crate::value::{Day, Id, Minutes};

use super::ground::Grounds;
use super::judge_hours::stand_alone;
use super::judge_wbl::entry_name;
use super::placement::{entry_at, not_supervisor, not_verified_then, with_hours};

/// Which hours are verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// Pending ones up to a day.
    Through(Day),
    /// Pending ones of the Monday to Sunday that holds a day.
    Week(Day),
    /// One entry, by its id; also one that was changed since it was verified.
    Entry(String),
    /// Those that the signed sheet of a week shows, also ones that were changed since they were
    /// verified: the sheet shows them as they are now.
    Sheet(Day),
    /// All pending ones.
    All,
}

/// What is asked of `verify`.
#[derive(Clone, Debug)]
pub struct VerifyRequest {
    /// Which hours.
    pub which: Which,
    /// Who vouches for them.
    pub by: Id,
    /// The day they did; today where none is named.
    pub on: Option<Day>,
    /// The ground for going past a rule.
    pub reason: Option<String>,
}

/// Verifies hours of placements; where nothing is to be verified, nothing changes.
///
/// # Errors
/// Where an entry is not there (3), or cannot be verified so (4): all at once.
pub fn verify(
    book: &Book<'_>,
    ids: &[Id],
    request: &VerifyRequest,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let mut draft = Draft::new(book, seed);
    for id in ids {
        verify_one(&mut draft, id, request, today)?;
    }
    draft.finish()
}

fn verify_one(
    draft: &mut Draft<'_, '_>,
    id: &Id,
    request: &VerifyRequest,
    today: Day,
) -> Result<()> {
    let book = draft.book();
    let (record, student) = with_hours(book, id)?;
    let wbl = &record.body;
    let (by, on) = (&request.by, request.on.unwrap_or(today));
    let chosen = chosen(id, wbl, &request.which, today)?;
    let entries: Vec<&HourEntry> = chosen.iter().map(|at| &wbl.hours[*at]).collect();
    let mut grounds = Grounds::default();
    if let Some(fault) = not_verified_then(on, today, &entries) {
        grounds.refuse(fault);
    }
    for entry in &entries {
        if net_minutes(entry).is_none() {
            grounds.refuse(
                Fault::refused(format!(
                    "how long was {} in `{id}`? its times make no sense",
                    entry_name(entry)
                ))
                .hint(format!("mend them in its file first; `wbl check` names the line, `wbl wbl show {id}` the entries")),
            );
        }
    }
    stand_alone(book, &student, id, wbl, &chosen, &mut grounds)?;
    for (entry, fault) in not_supervisor(id, wbl, &entries, by) {
        let about = entry.id.as_ref().map(Id::to_string);
        grounds.breaks("not-supervisor", about, fault);
    }
    let reasons = grounds.settle(book, request.reason.as_deref(), today)?;
    let sum: Minutes = entries.iter().filter_map(|entry| net_minutes(entry)).sum();
    let splicer = draft.edit(Kind::Wbl, id)?;
    for at in &chosen {
        let seen = net_minutes(&wbl.hours[*at]).unwrap_or_default();
        splicer.set_in("hours", *at, "by", Node::text(by.as_str()))?;
        splicer.set_in("hours", *at, "verified", Node::made(Val::Day(on)))?;
        splicer.set_in("hours", *at, "seen", Node::made(Val::Int(seen.0)))?;
    }
    for reason in reasons {
        splicer.push("reasons", reason)?;
    }
    draft.line(Kind::Wbl, id, told(&entries, sum));
    draft.say(match entries.len() {
        0 => format!("Nothing to verify in `{id}`."),
        1 => format!("Verified 1 entry ({sum}) of `{id}` by `{by}`."),
        count => format!("Verified {count} entries ({sum}) of `{id}` by `{by}`."),
    });
    Ok(())
}

/// Entries in a few words: how many, how long, of which days.
fn told(entries: &[&HourEntry], sum: Minutes) -> String {
    let days = || entries.iter().map(|entry| entry.on);
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        return String::new();
    };
    let count = match entries.len() {
        1 => "1 entry".to_owned(),
        count => format!("{count} entries"),
    };
    if first == last {
        return format!("{count}, {sum}, on {first}");
    }
    format!("{count}, {sum}, from {first} to {last}")
}

/// The places of the entries that are meant and not yet verified.
fn chosen(id: &Id, wbl: &Wbl, which: &Which, today: Day) -> Result<Vec<usize>> {
    let (from, to) = match which {
        Which::Entry(entry) => return one(id, wbl, entry, today),
        Which::Through(day) => (None, Some(*day)),
        Which::Week(day) | Which::Sheet(day) => (Some(day.monday()), Some(day.monday().plus(6))),
        Which::All => (None, None),
    };
    let meant = |entry: &HourEntry| {
        from.is_none_or(|from| from <= entry.on)
            && to.is_none_or(|to| entry.on <= to)
            && match standing(entry, today) {
                Standing::Pending => entry.verified.is_none(),
                Standing::Changed => matches!(which, Which::Sheet(_)),
                Standing::NotYet | Standing::Void | Standing::Verified(_) => false,
            }
    };
    Ok((0..wbl.hours.len())
        .filter(|at| meant(&wbl.hours[*at]))
        .collect())
}

fn one(id: &Id, wbl: &Wbl, entry: &str, today: Day) -> Result<Vec<usize>> {
    let at = entry_at(id, wbl, entry)?;
    if wbl.hours[at]
        .verified
        .is_some_and(|verified| verified > today)
    {
        let name = entry_name(&wbl.hours[at]);
        return Err(Fault::refused(format!(
            "{name} in `{id}` is verified on a later day than {today}"
        ))
        .hint("look at it without `--as-of`"));
    }
    match standing(&wbl.hours[at], today) {
        Standing::Pending | Standing::Changed => Ok(vec![at]),
        Standing::Verified(_) => Ok(Vec::new()),
        Standing::Void => {
            Err(
                Fault::refused(format!("{} in `{id}` is void", entry_name(&wbl.hours[at]))).hint(
                    format!("log it anew: `wbl wbl log {id} {} SPAN`", wbl.hours[at].on),
                ),
            )
        }
        Standing::NotYet => Err(Fault::refused(format!(
            "{} in `{id}` is not known yet on {today}",
            entry_name(&wbl.hours[at])
        ))
        .hint("verify it with a later `--as-of`, or without one")),
    }
}
