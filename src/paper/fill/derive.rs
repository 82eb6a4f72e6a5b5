//! Reads a record for a template, with what follows from it and is in no file: who signs an MOU,
//! which MOU a placement stands under.

use crate::book::Book;
use crate::fault::Result;
use crate::record::{Mou, Partner, Signature, Wbl, node_of, spec};
use crate::rule::{MouStates, Needed};
use crate::schema::Kind;
use crate::value::{Day, Id, Ref, checksum};

use super::desk::{Derived, Loaded};

/// What was worked out of all records once.
#[derive(Debug, Default)]
pub struct Deriving {
    states: Option<MouStates>,
}

impl Deriving {
    /// Reads a record; nothing where there is none.
    ///
    /// # Errors
    /// Where it cannot be read (exit 7).
    pub fn load(
        &mut self,
        book: &Book<'_>,
        kind: Kind,
        id: &Id,
        today: Day,
    ) -> Result<Option<Loaded>> {
        if kind == Kind::Settings {
            return Ok(Some(Loaded {
                id: id.clone(),
                root: node_of(&book.settings, spec(kind).fields()),
                private: None,
                derived: Vec::new(),
                sum: book
                    .text("wbl.toml")?
                    .map_or_else(String::new, |text| checksum(text.as_bytes())),
            }));
        }
        let Some(sheet) = book.sheet(kind, id)? else {
            return Ok(None);
        };
        let private = match kind {
            Kind::Student => book.sheet(Kind::Person, id)?,
            _ => None,
        };
        let mut text = sheet.doc.text.into_bytes();
        if let Some(private) = &private {
            text.extend_from_slice(private.doc.text.as_bytes());
        }
        Ok(Some(Loaded {
            id: id.clone(),
            root: sheet.doc.root,
            private: private.map(|sheet| sheet.doc.root),
            derived: self.derived(book, kind, id, today)?,
            sum: checksum(&text),
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
        today: Day,
    ) -> Result<Vec<(&'static str, Derived)>> {
        Ok(match kind {
            Kind::Mou => {
                let states = self.states(book)?;
                let state = states.state(id, today).map(|state| state.word().to_owned());
                let signers = states.needed(id).to_vec();
                let body = book.get::<Mou>(id)?.map(|record| record.body);
                let items = match body {
                    Some(body) => signing(book, &body, &signers)?,
                    None => Vec::new(),
                };
                vec![
                    ("state", Derived::Text(state)),
                    ("signing", Derived::Items(items)),
                ]
            }
            Kind::Wbl => {
                let body = book.get::<Wbl>(id)?.map(|record| record.body);
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
                vec![("agreement", Derived::Link(Kind::Mou, mou))]
            }
            Kind::Partner
            | Kind::Contact
            | Kind::Pathway
            | Kind::Student
            | Kind::Eval
            | Kind::Council
            | Kind::Person
            | Kind::Form
            | Kind::Rules
            | Kind::Settings => Vec::new(),
        })
    }
}

/// Who signs an MOU: each that has, and a place for each that has not.
fn signing(
    book: &Book<'_>,
    mou: &Mou,
    needed: &[Needed],
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
        let signed = crate::rule::signatures(mou, one, needed);
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
