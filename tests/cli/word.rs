//! Word files, opened by programs that others wrote: `soffice` and `python-docx`.

use std::path::{Path, PathBuf};
use std::process::Command;

use wbl::paper::{Align, Block, Document, Inline, Meta, Signer, Table, docx};

/// A name as long as a name may be.
const LONG: &str = "Blackstone Valley Precision Engineering, Metrology and Advanced \
                    Manufacturing Cooperative of Southern Worcester County, Incorporated";

fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.into())]
}

fn clause(number: &str, words: &str) -> Block {
    Block::Heading {
        level: if number.contains('.') { 3 } else { 2 },
        number: Some(number.into()),
        text: text(words),
    }
}

fn list(start: Option<u64>, items: &[&str]) -> Block {
    let items = items.iter().map(|item| vec![Block::Paragraph(text(item))]);
    Block::List {
        start,
        items: items.collect(),
    }
}

/// An agreement of some pages, with everything that a document can hold.
fn agreement() -> Document {
    let mut blocks = vec![
        Block::Heading {
            level: 1,
            number: None,
            text: text("Memorandum of Understanding"),
        },
        Block::Paragraph(vec![
            Inline::Text("Made between ".into()),
            Inline::Strong(text(LONG)),
            Inline::Text(", telephone ".into()),
            Inline::Blank("Telephone of the partner".into()),
            Inline::Text(", and Marlow Falls High School <the \"School\"> & others.".into()),
        ]),
    ];
    for number in 1..=15 {
        blocks.push(clause(&number.to_string(), &format!("Clause {number}")));
        let words = format!("What clause {number} says. ").repeat(30);
        blocks.push(Block::Paragraph(text(words.trim_end())));
    }
    blocks.extend([
        clause("15.1", "Below the last"),
        Block::Paragraph(text("Each Party:")),
        list(None, &["keeps records", "shares them"]),
        list(Some(3), &["third", "fourth"]),
        Block::Table(Table {
            head: vec![text("Review"), text("Hours")],
            align: vec![Align::Start, Align::End],
            rows: vec![vec![text("First review"), text("50:00")]],
        }),
        Block::Paragraph(vec![
            Inline::Link {
                to: "https://www.mass.gov/cori".into(),
                text: text("About CORI"),
            },
            Inline::Text(" ".into()),
            Inline::Box(true),
            Inline::Text(" required".into()),
        ]),
        Block::Signatures(vec![
            Signer {
                party: "Industry partner".into(),
                organization: LONG.into(),
                name: "Dana Rivera".into(),
                title: "President".into(),
                on: "September 4, 2026".into(),
                signed: true,
            },
            Signer {
                party: "School".into(),
                organization: "Marlow Falls High School".into(),
                ..Signer::default()
            },
        ]),
    ]);
    Document {
        meta: Meta {
            title: "MOU & more".into(),
            language: "en-US".into(),
            author: "Marlow Falls High School".into(),
            header: "Marlow Falls High School".into(),
            draft: true,
            stamp: vec![("template".into(), "a1b2".into())],
        },
        blocks,
    }
}

/// A file of a document, in a folder of the test's own.
fn written(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// Whether a program is there; a test that needs it says so where it is not.
fn has(program: &str, arguments: &[&str]) -> bool {
    let ran = Command::new(program).args(arguments).output();
    let found = ran.is_ok_and(|output| output.status.success());
    if !found {
        eprintln!(
            "not proved: `{program} {}` is not here",
            arguments.join(" ")
        );
    }
    found
}

/// What `soffice` prints of a file: its text in order.
pub fn printed(path: &Path) -> Option<String> {
    if !has("soffice", &["--version"]) || !has("pdftotext", &["-v"]) {
        return None;
    }
    let folder = path.parent().unwrap();
    // A profile of its own: two at once would wait for each other.
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.join("profile").display()
    );
    let ran = Command::new("soffice")
        .args([
            profile.as_str(),
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
        ])
        .arg(folder)
        .arg(path)
        .output()
        .unwrap();
    assert!(ran.status.success(), "{ran:?}");
    let pdf = path.with_extension("pdf");
    let ran = Command::new("pdftotext")
        .arg("-layout")
        .arg(&pdf)
        .arg("-")
        .output()
        .unwrap();
    Some(String::from_utf8(ran.stdout).unwrap())
}

/// Whether all the texts stand in `printed`, in this order, however its lines break.
fn in_order(printed: &str, texts: &[&str]) {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let printed = words(printed);
    let mut from = 0;
    for text in texts {
        let found = printed[from..].find(&words(text));
        let at = found.unwrap_or_else(|| panic!("`{text}` is not in: {}", &printed[from..]));
        from += at + words(text).len();
    }
}

#[test]
fn libreoffice_prints_a_document_whole_and_in_order() {
    let bytes = docx::write(&agreement()).unwrap();
    let (_folder, path) = written("agreement.docx", &bytes);
    let Some(printed) = printed(&path) else {
        return;
    };
    in_order(
        &printed,
        &[
            "DRAFT",
            "Memorandum of Understanding",
            "Blackstone Valley Precision Engineering",
            "<the \"School\"> & others.",
            "1 Clause 1",
            "What clause 1 says.",
            "2 Clause 2",
            "15 Clause 15",
            "15.1 Below the last",
            "Each Party:",
            "• keeps records",
            "3. third",
            "4. fourth",
            "Review Hours",
            "First review 50:00",
            "About CORI ☑ required",
            "INDUSTRY PARTNER SCHOOL",
            "/s/ Dana Rivera",
            "September 4, 2026",
        ],
    );
    let pages = printed.matches('\u{c}').count();
    in_order(&printed, &[&format!("MOU & more Page {pages} of {pages}")]);
    let last = printed
        .trim_end_matches('\u{c}')
        .rsplit('\u{c}')
        .next()
        .unwrap();
    in_order(
        last,
        &["INDUSTRY PARTNER", "By:", "Name:", "Title:", "Date:"],
    );
}

/// What python-docx says of a file.
const READER: &str = r"
import sys, docx
d = docx.Document(sys.argv[1])
print('title', d.core_properties.title, '|', d.core_properties.author, '|', d.core_properties.language)
for p in d.paragraphs:
    if p.style.name.startswith(('Title', 'Heading', 'List')): print(p.style.name, '|', p.text)
for t in d.tables: print(t.style.name, '|', '/'.join(c.text for c in t.rows[0].cells))
s = d.sections[0]
print('page', s.page_width.inches, s.page_height.inches, s.left_margin.inches)
print('header', s.header.paragraphs[0].text)
";

#[test]
fn python_docx_finds_styles_properties_and_tables() {
    if !has("python3", &["-c", "import docx"]) {
        return;
    }
    let bytes = docx::write(&agreement()).unwrap();
    let (_folder, path) = written("agreement.docx", &bytes);
    let ran = Command::new("python3")
        .args(["-c", READER])
        .arg(&path)
        .output()
        .unwrap();
    let told = String::from_utf8(ran.stdout).unwrap();
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    in_order(
        &told,
        &[
            "title MOU & more | Marlow Falls High School | en-US",
            "Title | Memorandum of Understanding",
            "Heading 1 | Clause 1",
            "Heading 1 | Clause 15",
            "Heading 2 | Below the last",
            "List Bullet | keeps records",
            "List Number | third",
            "Agreement Table | Review/Hours",
            "Signature Blocks | Industry partner",
            "page 8.5 11.0 1.0",
            "header Marlow Falls High School DRAFT",
        ],
    );
}
