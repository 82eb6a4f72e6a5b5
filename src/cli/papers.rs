//! How every command that makes documents makes them: the template found, blanks refused or drawn,
//! the file written beside the store and never over what was signed.

mod word;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::paper::{FOLDER, Format, Made, Maker, Template, Templates, Wish, lacking, language_of};
use crate::record::Mou;
use crate::schema::Kind;
use crate::store::{self, STARTER};
use crate::value::{Id, checksum};

use super::answer::Answer;
use super::context::Context;
use super::fonts;

/// What is to be made.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// The template's name, or a file.
    pub template: String,
    /// Whether the template is a file, wherever it lies.
    pub is_file: bool,
    /// The language that is wanted, where the template is there in it.
    pub language: Option<String>,
    /// Whether blanks are drawn as lines and the document is marked as a draft.
    pub draft: bool,
    /// Whether blanks are drawn as lines without a mark: a form to be filled in by hand.
    pub form: bool,
    /// What it is about beside its record.
    pub wish: Wish,
}

/// Adds the flag that every command has which makes documents; by it their formats are known.
pub fn draft(command: Command) -> Command {
    command.arg(
        Arg::new("draft")
            .long("draft")
            .action(ArgAction::SetTrue)
            .help("Make it even where something is missing: blanks are drawn, and it is marked as a draft"),
    )
}

/// Whether a draft was asked for.
pub fn is_draft(matches: &ArgMatches) -> bool {
    matches.get_flag("draft")
}

/// Makes the documents that were ordered, of the records that `choose` names.
///
/// # Errors
/// Whatever `choose` finds; blanks where no draft was asked for (exit 4); a template that is wrong
/// (exit 4) or not there (exit 3).
pub fn make(
    context: &mut Context<'_>,
    order: &Order,
    choose: impl Fn(&Book<'_>, &Context<'_>, &Template) -> Result<(Kind, Vec<Id>)>,
) -> Result<Answer> {
    if word::is_word(&order.template) {
        return word::make(context, order, choose);
    }
    let output = context.global.output.clone();
    let format = match (context.global.paper, &output) {
        (Some(format), _) => format,
        (None, None) => Format::named("md").unwrap_or(&crate::paper::FORMATS[0]),
        (None, Some(folder)) => {
            return Err(Fault::misuse(format!(
                "in which format are the files in {} to be?",
                folder.display()
            ))
            .hint("add `--format pdf`, or md, html, docx"));
        }
    };
    let file = order
        .is_file
        .then(|| read_file(context, &order.template))
        .transpose()?;
    let made = context.read(|book, context| {
        let mut templates = Templates::of(book, STARTER)?;
        if let Some((path, text)) = &file {
            templates.add(Template::read(path, path, text, true)?);
        }
        let plain = match &file {
            Some((path, _)) => templates
                .get(path)
                .ok_or_else(|| Fault::could("the template is gone"))?,
            None => templates.find(&order.template, order.language.as_deref())?,
        };
        let today = context.today();
        let (kind, ids) = choose(book, context, plain)?;
        let mut makers: BTreeMap<&str, Maker<'_, '_>> = BTreeMap::new();
        let mut all = Vec::with_capacity(ids.len());
        let mut blank = Vec::new();
        for id in ids {
            let language = match &order.language {
                Some(_) => None,
                None => language_of(book, plain, kind, &id, today)?,
            };
            let template = match &language {
                Some(_) if file.is_none() => {
                    templates.find(&order.template, language.as_deref())?
                }
                Some(_) | None => plain,
            };
            let maker = match makers.entry(&template.name) {
                Entry::Occupied(there) => there.into_mut(),
                Entry::Vacant(free) => {
                    let draft = order.draft;
                    let wish = &order.wish;
                    free.insert(Maker::new(book, &templates, template, wish, today, draft)?)
                }
            };
            let made = maker.make(kind, &id)?;
            if !order.draft && !order.form {
                blank.extend(made.blanks.iter().cloned());
            }
            all.push((id, made));
        }
        if let Some(fault) = lacking(&blank) {
            return Err(fault);
        }
        let note = (!plain.is_own).then(|| {
            format!(
                "{FOLDER}/{} is not in this store; the built-in one was used",
                plain.name
            )
        });
        Ok((all, note))
    })?;
    let (documents, note) = made;
    if let Some(note) = note {
        context.say("note", &note);
    }
    deliver(context, documents, format, output.as_deref(), order)
}

fn read_file(context: &Context<'_>, typed: &str) -> Result<(String, String)> {
    let path = context.world.here.join(typed);
    let text = std::fs::read_to_string(&path)
        .map_err(|error| Fault::io(&error, format!("read the template {typed}")))?;
    Ok((typed.to_owned(), text))
}

fn deliver(
    context: &mut Context<'_>,
    documents: Vec<(Id, Made)>,
    format: &Format,
    output: Option<&Path>,
    order: &Order,
) -> Result<Answer> {
    if let Some(folder) = output.filter(|path| path.extension().is_none()) {
        let mut files = Vec::with_capacity(documents.len());
        for (id, made) in documents {
            files.push((id, (format.write)(&made.document, &fonts::find)?));
        }
        return write_all(context, folder, format.word, &files);
    }
    let mut documents = documents.into_iter().map(|(_, made)| made.document);
    let Some(mut document) = documents.next() else {
        context.say("", "No record fits; nothing was made.");
        return Ok(Answer::from(Vec::new()));
    };
    for more in documents {
        document.append(more);
    }
    let bytes = (format.write)(&document, &fonts::find)?;
    match output {
        Some(path) => write_one(context, path, &bytes),
        None if !format.is_text && context.world.terminals.stdout => {
            Err(
                Fault::misuse(format!("{} is not for a terminal", format.word)).hint(format!(
                    "add `-o {}.{}`",
                    order.template.trim_end_matches(".md"),
                    format.word
                )),
            )
        }
        None => Ok(Answer::from(bytes)),
    }
}

/// Writes each record's document to a file of its own in a folder.
fn write_all(
    context: &mut Context<'_>,
    folder: &Path,
    ending: &str,
    files: &[(Id, Vec<u8>)],
) -> Result<Answer> {
    store::answer_folder(
        &context.world.here.join(folder),
        &folder.display().to_string(),
    )?;
    for (id, bytes) in files {
        write(context, &folder.join(format!("{id}.{ending}")), bytes)?;
    }
    let count = files.len();
    let noun = if count == 1 { "document" } else { "documents" };
    context.say("", &format!("Wrote {count} {noun} to {}", folder.display()));
    Ok(Answer::from(Vec::new()))
}

/// Writes a document to a file, and says so.
fn write_one(context: &mut Context<'_>, path: &Path, bytes: &[u8]) -> Result<Answer> {
    write(context, path, bytes)?;
    context.say("", &format!("Wrote {}", path.display()));
    Ok(Answer::from(Vec::new()))
}

/// Writes a document, never over one that was signed.
fn write(context: &mut Context<'_>, path: &Path, bytes: &[u8]) -> Result<()> {
    let target: PathBuf = context.world.here.join(path);
    let shown = path.display().to_string();
    if let Ok(old) = std::fs::read(&target) {
        let sum = checksum(&old);
        let signed = context.read(|book, _| {
            let mous = book.all_with::<Mou>(&sum)?;
            Ok(mous.into_iter().find(|mou| {
                mou.body
                    .signatures
                    .iter()
                    .any(|one| one.sha256.as_deref() == Some(&sum))
            }))
        })?;
        if let Some(mou) = signed {
            return Err(
                Fault::refused(format!("{shown} is the signed document of `{}`", mou.id))
                    .hint("write it to another file, such as `-o copy.pdf`; nothing was written"),
            );
        }
    }
    store::write_answer(&target, bytes, &shown)
}
