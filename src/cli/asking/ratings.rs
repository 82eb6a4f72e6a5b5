//! The skills of an evaluation, a question each: those of its form with what they mean and what each
//! rating means, then those of the placement's plan.

use crate::book::Book;
use crate::fault::Result;
use crate::record::{Eval, Form, Wbl};
use crate::schema::{Kind, Shape};
use crate::ui::{Interview, Offer, Part, Question};
use crate::value::{Day, Id};
use crate::work;

use super::super::context::Context;
use super::super::kind::flags;
use super::super::tree::Called;

/// Asks for a rating of each skill, once everything else is answered.
///
/// # Errors
/// Where the store cannot be read.
pub fn follow(
    context: &mut Context<'_>,
    called: Called<'_>,
    interview: &mut Interview,
) -> Result<()> {
    let (verb, kind, matches) = called;
    if kind.kind != Kind::Eval || !["add", "rate"].contains(&verb.name) {
        return Ok(());
    }
    let typed = ["rate", "ratings"].iter();
    if typed
        .clone()
        .any(|arg| !flags::texts(matches, arg).is_empty())
    {
        return Ok(());
    }
    let said = |key: &str| {
        let answered = interview.answered(key).map(str::to_owned);
        answered.or_else(|| flags::text(matches, key))
    };
    let (eval, experience, form) = (said("ref"), said("experience"), said("form"));
    let today = context.today();
    let about = context.read(|book, _| {
        About::of(
            book,
            eval.as_deref(),
            experience.as_deref(),
            form.as_deref(),
            today,
        )
    })?;
    // `rate` takes them as words, `add` behind a flag of their own.
    let flag = if verb.name == "add" { "rate" } else { "" };
    let from = format!("{} {}", about.form, about.experience);
    interview.follow(&from, || about.questions(flag));
    Ok(())
}

/// What an evaluation rates.
struct About {
    form: String,
    experience: String,
    scale: Vec<Offer>,
    /// Each skill's id or words, its name and what it means.
    skills: Vec<(String, String, String)>,
}

impl About {
    fn of(
        book: &Book<'_>,
        eval: Option<&str>,
        experience: Option<&str>,
        form: Option<&str>,
        today: Day,
    ) -> Result<Self> {
        let eval = match eval {
            Some(text) => book.get::<Eval>(&work::resolve(book, Kind::Eval, text)?.id)?,
            None => None,
        };
        let own = eval.as_ref().and_then(|eval| eval.body.form.as_ref());
        let form = form.or_else(|| own.map(crate::value::Ref::as_str));
        let form = form
            .unwrap_or_else(|| book.settings.policy.form())
            .to_owned();
        let experience = match (&eval, experience) {
            (Some(eval), _) => Some(eval.body.experience.id().clone()),
            (None, Some(text)) => Some(work::resolve_wbl(book, text, &[today])?.id),
            (None, None) => None,
        };
        let plan = match &experience {
            Some(id) => book
                .get::<Wbl>(id)?
                .map_or_else(Vec::new, |one| one.body.skills),
            None => Vec::new(),
        };
        let body = match Id::new(&form) {
            Ok(id) => book.get::<Form>(&id)?.map(|record| record.body),
            Err(_) => None,
        };
        let (mut scale, mut skills) = (Vec::new(), Vec::new());
        if let Some(form) = body {
            scale.extend(form.scale.into_iter().map(|point| Offer {
                value: point.rating.to_string(),
                line: match point.about {
                    Some(about) => format!("{}: {about}", point.label),
                    None => point.label,
                },
                names: Vec::new(),
            }));
            skills.extend(form.skills.into_iter().map(|one| {
                let about = one.about.unwrap_or_default();
                (one.skill.to_string(), one.label, about)
            }));
        }
        for one in plan {
            let is_new = skills
                .iter()
                .all(|(id, label, _)| *id != one.skill && *label != one.skill);
            if is_new {
                let about = one.tasks.or(one.goal).unwrap_or_default();
                skills.push((one.skill.clone(), one.skill, about));
            }
        }
        Ok(Self {
            form,
            experience: experience.map_or_else(String::new, |id| id.to_string()),
            scale,
            skills,
        })
    }

    fn questions(self, flag: &str) -> Vec<Question> {
        let Self { scale, skills, .. } = self;
        let question = |(nth, (skill, label, about)): (usize, (String, String, String))| {
            let mut question = Question::of_shape("rating", Shape::Number(1, 5));
            question.label = label;
            question.help = about;
            question.offers.clone_from(&scale);
            question.part = Some(Part {
                flag: flag.to_owned(),
                nth,
                key: skill,
            });
            question
        };
        skills.into_iter().enumerate().map(question).collect()
    }
}
