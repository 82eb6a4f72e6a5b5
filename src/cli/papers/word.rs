//! Papers from a school's own Word file: each record a file of its own, in Word's format.

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::paper::docx::WordTemplate;
use crate::paper::{FOLDER, Template, Templates, WordMaker, lacking, word_template};
use crate::schema::Kind;
use crate::store::STARTER;
use crate::value::Id;

use super::super::answer::Answer;
use super::super::context::Context;
use super::Order;

/// The ending of Word files.
const WORD: &str = "docx";

/// Whether the template is a Word file.
pub(super) fn is_word(template: &str) -> bool {
    let ending = std::path::Path::new(template).extension();
    ending.is_some_and(|ending| {
        ["docx", "dotx", "docm", "dotm", "doc"]
            .iter()
            .any(|word| ending.eq_ignore_ascii_case(word))
    })
}

/// Makes the files that were ordered.
pub(super) fn make(
    context: &mut Context<'_>,
    order: &Order,
    choose: impl Fn(&Book<'_>, &Context<'_>, &Template) -> Result<(Kind, Vec<Id>)>,
) -> Result<Answer> {
    let output = context.global.output.clone();
    if let Some(other) = context.global.paper.filter(|format| format.word != WORD) {
        return Err(Fault::misuse(format!(
            "a Word template makes a `.docx` file, not `.{}`",
            other.word
        ))
        .hint("let the name after `-o` end in `.docx`; Word can save that as something else"));
    }
    let (path, bytes) = read(context, &order.template)?;
    let word = WordTemplate::read(&bytes, &path)?;
    let template = word_template(&word, &path, &bytes);
    let files = context.read(|book, context| {
        let mut templates = Templates::of(book, STARTER)?;
        templates.add(template.clone());
        let (kind, ids) = choose(book, context, &template)?;
        let manner = (context.today(), order.draft, &order.wish);
        let mut maker = WordMaker::new(book, &templates, &template, &word, manner);
        let (mut files, mut blank) = (Vec::with_capacity(ids.len()), Vec::new());
        for id in ids {
            let (bytes, blanks) = maker.make(kind, &id)?;
            if !order.draft && !order.form {
                blank.extend(blanks);
            }
            files.push((id, bytes));
        }
        match lacking(&blank) {
            Some(fault) => Err(fault),
            None => Ok(files),
        }
    })?;
    if let Some(folder) = output.as_ref().filter(|path| path.extension().is_none()) {
        return super::write_all(context, folder, WORD, &files);
    }
    let [(_, bytes)] = files.as_slice() else {
        if files.is_empty() {
            context.say("", "No record fits; nothing was made.");
            return Ok(Answer::from(Vec::new()));
        }
        return Err(Fault::misuse("each record makes a Word file of its own")
            .hint("name a folder for them: `-o drafts`"));
    };
    match output {
        Some(path) => super::write_one(context, &path, bytes),
        None if context.world.terminals.stdout => {
            Err(Fault::misuse("docx is not for a terminal").hint("add `-o agreement.docx`"))
        }
        None => Ok(Answer::from(bytes.clone())),
    }
}

/// Reads the template: a file from where the command was typed, else one of the store's templates.
fn read(context: &mut Context<'_>, typed: &str) -> Result<(String, Vec<u8>)> {
    let here = context.world.here.join(typed);
    let bytes = match std::fs::read(&here) {
        Ok(bytes) => bytes,
        Err(error) => {
            let path = format!("{FOLDER}/{typed}");
            let own = context.read(|book, _| Ok(book.disk().read(&path).ok()))?;
            own.ok_or_else(|| Fault::io(&error, format!("read the template {typed}")))?
        }
    };
    Ok((typed.to_owned(), bytes))
}
