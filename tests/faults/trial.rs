//! One command in a store of its own: its steps, and the states before and after it, which are the
//! only two that a store may ever be in.

use std::fs;

use crate::lines::Writer;
use crate::sandbox::{self, Sandbox};
use crate::school;
use crate::strace::{self, Step};

/// What a store holds: every file of its own, with the random ids of entries made alike.
type State = Vec<(String, String)>;

fn state(store: &Sandbox) -> State {
    let alike = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).unwrap();
        let mut parts = text.split("{ id = \"");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |text, part| text + "{ id = \"" + &part[6..])
    };
    let files = store.files().into_iter();
    files.map(|(path, bytes)| (path, alike(bytes))).collect()
}

/// A store in which a writer can be run, its steps, and its states before and after, with what
/// `check` ends with in each.
pub struct Trial {
    pub line: String,
    pub ready: Sandbox,
    pub before: (State, i32),
    pub after: (State, i32),
    pub steps: Vec<Step>,
}

impl Trial {
    pub fn of(writer: &Writer) -> Self {
        let ready = school::placed();
        for line in writer.earlier {
            ready.ok(line);
        }
        for (path, text) in writer.files {
            ready.put(path, text);
        }
        let line = with_entry(writer.line, &ready);
        let copy = ready.copied();
        let steps = strace::steps(&copy, &line);
        let known = |store: &Sandbox| (state(store), store.run("check").code);
        let (before, after) = (known(&ready), known(&copy));
        assert_ne!(before.0, after.0, "{line}");
        assert!(steps.len() > 15, "{line}: only {} steps", steps.len());
        Self {
            line,
            ready,
            before,
            after,
            steps,
        }
    }

    /// Whatever happened: the next command makes it all or nothing, and nothing is left behind.
    pub fn is_whole(&self, store: &Sandbox, what: &str) -> bool {
        let ran = store.run("check");
        let now = (state(store), ran.code);
        assert!(
            now == self.before || now == self.after,
            "{what}: half a change, or `check` says otherwise: {}{}",
            ran.out,
            ran.err
        );
        assert!(
            !store.root().join(".wbl/journal").exists(),
            "{what}: a journal is left"
        );
        now == self.after
    }

    /// What did not happen can be done again, and then nothing at all is left behind.
    pub fn ends_well(&self, store: &Sandbox, is_after: bool, what: &str) {
        if !is_after {
            let again = store
                .command(&self.line)
                .env("EDITOR", strace::EDITOR)
                .output();
            let again = sandbox::ran(again.unwrap());
            assert_eq!(again.code, 0, "{what}, and run again: {}", again.err);
            assert!(self.is_whole(store, what), "{what}, and run again");
        }
        Self::leaves_nothing(store, what);
    }

    pub fn leaves_nothing(store: &Sandbox, what: &str) {
        store.ok("partner set antron-engineering --website example.org");
        let left = fs::read_dir(store.root().join(".wbl/tmp")).unwrap().count();
        assert_eq!(left, 0, "{what}: something is left in .wbl/tmp");
        for (path, _) in store.files() {
            assert!(
                !path.contains(".tmp") && !path.contains("wbl-tmp"),
                "{what}: {path}"
            );
        }
    }
}

/// A line with the id of the first entry of a file in the place of its path in braces.
fn with_entry(line: &str, store: &Sandbox) -> String {
    let Some((head, rest)) = line.split_once('{') else {
        return line.to_owned();
    };
    let (path, tail) = rest.split_once('}').unwrap();
    let text = store.text(path);
    let (_, id) = text.split_once("{ id = \"").unwrap();
    format!("{head}{}{tail}", &id[..6])
}
