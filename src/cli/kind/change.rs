//! The verbs that change what is there: set, rename, archive, restore, remove.

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::book::Book;
use crate::change::Change;
use crate::fault::{Blame, Fault, Result};
use crate::record::KindSpec;
use crate::value::{Day, Id};
use crate::work::{self, SetRequest};

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::sift::{self, Archived};
use super::words::{Words, option, words};
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
        .arg(option(
            "where",
            "FILTER",
            "All that fit, archived ones left out; see `wbl help filters`",
        ))
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
    let filter = flags::text(matches, "where");
    let refs = match &filter {
        None => words.all("refs", &format!("which {}?", kind.kind)),
        Some(_) => flags::texts(matches, "refs"),
    };
    if let (Some(_), [first, ..]) = (&filter, refs.as_slice()) {
        words.misuse(&format!(
            "`{first}` and `--where`: name the records, or filter them, not both"
        ));
    }
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
    if let Some(filter) = filter {
        return set_fitting(context, kind, &filter, &request);
    }
    let make = |book: &Book<'_>, seed: u64, _: &Context<'_>| {
        let (ids, mut notices) = meant(book, kind, &refs, today)?;
        let mut change = set_ids(book, kind, &ids, &request, today, seed)?;
        notices.append(&mut change.said);
        change.said = notices;
        Ok(change)
    };
    if refs.len() > 1 {
        return context.write_asking(&format!("change {} records?", refs.len()), make);
    }
    context.write(make)
}

/// Changes all records that a filter holds for; more than one only after a yes.
fn set_fitting(
    context: &mut Context<'_>,
    kind: &'static KindSpec,
    filter: &str,
    request: &SetRequest,
) -> Result<Answer> {
    let today = context.today();
    let fitting =
        |book: &Book<'_>| sift::ids(book, kind.kind, ("--where", filter), Archived::Out, today);
    let seen = context.read(|book, _| fitting(book))?;
    let make = |book: &Book<'_>, seed: u64, _: &Context<'_>| {
        if fitting(book)? != seen {
            let fault = Fault::new(Blame::Busy, "other records fit now than a moment ago");
            return Err(fault.hint("run it again; nothing was written"));
        }
        let mut change = set_ids(book, kind, &seen, request, today, seed)?;
        if seen.is_empty() {
            change.said.push(format!("No {} fits.", kind.kind));
        }
        Ok(change)
    };
    if seen.len() > 1 {
        return context.write_asking(&format!("change {} records?", seen.len()), make);
    }
    context.write(make)
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

/// The records that references name, and what to say of how they were understood.
fn meant(
    book: &Book<'_>,
    kind: &'static KindSpec,
    refs: &[String],
    today: Day,
) -> Result<(Vec<Id>, Vec<String>)> {
    let mut ids = Vec::new();
    let mut notices = Vec::new();
    for text in refs {
        let found = super::resolve(book, kind.kind, text, today)?;
        notices.extend(found.notice(kind.kind));
        if !ids.contains(&found.id) {
            ids.push(found.id);
        }
    }
    Ok((ids, notices))
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
        command.arg(words("refs", "REF", "Which ones")).arg(option(
            "on",
            "DAY",
            "The day (default: today)",
        ))
    },
    run: |context, kind, matches| {
        let today = context.today();
        let mut words = Words::of(matches, today);
        let on = words.day("on").unwrap_or(today);
        put(context, kind, words, move |book, ids, seed| {
            work::archive(book, kind.kind, ids, on, seed)
        })
    },
};

/// Takes records out of the archive.
pub const RESTORE: Verb = Verb {
    name: "restore",
    kinds: &[],
    about: "Take one or several out of the archive",
    args: |command, _| command.arg(words("refs", "REF", "Which ones")),
    run: |context, kind, matches| {
        let words = Words::of(matches, context.today());
        put(context, kind, words, |book, ids, seed| {
            work::restore(book, kind.kind, ids, seed)
        })
    },
};

fn put(
    context: &mut Context<'_>,
    kind: &'static KindSpec,
    mut words: Words<'_>,
    verb: impl Fn(&Book<'_>, &[Id], u64) -> Result<Change>,
) -> Result<Answer> {
    let today = context.today();
    let refs = words.all("refs", &format!("which {}?", kind.kind));
    words.settle()?;
    context.write(|book, seed, _| {
        let (ids, mut notices) = meant(book, kind, &refs, today)?;
        let mut change = verb(book, &ids, seed)?;
        notices.append(&mut change.said);
        change.said = notices;
        Ok(change)
    })
}

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
