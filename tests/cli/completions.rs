//! Completions, asked for through each shell's own machinery: keys pressed in bash and zsh, fish's
//! own question. `PowerShell` is not among Debian's packages: what its lines ask is asked here.

use std::process::{Command, Stdio};

use crate::sandbox::Sandbox;
use crate::terminal::Terminal;

/// What is typed before the Tab key, and what then stands on the screen.
const TYPED: [(&str, &str); 8] = [
    ("wbl counc", "council "),
    ("wbl partner arch", "archive "),
    ("wbl report hours --fail", "--fail-if "),
    (
        "wbl partner set maes-blue-door-cafe --stage dorm",
        "dormant ",
    ),
    ("wbl report hours --pathway=biot", "--pathway=biotechnology"),
    ("wbl partner show maes", "maes-blue-door-cafe "),
    // By the beginning of a name; the id takes its place.
    (
        "wbl partner show Whetstone\\ Valley\\ Workf",
        "whetstone-valley-workforce-board ",
    ),
    ("wbl why Kacp", "s-r66pvw "),
];

/// A shell, if it is here; a test that lacks it says so.
fn shell(name: &str) -> Option<&str> {
    let asked = Command::new(name)
        .args(["-c", "exit 0"])
        .stdin(Stdio::null())
        .status();
    if asked.is_err() {
        super::sandbox::unproven(&format!("completions: {name} is not here"));
    }
    asked.ok().map(|_| name)
}

/// A shell of a school, with wbl where the shell finds it.
fn at(school: &Sandbox, name: &str) -> Command {
    let own = school.command("");
    let program = std::path::Path::new(own.get_program());
    let folder = program.parent().expect("a folder").display();
    let mut command = Command::new(name);
    command
        .current_dir(school.root())
        .env_clear()
        .env("HOME", school.root())
        .env("PATH", format!("{folder}:/usr/bin:/bin"));
    command
}

fn presses_tab(name: &str, flags: &[&str], setup: &str) {
    let Some(name) = shell(name) else { return };
    let school = Sandbox::example();
    let mut command = at(&school, name);
    command.args(flags).env("TERM", "dumb");
    let mut terminal = Terminal::run(command, 200);
    terminal
        .types(&format!("{setup}; echo rea''dy\r"))
        .sees("ready");
    for (typed, shown) in TYPED {
        // What stood there before is cleared away: Ctrl-U.
        terminal.types("\u{15}").types(typed);
        terminal.sees(typed).types("\t");
        let rest = &shown[common(typed, shown)..];
        terminal.sees(rest);
    }
}

/// How much of what is shown has been typed already, if all that was typed stays.
fn common(typed: &str, shown: &str) -> usize {
    let last = typed.rsplit(' ').next().unwrap_or_default();
    if shown.starts_with(last) {
        last.len()
    } else {
        0
    }
}

#[test]
fn bash_completes_commands_flags_choices_ids_and_names() {
    presses_tab(
        "bash",
        &["--norc", "--noprofile", "-i"],
        "bind 'set enable-bracketed-paste off'; source <(wbl completions bash)",
    );
}

#[test]
fn zsh_completes_commands_flags_choices_ids_and_names() {
    presses_tab(
        "zsh",
        &["-f", "-i"],
        "unsetopt prompt_cr; autoload -U compinit; compinit -u -D; source <(wbl completions zsh)",
    );
}

#[test]
fn fish_completes_with_names_beside_the_ids() {
    let Some(fish) = shell("fish") else { return };
    let school = Sandbox::example();
    let asked = |line: &str| {
        let script = format!("wbl completions fish | source; complete -C '{line}'");
        let out = at(&school, fish)
            .args(["--no-config", "-c", &script])
            .output();
        String::from_utf8(out.expect("fish runs").stdout).expect("UTF-8")
    };
    for (line, shown) in [
        ("wbl counc", "council\tAdvisory committees and councils"),
        (
            "wbl partner set maes --stage dorm",
            "dormant\tquiet for now",
        ),
        (
            "wbl report hours --pathway=biot",
            "--pathway=biotechnology\tBiotechnology",
        ),
        (
            "wbl partner show maes",
            "maes-blue-door-cafe\tMae's \"Blue Door\" Café",
        ),
        ("wbl why Kacp", "s-r66pvw\tKacper Zieliński"),
        ("wbl import partner wbl.t", "wbl.toml"),
    ] {
        assert!(
            asked(line).lines().any(|one| one == shown),
            "{line}:\n{}",
            asked(line)
        );
    }
}

#[test]
fn what_shells_ask_is_answered_for_every_command() {
    let school = Sandbox::example();
    for (words, fits) in [
        ("''", "report\tShow a report"),
        ("partner touch maes --via c", "call\ta telephone call"),
        (
            "partner touch 'marlow falls fire'",
            "marlow-falls-fire-rescue\t",
        ),
        ("student exit s-r66pvw --because mo", "moved\t"),
        ("mou sign corvane-biologics-2025-26 --party bo", "board\t"),
        ("wbl paper s-r66pvw-x perm", "permit\t"),
        ("wbl add --activity capst", "capstone\t"),
        ("report hours --term ''", "Q2\t2024-25, 2025-26, 2026-27"),
        ("report hours --by t", "term\t"),
        ("log Kacp", "s-r66pvw\tKacper Zieliński"),
        ("student list ''", "@seniors\tgrad_year = 2027"),
        ("import ''", "partner\t"),
    ] {
        let shown = school.ok(&format!("complete -- {words}"));
        assert!(
            shown.lines().any(|line| line.starts_with(fits)),
            "{words}:\n{shown}"
        );
    }
    // No store, no names; a shell in the middle of a line wants no message.
    let ran = Sandbox::empty().run("complete -- partner show ''");
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
}
