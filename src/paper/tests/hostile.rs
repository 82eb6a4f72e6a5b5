//! Any text in any field is text in every format: read back by parsers that others wrote, it is the
//! same text, and it has made nothing that was not there.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::readback::{self, Read, bare};
use crate::book::memory::Memory;
use crate::paper::fill::clean;
use crate::paper::{Document, FORMATS, Fonts, Maker, Templates, Wish};
use crate::schema::Kind;
use crate::value::{Day, Id};

/// A value in every place where a template may print one.
const PAGE: &str = r#"+++
title = "{{ partner.name }}"
of = "partner"
numbered = true
header = "{{ partner.name }}"
+++
# {{ partner.name }}

## Of {{ partner.name }}

{{ partner.name }}

**{{ partner.name }}** and *{{ partner.name }}*, {{ partner.name }}.

- {{ partner.name }}
  - {{ partner.name }} below

1. {{ partner.name }}

> {{ partner.name }}

| {{ partner.name }} | Head |
|---|--:|
| {{ partner.name }} | {{ partner.name }} |

[{{ partner.name }}](https://example.org/)

- [x] {{ partner.name }}

{{ [partner.name, partner.name] | join(" / ") }}; {{ [partner.name, "x"] | listed }}; {{ partner.name ~ "!" }} {{ blank(partner.name) }}

```signatures
{{ partner.name }} | {{ partner.name }} | {{ partner.name }} | {{ partner.name }} | {{ partner.name }}
{{ partner.name }} | | | |
```
"#;

/// What is markup somewhere, what ends something somewhere, and what is hard to set.
const NASTY: &[&str] = &[
    "{{ 7*7 }}",
    "{%",
    "{#",
    "#}",
    "%}",
    "}}",
    "<script>alert(1)</script>",
    "</title>",
    "</style>",
    "-->",
    "<!--",
    "&",
    "&amp;",
    "&#60;",
    "&lt",
    "\"",
    "'",
    "\\",
    "\n",
    "\r\n",
    "\n\n",
    "  \n",
    "#",
    "# ",
    "### ",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "> ",
    "```",
    "~~~",
    "---",
    "===",
    "\n---\n",
    "| a | b |\n|---|---|\n| c | d |",
    "|",
    "[x] ",
    "[ ]",
    "[^1]: ",
    "[^1]",
    "[a]: http://x.example\n",
    "[a]",
    "![i](x)",
    "[l](javascript:alert(1))",
    "<http://x.example>",
    "http://x.example",
    "javascript:alert(1)",
    "$$",
    "$x$",
    "    code",
    "\t",
    "\n: ",
    "*",
    "_",
    "**b**",
    "_i_",
    "`c`",
    "~~s~~",
    "^s^",
    "~s~",
    "+++",
    ":::",
    "[[w]]",
    "> [!NOTE]\n",
    "{.unnumbered}",
    "```signatures\na|b",
    "<w:p/>",
    "]]>",
    "<br>",
    "\u{0}",
    "\u{1}",
    "\u{8}",
    "\u{b}",
    "\u{c}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{200f}",
    "\u{202e}",
    "\u{2028}",
    "\u{2066}",
    "\u{feff}",
    "\u{fffe}",
    "\u{e000}0\u{e001}",
    "\u{e0041}",
    "\u{a0}",
    "\u{3000}",
    "e\u{301}\u{302}",
    "👩\u{200d}👩\u{200d}👧",
    "🇺🇸",
    "שלום",
    "مرحبا",
    "山田製作所",
    "한국",
    "ไทย",
    "€",
    "x\u{20dd}",
];

/// Texts as an enemy types them, and some as anyone does.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(NASTY).prop_map(str::to_owned),
        2 => "[ -~\n]{0,8}",
        1 => "\\PC{0,6}",
        1 => any::<String>(),
    ];
    let text = proptest::collection::vec(piece, 1..10).prop_map(|pieces| pieces.concat());
    text.prop_filter("a blank is drawn as a line", |text| !is_blank(text))
}

fn is_blank(text: &str) -> bool {
    clean(text).trim().is_empty()
}

/// The document of a partner of this name.
fn document(name: &str) -> Document {
    made(name, PAGE)
}

fn made(name: &str, page: &str) -> Document {
    let name = toml::Value::String(name.to_owned());
    let record = format!("name = {name}\n");
    let memory = Memory::of(&[
        ("wbl.toml", "format = 1\n"),
        ("partners/p.toml", &record),
        ("templates/page.md", page),
    ]);
    let book = memory.book();
    let templates = Templates::of(&book, &[]).unwrap();
    let template = templates.find("page", None).unwrap();
    let today = Day::iso("2026-11-22").unwrap();
    let wish = Wish::default();
    let mut maker = Maker::new(&book, &templates, template, &wish, today, false).unwrap();
    let id = Id::new("p").unwrap();
    let mut document = maker.make(Kind::Partner, &id).unwrap().document;
    // It names the record's checksum, which differs.
    document.meta.stamp.clear();
    document
}

/// The document in a format, with no system's fonts.
fn written(document: &Document, word: &str) -> crate::fault::Result<Vec<u8>> {
    let format = FORMATS.iter().find(|format| format.word == word).unwrap();
    (format.write)(document, &|_| Fonts::default())
}

fn read(document: &Document, word: &str) -> Read {
    let bytes = written(document, word).unwrap();
    let text = || String::from_utf8(bytes.clone()).unwrap();
    match word {
        "md" => readback::markdown(&text()),
        "html" => readback::html(&text()),
        _ => readback::word(&bytes),
    }
}

/// A text of the same lines and words that no format takes for anything else.
fn tame(text: &str) -> String {
    let letter = |c: char| if c.is_whitespace() { c } else { 'x' };
    clean(text).chars().map(letter).collect()
}

/// A word that is nowhere else in the document.
const WORD: &str = "qz";

/// What each format holds beside the values: its text, with the word in their place.
struct Around(Vec<(&'static str, String)>);

impl Around {
    fn new() -> Self {
        let plain = document(WORD);
        Self(
            ["md", "html", "docx"]
                .map(|word| (word, read(&plain, word).text))
                .into(),
        )
    }

    /// The text of the value is there, and what it is set in is what a tame value is set in.
    fn holds(&self, name: &str) -> Result<(), TestCaseError> {
        let (own, tame) = (document(name), document(&tame(name)));
        for (word, around) in &self.0 {
            let (own, tame) = (read(&own, word), read(&tame, word));
            prop_assert_eq!(
                &own.text,
                &around.replace(WORD, &bare(&clean(name))),
                "{}",
                word
            );
            prop_assert_eq!(&own.structure, &tame.structure, "{}", word);
            prop_assert_eq!(&own.links, &tame.links, "{}", word);
        }
        Ok(())
    }
}

/// A runner of so many cases; `PROPTEST_CASES` asks for more.
fn runner(cases: u32) -> TestRunner {
    let default = ProptestConfig::default();
    let is_asked = std::env::var_os("PROPTEST_CASES").is_some();
    TestRunner::new(ProptestConfig {
        cases: if is_asked { default.cases } else { cases },
        failure_persistence: None,
        ..default
    })
}

#[test]
fn any_text_of_a_field_is_that_text_and_no_markup_in_every_format() {
    let around = Around::new();
    runner(64)
        .run(&hostile(), |name| around.holds(&name))
        .unwrap();
}

#[test]
fn each_nasty_text_alone_and_at_the_start_of_a_line_is_text() {
    let around = Around::new();
    for nasty in NASTY.iter().filter(|nasty| !is_blank(nasty)) {
        around.holds(nasty).unwrap();
        around.holds(&format!("a\n{nasty} b")).unwrap();
    }
}

#[test]
fn fifty_thousand_characters_are_all_there() {
    let page = "+++\nof = \"partner\"\n+++\n- {{ partner.name }}\n";
    for long in ["wörd & <b> *i* ", "{{", "\u{301}", "\\\n"] {
        let name = long.repeat(50_000 / long.chars().count());
        let document = made(&name, page);
        for word in ["md", "html", "docx"] {
            let text = read(&document, word).text;
            assert!(text.contains(&bare(&clean(&name))), "{word} {long:?}");
        }
    }
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_holds_the_text_or_names_the_characters_that_no_font_draws() {
    use crate::paper::pdf::tests::{extracted, letters};
    let page = "+++\nof = \"partner\"\n+++\n{{ partner.name }}\n";
    runner(48)
        .run(&hostile(), |name| {
            let bytes = match written(&made(&name, page), "pdf") {
                Ok(bytes) => bytes,
                Err(fault) => {
                    let text = clean(&name);
                    let named = text.chars().filter(|c| {
                        fault
                            .message
                            .contains(&format!("(U+{:04X})", u32::from(*c)))
                    });
                    prop_assert!(named.count() > 0, "{}", fault);
                    return Ok(());
                }
            };
            if let Some(text) = extracted(&bytes) {
                let text = text.replace("Page 1 of 1", "");
                prop_assert_eq!(letters(&text), letters(&clean(&name)));
            }
            Ok(())
        })
        .unwrap();
}
