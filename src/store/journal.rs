//! The journal: one change, with every file before and after it, in one file that checks itself.
//!
//! The first line holds the checksum of all that follows; the second says in JSON who wrote what and
//! how long each text is; then come the texts, as they are. The undo log keeps the same files.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, BufRead as _, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::change::{Change, Edit, Step};
use crate::fault::{Fault, Result};

use super::lock::Writer;

/// How the first line begins; the number is that of the format.
const MARK: &str = "wbl journal 1 ";
/// The longest head that is looked at: a change of 100,000 files has one of some 10 MB.
const LONGEST_HEAD: u64 = 1 << 28;

/// A change as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Journal {
    pub head: Head,
    pub edits: Vec<Edit>,
}

/// Who changed what, without the texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// The command, without its arguments: nothing that could be a name.
    pub verb: String,
    /// When, by the writer's own clock.
    pub at: String,
    /// What it does to the undo log.
    pub step: Step,
    /// The files, in the order of their texts.
    pub files: Vec<Length>,
}

/// A file, and how many bytes its texts have; none where it is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Length {
    pub path: String,
    pub before: Option<usize>,
    pub after: Option<usize>,
}

impl Journal {
    /// The journal of a change.
    pub(super) fn of(change: &Change, writer: &Writer) -> Self {
        let length = |edit: &Edit| Length {
            path: edit.path.clone(),
            before: edit.before.as_ref().map(String::len),
            after: edit.after.as_ref().map(String::len),
        };
        Self {
            head: Head {
                verb: writer.verb.clone(),
                at: writer.at.clone(),
                step: change.step,
                files: change.edits.iter().map(length).collect(),
            },
            edits: change.edits.clone(),
        }
    }

    /// The journal as it lies on the disk.
    pub(super) fn to_bytes(&self) -> io::Result<Vec<u8>> {
        let mut body = serde_json::to_vec(&self.head)?;
        body.push(b'\n');
        for edit in &self.edits {
            for text in [&edit.before, &edit.after].into_iter().flatten() {
                body.extend_from_slice(text.as_bytes());
            }
        }
        let mut bytes = Vec::with_capacity(body.len() + MARK.len() + 65);
        bytes.write_all(MARK.as_bytes())?;
        bytes.write_all(checksum(&body).as_bytes())?;
        bytes.push(b'\n');
        bytes.append(&mut body);
        Ok(bytes)
    }

    /// Reads a journal; nothing where there is none.
    ///
    /// # Errors
    /// Where it cannot be read, or is not whole (exit 1).
    pub(super) fn read(path: &Path, shown: &str) -> Result<Option<Self>> {
        let bytes = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            bytes => bytes.map_err(|error| {
                Fault::io(&error, format_args!("read {shown}")).hint(format!(
                    "in the store's folder `ls -ld {shown}` shows whose it is; it should be a file that you may read"
                ))
            })?,
        };
        Self::from_bytes(&bytes)
            .map(Some)
            .ok_or_else(|| damaged(shown))
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MARK.as_bytes())?;
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let (sum, body) = (&rest[..end], rest.get(end + 1..)?);
        if sum != checksum(body).as_bytes() {
            return None;
        }
        let end = body.iter().position(|byte| *byte == b'\n')?;
        let head: Head = serde_json::from_slice(&body[..end]).ok()?;
        let mut texts = body.get(end + 1..)?;
        let mut edits = Vec::with_capacity(head.files.len());
        for file in &head.files {
            let mut text = |length: Option<usize>| -> Option<Option<String>> {
                let Some(length) = length else {
                    return Some(None);
                };
                let (text, rest) = texts.split_at_checked(length)?;
                texts = rest;
                Some(Some(String::from_utf8(text.to_vec()).ok()?))
            };
            edits.push(Edit {
                path: file.path.clone(),
                before: text(file.before)?,
                after: text(file.after)?,
            });
        }
        texts.is_empty().then_some(Self { head, edits })
    }
}

impl Head {
    /// Reads only the head of a journal, unchecked: enough for a list.
    pub(super) fn read(path: &Path) -> Option<Self> {
        let file = io::BufReader::new(fs::File::open(path).ok()?);
        let mut lines = io::Read::take(file, LONGEST_HEAD).lines();
        let first = lines.next()?.ok()?;
        first.strip_prefix(MARK)?;
        serde_json::from_str(&lines.next()?.ok()?).ok()
    }
}

fn damaged(shown: &str) -> Fault {
    Fault::could(format!("{shown} is damaged: its checksum does not agree")).hint(format!(
        "it holds a change with every file before and after; look at it, then move it away: `mv {shown} {}.damaged`",
        shown.trim_start_matches(".wbl/").replace('/', "-")
    ))
}

fn checksum(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal() -> Journal {
        let edit = |path: &str, before: Option<&str>, after: Option<&str>| Edit {
            path: path.into(),
            before: before.map(Into::into),
            after: after.map(Into::into),
        };
        let change = Change {
            edits: vec![
                edit("partners/a.toml", Some("name = \"Ä\"\r\n"), Some("")),
                edit("partners/b.toml", None, Some("\u{feff}name = \"B\"\n")),
                edit("partners/c.toml", Some("x\n"), None),
            ],
            ..Change::default()
        };
        let writer = Writer {
            verb: "wbl partner set".into(),
            process: 7,
            at: "2026-11-22 14:03".into(),
        };
        Journal::of(&change, &writer)
    }

    #[test]
    fn what_is_kept_is_read_back_as_it_was() {
        let bytes = journal().to_bytes().unwrap();
        assert_eq!(Journal::from_bytes(&bytes), Some(journal()));
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("j"), &bytes).unwrap();
        assert_eq!(Head::read(&dir.path().join("j")), Some(journal().head));
        let read = Journal::read(&dir.path().join("j"), "j").unwrap();
        assert_eq!(read, Some(journal()));
        assert_eq!(Journal::read(&dir.path().join("k"), "k").unwrap(), None);
    }

    #[test]
    fn a_journal_that_is_cut_or_changed_anywhere_is_known_as_damaged() {
        let bytes = journal().to_bytes().unwrap();
        for at in 0..bytes.len() {
            assert_eq!(Journal::from_bytes(&bytes[..at]), None, "cut at {at}");
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert_eq!(Journal::from_bytes(&changed), None, "changed at {at}");
        }
    }
}
