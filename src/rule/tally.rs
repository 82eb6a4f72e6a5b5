//! The tally: hours added up per enrolment in one pass over the experiences, none of which is kept.

use crate::book::{Book, Record};
use crate::fault::Result;
use crate::record::{Aggregate, Settings, Term, Wbl};
use crate::value::{Day, Id, Minutes, Reach};

use super::copied::Prints;
use super::enrolled::Enrolled;
use super::entry::net_minutes;
use super::frame::Frame;
use super::judge::{Host, LeftOut, Verdict, judge};
use super::lost;
use super::progress::PACE_DAYS;
use super::roll::Roll;
use super::share::{Detail, Share, Stray};
use super::tallied::Tallied;

/// The hours of enrolments, and what was left out by mistake.
#[derive(Debug, Default)]
pub struct Tally {
    /// The enrolments that the frame shows: by student, pathway, first day.
    pub enrolments: Vec<Tallied>,
    /// Enrolments that ended before the days that the frame shows.
    pub ended: Vec<Ended>,
    /// What counts nowhere though it should: by experience.
    pub strays: Vec<Stray>,
}

/// An enrolment that is not shown, since it ended before.
#[derive(Clone, Debug)]
pub struct Ended {
    /// The student.
    pub student: Id,
    /// The pathway that they left.
    pub pathway: Id,
    /// The last day in it.
    pub last: Day,
    /// Whether an experience that counts was started or planned in it.
    pub is_placed: bool,
    /// The verified minutes in it.
    pub verified: Minutes,
}

/// Tallies all enrolments.
///
/// # Errors
/// Where a folder cannot be listed.
pub fn of_all(book: &Book<'_>, frame: &Frame, detail: Detail) -> Result<Tally> {
    let roll = Roll::of_all(book, frame.as_of)?;
    let pass = Pass::new(&roll, &book.settings, frame, detail);
    let mut found = book.fold(
        Found::default,
        |found, record| pass.take(found, &record),
        Found::and,
    )?;
    std::mem::take(&mut found.prints).note(book)?;
    let of_nobody = |stray: &&Stray| stray.why == LeftOut::UnknownStudent;
    let of_nobody = found.strays.iter().filter(of_nobody);
    lost::note(book, &roll, of_nobody.map(|stray| &stray.experience))?;
    Ok(found.tally(roll, &book.settings, frame, detail))
}

/// Tallies the enrolments of one student, reading only files that name the student.
///
/// # Errors
/// Where a folder cannot be listed, or the student's record cannot be read.
pub fn of_student(book: &Book<'_>, student: &Id, frame: &Frame, detail: Detail) -> Result<Tally> {
    let roll = Roll::of_student(book, student, frame.as_of)?;
    let pass = Pass::new(&roll, &book.settings, frame, detail);
    let mut found = Found::default();
    for record in experiences_of(book, student)? {
        pass.take(&mut found, &record);
    }
    std::mem::take(&mut found.prints).note(book)?;
    Ok(found.tally(roll, &book.settings, frame, detail))
}

/// The experiences that are a student's.
pub(super) fn experiences_of(book: &Book<'_>, student: &Id) -> Result<Vec<Record<Wbl>>> {
    let mut records = book.all_with::<Wbl>(student.as_str())?;
    // An opportunity that the student applied for names them too.
    records.retain(|record| record.body.students.iter().any(|one| one.id() == student));
    Ok(records)
}

/// What a pass over the experiences needs to know.
struct Pass<'a> {
    roll: &'a Roll,
    settings: &'a Settings,
    frame: &'a Frame,
    detail: Detail,
    recent: Reach,
}

/// What a pass has found so far.
#[derive(Default)]
struct Found {
    shares: Vec<Share>,
    strays: Vec<Stray>,
    prints: Prints,
}

impl<'a> Pass<'a> {
    fn new(roll: &'a Roll, settings: &'a Settings, frame: &'a Frame, detail: Detail) -> Self {
        let first = frame.as_of.plus(1 - PACE_DAYS);
        // The longest experience cannot be found among shares that do not say whose they are.
        let is_single = settings.policy.aggregate == Some(Aggregate::Single);
        Self {
            roll,
            settings,
            frame,
            detail: Detail {
                experiences: detail.experiences || is_single,
                ..detail
            },
            recent: Reach::new(Some(first), Some(frame.as_of)),
        }
    }

    fn take(&self, found: &mut Found, record: &Record<Wbl>) {
        found.prints.take(&record.body);
        let host = self.roll.host(&record.body);
        let (shares, strays) = (found.shares.len(), found.strays.len());
        match host {
            Host::Placement {
                stays,
                first,
                counts,
            } => {
                for (number, stay) in (first..).zip(stays) {
                    found
                        .shares
                        .push(self.bare_share(record, number, stay, counts));
                }
            }
            Host::Nobody(why) => {
                if record.body.status().is_live() && why.is_of_the_placement() {
                    found.strays.push(Stray::of(record, why));
                }
            }
        }
        for entry in &record.body.hours {
            match judge(entry, host, self.frame, self.settings) {
                Verdict::Summed(summed) => {
                    for (day, minutes) in summed.days {
                        if minutes.is_zero() {
                            continue;
                        }
                        let term = self.term_of(day);
                        let own = (summed.enrolment, term);
                        let is_it = |share: &Share| (share.enrolment, share.term) == own;
                        let blank = || Share::of(record, summed.enrolment, term, self.detail);
                        let share = found_or_made(&mut found.shares, shares, is_it, blank);
                        share.add(entry, summed.sum, minutes, self.recent);
                    }
                }
                Verdict::LeftOut(why) if why.is_a_mistake() => {
                    let is_it = |stray: &Stray| stray.why == why;
                    let blank = || Stray::of(record, why);
                    let stray = found_or_made(&mut found.strays, strays, is_it, blank);
                    stray.entries += 1;
                    stray.minutes += net_minutes(entry).unwrap_or_default();
                }
                Verdict::LeftOut(_) => {}
            }
        }
    }

    /// A share without hours yet, which says how the experience stands.
    fn bare_share(
        &self,
        record: &Record<Wbl>,
        enrolment: usize,
        stay: &Enrolled,
        counts: bool,
    ) -> Share {
        let wbl = &record.body;
        let ahead = Reach::new(Some(self.frame.as_of), Some(stay.deadline_in(self.frame)));
        let is_live = wbl.status().is_live();
        let is_started = is_live && counts;
        Share {
            is_live,
            is_started,
            is_open: is_started && Reach::new(Some(wbl.starts), wbl.ends).meets(ahead),
            ..Share::of(record, enrolment, None, self.detail)
        }
    }

    fn term_of(&self, day: Day) -> Option<usize> {
        let terms = &self.settings.calendar.terms;
        let holds = |term: &Term| term.starts <= day && day <= term.ends;
        if self.detail.terms {
            terms.iter().position(holds)
        } else {
            None
        }
    }
}

/// The item from `first` on that is meant, made where there is none yet.
fn found_or_made<T>(
    items: &mut Vec<T>,
    first: usize,
    is_it: impl Fn(&T) -> bool,
    make: impl FnOnce() -> T,
) -> &mut T {
    let known = items.iter().skip(first).position(is_it);
    let at = known.map_or(items.len(), |at| first + at);
    if at == items.len() {
        items.push(make());
    }
    // It was there, or has just been pushed.
    &mut items[at]
}

impl Found {
    fn and(mut self, mut more: Self) -> Self {
        self.shares.append(&mut more.shares);
        self.strays.append(&mut more.strays);
        self.prints = self.prints.and(more.prints);
        self
    }

    /// Sorts what was found by enrolment, so that the order of reading shows nowhere.
    fn tally(mut self, roll: Roll, settings: &Settings, frame: &Frame, detail: Detail) -> Tally {
        self.shares.sort_unstable_by(|a, b| {
            (a.enrolment, &a.experience, a.term).cmp(&(b.enrolment, &b.experience, b.term))
        });
        self.strays
            .sort_unstable_by(|a, b| (a.why, &a.experience).cmp(&(b.why, &b.experience)));
        let mut shares = self.shares.into_iter().peekable();
        let (mut enrolments, mut ended) = (Vec::new(), Vec::new());
        for (number, student, enrolled) in roll.into_stays() {
            let own = std::iter::from_fn(|| shares.next_if(|share| share.enrolment == number));
            let own: Vec<_> = own.collect();
            if enrolled.days().meets(frame.shown) {
                let mut tallied = Tallied::of(student, enrolled, own, settings, frame);
                if detail == Detail::default() {
                    tallied.shares = Vec::new();
                }
                enrolments.push(tallied);
            } else if frame.shown.from.is_some_and(|from| enrolled.last < from) {
                ended.push(Ended {
                    student,
                    pathway: enrolled.pathway,
                    last: enrolled.last,
                    is_placed: own.iter().any(|share| share.is_started),
                    verified: own.iter().map(|share| share.sums.verified).sum(),
                });
            }
        }
        Tally {
            enrolments,
            ended,
            strays: self.strays,
        }
    }
}
