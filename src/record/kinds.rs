//! The table of kinds: what each is called, where its files lie, what they hold.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::schema::{Field, Fields, Kind};

use super::common::COMMON;
use super::{
    Contact, Council, Eval, Form, Mou, Partner, Pathway, Person, Rules, Settings, Student, Wbl,
    contact, council, eval, form, mou, partner, pathway, person, rules, settings, student, wbl,
};

/// A kind of record.
#[derive(Clone, Copy, Debug)]
pub struct KindSpec {
    /// Which.
    pub kind: Kind,
    /// The folder of its files within the store.
    pub folder: &'static str,
    /// Whether its files lie in a folder of their school year.
    pub by_year: bool,
    /// Its own fields.
    pub own: &'static [Field],
    /// The columns that a list shows.
    pub columns: &'static [&'static str],
    /// What a person is asked of a new one, in the order of a form; `group.key` is an item's part.
    pub asks: &'static [&'static str],
    /// Whether it has the verbs of every kind.
    pub has_verbs: bool,
    /// What it is, in a phrase.
    pub about: &'static str,
}

/// Every kind of record.
pub const KINDS: &[KindSpec] = &[
    KindSpec {
        kind: Kind::Partner,
        folder: "partners",
        by_year: false,
        own: partner::FIELDS,
        columns: &["id", "name", "kind", "town", "stage", "pathways"],
        asks: &["name", "kind", "town", "stage", "pathways"],
        has_verbs: true,
        about: "Employers and everyone else the school works with",
    },
    KindSpec {
        kind: Kind::Contact,
        folder: "contacts",
        by_year: false,
        own: contact::FIELDS,
        columns: &["id", "name", "partner", "title", "email", "phone", "roles"],
        asks: &["name", "partner", "title", "email", "phone", "roles"],
        has_verbs: true,
        about: "The people at partners, at school and at the board",
    },
    KindSpec {
        kind: Kind::Pathway,
        folder: "pathways",
        by_year: false,
        own: pathway::FIELDS,
        columns: &["id", "name", "sector", "required_hours", "seats"],
        asks: &["name", "sector", "required_hours", "seats"],
        has_verbs: true,
        about: "The pathways that students enrol in",
    },
    KindSpec {
        kind: Kind::Student,
        folder: "students",
        by_year: false,
        own: student::FIELDS,
        columns: &["id", "name", "grad_year", "enrolled"],
        asks: &["grad_year"],
        has_verbs: true,
        about: "The students, under opaque ids",
    },
    KindSpec {
        kind: Kind::Wbl,
        folder: "wbl",
        by_year: true,
        own: wbl::FIELDS,
        columns: &[
            "id", "activity", "partner", "pathway", "names", "starts", "ends", "status",
        ],
        asks: &[
            "activity",
            "students",
            "partner",
            "supervisors.contact",
            "starts",
            "ends",
            "planned_minutes",
            "pathway",
            "status",
        ],
        has_verbs: true,
        about: "Experiences: placements, events and opportunities, with their hours",
    },
    KindSpec {
        kind: Kind::Mou,
        folder: "mous",
        by_year: false,
        own: mou::FIELDS,
        columns: &["id", "partners", "pathways", "through", "state"],
        asks: &["partners", "pathways", "through"],
        has_verbs: true,
        about: "Memoranda of understanding with partners",
    },
    KindSpec {
        kind: Kind::Eval,
        folder: "evals",
        by_year: true,
        own: eval::FIELDS,
        columns: &["id", "experience", "review", "on", "by"],
        asks: &["experience", "review", "on", "by"],
        has_verbs: true,
        about: "Evaluations of experiences",
    },
    KindSpec {
        kind: Kind::Council,
        folder: "councils",
        by_year: false,
        own: council::FIELDS,
        columns: &["id", "name", "kind", "pathways", "stage"],
        asks: &["name", "kind", "pathways", "stage"],
        has_verbs: true,
        about: "Advisory committees and councils",
    },
    KindSpec {
        kind: Kind::Person,
        folder: "private/students",
        by_year: false,
        own: person::PRIVATE,
        columns: &[],
        asks: &[],
        has_verbs: false,
        about: "The private part of a student",
    },
    KindSpec {
        kind: Kind::Form,
        folder: "forms",
        by_year: false,
        own: form::FIELDS,
        columns: &[],
        asks: &[],
        has_verbs: false,
        about: "Evaluation forms",
    },
    KindSpec {
        kind: Kind::Rules,
        folder: "rules",
        by_year: false,
        own: rules::FIELDS,
        columns: &[],
        asks: &[],
        has_verbs: false,
        about: "What counts, and the rules for minors",
    },
    KindSpec {
        kind: Kind::Settings,
        folder: "",
        by_year: false,
        own: settings::FIELDS,
        columns: &[],
        asks: &[],
        has_verbs: false,
        about: "The settings, wbl.toml",
    },
];

/// The table's row of a kind.
pub fn spec(kind: Kind) -> &'static KindSpec {
    KINDS
        .iter()
        .find(|spec| spec.kind == kind)
        .unwrap_or(&KINDS[0])
}

/// The kind with this name, as typed on the command line (`experience` is `wbl`).
pub fn kind_named(name: &str) -> Option<&'static KindSpec> {
    let name = if name == "experience" { "wbl" } else { name };
    KINDS.iter().find(|spec| spec.kind.name() == name)
}

impl KindSpec {
    /// All fields in table order: its own, then those of every kind.
    pub fn fields(&self) -> Fields {
        match self.kind {
            // The private part holds what it names and no more.
            Kind::Person => Fields::of(self.own),
            _ => Fields(self.own, COMMON),
        }
    }

    /// Whether records have a name of their own in this file.
    pub fn has_name(&self) -> bool {
        self.own.iter().any(|field| field.key == "name")
    }
}

/// A record's struct, tied to its row of the table.
pub trait Body: Serialize + DeserializeOwned + Send {
    /// Its kind.
    const KIND: Kind;
}

impl Body for Partner {
    const KIND: Kind = Kind::Partner;
}
impl Body for Contact {
    const KIND: Kind = Kind::Contact;
}
impl Body for Pathway {
    const KIND: Kind = Kind::Pathway;
}
impl Body for Student {
    const KIND: Kind = Kind::Student;
}
impl Body for Wbl {
    const KIND: Kind = Kind::Wbl;
}
impl Body for Mou {
    const KIND: Kind = Kind::Mou;
}
impl Body for Eval {
    const KIND: Kind = Kind::Eval;
}
impl Body for Council {
    const KIND: Kind = Kind::Council;
}
impl Body for Person {
    const KIND: Kind = Kind::Person;
}
impl Body for Form {
    const KIND: Kind = Kind::Form;
}
impl Body for Rules {
    const KIND: Kind = Kind::Rules;
}
impl Body for Settings {
    const KIND: Kind = Kind::Settings;
}
