//! The stretch of time that hours are reckoned for: seen from which day, which days, verified by when.

use crate::fault::{Fault, Result};
use crate::record::{Settings, Term};
use crate::value::{Day, Reach, SchoolYear, fold};

/// What `--as-of`, `--year`, `--term`, `--from` and `--to` mean for hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The day that the command believes it is; what is dated later is not known yet.
    pub as_of: Day,
    /// The school year asked about, else that of the as-of day.
    pub year: SchoolYear,
    /// The days on one of which an enrolment must be open to be shown.
    pub shown: Reach,
    /// The days whose minutes are summed.
    pub days: Reach,
    /// The day by which hours must be verified, and the deadline; only with `--year` or `--term`.
    pub cutoff: Option<Day>,
    /// Whether `--from` or `--to` cut the days: the sums then say nothing about what is required.
    pub is_cut: bool,
}

impl Frame {
    /// Everything known on a day; enrolments open on that day are shown.
    pub fn on(settings: &Settings, as_of: Day) -> Self {
        Self {
            as_of,
            year: settings.year_of(as_of),
            shown: Reach::new(Some(as_of), Some(as_of)),
            days: Reach::default(),
            cutoff: None,
            is_cut: false,
        }
    }

    /// The same for a school year: worked by its last day, verified by the `transcript_due` of its
    /// last term (the year's last day where it has no term).
    #[must_use]
    pub fn of_year(self, settings: &Settings, year: SchoolYear) -> Self {
        let last = settings.last_day(year);
        let cutoff = settings
            .terms_of(year)
            .last()
            .map_or(last, |term| due(term));
        Self {
            year,
            shown: Reach::new(Some(settings.first_day(year)), Some(last)),
            days: Reach::new(None, Some(last)),
            cutoff: Some(cutoff),
            ..self
        }
    }

    /// The same for a term of a school year (of the as-of day's where none is named): worked by
    /// its last day, verified by its `transcript_due`.
    ///
    /// # Errors
    /// Where that year has no such term; the terms that exist are named.
    pub fn of_term(
        self,
        settings: &Settings,
        year: Option<SchoolYear>,
        name: &str,
    ) -> Result<Self> {
        let year = year.unwrap_or(self.year);
        let terms = settings.terms_of(year);
        let term = terms
            .iter()
            .find(|term| term.name == name)
            .or_else(|| terms.iter().find(|term| fold(&term.name) == fold(name)))
            .ok_or_else(|| no_term(name, year, &terms, settings))?;
        Ok(Self {
            year,
            shown: Reach::new(Some(term.starts), Some(term.ends)),
            days: Reach::new(None, Some(term.ends)),
            cutoff: Some(due(term)),
            ..self
        })
    }

    /// The same with only some days summed.
    ///
    /// # Errors
    /// Where the first day lies after the last.
    pub fn cut(self, from: Option<Day>, to: Option<Day>) -> Result<Self> {
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            let message = format!("`--from {from}` lies after `--to {to}`");
            return Err(Fault::misuse(message).hint("give the earlier day to `--from`"));
        }
        let last = [self.days.to, to].into_iter().flatten().min();
        Ok(Self {
            days: Reach::new(from, last),
            is_cut: from.is_some() || to.is_some(),
            ..self
        })
    }
}

/// The day by which a term's hours must be verified: its last day where none is named.
fn due(term: &Term) -> Day {
    term.transcript_due.unwrap_or(term.ends)
}

fn no_term(name: &str, year: SchoolYear, terms: &[&Term], settings: &Settings) -> Fault {
    let fault = Fault::misuse(format!("{year} has no term `{name}`"));
    let others = settings.calendar.terms.iter();
    let others = others.filter(|term| fold(&term.name) == fold(name));
    // Soon after a year's end its last term is asked about; else the one that comes next.
    let others: Vec<_> = others.map(|term| term.year).collect();
    let before = others.iter().filter(|other| **other < year).max();
    if let Some(other) = before.or_else(|| others.iter().min()) {
        return fault.hint(format!("{other} has one: add `--year {other}`"));
    }
    if terms.is_empty() {
        return fault.hint(format!(
            "{year} has no terms yet; write them under `[[calendar.terms]]` in wbl.toml"
        ));
    }
    let names: Vec<_> = terms.iter().map(|term| term.name.as_str()).collect();
    fault.hint(format!(
        "the terms of {year} are: {}; for another year add `--year`",
        names.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::iso(text).unwrap()
    }

    fn settings() -> Settings {
        toml::from_str(
            "format = 1\n[calendar]\nterms = [\n\
             { year = \"2026-27\", name = \"Q2\", starts = 2026-11-09, ends = 2027-01-22, transcript_due = 2027-01-29 },\n\
             { year = \"2026-27\", name = \"Q1\", starts = 2026-08-31, ends = 2026-11-06 },\n\
             { year = \"2027-28\", name = \"S1\", starts = 2027-08-30, ends = 2028-01-21 },\n]\n",
        )
        .unwrap()
    }

    #[test]
    fn a_term_is_worked_by_its_end_and_verified_by_its_transcript_day() {
        let frame = Frame::on(&settings(), day("2026-12-01"));
        let term = frame.of_term(&settings(), None, "q2").unwrap();
        assert_eq!(term.days, Reach::new(None, Some(day("2027-01-22"))));
        assert_eq!(term.cutoff, Some(day("2027-01-29")));
        let bare = frame.of_term(&settings(), None, "Q1").unwrap();
        assert_eq!(
            bare.cutoff,
            Some(day("2026-11-06")),
            "no day named: its last"
        );
        let next = Some(SchoolYear(2027));
        assert_eq!(frame.of_term(&settings(), next, "S1").unwrap().year.0, 2027);
    }

    #[test]
    fn a_year_is_verified_by_the_day_of_its_last_term() {
        let frame = Frame::on(&settings(), day("2026-12-01"));
        let year = frame.of_year(&settings(), SchoolYear(2026));
        assert_eq!(year.cutoff, Some(day("2027-01-29")));
        assert_eq!(year.days.to, Some(day("2027-06-30")));
        let bare = frame.of_year(&settings(), SchoolYear(2030));
        assert_eq!(
            bare.cutoff,
            Some(day("2031-06-30")),
            "no term: the last day"
        );
    }

    #[test]
    fn an_unknown_term_names_those_that_exist() {
        let frame = Frame::on(&settings(), day("2026-12-01"));
        let fault = frame.of_term(&settings(), None, "Q3").unwrap_err();
        assert_eq!(fault.blame.exit_code(), 2);
        assert!(fault.to_string().contains("are: Q1, Q2;"), "{fault}");
        let bare = frame.of_term(&settings(), Some(SchoolYear(2030)), "Q3");
        assert!(bare.unwrap_err().to_string().contains("no terms yet"));
    }

    #[test]
    fn a_term_of_another_year_names_that_year() {
        let frame = Frame::on(&settings(), day("2027-07-02"));
        let ended = frame.of_term(&settings(), None, "q2").unwrap_err();
        assert!(ended.to_string().contains("add `--year 2026-27`"));
        let frame = Frame::on(&settings(), day("2026-12-01"));
        let next = frame.of_term(&settings(), None, "S1").unwrap_err();
        assert!(next.to_string().contains("add `--year 2027-28`"), "{next}");
    }

    #[test]
    fn days_are_cut_within_the_term() {
        let frame = Frame::on(&settings(), day("2026-12-01"));
        let term = frame.of_term(&settings(), None, "Q2").unwrap();
        let cut = term
            .cut(Some(day("2026-12-01")), Some(day("2027-06-01")))
            .unwrap();
        assert_eq!(cut.days.to, Some(day("2027-01-22")));
        assert!(cut.is_cut && !term.is_cut);
        let twisted = term.cut(Some(day("2026-12-02")), Some(day("2026-12-01")));
        assert_eq!(twisted.unwrap_err().blame.exit_code(), 2);
    }
}
