//! What is said on stderr: faults, warnings, problems of files, what was done.

use std::ffi::OsString;
use std::io::Write;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::fault::{Blame, Fault};
use crate::record::KINDS;
use crate::schema::Problem;
use crate::ui;
use crate::value::nearest;

use super::tree;
use super::world::World;

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
            Fault::misuse(format!("`{}` has no value", plain(&flag)))
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

/// A misuse that names no way on points to the command's help, where its examples are; a reference
/// that names several leads to the command with each of them.
pub fn guided(mut fault: Fault, args: &[OsString]) -> Fault {
    if let Some(candidates) = fault.candidates.as_deref()
        && args.iter().any(|arg| *arg == *candidates.typed)
    {
        for (id, line) in &candidates.choices {
            let plain = format!("`{id}`  {line}");
            for hint in fault.hints.iter_mut().filter(|hint| **hint == plain) {
                *hint = format!("`{}`  {line}", mended(args, &candidates.typed, id));
            }
        }
    }
    for hint in &mut fault.hints {
        if let Some(whole) = gone_on(hint, args) {
            *hint = whole;
        }
    }
    let leads_on = fault.each().any(|one| !one.hints.is_empty());
    if fault.blame != Blame::Misuse || leads_on {
        return fault;
    }
    fault.hint(format!("see `{} --help`", tree::named(args)))
}

/// The whole command, where a hint is its beginning with another word in the last place.
fn gone_on(hint: &str, args: &[OsString]) -> Option<String> {
    let words: Vec<_> = hint.strip_prefix("wbl ")?.split(' ').collect();
    let (last, before) = words.split_last()?;
    let typed: Vec<_> = args
        .iter()
        .skip(1)
        .map(|arg| arg.to_string_lossy())
        .collect();
    let other = typed.get(before.len())?;
    let is_so = !before.is_empty() && before.iter().zip(&typed).all(|(one, arg)| one == arg);
    (is_so && typed.len() > words.len()).then(|| mended(args, other, last))
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
        return Fault::misuse(format!("`wbl {word}` needs to know what to {word}"))
            .hint(format!("for an experience, type `wbl wbl {word}`"))
            .hint(format!("for others: {}", kinds_line(word)));
    }
    let fault = Fault::misuse(format!("`{command}` has no command `{word}`"));
    let fault = match nearest(word, verbs.iter().map(String::as_str)) {
        Some(near) => fault.hint(format!("did you mean `{}`?", mended(args, word, near))),
        None => fault,
    };
    fault.hint(format!("see `{command} --help`"))
}

/// The command line with one word replaced, as it can be pasted into a shell.
fn mended(args: &[OsString], word: &str, near: &str) -> String {
    let mut words = vec!["wbl".to_owned()];
    let mut is_mended = false;
    for arg in args.iter().skip(1).map(|arg| arg.to_string_lossy()) {
        if arg == word && !is_mended {
            is_mended = true;
            words.push(near.to_owned());
        } else {
            words.push(crate::fault::pasted(&arg));
        }
    }
    words.join(" ")
}

fn kinds_line(word: &str) -> String {
    let kinds: Vec<_> = KINDS
        .iter()
        .filter(|spec| spec.has_verbs && spec.kind.name() != "wbl")
        .map(|spec| format!("`wbl {} {word}`", spec.kind))
        .collect();
    kinds.join(", ")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_that_begins_the_command_goes_on_as_it_does() {
        let args = ["wbl", "partner", "rename", "antron-eng", "the mill"].map(OsString::from);
        assert_eq!(
            gone_on("wbl partner rename antron-engineering", &args).as_deref(),
            Some("wbl partner rename antron-engineering 'the mill'")
        );
        assert_eq!(
            gone_on("wbl mou amend m3 --through 2028-06-30", &args),
            None
        );
        assert_eq!(gone_on("wbl partner rename antron", &args[..4]), None);
        assert_eq!(gone_on("see `wbl check`", &args), None);
    }

    #[test]
    fn a_mended_line_keeps_its_other_words() {
        let args = [
            "wbl",
            "prtner",
            "add",
            "Dana's Mill",
            "--town",
            "prtner",
            "",
        ];
        let args = args.map(OsString::from);
        assert_eq!(
            mended(&args, "prtner", "partner"),
            "wbl partner add 'Dana'\\''s Mill' --town prtner ''"
        );
    }
}
