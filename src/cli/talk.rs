//! What is said on stderr: faults, warnings, problems of files, what was done.

use std::ffi::OsString;
use std::io::Write;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::fault::{Blame, Fault};
use crate::record::{KINDS, KindSpec, kind_named};
use crate::schema::Problem;
use crate::ui;
use crate::value::nearest;

use super::kind::columns;
use super::lead::mended;
use super::world::World;
use super::{other_words, tree};

/// What speaks to the person: stderr, and what a terminal there lets it do.
pub struct Voice<'w> {
    err: &'w mut dyn Write,
    /// Whether the leading words are coloured.
    pub colour: bool,
    /// How wide the terminal is; elsewhere no line is broken.
    room: Option<usize>,
}

/// The words that lead a line, and their colours.
const LEADS: [(&str, &str); 3] = [("error:", "1;31"), ("warning:", "1;33"), ("hint:", "1;36")];
/// How many problems of one file are told in passing.
const MOST_TOLD: usize = 3;

impl<'w> Voice<'w> {
    /// The voice of a command in this world.
    pub fn new(world: &World, err: &'w mut dyn Write) -> Self {
        let columns = world.columns().or_else(ui::width_of_talk);
        Self {
            err,
            colour: world.err_colour(),
            room: world
                .terminals
                .stderr
                .then(|| columns.unwrap_or(80).max(20)),
        }
    }

    /// Shows a fault; the words are the same with and without colour.
    pub fn fault(&mut self, fault: &Fault) {
        self.write(&fault.to_string());
    }

    /// Names every file that could not be read; gives how many there are. This is told even under
    /// `-q`: silence would be a lie.
    pub fn unread(&mut self, problems: &[Problem]) -> usize {
        let mut paths: Vec<_> = problems.iter().map(|problem| &problem.place.path).collect();
        paths.sort();
        paths.dedup();
        for path in &paths {
            let own: Vec<_> = problems
                .iter()
                .filter(|problem| problem.place.path == **path)
                .collect();
            for problem in own.iter().take(MOST_TOLD) {
                let text = problem.fault(Blame::Unreadable).to_string();
                self.write(&text.replacen("error:", "warning: not read:", 1));
            }
            if let Some(more) = own.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
                self.line(
                    "warning",
                    &format!("{more} more problems in {path}; `wbl check` shows all"),
                );
            }
        }
        paths.len()
    }

    /// Shows a line of talk.
    pub fn line(&mut self, word: &str, text: &str) {
        match word {
            "" => self.write(text),
            _ => self.write(&format!("{word}: {text}")),
        }
    }

    /// Writes lines: what is said is broken between words, what is shown (an excerpt of a file, a
    /// difference) is left as it is.
    fn write(&mut self, text: &str) {
        let is_one_line = !text.trim_end_matches('\n').contains('\n');
        let mut out = String::with_capacity(text.len() + 64);
        for line in tame(text).lines() {
            let is_said = is_one_line || LEADS.iter().any(|(word, _)| line.starts_with(word));
            let rows = match self.room.filter(|_| is_said) {
                Some(room) => ui::hung(line, room),
                None => vec![line.to_owned()],
            };
            for row in rows {
                let row = if self.colour { painted(row) } else { row };
                out.push_str(&row);
                out.push('\n');
            }
        }
        // Nobody is left to tell where stderr is gone.
        let _ = self.err.write_all(out.as_bytes());
    }

    /// Writes what clap has laid out.
    pub fn laid_out(&mut self, text: &impl std::fmt::Display) {
        // Nobody is left to tell where stderr is gone.
        let _ = write!(self.err, "{text}");
    }
}

/// Takes what could steer a terminal out of a message that quotes a file.
pub fn tame(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && c != '\n' {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}

/// The line with its leading word in its colour.
fn painted(line: String) -> String {
    let styled = LEADS.iter().find_map(|(word, code)| {
        let rest = line.strip_prefix(word)?;
        Some(format!("\u{1b}[{code}m{word}\u{1b}[0m{rest}"))
    });
    styled.unwrap_or(line)
}

/// What clap says of a misused command line, in our voice.
pub fn misuse(error: &clap::Error, args: &[OsString]) -> Fault {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => texts.first().cloned(),
        _ => None,
    };
    let command = tree::named(args);
    let fault = match (
        error.kind(),
        context(ContextKind::InvalidSubcommand),
        context(ContextKind::InvalidArg),
    ) {
        (ErrorKind::InvalidSubcommand, Some(word), _) => {
            return unknown_command(&word, &command, args);
        }
        (ErrorKind::UnknownArgument, _, Some(flag)) if is_negative(&flag) => {
            return negative(args, &flag);
        }
        (ErrorKind::UnknownArgument, _, Some(flag)) => {
            let what = if flag.starts_with('-') {
                "flag"
            } else {
                "word"
            };
            Fault::misuse(format!("`{command}` takes no {what} `{flag}`"))
        }
        (ErrorKind::MissingRequiredArgument, _, _) => {
            Fault::misuse(format!("missing: {}", missing(error)))
        }
        (ErrorKind::InvalidValue, _, Some(flag))
            if context(ContextKind::InvalidValue).is_none_or(|value| value.is_empty()) =>
        {
            let fault = Fault::misuse(format!("`{}` has no value", plain(&flag)));
            match listed_by(&command).filter(|_| flag.starts_with("--fields")) {
                Some(spec) => fault.hint(format!("the fields are: {}", fields_of(spec))),
                None => fault,
            }
        }
        (ErrorKind::InvalidValue, _, Some(flag)) => return none_of_the_few(error, &flag, &command),
        (ErrorKind::ArgumentConflict, _, Some(flag)) => {
            let other = context(ContextKind::PriorArg).map_or("the rest".to_owned(), |other| {
                format!("`{}`", plain(&other))
            });
            Fault::misuse(format!("`{}` and {other} do not go together", plain(&flag)))
        }
        _ => Fault::misuse(first_words(error)),
    };
    let near = context(ContextKind::SuggestedArg).filter(|near| {
        let typed = context(ContextKind::InvalidArg);
        let word = |flag: &str| flag.trim_start_matches('-').to_owned();
        typed.is_none_or(|typed| nearest(&word(&typed), [word(near).as_str()]).is_some())
    });
    let fault = match near {
        Some(near) => fault.hint(format!("did you mean `{near}`?")),
        None => fault,
    };
    fault.hint(format!("see `{command} --help`"))
}

/// A flag as it is typed: `--take SIDE`.
fn plain(flag: &str) -> String {
    flag.replace(['<', '>'], "")
}

/// The kind whose records a command lists.
fn listed_by(command: &str) -> Option<&'static KindSpec> {
    let kind = command.strip_prefix("wbl ")?.strip_suffix(" list")?;
    kind_named(kind)
}

/// What a list of a kind can show.
fn fields_of(spec: &'static KindSpec) -> String {
    let columns = columns(spec).into_iter().map(|column| column.key);
    columns.collect::<Vec<_>>().join(", ")
}

/// A word that is none of the few that a flag takes.
fn none_of_the_few(error: &clap::Error, flag: &str, command: &str) -> Fault {
    let all = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(all)) => all.as_slice(),
        _ => &[],
    };
    let typed = match error.get(ContextKind::InvalidValue) {
        Some(ContextValue::String(typed)) => typed.as_str(),
        _ => "",
    };
    let flag = flag.split(' ').next().unwrap_or(flag);
    let fault = Fault::misuse(format!(
        "`{flag}`: `{typed}` is not one of: {}",
        all.join(", ")
    ));
    match nearest(typed, all.iter().map(String::as_str)) {
        Some(near) => fault.hint(format!("did you mean `{flag} {near}`?")),
        None => fault.hint(format!("see `{command} --help`")),
    }
}

/// Whether what was taken for a flag is a number with a sign.
fn is_negative(flag: &str) -> bool {
    let digits = flag.strip_prefix('-');
    digits.is_some_and(|digits| digits.starts_with(|c: char| c.is_ascii_digit()))
}

/// A length that is to be taken off: the parser saw a flag in its first digit.
fn negative(args: &[OsString], flag: &str) -> Fault {
    let mut typed = args.iter().map(|arg| arg.to_string_lossy());
    let typed = typed.find(|arg| arg.starts_with(flag));
    let typed = typed.map_or_else(|| flag.to_owned(), std::borrow::Cow::into_owned);
    Fault::misuse(format!("`{typed}` is less than nothing"))
        .hint("hours are never taken off: `wbl wbl void` the entry that is wrong, and log it anew")
}

/// The words that clap misses, as they stand in the usage line.
fn missing(error: &clap::Error) -> String {
    match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::Strings(all)) => {
            let plain: Vec<_> = all
                .iter()
                .map(|one| match one.trim_matches(['<', '>']) {
                    "REF" => "REF, the id or the name of a record".to_owned(),
                    one => one.to_owned(),
                })
                .collect();
            plain.join(", ")
        }
        _ => "something".to_owned(),
    }
}

fn unknown_command(word: &str, command: &str, args: &[OsString]) -> Fault {
    let verbs = tree::verbs_under(command);
    if command == "wbl" && tree::is_verb(word) {
        let fault = Fault::misuse(format!("`wbl {word}` needs to know what to {word}"));
        return of_which_kind(fault, word);
    }
    let fault = Fault::misuse(format!("`{command}` has no command `{word}`"));
    let other = match command {
        "wbl" => other_words::command(word),
        _ => other_words::verb(word).filter(|other| verbs.iter().any(|verb| verb == other)),
    };
    if let Some(verb) = other_words::verb(word).filter(|_| command == "wbl") {
        return of_which_kind(fault, verb);
    }
    let fault = match other.or_else(|| nearest(word, verbs.iter().map(String::as_str))) {
        Some(near) => fault.hint(format!("did you mean `{}`?", mended(args, word, near))),
        None => fault,
    };
    fault.hint(format!("see `{command} --help`"))
}

/// The same fault, with the verb behind each kind that has it.
fn of_which_kind(fault: Fault, verb: &str) -> Fault {
    let has_it = |kind: &str| {
        let verbs = tree::verbs_under(&format!("wbl {kind}"));
        verbs.iter().any(|one| one == verb)
    };
    let kinds = KINDS
        .iter()
        .filter(|spec| spec.has_verbs)
        .map(|spec| spec.kind.name());
    let (own, others): (Vec<_>, Vec<_>) = kinds
        .filter(|kind| has_it(kind))
        .partition(|kind| *kind == "wbl");
    let fault = if own.is_empty() {
        fault
    } else {
        fault.hint(format!("for an experience, type `wbl wbl {verb}`"))
    };
    let lines: Vec<_> = others
        .iter()
        .map(|kind| format!("`wbl {kind} {verb}`"))
        .collect();
    match (own.as_slice(), lines.as_slice()) {
        (_, []) => fault,
        ([], [line]) => fault.hint(format!("type {line}")),
        ([], lines) => fault.hint(format!("type one of {}", lines.join(", "))),
        (_, lines) => fault.hint(format!("for others: {}", lines.join(", "))),
    }
}

/// The first paragraph of clap's message, without its heading.
fn first_words(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let first: Vec<_> = text
        .lines()
        .take_while(|line| !line.trim().is_empty())
        .map(str::trim)
        .collect();
    first
        .join(" ")
        .trim_start_matches("error: ")
        .trim_end_matches('.')
        .to_owned()
}
