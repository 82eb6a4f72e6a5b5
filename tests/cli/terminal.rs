//! A terminal for tests: a pseudo-terminal of a set width, keys typed into it, what it shows read.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::process::{Child, Command};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

/// How long a program may take to show what is awaited.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program at a terminal.
pub struct Terminal {
    keys: File,
    shown: Arc<Mutex<Vec<u8>>>,
    seen: usize,
    child: Child,
}

impl Terminal {
    /// Runs a command at a terminal so wide.
    pub fn run(mut command: Command, columns: u16) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let size = Winsize {
            ws_row: 40,
            ws_col: columns,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        tcsetwinsize(&master, size).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap();
        let open = || {
            let mut options = OpenOptions::new();
            let options = options.read(true).write(true);
            options.open(name.to_str().unwrap()).unwrap()
        };
        if !command.get_envs().any(|(name, _)| name == "TERM") {
            command.env("TERM", "xterm-256color");
        }
        command.env("NO_COLOR", "1");
        command.stdin(open()).stdout(open()).stderr(open());
        let child = command.spawn().unwrap();
        // The command holds the far end as well: with it the terminal would never hang up.
        drop(command);
        let keys = File::from(master);
        let mut screen = keys.try_clone().unwrap();
        let shown = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&shown);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count) = screen.read(&mut bytes) {
                if count == 0 {
                    break;
                }
                sink.lock().unwrap().extend_from_slice(&bytes[..count]);
            }
        });
        Self {
            keys,
            shown,
            seen: 0,
            child,
        }
    }

    /// Everything that was written to it.
    pub fn raw(&self) -> String {
        String::from_utf8_lossy(&self.shown.lock().unwrap()).into_owned()
    }

    /// Waits until it has shown a text since the last that was awaited.
    pub fn sees(&mut self, text: &str) -> &mut Self {
        let begun = Instant::now();
        loop {
            let raw = self.raw();
            if let Some(at) = raw.get(self.seen..).and_then(|new| new.find(text)) {
                self.seen += at + text.len();
                return self;
            }
            assert!(begun.elapsed() < PATIENCE, "`{text}` is not shown:\n{raw}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Types keys.
    pub fn types(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self
    }

    /// Waits for a question, and answers it.
    pub fn answers(&mut self, question: &str, keys: &str) -> &mut Self {
        self.sees(question).sees("> ").types(keys).types("\r")
    }

    /// Waits until the program ends; gives its exit code.
    pub fn ends(&mut self) -> i32 {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().unwrap() {
                // What was written last is on its way still.
                std::thread::sleep(Duration::from_millis(50));
                return status.code().unwrap_or(-1);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("it does not end:\n{}", self.raw());
    }

    /// The longest row that was written, in columns, without what steers the terminal.
    pub fn widest(&self) -> usize {
        let mut widest = 0;
        for row in self.raw().split(['\r', '\n']) {
            let mut columns = 0;
            let mut rest = row.chars();
            while let Some(c) = rest.next() {
                if c == '\u{1b}' {
                    rest.by_ref().skip(1).find(char::is_ascii_alphabetic);
                } else {
                    columns += 1;
                }
            }
            widest = widest.max(columns);
        }
        widest
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
