//! What a part of a dotted name can mean where it stands: in a record, a group, the user's own keys.

use std::ops::Range;

use crate::fault::Fault;
use crate::record::spec;
use crate::schema::{Field, Kind, Shape};

use super::error::{Source, near};
use super::known::{Holds, Known, Own, own_fields};
use super::path::Key;
use super::token::Word;

/// Where a part of a name is looked up.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Record(Kind),
    Own(Kind),
    Group(&'static str, &'static [Field]),
}

/// A field found in a place.
pub(super) struct Found {
    pub(super) key: Key,
    pub(super) holds: Holds,
    pub(super) many: bool,
    pub(super) default: Option<&'static str>,
}

impl Place {
    /// The field that a part names here.
    pub(super) fn find(self, part: &str, known: &Known) -> Option<Found> {
        let key = part.to_lowercase().replace('-', "_");
        match self {
            Self::Record(_) if key == "id" => Some(Found {
                key: Key::Id,
                holds: Holds::Shape(Shape::Text),
                many: false,
                default: None,
            }),
            Self::Record(kind) => {
                let fields = self.fields(known);
                find_in(&fields, &key, known).or_else(|| own(kind, part, known))
            }
            Self::Own(kind) => own(kind, part, known),
            Self::Group(..) => find_in(&self.fields(known), &key, known),
        }
    }

    /// The fields of the tables that a part may name here.
    fn fields(self, known: &Known) -> Vec<&'static Field> {
        match self {
            Self::Record(kind) => {
                let private = match kind {
                    Kind::Student => spec(Kind::Person).own,
                    _ => &[],
                };
                let derived = known.derived.iter().filter(|(of, _)| *of == kind);
                spec(kind)
                    .own
                    .iter()
                    .chain(private)
                    .chain(derived.map(|(_, field)| field))
                    .chain(spec(kind).fields().1)
                    .filter(|field| !matches!(field.shape, Shape::Free))
                    .collect()
            }
            Self::Own(_) => Vec::new(),
            Self::Group(_, fields) => fields.iter().collect(),
        }
    }

    /// Every name that could stand here.
    fn names(self, known: &Known) -> Vec<String> {
        let mut names: Vec<String> = match self {
            Self::Record(_) => vec!["id".to_owned()],
            Self::Own(_) | Self::Group(..) => Vec::new(),
        };
        names.extend(
            self.fields(known)
                .into_iter()
                .map(|field| field.spoken_key().to_owned()),
        );
        if let Self::Record(kind) | Self::Own(kind) = self {
            let own = own_fields(known.settings, kind);
            names.extend(own.into_iter().map(|own| own.key));
        }
        names
    }

    /// What is said of a part that names nothing here.
    pub(super) fn unknown(
        self,
        part: &str,
        at: Range<usize>,
        word: &Word,
        known: &Known,
        source: Source,
    ) -> Fault {
        let before = source.slice(word.at.start..at.start);
        let names = self.names(known);
        let (message, listing) = match self {
            Self::Record(kind) => (
                format!("`{part}` is not a field of {}", kind.a_noun()),
                "its fields are",
            ),
            Self::Own(kind) => (
                format!("`{part}` is not declared under [custom.{kind}] in wbl.toml"),
                "declared are",
            ),
            Self::Group(group, _) => (
                format!("`{part}` is not a part of `{group}`"),
                "its parts are",
            ),
        };
        let mut fault = source.fault(at, message);
        let through = self.one_step_away(part, known);
        let listed: Vec<_> = names.iter().map(String::as_str).collect();
        let near = near(part, &listed);
        let meant: Vec<_> = through
            .iter()
            .map(String::as_str)
            .chain(near)
            .map(|name| format!("`{before}{name}`"))
            .collect();
        if !meant.is_empty() {
            fault = fault.hint(format!("did you mean {}?", meant.join(" or ")));
        }
        match names.as_slice() {
            [] => fault.hint(format!("declare it there: {part} = \"text\"")),
            names => fault.hint(format!("{listing}: {}", names.join(", "))),
        }
    }

    /// The name through a link or a group that ends in just this part: `partner.town` for `town`.
    fn one_step_away(self, part: &str, known: &Known) -> Option<String> {
        let key = part.to_lowercase().replace('-', "_");
        let through = |field: &&Field| {
            let place = match field.shape {
                Shape::Link(kind) => Self::Record(kind),
                Shape::Group { fields, .. } => Self::Group(field.key, fields),
                _ => return false,
            };
            find_in(&place.fields(known), &key, known).is_some()
        };
        let field = self.fields(known).into_iter().find(through)?;
        Some(format!("{}.{key}", field.spoken_key()))
    }
}

fn find_in(fields: &[&'static Field], key: &str, known: &Known) -> Option<Found> {
    let field = fields
        .iter()
        .find(|field| field.key == key)
        .or_else(|| fields.iter().find(|field| field.spoken_key() == key))?;
    let holds = match field.shape {
        Shape::Choice(choices) => Holds::Words(
            choices
                .iter()
                .map(|choice| choice.word.to_owned())
                .collect(),
        ),
        Shape::Activity if !known.activities.is_empty() => Holds::Words(known.activities.clone()),
        shape => Holds::Shape(shape),
    };
    Some(Found {
        key: Key::Field(field.key),
        holds,
        many: field.many,
        default: field.default,
    })
}

fn own(kind: Kind, part: &str, known: &Known) -> Option<Found> {
    let all = own_fields(known.settings, kind);
    let Own { key, holds } = all
        .into_iter()
        .find(|own| own.key == part || own.key.replace('_', "-") == part)?;
    Some(Found {
        key: Key::Own(key),
        holds,
        many: false,
        default: None,
    })
}
