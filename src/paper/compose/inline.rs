//! The text of a block as it is written: pieces joined, line ends kept, empty lines made paragraphs.

use super::super::document::Inline;

/// Pieces of text in a row.
#[derive(Debug, Default)]
pub(super) struct Writing(Vec<Inline>);

impl Writing {
    /// Adds text; its line ends are kept.
    pub(super) fn text(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.0.push(Inline::Break);
            }
            if line.is_empty() {
                continue;
            }
            if let Some(Inline::Text(last)) = self.0.last_mut() {
                last.push_str(line);
            } else {
                self.0.push(Inline::Text(line.to_owned()));
            }
        }
    }

    /// Adds a piece.
    pub(super) fn push(&mut self, inline: Inline) {
        self.0.push(inline);
    }

    /// Adds pieces.
    pub(super) fn append(&mut self, inlines: Vec<Inline>) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.text(&text),
                other => self.0.push(other),
            }
        }
    }

    /// All of it as one line of pieces; breaks at its ends are dropped.
    pub(super) fn line(self) -> Vec<Inline> {
        trimmed(self.0)
    }

    /// Its paragraphs: an empty line within a value parts them.
    pub(super) fn paragraphs(self) -> Vec<Vec<Inline>> {
        let mut paragraphs = vec![Vec::new()];
        let mut rest = self.0.into_iter().peekable();
        while let Some(inline) = rest.next() {
            let ends = inline == Inline::Break && rest.peek() == Some(&Inline::Break);
            match paragraphs.last_mut() {
                _ if ends => {
                    while rest.peek() == Some(&Inline::Break) {
                        rest.next();
                    }
                    paragraphs.push(Vec::new());
                }
                Some(last) => last.push(inline),
                None => {}
            }
        }
        let paragraphs = paragraphs.into_iter().map(trimmed);
        paragraphs.filter(|one| !one.is_empty()).collect()
    }
}

/// Without the white and the breaks at its ends.
fn trimmed(mut inlines: Vec<Inline>) -> Vec<Inline> {
    let is_white = |inline: &Inline| match inline {
        Inline::Break => true,
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Strong(_)
        | Inline::Emphasis(_)
        | Inline::Link { .. }
        | Inline::Blank(_)
        | Inline::Box(_) => false,
    };
    while inlines.last().is_some_and(is_white) {
        inlines.pop();
    }
    let leading = inlines.iter().take_while(|one| is_white(one)).count();
    inlines.drain(..leading);
    inlines
}

/// Whether a link may be followed: the web, mail, telephone; nothing that runs.
pub(super) fn leads_somewhere_safe(to: &str) -> bool {
    let lower = to.trim().to_ascii_lowercase();
    ["https://", "http://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme))
        && !to.chars().any(|c| c.is_whitespace() || c.is_control())
}
