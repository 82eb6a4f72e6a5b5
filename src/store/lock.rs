//! One writer at a time: the store's lock, held by the system for as long as its holder lives.

use std::fs::{self, File, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::time::{Duration, Instant};

use crate::fault::{Blame, Fault, Result};

use super::disk::Folder;

/// How long to wait for another writer, and whom to tell.
#[derive(Clone, Copy)]
pub struct Wait<'a> {
    /// How long.
    pub most: Duration,
    /// Told once who holds the lock, when the wait is felt.
    pub tell: &'a dyn Fn(&str),
}

impl std::fmt::Debug for Wait<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wait")
            .field("most", &self.most)
            .finish_non_exhaustive()
    }
}

/// The store's lock, held until it is dropped. The system drops a dead holder's.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the store's lock; `holder` says who does, for others who wait.
    ///
    /// # Errors
    /// Where the store cannot be written (exit 1) or another writer keeps it (exit 6).
    pub fn take(folder: &Folder, holder: &str, wait: Wait<'_>) -> Result<Self> {
        let own = folder.path(".wbl");
        let could = |error: &std::io::Error| {
            Fault::io(error, "write to the store")
                .hint("look at who may write in the store's folder")
        };
        super::commit::make_folder(&own).map_err(|error| could(&error))?;
        let path = own.join("lock");
        let mut file = fs::OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|error| could(&error))?;
        let begun = Instant::now();
        let mut told = false;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(error)) => return Err(could(&error)),
                Err(TryLockError::WouldBlock) => {}
            }
            let mut who = String::new();
            // The holder's words are a help; without them the wait is the same.
            let _ = file.rewind().and_then(|()| file.read_to_string(&mut who));
            let who = if who.trim().is_empty() {
                "another wbl"
            } else {
                who.trim()
            };
            if begun.elapsed() > wait.most {
                return Err(Fault::new(
                    Blame::Busy,
                    format!("the store is busy: {who} is writing to it"),
                )
                .hint(
                    "wait until it is done, and run the same command again; nothing was written",
                ));
            }
            if !told && begun.elapsed() > Duration::from_millis(300) {
                (wait.tell)(who);
                told = true;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        // The holder's name is a help for others; the lock holds without it.
        let _ = file
            .set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(holder.as_bytes()));
        Ok(Self { _file: file })
    }
}
