//! The files of a store that are in conflict, and what is in conflict in each.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::fault::Result;
use crate::git::Unmerged;
use crate::record::{KINDS, KindSpec, SETTINGS, spec};
use crate::schema::Kind;
use crate::work::{self, Conflict, Sides};

/// A file in conflict.
pub(super) struct Torn {
    pub(super) kind: &'static KindSpec,
    pub(super) path: String,
    /// The file as it is; nothing where it is deleted here.
    pub(super) text: Option<String>,
    pub(super) what: What,
}

pub(super) enum What {
    /// Fields that both sides changed.
    Fields(Sides, Vec<Conflict>),
    /// One side changed it, the other deleted it; the text that is left of it.
    Deleted(Unmerged),
    /// Markers that do not fit together: only a person can mend it.
    Broken,
}

impl Torn {
    pub(super) fn is(&self, named: &str) -> bool {
        self.path == named || self.id() == named
    }

    /// A version of it that can be read; nothing where none is whole.
    pub(super) fn readable(&self) -> Option<String> {
        match &self.what {
            What::Fields(sides, _) => Some(sides.ours.clone()),
            What::Deleted(stages) => stages.ours.clone().or_else(|| stages.theirs.clone()),
            What::Broken => None,
        }
    }

    pub(super) fn id(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.strip_suffix(".toml").unwrap_or(name)
    }
}

/// Every file of the store that is in conflict.
pub(super) fn torn_in(book: &Book<'_>, unmerged: &BTreeMap<String, Unmerged>) -> Result<Vec<Torn>> {
    let mut paths: Vec<(&'static KindSpec, String)> =
        vec![(spec(Kind::Settings), SETTINGS.to_owned())];
    for kind in KINDS.iter().filter(|kind| !kind.folder.is_empty()) {
        paths.extend(
            book.located(kind.kind)?
                .iter()
                .map(|one| (kind, one.path.clone())),
        );
    }
    for path in unmerged.keys() {
        if let Some(kind) =
            work::kind_at(path).filter(|_| !paths.iter().any(|(_, other)| other == path))
        {
            paths.push((kind, path.clone()));
        }
    }
    let mut found = Vec::new();
    for (kind, path) in paths {
        let stages = unmerged.get(&path);
        // What is no text has no markers; `check` names it.
        let Ok(text) = book.text(&path) else {
            continue;
        };
        let has_markers = text.as_deref().is_some_and(|text| {
            text.lines()
                .any(|line| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> "))
        });
        let what = if has_markers {
            of_markers(kind, text.as_deref().unwrap_or_default(), stages)
        } else {
            match stages {
                Some(stages) if stages.ours.is_none() || stages.theirs.is_none() => {
                    What::Deleted(stages.clone())
                }
                Some(stages) => of_stages(kind, stages),
                None => continue,
            }
        };
        found.push(Torn {
            kind,
            path,
            text,
            what,
        });
    }
    Ok(found)
}

/// What markers in a file say; where they do not say what was there before, git may know.
fn of_markers(kind: &KindSpec, text: &str, stages: Option<&Unmerged>) -> What {
    let Some(mut sides) = work::sides(text) else {
        return What::Broken;
    };
    if let Some(base) = stages
        .and_then(|stages| stages.base.as_ref())
        .filter(|_| !sides.has_base)
    {
        sides.base.clone_from(base);
    }
    match work::settle(kind, &sides, |_| None) {
        Some(merged) => What::Fields(sides, merged.conflicts),
        None => What::Broken,
    }
}

/// A file that git could not merge and in which there are no markers: its versions are git's own.
fn of_stages(kind: &KindSpec, stages: &Unmerged) -> What {
    let sides = Sides {
        base: stages.base.clone().unwrap_or_default(),
        ours: stages.ours.clone().unwrap_or_default(),
        theirs: stages.theirs.clone().unwrap_or_default(),
        has_base: true,
    };
    match work::settle(kind, &sides, |_| None) {
        Some(merged) => What::Fields(sides, merged.conflicts),
        None => What::Broken,
    }
}
