//! The past of one file: each commit that changed it, with its text before and after; through renames,
//! and through merges, of which each side's commits are told once, and the merge itself only where
//! its text is not that of every side.

use std::collections::{BTreeMap, BTreeSet};

use crate::fault::{Fault, Result};

use super::repository::Repository;
use super::run::{Answer, run};

/// One commit's change to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The commit, shortened.
    pub commit: String,
    /// Who made it.
    pub by: String,
    /// When, where its maker was: `2026-10-06T15:30`.
    pub at: String,
    /// The file's path after it, from the top of the repository; where it went, the one before.
    pub path: String,
    /// Where it went to, if the commit gave it another path and the past asked for was the old one's.
    pub gone_to: Option<String>,
    /// The text after; nothing where it went.
    pub after: Option<String>,
    /// The versions that it was made from: one, none where everything began with it, several of a merge.
    pub before: Vec<Before>,
}

/// A version that a commit was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// The file's path.
    pub path: String,
    /// The text; nothing where it was not there.
    pub text: Option<String>,
    /// In a merge, of all but the first version: what it and the first parted from.
    pub common: Option<String>,
}

/// A commit as git lists it.
struct Listed {
    commit: String,
    short: String,
    parents: Vec<String>,
    by: String,
    at: String,
}

/// What commits did to a file of the store, newest first; at most so many. `tips` says where to
/// begin, and what to leave out, as `git log` takes it.
///
/// # Errors
/// Where git cannot be run or its answer cannot be read.
pub fn past(
    repository: &Repository,
    path: &str,
    tips: &[&str],
    most: usize,
) -> Result<Vec<Revision>> {
    let path = format!("{}{path}", repository.prefix);
    let mut known = Known {
        repository,
        paths: vec![path.clone()],
        listed: Vec::new(),
        objects: BTreeMap::new(),
        renames: BTreeMap::new(),
    };
    known.gather(tips)?;
    let lineage = known.lineage(&path);
    let mut turns: Vec<(&Listed, &String)> = Vec::new();
    for one in &known.listed {
        if let Some(path) = lineage
            .get(&one.commit)
            .filter(|path| known.changes(one, path, &lineage))
        {
            turns.push((one, path));
        }
    }
    turns.truncate(most);
    turns
        .iter()
        .map(|(one, path)| known.revision(one, path, &lineage))
        .collect()
}

/// The paths of the store that patterns name, that git has or had, and that are not there now.
///
/// # Errors
/// Where git cannot be run.
pub fn gone(repository: &Repository, patterns: &[String]) -> Result<Vec<String>> {
    let listed = ["ls-files", "-z", "--"];
    let logged = [
        "log",
        "--full-history",
        "--no-renames",
        "--diff-filter=D",
        "-m",
        "--format=",
        "--name-only",
        "--relative",
        "-z",
        "--",
    ];
    let mut found: Vec<String> = Vec::new();
    for args in [&listed[..], &logged[..]] {
        let patterns = patterns.iter().map(|pattern| format!(":(glob){pattern}"));
        let args = args.iter().map(|arg| (*arg).to_owned()).chain(patterns);
        let text = run(&repository.folder, args, None)?.text();
        for path in text.split(['\0', '\n']).filter(|path| !path.is_empty()) {
            let is_known = found.iter().any(|known| known == path);
            if !is_known && !repository.folder.join(path).exists() {
                found.push(path.to_owned());
            }
        }
    }
    Ok(found)
}

/// What git has told of a file so far.
struct Known<'r> {
    repository: &'r Repository,
    /// Every path that it may have had, from the top of the repository.
    paths: Vec<String>,
    /// The commits that touch one of them, no commit before its children.
    listed: Vec<Listed>,
    /// Which text stands at a path in a commit.
    objects: BTreeMap<(String, String), String>,
    /// What a commit gave another path: from, to.
    renames: BTreeMap<String, Vec<(String, String)>>,
}

type Lineage = BTreeMap<String, String>;

impl Known<'_> {
    /// Asks for the commits of every path that renames lead to.
    fn gather(&mut self, tips: &[&str]) -> Result<()> {
        loop {
            self.listed = self.list(tips)?;
            self.find_objects()?;
            let mut more: Vec<String> = Vec::new();
            for one in &self.listed {
                if self.renames.contains_key(&one.commit) || !self.moves(one) {
                    continue;
                }
                let renames = self.renames_of(&one.commit)?;
                let sources = renames.iter().filter(|(_, to)| self.paths.contains(to));
                more.extend(sources.map(|(from, _)| from.clone()));
                self.renames.insert(one.commit.clone(), renames);
            }
            more.retain(|path| !self.paths.contains(path));
            if more.is_empty() {
                return Ok(());
            }
            self.paths.extend(more);
            self.paths.dedup();
        }
    }

    fn list(&self, tips: &[&str]) -> Result<Vec<Listed>> {
        let mut args = vec![
            "--literal-pathspecs",
            "log",
            "--full-history",
            "--parents",
            "--simplify-merges",
            "--date-order",
            "-s",
            "-z",
            "--date=format:%Y-%m-%dT%H:%M",
            "--format=%H%x01%h%x01%P%x01%an%x01%ad",
            "--no-show-signature",
        ];
        args.extend(tips);
        args.push("--");
        args.extend(self.paths.iter().map(String::as_str));
        let answer = run(&self.repository.top, args, None)?;
        if !answer.is_ok {
            let is_young = ["does not have any commits", "bad revision 'HEAD'"];
            return if is_young.iter().any(|said| answer.said.contains(said)) {
                Ok(Vec::new())
            } else {
                Err(untold(&answer))
            };
        }
        let listed = answer.text();
        let read = |entry: &str| {
            let words: Vec<&str> = entry.splitn(5, '\u{1}').collect();
            let [commit, short, parents, by, at] = words.as_slice() else {
                return None;
            };
            Some(Listed {
                commit: (*commit).to_owned(),
                short: (*short).to_owned(),
                parents: parents.split_whitespace().map(str::to_owned).collect(),
                by: (*by).to_owned(),
                at: (*at).to_owned(),
            })
        };
        Ok(listed.split('\0').filter_map(read).collect())
    }

    /// Asks which text stands at each path in each commit and in what it was made from.
    fn find_objects(&mut self) -> Result<()> {
        let commits = self.listed.iter();
        let commits = commits.flat_map(|one| std::iter::once(&one.commit).chain(&one.parents));
        let mut asked: BTreeSet<(String, String)> = BTreeSet::new();
        for commit in commits {
            asked.extend(self.paths.iter().map(|path| (commit.clone(), path.clone())));
        }
        let asked: Vec<_> = asked.into_iter().collect();
        let lines = asked
            .iter()
            .map(|(commit, path)| format!("{commit}:{path}\n"));
        let lines = lines.collect::<Vec<_>>().concat();
        let args = ["cat-file", "--batch-check=%(objectname) %(objecttype)"];
        let answer = run(&self.repository.top, args, Some(lines.as_bytes()))?;
        if !answer.is_ok {
            return Err(untold(&answer));
        }
        for (place, line) in asked.into_iter().zip(answer.text().lines()) {
            if let Some(object) = line.strip_suffix(" blob") {
                self.objects.insert(place, object.to_owned());
            }
        }
        Ok(())
    }

    fn object(&self, commit: &str, path: &str) -> Option<&String> {
        self.objects.get(&(commit.to_owned(), path.to_owned()))
    }

    /// Whether one of the paths comes or goes with a commit.
    fn moves(&self, one: &Listed) -> bool {
        let differs = |path: &String| {
            let is_there = self.object(&one.commit, path).is_some();
            let mut parents = one.parents.iter();
            let is_root = one.parents.is_empty() && is_there;
            is_root || parents.any(|parent| self.object(parent, path).is_some() != is_there)
        };
        self.paths.iter().any(differs)
    }

    /// What a commit gave another path, against each commit that it was made from.
    fn renames_of(&self, commit: &str) -> Result<Vec<(String, String)>> {
        let args = [
            "diff-tree",
            "-r",
            "-m",
            "-M40%",
            "--diff-filter=R",
            "--name-status",
            "-z",
            "--no-commit-id",
            commit,
        ];
        let text = run(&self.repository.top, args, None)?.text();
        let mut words = text.split('\0');
        let mut found = Vec::new();
        while let (Some(_state), Some(from), Some(to)) = (words.next(), words.next(), words.next())
        {
            found.push((from.to_owned(), to.to_owned()));
        }
        Ok(found)
    }

    /// Under which path the file stands in each commit, followed from the newest one back.
    fn lineage(&self, path: &str) -> Lineage {
        let mut found = Lineage::new();
        for (at, one) in self.listed.iter().enumerate() {
            let path = match found.get(&one.commit) {
                Some(path) => path.clone(),
                None if at == 0 => path.to_owned(),
                None => continue,
            };
            found.insert(one.commit.clone(), path.clone());
            let is_there = self.object(&one.commit, &path).is_some();
            if at > 0 && !is_there && self.gone_to(&one.commit, &path).is_some() {
                // What stood at this path before went on elsewhere: it is another record.
                continue;
            }
            for parent in &one.parents {
                let renames = self.renames.get(&one.commit).into_iter().flatten();
                let mut sources = renames
                    .filter(|(from, to)| *to == path && self.object(parent, from).is_some())
                    .map(|(from, _)| from.clone());
                let was = if self.object(parent, &path).is_some() {
                    None
                } else {
                    sources.next()
                };
                let was = was.unwrap_or_else(|| path.clone());
                found.entry(parent.clone()).or_insert(was);
            }
        }
        found
    }

    fn gone_to(&self, commit: &str, path: &str) -> Option<String> {
        let mut renames = self.renames.get(commit)?.iter();
        renames
            .find(|(from, _)| from == path)
            .map(|(_, to)| to.clone())
    }

    /// Whether a commit changed the file, or, as a merge, is not what every side has.
    fn changes(&self, one: &Listed, path: &str, lineage: &Lineage) -> bool {
        let now = self.object(&one.commit, path);
        let differs = |parent: &String| {
            let was = lineage.get(parent).map_or(path, String::as_str);
            self.object(parent, was) != now || was != path
        };
        one.parents.iter().any(differs) || (one.parents.is_empty() && now.is_some())
    }

    fn revision(&self, one: &Listed, path: &str, lineage: &Lineage) -> Result<Revision> {
        let after = self.text(&one.commit, path)?;
        let mut before: Vec<Before> = Vec::new();
        for parent in &one.parents {
            let was = lineage.get(parent).map_or(path, String::as_str);
            let common = match one.parents.first() {
                Some(first) if first != parent => self.common(first, parent)?,
                _ => None,
            };
            before.push(Before {
                path: was.to_owned(),
                text: self.text(parent, was)?,
                common,
            });
        }
        let gone_to = after.is_none().then(|| self.gone_to(&one.commit, path));
        Ok(Revision {
            commit: one.short.clone(),
            by: one.by.clone(),
            at: one.at.clone(),
            path: path.to_owned(),
            gone_to: gone_to.flatten(),
            after,
            before,
        })
    }

    /// The text of the version that two commits parted from, under whichever path it stood.
    fn common(&self, ours: &str, theirs: &str) -> Result<Option<String>> {
        let answer = run(&self.repository.top, ["merge-base", ours, theirs], None)?;
        if !answer.is_ok {
            return Ok(None);
        }
        for path in &self.paths {
            let text = blob(self.repository, &format!("{}:{path}", answer.line()))?;
            if text.is_some() {
                return Ok(text);
            }
        }
        Ok(None)
    }

    fn text(&self, commit: &str, path: &str) -> Result<Option<String>> {
        let object = self.object(commit, path);
        Ok(object
            .map(|object| blob(self.repository, object))
            .transpose()?
            .flatten())
    }
}

fn blob(repository: &Repository, object: &str) -> Result<Option<String>> {
    let answer = run(&repository.top, ["cat-file", "blob", object], None)?;
    Ok(answer.is_ok.then(|| answer.text()))
}

fn untold(answer: &Answer) -> Fault {
    Fault::could(format!(
        "git could not tell its history: {}",
        answer.complaint()
    ))
    .hint("see what `git log` says in the store's folder")
}
