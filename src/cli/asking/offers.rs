//! What a question offers: records of the kind that it links to, activities, entries; and for `set`
//! what there is now.

use crate::book::Book;
use crate::fault::Result;
use crate::record::{HourEntry, Person, Wbl};
use crate::rule::Activities;
use crate::schema::{Field, Kind, Node, Shape, Val};
use crate::ui::{Interview, Offer, Question, Reading};
use crate::value::{Day, Id, Minutes, fold};
use crate::work;

use super::super::context::Context;
use super::super::kind::flags;
use super::super::tree::Called;
use super::agreement::{self, Deed};
use super::placement;

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
    let words = placement::words(interview, matches);
    if interview.question().is_none() {
        return super::ratings::follow(context, called, interview);
    }
    let party = interview.answered("party").map(str::to_owned);
    let party = party.or_else(|| flags::text(matches, "party"));
    let Some(question) = interview
        .question()
        .filter(|question| question.more.is_none())
    else {
        return Ok(());
    };
    let (offers, now) = context.read(|book, _| {
        let mut offers = match question.reading {
            Reading::Shape(Shape::Link(Kind::Wbl)) if question.key.starts_with("ref") => {
                let wanted = |root: &Node| suits(verb.name, root.text_at("status"));
                Some(records_where(book, Kind::Wbl, wanted)?)
            }
            Reading::Shape(Shape::Link(kind)) => Some(records(book, kind)?),
            Reading::Shape(Shape::Person) => Some(records(book, Kind::Contact)?),
            Reading::Shape(Shape::Activity) => Some(activities(book)?),
            Reading::Shape(Shape::Code) => match (verb.name, &named) {
                ("void", Some(text)) => Some(entries(book, text, today)?),
                ("done", Some(text)) => Some(undone(book, kind.kind, text)?),
                ("credit", _) => Some(terms(book, today)),
                _ => None,
            },
            _ => None,
        };
        let now = match &named {
            Some(text)
                if verb.name == "set" && question.key != "refs" && question.part.is_none() =>
            {
                now(book, kind.kind, text, question, today)?
            }
            _ => match (verb.name, question.key, &mut offers) {
                ("verify", "by", Some(all)) => {
                    placement::supervisors_first(book, &words, today, all)
                }
                ("send" | "sign", key @ ("party" | "partner"), offers) => {
                    let deed = Deed {
                        verb: verb.name,
                        mou: named.as_deref().unwrap_or_default(),
                        party: party.as_deref(),
                    };
                    let all = offers.take().unwrap_or_else(|| question.offers.clone());
                    let (all, first) = agreement::open_first(book, &deed, key, today, all)?;
                    *offers = Some(all);
                    first
                }
                ("close", "on", _) => {
                    placement::last_day(book, &words, today).or_else(|| Some("today".to_owned()))
                }
                _ => None,
            },
        };
        Ok((offers, now))
    })?;
    if let Some(offers) = offers {
        question.offers = offers;
    }
    if now.is_some() {
        question.hands_on_default |= ["party", "partner"].contains(&question.key);
        question.default = now;
    }
    Ok(())
}

/// The records of a kind that are not put away, with their names; experiences that are over come
/// last: a sheet or a review may come in late.
///
/// # Errors
/// Where the store cannot be read.
pub fn records(book: &Book<'_>, kind: Kind) -> Result<Vec<Offer>> {
    records_where(book, kind, |_| true)
}

fn records_where(
    book: &Book<'_>,
    kind: Kind,
    is_wanted: impl Fn(&Node) -> bool,
) -> Result<Vec<Offer>> {
    let (mut offers, mut late) = (Vec::new(), Vec::new());
    for sheet in book.sheets(kind)? {
        let root = &sheet.doc.root;
        let gone = ["archived", "merged_into"]
            .iter()
            .any(|key| root.get(key).is_some());
        if gone || !is_wanted(root) {
            continue;
        }
        let status = root.text_at("status").filter(|_| kind == Kind::Wbl);
        let is_over = status.is_some_and(|status| OVER.contains(&status));
        let aka = root.get("aka").map_or(&[][..], Node::items);
        let names = root.text_at("name").into_iter();
        let names = names.chain(aka.iter().filter_map(Node::as_text));
        let mut names: Vec<_> = names.map(str::to_owned).collect();
        names.extend(students(book, kind, &sheet.id, root));
        let mut line = work::telling(book, kind, &sheet.id);
        if kind == Kind::Wbl && !names.is_empty() {
            line = format!("{}: {line}", names.join(", "));
        }
        let offer = Offer {
            value: sheet.id.to_string(),
            line,
            names,
        };
        if is_over { &mut late } else { &mut offers }.push(offer);
    }
    if matches!(kind, Kind::Student | Kind::Wbl) {
        // People look for people by name; where there is none, by id.
        let name = |offer: &Offer| {
            (
                offer.names.is_empty(),
                offer.names.first().map(|name| fold(name)),
            )
        };
        offers.sort_by_cached_key(name);
        late.sort_by_cached_key(name);
    }
    offers.append(&mut late);
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

/// The states of an experience that is over.
const OVER: [&str; 4] = ["completed", "withdrawn", "ended-early", "cancelled"];

/// Whether a verb is done to an experience of that state: one is placed in an opening, and nobody
/// works in it.
fn suits(verb: &str, status: Option<&str>) -> bool {
    let is_posted = status == Some("posted");
    match verb {
        "place" | "apply" => is_posted,
        "log" => !is_posted && !status.is_some_and(|status| OVER.contains(&status)),
        "verify" | "void" => !is_posted,
        _ => true,
    }
}

/// What was promised, or had to be done, and is not: the touches of a partner with a next step, the
/// actions of a council.
fn undone(book: &Book<'_>, kind: Kind, text: &str) -> Result<Vec<Offer>> {
    let (group, what) = match kind {
        Kind::Council => ("actions", "what"),
        _ => ("touches", "next"),
    };
    let id = work::resolve(book, kind, text)?.id;
    let Some(sheet) = book.sheet(kind, &id)? else {
        return Ok(Vec::new());
    };
    let items = sheet
        .doc
        .get(group)
        .map_or(&[][..], Node::items)
        .iter()
        .rev();
    let offer = |item: &Node| {
        let due = item
            .day_at("due")
            .map_or(String::new(), |due| format!(", due {due}"));
        Some(Offer {
            value: item.text_at("id")?.to_owned(),
            line: format!("{}{due}", item.text_at(what)?),
            names: Vec::new(),
        })
    };
    let open = items.filter(|item| item.get("done").is_none());
    Ok(open.filter_map(offer).collect())
}

/// The terms of the school year.
fn terms(book: &Book<'_>, today: Day) -> Vec<Offer> {
    let settings = &book.settings;
    let terms = settings.terms_of(settings.year_of(today)).into_iter();
    let offer = |term: &crate::record::Term| Offer {
        value: term.name.clone(),
        line: format!("{} to {}", term.starts, term.ends),
        names: Vec::new(),
    };
    terms.map(offer).collect()
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
            line: entry_line(entry),
            names: Vec::new(),
        })
    });
    Ok(offers.collect())
}

fn entry_line(entry: &HourEntry) -> String {
    let length = crate::rule::net_minutes(entry).map_or(String::new(), |net| format!(", {net}"));
    let area = entry
        .area
        .as_ref()
        .map_or(String::new(), |area| format!(", {area}"));
    format!("{}{length}{area}", entry.on)
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
        (Val::Text(text) | Val::Other(text), _) => text.to_string(),
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
