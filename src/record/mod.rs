//! The kinds of record, each declared once: a plain struct and its table of fields, side by side.

#[cfg(test)]
pub(crate) mod any;
mod common;
mod contact;
mod council;
#[cfg(test)]
mod drift;
mod eval;
mod form;
mod json;
mod kinds;
mod mou;
mod partner;
mod pathway;
mod person;
#[cfg(test)]
mod reading;
mod rules;
mod settings;
mod student;
#[cfg(test)]
mod tables;
mod wbl;

pub use common::{COMMON, Custom, Reason};
pub use contact::Contact;
pub use council::{Action, Council, CouncilReview, Meeting, Member};
pub use eval::{Eval, EvalSigned, Rating};
pub use form::{Form, FormSkill, ScalePoint};
pub use json::node_of;
pub use kinds::{Body, KINDS, KindSpec, kind_named, spec};
pub use mou::{Method, Mou, Party, Scope, Sent, Signature, Signers, Termination};
pub use partner::{Ask, AskStatus, Capacity, Partner, Touch};
pub use pathway::Pathway;
pub use person::{Guardian, Person};
pub use rules::{Activity, Break, Hazard, Limit, Paper, Rules};
pub use settings::{
    Aggregate, Board, Calendar, CalendarYear, Closure, Coordinator, Credit, Equity, FORMAT, Git,
    Mail, Policy, SETTINGS, School, Settings, Term, format_of,
};
pub use student::{
    Course, Credential, Credited, Enrolment, ExitBecause, Outcome, Student, StudentPaper,
};
pub use wbl::{
    Agreed, Applicant, Applied, Exemption, Guest, HourEntry, HourKind, JournalNote, Pay, Shift,
    Status, Supervisor, Wbl, WblPaper, WblSkill,
};
