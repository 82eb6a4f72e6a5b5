//! The fields of a kind as flags name them; a student's lie in two files.

use crate::fault::Fault;
use crate::record::spec;
use crate::schema::{Field, Kind, Node};
use crate::value::nearest;

/// A field and the kind of file that holds it.
pub(super) type Placed = (Kind, &'static Field);

/// Every field of a kind that a flag can set: a student's private ones among them.
pub fn settable(kind: Kind) -> impl Iterator<Item = Placed> {
    all(kind).filter(|(_, field)| !field.by_verb)
}

fn all(kind: Kind) -> impl Iterator<Item = Placed> {
    let own = spec(kind).fields().iter().map(move |field| (kind, field));
    let private = spec(Kind::Person).fields().iter();
    let private = private.filter(move |_| kind == Kind::Student);
    own.chain(private.map(|field| (Kind::Person, field)))
}

/// The field that a key or a flag's word names.
///
/// # Errors
/// Where the kind has none such, or only verbs write it (exit 2).
pub(super) fn find_flag(kind: Kind, typed: &str) -> Result<Placed, Fault> {
    let key = typed.trim().to_ascii_lowercase().replace('-', "_");
    let named = |field: &Field| field.key == key || field.spoken_key() == key;
    match all(kind).find(|(_, field)| named(field)) {
        Some((_, field)) if field.by_verb => Err(Fault::misuse(format!(
            "`{}` of {} is written by its verbs only",
            field.key,
            kind.a_noun()
        ))
        .hint(format!("see them with `wbl {kind} --help`"))),
        Some(placed) => Ok(placed),
        None => {
            let fault = Fault::misuse(format!("{} has no field `{typed}`", kind.a_noun()));
            let flags: Vec<_> = settable(kind)
                .map(|(_, field)| field.spoken_key())
                .collect();
            Err(match nearest(&key, flags) {
                Some(near) => fault.hint(format!("did you mean `{near}`?")),
                None => fault.hint(format!("see its fields with `wbl fields {kind}`")),
            })
        }
    }
}

/// The fault of input that is missing, all of it at once.
pub(super) fn missing(kind: Kind, wanted: &[String]) -> Option<Fault> {
    let fault = Fault::misuse(format!("{} needs {}", kind.a_noun(), wanted.join(", ")));
    (!wanted.is_empty()).then(|| fault.hint(format!("see examples with `wbl {kind} add --help`")))
}

/// A flag that is missing, as a message names it.
pub(super) fn wanted(field: &Field) -> String {
    format!("`--{}` ({})", field.flag(), field.help)
}

/// The fault of a group's new item that lacks what each must have.
pub(super) fn incomplete(field: &Field, item: &Node) -> Option<Fault> {
    let lacking: Vec<_> = field
        .group_fields()?
        .iter()
        .filter(|part| part.is_missing_in(item))
        .map(|part| format!("`{}=…` ({})", part.spoken_key(), part.help))
        .collect();
    (!lacking.is_empty())
        .then(|| Fault::misuse(format!("`--{}` needs {}", field.flag(), lacking.join(", "))))
}
