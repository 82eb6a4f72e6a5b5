//! What would change how a student stands: what is missing, what waits for a signature, the pace.

use std::collections::BTreeMap;

use crate::rule::{Frame, LeftOut, Pace, Progress, Tallied, Verdict};
use crate::value::{Id, Minutes};

use super::Part;

/// What to know of each enrolment, and what to type.
pub(super) fn notes(shown: &[Tallied], parts: &[Part<'_>], frame: &Frame) -> Vec<String> {
    let mut notes = Vec::new();
    if shown.is_empty() {
        notes.push(format!(
            "No enrollment is open on {}, so nothing is summed; another day or year is asked about with `--as-of` or `--year`.",
            frame.as_of
        ));
    }
    for (at, tallied) in shown.iter().enumerate() {
        let own: Vec<_> = parts
            .iter()
            .filter(|part| part.enrolment == Some(at))
            .collect();
        notes.push(standing(tallied, frame));
        notes.extend(pace(tallied));
        notes.extend(pending(&own, frame));
        notes.extend(changed(&own));
        notes.extend(late(tallied, frame));
    }
    notes.extend(strays(parts));
    notes
}

fn standing(one: &Tallied, frame: &Frame) -> String {
    let (pathway, required) = (&one.enrolled.pathway, one.enrolled.required);
    let counted = one.sums.counted;
    let deadline = one.enrolled.deadline_in(frame);
    let begin = format!("{pathway}: {counted} hours count toward the {required} required");
    let (short, pending) = (one.short(), one.sums.pending);
    let rest = match one.progress {
        None => return format!("{begin} on these days; how that stands is left open."),
        Some(Progress::Met) => return format!("{begin}: the requirement is met (`met`)."),
        Some(Progress::MetPendingVerification) => {
            return format!(
                "{begin}, and {short} are still to come by {deadline}; the {pending} that are worked and not yet verified are enough for it once they are signed for (`met-pending-verification`)."
            );
        }
        Some(Progress::NoPlacement) => "no placement is begun or planned yet",
        Some(Progress::NotDue) => {
            "no placement is begun or planned yet, and none has to be this year"
        }
        Some(Progress::Short) if deadline <= frame.as_of => {
            return format!("{begin}; {short} were missing at the deadline, {deadline} (`short`).");
        }
        Some(Progress::Short) => "no placement is open in which they could be worked",
        Some(Progress::AtRisk) => "fewer hours a week are worked than are needed",
        Some(Progress::OnTrack) => "enough hours a week are worked",
    };
    let word = one.progress.map_or("", Progress::word);
    format!("{begin}, and {short} are still to come by {deadline}; {rest} (`{word}`).")
}

fn pace(one: &Tallied) -> Option<String> {
    let Pace {
        weekly,
        needed,
        projected,
    } = one.pace?;
    let then = projected.map_or(String::new(), |day| {
        format!(" At this pace the last hour is worked on {day}.")
    });
    let needed = if needed.is_zero() {
        "no more need to be worked".to_owned()
    } else {
        format!("{needed} a week are needed from now on")
    };
    Some(format!(
        "Worked in the last four weeks: {weekly} a week; {needed}.{then}"
    ))
}

fn pending(own: &[&Part<'_>], frame: &Frame) -> Vec<String> {
    let mut by_place: BTreeMap<&Id, (Minutes, Option<&Id>)> = BTreeMap::new();
    for part in own.iter().filter(|part| part.stands == "pending") {
        let place = by_place.entry(&part.judged.experience).or_default();
        place.0 += part.sums.pending;
        place.1 = part.judged.supervisors.first().or(place.1);
    }
    let is_late = frame.cutoff.is_some_and(|cutoff| cutoff < frame.as_of);
    let too_late = if is_late {
        " (verified now, they are late for this term)"
    } else {
        ""
    };
    let note = |(id, (minutes, by)): (&Id, (Minutes, Option<&Id>))| {
        let by = by.map_or("CONTACT", Id::as_str);
        format!(
            "{minutes} in `{id}` still have to be signed for{too_late}; when they are: `wbl verify {id} --all --by {by}`."
        )
    };
    by_place.into_iter().map(note).collect()
}

fn changed(own: &[&Part<'_>]) -> Vec<String> {
    let changed = own.iter().filter(|part| part.stands == "changed");
    let note = |part: &&Part<'_>| {
        let (one, entry) = (part.judged, &part.judged.entry);
        let by = entry.by.as_ref().map_or("CONTACT", |by| by.as_str());
        let code = entry.id.as_ref().map_or("ENTRY", Id::as_str);
        format!(
            "{} of {} in `{}` were changed after they were signed for, and count once they are verified again: `wbl verify {} --entry {code} --by {by}`.",
            part.sums.pending, entry.on, one.experience, one.experience
        )
    };
    changed.map(note).collect()
}

fn late(one: &Tallied, frame: &Frame) -> Option<String> {
    let cutoff = frame.cutoff?;
    let late = one.sums.late;
    (!late.is_zero()).then(|| {
        format!(
            "{late} were verified after {cutoff}: too late for this term, in time for the next."
        )
    })
}

/// Entries that count nowhere by mistake, and what would mend it.
fn strays(parts: &[Part<'_>]) -> Vec<String> {
    let mut by_place: BTreeMap<(&Id, LeftOut), usize> = BTreeMap::new();
    for part in parts {
        if let Verdict::LeftOut(why) = part.judged.verdict
            && why.is_a_mistake()
        {
            *by_place.entry((&part.judged.experience, why)).or_default() += 1;
        }
    }
    let note = |((id, why), count): ((&Id, LeftOut), usize)| {
        let entries = if count == 1 {
            "1 entry counts nowhere".to_owned()
        } else {
            format!("{count} entries count nowhere")
        };
        let mend = match why {
            LeftOut::NoPathway => format!("`wbl wbl set {id} --pathway PATHWAY`"),
            LeftOut::NoStudent | LeftOut::ManyStudents => {
                format!("`wbl wbl set {id} --students STUDENT`")
            }
            LeftOut::NotYet
            | LeftOut::Void
            | LeftOut::Impossible
            | LeftOut::Event
            | LeftOut::UnknownStudent
            | LeftOut::OutsideEnrolment
            | LeftOut::OutsideDays
            | LeftOut::DoesNotCount => format!("`wbl wbl show {id}`"),
        };
        format!(
            "{entries} in `{id}` (`{}`); look at it, and mend it: {mend}.",
            why.word()
        )
    };
    by_place.into_iter().map(note).collect()
}
