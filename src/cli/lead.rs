//! What to type next: the command line as it was, with what was meant in it.

use std::ffi::OsString;

use crate::fault::{Blame, Fault};

use super::tree;

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
    lead(&mut fault, args);
    for one in &mut fault.also {
        lead(one, args);
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

/// Shows the whole command line with what was likely meant, where one thing was.
fn lead(fault: &mut Fault, args: &[OsString]) {
    if let [(typed, near)] = fault.meant.as_slice()
        && args.iter().any(|arg| arg.to_string_lossy().trim() == typed)
    {
        let line = mended(args, typed, near);
        fault.hints.push(line);
    }
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

/// The command line with one word replaced, as it can be pasted into a shell.
pub fn mended(args: &[OsString], word: &str, near: &str) -> String {
    let mut words = vec!["wbl".to_owned()];
    let mut is_mended = false;
    for arg in args.iter().skip(1).map(|arg| arg.to_string_lossy()) {
        if arg.trim() == word && !is_mended {
            is_mended = true;
            words.push(near.to_owned());
        } else {
            words.push(crate::fault::pasted(&arg));
        }
    }
    words.join(" ")
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
    fn a_word_that_means_one_record_is_answered_with_the_whole_line() {
        let args = ["wbl", "log", " Ana", "2026-10-06", "3h"].map(OsString::from);
        let mut fault = Fault::reference("no");
        fault.meant = vec![("Ana".into(), "s-k7f2wq".into())];
        let hints = guided(fault.clone(), &args).hints;
        assert_eq!(hints, ["wbl log s-k7f2wq 2026-10-06 3h"]);
        fault.meant.push(("Ana".into(), "s-222222".into()));
        assert!(
            guided(fault, &args).hints.is_empty(),
            "which one is not known"
        );
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
