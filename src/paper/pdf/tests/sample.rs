//! A memorandum as a school would have it: what the tests set, and what a person looked at.

use crate::paper::{Align, Block, Document, Inline, Meta, Signer, Table};

/// Plain text.
pub(super) fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.to_owned())]
}

/// A paragraph.
pub(super) fn paragraph(words: &str) -> Block {
    Block::Paragraph(text(words))
}

/// A numbered clause's heading.
pub(super) fn clause(number: &str, words: &str) -> Block {
    Block::Heading {
        level: 2,
        number: Some(number.to_owned()),
        text: text(words),
    }
}

/// A document in English of some blocks.
pub(super) fn document(blocks: Vec<Block>) -> Document {
    Document {
        meta: Meta {
            title: "A paper".to_owned(),
            language: "en-US".to_owned(),
            author: "Riverbend High School".to_owned(),
            ..Meta::default()
        },
        blocks,
    }
}

const LONG: &str = "The parties agree to work together in good faith so that students of the \
    pathway may learn in a workplace under the supervision of experienced professionals, and \
    that the confidentiality of every student's record is kept as state and federal law \
    require. Nothing in this memorandum creates an employment relationship between the school \
    and a participating organization, and neither party is responsible for the negligence, \
    wrongful acts or omissions of the other, its officers, employees or representatives.";

const TITLES: [&str; 14] = [
    "Purpose",
    "Parties",
    "Term of the agreement",
    "Responsibilities of the industry partner",
    "Responsibilities of the school",
    "Responsibilities of the workforce board",
    "Supervision and evaluation of students",
    "Health, safety and hours of minors",
    "Confidentiality of student records",
    "Non-discrimination",
    "Insurance and indemnification",
    "Use of names, likenesses and other intellectual property of the participating organizations",
    "Amendment and termination",
    "General provisions",
];

/// The memorandum.
pub(super) fn memorandum() -> Document {
    let mut blocks = vec![
        Block::Heading {
            level: 1,
            number: None,
            text: text("Memorandum of Understanding"),
        },
        Block::Paragraph(vec![
            Inline::Text("This memorandum is made between ".to_owned()),
            Inline::Strong(text("Riverbend High School")),
            Inline::Text(", its ".to_owned()),
            Inline::Emphasis(text("industry partners")),
            Inline::Text(" named below and the ".to_owned()),
            Inline::Link {
                to: "https://example.org/board".to_owned(),
                text: text("workforce board of the region"),
            },
            Inline::Text(" for the school year 2026–27. It takes effect on ".to_owned()),
            Inline::Blank("the day it takes effect".to_owned()),
            Inline::Text(
                " and ends on June 30, 2027, unless it ends before then as clause 13 has it."
                    .to_owned(),
            ),
        ]),
    ];
    for (at, title) in TITLES.iter().enumerate() {
        let number = (at + 1).to_string();
        blocks.push(clause(&number, title));
        blocks.push(paragraph(LONG));
        match at {
            1 => blocks.push(Block::Table(Table {
                head: vec![text("Party"), text("Organization"), text("Contact"), text("Places")],
                align: vec![Align::Start, Align::Start, Align::Start, Align::End],
                rows: vec![
                    vec![text("Industry partner"), text("Antron Engineering & Machine Company, Incorporated"), text("Dana Rivera, dana.rivera@antron.example"), text("4")],
                    vec![text("Industry partner"), text("The Greater Riverbend Regional Cooperative for Health, Rehabilitation and Long-Term Care"), text("Joaquín Ortíz-Villaseñor"), text("12")],
                    vec![text("Industry partner"), text("Nguyễn Family Bakery"), text("Nguyễn Thị Minh Khai"), text("2")],
                    vec![text("Workforce board"), text("MassHire Riverbend"), text("P. Kowalczyk"), text("")],
                ],
            })),
            3 => {
                blocks.push(paragraph("The industry partner will:"));
                blocks.push(Block::List { start: None, items: [
                    "name one supervisor for each student, who is present whenever the student works;",
                    "give each student an orientation to safety on the first day, before any other work;",
                    "verify the hours of each student every week, and tell the school at once of an injury, an absence without notice, or a change of supervisor;",
                    "take part in three evaluations of each student.",
                ].iter().map(|item| vec![paragraph(item)]).collect() });
            }
            6 => {
                blocks.push(Block::Heading { level: 3, number: Some("7.1".to_owned()), text: text("Reviews") });
                blocks.push(paragraph(LONG));
                blocks.push(Block::List { start: Some(9), items: vec![
                    vec![paragraph("A baseline review within two weeks of the first day.")],
                    vec![paragraph("A final review, which says:"), Block::List { start: None, items: vec![
                        vec![paragraph("what the student has learned; and")],
                        vec![paragraph("what the student should learn next.")],
                    ] }],
                ] });
                blocks.push(Block::Quote(vec![paragraph("“Evaluation” means a review of the employability skills of a student on the form that the Commonwealth provides, by a supervisor who has seen the student at work.")]));
            }
            8 => blocks.push(Block::Paragraph(vec![
                Inline::Box(true), Inline::Text(" The partner has read the school's data plan.".to_owned()), Inline::Break,
                Inline::Box(false), Inline::Text(" The partner keeps no record of students at all.".to_owned()),
            ])),
            _ => {}
        }
    }
    blocks.push(Block::Heading {
        level: 2,
        number: Some("15".to_owned()),
        text: text("Signatures"),
    });
    blocks.push(paragraph("The parties have signed this memorandum on the days beside their names. It is in force from the day of the last signature."));
    blocks.push(Block::Signatures(vec![
        Signer { party: "Industry partner".into(), organization: "Antron Engineering & Machine Company, Incorporated".into(), name: "Dana Rivera".into(), title: "Vice President of Operations".into(), on: "September 3, 2026".into(), signed: true },
        Signer { party: "Industry partner".into(), organization: "The Greater Riverbend Regional Cooperative for Health, Rehabilitation and Long-Term Care".into(), name: "Joaquín Ortíz-Villaseñor".into(), title: String::new(), on: String::new(), signed: false },
        Signer { party: "Industry partner".into(), organization: "Nguyễn Family Bakery".into(), ..Signer::default() },
        Signer { party: "Workforce board".into(), organization: "MassHire Riverbend".into(), name: "P. Kowalczyk".into(), title: "Executive Director".into(), ..Signer::default() },
        Signer { party: "School".into(), organization: "Riverbend High School".into(), name: "Aaliyah Brooks".into(), title: "Superintendent".into(), ..Signer::default() },
    ]));
    let mut document = document(blocks);
    document.meta.title = "Memorandum of Understanding, 2026–27".to_owned();
    document.meta.header =
        "Riverbend High School · Memorandum of Understanding · 2026–27".to_owned();
    document.meta.stamp = vec![
        ("template".to_owned(), "mou, 3f9a".to_owned()),
        (
            "record".to_owned(),
            "antron-engineering-2026-27@k3".to_owned(),
        ),
    ];
    document
}
