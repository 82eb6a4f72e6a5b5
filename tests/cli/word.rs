//! Word files, opened by programs that others wrote: `soffice` and `python-docx`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::sandbox::Sandbox;
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

fn answers(program: &str, arguments: &[&str]) -> bool {
    let ran = Command::new(program).args(arguments).output();
    ran.is_ok_and(|output| output.status.success())
}

/// Whether a program is there; a test that needs it says so where it is not.
fn has(program: &str, arguments: &[&str]) -> bool {
    let found = answers(program, arguments);
    if !found {
        super::sandbox::unproven(&format!("`{program} {}` is not here", arguments.join(" ")));
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
    // The system's own python knows the system's packages; the one that is found first may not.
    let mut pythons = ["python3", "/usr/bin/python3"].into_iter();
    let Some(python) = pythons.find(|python| answers(python, &["-c", "import docx"])) else {
        return super::sandbox::unproven("a Word file in python-docx: it is not here");
    };
    let bytes = docx::write(&agreement()).unwrap();
    let (_folder, path) = written("agreement.docx", &bytes);
    let ran = Command::new(python)
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

/// A school's own agreement as Word saves it: placeholders split over runs, a logo, a tracked
/// change, a text box, a footnote, a table.
const DISTRICT: &[u8] = include_bytes!("district.docx");

/// The MOU of the example that has all that the agreement asks for.
const MOU: &str = "switchgrass-networks-2026-27";

/// A Word file of paragraphs and nothing else.
pub fn word_file(paragraphs: &[&str]) -> Vec<u8> {
    let text = |text: &&str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let body = paragraphs.iter().map(text).collect::<Vec<_>>().concat();
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        (
            "[Content_Types].xml",
            format!("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{kind}\"/></Types>"),
        ),
        (
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>".to_owned(),
        ),
        (
            "word/document.xml",
            format!("<w:document xmlns:w=\"{namespace}\"><w:body>{body}</w:body></w:document>"),
        ),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A part of a Word file.
fn part(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut part = zip.by_name(name).unwrap();
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
    bytes
}

fn text_part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(part(bytes, name)).unwrap()
}

#[test]
fn the_districts_own_agreement_is_filled_in_and_keeps_its_look() {
    let school = Sandbox::example();
    school.put("district.docx", DISTRICT);
    school.ok(&format!(
        "mou render {MOU} --template district.docx -o out.docx"
    ));
    let bytes = std::fs::read(school.root().join("out.docx")).unwrap();
    school.ok(&format!(
        "mou render {MOU} --template district.docx -o again.docx"
    ));
    assert_eq!(
        std::fs::read(school.root().join("again.docx")).unwrap(),
        bytes
    );

    let body = text_part(&bytes, "word/document.xml");
    for kept in [
        "<w:delText xml:space=\"preserve\"> {{ struck.out }} by counsel</w:delText>",
        "<w:ins w:id=\"1\" w:author=\"Counsel\" w:date=\"2026-08-03T09:12:00Z\">",
        "<w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/>",
        "<w:b/></w:rPr><w:t xml:space=\"preserve\">Marlow Falls High School</w:t>",
        "Ravi Subramanian",
    ] {
        assert!(body.contains(kept), "{kept}\n{body}");
    }
    assert_eq!(
        body.matches("<w:tr ").count(),
        4,
        "a head and three who sign"
    );
    assert!(
        !body.contains("another city") && !body.contains("{%"),
        "{body}"
    );
    for same in [
        "word/media/logo.png",
        "word/styles.xml",
        "word/_rels/header1.xml.rels",
    ] {
        assert_eq!(part(&bytes, same), part(DISTRICT, same));
    }
    let stamp = docx::stamp(&bytes).unwrap();
    assert_eq!(stamp[0].0, "template");
    assert!(
        stamp
            .iter()
            .any(|(name, _)| *name == format!("from-mou-{MOU}")),
        "{stamp:?}"
    );

    let Some(printed) = printed(&school.root().join("out.docx")) else {
        return;
    };
    in_order(
        &printed,
        &[
            "Office of the Superintendent",
            "MEMORANDUM OF UNDERSTANDING",
            "between Marlow Falls High School and Switchgrass Networks",
            "August 31, 2027",
            "Goals: Every student",
            "Party Signed by On",
            "Subramanian",
            "Questions: Dana Whitfield",
            "Agreement for 2026-27",
        ],
    );
}

#[test]
fn blanks_of_a_word_file_are_named_with_what_fills_them_or_drawn() {
    let school = Sandbox::example();
    school.put(
        "a.docx",
        word_file(&["{{ mou.effective }}", "{{ mou.terminated }} {{ mou.city }}"]),
    );
    let ran = school.run(&format!("mou render {MOU} --template a.docx -o out.docx"));
    assert_eq!(ran.code, 4, "{}", ran.err);
    assert!(ran.err.contains("`mou.effective` is blank"), "{}", ran.err);
    assert!(ran.err.contains("`mou.terminated` is blank"), "{}", ran.err);
    assert!(!school.root().join("out.docx").exists());
    school.ok(&format!(
        "mou render {MOU} --template a.docx -o out.docx --draft"
    ));
    let bytes = std::fs::read(school.root().join("out.docx")).unwrap();
    let body = text_part(&bytes, "word/document.xml");
    assert!(body.contains("DRAFT") && body.contains("____"), "{body}");
}

#[test]
fn a_hostile_value_is_text_in_a_word_file() {
    let school = Sandbox::example();
    let hostile = "{{ mou.city }} <w:p> & ]]> \\\"q\\\" \\u202e \\ue0020\\ue003 {% if %}";
    let path = format!("mous/{MOU}.toml");
    let text = school
        .text(&path)
        .replace("city = \"Marlow Falls\"", &format!("city = \"{hostile}\""));
    school.put(&path, text);
    school.put("a.docx", word_file(&["City: {{ mou.city }}!"]));
    school.ok(&format!("mou render {MOU} --template a.docx -o out.docx"));
    let body = text_part(
        &std::fs::read(school.root().join("out.docx")).unwrap(),
        "word/document.xml",
    );
    assert!(
        body.contains("City: {{ mou.city }} &lt;w:p&gt; &amp; ]]&gt; "),
        "{body}"
    );
    assert_eq!(body.matches("<w:p>").count(), 1, "{body}");
}

#[test]
fn many_records_make_a_word_file_each() {
    let school = Sandbox::example();
    school.put("templates/a.docx", word_file(&["{{ mou.through }}"]));
    let ran = school.run("paper render a.docx --where 'school_year = 2026-27' -o drafts");
    assert_eq!(
        ran.code, 4,
        "the store's folder is for its records: {}",
        ran.err
    );
    assert!(!school.root().join("drafts").exists());
    let elsewhere = tempfile::tempdir().unwrap();
    let drafts = elsewhere.path().join("all/drafts");
    school.ok(&format!(
        "paper render a.docx --where 'school_year = 2026-27' -o {}",
        drafts.display()
    ));
    assert!(!school.run("check").out.contains("a.docx"));
    let files = std::fs::read_dir(drafts).unwrap();
    assert!(files.count() > 3);
    school.ok(&format!("mou render {MOU} --template a.docx -o one.docx"));
    let why = school.ok("paper why one.docx");
    assert!(why.contains("a.docx") && !why.contains("not here"), "{why}");
    let ran = school.run("paper render a.docx --where 'school_year = 2026-27' -o one.docx");
    assert_eq!(ran.code, 2, "{}", ran.err);
}

#[test]
fn every_wrong_placeholder_of_a_word_file_is_told_with_its_paragraph() {
    let school = Sandbox::example();
    let paragraphs = [
        "To {{ partnr.name }},",
        "{{ mou.throuhg }} and {{ school.name | upperr }}",
    ];
    school.put("a.docx", word_file(&paragraphs));
    let ran = school.run(&format!("mou render {MOU} --template a.docx -o out.docx"));
    assert_eq!(ran.code, 4, "{}", ran.err);
    in_order(
        &ran.err,
        &[
            "--> a.docx:1:4",
            "did you mean `partner`?",
            "--> a.docx:2:1",
            "did you mean `mou.through`?",
            "--> a.docx:2:23",
        ],
    );
}
