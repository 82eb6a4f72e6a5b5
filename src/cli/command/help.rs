//! `wbl help`: the commands; `wbl help TOPIC`: a page on what concerns them all.

use clap::{Arg, ArgMatches};

use crate::fault::{Fault, Result};
use crate::value::nearest;
use crate::view::View;

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::tree;
use super::CommandSpec;

/// The command.
pub const HELP: CommandSpec = CommandSpec {
    name: "help",
    about: "Show the commands, or a page: cron, dates, environment, exit-codes, filters, formats, git, hours, papers, privacy, store, templates, word-files",
    args: |command| {
        command.arg(
            Arg::new("topic")
                .value_name("TOPIC")
                .num_args(0..)
                .help("A topic, or the words of a command"),
        )
    },
    run,
};

/// A page that concerns many commands.
pub struct Topic {
    /// Its word.
    pub name: &'static str,
    /// Its text; the first line is its title.
    pub text: &'static str,
}

/// Every page.
pub const TOPICS: &[Topic] = &[
    Topic {
        name: "cron",
        text: include_str!("topics/cron.txt"),
    },
    Topic {
        name: "dates",
        text: include_str!("topics/dates.txt"),
    },
    Topic {
        name: "environment",
        text: include_str!("topics/environment.txt"),
    },
    Topic {
        name: "exit-codes",
        text: include_str!("topics/exit-codes.txt"),
    },
    Topic {
        name: "filters",
        text: crate::query::FILTERS,
    },
    Topic {
        name: "formats",
        text: include_str!("topics/formats.txt"),
    },
    Topic {
        name: "git",
        text: include_str!("topics/git.txt"),
    },
    Topic {
        name: "hours",
        text: include_str!("topics/hours.txt"),
    },
    Topic {
        name: "papers",
        text: include_str!("topics/papers.txt"),
    },
    Topic {
        name: "privacy",
        text: include_str!("topics/privacy.txt"),
    },
    Topic {
        name: "store",
        text: include_str!("topics/store.txt"),
    },
    Topic {
        name: "templates",
        text: include_str!("topics/templates.txt"),
    },
    Topic {
        name: "word-files",
        text: include_str!("topics/word-files.txt"),
    },
];

fn run(_: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    let words: Vec<String> = matches
        .get_many("topic")
        .map(|words| words.cloned().collect())
        .unwrap_or_default();
    if let [word] = words.as_slice()
        && let Some(topic) = TOPICS.iter().find(|topic| topic.name == word)
    {
        return Ok(Answer::done(View::Text(topic.text.to_owned())));
    }
    if let Some(text) = tree::help_of(&words) {
        let topics: Vec<_> = TOPICS
            .iter()
            .map(|topic| format!("  wbl help {}\n", topic.name))
            .collect();
        let more = if words.is_empty() {
            format!("\nPages on what concerns them all:\n{}", topics.concat())
        } else {
            String::new()
        };
        return Ok(Answer::done(View::Text(text + &more)));
    }
    let typed = words.join(" ");
    let names = TOPICS.iter().map(|topic| topic.name);
    let fault = Fault::misuse(format!("there is no help on `{typed}`"));
    let fault = match nearest(&typed, names.clone()) {
        Some(near) => fault.hint(format!("did you mean `wbl help {near}`?")),
        None => fault,
    };
    Err(fault.hint(format!(
        "the pages are: {}; for a command, add `--help` to it",
        names.collect::<Vec<_>>().join(", ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_fits_a_terminal_of_80_columns() {
        for topic in TOPICS {
            for line in topic.text.lines() {
                assert!(line.chars().count() <= 80, "{}: {line}", topic.name);
            }
        }
    }
}
