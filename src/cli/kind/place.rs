//! The verbs that fill in: place a student of an opportunity, rate the skills of an evaluation.

use clap::{Arg, ArgAction};

use crate::schema::Kind;
use crate::work::{self, AddRequest};

use super::words::{Meant, Words, option};
use super::{Verb, flags};

/// A student gets a place.
pub const PLACE: Verb = Verb {
    name: "place",
    kinds: &[Kind::Wbl],
    about: "Give a student a place of an opportunity: their placement is made from it",
    args: |command, kind| {
        let command = command
            .arg(flags::reference(kind))
            .arg(
                Arg::new("student")
                    .value_name("STUDENT")
                    .required(true)
                    .help("The student"),
            )
            .arg(option(
                "id",
                "ID",
                "The placement's id, where the one made for it does not suit",
            ));
        flags::add_but(command, kind, &["students", "posting"])
            .after_help("Examples:\n  wbl wbl place internship-antron-2027-01-11 \"Jane Doe\" --supervisors contact=dana-rivera --planned 100h")
    },
    run: |context, kind, matches| {
        let today = context.today();
        let text = |name| flags::text(matches, name).unwrap_or_default();
        let (offer, student) = (text("ref"), text("student"));
        let request = AddRequest {
            id: flags::text(matches, "id"),
            values: flags::typed(kind, matches),
            reason: context.global.reason.clone(),
            ..AddRequest::default()
        };
        context.write(|book, seed, _| {
            let mut meant = Meant::of(book);
            let id = meant.experience(&offer, &[today])?;
            let student = meant.one(Kind::Student, &student)?;
            Ok(meant.before(work::place(book, &id, &student, &request, today, seed)?))
        })
    },
};

/// Skills are rated.
pub const RATE: Verb = Verb {
    name: "rate",
    kinds: &[Kind::Eval],
    about: "Rate skills, 1 to 5; `-` takes a rating away",
    args: |command, kind| {
        command
            .arg(flags::reference(kind))
            .arg(
                Arg::new("ratings")
                    .value_name("SKILL=N")
                    .required(true)
                    .num_args(1..)
                    .action(ArgAction::Append)
                    .help("A skill of the form by its id, or one of the workplace in quotes, and its rating"),
            )
            .after_help("Examples:\n  wbl eval rate s-k7f2wq-antron-engineering-baseline attendance=3 teamwork=2 \"Blueprint reading=1\"\n  wbl eval rate s-k7f2wq-antron-engineering-baseline initiative=-\n  wbl eval rate \"Jane Doe\" initiative=3\n\nA student's name will do where they have just one evaluation.")
    },
    run: |context, _, matches| {
        let today = context.today();
        let words = Words::of(matches, today);
        let ratings = flags::texts(matches, "ratings");
        let eval = flags::text(matches, "ref").unwrap_or_default();
        let reason = context.global.reason.clone();
        context.write(|book, seed, _| {
            let mut meant = Meant::of(book);
            let id = meant.one(Kind::Eval, &eval)?;
            words.settle()?;
            let change = work::rate(book, &id, &ratings, reason.as_deref(), today, seed)?;
            Ok(meant.before(change))
        })
    },
};
