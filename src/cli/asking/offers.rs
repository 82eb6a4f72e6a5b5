//! What a question offers: records of the kind that it links to, activities, entries; and for `set`
//! what there is now.

use crate::book::Book;
use crate::fault::Result;
use crate::record::{Person, Wbl};
use crate::rule::Activities;
use crate::schema::{Field, Kind, Node, Shape, Val};
use crate::ui::{Interview, Offer, Question, Reading};
use crate::value::{Day, Id, Minutes};
use crate::work;

use super::super::context::Context;
use super::super::kind::flags;
use super::super::tree::Called;

/// Fills in what the question that comes next offers.
///
/// # Errors
/// Where the store cannot be read.
pub fn fill(
    context: &mut Context<'_>,
    called: Called<'_>,
    interview: &mut Interview,
) -> Result<()> {
    let (verb, kind, matches) = called;
    let named = flags::texts(matches, "refs").into_iter().next();
    let named = named.or_else(|| flags::text(matches, "ref"));
    let answered = interview
        .answered("refs")
        .or_else(|| interview.answered("ref"));
    let named = answered.map(str::to_owned).or(named);
    let today = context.today();
    let Some(question) = interview.question() else {
        return Ok(());
    };
    let (offers, now) = context.read(|book, _| {
        let offers = match question.reading {
            Reading::Shape(Shape::Link(kind)) => Some(records(book, kind)?),
            Reading::Shape(Shape::Activity) => Some(activities(book)?),
            Reading::Shape(Shape::Code) if verb.name == "void" => Some(match &named {
                Some(text) => entries(book, text, today)?,
                None => Vec::new(),
            }),
            _ => None,
        };
        let now = match &named {
            Some(text) if verb.name == "set" && question.key != "refs" => {
                now(book, kind.kind, text, question, today)?
            }
            _ => None,
        };
        Ok((offers, now))
    })?;
    if let Some(offers) = offers {
        question.offers = offers;
    }
    if now.is_some() {
        question.default = now;
    }
    Ok(())
}

/// The records of a kind that are not put away, with their names.
fn records(book: &Book<'_>, kind: Kind) -> Result<Vec<Offer>> {
    let mut offers = Vec::new();
    for sheet in book.sheets(kind)? {
        let root = &sheet.doc.root;
        let gone = ["archived", "merged_into"]
            .iter()
            .any(|key| root.get(key).is_some());
        let over = ["completed", "withdrawn", "ended-early", "cancelled"];
        let closed = kind == Kind::Wbl && root.text_at("status").is_some_and(|s| over.contains(&s));
        if gone || closed {
            continue;
        }
        let aka = root.get("aka").map_or(&[][..], Node::items);
        let names = root.text_at("name").into_iter();
        let names = names.chain(aka.iter().filter_map(Node::as_text));
        let mut names: Vec<_> = names.map(str::to_owned).collect();
        names.extend(students(book, kind, &sheet.id, root));
        let mut line = work::telling(book, kind, &sheet.id);
        if kind == Kind::Wbl && !names.is_empty() {
            line = format!("{}: {line}", names.join(", "));
        }
        offers.push(Offer {
            value: sheet.id.to_string(),
            line,
            names,
        });
    }
    Ok(offers)
}

/// The private names by which a student, or a student's experience, is known on this machine.
fn students(book: &Book<'_>, kind: Kind, id: &Id, root: &Node) -> Vec<String> {
    let ids = match kind {
        Kind::Student => vec![id.clone()],
        Kind::Wbl => {
            let students = root.get("students").map_or(&[][..], Node::items);
            let ids = students
                .iter()
                .filter_map(|one| Id::new(one.as_text()?).ok());
            // A class trip is not known by all who went.
            ids.take(3).collect()
        }
        _ => Vec::new(),
    };
    let people = ids
        .iter()
        .filter_map(|id| book.get::<Person>(id).ok().flatten());
    people
        .flat_map(|person| std::iter::once(person.body.name).chain(person.body.known_as))
        .collect()
}

fn activities(book: &Book<'_>) -> Result<Vec<Offer>> {
    let activities = Activities::of(book)?;
    let offer = |name: &str| Offer {
        value: name.to_owned(),
        ..Offer::default()
    };
    Ok(activities.names().map(offer).collect())
}

/// The entries of an experience that are not voided, the latest first.
fn entries(book: &Book<'_>, text: &str, today: Day) -> Result<Vec<Offer>> {
    let found = work::resolve_wbl(book, text, &[today])?;
    let Some(record) = book.get::<Wbl>(&found.id)? else {
        return Ok(Vec::new());
    };
    let hours = record.body.hours.iter().rev();
    let offers = hours.filter_map(|entry| {
        Some(Offer {
            value: entry.id.as_ref()?.to_string(),
            line: entry.on.to_string(),
            names: Vec::new(),
        })
    });
    Ok(offers.collect())
}

/// What a field holds now, as it would be typed.
fn now(
    book: &Book<'_>,
    kind: Kind,
    text: &str,
    question: &Question,
    today: Day,
) -> Result<Option<String>> {
    let id = if kind == Kind::Wbl {
        work::resolve_wbl(book, text, &[today])?.id
    } else {
        work::resolve(book, kind, text)?.id
    };
    let private = ["name", "born"].contains(&question.key) && kind == Kind::Student;
    let home = if private { Kind::Person } else { kind };
    let sheet = book.sheet(home, &id)?;
    let node = sheet.as_ref().and_then(|sheet| sheet.doc.get(question.key));
    let field = crate::record::spec(home).fields().find(question.key);
    Ok(node.zip(field).map(|(node, field)| typed(node, field)))
}

fn typed(node: &Node, field: &Field) -> String {
    let one = |node: &Node| match (&node.val, field.shape) {
        (Val::Text(text) | Val::Other(text), _) => text.clone(),
        (Val::Int(minutes), Shape::Minutes) => Minutes(*minutes).to_string(),
        (Val::Int(hours), Shape::Hours) => format!("{hours}h"),
        (Val::Int(number), _) => number.to_string(),
        (Val::Flag(flag), _) => if *flag { "yes" } else { "no" }.to_owned(),
        (Val::Day(day), _) => day.to_string(),
        (Val::Clock(clock), _) => clock.to_string(),
        (Val::List(_) | Val::Table(_), _) => "…".to_owned(),
    };
    let texts: Vec<_> = node.items().iter().map(one).collect();
    texts.join(if matches!(field.shape, Shape::Text) {
        "; "
    } else {
        ", "
    })
}
