//! The verbs that add an item to a group, made from their rows; and `done`.

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::fault::{Fault, Result};
use crate::record::KindSpec;
use crate::schema::Kind;
use crate::work::{self, ItemRequest, ItemVerb};

use super::super::answer::Answer;
use super::super::context::Context;
use super::aim::{self, Aim};
use super::render::doubt;
use super::words::{Meant, Words, option, words};
use super::{Verb, flags};

/// Someone was in touch with a partner.
pub const TOUCH: Verb = Verb {
    name: "touch",
    kinds: &[Kind::Partner],
    about: "Note that someone was in touch, and what was promised",
    args: |command, kind| args(command, "touch", kind),
    run: |context, kind, matches| run(context, "touch", kind, matches),
};

/// A partner is asked for something, or answers.
pub const ASK: Verb = Verb {
    name: "ask",
    kinds: &[Kind::Partner],
    about: "Ask for an activity, or say how far an ask has come",
    args: |command, kind| {
        args(command, "ask", kind).arg(
            Arg::new("new")
                .long("new")
                .action(ArgAction::SetTrue)
                .help("Ask once more, though an ask for it is open"),
        )
    },
    run: |context, kind, matches| run(context, "ask", kind, matches),
};

/// A student earns a credential.
pub const EARN: Verb = Verb {
    name: "earn",
    kinds: &[Kind::Student],
    about: "Record a credential that a student has earned",
    args: |command, kind| args(command, "earn", kind),
    run: |context, kind, matches| run(context, "earn", kind, matches),
};

/// A student takes a course.
pub const COURSE: Verb = Verb {
    name: "course",
    kinds: &[Kind::Student],
    about: "Record a course that a student takes for the pathway",
    args: |command, kind| args(command, "course", kind),
    run: |context, kind, matches| run(context, "course", kind, matches),
};

/// A paper is filed.
pub const PAPER: Verb = Verb {
    name: "paper",
    kinds: &[Kind::Student, Kind::Wbl],
    about: "Put a paper on file; the last word is which",
    args: |command, kind| args(command, "paper", kind),
    run: |context, kind, matches| run(context, "paper", kind, matches),
};

/// Something happened at a placement.
pub const NOTE: Verb = Verb {
    name: "note",
    kinds: &[Kind::Wbl],
    about: "Note what happened: an absence, a late arrival, an incident, a check-in, a visit",
    args: |command, kind| args(command, "note", kind),
    run: |context, kind, matches| run(context, "note", kind, matches),
};

/// A student applies for an opportunity.
pub const APPLY: Verb = Verb {
    name: "apply",
    kinds: &[Kind::Wbl],
    about: "Record that a student applies for an opportunity, or how far that has come",
    args: |command, kind| args(command, "apply", kind),
    run: |context, kind, matches| run(context, "apply", kind, matches),
};

/// A council meets.
pub const MEET: Verb = Verb {
    name: "meet",
    kinds: &[Kind::Council],
    about: "Record a meeting, and who came",
    args: |command, kind| args(command, "meet", kind),
    run: |context, kind, matches| run(context, "meet", kind, matches),
};

/// Someone on a council gets something to do.
pub const ACT: Verb = Verb {
    name: "act",
    kinds: &[Kind::Council],
    about: "Give someone something to do",
    args: |command, kind| args(command, "act", kind),
    run: |context, kind, matches| run(context, "act", kind, matches),
};

/// An MOU is sent to a party.
pub const SEND: Verb = Verb {
    name: "send",
    kinds: &[Kind::Mou],
    about: "Record that an MOU was sent to a party",
    args: |command, kind| args(command, "send", kind),
    run: |context, kind, matches| run(context, "send", kind, matches),
};

/// What was promised is done.
pub const DONE: Verb = Verb {
    name: "done",
    kinds: &[Kind::Partner, Kind::Council],
    about: "Mark what was promised, or had to be done, as done",
    args: |command, kind| {
        let command = command.arg(flags::reference(kind)).arg(
            Arg::new("item")
                .value_name(if kind.kind == Kind::Council {
                    "ACTION"
                } else {
                    "TOUCH"
                })
                .required(true)
                .help("Its id, as `show` has it"),
        );
        command
            .arg(option("on", "DAY", "The day it was done (default: today)"))
            .after_help(format!(
                "Examples:\n  wbl {} done REF k3f9qd\n  wbl {} done REF k3f9qd --on mon",
                kind.kind, kind.kind
            ))
    },
    run: |context, kind, matches| {
        let today = context.today();
        let mut words = Words::of(matches, today);
        let on = words.day("on").unwrap_or(today);
        let text = |name| flags::text(matches, name).unwrap_or_default();
        let (record, item) = (text("ref"), text("item"));
        context.write(|book, seed, _| {
            let mut meant = Meant::of(book);
            let id = meant.one(kind.kind, &record)?;
            words.settle()?;
            Ok(meant.before(work::done(book, kind.kind, &id, &item, on, today, seed)?))
        })
    },
};

/// The arguments of a verb, from its row.
fn args(mut command: Command, name: &str, kind: &'static KindSpec) -> Command {
    let Some(verb) = ItemVerb::of(name, kind.kind) else {
        return command;
    };
    let word = verb.word.map(str::to_ascii_uppercase);
    command = match (&word, verb.many_refs) {
        (None, true) => command.arg(words("refs", "REF", "Which ones")),
        (Some(word), true) => command.arg(words(
            "refs",
            // One list for the parser; the last word of it is no record.
            if word == "KIND" {
                "REF… KIND"
            } else {
                "REF… WORD"
            },
            "Which ones, then what",
        )),
        (_, false) => command.arg(flags::reference(kind).id("refs")),
    };
    if verb.many_refs {
        command = command.arg(aim::fitting());
    }
    if let Some(word) = word.filter(|_| !verb.many_refs) {
        let part = verb.parts().iter().find(|part| Some(part.key) == verb.word);
        let arg = Arg::new("word")
            .value_name(word)
            .required(true)
            .help(part.map_or("", |part| part.help));
        command = command.arg(if verb.many_words {
            arg.num_args(1..).action(ArgAction::Append)
        } else {
            arg
        });
    }
    for part in verb.flags() {
        command = command.arg(flags::flag(part));
    }
    if let Some(day) = verb.day {
        let help = if day.is_today {
            "The day (default: today)"
        } else {
            "The day"
        };
        let arg = Arg::new("on").value_name("DAY").help(help);
        command = command.arg(if day.key == "done" {
            arg.long("done").visible_alias("on")
        } else {
            arg.long("on")
        });
    }
    let lines: Vec<_> = verb
        .examples
        .lines()
        .map(|line| format!("  {line}"))
        .collect();
    command
        .about(verb.about)
        .after_help(format!("Examples:\n{}", lines.join("\n")))
}

fn run(
    context: &mut Context<'_>,
    name: &str,
    kind: &'static KindSpec,
    matches: &ArgMatches,
) -> Result<Answer> {
    let verb = ItemVerb::of(name, kind.kind)
        .ok_or_else(|| Fault::could("this command has no row in the table"))?;
    let today = context.today();
    let mut words = Words::of(matches, today);
    let mut refs = flags::texts(matches, "refs");
    let mut carried = flags::texts(matches, "word");
    if verb.many_refs && verb.word.is_some() {
        carried.extend(refs.pop());
        let filtered = flags::text(matches, "where").is_some();
        if refs.is_empty() && !filtered || carried.is_empty() {
            words.misuse("name the records first, and then which paper it is");
        }
    }
    let aim = Aim::at(kind, verb.of_several, refs, matches, &mut words);
    let on = words.day("on");
    let mut values = flags_of(verb, matches);
    if let Some(day) = verb.day {
        let text = flags::text(matches, "on");
        values.extend(text.map(|text| (day.key.to_owned(), vec![text])));
    }
    let request = ItemRequest {
        words: carried,
        values,
        is_new: flags::is_on(matches, "new"),
        reason: context.global.reason.clone(),
    };
    let named = |meant: &mut Meant<'_, '_>, text: &str| match kind.kind {
        Kind::Wbl => meant.experience(text, &[on.unwrap_or(today)]),
        _ => meant.one(kind.kind, text),
    };
    aim.write(context, named, |book, seed, ids, _| {
        words.settle()?;
        let mut change = work::add_items(book, verb, ids, &request, today, seed)?;
        if name == SEND.name {
            let doubts = ids.iter().filter_map(|id| doubt(book, id, today, false));
            change.warnings.extend(doubts);
        }
        Ok(change)
    })
}

/// What was typed for each key that has a flag.
fn flags_of(verb: &'static ItemVerb, matches: &ArgMatches) -> flags::Typed {
    let typed = verb
        .flags()
        .map(|part| (part.key.to_owned(), flags::texts(matches, part.key)));
    typed.filter(|(_, texts)| !texts.is_empty()).collect()
}
