//! `wbl config`: the settings, where each comes from, and how to change one.

use clap::{Arg, ArgMatches, Command};

use crate::book::{Book, Overlay};
use crate::change::Change;
use crate::check;
use crate::fault::{Blame, Fault, Result};
use crate::record::{SETTINGS, spec};
use crate::schema::{Doc, Field, Kind, Node, Problem, Severity, Shape, group_key};
use crate::value::{Day, Id};
use crate::view::{Cell, Column, Table, View};
use crate::work::{self, Configure, Part};

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::kind::edit::{Words, edited, taken_up};
use super::super::kind::flags;
use super::CommandSpec;

/// The command.
pub const CONFIG: CommandSpec = CommandSpec {
    name: "config",
    about: "Show the settings and where each comes from, or change one",
    args,
    run,
};

fn args(command: Command) -> Command {
    let key = || {
        Arg::new("key")
            .value_name("KEY")
            .required(true)
            .help("The setting, with dots: school.name, calendar.terms.2026-27.Q2.ends")
    };
    let value = || Arg::new("value").value_name("VALUE").required(true);
    let verb = |name: &'static str, about: &'static str| Command::new(name).about(about);
    command
        .subcommand(
            verb("show", "Show the settings, or those below a key").arg(key().required(false)),
        )
        .subcommand(verb("set", "Set one").arg(key()).arg(value().help("What it is to be; a list with commas")))
        .subcommand(verb("add", "Add to a list, or an item to a group").arg(key()).arg(value().help("A value; an item as key=value,key=value")))
        .subcommand(verb("drop", "Take a value from a list").arg(key()).arg(value().help("The value")))
        .subcommand(verb("unset", "Take one away, or an item of a group").arg(key()))
        .subcommand(verb("edit", "Change wbl.toml as text, in $VISUAL or $EDITOR; checked when it is saved").arg(taken_up()))
        .after_help("What counts is the first of: a flag, a variable of the environment, wbl.toml, the default.\n`config show` says which it was. Comments in wbl.toml stay as they are.\n\nExamples:\n  wbl config show policy\n  wbl config set policy.required_hours 120\n  wbl config set calendar.terms.2026-27.Q2.transcript_due 2027-02-01\n  wbl config add calendar.terms year=2027-28,name=Q1,starts=2027-09-01,ends=2027-11-05\n  wbl config add equity.groups iep\n  wbl config set views.local 'town = Bellingham'    (then: wbl partner list @local)\n  wbl config edit")
}

fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    let (verb, inner) = matches.subcommand().unwrap_or(("show", matches));
    let text = |name: &str| flags::text(inner, name).unwrap_or_default();
    let key = text("key");
    if verb == "edit" {
        return edit(context, inner);
    }
    let how = match verb {
        "set" => Configure::Set(text("value")),
        "add" => Configure::Add(text("value")),
        "drop" => Configure::Drop(text("value")),
        "unset" => Configure::Unset,
        _ => return show(context, &key),
    };
    context.write(|book, seed, context| {
        let change = work::configure(book, &key, &how, context.today(), seed)?;
        still_hold(book, &change, context.today())?;
        Ok(change)
    })
}

/// Whether the settings hold together after a change as well as before it.
///
/// # Errors
/// What `check` would newly call an error (4).
fn still_hold(book: &Book<'_>, change: &Change, today: Day) -> Result<()> {
    let mut after = Overlay::over(book.disk());
    for edit in &change.edits {
        after.texts.insert(edit.path.clone(), edit.after.clone());
    }
    let text = after.texts.get(SETTINGS).cloned().flatten();
    // Text that the table does not allow was refused before.
    let Some(settings) = text.and_then(|text| toml::from_str(&text).ok()) else {
        return Ok(());
    };
    let old = check::of_settings(book, today);
    let new = check::of_settings(&Book::new(&after, settings), today);
    let was_so = |problem: &Problem| {
        old.iter()
            .any(|one| one.rule == problem.rule && one.message == problem.message)
    };
    let errors = new
        .iter()
        .filter(|problem| problem.severity == Severity::Error && !was_so(problem));
    Fault::all(errors.map(|problem| problem.fault(Blame::Refused))).map_or(Ok(()), Err)
}

/// The settings in the person's own editor: as any record, also where they cannot be read.
fn edit(context: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    let path = SETTINGS;
    let text = context.read_on_defaults(|book, _| book.text(path))?;
    context.forget_problems();
    let text = text.ok_or_else(|| Fault::could(format!("there is no {path}")))?;
    let part = Part {
        kind: Kind::Settings,
        path: path.to_owned(),
        before: text.clone(),
        after: text,
    };
    let id = Id::new("wbl").map_err(Fault::could)?;
    let words = Words {
        again: "wbl config edit".to_owned(),
        emptied: "to take one setting away: `wbl config unset KEY`".to_owned(),
    };
    edited(context, &id, &[part], &words, matches)
}

fn show(context: &mut Context<'_>, key: &str) -> Result<Answer> {
    let text = context.read_on_defaults(|book, _| book.text(SETTINGS))?;
    context.forget_problems();
    let doc = text.and_then(|text| Doc::parse(SETTINGS, text).ok());
    let mut rows = around(context)?;
    let empty = Node::empty();
    let root = doc.as_ref().map_or(&empty, |doc| &doc.root);
    gather("", spec(Kind::Settings).own, Some(root), &mut rows);
    let below = format!("{key}.");
    rows.retain(|row| key.is_empty() || row.key == key || row.key.starts_with(&below));
    if rows.is_empty() {
        context.say("", &format!("No setting stands below `{key}`."));
    }
    let rows = rows.into_iter().map(|row| {
        vec![
            Cell::text(row.key),
            Cell::text(row.value),
            Cell::text(row.from),
        ]
    });
    Ok(Answer::done(View::List(Table {
        columns: ["key", "value", "from"].map(Column::left).into(),
        rows: rows.collect(),
    })))
}

struct Row {
    key: String,
    value: String,
    from: String,
}

impl Row {
    fn new(key: impl Into<String>, value: impl Into<String>, from: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            value: value.into(),
            from: from.into(),
        }
    }
}

/// What no file of the store says: the flags and variables of this run.
fn around(context: &mut Context<'_>) -> Result<Vec<Row>> {
    let opened = context.store_on_defaults()?;
    let (global, world) = (&context.global, &context.world);
    let variable = |name: &str| world.var(name).is_some();
    let from = |flag: Option<&str>, name: &str, default: &str| match flag {
        Some(flag) => flag.to_owned(),
        None if variable(name) => format!("variable {name}"),
        None => default.to_owned(),
    };
    let typed = |flag: &str| {
        let with_value = format!("{flag}=");
        world
            .args
            .iter()
            .filter_map(|arg| arg.to_str())
            .any(|arg| arg == flag || arg.starts_with(&with_value))
    };
    let flag = |flag: &'static str| typed(flag).then_some(flag);
    let yes = |is: bool| if is { "yes" } else { "no" };
    let no_input = variable("WBL_NO_INPUT") || typed("--no-input");
    Ok(vec![
        Row::new(
            "(store)",
            opened.folder.root.display().to_string(),
            from(
                flag("--store"),
                "WBL_STORE",
                "this folder or one above it, else your config file",
            ),
        ),
        Row::new(
            "(day)",
            global.as_of.to_string(),
            from(flag("--as-of"), "WBL_TODAY", "the clock"),
        ),
        Row::new(
            "(no-input)",
            yes(no_input),
            from(flag("--no-input"), "WBL_NO_INPUT", "default"),
        ),
        Row::new(
            "(pager)",
            super::super::pager::wanted(world)
                .filter(|_| global.may_page)
                .map_or_else(|| "none".to_owned(), |words| words.join(" ")),
            from(
                flag("--no-pager"),
                if world.vars.contains_key("WBL_PAGER") {
                    "WBL_PAGER"
                } else {
                    "PAGER"
                },
                if world.vars.contains_key("WBL_PAGER") {
                    "variable WBL_PAGER"
                } else {
                    "default"
                },
            ),
        ),
    ])
}

/// Every setting below a table, with its value and where that stands.
fn gather(lead: &str, fields: &'static [Field], table: Option<&Node>, rows: &mut Vec<Row>) {
    for field in fields {
        let key = format!("{lead}{}", field.key);
        let node = table.and_then(|table| table.get(field.key));
        match field.shape {
            Shape::Table(inner) => gather(&format!("{key}."), inner, node, rows),
            Shape::Free => own(&key, node, rows),
            Shape::Group { fields, key: by } => {
                for item in node.map_or(&[][..], Node::items) {
                    let lead = format!("{key}.{}.", group_key(item, by).join("."));
                    gather(&lead, fields, Some(item), rows);
                }
            }
            _ => match (node, field.default) {
                (Some(node), _) => rows.push(Row::new(key, shown(node), SETTINGS)),
                (None, Some(default)) => rows.push(Row::new(key, default, "default")),
                (None, None) => {}
            },
        }
    }
}

fn own(key: &str, node: Option<&Node>, rows: &mut Vec<Row>) {
    for entry in node.map_or(&[][..], Node::entries) {
        let key = format!("{key}.{}", entry.key);
        if entry.node.entries().is_empty() {
            rows.push(Row::new(key, shown(&entry.node), SETTINGS));
        } else {
            own(&key, Some(&entry.node), rows);
        }
    }
}

fn shown(node: &Node) -> String {
    match node.as_text() {
        Some(text) => text.to_owned(),
        None => crate::schema::value_text(node, "\n"),
    }
}
