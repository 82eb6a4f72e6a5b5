//! The program under strace: its steps counted, then one of them failed or made its last.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use crate::sandbox::{Ran, Sandbox, ran, words};

/// The system calls by which a file is read or written.
const CALLS: &str = "openat,open,read,pread64,write,pwrite64,writev,fsync,fdatasync,syncfs,rename,renameat,renameat2,link,linkat,symlink,unlink,unlinkat,rmdir,mkdir,mkdirat,ftruncate,fallocate,fchmod,chmod,fchmodat,flock,statx,newfstatat,getdents64,readlink,copy_file_range,sendfile";

/// What stands for a person with an editor.
pub const EDITOR: &str = "sed -i s/Bellingham/Milford/";

/// A system call of the main thread that touches the store.
#[derive(Clone, PartialEq, Eq)]
pub struct Step {
    /// Its name.
    pub call: String,
    /// Which one of that name it is, from 1.
    pub number: usize,
    /// Whether it changes something on the disk.
    pub writes: bool,
    /// As strace tells it.
    pub text: String,
}

impl std::fmt::Debug for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} number {}: {}", self.call, self.number, self.text)
    }
}

/// Whether strace is here and may trace; says so where not.
pub fn is_here(what: &str) -> bool {
    let tried = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .output();
    let is = tried.is_ok_and(|output| output.status.success());
    if !is {
        crate::sandbox::unproven(&format!(
            "{what}: strace is not here or may not trace (`apt-get install strace`)"
        ));
    }
    is
}

/// Runs a line under strace with these arguments.
pub fn ran_with(store: &Sandbox, line: &str, args: &[&str]) -> Ran {
    ran(command(store, line, args, "/dev/null")
        .output()
        .expect("strace runs"))
}

fn command(store: &Sandbox, line: &str, args: &[&str], log: &str) -> Command {
    let mut command = Command::new("strace");
    command
        .args([
            "-f",
            "-y",
            "-s",
            "0",
            "-o",
            log,
            "-e",
            &format!("trace={CALLS}"),
        ])
        .args(args)
        .arg(env!("CARGO_BIN_EXE_wbl"))
        .args(words(line))
        .current_dir(store.root())
        .env_clear()
        .env("PATH", path_with_wbl())
        .env("WBL_TODAY", "2026-11-22")
        .env("HOME", store.root())
        .env("EDITOR", EDITOR)
        .stdin(Stdio::null());
    command
}

/// The programs of this machine, and the wbl that is tried among them, as git must find it.
fn path_with_wbl() -> std::ffi::OsString {
    let bin = std::path::Path::new(env!("CARGO_BIN_EXE_wbl")).parent();
    let all = std::env::var_os("PATH").unwrap_or_default();
    let folders = bin
        .map(Into::into)
        .into_iter()
        .chain(std::env::split_paths(&all));
    std::env::join_paths(folders).unwrap_or(all)
}

/// Runs a line that must succeed; gives the steps at which its main thread touches the store: by
/// default those that change something, with `WBL_FAULTS=all` those that read too.
pub fn steps(store: &Sandbox, line: &str) -> Vec<Step> {
    let log = tempfile::NamedTempFile::new().expect("a file");
    let path = log.path().to_str().expect("UTF-8");
    let done = ran(command(store, line, &[], path)
        .output()
        .expect("strace runs"));
    assert_eq!(done.code, 0, "wbl {line}\n{}{}", done.out, done.err);
    let text = std::fs::read_to_string(log.path()).expect("strace's log");
    let root = store.root().to_str().expect("UTF-8");
    let main = text.split_whitespace().next().expect("a process");
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut steps = Vec::new();
    for line in text.lines() {
        let Some(text) = line.strip_prefix(main).map(str::trim_start) else {
            continue;
        };
        let Some((call, rest)) = text.split_once('(') else {
            continue;
        };
        if call.contains(' ') || call.starts_with('<') {
            continue;
        }
        let count = counts.entry(call.to_owned()).or_default();
        *count += 1;
        let reads = [
            "read",
            "pread64",
            "statx",
            "newfstatat",
            "getdents64",
            "readlink",
        ];
        let opens =
            call.starts_with("open") && !rest.contains("O_CREAT") && !rest.contains("O_WRONLY");
        let writes = !reads.contains(&call) && !opens && call != "flock";
        if rest.contains(root) && (writes || crate::all()) {
            steps.push(Step {
                call: call.to_owned(),
                number: *count,
                writes,
                text: text.replace(root, ""),
            });
        }
    }
    steps
}

/// Kills a run of a line as it enters a step.
pub fn killed(store: &Sandbox, line: &str, step: &Step) {
    let Step { call, number, .. } = step;
    let inject = format!("inject={call}:signal=SIGKILL:when={number}");
    let output = command(store, line, &["-e", &inject], "/dev/null").output();
    let code = output.expect("strace runs").status.code();
    assert!(
        code != Some(0) || !step.writes,
        "wbl {line} lived through {step:?}"
    );
}

/// Runs a line of which one step fails.
pub fn failed(store: &Sandbox, line: &str, step: &Step, error: &str) -> Ran {
    let Step { call, number, .. } = step;
    let inject = format!("inject={call}:error={error}:when={number}");
    ran_with(store, line, &["-e", &inject])
}
