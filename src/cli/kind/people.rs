//! The verbs of people: a contact leaves; a student enrols, transfers, exits.

use clap::{Arg, ArgAction, ArgMatches};

use crate::fault::{Fault, Result};
use crate::record::{ExitBecause, KindSpec};
use crate::schema::Kind;
use crate::work::{self, ExitRequest, OpenOnes, TransferRequest};

use super::super::answer::Answer;
use super::super::context::Context;
use super::hours::status;
use super::words::{Words, option, words};
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
        let on = words.needed_day("on", "--on DAY");
        words.settle()?;
        let (contact, successor) = (
            flags::text(matches, "ref").unwrap_or_default(),
            flags::text(matches, "successor"),
        );
        context.write(|book, seed, _| {
            work::leave(book, &contact, on, successor.as_deref(), today, seed)
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
        words.settle()?;
        let text = |name| flags::text(matches, name).unwrap_or_default();
        let (student, pathway) = (text("ref"), text("pathway"));
        context.write(|book, seed, _| work::enroll(book, &student, &pathway, from, today, seed))
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
        let (on, credit) = (words.needed_day("on", "--on DAY"), words.minutes("credit"));
        words.settle()?;
        let text = |name| flags::text(matches, name);
        let request = TransferRequest {
            student: text("ref").unwrap_or_default(),
            to: text("to").unwrap_or_default(),
            on,
            leaving: text("leaving"),
            credit,
            approved_by: text("approved-by"),
        };
        context.write(|book, seed, _| work::transfer(book, &request, today, seed))
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
            .arg(option("on", "DAY", "The last day"))
            .arg(option("because", "WORD", "completed, moved, withdrew, left-pathway, graduated-incomplete or other"))
            .arg(option("pathway", "PATHWAY", "The pathway to leave, where several are open"))
            .arg(option("close", "STATE", "Close open experiences as withdrawn or ended-early"))
            .arg(Arg::new("keep-open").long("keep-open").action(ArgAction::SetTrue).help("Leave experiences open"))
            .after_help("Examples:\n  wbl student exit \"Jane Doe\" --on 2027-06-02 --because completed\n  wbl student exit s-k7f2wq --on today --because moved --close withdrawn")
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

fn exit(context: &mut Context<'_>, _: &'static KindSpec, matches: &ArgMatches) -> Result<Answer> {
    let today = context.today();
    let mut words = Words::of(matches, today);
    let students = words.all("refs", "which student?");
    let on = words.needed_day("on", "--on DAY");
    let typed = words.needed("because", "--because WORD");
    let because = BECAUSE
        .iter()
        .find(|(word, _)| *word == typed.to_ascii_lowercase().replace('_', "-"));
    if because.is_none() && !typed.is_empty() {
        let all: Vec<_> = BECAUSE.iter().map(|(word, _)| *word).collect();
        words.misuse(&format!(
            "`--because`: `{typed}` is not one of: {}",
            all.join(", ")
        ));
    }
    let close = flags::text(matches, "close");
    let closed = close.as_deref().and_then(status).filter(|status| {
        use crate::record::Status::{EndedEarly, Withdrawn};
        matches!(status, Withdrawn | EndedEarly)
    });
    let experiences = match (&close, closed, flags::is_on(matches, "keep-open")) {
        (Some(_), _, true) => {
            words.misuse("give `--close` or `--keep-open`, not both");
            None
        }
        (Some(word), None, false) => {
            words.misuse(&format!(
                "`--close`: `{word}` is not one of: withdrawn, ended-early"
            ));
            None
        }
        (Some(_), Some(status), false) => Some(OpenOnes::Close(status)),
        (None, _, true) => Some(OpenOnes::Keep),
        (None, _, false) => None,
    };
    words.settle()?;
    let Some((_, because)) = because.copied() else {
        return Err(Fault::misuse("why?"));
    };
    let request = ExitRequest {
        students,
        on,
        because,
        pathway: flags::text(matches, "pathway"),
        experiences,
        reason: context.global.reason.clone(),
    };
    context.write(|book, seed, _| work::exit(book, &request, today, seed))
}
