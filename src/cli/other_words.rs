//! What people type who come from other programs, or speak of their trade, and what it is called here.

/// Words for verbs: those of other programs, and ours.
const VERBS: &[(&str, &str)] = &[
    ("change", "set"),
    ("create", "add"),
    ("del", "remove"),
    ("delete", "remove"),
    ("get", "show"),
    ("insert", "add"),
    ("ls", "list"),
    ("make", "add"),
    ("modify", "set"),
    ("mv", "rename"),
    ("new", "add"),
    ("open", "edit"),
    ("print", "render"),
    ("rm", "remove"),
    ("unarchive", "restore"),
    ("update", "set"),
    ("view", "show"),
];

/// Words right behind `wbl`: of the trade and of other programs, and the command that they mean.
const COMMANDS: &[(&str, &str)] = &[
    ("agreement", "mou"),
    ("business", "partner"),
    ("committee", "council"),
    ("company", "partner"),
    ("completion", "report hours"),
    ("employer", "partner"),
    ("entries", "report entries"),
    ("evaluation", "eval"),
    ("fix", "check --fix"),
    ("grep", "find"),
    ("hours", "report hours"),
    ("internship", "wbl"),
    ("job", "wbl"),
    ("partners", "report partners"),
    ("person", "contact"),
    ("pipeline", "report partners"),
    ("placement", "wbl"),
    ("program", "pathway"),
    ("remind", "report hours"),
    ("reminders", "report hours"),
    ("review", "eval"),
    ("search", "find"),
    ("setup", "init"),
    ("status", "report hours"),
    ("summary", "report hours"),
    ("supervisor", "contact"),
    ("timesheet", "paper render timesheet"),
    ("transcript", "report transcript"),
    ("validate", "check"),
    ("version", "--version"),
];

/// The verb that a word of another program means.
pub fn verb(typed: &str) -> Option<&'static str> {
    found(VERBS, typed)
}

/// The words behind `wbl` that another word means.
pub fn command(typed: &str) -> Option<&'static str> {
    found(COMMANDS, typed)
}

fn found(all: &[(&str, &'static str)], typed: &str) -> Option<&'static str> {
    let typed = typed.to_ascii_lowercase();
    all.iter()
        .find(|(word, _)| *word == typed)
        .map(|(_, meant)| *meant)
}

#[cfg(test)]
mod tests {
    use super::super::tree;
    use super::*;

    #[test]
    fn every_other_word_leads_to_what_there_is_and_is_no_word_of_ours() {
        let ours = tree::verbs_under("wbl");
        for all in [VERBS, COMMANDS] {
            assert!(all.is_sorted_by_key(|(word, _)| *word), "in order");
        }
        for (word, meant) in VERBS {
            assert!(tree::is_verb(meant), "{word} means {meant}");
            assert!(!tree::is_verb(word), "{word} is ours");
        }
        for (word, meant) in COMMANDS {
            assert!(!ours.iter().any(|one| one == word), "{word} is ours");
            let line: Vec<_> = std::iter::once("wbl").chain(meant.split(' ')).collect();
            let args: Vec<_> = line.iter().map(std::ffi::OsString::from).collect();
            let error = tree::tree(&args).try_get_matches_from(&args).err();
            let kind = error.map(|error| error.kind());
            let is_there = kind.is_none_or(|kind| {
                use clap::error::ErrorKind::*;
                // A kind alone, or what still wants its words: the command is there.
                matches!(
                    kind,
                    DisplayHelpOnMissingArgumentOrSubcommand
                        | DisplayVersion
                        | MissingRequiredArgument
                        | MissingSubcommand
                )
            });
            assert!(is_there, "{word} means {meant}: {kind:?}");
        }
    }
}
