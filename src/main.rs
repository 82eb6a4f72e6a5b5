//! Hands the command line and the world around it to `wbl`, and exits with what comes back.
//! The only exit, the only clock.

use std::io::IsTerminal as _;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use wbl::{Day, Terminals, World};

fn main() -> ExitCode {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let terminals = Terminals {
        stdin: std::io::stdin().is_terminal(),
        stdout: std::io::stdout().is_terminal(),
        stderr: std::io::stderr().is_terminal(),
    };
    let world = World {
        args: std::env::args_os().collect(),
        vars: std::env::vars_os()
            .filter_map(|(key, value)| Some((key.into_string().ok()?, value)))
            .collect(),
        here: std::env::current_dir().unwrap_or_default(),
        today: today(),
        now: chrono::Local::now().format("%Y-%m-%d %H:%M").to_string(),
        seed: u64::from(now.subsec_nanos())
            ^ (now.as_secs() << 20)
            ^ (u64::from(std::process::id()) << 42),
        process: std::process::id(),
        terminals,
    };
    ExitCode::from(wbl::run(
        world,
        &mut std::io::stdout(),
        &mut std::io::stderr(),
    ))
}

/// The day by the local clock.
fn today() -> Day {
    use chrono::Datelike as _;
    let local = chrono::Local::now().date_naive();
    // The local clock's day is always one of the calendar's.
    Day::new(local.year(), local.month(), local.day()).unwrap_or_default()
}
