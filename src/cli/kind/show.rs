//! `show`: one record with all its fields, what is derived from it, and who links to it.

use clap::{Arg, ArgMatches};

use crate::book::{Book, Record};
use crate::fault::Result;
use crate::record::{Eval, KindSpec, Person, Wbl};
use crate::rule::{
    Detail, Frame, Gain, MouStates, SkillGain, Sum, Tallied, Verdict, gain_of, gain_up_to, ledger,
    net_minutes, tally,
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
        let id = super::resolve(book, kind.kind, text, &[today])?.id;
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
    if kind.kind == Kind::Wbl
        && let Some(wbl) = book.get::<Wbl>(id)?
    {
        with_lengths(&mut fields, &wbl.body);
    }
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
            let states = MouStates::of(book)?;
            let state = states.state(id, today);
            let review = states.next_review(id, today);
            Ok(vec![
                (
                    "state".into(),
                    state.map_or(Cell::None, |state| Cell::State(state.word())),
                ),
                ("next_review".into(), Cell::maybe(review, Cell::Day)),
            ])
        }
        Kind::Wbl => match book.get::<Wbl>(id)? {
            Some(wbl) => {
                let mut derived = vec![("names".to_owned(), names(book, &wbl.body)?)];
                derived.extend(sums(book, &wbl, today)?);
                derived.push(gain(gain_of(book, id, today)?.as_ref()));
                Ok(derived)
            }
            None => Ok(Vec::new()),
        },
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

/// The hours of one experience as the hours report counts them: pending ones that would count,
/// verified ones, and of these the counted.
fn sums(book: &Book<'_>, wbl: &Record<Wbl>, today: Day) -> Result<Vec<(String, Cell)>> {
    let (mut counted, mut verified, mut pending) = (Minutes::ZERO, Minutes::ZERO, Minutes::ZERO);
    if let [student] = wbl.body.students.as_slice() {
        let frame = Frame::on(&book.settings, today);
        let mut entries = ledger::of_student(book, student.id(), &frame)?;
        entries.retain(|judged| judged.experience == wbl.id);
        for judged in &entries {
            let Verdict::Summed(summed) = judged.verdict else {
                continue;
            };
            match summed.sum {
                Sum::Counted => {
                    counted += summed.minutes();
                    verified += summed.minutes();
                }
                Sum::Verified => verified += summed.minutes(),
                Sum::Pending => pending += summed.minutes(),
                // Without a cutoff nothing is late.
                Sum::Late => {}
            }
        }
    }
    Ok([
        ("verified_minutes", verified),
        ("pending_minutes", pending),
        ("counted_minutes", counted),
    ]
    .map(|(key, minutes)| (key.to_owned(), Cell::Minutes(minutes)))
    .into())
}

/// Gives each hour entry its length, and puts them in the order of their days.
fn with_lengths(fields: &mut [(String, Cell)], wbl: &Wbl) {
    let Some((_, Cell::List(items))) = fields.iter_mut().find(|(key, _)| key == "hours") else {
        return;
    };
    for (item, entry) in items.iter_mut().zip(&wbl.hours) {
        if let Cell::Fields(cells) = item {
            let at = cells
                .iter()
                .position(|(key, _)| key == "kind")
                .unwrap_or(cells.len());
            let length = Cell::maybe(net_minutes(entry), Cell::Minutes);
            cells.insert(at, ("length_minutes".to_owned(), length));
        }
    }
    items.sort_by_key(|item| match item {
        Cell::Fields(cells) => cells.iter().find_map(|(key, cell)| match cell {
            Cell::Day(day) if key == "on" => Some(*day),
            _ => None,
        }),
        _ => None,
    });
}

/// The names of an experience's students, for whoever has the private part.
pub(super) fn names(book: &Book<'_>, wbl: &Wbl) -> Result<Cell> {
    let mut names = Vec::new();
    for student in &wbl.students {
        let person = book.get::<Person>(student.id())?;
        names.extend(person.map(|person| Cell::text(person.body.name)));
    }
    Ok(Cell::List(names))
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
    let tally = tally::of_student(book, id, &frame, Detail::default())?;
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
