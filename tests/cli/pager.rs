//! The pager: a long answer on a terminal says at its foot how to go on and how to leave.

use crate::sandbox::{Sandbox, unproven};
use crate::terminal::Terminal;

#[test]
fn less_says_which_keys_go_on_and_which_one_leaves() {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let is_here = std::env::split_paths(&path).any(|folder| folder.join("less").is_file());
    if !is_here {
        return unproven("the pager's foot: less is not installed");
    }
    let school = Sandbox::empty();
    let mut command = school.command("help");
    command.env("PATH", &path);
    let mut terminal = Terminal::run(command, 80);
    terminal.sees("space: more   b: back   q: leave");
    terminal
        .types("G")
        .sees("(end)   b: back   q: leave")
        .types("q");
    assert_eq!(terminal.ends(), 0);
    let mut command = school.command("help");
    command.env("PATH", &path).env("LESS", "X-Psmine$");
    let mut terminal = Terminal::run(command, 80);
    terminal.sees("mine").types("q");
    assert_eq!(terminal.ends(), 0);
    assert!(!terminal.raw().contains("q: leave"), "{}", terminal.raw());
}

#[test]
fn an_empty_find_is_a_sentence_on_a_screen() {
    let school = Sandbox::new();
    let mut terminal = Terminal::run(school.command("find zzqq"), 80);
    terminal.sees("No record holds `zzqq`.");
    assert_eq!(terminal.ends(), 0);
    assert!(!terminal.raw().contains("excerpt"), "{}", terminal.raw());
}
