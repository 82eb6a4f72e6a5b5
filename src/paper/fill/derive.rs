//! Reads a record for a template, with what follows from it and is in no file: who signs an MOU,
//! which MOU a placement stands under.

use crate::book::{Book, Sheet};
use crate::fault::Result;
use crate::record::{Mou, Partner, SETTINGS, Signature, Wbl, node_of, spec};
use crate::rule::{MouStates, Needed};
use crate::schema::Kind;
use crate::value::{Day, Id, Ref, checksum};

use super::super::facts::Wish;
use super::desk::{Derived, Desk, Loaded};
use super::said::changes;
use super::told;

/// What was worked out of all records once.
#[derive(Debug, Default)]
pub struct Deriving {
    wish: Wish,
    /// The record that the document is made from: sums and reviews are worked out for it alone.
    pub root: Option<(Kind, Id)>,
    states: Option<MouStates>,
}

impl Deriving {
    /// Nothing worked out yet, for documents about this.
    pub fn new(wish: Wish) -> Self {
        Self {
            wish,
            ..Self::default()
        }
    }

    /// Reads a record; nothing where there is none.
    ///
    /// # Errors
    /// Where it cannot be read (exit 7).
    pub fn load(
        &mut self,
        book: &Book<'_>,
        kind: Kind,
        id: &Id,
        desk: &Desk,
    ) -> Result<Option<Loaded>> {
        if kind == Kind::Settings {
            return Ok(Some(Loaded {
                id: id.clone(),
                root: node_of(&book.settings, spec(kind).fields()),
                private: None,
                derived: Vec::new(),
                sum: revision(book, kind, id)?.unwrap_or_default(),
                private_sum: None,
            }));
        }
        let Some(sheet) = book.sheet(kind, id)? else {
            return Ok(None);
        };
        let private = match kind {
            Kind::Student => book.sheet(Kind::Person, id)?,
            _ => None,
        };
        let of = |sheet: &Sheet| checksum(sheet.doc.text.as_bytes());
        let (sum, private_sum) = (of(&sheet), private.as_ref().map(of));
        Ok(Some(Loaded {
            id: id.clone(),
            root: sheet.doc.root,
            private: private.map(|sheet| sheet.doc.root),
            derived: self.derived(book, kind, id, desk)?,
            sum,
            private_sum,
        }))
    }

    fn states(&mut self, book: &Book<'_>) -> Result<&MouStates> {
        let known = match self.states.take() {
            Some(states) => states,
            None => MouStates::of(book)?,
        };
        Ok(self.states.insert(known))
    }

    fn derived(
        &mut self,
        book: &Book<'_>,
        kind: Kind,
        id: &Id,
        desk: &Desk,
    ) -> Result<Vec<(&'static str, Derived)>> {
        let (today, language) = (desk.today, desk.language.as_str());
        let is_root = self
            .root
            .as_ref()
            .is_some_and(|root| *root == (kind, id.clone()));
        Ok(match kind {
            Kind::Mou => {
                let states = self.states(book)?;
                let state = states.state(id, today).map(|state| state.word().to_owned());
                let signers = states.needed(id).to_vec();
                let body = book.get::<Mou>(id)?.map(|record| record.body);
                let Some(body) = body else {
                    return Ok(Vec::new());
                };
                let original = match &body.amends {
                    Some(of) => book.get::<Mou>(of.id())?,
                    None => None,
                };
                let changes = original.map_or_else(Vec::new, |original| {
                    let name = |kind, id: &str| name_of(book, kind, id);
                    changes(&body, &original.body, name, language)
                });
                vec![
                    ("state", Derived::Text(state)),
                    (
                        "signing",
                        Derived::Items(signing(book, &body, &signers, today)?),
                    ),
                    ("changes", Derived::Items(changes)),
                ]
            }
            Kind::Wbl => {
                let body = book.get::<Wbl>(id)?.map(|record| record.body);
                let mut derived = Vec::new();
                if let Some(body) = &body {
                    derived.push(told::supervised(body, today));
                    if is_root {
                        derived.extend(told::of_placement(book, id, body, &self.wish, today)?);
                    }
                }
                let mou = match body {
                    Some(Wbl { mou: Some(mou), .. }) => Some(mou.id().clone()),
                    Some(body) => {
                        let day = body.starts.max(today.min(body.ends.unwrap_or(today)));
                        let partner = body.partner.as_ref();
                        let states = self.states(book)?;
                        let found = partner.and_then(|partner| {
                            states.in_force(partner.id(), body.pathway.as_ref().map(Ref::id), day)
                        });
                        found.map(|record| record.id.clone())
                    }
                    None => None,
                };
                derived.push(("agreement", Derived::Link(Kind::Mou, mou)));
                derived
            }
            Kind::Student if is_root => told::of_student(book, id, today)?,
            Kind::Partner if is_root => told::of_partner(book, id, &self.wish, today)?,
            Kind::Council if is_root => told::of_council(book, id, today)?,
            Kind::Partner
            | Kind::Student
            | Kind::Council
            | Kind::Contact
            | Kind::Pathway
            | Kind::Eval
            | Kind::Person
            | Kind::Form
            | Kind::Rules
            | Kind::Settings => Vec::new(),
        })
    }
}

/// The checksum of a record's text; nothing where it is not here.
///
/// # Errors
/// Where it cannot be read (exit 7).
pub fn revision(book: &Book<'_>, kind: Kind, id: &Id) -> Result<Option<String>> {
    let text = match kind {
        Kind::Settings => book.text(SETTINGS)?,
        _ => book.sheet(kind, id)?.map(|sheet| sheet.doc.text),
    };
    Ok(text.map(|text| checksum(text.as_bytes())))
}

/// The name of a record, where it has one and can be read.
fn name_of(book: &Book<'_>, kind: Kind, id: &str) -> Option<String> {
    let sheet = book.sheet(kind, &Id::new(id).ok()?).ok()??;
    sheet.doc.root.text_at("name").map(str::to_owned)
}

/// Who signs an MOU: each that has by a day, and a place for each that has not.
fn signing(
    book: &Book<'_>,
    mou: &Mou,
    needed: &[Needed],
    today: Day,
) -> Result<Vec<Vec<(&'static str, Derived)>>> {
    let mut items = Vec::new();
    for one in needed {
        let partner = match &one.partner {
            Some(id) => book.get::<Partner>(id)?.map(|record| record.body.name),
            None => None,
        };
        let settings = &book.settings;
        let organization = match (one.party, &partner) {
            (_, Some(name)) => Some(name.clone()),
            (crate::record::Party::Board, None) => settings.board.name.clone(),
            (crate::record::Party::School, None) => settings
                .school
                .district
                .clone()
                .or_else(|| settings.school.name.clone()),
            (
                crate::record::Party::Industry
                | crate::record::Party::College
                | crate::record::Party::Other,
                None,
            ) => None,
        };
        let mut signed = crate::rule::signatures(mou, one, needed);
        signed.retain(|signature| signature.on <= today);
        let place = |signature: Option<&Signature>| {
            vec![
                ("party", Derived::Text(Some(one.party.word().to_owned()))),
                ("partner", Derived::Link(Kind::Partner, one.partner.clone())),
                ("organization", Derived::Text(organization.clone())),
                ("name", Derived::Text(signature.map(|one| one.name.clone()))),
                (
                    "title",
                    Derived::Text(signature.and_then(|one| one.title.clone())),
                ),
                ("on", Derived::Day(signature.map(|one| one.on))),
            ]
        };
        let lacking = one.count.saturating_sub(signed.len());
        items.extend(
            signed
                .into_iter()
                .map(Some)
                .chain(std::iter::repeat_n(None, lacking))
                .map(place),
        );
    }
    Ok(items)
}
