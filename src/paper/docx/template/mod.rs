//! A school's own Word file as a template: filled in where it has placeholders, and byte for byte
//! as it was everywhere else.

mod plan;
mod pour;
mod scan;
mod seal;
mod source;
mod tag;
#[cfg(test)]
mod tests;

use std::io::Cursor;

use zip::ZipWriter;

use self::plan::Plan;
pub use self::pour::Poured;
use self::scan::Scan;
use self::source::Source;
use super::package::{self, Package};
use super::xml::Xml;
use crate::fault::{Fault, Place, Result};

/// How many wrong placeholders are told at once.
const MOST_WRONG: usize = 100;

/// A Word file with placeholders.
#[derive(Debug)]
pub struct WordTemplate<'a> {
    bytes: &'a [u8],
    path: String,
    /// The parts that may hold placeholders: their names and texts.
    parts: Vec<(String, String)>,
    source: Source,
}

/// How a filled-in file is finished.
#[derive(Clone, Debug, Default)]
pub struct Finish {
    /// What it was made from, for its properties.
    pub stamp: Vec<(String, String)>,
    /// The mark of a draft, where it is one.
    pub draft: Option<String>,
}

impl<'a> WordTemplate<'a> {
    /// Reads a template; `path` is what it is called in messages.
    ///
    /// # Errors
    ///
    /// What is no Word document or may not be one (exit 4), and every placeholder that is wrong as
    /// it stands: not closed, or beginning where it cannot.
    pub fn read(bytes: &'a [u8], path: &str) -> Result<Self> {
        let mut package = package::open(bytes).map_err(|fault| named(fault, path))?;
        let names = text_parts(&mut package).map_err(|fault| named(fault, path))?;
        let mut template = Self {
            bytes,
            path: path.to_owned(),
            parts: Vec::new(),
            source: Source::default(),
        };
        let mut wrong = Vec::new();
        for name in names {
            let text = package::part(&mut package, &name).map_err(|fault| named(fault, path))?;
            template.parts.push((name, text.unwrap_or_default()));
        }
        for (of, (name, text)) in template.parts.iter().enumerate() {
            let scan = Scan::of(text).ok_or_else(|| named(package::broken(name), path))?;
            let plan = Plan::of(&scan);
            for one in &plan.wrong {
                let paragraph = &scan.paragraphs[one.paragraph];
                let line = template.source.lines + one.paragraph + 1;
                let place = place(path, line, &paragraph.text, &one.range);
                wrong.push(Fault::refused(one.message.clone()).at(place).hint(one.hint));
            }
            template.source.add(of, text, &scan, &plan);
        }
        if let Some(fault) = Fault::all(wrong) {
            return Err(fault);
        }
        if template.source.typed.is_empty() {
            return Err(Fault::refused(format!("{path} has no placeholder to fill in"))
                .hint("type `{{ school.name }}` into it where the school's name belongs; see `wbl help word-files`"));
        }
        Ok(template)
    }

    /// The language of the document, as its styles have it.
    pub fn language(&self) -> Option<String> {
        let mut package = package::open(self.bytes).ok()?;
        let styles = package::part(&mut package, "word/styles.xml").ok()??;
        let (_, lang) = styles.split_once("<w:lang ")?;
        let (_, value) = lang.split('>').next()?.split_once("w:val=\"")?;
        value.split('"').next().map(str::to_owned)
    }

    /// The placeholders, in order.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        let typed = self.source.typed.iter();
        typed.map(|typed| &typed.text[typed.range.clone()])
    }

    /// The source for the template engine: the placeholders, and marks for all else.
    pub fn source(&self) -> &str {
        &self.source.text
    }

    /// Renders the source, and finds every placeholder that is wrong, not only the first.
    ///
    /// # Errors
    ///
    /// What `render` finds, each at the paragraph where it was typed.
    pub fn render(&self, render: &mut dyn FnMut(&str) -> Result<String>) -> Result<String> {
        let mut wrong: Vec<Fault> = Vec::new();
        let mut lines: Vec<String> = self.source.text.split('\n').map(str::to_owned).collect();
        loop {
            let fault = match render(&lines.join("\n")) {
                Ok(filled) => match Fault::all(wrong) {
                    Some(fault) => return Err(fault),
                    None => return Ok(filled),
                },
                Err(fault) => fault,
            };
            let at = fault.place.as_ref().filter(|place| place.path == self.path);
            let line = at.and_then(|place| place.line.checked_sub(1));
            // Without the wrong one the next is found.
            let rest = line.and_then(|line| lines.get_mut(line)).and_then(|text| {
                let (tag, rest) = text.split_once("}}")?;
                tag.starts_with("{{").then(|| rest.to_owned())
            });
            wrong.push(self.located(fault));
            match (line.and_then(|line| lines.get_mut(line)), rest) {
                (Some(text), Some(rest)) if wrong.len() < MOST_WRONG => *text = rest,
                _ => break,
            }
        }
        let faults = wrong.into_iter();
        Err(Fault::all(faults).unwrap_or_else(|| Fault::could("the template gives nothing")))
    }

    /// A fault of the source, at the paragraph where its placeholder was typed.
    fn located(&self, mut fault: Fault) -> Fault {
        let known = fault.place.take();
        let typed = known
            .as_ref()
            .filter(|place| place.path == self.path)
            .and_then(|place| self.source.typed.get(place.line.checked_sub(2)?));
        match (typed, known) {
            (Some(typed), _) => fault.at(place(&self.path, typed.line, &typed.text, &typed.range)),
            (None, Some(known)) => fault.at(*known),
            (None, None) => fault,
        }
    }

    /// The file with what the engine made of the source. `prints` reads a mark of what was printed.
    ///
    /// # Errors
    ///
    /// Placeholders that took the layout apart, and a file that cannot be written.
    pub fn fill(
        &self,
        filled: &str,
        prints: &mut dyn FnMut(&str) -> Vec<Poured>,
        finish: &Finish,
    ) -> Result<Vec<u8>> {
        let texts: Vec<&str> = self.parts.iter().map(|(_, text)| text.as_str()).collect();
        let poured = pour::pour(filled, &self.source.chunks, &texts, prints);
        let mut package = package::open(self.bytes)?;
        let mut changed = seal::sealed(&mut package, &finish.stamp)?;
        for ((name, text), new) in self.parts.iter().zip(poured) {
            let mended = pour::mended(&new).ok_or_else(|| {
                Fault::refused(format!("the placeholders of {} take its layout apart", self.path))
                    .hint("let each `{% for … %}` and its `{% endfor %}` stand in paragraphs of their own")
            })?;
            let new = match &finish.draft {
                Some(mark) if self.takes_mark(name) => marked(&mended, mark),
                Some(_) | None => mended,
            };
            if new != *text {
                changed.push((name.clone(), new));
            }
        }
        packed(&mut package, changed)
    }

    /// Whether a part takes the mark of a draft: each header, else the text itself.
    fn takes_mark(&self, name: &str) -> bool {
        let is_header = |name: &str| name.contains("header");
        is_header(name)
            || (!self.parts.iter().any(|(name, _)| is_header(name)) && name == self.parts[0].0)
    }
}

fn named(mut fault: Fault, path: &str) -> Fault {
    fault.message = format!("{path}: {}", fault.message);
    fault
}

fn place(path: &str, line: usize, text: &str, range: &std::ops::Range<usize>) -> Place {
    // A picture and the like is no character that a terminal shows.
    let shown = |text: &str| text.replace('\u{fffc}', "▢").replace(['\n', '\t'], " ");
    Place {
        path: path.to_owned(),
        line,
        col: text[..range.start].chars().count() + 1,
        excerpt: shown(text),
        width: text[range.clone()].chars().count().max(1),
    }
}

/// The names of the parts that hold text, the document itself first.
fn text_parts(package: &mut Package<'_>) -> Result<Vec<String>> {
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    let types = package::part(package, seal::TYPES)?.unwrap_or_default();
    if types.contains("macroEnabled") {
        return Err(Fault::refused("this Word file holds macros (.docm)")
            .hint("save it as a Word document without macros (.docx): a program in it would be handed on to every partner"));
    }
    let mut names: Vec<(usize, String)> = Vec::new();
    for element in types
        .split('<')
        .filter(|element| element.starts_with("Override"))
    {
        let value = |key: &str| {
            element
                .split_once(&format!(" {key}=\""))?
                .1
                .split('"')
                .next()
        };
        let (Some(name), Some(kind)) = (value("PartName"), value("ContentType")) else {
            continue;
        };
        let kind = kind
            .strip_prefix(WORD)
            .and_then(|kind| kind.strip_suffix("+xml"));
        let rank = match kind {
            Some("document.main" | "template.main") => 0,
            Some("header" | "footer" | "footnotes" | "endnotes") => 1,
            _ => continue,
        };
        names.push((rank, name.trim_start_matches('/').to_owned()));
    }
    names.sort();
    if names.first().is_none_or(|(rank, _)| *rank > 0) {
        return Err(Fault::refused("this is not a Word document (.docx)")
            .hint("open it in Word, and save it as a Word document (.docx)"));
    }
    Ok(names.into_iter().map(|(_, name)| name).collect())
}

/// A part with the mark of a draft at its head.
fn marked(xml: &str, mark: &str) -> String {
    let head = ["<w:hdr", "<w:body"].iter().find_map(|tag| xml.find(tag));
    let end = head.and_then(|head| Some(head + xml[head..].find('>')? + 1));
    let Some(end) = end.filter(|end| !xml[..*end].ends_with("/>")) else {
        return xml.to_owned();
    };
    let mut paragraph = Xml::new();
    paragraph.node("w:p", &[], |xml| {
        xml.node("w:pPr", &[], |xml| xml.val("w:jc", "right"));
        xml.node("w:r", &[], |xml| {
            xml.node("w:rPr", &[], |xml| {
                xml.leaf("w:b", &[]);
                xml.val("w:color", "9C1C1C");
            });
            xml.node("w:t", &[], |xml| xml.text(mark));
        });
    });
    format!("{}{}{}", &xml[..end], paragraph.done(), &xml[end..])
}

/// The package with some parts changed, all others as they were, in their order.
fn packed(package: &mut Package<'_>, mut changed: Vec<(String, String)>) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..package.len() {
        let part = package
            .by_index_raw(index)
            .map_err(|error| package::unwritten(&error))?;
        let name = part
            .name()
            .map_err(|error| package::unwritten(&error))?
            .into_owned();
        match changed.iter().position(|(changed, _)| *changed == name) {
            Some(at) => {
                let (_, text) = changed.swap_remove(at);
                package::add(&mut zip, &name, text.as_bytes())?;
            }
            None => zip
                .raw_copy_file(part)
                .map_err(|error| package::unwritten(&error))?,
        }
    }
    // What was not there before.
    changed.sort();
    for (name, text) in changed {
        package::add(&mut zip, &name, text.as_bytes())?;
    }
    let packed = zip.finish().map_err(|error| package::unwritten(&error))?;
    Ok(packed.into_inner())
}
