//! The reviews of a placement side by side: every skill of the form and of the plan, how it was rated
//! each time, and the gain.

use crate::book::{Book, Record};
use crate::fault::Result;
use crate::record::{Eval, Form, ScalePoint, Wbl};
use crate::rule::{Gain, gain_of};
use crate::value::{Day, Id};

/// What the plan form of a placement shows.
#[derive(Clone, Debug)]
pub struct Reviews {
    /// The form's name.
    pub form: Option<String>,
    /// What each rating means.
    pub scale: Vec<ScalePoint>,
    /// The reviews, by day.
    pub held: Vec<Review>,
    /// The words of the reviews, then of those that the form asks for and are still to come: a
    /// column each.
    pub columns: Vec<String>,
    /// The skills that everyone is rated on, in the form's order.
    pub skills: Vec<SkillRow>,
    /// The skills of this workplace: those of the plan, then others that were rated.
    pub career: Vec<SkillRow>,
    /// How many empty rows a printed form needs so that enough workplace skills can be written in.
    pub career_blanks: usize,
    /// How many skills were rated in the first and in the last review.
    pub rated_in_both: i64,
    /// The mean gain over them, two decimals, cut.
    pub mean_gain: Option<String>,
}

/// A review.
#[derive(Clone, Debug)]
pub struct Review {
    pub occasion: String,
    pub on: Day,
    pub by: Option<Id>,
    pub comments: Option<String>,
    pub signed: Vec<crate::record::EvalSigned>,
}

/// A skill, and what each review said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillRow {
    /// Its id, or its words where the form does not know it.
    pub skill: String,
    /// As printed.
    pub label: String,
    /// The group it stands in on the form.
    pub group: Option<String>,
    /// What it means, by the form.
    pub about: Option<String>,
    /// What is done at work that shows it.
    pub tasks: Option<String>,
    /// What the student works towards.
    pub goal: Option<String>,
    /// The ratings, one a column; nothing where it was not rated, or not yet.
    pub ratings: Vec<Option<i64>>,
    /// The points gained from the first review to the last; nothing where either has no rating.
    pub gain: Option<i64>,
}

/// The reviews that the plan shows: those by a supervisor.
const RATED: [&str; 3] = ["baseline", "interim", "final"];

/// The reviews of a placement up to a day. The form is that of the first review, else the policy's.
///
/// # Errors
/// Where a folder cannot be listed, or the form cannot be read.
pub fn reviews_of(
    book: &Book<'_>,
    experience: &Id,
    wbl: &Wbl,
    default_form: &Id,
    as_of: Day,
) -> Result<Reviews> {
    let mut evals = book.all_with::<Eval>(experience.as_str())?;
    evals.retain(|one| {
        let body = &one.body;
        let is_on_the_plan = RATED.contains(&body.review.as_str());
        body.experience.id() == experience && body.on <= as_of && is_on_the_plan
    });
    evals.sort_by(|a, b| (a.body.on, &a.id).cmp(&(b.body.on, &b.id)));
    let named = evals.iter().find_map(|one| one.body.form.as_ref());
    let form = book.get::<Form>(named.map_or(default_form, |form| form.id()))?;
    let gain = gain_of(book, experience, as_of)?;
    let form = form.map(|form| form.body);
    let known = form.as_ref().map_or(&[][..], |form| &form.skills);
    let mut skills: Vec<_> = known
        .iter()
        .map(|skill| SkillRow {
            label: skill.label.clone(),
            group: skill.group.clone(),
            about: skill.about.clone(),
            ..row(skill.skill.as_str(), &evals, gain.as_ref())
        })
        .collect();
    let is_known = |word: &str| known.iter().any(|skill| skill.skill.as_str() == word);
    let planned = wbl.skills.iter().map(|one| one.skill.as_str());
    let rated = evals.iter().flat_map(|one| &one.body.ratings);
    let mut words: Vec<&str> = Vec::new();
    for word in planned.chain(rated.map(|one| one.skill.as_str())) {
        if !is_known(word) && !words.contains(&word) {
            words.push(word);
        }
    }
    let mut career: Vec<_> = words
        .iter()
        .map(|word| {
            let plan = wbl.skills.iter().find(|one| one.skill == *word);
            let own = row(word, &evals, gain.as_ref());
            SkillRow {
                tasks: own.tasks.or_else(|| plan?.tasks.clone()),
                goal: own.goal.or_else(|| plan?.goal.clone()),
                ..row(word, &evals, gain.as_ref())
            }
        })
        .collect();
    let mut columns: Vec<String> = evals.iter().map(|one| one.body.review.clone()).collect();
    for word in form.iter().flat_map(|form| &form.reviews) {
        if !columns.contains(word) && RATED.contains(&word.as_str()) {
            columns.push(word.clone());
        }
    }
    for row in skills.iter_mut().chain(&mut career) {
        row.ratings.resize(columns.len(), None);
    }
    let wanted = form.as_ref().and_then(|form| form.min_career_skills);
    Ok(Reviews {
        career_blanks: usize::try_from(wanted.unwrap_or_default())
            .unwrap_or_default()
            .saturating_sub(career.len()),
        rated_in_both: gain.as_ref().map_or(0, Gain::rated_in_both),
        mean_gain: gain.as_ref().and_then(Gain::mean),
        scale: form
            .as_ref()
            .map(|form| form.scale.clone())
            .unwrap_or_default(),
        form: form.map(|form| form.name),
        held: evals.into_iter().map(told).collect(),
        columns,
        skills,
        career,
    })
}

/// What the reviews say of a skill; the newest of them that names tasks or a goal is believed.
fn row(skill: &str, evals: &[Record<Eval>], gain: Option<&Gain>) -> SkillRow {
    let said = |one: &Record<Eval>| {
        let mut ratings = one.body.ratings.iter();
        ratings.rfind(|rating| rating.skill == skill).cloned()
    };
    let all: Vec<_> = evals.iter().map(said).collect();
    let newest = || all.iter().rev().flatten();
    SkillRow {
        skill: skill.to_owned(),
        label: skill.to_owned(),
        group: None,
        about: None,
        tasks: newest().find_map(|one| one.tasks.clone()),
        goal: newest().find_map(|one| one.goal.clone()),
        ratings: all.iter().map(|one| one.as_ref()?.rating).collect(),
        gain: gain.and_then(|gain| {
            let own = gain.skills.iter().find(|one| one.skill == skill)?;
            own.points()
        }),
    }
}

fn told(record: Record<Eval>) -> Review {
    Review {
        occasion: record.body.review,
        on: record.body.on,
        by: record.body.by.map(|by| by.id().clone()),
        comments: record.body.comments,
        signed: record.body.signed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::memory::Memory;

    #[test]
    fn each_skill_stands_once_with_what_every_review_said() {
        let memory = Memory::of(&[
            ("wbl.toml", "format = 1\n"),
            (
                "forms/wblp-6.toml",
                "name = \"Plan\"\nreviews = [\"baseline\", \"final\"]\nmin_career_skills = 3\nskills = [{ skill = \"attendance\", label = \"Attendance\" }, { skill = \"teamwork\", label = \"Teamwork\" }]\nscale = [{ rating = 1, label = \"Low\" }]\n",
            ),
            (
                "wbl/2026-27/e.toml",
                "activity = \"internship\"\nstarts = 2026-10-05\nskills = [{ skill = \"Welding\", tasks = \"Joints\", goal = \"Clean beads\" }]\n",
            ),
            (
                "evals/2026-27/a.toml",
                "experience = \"e\"\nreview = \"baseline\"\non = 2026-10-20\nratings = [{ skill = \"attendance\", rating = 2 }, { skill = \"Welding\" }]\n",
            ),
            (
                "evals/2026-27/b.toml",
                "experience = \"e\"\nreview = \"final\"\non = 2027-05-20\nratings = [{ skill = \"attendance\", rating = 4 }, { skill = \"Welding\", rating = 3, goal = \"Sound beads\" }, { skill = \"Grinding\", rating = 5 }]\n",
            ),
        ]);
        let book = memory.book();
        let id = Id::new("e").unwrap();
        let wbl = book.get::<Wbl>(&id).unwrap().unwrap().body;
        let on = |text| Day::iso(text).unwrap();
        let form = Id::new("wblp-6").unwrap();
        let all = reviews_of(&book, &id, &wbl, &form, on("2027-06-01")).unwrap();
        let told = |rows: &[SkillRow]| -> Vec<_> {
            rows.iter()
                .map(|row| (row.label.clone(), row.ratings.clone(), row.gain))
                .collect()
        };
        assert_eq!(
            told(&all.skills),
            [
                ("Attendance".into(), vec![Some(2), Some(4)], Some(2)),
                ("Teamwork".into(), vec![None, None], None),
            ]
        );
        assert_eq!(
            told(&all.career),
            [
                ("Welding".into(), vec![None, Some(3)], None),
                ("Grinding".into(), vec![None, Some(5)], None),
            ]
        );
        assert_eq!(all.career[0].tasks.as_deref(), Some("Joints"));
        assert_eq!(all.career[0].goal.as_deref(), Some("Sound beads"));
        assert_eq!((all.career_blanks, all.rated_in_both), (1, 1));
        assert_eq!(all.mean_gain.as_deref(), Some("2.00"));
        let early = reviews_of(&book, &id, &wbl, &form, on("2026-10-01")).unwrap();
        assert!(early.held.is_empty() && early.mean_gain.is_none());
        assert_eq!(early.columns, ["baseline", "final"]);
        assert_eq!(early.skills[0].ratings, [None, None]);
        assert_eq!(early.career_blanks, 2);
    }
}
