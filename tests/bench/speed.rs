//! How long `wbl report hours` takes, and every other command, as a multiple of `cat` over the same
//! files in the same run.
//!
//! `cargo bench --bench speed` measures stores of 1,000 and 10,000 experiences; other sizes are
//! arguments: `cargo bench --bench speed -- 100000`. `cargo bench --bench speed -- commands` measures
//! the commands on the example school and on made stores of these sizes; `-- papers` 200 MOUs made
//! into documents. No time is asserted: machines differ, ratios hardly do.

mod commands;

mod made;

mod papers;

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// How often each of the two runs; they take turns, so that neither has the quieter machine.
const ROUNDS: usize = 9;
/// The files that the report reads.
const CAT: &str = "find wbl students private -type f -print0 | xargs -0 cat";

fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut sizes: Vec<usize> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    if args.iter().any(|arg| arg == "commands") {
        commands::measure(&sizes)?;
        return papers::measure();
    }
    if args.iter().any(|arg| arg == "papers") {
        return papers::measure();
    }
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000];
    }
    println!("experiences  files     cat ms  wbl ms  × cat  µs each  peak MB");
    for size in sizes {
        let folder = tempfile::tempdir()?;
        made::make(folder.path(), size)?;
        println!("{}", measured(folder.path(), size)?);
    }
    Ok(())
}

/// One line of the table.
fn measured(root: &Path, size: usize) -> io::Result<String> {
    let (mut cats, mut reports) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let cat = timed(Command::new("sh").args(["-c", CAT]).current_dir(root))?;
        let report = timed(&mut report(root))?;
        // The first round only warms the page cache.
        if round > 0 {
            cats.push(cat);
            reports.push(report);
        }
    }
    let ratios = cats
        .iter()
        .zip(&reports)
        .map(|(cat, report)| report / cat)
        .collect();
    let (cat, report) = (median(cats), median(reports));
    let files = size + 2 * (size * 6).div_ceil(10);
    let peak = peak(&self::report(root)).map_or("-".to_owned(), |kilobytes| {
        format!("{:.1}", kilobytes / 1024.0)
    });
    Ok(format!(
        "{size:>11}  {files:>7}  {:>7.1}  {:>6.1}  {:>5.2}  {:>7.1}  {peak:>7}",
        cat * 1e3,
        report * 1e3,
        median(ratios),
        report * 1e6 / f64::from(u32::try_from(size).unwrap_or(u32::MAX)),
    ))
}

fn report(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wbl"));
    command.arg("--store").arg(root);
    command.args([
        "report",
        "hours",
        "--format",
        "csv",
        "--as-of",
        "2027-02-01",
    ]);
    command
}

pub(crate) fn timed(command: &mut Command) -> io::Result<f64> {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).status()?;
    let seconds = start.elapsed().as_secs_f64();
    if status.success() {
        Ok(seconds)
    } else {
        Err(io::Error::other(format!("{command:?}: {status}")))
    }
}

pub(crate) fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The most memory that a command held, in KB, where GNU time is there to tell.
pub(crate) fn peak(subject: &Command) -> Option<f64> {
    let mut command = Command::new("/usr/bin/time");
    command
        .args(["-f", "%M"])
        .arg(subject.get_program())
        .args(subject.get_args());
    let output = command.stdout(Stdio::null()).output().ok()?;
    String::from_utf8(output.stderr)
        .ok()?
        .lines()
        .last()?
        .trim()
        .parse()
        .ok()
}
