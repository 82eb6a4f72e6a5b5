//! A night of scripts: every command with its streams, its environment and its store in a bad
//! state ends in time, with the right code, without a panic, and writes nothing where nothing
//! should be.

mod lines;
mod place;

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read as _;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::sandbox::Sandbox;
use lines::{Line, WRITTEN, lines, school};
use place::{Place, Run, as_nobody, each, for_nobody, plain, run, set_modes};

/// What may be bad about a night without changing anything about what a command does.
const TROUBLES: [&str; 6] = [
    "stdin closed",
    "stdin silent and open",
    "stdout gone",
    "stderr gone",
    "no home, no locale, no terminal",
    "a folder that was deleted",
];

#[test]
fn every_command_ends_well_whatever_its_streams_and_environment_are() {
    let school = school();
    let lines = lines(&school);
    assert!(lines.len() > 130, "{}", lines.len());
    each(&school, &lines, |school, line| {
        let what = &format!("wbl {}", line.words);
        let place = Place::of(school, "Schüler – 学校 2026");
        let before = place.state();
        let calm = run(place.command(&plain(&line.words)), None, what);
        if let Some(code) = line.code {
            assert_eq!(calm.code, Some(code), "{what}\n{}", calm.err);
        }
        let writes = place.state() != before || WRITTEN.iter().any(|made| what.ends_with(made));
        let mut place = place;
        for trouble in TROUBLES {
            if writes {
                place = Place::of(school, "store");
            }
            let ran = troubled(&place, line, trouble);
            let what = &format!("{what}, {trouble}");
            if trouble == "a folder that was deleted" && names_a_path(line) {
                assert_ne!(ran.code, Some(0), "{what}");
                continue;
            }
            let is_same = ran.code == calm.code || looks_around(line);
            assert!(is_same, "{what}\n{}", ran.err);
            if !writes && !looks_around(line) {
                // The help that stands in for a misused command is set to the width.
                let gone = |stream| trouble == format!("{stream} gone");
                assert!(
                    ran.out == calm.out || gone("stdout"),
                    "{what}: another answer"
                );
                assert!(
                    ran.err == calm.err || gone("stderr") || ran.code == Some(2),
                    "{what}:\n{}",
                    ran.err
                );
            }
            assert!(place.strays().is_empty(), "{what}: {:?}", place.strays());
        }
        if writes {
            place = Place::of(school, "store");
        }
        let full = File::options()
            .write(true)
            .open("/dev/full")
            .expect("a device");
        let command = place.command(&plain(&line.words));
        let ran = run(command, Some(full.into()), what);
        if calm.out.is_empty() {
            assert_eq!(ran.code, calm.code, "{what} > /dev/full\n{}", ran.err);
        } else {
            assert_eq!(ran.code, Some(1), "{what} > /dev/full\n{}", ran.err);
            assert!(
                ran.err
                    .contains("error: could not write the answer: no space left on device"),
                "{what} > /dev/full\n{}",
                ran.err
            );
        }
    });
}

/// Whether a line only reads, so that it needs no lock.
fn reads(line: &Line) -> bool {
    let words: Vec<_> = line.command.split(' ').collect();
    match words.as_slice() {
        [_, "list" | "show"] => true,
        [word, ..] => ["report", "why", "find", "check", "help", "fields"].contains(word),
        [] => false,
    }
}

/// Whether a line tells what is around it, so that another night has another answer.
fn looks_around(line: &Line) -> bool {
    line.command == "doctor"
}

/// Whether a line names a path that is looked for where the command runs.
fn names_a_path(line: &Line) -> bool {
    ["init", "man", "import"].contains(&line.command.as_str())
}

fn troubled(place: &Place, line: &Line, trouble: &str) -> Run {
    let what = &format!("wbl {}, {trouble}", line.words);
    let mut command = place.command(&plain(&line.words));
    let mut out = None;
    match trouble {
        "stdin closed" => command = through_sh(place, line, "exec \"$@\" <&-"),
        "stdin silent and open" => {
            command.stdin(Stdio::piped());
        }
        "stdout gone" => {
            let (reader, writer) = std::io::pipe().expect("a pipe");
            drop(reader);
            out = Some(writer.into());
        }
        "stderr gone" => command = through_sh(place, line, "exec \"$@\" 2>&-"),
        "no home, no locale, no terminal" => {
            command.env_remove("HOME").env("LC_ALL", "C");
            command.env("TERM", "dumb").env("COLUMNS", "1");
        }
        "a folder that was deleted" => {
            command = through_sh(
                place,
                line,
                "mkdir gone; cd gone; rmdir ../gone; exec \"$@\"",
            );
        }
        other => panic!("{other}"),
    }
    run(command, out, what)
}

/// The command, run by a shell that does something before.
fn through_sh(place: &Place, line: &Line, script: &str) -> Command {
    let inner = place.command(&plain(&line.words));
    let mut command = Command::new("/bin/sh");
    command
        .args(["-c", script, "sh"])
        .arg(inner.get_program())
        .args(inner.get_args());
    command
        .env_clear()
        .current_dir(inner.get_current_dir().expect("a folder"));
    for (key, value) in inner.get_envs() {
        if let Some(value) = value {
            command.env(key, value);
        }
    }
    command.env("PATH", "/usr/bin:/bin").stdin(Stdio::null());
    command
}

#[test]
fn a_store_that_cannot_be_written_is_read_and_stays_as_it_is() {
    let school = school();
    let (_dir, program) = for_nobody();
    each(&school, &lines(&school), |school, line| {
        let what = &format!("wbl {}, read-only", line.words);
        let place = Place::of(school, "store");
        let before = place.state();
        let calm = run(place.command(&plain(&line.words)), None, what);
        let writes = place.state() != before;
        let (place, beside) = (Place::of(school, "store"), Place::of(school, "unused"));
        set_modes(place.dir.path(), 0o555, 0o444);
        set_modes(beside.dir.path(), 0o777, 0o666);
        let mut command = as_nobody(&place, &plain(&line.words), &program);
        command.current_dir(beside.dir.path().join("here"));
        let ran = run(command, None, what);
        let is_refused = ran.code == Some(1) && ran.err.starts_with("error: could not ");
        if writes {
            assert!(is_refused, "{what}\n{}", ran.err);
        } else if looks_around(line) {
            assert!(!is_refused, "{what}\n{}", ran.err);
        } else if !is_refused || reads(line) {
            assert_eq!(ran.code, calm.code, "{what}\n{}", ran.err);
            assert!(ran.out == calm.out, "{what}: another answer");
        }
        set_modes(place.dir.path(), 0o755, 0o644);
        assert!(place.state() == before, "{what}: something was written");
    });
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_stops_only_what_needs_it() {
    let school = school();
    let (_dir, program) = for_nobody();
    let shut = [
        "partners/ecole.toml",
        "students/s-m2xwzh.toml",
        "private/students/s-k7f2wq.toml",
    ];
    each(&school, &lines(&school), |school, line| {
        let what = &format!("wbl {}, unreadable", line.words);
        let place = Place::of(school, "store");
        set_modes(place.dir.path(), 0o777, 0o666);
        for path in shut {
            set_modes(&place.store.join(path), 0, 0);
        }
        let before = place.state();
        let ran = run(as_nobody(&place, &plain(&line.words), &program), None, what);
        let is_told = shut
            .iter()
            .any(|path| ran.err.contains(path) || contains(&ran.out, path));
        // Whoever says that it is not whole says which file it was.
        assert!(ran.code != Some(7) || is_told, "{what}\n{}", ran.err);
        let text = |files: &[(PathBuf, Vec<u8>)], path: &str| {
            files
                .iter()
                .find(|(own, _)| own == Path::new(path))
                .map(|(_, text)| text.clone())
        };
        set_modes(place.dir.path(), 0o755, 0o644);
        let after = place.state();
        for path in shut {
            assert_eq!(text(&before, path), text(&after, path), "{what}: {path}");
        }
    });
}

fn contains(bytes: &[u8], text: &str) -> bool {
    String::from_utf8_lossy(bytes).contains(text)
}

#[test]
fn words_that_are_no_text_are_misuse_or_name_nothing() {
    let school = school();
    each(&school, &lines(&school), |school, line| {
        let place = Place::of(school, "store");
        let before = place.state();
        let odd = OsStr::from_bytes(b"caf\xe9\xff");
        for flag in ["", "--as-of", "-o"] {
            let mut args = plain(&line.words);
            args.extend((!flag.is_empty()).then(|| flag.into()));
            args.push(odd.to_owned());
            let what = &format!("wbl {} {flag} <no text>", line.words);
            let ran = run(place.command(&args), None, what);
            // A path may hold any bytes, and goes where it says.
            let is_path = flag == "-o" || names_a_path(line);
            assert!(ran.code == Some(2) || is_path, "{what}\n{}", ran.err);
        }
        assert!(
            place.state() == before,
            "{what}: something was written",
            what = line.words
        );
    });
}

#[test]
fn a_slow_reader_gets_everything() {
    let school = Sandbox::example();
    let mut command = school.command("report entries --format json --as-of 2026-06-03");
    let mut child = command.stdout(Stdio::piped()).spawn().expect("wbl runs");
    let mut out = child.stdout.take().expect("a pipe");
    std::thread::sleep(Duration::from_millis(300));
    assert!(
        child.try_wait().expect("a child").is_none(),
        "the pipe is full"
    );
    let mut text = String::new();
    out.read_to_string(&mut text).expect("UTF-8");
    assert!(child.wait().expect("a child").success());
    assert!(
        text.len() > 100_000 && text.ends_with("}\n"),
        "{}",
        text.len()
    );
}

#[test]
fn a_terminal_of_any_width_shows_every_answer() {
    let school = school();
    let mut shown = lines(&school);
    shown.retain(|line| line.code == Some(0) && !line.command.ends_with(" edit"));
    each(&school, &shown, |school, line| {
        let place = Place::of(school, "store");
        for (columns, told) in [(1, ""), (80, "0"), (80, "99999999999999999999")] {
            let mut command =
                place.command(&plain(&format!("{} --dry-run --no-input", line.words)));
            command.env("COLUMNS", told).env("WBL_PAGER", "");
            let mut terminal = crate::terminal::Terminal::run(command, columns);
            let code = terminal.ends();
            let raw = terminal.raw();
            let what = format!(
                "wbl {}, {columns} columns, COLUMNS={told}: {code}",
                line.words
            );
            assert!(
                (0..=7).contains(&code) && !raw.contains("panicked"),
                "{what}\n{raw}"
            );
        }
    });
}
