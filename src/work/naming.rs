//! The ids of new records, made from what they hold.

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::record::spec;
use crate::rule::Activities;
use crate::schema::{Kind, Node, Val};
use crate::value::{Id, STUDENT_PREFIX, random_code, words_of};

/// The id that was typed.
///
/// # Errors
/// Where it is ill-formed (exit 2) or taken (exit 4).
pub(super) fn typed_id(book: &Book<'_>, kind: Kind, text: &str) -> Result<Id> {
    let id = Id::new(text).map_err(Fault::misuse)?;
    if book.has(kind, &id)? {
        return Err(taken(kind, &id));
    }
    Ok(id)
}

/// The fault of an id that another record has.
pub(super) fn taken(kind: Kind, id: &Id) -> Fault {
    Fault::refused(format!("the {kind} id `{id}` is taken")).hint(format!(
        "choose another id, or see whose it is with `wbl {kind} show {id}`"
    ))
}

/// An id made from what the record holds; one that is taken gets a number behind.
///
/// # Errors
/// Where it gives none (exit 2).
pub(super) fn made_id(
    book: &Book<'_>,
    kind: Kind,
    root: &Node,
    activities: &Activities,
) -> Result<Id> {
    made_id_beside(book, kind, root, activities, &|_| false)
}

/// The same, beside ids that are about to be taken.
///
/// # Errors
/// As [`made_id`].
pub(super) fn made_id_beside(
    book: &Book<'_>,
    kind: Kind,
    root: &Node,
    activities: &Activities,
    is_taken: &dyn Fn(&Id) -> bool,
) -> Result<Id> {
    let stem = stem(book, kind, root, activities).ok_or_else(|| {
        let name = root.text_at("name").unwrap_or_default();
        Fault::misuse(format!("no id can be made from the name `{name}`"))
            .hint("give one: add `--id ID` (lower-case letters, digits and `-`)")
    })?;
    let mut id = stem.clone();
    let mut number = 2;
    while is_taken(&id) || book.has(kind, &id)? {
        id = stem.numbered(number);
        number += 1;
    }
    Ok(id)
}

fn stem(book: &Book<'_>, kind: Kind, root: &Node, activities: &Activities) -> Option<Id> {
    if spec(kind).has_name() {
        return Id::from_name(root.text_at("name")?, kind.name());
    }
    let first = |key: &str| root.get(key)?.items().first()?.as_text();
    let parts: Vec<String> = match kind {
        Kind::Wbl => {
            let activity = root.text_at("activity")?;
            let host = root.text_at("partner").unwrap_or(activity);
            let student = first("students").filter(|_| activities.is_individual(activity));
            match (student, root.text_at("partner")) {
                (Some(student), _) => vec![student.to_owned(), host.to_owned()],
                (None, partner) => [Some(activity.to_owned()), partner.map(str::to_owned)]
                    .into_iter()
                    .flatten()
                    .chain([root.day_at("starts")?.to_string()])
                    .collect(),
            }
        }
        Kind::Mou => mou_parts(book, root)?,
        Kind::Eval => vec![
            root.text_at("experience")?.to_owned(),
            root.text_at("review")?.to_owned(),
        ],
        Kind::Partner
        | Kind::Contact
        | Kind::Pathway
        | Kind::Student
        | Kind::Council
        | Kind::Person
        | Kind::Form
        | Kind::Rules
        | Kind::Settings => return None,
    };
    Id::new(&parts.join("-")).ok()
}

/// An amendment is named after its original, any other MOU after its first partner and its year.
fn mou_parts(book: &Book<'_>, root: &Node) -> Option<Vec<String>> {
    if let Some(original) = root.text_at("amends") {
        return Some(vec![original.to_owned()]);
    }
    let partner = root.get("partners")?.items().first()?.as_text()?;
    let through = root
        .day_at("through")
        .map(|day| book.settings.year_of(day).to_string());
    let year = root.text_at("school_year").map(str::to_owned).or(through)?;
    Some(vec![partner.to_owned(), year])
}

/// A new student's id: random, or as typed; it holds nothing of the name.
///
/// # Errors
/// Where the typed one is ill-formed (exit 2), taken, or tells who it is (exit 4).
pub(super) fn student_id(
    book: &Book<'_>,
    typed: Option<&str>,
    names: &[&str],
    seed: u64,
) -> Result<Id> {
    let Some(text) = typed else {
        // Not the sequence that entries draw from: an id must not tell another.
        let mut random = fastrand::Rng::with_seed(seed ^ 0x5748_4f49_5349_5421);
        loop {
            let code = format!("{STUDENT_PREFIX}{}", random_code(&mut random));
            // A prefix and six letters of the alphabet of ids are always well-formed.
            let Ok(id) = Id::new(&code) else { continue };
            if !book.has(Kind::Student, &id)? && !book.has(Kind::Person, &id)? {
                return Ok(id);
            }
        }
    };
    let id = typed_id(book, Kind::Student, text)?;
    let Some(rest) = id.as_str().strip_prefix(STUDENT_PREFIX) else {
        return Err(
            Fault::refused(format!("a student's id begins with `{STUDENT_PREFIX}`"))
                .hint("leave `--id` out: an id that tells nothing is made"),
        );
    };
    let told = |word: &String| {
        let word = crate::value::slug(word);
        let is_part = rest.split('-').any(|part| part == word);
        is_part || word.len() > 2 && rest.contains(&word)
    };
    if names
        .iter()
        .flat_map(|name| words_of(name))
        .any(|word| told(&word))
    {
        return Err(Fault::refused(
            "a student's id must hold no word of the name: it stands in files that go into git",
        )
        .hint("leave `--id` out: an id that tells nothing is made"));
    }
    Ok(id)
}

/// The folder of the school year that a new record is born in.
///
/// # Errors
/// Where an evaluation's experience cannot be looked up.
pub(super) fn year_folder(book: &Book<'_>, kind: Kind, root: &Node) -> Result<Option<String>> {
    let of_start = |root: &Node| {
        root.day_at("starts")
            .map(|day| book.settings.year_of(day).to_string())
    };
    if kind != Kind::Eval {
        return Ok(of_start(root));
    }
    let Some(experience) = root.get("experience").and_then(|node| match &node.val {
        Val::Text(text) => Id::new(text).ok(),
        _ => None,
    }) else {
        return Ok(None);
    };
    let Some(located) = book.find(Kind::Wbl, &experience)? else {
        return Ok(None);
    };
    if let [_, year, _] = located.path.split('/').collect::<Vec<_>>().as_slice() {
        return Ok(Some((*year).to_owned()));
    }
    // The experience lies outside any year's folder: the evaluation goes where it should be.
    let sheet = book.sheet(Kind::Wbl, &experience)?;
    Ok(sheet.and_then(|sheet| of_start(&sheet.doc.root)))
}
