//! What follows from a record, under the names that templates know it by.

use crate::book::Book;
use crate::fault::Result;
use crate::record::{Council, Wbl};
use crate::rule::{Standing, net_minutes, standing};
use crate::schema::Kind;
use crate::value::{Day, Id, Minutes};

use super::super::facts::{
    EnrolmentHours, Given, Reviews, SkillRow, Week, Wish, hours_of, impact_of, reviews_of, week_of,
};
use super::super::reader::supervisor;
use super::desk::Derived;

/// Names and what they stand for.
type Told = Vec<(&'static str, Derived)>;

/// The days of the week, as a timesheet names them.
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

fn text(text: impl Into<Option<String>>) -> Derived {
    Derived::Text(text.into())
}

fn minutes(minutes: Minutes) -> Derived {
    Derived::Number(Some(minutes.0))
}

fn count(count: usize) -> Derived {
    Derived::Number(i64::try_from(count).ok())
}

/// A word with a capital: `baseline` is `Baseline`.
fn capital(word: &str) -> String {
    let mut letters = word.replace('-', " ");
    if let Some(first) = letters.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    letters
}

/// Who supervises a placement.
pub(super) fn supervised(wbl: &Wbl, today: Day) -> (&'static str, Derived) {
    let supervisor = supervisor(&wbl.supervisors, today).map(|one| one.contact.id().clone());
    ("supervisor", Derived::Link(Kind::Contact, supervisor))
}

/// Of a placement: its hours, its week, its plan, a review to come.
pub(super) fn of_placement(
    book: &Book<'_>,
    id: &Id,
    wbl: &Wbl,
    wish: &Wish,
    today: Day,
) -> Result<Told> {
    let Ok(form) = Id::new(book.settings.policy.form()) else {
        return Ok(Vec::new());
    };
    let reviews = reviews_of(book, id, wbl, &form, today)?;
    let week = week_of(id, wbl, wish.week.unwrap_or(today), today);
    let word = wish.review.clone().unwrap_or_else(|| "baseline".to_owned());
    let name = match word.as_str() {
        "self" => "Self-review".to_owned(),
        "site-visit" | "employer-feedback" | "placement-feedback" => capital(&word),
        _ => format!("{} review", capital(&word)),
    };
    Ok(vec![
        ("worked", Derived::One(worked(wbl, today))),
        ("week", Derived::One(told_week(week))),
        ("plan", Derived::One(told_plan(reviews))),
        (
            "review",
            Derived::One(vec![("word", text(word)), ("name", text(name))]),
        ),
    ])
}

fn worked(wbl: &Wbl, today: Day) -> Told {
    let (mut worked, mut verified) = (Minutes::ZERO, Minutes::ZERO);
    for entry in &wbl.hours {
        let net = net_minutes(entry).unwrap_or_default();
        match standing(entry, today) {
            Standing::NotYet | Standing::Void => {}
            Standing::Pending | Standing::Changed => worked += net,
            Standing::Verified(_) => {
                worked += net;
                verified += net;
            }
        }
    }
    vec![
        ("worked_minutes", minutes(worked)),
        ("verified_minutes", minutes(verified)),
    ]
}

/// A line for each entry, and one for each day without any.
fn told_week(week: Week) -> Told {
    let mut lines = Vec::new();
    for day in week.days {
        let begins = || {
            vec![
                (
                    "weekday",
                    text(WEEKDAYS[day.on.weekday() as usize].to_owned()),
                ),
                ("on", Derived::Day(Some(day.on))),
            ]
        };
        if day.entries.is_empty() {
            let mut line = begins();
            line.push(("hours", Derived::Number(None)));
            lines.push(line);
        }
        for entry in day.entries {
            let mut line = begins();
            line.extend([
                ("from", text(entry.from.map(|at| at.to_string()))),
                ("to", text(entry.to.map(|at| at.to_string()))),
                ("overnight", Derived::Flag(entry.overnight)),
                (
                    "break_minutes",
                    Derived::Number(entry.break_minutes.map(|one| one.0)),
                ),
                ("hours", minutes(entry.minutes)),
                ("area", text(entry.area)),
                ("task", text(entry.task)),
                ("verified", Derived::Flag(entry.verified)),
            ]);
            lines.push(line);
        }
    }
    vec![
        ("from", Derived::Day(Some(week.from))),
        ("to", Derived::Day(Some(week.to))),
        ("code", text(week.code)),
        ("lines", Derived::Items(lines)),
        ("total_minutes", minutes(week.total_minutes)),
        ("pending_minutes", minutes(week.pending_minutes)),
    ]
}

fn told_plan(plan: Reviews) -> Told {
    let newest = plan.held.last();
    let signed = |party: &str| {
        let signed = newest.and_then(|review| review.signed.iter().find(|one| one.party == party));
        (
            signed.and_then(|one| one.name.clone()),
            signed.and_then(|one| one.on),
        )
    };
    let signers = [
        ("student", "Student"),
        ("supervisor", "Supervisor"),
        ("staff", "School"),
    ];
    let signers = signers.map(|(party, shown)| {
        let (name, on) = signed(party);
        vec![
            ("party", text(shown.to_owned())),
            ("name", text(name)),
            ("on", Derived::Day(on)),
        ]
    });
    let reviews = plan.held.iter().map(|review| {
        vec![
            ("word", text(review.occasion.clone())),
            ("name", text(capital(&review.occasion))),
            ("on", Derived::Day(Some(review.on))),
            ("by", Derived::Link(Kind::Contact, review.by.clone())),
            ("comments", text(review.comments.clone())),
        ]
    });
    let reviews = Derived::Items(reviews.collect());
    let columns = plan
        .columns
        .iter()
        .map(|word| vec![("word", text(word.clone())), ("name", text(capital(word)))]);
    let scale = plan.scale.into_iter().map(|point| {
        vec![
            ("rating", Derived::Number(Some(point.rating))),
            ("label", text(point.label)),
            ("about", text(point.about)),
        ]
    });
    vec![
        ("form", text(plan.form)),
        ("scale", Derived::Items(scale.collect())),
        ("reviews", reviews),
        ("columns", Derived::Items(columns.collect())),
        ("skills", skills(plan.skills)),
        ("career", skills(plan.career)),
        ("career_blanks", count(plan.career_blanks)),
        ("rated_in_both", Derived::Number(Some(plan.rated_in_both))),
        ("mean_gain", text(plan.mean_gain)),
        ("signers", Derived::Items(signers.to_vec())),
    ]
}

fn skills(rows: Vec<SkillRow>) -> Derived {
    let row = |row: SkillRow| {
        let ratings = row.ratings.into_iter();
        let ratings = ratings.map(|rating| vec![("value", Derived::Number(rating))]);
        vec![
            ("skill", text(row.skill)),
            ("label", text(row.label)),
            ("group", text(row.group)),
            ("about", text(row.about)),
            ("tasks", text(row.tasks)),
            ("goal", text(row.goal)),
            ("ratings", Derived::Items(ratings.collect())),
            ("gain", Derived::Number(row.gain)),
        ]
    };
    Derived::Items(rows.into_iter().map(row).collect())
}

/// Of a student: the hours of each enrolment.
pub(super) fn of_student(book: &Book<'_>, id: &Id, today: Day) -> Result<Told> {
    let hours = hours_of(book, id, today)?.into_iter().map(enrolment);
    Ok(vec![("hours", Derived::Items(hours.collect()))])
}

fn enrolment(one: EnrolmentHours) -> Told {
    let placements = one.placements.into_iter().map(|placement| {
        vec![
            (
                "experience",
                Derived::Link(Kind::Wbl, Some(placement.experience)),
            ),
            ("verified_minutes", minutes(placement.verified_minutes)),
            ("pending_minutes", minutes(placement.pending_minutes)),
            ("counted_minutes", minutes(placement.counted_minutes)),
        ]
    });
    vec![
        ("pathway", Derived::Link(Kind::Pathway, Some(one.pathway))),
        ("from", Derived::Day(Some(one.from))),
        ("to", Derived::Day(one.to)),
        ("required_minutes", minutes(one.required_minutes)),
        ("verified_minutes", minutes(one.verified_minutes)),
        ("pending_minutes", minutes(one.pending_minutes)),
        ("counted_minutes", minutes(one.counted_minutes)),
        ("short_minutes", minutes(one.short_minutes)),
        ("is_met", Derived::Flag(one.is_met)),
        ("placements", Derived::Items(placements.collect())),
    ]
}

/// Of a partner: what it gave in a school year.
pub(super) fn of_partner(book: &Book<'_>, id: &Id, wish: &Wish, today: Day) -> Result<Told> {
    let year = wish.year.unwrap_or_else(|| book.settings.year_of(today));
    let impact = impact_of(book, id, year, today)?;
    let given = |all: Vec<Given>| {
        let one = |one: Given| {
            vec![
                ("activity", text(capital(&one.activity))),
                ("title", text(one.title)),
                ("pathway", Derived::Link(Kind::Pathway, one.pathway)),
                ("starts", Derived::Day(Some(one.starts))),
                ("ends", Derived::Day(one.ends)),
                ("minutes", minutes(one.minutes)),
                ("people", Derived::Number(Some(one.people))),
            ]
        };
        Derived::Items(all.into_iter().map(one).collect())
    };
    let told = vec![
        ("year", text(impact.year)),
        ("students", count(impact.students)),
        ("reached", Derived::Number(Some(impact.reached))),
        ("worked_minutes", minutes(impact.worked_minutes)),
        ("verified_minutes", minutes(impact.verified_minutes)),
        ("placements", given(impact.placements)),
        ("events", given(impact.events)),
    ];
    Ok(vec![("impact", Derived::One(told))])
}

/// Of a council: its next meeting, and what is still to be done.
pub(super) fn of_council(book: &Book<'_>, id: &Id, today: Day) -> Result<Told> {
    let Some(council) = book.get::<Council>(id)?.map(|record| record.body) else {
        return Ok(Vec::new());
    };
    let to_come = council.meetings.iter().filter(|one| one.on >= today);
    let next = to_come.min_by_key(|one| one.on);
    let meeting = vec![
        ("on", Derived::Day(next.map(|one| one.on))),
        ("place", text(next.and_then(|one| one.place.clone()))),
        ("agenda", text(next.and_then(|one| one.agenda.clone()))),
    ];
    let open = council
        .actions
        .into_iter()
        .filter(|action| action.done.is_none_or(|done| done > today));
    let open = open.map(|action| {
        let contact = action.who.as_deref().and_then(|who| Id::new(who).ok());
        let is_known = match &contact {
            Some(contact) => book.has(Kind::Contact, contact)?,
            None => false,
        };
        let who = if is_known {
            Derived::Link(Kind::Contact, contact)
        } else {
            text(action.who)
        };
        Ok(vec![
            ("what", text(action.what)),
            ("who", who),
            ("due", Derived::Day(action.due)),
        ])
    });
    Ok(vec![
        ("next_meeting", Derived::One(meeting)),
        ("open", Derived::Items(open.collect::<Result<_>>()?)),
    ])
}
