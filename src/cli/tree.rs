//! The tree of commands: kinds with their verbs, and the rest. Each branch is made when it is used.

use std::ffi::OsString;

use clap::{ArgMatches, Command};

use crate::fault::{Fault, Result};
use crate::record::{KINDS, KindSpec, kind_named};

use super::answer::Answer;
use super::command::COMMANDS;
use super::context::Context;
use super::global;
use super::kind::{VERBS, Verb};

/// The two verbs that may be typed without their kind.
const SHORTCUTS: [&str; 2] = ["log", "verify"];

/// The command that no person types, so that no list shows it.
const ASKED_BY_SHELLS: &str = "complete";

/// The command line, as much of it as the words name: to make the flags of every verb of every
/// kind takes longer than most commands do. Where no command is named, all are there, to be listed.
pub fn tree(args: &[OsString]) -> Command {
    let typed = Typed(args);
    let kinds = || KINDS.iter().filter(|spec| spec.has_verbs);
    let listed = typed.lists(is_command);
    let all = args.len() < 2;
    let mut top = Command::new("wbl")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Work-based learning records: partners, placements, hours, MOUs, in a folder that is yours")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .after_help("Examples:\n  wbl init my-school\n  wbl partner add \"Antron Engineering\" --town Bellingham\n  wbl log \"Jane Doe\" 2026-10-06 15:00-18:30\n  wbl report hours --term Q2\n\nEvery word has a page of its own: `wbl partner --help`, `wbl wbl log --help`");
    if typed.asks_version() {
        return top;
    }
    for spec in kinds() {
        let name = spec.kind.name();
        let is_named = typed.names(name) || (name == "wbl" && typed.names("experience"));
        if !is_named && !listed {
            continue;
        }
        let mut command = Command::new(name)
            .about(spec.about)
            .subcommand_required(true)
            .arg_required_else_help(true)
            .disable_help_subcommand(true);
        if name == "wbl" {
            command = command.visible_alias("experience");
        }
        if all || is_named {
            let listed = typed.lists(|word| verbs_of(spec).any(|verb| verb.name == word));
            for verb in verbs_of(spec) {
                if all || typed.names(verb.name) {
                    command = command.subcommand(verb_command(verb, spec));
                } else if listed {
                    command = command.subcommand(Command::new(verb.name).about(verb.about));
                }
            }
        }
        top = top.subcommand(command);
    }
    for word in SHORTCUTS {
        if let Some((verb, spec)) = shortcut(word).filter(|_| listed || typed.names(word)) {
            let about = format!("{} (short for `wbl wbl {word}`)", verb.about);
            let command = if all || typed.names(word) {
                verb_command(verb, spec)
            } else {
                Command::new(word)
            };
            top = top.subcommand(command.about(about));
        }
    }
    for spec in COMMANDS {
        if !listed && !typed.names(spec.name) {
            continue;
        }
        let command = Command::new(spec.name)
            .about(spec.about)
            .hide(spec.name == ASKED_BY_SHELLS);
        let command = if all || typed.names(spec.name) {
            // Flags that a struct declares bring its own words about itself.
            (spec.args)(command).about(spec.about).long_about(None)
        } else {
            command
        };
        top = top.subcommand(command);
    }
    global::augment(top)
}

/// The words of a command line, before anyone knows what they mean.
struct Typed<'a>(&'a [OsString]);

impl Typed<'_> {
    /// Whether a word is among them; it may be a command, or the value of a flag.
    fn names(&self, name: &str) -> bool {
        self.0.iter().skip(1).any(|arg| arg == name)
    }

    /// Whether all commands are to be listed: no known one is named, or help is asked for before.
    fn lists(&self, is_known: impl Fn(&str) -> bool) -> bool {
        let words = self.0.iter().skip(1).filter_map(|arg| arg.to_str());
        let mut known = words.filter(|word| ["-h", "--help"].contains(word) || is_known(word));
        known.next().is_none_or(|word| word.starts_with('-'))
    }

    /// Whether nothing is wanted but the version.
    fn asks_version(&self) -> bool {
        self.0.len() == 2 && (self.0[1] == "--version" || self.0[1] == "-V")
    }
}

/// Whether a word may stand right behind `wbl`.
fn is_command(word: &str) -> bool {
    let is_kind = kind_named(word).is_some_and(|spec| spec.has_verbs);
    is_kind
        || word == "experience"
        || SHORTCUTS.contains(&word)
        || COMMANDS.iter().any(|spec| spec.name == word)
}

/// The verbs of a kind.
fn verbs_of(spec: &'static KindSpec) -> impl Iterator<Item = &'static Verb> {
    VERBS
        .iter()
        .filter(|verb| verb.kinds.is_empty() || verb.kinds.contains(&spec.kind))
}

fn verb_command(verb: &'static Verb, spec: &'static KindSpec) -> Command {
    let command = Command::new(verb.name).about(verb.about);
    (verb.args)(command, spec)
}

fn shortcut(word: &str) -> Option<(&'static Verb, &'static KindSpec)> {
    let spec = kind_named("wbl")?;
    let verb = verbs_of(spec).find(|verb| verb.name == word)?;
    Some((verb, spec))
}

/// Whether any kind has a verb of this name.
pub fn is_verb(word: &str) -> bool {
    VERBS.iter().any(|verb| verb.name == word)
}

/// The command that the words name, as far as they name one: `wbl partner add`.
pub fn named(args: &[OsString]) -> String {
    let mut all = args.iter().skip(1).filter_map(|arg| arg.to_str());
    let mut words = std::iter::from_fn(|| {
        loop {
            match all.next()? {
                flag if global::takes_value(flag) => drop(all.next()),
                flag if flag.starts_with('-') => {}
                word => return Some(word),
            }
        }
    });
    let Some(first) = words.next() else {
        return "wbl".into();
    };
    if let Some(spec) = kind_named(first).filter(|spec| spec.has_verbs) {
        return match words.find(|word| verbs_of(spec).any(|verb| verb.name == *word)) {
            Some(verb) => format!("wbl {} {verb}", spec.kind),
            None => format!("wbl {}", spec.kind),
        };
    }
    let known = SHORTCUTS.contains(&first) || COMMANDS.iter().any(|spec| spec.name == first);
    if known {
        format!("wbl {first}")
    } else {
        "wbl".into()
    }
}

/// The words that may stand behind a command.
pub fn verbs_under(command: &str) -> Vec<String> {
    if let Some(spec) = command.strip_prefix("wbl ").and_then(kind_named) {
        return verbs_of(spec).map(|verb| verb.name.to_owned()).collect();
    }
    let kinds = KINDS
        .iter()
        .filter(|spec| spec.has_verbs)
        .map(|spec| spec.kind.name());
    kinds
        .chain(SHORTCUTS)
        .chain(
            COMMANDS
                .iter()
                .map(|spec| spec.name)
                .filter(|name| *name != ASKED_BY_SHELLS),
        )
        .map(str::to_owned)
        .collect()
}

/// The help of the command that the words name; of no words, of all commands.
pub fn help_of(words: &[String]) -> Option<String> {
    let args: Vec<OsString> = std::iter::once("wbl".into())
        .chain(words.iter().map(OsString::from))
        .collect();
    let mut command = tree(&args);
    command.build();
    let mut found = &mut command;
    for word in words {
        found = found.find_subcommand_mut(word)?;
    }
    Some(found.render_long_help().to_string())
}

/// Runs the command that was matched.
pub fn dispatch(context: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    // clap lets no command line through without a command that stands in the tree.
    let lost = || Fault::could("this command is not known");
    let (name, inner) = matches.subcommand().ok_or_else(lost)?;
    if let Some((verb, spec, inner)) = verb_of(matches) {
        return (verb.run)(context, spec, inner);
    }
    let spec = COMMANDS
        .iter()
        .find(|spec| spec.name == name)
        .ok_or_else(lost)?;
    (spec.run)(context, inner)
}

/// A verb with its kind and the words behind it.
pub type Called<'m> = (&'static Verb, &'static KindSpec, &'m ArgMatches);

/// The verb of a kind that was matched, if it was one.
pub fn verb_of(matches: &ArgMatches) -> Option<Called<'_>> {
    let (name, inner) = matches.subcommand()?;
    if let Some(spec) = kind_named(name).filter(|spec| spec.has_verbs) {
        let (word, inner) = inner.subcommand()?;
        let verb = verbs_of(spec).find(|verb| verb.name == word)?;
        return Some((verb, spec, inner));
    }
    let (verb, spec) = SHORTCUTS.contains(&name).then(|| shortcut(name))??;
    Some((verb, spec, inner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_named_whatever_flags_stand_before_it() {
        for (line, name) in [
            ("wbl partner add Mill", "wbl partner add"),
            ("wbl --store school import partner x.csv", "wbl import"),
            ("wbl -o out.csv --as-of mon -q wbl log x", "wbl wbl log"),
            ("wbl --store=school undo", "wbl undo"),
            ("wbl --dry-run verify x", "wbl verify"),
            ("wbl --store", "wbl"),
            ("wbl prtner list", "wbl"),
        ] {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            assert_eq!(named(&words), name, "{line}");
        }
    }
}
