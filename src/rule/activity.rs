//! Which activities are one student's, and whose hours count.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::fault::Result;
use crate::record::{Pathway, Rules};

/// The activities of a store's rules file.
#[derive(Clone, Debug, Default)]
pub struct Activities {
    by_name: BTreeMap<String, (bool, bool)>,
    policy: Vec<String>,
}

/// The activities that are one student's, where no rules file can be read.
const INDIVIDUAL: [&str; 9] = [
    "internship",
    "capstone",
    "co-op",
    "clinical",
    "pre-apprenticeship",
    "apprenticeship",
    "research",
    "summer-job",
    "mentoring",
];

impl Activities {
    /// Reads them from the rules file that the settings name. Without a readable one, internships
    /// and capstones count, as the pathways' own rules have it (2.1 of the domain's sources).
    ///
    /// # Errors
    /// Where the folder of rules cannot be listed.
    pub fn of(book: &Book<'_>) -> Result<Self> {
        let name = book.settings.policy.rules();
        let rules = book
            .all::<Rules>()?
            .into_iter()
            .find(|record| record.id.as_str() == name);
        let by_name = match rules {
            Some(rules) => rules
                .body
                .activities
                .iter()
                .map(|one| {
                    let (individual, counts) = (one.individual, one.counts);
                    (
                        one.activity.to_string(),
                        (individual == Some(true), counts == Some(true)),
                    )
                })
                .collect(),
            None => INDIVIDUAL
                .iter()
                .map(|name| {
                    (
                        (*name).to_owned(),
                        (true, matches!(*name, "internship" | "capstone")),
                    )
                })
                .collect(),
        };
        Ok(Self {
            by_name,
            policy: book.settings.policy.counts.clone(),
        })
    }

    /// Whether there is such an activity.
    pub fn knows(&self, activity: &str) -> bool {
        self.by_name.contains_key(activity)
    }

    /// The names of all activities.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    /// Whether an experience of this activity is one student's, with hours of its own.
    pub fn is_individual(&self, activity: &str) -> bool {
        self.by_name
            .get(activity)
            .is_some_and(|(individual, _)| *individual)
    }

    /// Whether hours of this activity count for a pathway: its own `counts`, else the policy's,
    /// else the rules file's.
    pub fn counts(&self, activity: &str, pathway: Option<&Pathway>) -> bool {
        let named = |list: &[String]| list.iter().any(|one| one == activity);
        match pathway {
            Some(pathway) if !pathway.counts.is_empty() => named(&pathway.counts),
            _ if !self.policy.is_empty() => named(&self.policy),
            _ => self
                .by_name
                .get(activity)
                .is_some_and(|(_, counts)| *counts),
        }
    }
}
