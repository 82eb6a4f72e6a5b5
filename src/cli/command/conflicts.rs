//! `wbl conflicts`: what git could not merge, field by field, and how it is settled.

mod torn;

use clap::{Arg, ArgMatches, Command};

use crate::change::{Change, Edit};
use crate::fault::{Blame, Fault, Result};
use crate::git;
use crate::record::KindSpec;
use crate::schema::{Kind, Node, Val, one_line};
use crate::ui;
use crate::view::{Cell, Column, Table, View};
use crate::work::{self, Choice, Conflict};

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::kind::flags;
use super::CommandSpec;
use torn::{Torn, What, torn_in};

/// The command.
pub const CONFLICTS: CommandSpec = CommandSpec {
    name: "conflicts",
    about: "List what two machines changed differently, and settle it field by field",
    args,
    run,
};

fn args(command: Command) -> Command {
    let option = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    command
        .arg(Arg::new("ref").value_name("ID").help("Only this record: its id, or its file"))
        .arg(
            option("take", "SIDE", "Settle it: take what this side has, or what the other has")
                .value_parser(["ours", "theirs"]),
        )
        .arg(option("field", "FIELD", "Only this field, such as stage or hours.k3f9qd"))
        .after_help("`ours` is what this machine had, `theirs` what came from the other (in a `git rebase` it is the other way round; the list says so).\n\nExamples:\n  wbl conflicts\n  wbl conflicts antron-engineering --take theirs\n  wbl conflicts antron-engineering --take ours --field stage")
}

fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    let named = flags::text(matches, "ref");
    let take = flags::text(matches, "take");
    let field = flags::text(matches, "field");
    let opened = context.store_on_defaults()?;
    let repository = git::repository(&opened.folder.root)?;
    let unmerged = repository
        .as_ref()
        .map(git::unmerged)
        .transpose()?
        .unwrap_or_default();
    let mut torn = context.read_on_defaults(|book, _| torn_in(book, &unmerged))?;
    context.forget_problems();
    if let Some(named) = &named {
        torn.retain(|torn| torn.is(named));
        if torn.is_empty() {
            return Err(
                Fault::reference(format!("nothing is in conflict in `{named}`"))
                    .hint("see what is with `wbl conflicts`"),
            );
        }
    }
    if repository.as_ref().and_then(git::Repository::underway) == Some(git::Underway::Rebase) {
        context.say("warning", "git is in the middle of a rebase: `ours` is what came from the other machine, `theirs` is what was done here");
    }
    let Some(take) = take else {
        if field.is_some() {
            return Err(
                Fault::misuse("`--field` says what to settle; which side is to be taken?")
                    .hint("add `--take ours` or `--take theirs`"),
            );
        }
        if context.global.may_ask && !torn.is_empty() {
            return ask(context, &torn);
        }
        return Ok(listed(context, &torn));
    };
    let [torn] = torn.as_slice() else {
        return Err(if named.is_none() {
            Fault::misuse("which record is to be settled?")
                .hint("name it: `wbl conflicts ID --take ours`")
        } else {
            Fault::reference("several records have this id")
                .hint("name its file instead: see `wbl conflicts`")
        });
    };
    let choice = if take == "ours" {
        Choice::Ours
    } else {
        Choice::Theirs
    };
    let is_meant = |conflict: &Conflict| {
        field
            .as_deref()
            .is_none_or(|field| conflict.spot.is_in(field))
    };
    if let (What::Fields(_, conflicts), Some(field)) = (&torn.what, &field)
        && !conflicts.iter().any(is_meant)
    {
        return Err(
            Fault::misuse(format!("`{field}` is not in conflict in {}", torn.path))
                .hint("see the fields that are with `wbl conflicts`"),
        );
    }
    settle(
        context,
        torn,
        |conflict| is_meant(conflict).then(|| choice.clone()),
        &choice,
    )
}

fn listed(context: &mut Context<'_>, torn: &[Torn]) -> Answer {
    if torn.is_empty() {
        context.say("", "Nothing is in conflict.");
    } else {
        context.say("hint", "settle one with `wbl conflicts ID --take ours` or `--take theirs`; a field alone with `--field FIELD`");
    }
    let columns = ["file", "field", "ours", "theirs", "base"]
        .map(Column::left)
        .to_vec();
    let mut rows = Vec::new();
    for one in torn {
        let row = |field: &str, values: [Cell; 3]| {
            let mut row = vec![Cell::text(one.path.as_str()), Cell::text(field)];
            row.extend(values);
            row
        };
        match &one.what {
            What::Fields(_, conflicts) if conflicts.is_empty() => {
                rows.push(row(
                    "(agrees by meaning)",
                    [Cell::None, Cell::None, Cell::None],
                ));
            }
            What::Fields(_, conflicts) => rows.extend(conflicts.iter().map(|conflict| {
                let values = [&conflict.ours, &conflict.theirs, &conflict.base];
                let cells = values.map(|value| shown(one.kind, value.as_ref()));
                row(&conflict.spot.to_string(), cells)
            })),
            What::Deleted(stages) => {
                let word = |side: &Option<String>| {
                    Cell::text(if side.is_some() { "changed" } else { "deleted" })
                };
                rows.push(row(
                    "(the whole record)",
                    [word(&stages.ours), word(&stages.theirs), Cell::None],
                ));
            }
            What::Broken => rows.push(row(
                "(open the file in a text editor)",
                [Cell::None, Cell::None, Cell::None],
            )),
        }
    }
    Answer::done(View::List(Table { columns, rows }))
}

/// A value as it is listed; what is private is not repeated.
fn shown(kind: &KindSpec, value: Option<&Node>) -> Cell {
    match value {
        None => Cell::None,
        Some(_) if kind.kind == Kind::Person => Cell::text("(private)"),
        Some(node) => Cell::text(match &node.val {
            Val::Text(text) => text.clone(),
            _ => one_line(node),
        }),
    }
}

/// Asks about each conflict in turn.
fn ask(context: &mut Context<'_>, torn: &[Torn]) -> Result<Answer> {
    let mut answer = listed(context, torn);
    for one in torn {
        let mut decided: Vec<(Conflict, Choice)> = Vec::new();
        let conflicts: &[Conflict] = match &one.what {
            What::Fields(_, conflicts) => conflicts,
            What::Deleted(_) => &[],
            What::Broken => continue,
        };
        let mut terminal = ui::Terminal::new(context.world.is_dumb());
        let mut whole = Choice::Ours;
        if matches!(one.what, What::Deleted(_)) {
            let words = [
                "what this side has".to_owned(),
                "what the other side has".to_owned(),
            ];
            match choose(&one.path, words, false, &mut terminal)? {
                Some(choice) => whole = choice,
                None => continue,
            }
        }
        for conflict in conflicts {
            let values = [&conflict.ours, &conflict.theirs];
            let is_list = values
                .iter()
                .all(|side| matches!(side.as_ref().map(|node| &node.val), Some(Val::List(_))));
            let words = values.map(|value| match (one.kind.kind, value) {
                (Kind::Person, Some(_)) => "(private)".to_owned(),
                (_, Some(node)) => one_line(node),
                (_, None) => "nothing".to_owned(),
            });
            let place = format!("{} of {}", conflict.spot, one.id());
            if let Some(choice) = choose(&place, words, is_list, &mut terminal)? {
                decided.push((conflict.clone(), choice));
            }
        }
        let choose = |conflict: &Conflict| {
            let found = decided.iter().find(|(other, _)| other == conflict);
            found.map(|(_, choice)| choice.clone())
        };
        answer = settle(context, one, choose, &whole)?;
    }
    answer.view = View::Nothing;
    Ok(answer)
}

/// Asks which side a field takes; nothing where it is left for later.
fn choose(
    place: &str,
    [ours, theirs]: [String; 2],
    is_list: bool,
    terminal: &mut ui::Terminal,
) -> Result<Option<Choice>> {
    let mut words = vec![("ours", ours), ("theirs", theirs)];
    if is_list {
        words.push(("both", "what either has".to_owned()));
    }
    words.push(("later", "leave it as it is".to_owned()));
    let choices = words
        .iter()
        .map(|(word, means)| ((*word).to_owned(), means.clone()));
    let question = crate::fault::Candidates {
        kind: "side",
        typed: place.to_owned(),
        choices: choices.collect(),
    };
    let picked = ui::pick(&question, terminal)?;
    Ok(match picked.map(|at| words[at].0) {
        Some("ours") => Some(Choice::Ours),
        Some("theirs") => Some(Choice::Theirs),
        Some("both") => Some(Choice::Both),
        _ => None,
    })
}

/// Writes what was decided, and tells git where nothing is left.
fn settle(
    context: &mut Context<'_>,
    torn: &Torn,
    choose: impl Fn(&Conflict) -> Option<Choice>,
    whole: &Choice,
) -> Result<Answer> {
    let (after, open) = match &torn.what {
        What::Fields(sides, _) => {
            let merged = work::settle(torn.kind, sides, choose).ok_or_else(|| by_hand(torn))?;
            (Some(merged.text), merged.conflicts.len())
        }
        What::Deleted(stages) => {
            let side = if *whole == Choice::Ours {
                &stages.ours
            } else {
                &stages.theirs
            };
            (side.clone(), 0)
        }
        What::Broken => return Err(by_hand(torn)),
    };
    let edit = Edit {
        path: torn.path.clone(),
        before: torn.text.clone(),
        after,
    };
    let said = if open == 0 {
        format!("Nothing in {} is in conflict any more.", torn.path)
    } else {
        format!(
            "{open} {} left in {}.",
            if open == 1 {
                "conflict is"
            } else {
                "conflicts are"
            },
            torn.path
        )
    };
    let answer = context.write_on_defaults(|book, _, _| {
        if book.text(&edit.path)? != edit.before {
            return Err(Fault::new(
                Blame::Busy,
                format!("{} has changed since it was read", edit.path),
            )
            .hint("run it again; nothing was written"));
        }
        let edits = if edit.before == edit.after {
            Vec::new()
        } else {
            vec![edit.clone()]
        };
        Ok(Change {
            edits,
            said: vec![said.clone()],
            ..Change::default()
        })
    })?;
    if open == 0 && !context.global.dry_run {
        tell_git(context, &torn.path)?;
    }
    Ok(answer)
}

/// Where git is waiting for this file, tells it that it is settled, and says what comes next.
fn tell_git(context: &mut Context<'_>, path: &str) -> Result<()> {
    let opened = context.store_on_defaults()?;
    let Some(repository) = git::repository(&opened.folder.root)? else {
        return Ok(());
    };
    if !git::unmerged(&repository)?.contains_key(path) {
        return Ok(());
    }
    git::settled(&repository, path)?;
    let left = git::unmerged(&repository)?.len();
    if left > 0 {
        let files = if left == 1 { "file is" } else { "files are" };
        context.say(
            "",
            &format!("Told git that it is settled; {left} {files} left: `wbl conflicts`."),
        );
    } else {
        let finish = repository
            .underway()
            .map_or("git commit", git::Underway::finish);
        context.say(
            "",
            "Told git that it is settled; nothing else is in conflict.",
        );
        context.say(
            "hint",
            &format!("look at it all with `wbl check`, then finish with `{finish}`"),
        );
    }
    Ok(())
}

fn by_hand(torn: &Torn) -> Fault {
    let message = format!("the conflict in {} can only be settled by hand", torn.path);
    Fault::could(message).hint("open it in a text editor, keep the right lines, delete those that begin with <<<<<<<, |||||||, ======= and >>>>>>>, then `git add` it")
}
