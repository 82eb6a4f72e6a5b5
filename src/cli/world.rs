//! The world around a command: what `main` hands in, so that nothing else asks the system.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use crate::value::Day;

/// Which of the standard streams are terminals.
#[derive(Clone, Copy, Debug, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Terminals {
    pub stdin: bool,
    pub stdout: bool,
    pub stderr: bool,
}

/// Everything that a command may know of where it runs.
#[derive(Clone, Debug)]
pub struct World {
    /// The command line, the program's name first.
    pub args: Vec<OsString>,
    /// The environment.
    pub vars: BTreeMap<String, OsString>,
    /// The folder that it runs in.
    pub here: PathBuf,
    /// The day by the local clock.
    pub today: Day,
    /// The day and the time by the local clock, for people: `2026-11-22 14:03`.
    pub now: String,
    /// What random ids are made from.
    pub seed: u64,
    /// The number of this process.
    pub process: u32,
    /// Which streams are terminals.
    pub terminals: Terminals,
}

impl World {
    /// A variable of the environment, if it is set and not empty.
    pub fn var(&self, name: &str) -> Option<&OsStr> {
        self.vars
            .get(name)
            .map(OsString::as_os_str)
            .filter(|value| !value.is_empty())
    }

    /// The arguments as clap can take them: `-3d` and `-2w`, which no flag can be, are written
    /// `3d-ago` and `2w-ago`; `--sort -size` is written `--sort=-size`.
    pub fn arguments(&self) -> Vec<OsString> {
        let mut args: Vec<OsString> = Vec::with_capacity(self.args.len());
        for arg in &self.args {
            let sorts = args.last().is_some_and(|last| last == "--sort");
            match (sorts, arg.to_str().filter(|arg| arg.starts_with('-'))) {
                (true, Some(keys)) => {
                    args.pop();
                    args.push(format!("--sort={keys}").into());
                }
                _ => args.push(ago(arg).unwrap_or_else(|| arg.clone())),
            }
        }
        args
    }

    /// How wide the terminal is, where the environment says so.
    pub fn columns(&self) -> Option<usize> {
        self.var("COLUMNS")?.to_str()?.parse().ok()
    }

    /// Whether stderr takes colour where no flag says.
    pub fn err_colour(&self) -> bool {
        self.terminals.stderr && self.likes_colour()
    }

    /// Whether the environment lets colour be used on a terminal.
    pub fn likes_colour(&self) -> bool {
        self.var("NO_COLOR").is_none() && !self.is_dumb()
    }

    /// Whether the terminal shows lines of text and nothing more.
    pub fn is_dumb(&self) -> bool {
        self.var("TERM").is_some_and(|term| term == "dumb")
    }
}

fn ago(arg: &OsStr) -> Option<OsString> {
    let count = arg.to_str()?.strip_prefix('-')?;
    let digits = count.strip_suffix(['d', 'w'])?;
    let is_count = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    is_count.then(|| format!("{count}-ago").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_ago_are_rewritten() {
        for (arg, expected) in [
            ("-3d", Some("3d-ago")),
            ("-2w", Some("2w-ago")),
            ("-q", None),
            ("-d", None),
            ("3d", None),
            ("--3d", None),
        ] {
            assert_eq!(ago(OsStr::new(arg)), expected.map(OsString::from), "{arg}");
        }
    }
}
