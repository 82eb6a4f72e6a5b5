//! A small store to ask filters of, in tests.

use crate::book::memory::Memory;
use crate::fault::Result;
use crate::record::Settings;
use crate::schema::{Choice, Field, Kind, Node, Shape};
use crate::value::{Day, Id};

use super::{Filter, Item, Known, Linked};

/// Fields that the tests work out themselves.
pub(super) const DERIVED: &[(Kind, Field)] = &[(
    Kind::Mou,
    Field::new("state", Shape::Choice(STATE), "where it stands"),
)];

const STATE: &[Choice] = &[
    Choice {
        word: "draft",
        means: "",
    },
    Choice {
        word: "active",
        means: "",
    },
];

/// The day of the tests: a Sunday.
pub(super) fn today() -> Day {
    Day::iso("2026-11-22").unwrap()
}

/// The settings of the tests.
pub(super) fn settings() -> Settings {
    toml::from_str(
        r#"
        format = 1
        [custom.partner]
        parking = ["street", "lot"]
        inspected = "day"
        slogan = "text"
        [views]
        local = 'town = Bellingham'
        idle = "@local and touches : none"
        round = "@trip or town = x"
        trip = "@round"
        broken = 'twon = Bellingham'
        cut = 'town ='
        "#,
    )
    .unwrap()
}

/// What the tests know besides the tables.
pub(super) fn known(settings: &Settings) -> Known<'_> {
    Known::new(settings, today())
        .activities(["internship", "job-shadow", "career-fair"])
        .derived(DERIVED)
}

/// The store of the tests.
pub(super) fn store() -> Memory {
    Memory::of(&[
        (
            "partners/antron-engineering.toml",
            r#"
            name = "Antron Engineering"
            aka = ["Antron"]
            town = "Bellingham"
            size = 40
            stage = "active"
            pathways = ["manufacturing"]
            insurance_expires = 2027-01-31
            touches = [
              { id = "t1", on = 2026-11-20, via = "call", by = "dana-rivera", with = ["maria-ortiz"], thanks = true },
              { id = "t2", on = 2026-10-01, via = "visit", by = "Pat Doe" },
            ]
            [custom]
            parking = "lot"
            inspected = 2026-10-01
            "#,
        ),
        (
            "partners/nunez-bakery.toml",
            "name = \"Núñez  Bakery\"\ntown = \"New Bedford\"\nkind = \"community\"\nnotes = \"\"\npathways = [\"gone\"]\n",
        ),
        ("partners/broken.toml", "name = \n"),
        (
            "contacts/dana-rivera.toml",
            "name = \"Dana Rivera\"\npartner = \"antron-engineering\"\n",
        ),
        (
            "contacts/maria-ortiz.toml",
            "name = \"María Ortiz\"\npartner = \"antron-engineering\"\nroles = [\"supervisor\"]\n",
        ),
        (
            "pathways/manufacturing.toml",
            "name = \"Advanced Manufacturing\"\nsector = \"manufacturing\"\nrequired_hours = 100\n",
        ),
        (
            "students/s-k7f2wq.toml",
            "grad_year = 2027\nenrolled = [{ pathway = \"manufacturing\", from = 2025-09-01, credit_minutes = 600 }]\n",
        ),
        (
            "private/students/s-k7f2wq.toml",
            "name = \"José Peña\"\nknown_as = \"Joe\"\ngroups = [\"iep\"]\n",
        ),
        (
            "wbl/2026-27/s-k7f2wq-antron-engineering.toml",
            r#"
            activity = "internship"
            partner = "antron-engineering"
            pathway = "manufacturing"
            students = ["s-k7f2wq"]
            starts = 2026-10-05
            planned_minutes = 6000
            wage = "17.50"
            credit_year = "2026-27"
            mou = "antron-engineering-2026-27"
            supervisors = [{ contact = "maria-ortiz", from = 2026-10-05 }]
            schedule = [{ day = "mon", from = 15:00:00, to = 00:00:00 }]
            hours = [
              { id = "a", on = 2026-10-06, from = 15:00:00, to = 18:30:00, by = "maria-ortiz", verified = 2026-10-09, seen = 210 },
              { id = "b", on = 2026-10-08, minutes = 180, kind = "training" },
            ]
            "#,
        ),
        (
            "wbl/2026-27/career-fair-2026-12-01.toml",
            "activity = \"career-fair\"\nstarts = 2026-12-01\nstatus = \"planned\"\nbrokered = true\npartner = \"broken\"\n",
        ),
        (
            "mous/antron-engineering-2026-27.toml",
            "partners = [\"antron-engineering\"]\nthrough = 2027-06-30\n",
        ),
    ])
}

/// Every MOU of the tests is active.
pub(super) fn derive(kind: Kind, _: &Id, _: &Node) -> Vec<(&'static str, Node)> {
    match kind {
        Kind::Mou => vec![("state", Node::text("active"))],
        _ => Vec::new(),
    }
}

/// The ids of the records of a kind that a filter holds for.
pub(super) fn ids(kind: Kind, text: &str) -> Result<Vec<String>> {
    let settings = settings();
    let filter = Filter::parse(text, kind, &known(&settings))?;
    let memory = store();
    let book = memory.book();
    let linked = Linked::new(&book).deriving(&derive);
    filter.check(&linked)?;
    let mut found = Vec::new();
    for sheet in book.sheets(kind)? {
        let private = match kind {
            Kind::Student => book.sheet(Kind::Person, &sheet.id)?,
            _ => None,
        };
        let cells = derive(kind, &sheet.id, &sheet.doc.root);
        let item = Item::new(&sheet.id, &sheet.doc.root)
            .with_private(private.as_ref().map(|sheet| &sheet.doc.root))
            .with_derived(&cells);
        if filter.holds(&item, &linked) {
            found.push(sheet.id.to_string());
        }
    }
    Ok(found)
}
