//! `check --fix`: what can be put right without a person's judgement, as one change. Each way is
//! tied to the check whose findings it settles; whatever else a file holds stays byte for byte.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use crate::book::Book;
use crate::change::{Change, Edit, give_ids};
use crate::fault::Result;
use crate::record::{KINDS, spec};
use crate::schema::{self, Doc, Kind, Node, Severity, Splicer, Val, value_text};
use crate::value::{Day, Id, random_code};

use super::file::File;
use super::spelling::{Rewrite, with_seconds};
use super::table::checks;
use super::{SETTINGS, files, run};

/// How the findings of a check are put right.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fix {
    /// Bytes are written otherwise; what is read stays the same.
    Text {
        /// What it does, in a phrase.
        does: &'static str,
        /// The bytes, none twice.
        rewrites: fn(&File<'_>) -> Vec<Rewrite>,
    },
    /// Items get ids.
    Ids {
        /// What it does, in a phrase.
        does: &'static str,
    },
    /// The file moves into the folder that it belongs in.
    Move {
        /// What it does, in a phrase.
        does: &'static str,
    },
}

impl Fix {
    /// What it does, in a phrase.
    pub(super) fn does(self) -> &'static str {
        match self {
            Self::Text { does, .. } | Self::Ids { does } | Self::Move { does } => does,
        }
    }
}

/// Makes the change that settles what can be settled of the findings of the given names, as
/// [`run`] takes them. A file that would be read otherwise afterwards is left as it is.
///
/// # Errors
/// Where a name is no check (exit 2), or a file cannot be read any more.
pub fn fix(book: &Book<'_>, today: Day, names: &[String], seed: u64) -> Result<Change> {
    let mut files: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    for problem in run(book, today, names)? {
        let files = files.entry(problem.place.path).or_default();
        files.insert(problem.rule);
    }
    let mut random = fastrand::Rng::with_seed(seed);
    let (mut change, mut count) = (Change::default(), 0);
    let mut brief = String::new();
    for (path, rules) in files {
        let edits = mended(book, &path, &rules, &mut random)?;
        count += usize::from(!edits.is_empty());
        brief.push_str(&told(&edits));
        change.edits.extend(edits);
    }
    change.brief = Some(brief).filter(|brief| !brief.is_empty());
    change.edits.sort_by(|a, b| a.path.cmp(&b.path));
    match count {
        0 => {}
        1 => change.said.push("Mended 1 file.".to_owned()),
        _ => change.said.push(format!("Mended {count} files.")),
    }
    Ok(change)
}

/// What is shown of one file before it is written: of a file that moves, where to, and what else
/// becomes of it.
fn told(edits: &[Edit]) -> String {
    let shown = |edits: Vec<Edit>| {
        let change = Change {
            edits,
            ..Change::default()
        };
        let mut shown = change.preview();
        if shown.lines().count() == 1 {
            shown.push_str("  (only the end of its last line)\n");
        }
        shown
    };
    let [gone, new] = edits else {
        return shown(edits.to_vec());
    };
    let line = format!("move: {} to {}\n", gone.path, new.path);
    if gone.before == new.after {
        return line;
    }
    let before = gone.before.clone();
    line + &shown(vec![Edit {
        before,
        ..new.clone()
    }])
}

/// What becomes of one file: its text, or its text elsewhere; nothing where all stays.
fn mended(
    book: &Book<'_>,
    path: &str,
    rules: &BTreeSet<&'static str>,
    random: &mut fastrand::Rng,
) -> Result<Vec<Edit>> {
    let fixes = checks().filter(|check| rules.contains(check.id));
    let fixes: Vec<Fix> = fixes.filter_map(|check| check.fix).collect();
    let Some((kind, id)) = record_at(path).filter(|_| !fixes.is_empty()) else {
        return Ok(Vec::new());
    };
    let Some(before) = book.text(path)? else {
        return Ok(Vec::new());
    };
    let (mut text, mut to) = (before.clone(), path.to_owned());
    for fix in fixes {
        let Ok(doc) = Doc::parse(path, text.clone()) else {
            return Ok(Vec::new());
        };
        let (id, doc) = (&id, &doc);
        let file = File {
            kind,
            id,
            path,
            doc,
        };
        match fix {
            Fix::Text { rewrites, .. } => {
                text = rewritten(&file, rewrites(&file)).unwrap_or(text);
            }
            Fix::Ids { .. } => {
                let mut splicer = Splicer::new(path, doc.clone(), spec(kind).fields());
                if give_ids(&mut splicer, || random_code(random)).is_ok() {
                    text = splicer.into_text();
                }
            }
            Fix::Move { .. } => {
                if let Some((year, _)) = files::belongs(&file, book) {
                    to = format!("{}/{year}/{id}.toml", spec(kind).folder);
                }
            }
        }
    }
    let edit = |path: &str, before: Option<&String>, after: Option<&String>| Edit {
        path: path.to_owned(),
        before: before.cloned(),
        after: after.cloned(),
    };
    if to != path {
        // What lies there already is no record of this kind, or its id would stand twice.
        return Ok(match book.text(&to) {
            Ok(None) => vec![
                edit(path, Some(&before), None),
                edit(&to, None, Some(&text)),
            ],
            Ok(Some(_)) | Err(_) => Vec::new(),
        });
    }
    if text == before {
        return Ok(Vec::new());
    }
    Ok(vec![edit(path, Some(&before), Some(&text))])
}

/// The kind and id of the record that a path is of.
fn record_at(path: &str) -> Option<(Kind, Id)> {
    if path == SETTINGS {
        return Some((Kind::Settings, Id::new("wbl").ok()?));
    }
    let (folder, name) = path.rsplit_once('/')?;
    let spec = KINDS.iter().find(|spec| files::in_folder(spec, folder))?;
    Some((spec.kind, Id::new(name.strip_suffix(".toml")?).ok()?))
}

/// The text with bytes written otherwise; nothing where it would then say anything else, or break
/// a rule that it keeps.
fn rewritten(file: &File<'_>, mut rewrites: Vec<Rewrite>) -> Option<String> {
    rewrites.sort_by_key(|(at, _)| at.start);
    let mut text = file.doc.text.clone();
    for (at, instead) in rewrites.into_iter().rev() {
        text.replace_range(at, &instead);
    }
    let doc = Doc::parse(file.path, text).ok()?;
    let errors = |doc: &Doc| {
        let found = schema::check(file.path, doc, spec(file.kind).fields());
        let errors = found.iter().filter(|one| one.severity == Severity::Error);
        errors.count()
    };
    let is_same = reading(&doc.root) == reading(&file.doc.root);
    (is_same && errors(&doc) == errors(file.doc)).then_some(doc.text)
}

/// All that a text says, however it is spelled.
fn reading(root: &Node) -> String {
    let mut root = root.clone();
    with_all_seconds(&mut root);
    value_text(&root, "\n").nfc().collect()
}

/// A day with a time that no field holds is kept as it is written: without seconds, or with them.
fn with_all_seconds(node: &mut Node) {
    match &mut node.val {
        Val::Other(text) => {
            if let Some(whole) = with_seconds(text) {
                *text = whole.into();
            }
        }
        Val::List(items) => items.iter_mut().for_each(with_all_seconds),
        Val::Table(entries) => {
            let nodes = entries.iter_mut().map(|entry| &mut entry.node);
            nodes.for_each(with_all_seconds);
        }
        Val::Text(_) | Val::Int(_) | Val::Flag(_) | Val::Day(_) | Val::Clock(_) => {}
    }
}
