//! The names that a template begins with, by the kind of record that it is made from.

use std::sync::Arc;

use minijinja::value::{Object, Value};
use minijinja::{Environment, Error};

use crate::schema::Kind;
use crate::value::{Id, nearest};

use super::super::template::Templates;
use super::desk::Desk;
use super::error::Trouble;
use super::names;

/// The names that every template has.
pub const EVERYWHERE: &[&str] = &["school", "board", "coordinator", "policy", "today"];

/// Of each kind the names that its templates have, each with the path from the record.
pub const ROOTS: &[(Kind, &[(&str, &str)])] = &[
    (
        Kind::Mou,
        &[
            ("mou", ""),
            ("partners", "partners"),
            ("partner", "partners.0"),
            ("pathways", "pathways"),
        ],
    ),
    (
        Kind::Wbl,
        &[
            ("experience", ""),
            ("partner", "partner"),
            ("pathway", "pathway"),
            ("students", "students"),
            ("student", "students.0"),
            ("contact", "supervisor"),
            ("mou", "agreement"),
            ("plan", "plan"),
            ("review", "review"),
            ("week", "week"),
            ("hours", "worked"),
        ],
    ),
    (
        Kind::Eval,
        &[
            ("eval", ""),
            ("experience", "experience"),
            ("partner", "experience.partner"),
            ("pathway", "experience.pathway"),
            ("student", "experience.students.0"),
            ("contact", "by"),
        ],
    ),
    (Kind::Student, &[("student", "")]),
    (Kind::Partner, &[("partner", ""), ("pathways", "pathways")]),
    (Kind::Contact, &[("contact", ""), ("partner", "partner")]),
    (Kind::Pathway, &[("pathway", "")]),
    (
        Kind::Council,
        &[
            ("council", ""),
            ("pathways", "pathways"),
            ("meeting", "next_meeting"),
        ],
    ),
];

/// The names of a document made from a record.
pub fn of(desk: &Arc<Desk>, kind: Kind, id: &Id) -> Value {
    Value::from_object(Roots {
        desk: Arc::clone(desk),
        kind,
        id: id.clone(),
    })
}

/// The id under which the settings lie on the desk.
pub fn settings_id() -> Option<Id> {
    Id::new("wbl").ok()
}

#[derive(Debug)]
struct Roots {
    desk: Arc<Desk>,
    kind: Kind,
    id: Id,
}

impl Roots {
    fn aliases(&self) -> &'static [(&'static str, &'static str)] {
        ROOTS
            .iter()
            .find(|(kind, _)| *kind == self.kind)
            .map_or(&[], |(_, names)| names)
    }

    fn find(&self, name: &str) -> Result<Value, Error> {
        if name == "today" {
            return Ok(names::day(&self.desk, self.desk.today));
        }
        if EVERYWHERE.contains(&name) {
            let Some(id) = settings_id() else {
                return Ok(Value::UNDEFINED);
            };
            return names::record(&self.desk, Kind::Settings, &id, "").get_attr(name);
        }
        let aliases = self.aliases();
        let Some((_, path)) = aliases.iter().find(|(alias, _)| *alias == name) else {
            return Ok(self.unknown(name));
        };
        let own = aliases.first().map_or("", |(own, _)| own);
        let mut value = names::record(&self.desk, self.kind, &self.id, own);
        for part in path.split('.').filter(|part| !part.is_empty()) {
            value = match part.parse() {
                Ok(at) => value.get_item(&Value::from(at_least(at)))?,
                Err(_) => value.get_attr(part)?,
            };
        }
        Ok(value)
    }

    fn unknown(&self, name: &str) -> Value {
        let known = self
            .aliases()
            .iter()
            .map(|(alias, _)| *alias)
            .chain(EVERYWHERE.iter().copied());
        let elsewhere = ROOTS
            .iter()
            .any(|(_, names)| names.iter().any(|(alias, _)| *alias == name));
        let trouble = Trouble::new(if elsewhere {
            format!(
                "`{name}` is not known in a document made from {}",
                self.kind.a_noun()
            )
        } else {
            format!("`{name}` is not known here")
        });
        match nearest(name, known.clone()) {
            Some(near) => trouble.hint(format!("did you mean `{near}`?")),
            None => trouble.hint(format!(
                "known are: {}",
                known.collect::<Vec<_>>().join(", ")
            )),
        }
        .into_value()
    }
}

fn at_least(at: usize) -> u64 {
    at as u64
}

impl Object for Roots {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        if GLOBALS.contains(&name) {
            return None;
        }
        Some(self.find(name).unwrap_or_else(Value::from))
    }
}

/// The functions of templates; they are looked for after the names.
const GLOBALS: &[&str] = &[
    "range",
    "dict",
    "debug",
    "namespace",
    "blank",
    "box",
    "day",
    "clause",
    "further",
    "loop",
    "self",
    "super",
    "caller",
    "zip",
    "cycler",
    "joiner",
];

/// Adds the functions that choose clauses.
pub fn add(env: &mut Environment<'_>, _: &Arc<Desk>, templates: &Templates) {
    let owned = |(id, topic): (&str, Option<&str>)| (id.to_owned(), topic.map(str::to_owned));
    let clauses: Vec<_> = templates.clauses().map(owned).collect();
    let clauses = Arc::new(clauses);
    let all = Arc::clone(&clauses);
    env.add_function("clause", move |topic: String, chosen: Value| {
        choose(&all, &topic, &chosen)
    });
    env.add_function("further", move |chosen: Value| -> Result<Value, Error> {
        let chosen = known(&clauses, &chosen)?;
        let further = chosen.into_iter().filter(|(_, topic)| topic.is_none());
        Ok(Value::from(
            further
                .map(|(id, _)| format!("clauses/{id}.md"))
                .collect::<Vec<_>>(),
        ))
    });
}

/// The template of the clause on a topic: the one chosen, else the one named as the topic.
fn choose(all: &[(String, Option<String>)], topic: &str, chosen: &Value) -> Result<String, Error> {
    let chosen = known(all, chosen)?;
    let mut fitting = chosen
        .iter()
        .filter(|(id, about)| about.as_deref() == Some(topic) || id == topic);
    let id = fitting.next().map_or(topic, |(id, _)| id.as_str());
    if let Some((other, _)) = fitting.next() {
        return Err(
            Trouble::new(format!("`{id}` and `{other}` are both clauses on {topic}"))
                .hint("choose one of them: `wbl mou set ID --drop clauses=…`")
                .into_error(),
        );
    }
    Ok(format!("clauses/{id}.md"))
}

/// The chosen clauses with their topics.
fn known(
    all: &[(String, Option<String>)],
    chosen: &Value,
) -> Result<Vec<(String, Option<String>)>, Error> {
    let mut found = Vec::new();
    for id in chosen.try_iter()? {
        let id = id.to_string();
        let Some(clause) = all.iter().find(|(known, _)| *known == id) else {
            let trouble = Trouble::new(format!("there is no clause `{id}`"));
            return Err(
                match nearest(&id, all.iter().map(|(known, _)| known.as_str())) {
                    Some(near) => trouble.hint(format!("did you mean `{near}`?")),
                    None => trouble.hint(format!(
                        "put it in templates/clauses/ as {id}.md, or choose another"
                    )),
                }
                .into_error(),
            );
        };
        found.push(clause.clone());
    }
    Ok(found)
}
