//! A student's hours, as a letter tells them: by enrolment, and what each placement adds.

use crate::book::Book;
use crate::fault::Result;
use crate::rule::{Detail, Frame, Tallied, tally};
use crate::value::{Day, Id, Minutes, Reach};

/// The hours of one enrolment on a day. Minutes are whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnrolmentHours {
    pub pathway: Id,
    pub from: Day,
    pub to: Option<Day>,
    pub required_minutes: Minutes,
    pub verified_minutes: Minutes,
    pub pending_minutes: Minutes,
    pub counted_minutes: Minutes,
    pub short_minutes: Minutes,
    pub is_met: bool,
    pub placements: Vec<PlacementHours>,
}

/// What one placement adds to an enrolment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementHours {
    pub experience: Id,
    pub verified_minutes: Minutes,
    pub pending_minutes: Minutes,
    pub counted_minutes: Minutes,
}

/// The hours of every enrolment of a student that has begun by a day.
///
/// # Errors
/// Where a folder cannot be listed, or the student's record cannot be read.
pub fn hours_of(book: &Book<'_>, student: &Id, as_of: Day) -> Result<Vec<EnrolmentHours>> {
    let mut frame = Frame::on(&book.settings, as_of);
    frame.shown = Reach::new(None, Some(as_of));
    let detail = Detail {
        experiences: true,
        ..Detail::default()
    };
    let tally = tally::of_student(book, student, &frame, detail)?;
    Ok(tally.enrolments.into_iter().map(told).collect())
}

fn told(one: Tallied) -> EnrolmentHours {
    let short = one.short();
    let has_hours = |minutes: &PlacementHours| {
        minutes.verified_minutes + minutes.pending_minutes > Minutes::ZERO
    };
    EnrolmentHours {
        required_minutes: one.enrolled.required,
        verified_minutes: one.sums.verified,
        pending_minutes: one.sums.pending,
        counted_minutes: one.sums.counted,
        short_minutes: short,
        is_met: short.is_zero(),
        from: one.enrolled.from,
        to: one.enrolled.is_closed.then_some(one.enrolled.last),
        pathway: one.enrolled.pathway,
        placements: one
            .shares
            .into_iter()
            .filter_map(|share| {
                Some(PlacementHours {
                    experience: share.experience?,
                    verified_minutes: share.sums.verified,
                    pending_minutes: share.sums.pending,
                    counted_minutes: share.sums.counted,
                })
            })
            .filter(has_hours)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::memory::Memory;

    #[test]
    fn ninety_nine_forty_five_is_told_as_short_and_pending_stands_beside() {
        let memory = Memory::of(&[
            ("wbl.toml", "format = 1\n"),
            (
                "rules/massachusetts.toml",
                "name = \"M\"\nactivities = [{ activity = \"internship\", stage = \"immersion\", individual = true, counts = true }]\n",
            ),
            ("pathways/p.toml", "name = \"P\"\nsector = \"S\"\nrequired_hours = 100\n"),
            (
                "students/s-a2b2c2.toml",
                "grad_year = 2027\nenrolled = [{ pathway = \"p\", from = 2025-09-01 }]\n",
            ),
            (
                "wbl/2026-27/e.toml",
                &format!(
                    "activity = \"internship\"\npathway = \"p\"\nstudents = [\"s-a2b2c2\"]\nstarts = 2026-09-01\nhours = [\n{}  {{ id = \"z\", on = 2026-10-20, minutes = 15 }},\n]\n",
                    "  { id = \"x\", on = 2026-09-01, minutes = 399, verified = 2026-10-01, seen = 399 },\n".repeat(15)
                ),
            ),
        ]);
        let on = Day::iso("2026-11-22").unwrap();
        let all = hours_of(&memory.book(), &Id::new("s-a2b2c2").unwrap(), on).unwrap();
        let [one] = all.as_slice() else {
            panic!("{all:?}")
        };
        assert_eq!((one.counted_minutes.0, one.pending_minutes.0), (5985, 15));
        assert_eq!((one.short_minutes.0, one.is_met), (15, false));
        assert_eq!(one.placements.len(), 1);
        assert_eq!(one.to, None);
    }
}
