//! Whether every file can be read, is named as its id must be, and lies where it belongs.

use crate::book::Book;
use crate::fault::pasted;
use crate::record::{KINDS, KindSpec};
use crate::schema::{Kind, Node, Problem};
use crate::value::{Id, STUDENT_PREFIX, SchoolYear};

use super::file::{File, problem_of};
use super::fix::Fix;
use super::table::CheckSpec;

pub(super) const CHECKS: &[CheckSpec] = &[
    CheckSpec::error(
        "unreadable",
        "a file or folder that cannot be read, such as a folder named like a record",
        "the record in it is missing from every list and every number",
        "look at it: is it a file, may you read it, is the disk in order",
    ),
    CheckSpec::error(
        "not-utf-8",
        "a file that was saved in another encoding than UTF-8",
        "nobody can tell which letters were meant, so the record is not read",
        "save it as UTF-8 in your editor (Notepad: Save As, Encoding: UTF-8)",
    ),
    CheckSpec::error(
        "conflict-markers",
        "the lines <<<<<<<, ======= and >>>>>>> that git leaves where two people changed the same thing",
        "the record says two things at once, so it is not read; all others are",
        "`wbl conflicts` settles it field by field; or keep the right lines in an editor, and delete the marker lines",
    ),
    CheckSpec::error(
        "syntax",
        "a line that is not TOML, such as text without quotes or a day as 10/6/2026",
        "the record cannot be read at all until it is mended",
        "mend the line as the hint says; `wbl KIND edit ID` checks it as you save",
    ),
    CheckSpec::warning(
        "unknown-key",
        "a key that the record's table does not have",
        "it is kept and never used; mostly it is a slip of a key that is meant to be used",
        "correct it, or put a key of your own under `[custom]`",
    ),
    CheckSpec::error(
        "type",
        "a value of another type than its field holds, such as a day in quotes",
        "the record is not read, for nobody can tell what was meant",
        "write the value as the hint says; `wbl fields KIND` lists them all",
    ),
    CheckSpec::error(
        "choice",
        "a word that is none of those that its field allows",
        "lists and reports go by these words, and would leave the record out",
        "choose one of the words that the message lists",
    ),
    CheckSpec::error(
        "required",
        "a record without a value that it cannot be without",
        "the record is not read until it is there",
        "add the key that the message names",
    ),
    CheckSpec::error(
        "duplicate-item",
        "two items of a list with the same key, such as two entries with one id",
        "a change to one of them would reach the other, or neither",
        "give one of them another key, or delete it if it was copied",
    ),
    CheckSpec::error(
        "file-name",
        "a file in a record's folder whose name cannot be an id",
        "the id of a record is its file's name; this file is not read",
        "rename the file as the hint says, or delete it if it is a copy",
    ),
    CheckSpec::error(
        "duplicate-id",
        "two files of one kind with the same id, in two year folders",
        "only one of them is read, so the other's hours are missing",
        "rename one of the two, or delete the copy",
    ),
    CheckSpec::warning(
        "stray-file",
        "what an editor, a merge or a sync program left in a record's folder, or a folder with records in it",
        "it may hold the newer text of a record, and is not read",
        "compare it with the record and delete it",
    ),
    CheckSpec::error(
        "lost-record",
        "a file that is called like a record, and is not read: it ends in .TOML or .toml.txt, or lies a folder too deep",
        "what it holds counts nowhere",
        "rename it, or move it to the other records",
    ),
    CheckSpec::warning(
        "misplaced",
        "an experience outside a folder of a school year, or an evaluation not in its experience's",
        "it is read all the same; people look for it where the others are",
        "move the file into that folder; nothing in it changes",
    )
    .fixed(Fix::Move {
        does: "moves the file there; links to it stay as they are",
    }),
    CheckSpec::warning(
        "student-id",
        "a student's id that does not begin with `s-`",
        "only ids made for students are sure to say nothing about them",
        "add the student anew with `wbl student add`; ids of students are not renamed",
    ),
];

/// Finds what lies in the folders of records and is none, and what is misnamed.
pub(super) fn folders(book: &Book<'_>, found: &mut Vec<Problem>) {
    for spec in KINDS.iter().filter(|spec| spec.kind != Kind::Settings) {
        let strays = match book.strays(spec.kind) {
            Ok(strays) => strays,
            Err(fault) => {
                found.push(problem_of("unreadable", spec.folder, fault.message));
                continue;
            }
        };
        let is_deeper = |path: &String| {
            let above = path.rsplit_once('/').map(|(above, _)| above);
            strays.iter().any(|one| Some(one.as_str()) == above)
        };
        let own = strays.iter().filter(|path| !is_deeper(path));
        found.extend(own.filter_map(|path| stray(path)));
        found.extend(strays.iter().filter_map(|path| deeper(book, path)));
    }
    for mut problem in book.problems() {
        match problem.rule {
            "file-name" => {
                problem.hint = rename(book, &problem.place.path);
                found.push(problem);
            }
            "duplicate-id" => found.push(problem),
            "lost-record" => {
                // Said once, as what it is.
                found.retain(|one| one.place.path != problem.place.path);
                found.push(problem);
            }
            _ => {}
        }
    }
}

/// What to do about a file whose name cannot be an id.
fn rename(book: &Book<'_>, path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.trim_end_matches(".toml");
    if is_copy(stem) {
        return "a copy, it seems: compare it with the record that it was made from, and delete it"
            .to_owned();
    }
    let Some(spec) = KINDS.iter().find(|spec| in_folder(spec, folder)) else {
        return "rename the file".to_owned();
    };
    let Some(id) = Id::from_name(stem, spec.kind.name()) else {
        return "rename the file: lower-case letters, digits and `-`, ending in .toml".to_owned();
    };
    if matches!(book.has(spec.kind, &id), Ok(true)) {
        return format!(
            "there is a {} `{id}` already: compare the two, and delete one",
            spec.kind
        );
    }
    format!("mv {} {folder}/{id}.toml", pasted(path))
}

/// Whether the records of a kind lie in a folder.
pub(super) fn in_folder(spec: &KindSpec, folder: &str) -> bool {
    let year = folder
        .strip_prefix(spec.folder)
        .and_then(|rest| rest.strip_prefix('/'));
    folder == spec.folder || (spec.by_year && year.is_some())
}

/// Whether a name is one that programs give to copies.
fn is_copy(name: &str) -> bool {
    let name = name.to_lowercase();
    let numbered = name.ends_with(')') && name.contains(" (");
    numbered || name.contains("conflict") || name.contains(" copy") || name.ends_with(" - copy")
}

/// A folder where none should be, with records in it that nobody reads.
fn deeper(book: &Book<'_>, path: &str) -> Option<Problem> {
    // A stray that cannot be listed is no folder.
    let count = book
        .disk()
        .list(path, true)
        .map_or(0, |listing| listing.files.len());
    let records = match count {
        0 => return None,
        1 => "1 record in it, which is",
        _ => "records in it, which are",
    };
    let message = format!("this folder lies where records should, with {records} not read");
    Some(
        problem_of("stray-file", path, message)
            .hint("move what is in it one folder up, or out of the store"),
    )
}

/// What an editor, a merge, a sync program or a write that was cut off has left.
fn stray(path: &str) -> Option<Problem> {
    const LEFT: [&str; 7] = ["~", ".orig", ".bak", ".rej", ".swp", ".tmp", ".wbl-tmp"];
    let name = path.rsplit('/').next().unwrap_or(path);
    let left =
        name.contains(".toml") || LEFT.iter().any(|end| name.ends_with(end)) || is_copy(name);
    // Whatever else people keep beside their records is theirs.
    if !left {
        return None;
    }
    let hint = if name.ends_with(".wbl-tmp") {
        "a write was cut off; the record itself is whole: delete this file"
    } else if name.strip_suffix(".toml").is_some() {
        "it is a pipe, a socket or a device, and no file: delete it"
    } else if name.ends_with(".toml.txt") {
        "if it is a record, rename it so that it ends in .toml"
    } else {
        "compare it with the record that it was made from, and delete it"
    };
    let message = format!("`{name}` is no record, and is not read");
    Some(problem_of("stray-file", path, message).hint(hint))
}

/// Looks at where a file lies, and what it is called.
pub(super) fn look(file: &File<'_>, book: &Book<'_>, found: &mut Vec<Problem>) {
    if file.kind == Kind::Student && !file.id.as_str().starts_with(STUDENT_PREFIX) {
        let message = format!(
            "the student id `{}` does not begin with `{STUDENT_PREFIX}`",
            file.id
        );
        found.push(problem_of("student-id", file.path, message).hint(
            "an id must say nothing about the student; `wbl student add` makes one that does not",
        ));
    }
    found.extend(misplaced(file, book));
}

/// The school year in whose folder a file belongs, and why; nothing where it may lie anywhere.
pub(super) fn belongs(file: &File<'_>, book: &Book<'_>) -> Option<(SchoolYear, &'static str)> {
    let starts = |root: &Node| Some(book.settings.year_of(root.day_at("starts")?));
    match file.kind {
        Kind::Wbl => {
            let here = year_of(file.path).or_else(|| starts(&file.doc.root));
            Some((here?, "the school year it starts in"))
        }
        Kind::Eval => {
            let id = Id::new(file.doc.root.text_at("experience")?).ok()?;
            let experience = book.find(Kind::Wbl, &id).ok()??;
            // An experience that is misplaced itself goes there too.
            let year = year_of(&experience.path)
                .or_else(|| starts(&book.sheet_at(experience).ok()?.doc.root));
            Some((year?, "the folder of its experience"))
        }
        Kind::Partner
        | Kind::Contact
        | Kind::Pathway
        | Kind::Student
        | Kind::Mou
        | Kind::Council
        | Kind::Person
        | Kind::Form
        | Kind::Rules
        | Kind::Settings => None,
    }
}

fn year_of(path: &str) -> Option<SchoolYear> {
    path.rsplit('/').nth(1).and_then(SchoolYear::read)
}

fn misplaced(file: &File<'_>, book: &Book<'_>) -> Option<Problem> {
    let (belongs, why) = belongs(file, book)?;
    if year_of(file.path) == Some(belongs) {
        return None;
    }
    let folder = crate::record::spec(file.kind).folder;
    let message = format!("this file belongs in {folder}/{belongs}, {why}");
    Some(
        problem_of("misplaced", file.path, message)
            .hint("move the file there, or let `wbl check misplaced --fix` do it"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_leave_behind_is_known_by_its_name() {
        for name in [
            "x.toml.orig",
            "x.toml~",
            "x.toml.wbl-tmp",
            "x.toml.txt",
            "x (conflicted copy 2026-10-06)",
            "x.bak",
        ] {
            assert!(stray(&format!("partners/{name}")).is_some(), "{name}");
        }
        for name in ["README.md", "scan.pdf", "notes.txt", "2026-27"] {
            assert!(stray(&format!("partners/{name}")).is_none(), "{name}");
        }
    }
}
