//! A place for one command to run in at night: a store of its own, folders that must stay empty,
//! and someone whom the modes of files bind.

use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::io::{Read as _, Seek as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::lines::{Line, WRITTEN};
use crate::sandbox::{Sandbox, copy, words};

/// The longest that any command may take here, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
/// Who owns nothing: the superuser may write what is read-only, and takes this one's place.
const NOBODY: u32 = 65534;

/// A place for one command to run in: a store, and folders that must stay empty.
pub struct Place {
    pub dir: tempfile::TempDir,
    pub store: PathBuf,
}

/// What a command did at night.
pub struct Run {
    pub out: Vec<u8>,
    pub err: String,
    pub code: Option<i32>,
}

impl Place {
    /// A copy of a store under a name of its own.
    pub fn of(school: &Path, name: &str) -> Self {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let store = dir.path().join(name);
        copy(school, &store);
        for folder in ["home", "here", "tmp"] {
            fs::create_dir(dir.path().join(folder)).expect("a folder");
        }
        let csv = "name,town\nZebra Works,Milford\n";
        fs::write(dir.path().join("employers.csv"), csv).expect("a file");
        Self { dir, store }
    }

    /// The program, with the environment of a night: no locale, no path, an empty home.
    pub fn command(&self, args: &[OsString]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wbl"));
        command
            .args(args)
            .env_clear()
            .env("WBL_TODAY", "2026-11-22")
            .env("WBL_STORE", &self.store)
            .env("HOME", self.dir.path().join("home"))
            .env("TMPDIR", self.dir.path().join("tmp"))
            .env("EDITOR", "/bin/true")
            .current_dir(self.dir.path().join("here"))
            .stdin(Stdio::null());
        command
    }

    /// Every record of the store with its text.
    pub fn state(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        gather(&self.store, &mut files);
        for (path, _) in &mut files {
            *path = path.strip_prefix(&self.store).expect("within").to_owned();
        }
        files.retain(|(path, _)| !path.starts_with(".wbl"));
        files.sort();
        files
    }

    /// Files that lie where none should.
    pub fn strays(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        for folder in ["home", "here", "tmp"] {
            gather(&self.dir.path().join(folder), &mut files);
        }
        let here = self.dir.path().join("here");
        let meant = |path: &PathBuf| WRITTEN.iter().any(|name| path.starts_with(here.join(name)));
        files
            .into_iter()
            .map(|(path, _)| path)
            .filter(|path| !meant(path))
            .collect()
    }
}

pub fn gather(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            gather(&path, files);
        } else {
            let text = fs::read(&path).unwrap_or_default();
            files.push((path, text));
        }
    }
}

/// Runs a command to its end; stdout and stderr go to files unless the command says otherwise.
pub fn run(mut command: Command, out: Option<Stdio>, what: &str) -> Run {
    let mut shown = tempfile::tempfile().expect("a file");
    let mut said = tempfile::tempfile().expect("a file");
    let to = |file: &File| Stdio::from(file.try_clone().expect("a handle"));
    command
        .stdout(out.unwrap_or_else(|| to(&shown)))
        .stderr(to(&said));
    let mut child = command
        .spawn()
        .unwrap_or_else(|error| panic!("{what}: {error}"));
    // A silent, open stdin stays open until the command has ended.
    let _stdin = child.stdin.take();
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child") {
            break status;
        }
        if begun.elapsed() > PATIENCE {
            let _ = child.kill();
            panic!("{what}: hangs");
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    let read = |file: &mut File| {
        let mut bytes = Vec::new();
        file.rewind().expect("a file");
        file.read_to_end(&mut bytes).expect("a file");
        bytes
    };
    let ran = Run {
        out: read(&mut shown),
        err: String::from_utf8(read(&mut said)).unwrap_or_else(|_| panic!("{what}: no UTF-8")),
        code: status.code(),
    };
    let is_known = ran.code.is_some_and(|code| (0..=7).contains(&code));
    assert!(is_known, "{what}: {status}\n{}", ran.err);
    let words = ["panicked", "RUST_BACKTRACE", "os error", "internal error"];
    let slip = words.iter().find(|word| ran.err.contains(*word));
    assert!(slip.is_none(), "{what}:\n{}", ran.err);
    ran
}

pub fn plain(line: &str) -> Vec<OsString> {
    words(line).into_iter().map(OsString::from).collect()
}

/// Does the same for every line, on all cores; every failure is told.
pub fn each(school: &Sandbox, lines: &[Line], check: impl Fn(&Path, &Line) + Sync) {
    let queue = Mutex::new(lines.iter());
    let failed = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) * 2 {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().expect("a queue").next();
                    let Some(line) = next else { break };
                    let check = std::panic::AssertUnwindSafe(|| check(school.root(), line));
                    if std::panic::catch_unwind(check).is_err() {
                        failed.lock().expect("a list").push(line.words.clone());
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().expect("a list");
    assert!(
        failed.is_empty(),
        "{} of {}: {failed:#?}",
        failed.len(),
        lines.len()
    );
}

/// The program where nobody can run it, if this is run by the superuser.
pub fn for_nobody() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let own = PathBuf::from(env!("CARGO_BIN_EXE_wbl"));
    if !rustix::process::geteuid().is_root() {
        return (dir, own);
    }
    let program = dir.path().join("wbl");
    fs::copy(own, &program).expect("a copy");
    set_modes(dir.path(), 0o755, 0o755);
    (dir, program)
}

/// The command as someone whom the modes of files bind.
pub fn as_nobody(place: &Place, args: &[OsString], program: &Path) -> Command {
    let own = place.command(args);
    let mut command = Command::new(program);
    command
        .args(own.get_args())
        .env_clear()
        .stdin(Stdio::null());
    command.envs(
        own.get_envs()
            .filter_map(|(key, value)| Some((key, value?))),
    );
    if rustix::process::geteuid().is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

/// Sets the modes of a folder and of everything in it.
pub fn set_modes(path: &Path, folders: u32, files: u32) {
    let set = |mode| fs::set_permissions(path, Permissions::from_mode(mode)).expect("a mode");
    if !path.is_dir() {
        return set(files);
    }
    // A folder is opened before it is looked into, and closed after.
    set(0o755);
    for entry in fs::read_dir(path).expect("a folder") {
        set_modes(&entry.expect("an entry").path(), folders, files);
    }
    set(folders);
}
