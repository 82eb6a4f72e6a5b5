//! What could stand where a word is being typed: commands, flags, words of a choice, ids of records.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command};

use crate::book::Book;
use crate::check::CHECKS;
use crate::fault::Result;
use crate::record::{KINDS, KindSpec, kind_named};
use crate::report::REPORTS;
use crate::rule::Activities;
use crate::schema::{Kind, Shape};
use crate::value::fold;

use super::command::{SHELLS, TOPICS};
use super::context::Context;
use super::kind::flags;
use super::tree;

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
    let mut fits = match flag {
        Some(flag) => values(context, &place, flag),
        None if last.starts_with('-') => place.flags(),
        None => {
            let mut words = place.commands();
            words.extend(places(context, &place));
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
    /// The flag whose value is being typed.
    flag: Option<&'t Arg>,
}

impl<'t> Place<'t> {
    fn of(tree: &'t Command, words: &[String]) -> Self {
        let mut place = Self {
            command: tree,
            path: Vec::new(),
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

fn about(text: Option<&clap::builder::StyledStr>) -> String {
    let text = text.map(ToString::to_string).unwrap_or_default();
    text.lines().next().unwrap_or_default().to_owned()
}

/// What a flag takes.
fn values(context: &mut Context<'_>, place: &Place<'_>, flag: &Arg) -> Words {
    let few: &[&str] = match flag.get_id().as_str() {
        "format" => &["table", "plain", "csv", "json", "jsonl", "md", "html"],
        "hours" => &["hm", "decimal", "minutes"],
        "color" => &["auto", "always", "never"],
        "by" if place.path == ["report"] => &["pathway", "partner", "term", "student"],
        "fail_if" => &["short", "at-risk"],
        "as-of" => &["today", "yesterday"],
        _ => &[],
    };
    if !few.is_empty() {
        return few.iter().map(|word| bare(word)).collect();
    }
    let key = flag.get_id().as_str();
    if place.path == ["report"] {
        return kind_named(key).map_or_else(Vec::new, |spec| records(context, &[spec.kind]));
    }
    let field = place.kind().and_then(|spec| flags::field(spec, key));
    match field.map(|field| field.shape) {
        Some(Shape::Choice(choices)) => {
            let words = choices.iter().map(|choice| (choice.word, choice.means));
            words
                .map(|(word, means)| (word.into(), means.into()))
                .collect()
        }
        Some(Shape::Link(kind)) => records(context, &[kind]),
        Some(Shape::Person) => records(context, &[Kind::Contact]),
        Some(Shape::Activity) => read(context, |book| {
            let activities = Activities::of(book)?;
            Ok(activities.names().map(bare).collect())
        }),
        _ if key == "by" => records(context, &[Kind::Contact]),
        _ if key == "pathway" => records(context, &[Kind::Pathway]),
        _ if key == "copy" => {
            let kinds: Vec<_> = place.kind().map(|spec| spec.kind).into_iter().collect();
            records(context, &kinds)
        }
        _ => Vec::new(),
    }
}

/// What stands at a place of its own, without a flag.
fn places(context: &mut Context<'_>, place: &Place<'_>) -> Words {
    let kinds = || KINDS.iter().map(|spec| bare(spec.kind.name())).collect();
    match place.path.as_slice() {
        ["report"] => pairs(REPORTS.iter().map(|report| (report.name, report.about))),
        ["check"] => pairs(CHECKS.iter().map(|topic| (topic.name, topic.about))),
        ["help"] => TOPICS.iter().map(|topic| bare(topic.name)).collect(),
        ["completions"] => SHELLS.iter().map(|(name, _)| bare(name)).collect(),
        ["fields"] => kinds(),
        [_, "add"] => Vec::new(),
        [_, "list"] => read(context, |book| {
            let views = book.settings.views.iter();
            Ok(views
                .map(|(name, text)| (format!("@{name}"), text.clone()))
                .collect())
        }),
        ["log" | "verify"] | ["wbl", _] => records(context, &[Kind::Student, Kind::Wbl]),
        _ => place
            .kind()
            .map_or_else(Vec::new, |spec| records(context, &[spec.kind])),
    }
}

fn bare(word: &str) -> (String, String) {
    (word.to_owned(), String::new())
}

fn pairs<'a>(words: impl Iterator<Item = (&'a str, &'a str)>) -> Words {
    words
        .map(|(word, about)| (word.into(), about.into()))
        .collect()
}

/// The ids of records, with their names.
fn records(context: &mut Context<'_>, kinds: &[Kind]) -> Words {
    read(context, |book| {
        let mut found = Vec::new();
        for kind in kinds {
            let named = match kind {
                Kind::Student => Kind::Person,
                kind => *kind,
            };
            for located in book.located(*kind)? {
                let sheet = book.find(named, &located.id)?.map(|one| book.sheet_at(one));
                let sheet = sheet.and_then(std::result::Result::ok);
                let name = sheet
                    .as_ref()
                    .and_then(|sheet| sheet.doc.root.text_at("name"));
                let name = name.unwrap_or_default();
                let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
                found.push((located.id.to_string(), name));
            }
        }
        Ok(found)
    })
}

/// What the store says; nothing where there is none.
fn read(context: &mut Context<'_>, look: impl Fn(&Book<'_>) -> Result<Words>) -> Words {
    let opened = context.store_on_defaults();
    let Ok(opened) = opened else {
        return Vec::new();
    };
    let book = Book::new(&opened.folder, opened.settings.clone());
    look(&book).unwrap_or_default()
}
