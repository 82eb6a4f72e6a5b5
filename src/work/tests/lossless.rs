//! However a record is written, a command changes the bytes that it means and no others.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::hours::worked;
use super::scruffy::scruffy;
use super::*;
use crate::book::Book;
use crate::fault::Result;
use crate::record::{Party, any, spec};
use crate::schema::{Doc, Kind, Node, Val};
use crate::work::{
    Configure, ItemRequest, ItemVerb, SetRequest, SignRequest, VerifyRequest, Which, add_items,
    configure, done, log, set, sign, verify, void,
};

/// How a text may come to differ.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Differs {
    /// The value at a top key is another, or a line with it is new.
    At(&'static str),
    /// The lines of a top key are gone.
    Without(&'static str),
    /// Something is new, in one place; or a comma too.
    Once,
    /// Something is new, in several places.
    Adds,
    /// A value deep in it is another, or new.
    Deep,
}

/// What is done to a record.
struct Deed {
    name: &'static str,
    differs: Differs,
    run: fn(&Book<'_>) -> Result<Change>,
}

const fn deed(name: &'static str, differs: Differs, run: fn(&Book<'_>) -> Result<Change>) -> Deed {
    Deed { name, differs, run }
}

fn to(kind: Kind, one: &str, book: &Book<'_>, request: SetRequest) -> Result<Change> {
    set(book, kind, &[id(one)], &request, today(), 7)
}

fn put(kind: Kind, one: &str, book: &Book<'_>, key: &str, text: &str) -> Result<Change> {
    let values = vec![(key.to_owned(), vec![text.to_owned()])];
    let request = SetRequest {
        values,
        ..SetRequest::default()
    };
    to(kind, one, book, request)
}

fn unset(kind: Kind, one: &str, book: &Book<'_>, key: &str) -> Result<Change> {
    let request = SetRequest {
        unset: vec![key.to_owned()],
        ..SetRequest::default()
    };
    to(kind, one, book, request)
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

const PARTNER: &str = "name = \"Precision\"\naka = [\"Old Mill\", \"The \\\"Mill\\\"\"]\nsize = 1200\nphone = \"508-555-0100\"\nneeds = \"two welders; see C:\\\\plans\"\npathways = [\"business\"]\ncapacity = [\n  { year = \"2026-27\", term = \"Q1\", slots = 2 },\n]\nasks = [\n  { id = \"ask234\", activity = \"internship\", status = \"asked\", on = 2026-10-01 },\n]\ntouches = [\n  { id = \"k3f9qd\", on = 2026-10-06, via = \"call\", about = \"interns\", next = \"send plan\", due = 2026-12-01 },\n  { id = \"m2xwzh\", on = 2026-10-08, via = \"visit\", about = \"a, b\" },\n]\nnotes = \"first line\\nsecond line\"\ntags = [\"a\", \"b\"]\n[custom]\nchain = \"x\"\n";

const PARTNER_DEEDS: &[Deed] = &[
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
            SetRequest {
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
        item(
            Kind::Partner,
            "ask",
            "precision",
            book,
            &["job-shadow"],
            &[],
        )
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

const WBL: &str = "activity = \"internship\"\npartner = \"notre-dame\"\ntitle = \"Ward helper\"\npathway = \"healthcare\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-10-05\nends = 2027-03-20\nplanned_minutes = 6000\nsupervisors = [\n  { contact = \"j-ortiz\" },\n]\nstatus = \"active\"\njournal = [\n  { id = \"jjj234\", on = 2026-10-06, kind = \"visit\", about = \"fine\" },\n]\nhours = [\n  { id = \"k3f9qd\", on = 2026-10-06, from = 15:00:00, to = 18:30:00, area = \"dietary\" },\n  { id = \"m2xwzh\", on = 2026-10-08, minutes = 180 },\n]\n";

const JANE: &str = "s-k7f2wq-notre-dame";

const WBL_DEEDS: &[Deed] = &[
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

const MOU: &str = "partners = [\"notre-dame\"]\nschool_year = \"2026-27\"\nthrough = 2027-06-30\ngoals = \"two goals\"\nsignatures = [\n  { party = \"school\", name = \"Ada Quill\", title = \"Principal\", on = 2026-09-01 },\n]\nclauses = [\"one\", \"two\"]\n";

const MOU_DEEDS: &[Deed] = &[deed("sign", Differs::Once, |book| {
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

const STUDENT: &str = "grad_year = 2027\nenrolled = [\n  { pathway = \"healthcare\", from = 2025-09-01 },\n]\ntransport = \"own\"\npapers = [\n  { kind = \"physical\", on = 2026-09-01 },\n]\n";

const STUDENT_DEEDS: &[Deed] = &[
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

const SETTINGS: &str = "format = 1\nnotes = \"ours\"\n[school]\nname = \"Marlow Falls\"\n[policy]\nrequired_hours = 100\n[calendar]\nyear_starts = \"07-01\"\n[warn]\nunverified = 7\n[views]\nlocal = \"town = Uxbridge\"\n";

const SETTINGS_DEEDS: &[Deed] = &[
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

fn cases(cases: u32) -> TestRunner {
    TestRunner::new(ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 200,
        ..ProptestConfig::default()
    })
}

fn root(text: &str) -> Node {
    Doc::parse("x.toml", text.to_owned()).unwrap().root
}

/// Does each deed to a record in many spellings.
fn any_spelling(path: &'static str, base: &'static str, deeds: &'static [Deed], count: u32) {
    let base = root(base);
    let all = (any::<u64>(), 0..deeds.len());
    let result = cases(count).run(&all, |(seed, at)| {
        let text = scruffy(&base, seed);
        prop_assert!(Doc::parse(path, text.clone()).is_ok(), "{}", text);
        one(path, &text, &deeds[at]).map_err(TestCaseError::fail)
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

fn one(path: &str, text: &str, deed: &Deed) -> std::result::Result<(), String> {
    let told = |what: &str, after: &str| {
        format!("{}: {what}\n{text}\n--- became\n{after}\n---", deed.name)
    };
    let mut memory = school_with(&[(path, text)]);
    let change = (deed.run)(&memory.book()).map_err(|fault| told(&fault.to_string(), ""))?;
    memory.apply(&change);
    let after = &memory.0[path];
    match differs(text, after, deed.differs) {
        Ok(()) => Ok(()),
        Err(what) => Err(told(&what, after)),
    }
}

/// Whether two texts differ as they may, and no further.
fn differs(before: &str, after: &str, how: Differs) -> std::result::Result<(), String> {
    let doc = Doc::parse("x", before.to_owned()).map_err(|_| "no TOML before")?;
    let (old, new) = apart(before, after);
    let is_adding = || {
        let mut rest = after.chars();
        before.chars().all(|c| rest.any(|other| other == c))
    };
    let fails = |is: bool, what: &str| {
        if is {
            Ok(())
        } else {
            Err(format!("{what}: `{old}` became `{new}`"))
        }
    };
    match how {
        Differs::At(key) => match doc.get(key) {
            Some(node) if !node.span.is_empty() && !before[node.span.clone()].starts_with("[[") => {
                let (head, tail) = (&before[..node.span.start], &before[node.span.end..]);
                let stays = after.starts_with(head) && after.ends_with(tail);
                fails(stays, "more than the value changed")
            }
            _ => fails(
                old.is_empty() && new.lines().count() <= 2,
                "more than a line was added",
            ),
        },
        Differs::Without(key) => {
            let is_gone = new.is_empty() && root(after).get(key).is_none();
            fails(is_gone, "more than the key was taken")?;
            let others = |text: &str| {
                text.lines()
                    .filter(|line| line.trim_start().starts_with('#'))
                    .count()
            };
            // Remarks between the lines of a value go with it; others stay.
            let within = doc
                .get(key)
                .map_or(0, |node| others(&before[node.span.clone()]));
            fails(
                others(before) <= others(after) + within.max(others(&old)),
                "a remark was taken",
            )
        }
        Differs::Once => {
            let with_comma = new
                .strip_prefix(',')
                .is_some_and(|rest| rest.starts_with(&old));
            fails(old.is_empty() || with_comma, "more than an item was added")
        }
        Differs::Adds => fails(is_adding(), "something was taken"),
        Differs::Deep => {
            let is_number = |text: &str| {
                text.chars()
                    .all(|c| c.is_ascii_alphanumeric() || "_+".contains(c))
            };
            fails(is_adding() || is_number(&old), "something was taken")
        }
    }
}

/// What two texts have apart, between what they have in common at both ends.
fn apart(before: &str, after: &str) -> (String, String) {
    let (a, b): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let text = |all: &[char]| all[..all.len() - tail].iter().collect();
    (text(a), text(b))
}

#[test]
fn a_partner_however_written_changes_only_where_it_is_meant_to() {
    any_spelling("partners/precision.toml", PARTNER, PARTNER_DEEDS, 3000);
}

#[test]
fn a_placement_however_written_changes_only_where_it_is_meant_to() {
    any_spelling("wbl/2026-27/s-k7f2wq-notre-dame.toml", WBL, WBL_DEEDS, 2000);
}

#[test]
fn an_mou_however_written_changes_only_where_it_is_meant_to() {
    any_spelling("mous/m.toml", MOU, MOU_DEEDS, 500);
}

#[test]
fn a_student_however_written_changes_only_where_it_is_meant_to() {
    any_spelling("students/s-k7f2wq.toml", STUDENT, STUDENT_DEEDS, 800);
}

#[test]
fn settings_however_written_change_only_where_they_are_meant_to() {
    any_spelling("wbl.toml", SETTINGS, SETTINGS_DEEDS, 800);
}

#[test]
fn any_partner_at_all_changes_only_where_it_is_meant_to() {
    const DEEDS: [usize; 4] = [0, 1, 2, 6];
    let fields = spec(Kind::Partner).fields();
    let all = (
        any::table(fields),
        any::<u64>(),
        proptest::sample::select(&DEEDS[..]),
    );
    let result = cases(1500).run(&all, |(node, seed, at)| {
        let text = scruffy(&with_ids(node), seed);
        prop_assume!(Doc::parse("x", text.clone()).is_ok());
        one("partners/precision.toml", &text, &PARTNER_DEEDS[at]).map_err(TestCaseError::fail)
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

/// The record with an id in each item that is told by it: whatever is written gives them one.
fn with_ids(mut node: Node) -> Node {
    let mut count = 0;
    if let Val::Table(entries) = &mut node.val {
        for entry in entries {
            let is_told = ["touches", "asks", "reasons"].contains(&entry.key.as_str());
            if let (true, Val::List(items)) = (is_told, &mut entry.node.val) {
                for item in items {
                    count += 1;
                    let pairs = item.entries().iter().filter(|pair| pair.key != "id");
                    let pairs = pairs.map(|pair| (pair.key.clone(), pair.node.clone()));
                    let id = ("id".to_owned(), Node::text(format!("id{count}")));
                    *item = Node::table(std::iter::once(id).chain(pairs));
                }
            }
        }
    }
    node
}
