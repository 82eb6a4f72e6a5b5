//! Reports: a question about the records in, a table with totals and notes out. Nothing here prints.

mod by;
mod entries;
mod history;
mod hours;
mod notes;
mod partners;
#[cfg(test)]
mod tests;
mod transcript;
mod why;

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::value::{Day, Id, SchoolYear};
use crate::view::View;

/// What a report is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The day that the report believes it is.
    pub as_of: Day,
    /// What it is about.
    pub scope: Scope,
    /// What its rows are grouped by; its own rows where this is empty.
    pub by: Vec<By>,
    /// What it shall fail on.
    pub fail_if: Option<FailIf>,
}

/// What part of the records a report is about; whatever is absent is not narrowed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// A school year.
    pub year: Option<SchoolYear>,
    /// A term of that year, else of the as-of day's.
    pub term: Option<String>,
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub to: Option<Day>,
    /// A pathway.
    pub pathway: Option<Id>,
    /// A partner.
    pub partner: Option<Id>,
    /// A student.
    pub student: Option<Id>,
    /// The filter of `--where`, and the students that it holds for, by id.
    pub fitting: Option<(String, Vec<Id>)>,
    /// Whether unreadable records are to be passed over; the caller sees to that.
    pub partial: bool,
}

/// What rows can be grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum By {
    Pathway,
    Partner,
    Term,
    Student,
}

/// What `--fail-if` can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailIf {
    /// Someone is short, or has no placement.
    Short,
    /// Someone is short, has no placement or is at risk.
    AtRisk,
}

/// What a report answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What is shown.
    pub view: View,
    /// Whether what `fail_if` names was found (exit 5).
    pub found: bool,
}

/// A report.
#[derive(Clone, Copy, Debug)]
pub struct ReportSpec {
    /// Its name on the command line and in JSON.
    pub name: &'static str,
    /// What it shows, in a phrase.
    pub about: &'static str,
    /// Makes it from whatever can be read; the book keeps what could not.
    pub run: fn(&Book<'_>, &Question) -> Result<Answer>,
}

/// Every report.
pub const REPORTS: &[ReportSpec] = &[
    ReportSpec {
        name: hours::NAME,
        about: "Hours of each student against what the transcript needs",
        run: hours::report,
    },
    ReportSpec {
        name: entries::NAME,
        about: "Every entry, with what became of it and where its signed sheet lies",
        run: entries::report,
    },
    ReportSpec {
        name: transcript::NAME,
        about: "A registrar's line per student: hours earned, credit reported and to report",
        run: transcript::report,
    },
    ReportSpec {
        name: partners::NAME,
        about: "Each partner: stage, students and hours hosted, last touch, promises, MOU",
        run: partners::report,
    },
];

pub use history::{Settled, Turn, history, in_words};
pub use why::report as why;

/// The report with this name.
pub fn report_named(name: &str) -> Option<&'static ReportSpec> {
    REPORTS.iter().find(|report| report.name == name)
}

impl By {
    /// All of them, as help lists them.
    pub const ALL: [Self; 4] = [Self::Pathway, Self::Partner, Self::Term, Self::Student];

    /// The word on the command line, and the column's key.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pathway => "pathway",
            Self::Partner => "partner",
            Self::Term => "term",
            Self::Student => "student",
        }
    }
}

impl FailIf {
    /// All of them, as help lists them.
    pub const ALL: [Self; 2] = [Self::Short, Self::AtRisk];

    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::AtRisk => "at-risk",
        }
    }
}

impl Question {
    /// Refuses what a report that is no sum of enrolments cannot do; `row` says what its rows are.
    fn no_groups(&self, name: &str, row: &str) -> Result<()> {
        let fault = if self.by.is_empty() {
            self.fail_if.map(|fail_if| {
                let word = fail_if.word();
                Fault::misuse(format!(
                    "`report {name}` shows no status, so `--fail-if` has nothing to look at"
                ))
                .hint(format!("wbl report hours --fail-if {word}"))
            })
        } else {
            let by: Vec<_> = self.by.iter().map(|by| by.word()).collect();
            let fault = Fault::misuse(format!(
                "`report {name}` is {row}, and is not grouped: leave out `--by`"
            ));
            Some(fault.hint(format!(
                "hours are grouped by `wbl report hours --by {}`",
                by.join(",")
            )))
        };
        fault.map_or(Ok(()), Err)
    }

    /// What was asked for, key by key, as a report shows it beside its rows.
    fn echo(&self) -> Vec<(String, String)> {
        let scope = &self.scope;
        let by: Vec<_> = self.by.iter().map(|by| by.word()).collect();
        let asked = [
            ("year", scope.year.map(|year| year.to_string())),
            ("term", scope.term.clone()),
            ("from", scope.from.map(|day| day.to_string())),
            ("to", scope.to.map(|day| day.to_string())),
            ("pathway", scope.pathway.as_ref().map(Id::to_string)),
            ("partner", scope.partner.as_ref().map(Id::to_string)),
            ("student", scope.student.as_ref().map(Id::to_string)),
            (
                "where",
                scope.fitting.as_ref().map(|(filter, _)| filter.clone()),
            ),
            ("by", (!by.is_empty()).then(|| by.join(","))),
            ("partial", scope.partial.then(|| "yes".to_owned())),
        ];
        let given = asked
            .into_iter()
            .filter_map(|(key, value)| Some((key, value?)));
        given.map(|(key, value)| (key.to_owned(), value)).collect()
    }
}
