//! An interview: questions one after the other, with the way back, help, and reasons; no terminal.

use crate::fault::Result;
use crate::value::Day;

use super::ask::{Ask, Heard, Prompt};
use super::question::{Question, help};

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
    /// Questions that follow from the answers to others, and what they follow from.
    tail: Option<(usize, String)>,
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
            tail: None,
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

    /// Puts what the answer opens in the place of what an earlier answer opened.
    fn open(&mut self) {
        let Some(question) = self.questions.get(self.at).filter(|one| one.more.is_some()) else {
            return;
        };
        let opened = match &self.answers[self.at] {
            Some(Answer::Given(words)) => {
                let word = words.first().map_or("", String::as_str);
                let same =
                    |one: &&Question| one.part.as_ref().is_some_and(|part| part.flag == word);
                let last = self.questions[..self.at].iter().rfind(same);
                let nth = last.and_then(|one| Some(one.part.as_ref()?.nth + 1));
                question.opened_by(word, nth.unwrap_or(0))
            }
            Some(Answer::Left | Answer::Cleared) | None => Vec::new(),
        };
        let end = self
            .tail
            .as_ref()
            .map_or(self.questions.len(), |tail| tail.0);
        let old = self.at + 1..end;
        self.answers
            .splice(old.clone(), opened.iter().map(|_| None));
        if let Some((start, _)) = &mut self.tail {
            *start = old.start + opened.len();
        }
        self.questions.splice(old, opened);
    }

    /// Asks further questions at the end, which follow from `from`; those that followed from
    /// something else go.
    pub fn follow(&mut self, from: &str, make: impl FnOnce() -> Vec<Question>) {
        match &self.tail {
            Some((_, known)) if known == from => return,
            Some((start, _)) => {
                self.questions.truncate(*start);
                self.answers.truncate(*start);
            }
            None => {}
        }
        self.tail = Some((self.questions.len(), from.to_owned()));
        self.questions.extend(make());
        self.answers.resize(self.questions.len(), None);
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
                let before = self.answers[self.at].replace(answer);
                if before != self.answers[self.at] {
                    self.open();
                }
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
    loop {
        prepare(interview)?;
        let kept = match interview.answers.get(interview.at) {
            Some(Some(Answer::Given(texts))) => Some(texts.as_slice()),
            _ => None,
        };
        let Some(question) = interview.questions.get(interview.at) else {
            return Ok(true);
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
}

#[cfg(test)]
#[path = "interview_tests.rs"]
mod tests;
