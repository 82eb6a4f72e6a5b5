//! An XML part in the making: elements in order, with every text and value escaped.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An XML part, or a piece of one.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A piece of a part.
    pub(super) fn new() -> Self {
        Self(Writer::new(Vec::new()))
    }

    /// A part, with its declaration.
    pub(super) fn part() -> Self {
        let mut xml = Self::new();
        xml.put(Event::Decl(BytesDecl::new(
            "1.0",
            Some("UTF-8"),
            Some("yes"),
        )));
        xml
    }

    /// Writes an element and what is inside.
    pub(super) fn node(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Self),
    ) {
        self.put(Event::Start(start(name, attributes)));
        inside(self);
        self.put(Event::End(BytesEnd::new(name)));
    }

    /// Writes an element with nothing inside.
    pub(super) fn leaf(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.put(Event::Empty(start(name, attributes)));
    }

    /// Writes an element that is all in its `w:val`.
    pub(super) fn val(&mut self, name: &str, value: &str) {
        self.leaf(name, &[("w:val", value)]);
    }

    /// Writes text.
    pub(super) fn text(&mut self, text: &str) {
        self.put(Event::Text(BytesText::new(&allowed(text))));
    }

    /// Writes a piece that was made before, or one of our own constants.
    pub(super) fn piece(&mut self, xml: &str) {
        self.put(Event::Text(BytesText::from_escaped(xml)));
    }

    /// What was written.
    pub(super) fn done(self) -> String {
        String::from_utf8(self.0.into_inner()).unwrap_or_default()
    }

    #[expect(clippy::expect_used, reason = "writing to memory cannot fail")]
    fn put(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("memory takes it");
    }
}

fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, allowed(value).as_ref()));
    }
    start
}

/// The text with every character that XML 1.0 refuses replaced by the mark for it, U+FFFD.
///
/// See the production `Char` of the XML 1.0 recommendation, section 2.2.
pub(super) fn allowed(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_allowed) {
        return Cow::Borrowed(text);
    }
    let shown = text
        .chars()
        .map(|c| if is_allowed(c) { c } else { '\u{fffd}' });
    Cow::Owned(shown.collect())
}

pub(super) fn is_allowed(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_values_are_escaped_and_what_xml_refuses_is_shown() {
        let mut xml = Xml::new();
        xml.node("a", &[("b", "\"<&\u{0}\n")], |xml| {
            xml.text("]]><x>&\u{c}'");
        });
        assert_eq!(
            xml.done(),
            "<a b=\"&quot;&lt;&amp;\u{fffd}&#10;\">]]&gt;&lt;x&gt;&amp;\u{fffd}&apos;</a>"
        );
    }
}
