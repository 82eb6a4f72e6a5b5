//! Whether an experience that is said to be completed has what that takes.

use std::collections::BTreeMap;

use crate::book::{Book, Record};
use crate::record::{Eval, Status};
use crate::rule::{Standing, net_minutes, standing};
use crate::schema::{Kind, Node, Problem};
use crate::value::{Day, Id, Minutes};

use super::experience::Experience;
use super::file::File;
use super::ground::Ground;
use super::table::CheckSpec;

pub(super) const CHECKS: &[CheckSpec] = &[
    CheckSpec::warning(
        "hours-missing",
        "an individual experience that is completed with fewer verified minutes than were planned",
        "whoever reads `completed` takes the hours for done",
        "verify what is pending with `wbl verify REF --all --by CONTACT`, set the status that is true, or say why in an item of `reasons`",
    ),
    CheckSpec::warning(
        "review-missing",
        "an individual experience that is completed without a final review",
        "the student's growth is read from the baseline to the final review",
        "add it with `wbl eval add --experience REF --review final --on DAY`, or say why in an item of `reasons`",
    ),
    CheckSpec::warning(
        "review-order",
        "a final review on a day before the baseline review of the same experience",
        "growth is read from the baseline to the final review",
        "correct the day or the review of one of the two",
    ),
];

/// Looks at the hours of a completed experience; returns whether it should have a final review.
pub(super) fn look(
    file: &File<'_>,
    ground: &Ground<'_, '_>,
    experience: &Experience<'_>,
    found: &mut Vec<Problem>,
) -> bool {
    let is_individual = ground.is_individual(experience.activity) == Some(true);
    let is_one = is_individual && experience.students.len() == 1;
    if !is_one || experience.status != Status::Completed {
        return false;
    }
    let settings = &ground.book.settings;
    let counted = experience.entries.iter().filter(|(entry, _)| {
        settings.kind_counts(entry.kind.unwrap_or_default())
            && matches!(standing(entry, ground.today), Standing::Verified(_))
    });
    let verified: Minutes = counted.filter_map(|(entry, _)| net_minutes(entry)).sum();
    let planned = file
        .doc
        .get("planned_minutes")
        .and_then(Node::as_int)
        .map(Minutes);
    if let Some(planned) = planned.filter(|planned| verified < *planned) {
        let message = format!("it is completed with {verified} verified of {planned} planned");
        let hint = format!("wbl verify {} --all --by CONTACT", file.id);
        found.push(
            file.found_under("hours-missing", "status", message)
                .hint(hint),
        );
    }
    !file.excuses("review-missing", None)
}

/// The reviews of an experience: the first baseline, the last final with its id.
type Reviews = BTreeMap<Id, (Option<Day>, Option<(Day, Id)>)>;

/// Holds reviews against each other, and against the experiences that should have a final one.
pub(super) fn reviews(book: &Book<'_>, completed: &[Id], found: &mut Vec<Problem>) {
    let reviews = all_reviews(book);
    for id in completed {
        let has_final = reviews.get(id).is_some_and(|(_, last)| last.is_some());
        if has_final {
            continue;
        }
        found.extend(with_file(book, Kind::Wbl, id, |file| {
            let hint = format!("wbl eval add --experience {id} --review final --on DAY");
            let message = "it is completed, and has no final review";
            file.found_under("review-missing", "status", message)
                .hint(hint)
        }));
    }
    for (baseline, last) in reviews.into_values() {
        let (Some(baseline), Some((on, id))) = (baseline, last) else {
            continue;
        };
        if on < baseline {
            found.extend(with_file(book, Kind::Eval, &id, |file| {
                let message =
                    format!("the final review is of {on}, the baseline review of {baseline}");
                file.found_under("review-order", "on", message)
                    .hint("correct the day or the review of one of the two")
            }));
        }
    }
}

fn with_file(
    book: &Book<'_>,
    kind: Kind,
    id: &Id,
    problem: impl FnOnce(&File<'_>) -> Problem,
) -> Option<Problem> {
    let sheet = book.sheet(kind, id).ok()??;
    Some(problem(&File {
        kind,
        id,
        path: &sheet.path,
        doc: &sheet.doc,
    }))
}

fn all_reviews(book: &Book<'_>) -> Reviews {
    let step = |reviews: &mut Reviews, eval: Record<Eval>| {
        let on = eval.body.on;
        let of = reviews
            .entry(eval.body.experience.id().clone())
            .or_default();
        match eval.body.review.as_str() {
            "baseline" => of.0 = of.0.into_iter().chain([on]).min(),
            "final" => of.1 = of.1.take().into_iter().chain([(on, eval.id)]).max(),
            _ => {}
        }
    };
    let join = |mut a: Reviews, b: Reviews| {
        for (experience, (baseline, last)) in b {
            let of = a.entry(experience).or_default();
            of.0 = of.0.into_iter().chain(baseline).min();
            of.1 = of.1.take().into_iter().chain(last).max();
        }
        a
    };
    // A folder that cannot be listed is told of elsewhere.
    book.fold(Reviews::new, step, join).unwrap_or_default()
}
