//! What checks of one file need to know of the others: who is enrolled, what was merged, what counts.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::{Book, Record};
use crate::fault::Result;
use crate::record::{Contact, Enrolment, Partner, Person, Rules, Student};
use crate::rule::{Activities, MouStates};
use crate::schema::Kind;
use crate::value::{Day, Id, Names, Reach, SchoolYear};

/// The store as the checks of one file see it.
#[derive(Debug)]
pub(super) struct Ground<'b, 'd> {
    pub(super) book: &'b Book<'d>,
    pub(super) today: Day,
    /// The activities; nothing where the rules file cannot be read.
    pub(super) activities: Option<Activities>,
    /// The enrolments of each student who can be read.
    pub(super) enrolled: BTreeMap<Id, Vec<(Id, Reach)>>,
    /// The MOUs; nothing where their folder cannot be listed.
    pub(super) mous: Option<MouStates>,
    /// The days of birth that are on this machine.
    pub(super) born: BTreeMap<Id, Day>,
    /// The partners that became part of another.
    pub(super) merged: BTreeMap<Id, Id>,
    /// The partners, contacts and private parts that can be read.
    pub(super) partners: Vec<Record<Partner>>,
    pub(super) contacts: Vec<Record<Contact>>,
    pub(super) people: Vec<Record<Person>>,
    /// The names of students, to be looked for where they do not belong.
    pub(super) names: Names,
}

impl<'b, 'd> Ground<'b, 'd> {
    /// Reads what all checks share. What cannot be listed or read is told of elsewhere.
    pub(super) fn of(book: &'b Book<'d>, today: Day) -> Self {
        let settings = &book.settings;
        let rules = settings.policy.rules();
        let readable = |id: &Id| matches!(book.get::<Rules>(id), Ok(Some(_)));
        let activities = match Id::new(rules) {
            Ok(id) if readable(&id) => Activities::of(book).ok(),
            _ => None,
        };
        let students = book.all::<Student>().unwrap_or_default();
        let enrolled = students.into_iter().map(|student| {
            let year = SchoolYear::of_graduation(student.body.grad_year);
            let last = settings.last_day(year);
            let reach = |enrolment: Enrolment| {
                let to = enrolment.to.unwrap_or(last);
                let reach = Reach::new(Some(enrolment.from), Some(to));
                (enrolment.pathway.id().clone(), reach)
            };
            let enrolled = student.body.enrolled.into_iter().map(reach).collect();
            (student.id, enrolled)
        });
        let enrolled = enrolled.collect();
        let partners = book.all::<Partner>().unwrap_or_default();
        let merged = partners.iter().filter_map(|partner| {
            let into = partner.body.merged_into.as_ref()?;
            Some((partner.id.clone(), into.id().clone()))
        });
        let merged = merged.collect();
        let contacts = book.all::<Contact>().unwrap_or_default();
        let others: BTreeSet<_> = contacts
            .iter()
            .map(|contact| contact.body.name.clone())
            .chain(settings.coordinator.name.clone())
            .collect();
        let people = book.all::<Person>().unwrap_or_default();
        let named = people.iter().map(|one| (&one.id, one.body.name.as_str()));
        let born = people.iter();
        let born = born.filter_map(|one| Some((one.id.clone(), one.body.born?)));
        Self {
            book,
            today,
            mous: MouStates::of(book).ok(),
            born: born.collect(),
            activities,
            enrolled,
            merged,
            names: Names::of(named, &others),
            partners,
            contacts,
            people,
        }
    }

    /// Whether there is such a record, readable or not; true where that cannot be told.
    pub(super) fn has(&self, kind: Kind, id: &Id) -> bool {
        self.book.has(kind, id).unwrap_or(true)
    }

    /// The ids of a kind.
    pub(super) fn ids(&self, kind: Kind) -> impl Iterator<Item = &str> {
        let located: Result<&[_]> = self.book.located(kind);
        located
            .unwrap_or_default()
            .iter()
            .map(|located| located.id.as_str())
    }

    /// Whether an activity is one student's; nothing where the rules do not say.
    pub(super) fn is_individual(&self, activity: &str) -> Option<bool> {
        let activities = self.activities.as_ref()?;
        activities
            .knows(activity)
            .then(|| activities.is_individual(activity))
    }
}
