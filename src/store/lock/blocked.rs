//! What keeps the lock from being taken: who holds it, or what is in its way; and what to type.

use std::fs::{self, File};
use std::io;

use crate::fault::{Blame, Fault};

use super::super::disk::Folder;
use super::holder::{Holder, host, seconds, words_in};

/// How many seconds the clocks of two machines may differ without a word.
const SKEW: u64 = 120;

/// Who holds the lock, if that is known, and whether that is only what a file says.
#[derive(Debug)]
pub struct Held(pub(super) Option<Holder>, pub(super) bool);

impl Held {
    /// The fault of a wait that was too long.
    pub fn busy(&self) -> Fault {
        let fault = Fault::new(
            Blame::Busy,
            format!("the store is busy: {self} is writing to it"),
        )
        .hint("wait until it is done, and run the same command again; nothing was written");
        let Some(holder) = &self.0 else {
            return if self.1 {
                fault.hint("if no wbl runs on this store, delete .wbl/lock.held: it does not say whose it is")
            } else {
                fault
            };
        };
        let delete = "delete .wbl/lock and .wbl/lock.held";
        let fault = if holder.since > seconds() + SKEW {
            fault.hint("its time lies in the future: the clock of one of the two machines is wrong")
        } else {
            fault
        };
        if holder.host != host() {
            fault.hint(format!(
                "if nothing runs on `{}` any more, {delete}",
                holder.host
            ))
        } else if self.1 {
            fault.hint(format!("if process {} is no wbl, {delete}", holder.process))
        } else {
            fault
        }
    }
}

/// The fault of a lock that cannot be taken at all: which file is in the way, and what to do.
pub(super) fn out_of_reach(folder: &Folder, error: &io::Error) -> Fault {
    for (path, is_folder) in [(".wbl", true), (".wbl/tmp", true), (".wbl/lock", false)] {
        let Ok(there) = fs::symlink_metadata(folder.path(path)) else {
            continue;
        };
        let is_link = there.is_symlink() && fs::metadata(folder.path(path)).is_err();
        if is_link || there.is_dir() != is_folder && !there.is_symlink() {
            let (wanted, found) = match (is_folder, is_link) {
                (_, true) => ("", "a link that leads nowhere"),
                (true, _) => ("a folder", "a file"),
                (false, _) => ("a file", "a folder"),
            };
            let wanted = if wanted.is_empty() {
                String::new()
            } else {
                format!("should be {wanted}, and ")
            };
            return Fault::could(format!("could not write to the store: {path} {wanted}is {found}"))
                .hint(format!("it holds no records; in the store's folder move it away, and run this again: `mv {path} moved-away`"));
        }
    }
    let is_lock = error.kind() == io::ErrorKind::PermissionDenied
        && fs::metadata(folder.path(".wbl/lock")).is_ok();
    if is_lock {
        return Fault::io(error, "write to the store's lock, .wbl/lock")
            .hint("it is another user's, or closed to you: in the store's folder `ls -l .wbl/lock` shows whose");
    }
    let hint = match error.kind() {
        io::ErrorKind::ReadOnlyFilesystem => {
            "this disk lets nobody write; records can be read: copy the store to another place to change it"
        }
        io::ErrorKind::PermissionDenied => {
            "in the store's folder `ls -ld . .wbl` shows whose it is and who may write in it"
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "make room on the disk, and run this again; nothing was written"
        }
        _ => "look at the store's folder: `wbl doctor` says what it can of it",
    };
    Fault::io(error, "write to the store").hint(hint)
}

impl std::fmt::Display for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Some(holder) = &self.0 else {
            return f.write_str("another wbl");
        };
        write!(f, "`{}` (process {}", holder.verb, holder.process)?;
        if holder.host != host() {
            write!(f, " on `{}`", holder.host)?;
        }
        write!(f, ", since {})", holder.at)
    }
}

/// Who holds the lock, by the words in its file.
pub fn holder_in(file: &mut File) -> String {
    Held(words_in(file), false).to_string()
}
