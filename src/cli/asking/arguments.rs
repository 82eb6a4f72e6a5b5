//! The answers, as words of the command line.

use std::ffi::OsString;

use crate::ui::{Answer, Interview, Question};
use crate::work::ItemVerb;

use super::super::tree::Called;
use super::table::WANTED;
use super::wanted::Stands;

/// The answers as words of the command line.
pub fn arguments((verb, kind, _): Called<'_>, interview: &Interview) -> Vec<OsString> {
    let table = WANTED.iter().find(|(name, _)| *name == verb.name);
    // An item may have a key `ref` of its own.
    let bare: &[&str] = match ItemVerb::of(verb.name, kind.kind) {
        Some(_) => &["refs", "word"],
        None => &["ref", "refs", "new"],
    };
    let mut words: Vec<String> = Vec::new();
    let mut item: Option<(&str, usize)> = None;
    for (question, answer) in interview.answers() {
        let texts = match answer {
            _ if question.more.is_some() => continue,
            Answer::Given(texts) => texts,
            Answer::Cleared if verb.name == "set" && question.part.is_none() => {
                words.push(format!("--unset={}", question.key));
                continue;
            }
            Answer::Left | Answer::Cleared => continue,
        };
        if let Some(part) = &question.part {
            let pair = format!("{}={}", part.key, texts.join(","));
            let own = (part.flag.as_str(), part.nth);
            match words.last_mut().filter(|_| item == Some(own)) {
                Some(word) => *word = format!("{word},{pair}"),
                None if part.flag.is_empty() => words.push(pair),
                None => words.push(format!("--{}={pair}", part.flag)),
            }
            item = Some(own);
            continue;
        }
        item = None;
        let row = table.and_then(|(_, all)| all.iter().find(|row| row.arg == question.key));
        for text in texts {
            words.push(match row.map(|row| (row.stands, row.flag)) {
                Some((Stands::Word, _)) => text.clone(),
                Some((Stands::Switch, _)) if text != "yes" => continue,
                Some((Stands::Switch, flag)) => format!("--{flag}"),
                Some((Stands::AllOr(switch) | Stands::SwitchOr(switch), _)) if text == switch => {
                    format!("--{switch}")
                }
                Some((_, flag)) => format!("--{flag}={text}"),
                None if bare.contains(&question.key) => text.clone(),
                None if question.key == "name" && verb.name == "add" => text.clone(),
                None => format!("--{}={text}", flag_of(question)),
            });
        }
    }
    words.into_iter().map(OsString::from).collect()
}

/// The flag of a field's question.
pub(super) fn flag_of(question: &Question) -> String {
    question.label.replace(' ', "-")
}
