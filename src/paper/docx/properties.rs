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

/// The namespace of properties' values.
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";

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
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
    xml.node("Properties", &[("xmlns", namespace)], |xml| {
        properties(xml, 2, stamp);
    });
    xml.done()
}

/// The properties of a stamp, with the ids from `first` on; those below 2 are reserved.
fn properties(xml: &mut Xml, first: u32, stamp: &[(String, String)]) {
    for ((name, value), pid) in stamp.iter().zip(first..) {
        let (pid, name) = (pid.to_string(), format!("{OURS}{name}"));
        let attributes = [("fmtid", FORMAT), ("pid", &pid), ("name", &name)];
        xml.node("property", &attributes, |xml| {
            xml.node("vt:lpwstr", &[("xmlns:vt", TYPES)], |xml| xml.text(value));
        });
    }
}

/// Custom properties that are there already, with our stamp in the place of an older one; nothing
/// where they cannot be read.
pub(super) fn restamped(known: &str, stamp: &[(String, String)]) -> Option<String> {
    let mut reader = Reader::from_str(known);
    let (mut kept, mut from, mut first) = (String::new(), 0, 2);
    let mut ours: Option<usize> = None;
    loop {
        let start = usize::try_from(reader.buffer_position()).ok()?;
        let event = reader.read_event().ok()?;
        let end = usize::try_from(reader.buffer_position()).ok()?;
        match event {
            Event::Start(tag) if tag.local_name().as_ref() == "property" => {
                let pid = tag.try_get_attribute("pid").ok()??;
                first = first.max(pid.value.parse::<u32>().ok()?.checked_add(1)?);
                let name = tag.try_get_attribute("name").ok()??;
                ours = name.value.starts_with(OURS).then_some(start);
            }
            Event::End(tag) if tag.local_name().as_ref() == "property" => {
                if let Some(start) = ours.take() {
                    kept.push_str(&known[from..start]);
                    from = end;
                }
            }
            Event::End(tag) if tag.local_name().as_ref() == "Properties" => {
                let mut xml = Xml::new();
                properties(&mut xml, first, stamp);
                let is_plain = tag.name().prefix().is_none();
                kept.push_str(&known[from..start]);
                kept.push_str(&xml.done());
                kept.push_str(&known[start..]);
                return is_plain.then_some(kept);
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "Properties" => {
                return Some(custom(stamp));
            }
            Event::Eof => return None,
            _ => {}
        }
    }
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
