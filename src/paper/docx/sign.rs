//! Where the parties sign: two beside each other, each of them whole on its page.

use unicode_width::UnicodeWidthStr;

use super::para::{Para, Tab};
use super::run::{self, Look, Room};
use super::table::{cell, grid};
use super::xml::Xml;
use crate::paper::Signer;
use crate::paper::labels::Labels;

/// The width of one signer's block, and the space between two, in twentieths of a point.
const BLOCK: usize = 4_480;
const BETWEEN: usize = 400;
/// Where the line of what is written ends.
const END: usize = BLOCK - 40;
/// The most text that a block may hold to be kept on one page: what is taller than a page must split.
const WHOLE: usize = 1_500;

/// Writes the blocks of all signers.
pub(super) fn signatures(
    xml: &mut Xml,
    signers: &[Signer],
    labels: &Labels,
    rtl: bool,
    mut new_page: bool,
) {
    if signers.is_empty() {
        return;
    }
    xml.node("w:tbl", &[], |xml| {
        xml.node("w:tblPr", &[], |xml| {
            xml.val("w:tblStyle", "SignatureBlocks");
            if rtl {
                xml.leaf("w:bidiVisual", &[]);
            }
            let whole = (2 * BLOCK + BETWEEN).to_string();
            xml.leaf("w:tblW", &[("w:w", &whole), ("w:type", "dxa")]);
            xml.leaf("w:tblLayout", &[("w:type", "fixed")]);
        });
        grid(xml, &[BLOCK, BETWEEN, BLOCK]);
        let rows = signers.len().div_ceil(2);
        for (at, pair) in signers.chunks(2).enumerate() {
            // All of them stand on one page; of more than it holds, the last is not alone there.
            let keep = at + 1 < rows && (rows <= 3 || at + 2 == rows);
            xml.node("w:tr", &[], |xml| {
                if pair.iter().all(|signer| length(signer) <= WHOLE) {
                    xml.node("w:trPr", &[], |xml| xml.leaf("w:cantSplit", &[]));
                }
                cell(xml, BLOCK, |xml| {
                    signer(xml, &pair[0], labels, rtl, (new_page, keep));
                });
                cell(xml, BETWEEN, |xml| {
                    Para::new("Signature").write(xml, |_| {});
                });
                cell(xml, BLOCK, |xml| match pair.get(1) {
                    Some(second) => signer(xml, second, labels, rtl, (false, keep)),
                    None => Para::new("Signature").write(xml, |_| {}),
                });
            });
            new_page = false;
        }
    });
    Para::new("TableEnd").write(xml, |_| {});
}

fn length(signer: &Signer) -> usize {
    let texts = [
        &signer.party,
        &signer.organization,
        &signer.name,
        &signer.title,
        &signer.on,
    ];
    texts.iter().map(|text| text.len()).sum()
}

/// One signer's block. All but its last line stay with the next, so that programs that split
/// rows keep it whole too; the last as well where the row is to stay with the one below.
fn signer(
    xml: &mut Xml,
    signer: &Signer,
    labels: &Labels,
    rtl: bool,
    (new_page, keep): (bool, bool),
) {
    let head = |style, text: &str, new_page| {
        let para = Para {
            keep_next: true,
            new_page,
            rtl,
            ..Para::new(style)
        };
        (para, text.to_owned())
    };
    let heads = [
        head("SignatureParty", &signer.party, new_page),
        head("SignatureOrganization", &signer.organization, false),
    ];
    for (para, text) in heads.iter().filter(|(_, text)| !text.is_empty()) {
        para.write(xml, |xml| run::text(xml, text, Look::default(), para.rtl));
    }
    let hand = signer.hand();
    let below = signer.lines(labels).into_iter();
    // Who signs for nobody but themselves signs; an organization signs by someone.
    let by = if signer.organization.is_empty() {
        labels.signature
    } else {
        labels.by
    };
    let lines: Vec<_> = [(by, hand.as_str(), Some(420))]
        .into_iter()
        .chain(below.map(|(word, value)| (word, value, None)))
        .collect();
    let last = lines.len() - 1;
    let longest = lines.iter().map(|(label, ..)| label.width()).max();
    let label_end = longest.unwrap_or(0) * 115 + 260;
    for (index, (label, value, above)) in lines.into_iter().enumerate() {
        let is_hand = index == 0 && !signer.signed;
        let para = Para {
            keep_next: keep || index < last,
            tabs: vec![Tab("left", label_end), Tab("right", END)],
            rtl,
            above,
            indent: Some((label_end, label_end)),
            ..Para::new("Signature")
        };
        para.write(xml, |xml| {
            run::text(xml, &format!("{label}:\t"), Look::default(), rtl);
            match value {
                "" if is_hand => run::line(xml, rtl),
                "" => run::blank(xml, label, Room::Tab, rtl),
                value => run::text(xml, value, Look::default(), rtl),
            }
        });
    }
}
