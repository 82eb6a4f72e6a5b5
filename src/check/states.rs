//! Whether what a record says fits the rest of what it says.

use crate::book::Book;
use crate::record::Status;
use crate::schema::{Kind, Problem};
use crate::value::{Day, Id, Reach};

use super::experience::Experience;
use super::file::File;
use super::ground::Ground;
use super::table::CheckSpec;

pub(super) const CHECKS: &[CheckSpec] = &[
    CheckSpec::error(
        "one-student",
        "an individual experience with no student, or with more than one",
        "its hours, its plan and its reviews are one student's; for several it is several experiences",
        "keep one student, and make an experience each for the others with `wbl wbl add --copy REF --students ID`",
    ),
    CheckSpec::warning(
        "no-pathway",
        "an individual experience that names no pathway",
        "its hours count nowhere, and nobody misses them until June",
        "name it with `wbl wbl set REF --pathway PATHWAY`",
    ),
    CheckSpec::warning(
        "odd-status",
        "a status that the rest of the record speaks against: posted with students, planned with hours, over without an end",
        "lists and reports go by the status",
        "set the status that is true with `wbl wbl set REF --status STATUS`, or add the end",
    ),
    CheckSpec::warning(
        "twin-placements",
        "two experiences of one student with the same partner and activity over the same days",
        "the same placement was probably made twice, and its planned hours count twice",
        "remove one, or set it to cancelled; where both are meant, say why in an item of `reasons`",
    ),
    CheckSpec::error(
        "enrolled-twice",
        "a student who is enrolled in one pathway twice over the same days",
        "the student stands in reports twice, and the same hours count for both",
        "take one out: `wbl student set REF --drop enrolled=pathway=PATHWAY,from=DAY`",
    ),
];

/// Looks at the enrolments of a student.
pub(super) fn enrolled_twice(file: &File<'_>, ground: &Ground<'_, '_>, found: &mut Vec<Problem>) {
    // One who cannot be read is told of elsewhere.
    let enrolled = ground.enrolled.get(file.id).map_or(&[][..], Vec::as_slice);
    for (at, (pathway, reach)) in enrolled.iter().enumerate() {
        let before = enrolled[..at].iter();
        let mut same = before.filter(|(other, there)| other == pathway && there.meets(*reach));
        if let Some((from, (_, there))) = reach.from.zip(same.next()) {
            let other = there
                .from
                .map_or(String::new(), |day| format!(", from {day}"));
            let message = format!(
                "the student is enrolled in `{pathway}` twice at once{other} and from {from}"
            );
            let id = file.id;
            found.push(
                file.found_under("enrolled-twice", "enrolled", message)
                    .hint(format!(
                        "wbl student set {id} --drop enrolled=pathway={pathway},from={from}"
                    )),
            );
        }
    }
}

/// Looks at the state of an experience.
pub(super) fn experience(
    file: &File<'_>,
    ground: &Ground<'_, '_>,
    experience: &Experience<'_>,
    found: &mut Vec<Problem>,
) {
    let id = file.id;
    let status = experience.status;
    if status == Status::Posted && !experience.students.is_empty() {
        let message = "an opportunity is posted for students to come, and this one has students";
        found.push(
            file.found_under("odd-status", "students", message)
                .hint(format!(
                    "give each their own placement with `wbl wbl place {id} STUDENT`; if it is a student's own by now: `wbl wbl set {id} --status planned`"
                )),
        );
    }
    if status == Status::Planned && experience.standing().next().is_some() {
        let message = "hours were worked, and the experience is still planned";
        let rule = "odd-status";
        let problem = file.found_under(rule, status_key(file, "hours"), message);
        found.push(problem.hint(format!("wbl wbl set {id} --status active")));
    }
    if status.is_closed() && status != Status::Cancelled && experience.reach.to.is_none() {
        let message = format!("the experience is {}, and has no last day", status.word());
        found.push(
            file.found_under("odd-status", "status", message)
                .hint(format!("wbl wbl set {id} --ends DAY")),
        );
    }
    if ground.is_individual(experience.activity) != Some(true) {
        return;
    }
    let count = experience.students.len();
    if count > 1 || (count == 0 && status.is_live()) {
        let message = format!(
            "a `{}` is one student's, and this one has {}",
            experience.activity,
            if count == 0 {
                "none".to_owned()
            } else {
                count.to_string()
            }
        );
        let hint = if count == 0 {
            format!("wbl wbl set {id} --students ID")
        } else {
            format!("make one each: wbl wbl add --copy {id} --students ID")
        };
        found.push(
            file.found_under("one-student", "students", message)
                .hint(hint),
        );
    }
    if experience.pathway.is_none() && status.is_live() {
        let message = "this experience names no pathway: its hours count nowhere";
        found.push(
            file.found_under("no-pathway", "activity", message)
                .hint(format!("wbl wbl set {id} --pathway PATHWAY")),
        );
    }
}

fn status_key(file: &File<'_>, other: &'static str) -> &'static str {
    if file.doc.get("status").is_some() {
        "status"
    } else {
        other
    }
}

/// An individual experience, as far as its twin must be like it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Placement {
    key: [String; 3],
    id: Id,
    starts: Day,
    ends: Option<Day>,
}

/// What a twin of this placement would share; nothing where it cannot have one.
pub(super) fn placement(
    file: &File<'_>,
    ground: &Ground<'_, '_>,
    experience: &Experience<'_>,
) -> Option<Placement> {
    let [student] = &experience.students[..] else {
        return None;
    };
    let is_individual = ground.is_individual(experience.activity) == Some(true);
    if !is_individual || !experience.status.is_live() || file.excuses("twin-placements", None) {
        return None;
    }
    let partner = file.doc.root.text_at("partner")?;
    Some(Placement {
        key: [student.as_str(), partner, experience.activity].map(str::to_owned),
        id: file.id.clone(),
        starts: experience.reach.from?,
        ends: experience.reach.to,
    })
}

/// Finds placements that were made twice.
pub(super) fn twins(book: &Book<'_>, mut placements: Vec<Placement>, found: &mut Vec<Problem>) {
    placements.sort();
    for pair in placements.windows(2) {
        let [first, second] = pair else {
            continue;
        };
        let reach = |one: &Placement| Reach::new(Some(one.starts), one.ends);
        if first.key != second.key || !reach(first).meets(reach(second)) {
            continue;
        }
        let Ok(Some(sheet)) = book.sheet(Kind::Wbl, &second.id) else {
            continue;
        };
        let file = File {
            kind: Kind::Wbl,
            id: &second.id,
            path: &sheet.path,
            doc: &sheet.doc,
        };
        let [student, partner, activity] = &first.key;
        let message = format!(
            "`{student}` has another {activity} at `{partner}` over the same days, `{}`",
            first.id
        );
        found.push(
            file.found_under("twin-placements", "starts", message)
                .hint(format!("wbl wbl set {} --status cancelled", second.id)),
        );
    }
}
