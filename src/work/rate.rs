//! `rate`: skills of an evaluation are rated; those of its form go by their ids.

use crate::book::Book;
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::{Eval, Form, Wbl, spec};
use crate::schema::{Field, Kind, Node};
use crate::value::{Day, Id, Ref, fold, nearest};

use super::add::rating;
use super::ground::Grounds;
use super::group::pairs;
use super::judge::Case;
use super::set::{SetRequest, set};

/// Rates skills, each as `SKILL=N`; `SKILL=-` is not rated.
///
/// # Errors
/// Where a skill or rating cannot be read (2), or a rating is none of the form's (4).
pub fn rate(
    book: &Book<'_>,
    id: &Id,
    ratings: &[String],
    reason: Option<&str>,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let texts = ratings.iter().map(|text| rating(text)).collect();
    let request = SetRequest {
        values: vec![("ratings".to_owned(), texts)],
        reason: reason.map(str::to_owned),
        ..SetRequest::default()
    };
    let mut change = set(
        book,
        Kind::Eval,
        std::slice::from_ref(id),
        &request,
        today,
        seed,
    )?;
    let mut draft = Draft::new(book, seed);
    let top = draft.edit(Kind::Eval, id)?.doc().root.clone();
    change.warnings.extend(other_forms(book, Some(id), &top)?);
    Ok(change)
}

/// The form of an evaluation: its own, else that of the settings.
fn form_of<'a>(book: &'a Book<'_>, own: Option<&'a Ref<Form>>) -> &'a str {
    own.map_or_else(|| book.settings.policy.form(), Ref::as_str)
}

/// What the ratings of an evaluation mean, in the words of its form: its own, else that of the
/// settings.
pub(super) fn scale_of(book: &Book<'_>, own: Option<&str>) -> Result<Option<String>> {
    let form = own.unwrap_or_else(|| form_of(book, None));
    let Ok(id) = Id::new(form) else {
        return Ok(None);
    };
    let scale = book.get::<Form>(&id)?.map(|record| record.body.scale);
    let words = scale.unwrap_or_default().into_iter();
    let words: Vec<_> = words
        .map(|point| format!("{} {}", point.rating, point.label))
        .collect();
    Ok((!words.is_empty()).then(|| format!("on the form `{form}`: {}", words.join(", "))))
}

/// Finds skills that look like a form's id and are none.
pub(super) fn known_skills(book: &Book<'_>, case: &Case<'_>, grounds: &mut Grounds) -> Result<()> {
    let Some(new) = case
        .body::<Eval>()
        .filter(|_| case.has_changed(&["ratings", "form"]))
    else {
        return Ok(());
    };
    let old = case.old.and_then(|old| old.get("ratings"));
    let sheet = Sheet {
        form: form_of(book, new.form.as_ref()),
        experience: Some(new.experience.id()),
        old: old.map_or(&[][..], Node::items),
    };
    let skills = new.ratings.iter().map(|one| one.skill.as_str());
    for fault in strangers(book, &sheet, skills)? {
        grounds.refuse(fault);
    }
    Ok(())
}

/// What skills are held against.
struct Sheet<'a> {
    form: &'a str,
    /// Whose plan has skills of its own.
    experience: Option<&'a Id>,
    /// The ratings that are there.
    old: &'a [Node],
}

/// The faults of skills, of ratings as they are typed, that a new evaluation cannot rate; its form and
/// experience as far as they are known.
pub(super) fn misnamed_of_new(
    book: &Book<'_>,
    own: (Option<&str>, Option<&str>),
    texts: &[String],
) -> Result<Vec<Fault>> {
    let experience = own.1.and_then(|text| Id::new(text).ok());
    let sheet = Sheet {
        form: own.0.unwrap_or_else(|| form_of(book, None)),
        experience: experience.as_ref(),
        old: &[],
    };
    let skills = skills_of(texts);
    strangers(book, &sheet, skills.iter().map(String::as_str))
}

/// The same, of an evaluation that is there.
pub(super) fn misnamed_of(book: &Book<'_>, id: &Id, texts: &[String]) -> Result<Vec<Fault>> {
    let (Some(record), Some(sheet)) = (book.get::<Eval>(id)?, book.sheet(Kind::Eval, id)?) else {
        return Ok(Vec::new());
    };
    let old = sheet.doc.get("ratings").map_or(&[][..], Node::items);
    let sheet = Sheet {
        form: form_of(book, record.body.form.as_ref()),
        experience: Some(record.body.experience.id()),
        old,
    };
    let skills = skills_of(texts);
    strangers(book, &sheet, skills.iter().map(String::as_str))
}

/// The skills that ratings name: items of the group as they are typed.
fn skills_of(texts: &[String]) -> Vec<String> {
    let field = spec(Kind::Eval).fields().find("ratings");
    let fields = field.and_then(Field::group_fields).unwrap_or_default();
    let items = texts.iter().filter_map(|text| pairs(fields, text).ok());
    let skills = items.flatten().filter(|(field, _)| field.key == "skill");
    skills.map(|(_, skill)| skill).collect()
}

/// The faults of skills that look like a form's id and are none.
fn strangers<'s>(
    book: &Book<'_>,
    sheet: &Sheet<'_>,
    skills: impl Iterator<Item = &'s str>,
) -> Result<Vec<Fault>> {
    let form = sheet.form;
    let mut faults = Vec::new();
    let Some(record) = Id::new(form)
        .ok()
        .map(|id| book.get::<Form>(&id))
        .transpose()?
        .flatten()
    else {
        return Ok(faults);
    };
    let ids: Vec<_> = record
        .body
        .skills
        .iter()
        .map(|one| one.skill.as_str())
        .collect();
    let plan = sheet
        .experience
        .map(|id| book.get::<Wbl>(id))
        .transpose()?
        .flatten();
    let plan = plan.map_or_else(Vec::new, |record| record.body.skills);
    for skill in skills {
        let known = ids.contains(&skill)
            || plan.iter().any(|one| one.skill == skill)
            || record.body.suggestions.iter().any(|one| one == skill)
            || sheet
                .old
                .iter()
                .any(|one| one.text_at("skill") == Some(skill));
        if known {
            continue;
        }
        let label =
            record.body.skills.iter().find(|one| {
                fold(&one.label) == fold(skill) || fold(one.skill.as_str()) == fold(skill)
            });
        let near = match label {
            Some(one) => Some(one.skill.as_str()),
            None => nearest(skill, ids.iter().copied()),
        };
        // What is not written like an id is a skill of this workplace, in words of its own.
        if label.is_none() && Id::new(skill).is_err() {
            continue;
        }
        let fault = Fault::misuse(format!(
            "`{skill}` is no skill of the form `{form}`, whose skills are: {}",
            ids.join(", ")
        ));
        faults.push(match near {
            Some(near) => fault.hint(format!("did you mean `{near}`?")),
            None => fault.hint(
                "a skill of the workplace is written in words of its own, in quotes: \"Blueprint reading=3\"",
            ),
        });
    }
    Ok(faults)
}

/// Says where another review of the experience was rated on another form.
pub(super) fn other_forms(book: &Book<'_>, id: Option<&Id>, top: &Node) -> Result<Vec<String>> {
    let own = top.text_at("form").unwrap_or_else(|| form_of(book, None));
    let Some(experience) = top.text_at("experience") else {
        return Ok(Vec::new());
    };
    let mut doubts = Vec::new();
    for other in book.all_with::<Eval>(experience)? {
        let same = other.body.experience.as_str() == experience && id != Some(&other.id);
        let form = form_of(book, other.body.form.as_ref());
        if same && form != own {
            doubts.push(format!(
                "`{}` is on the form `{form}`, this one on `{own}`: only skills of both are compared",
                other.id
            ));
        }
    }
    Ok(doubts)
}
