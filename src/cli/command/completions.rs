//! `wbl completions SHELL`: a few lines for the shell, which asks `wbl complete` what could follow.

use clap::Arg;

use crate::fault::Fault;
use crate::value::nearest;
use crate::view::View;

use super::super::answer::Answer;
use super::super::complete;
use super::super::kind::flags;
use super::CommandSpec;

/// The shells, and what makes each ask.
pub const SHELLS: &[(&str, &str)] = &[
    ("bash", include_str!("completions/wbl.bash")),
    ("zsh", include_str!("completions/wbl.zsh")),
    ("fish", include_str!("completions/wbl.fish")),
    ("powershell", include_str!("completions/wbl.ps1")),
];

/// The command.
pub const COMPLETIONS: CommandSpec = CommandSpec {
    name: "completions",
    about: "Print what makes a shell complete commands, flags and ids: bash, zsh, fish, powershell",
    args: |command| {
        command
            .arg(
                Arg::new("shell")
                    .value_name("SHELL")
                    .required(true)
                    .help("bash, zsh, fish or powershell"),
            )
            .after_help("Put one of these where your shell starts:\n  source <(wbl completions bash)      # ~/.bashrc\n  source <(wbl completions zsh)       # ~/.zshrc, after compinit\n  wbl completions fish | source       # ~/.config/fish/config.fish\n  wbl completions powershell | Out-String | Invoke-Expression   # $PROFILE\n\nAn id is also found by the beginning of the record's name.")
    },
    run: |_, matches| {
        let typed = flags::text(matches, "shell").unwrap_or_default();
        let shell = SHELLS.iter().find(|(name, _)| *name == typed);
        let (_, script) = shell.ok_or_else(|| no_shell(&typed))?;
        Ok(Answer::done(View::Text((*script).to_owned())))
    },
};

fn no_shell(typed: &str) -> Fault {
    let names = SHELLS.iter().map(|(name, _)| *name);
    let fault = Fault::misuse(format!("there is no completion for `{typed}`"));
    let fault = match nearest(typed, names.clone()) {
        Some(near) => fault.hint(format!("did you mean `wbl completions {near}`?")),
        None => fault,
    };
    fault.hint(format!(
        "the shells are: {}",
        names.collect::<Vec<_>>().join(", ")
    ))
}

/// What the shells ask; no person types it, so no list shows it.
pub const COMPLETE: CommandSpec = CommandSpec {
    name: "complete",
    about: "Name what could stand where the last word stands (asked by shells)",
    args: |command| {
        command.arg(
            Arg::new("words")
                .value_name("WORD")
                .num_args(0..)
                .last(true)
                .help("The words after `wbl`, up to the one that is being typed"),
        )
    },
    run: |context, matches| {
        let words = flags::texts(matches, "words");
        // A shell that asks in the middle of a line wants no word of what is wrong with the store.
        let found = complete::what_fits(context, &words);
        context.forget_problems();
        let lines = found
            .into_iter()
            .fold(String::new(), |lines, (value, about)| {
                lines + &value + "\t" + &about + "\n"
            });
        Ok(Answer::done(View::Text(lines)))
    },
};
