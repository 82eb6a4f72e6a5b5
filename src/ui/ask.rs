//! What a person is asked with: one prompt, one line back; the terminal in earnest, a script in tests.

use crate::fault::Result;
use crate::value::fold;

/// One of the answers that a question offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// What is answered: an id, a word.
    pub value: String,
    /// What tells it from the others.
    pub line: String,
    /// Other names it goes by.
    pub names: Vec<String>,
}

impl Offer {
    /// Whether a folded text stands in its value, its line or one of its names.
    pub fn holds(&self, folded: &str) -> bool {
        let texts = [&self.value, &self.line];
        let mut texts = texts.into_iter().chain(&self.names);
        texts.any(|text| fold(text).contains(folded))
    }
}

/// What is put before a person.
#[derive(Clone, Copy, Debug)]
pub struct Prompt<'a> {
    /// The question in a word or two.
    pub label: &'a str,
    /// What is meant, and what Enter does.
    pub help: &'a str,
    /// The answers to choose from; free text where there are none.
    pub offers: &'a [Offer],
    /// Whether several may be given, parted by commas.
    pub many: bool,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A line, without its end.
    Line(String),
    /// The person went away: Esc, Ctrl-C, Ctrl-D.
    Gone,
}

/// Asks a person.
pub trait Ask {
    /// Puts a prompt, and waits for a line.
    ///
    /// # Errors
    /// Where the terminal cannot be asked.
    fn ask(&mut self, prompt: &Prompt<'_>) -> Result<Heard>;

    /// Tells something between two prompts.
    ///
    /// # Errors
    /// Where the terminal cannot be written.
    fn tell(&mut self, text: &str) -> Result<()>;
}
