//! Word files that cannot be filled in, and what is said of them.

use super::super::super::package;
use super::super::{Finish, WordTemplate};
use super::{TYPES, file, filled, p, row};

/// What is wrong with a body, as a person sees it.
fn wrong(body: &str) -> String {
    filled(&file(body, "<w:p/>"), &Finish::default())
        .unwrap_err()
        .to_string()
}

#[test]
fn unknown_names_are_told_all_at_once_where_they_were_typed() {
    let text = wrong(&format!(
        "{}{}",
        p("To {{ nmae }} and {{ naem }}"),
        p("{{ name }} {{ on }}")
    ));
    assert_eq!(text.matches("error: undefined value").count(), 3, "{text}");
    assert!(
        text.contains(
            " --> a.docx:1:4\n  |\n1 | To {{ nmae }} and {{ naem }}\n  |    ^^^^^^^^^^\n"
        ),
        "{text}"
    );
    assert!(text.contains(" --> a.docx:2:12\n"), "{text}");
}

#[test]
fn tags_that_would_take_the_layout_apart_are_refused() {
    for (typed, said) in [
        (
            p("a {{ name"),
            "this placeholder does not end in its paragraph",
        ),
        (
            p("{% for s in signers %}"),
            "`{% for s in signers %}` has no `{% endfor %}`",
        ),
        (p("{% endif %}"), "`{% endif %}` closes nothing"),
        (
            p("{% else %}"),
            "`{% else %}` has no `{% if … %}` before it",
        ),
        (
            format!("{}{}", p("a {% if yes %} b"), p("c {% endif %}")),
            "`{% if yes %}` stands in the middle of what it should be around",
        ),
        (
            format!(
                "<w:tbl>{}</w:tbl>",
                row(&["a", "{% for s in signers %}b", "c{% endfor %}"])
            ),
            "`{% for s in signers %}` stands in the middle of what it should be around",
        ),
        (
            format!("{}{}", p("{% if yes %}"), p("{% endfor %}")),
            "`{% endfor %}` stands where `{% endif %}` is due",
        ),
    ] {
        let text = wrong(&typed);
        assert!(text.contains(said), "{typed}: {text}");
        assert!(text.contains(" --> a.docx:"), "{text}");
    }
    assert!(wrong(&p("no placeholder")).contains("has no placeholder to fill in"));
}

#[test]
fn what_is_no_word_document_is_refused_by_name() {
    let refused = |bytes: &[u8]| {
        let fault = WordTemplate::read(bytes, "a.docx").unwrap_err();
        fault.message
    };
    assert_eq!(
        refused(b"# Markdown"),
        "a.docx: this is not a Word document (.docx)"
    );
    assert!(refused(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]).contains("old Word file"));
    let macros = TYPES.replace("document.main", "document.macroEnabled.main");
    let macros = package::pack(&[("[Content_Types].xml", macros.as_str())]).unwrap();
    assert!(refused(&macros).contains("holds macros"));
    let bomb = " ".repeat(17 << 20);
    let bomb = package::pack(&[
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", bomb.as_str()),
    ])
    .unwrap();
    assert!(bomb.len() < 100_000);
    assert!(refused(&bomb).contains("unpacks to more than 16 MB"));
    let broken = package::pack(&[
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", "<w:p>"),
    ])
    .unwrap();
    assert!(refused(&broken).contains("damaged"));
}
