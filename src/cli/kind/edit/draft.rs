//! The draft of an edit: the file that the editor opens, with a record's parts one after the other
//! and what is wrong with them as comments.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Arg;

use crate::fault::{Fault, Result, pasted};
use crate::value::Id;
use crate::work::Part;

/// How a line begins that this program has put into the draft.
const MARK: &str = "#!! ";
/// How a line begins that parts two files.
const RULE: &str = "# ======== ";

/// A file that is removed, or kept and named.
pub(super) struct Draft {
    path: PathBuf,
    /// The command that takes it up again, but for its name.
    again: String,
}

/// The draft of an earlier edit, taken up again.
pub(super) struct Kept {
    path: PathBuf,
    pub(super) text: String,
}

/// The argument that names such a draft.
pub(super) fn taken_up() -> Arg {
    Arg::new("draft")
        .long("draft")
        .value_name("FILE")
        .help("Go on with the draft of an edit that was refused")
}

impl Kept {
    /// Reads a draft that a person names.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(super) fn find(here: &Path, named: &str) -> Result<Self> {
        let path = here.join(named);
        let text = fs::read_to_string(&path)
            .map_err(|error| Fault::io(&error, format_args!("read the draft {named}")))?;
        Ok(Self { path, text })
    }

    /// Removes it, once it is written; a file of the person's own stays.
    pub(super) fn is_done(&self, folder: &Path) {
        let ours = fs::canonicalize(folder)
            .ok()
            .zip(self.path.canonicalize().ok());
        if ours.is_some_and(|(folder, path)| path.starts_with(folder)) {
            // A draft that stays behind holds nothing that the store has not.
            let _ = fs::remove_file(&self.path);
        }
    }
}

impl Draft {
    /// Makes an empty draft for the user alone, within the store: other users of the machine and
    /// its next start leave it be.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn make(folder: &Path, id: &Id, again: &str) -> Result<Self> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        let made = builder.create(folder).and_then(|()| {
            tempfile::Builder::new()
                .prefix(&format!("{id}-"))
                .suffix(".toml")
                .tempfile_in(folder)
        });
        let kept = made.and_then(|file| file.keep().map_err(|error| error.error));
        match kept {
            Ok((_, path)) => Ok(Self {
                path,
                again: again.to_owned(),
            }),
            Err(error) => Err(Fault::io(&error, "write a draft to the store")),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn write(&self, text: &str) -> Result<()> {
        fs::write(&self.path, text).map_err(|error| Fault::io(&error, "write the draft"))
    }

    pub(super) fn read(&self) -> Result<String> {
        fs::read_to_string(&self.path).map_err(|error| Fault::io(&error, "read the draft"))
    }

    /// Whether it is still as it was shown.
    pub(super) fn holds(&self, shown: &str) -> bool {
        fs::read(&self.path).is_ok_and(|bytes| bytes == shown.as_bytes())
    }

    pub(super) fn remove(&self) {
        // A draft that stays behind holds nothing that the store has not.
        let _ = fs::remove_file(&self.path);
    }

    /// The fault, with where the draft is.
    pub(super) fn kept(&self, fault: Fault, here: &Path) -> Fault {
        let path = self.path.strip_prefix(here).unwrap_or(&self.path);
        let path = path.display().to_string();
        fault
            .hint(format!("nothing was written; your text is kept in {path}"))
            .hint(format!(
                "to go on with it: `{} --draft {}`",
                self.again,
                pasted(&path)
            ))
    }
}

/// The parts one after the other; a lone one as it is.
pub(super) fn compose(parts: &[Part]) -> String {
    if let [only] = parts {
        return only.before.clone();
    }
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let _ = writeln!(text, "{}", rule(part));
        text.push_str(&part.before);
    }
    text
}

fn rule(part: &Part) -> String {
    let which = if part.path.starts_with("private/") {
        "private: only on this machine"
    } else {
        "shared: nothing that names the student"
    };
    format!("{RULE}{} ({which}; keep this line)", part.path)
}

/// The text without the lines that this program has put into it.
pub(super) fn unmarked(text: &str) -> String {
    text.split_inclusive('\n')
        .filter(|line| !line.starts_with(MARK.trim_end()))
        .collect()
}

/// The parts with their texts as they are in the draft.
///
/// # Errors
/// Where a line that parts them is gone.
pub(super) fn parted(text: &str, parts: &[Part]) -> Result<Vec<Part>> {
    let mut parts = parts.to_vec();
    if let [only] = parts.as_mut_slice() {
        text.clone_into(&mut only.after);
        return Ok(parts);
    }
    if text.trim().is_empty() {
        for part in &mut parts {
            part.after.clear();
        }
        return Ok(parts);
    }
    for part in &mut parts {
        let head = format!("{RULE}{} ", part.path);
        let at = text
            .match_indices(&head)
            .map(|(at, _)| at)
            .find(|at| *at == 0 || text[..*at].ends_with('\n'));
        let Some(at) = at else {
            return Err(Fault::refused(format!("the line `{}` is gone", rule(part)))
                .hint("put it back: it says where that part begins"));
        };
        let body = text[at..]
            .find('\n')
            .map_or("", |line| &text[at + line + 1..]);
        let end = body
            .match_indices(RULE)
            .map(|(at, _)| at)
            .find(|at| *at == 0 || body[..*at].ends_with('\n'));
        let own = &body[..end.unwrap_or(body.len())];
        // A file without a last line end was given one, so that the next part begins on its own line.
        if own != format!("{}\n", part.before) {
            own.clone_into(&mut part.after);
        }
    }
    Ok(parts)
}

/// The text with what is wrong as comments: at its line, or on top where it has none.
pub(super) fn marked(text: &str, parts: &[Part], fault: &Fault) -> String {
    let mut notes: Vec<(usize, String)> = Vec::new();
    for one in fault.each() {
        let at = one.place.as_deref().filter(|place| place.line > 0);
        let line = at.map_or(0, |place| {
            first_line(text, parts, &place.path) + place.line - 1
        });
        let mut note = format!("{MARK}error: {}\n", one.message);
        for hint in &one.hints {
            let _ = writeln!(note, "{MARK}hint: {hint}");
        }
        notes.push((line, note));
    }
    let mut out = String::new();
    for (number, line) in text.split_inclusive('\n').enumerate() {
        for (_, note) in notes.iter().filter(|(at, _)| *at == number) {
            out.push_str(note);
        }
        out.push_str(line);
    }
    let lines = text.split_inclusive('\n').count();
    for (_, note) in notes.iter().filter(|(at, _)| *at >= lines) {
        if !out.ends_with('\n') {
            out.push('\n');
        }
        out.push_str(note);
    }
    out
}

/// The line of the draft, from 0, on which a part's text begins.
fn first_line(text: &str, parts: &[Part], path: &str) -> usize {
    if parts.len() < 2 {
        return 0;
    }
    let head = format!("{RULE}{path} ");
    text.lines()
        .position(|line| line.starts_with(&head))
        .map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::Place;
    use crate::schema::Kind;

    fn part(path: &str, text: &str) -> Part {
        Part {
            kind: Kind::Student,
            path: path.into(),
            before: text.into(),
            after: text.into(),
        }
    }

    #[test]
    fn two_parts_come_back_byte_for_byte() {
        let parts = [
            part("students/s-a.toml", "a = 1\r\n# no last line end"),
            part("private/students/s-a.toml", "\nb = 2\n\n"),
        ];
        assert_eq!(parted(&compose(&parts), &parts).unwrap(), parts);
        let changed = compose(&parts).replace("b = 2", "b = 3");
        let after = parted(&changed, &parts).unwrap();
        assert_eq!(after[0], parts[0]);
        assert_eq!(after[1].after, "\nb = 3\n\n");
        assert!(parted("a = 1\n", &parts).is_err());
        assert!(
            parted("\n", &parts)
                .unwrap()
                .iter()
                .all(|part| part.after.is_empty())
        );
    }

    #[test]
    fn errors_stand_at_their_lines_and_go_again() {
        let parts = [
            part("students/s-a.toml", "a = 1\n"),
            part("private/students/s-a.toml", "b = 2\nc = 3"),
        ];
        let shown = compose(&parts);
        let fault = Fault::refused("c is wrong").at(Place {
            path: "private/students/s-a.toml".into(),
            line: 2,
            col: 1,
            excerpt: String::new(),
            width: 1,
        });
        let text = marked(&shown, &parts, &fault.hint("mend it"));
        assert!(
            text.contains("b = 2\n#!! error: c is wrong\n#!! hint: mend it\nc = 3"),
            "{text}"
        );
        assert_eq!(unmarked(&text), shown);
    }
}
