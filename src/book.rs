//! The records of a store, read on demand: one by one, all of a kind, or folded on all cores.

mod disk;
mod folder;
#[cfg(test)]
pub(crate) mod memory;
mod once;
mod overlay;
mod reading;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use crate::fault::{Fault, Result, unlisted};
use crate::record::{Body, KINDS, KindSpec, Settings, spec};
use crate::schema::{Kind, Problem, check};
use crate::value::Id;

pub use disk::{Disk, Listing, Located, Record, Sheet, is_record, unreadable};
use disk::{holds, is_text};
use folder::Folder;
pub use once::Once;
pub use overlay::Overlay;
use reading::{hinders, record_of, sheet_of};

/// All records of a store, and the problems met while reading them.
pub struct Book<'d> {
    disk: &'d dyn Disk,
    /// The store's settings.
    pub settings: Settings,
    /// What a person has chosen for references that name several records: kind, as typed, id.
    pub chosen: Vec<(Kind, String, Id)>,
    folders: Vec<OnceLock<Folder>>,
    problems: Mutex<BTreeMap<String, Vec<Problem>>>,
}

impl std::fmt::Debug for Book<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Book").finish_non_exhaustive()
    }
}

/// How many files a worker takes at a time.
const CHUNK: usize = 32;

impl<'d> Book<'d> {
    /// Opens the records that lie on a disk.
    pub fn new(disk: &'d dyn Disk, settings: Settings) -> Self {
        let folders = KINDS.iter().map(|_| OnceLock::new()).collect();
        Self {
            disk,
            settings,
            chosen: Vec::new(),
            folders,
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
        Ok(&self.folder(kind)?.located)
    }

    /// What lies among the records of a kind and is none, dot files apart.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn strays(&self, kind: Kind) -> Result<&[String]> {
        Ok(&self.folder(kind)?.strays)
    }

    fn folder(&self, kind: Kind) -> Result<&Folder> {
        let at = position(kind);
        if let Some(folder) = self.folders[at].get() {
            return Ok(folder);
        }
        let found = self.look_into(spec(kind))?;
        Ok(self.folders[at].get_or_init(|| found))
    }

    fn look_into(&self, spec: &KindSpec) -> Result<Folder> {
        let listing = self
            .disk
            .list(spec.folder, spec.by_year)
            .map_err(|error| unlisted(&error, spec.folder))?;
        let (folder, problems) = Folder::of(listing);
        for problem in problems {
            let path = problem.place.path.clone();
            self.note(&path, vec![problem]);
        }
        Ok(folder)
    }

    /// Where a record lies, or nothing where there is none.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn find(&self, kind: Kind, id: &Id) -> Result<Option<&Located>> {
        self.folder(kind)?
            .find(id)
            .map_err(|doubled| unreadable(&doubled))
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

    /// Reads one record; nothing where there is none, or where it cannot be read, which is noted.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn readable<T: Body>(&self, id: &Id) -> Result<Option<Record<T>>> {
        let Some(located) = self.find(T::KIND, id)? else {
            return Ok(None);
        };
        let record = self.parse(located);
        let noted = record.map_err(|problems| self.note(&located.path, problems));
        Ok(noted.ok())
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
        sheet_of(located, self.bytes(&located.path)?)
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
        record_of(located, self.bytes(&located.path)?)
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
        self.glance(T::KIND, |located| {
            let chunks = located.par_chunks(CHUNK);
            let sums = chunks.fold(&start, |mut sum, chunk| {
                for one in chunk {
                    match self.parse::<T>(one) {
                        Ok(record) => step(&mut sum, record),
                        Err(problems) => self.note(&one.path, problems),
                    }
                }
                sum
            });
            sums.reduce(&start, &join)
        })
    }

    /// What a look at where the records of a kind lie tells; for a large kind that takes more memory
    /// than most sums, and is not kept.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn glance<A>(&self, kind: Kind, look: impl FnOnce(&[Located]) -> A) -> Result<A> {
        match self.folders[position(kind)].get() {
            Some(kept) => Ok(look(&kept.located)),
            None => Ok(look(&self.look_into(spec(kind))?.located)),
        }
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
        self.each_sheet(kind, Some)
    }

    /// What `make` makes of each of the [`Book::sheets`] of a kind, by id, on all cores; of many
    /// records no more is kept.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn each_sheet<T: Send>(
        &self,
        kind: Kind,
        make: impl Fn(Sheet) -> Option<T> + Sync + Send,
    ) -> Result<Vec<T>> {
        let fields = spec(kind).fields();
        let all = self.located(kind)?.par_iter().filter_map(|one| {
            let sheet = self.sheet_at(one).and_then(|sheet| {
                let mut found = check(&one.path, &sheet.doc, fields);
                found.retain(hinders);
                if found.is_empty() {
                    Ok(sheet)
                } else {
                    Err(found)
                }
            });
            let sheet = sheet.map_err(|problems| self.note(&one.path, problems));
            sheet.ok().and_then(&make)
        });
        Ok(all.collect())
    }

    /// The records of a kind whose text holds `word` somewhere, parsed; the rest are not.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn sheets_with(&self, kind: Kind, word: &str) -> Result<Vec<Sheet>> {
        self.with(kind, word, sheet_of)
    }

    /// The typed records of a kind whose text holds `word` somewhere.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn all_with<T: Body>(&self, word: &str) -> Result<Vec<Record<T>>> {
        self.with(T::KIND, word, record_of)
    }

    /// What is made of the files of a kind whose bytes hold `word` somewhere.
    fn with<T: Send>(
        &self,
        kind: Kind,
        word: &str,
        make: fn(&Located, Vec<u8>) -> std::result::Result<T, Vec<Problem>>,
    ) -> Result<Vec<T>> {
        let all = self.located(kind)?.par_iter().filter_map(|one| {
            let bytes = self.bytes(&one.path);
            // What is no text, or nothing, may have held the word before it was broken.
            let is_without = |bytes: &Vec<u8>| is_text(bytes) && !holds(bytes, word.as_bytes());
            if !one.path.contains(word) && bytes.as_ref().is_ok_and(is_without) {
                return None;
            }
            bytes
                .and_then(|bytes| make(one, bytes))
                .map_err(|problems| self.note(&one.path, problems))
                .ok()
        });
        Ok(all.collect())
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
