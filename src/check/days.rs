//! Whether days stand in an order that can be, and what has happened lies before today.

use crate::schema::{Field, Kind, Node, Problem, Shape};

use super::file::{File, Spot};
use super::ground::Ground;
use super::table::CheckSpec;

pub(super) const CHECKS: &[CheckSpec] = &[
    CheckSpec::error(
        "day-order",
        "an end before its beginning, or a day before the day that it must follow, such as hours verified before they were worked",
        "no day lies within such a stretch, so nothing in it is counted",
        "correct whichever of the two days is wrong",
    ),
    CheckSpec::warning(
        "odd-order",
        "a day before the one that it usually follows, such as a promise that was due before the call",
        "it is mostly a slip of the year or the month",
        "correct the day; where it is right, say why in an item of `reasons` with this rule",
    ),
    CheckSpec::warning(
        "future-day",
        "something that is recorded as done, on a day after today",
        "reports of today leave it out",
        "correct the day, or record it when it has happened",
    ),
    CheckSpec::warning(
        "unlikely-day",
        "a day more than a hundred years ago or more than thirty years ahead",
        "a digit of the year was mistyped: 2206 for 2026",
        "correct the year",
    ),
];

/// Two days, the second of which is not before the first.
struct Order {
    kind: Kind,
    /// The group that both stand in; none: the record itself.
    group: &'static str,
    first: &'static str,
    then: &'static str,
    /// Whether the other order cannot be, or is only odd.
    rule: &'static str,
}

const fn must(kind: Kind, group: &'static str, first: &'static str, then: &'static str) -> Order {
    Order {
        kind,
        group,
        first,
        then,
        rule: "day-order",
    }
}

const fn should(kind: Kind, group: &'static str, first: &'static str, then: &'static str) -> Order {
    let mut order = must(kind, group, first, then);
    order.rule = "odd-order";
    order
}

const ORDERS: &[Order] = &[
    must(Kind::Contact, "", "from", "to"),
    should(Kind::Partner, "asks", "on", "due"),
    should(Kind::Partner, "touches", "on", "due"),
    should(Kind::Partner, "touches", "on", "done"),
    must(Kind::Student, "enrolled", "from", "to"),
    should(Kind::Student, "enrolled", "from", "due"),
    must(Kind::Student, "credentials", "earned", "expires"),
    must(Kind::Student, "papers", "on", "expires"),
    must(Kind::Wbl, "", "starts", "ends"),
    should(Kind::Wbl, "", "apply_by", "ends"),
    must(Kind::Wbl, "schedule", "starts", "ends"),
    must(Kind::Wbl, "supervisors", "from", "to"),
    must(Kind::Wbl, "papers", "on", "expires"),
    should(Kind::Wbl, "journal", "on", "due"),
    should(Kind::Wbl, "journal", "on", "done"),
    must(Kind::Wbl, "hours", "on", "logged"),
    must(Kind::Wbl, "hours", "on", "verified"),
    must(Kind::Wbl, "hours", "on", "void"),
    must(Kind::Mou, "", "effective", "through"),
    must(Kind::Mou, "terminated", "notice_given", "on"),
    must(Kind::Council, "members", "from", "to"),
];

/// A day on which something has happened.
struct Past {
    kind: Kind,
    group: &'static str,
    key: &'static str,
}

const fn past(kind: Kind, group: &'static str, key: &'static str) -> Past {
    Past { kind, group, key }
}

/// Days of hours are not among them: those are refused, not doubted.
const PAST: &[Past] = &[
    past(Kind::Partner, "", "stage_since"),
    past(Kind::Partner, "asks", "on"),
    past(Kind::Partner, "touches", "on"),
    past(Kind::Partner, "touches", "done"),
    past(Kind::Contact, "", "cori_cleared"),
    past(Kind::Student, "credits", "on"),
    past(Kind::Student, "courses", "done"),
    past(Kind::Student, "credentials", "earned"),
    past(Kind::Student, "outcomes", "on"),
    past(Kind::Student, "papers", "on"),
    past(Kind::Person, "", "born"),
    past(Kind::Wbl, "applicants", "on"),
    past(Kind::Wbl, "agreed", "on"),
    past(Kind::Wbl, "papers", "on"),
    past(Kind::Wbl, "journal", "on"),
    past(Kind::Wbl, "journal", "done"),
    past(Kind::Mou, "sent", "on"),
    past(Kind::Mou, "signatures", "on"),
    past(Kind::Mou, "", "data_destroyed"),
    past(Kind::Eval, "", "on"),
    past(Kind::Eval, "signed", "on"),
    past(Kind::Council, "actions", "done"),
];

/// Looks at the days of a file that stand in an order, and at those of what has happened.
pub(super) fn look(file: &File<'_>, ground: &Ground<'_, '_>, found: &mut Vec<Problem>) {
    for order in ORDERS.iter().filter(|order| order.kind == file.kind) {
        for table in tables(file, order.group) {
            found.extend(out_of_order(file, order, table));
        }
    }
    for past in PAST.iter().filter(|past| past.kind == file.kind) {
        for table in tables(file, past.group) {
            found.extend(not_yet(file, ground, past, table));
        }
    }
    if file.kind == Kind::Wbl {
        found.extend(event_clock(file));
    }
}

/// Looks at a value: whether it is a day that is likely at all.
pub(super) fn at(
    file: &File<'_>,
    ground: &Ground<'_, '_>,
    spot: &Spot<'_>,
    field: &Field,
    node: &Node,
) -> Option<Problem> {
    let (Shape::Day, Some(day)) = (field.shape, node.as_day()) else {
        return None;
    };
    let this_year = ground.today.year();
    if (this_year - 110..=this_year + 30).contains(&day.year()) {
        return None;
    }
    let message = format!("`{spot}` is {day}: is the year right?");
    Some(file.found("unlikely-day", node, message).hint(format!(
        "years are written in four digits, such as {this_year}"
    )))
}

fn tables<'f>(file: &'f File<'_>, group: &str) -> &'f [Node] {
    if group.is_empty() {
        std::slice::from_ref(&file.doc.root)
    } else {
        file.items(group)
    }
}

fn out_of_order(file: &File<'_>, order: &Order, table: &Node) -> Option<Problem> {
    let first = table.day_at(order.first)?;
    let node = table.get(order.then)?;
    let then = node.as_day().filter(|then| *then < first)?;
    let of = if order.group.is_empty() {
        String::new()
    } else {
        format!(" in `{}`", order.group)
    };
    let message = format!(
        "`{}` {then} lies before `{}` {first}{of}",
        order.then, order.first
    );
    Some(
        file.found(order.rule, node, message)
            .hint("correct the one that is wrong; was it the year?"),
    )
}

fn not_yet(file: &File<'_>, ground: &Ground<'_, '_>, past: &Past, table: &Node) -> Option<Problem> {
    let node = table.get(past.key)?;
    let day = node.as_day().filter(|day| *day > ground.today)?;
    let message = format!(
        "`{}` is {day}, which is after today, {}",
        past.key, ground.today
    );
    Some(
        file.found("future-day", node, message)
            .hint("correct the day, or record it when it has happened"),
    )
}

/// An event that ends before it begins; midnight ends its day.
fn event_clock(file: &File<'_>) -> Option<Problem> {
    let root = &file.doc.root;
    let [from, to] = ["from", "to"].map(|key| root.get(key)?.as_clock());
    let (from, to) = (from?, to?);
    if to.end_minutes() > from.minutes() {
        return None;
    }
    let message = format!("the event ends at {to}, and begins at {from}");
    Some(
        file.found("day-order", root.get("to")?, message)
            .hint("correct the one that is wrong; afternoons are 13:00:00 to 23:00:00"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::spec;
    use crate::schema::find_field;

    #[test]
    fn the_tables_name_days_that_there_are() {
        let day = |kind: Kind, group: &str, key: &str| {
            let fields = spec(kind).fields();
            let field = if group.is_empty() {
                fields.find(key)
            } else {
                let fields = fields
                    .find(group)
                    .and_then(crate::schema::Field::group_fields);
                find_field(fields.unwrap(), key)
            };
            assert!(
                matches!(field.unwrap().shape, Shape::Day),
                "{kind}.{group}.{key}"
            );
        };
        for order in ORDERS {
            day(order.kind, order.group, order.first);
            day(order.kind, order.group, order.then);
        }
        for past in PAST {
            day(past.kind, past.group, past.key);
        }
    }
}
