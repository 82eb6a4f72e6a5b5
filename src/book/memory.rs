//! A store in memory, for tests of whatever is pure.

use super::{Book, Disk, Listing, is_record};
use crate::record::{SETTINGS, Settings};
use std::collections::BTreeMap;
use std::io;

/// Files by path.
#[derive(Debug, Default, Clone)]
pub(crate) struct Memory(pub(crate) BTreeMap<String, String>);

impl Memory {
    /// A store of the given files.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        Self(
            files
                .iter()
                .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
                .collect(),
        )
    }

    /// The records, with the settings of `wbl.toml` if there is one.
    pub(crate) fn book(&self) -> Book<'_> {
        let settings = self
            .0
            .get(SETTINGS)
            .map_or_else(Settings::default, |text| toml::from_str(text).unwrap());
        Book::new(self, settings)
    }

    /// Applies a change, as a commit would.
    pub(crate) fn apply(&mut self, change: &crate::change::Change) {
        for edit in &change.edits {
            assert_eq!(
                self.0.get(&edit.path),
                edit.before.as_ref(),
                "{}",
                edit.path
            );
            match &edit.after {
                Some(text) => self.0.insert(edit.path.clone(), text.clone()),
                None => self.0.remove(&edit.path),
            };
        }
    }
}

impl Disk for Memory {
    fn list(&self, folder: &str, deep: bool) -> io::Result<Listing> {
        let prefix = format!("{folder}/");
        let within = |path: &&String| {
            path.strip_prefix(&prefix)
                .is_some_and(|rest| rest.matches('/').count() <= usize::from(deep))
        };
        let (files, strays) = self
            .0
            .keys()
            .filter(within)
            .cloned()
            .partition(|path: &String| is_record(path));
        Ok(Listing { files, strays })
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let text = self
            .0
            .get(path)
            .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        Ok(text.clone().into_bytes())
    }
}
