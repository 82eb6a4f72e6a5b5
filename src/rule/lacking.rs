//! What a placement lacks: an MOU in force, a minor's work permit, a parent's yes. One judgement:
//! whoever makes a placement is told of it, and the check of all that are open lists it.

use crate::record::Wbl;
use crate::value::{Day, Id, Reach, Ref};

use super::in_force::MouStates;

/// The age from which a student is no minor.
const OF_AGE: i32 = 18;

/// A placement of one student, as far as it can lack something.
#[derive(Debug)]
pub struct Placing<'a> {
    /// The student.
    pub student: &'a Id,
    /// The day on which the student was born, where it is known.
    pub born: Option<Day>,
    /// The partner who hosts it.
    pub partner: Option<&'a Id>,
    /// The pathway that it counts for.
    pub pathway: Option<&'a Id>,
    /// The MOU that is named for it, where it is not the one found in force.
    pub mou: Option<&'a Id>,
    /// Its last day.
    pub ends: Option<Day>,
    /// The work permits on file, each with its last day where one is named.
    pub permits: Vec<Option<Day>>,
    /// Whether a parent has agreed to it.
    pub is_agreed: bool,
}

/// Something that a placement lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// The rule, as `check` knows it.
    pub rule: &'static str,
    /// What is lacking, as a clause.
    pub words: String,
}

impl<'a> Placing<'a> {
    /// An experience of a student as a placement.
    pub fn of(wbl: &'a Wbl, student: &'a Id, born: Option<Day>) -> Self {
        let permits = wbl.papers.iter().filter(|paper| paper.kind == "permit");
        Self {
            student,
            born,
            partner: wbl.partner.as_ref().map(Ref::id),
            pathway: wbl.pathway.as_ref().map(Ref::id),
            mou: wbl.mou.as_ref().map(Ref::id),
            ends: wbl.ends,
            permits: permits.map(|paper| paper.expires).collect(),
            is_agreed: wbl.agreed.iter().any(|agreed| agreed.party == "parent"),
        }
    }

    /// What it lacks from a day on. Whether a permit is needed is not judged where the student's
    /// day of birth is not known.
    pub fn lacks(&self, states: &MouStates, from: Day) -> Vec<Lack> {
        let age = self.born.map(|born| born.age_on(from));
        let mut lacks = Vec::new();
        lacks.extend(self.mou(states, from).map(|words| Lack {
            rule: "no-mou",
            words,
        }));
        if let Some(age) = age.filter(|age| *age < OF_AGE) {
            lacks.extend(self.permit(age, from).map(|words| Lack {
                rule: "no-permit",
                words,
            }));
        }
        if !self.is_agreed && age.is_none_or(|age| age < OF_AGE) {
            lacks.push(Lack {
                rule: "no-consent",
                words: "no parent has agreed to it yet".to_owned(),
            });
        }
        lacks
    }

    fn mou(&self, states: &MouStates, from: Day) -> Option<String> {
        let partner = self.partner?;
        let about = self
            .pathway
            .map_or(String::new(), |pathway| format!(" for `{pathway}`"));
        // Of one whose end is open, nobody can say that an MOU ends before it.
        let days = Reach::new(Some(from), Some(self.ends.unwrap_or(from)));
        let bare = match self.mou {
            Some(mou) => states.first_day_without(mou, days),
            None => states.first_bare_day(partner, self.pathway, days),
        };
        Some(match bare? {
            day if day == from => format!("no MOU with `{partner}`{about} is in force on {day}"),
            day => format!(
                "the MOU with `{partner}`{about} ends before the placement does; none is in force on {day}"
            ),
        })
    }

    fn permit(&self, age: i32, on: Day) -> Option<String> {
        let student = self.student;
        let lasts = |last: &Option<Day>| last.is_none_or(|last| on <= last);
        if self.permits.iter().any(lasts) {
            return None;
        }
        Some(match self.permits.iter().flatten().max() {
            Some(last) => {
                format!("the work permit ended on {last}, and `{student}` is {age} on {on}")
            }
            None => format!("no work permit is on file, and `{student}` is {age} on {on}"),
        })
    }
}
