//! What is said of a column that is no field, or the same as another, with the `--map` that mends it.

use crate::fault::Fault;
use crate::schema::{Field, Kind};

use super::columns::{Column, map_flag};
use super::headers;
use super::names::{Names, squeezed};

/// A `--map` to what is no field.
pub(super) fn no_field(names: &Names, name: &str) -> Fault {
    if let Some(group) = names.group_of(name) {
        return part_of(
            group,
            Fault::misuse(format!("`--map`: `{name}` is no column of its own")),
        );
    }
    let fault = Fault::misuse(format!("`--map`: {} has no field `{name}`", names.what()));
    match names.nearest(name) {
        Some(near) => fault.hint(format!("did you mean `{near}`?")),
        None => fault.hint(format!("`{}` tells what there is", names.listed_by())),
    }
}

/// A column that is a part of a group's items.
fn part_of(group: &Field, fault: Fault) -> Fault {
    let keys = group.group_fields().unwrap_or(&[]).iter();
    let pairs: Vec<_> = keys.take(2).map(|part| format!("{}=…", part.key)).collect();
    fault.hint(format!(
        "write whole items in one column `{}`: `{}`, and `;` between two",
        group.key,
        pairs.join(",")
    ))
}

/// What a header that is no field may have been meant for; nothing where that is anyone's guess.
pub(super) fn doubt(names: &Names, header: &str) -> Option<Fault> {
    let message = format!("the column `{header}` is no field of {}", names.what());
    let fault = Fault::misuse(message);
    let or = format!(
        "or leave it out: `{}`; `{}` tells what there is",
        map_flag(header, "-"),
        names.listed_by()
    );
    if headers::is_grade(names.kind, header) {
        return Some(
            fault
                .hint("a grade changes every year: write the year of graduation in its place, as `grad_year`")
                .hint(or),
        );
    }
    if let Some((field, if_it_is)) = headers::may_be(names.kind, header) {
        return Some(
            fault
                .hint(format!(
                    "if it is {if_it_is}: `{}`",
                    map_flag(header, field)
                ))
                .hint(or),
        );
    }
    if let Some(group) = names.group_of(header) {
        return Some(part_of(group, fault).hint(or));
    }
    let near = names.nearest(header)?;
    let meant = format!("did you mean `{near}`? `{}`", map_flag(header, near));
    Some(fault.hint(meant).hint(or))
}

/// All headers that mean nothing, with one line that leaves them out.
pub(super) fn no_fields(names: &Names, unknown: &[&str]) -> Option<Fault> {
    let (what, listed_by) = (names.what(), names.listed_by());
    if let [header] = unknown {
        let fault = Fault::misuse(format!("the column `{header}` is no field of {what}")).hint(
            format!("say which field it is: `{}`", map_flag(header, "FIELD")),
        );
        return Some(fault.hint(format!(
            "or leave it out: `{}`; `{listed_by}` tells what there is",
            map_flag(header, "-")
        )));
    }
    let first = unknown.first()?;
    let all: Vec<_> = unknown.iter().map(|header| format!("`{header}`")).collect();
    let flags: Vec<_> = unknown.iter().map(|header| map_flag(header, "-")).collect();
    let fault = Fault::misuse(format!(
        "the columns {} are no fields of {what}",
        all.join(", ")
    ));
    Some(
        fault
            .hint(format!("leave them out: `{}`", flags.join(" ")))
            .hint(format!(
                "or say which field one is: `{}`; `{listed_by}` tells what there is",
                map_flag(first, "FIELD")
            )),
    )
}

/// Two columns that say the same.
pub(super) fn same_field(names: &Names, first: &str, header: &str, column: Column) -> Fault {
    let fault = Fault::misuse(format!(
        "the columns `{first}` and `{header}` are the same field"
    ));
    let fault = fault.hint(format!(
        "leave one out: `{}` or `{}`",
        map_flag(first, "-"),
        map_flag(header, "-")
    ));
    // Beside the firm's name a bare `Name` is often the person's.
    let person = [first, header]
        .into_iter()
        .find(|header| squeezed(header) == "name")
        .filter(|_| names.kind == Some(Kind::Partner) && names.named("name") == Some(column));
    match person {
        Some(name) => fault.hint(format!(
            "if `{name}` is the person to talk to: `{}`",
            map_flag(name, "contact.name")
        )),
        None => fault,
    }
}
