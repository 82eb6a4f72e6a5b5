//! What `wbl init` writes: the files of `data-template/`, as they are.

use std::fs;
use std::io;
use std::path::Path;

use crate::fault::{Fault, Result};
use crate::record::KINDS;

use super::put::{BESIDE, make_folder};

/// Every file of `data-template/`, by its path.
pub const STARTER: &[(&str, &str)] = &[
    (
        ".gitattributes",
        include_str!("../../data-template/.gitattributes"),
    ),
    (".gitignore", include_str!("../../data-template/.gitignore")),
    (
        "forms/wblp-6.toml",
        include_str!("../../data-template/forms/wblp-6.toml"),
    ),
    (
        "forms/wblp-8.toml",
        include_str!("../../data-template/forms/wblp-8.toml"),
    ),
    (
        "rules/massachusetts.toml",
        include_str!("../../data-template/rules/massachusetts.toml"),
    ),
    (
        "templates/amendment.md",
        include_str!("../../data-template/templates/amendment.md"),
    ),
    (
        "templates/certificate.md",
        include_str!("../../data-template/templates/certificate.md"),
    ),
    (
        "templates/clauses/background-checks.md",
        include_str!("../../data-template/templates/clauses/background-checks.md"),
    ),
    (
        "templates/clauses/confidentiality-strict.md",
        include_str!("../../data-template/templates/clauses/confidentiality-strict.md"),
    ),
    (
        "templates/clauses/confidentiality.md",
        include_str!("../../data-template/templates/clauses/confidentiality.md"),
    ),
    (
        "templates/clauses/indemnification-mutual.md",
        include_str!("../../data-template/templates/clauses/indemnification-mutual.md"),
    ),
    (
        "templates/clauses/indemnification.md",
        include_str!("../../data-template/templates/clauses/indemnification.md"),
    ),
    (
        "templates/clauses/insurance.md",
        include_str!("../../data-template/templates/clauses/insurance.md"),
    ),
    (
        "templates/clauses/non-discrimination-massachusetts.md",
        include_str!("../../data-template/templates/clauses/non-discrimination-massachusetts.md"),
    ),
    (
        "templates/clauses/non-discrimination.md",
        include_str!("../../data-template/templates/clauses/non-discrimination.md"),
    ),
    (
        "templates/clauses/termination-school-year.md",
        include_str!("../../data-template/templates/clauses/termination-school-year.md"),
    ),
    (
        "templates/clauses/termination.md",
        include_str!("../../data-template/templates/clauses/termination.md"),
    ),
    (
        "templates/clauses/young-workers.md",
        include_str!("../../data-template/templates/clauses/young-workers.md"),
    ),
    (
        "templates/impact.md",
        include_str!("../../data-template/templates/impact.md"),
    ),
    (
        "templates/invitation.md",
        include_str!("../../data-template/templates/invitation.md"),
    ),
    (
        "templates/mou.md",
        include_str!("../../data-template/templates/mou.md"),
    ),
    (
        "templates/parents.es.md",
        include_str!("../../data-template/templates/parents.es.md"),
    ),
    (
        "templates/parents.md",
        include_str!("../../data-template/templates/parents.md"),
    ),
    (
        "templates/parts/parties.md",
        include_str!("../../data-template/templates/parts/parties.md"),
    ),
    (
        "templates/plan.md",
        include_str!("../../data-template/templates/plan.md"),
    ),
    (
        "templates/review.md",
        include_str!("../../data-template/templates/review.md"),
    ),
    (
        "templates/thanks-school.md",
        include_str!("../../data-template/templates/thanks-school.md"),
    ),
    (
        "templates/thanks-student.md",
        include_str!("../../data-template/templates/thanks-student.md"),
    ),
    (
        "templates/timesheet.md",
        include_str!("../../data-template/templates/timesheet.md"),
    ),
    (
        "templates/verification.md",
        include_str!("../../data-template/templates/verification.md"),
    ),
    ("wbl.toml", include_str!("../../data-template/wbl.toml")),
];

/// Makes a store in a folder, which need not be there; `shown` is what the person calls it. `wbl.toml` comes last: a folder is no store
/// before everything else is in place.
///
/// # Errors
/// Where there is a store already, or a file in the way (exit 4); where it cannot be written (exit 1).
pub fn start(root: &Path, shown: &str) -> Result<()> {
    if root.join("wbl.toml").symlink_metadata().is_ok() {
        return Err(
            Fault::refused(format!("there is a store in {shown} already"))
                .hint("look at it with `wbl partner list`; nothing was written"),
        );
    }
    let could = |error: &io::Error| Fault::io(error, format_args!("make a store in {shown}"));
    for (path, text) in STARTER {
        let is_list = path.starts_with(".git");
        if !is_list && is_in_the_way(&root.join(path), text) {
            return Err(Fault::refused(format!("{path} is there already"))
                .hint("choose an empty folder: `wbl init my-school`; nothing was written"));
        }
    }
    make_folder(root).map_err(|error| could(&error))?;
    for spec in KINDS.iter().filter(|spec| !spec.folder.is_empty()) {
        make_folder(&root.join(spec.folder)).map_err(|error| could(&error))?;
    }
    for (path, text) in STARTER {
        if let Some(folder) = root.join(path).parent() {
            make_folder(folder).map_err(|error| could(&error))?;
        }
        write(&root.join(path), text).map_err(|error| could(&error))?;
    }
    Ok(())
}

/// Whether something else lies where a file is to be; what a start that was cut off has left there
/// is the same file.
fn is_in_the_way(path: &Path, text: &str) -> bool {
    let is_there = path.symlink_metadata().is_ok();
    is_there && !fs::read(path).is_ok_and(|bytes| bytes == text.as_bytes())
}

/// Writes a file; to git's lists, which may be there, the lines that they lack are added.
fn write(path: &Path, text: &str) -> io::Result<()> {
    match fs::read_to_string(path) {
        Ok(old) => put(path, &with_lines(&old, text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => put(path, text),
        Err(error) => Err(error),
    }
}

/// The lists of git that every store has, each with its lines.
pub fn git_lists() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    STARTER.iter().filter(|(path, _)| path.starts_with(".git"))
}

/// The lines of one text that another lacks.
pub fn lacking<'t>(old: &str, text: &'t str) -> impl Iterator<Item = &'t str> {
    let old = old.to_owned();
    text.lines()
        .filter(move |line| !old.lines().any(|had| had.trim() == line.trim()))
}

/// A text with the lines of another that it lacks behind its own, and its own line ends.
pub fn with_lines(old: &str, text: &str) -> String {
    let newline = if old.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if old.is_empty() || old.ends_with('\n') {
        ""
    } else {
        newline
    };
    let more = lacking(old, text).map(|line| format!("{line}{newline}"));
    format!("{old}{gap}{}", more.collect::<String>())
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    let mut file = tempfile::Builder::new()
        .suffix(BESIDE)
        .tempfile_in(folder)?;
    io::Write::write_all(&mut file, text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map(|_| ()).map_err(|error| error.error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_starter_is_data_template_and_nothing_else() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data-template");
        let mut found = Vec::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push(
                        path.strip_prefix(&root)
                            .unwrap()
                            .to_str()
                            .unwrap()
                            .replace('\\', "/"),
                    );
                }
            }
        }
        found.sort();
        let listed: Vec<_> = STARTER.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(found, listed);
    }

    #[test]
    fn a_store_is_never_started_over_another() {
        let dir = tempfile::tempdir().unwrap();
        start(dir.path(), "here").unwrap();
        let fault = start(dir.path(), "here").unwrap_err();
        assert_eq!(fault.blame, crate::fault::Blame::Refused);
    }

    #[test]
    fn a_start_that_was_cut_off_is_finished_and_no_file_of_anyone_is_written_over() {
        let dir = tempfile::tempdir().unwrap();
        start(dir.path(), "here").unwrap();
        fs::remove_file(dir.path().join("wbl.toml")).unwrap();
        fs::remove_file(dir.path().join("templates/mou.md")).unwrap();
        start(dir.path(), "here").unwrap();
        assert!(dir.path().join("templates/mou.md").exists());
        fs::remove_file(dir.path().join("wbl.toml")).unwrap();
        fs::write(dir.path().join("templates/mou.md"), "mine").unwrap();
        let fault = start(dir.path(), "here").unwrap_err();
        assert_eq!(fault.message, "templates/mou.md is there already");
        let kept = fs::read_to_string(dir.path().join("templates/mou.md")).unwrap();
        assert_eq!(kept, "mine");
    }

    #[test]
    fn lists_of_git_that_are_there_keep_their_lines() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(".gitignore"), "mine").unwrap();
        start(dir.path(), "here").unwrap();
        let text = fs::read_to_string(dir.path().join(".gitignore")).unwrap();
        assert!(
            text.starts_with("mine\n") && text.contains("private/"),
            "{text}"
        );
    }
}
