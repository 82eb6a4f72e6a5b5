//! What a filled-in Word file says of itself: its stamp in its properties, and what must name them.

use super::super::package::{self, Package};
use super::super::properties::{self, CUSTOM};
use super::super::xml::Xml;
use crate::fault::Result;

pub(super) const TYPES: &str = "[Content_Types].xml";
const RELATIONSHIPS: &str = "_rels/.rels";
const KIND: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.custom-properties+xml";

/// The content type of a Word template, and that of a document.
const TEMPLATE: &str = "wordprocessingml.template.main+xml";
const DOCUMENT: &str = "wordprocessingml.document.main+xml";

/// The parts that carry the stamp, as they are to be, by name.
///
/// # Errors
///
/// Where one of them cannot be read.
pub(super) fn sealed(
    package: &mut Package<'_>,
    stamp: &[(String, String)],
) -> Result<Vec<(String, String)>> {
    let types = package::part(package, TYPES)?.unwrap_or_default();
    // What is made of a template is a document.
    let mut types = types.replace(TEMPLATE, DOCUMENT);
    let relationships = package::part(package, RELATIONSHIPS)?.unwrap_or_default();
    let mut sealed = Vec::new();
    if !relationships.contains(KIND) {
        let id = [("Id", "rIdWblStamp"), ("Type", KIND), ("Target", CUSTOM)];
        let relationships = with(&relationships, "Relationships", "Relationship", &id)
            .ok_or_else(|| package::broken(RELATIONSHIPS))?;
        sealed.push((RELATIONSHIPS.to_owned(), relationships));
    }
    let name = format!("/{CUSTOM}");
    if !types.contains(&format!("\"{name}\"")) {
        let custom = [("PartName", name.as_str()), ("ContentType", CONTENT)];
        types = with(&types, "Types", "Override", &custom).ok_or_else(|| package::broken(TYPES))?;
    }
    sealed.push((TYPES.to_owned(), types));
    let known = package::part(package, CUSTOM)?;
    let custom = match known {
        Some(known) => {
            properties::restamped(&known, stamp).ok_or_else(|| package::broken(CUSTOM))?
        }
        None => properties::custom(stamp),
    };
    sealed.push((CUSTOM.to_owned(), custom));
    Ok(sealed)
}

/// A part with one element more at the end of its first; nothing where that does not end as it should.
fn with(xml: &str, around: &str, name: &str, attributes: &[(&str, &str)]) -> Option<String> {
    let mut element = Xml::new();
    element.leaf(name, attributes);
    let end = xml.rfind(&format!("</{around}"))?;
    Some(format!("{}{}{}", &xml[..end], element.done(), &xml[end..]))
}
