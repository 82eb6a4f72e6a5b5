//! The table of checks: what each looks for, why it matters, how to settle it.

use crate::schema::Severity;
use crate::value::nearest;

use super::fix::Fix;
use super::{
    chains, complete, days, doubles, files, hours, links, mous, own, papers, people, settings,
    spelling, states,
};

/// A check, under a stable id that problems carry and `--explain` takes.
#[derive(Clone, Copy, Debug)]
pub struct CheckSpec {
    /// The id, such as `dangling-link`.
    pub id: &'static str,
    /// How bad a finding is.
    pub severity: Severity,
    /// What it looks for.
    pub about: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// How to settle a finding.
    pub settle: &'static str,
    /// How `--fix` does, where it can.
    pub(super) fix: Option<Fix>,
}

/// Checks of one topic; the topic's name runs them all.
#[derive(Clone, Copy, Debug)]
pub struct Topic {
    /// The name, such as `hours`.
    pub name: &'static str,
    /// What its checks are about, in a phrase.
    pub about: &'static str,
    /// The checks.
    pub checks: &'static [CheckSpec],
}

const fn topic(name: &'static str, about: &'static str, checks: &'static [CheckSpec]) -> Topic {
    Topic {
        name,
        about,
        checks,
    }
}

/// Every check there is, by topic; each topic's rows stand beside the code that raises them.
pub const CHECKS: &[Topic] = &[
    topic(
        "files",
        "Whether every file can be read, and lies where it belongs",
        files::CHECKS,
    ),
    topic(
        "spelling",
        "Whether texts are written so that every program can read them",
        spelling::CHECKS,
    ),
    topic(
        "settings",
        "Whether wbl.toml holds together",
        settings::CHECKS,
    ),
    topic(
        "own",
        "Whether your own fields and views say what they mean",
        own::CHECKS,
    ),
    topic(
        "links",
        "Whether what a record names is there",
        links::CHECKS,
    ),
    topic(
        "chains",
        "Whether links that follow one another come to an end",
        chains::CHECKS,
    ),
    topic(
        "days",
        "Whether days stand in an order that can be",
        days::CHECKS,
    ),
    topic(
        "hours",
        "Whether the hours can be true, and stand verified",
        hours::CHECKS,
    ),
    topic(
        "states",
        "Whether what a record says fits the rest of what it says",
        states::CHECKS,
    ),
    topic(
        "complete",
        "Whether what is completed has its hours and its reviews",
        complete::CHECKS,
    ),
    topic(
        "mous",
        "Whether MOUs fit their partners, and each other",
        mous::CHECKS,
    ),
    topic(
        "papers",
        "Whether open placements have an MOU, a permit and a parent's yes",
        papers::CHECKS,
    ),
    topic(
        "doubles",
        "Whether something was typed in twice",
        doubles::CHECKS,
    ),
    topic(
        "people",
        "Whether students stay known by opaque ids alone",
        people::CHECKS,
    ),
];

/// Every check, in the order of the table.
pub fn checks() -> impl Iterator<Item = &'static CheckSpec> {
    CHECKS.iter().flat_map(|topic| topic.checks)
}

/// The check with this id.
pub fn explain(id: &str) -> Option<&'static CheckSpec> {
    checks().find(|check| check.id == id)
}

/// The id or topic that looks most like what was typed.
pub(super) fn nearest_name(typed: &str) -> Option<&'static str> {
    let names = checks().map(|check| check.id);
    nearest(typed, names.chain(CHECKS.iter().map(|topic| topic.name)))
}

impl CheckSpec {
    /// A check whose findings are errors.
    pub(super) const fn error(
        id: &'static str,
        about: &'static str,
        why: &'static str,
        settle: &'static str,
    ) -> Self {
        Self {
            id,
            severity: Severity::Error,
            about,
            why,
            settle,
            fix: None,
        }
    }

    /// A check whose findings are warnings.
    pub(super) const fn warning(
        id: &'static str,
        about: &'static str,
        why: &'static str,
        settle: &'static str,
    ) -> Self {
        let mut check = Self::error(id, about, why, settle);
        check.severity = Severity::Warning;
        check
    }

    /// The same check, with what `--fix` does about its findings.
    pub(super) const fn fixed(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// What `--fix` does about a finding, in a phrase; nothing where it needs a person.
    pub fn fixes(&self) -> Option<&'static str> {
        self.fix.map(Fix::does)
    }

    /// The page that `--explain` shows.
    pub fn page(&self) -> String {
        let Self {
            id,
            severity,
            about,
            why,
            settle,
            fix: _,
        } = self;
        let severity = severity.name();
        let fixes = self.fixes().map_or_else(String::new, |does| {
            format!("`wbl check {id} --fix` {does}.\n")
        });
        format!(
            "{id} ({severity})\n\nLooks for: {about}.\nWhy it matters: {why}.\nTo settle it: {settle}.\n{fixes}"
        )
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_are_unique_words_and_no_topic_has_one() {
        let ids: BTreeSet<_> = checks().map(|check| check.id).collect();
        assert_eq!(ids.len(), checks().count());
        for name in ids.iter().copied().chain(CHECKS.iter().map(|t| t.name)) {
            assert!(crate::value::Id::new(name).is_ok(), "{name}");
        }
        assert!(CHECKS.iter().all(|topic| !ids.contains(topic.name)));
    }

    #[test]
    fn every_check_says_what_why_and_how() {
        for check in checks() {
            for text in [check.about, check.why, check.settle] {
                assert!(text.len() >= 15, "{}: {text}", check.id);
                assert!(
                    !text.ends_with('.'),
                    "{}: the page adds the period",
                    check.id
                );
            }
        }
        let page = explain("overlap").unwrap().page();
        assert!(page.starts_with("overlap (error)\n\nLooks for: "), "{page}");
    }
}
