//! How often the store has been written: a reader looks before and after, and sees what came between.
//!
//! A writer counts after its journal is in place and before it touches a file. So whoever reads the
//! count, sees no journal, reads files, and finds the count as it was, has read no half of a change.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};

use super::disk::Folder;

/// Where the count is kept.
pub(super) const SHOWN: &str = ".wbl/turn";

/// The store as it was at one moment, to be held against another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn(Vec<u8>);

impl Turn {
    /// The count now; of a store that was never written, or whose count cannot be read, nothing.
    pub(super) fn of(folder: &Folder) -> Self {
        Self(fs::read(folder.path(SHOWN)).unwrap_or_default())
    }

    /// Whether no change has been written since.
    pub fn still_stands(&self, folder: &Folder) -> bool {
        *self == Self::of(folder)
    }
}

/// Counts one more. Written over in place: that needs no room.
pub(super) fn raise(folder: &Folder) -> io::Result<()> {
    let text = String::from_utf8(Turn::of(folder).0).unwrap_or_default();
    let next = text.trim().parse().unwrap_or(0_u64).wrapping_add(1);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(folder.path(SHOWN))?;
    file.write_all(format!("{next:020}\n").as_bytes())
}
