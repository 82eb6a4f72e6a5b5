//! The words by which the holder of the lock says who it is, and whether it still is.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::Writer;

/// After how long a lock of another machine is taken for forgotten: no command writes so long.
const FORGOTTEN: Duration = Duration::from_mins(10);

/// The holder's words in the lock file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Holder {
    pub(super) verb: String,
    pub(super) process: u32,
    pub(super) host: String,
    pub(super) at: String,
    /// Seconds since 1970.
    pub(super) since: u64,
}

impl Holder {
    pub(super) fn of(writer: &Writer) -> Self {
        Self {
            verb: writer.verb.clone(),
            process: writer.process,
            host: host(),
            at: writer.at.clone(),
            since: seconds(),
        }
    }

    /// Whether it is certain that nobody holds the lock by these words any more.
    pub(super) fn is_gone(&self) -> bool {
        if self.host == host() {
            return !is_alive(self.process);
        }
        seconds().saturating_sub(self.since) > FORGOTTEN.as_secs()
    }
}

/// The words in a lock file; nothing where there are none, or they are not whole.
pub(super) fn words_in(file: &mut File) -> Option<Holder> {
    let mut text = Vec::new();
    file.rewind()
        .and_then(|()| file.read_to_end(&mut text))
        .ok()?;
    serde_json::from_slice(&text).ok()
}

/// The name of this machine.
pub(super) fn host() -> String {
    #[cfg(unix)]
    let name = rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned();
    #[cfg(not(unix))]
    let name = std::env::var("COMPUTERNAME").unwrap_or_default();
    name
}

/// Whether a process of this machine lives and may be a wbl; where that cannot be known, it does.
/// The number of one that died is given to another program sooner or later.
fn is_alive(process: u32) -> bool {
    #[cfg(unix)]
    {
        let called = |process: &str| fs::read_to_string(format!("/proc/{process}/comm"));
        if let (Ok(other), Ok(own)) = (called(&process.to_string()), called("self"))
            && other != own
            && !other.contains("wbl")
        {
            return false;
        }
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

pub(super) fn seconds() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.unwrap_or_default().as_secs()
}
