//! The store's folder as a `Disk`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::book::{Disk, Listing, is_record};

/// A store's folder.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Where it is.
    pub root: PathBuf,
    /// Texts that stand for files, by path; none where the file is gone.
    pub(super) over: Arc<BTreeMap<String, Option<String>>>,
}

impl Folder {
    /// The store in a folder.
    pub fn new(root: PathBuf) -> Self {
        let over = Arc::default();
        Self { root, over }
    }

    /// A file that is not there, and a link that leads to none, are not the same.
    fn why_missing(&self, path: &str, error: io::Error) -> io::Error {
        let is_link = error.kind() == io::ErrorKind::NotFound
            && fs::symlink_metadata(self.path(path)).is_ok_and(|there| there.is_symlink());
        if is_link {
            io::Error::other("it is a link that leads nowhere")
        } else {
            error
        }
    }

    /// Whether a file is a link that leads out of the store: what lies there is another's. A folder
    /// that is a link leads where its owner keeps the records of that kind.
    pub fn leads_out(&self, path: &str) -> bool {
        let file = self.path(path);
        let Ok(there) = fs::canonicalize(&file) else {
            return false;
        };
        let is_below =
            |folder: &Path| fs::canonicalize(folder).is_ok_and(|folder| there.starts_with(folder));
        !is_below(&self.root) && !file.parent().is_some_and(is_below)
    }

    /// The path of a file of the store.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }
}

impl Disk for Folder {
    fn list(&self, folder: &str, deep: bool) -> io::Result<Listing> {
        let mut listing = Listing::default();
        list_into(&self.root, folder, deep, &mut listing)?;
        for (path, text) in self.over.iter() {
            let (above, name) = path.rsplit_once('/').unwrap_or(("", path));
            let is_below = above.strip_prefix(folder).is_some_and(|rest| {
                rest.is_empty() || (deep && rest.starts_with('/') && !rest[1..].contains('/'))
            });
            if is_below && is_record(name) {
                listing.files.retain(|listed| listed != path);
                listing.files.extend(text.is_some().then(|| path.clone()));
            }
        }
        Ok(listing)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.over.get(path) {
            Some(Some(text)) => Ok(text.clone().into_bytes()),
            Some(None) => Err(io::ErrorKind::NotFound.into()),
            None => read(&self.path(path)).map_err(|error| self.why_missing(path, error)),
        }
    }
}

/// Most records are shorter.
const USUAL: usize = 8 * 1024;

/// Reads a file to its end; its size is not asked for first, which for a short file takes longer
/// than reading it.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(USUAL);
    fs::File::open(path)?
        .take(u64::MAX)
        .read_to_end(&mut bytes)?;
    bytes.shrink_to_fit();
    Ok(bytes)
}

fn list_into(root: &Path, folder: &str, deep: bool, listing: &mut Listing) -> io::Result<()> {
    let entries = match fs::read_dir(root.join(folder)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            listing
                .strays
                .push(format!("{folder}/{}", entry.file_name().to_string_lossy()));
            continue;
        };
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{folder}/{name}");
        if is_record(name) && !is_endless(&entry) {
            listing.files.push(path);
        } else if deep && is_folder(&entry) {
            list_into(root, &path, false, listing)?;
        } else {
            if is_folder(&entry) {
                listing.strays.extend(records_in(root, &path));
            }
            listing.strays.push(path);
        }
    }
    Ok(())
}

/// What is called like a record in a folder in which none should be.
fn records_in(root: &Path, folder: &str) -> Vec<String> {
    let names = fs::read_dir(root.join(folder)).into_iter().flatten();
    let names = names.flatten().map(|entry| entry.file_name());
    let names = names.filter_map(|name| name.into_string().ok());
    let records = names.filter(|name| is_record(name) && !name.starts_with('.'));
    records.map(|name| format!("{folder}/{name}")).collect()
}

/// Whether an entry is a pipe, a socket or a device, seen through a symbolic link: reading one
/// might never end. A folder named like a record is told of when it is read.
fn is_endless(entry: &fs::DirEntry) -> bool {
    let odd = |kind: fs::FileType| !kind.is_file() && !kind.is_dir() && !kind.is_symlink();
    match entry.file_type() {
        Ok(kind) if kind.is_symlink() => {
            fs::metadata(entry.path()).is_ok_and(|seen| odd(seen.file_type()))
        }
        Ok(kind) => odd(kind),
        Err(_) => false,
    }
}

/// Whether an entry is a folder, seen through a symbolic link.
fn is_folder(entry: &fs::DirEntry) -> bool {
    match entry.file_type() {
        Ok(kind) if kind.is_symlink() => entry.path().is_dir(),
        Ok(kind) => kind.is_dir(),
        Err(_) => false,
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_a_file_of_another_leads_out_and_a_linked_folder_does_not() {
        let (store, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let link = std::os::unix::fs::symlink::<PathBuf, PathBuf>;
        fs::create_dir(store.path().join("partners")).unwrap();
        fs::write(elsewhere.path().join("a.toml"), "name = \"A\"\n").unwrap();
        fs::write(store.path().join("partners/own.toml"), "name = \"O\"\n").unwrap();
        let there = elsewhere.path().join("a.toml");
        link(there, store.path().join("partners/a.toml")).unwrap();
        link(elsewhere.path().into(), store.path().join("contacts")).unwrap();
        link("own.toml".into(), store.path().join("partners/b.toml")).unwrap();
        let folder = Folder::new(store.path().to_owned());
        assert!(folder.leads_out("partners/a.toml"));
        for within in [
            "partners/own.toml",
            "partners/b.toml",
            "contacts/a.toml",
            "x.toml",
        ] {
            assert!(!folder.leads_out(within), "{within}");
        }
    }

    #[test]
    fn what_is_no_regular_file_is_no_record() {
        let store = tempfile::tempdir().unwrap();
        let partners = store.path().join("partners");
        fs::create_dir(&partners).unwrap();
        fs::write(partners.join("a.toml"), "name = \"A\"\n").unwrap();
        std::os::unix::net::UnixListener::bind(partners.join("b.toml")).unwrap();
        std::os::unix::fs::symlink(partners.join("a.toml"), partners.join("c.toml")).unwrap();
        std::os::unix::fs::symlink("/dev/zero", partners.join("d.toml")).unwrap();
        let mut listing = Folder::new(store.path().to_owned())
            .list("partners", false)
            .unwrap();
        listing.files.sort();
        listing.strays.sort();
        assert_eq!(listing.files, ["partners/a.toml", "partners/c.toml"]);
        assert_eq!(listing.strays, ["partners/b.toml", "partners/d.toml"]);
    }
}
