//! The verbs of hours: log, verify, void, close.

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::change::Change;
use crate::fault::{Fault, Result};
use crate::record::{HourKind, KindSpec};
use crate::rule::SheetCode;
use crate::schema::Kind;
use crate::value::{Day, Span};
use crate::work::{self, CloseRequest, Ending, LogRequest, VerifyRequest, Which};

use super::super::answer::Answer;
use super::super::context::Context;
use super::aim::{self, Aim};
use super::words::{Meant, Words, option, words};
use super::{Verb, flags};

const EXPERIENCE: &str =
    "The placement: its id, or its student: their only one, else the one they have then";

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
            .arg(option("sheet", "TEXT", "Where the signed sheet lies").long("ref"))
            .arg(option("by", "CONTACT", "Who signed: logged and verified in one step"))
            .arg(option("verified", "DAY", "The day they signed (default: today)"))
            .after_help("Examples:\n  wbl log \"Jane Doe\" 2026-10-06 15:00-18:30 --area dietary\n  wbl log \"Jane Doe\" mon 3pm-6:30pm tue 3h --by j-ortiz\n  wbl log \"Jane Doe\" 2026-10-10 8:00-16:30 --break 30m")
    },
    run: log,
};

fn log(context: &mut Context<'_>, _: &'static KindSpec, matches: &ArgMatches) -> Result<Answer> {
    let today = context.today();
    let mut words = Words::of(matches, today);
    let text = |name| flags::text(matches, name);
    let worked = shifts(&flags::texts(matches, "shifts"), today, &mut words);
    let request = LogRequest {
        rest: words.minutes("break"),
        overnight: flags::is_on(matches, "overnight"),
        kind: kind(text("kind"), &mut words),
        area: text("area"),
        task: text("task"),
        reference: text("sheet"),
        by: None,
        verified: words.day("verified"),
        reason: context.global.reason.clone(),
        worked,
    };
    let days: Vec<Day> = request.worked.iter().map(|(day, _)| *day).collect();
    let (experience, by) = (text("ref").unwrap_or_default(), text("by"));
    let unread = words.settle().err();
    context.write(|book, seed, _| {
        let mut meant = Meant::of(book);
        let id = if unread.is_none() {
            meant.worked(&experience, &days)
        } else {
            // Which placement is not to be known without the days, but whose it is may be.
            meant.experience(&experience, &days)
        };
        let by = meant.maybe(Kind::Contact, by.as_deref());
        let request = LogRequest {
            by: by.as_ref().ok().cloned().flatten(),
            ..request.clone()
        };
        let is_whole = unread.is_none() && by.is_ok();
        let logged = match &id {
            Ok(id) if unread.is_none() => Some(work::log(book, id, &request, today, seed)),
            Ok(_) | Err(_) => None,
        };
        // Somebody may be asked which placement is meant; then it is judged anew.
        let nobody = id
            .err()
            .filter(|fault| unread.is_none() || fault.candidates.is_none());
        match logged {
            Some(Ok(change)) if is_whole => Ok(meant.before(change)),
            logged => {
                let refused = logged.and_then(Result::err);
                let all = [nobody, by.err(), unread.clone(), refused]
                    .into_iter()
                    .flatten();
                Err(Fault::all(all).unwrap_or_else(|| Fault::could("nothing was logged")))
            }
        }
    })
}

/// Reads days and spans, in turn.
fn shifts(texts: &[String], today: Day, words: &mut Words<'_>) -> Vec<(Day, Span)> {
    if texts.len() % 2 == 1 {
        words.misuse(&format!("`{}` does not come out even: after each day comes what was worked, as in 2026-10-06 15:00-18:30 2026-10-08 3h", texts.join(" ")));
        return Vec::new();
    }
    let mut worked = Vec::new();
    for pair in texts.chunks_exact(2) {
        let day = Day::read(&pair[0], today).map_err(|error| words.misuse(&error));
        let span = Span::read(&pair[1]).map_err(|error| words.misuse(&error));
        if let (Ok(day), Ok(span)) = (day, span) {
            worked.push((day, span));
        }
    }
    worked
}

fn kind(typed: Option<String>, words: &mut Words<'_>) -> Option<HourKind> {
    let typed = typed?;
    let found = HourKind::ALL
        .into_iter()
        .find(|kind| kind.word() == typed.to_ascii_lowercase());
    if found.is_none() {
        words.not_one_of("kind", &typed, &HourKind::ALL.map(HourKind::word));
    }
    found
}

/// Verifies hours.
pub const VERIFY: Verb = Verb {
    name: "verify",
    kinds: &[Kind::Wbl],
    about: "Record that a supervisor has signed for hours",
    args: |command, _| {
        command
            .arg(words("refs", "EXPERIENCE", EXPERIENCE))
            .arg(aim::fitting())
            .arg(option("through", "DAY", "Pending entries up to this day"))
            .arg(option("week", "DAY", "Pending entries of the Monday to Sunday that holds this day"))
            .arg(option("entry", "ID", "This entry, pending or changed since it was verified"))
            .arg(option("sheet", "CODE", "The pending entries on a signed timesheet; its code stands at the foot, and no experience need be named"))
            .arg(Arg::new("all").long("all").action(ArgAction::SetTrue).help("All pending entries"))
            .arg(option("by", "CONTACT", "Who signed"))
            .arg(option("on", "DAY", "The day they signed (default: today)"))
            .after_help("Examples:\n  wbl verify \"Jane Doe\" --week mon --by j-ortiz\n  wbl verify --sheet k3f9q-2xwz --by dana\n  wbl wbl verify s-k7f2wq-antron-engineering --all --by dana --on 2026-10-09\n  wbl verify --where 'partner = notre-dame and status = active' --through fri --by j-ortiz")
    },
    run: verify,
};

fn verify(
    context: &mut Context<'_>,
    spec: &'static KindSpec,
    matches: &ArgMatches,
) -> Result<Answer> {
    let today = context.today();
    let mut words = Words::of(matches, today);
    if let Some(code) = flags::text(matches, "sheet") {
        return verify_sheet(context, matches, &code, words);
    }
    let aim = Aim::of(spec, "verify hours in", matches, &mut words);
    let mut which: Vec<Which> = Vec::new();
    which.extend(words.day("through").map(Which::Through));
    which.extend(words.day("week").map(Which::Week));
    which.extend(flags::text(matches, "entry").map(Which::Entry));
    which.extend(flags::is_on(matches, "all").then_some(Which::All));
    let on = words.day("on");
    if which.is_empty() && !words.is_misused() {
        words.missing(
            "which hours (`--week DAY`, `--through DAY`, `--entry ID`, `--sheet CODE` or `--all`)",
        );
    } else if which.len() > 1 {
        words.misuse("give only one of `--through`, `--week`, `--entry` and `--all`");
    }
    let by = words.needed("by", "`--by CONTACT` (who signed)");
    let which = which.pop().unwrap_or(Which::All);
    let days: Vec<Day> = match which {
        Which::Week(day) | Which::Sheet(day) => (0..7).map(|add| day.monday().plus(add)).collect(),
        Which::Through(_) | Which::Entry(_) | Which::All => vec![on.unwrap_or(today)],
    };
    let reason = context.global.reason.clone();
    let named = |meant: &mut Meant<'_, '_>, text: &str| meant.experience(text, &days);
    aim.write(context, named, |book, seed, ids, meant| {
        let by = if by.is_empty() {
            None
        } else {
            Some(meant.one(Kind::Contact, &by)?)
        };
        words.settle()?;
        let by = by.ok_or_else(|| Fault::misuse("who signed?"))?;
        let request = VerifyRequest {
            which: which.clone(),
            by,
            on,
            reason: reason.clone(),
        };
        work::verify(book, ids, &request, today, seed)
    })
}

/// Verifies the week that a signed timesheet shows, if it still is what was signed.
fn verify_sheet(
    context: &mut Context<'_>,
    matches: &ArgMatches,
    code: &str,
    mut words: Words<'_>,
) -> Result<Answer> {
    let today = context.today();
    let read = SheetCode::read(code).map_err(|error| words.misuse(&error));
    for other in ["through", "week", "entry", "where"] {
        if flags::text(matches, other).is_some() {
            words.misuse(&format!(
                "`--sheet` says which hours; leave `--{other}` out"
            ));
        }
    }
    if flags::is_on(matches, "all") {
        words.misuse("`--sheet` says which hours; leave `--all` out");
    }
    let (named, by) = (
        flags::texts(matches, "refs"),
        words.needed("by", "`--by CONTACT` (who signed)"),
    );
    let on = words.day("on");
    let reason = context.global.reason.clone();
    context.write(|book, seed, _| {
        let mut meant = Meant::of(book);
        words.settle()?;
        let Ok(code) = &read else {
            return Ok(Change::default());
        };
        let by = meant.one(Kind::Contact, &by)?;
        let (id, week) = work::sheet_named(book, code, today)?;
        let days: Vec<Day> = (0..7).map(|add| week.plus(add)).collect();
        for text in &named {
            let other = meant.experience(text, &days)?;
            if other != id {
                return Err(Fault::refused(format!(
                    "the sheet `{code}` is of `{id}`, not of `{other}`"
                ))
                .hint(format!(
                    "if the sheet is right: `wbl verify --sheet {code} --by {by}`"
                )));
            }
        }
        let request = VerifyRequest {
            which: Which::Sheet(week),
            by,
            on,
            reason: reason.clone(),
        };
        Ok(meant.before(work::verify(book, &[id], &request, today, seed)?))
    })
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
        let because = words.needed("because", "`--because TEXT` (why it was wrong)");
        let text = |name| flags::text(matches, name).unwrap_or_default();
        let (experience, entry) = (text("ref"), text("entry"));
        context.write(|book, seed, _| {
            let mut meant = Meant::of(book);
            let id = meant.experience(&experience, &[today])?;
            words.settle()?;
            Ok(meant.before(work::void(book, &id, &entry, &because, today, seed)?))
        })
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
            .arg(aim::fitting())
            .arg(option("on", "DAY", "The last day (default where completed: the one it has, once that has come)"))
            .arg(option("because", "TEXT", "Why; never shown outside"))
            .after_help("Examples:\n  wbl wbl close \"Jane Doe\" completed --on 2027-05-28\n  wbl wbl close s-k7f2wq-antron-engineering ended-early --on fri --because \"the shift was cut\"\n  wbl wbl close --where 'pathway = culinary and status = active' completed --on 2027-05-28")
    },
    run: close,
};

fn close(
    context: &mut Context<'_>,
    spec: &'static KindSpec,
    matches: &ArgMatches,
) -> Result<Answer> {
    let today = context.today();
    let mut words = Words::of(matches, today);
    let mut refs = flags::texts(matches, "refs");
    let filtered = flags::text(matches, "where").is_some();
    let ending = refs.last().and_then(|word| ending(word));
    match ending {
        Some(_) if refs.len() == 1 && !filtered => words.missing("the EXPERIENCE that ended"),
        Some(_) => drop(refs.pop()),
        None if refs.len() > usize::from(!filtered) => {
            let word = refs.pop().unwrap_or_default();
            words.misuse(&format!("`{word}` is no way to end; the last word is completed, withdrawn, ended-early or cancelled"));
        }
        None => words.missing(
            "how it ended, as the last word: completed, withdrawn, ended-early or cancelled",
        ),
    }
    let aim = Aim::at(spec, "close", refs, matches, &mut words);
    let on = match ending {
        Some(Ending::Completed) => words.day("on"),
        Some(_) | None => Some(words.needed_day("on", "`--on DAY` (the last day)")),
    };
    let request = CloseRequest {
        ending: ending.unwrap_or(Ending::Completed),
        on,
        because: flags::text(matches, "because"),
        reason: context.global.reason.clone(),
    };
    let named =
        |meant: &mut Meant<'_, '_>, text: &str| meant.experience(text, &[on.unwrap_or(today)]);
    aim.write(context, named, |book, seed, ids, _| {
        words.settle()?;
        work::close(book, ids, &request, today, seed)
    })
}

/// The ending that a word names.
pub(super) fn ending(word: &str) -> Option<Ending> {
    let word = word.to_ascii_lowercase().replace('_', "-");
    Ending::ALL
        .into_iter()
        .find(|ending| ending.status().word() == word)
}
