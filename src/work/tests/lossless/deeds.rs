//! Records, and what is done to each: verbs of every sort that write.

use super::super::hours::worked;
use super::super::*;
use super::differs::Differs;
use crate::book::Book;
use crate::fault::Result;
use crate::record::Party;
use crate::schema::Kind;
use crate::work::{
    Configure, ItemRequest, ItemVerb, SetRequest, SignRequest, VerifyRequest, Which, add_items,
    configure, done, log, set, sign, verify, void,
};

/// What is done to a record.
pub(super) struct Deed {
    pub(super) name: &'static str,
    pub(super) differs: Differs,
    pub(super) run: fn(&Book<'_>) -> Result<Change>,
}

const fn deed(name: &'static str, differs: Differs, run: fn(&Book<'_>) -> Result<Change>) -> Deed {
    Deed { name, differs, run }
}

fn to(kind: Kind, one: &str, book: &Book<'_>, request: &SetRequest) -> Result<Change> {
    set(book, kind, &[id(one)], request, today(), 7)
}

fn put(kind: Kind, one: &str, book: &Book<'_>, key: &str, text: &str) -> Result<Change> {
    let values = vec![(key.to_owned(), vec![text.to_owned()])];
    let request = SetRequest {
        values,
        ..SetRequest::default()
    };
    to(kind, one, book, &request)
}

fn unset(kind: Kind, one: &str, book: &Book<'_>, key: &str) -> Result<Change> {
    let request = SetRequest {
        unset: vec![key.to_owned()],
        ..SetRequest::default()
    };
    to(kind, one, book, &request)
}

fn item(
    kind: Kind,
    verb: &str,
    one: &str,
    book: &Book<'_>,
    words: &[&str],
    values: &[(&str, &str)],
) -> Result<Change> {
    let verb = ItemVerb::of(verb, kind).unwrap();
    let request = ItemRequest {
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        values: values
            .iter()
            .map(|(key, text)| ((*key).to_owned(), vec![(*text).to_owned()]))
            .collect(),
        ..ItemRequest::default()
    };
    add_items(book, verb, &[id(one)], &request, today(), 7)
}

pub(super) const PARTNER: &str = "name = \"Precision\"\naka = [\"Old Mill\", \"The \\\"Mill\\\"\"]\nsize = 1200\nphone = \"508-555-0100\"\nneeds = \"two welders; see C:\\\\plans\"\npathways = [\"business\"]\ncapacity = [\n  { year = \"2026-27\", term = \"Q1\", slots = 2 },\n]\nasks = [\n  { id = \"ask234\", activity = \"internship\", status = \"asked\", on = 2026-10-01 },\n]\ntouches = [\n  { id = \"k3f9qd\", on = 2026-10-06, via = \"call\", about = \"interns\", next = \"send plan\", due = 2026-12-01 },\n  { id = \"m2xwzh\", on = 2026-10-08, via = \"visit\", about = \"a, b\" },\n]\nnotes = \"first line\\nsecond line\"\ntags = [\"a\", \"b\"]\n[custom]\nchain = \"x\"\n";

pub(super) const PARTNER_DEEDS: &[Deed] = &[
    deed("set size", Differs::At("size"), |book| {
        put(Kind::Partner, "precision", book, "size", "120")
    }),
    deed("set town", Differs::At("town"), |book| {
        put(Kind::Partner, "precision", book, "town", "Uxbridge")
    }),
    deed("set needs", Differs::At("needs"), |book| {
        put(
            Kind::Partner,
            "precision",
            book,
            "needs",
            "\"none\"\nat all",
        )
    }),
    deed("set tags", Differs::At("tags"), |book| {
        put(Kind::Partner, "precision", book, "tags", "c")
    }),
    deed("set cadence", Differs::At("cadence"), |book| {
        put(Kind::Partner, "precision", book, "cadence", "60")
    }),
    deed("set archived", Differs::At("archived"), |book| {
        put(Kind::Partner, "precision", book, "archived", "2026-11-01")
    }),
    deed("unset size", Differs::Without("size"), |book| {
        unset(Kind::Partner, "precision", book, "size")
    }),
    deed("unset notes", Differs::Without("notes"), |book| {
        unset(Kind::Partner, "precision", book, "notes")
    }),
    deed("unset aka", Differs::Without("aka"), |book| {
        unset(Kind::Partner, "precision", book, "aka")
    }),
    deed("unset capacity", Differs::Without("capacity"), |book| {
        unset(Kind::Partner, "precision", book, "capacity")
    }),
    deed("add tag", Differs::Once, |book| {
        let add = vec![("tags".to_owned(), "c".to_owned())];
        to(
            Kind::Partner,
            "precision",
            book,
            &SetRequest {
                add,
                ..SetRequest::default()
            },
        )
    }),
    deed("capacity of another term", Differs::Once, |book| {
        put(
            Kind::Partner,
            "precision",
            book,
            "capacity",
            "year=2026-27,term=Q2,slots=3",
        )
    }),
    deed("pay of that term", Differs::Once, |book| {
        put(
            Kind::Partner,
            "precision",
            book,
            "capacity",
            "year=2026-27,term=Q1,note=paid",
        )
    }),
    deed("touch", Differs::Once, |book| {
        item(
            Kind::Partner,
            "touch",
            "precision",
            book,
            &[],
            &[("via", "call"), ("about", "a \"b\"")],
        )
    }),
    deed("ask", Differs::Once, |book| {
        item(Kind::Partner, "ask", "precision", book, &["co-op"], &[])
    }),
    deed("done", Differs::Adds, |book| {
        done(
            book,
            Kind::Partner,
            &id("precision"),
            "k3f9qd",
            day("2026-11-20"),
            today(),
            7,
        )
    }),
];

pub(super) const WBL: &str = "activity = \"internship\"\npartner = \"notre-dame\"\ntitle = \"Ward helper\"\npathway = \"healthcare\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-10-05\nends = 2027-03-20\nplanned_minutes = 6000\nsupervisors = [\n  { contact = \"j-ortiz\" },\n]\nstatus = \"active\"\njournal = [\n  { id = \"jjj234\", on = 2026-10-06, kind = \"visit\", about = \"fine\" },\n]\nhours = [\n  { id = \"k3f9qd\", on = 2026-10-06, from = 15:00:00, to = 18:30:00, area = \"dietary\" },\n  { id = \"m2xwzh\", on = 2026-10-08, minutes = 180 },\n]\n";

const JANE: &str = "s-k7f2wq-notre-dame";

pub(super) const WBL_DEEDS: &[Deed] = &[
    deed("set title", Differs::At("title"), |book| {
        put(Kind::Wbl, JANE, book, "title", "Aide")
    }),
    deed("set planned", Differs::At("planned_minutes"), |book| {
        put(Kind::Wbl, JANE, book, "planned", "90h")
    }),
    deed("set oriented", Differs::At("oriented"), |book| {
        put(Kind::Wbl, JANE, book, "oriented", "2026-10-05")
    }),
    deed("unset ends", Differs::Without("ends"), |book| {
        unset(Kind::Wbl, JANE, book, "ends")
    }),
    deed("log", Differs::Once, |book| {
        log(
            book,
            &id(JANE),
            &worked(&[("2026-10-13", "15:00-18:30")]),
            today(),
            7,
        )
    }),
    deed("log two", Differs::Once, |book| {
        log(
            book,
            &id(JANE),
            &worked(&[("2026-10-13", "15:00-18:30"), ("2026-10-14", "3h")]),
            today(),
            7,
        )
    }),
    deed("verify", Differs::Adds, |book| {
        let request = VerifyRequest {
            which: Which::All,
            by: id("j-ortiz"),
            on: None,
            reason: None,
        };
        verify(book, &[id(JANE)], &request, today(), 7)
    }),
    deed("void", Differs::Adds, |book| {
        void(book, &id(JANE), "m2xwzh", "typed twice", today(), 7)
    }),
    deed("note", Differs::Once, |book| {
        item(
            Kind::Wbl,
            "note",
            JANE,
            book,
            &[],
            &[("kind", "absence"), ("about", "ill")],
        )
    }),
    deed("paper", Differs::Once, |book| {
        item(Kind::Wbl, "paper", JANE, book, &["permit"], &[])
    }),
];

pub(super) const MOU: &str = "partners = [\"notre-dame\"]\nschool_year = \"2026-27\"\nthrough = 2027-06-30\ngoals = [\"two goals\"]\nsignatures = [\n  { party = \"school\", name = \"Ada Quill\", title = \"Principal\", on = 2026-09-01 },\n]\nclauses = [\"one\", \"two\"]\n";

pub(super) const MOU_DEEDS: &[Deed] = &[deed("sign", Differs::Once, |book| {
    let request = SignRequest {
        party: Party::Industry,
        partner: None,
        name: "José Ortiz".into(),
        title: "Manager".into(),
        on: day("2026-09-08"),
        method: None,
        document: None,
    };
    sign(book, &id("m"), &request, today(), 7)
})];

pub(super) const STUDENT: &str = "grad_year = 2027\nenrolled = [\n  { pathway = \"healthcare\", from = 2025-09-01 },\n]\ntransport = \"own\"\npapers = [\n  { kind = \"physical\", on = 2026-09-01 },\n]\n";

pub(super) const STUDENT_DEEDS: &[Deed] = &[
    deed("earn", Differs::Once, |book| {
        item(Kind::Student, "earn", "s-k7f2wq", book, &["OSHA 10"], &[])
    }),
    deed("paper", Differs::Once, |book| {
        item(
            Kind::Student,
            "paper",
            "s-k7f2wq",
            book,
            &["vaccination"],
            &[],
        )
    }),
    deed("set plan", Differs::At("plan"), |book| {
        put(Kind::Student, "s-k7f2wq", book, "plan", "four-year")
    }),
    deed("set mycap", Differs::At("mycap"), |book| {
        put(Kind::Student, "s-k7f2wq", book, "mycap", "2026-09-01")
    }),
];

pub(super) const SETTINGS: &str = "format = 1\nnotes = \"ours\"\n[school]\nname = \"Marlow Falls\"\n[policy]\nrequired_hours = 100\n[calendar]\nyear_starts = \"07-01\"\n[warn]\nunverified = 7\n[views]\nlocal = \"town = Uxbridge\"\n";

pub(super) const SETTINGS_DEEDS: &[Deed] = &[
    deed("required", Differs::Deep, |book| {
        configure(
            book,
            "policy.required_hours",
            &Configure::Set("120".into()),
            today(),
            7,
        )
    }),
    deed("city", Differs::Deep, |book| {
        configure(
            book,
            "school.city",
            &Configure::Set("Uxbridge".into()),
            today(),
            7,
        )
    }),
    deed("mail", Differs::Deep, |book| {
        configure(
            book,
            "mail.from",
            &Configure::Set("a@b.example".into()),
            today(),
            7,
        )
    }),
    deed("no name", Differs::Gone, |book| {
        configure(book, "school.name", &Configure::Unset, today(), 7)
    }),
    deed("no view", Differs::Gone, |book| {
        configure(book, "views.local", &Configure::Unset, today(), 7)
    }),
    deed("view", Differs::Deep, |book| {
        configure(
            book,
            "views.near",
            &Configure::Set("town = Uxbridge".into()),
            today(),
            7,
        )
    }),
];
