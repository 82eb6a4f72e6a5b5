//! One writer at a time: the store's lock, held by the system for as long as its holder lives.
//!
//! On a file system that knows no locks, a file that only one can make stands for it. On a network
//! folder whose locks do not reach the other machines, the holder's words in the lock file do.

mod blocked;
mod holder;
#[cfg(test)]
mod tests;

use std::fs::{self, File, TryLockError};
use std::io::{self, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::fault::Result;

use super::disk::Folder;
use super::recover::{self, Finished};
use blocked::out_of_reach;
pub(super) use blocked::{Held, holder_in};
use holder::{Holder, words_in};

/// Who writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writer {
    /// The command, without its arguments: nothing that could be a name.
    pub verb: String,
    /// The number of the process.
    pub process: u32,
    /// The local day and time, such as `2026-11-22 14:03`.
    pub at: String,
}

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

/// How long one sleeps between two looks at the lock.
pub(super) const NAP: Duration = Duration::from_millis(7);
/// After how long the wait is told.
pub(super) const FELT: Duration = Duration::from_millis(300);

/// The store's lock, held until it is dropped. The system drops a dead holder's.
#[derive(Debug)]
pub struct Lock {
    file: File,
    /// The file that stands for the lock where the system has none.
    stand_in: Option<PathBuf>,
    /// Who holds it.
    pub(super) writer: Writer,
    /// What an earlier writer had left unfinished and was finished now.
    pub finished: Option<Finished>,
}

/// What one look at the lock gave.
enum Tried {
    Got {
        stand_in: Option<PathBuf>,
    },
    Held {
        holder: Option<Holder>,
        /// Whether nothing but the words of a file say so.
        is_told: bool,
    },
}

impl Lock {
    /// Takes the store's lock, and finishes what a dead writer left unfinished.
    ///
    /// # Errors
    /// Where the store cannot be written (exit 1), another writer keeps it, or what was left cannot
    /// be finished because a file has changed since (exit 6).
    pub fn take(folder: &Folder, writer: &Writer, wait: Wait<'_>) -> Result<Self> {
        let mut lock = Self::take_as_it_is(folder, writer, wait)?;
        lock.finished = recover::finish(folder, &lock)?;
        Ok(lock)
    }

    /// Takes the store's lock, and leaves a dead writer's journal where it is.
    pub(super) fn take_as_it_is(folder: &Folder, writer: &Writer, wait: Wait<'_>) -> Result<Self> {
        let could = |error: io::Error| out_of_reach(folder, &error);
        let begun = Instant::now();
        let mut told = false;
        loop {
            let holder = match Self::try_once(folder, writer).map_err(could)? {
                Ok(lock) => return Ok(lock),
                Err(holder) => holder,
            };
            if begun.elapsed() > wait.most {
                return Err(holder.busy());
            }
            if !told && begun.elapsed() > FELT {
                (wait.tell)(&holder.to_string());
                told = true;
            }
            std::thread::sleep(NAP);
        }
    }

    /// Looks once whether the lock is free, and takes it if so; else says who holds it.
    pub(super) fn try_once(
        folder: &Folder,
        writer: &Writer,
    ) -> io::Result<std::result::Result<Self, Held>> {
        super::put::make_folder(&folder.path(".wbl/tmp"))?;
        let path = folder.path(".wbl/lock");
        let mut options = fs::OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        let mine = Holder::of(writer);
        let stand_in = match tried(&mut file, &path, &mine)? {
            Tried::Got { stand_in } => stand_in,
            Tried::Held { holder, is_told } => return Ok(Err(Held(holder, is_told))),
        };
        // The holder's words are a help for others; the lock holds without them.
        let _ = write_over(&mut file, &serde_json::to_vec(&mine)?);
        Ok(Ok(Self {
            file,
            stand_in,
            writer: writer.clone(),
            finished: None,
        }))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Words that stay behind are known as a dead holder's.
        let _ = write_over(&mut self.file, b"");
        if let Some(stand_in) = &self.stand_in {
            let _ = fs::remove_file(stand_in);
        }
    }
}

fn tried(file: &mut File, path: &Path, mine: &Holder) -> io::Result<Tried> {
    match file.try_lock() {
        Ok(()) => {
            let words = words_in(file);
            let is_foreign = |holder: &Holder| holder.host != mine.host && !holder.is_gone();
            if words.as_ref().is_some_and(is_foreign) {
                // The system's locks do not reach that machine, or it died a moment ago.
                return Ok(Tried::Held {
                    holder: words,
                    is_told: true,
                });
            }
            Ok(Tried::Got { stand_in: None })
        }
        Err(TryLockError::WouldBlock) => Ok(Tried::Held {
            holder: words_in(file),
            is_told: false,
        }),
        Err(TryLockError::Error(error)) if knows_no_locks(&error) => {
            stand_in(path.with_extension("held"), mine)
        }
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn knows_no_locks(error: &io::Error) -> bool {
    #[cfg(unix)]
    let is_out = error.raw_os_error() == Some(rustix::io::Errno::NOLCK.raw_os_error());
    #[cfg(not(unix))]
    let is_out = false;
    is_out || super::put::is_unknown(error)
}

/// Takes the lock by making a file that only one can make. Only who holds such a file beside a dead
/// holder's puts it in that one's place: two who see the dead one cannot both follow it.
fn stand_in(path: PathBuf, mine: &Holder) -> io::Result<Tried> {
    let mut options = fs::OpenOptions::new();
    match options.write(true).create_new(true).open(&path) {
        Ok(mut file) => {
            file.write_all(&serde_json::to_vec(mine)?)?;
            return Ok(Tried::Got {
                stand_in: Some(path),
            });
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    let held = |holder| Tried::Held {
        holder,
        is_told: true,
    };
    let Some(text) = text_of(&path)? else {
        return Ok(held(None));
    };
    let holder: Option<Holder> = serde_json::from_slice(&text).ok();
    if !holder.as_ref().is_some_and(Holder::is_gone) {
        return Ok(held(holder));
    }
    let mut next = path.clone().into_os_string();
    next.push(".next");
    let next = match stand_in(next.into(), mine)? {
        Tried::Got {
            stand_in: Some(next),
        } => next,
        other => return Ok(other),
    };
    if text_of(&path)? != Some(text) {
        fs::remove_file(next)?;
        return Ok(held(None));
    }
    fs::rename(next, &path)?;
    Ok(Tried::Got {
        stand_in: Some(path),
    })
}

/// The bytes of a file; none where there is none.
fn text_of(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn write_over(file: &mut File, text: &[u8]) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(text)
}
