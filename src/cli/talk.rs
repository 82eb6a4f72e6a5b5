//! What is said on stderr: faults, warnings, problems of files, what was done.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::Write;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::fault::{Blame, Fault};
use crate::record::KINDS;
use crate::schema::Problem;

use super::tree;

/// Shows a fault; the words are the same with and without colour.
pub fn fault(fault: &Fault, colour: bool, err: &mut dyn Write) {
    let text = tame(&fault.to_string());
    let text = if colour { painted(&text) } else { text };
    // Nobody is left to tell where stderr is gone.
    let _ = err.write_all(text.as_bytes());
}

/// How many problems of one file are told in passing.
const MOST_TOLD: usize = 3;

/// Names every file that could not be read; gives how many there are. This is told even under
/// `-q`: silence would be a lie.
pub fn unread(problems: &[Problem], err: &mut dyn Write) -> usize {
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
            let text = tame(&text.replacen("error:", "warning: not read:", 1));
            // Nobody is left to tell where stderr is gone.
            let _ = err.write_all(text.as_bytes());
        }
        if let Some(more) = own.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
            line(
                "warning",
                &format!("{more} more problems in {path}; `wbl check` shows all"),
                err,
            );
        }
    }
    paths.len()
}

/// Shows a line of talk.
pub fn line(word: &str, text: &str, err: &mut dyn Write) {
    let lead = if word.is_empty() {
        String::new()
    } else {
        format!("{word}: ")
    };
    let _ = writeln!(err, "{}", tame(&format!("{lead}{text}")));
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

fn painted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    for line in text.lines() {
        let styled = [("error:", "1;31"), ("warning:", "1;33"), ("hint:", "1;36")]
            .iter()
            .find_map(|(word, code)| {
                Some(format!(
                    "\u{1b}[{code}m{word}\u{1b}[0m{}",
                    line.strip_prefix(word)?
                ))
            });
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{}", styled.unwrap_or_else(|| line.to_owned()));
    }
    out
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
        _ => Fault::misuse(first_words(error)),
    };
    let fault = match context(ContextKind::SuggestedArg) {
        Some(near) => fault.hint(format!("did you mean `{near}`?")),
        None => fault,
    };
    fault.hint(format!("see `{command} --help`"))
}

/// The words that clap misses, as they stand in the usage line.
fn missing(error: &clap::Error) -> String {
    match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::Strings(all)) => {
            let plain: Vec<_> = all
                .iter()
                .map(|one| one.trim_matches(['<', '>']).to_owned())
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
    let fault = match crate::value::nearest(word, verbs.iter().map(String::as_str)) {
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
            words.push(quoted(&arg));
        }
    }
    words.join(" ")
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_=,.:/@%+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
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
