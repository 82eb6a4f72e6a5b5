//! Every command that reads, and some that write, beside `cat` of the files that they need.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::made;
use super::{median, timed};

/// How often each runs; the first round only warms the page cache.
const ROUNDS: usize = 7;
/// Experiences of the made stores, where none are named.
const SIZES: [usize; 2] = [1_000, 10_000];

/// A line, and the folders whose files it cannot do without.
const LINES: &[(&str, &str)] = &[
    ("--version", ""),
    ("help", ""),
    ("fields wbl", ""),
    ("complete -- par", ""),
    ("complete -- partner show a", "partners"),
    ("complete -- why ''", "students private"),
    ("partner list", "partners"),
    ("student list", "students private"),
    ("wbl list", "wbl private"),
    ("mou list", "mous"),
    ("eval list", "evals"),
    ("find zebra", "."),
    // The made stores and the example reach into days to come, which would all be findings.
    ("check --as-of 2031-07-01", "."),
    ("report hours", "wbl students private pathways rules"),
    ("report entries", "wbl students private pathways rules"),
    ("report transcript", "wbl students private pathways rules"),
    ("report partners", "."),
    ("student show STUDENT", "wbl students"),
    ("wbl show PLACEMENT", "wbl evals"),
    ("why STUDENT", "wbl students"),
    ("log PLACEMENT 2026-10-09 1m --dry-run", "wbl"),
    // Every name is read, so that none gets into what git keeps.
    (
        "student set STUDENT --notes x --dry-run",
        "students/STUDENT.toml private",
    ),
];

/// Prints the table: the example school, then made stores of so many experiences.
pub(crate) fn measure(sizes: &[usize]) -> io::Result<()> {
    let sizes = if sizes.is_empty() { &SIZES } else { sizes };
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/marlow-falls");
    let mut places = vec![Place::of(example)?];
    let mut folders = Vec::new();
    let mut heads = vec!["example school".to_owned()];
    for size in sizes {
        let folder = tempfile::tempdir()?;
        made::make(folder.path(), *size)?;
        places.push(Place::of(folder.path().to_owned())?);
        folders.push(folder);
        heads.push(format!("{size} experiences"));
    }
    let line = |label: &str, cells: Vec<String>| println!("{label:<42}{}", cells.concat());
    let heads = heads.iter().map(|head| format!("{head:>20}"));
    line("", heads.collect());
    line(
        "",
        places
            .iter()
            .map(|_| format!("{:>11}{:>9}", "ms", "× cat"))
            .collect(),
    );
    for (command, needs) in LINES {
        let mut cells = Vec::new();
        for place in &places {
            let (ms, ratio) = place.measured(command, needs)?;
            cells.push(format!("{ms:>11.1}{ratio:>9}"));
        }
        line(command, cells);
    }
    Ok(())
}

/// A store, with records to be named.
struct Place {
    root: PathBuf,
    student: String,
    placement: String,
}

impl Place {
    /// Takes the placement that comes first; its name begins with its student.
    fn of(root: PathBuf) -> io::Result<Self> {
        let mut names = Vec::new();
        for year in ["2025-26", "2026-27"] {
            for entry in std::fs::read_dir(root.join("wbl").join(year))? {
                names.push(entry?.path());
            }
        }
        names.sort();
        let stems = names.iter().filter_map(|path| path.file_stem()?.to_str());
        let placement = stems.clone().find(|stem| stem.starts_with("s-"));
        let placement = placement.unwrap_or_default().to_owned();
        let student = placement.chars().take(8).collect();
        Ok(Self {
            root,
            student,
            placement,
        })
    }

    /// The milliseconds of a line, and their ratio to `cat`.
    fn measured(&self, line: &str, needs: &str) -> io::Result<(f64, String)> {
        let named = |text: &str| {
            text.replace("STUDENT", &self.student)
                .replace("PLACEMENT", &self.placement)
        };
        let folders: Vec<_> = named(needs)
            .split_whitespace()
            .map(str::to_owned)
            .filter(|folder| self.root.join(folder).exists())
            .collect();
        let script = format!(
            "find {} -name '*.toml' -print0 | xargs -0 cat",
            folders.join(" ")
        );
        let (mut ratios, mut runs) = (Vec::new(), Vec::new());
        for round in 0..=ROUNDS {
            let mut cat = Command::new("sh");
            cat.args(["-c", &script]).current_dir(&self.root);
            let mut wbl = Command::new(env!("CARGO_BIN_EXE_wbl"));
            wbl.args(
                named(line)
                    .split_whitespace()
                    .map(|word| word.trim_matches('\'')),
            );
            wbl.env("WBL_TODAY", "2026-10-09").current_dir(&self.root);
            let cat = if folders.is_empty() {
                0.0
            } else {
                timed(&mut cat)?
            };
            let run = ended(&mut wbl)?;
            if round > 0 {
                runs.push(run);
                ratios.push(run / cat);
            }
        }
        let ratio = if folders.is_empty() {
            "-".to_owned()
        } else {
            format!("{:.2}", median(ratios))
        };
        Ok((median(runs) * 1e3, ratio))
    }
}

/// How long a command takes to its end; what it finds is not asked.
fn ended(command: &mut Command) -> io::Result<f64> {
    use std::process::Stdio;
    let start = std::time::Instant::now();
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status()?;
    Ok(start.elapsed().as_secs_f64())
}
