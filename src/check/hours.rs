//! Whether the hours of an experience can be true, and stand verified.

use crate::record::{HourEntry, Status};
use crate::rule::net_minutes;
use crate::schema::{Node, Problem};
use crate::value::{Minutes, Reach, Span};

use super::experience::{Experience, is_whole, name_of, place_of};
use super::file::File;
use super::ground::Ground;
use super::table::CheckSpec;
use super::verified;

pub(super) const CHECKS: &[CheckSpec] = &[
    CheckSpec::error(
        "impossible-hours",
        "an entry whose times make no sense: no time at all, an end before its start, more than 24 hours, a break as long as the shift, times and minutes both",
        "nobody can say how long it was, so it counts for nothing",
        "correct the entry from the signed sheet, or void it with `wbl wbl void REF ENTRY --because …`",
    ),
    CheckSpec::error(
        "overlap",
        "two entries of one student that share a minute, over all placements; touching ends are fine",
        "nobody is at two places at once, and the time would count twice",
        "correct one of the two, or void it with `wbl wbl void REF ENTRY --because …`",
    ),
    CheckSpec::error(
        "copied-entry",
        "an entry with the same id, day and minutes in two experiences, as where a file was copied, or came back in a merge",
        "its time counts twice",
        "void it in one of the two, or remove the experience that is a copy",
    ),
    CheckSpec::error(
        "outside-dates",
        "an entry on a day before its experience starts or after it ends",
        "either the entry or the dates are wrong, and the agreements cover only the dates",
        "correct the day, or let the experience reach as far with `wbl wbl set REF --ends DAY`",
    ),
    CheckSpec::error(
        "future-hours",
        "hours worked, typed, verified or voided on a day after today",
        "what has not happened cannot be counted",
        "correct the day",
    ),
    CheckSpec::error(
        "hours-not-allowed",
        "hours on an event, on an opportunity, or on an experience without exactly one student",
        "nobody can say whose hours they are, so they count for no one",
        "give the experience one student, or take the hours out; an event has a headcount instead",
    ),
    CheckSpec::warning(
        "changed-after-verification",
        "a verified entry whose minutes are no longer those that were seen, or that does not say what was seen",
        "it counts as pending until somebody verifies it again",
        "restore it, or verify it again with `wbl verify REF --entry ID --by CONTACT`",
    ),
    CheckSpec::warning(
        "half-verified",
        "an entry with a day of verification and nobody who verified it, or the other way round",
        "a transcript rests on who has seen the hours",
        "verify it again with `wbl verify REF --entry ID --by CONTACT`",
    ),
    CheckSpec::warning(
        "not-supervisor",
        "an entry verified by a contact who was not the experience's supervisor on its day",
        "whoever signs for hours should have seen them",
        "add the supervisor with `wbl wbl set REF --supervisors contact=ID,from=DAY`, or say why in an item of `reasons`",
    ),
    CheckSpec::warning(
        "same-hours-twice",
        "two entries without times, of equal minutes on one day",
        "the same sheet was probably typed twice",
        "void one with `wbl wbl void REF ENTRY --because …`, or say why in an item of `reasons`",
    ),
    CheckSpec::warning(
        "outside-enrolment",
        "an entry on a day on which the student was not enrolled in the experience's pathway",
        "it counts for no pathway",
        "correct the enrollment with `wbl student set REF --enrolled …`, or the experience's pathway",
    ),
];

/// Looks at the hours of an experience.
pub(super) fn look(
    file: &File<'_>,
    ground: &Ground<'_, '_>,
    experience: &Experience<'_>,
    found: &mut Vec<Problem>,
) {
    let individual = ground.is_individual(experience.activity);
    let one_student = experience.students.len() == 1;
    let is_opportunity = experience.status == Status::Posted;
    if !experience.entries.is_empty()
        && (individual == Some(false) || !one_student || is_opportunity)
    {
        let what = if is_opportunity {
            "an opportunity".to_owned()
        } else if individual == Some(false) {
            format!("an event (`{}`)", experience.activity)
        } else {
            format!("an experience of {} students", experience.students.len())
        };
        let message = format!("{what} has hours; only an individual experience of one student can");
        found.push(
            file.found_under("hours-not-allowed", "hours", message)
                .hint("make an experience of the student's own, and log the hours there"),
        );
    }
    for (entry, item) in &experience.entries {
        possible(file, entry, item, found);
        in_time(file, ground, entry, item, found);
    }
    for (entry, item) in experience.standing() {
        found.extend(outside_dates(file, experience, entry, item));
        verified::look(file, experience, entry, item, found);
    }
    verified::twins(file, experience, found);
    enrolled(file, ground, experience, found);
}

fn possible(file: &File<'_>, entry: &HourEntry, item: &Node, found: &mut Vec<Problem>) {
    // A value of the wrong type is told of by the table.
    if net_minutes(entry).is_some() || !is_whole(item) {
        return;
    }
    let (what, hint) = why_impossible(entry);
    let message = format!("{} {what}", name_of(entry));
    found.push(
        file.found_at("impossible-hours", place_of(item), message)
            .hint(hint),
    );
}

/// What makes an entry impossible, and what to do.
fn why_impossible(entry: &HourEntry) -> (String, &'static str) {
    match (entry.from, entry.to, entry.minutes) {
        (None, None, None) => (
            "says neither times nor minutes".into(),
            "add `from` and `to`, or `minutes`",
        ),
        (Some(_), None, _) => ("has a start and no end".into(), "add `to`"),
        (None, Some(_), _) => ("has an end and no start".into(), "add `from`"),
        (Some(_), Some(_), Some(_)) => (
            "has times and minutes both".into(),
            "keep `from` and `to`, or `minutes`",
        ),
        (None, None, Some(Minutes(minutes))) if minutes > 1440 => (
            format!("is {} long, more than a day", Minutes(minutes)),
            "correct `minutes`: 180 is three hours",
        ),
        (None, None, Some(minutes)) if minutes.is_zero() => {
            ("is no time at all".into(), "correct `minutes`, or void it")
        }
        (None, None, Some(_)) => break_too_long(entry),
        (Some(from), Some(to), None) => {
            let span = Span::Clock { from, to };
            let overnight = entry.overnight == Some(true);
            match (span.length(overnight), span.length(true)) {
                (Some(_), _) => break_too_long(entry),
                (None, _) if overnight => (
                    format!("runs from {from} to {to} of the next day, more than 24 hours"),
                    "take `overnight` out, or correct the times",
                ),
                (None, Some(_)) if from != to => (
                    format!("ends at {to}, before it starts at {from}"),
                    "correct the times, or add `overnight = true` where it ended on the next day",
                ),
                (None, _) => (format!("starts and ends at {from}"), "correct the times"),
            }
        }
    }
}

fn break_too_long(entry: &HourEntry) -> (String, &'static str) {
    let rest = entry.break_minutes.unwrap_or_default();
    (
        format!("has a break of {rest}, which is not shorter than the shift"),
        "correct `break_minutes`",
    )
}

fn in_time(
    file: &File<'_>,
    ground: &Ground<'_, '_>,
    entry: &HourEntry,
    item: &Node,
    found: &mut Vec<Problem>,
) {
    let today = ground.today;
    for (key, what) in [
        ("on", "worked"),
        ("logged", "typed"),
        ("verified", "verified"),
        ("void", "voided"),
    ] {
        let Some(node) = item.get(key) else {
            continue;
        };
        if let Some(day) = node.as_day().filter(|day| *day > today) {
            let message = format!(
                "{} was {what} on {day}, after today, {today}",
                name_of(entry)
            );
            found.push(
                file.found("future-hours", node, message)
                    .hint(format!("correct `{key}`")),
            );
        }
    }
}

fn outside_dates(
    file: &File<'_>,
    experience: &Experience<'_>,
    entry: &HourEntry,
    item: &Node,
) -> Option<Problem> {
    let Reach { from, to } = experience.reach;
    let (side, bound, flag) = match (from, to) {
        (Some(from), _) if entry.on < from => ("before the experience starts", from, "starts"),
        (_, Some(to)) if entry.on > to => ("after the experience ends", to, "ends"),
        _ => return None,
    };
    let message = format!("{} lies {side}, {bound}", name_of(entry));
    Some(
        file.found_at("outside-dates", place_of(item), message)
            .hint(format!("wbl wbl set {} --{flag} {}", file.id, entry.on)),
    )
}

fn enrolled(
    file: &File<'_>,
    ground: &Ground<'_, '_>,
    experience: &Experience<'_>,
    found: &mut Vec<Problem>,
) {
    let (Some(pathway), [student]) = (&experience.pathway, &experience.students[..]) else {
        return;
    };
    // A student who is not there, or cannot be read, is told of elsewhere.
    let Some(enrolled) = ground.enrolled.get(student) else {
        return;
    };
    let reaches: Vec<_> = enrolled
        .iter()
        .filter(|(id, _)| id == pathway)
        .map(|(_, reach)| *reach)
        .collect();
    if reaches.is_empty() {
        if experience.standing().next().is_some() {
            let message =
                format!("`{student}` was never enrolled in `{pathway}`: these hours count nowhere");
            let hint = format!("wbl student enroll {student} {pathway} --from DAY");
            found.push(
                file.found_under("outside-enrolment", "pathway", message)
                    .hint(hint),
            );
        }
        return;
    }
    for (entry, item) in experience.standing() {
        if reaches.iter().any(|reach| reach.holds(entry.on)) {
            continue;
        }
        let message = format!(
            "{} lies outside the enrollment of `{student}` in `{pathway}`: it counts nowhere",
            name_of(entry)
        );
        let hint = format!("see the enrollments with `wbl student show {student}`");
        found.push(
            file.found_at("outside-enrolment", place_of(item), message)
                .hint(hint),
        );
    }
}
