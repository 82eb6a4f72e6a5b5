//! A disk with other texts laid over some of its files.

use std::collections::BTreeMap;
use std::io;

use super::{Disk, Listing, is_record};

/// A disk as it would be after a change.
pub struct Overlay<'d> {
    under: &'d dyn Disk,
    /// The texts over it, by path; nothing where the file is gone.
    pub texts: BTreeMap<String, Option<String>>,
}

impl std::fmt::Debug for Overlay<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let paths = self.texts.keys();
        f.debug_list().entries(paths).finish()
    }
}

impl<'d> Overlay<'d> {
    /// A disk with nothing over it yet.
    pub fn over(under: &'d dyn Disk) -> Self {
        Self {
            under,
            texts: BTreeMap::new(),
        }
    }
}

impl Disk for Overlay<'_> {
    fn list(&self, folder: &str, deep: bool) -> io::Result<Listing> {
        let mut listing = self.under.list(folder, deep)?;
        let within = |path: &str| {
            let rest = path.strip_prefix(folder)?.strip_prefix('/')?;
            (rest.matches('/').count() <= usize::from(deep)).then_some(())
        };
        for (path, text) in &self.texts {
            listing.files.retain(|one| one != path);
            if text.is_some() && is_record(path) && within(path).is_some() {
                listing.files.push(path.clone());
            }
        }
        Ok(listing)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.texts.get(path) {
            Some(Some(text)) => Ok(text.clone().into_bytes()),
            Some(None) => Err(io::ErrorKind::NotFound.into()),
            None => self.under.read(path),
        }
    }
}
