//! Whether the store is there, can be read and written, and is nobody else's to read.

use crate::record::FORMAT;

use super::Judge::{All, Store};
use super::{Facts, Finding, Look, StoreFacts, good, look, note, skipped, wrong};

pub(super) const LOOKS: &[Look] = &[
    look("program", "The program's version", All(program)),
    look(
        "store",
        "Where the store is, and how it was found",
        All(store),
    ),
    look(
        "format",
        "Whether the store has this program's format",
        Store(format),
    ),
    look("settings", "Whether wbl.toml can be read", Store(settings)),
    look(
        "writing",
        "Whether the store can be written to",
        Store(writing),
    ),
    look("lock", "Whether somebody is writing now", Store(lock)),
    look(
        "journal",
        "Whether a change was cut off half way",
        Store(journal),
    ),
    look(
        "rights",
        "Whether others on this machine can read the store",
        Store(rights),
    ),
    look(
        "private",
        "Whether the private part of students is here",
        Store(private),
    ),
    look(
        "left behind",
        "Whether temporary files were left behind",
        Store(left),
    ),
    look(
        "clock",
        "Whether the day is later than all that has happened",
        All(clock),
    ),
];

fn program(facts: &Facts) -> Finding {
    good(format!("wbl {}", facts.version))
}

fn store(facts: &Facts) -> Finding {
    match (&facts.store, &facts.no_store) {
        (Some(store), _) => good(format!("{}, by {}", store.root, store.how)),
        (None, Some(why)) => wrong(
            why.clone(),
            "make one with `wbl init`, or name one with `--store DIR`",
        ),
        (None, None) => skipped("nobody looked for one"),
    }
}

fn format(store: &StoreFacts) -> Finding {
    match store.format {
        Some(FORMAT) => good(format!("format {FORMAT}")),
        Some(format) if format > FORMAT => wrong(
            format!("format {format}; this program knows {FORMAT}"),
            "install a newer wbl",
        ),
        Some(0) => wrong(
            "wbl.toml names no `format`",
            "`wbl migrate`, which shows first what it will write",
        ),
        Some(format) => wrong(
            format!("format {format}; this program works with {FORMAT}"),
            "`wbl migrate`, which shows first what it will write",
        ),
        None => skipped("wbl.toml does not tell"),
    }
}

fn settings(store: &StoreFacts) -> Finding {
    match &store.unreadable {
        None => good("wbl.toml can be read"),
        Some((place, why)) => wrong(
            format!("{place}: {why}"),
            "`wbl check` says what to mend; `wbl config edit` opens it",
        ),
    }
}

fn writing(store: &StoreFacts) -> Finding {
    if store.is_writable {
        good("the folder can be written to")
    } else {
        note(
            "the folder cannot be written to: records can be read, and nothing changed",
            "if that is not meant, look at who may write in it",
        )
    }
}

fn lock(store: &StoreFacts) -> Finding {
    match &store.writer {
        None => good("nobody is writing"),
        Some(who) => note(
            format!("{who} is writing"),
            "wait until it is done; if nothing runs, close other windows that run wbl",
        ),
    }
}

fn journal(store: &StoreFacts) -> Finding {
    match (store.has_journal, &store.writer) {
        (false, _) => good("no change is half written"),
        (true, Some(_)) => note("a change is being written", ""),
        (true, None) => wrong(
            "a command was cut off while it wrote; nothing is lost",
            "the next command finishes it where the folder can be written to: `wbl check`",
        ),
    }
}

fn rights(store: &StoreFacts) -> Finding {
    let Some(open) = &store.open_to_others else {
        return skipped("this system keeps no such rights; the folder has those of its disk");
    };
    let count = open.len();
    match open.first() {
        None => good("only you can read it"),
        Some(first) if store.others_enter => wrong(
            format!("others on this machine can read {}", some(first, count)),
            "`wbl doctor --fix`",
        ),
        Some(first) => note(
            format!(
                "others could read {} if the store's own folder were not closed to them",
                some(first, count)
            ),
            "`wbl doctor --fix`",
        ),
    }
}

fn private(store: &StoreFacts) -> Finding {
    match (store.has_private, store.students) {
        (true, _) => good("the names of students are on this machine"),
        (false, 0) => good("there are no students yet"),
        (false, _) => note(
            "the private part of students is not on this machine: they are shown by id, and rules by age are not judged",
            "if it should be here, copy the folder private/ from the machine that has it",
        ),
    }
}

fn left(store: &StoreFacts) -> Finding {
    match store.left.first() {
        None => good("nothing was left behind"),
        Some(first) => note(
            format!(
                "a write was cut off and left {}; the records are whole",
                some(first, store.left.len())
            ),
            "`wbl doctor --fix`",
        ),
    }
}

fn clock(facts: &Facts) -> Finding {
    let today = facts.today;
    let newest = facts.store.as_ref().and_then(|store| store.newest.as_ref());
    match newest {
        Some((day, path)) if *day > today => wrong(
            format!("today is {today}, and {path} has something that happened on {day}"),
            "set this machine's clock if it is wrong; else `wbl check days hours` names the slip",
        ),
        Some((day, _)) => good(format!("today is {today}; the newest record is of {day}")),
        None => good(format!("today is {today}")),
    }
}

/// One path, and how many more.
fn some(first: &str, count: usize) -> String {
    match count {
        0 | 1 => first.to_owned(),
        _ => format!("{first} and {} more", count - 1),
    }
}
