//! Word files with placeholders as Word leaves them, filled in by the template engine.

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};
use proptest::prelude::*;

use super::super::{package, stamp};
use super::{Finish, Poured, WordTemplate};
use crate::fault::{Fault, Place, Result};

mod wrong;

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
    <Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/></Types>";
const RELATIONSHIPS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";

fn document(body: &str) -> String {
    format!("<w:document xmlns:w=\"w\"><w:body>{body}<w:sectPr/></w:body></w:document>")
}

fn file(body: &str, header: &str) -> Vec<u8> {
    package::pack(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONSHIPS),
        ("word/document.xml", &document(body)),
        (
            "word/header1.xml",
            &format!("<w:hdr xmlns:w=\"w\">{header}</w:hdr>"),
        ),
        ("word/media/logo.png", "not a picture, but kept"),
    ])
    .unwrap()
}

fn values() -> Value {
    context! {
        name => "Mill & <Sons>",
        lines => "a\nb",
        yes => true,
        no => false,
        none => Vec::<String>::new(),
        signers => [context! { name => "Dana", on => "May 1" }, context! { name => "Lee", on => "" }],
    }
}

/// What the engine of `paper` does: values become marks, an unknown name is a fault with its line.
fn rendered(source: &str) -> Result<String> {
    let mut env = Environment::new();
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
        .unwrap();
    env.set_syntax(syntax);
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| AutoEscape::None);
    // The formatter outlives any borrow, so it prints the text itself between the marks.
    env.set_formatter(|out, _, value| {
        if value.is_undefined() {
            return Err(minijinja::ErrorKind::UndefinedError.into());
        }
        let text = value.to_string();
        let hex: Vec<_> = text.bytes().map(|b| format!("{b:02x}")).collect();
        out.write_str(&format!("\u{e000}{}\u{e001}", hex.concat()))
            .map_err(Into::into)
    });
    env.render_named_str("a.docx", source, values())
        .map_err(|error| {
            let place = Place {
                path: "a.docx".into(),
                line: error.line().unwrap_or(0),
                col: 1,
                excerpt: String::new(),
                width: 1,
            };
            Fault::refused(error.kind().to_string()).at(place)
        })
}

fn prints(mark: &str) -> Vec<Poured> {
    let hex = mark.trim_matches(['\u{e000}', '\u{e001}']);
    let bytes = (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap());
    vec![Poured::Text(String::from_utf8(bytes.collect()).unwrap())]
}

fn filled(bytes: &[u8], finish: &Finish) -> Result<Vec<u8>> {
    let template = WordTemplate::read(bytes, "a.docx")?;
    let filled = template.render(&mut rendered)?;
    template.fill(&filled, &mut prints, finish)
}

fn part(bytes: &[u8], name: &str) -> String {
    package::part(&mut package::open(bytes).unwrap(), name)
        .unwrap()
        .unwrap()
}

/// A body, filled in.
fn body(body: &str) -> String {
    let bytes = filled(&file(body, "<w:p/>"), &Finish::default()).unwrap();
    let text = part(&bytes, "word/document.xml");
    let inside = text.split("<w:body>").nth(1).unwrap();
    inside.split("<w:sectPr/>").next().unwrap().to_owned()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn row(cells: &[&str]) -> String {
    let cells: Vec<_> = cells
        .iter()
        .map(|cell| format!("<w:tc>{}</w:tc>", p(cell)))
        .collect();
    format!("<w:tr>{}</w:tr>", cells.concat())
}

/// Without what marks a text that was filled in.
fn plain(xml: &str) -> String {
    xml.replace(" xml:space=\"preserve\"", "")
}

#[test]
fn a_placeholder_split_over_runs_keeps_the_look_of_its_first() {
    let split = "<w:p w:rsidR=\"00A1\"><w:r><w:rPr><w:b/></w:rPr><w:t>By {</w:t></w:r>\
        <w:proofErr w:type=\"spellStart\"/><w:r w:rsidR=\"00B2\"><w:t>{ na</w:t></w:r>\
        <w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/><w:bookmarkEnd w:id=\"0\"/>\
        <w:ins w:id=\"1\" w:author=\"x\"><w:r><w:t>me</w:t></w:r></w:ins>\
        <w:r><w:t xml:space=\"preserve\"> }} &amp; co</w:t></w:r></w:p>";
    let expected = "<w:p w:rsidR=\"00A1\"><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">By Mill &amp; &lt;Sons&gt;</w:t></w:r>\
        <w:proofErr w:type=\"spellStart\"/><w:r w:rsidR=\"00B2\"><w:t xml:space=\"preserve\"></w:t></w:r>\
        <w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/><w:bookmarkEnd w:id=\"0\"/>\
        <w:ins w:id=\"1\" w:author=\"x\"><w:r><w:t xml:space=\"preserve\"></w:t></w:r></w:ins>\
        <w:r><w:t xml:space=\"preserve\"> &amp; co</w:t></w:r></w:p>";
    assert_eq!(body(split), expected);
}

#[test]
fn a_line_end_in_a_value_is_one_in_the_document() {
    assert_eq!(
        body(&p("{{ lines }}")),
        "<w:p><w:r><w:t xml:space=\"preserve\">a</w:t><w:br/><w:t xml:space=\"preserve\">b</w:t></w:r></w:p>"
    );
}

#[test]
fn a_loop_from_the_first_cell_to_the_last_repeats_the_row() {
    let table = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&["Name", "On"]),
        row(&[
            "{% for s in signers %}{{ s.name }}",
            "{{ s.on }}{% endfor %}"
        ]),
    );
    let expected = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(&["Name", "On"]),
        row(&["Dana", "May 1"]),
        row(&["Lee", ""])
    );
    assert_eq!(plain(&body(&table)), expected);
}

#[test]
fn rows_that_hold_only_tags_go_away() {
    let table = format!(
        "<w:tbl>{}{}{}{}</w:tbl>",
        row(&["{% for s in signers %}", ""]),
        row(&["{{ s.name }}", "x"]),
        row(&["{% endfor %}", ""]),
        row(&["last", ""]),
    );
    let expected = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(&["Dana", "x"]),
        row(&["Lee", "x"]),
        row(&["last", ""])
    );
    assert_eq!(plain(&body(&table)), expected);
    let next = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&["{% for s in signers %}{{ s.name }}", "x"]),
        row(&["{% endfor %}", ""]),
    );
    let expected = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&["Dana", "x"]),
        row(&["Lee", "x"])
    );
    assert_eq!(plain(&body(&next)), expected);
}

#[test]
fn a_table_of_a_loop_over_nothing_goes_away_and_its_cell_stays_whole() {
    let table = format!(
        "<w:tbl>{}</w:tbl>",
        row(&["{% for s in none %}{{ s }}", "{% endfor %}"])
    );
    assert_eq!(body(&table), "");
    let outer = format!("<w:tbl><w:tr><w:tc>{table}<w:p/></w:tc></w:tr></w:tbl>");
    assert_eq!(
        body(&outer),
        "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    );
}

#[test]
fn paragraphs_that_hold_only_tags_go_away_with_what_they_rule_out() {
    let paragraphs = [
        p("{% if yes %}"),
        p("kept"),
        p("{% else %}"),
        p("gone"),
        p("{% endif %}"),
        p("{% if no %}all of it{% endif %}"),
        p("{% if no %}a{% endif %}b"),
        p("{% for s in signers %}{{ s.name }}"),
        p("on {{ s.on }}{% endfor %}"),
        p("{% for s in signers %}{{ s.name }} {% endfor %}"),
    ];
    let expected = [
        p("kept"),
        p("b"),
        p("Dana"),
        p("on May 1"),
        p("Lee"),
        p("on "),
        p("Dana Lee "),
    ];
    assert_eq!(plain(&body(&paragraphs.concat())), expected.concat());
}

#[test]
fn a_section_end_a_picture_and_a_bookmark_stay() {
    let section = "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{% if no %}</w:t></w:r></w:p>";
    assert!(body(&format!("{section}{}{}", p("x"), p("{% endif %}"))).is_empty());
    let mark = "<w:p><w:bookmarkStart w:id=\"3\"/><w:r><w:t>{% if yes %}</w:t></w:r></w:p>";
    assert_eq!(
        plain(&body(&format!("{mark}{}{}", p("x"), p("{% endif %}")))),
        format!("<w:bookmarkStart w:id=\"3\"/>{}", p("x"))
    );
    let picture = "<w:p><w:r><w:drawing/><w:t>{% set a = 1 %}</w:t></w:r></w:p>";
    assert!(body(picture).contains("<w:drawing/>"));
}

#[test]
fn text_boxes_and_headers_are_filled_in_and_the_rest_is_kept_to_the_byte() {
    let boxed = format!(
        "<w:p><w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r></w:p>",
        p("{{ name }}")
    );
    assert!(body(&boxed).contains("Mill &amp; &lt;Sons&gt;"));
    let same = "<w:p><w:r><w:t>don&apos;t {touch}</w:t></w:r></w:p>";
    let bytes = file(same, &p("{{ name }}"));
    let new = filled(&bytes, &Finish::default()).unwrap();
    assert_eq!(part(&new, "word/document.xml"), document(same));
    assert!(part(&new, "word/header1.xml").contains("Mill"));
    let (mut old, mut new) = (package::open(&bytes).unwrap(), package::open(&new).unwrap());
    for name in ["word/document.xml", "word/media/logo.png"] {
        let raw = |package: &mut package::Package<'_>| {
            let index = package.index_for_name(name).unwrap();
            let part = package.by_index_raw(index).unwrap();
            (part.crc32(), part.compressed_size())
        };
        assert_eq!(raw(&mut old), raw(&mut new));
    }
}

#[test]
fn the_stamp_is_in_the_properties_and_a_draft_is_marked() {
    let finish = Finish {
        stamp: vec![("template".into(), "a & b".into())],
        draft: Some("DRAFT".into()),
    };
    let once = filled(&file(&p("{{ name }}"), "<w:p/>"), &finish).unwrap();
    assert_eq!(stamp(&once).unwrap(), finish.stamp);
    assert!(part(&once, "word/header1.xml").contains("DRAFT"));
    assert!(!part(&once, "word/document.xml").contains("DRAFT"));
    assert!(part(&once, "[Content_Types].xml").contains("/docProps/custom.xml"));
    let again = file(&p("{{ name }}"), "<w:p/>");
    assert_eq!(filled(&again, &finish).unwrap(), once);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_text_of_a_template_breaks_the_document(
        texts in prop::collection::vec("(a|\\{\\{ name \\}\\}|\\{% (for s in signers|if yes|if no|else|endfor|endif) %\\}| |\\{|\\}|%|&amp;|“){0,4}", 1..9),
        in_rows in any::<bool>(),
    ) {
        let body = if in_rows {
            let rows: Vec<_> = texts.chunks(2).map(|pair| {
                row(&pair.iter().map(String::as_str).collect::<Vec<_>>())
            }).collect();
            format!("<w:tbl>{}</w:tbl><w:p/>", rows.concat())
        } else {
            texts.iter().map(|text| p(text)).collect()
        };
        let said = filled(&file(&body, "<w:p/>"), &Finish::default());
        match said {
            Ok(bytes) => {
                let text = part(&bytes, "word/document.xml");
                prop_assert!(super::pour::mended(&text).as_deref() == Some(&text));
                let has_mark = text.contains(|c| ('\u{e000}'..='\u{e003}').contains(&c));
                prop_assert!(!has_mark);
            }
            Err(fault) => prop_assert!(fault.each().all(|fault| !fault.message.is_empty())),
        }
    }
}
