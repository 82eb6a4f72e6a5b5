//! `add`: a new record of any kind, from its flags.

use clap::{Arg, ArgMatches, Command};

use crate::fault::Result;
use crate::record::KindSpec;
use crate::schema::Kind;
use crate::work::{self, AddRequest};

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::sift;
use super::{Verb, flags, words};

/// The verb.
pub const ADD: Verb = Verb {
    name: "add",
    kinds: &[],
    about: "Add a new one",
    args,
    run,
};

fn args(command: Command, kind: &'static KindSpec) -> Command {
    let named = kind.has_name() || kind.kind == Kind::Student;
    let command = if named {
        command.arg(Arg::new("NAME").help("Its name as it is written (the id is made from it)"))
    } else {
        command
    };
    let command = command
        .arg(
            Arg::new("id")
                .long("id")
                .value_name("ID")
                .help("Its id, where the one made for it does not suit"),
        )
        .arg(
            Arg::new("copy")
                .long("copy")
                .value_name("REF")
                .help("Take over what this one has, but for days, status and what verbs fill"),
        );
    let command = if kind.kind == Kind::Student {
        command
            .arg(
                Arg::new("pathway")
                    .long("pathway")
                    .value_name("PATHWAY")
                    .help("The pathway that the student enrols in"),
            )
            .arg(
                Arg::new("from")
                    .long("from")
                    .value_name("DAY")
                    .help("The first day in the pathway (default: today)"),
            )
    } else {
        command
    };
    let command = if kind.kind == Kind::Eval {
        command.arg(
            words::option("rate", "SKILL=N", "A rating, 1 to 5 (can be repeated)")
                .action(clap::ArgAction::Append),
        )
    } else {
        command
    };
    flags::add(command, kind, false).after_help(examples(kind.kind))
}

fn examples(kind: Kind) -> &'static str {
    match kind {
        Kind::Partner => {
            "Examples:\n  wbl partner add \"Antron Engineering\" --town Bellingham --phone 508-555-0147\n  wbl partner add \"Salmon Run Bakery\" --sectors hospitality --source career-fair"
        }
        Kind::Contact => {
            "Examples:\n  wbl contact add \"Dana Rivera\" --partner antron --roles primary,supervisor --email dana@antron.example"
        }
        Kind::Pathway => {
            "Examples:\n  wbl pathway add Manufacturing --sector \"Advanced Manufacturing\""
        }
        Kind::Student => {
            "Examples:\n  wbl student add \"Jane Doe\" --pathway manufacturing --grad-year 2027 --born 2009-04-30"
        }
        Kind::Wbl => {
            "Examples:\n  wbl wbl add --activity internship --students \"Jane Doe\" --partner antron --starts 2026-10-05 --planned 100h --supervisors contact=dana-rivera\n  wbl wbl add --activity site-tour --partner antron --starts 2026-11-12 --headcount 24"
        }
        Kind::Mou => {
            "Examples:\n  wbl mou add --partners antron --pathways manufacturing --through 2027-06-30"
        }
        Kind::Eval => {
            "Examples:\n  wbl eval add --experience \"Jane Doe\" --review baseline --on 2026-10-20 --by dana-rivera --ratings skill=attendance,rating=3"
        }
        Kind::Council => {
            "Examples:\n  wbl council add \"Manufacturing Advisory\" --kind advisory --pathways manufacturing --members contact=dana-rivera,role=chair"
        }
        Kind::Person | Kind::Form | Kind::Rules | Kind::Settings => "",
    }
}

fn run(context: &mut Context<'_>, kind: &'static KindSpec, matches: &ArgMatches) -> Result<Answer> {
    let mut values = flags::typed(kind, matches);
    for beside in ["pathway", "from"]
        .into_iter()
        .filter(|_| kind.kind == Kind::Student)
    {
        values.extend(flags::text(matches, beside).map(|text| (beside.to_owned(), vec![text])));
    }
    let rates = flags::texts(matches, "rate");
    if !rates.is_empty() {
        values.push(("rate".to_owned(), rates));
    }
    let copy = flags::text(matches, "copy");
    let request = AddRequest {
        name: flags::text(matches, "NAME"),
        id: flags::text(matches, "id"),
        values,
        copy: None,
        reason: context.global.reason.clone(),
    };
    context.write(|book, seed, context| {
        let mut request = request.clone();
        request.values = sift::expand(book, kind, &request.values, context.today())?;
        if let Some(copy) = &copy {
            request.copy = Some(work::resolve(book, kind.kind, copy)?.id);
        }
        work::add(book, kind.kind, &request, context.today(), seed)
    })
}
