//! A paragraph and its properties, in the order that the schema asks for.

use super::numbering::Mark;
use super::run::{self, Look};
use super::xml::Xml;

/// How a paragraph is set.
#[derive(Clone, Debug, Default)]
pub(super) struct Para {
    /// The id of its style.
    pub style: &'static str,
    /// Stays on the page of what follows.
    pub keep_next: bool,
    /// Begins a page.
    pub new_page: bool,
    /// The number or bullet before it.
    pub mark: Option<Mark>,
    /// Where tabs lead to.
    pub tabs: Vec<Tab>,
    /// Written from right to left.
    pub rtl: bool,
    /// The space above it, where it is not the style's.
    pub above: Option<usize>,
    /// The space below it, where it is not the style's.
    pub below: Option<usize>,
    /// Where it stands, and how far its first line hangs out, in twentieths of a point; where it
    /// is not the style's or the list's.
    pub indent: Option<(usize, usize)>,
    /// Its alignment, where it is not the style's.
    pub align: Option<&'static str>,
}

/// A tab stop: its alignment and place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tab(pub &'static str, pub usize);

impl Para {
    /// A paragraph of a style.
    pub(super) fn new(style: &'static str) -> Self {
        Self {
            style,
            ..Self::default()
        }
    }

    /// Writes it around its runs.
    pub(super) fn write(&self, xml: &mut Xml, runs: impl FnOnce(&mut Xml)) {
        xml.node("w:p", &[], |xml| {
            xml.node("w:pPr", &[], |xml| self.properties(xml));
            if let Some(Mark::Typed(number)) = &self.mark {
                run::text(xml, &format!("{number}\t"), Look::default(), self.rtl);
            }
            runs(xml);
        });
    }

    fn properties(&self, xml: &mut Xml) {
        xml.val("w:pStyle", self.style);
        if self.keep_next {
            xml.leaf("w:keepNext", &[]);
        }
        if self.new_page {
            xml.leaf("w:pageBreakBefore", &[]);
        }
        match &self.mark {
            Some(Mark::Counted(num, level)) => xml.node("w:numPr", &[], |xml| {
                xml.val("w:ilvl", &level.to_string());
                xml.val("w:numId", &num.to_string());
            }),
            Some(Mark::Typed(_)) | None => {}
        }
        if !self.tabs.is_empty() {
            xml.node("w:tabs", &[], |xml| {
                for Tab(align, at) in &self.tabs {
                    xml.leaf("w:tab", &[("w:val", align), ("w:pos", &at.to_string())]);
                }
            });
        }
        if self.rtl {
            xml.leaf("w:bidi", &[]);
        }
        let spacing = [("w:before", self.above), ("w:after", self.below)];
        let spacing: Vec<_> = spacing
            .into_iter()
            .filter_map(|(name, space)| Some((name, space?.to_string())))
            .collect();
        if !spacing.is_empty() {
            let spacing: Vec<_> = spacing
                .iter()
                .map(|(name, at)| (*name, at.as_str()))
                .collect();
            xml.leaf("w:spacing", &spacing);
        }
        if let Some((left, hang)) = self.indent {
            let (left, hang) = (left.to_string(), hang.to_string());
            xml.leaf("w:ind", &[("w:left", &left), ("w:hanging", &hang)]);
        }
        if let Some(align) = self.align {
            xml.val("w:jc", align);
        }
    }
}
