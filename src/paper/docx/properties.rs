//! What a document says of itself in its properties: title, language, issuer, and the stamp.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::package;
use super::xml::Xml;
use crate::fault::Result;
use crate::paper::Meta;

/// Before the name of each property that is ours.
const OURS: &str = "wbl-";
/// Where they stand.
pub(super) const CUSTOM: &str = "docProps/custom.xml";
/// The format id of custom properties (ECMA-376 part 1, 22.3.2.1).
const FORMAT: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

/// `docProps/core.xml`: no days in it, so that the same text gives the same bytes.
pub(super) fn core(meta: &Meta, language: &str) -> String {
    let mut xml = Xml::part();
    let namespaces = [
        (
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        ),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    xml.node("cp:coreProperties", &namespaces, |xml| {
        xml.node("dc:title", &[], |xml| xml.text(&meta.title));
        xml.node("dc:creator", &[], |xml| xml.text(&meta.author));
        xml.node("dc:language", &[], |xml| xml.text(language));
    });
    xml.done()
}

/// `docProps/custom.xml`: the stamp.
pub(super) fn custom(stamp: &[(String, String)]) -> String {
    let mut xml = Xml::part();
    let namespaces = [
        (
            "xmlns",
            "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
        ),
        (
            "xmlns:vt",
            "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
        ),
    ];
    xml.node("Properties", &namespaces, |xml| {
        for (index, (name, value)) in stamp.iter().enumerate() {
            // Ids below 2 are reserved.
            let (pid, name) = ((index + 2).to_string(), format!("{OURS}{name}"));
            let attributes = [("fmtid", FORMAT), ("pid", &pid), ("name", &name)];
            xml.node("property", &attributes, |xml| {
                xml.node("vt:lpwstr", &[], |xml| xml.text(value));
            });
        }
    });
    xml.done()
}

/// Reads a document's stamp: the names and values of the properties that are ours, in order.
///
/// # Errors
///
/// What is no Word document, or a damaged one.
pub fn stamp(bytes: &[u8]) -> Result<Vec<(String, String)>> {
    let mut package = package::open(bytes)?;
    match package::part(&mut package, CUSTOM)? {
        Some(text) => stamped(&text).ok_or_else(|| package::broken(CUSTOM)),
        None => Ok(Vec::new()),
    }
}

fn stamped(text: &str) -> Option<Vec<(String, String)>> {
    let mut reader = Reader::from_str(text);
    let mut found: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) if tag.local_name().as_ref() == "property" => {
                let name = tag.try_get_attribute("name").ok()??;
                let name = quick_xml::escape::unescape(&name.value).ok()?;
                inside = name.starts_with(OURS);
                if inside {
                    found.push((name[OURS.len()..].to_owned(), String::new()));
                }
            }
            Event::End(tag) if tag.local_name().as_ref() == "property" => inside = false,
            Event::Text(words) if inside => found.last_mut()?.1.push_str(&words.xml10_content()),
            Event::GeneralRef(entity) if inside => {
                let entity = format!("&{};", &*entity);
                let words = quick_xml::escape::unescape(&entity).ok()?;
                found.last_mut()?.1.push_str(&words);
            }
            Event::Eof => return Some(found),
            _ => {}
        }
    }
}
