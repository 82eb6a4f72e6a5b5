//! The verbs over a store in memory: the change is applied, and the text looked at.

mod add;
mod add_kinds;
mod close;
mod fill;
mod hours;
mod items;
mod lossless;
mod mous;
mod partners;
mod people;
mod refer;
mod scruffy;
mod set;
mod sheet;
mod vouched;
mod whole;

use crate::book::memory::Memory;
use crate::change::Change;
use crate::fault::Fault;
use crate::value::{Day, Id};

/// The day that the verbs believe it is, unless a test says otherwise.
const TODAY: &str = "2026-11-22";

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn day(text: &str) -> Day {
    Day::iso(text).unwrap()
}

fn today() -> Day {
    day(TODAY)
}

/// Two students, three partners, three contacts, two placements.
const SCHOOL: &[(&str, &str)] = &[
    (
        "wbl.toml",
        "format = 1\n\n[coordinator]\nname = \"Ada Quill\"\n",
    ),
    (
        "pathways/healthcare.toml",
        "name = \"Healthcare\"\nsector = \"Healthcare\"\n",
    ),
    (
        "pathways/business.toml",
        "name = \"Business\"\nsector = \"Business\"\n",
    ),
    (
        "partners/notre-dame.toml",
        "name = \"Notre Dame Healthcare\"\ntown = \"Worcester\"\n",
    ),
    (
        "partners/precision.toml",
        "name = \"Precision\"\ntown = \"Uxbridge\"\n",
    ),
    (
        "partners/old-mill.toml",
        "name = \"Old Mill\"\nmerged_into = \"precision\"\n",
    ),
    (
        "contacts/j-ortiz.toml",
        "name = \"José Ortiz\"\npartner = \"notre-dame\"\n",
    ),
    (
        "contacts/p-lee.toml",
        "name = \"Pat Lee\"\npartner = \"notre-dame\"\n",
    ),
    (
        "students/s-k7f2wq.toml",
        "grad_year = 2027\nenrolled = [\n  { pathway = \"healthcare\", from = 2025-09-01 },\n]\n",
    ),
    (
        "private/students/s-k7f2wq.toml",
        "name = \"Jane Doe\"\nknown_as = \"Janie\"\nborn = 2009-11-12\n",
    ),
    (
        "students/s-m3m3m3.toml",
        "grad_year = 2027\nenrolled = [\n  { pathway = \"business\", from = 2025-09-01 },\n]\n",
    ),
    (
        "private/students/s-m3m3m3.toml",
        "name = \"Jane Roe\"\nborn = 2008-02-01\n",
    ),
    (
        "wbl/2026-27/s-k7f2wq-notre-dame.toml",
        "activity = \"internship\"\npartner = \"notre-dame\"\npathway = \"healthcare\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-10-05\nends = 2027-03-20\nplanned_minutes = 6000\nsupervisors = [\n  { contact = \"j-ortiz\" },\n]\n",
    ),
    (
        "wbl/2026-27/s-m3m3m3-precision.toml",
        "activity = \"internship\"\npartner = \"precision\"\npathway = \"business\"\nstudents = [\"s-m3m3m3\"]\nstarts = 2026-10-05\n",
    ),
];

fn school() -> Memory {
    Memory::of(SCHOOL)
}

/// The school with more files, or other texts for the same.
fn school_with(files: &[(&str, &str)]) -> Memory {
    let mut memory = school();
    memory.0.extend(
        files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned())),
    );
    memory
}

/// Applies a change and hands its words on.
fn apply(memory: &mut Memory, change: Change) -> Change {
    memory.apply(&change);
    let book = memory.book();
    for kind in crate::record::KINDS {
        book.sheets(kind.kind).unwrap();
    }
    assert_eq!(book.problems(), [], "what was written can be read");
    change
}

/// The exit code of a fault, and all that it says.
fn shown(fault: &Fault) -> (u8, String) {
    (fault.blame.exit_code(), fault.to_string())
}
