//! What is in conflict, as a table: for those who cannot be asked.

use crate::fault::pasted;
use crate::record::KindSpec;
use crate::report::in_words;
use crate::schema::{Field, Kind, Node};
use crate::view::{Cell, Column, Table, View};

use super::super::super::answer::Answer;
use super::super::super::context::Context;
use super::torn::{Torn, What};

/// Lists the files in conflict. `others` are files that are no records; what is private is shown
/// only where its record is `named`.
pub(super) fn listed(
    context: &mut Context<'_>,
    torn: &[Torn],
    others: &[&String],
    named: bool,
) -> Answer {
    for path in others {
        context.say("warning", &format!("{path} is in conflict too, and is no record: open it in a text editor, then `git add {}`", pasted(path)));
    }
    if !torn.is_empty() {
        context.say("hint", "settle one with `wbl conflicts ID --take ours` or `--take theirs`; a field alone with `--field FIELD`, by another value with `--value FIELD=VALUE`");
    } else if others.is_empty() {
        context.say("", "Nothing is in conflict.");
    }
    let columns = ["file", "field", "ours", "theirs", "base"]
        .map(Column::left)
        .to_vec();
    let rows = torn.iter().flat_map(|one| rows(one, named)).collect();
    Answer::done(View::List(Table { columns, rows }))
}

fn rows(torn: &Torn, named: bool) -> Vec<Vec<Cell>> {
    let row = |field: &str, values: [Cell; 3]| {
        let mut row = vec![Cell::text(torn.path.as_str()), Cell::text(field)];
        row.extend(values);
        row
    };
    let whole = |field: &str| vec![row(field, [Cell::None, Cell::None, Cell::None])];
    match &torn.what {
        What::Fields(_, conflicts) if conflicts.is_empty() => whole("(agrees by meaning)"),
        What::Fields(_, conflicts) => {
            let rows = conflicts.iter().map(|conflict| {
                let field = conflict.spot.field(torn.kind.fields());
                let values = [&conflict.ours, &conflict.theirs, &conflict.base];
                let cells = values.map(|value| shown(torn.kind, field, value.as_ref(), named));
                row(&conflict.spot.to_string(), cells)
            });
            rows.collect()
        }
        What::Deleted(stages) => {
            let word = |side: &Option<String>| {
                Cell::text(if side.is_some() { "changed" } else { "deleted" })
            };
            let cells = [word(&stages.ours), word(&stages.theirs), Cell::None];
            vec![row("(the whole record)", cells)]
        }
        What::Broken => whole("(open the file in a text editor)"),
    }
}

fn shown(
    kind: &KindSpec,
    field: Option<&'static Field>,
    value: Option<&Node>,
    named: bool,
) -> Cell {
    match value {
        None => Cell::None,
        Some(_) if kind.kind == Kind::Person && !named => Cell::text("(private)"),
        Some(node) => Cell::text(in_words(field, node)),
    }
}
