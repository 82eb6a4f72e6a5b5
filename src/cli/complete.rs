//! What could stand where a word is being typed: commands, flags, words of a choice, ids of records.

mod values;

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command};

use crate::record::{KindSpec, kind_named};
use crate::value::fold;

use super::context::Context;
use super::tree;
use values::Values;

/// What could be typed, and what it means in a few words.
type Words = Vec<(String, String)>;

/// Everything that fits the last of the words, the words before it being typed already.
pub fn what_fits(context: &mut Context<'_>, words: &[String]) -> Words {
    let Some((last, before)) = words.split_last() else {
        return Vec::new();
    };
    let args: Vec<OsString> = std::iter::once("wbl".into())
        .chain(before.iter().map(OsString::from))
        .collect();
    let mut tree = if before.is_empty() {
        tree::tree(&["wbl".into(), "".into()])
    } else {
        tree::tree(&args)
    };
    tree.build();
    let place = Place::of(&tree, before);
    let (last, lead) = match (last.strip_prefix("--"), last.split_once('=')) {
        (Some(_), Some((flag, value))) => (value, format!("{flag}=")),
        _ => (last.as_str(), String::new()),
    };
    let flag = if lead.is_empty() {
        place.flag
    } else {
        place.named(lead.trim_end_matches('='))
    };
    let mut values = Values {
        context,
        place: &place,
        typed: last,
    };
    let mut fits = match flag {
        Some(flag) => values.of(flag),
        None if last.starts_with('-') => place.flags(),
        None => {
            let mut words = place.commands();
            words.extend(values.of_a_word());
            words
        }
    };
    let folded = fold(last);
    let by_value = fits.iter().any(|(value, _)| value.starts_with(last));
    fits.retain(|(value, about)| {
        if by_value {
            value.starts_with(last)
        } else {
            fold(about).starts_with(&folded) && !last.starts_with('-')
        }
    });
    for (value, _) in &mut fits {
        value.insert_str(0, &lead);
    }
    fits
}

/// Where in the tree of commands a word is being typed.
struct Place<'t> {
    command: &'t Command,
    path: Vec<&'t str>,
    /// How many words stand behind the command, flags left out.
    words: usize,
    /// The flag whose value is being typed.
    flag: Option<&'t Arg>,
}

impl<'t> Place<'t> {
    fn of(tree: &'t Command, words: &[String]) -> Self {
        let mut place = Self {
            command: tree,
            path: Vec::new(),
            words: 0,
            flag: None,
        };
        for word in words {
            if place.flag.take().is_some() {
                continue;
            }
            if word.starts_with('-') {
                place.flag = place.named(word).filter(|arg| takes_value(arg));
            } else if let Some(inner) = place.command.find_subcommand(word) {
                place.command = inner;
                place.path.push(inner.get_name());
            } else {
                place.words += 1;
            }
        }
        place
    }

    fn named(&self, flag: &str) -> Option<&'t Arg> {
        let is_it = |arg: &&Arg| {
            let long = arg.get_long().map(|long| format!("--{long}"));
            let short = arg.get_short().map(|short| format!("-{short}"));
            long.as_deref() == Some(flag) || short.as_deref() == Some(flag)
        };
        self.command.get_arguments().find(is_it)
    }

    /// The argument that the word is, where it is no flag.
    fn argument(&self) -> Option<&'t Arg> {
        let last = self.command.get_positionals().last();
        let own = self.command.get_positionals().nth(self.words);
        own.or(last.filter(|arg| takes_many(arg)))
    }

    fn flags(&self) -> Words {
        let flags = self.command.get_arguments().filter_map(|arg| {
            let long = arg.get_long().filter(|_| !arg.is_hide_set())?;
            Some((format!("--{long}"), about(arg.get_help())))
        });
        flags.collect()
    }

    fn commands(&self) -> Words {
        let commands = self.command.get_subcommands();
        let shown = commands.filter(|command| !command.is_hide_set());
        shown
            .map(|command| (command.get_name().to_owned(), about(command.get_about())))
            .collect()
    }

    /// The kind whose verb is being typed; `log` and `verify` are verbs of an experience.
    fn kind(&self) -> Option<&'static KindSpec> {
        match self.path.as_slice() {
            ["log" | "verify"] => kind_named("wbl"),
            [kind, _, ..] => kind_named(kind).filter(|spec| spec.has_verbs),
            _ => None,
        }
    }
}

fn takes_value(arg: &Arg) -> bool {
    let is_switch = matches!(arg.get_action(), ArgAction::SetTrue | ArgAction::Help);
    !is_switch && !arg.is_require_equals_set()
}

fn takes_many(arg: &Arg) -> bool {
    arg.get_num_args()
        .is_some_and(|count| count.max_values() > 1)
}

fn about(text: Option<&clap::builder::StyledStr>) -> String {
    let text = text.map(ToString::to_string).unwrap_or_default();
    text.lines().next().unwrap_or_default().to_owned()
}
