//! An interview: questions one after the other, with the way back, help, and reasons; no terminal.

use crate::fault::Result;
use crate::schema::{Field, Shape};
use crate::value::Day;

use super::ask::{Ask, Heard, Offer, Prompt};
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
        }
    }

    /// What is meant, what Enter does, and how several are parted.
    fn words(&self, kept: Option<&[String]>) -> String {
        let enter = match (kept, &self.default) {
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
        let parts = [self.help.as_str(), several, enter.as_str()];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("; ")
    }

    fn comma(&self) -> &'static str {
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
        _ => Vec::new(),
    }
}

/// What was answered to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// These texts.
    Given(Vec<String>),
    /// Nothing: it stays as it is.
    Left,
    /// What there is, is to go.
    Cleared,
}

/// What becomes of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The next question; with what was understood.
    Next(Option<String>),
    /// The question before.
    Back,
    /// The same question once more, and why.
    Again(String),
}

/// Questions with their answers so far.
#[derive(Clone, Debug)]
pub struct Interview {
    questions: Vec<Question>,
    answers: Vec<Option<Answer>>,
    at: usize,
    today: Day,
}

impl Interview {
    /// Begins with the first question.
    pub fn new(questions: Vec<Question>, today: Day) -> Self {
        let answers = vec![None; questions.len()];
        Self {
            questions,
            answers,
            at: 0,
            today,
        }
    }

    /// The question to be asked now; none where all are answered.
    pub fn question(&mut self) -> Option<&mut Question> {
        self.questions.get_mut(self.at)
    }

    /// Each question with its answer, in order.
    pub fn answers(&self) -> impl Iterator<Item = (&Question, &Answer)> {
        let both = self.questions.iter().zip(&self.answers);
        both.filter_map(|(question, answer)| Some((question, answer.as_ref()?)))
    }

    /// The first text that was answered to a question.
    pub fn answered(&self, key: &str) -> Option<&str> {
        self.answers().find_map(|(question, answer)| match answer {
            Answer::Given(texts) if question.key == key => texts.first().map(String::as_str),
            Answer::Given(_) | Answer::Left | Answer::Cleared => None,
        })
    }

    /// Goes to the question before; its answer is kept. Nothing where there is none.
    pub fn back(&mut self) -> bool {
        let before = self.at > 0;
        self.at = self.at.saturating_sub(1);
        before
    }

    /// Takes a line for the question that was asked.
    pub fn hear(&mut self, line: &str) -> Reply {
        let Some(question) = self.questions.get(self.at) else {
            return Reply::Next(None);
        };
        let typed = line.trim();
        let answer = match typed {
            "<" if self.at == 0 => return Reply::Again("this is the first question".into()),
            "<" => {
                self.at -= 1;
                return Reply::Back;
            }
            "?" => return Reply::Again(help(question)),
            "" => match (&self.answers[self.at], &question.default) {
                (Some(kept), _) if *kept != Answer::Left => Ok((kept.clone(), None)),
                (_, Some(default)) if question.hands_on_default => {
                    read(question, default, self.today)
                }
                (_, None) if question.required => Err(format!("this is needed: {}", question.help)),
                _ => Ok((Answer::Left, None)),
            },
            "-" if !question.required => Ok((Answer::Cleared, None)),
            typed => read(question, typed, self.today),
        };
        match answer {
            Ok((answer, echo)) => {
                self.answers[self.at] = Some(answer);
                self.at += 1;
                Reply::Next(echo)
            }
            Err(why) => Reply::Again(why),
        }
    }
}

fn read(
    question: &Question,
    typed: &str,
    today: Day,
) -> std::result::Result<(Answer, Option<String>), String> {
    let comma = question.comma().trim_end();
    let parts: Vec<&str> = if question.many {
        let parts = typed.split(comma).map(str::trim);
        parts.filter(|part| !part.is_empty()).collect()
    } else {
        vec![typed]
    };
    let (mut texts, mut echoes) = (Vec::new(), Vec::new());
    for part in parts {
        let understood = question.reading.read(part, &question.offers, today)?;
        texts.push(understood.text);
        echoes.extend(understood.echo);
    }
    let echo = (!echoes.is_empty()).then(|| echoes.join("; "));
    Ok((Answer::Given(texts), echo))
}

/// What `?` shows.
fn help(question: &Question) -> String {
    let mut text = question.help.clone();
    for offer in &question.offers {
        text.push_str("\n    ");
        text.push_str(&offer.value);
        if !offer.line.is_empty() {
            text.push_str("  ");
            text.push_str(&offer.line);
        }
    }
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

/// Asks until every question is answered; false where the person went away. Before each question
/// `prepare` may fill in what it offers.
///
/// # Errors
/// Where the terminal cannot be asked, or `prepare` fails.
pub fn conduct(
    interview: &mut Interview,
    ask: &mut dyn Ask,
    prepare: &mut dyn FnMut(&mut Interview) -> Result<()>,
) -> Result<bool> {
    while interview.question().is_some() {
        prepare(interview)?;
        let kept = match interview.answers.get(interview.at) {
            Some(Some(Answer::Given(texts))) => Some(texts.as_slice()),
            _ => None,
        };
        let Some(question) = interview.questions.get(interview.at) else {
            break;
        };
        let prompt = Prompt {
            label: &question.label,
            help: &question.words(kept),
            offers: &question.offers,
            many: question.many,
        };
        let line = match ask.ask(&prompt)? {
            Heard::Line(line) => line,
            Heard::Gone => return Ok(false),
        };
        match interview.hear(&line) {
            Reply::Next(Some(echo)) => ask.tell(&format!("  = {echo}"))?,
            Reply::Next(None) | Reply::Back => {}
            Reply::Again(why) => ask.tell(&format!("  ! {why}"))?,
        }
    }
    Ok(true)
}

#[cfg(test)]
#[path = "interview_tests.rs"]
mod tests;
