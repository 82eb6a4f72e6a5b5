//! Answers that go to a file: written whole or not at all, for the user alone, and never over a record.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use crate::fault::{Fault, Result};

use super::put::BESIDE;

/// Writes an answer to a file; `shown` is what the person calls it.
///
/// # Errors
/// Where the file is one of a store's own (exit 4), or cannot be written (exit 1); what was there
/// is then as it was.
pub fn write_answer(target: &Path, bytes: &[u8], shown: &str) -> Result<()> {
    if is_of_a_store(target) {
        return Err(
            Fault::refused(format!("{shown} is where the store keeps its own files"))
                .hint("write the answer elsewhere, such as `-o ../report.csv`"),
        );
    }
    if is_kept_by_git(target) {
        return Err(Fault::refused(format!(
            "{shown} would lie in the store, where git does not leave it out"
        ))
        .hint(
            "end it in .csv, .txt, .html or the like, or write it elsewhere: `-o ../report.csv`",
        ));
    }
    put(target, bytes).map_err(|error| Fault::io(&error, format_args!("write {shown}")))
}

/// Makes the folder that answers go to, where it is not there yet.
///
/// # Errors
/// Where it would lie in a store (exit 4), or cannot be made (exit 1).
pub fn answer_folder(folder: &Path, shown: &str) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let there = folder
        .ancestors()
        .find_map(|above| fs::canonicalize(above).ok());
    let is_of_a_store = |there: &Path| {
        let mut above = there.ancestors();
        above.any(|above| above.join("wbl.toml").exists())
    };
    if there.is_some_and(|there| is_of_a_store(&there)) {
        return Err(
            Fault::refused(format!("{shown} is where the store keeps its own files"))
                .hint("name a folder elsewhere, such as `../drafts`"),
        );
    }
    fs::create_dir_all(folder).map_err(|error| Fault::io(&error, format_args!("make {shown}")))
}

/// Whether a file would lie among a store's records, or be its settings.
fn is_of_a_store(target: &Path) -> bool {
    let Some(folder) = target.parent() else {
        return false;
    };
    // A folder that is not there holds no store; writing to it then says so.
    let Ok(folder) = fs::canonicalize(folder) else {
        return false;
    };
    let ends_in_toml = target.extension().is_some_and(|ending| ending == "toml");
    let is_hidden = target
        .file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    folder.ancestors().any(|above| {
        let within = above == folder && !ends_in_toml && !is_hidden;
        above.join("wbl.toml").exists() && !within
    })
}

/// Whether a file would lie in a store's folder under a name that git takes: answers hold names.
fn is_kept_by_git(target: &Path) -> bool {
    let folder = target.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new("."));
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let mut left_out = super::git_lists()
        .flat_map(|(_, text)| text.lines())
        .filter_map(|line| line.trim_start_matches('/').strip_prefix('*'));
    folder.join("wbl.toml").exists() && !left_out.any(|ending| name.ends_with(ending))
}

fn put(target: &Path, bytes: &[u8]) -> io::Result<()> {
    // A device or a pipe is written to as it is; a file is replaced whole.
    if fs::metadata(target).is_ok_and(|there| !there.is_file()) {
        return fs::write(target, bytes);
    }
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    // Whoever dies here leaves a file that git ignores, for it may hold names, and `doctor` names.
    let mut aside = tempfile::Builder::new()
        .prefix(".answer-")
        .suffix(BESIDE)
        .tempfile_in(folder.unwrap_or(Path::new(".")))?;
    aside.write_all(bytes)?;
    aside.as_file().sync_all()?;
    aside
        .persist(target)
        .map(|_| ())
        .map_err(|error| error.error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_answer_is_written_over_a_record_or_among_records() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("partners")).unwrap();
        fs::write(dir.path().join("wbl.toml"), "format = 1\n").unwrap();
        for name in [
            "wbl.toml",
            ".gitignore",
            "partners/a.toml",
            "partners/list.csv",
        ] {
            let fault = write_answer(&dir.path().join(name), b"x", name).unwrap_err();
            assert_eq!(fault.blame, crate::fault::Blame::Refused, "{name}");
        }
        for name in ["hours", "hours.plain", "csv"] {
            let fault = write_answer(&dir.path().join(name), b"x", name).unwrap_err();
            assert!(fault.message.contains("git"), "{}", fault.message);
        }
        write_answer(&dir.path().join("hours.csv"), b"x", "hours.csv").unwrap();
        assert_eq!(
            fs::read_to_string(dir.path().join("hours.csv")).unwrap(),
            "x"
        );
        assert_eq!(
            fs::read_to_string(dir.path().join("wbl.toml")).unwrap(),
            "format = 1\n"
        );
    }
}
