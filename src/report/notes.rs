//! What a reader of the hours must know beside the numbers; no sentence names a student.

use crate::record::{Aggregate, Settings};
use crate::rule::tally::{Ended, Tally};
use crate::rule::{Frame, LeftOut, Stray};
use crate::value::{Id, Minutes, SchoolYear};

use super::Scope;

/// What the numbers leave out, take in or rest on, a sentence each.
pub(super) fn of(tally: &Tally, frame: &Frame, scope: &Scope, settings: &Settings) -> Vec<String> {
    let mut notes = Vec::new();
    notes.extend(partner(scope));
    notes.extend(aggregate(settings));
    notes.extend(on_site(tally, settings));
    notes.extend(credit(tally, frame));
    notes.extend(pending_too_late(tally, frame));
    notes.extend(ended(tally, frame, scope, settings));
    for strays in tally.strays.chunk_by(|a, b| a.why == b.why) {
        notes.extend(stray(strays));
    }
    let undated = "Required hours, credit, the state of placements and the calendar carry no day: they are as recorded now.";
    notes.push(undated.to_owned());
    notes
}

fn partner(scope: &Scope) -> Option<String> {
    let partner = scope.partner.as_ref()?;
    Some(format!(
        "Only enrollments with an experience at `{partner}` are shown; their hours at other partners are summed too."
    ))
}

fn aggregate(settings: &Settings) -> Option<String> {
    match settings.policy.aggregate.unwrap_or_default() {
        Aggregate::Sum => None,
        Aggregate::Single => Some(
            "Counted and pending hours are those of the longest experience of each enrollment (`policy.aggregate` is `single`)."
                .to_owned(),
        ),
    }
}

fn on_site(tally: &Tally, settings: &Settings) -> Option<String> {
    let minimum = settings.policy.on_site_minimum?;
    let below: Vec<_> = tally
        .enrolments
        .iter()
        .filter(|one| one.sums.counted > Minutes::ZERO && one.on_site < minimum)
        .map(|one| {
            format!(
                "{} in {} ({})",
                one.student, one.enrolled.pathway, one.on_site
            )
        })
        .collect();
    let list = some(&below)?;
    Some(format!(
        "Fewer than the {minimum} on site that `policy.on_site_minimum` asks for, which changes no status: {list}."
    ))
}

fn credit(tally: &Tally, frame: &Frame) -> Option<String> {
    let credit: Minutes = tally.enrolments.iter().map(|one| one.enrolled.credit).sum();
    (frame.is_cut && credit > Minutes::ZERO).then(|| {
        format!("Counted hours include {credit} credited from elsewhere, which belong to no day.")
    })
}

fn pending_too_late(tally: &Tally, frame: &Frame) -> Option<String> {
    let cutoff = frame.cutoff.filter(|cutoff| *cutoff < frame.as_of)?;
    let pending: Minutes = tally.enrolments.iter().map(|one| one.sums.pending).sum();
    (pending > Minutes::ZERO).then(|| {
        format!("{pending} are pending still; they count only if they were verified by {cutoff}.")
    })
}

/// Students who have left are shown where a year or a term is asked about.
fn ended(tally: &Tally, frame: &Frame, scope: &Scope, settings: &Settings) -> Vec<String> {
    let same = |wanted: &Option<Id>, own: &Id| wanted.as_ref().is_none_or(|it| it == own);
    let meant = |one: &&Ended| {
        let fits = scope.fitting.as_ref();
        same(&scope.student, &one.student)
            && same(&scope.pathway, &one.pathway)
            && fits.is_none_or(|(_, students)| students.binary_search(&one.student).is_ok())
            && (scope.partner.is_none() || one.is_placed)
    };
    let ended: Vec<_> = tally.ended.iter().filter(meant).collect();
    let verified: Minutes = ended.iter().map(|one| one.verified).sum();
    let mut notes = Vec::new();
    match ended.len() {
        0 => {}
        1 => notes.push(format!(
            "1 enrollment that has ended is not shown ({verified} verified); `--year` or `--term` shows it."
        )),
        many => notes.push(format!(
            "{many} enrollments that have ended are not shown ({verified} verified); `--year` or `--term` shows them."
        )),
    }
    // Those of long ago are nobody's task any more.
    let since = settings.first_day(SchoolYear(frame.year.0 - 1));
    let unplaced: Vec<_> = ended
        .iter()
        .filter(|one| !one.is_placed && one.last >= since)
        .map(|one| format!("{} in {}", one.student, one.pathway))
        .collect();
    notes.extend(
        some(&unplaced).map(|list| format!("Ended since {since} without a placement: {list}.")),
    );
    notes
}

fn stray(strays: &[Stray]) -> Option<String> {
    let why = match strays.first()?.why {
        LeftOut::Impossible => "no length can be made of an entry (`impossible`)",
        LeftOut::Event => "the activity is not one student's and has no hours (`event`)",
        LeftOut::NoStudent => "the experience names no student (`no-student`)",
        LeftOut::ManyStudents => "the experience names several students (`many-students`)",
        LeftOut::UnknownStudent => {
            "the student's record is missing or unreadable (`unknown-student`)"
        }
        LeftOut::NoPathway => "the experience names no pathway (`no-pathway`)",
        LeftOut::OutsideEnrolment => {
            "the day lies outside the student's enrollments in the pathway (`outside-enrolment`)"
        }
        LeftOut::NotYet | LeftOut::Void | LeftOut::OutsideDays | LeftOut::DoesNotCount => {
            return None;
        }
    };
    let list: Vec<_> = strays.iter().map(place).collect();
    Some(format!("Counted nowhere, since {why}: {}.", some(&list)?))
}

fn place(stray: &Stray) -> String {
    let Stray {
        experience,
        entries,
        minutes,
        ..
    } = stray;
    match (entries, minutes.is_zero()) {
        (0, _) => format!("{experience} (no hours yet)"),
        (1, true) => format!("{experience} (1 entry)"),
        (_, true) => format!("{experience} ({entries} entries)"),
        (1, false) => format!("{experience} (1 entry, {minutes})"),
        (_, false) => format!("{experience} ({entries} entries, {minutes})"),
    }
}

/// A list in words; nothing where it is empty.
fn some(items: &[String]) -> Option<String> {
    (!items.is_empty()).then(|| items.join(", "))
}
