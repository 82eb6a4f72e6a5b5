//! The exit codes, one by one, as `wbl help exit-codes` lists them.

use std::io::Write as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::sandbox::Sandbox;
use crate::school::placed;

#[test]
fn each_exit_code_means_what_the_help_says() {
    let school = placed();
    let help = school.ok("help exit-codes");
    for code in 0..=7 {
        assert!(
            help.lines()
                .any(|line| line.starts_with(&format!("  {code}  "))),
            "{code} in:\n{help}"
        );
    }
    assert_eq!(school.run("partner list").code, 0);
    assert_eq!(Sandbox::empty().run("partner list").code, 1, "no store");
    assert_eq!(school.run("partner list --format xml").code, 2);
    assert_eq!(school.run("partner show nobody").code, 3);
    assert_eq!(school.run("wbl log s-k7f2wq 2026-12-24 3h").code, 4);
    assert_eq!(
        school
            .run("report hours --as-of 2027-06-30 --fail-if short")
            .code,
        5
    );
    school.put("partners/bad.toml", "name = \n");
    assert_eq!(school.run("partner list").code, 7);
}

#[test]
fn a_store_that_another_keeps_is_busy() {
    let school = placed();
    let lock = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(school.root().join(".wbl/lock"))
        .unwrap();
    lock.lock().unwrap();
    let begun = Instant::now();
    let ran = school.run("partner set antron-engineering --town Milford");
    assert_eq!(ran.code, 6, "{}", ran.err);
    assert!(
        ran.err.contains("busy") && begun.elapsed() < Duration::from_secs(30),
        "{}",
        ran.err
    );
    school.ok("partner list");
    drop(lock);
    school.ok("partner set antron-engineering --town Milford");
}

#[test]
fn unreadable_beats_found_and_misuse_stops_at_once() {
    let school = Sandbox::example();
    school.put("wbl/2025-26/bad.toml", "activity = \n");
    assert_eq!(
        school
            .run("report hours --as-of 2026-06-03 --fail-if short --partial")
            .code,
        7
    );
    assert_eq!(
        school.run("report hours --as-of 2026-06-03 --term Q9").code,
        2
    );
    assert_eq!(school.run("check").code, 5, "check never ends with 7");
}

#[test]
fn nothing_asks_where_nobody_can_answer() {
    let school = placed();
    for line in [
        "partner add",
        "wbl add",
        "partner remove antron-engineering",
        "partner show ant",
        "student exit s-k7f2wq",
    ] {
        let mut child = school
            .command(line)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // An open, silent stdin: whoever waits for it waits for ever.
        let mut stdin = child.stdin.take().unwrap();
        let begun = Instant::now();
        while child.try_wait().unwrap().is_none() {
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "wbl {line} waits for an answer"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        // The command has ended: nobody reads this any more.
        let _ = stdin.write_all(b"y\n");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let school = Sandbox::example();
    let mut child = school
        .command("report hours --as-of 2026-06-03 --format json")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let out = child.wait_with_output().unwrap();
    assert_eq!(
        out.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
}

/// Runs a line with its stdout redirected by a shell.
fn redirected(school: &Sandbox, line: &str, how: &str) -> crate::sandbox::Ran {
    let inner = school.command(line);
    let mut command = std::process::Command::new("/bin/sh");
    command
        .args(["-c", &format!("exec \"$@\" {how}"), "sh"])
        .arg(inner.get_program())
        .args(inner.get_args())
        .current_dir(school.root())
        .env_clear()
        .env("WBL_TODAY", "2026-11-22")
        .stdin(Stdio::null());
    crate::sandbox::ran(command.output().unwrap())
}

#[test]
fn a_written_record_is_said_to_be_written_though_its_answer_cannot_be_shown() {
    let school = Sandbox::new();
    let ran = redirected(&school, "partner add Mill -q", ">/dev/full");
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.err,
        "error: could not write the answer: no space left on device\n\
         hint: the change itself is written: there is no need to run it again\n"
    );
    assert!(school.text("partners/mill.toml").contains("Mill"));
    for line in ["partner list", "partner --help", "report hours"] {
        let ran = redirected(&school, line, ">/dev/full");
        assert_eq!(ran.code, 1, "{line}");
        assert!(!ran.err.contains("is written"), "{line}: {}", ran.err);
    }
}
