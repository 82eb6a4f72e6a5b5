//! A document as a Word file: our own parts, packed so that the same document gives the same bytes.
//!
//! Styles, numbering and page set-up are Word's own, so that a school can go on working with the
//! file: `styles.xml` holds the look, this room only what depends on the document.

mod body;
mod frame;
mod numbering;
mod package;
mod para;
mod properties;
mod run;
mod script;
mod sign;
mod table;
mod template;
#[cfg(test)]
pub(in crate::paper) mod tests;
mod uri;
mod xml;

pub use properties::stamp;
pub use template::{Finish, Poured, WordTemplate};

use body::Body;
use xml::Xml;

use super::document::Document;
use super::labels;
use crate::fault::Result;

const NAMESPACES: &[(&str, &str)] = &[
    (
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        "xmlns:w14",
        "http://schemas.microsoft.com/office/word/2010/wordml",
    ),
    ("xmlns:v", "urn:schemas-microsoft-com:vml"),
    ("xmlns:o", "urn:schemas-microsoft-com:office:office"),
    (
        "xmlns:mc",
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
    ),
    ("mc:Ignorable", "w14"),
];

const CONTENT_TYPES: &str = include_str!("content_types.xml");
const RELATIONSHIPS: &str = include_str!("relationships.xml");
const APPLICATION: &str = include_str!("app.xml");
const STYLES: &str = include_str!("styles.xml");
const SETTINGS: &str = include_str!("settings.xml");
const FONTS: &str = include_str!("font_table.xml");

/// Writes a document as a Word file (`.docx`, ECMA-376 transitional).
///
/// # Errors
///
/// A document too large for its package.
pub fn write(document: &Document) -> Result<Vec<u8>> {
    let meta = &document.meta;
    let language = language(&meta.language);
    let labels = labels::labels(language);
    let rtl = labels::is_rtl(language);

    let mut body = Body::new(labels, rtl);
    body.document(&document.blocks);
    let Body {
        xml,
        runs,
        numbering,
        ..
    } = body;

    let styles = STYLES
        .replace("{language}", language)
        .replace("{bidi}", if rtl { "<w:bidi/>" } else { "" });
    let settings = SETTINGS.replace("{language}", language);
    let styles = styles.as_str();
    package::pack(&[
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", RELATIONSHIPS),
        ("docProps/core.xml", &properties::core(meta, language)),
        ("docProps/app.xml", APPLICATION),
        (properties::CUSTOM, &properties::custom(&meta.stamp)),
        ("word/document.xml", &page(&xml.done(), rtl)),
        ("word/_rels/document.xml.rels", &relationships(&runs.links)),
        ("word/styles.xml", styles),
        ("word/settings.xml", &settings),
        ("word/fontTable.xml", FONTS),
        ("word/numbering.xml", &numbering.part(NAMESPACES)),
        (
            "word/header1.xml",
            &frame::header(meta, labels, rtl, NAMESPACES),
        ),
        (
            "word/footer1.xml",
            &frame::footer(meta, language, rtl, NAMESPACES),
        ),
    ])
}

/// The language where it is one, else English of the United States.
fn language(language: &str) -> &str {
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    if language.split('-').all(is_part) {
        language
    } else {
        "en-US"
    }
}

/// `word/document.xml`: the body and the page that it is set on.
fn page(body: &str, rtl: bool) -> String {
    let mut xml = Xml::part();
    xml.node("w:document", NAMESPACES, |xml| {
        xml.node("w:body", &[], |xml| {
            xml.piece(body);
            xml.node("w:sectPr", &[], |xml| {
                let kind = ("w:type", "default");
                xml.leaf("w:headerReference", &[kind, ("r:id", "rIdHeader")]);
                xml.leaf("w:footerReference", &[kind, ("r:id", "rIdFooter")]);
                xml.leaf("w:pgSz", &[("w:w", "12240"), ("w:h", "15840")]);
                let margins = [
                    ("w:top", "1440"),
                    ("w:right", "1440"),
                    ("w:bottom", "1440"),
                    ("w:left", "1440"),
                    ("w:header", "720"),
                    ("w:footer", "720"),
                    ("w:gutter", "0"),
                ];
                xml.leaf("w:pgMar", &margins);
                if rtl {
                    xml.leaf("w:bidi", &[]);
                }
            });
        });
    });
    xml.done()
}

/// `word/_rels/document.xml.rels`: the other parts, and where the links lead.
fn relationships(links: &[String]) -> String {
    const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut xml = Xml::part();
    let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
    xml.node("Relationships", &[("xmlns", namespace)], |xml| {
        for (id, kind, target) in [
            ("rIdStyles", "styles", "styles.xml"),
            ("rIdSettings", "settings", "settings.xml"),
            ("rIdFonts", "fontTable", "fontTable.xml"),
            ("rIdNumbering", "numbering", "numbering.xml"),
            ("rIdHeader", "header", "header1.xml"),
            ("rIdFooter", "footer", "footer1.xml"),
        ] {
            let kind = format!("{KIND}/{kind}");
            let attributes = [("Id", id), ("Type", &kind), ("Target", target)];
            xml.leaf("Relationship", &attributes);
        }
        for (index, link) in links.iter().enumerate() {
            let (id, kind) = (run::link_id(index), format!("{KIND}/hyperlink"));
            let attributes = [
                ("Id", id.as_str()),
                ("Type", &kind),
                ("Target", link),
                ("TargetMode", "External"),
            ];
            xml.leaf("Relationship", &attributes);
        }
    });
    xml.done()
}
