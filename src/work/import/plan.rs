//! What an import would do, row by row, in words.

use std::fmt::Write as _;

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Create,
    Update,
    Unchanged,
    /// There, but otherwise; only `--update` changes it.
    Differs,
}

/// The rows and what becomes of each.
#[derive(Debug)]
pub(super) struct Plan {
    lines: Vec<(usize, Fate, String)>,
    /// Which columns are read as a field of another name.
    read: Option<String>,
}

impl Plan {
    /// A plan of no rows yet; `read` is what is said of the columns.
    pub(super) fn of(read: Option<String>) -> Self {
        Self {
            lines: Vec::new(),
            read,
        }
    }

    pub(super) fn add(&mut self, row: usize, fate: Fate, words: String) {
        self.lines.push((row, fate, words));
    }

    fn count(&self, fate: Fate) -> usize {
        self.lines.iter().filter(|(_, one, _)| *one == fate).count()
    }

    /// The preview: a line for each row that does anything, and how many there are of each sort.
    pub(super) fn preview(&self, file: &str) -> String {
        let mut out = format!("{file}:\n");
        // Writing to a String cannot fail.
        if let Some(read) = &self.read {
            let _ = writeln!(out, "  {read}");
        }
        for (row, fate, words) in &self.lines {
            let word = match fate {
                Fate::Create => "create",
                Fate::Update => "update",
                Fate::Unchanged => "unchanged",
                Fate::Differs => "differs",
            };
            let _ = writeln!(out, "  row {row:<5} {word:<10} {words}");
        }
        let _ = writeln!(out, "{}", self.sum("to create", "to update"));
        out
    }

    /// How many rows there are of each sort, in a sentence.
    pub(super) fn sum(&self, create: &str, update: &str) -> String {
        let mut parts = vec![
            format!("{} {create}", self.count(Fate::Create)),
            format!("{} {update}", self.count(Fate::Update)),
            format!("{} unchanged", self.count(Fate::Unchanged)),
        ];
        let differs = self.count(Fate::Differs);
        if differs > 0 {
            parts.push(format!(
                "{differs} there but different (`--update` would change them, `--dry-run` shows which)"
            ));
        }
        format!("{}.", parts.join(", "))
    }
}
