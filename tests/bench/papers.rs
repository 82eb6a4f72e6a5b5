//! Two hundred MOUs made into documents with one command, beside `cat` of the files that it reads.

use std::fmt::Write as _;
use std::io;
use std::path::Path;
use std::process::Command;

use super::{median, peak, timed};

/// How many MOUs there are; each has a partner of its own.
const MOUS: usize = 200;
/// How often each runs; the first round only warms the page cache.
const ROUNDS: usize = 5;
const CAT: &str = "find wbl.toml partners contacts mous -type f -print0 | xargs -0 cat";

/// Prints the table: a line for each format.
///
/// # Errors
/// Where a run fails, or writes another number of files than there are MOUs.
pub(crate) fn measure() -> io::Result<()> {
    let store = tempfile::tempdir()?;
    make(store.path())?;
    println!("{MOUS} MOUs       ms  ms each    × cat  peak MB  files     MB");
    for format in ["md", "docx", "pdf"] {
        println!("{}", measured(store.path(), format)?);
    }
    Ok(())
}

fn measured(root: &Path, format: &str) -> io::Result<String> {
    let (mut runs, mut ratios) = (Vec::new(), Vec::new());
    let mut written = (0, 0);
    for round in 0..=ROUNDS {
        let folder = tempfile::tempdir()?;
        let cat = timed(Command::new("sh").args(["-c", CAT]).current_dir(root))?;
        let run = timed(&mut render(root, folder.path(), format))?;
        written = files(folder.path(), format)?;
        if written.0 != MOUS {
            let told = format!("{format}: {} of {MOUS} files were written", written.0);
            return Err(io::Error::other(told));
        }
        if round > 0 {
            runs.push(run);
            ratios.push(run / cat);
        }
    }
    let folder = tempfile::tempdir()?;
    let peak = peak(&render(root, folder.path(), format));
    let peak = peak.map_or("-".to_owned(), |kilobytes| {
        format!("{:.1}", kilobytes / 1024.0)
    });
    let run = median(runs) * 1e3;
    let (count, bytes) = written;
    Ok(format!(
        "{format:<8} {run:>8.1} {:>8.2} {:>8.1} {peak:>8} {count:>6} {:>6.1}",
        run / f64::from(u32::try_from(MOUS).unwrap_or(u32::MAX)),
        median(ratios),
        f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e6,
    ))
}

fn render(root: &Path, folder: &Path, format: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wbl"));
    command.args(["--as-of", "2026-10-09", "--store"]).arg(root);
    command.args(["paper", "render", "mou", "--where", "school_year = 2026-27"]);
    command.args(["--format", format, "-o"]).arg(folder);
    command
}

/// How many documents of a format lie in a folder that hold something, and their bytes.
fn files(folder: &Path, format: &str) -> io::Result<(usize, u64)> {
    let (mut count, mut bytes) = (0, 0);
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let length = entry.metadata()?.len();
        if length > 0 && entry.path().extension().is_some_and(|end| end == format) {
            count += 1;
            bytes += length;
        }
    }
    Ok((count, bytes))
}

/// A store whose MOUs lack nothing.
fn make(root: &Path) -> io::Result<()> {
    for folder in ["partners", "contacts", "pathways", "mous"] {
        std::fs::create_dir_all(root.join(folder))?;
    }
    std::fs::write(root.join("wbl.toml"), SETTINGS)?;
    std::fs::write(
        root.join("contacts/d-whitfield.toml"),
        "name = \"Dana Whitfield\"\ntitle = \"Internship Coordinator\"\n",
    )?;
    std::fs::write(
        root.join("pathways/manufacturing.toml"),
        "name = \"Advanced Manufacturing\"\nsector = \"manufacturing\"\nrequired_hours = 100\n",
    )?;
    for number in 0..MOUS {
        let id = format!("maker-number-{number:03}");
        let mut partner = format!("name = \"Maker Number {number:03}\"\n");
        let _ = writeln!(
            partner,
            "address = \"{number} Mill Street, Uxbridge, MA 01569\"\nphone = \"508-555-0{number:03}\"\nemail = \"office@maker-{number:03}.example\""
        );
        std::fs::write(root.join(format!("partners/{id}.toml")), partner)?;
        let mou = format!("partners = [\"{id}\"]\n{TERMS}");
        std::fs::write(root.join(format!("mous/{id}-2026-27.toml")), mou)?;
    }
    Ok(())
}

const SETTINGS: &str = r#"format = 1

[school]
name = "Marlow Falls High School"
district = "Marlow Falls Public Schools"
city = "Marlow Falls"
address = "12 Weir Street, Marlow Falls, MA 01599"
phone = "508-555-0100"
email = "office@marlow-falls.example"

[board]
name = "Three Rivers Workforce Board"
region = "Three Rivers"
address = "4 Canal Street, Three Rivers, MA 01080"

[coordinator]
name = "Dana Whitfield"
"#;

const TERMS: &str = r#"pathways = ["manufacturing"]
school_year = "2026-27"
through = 2029-08-31
notice_days = 30
breach_days = 10
years = 3
lead = "Marlow Falls High School"
liaison = "d-whitfield"
notices_by = "e-mail and first-class mail"
city = "Marlow Falls"
slots = 2
signatures = []
"#;
