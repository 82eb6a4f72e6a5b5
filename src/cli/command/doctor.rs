//! `wbl doctor`: is everything in order? And what is safe to put right, put right.

use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::book::Book;
use crate::change::{Change, Edit};
use crate::doctor::{self, Facts, GitFacts, InGit, Machine, State, StoreFacts};
use crate::fault::{Fault, Result};
use crate::git;
use crate::record::{SETTINGS, format_of};
use crate::schema::{Doc, Kind};
use crate::store::{self, Opened};
use crate::ui;
use crate::view::View;

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::kind::flags;
use super::CommandSpec;

/// The command.
pub const DOCTOR: CommandSpec = CommandSpec {
    name: "doctor",
    about: "See whether the store, git and this machine are in order",
    args,
    run,
};

fn args(command: Command) -> Command {
    let looks: Vec<_> = doctor::LOOKS
        .iter()
        .copied()
        .flatten()
        .map(|look| format!("  {:<19}{}\n", look.name, look.about))
        .collect();
    command
        .arg(
            Arg::new("fix")
                .long("fix")
                .action(ArgAction::SetTrue)
                .help("Put right what is safe, after showing it"),
        )
        .after_help(format!("Looks at:\n{}\n`check` looks at the records; this looks at what they stand on. It writes nothing without `--fix`,\nand never uses the network. `--fix` closes the folder to others on this machine, sets up the merge of\nrecords in this clone of git, adds the lines that .gitignore and .gitattributes lack, and deletes\ntemporary files that were left behind. Ends with exit code 5 where something is wrong.\n\nExamples:\n  wbl doctor\n  wbl doctor --fix --dry-run\n  wbl doctor --format json", looks.concat()))
}

fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    let opened = match context.store_on_defaults() {
        Ok(opened) => opened,
        Err(fault) => {
            let facts = Facts {
                no_store: Some(fault.message.clone()),
                ..around(context, None)
            };
            let view = doctor::report(&doctor::examine(&facts));
            return Ok(Answer {
                fault: Some(fault),
                ..Answer::done(view)
            });
        }
    };
    let mut facts = gather(context, &opened)?;
    if flags::is_on(matches, "fix") {
        if let Some(answer) = fix(context, &opened, &facts)? {
            return Ok(answer);
        }
        facts = gather(context, &opened)?;
    }
    let found = doctor::examine(&facts);
    Ok(Answer {
        found: found
            .iter()
            .any(|(_, finding)| finding.state == State::Wrong),
        ..Answer::done(doctor::report(&found))
    })
}

/// Everything that can be known where there is a store.
fn gather(context: &mut Context<'_>, opened: &Opened) -> Result<Facts> {
    let folder = &opened.folder;
    let health = store::health(folder);
    let (students, newest, format) = context.read_on_defaults(|book, _| {
        let settings = book.text(SETTINGS).ok().flatten();
        let doc = settings.and_then(|text| Doc::parse(SETTINGS, text).ok());
        Ok((
            book.located(Kind::Student).map_or(0, <[_]>::len),
            doctor::newest(book).unwrap_or_default(),
            doc.and_then(|doc| format_of(&doc.root)),
        ))
    })?;
    // What cannot be read is for `check` to tell.
    context.forget_problems();
    let unreadable = opened.problems.first().map(|problem| {
        let place = match problem.place.line {
            0 => problem.place.path.clone(),
            line => format!("{}:{line}", problem.place.path),
        };
        (place, problem.message.clone())
    });
    let facts = StoreFacts {
        root: folder.root.display().to_string(),
        how: how(context).to_owned(),
        format,
        unreadable,
        is_writable: health.is_writable,
        has_private: health.has_private,
        students,
        writer: health.writer,
        has_journal: health.has_journal,
        open_to_others: health.open_to_others,
        others_enter: health.others_enter,
        left: health.left,
        newest,
    };
    Ok(Facts {
        store: Some(facts),
        git: in_git(context, opened),
        ..around(context, Some(opened))
    })
}

fn how(context: &Context<'_>) -> &'static str {
    let here = &context.world.here;
    if context.global.store.is_some() {
        "--store"
    } else if context.world.var("WBL_STORE").is_some() {
        "the variable WBL_STORE"
    } else if here.join(SETTINGS).symlink_metadata().is_ok() {
        "this folder"
    } else if here
        .ancestors()
        .any(|above| above.join(SETTINGS).symlink_metadata().is_ok())
    {
        "a folder above this one"
    } else {
        "your config file"
    }
}

/// What can be known of git.
fn in_git(context: &Context<'_>, opened: &Opened) -> GitFacts {
    if !git::is_installed() {
        return GitFacts::Missing;
    }
    let refuses = |fault: Fault| {
        let fix = fault.hints.first().cloned().unwrap_or_default();
        GitFacts::Refuses(fault.message, fix)
    };
    match git::repository(&opened.folder.root) {
        Ok(Some(repository)) => {
            in_repository(context, opened, &repository).map_or_else(refuses, GitFacts::Here)
        }
        Ok(None) => GitFacts::NoRepository,
        Err(fault) => refuses(fault),
    }
}

/// What a repository tells; where it cannot be asked, nothing about it counts as in order.
fn in_repository(
    context: &Context<'_>,
    opened: &Opened,
    repository: &git::Repository,
) -> Result<InGit> {
    let lacks = lists(&opened.folder.root).flat_map(|(_, old, text)| {
        let lines = store::lacking(&old, text);
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.collect::<Vec<_>>()
    });
    let driver = git::driver(repository)?;
    let program = driver.as_ref().and_then(|line| ui::program(line.as_ref()));
    Ok(InGit {
        has_driver: driver.is_some(),
        merges_with: program.map(|program| {
            let is_found = on_path(context, &program);
            (program, is_found)
        }),
        has_identity: repository.has_identity()?,
        commits: opened.settings.git.commit == Some(true),
        ignores_private: repository.ignores("private/students/s-222222.toml")?,
        ignores_own: repository.ignores(".wbl/lock")?,
        private_tracked: repository.tracked("private")?,
        remotes: repository.remotes()?,
        underway: repository
            .underway()
            .map(|one| (one.word().to_owned(), one.finish().to_owned())),
        lacks: lacks.map(str::to_owned).collect(),
    })
}

/// The lists of git of a store: path, text as it is, the lines that it should have.
fn lists(root: &Path) -> impl Iterator<Item = (&'static str, String, &'static str)> {
    store::git_lists().map(move |(path, text)| {
        let old = std::fs::read_to_string(root.join(path)).unwrap_or_default();
        (*path, old, *text)
    })
}

/// What can be known without a store.
fn around(context: &Context<'_>, opened: Option<&Opened>) -> Facts {
    let world = &context.world;
    let text = |name: &str| {
        world
            .var(name)
            .map(|value| value.to_string_lossy().into_owned())
    };
    let named = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| Some((text(name)?, (*name).to_owned())))
    };
    let editor = named(&["VISUAL", "EDITOR"]);
    let is_there = |program: &str| on_path(context, program);
    let mail = opened.and_then(|opened| opened.settings.mail.command.clone());
    let look = &context.global.look;
    Facts {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        today: context.today(),
        machine: Machine {
            folder: std::env::current_exe()
                .ok()
                .and_then(|program| Some(program.parent()?.display().to_string())),
            has_editor: match &editor {
                Some((line, _)) => ui::program(line).is_some_and(|program| is_there(&program)),
                None => ui::USUAL_EDITORS.iter().any(|program| is_there(program)),
            },
            editor,
            may_ask: context.global.may_ask,
            width: look.width,
            colour: look.colour,
            locale: named(&["LC_ALL", "LC_CTYPE", "LANG"]).map(|(locale, _)| locale),
            wants_locale: !cfg!(windows),
            mail: mail.map(|line| {
                let program = ui::program(&line);
                let has = program.is_some_and(|program| is_there(&program));
                (line, has)
            }),
        },
        ..Facts::default()
    }
}

/// Whether a program is there: a path as it is, a name in a folder of PATH.
fn on_path(context: &Context<'_>, program: &str) -> bool {
    if Path::new(program).components().count() > 1 {
        return context.world.here.join(program).is_file();
    }
    let path = context.world.var("PATH").unwrap_or_default();
    std::env::split_paths(path).any(|folder| {
        let plain = folder.join(program);
        plain.is_file() || (cfg!(windows) && plain.with_extension("exe").is_file())
    })
}

/// How many of the files that others may read are named.
const MOST_SHOWN: usize = 5;

/// Puts right what is safe; gives the answer where there is no more to do.
fn fix(context: &mut Context<'_>, opened: &Opened, facts: &Facts) -> Result<Option<Answer>> {
    let Some(known) = &facts.store else {
        return Ok(None);
    };
    let open = known.open_to_others.clone().unwrap_or_default();
    let has_driver = !matches!(&facts.git, GitFacts::Here(ours) if !ours.has_driver);
    let is_here = matches!(&facts.git, GitFacts::Here(_));
    let change = context.read_on_defaults(|book, _| with_lists(book, is_here))?;
    let mut plan = String::new();
    let mut add = |line: String| {
        plan.push_str(&line);
        plan.push('\n');
    };
    if !open.is_empty() || known.others_enter {
        add("close to others: the store's folder".to_owned());
    }
    for path in open.iter().take(MOST_SHOWN) {
        add(format!("close to others: {path}"));
    }
    if let Some(more) = open.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0) {
        add(format!("close to others: {more} more files and folders"));
    }
    if !has_driver {
        add("git: merge records of this clone by meaning".to_owned());
    }
    for path in &known.left {
        add(format!("delete: {path}"));
    }
    plan.push_str(&change.preview());
    if plan.is_empty() {
        plan.push_str("nothing would change\n");
        return Ok(context
            .global
            .dry_run
            .then(|| Answer::done(View::Text(plan))));
    }
    if context.global.dry_run {
        return Ok(Some(Answer::done(View::Text(plan))));
    }
    if !context.may_do(plan.trim_end(), "do this?")? {
        return Ok(None);
    }
    if !open.is_empty() || known.others_enter {
        store::close_to_others(&opened.folder, &open)?;
    }
    if !has_driver && let Some(repository) = git::repository(&opened.folder.root)? {
        git::register_driver(&repository)?;
    }
    if !known.left.is_empty() {
        let left = known.left.clone();
        context.under_lock(|lock| store::sweep(&opened.folder, lock, &left))?;
    }
    if !change.is_empty() {
        context.write_on_defaults(|book, _, _| with_lists(book, is_here))?;
    }
    Ok(None)
}

/// The lines that git's lists lack, added to them.
fn with_lists(book: &Book<'_>, is_here: bool) -> Result<Change> {
    let mut change = Change::default();
    for (path, text) in store::git_lists().filter(|_| is_here) {
        let before = book.text(path)?;
        let old = before.clone().unwrap_or_default();
        let lacks = store::lacking(&old, text);
        let lacks = lacks.filter(|line| !line.is_empty() && !line.starts_with('#'));
        if lacks.count() > 0 {
            change.edits.push(Edit {
                path: (*path).to_owned(),
                after: Some(store::with_lines(&old, text)),
                before,
            });
        }
    }
    if !change.is_empty() {
        change
            .said
            .push("Added the lines that git's lists lacked.".to_owned());
    }
    Ok(change)
}
