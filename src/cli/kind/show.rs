//! `show`: one record with all its fields, what is derived from it, and who links to it.

use clap::{Arg, ArgMatches};

use crate::book::Book;
use crate::fault::Result;
use crate::record::{Eval, KindSpec, Wbl};
use crate::rule::{
    Frame, Gain, MouStates, SkillGain, Standing, Tallied, gain_of, gain_up_to, net_minutes,
    standing, tally,
};
use crate::schema::Kind;
use crate::value::{Day, Id, Minutes};
use crate::view::{Card, Cell, View};
use crate::work;

use super::super::answer::Answer;
use super::super::context::Context;
use super::{Verb, cells};

/// The verb.
pub const SHOW: Verb = Verb {
    name: "show",
    kinds: &[],
    about: "Show one with all its fields",
    args: |command, kind| {
        command.arg(Arg::new("ref").value_name("REF").required(true).help(format!(
            "The {}: its id, the beginning of its id (3 letters or more), or its whole name", kind.kind
        )))
    },
    run,
};

fn run(context: &mut Context<'_>, kind: &'static KindSpec, matches: &ArgMatches) -> Result<Answer> {
    let text = matches.get_one::<String>("ref").map_or("", String::as_str);
    let today = context.today();
    let card = context.read_on_defaults(|book, _| {
        let id = super::resolve(book, kind.kind, text, today)?.id;
        card(book, kind, &id, today)
    })?;
    Ok(Answer::of(View::Card(card)))
}

/// One record as pairs of key and cell.
fn card(book: &Book<'_>, kind: &'static KindSpec, id: &Id, today: Day) -> Result<Card> {
    let sheet = book
        .sheet(kind.kind, id)?
        .ok_or_else(|| crate::change::no_record(kind.kind, id))?;
    let private = if kind.kind == Kind::Student {
        book.sheet(Kind::Person, id)?
    } else {
        None
    };
    let private = private.map(|sheet| sheet.doc);
    let mut fields = cells::record(kind, id.as_str(), &sheet.doc, private.as_ref());
    fields.extend(derived(book, kind.kind, id, today)?);
    let links = work::links_to(book, kind.kind, id)?;
    let link = |link: &work::Link| {
        Cell::Fields(vec![
            ("kind".into(), Cell::text(link.kind.name())),
            ("id".into(), Cell::text(link.id.as_str())),
            ("field".into(), Cell::text(link.field.as_str())),
        ])
    };
    fields.push((
        "linked_by".into(),
        Cell::List(links.iter().map(link).collect()),
    ));
    let name = private
        .as_ref()
        .unwrap_or(&sheet.doc)
        .root
        .text_at("name")
        .unwrap_or(id.as_str());
    Ok(Card {
        title: format!("{} {name}", kind.kind),
        fields,
    })
}

/// What follows from a record and is not stored in it.
fn derived(book: &Book<'_>, kind: Kind, id: &Id, today: Day) -> Result<Vec<(String, Cell)>> {
    match kind {
        Kind::Mou => {
            let state = MouStates::of(book)?.state(id, today);
            Ok(vec![(
                "state".into(),
                state.map_or(Cell::None, |state| Cell::State(state.word())),
            )])
        }
        Kind::Wbl => {
            let wbl = book.get::<Wbl>(id)?;
            let mut fields = wbl.map_or_else(Vec::new, |wbl| sums(&wbl.body, today));
            fields.push(gain(gain_of(book, id, today)?.as_ref()));
            Ok(fields)
        }
        Kind::Eval => Ok(match book.get::<Eval>(id)? {
            Some(eval) => vec![gain(gain_up_to(book, &eval, today)?.as_ref())],
            None => Vec::new(),
        }),
        Kind::Student => progress(book, id, today),
        Kind::Partner
        | Kind::Contact
        | Kind::Pathway
        | Kind::Council
        | Kind::Person
        | Kind::Form
        | Kind::Rules
        | Kind::Settings => Ok(Vec::new()),
    }
}

/// The hours of one experience, as they stand on the day.
fn sums(wbl: &Wbl, today: Day) -> Vec<(String, Cell)> {
    let (mut verified, mut pending) = (Minutes::ZERO, Minutes::ZERO);
    for entry in &wbl.hours {
        let minutes = net_minutes(entry).unwrap_or_default();
        match standing(entry, today) {
            Standing::Verified(_) => verified += minutes,
            Standing::Pending | Standing::Changed => pending += minutes,
            Standing::NotYet | Standing::Void => {}
        }
    }
    vec![
        ("verified_minutes".into(), Cell::Minutes(verified)),
        ("pending_minutes".into(), Cell::Minutes(pending)),
    ]
}

/// What was gained from one review to another, skill by skill.
fn gain(gain: Option<&Gain>) -> (String, Cell) {
    let number = |number: Option<i64>| Cell::maybe(number, Cell::Number);
    let skill = |one: &SkillGain| {
        Cell::Fields(vec![
            ("skill".into(), Cell::text(one.skill.as_str())),
            ("from".into(), number(one.from)),
            ("to".into(), number(one.to)),
            ("gain".into(), number(one.points())),
        ])
    };
    let cell = gain.map_or(Cell::None, |gain| {
        Cell::Fields(vec![
            ("from".into(), Cell::text(gain.from.as_str())),
            ("to".into(), Cell::text(gain.to.as_str())),
            ("n".into(), Cell::Number(gain.rated_in_both())),
            ("mean".into(), Cell::maybe(gain.mean(), Cell::text)),
            (
                "skills".into(),
                Cell::List(gain.skills.iter().map(skill).collect()),
            ),
        ])
    });
    ("gain".into(), cell)
}

/// How far a student has come in each pathway, as the hours report has it.
fn progress(book: &Book<'_>, id: &Id, today: Day) -> Result<Vec<(String, Cell)>> {
    let frame = Frame::on(&book.settings, today);
    let tally = tally::of_student(book, id, &frame, false)?;
    let stay = |one: &Tallied| {
        Cell::Fields(vec![
            ("pathway".into(), Cell::text(one.enrolled.pathway.as_str())),
            (
                "required_minutes".into(),
                Cell::Minutes(one.enrolled.required),
            ),
            ("counted_minutes".into(), Cell::Minutes(one.sums.counted)),
            ("pending_minutes".into(), Cell::Minutes(one.sums.pending)),
            ("short_minutes".into(), Cell::Minutes(one.short())),
            (
                "status".into(),
                Cell::maybe(one.progress, |progress| Cell::State(progress.word())),
            ),
        ])
    };
    Ok(vec![(
        "progress".into(),
        Cell::List(tally.enrolments.iter().map(stay).collect()),
    )])
}
