//! What a command gives back: what to show, and what the exit code should know.

use crate::change::Change;
use crate::fault::Fault;
use crate::value::Id;
use crate::view::{Card, Cell, Column, Table, View};

/// The answer of a command.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What to show.
    pub view: View,
    /// A document, which goes to stdout as it is.
    pub document: Option<Vec<u8>>,
    /// Whether it found what it was to look for (exit 5).
    pub found: bool,
    /// Whether a record that could not be read makes the answer less than whole (exit 7).
    pub reads_all: bool,
    /// Whether it must not be shown at all unless it is whole.
    pub needs_all: bool,
    /// What it must end with all the same, once it is shown.
    pub fault: Option<Fault>,
}

impl Answer {
    /// An answer to which unreadable records matter.
    pub fn of(view: View) -> Self {
        Self {
            view,
            document: None,
            found: false,
            reads_all: true,
            needs_all: false,
            fault: None,
        }
    }

    /// An answer to which unreadable records do not matter: what was done is done.
    pub fn done(view: View) -> Self {
        Self {
            view,
            document: None,
            found: false,
            reads_all: false,
            needs_all: false,
            fault: None,
        }
    }
}

impl From<Vec<u8>> for Answer {
    /// A document is an answer as it is.
    fn from(document: Vec<u8>) -> Self {
        Self {
            document: Some(document),
            ..Self::of(View::Nothing)
        }
    }
}

/// The records that a change made: id and path, one a line.
pub fn made_view(change: &Change) -> View {
    let card = |(id, path): &(Id, String)| Card {
        title: String::new(),
        fields: vec![
            ("id".into(), Cell::text(id.as_str())),
            ("path".into(), Cell::text(path.as_str())),
        ],
    };
    match change.made.as_slice() {
        [] => View::Nothing,
        [one] => View::Card(card(one)),
        many => View::List(Table {
            columns: vec![Column::left("id"), Column::left("path")],
            rows: many
                .iter()
                .map(|one| card(one).fields.into_iter().map(|(_, cell)| cell).collect())
                .collect(),
        }),
    }
}
