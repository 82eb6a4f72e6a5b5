//! One record for people: `label  value` lines, its groups as small lists below their labels.

use std::io;

use super::screen::{GAP, Screen, width};
use super::shown::{Leaf, Sheet};
use super::{Cell, Column, Table, table};

/// How far a group stands in.
const INSET: usize = 2;

/// Writes a record under its title; fields without a value are left out.
pub(super) fn write(leaf: &Leaf, screen: &mut Screen) -> io::Result<()> {
    if !leaf.title.is_empty() {
        screen.heading(leaf.title)?;
    }
    let labels: Vec<String> = leaf
        .fields
        .iter()
        .map(|(key, _)| screen.pen.label(key))
        .collect();
    let cells = leaf.fields.iter().map(|(_, cell)| *cell);
    let fields: Vec<_> = labels.iter().map(String::as_str).zip(cells).collect();
    pairs(&fields, screen)
}

/// Writes a line for each label and value; what is empty is left out.
pub(super) fn pairs(fields: &[(&str, &Cell)], screen: &mut Screen) -> io::Result<()> {
    let filled = || fields.iter().filter(|(_, cell)| !cell.is_empty());
    let scalars = filled().filter(|(_, cell)| !is_group(cell));
    let widest = scalars.map(|(label, _)| width(label)).max().unwrap_or(0);
    for (label, cell) in filled() {
        match cell {
            Cell::Fields(fields) => {
                screen.paragraph("", &heading(label, screen))?;
                screen.margin += INSET;
                inner(fields, screen)?;
                screen.margin -= INSET;
            }
            Cell::List(items) if is_group(cell) => {
                screen.paragraph("", &heading(label, screen))?;
                screen.margin += INSET;
                group(items, screen)?;
                screen.margin -= INSET;
            }
            cell => {
                let before = if screen.linear {
                    format!("{label}: ")
                } else {
                    format!("{label}{}", " ".repeat(widest - width(label) + GAP))
                };
                let text = screen.pen.text(cell, "\n");
                screen.paragraph(&before, &text)?;
            }
        }
    }
    Ok(())
}

fn heading(label: &str, screen: &Screen) -> String {
    if screen.linear {
        format!("{label}:")
    } else {
        label.to_owned()
    }
}

fn is_group(cell: &Cell) -> bool {
    match cell {
        Cell::Fields(_) => true,
        Cell::List(items) => items.iter().any(|item| matches!(item, Cell::Fields(_))),
        _ => false,
    }
}

fn inner(fields: &[(String, Cell)], screen: &mut Screen) -> io::Result<()> {
    let labels: Vec<String> = fields
        .iter()
        .map(|(key, _)| screen.pen.label(key))
        .collect();
    let cells = fields.iter().map(|(_, cell)| cell);
    pairs(
        &labels
            .iter()
            .map(String::as_str)
            .zip(cells)
            .collect::<Vec<_>>(),
        screen,
    )
}

/// Writes the items of a group under their keys where a line holds them; else each after a dash.
fn group(items: &[Cell], screen: &mut Screen) -> io::Result<()> {
    if !screen.linear && table::write_if_it_fits(&Sheet::whole(&tabulate(items)), screen)? {
        return Ok(());
    }
    for item in items {
        let text = screen.pen.line_of(item);
        screen.paragraph("- ", &text)?;
    }
    Ok(())
}

/// The items as rows: a column for each key that has a value in one of them.
fn tabulate(items: &[Cell]) -> Table {
    let mut columns: Vec<Column> = Vec::new();
    let fields = |item: &Cell| match item {
        Cell::Fields(fields) => fields.clone(),
        other => vec![("item".to_owned(), other.clone())],
    };
    for (key, cell) in items
        .iter()
        .flat_map(fields)
        .filter(|(_, cell)| !cell.is_empty())
    {
        if !columns.iter().any(|column| column.key == key) {
            columns.push(Column {
                key,
                right: cell.is_quantity(),
                spare: false,
            });
        }
    }
    let row = |item: &Cell| {
        let fields = fields(item);
        let cell = |column: &Column| fields.iter().find(|(key, _)| *key == column.key).cloned();
        columns
            .iter()
            .map(|column| cell(column).map(|(_, cell)| cell).unwrap_or_default())
            .collect()
    };
    let rows = items.iter().map(row).collect();
    Table { columns, rows }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{card, look, shown};
    use super::super::{Card, Cell, Format, View};

    #[test]
    fn a_record_is_aligned_lines_and_its_groups_small_lists() {
        assert_eq!(
            shown(&card(), &look(Format::Table)),
            "\
José Núñez at Antron
partner  antron
status   active
areas    dietary, nursing
wage     17.50
hours
  id      from   break
  k3f9qd  15:00   0:30
  m2xwzh
notes    first line
         second line
"
        );
    }

    #[test]
    fn a_narrow_terminal_wraps_values_under_themselves_and_items_after_a_dash() {
        let mut look = look(Format::Table);
        look.width = Some(20);
        assert_eq!(
            shown(&card(), &look),
            "\
José Núñez at Antron
partner  antron
status   active
areas    dietary,
         nursing
wage     17.50
hours
  - id k3f9qd, from
    15:00, break
    0:30
  - id m2xwzh
notes    first line
         second line
"
        );
    }

    #[test]
    fn read_aloud_each_value_follows_its_label() {
        let mut look = look(Format::Table);
        look.linear = true;
        assert_eq!(
            shown(&card(), &look),
            "\
José Núñez at Antron
partner: antron
status: active
areas: dietary, nursing
wage: 17.50
hours:
  - id k3f9qd, from 15:00, break 0:30
  - id m2xwzh
notes: first line
  second line
"
        );
    }

    #[test]
    fn a_table_within_a_record_is_lines_below_its_label() {
        let inner = Cell::Fields(vec![
            ("verified_minutes".into(), Cell::Number(3)),
            ("empty".into(), Cell::None),
        ]);
        let fields = vec![("id".into(), Cell::text("x")), ("sums".into(), inner)];
        let view = View::Card(Card {
            title: String::new(),
            fields,
        });
        assert_eq!(
            shown(&view, &look(Format::Table)),
            "id  x\nsums\n  verified  3\n"
        );
    }
}
