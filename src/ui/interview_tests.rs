//! The interview, without a terminal: lines in, answers out.

use super::*;
use crate::schema::{Choice, Field, Kind, Shape};
use crate::ui::{Offer, Part, Topic};

const FIELDS: &[Field] = &[
    Field::new("name", Shape::Text, "its name").required(),
    Field::new(
        "stage",
        Shape::Choice(&[
            Choice {
                word: "lead",
                means: "just found",
            },
            Choice {
                word: "active",
                means: "hosts students",
            },
        ]),
        "how far it has come",
    )
    .or("lead"),
    Field::new("starts", Shape::Day, "the first day").required(),
    Field::list("pathways", Shape::Link(Kind::Pathway), "the pathways"),
];

/// Says its lines one after the other, then goes away; keeps what it was told.
struct Script {
    lines: Vec<&'static str>,
    told: Vec<String>,
    asked: Vec<String>,
}

impl Ask for Script {
    fn ask(&mut self, prompt: &Prompt<'_>) -> Result<Heard> {
        self.asked
            .push(format!("{} ({})", prompt.label, prompt.help));
        if self.lines.is_empty() {
            return Ok(Heard::Gone);
        }
        Ok(Heard::Line(self.lines.remove(0).to_owned()))
    }

    fn tell(&mut self, text: &str) -> Result<()> {
        self.told.push(text.to_owned());
        Ok(())
    }
}

fn run(lines: &[&'static str]) -> (bool, Vec<(&'static str, Answer)>, Script) {
    let today = Day::iso("2026-11-22").unwrap();
    let questions = FIELDS.iter().map(Question::of).collect();
    let mut interview = Interview::new(questions, today);
    let mut script = Script {
        lines: lines.to_vec(),
        told: Vec::new(),
        asked: Vec::new(),
    };
    let mut prepare = |interview: &mut Interview| {
        if let Some(question) = interview
            .question()
            .filter(|question| question.key == "pathways")
        {
            question.offers = ["manufacturing", "healthcare"]
                .map(|value| Offer {
                    value: value.into(),
                    ..Offer::default()
                })
                .to_vec();
        }
        Ok(())
    };
    let done = conduct(&mut interview, &mut script, &mut prepare).unwrap();
    let answers = interview.answers();
    let answers = answers
        .map(|(question, answer)| (question.key, answer.clone()))
        .collect();
    (done, answers, script)
}

fn given(texts: &[&str]) -> Answer {
    Answer::Given(texts.iter().map(|text| (*text).to_owned()).collect())
}

#[test]
fn it_asks_until_each_answer_can_be_read() {
    let (done, answers, script) = run(&[
        "",
        "Antron",
        "laed",
        "",
        "soon",
        "2026-10-05",
        "manu, health",
    ]);
    assert!(done);
    assert_eq!(
        answers,
        [
            ("name", given(&["Antron"])),
            ("stage", Answer::Left),
            ("starts", given(&["2026-10-05"])),
            ("pathways", given(&["manufacturing", "healthcare"])),
        ]
    );
    let told = script.told.join("\n");
    for part in [
        "this is needed: its name",
        "did you mean `lead`?",
        "is not a day",
        "= Monday, 5 October 2026",
        "= manufacturing; healthcare",
    ] {
        assert!(told.contains(part), "{part} in:\n{told}");
    }
    assert!(
        script.asked[2].contains("Enter for lead"),
        "{:?}",
        script.asked
    );
    assert!(
        script
            .asked
            .last()
            .unwrap()
            .contains("several with commas; Enter to leave it out")
    );
}

#[test]
fn a_step_back_keeps_the_answers() {
    let (done, answers, script) = run(&["Antrn", "active", "<", "<", "Antron", "", "today", ""]);
    assert!(done);
    assert_eq!(answers[0].1, given(&["Antron"]));
    assert_eq!(answers[1].1, given(&["active"]), "kept by Enter");
    assert!(
        script.asked[4].contains("Enter for Antrn"),
        "{:?}",
        script.asked
    );
}

#[test]
fn there_is_nothing_before_the_first_question() {
    let (_, _, script) = run(&["<"]);
    assert_eq!(script.told, ["  ! this is the first question"]);
}

#[test]
fn a_question_mark_shows_what_there_is_to_choose() {
    let (_, _, script) = run(&["Antron", "?"]);
    assert!(
        script.told[0].contains("active  hosts students"),
        "{}",
        script.told[0]
    );
    assert!(
        script.told[0].contains("`<` goes back"),
        "{}",
        script.told[0]
    );
}

#[test]
fn whoever_goes_away_has_answered_nothing() {
    let (done, answers, _) = run(&["Antron"]);
    assert!(!done);
    assert_eq!(answers.len(), 1);
}

#[test]
fn a_dash_takes_an_answer_away_but_not_a_needed_one() {
    let (_, answers, _) = run(&["-", "-", "today", "-"]);
    assert_eq!(answers[0].1, given(&["-"]), "a name may be a dash");
    assert_eq!(answers[1].1, Answer::Cleared);
}

/// An interview about nothing but what may be said besides: a note, and shifts of two parts.
fn besides() -> Interview {
    let alone = Topic {
        word: "notes".into(),
        help: String::new(),
        questions: vec![Question::of_shape("notes", Shape::Text)],
        again: false,
    };
    let part = |key: &'static str| {
        let mut question = Question::of_shape(key, Shape::Text);
        question.part = Some(Part {
            flag: "shifts".into(),
            nth: 0,
            key: key.into(),
        });
        question
    };
    let group = Topic {
        word: "shifts".into(),
        help: String::new(),
        questions: vec![part("day"), part("span")],
        again: true,
    };
    let questions = Question::of_more(vec![group, alone]).into_iter().collect();
    Interview::new(questions, Day::iso("2026-11-22").unwrap())
}

/// What was answered so far: which item, the key, the text.
fn said(interview: &Interview) -> Vec<(usize, &'static str, String)> {
    let given = |(question, answer): (&Question, &Answer)| match answer {
        Answer::Given(texts) if question.more.is_none() => {
            let nth = question.part.as_ref().map_or(0, |part| part.nth);
            Some((nth, question.key, texts.join(",")))
        }
        Answer::Given(_) | Answer::Left | Answer::Cleared => None,
    };
    interview.answers().filter_map(given).collect()
}

#[test]
fn what_is_chosen_opens_its_questions_and_a_group_another_item() {
    let mut interview = besides();
    for line in [
        "shifts", "mon", "3h", "shifts", "tue", "4h", "notes", "late", "shifts",
    ] {
        assert!(matches!(interview.hear(line), Reply::Next(_)), "{line}");
    }
    interview.back();
    assert!(
        matches!(interview.hear("notes"), Reply::Again(_)),
        "said already"
    );
    assert!(matches!(interview.hear("-"), Reply::Next(_)));
    assert!(interview.question().is_none(), "nothing after all");
    let texts = said(&interview);
    let wanted = [
        (0, "day", "mon"),
        (0, "span", "3h"),
        (1, "day", "tue"),
        (1, "span", "4h"),
        (0, "notes", "late"),
    ];
    assert_eq!(
        texts,
        wanted.map(|(nth, key, text)| (nth, key, text.to_owned()))
    );
}

#[test]
fn what_follows_from_answers_is_asked_anew_only_where_they_change() {
    let mut interview = besides();
    interview.hear("");
    let rating = |label: &str| {
        vec![Question::of_shape("rating", Shape::Text), {
            let mut question = Question::of_shape("rating", Shape::Text);
            label.clone_into(&mut question.label);
            question
        }]
    };
    interview.follow("form-a", || rating("a"));
    interview.hear("3");
    interview.hear("4");
    interview.follow("form-a", || panic!("it is known"));
    assert_eq!(said(&interview).len(), 2);
    // Something said besides leaves them as they are.
    interview.back();
    interview.back();
    interview.back();
    interview.hear("notes");
    interview.hear("late");
    interview.hear("");
    assert_eq!(said(&interview).len(), 3);
    interview.follow("form-b", || rating("b"));
    assert_eq!(said(&interview).len(), 1);
    assert_eq!(
        interview.question().map(|one| one.label.clone()),
        Some("rating".into())
    );
}
