//! Where the store is, and its settings.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::book::Disk as _;
use crate::fault::{Blame, Fault, Result, pasted};
use crate::record::{FORMAT, SETTINGS, Settings, format_of, spec};
use crate::schema::{Doc, Kind, Problem, Severity, check};

use super::disk::Folder;
use super::lock::{Wait, Writer};
use super::recover::{self, Finished};
use super::turn::Turn;

/// Where a store may be named, in the order in which they are asked.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// `--store DIR`.
    pub flag: Option<PathBuf>,
    /// `WBL_STORE`.
    pub variable: Option<PathBuf>,
    /// The folder that the command runs in.
    pub here: PathBuf,
    /// The user's config file.
    pub config: Option<PathBuf>,
}

/// A store with its settings.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Its folder.
    pub folder: Folder,
    /// Its settings; the defaults where they cannot be read.
    pub settings: Settings,
    /// Why they cannot be read, if so.
    pub problems: Vec<Problem>,
    /// When it was opened, to see whether a change was written since.
    pub turn: Turn,
    /// What an interrupted command had left, and what was done about it.
    pub finished: Option<Finished>,
}

/// Finds the store's folder.
///
/// # Errors
/// Where there is none (exit 1).
pub fn find(places: &Places) -> Result<PathBuf> {
    if let Some(named) = places.flag.as_ref().or(places.variable.as_ref()) {
        let root = places.here.join(named);
        return if root.join(SETTINGS).symlink_metadata().is_ok() {
            Ok(root)
        } else {
            Err(
                Fault::could(format!("there is no store in {}", named.display())).hint(format!(
                    "make one with `wbl init {}`",
                    pasted(&named.display().to_string())
                )),
            )
        };
    }
    let near = places
        .here
        .ancestors()
        .find(|folder| folder.join(SETTINGS).symlink_metadata().is_ok());
    if let Some(near) = near {
        return Ok(near.to_owned());
    }
    let configured = places.config.as_deref().and_then(configured_store);
    configured
        .filter(|root| root.join(SETTINGS).exists())
        .ok_or_else(|| {
            Fault::could("there is no store here: no wbl.toml in this folder or above it")
                .hint("make one here with `wbl init`")
                .hint("or name one with `--store DIR` or the variable WBL_STORE")
        })
}

/// The user's config file, if the system has a place for it.
pub fn user_config() -> Option<PathBuf> {
    Some(dirs::config_dir()?.join("wbl").join("config.toml"))
}

fn configured_store(config: &Path) -> Option<PathBuf> {
    let text = fs::read_to_string(config).ok()?;
    let table: toml::Table = toml::from_str(&text).ok()?;
    table.get("store")?.as_str().map(PathBuf::from)
}

/// Opens the store in a folder: sees to it that no change is half written, and reads its settings.
/// Whoever waits or finishes does it as `writer`.
///
/// # Errors
/// Where another writer keeps the store, or what an interrupted command left cannot be finished
/// (exit 6); where its format is newer than this program (exit 7).
pub fn open(root: PathBuf, writer: &Writer, wait: Wait<'_>) -> Result<Opened> {
    let mut folder = Folder::new(root);
    let mut finished = None;
    let turn = loop {
        // First the count, then the look for the journal: see `turn`.
        let turn = Turn::of(&folder);
        if !recover::is_under_way(&folder) {
            break turn;
        }
        finished = recover::whole(&mut folder, writer, wait)?.or(finished);
        if !folder.over.is_empty() {
            break turn;
        }
    };
    let (settings, problems) = read_settings(&folder)?;
    Ok(Opened {
        folder,
        settings,
        problems,
        turn,
        finished,
    })
}

/// The settings, and why they cannot be read: then they are the defaults.
fn read_settings(folder: &Folder) -> Result<(Settings, Vec<Problem>)> {
    let unreadable = |problems| (Settings::default(), problems);
    let bytes = match folder.read(SETTINGS) {
        Ok(bytes) => bytes,
        Err(error) => return Ok(unreadable(vec![of_settings(&error)])),
    };
    let doc = match Doc::parse_bytes(SETTINGS, bytes) {
        Ok(doc) => doc,
        Err(problems) => return Ok(unreadable(problems)),
    };
    match format_of(&doc.root) {
        Some(format) if format > FORMAT => {
            let message =
                format!("this store has format {format}; this wbl knows formats up to {FORMAT}");
            return Err(Fault::new(Blame::Unreadable, message)
                .hint("install a newer wbl; nothing was read or written"));
        }
        Some(format) if format < FORMAT => {
            return Ok(unreadable(vec![of_older_format(&doc, format)]));
        }
        Some(_) | None => {}
    }
    let mut problems = check(SETTINGS, &doc, spec(Kind::Settings).fields());
    problems.retain(|problem| problem.severity == Severity::Error);
    let text = doc.text.strip_prefix('\u{feff}').unwrap_or(&doc.text);
    match toml::from_str(text) {
        Ok(settings) if problems.is_empty() => Ok((settings, problems)),
        Err(error) if problems.is_empty() => {
            let message = format!("the settings cannot be read: {}", error.message());
            Ok(unreadable(vec![Problem::error(
                "type",
                SETTINGS,
                &doc.text,
                error.span().unwrap_or(0..0),
                message,
            )]))
        }
        _ => Ok(unreadable(problems)),
    }
}

/// The problem of settings whose format is older than this program's.
fn of_older_format(doc: &Doc, format: i64) -> Problem {
    let message = match doc.get("format") {
        Some(_) => format!("this store has format {format}; this wbl works with {FORMAT}"),
        None => format!("these settings name no `format`; this wbl works with {FORMAT}"),
    };
    let at = doc.get("format").map_or(0..0, |node| node.span.clone());
    let mut problem = Problem::error("older-format", SETTINGS, &doc.text, at, message);
    if doc.get("format").is_none() {
        problem.place.excerpt = String::new();
    }
    problem.hint("bring the store up to date: `wbl migrate`")
}

fn of_settings(error: &io::Error) -> Problem {
    let fault = Fault::io(error, "read the settings");
    Problem::of_file("unreadable", SETTINGS, fault.message)
        .hint("look at wbl.toml: is it a file, and may you read it?")
}
