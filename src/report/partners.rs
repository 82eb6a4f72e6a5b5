//! `report partners`: each partner at a glance: how far it has come, whom it hosted, what is owed.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::{Book, Record};
use crate::fault::Result;
use crate::record::{Contact, Mou, Partner, Wbl};
use crate::rule::{Activities, MouState, MouStates, Standing, net_minutes, standing};
use crate::value::{Day, Id, Minutes, Reach};
use crate::view::{Cell, Column, Report, Table, View};

use super::hours::frame_of;
use super::{Answer, Question, Scope};

/// The report's name.
pub(super) const NAME: &str = "partners";

/// Whom a partner hosted, and for how long.
#[derive(Clone, Debug, Default)]
struct Hosted {
    students: BTreeSet<Id>,
    /// Worked there, verified or not, counting or not.
    minutes: Minutes,
    verified: Minutes,
}

/// What a partner and others have promised.
#[derive(Clone, Copy, Debug, Default)]
struct Promises {
    open: i64,
    next_due: Option<Day>,
}

/// Makes the report.
///
/// # Errors
/// As the hours report; `--by` and `--fail-if` (2).
pub(super) fn report(book: &Book<'_>, question: &Question) -> Result<Answer> {
    question.no_groups(NAME, "a row for each partner")?;
    let (scope, as_of) = (&question.scope, question.as_of);
    let frame = frame_of(&book.settings, scope, as_of)?;
    let is_dated = scope.year.is_some() || scope.term.is_some();
    let first = [frame.days.from, frame.shown.from.filter(|_| is_dated)];
    let days = Reach::new(first.into_iter().flatten().max(), frame.days.to);
    let hosted = hosted(book, scope, days, as_of)?;
    let contacts = contacts(book, as_of)?;
    let mous = MouStates::of(book)?;
    let all_mous = book.all::<Mou>()?;
    let partners = book.all::<Partner>()?;
    let none = Hosted::default();
    let mut rows = Vec::new();
    let mut all = Hosted::default();
    let mut put_away = 0;
    for record in partners
        .iter()
        .filter(|record| fits(record, scope, &hosted))
    {
        let own = hosted.get(&record.id);
        let gone = record.body.archived.is_some_and(|day| day <= as_of);
        if own.is_none() && (gone || record.body.merged_into.is_some()) {
            put_away += 1;
            continue;
        }
        let own = own.unwrap_or(&none);
        all.students.extend(own.students.iter().cloned());
        all.minutes += own.minutes;
        all.verified += own.verified;
        let people = contacts.get(&record.id).copied().unwrap_or_default();
        let state = mou_state(&record.id, &all_mous, &mous, scope.pathway.as_ref(), as_of);
        rows.push(row(record, people, own, state, as_of));
    }
    let total = vec![
        (
            "students".to_owned(),
            Cell::Number(number(all.students.len())),
        ),
        ("hosted_minutes".to_owned(), Cell::Minutes(all.minutes)),
        ("verified_minutes".to_owned(), Cell::Minutes(all.verified)),
    ];
    let report = Report {
        name: NAME,
        title: "Partners".to_owned(),
        as_of,
        scope: question.echo(),
        table: Table {
            columns: columns(),
            rows,
        },
        total,
        notes: notes(put_away, days),
    };
    Ok(Answer {
        view: View::Report(report),
        found: false,
    })
}

/// Whom each partner hosted on these days, as far as it is known on the as-of day.
fn hosted(book: &Book<'_>, scope: &Scope, days: Reach, as_of: Day) -> Result<BTreeMap<Id, Hosted>> {
    let activities = Activities::of(book)?;
    let fits = |wbl: &Wbl| {
        let in_pathway = |it: &Id| wbl.pathway.as_ref().is_some_and(|one| one.id() == it);
        let is_of = |it: &Id| wbl.students.iter().any(|one| one.id() == it);
        scope.pathway.as_ref().is_none_or(in_pathway) && scope.student.as_ref().is_none_or(is_of)
    };
    let step = |all: &mut BTreeMap<Id, Hosted>, record: Record<Wbl>| {
        let wbl = record.body;
        let Some(partner) = &wbl.partner else { return };
        if !wbl.status().is_live() || !fits(&wbl) {
            return;
        }
        let stay = Reach::new(Some(wbl.starts), wbl.ends);
        let known = Reach::new(None, Some(as_of));
        let begun = wbl.starts <= as_of && stay.meets(days) && stay.meets(known);
        if !begun || !activities.is_individual(&wbl.activity) {
            return;
        }
        let own = all.entry(partner.id().clone()).or_default();
        own.students
            .extend(wbl.students.iter().map(|one| one.id().clone()));
        for entry in wbl.hours.iter().filter(|entry| days.holds(entry.on)) {
            let net = net_minutes(entry).unwrap_or_default();
            match standing(entry, as_of) {
                Standing::NotYet | Standing::Void => {}
                Standing::Pending | Standing::Changed => own.minutes += net,
                Standing::Verified(_) => {
                    own.minutes += net;
                    own.verified += net;
                }
            }
        }
    };
    book.fold(BTreeMap::new, step, |mut all, more| {
        for (id, mut hosted) in more {
            let own: &mut Hosted = all.entry(id).or_default();
            own.students.append(&mut hosted.students);
            own.minutes += hosted.minutes;
            own.verified += hosted.verified;
        }
        all
    })
}

/// How many people each partner has on the as-of day.
fn contacts(book: &Book<'_>, as_of: Day) -> Result<BTreeMap<Id, i64>> {
    let mut contacts = BTreeMap::new();
    for record in book.all::<Contact>()? {
        let contact = record.body;
        let there = Reach::new(contact.from, contact.to).holds(as_of)
            && contact.archived.is_none_or(|day| day > as_of);
        if let Some(partner) = contact.partner.filter(|_| there) {
            *contacts.entry(partner.id().clone()).or_default() += 1;
        }
    }
    Ok(contacts)
}

fn fits(record: &Record<Partner>, scope: &Scope, hosted: &BTreeMap<Id, Hosted>) -> bool {
    let is_hosting = hosted.contains_key(&record.id);
    let in_pathway = |it: &Id| record.body.pathways.iter().any(|one| one.id() == it);
    let asked = scope.partner.as_ref().is_none_or(|it| *it == record.id);
    let pathway = scope
        .pathway
        .as_ref()
        .is_none_or(|it| is_hosting || in_pathway(it));
    asked && pathway && (scope.student.is_none() || is_hosting)
}

/// The state of the MOU in force, else of the newest that names the partner.
fn mou_state(
    partner: &Id,
    all: &[Record<Mou>],
    states: &MouStates,
    pathway: Option<&Id>,
    day: Day,
) -> Option<MouState> {
    if let Some(mou) = states.in_force(partner, pathway, day) {
        return states.state(&mou.id, day);
    }
    let names = |mou: &&Record<Mou>| {
        mou.body.amends.is_none() && mou.body.partners.iter().any(|one| one.id() == partner)
    };
    let newest = all
        .iter()
        .filter(names)
        .max_by_key(|mou| (mou.body.through, &mou.id));
    newest.and_then(|mou| states.state(&mou.id, day))
}

fn promises(partner: &Partner, as_of: Day) -> Promises {
    let open = partner.touches.iter().filter(|touch| {
        let is_open = touch.done.is_none_or(|done| done > as_of);
        touch.on <= as_of && touch.next.is_some() && is_open
    });
    let mut promises = Promises::default();
    for touch in open {
        promises.open += 1;
        let due = [promises.next_due, touch.due].into_iter().flatten();
        promises.next_due = due.min();
    }
    promises
}

fn columns() -> Vec<Column> {
    vec![
        Column::left("partner").spare(),
        Column::left("name"),
        Column::left("stage"),
        Column::right("contacts").spare(),
        Column::right("students"),
        Column::right("hosted_minutes"),
        Column::right("verified_minutes").spare(),
        Column::left("last_touch"),
        Column::right("open_promises").spare(),
        Column::left("next_due").spare(),
        Column::left("mou"),
    ]
}

fn row(
    record: &Record<Partner>,
    contacts: i64,
    hosted: &Hosted,
    mou: Option<MouState>,
    as_of: Day,
) -> Vec<Cell> {
    let partner = &record.body;
    let touched = partner.touches.iter().map(|touch| touch.on);
    let promises = promises(partner, as_of);
    vec![
        Cell::text(record.id.as_str()),
        Cell::text(partner.name.as_str()),
        Cell::text(partner.stage.as_deref().unwrap_or("lead")),
        Cell::Number(contacts),
        Cell::Number(number(hosted.students.len())),
        Cell::Minutes(hosted.minutes),
        Cell::Minutes(hosted.verified),
        Cell::maybe(touched.filter(|on| *on <= as_of).max(), Cell::Day),
        Cell::Number(promises.open),
        Cell::maybe(promises.next_due, Cell::Day),
        Cell::maybe(mou, |state| Cell::State(state.word())),
    ]
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn notes(put_away: usize, days: Reach) -> Vec<String> {
    let mut notes = vec![
        "Hosted hours are all that was worked there and not voided, whether it counts or not; a student of two partners stands at both, and once in the total.".to_owned(),
        "Open promises are what a touch named as `next` and nobody has marked as done.".to_owned(),
    ];
    if days != Reach::default() {
        notes.push(
            "Students and hours are those of the days asked about; all else is as of the day above.".to_owned(),
        );
    }
    if put_away > 0 {
        notes.push(format!(
            "Left out, since archived or merged, and nobody was hosted there: {put_away}."
        ));
    }
    notes.push(
        "What carries no day is as it is recorded now: stages, and who is a contact where no day says since when.".to_owned(),
    );
    notes
}
