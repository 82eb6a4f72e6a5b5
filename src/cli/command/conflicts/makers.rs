//! Who made each side of a conflict, and when, as far as git tells.

use crate::git::{self, Repository, Revision, Underway};
use crate::schema::{Doc, Fields, Node};
use crate::work::Conflict;

/// What each side did to a file since they parted, newest first.
#[derive(Default)]
pub(super) struct Makers {
    /// This side.
    pub(super) ours: Vec<Revision>,
    /// The other side.
    pub(super) theirs: Vec<Revision>,
}

/// So many commits of either side are looked at.
const MOST: usize = 100;

impl Makers {
    /// Asks git; where it does not tell, nobody is named.
    pub(super) fn of(repository: Option<&Repository>, path: &str) -> Self {
        let Some(repository) = repository else {
            return Self::default();
        };
        let (other, before) = match repository.underway() {
            Some(Underway::Merge) => ("MERGE_HEAD", "HEAD"),
            Some(Underway::Rebase) => ("REBASE_HEAD", "REBASE_HEAD~1"),
            Some(Underway::CherryPick) => ("CHERRY_PICK_HEAD", "CHERRY_PICK_HEAD~1"),
            // What is taken back has no maker who would know why.
            Some(Underway::Revert) | None => return Self::default(),
        };
        let past = |tips: [&str; 3]| git::past(repository, path, &tips, MOST).unwrap_or_default();
        Self {
            ours: past(["HEAD", "--not", other]),
            theirs: past([other, "--not", before]),
        }
    }
}

/// Who gave these fields the value that they have on a side: `Robin Lane, 2026-11-21 09:03`.
pub(super) fn maker(side: &[Revision], said: &[&Conflict], fields: Fields) -> Option<String> {
    let root = |text: Option<&String>| {
        let doc = Doc::parse("", text?.clone()).ok()?;
        Some(doc.root)
    };
    let changes = |one: &&Revision| {
        let after = root(one.after.as_ref());
        let before = root(one.before.first().and_then(|before| before.text.as_ref()));
        said.iter().any(|conflict| {
            let value = |root: &Option<Node>| conflict.spot.find(root.as_ref()?, fields).cloned();
            value(&after) != value(&before)
        })
    };
    let one = side.iter().find(changes).or(side.first())?;
    Some(format!("{}, {}", one.by, one.at.replace('T', " ")))
}
