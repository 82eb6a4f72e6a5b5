//! What lies in a kind's folder: its records by id, those that share an id, what is no record.

use crate::schema::Problem;
use crate::value::Id;

use super::{Listing, Located};

/// What lies in a kind's folder.
#[derive(Debug)]
pub(super) struct Folder {
    /// Its records, by id.
    pub(super) located: Vec<Located>,
    /// The files that have the id of another record, which alone is read.
    doubled: Vec<(Id, Problem)>,
    /// What is no record.
    pub(super) strays: Vec<String>,
}

/// What is wrong with a file that is called like a record, and is none for its ending or its place;
/// nothing where there is a record of that id, of which it may be an older copy.
fn lost(located: &[Located], path: &str) -> Option<Problem> {
    let (folder, name) = path.rsplit_once('/')?;
    let stem = &name[..name.to_ascii_lowercase().find(".toml")?];
    let is_beside = |one: &Located| one.id.as_str().eq_ignore_ascii_case(stem);
    if stem.is_empty() || located.iter().any(is_beside) {
        return None;
    }
    let message = "this seems to be a record, and is not read: records end in .toml, and lie where the others do";
    let problem = Problem::of_file("lost-record", path, message);
    Some(problem.hint(format!(
        "rename it to `{stem}.toml` in the folder of the others; if it is none, move it out of {folder}"
    )))
}

impl Folder {
    /// Makes out what was listed, and what is wrong with the names of it.
    pub(super) fn of(listing: Listing) -> (Self, Vec<Problem>) {
        let mut located = Vec::with_capacity(listing.files.len());
        let mut problems = Vec::new();
        for path in listing.files {
            let stem = path
                .rsplit('/')
                .next()
                .unwrap_or(&path)
                .strip_suffix(".toml")
                .unwrap_or_default();
            match Id::new(stem) {
                Ok(id) => located.push(Located { id, path }),
                Err(why) => {
                    let problem = Problem::of_file("file-name", &path, why).hint(
                        "rename the file: lower-case letters, digits and `-`, ending in .toml",
                    );
                    problems.push(problem);
                }
            }
        }
        located.sort();
        let twins: Vec<_> = located
            .windows(2)
            .filter(|pair| pair[0].id == pair[1].id)
            .map(|pair| (pair[1].clone(), pair[0].path.clone()))
            .collect();
        let mut doubled = Vec::with_capacity(twins.len());
        for (twin, first) in twins {
            let message = format!(
                "`{}` is also the id of {first}; only that one is read",
                twin.id
            );
            let problem = Problem::of_file("duplicate-id", &twin.path, message)
                .hint("give one of the two files another name, or delete the copy");
            problems.push(problem.clone());
            located.retain(|one| *one != twin);
            doubled.push((twin.id, problem));
        }
        problems.extend(
            listing
                .strays
                .iter()
                .filter_map(|path| lost(&located, path)),
        );
        let folder = Self {
            located,
            doubled,
            strays: listing.strays,
        };
        (folder, problems)
    }

    /// The record of an id; nothing where there is none.
    ///
    /// # Errors
    /// The problems of an id that several files have.
    pub(super) fn find(&self, id: &Id) -> Result<Option<&Located>, Vec<Problem>> {
        let doubled = self.doubled.iter().filter(|(twin, _)| twin == id);
        let doubled: Vec<_> = doubled.map(|(_, problem)| problem.clone()).collect();
        if !doubled.is_empty() {
            return Err(doubled);
        }
        let at = self.located.binary_search_by(|one| one.id.cmp(id));
        Ok(at.ok().map(|at| &self.located[at]))
    }
}
