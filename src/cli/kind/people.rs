//! The verbs of people: a contact leaves; a student enrols, transfers, exits.

use clap::{Arg, ArgAction, ArgMatches};

use crate::fault::Result;
use crate::record::{ExitBecause, KindSpec};
use crate::schema::Kind;
use crate::work::{self, Ending, ExitRequest, OpenFate, TransferRequest};

use super::super::answer::Answer;
use super::super::context::Context;
use super::aim::{self, Aim};
use super::hours::ending;
use super::words::{Meant, Words, option, words};
use super::{Verb, flags};

/// A contact leaves.
pub const LEAVE: Verb = Verb {
    name: "leave",
    kinds: &[Kind::Contact],
    about: "Record that a person leaves: supervision, seats and promises pass on",
    args: |command, kind| {
        command
            .arg(flags::reference(kind))
            .arg(option("on", "DAY", "The last day"))
            .arg(option(
                "successor",
                "CONTACT",
                "Who takes over, from the day after",
            ))
            .after_help("Examples:\n  wbl contact leave j-ortiz --on 2026-11-30 --successor p-lee")
    },
    run: |context, _, matches| {
        let today = context.today();
        let mut words = Words::of(matches, today);
        let on = words.needed_day("on", "`--on DAY` (the last day)");
        let (contact, successor) = (
            flags::text(matches, "ref"),
            flags::text(matches, "successor"),
        );
        context.write(|book, seed, _| {
            let mut meant = Meant::of(book);
            let id = meant.one(Kind::Contact, contact.as_deref().unwrap_or_default())?;
            let successor = meant.maybe(Kind::Contact, successor.as_deref())?;
            words.settle()?;
            Ok(meant.before(work::leave(book, &id, on, successor.as_ref(), today, seed)?))
        })
    },
};

/// A student enrols.
pub const ENROLL: Verb = Verb {
    name: "enroll",
    kinds: &[Kind::Student],
    about: "Enrol a student in a pathway",
    args: |command, kind| {
        command
            .arg(flags::reference(kind))
            .arg(
                Arg::new("pathway")
                    .value_name("PATHWAY")
                    .required(true)
                    .help("The pathway"),
            )
            .arg(option("from", "DAY", "The first day (default: today)"))
            .after_help(
                "Examples:\n  wbl student enroll \"Jane Doe\" manufacturing --from 2026-09-01",
            )
    },
    run: |context, _, matches| {
        let today = context.today();
        let mut words = Words::of(matches, today);
        let from = words.day("from").unwrap_or(today);
        let (student, pathway) = (flags::text(matches, "ref"), flags::text(matches, "pathway"));
        context.write(|book, seed, _| {
            let mut meant = Meant::of(book);
            let id = meant.one(Kind::Student, student.as_deref().unwrap_or_default())?;
            let pathway = meant.one(Kind::Pathway, pathway.as_deref().unwrap_or_default())?;
            words.settle()?;
            Ok(meant.before(work::enroll(book, &id, &pathway, from, seed)?))
        })
    },
};

/// A student changes pathways.
pub const TRANSFER: Verb = Verb {
    name: "transfer",
    kinds: &[Kind::Student],
    about: "Move a student to another pathway; hours stay with the one they were worked for",
    args: |command, kind| {
        command
            .arg(flags::reference(kind))
            .arg(Arg::new("to").value_name("PATHWAY").required(true).help("The pathway to go to"))
            .arg(option("on", "DAY", "The first day there"))
            .arg(option("leaving", "PATHWAY", "The pathway to leave, where several are open"))
            .arg(option("credit", "LENGTH", "Hours that are credited there"))
            .arg(option("approved-by", "NAME", "Who approved that credit"))
            .after_help("Examples:\n  wbl student transfer \"Jane Doe\" business --on 2027-01-25 --credit 46h --approved-by \"M. Okafor\"")
    },
    run: |context, _, matches| {
        let today = context.today();
        let mut words = Words::of(matches, today);
        let (on, credit) = (
            words.needed_day("on", "`--on DAY` (the first day there)"),
            words.minutes("credit"),
        );
        let text = |name| flags::text(matches, name);
        let (student, to, leaving, approved_by) = (
            text("ref"),
            text("to"),
            text("leaving"),
            text("approved-by"),
        );
        context.write(|book, seed, _| {
            let mut meant = Meant::of(book);
            let id = meant.one(Kind::Student, student.as_deref().unwrap_or_default())?;
            let to = meant.one(Kind::Pathway, to.as_deref().unwrap_or_default())?;
            let leaving = meant.maybe(Kind::Pathway, leaving.as_deref())?;
            words.settle()?;
            let request = TransferRequest {
                to,
                on,
                leaving,
                credit,
                approved_by: approved_by.clone(),
            };
            Ok(meant.before(work::transfer(book, &id, &request, seed)?))
        })
    },
};

/// A student leaves a pathway.
pub const EXIT: Verb = Verb {
    name: "exit",
    kinds: &[Kind::Student],
    about: "Record that a student leaves a pathway, or finishes it",
    args: |command, _| {
        command
            .arg(words("refs", "STUDENT", "The students"))
            .arg(aim::fitting())
            .arg(option("on", "DAY", "The last day"))
            .arg(option("because", "WORD", "completed, moved, withdrew, left-pathway, graduated-incomplete or other"))
            .arg(option("pathway", "PATHWAY", "The pathway to leave, where several are open"))
            .arg(option("close", "STATE", "Close open experiences as withdrawn or ended-early"))
            .arg(Arg::new("keep-open").long("keep-open").action(ArgAction::SetTrue).help("Leave experiences open"))
            .after_help("Examples:\n  wbl student exit \"Jane Doe\" --on 2027-06-02 --because completed\n  wbl student exit s-k7f2wq --on today --because moved --close withdrawn\n  wbl student exit --where 'grad_year = 2027 and pathway = manufacturing' --on 2027-06-02 --because completed --keep-open")
    },
    run: exit,
};

const BECAUSE: [(&str, ExitBecause); 6] = [
    ("completed", ExitBecause::Completed),
    ("moved", ExitBecause::Moved),
    ("withdrew", ExitBecause::Withdrew),
    ("left-pathway", ExitBecause::LeftPathway),
    ("graduated-incomplete", ExitBecause::GraduatedIncomplete),
    ("other", ExitBecause::Other),
];

fn exit(
    context: &mut Context<'_>,
    kind: &'static KindSpec,
    matches: &ArgMatches,
) -> Result<Answer> {
    let today = context.today();
    let mut words = Words::of(matches, today);
    let aim = Aim::of(kind, "end the enrollment of", matches, &mut words);
    let on = words.needed_day("on", "`--on DAY` (the last day)");
    let because = because(&mut words);
    let open = fate(matches, &mut words);
    let pathway = flags::text(matches, "pathway");
    aim.write(
        context,
        aim::plainly(Kind::Student),
        |book, seed, ids, meant| {
            let pathway = meant.maybe(Kind::Pathway, pathway.as_deref())?;
            words.settle()?;
            let request = ExitRequest {
                on,
                because,
                pathway,
                open,
            };
            work::exit(book, ids, &request, today, seed)
        },
    )
}

fn because(words: &mut Words<'_>) -> ExitBecause {
    let typed = words.needed("because", "`--because WORD` (why: completed, moved, withdrew, left-pathway, graduated-incomplete or other)");
    let word = typed.to_ascii_lowercase().replace('_', "-");
    match BECAUSE.iter().find(|(one, _)| *one == word) {
        Some((_, because)) => return *because,
        None if typed.is_empty() => {}
        None => words.not_one_of("because", &typed, &BECAUSE.map(|(word, _)| word)),
    }
    ExitBecause::Other
}

/// What becomes of open experiences, as far as it was said.
fn fate(matches: &ArgMatches, words: &mut Words<'_>) -> Option<OpenFate> {
    let close = flags::text(matches, "close");
    let keep = flags::is_on(matches, "keep-open");
    match (close.as_deref(), close.as_deref().and_then(ending), keep) {
        (Some(_), _, true) => {
            words.misuse("give `--close` or `--keep-open`, not both");
            None
        }
        (Some(_), Some(ending @ (Ending::Withdrawn | Ending::EndedEarly)), false) => {
            Some(OpenFate::Close(ending))
        }
        (Some(word), _, false) => {
            words.not_one_of("close", word, &["withdrawn", "ended-early"]);
            None
        }
        (None, _, true) => Some(OpenFate::Keep),
        (None, _, false) => None,
    }
}
