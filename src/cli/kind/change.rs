//! The verbs that change what is there: set, rename, archive, restore, remove.

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::book::Book;
use crate::change::Change;
use crate::fault::{Fault, Result};
use crate::record::KindSpec;
use crate::schema::Kind;
use crate::value::{Day, Id};
use crate::work::{self, SetRequest};

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::sift;
use super::aim::{self, Aim};
use super::words::{Meant, Words, option, words};
use super::{Verb, flags};

/// Changes fields.
pub const SET: Verb = Verb {
    name: "set",
    kinds: &[],
    about: "Change fields of one or several",
    args: set_args,
    run: set,
};

fn set_args(command: Command, kind: &'static KindSpec) -> Command {
    let command = command
        .arg(words("refs", "REF", "Which ones"))
        .arg(aim::fitting())
        .arg(
            option("unset", "FIELD", "Take this field away (can be repeated)")
                .action(ArgAction::Append)
                .value_delimiter(','),
        )
        .arg(
            option("add", "FIELD=VALUE", "Add to a list (can be repeated)")
                .action(ArgAction::Append),
        )
        .arg(
            option(
                "drop",
                "FIELD=VALUE",
                "Take from a list; of a group: FIELD=KEY=VALUE (can be repeated)",
            )
            .action(ArgAction::Append),
        );
    flags::add(command, kind, true).after_help(format!(
        "A list is replaced by its flag; an item of a group is updated where its key is there, else added.\n\nExamples:\n  wbl {kind} set REF --notes \"call back in May\"\n  wbl {kind} set REF --add tags=priority --unset notes\n  wbl {kind} set --where 'notes ~ priority' --add tags=priority",
        kind = kind.kind
    ))
}

fn set(context: &mut Context<'_>, kind: &'static KindSpec, matches: &ArgMatches) -> Result<Answer> {
    let today = context.today();
    let mut words = Words::of(matches, today);
    let aim = Aim::of(kind, "change", matches, &mut words).showing_named();
    let mut pairs = |name: &str| -> Vec<(String, String)> {
        let texts = flags::texts(matches, name);
        let split = |text: &String| {
            let pair = text.split_once('=');
            if pair.is_none() {
                words.misuse(&format!("`--{name} {text}`: write FIELD=VALUE"));
            }
            pair.map(|(field, value)| (field.to_owned(), value.to_owned()))
        };
        texts.iter().filter_map(split).collect()
    };
    let (add, drop) = (pairs("add"), pairs("drop"));
    let request = SetRequest {
        values: flags::typed(kind, matches),
        unset: flags::texts(matches, "unset"),
        add,
        drop,
        reason: context.global.reason.clone(),
    };
    if request.values.is_empty()
        && request.unset.is_empty()
        && request.add.is_empty()
        && request.drop.is_empty()
        && !words.is_misused()
    {
        words.misuse("what is to be set? Give at least one field, such as `--notes TEXT`");
    }
    words.settle()?;
    aim.write(context, one_of(kind, today), |book, seed, ids, _| {
        set_ids(book, kind, ids, &request, today, seed)
    })
}

/// Finds a record that is named; an experience also by its student, on the day.
fn one_of(kind: &'static KindSpec, today: Day) -> impl Fn(&mut Meant<'_, '_>, &str) -> Result<Id> {
    move |meant, text| match kind.kind {
        Kind::Wbl => meant.experience(text, &[today]),
        _ => meant.one(kind.kind, text),
    }
}

fn set_ids(
    book: &Book<'_>,
    kind: &'static KindSpec,
    ids: &[Id],
    request: &SetRequest,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let request = SetRequest {
        values: sift::expand(book, kind, &request.values, today)?,
        add: sift::expand_pairs(book, kind, &request.add, today)?,
        drop: sift::expand_pairs(book, kind, &request.drop, today)?,
        ..request.clone()
    };
    work::set(book, kind.kind, ids, &request, today, seed)
}

/// Gives a record another id.
pub const RENAME: Verb = Verb {
    name: "rename",
    kinds: &[],
    about: "Give one another id, and rewrite every link to it",
    args: |command, _| {
        command
            .arg(
                Arg::new("ref")
                    .value_name("ID")
                    .required(true)
                    .help("Its exact id"),
            )
            .arg(
                Arg::new("new")
                    .value_name("NEW-ID")
                    .required(true)
                    .help("The id to be"),
            )
    },
    run: |context, kind, matches| {
        let text = |name| flags::text(matches, name).unwrap_or_default();
        let (old, new) = (text("ref"), text("new"));
        context.write(|book, seed, _| {
            let id = work::must_be_exact(book, kind.kind, &old, "rename")?;
            work::rename(book, kind.kind, &id, &new, seed)
        })
    },
};

/// Puts records away.
pub const ARCHIVE: Verb = Verb {
    name: "archive",
    kinds: &[],
    about: "Put one or several away: out of lists, never out of numbers",
    args: |command, _| {
        command
            .arg(words("refs", "REF", "Which ones"))
            .arg(aim::fitting())
            .arg(option("on", "DAY", "The day (default: today)"))
            .after_help("Examples:\n  wbl partner archive salmon-run\n  wbl contact archive --where 'to < 2025-07-01'")
    },
    run: |context, kind, matches| {
        let today = context.today();
        let mut words = Words::of(matches, today);
        let on = words.day("on").unwrap_or(today);
        let aim = Aim::of(kind, "archive", matches, &mut words);
        words.settle()?;
        aim.write(context, one_of(kind, today), |book, seed, ids, _| {
            work::archive(book, kind.kind, ids, on, seed)
        })
    },
};

/// Takes records out of the archive.
pub const RESTORE: Verb = Verb {
    name: "restore",
    kinds: &[],
    about: "Take one or several out of the archive",
    args: |command, _| {
        command
            .arg(words("refs", "REF", "Which ones"))
            .arg(aim::fitting())
            .after_help("Examples:\n  wbl partner restore salmon-run\n  wbl contact restore --where 'archived = 2026-06-30'")
    },
    run: |context, kind, matches| {
        let today = context.today();
        let mut words = Words::of(matches, today);
        let aim = Aim::of(kind, "restore", matches, &mut words);
        words.settle()?;
        aim.write(context, one_of(kind, today), |book, seed, ids, _| {
            work::restore(book, kind.kind, ids, seed)
        })
    },
};

/// Removes a record.
pub const REMOVE: Verb = Verb {
    name: "remove",
    kinds: &[],
    about: "Remove one for good; refused while anything links to it",
    args: |command, _| {
        command.arg(
            Arg::new("ref")
                .value_name("ID")
                .required(true)
                .help("Its exact id"),
        )
    },
    run: |context, kind, matches| {
        let id = flags::text(matches, "ref").ok_or_else(|| Fault::misuse("which one?"))?;
        let question = format!(
            "remove the {} `{id}` for good? (`wbl {} archive {id}` only puts it away)",
            kind.kind, kind.kind
        );
        context.write_asking(&question, |book, seed, _| {
            let id = work::must_be_exact(book, kind.kind, &id, "remove")?;
            work::remove(book, kind.kind, &id, seed)
        })
    },
};
