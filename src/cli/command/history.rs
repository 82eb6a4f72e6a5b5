//! `wbl history`: what changed in a record, field by field, when and by whom.

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::book::Book;
use crate::fault::{Fault, Result, pasted};
use crate::git;
use crate::git::{Before, Repository, Revision};
use crate::record::{KINDS, KindSpec};
use crate::report::{Settled, Turn, history};
use crate::schema::{Doc, Kind, Node};
use crate::value::Id;
use crate::work::{self, Choice, Conflict, Sides};

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::kind::flags;
use super::CommandSpec;

/// The command.
pub const HISTORY: CommandSpec = CommandSpec {
    name: "history",
    about: "Show what changed in a record, field by field, when and by whom (needs git)",
    args,
    run,
};

fn args(command: Command) -> Command {
    command
        .arg(Arg::new("ref").value_name("REF").required(true).help("The record: its id, a part of it, or its name"))
        .arg(Arg::new("kind").long("kind").value_name("KIND").help("Its kind, where records of several kinds are called so"))
        .arg(
            Arg::new("limit")
                .long("limit")
                .value_name("N")
                .value_parser(value_parser!(u32).range(1..=10_000))
                .default_value("50")
                .help("At most so many commits, the newest"),
        )
        .after_help("A merge is told of the commits that came in by it, once, with the one who made each; of the merge\nitself what both sides had changed differently (settled), and what was changed in it. A record that\nhas another id now, or was removed, is found by the id that it had. Of a student the part that is in\ngit is told; the private part never is in git.\n\nExamples:\n  wbl history antron-engineering\n  wbl history s-k7f2wq-antron-engineering --format csv")
}

fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    let text = flags::text(matches, "ref").unwrap_or_default();
    let kind = flags::text(matches, "kind");
    let most = matches.get_one::<u32>("limit").copied().unwrap_or(50);
    let opened = context.store_on_defaults()?;
    if !git::is_installed() {
        return Err(
            Fault::could("history is kept by git, which is not installed here")
                .hint("install it from https://git-scm.com; `wbl help git` says how to begin"),
        );
    }
    let Some(repository) = git::repository(&opened.folder.root)? else {
        return Err(Fault::could("this store is not in git, so there is no history")
            .hint("begin one with `git init`, `git add .` and `git commit -m begin`; see `wbl help git`"));
    };
    let (spec, path, now) = context.read_on_defaults(|book, _| {
        let (kind, path) = found(book, &repository, &text, kind.as_deref())?;
        let now = book.text(&path)?;
        Ok((crate::record::spec(kind), path, now))
    })?;
    let past = git::past(&repository, &path, &["HEAD"], most as usize)?;
    let within = |path: &str| {
        path.strip_prefix(&repository.prefix)
            .unwrap_or(path)
            .to_owned()
    };
    let mut turns: Vec<Turn> = Vec::new();
    let newest = past.first().and_then(|first| first.after.clone());
    if newest != now {
        turns.push(Turn {
            before: newest,
            after: now,
            ..Turn::default()
        });
    }
    turns.extend(past.into_iter().map(|one| turn(one, spec, &within)));
    Ok(Answer::done(history(&turns, spec.fields())))
}

/// What one commit did, as it is told.
fn turn(one: Revision, spec: &KindSpec, within: &dyn Fn(&str) -> String) -> Turn {
    let mut turn = Turn {
        at: Some(one.at),
        by: one.by,
        commit: one.commit,
        gone_to: one.gone_to.as_deref().map(within),
        after: one.after,
        ..Turn::default()
    };
    // A merge in which one side has the file where it is moved nothing itself.
    let is_moved = |was: &Before| was.text.is_some() && was.path != one.path;
    if turn.after.is_some() && one.before.iter().all(is_moved) {
        turn.moved = one.before.first().map(|was| within(&was.path));
    }
    match one.before.as_slice() {
        [] => {}
        [was] => turn.before.clone_from(&was.text),
        sides => merged(&mut turn, sides, spec),
    }
    turn
}

/// Tells of a merge what none of its sides had: what they had changed differently, and what was
/// changed in the merge itself. The rest is told of the commits that came in by it.
fn merged(turn: &mut Turn, sides: &[Before], spec: &KindSpec) {
    let texts: Vec<&String> = sides.iter().filter_map(|side| side.text.as_ref()).collect();
    let (Some(after), true) = (&turn.after, texts.len() == sides.len()) else {
        // One side removed it: that is told where the other had changed it.
        let common = sides.iter().find_map(|side| side.common.as_ref());
        let is_changed = common.is_some() && texts.iter().any(|text| Some(*text) != common);
        turn.before.clone_from(&turn.after);
        if is_changed && turn.after.is_none() {
            turn.before = texts.first().map(|text| (*text).clone());
        } else if let ([first, second, ..], true) = (sides, is_changed) {
            let word = |side: &Before| {
                Some(Node::text(if side.text.is_some() {
                    "changed"
                } else {
                    "removed"
                }))
            };
            turn.settled.push(Settled {
                place: "(the record)".to_owned(),
                field: None,
                sides: [word(first), word(second)],
                now: Some(Node::text("kept")),
            });
        }
        return;
    };
    let root = Doc::parse("", after.clone()).map_or(Node::empty(), |doc| doc.root);
    let now = |conflict: &Conflict| conflict.spot.find(&root, spec.fields()).cloned();
    let mut joined = texts[0].clone();
    for side in &sides[1..] {
        let versions = Sides {
            base: side.common.clone().unwrap_or_default(),
            ours: joined.clone(),
            theirs: side.text.clone().unwrap_or_default(),
            has_base: true,
        };
        let Some(open) = work::settle(spec, &versions, |_| None) else {
            continue;
        };
        let settled = work::settle(spec, &versions, |one| Some(Choice::Value(now(one))));
        joined = settled.map_or(joined, |settled| settled.text);
        turn.settled
            .extend(open.conflicts.into_iter().map(|one| Settled {
                place: one.spot.to_string(),
                field: one.spot.field(spec.fields()),
                now: now(&one),
                sides: [one.ours, one.theirs],
            }));
    }
    turn.before = Some(joined);
}

/// The record that a text names, of whichever kind.
fn found(
    book: &Book<'_>,
    repository: &Repository,
    text: &str,
    kind: Option<&str>,
) -> Result<(Kind, String)> {
    let kinds: Vec<_> = KINDS
        .iter()
        .filter(|spec| spec.has_verbs && kind.is_none_or(|kind| spec.kind.name() == kind))
        .collect();
    if kinds.is_empty() {
        return Err(
            Fault::misuse(format!("there is no kind `{}`", kind.unwrap_or_default()))
                .hint("the kinds are: partner, contact, pathway, student, wbl, mou, eval, council"),
        );
    }
    let located = |spec: &KindSpec, id: &Id| -> Result<Option<String>> {
        Ok(book
            .find(spec.kind, id)?
            .map(|located| located.path.clone()))
    };
    let mut matching = Vec::new();
    if let Ok(id) = Id::new(text) {
        for spec in &kinds {
            matching.extend(located(spec, &id)?.map(|path| (spec.kind, path)));
        }
    }
    if matching.is_empty() {
        let mut too_many = None;
        for spec in &kinds {
            match work::resolve(book, spec.kind, text) {
                Ok(one) => matching.extend(located(spec, &one.id)?.map(|path| (spec.kind, path))),
                Err(fault) if fault.candidates.is_some() => {
                    too_many.get_or_insert(fault);
                }
                Err(_) => {}
            }
        }
        if let (true, Some(fault)) = (matching.is_empty(), too_many) {
            return Err(fault);
        }
    }
    if let (true, Ok(id)) = (matching.is_empty(), Id::new(text)) {
        // One that was removed, or has another id now: git remembers it.
        let folders = kinds.iter().map(|spec| {
            let year = if spec.by_year { "*/" } else { "" };
            format!("{}/{year}{id}.toml", spec.folder)
        });
        let gone = git::gone(repository, &folders.collect::<Vec<_>>())?;
        matching.extend(
            gone.into_iter()
                .filter_map(|path| Some((work::kind_at(&path)?.kind, path))),
        );
    }
    match matching.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(Fault::reference(format!("no record is called `{text}`"))
            .hint(format!("look for it with `wbl find {}`", pasted(text)))),
        several => {
            let names: Vec<_> = several
                .iter()
                .map(|(kind, path)| format!("{kind} ({path})"))
                .collect();
            Err(Fault::reference(format!(
                "several records are called `{text}`: {}",
                names.join(", ")
            ))
            .hint(format!(
                "say which: `wbl history {} --kind {}`",
                pasted(text),
                several[0].0
            )))
        }
    }
}
