//! `wbl history`: what changed in a record, field by field, when and by whom.

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::git;
use crate::record::KINDS;
use crate::report::{Turn, history};
use crate::work;

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
        .after_help("Of a student the part that is in git is told; the private part never is in git.\n\nExamples:\n  wbl history antron-engineering\n  wbl history s-k7f2wq-antron-engineering --format csv")
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
        let (kind, path) = found(book, &text, kind.as_deref())?;
        let now = book.text(&path)?;
        Ok((crate::record::spec(kind), path, now))
    })?;
    let past = git::past(&repository, &path, most as usize)?;
    let within = |path: &str| {
        path.strip_prefix(&repository.prefix)
            .unwrap_or(path)
            .to_owned()
    };
    let mut turns: Vec<Turn> = Vec::new();
    let newest = past.first().and_then(|first| first.after.clone());
    if newest != now {
        turns.push(Turn {
            at: None,
            by: String::new(),
            commit: String::new(),
            moved: None,
            before: newest,
            after: now,
        });
    }
    turns.extend(past.into_iter().map(|one| Turn {
        moved: (one.before.is_some() && one.was != one.path).then(|| within(&one.was)),
        at: Some(one.at),
        by: one.by,
        commit: one.commit,
        before: one.before,
        after: one.after,
    }));
    Ok(Answer::done(history(&turns, spec.fields())))
}

/// The record that a text names, of whichever kind.
fn found(book: &Book<'_>, text: &str, kind: Option<&str>) -> Result<(crate::schema::Kind, String)> {
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
    let located =
        |spec: &crate::record::KindSpec, id: &crate::value::Id| -> Result<Option<String>> {
            Ok(book
                .find(spec.kind, id)?
                .map(|located| located.path.clone()))
        };
    let mut matching = Vec::new();
    if let Ok(id) = crate::value::Id::new(text) {
        for spec in &kinds {
            matching.extend(located(spec, &id)?.map(|path| (spec.kind, path)));
        }
    }
    if matching.is_empty() {
        for spec in &kinds {
            if let Ok(one) = work::resolve(book, spec.kind, text) {
                matching.extend(located(spec, &one.id)?.map(|path| (spec.kind, path)));
            }
        }
    }
    match matching.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(Fault::reference(format!("no record is called `{text}`"))
            .hint(format!("look for it with `wbl find {text}`"))),
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
                "say which: `wbl history {text} --kind {}`",
                several[0].0
            )))
        }
    }
}
