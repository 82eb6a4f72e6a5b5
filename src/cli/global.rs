//! The flags of every command, before or after the verb.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::fault::{Fault, Result};
use crate::paper;
use crate::value::Day;
use crate::view::{Format, HoursStyle, Look};

use super::world::World;

/// When color is used.
pub const COLORS: [&str; 3] = ["auto", "always", "never"];

/// The global flags, as typed.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Global {
    /// `--store`.
    pub store: Option<PathBuf>,
    /// The day that the command believes it is.
    pub as_of: Day,
    /// How the answer looks.
    pub look: Look,
    /// `-o`: where the answer goes, if not to stdout.
    pub output: Option<PathBuf>,
    /// The format of a document, for a command that makes some; none was said.
    pub paper: Option<&'static paper::Format>,
    /// `--dry-run`.
    pub dry_run: bool,
    /// `--yes`.
    pub yes: bool,
    /// `--reason`.
    pub reason: Option<String>,
    /// Whether a person may be asked.
    pub may_ask: bool,
    /// `-q`.
    pub quiet: bool,
    /// Whether a long answer may be shown in a pager.
    pub may_page: bool,
    /// `--partial` of a report.
    pub partial: bool,
    color: String,
}

const HEADING: &str = "Global flags";

/// Adds the global flags to the top command.
pub fn augment(command: Command) -> Command {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name)
            .help(help)
            .global(true)
            .help_heading(HEADING)
    };
    let switch = |name, help| flag(name, help).action(ArgAction::SetTrue);
    command
        .arg(
            flag("store", "Use the store in DIR")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(flag("as-of", "Believe that it is DAY").value_name("DAY"))
        .arg(
            flag(
                "format",
                "Show the answer as table, plain, csv, json, jsonl, md or html",
            )
            .value_name("FORMAT"),
        )
        .arg(
            flag(
                "output",
                "Write the answer to FILE; its ending decides the format",
            )
            .short('o')
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf)),
        )
        .arg(flag("fields", "Show these fields, in this order").value_name("A,B"))
        .arg(
            flag(
                "hours",
                "Show hours as hm (99:45), decimal (99.75, cut) or minutes",
            )
            .value_name("STYLE"),
        )
        .arg(switch(
            "raw",
            "Leave CSV cells as they are, even those that a spreadsheet would run",
        ))
        .arg(switch(
            "dry-run",
            "Show what would change, and change nothing",
        ))
        .arg(switch("yes", "Go on without asking"))
        .arg(flag("reason", "Say why a rule may be gone past; it is recorded").value_name("TEXT"))
        .arg(switch(
            "no-input",
            "Never ask; name what is missing instead",
        ))
        .arg(flag("color", "Use color: auto, always or never").value_name("WHEN"))
        .arg(switch("no-pager", "Never show a long answer in a pager"))
        .arg(switch("quiet", "Say nothing but errors").short('q'))
}

/// Whether the word behind this flag is its value: `--store`, `-o`.
pub fn takes_value(typed: &str) -> bool {
    let is_it = |arg: &Arg| {
        let long = arg.get_long().zip(typed.strip_prefix("--"));
        let short = arg.get_short().zip(typed.strip_prefix('-'));
        long.is_some_and(|(long, typed)| long == typed)
            || short.is_some_and(|(short, typed)| typed.chars().eq([short]))
    };
    let flags = augment(Command::new("wbl"));
    flags
        .get_arguments()
        .any(|arg| arg.get_action().takes_values() && is_it(arg))
}

impl Global {
    /// Reads the global flags.
    ///
    /// # Errors
    /// Where one cannot be read (exit 2).
    pub fn of(matches: &ArgMatches, world: &World) -> Result<Self> {
        let deepest = deepest(matches);
        let text = |name: &str| deepest.get_one::<String>(name).cloned();
        let path = |name: &str| deepest.get_one::<PathBuf>(name).cloned();
        let output = path("output");
        let misuse = |flag: &str, error: String| Fault::misuse(format!("`--{flag}`: {error}"));
        // Every command that makes documents can make a draft. A flag that a command does not have is
        // an error to clap only in builds with assertions.
        let makes_documents = deepest
            .try_get_one::<bool>("draft")
            .ok()
            .flatten()
            .is_some();
        let (format, paper) = match (text("format"), output.as_deref()) {
            (Some(name), _) if makes_documents => (Format::default(), Some(paper_named(&name)?)),
            (None, Some(path)) if makes_documents => (Format::default(), paper_of_ending(path)?),
            (Some(name), _) => {
                let format = Format::read(&name).map_err(|error| misuse("format", error))?;
                (format, None)
            }
            (None, Some(path)) => (of_ending(path)?, None),
            (None, None) => (Format::default(), None),
        };
        let hours = match text("hours") {
            Some(style) => HoursStyle::read(&style).map_err(|error| misuse("hours", error))?,
            None => HoursStyle::default(),
        };
        let color = text("color").unwrap_or_else(|| "auto".into());
        if !COLORS.contains(&color.as_str()) {
            return Err(misuse(
                "color",
                format!("`{color}` is not one of: {}", COLORS.join(", ")),
            ));
        }
        let variable = world
            .var("WBL_TODAY")
            .map(|day| day.to_string_lossy().into_owned());
        let as_of = match text("as-of")
            .map(|day| ("--as-of", day))
            .or(variable.map(|day| ("WBL_TODAY", day)))
        {
            Some((name, day)) => Day::read(&day, world.today).map_err(|error| {
                let fault = Fault::misuse(format!("`{name}`: {error}"));
                if name == "WBL_TODAY" {
                    fault.hint("the variable stands in your shell: `unset WBL_TODAY`, or `export WBL_TODAY=2026-10-06`")
                } else {
                    fault
                }
            })?,
            None => world.today,
        };
        let on_terminal = world.terminals.stdout && output.is_none();
        let look = Look {
            format,
            hours,
            raw: deepest.get_flag("raw"),
            width: on_terminal.then(|| width(world)),
            colour: match color.as_str() {
                "always" => true,
                "never" => false,
                _ => on_terminal && world.likes_colour(),
            },
            linear: on_terminal && world.is_dumb(),
            fields: text("fields").map(|fields| {
                fields
                    .split(',')
                    .map(|field| field.trim().to_owned())
                    .collect()
            }),
        };
        let no_input = deepest.get_flag("no-input")
            || world.var("WBL_NO_INPUT").is_some_and(|value| value != "0");
        Ok(Self {
            store: path("store"),
            as_of,
            look,
            output,
            paper,
            dry_run: deepest.get_flag("dry-run"),
            yes: deepest.get_flag("yes"),
            reason: text("reason"),
            may_ask: world.terminals.stdin && world.terminals.stderr && !no_input,
            quiet: deepest.get_flag("quiet"),
            may_page: !deepest.get_flag("no-pager"),
            partial: deepest.try_get_one::<bool>("partial").ok().flatten() == Some(&true),
            color,
        })
    }

    /// Whether stderr takes colour.
    pub fn err_colour(&self, world: &World) -> bool {
        match self.color.as_str() {
            "always" => true,
            "never" => false,
            _ => world.err_colour(),
        }
    }
}

/// The format that a file's ending names.
fn of_ending(path: &Path) -> Result<Format> {
    Format::from_ending(path).ok_or_else(|| {
        let endings = "csv, tsv, txt, json, jsonl, md or html";
        Fault::misuse(format!(
            "the ending of `{}` names no format",
            path.display()
        ))
        .hint(format!("end it in {endings}, or add `--format FORMAT`"))
    })
}

/// The format of documents with this name.
fn paper_named(word: &str) -> Result<&'static paper::Format> {
    paper::Format::named(word).ok_or_else(|| {
        let fault = Fault::misuse(format!("`--format`: `{word}` is no format of documents"));
        fault.hint(format!("the formats of documents are: {}", paper_formats()))
    })
}

/// The format of documents that a file's ending names; none where a folder is meant.
fn paper_of_ending(path: &Path) -> Result<Option<&'static paper::Format>> {
    let Some(ending) = path.extension().and_then(|ending| ending.to_str()) else {
        return Ok(None);
    };
    paper::Format::named(ending).map(Some).ok_or_else(|| {
        let fault = Fault::misuse(format!(
            "the ending of `{}` names no format of documents",
            path.display()
        ));
        fault.hint(format!(
            "end it in {}, or add `--format FORMAT`",
            paper_formats()
        ))
    })
}

fn paper_formats() -> String {
    let words: Vec<_> = paper::FORMATS.iter().map(|format| format.word).collect();
    words.join(", ")
}

/// The matches of the innermost command, where clap gathers the global flags.
fn deepest(matches: &ArgMatches) -> &ArgMatches {
    matches
        .subcommand()
        .map_or(matches, |(_, inner)| deepest(inner))
}

/// The terminal's width: what it says, else 80.
fn width(world: &World) -> usize {
    world.columns().or_else(crate::ui::width).unwrap_or(80)
}
