//! What the checks found, as rows to be shown.

use crate::fault::Place;
use crate::schema::{Problem, Severity};
use crate::view::{Cell, Column, Table, View};

/// How the place of a finding is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Places {
    /// For people: `file:line:col` in one column.
    Joined,
    /// For programs: path, line and column each in its own.
    Apart,
}

/// The findings as a list, in the order given.
pub fn report(problems: &[Problem], places: Places) -> View {
    let place = match places {
        Places::Joined => vec![Column::left("place")],
        Places::Apart => vec![
            Column::left("path"),
            Column::right("line"),
            Column::right("col"),
        ],
    };
    let mut columns = vec![Column::left("severity"), Column::left("rule")];
    columns.extend(place);
    columns.extend([Column::left("message"), Column::left("hint")]);
    let rows = problems
        .iter()
        .map(|problem| row(problem, places))
        .collect();
    View::List(Table { columns, rows })
}

fn row(problem: &Problem, places: Places) -> Vec<Cell> {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut row = vec![Cell::State(severity), Cell::text(problem.rule)];
    match places {
        Places::Joined => row.push(Cell::text(joined(&problem.place))),
        Places::Apart => {
            // No line: the whole file is meant.
            let number = |number: usize| {
                let known = (problem.place.line > 0).then_some(number);
                Cell::maybe(known.and_then(|n| i64::try_from(n).ok()), Cell::Number)
            };
            row.push(Cell::text(&*problem.place.path));
            row.push(number(problem.place.line));
            row.push(number(problem.place.col));
        }
    }
    row.push(Cell::text(&*problem.message));
    row.push(Cell::text(&*problem.hint));
    row
}

fn joined(place: &Place) -> String {
    if place.line == 0 {
        return place.path.clone();
    }
    format!("{}:{}:{}", place.path, place.line, place.col)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_see_one_place_and_programs_its_parts() {
        let problems = [
            Problem::error("type", "a.toml", "x = 1\n", 4..5, "wrong").hint("write 2"),
            Problem::of_file("misplaced", "b.toml", "moved").warning(),
        ];
        let View::List(table) = report(&problems, Places::Joined) else {
            panic!("a list");
        };
        assert_eq!(
            table.rows[0],
            [
                Cell::State("error"),
                Cell::text("type"),
                Cell::text("a.toml:1:5"),
                Cell::text("wrong"),
                Cell::text("write 2"),
            ]
        );
        assert_eq!(table.rows[1][2], Cell::text("b.toml"));
        let View::List(table) = report(&problems, Places::Apart) else {
            panic!("a list");
        };
        assert_eq!(
            table.rows[0][2..5],
            [Cell::text("a.toml"), Cell::Number(1), Cell::Number(5)]
        );
        assert_eq!(table.rows[1][3..5], [Cell::None, Cell::None]);
    }
}
