//! A question: what it is about, what may be answered, and what an answer opens.

use crate::schema::{Field, Shape};

use super::ask::Offer;
use super::reading::Reading;

/// One question.
#[derive(Clone, Debug)]
pub struct Question {
    /// What it is called by whoever asks.
    pub key: &'static str,
    /// The question in a word or two.
    pub label: String,
    /// What is meant.
    pub help: String,
    /// What the answer is read as.
    pub reading: Reading,
    /// Whether several answers may be given.
    pub many: bool,
    /// Whether there must be an answer.
    pub required: bool,
    /// What stands where Enter is pressed.
    pub default: Option<String>,
    /// Whether Enter hands the default on; else it only stands there.
    pub hands_on_default: bool,
    /// The answers to choose from.
    pub offers: Vec<Offer>,
    /// The item that the answer is a part of, where it does not stand for itself.
    pub part: Option<Part>,
    /// What may be said besides; the answer opens it.
    pub more: Option<Vec<Topic>>,
}

/// A part of an item that is asked for in several questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The group, by its flag; empty where the item is a word without one.
    pub flag: String,
    /// Which of the group's items.
    pub nth: usize,
    /// The key within the item.
    pub key: String,
}

/// Something that may be said besides.
#[derive(Clone, Debug)]
pub struct Topic {
    /// The word that it is chosen by.
    pub word: String,
    /// What it is.
    pub help: String,
    /// What is asked then.
    pub questions: Vec<Question>,
    /// Whether it may be said several times over, an item each.
    pub again: bool,
}

impl Question {
    /// The question that a field asks.
    pub fn of(field: &'static Field) -> Self {
        Self {
            label: field.spoken_key().replace('_', " "),
            help: field.help.to_owned(),
            many: field.many,
            required: field.required,
            default: field.default.map(str::to_owned),
            ..Self::of_shape(field.key, field.shape)
        }
    }

    /// A question that no field asks.
    pub fn of_shape(key: &'static str, shape: Shape) -> Self {
        Self {
            key,
            label: key.replace('_', " "),
            help: String::new(),
            reading: Reading::Shape(shape),
            many: false,
            required: false,
            default: None,
            hands_on_default: false,
            offers: offers_of(shape),
            part: None,
            more: None,
        }
    }

    /// A question that opens others: what may be said besides; nothing where nothing is left.
    pub fn of_more(topics: Vec<Topic>) -> Option<Self> {
        if topics.is_empty() {
            return None;
        }
        let offer = |topic: &Topic| Offer {
            value: topic.word.clone(),
            line: topic.help.clone(),
            names: Vec::new(),
        };
        Some(Self {
            label: "anything else".to_owned(),
            help: "choose a field".to_owned(),
            offers: topics.iter().map(offer).collect(),
            more: Some(topics),
            ..Self::of_shape("", Shape::Code)
        })
    }

    /// The questions that an answer opens, with what may be said after it; `nth` is the number of
    /// the item where it is one.
    pub(super) fn opened_by(&self, word: &str, nth: usize) -> Vec<Self> {
        let topics = self.more.as_deref().unwrap_or_default();
        let Some(topic) = topics.iter().find(|topic| topic.word == word) else {
            return Vec::new();
        };
        let mut opened = topic.questions.clone();
        for part in opened.iter_mut().filter_map(|one| one.part.as_mut()) {
            part.nth = nth;
        }
        // What was chosen last is the likeliest to be said once more.
        let first = topics.iter().filter(|one| one.word == word && one.again);
        let rest = topics.iter().filter(|one| one.word != word);
        opened.extend(Self::of_more(first.chain(rest).cloned().collect()));
        opened
    }

    /// What is meant, what Enter does, and how several are parted.
    pub(super) fn words(&self, kept: Option<&[String]>) -> String {
        let enter = match (kept, &self.default) {
            (Some(kept), _) if self.more.is_some() => {
                format!("Enter for {}, - for nothing", kept.join(""))
            }
            (None, _) if self.more.is_some() => "Enter when that is all".to_owned(),
            (Some(kept), _) if !kept.is_empty() => format!("Enter for {}", kept.join(self.comma())),
            (_, Some(default)) => format!("Enter for {default}"),
            (_, None) if self.required => String::new(),
            (_, None) => "Enter to leave it out".to_owned(),
        };
        let several = match self.comma() {
            _ if !self.many => "",
            ", " => "several with commas",
            _ => "several with `;`",
        };
        let help = self.help.trim_end_matches('.');
        let parts = [help, several, enter.as_str()];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("; ")
    }

    pub(super) fn comma(&self) -> &'static str {
        match self.reading {
            Reading::Shape(Shape::Text | Shape::Person) => "; ",
            _ => ", ",
        }
    }
}

fn offers_of(shape: Shape) -> Vec<Offer> {
    let offer = |value: &str, line: &str| Offer {
        value: value.to_owned(),
        line: line.to_owned(),
        names: Vec::new(),
    };
    match shape {
        Shape::Choice(choices) => choices
            .iter()
            .map(|choice| offer(choice.word, choice.means))
            .collect(),
        Shape::Flag => vec![offer("yes", ""), offer("no", "")],
        Shape::Weekday => ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            .map(|day| offer(day, ""))
            .to_vec(),
        _ => Vec::new(),
    }
}

/// What may be answered, a line each, below what stands before.
pub(super) fn listed(offers: &[Offer]) -> String {
    let mut text = String::new();
    for offer in offers {
        text.push_str("\n    ");
        text.push_str(&offer.value);
        if !offer.line.is_empty() {
            text.push_str("  ");
            text.push_str(&offer.line);
        }
    }
    text
}

/// What `?` shows.
pub(super) fn help(question: &Question) -> String {
    let mut text = question.help.clone();
    text.push_str(&listed(&question.offers));
    let reading = match question.reading {
        Reading::Shape(Shape::Day) | Reading::AllOrDay => {
            format!("\n    a day: {}", crate::value::DAY_FORMS)
        }
        Reading::Shape(Shape::Minutes | Shape::Hours) => {
            "\n    a length: 3h, 3h30m, 3:30, 3.5 or 210m".into()
        }
        Reading::Span => "\n    15:00-18:30, 3pm-6:30pm, or a length: 3h30m".into(),
        Reading::Shape(_) => String::new(),
    };
    text.push_str(&reading);
    text.push_str(
        "\n    `<` goes back, `-` leaves it empty, Esc or Ctrl-C stops and writes nothing",
    );
    text
}
