//! The pager: where an answer is longer than the terminal, a program to leaf through it.

use std::io::Write as _;
use std::process::{Command, Stdio};

use super::world::World;

/// What leafs where nothing else is named: it ends by itself where all fits, keeps colours, and
/// leaves the text on the screen.
const USUAL: &str = "less -FRX";

/// What `less` does where the person has not said how they like it; at the foot it says how to go on
/// and how to leave, for its own `:` tells nobody.
const LESS: &str = "FRX-Ps ?e(end):space\\: more.   b\\: back   q\\: leave $";

/// The program that leafs, and its arguments; none where none is wanted.
pub fn wanted(world: &World) -> Option<Vec<String>> {
    if world.is_dumb()
        || world
            .vars
            .get("WBL_PAGER")
            .is_some_and(|value| value.is_empty())
    {
        return None;
    }
    let named = world.var("WBL_PAGER").or_else(|| world.var("PAGER"));
    let line = named.map_or(USUAL.into(), std::ffi::OsStr::to_string_lossy);
    let words: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
    let is_none = words.first().is_none_or(|program| program == "cat");
    (!is_none).then_some(words)
}

/// Shows a text in the pager; says whether there was one.
pub fn leaf(words: &[String], text: &str) -> bool {
    let Some((program, args)) = words.split_first() else {
        return false;
    };
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", LESS);
    }
    let Ok(mut child) = command.spawn() else {
        return false;
    };
    if let Some(mut stdin) = child.stdin.take() {
        // Who leaves before the end has had enough.
        let _ = stdin.write_all(text.as_bytes());
    }
    // What the pager ends with says nothing about the answer.
    let _ = child.wait();
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn of(vars: &[(&str, &str)]) -> Option<Vec<String>> {
        let vars = vars
            .iter()
            .map(|(key, value)| ((*key).to_owned(), value.into()));
        wanted(&World {
            args: Vec::new(),
            vars: vars.collect::<BTreeMap<_, _>>(),
            here: std::path::PathBuf::new(),
            today: crate::value::Day::default(),
            now: String::new(),
            seed: 0,
            process: 0,
            terminals: super::super::world::Terminals::default(),
        })
    }

    #[test]
    fn its_own_variable_goes_before_the_common_one() {
        assert_eq!(of(&[]).unwrap(), ["less", "-FRX"]);
        assert_eq!(of(&[("PAGER", "more -s")]).unwrap(), ["more", "-s"]);
        assert_eq!(
            of(&[("PAGER", "more"), ("WBL_PAGER", "most")]).unwrap(),
            ["most"]
        );
        assert_eq!(of(&[("WBL_PAGER", "")]), None);
        assert_eq!(of(&[("PAGER", "cat")]), None);
        assert_eq!(of(&[("TERM", "dumb")]), None);
    }
}
