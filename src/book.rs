//! The records of a store, read on demand: one by one, all of a kind, or folded on all cores.

mod disk;
#[cfg(test)]
pub(crate) mod memory;
mod overlay;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use crate::fault::{Fault, Result};
use crate::record::{Body, KINDS, KindSpec, Settings, spec};
use crate::schema::{Doc, Kind, Problem, Severity, check, read_plain};
use crate::value::Id;

use disk::holds;
pub use disk::{Disk, Listing, Located, Record, Sheet, unreadable};
pub use overlay::Overlay;

/// All records of a store, and the problems met while reading them.
pub struct Book<'d> {
    disk: &'d dyn Disk,
    /// The store's settings.
    pub settings: Settings,
    /// What a person has chosen for references that name several records: kind, as typed, id.
    pub chosen: Vec<(Kind, String, Id)>,
    located: Vec<OnceLock<Vec<Located>>>,
    problems: Mutex<BTreeMap<String, Vec<Problem>>>,
}

impl std::fmt::Debug for Book<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Book").finish_non_exhaustive()
    }
}

/// How many files a worker takes at a time.
const CHUNK: usize = 64;

impl<'d> Book<'d> {
    /// Opens the records that lie on a disk.
    pub fn new(disk: &'d dyn Disk, settings: Settings) -> Self {
        let located = KINDS.iter().map(|_| OnceLock::new()).collect();
        Self {
            disk,
            settings,
            chosen: Vec::new(),
            located,
            problems: Mutex::default(),
        }
    }

    /// What a person has chosen for a reference that names several records.
    pub fn chosen_for(&self, kind: Kind, typed: &str) -> Option<Id> {
        let found = self
            .chosen
            .iter()
            .find(|(of, text, _)| *of == kind && text == typed);
        found.map(|(_, _, id)| id.clone())
    }

    /// The disk itself.
    pub fn disk(&self) -> &'d dyn Disk {
        self.disk
    }

    /// Notes that a file could not be read; it is then shown, and decides the exit code.
    pub fn note(&self, path: &str, problems: Vec<Problem>) {
        // A poisoned lock only means that another thread panicked; the notes are whole.
        let mut noted = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
        noted.insert(path.to_owned(), problems);
    }

    /// The files that could not be read so far, by path, with all that is wrong in each.
    pub fn problems(&self) -> Vec<Problem> {
        let noted = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
        noted.values().flatten().cloned().collect()
    }

    /// Where every record of a kind lies, by id. Files whose names cannot be ids are noted.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn located(&self, kind: Kind) -> Result<&[Located]> {
        let at = position(kind);
        if let Some(located) = self.located[at].get() {
            return Ok(located);
        }
        let found = self.locate(spec(kind))?;
        Ok(self.located[at].get_or_init(|| found))
    }

    fn locate(&self, spec: &KindSpec) -> Result<Vec<Located>> {
        let listing = self.disk.list(spec.folder, spec.by_year).map_err(|error| {
            Fault::io(&error, format_args!("list the folder {}", spec.folder))
                .hint("look at it in the store's folder: is it a folder, and may you read it?")
        })?;
        let mut located = Vec::with_capacity(listing.files.len());
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
                    self.note(&path, vec![problem]);
                }
            }
        }
        located.sort();
        let twins: Vec<_> = located
            .windows(2)
            .filter(|pair| pair[0].id == pair[1].id)
            .map(|pair| (pair[1].clone(), pair[0].path.clone()))
            .collect();
        for (twin, first) in twins {
            let message = format!(
                "`{}` is also the id of {first}; only that one is read",
                twin.id
            );
            let problem = Problem::of_file("duplicate-id", &twin.path, message)
                .hint("give one of the two files another name, or delete the copy");
            self.note(&twin.path, vec![problem]);
            located.retain(|one| *one != twin);
        }
        Ok(located)
    }

    /// Where a record lies, or nothing where there is none.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn find(&self, kind: Kind, id: &Id) -> Result<Option<&Located>> {
        let located = self.located(kind)?;
        let (folder, end) = (spec(kind).folder, format!("/{id}.toml"));
        let of_id = |path: &str| path.starts_with(folder) && path.ends_with(&end);
        let mut doubled = self.problems();
        doubled.retain(|problem| problem.rule == "duplicate-id" && of_id(&problem.place.path));
        if !doubled.is_empty() {
            return Err(unreadable(&doubled));
        }
        Ok(located
            .binary_search_by(|one| one.id.cmp(id))
            .ok()
            .map(|at| &located[at]))
    }

    /// Whether there is a record with this id, readable or not.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn has(&self, kind: Kind, id: &Id) -> Result<bool> {
        Ok(self.find(kind, id)?.is_some())
    }

    /// Reads one record; nothing where there is none.
    ///
    /// # Errors
    /// Where it is there and cannot be read (exit 7).
    pub fn get<T: Body>(&self, id: &Id) -> Result<Option<Record<T>>> {
        let Some(located) = self.find(T::KIND, id)? else {
            return Ok(None);
        };
        match self.parse::<T>(located) {
            Ok(record) => Ok(Some(record)),
            Err(problems) => Err(unreadable(&problems)),
        }
    }

    /// Reads one record's text and values; nothing where there is none.
    ///
    /// # Errors
    /// Where it is there and cannot be parsed (exit 7).
    pub fn sheet(&self, kind: Kind, id: &Id) -> Result<Option<Sheet>> {
        let Some(located) = self.find(kind, id)? else {
            return Ok(None);
        };
        match self.sheet_at(located) {
            Ok(sheet) => Ok(Some(sheet)),
            Err(problems) => Err(unreadable(&problems)),
        }
    }

    /// Parses the file that lies there; its fields are not yet held against the table.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn sheet_at(&self, located: &Located) -> std::result::Result<Sheet, Vec<Problem>> {
        let bytes = self.bytes(&located.path)?;
        let doc = Doc::parse_bytes(&located.path, bytes)?;
        Ok(Sheet {
            id: located.id.clone(),
            path: located.path.clone(),
            doc,
        })
    }

    fn bytes(&self, path: &str) -> std::result::Result<Vec<u8>, Vec<Problem>> {
        self.disk.read(path).map_err(|error| {
            let fault = Fault::io(&error, "read this file");
            vec![
                Problem::of_file("unreadable", path, fault.message)
                    .hint("look at it: is it a file, and may you read it?"),
            ]
        })
    }

    fn parse<T: Body>(&self, located: &Located) -> std::result::Result<Record<T>, Vec<Problem>> {
        let bytes = self.bytes(&located.path)?;
        let text = std::str::from_utf8(&bytes).ok();
        let text = text.map(|text| text.strip_prefix('\u{feff}').unwrap_or(text));
        let body = text.and_then(|text| read_plain(text).or_else(|| toml::from_str(text).ok()));
        match body {
            Some(body) => Ok(Record {
                id: located.id.clone(),
                path: located.path.clone(),
                body,
            }),
            None => Err(why_not::<T>(&located.path, bytes)),
        }
    }

    /// Reads every record of a kind on all cores, hands each to `step` once, and joins the sums.
    /// Files that cannot be read are noted; they stop nothing.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn fold<T: Body, A: Send>(
        &self,
        start: impl Fn() -> A + Sync + Send,
        step: impl Fn(&mut A, Record<T>) + Sync + Send,
        join: impl Fn(A, A) -> A + Sync + Send,
    ) -> Result<A> {
        // Where the files of a large kind lie takes more memory than most sums: it is not kept.
        let found;
        let located = if let Some(kept) = self.located[position(T::KIND)].get() {
            kept
        } else {
            found = self.locate(spec(T::KIND))?;
            &found
        };
        let sum = located
            .par_chunks(CHUNK)
            .fold(&start, |mut sum, chunk| {
                for one in chunk {
                    match self.parse::<T>(one) {
                        Ok(record) => step(&mut sum, record),
                        Err(problems) => self.note(&one.path, problems),
                    }
                }
                sum
            })
            .reduce(&start, &join);
        Ok(sum)
    }

    /// Every readable record of a kind, by id.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn all<T: Body>(&self) -> Result<Vec<Record<T>>> {
        let mut all = self.fold(Vec::new, Vec::push, |mut all, mut more| {
            all.append(&mut more);
            all
        })?;
        all.sort_by(|a: &Record<T>, b| a.id.cmp(&b.id));
        Ok(all)
    }

    /// Text and values of every record of a kind whose fields fit the table, by id; the others
    /// are noted.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn sheets(&self, kind: Kind) -> Result<Vec<Sheet>> {
        let fields = spec(kind).fields();
        let sheets = self.located(kind)?.par_iter().filter_map(|one| {
            let sheet = self.sheet_at(one).and_then(|sheet| {
                let mut found = check(&one.path, &sheet.doc, fields);
                found.retain(hinders);
                if found.is_empty() {
                    Ok(sheet)
                } else {
                    Err(found)
                }
            });
            sheet
                .map_err(|problems| self.note(&one.path, problems))
                .ok()
        });
        Ok(sheets.collect())
    }

    /// The records of a kind whose text holds `word` somewhere, parsed; the rest are not.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn sheets_with(&self, kind: Kind, word: &str) -> Result<Vec<Sheet>> {
        let finder = word.as_bytes();
        let sheets = self.located(kind)?.par_iter().filter_map(|one| {
            let bytes = self.disk.read(&one.path);
            let holds = match &bytes {
                Ok(bytes) => holds(bytes, finder),
                Err(_) => true,
            };
            if !holds {
                return None;
            }
            self.sheet_at(one)
                .map_err(|problems| self.note(&one.path, problems))
                .ok()
        });
        Ok(sheets.collect())
    }

    /// The typed records of a kind whose text holds `word` somewhere.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn all_with<T: Body>(&self, word: &str) -> Result<Vec<Record<T>>> {
        let finder = word.as_bytes();
        let records = self.located(T::KIND)?.par_iter().filter_map(|one| {
            let bytes = self.disk.read(&one.path);
            if bytes.is_ok_and(|bytes| !holds(&bytes, finder)) {
                return None;
            }
            self.parse::<T>(one)
                .map_err(|problems| self.note(&one.path, problems))
                .ok()
        });
        Ok(records.collect())
    }

    /// The text of a file of the store as it is now, if it is there.
    ///
    /// # Errors
    /// Where it is there and cannot be read as text (exit 7).
    pub fn text(&self, path: &str) -> Result<Option<String>> {
        match self.disk.read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Fault::io(&error, format_args!("read {path}"))
                .hint("look at it: is it a file, and may you read it?")),
            Ok(bytes) => match crate::schema::text_of(path, bytes) {
                Ok(text) => Ok(Some(text)),
                Err(problems) => Err(unreadable(&problems)),
            },
        }
    }
}

/// Where a kind stands in the table of kinds.
fn position(kind: Kind) -> usize {
    // Every kind has its row.
    KINDS.iter().position(|spec| spec.kind == kind).unwrap_or(0)
}

/// Whether a problem keeps a record from being read: two items that nothing tells apart do not.
fn hinders(problem: &Problem) -> bool {
    problem.severity == Severity::Error && problem.rule != "duplicate-item"
}

/// All that is wrong with a file that could not be read as its struct.
fn why_not<T: Body>(path: &str, bytes: Vec<u8>) -> Vec<Problem> {
    let doc = match Doc::parse_bytes(path, bytes) {
        Ok(doc) => doc,
        Err(problems) => return problems,
    };
    let mut found = check(path, &doc, spec(T::KIND).fields());
    found.retain(hinders);
    if found.is_empty() {
        // The table allows what the struct does not: the tests keep this from happening.
        found.push(Problem::of_file(
            "unreadable",
            path,
            "this record cannot be read",
        ));
    }
    found
}
