//! A disk of which each file is read once, for whoever looks at the same records several times.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, PoisonError};

use super::{Disk, Listing};

/// A disk that keeps the bytes of what was read of it. It is made for one look at a store and
/// dropped with it: what it says is what lay there at the first reading.
pub struct Once<'d> {
    under: &'d dyn Disk,
    /// Which files are worth keeping, by path.
    keeps: fn(&str) -> bool,
    kept: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl std::fmt::Debug for Once<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Once").finish_non_exhaustive()
    }
}

impl<'d> Once<'d> {
    /// A disk of which nothing has been read yet.
    pub fn over(under: &'d dyn Disk, keeps: fn(&str) -> bool) -> Self {
        let kept = Mutex::default();
        Self { under, keeps, kept }
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
        // A poisoned lock only means that another thread panicked; what is kept is whole.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Disk for Once<'_> {
    fn list(&self, folder: &str, deep: bool) -> io::Result<Listing> {
        self.under.list(folder, deep)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        if !(self.keeps)(path) {
            return self.under.read(path);
        }
        if let Some(bytes) = self.kept().get(path) {
            return Ok(bytes.clone());
        }
        let bytes = self.under.read(path)?;
        self.kept().insert(path.to_owned(), bytes.clone());
        Ok(bytes)
    }
}
