//! The store's folder as a `Disk`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::book::{Disk, Listing};

/// A store's folder.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Where it is.
    pub root: PathBuf,
}

impl Folder {
    /// The path of a file of the store.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }
}

impl Disk for Folder {
    fn list(&self, folder: &str, deep: bool) -> io::Result<Listing> {
        let mut listing = Listing::default();
        list_into(&self.root, folder, deep, &mut listing)?;
        Ok(listing)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        fs::read(self.path(path))
    }
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
        if Path::new(name)
            .extension()
            .is_some_and(|ending| ending == "toml")
        {
            listing.files.push(path);
        } else if deep && is_folder(&entry) {
            list_into(root, &path, false, listing)?;
        } else {
            listing.strays.push(path);
        }
    }
    Ok(())
}

/// Whether an entry is a folder, seen through a symbolic link.
fn is_folder(entry: &fs::DirEntry) -> bool {
    match entry.file_type() {
        Ok(kind) if kind.is_symlink() => entry.path().is_dir(),
        Ok(kind) => kind.is_dir(),
        Err(_) => false,
    }
}
