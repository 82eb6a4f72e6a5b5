//! What stands around the text of every page: the header with the mark of a draft, and the footer.

use super::body::WIDTH;
use super::para::{Para, Tab};
use super::run::{self, Look};
use super::xml::Xml;
use crate::paper::Meta;
use crate::paper::labels::{self, Labels, reads_rtl};

/// `word/header1.xml`.
pub(super) fn header(
    meta: &Meta,
    labels: &Labels,
    rtl: bool,
    namespaces: &[(&str, &str)],
) -> String {
    let mut xml = Xml::part();
    // The style has a line below it.
    let is_empty = meta.header.is_empty() && !meta.draft;
    let style = if is_empty { "Normal" } else { "Header" };
    xml.node("w:hdr", namespaces, |xml| {
        let para = Para {
            rtl: reads_rtl(meta.header.chars(), rtl),
            tabs: vec![Tab("right", WIDTH)],
            ..Para::new(style)
        };
        para.write(xml, |xml| {
            run::text(
                xml,
                &short(&meta.header, TWO_LINES),
                Look::default(),
                para.rtl,
            );
            if meta.draft {
                let look = Look {
                    style: Some("DraftMark"),
                    ..Look::default()
                };
                run::text(xml, &format!("\t{}", labels.draft), look, rtl);
                watermark(xml, labels.draft);
            }
        });
    });
    xml.done()
}

/// The mark across the page, as Word itself makes it: letters drawn behind the text.
fn watermark(xml: &mut Xml, mark: &str) {
    // A longer word is lower at the same width.
    let height = 500 / mark.chars().count().max(1);
    let style = format!(
        "position:absolute;margin-left:0;margin-top:0;width:420pt;height:{height}pt;rotation:315;\
         z-index:-251658752;mso-position-horizontal:center;\
         mso-position-horizontal-relative:margin;mso-position-vertical:center;\
         mso-position-vertical-relative:margin"
    );
    xml.node("w:r", &[], |xml| {
        xml.node("w:rPr", &[], |xml| xml.leaf("w:noProof", &[]));
        xml.node("w:pict", &[], |xml| {
            let shape_type = [
                ("id", "_x0000_t136"),
                ("coordsize", "21600,21600"),
                ("o:spt", "136"),
                ("adj", "10800"),
                ("path", "m@7,l@8,m@5,21600l@6,21600e"),
            ];
            xml.node("v:shapetype", &shape_type, |xml| {
                xml.node("v:formulas", &[], |xml| {
                    for formula in FORMULAS {
                        xml.leaf("v:f", &[("eqn", formula)]);
                    }
                });
                let path = [
                    ("textpathok", "t"),
                    ("o:connecttype", "custom"),
                    ("o:connectlocs", "@9,0;@10,10800;@11,21600;@12,10800"),
                    ("o:connectangles", "270,180,90,0"),
                ];
                xml.leaf("v:path", &path);
                xml.leaf("v:textpath", &[("on", "t"), ("fitshape", "t")]);
            });
            let shape = [
                ("id", "DraftWatermark"),
                ("o:spid", "_x0000_s2049"),
                ("type", "#_x0000_t136"),
                ("alt", ""),
                ("style", &style),
                ("o:allowincell", "f"),
                ("fillcolor", "#d9d9d9"),
                ("stroked", "f"),
            ];
            xml.node("v:shape", &shape, |xml| {
                xml.leaf("v:fill", &[("opacity", ".45")]);
                let font = "font-family:\"Times New Roman\";font-size:1pt";
                xml.leaf("v:textpath", &[("style", font), ("string", mark)]);
            });
        });
    });
}

/// The geometry of Word's plain text shape (ECMA-376 part 4, shape type 136).
const FORMULAS: [&str; 13] = [
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
    "mid @5 @6",
    "mid @8 @5",
    "mid @7 @8",
    "mid @6 @7",
];

/// `word/footer1.xml`: the title, and the page's number of how many.
pub(super) fn footer(
    meta: &Meta,
    language: &str,
    rtl: bool,
    namespaces: &[(&str, &str)],
) -> String {
    let mut xml = Xml::part();
    xml.node("w:ftr", namespaces, |xml| {
        let para = Para {
            tabs: vec![Tab("right", WIDTH)],
            rtl,
            ..Para::new("Footer")
        };
        para.write(xml, |xml| {
            let title = short(&meta.title, BESIDE);
            run::text(xml, &format!("{title}\t"), Look::default(), rtl);
            for piece in labels::page(language).split_inclusive(['{', '}']) {
                match piece {
                    "n}" => field(xml, "PAGE"),
                    "m}" => field(xml, "NUMPAGES"),
                    words => run::text(xml, words.trim_end_matches('{'), Look::default(), rtl),
                }
            }
        });
    });
    xml.done()
}

/// How many characters stand on two lines, and on one beside the page's number.
const TWO_LINES: usize = 170;
const BESIDE: usize = 80;

/// A title, cut after a word where it is too long.
fn short(title: &str, most: usize) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.chars().count() <= most {
        return title;
    }
    let cut: String = title.chars().take(most - 1).collect();
    let words = cut.rsplit_once(' ').map(|(words, _)| words);
    // A word as long as the line is cut itself.
    let words = words.filter(|words| words.chars().count() > most / 2);
    let kept = words.unwrap_or(&cut).trim_end_matches([' ', ',', ';', ':']);
    format!("{kept}…")
}

/// A field that Word counts; the number in it is what a program that counts nothing shows.
fn field(xml: &mut Xml, name: &str) {
    let mark = |xml: &mut Xml, kind| {
        xml.node("w:r", &[], |xml| {
            xml.leaf("w:fldChar", &[("w:fldCharType", kind)]);
        });
    };
    mark(xml, "begin");
    xml.node("w:r", &[], |xml| {
        xml.node("w:instrText", &[("xml:space", "preserve")], |xml| {
            xml.text(&format!(" {name} "));
        });
    });
    mark(xml, "separate");
    run::text(xml, "1", Look::default(), false);
    mark(xml, "end");
}
