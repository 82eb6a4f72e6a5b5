//! One writer at a time: the store's lock, held by the system for as long as its holder lives.
//!
//! On a file system that knows no locks, a file that only one can make stands for it. On a network
//! folder whose locks do not reach the other machines, the holder's words in the lock file do.

use std::fmt::Write as _;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::fault::{Blame, Fault, Result};

use super::disk::Folder;
use super::recover;

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
/// After how long a lock of another machine is taken for forgotten: no command writes so long.
const FORGOTTEN: Duration = Duration::from_mins(10);

/// The store's lock, held until it is dropped. The system drops a dead holder's.
#[derive(Debug)]
pub struct Lock {
    file: File,
    /// The file that stands for the lock where the system has none.
    stand_in: Option<PathBuf>,
    /// Who holds it.
    pub(super) writer: Writer,
    /// What an earlier writer had left unfinished and was finished now, as a sentence.
    pub finished: Option<String>,
}

/// The holder's words in the lock file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Holder {
    verb: String,
    process: u32,
    host: String,
    at: String,
    /// Seconds since 1970.
    since: u64,
}

/// What one look at the lock gave.
enum Tried {
    Got { stand_in: Option<PathBuf> },
    Held(Option<Holder>),
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
        let could = |error: io::Error| {
            Fault::io(&error, "write to the store")
                .hint("look at who may write in the store's folder")
        };
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
            Tried::Held(holder) => return Ok(Err(Held(holder))),
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

/// Who holds the lock, if that is known.
#[derive(Debug)]
pub(super) struct Held(Option<Holder>);

impl Held {
    /// The fault of a wait that was too long.
    pub(super) fn busy(&self) -> Fault {
        let fault = Fault::new(
            Blame::Busy,
            format!("the store is busy: {self} is writing to it"),
        )
        .hint("wait until it is done, and run the same command again; nothing was written");
        match &self.0 {
            Some(holder) if holder.host != host() => fault.hint(format!(
                "if nothing runs on `{}` any more, delete .wbl/lock and .wbl/lock.held",
                holder.host
            )),
            _ => fault,
        }
    }
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

impl Holder {
    fn of(writer: &Writer) -> Self {
        Self {
            verb: writer.verb.clone(),
            process: writer.process,
            host: host(),
            at: writer.at.clone(),
            since: seconds(),
        }
    }

    /// Whether it is certain that nobody holds the lock by these words any more.
    fn is_gone(&self) -> bool {
        if self.host == host() {
            return !is_alive(self.process);
        }
        seconds().saturating_sub(self.since) > FORGOTTEN.as_secs()
    }
}

fn tried(file: &mut File, path: &Path, mine: &Holder) -> io::Result<Tried> {
    match file.try_lock() {
        Ok(()) => {
            let words = words_in(file);
            let is_foreign = |holder: &Holder| holder.host != mine.host && !holder.is_gone();
            if words.as_ref().is_some_and(is_foreign) {
                // The system's locks do not reach that machine, or it died a moment ago.
                return Ok(Tried::Held(words));
            }
            Ok(Tried::Got { stand_in: None })
        }
        Err(TryLockError::WouldBlock) => Ok(Tried::Held(words_in(file))),
        Err(TryLockError::Error(error)) if knows_no_locks(&error) => stand_in(path, mine),
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

/// Takes the lock by making a file that only one can make.
fn stand_in(lock: &Path, mine: &Holder) -> io::Result<Tried> {
    let path = lock.with_extension("held");
    for _ in 0..2 {
        match fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)
        {
            Ok(mut file) => {
                file.write_all(&serde_json::to_vec(mine)?)?;
                let stand_in = Some(path);
                return Ok(Tried::Got { stand_in });
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
        let mut text = Vec::new();
        match File::open(&path) {
            Ok(mut file) => file.read_to_end(&mut text)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        let words: Option<Holder> = serde_json::from_slice(&text).ok();
        if !words.as_ref().is_some_and(Holder::is_gone) {
            return Ok(Tried::Held(words));
        }
        // Only one of those who see a dead holder can rename its file away.
        let mut away = path.clone().into_os_string();
        let _ = write!(away, ".{}", mine.process);
        match fs::rename(&path, &away) {
            Ok(()) => fs::remove_file(&away)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Tried::Held(None))
}

/// Who holds the lock, by the words in its file.
pub(super) fn holder_in(file: &mut File) -> String {
    Held(words_in(file)).to_string()
}

fn words_in(file: &mut File) -> Option<Holder> {
    let mut text = Vec::new();
    file.rewind()
        .and_then(|()| file.read_to_end(&mut text))
        .ok()?;
    serde_json::from_slice(&text).ok()
}

fn write_over(file: &mut File, text: &[u8]) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(text)
}

/// The name of this machine.
fn host() -> String {
    #[cfg(unix)]
    let name = rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned();
    #[cfg(not(unix))]
    let name = std::env::var("COMPUTERNAME").unwrap_or_default();
    name
}

/// Whether a process of this machine lives; where that cannot be known, it does.
fn is_alive(process: u32) -> bool {
    #[cfg(unix)]
    {
        let id = i32::try_from(process)
            .ok()
            .and_then(rustix::process::Pid::from_raw);
        id.is_none_or(|id| rustix::process::test_kill_process(id) != Err(rustix::io::Errno::SRCH))
    }
    #[cfg(not(unix))]
    {
        let _ = process;
        true
    }
}

fn seconds() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.unwrap_or_default().as_secs()
}
