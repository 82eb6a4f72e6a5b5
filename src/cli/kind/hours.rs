//! The verbs of hours: log, verify, void, close.

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::fault::{Fault, Result};
use crate::record::Status;
use crate::schema::Kind;
use crate::work::{self, CloseRequest, LogRequest, VerifyRequest, Which};

use super::super::answer::Answer;
use super::super::context::Context;
use super::words::{Words, option, words};
use super::{Verb, flags};

const EXPERIENCE: &str = "The placement: its id, or its student where they have just one then";

/// Logs hours.
pub const LOG: Verb = Verb {
    name: "log",
    kinds: &[Kind::Wbl],
    about: "Log hours worked, on one day or several",
    args: |command, _| {
        command
            .arg(Arg::new("ref").value_name("EXPERIENCE").required(true).help(EXPERIENCE))
            .arg(words("shifts", "DAY SPAN", "Days and what was worked on each: 2026-10-06 15:00-18:30"))
            .arg(option("break", "LENGTH", "The meal break of each shift, which is not work"))
            .arg(option("area", "TEXT", "The department or rotation"))
            .arg(option("task", "TEXT", "What was done"))
            .arg(option("kind", "WORD", "onsite (the default), remote, training, classroom or travel"))
            .arg(Arg::new("overnight").long("overnight").action(ArgAction::SetTrue).help("The shifts end on the next day"))
            .arg(option("ref-sheet", "TEXT", "Where the signed sheet lies").long("ref"))
            .arg(option("by", "CONTACT", "Who signed: logged and verified in one step"))
            .arg(option("verified", "DAY", "The day they signed (default: today)"))
            .after_help("Examples:\n  wbl log \"Jane Doe\" 2026-10-06 15:00-18:30 --area dietary\n  wbl log \"Jane Doe\" mon 3pm-6:30pm tue 3h --by j-ortiz\n  wbl log \"Jane Doe\" 2026-10-10 8:00-16:30 --break 30m")
    },
    run: |context, _, matches| {
        let text = |name| flags::text(matches, name);
        let request = LogRequest {
            experience: text("ref").unwrap_or_default(),
            shifts: flags::texts(matches, "shifts"),
            rest: text("break"),
            area: text("area"),
            task: text("task"),
            kind: text("kind"),
            overnight: flags::is_on(matches, "overnight"),
            reference: text("ref-sheet"),
            by: text("by"),
            verified: text("verified"),
            reason: context.global.reason.clone(),
        };
        context.write(|book, seed, context| work::log(book, &request, context.today(), seed))
    },
};

/// Verifies hours.
pub const VERIFY: Verb = Verb {
    name: "verify",
    kinds: &[Kind::Wbl],
    about: "Record that a supervisor has signed for hours",
    args: |command, _| {
        command
            .arg(words("refs", "EXPERIENCE", EXPERIENCE))
            .arg(option("through", "DAY", "Pending entries up to this day"))
            .arg(option("week", "DAY", "Pending entries of the Monday to Sunday that holds this day"))
            .arg(option("entry", "ID", "This entry, pending or changed since it was verified (can be repeated)").action(ArgAction::Append))
            .arg(Arg::new("all").long("all").action(ArgAction::SetTrue).help("All pending entries"))
            .arg(option("by", "CONTACT", "Who signed"))
            .arg(option("on", "DAY", "The day they signed (default: today)"))
            .after_help("Examples:\n  wbl verify \"Jane Doe\" --week mon --by j-ortiz\n  wbl wbl verify s-k7f2wq-antron-engineering --all --by dana --on 2026-10-09")
    },
    run: verify,
};

fn verify(
    context: &mut Context<'_>,
    _: &'static crate::record::KindSpec,
    matches: &ArgMatches,
) -> Result<Answer> {
    let today = context.today();
    let mut words = Words::of(matches, today);
    let experiences = words.all("refs", "which experience?");
    let entries = flags::texts(matches, "entry");
    let mut which: Vec<Which> = Vec::new();
    which.extend(words.day("through").map(Which::Through));
    which.extend(words.day("week").map(Which::Week));
    which.extend((!entries.is_empty()).then_some(Which::Entries(entries)));
    which.extend(flags::is_on(matches, "all").then_some(Which::All));
    let on = words.day("on").unwrap_or(today);
    if which.is_empty() && !words.is_misused() {
        words.missing("--through DAY, --week DAY, --entry ID or --all");
    } else if which.len() > 1 {
        words.misuse("give only one of `--through`, `--week`, `--entry` and `--all`");
    }
    let by = words.needed("by", "--by CONTACT");
    words.settle()?;
    let Some(which) = which.pop() else {
        return Err(Fault::misuse("which entries?"));
    };
    let request = VerifyRequest {
        experiences,
        which,
        by,
        on,
        reason: context.global.reason.clone(),
    };
    context.write(|book, seed, _| work::verify(book, &request, today, seed))
}

/// Voids an entry.
pub const VOID: Verb = Verb {
    name: "void",
    kinds: &[Kind::Wbl],
    about: "Void an entry that was wrong: it stays in the record, and counts nowhere",
    args: |command, _| {
        command
            .arg(Arg::new("ref").value_name("EXPERIENCE").required(true).help(EXPERIENCE))
            .arg(Arg::new("entry").value_name("ENTRY").required(true).help("The entry's id, as `wbl wbl show` has it"))
            .arg(option("because", "TEXT", "Why"))
            .after_help("Examples:\n  wbl wbl void s-k7f2wq-antron-engineering k3f9qd --because \"typed twice\"")
    },
    run: |context, _, matches| {
        let today = context.today();
        let mut words = Words::of(matches, today);
        let because = words.needed("because", "--because TEXT");
        words.settle()?;
        let text = |name| flags::text(matches, name).unwrap_or_default();
        let (experience, entry) = (text("ref"), text("entry"));
        context.write(|book, seed, _| work::void(book, &experience, &entry, &because, today, seed))
    },
};

/// Closes experiences.
pub const CLOSE: Verb = Verb {
    name: "close",
    kinds: &[Kind::Wbl],
    about: "Close an experience: completed, withdrawn, ended-early or cancelled",
    args: |command: Command, _| {
        command
            .arg(words("refs", "EXPERIENCE… STATE", "The experiences, then how they ended: completed, withdrawn, ended-early or cancelled"))
            .arg(option("on", "DAY", "The last day"))
            .arg(option("because", "TEXT", "Why; never shown outside"))
            .after_help("Examples:\n  wbl wbl close \"Jane Doe\" completed --on 2027-05-28\n  wbl wbl close s-k7f2wq-antron-engineering ended-early --on fri --because \"the shift was cut\"")
    },
    run: close,
};

fn close(
    context: &mut Context<'_>,
    _: &'static crate::record::KindSpec,
    matches: &ArgMatches,
) -> Result<Answer> {
    let today = context.today();
    let mut words = Words::of(matches, today);
    let mut experiences = words.all("refs", "which experience?");
    let state = experiences.pop();
    let status = state.as_deref().and_then(status);
    match (&state, status) {
        (Some(_), Some(_)) if !experiences.is_empty() => {}
        (Some(word), None) => words.misuse(&format!(
            "`{word}` is no state; the last word is completed, withdrawn, ended-early or cancelled"
        )),
        _ => words.missing("an EXPERIENCE and its STATE"),
    }
    let on = words.needed_day("on", "--on DAY");
    words.settle()?;
    let request = CloseRequest {
        experiences,
        status: status.unwrap_or_default(),
        on,
        because: flags::text(matches, "because"),
        reason: context.global.reason.clone(),
    };
    context.write(|book, seed, _| work::close(book, &request, today, seed))
}

/// The state that a word names, where an experience can be closed so.
pub(super) fn status(word: &str) -> Option<Status> {
    let all = [
        Status::Completed,
        Status::Withdrawn,
        Status::EndedEarly,
        Status::Cancelled,
    ];
    let word = word.to_ascii_lowercase().replace('_', "-");
    all.into_iter().find(|status| status.word() == word)
}
