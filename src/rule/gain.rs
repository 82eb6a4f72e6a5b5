//! The gain between two reviews: only skills that were rated in both say anything.

use crate::book::{Book, Record};
use crate::fault::Result;
use crate::record::Eval;
use crate::value::{Day, Id};

/// What a student has gained from one review to a later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gain {
    /// The earlier review.
    pub from: Id,
    /// The later one.
    pub to: Id,
    /// Every skill that either of them names, in their order.
    pub skills: Vec<SkillGain>,
}

/// A skill in two reviews.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillGain {
    /// The skill.
    pub skill: String,
    /// How it was rated first; nothing where it was not.
    pub from: Option<i64>,
    /// How it was rated last.
    pub to: Option<i64>,
}

impl SkillGain {
    /// The points gained; nothing where it was not rated both times.
    pub fn points(&self) -> Option<i64> {
        Some(self.to? - self.from?)
    }
}

impl Gain {
    /// Compares two reviews.
    pub fn between(first: &Record<Eval>, last: &Record<Eval>) -> Self {
        let rating = |record: &Record<Eval>, skill: &str| {
            let all = record.body.ratings.iter();
            all.filter(|one| one.skill == skill)
                .find_map(|one| one.rating)
        };
        let mut skills: Vec<SkillGain> = Vec::new();
        for one in first.body.ratings.iter().chain(&last.body.ratings) {
            if skills.iter().all(|there| there.skill != one.skill) {
                skills.push(SkillGain {
                    skill: one.skill.clone(),
                    from: rating(first, &one.skill),
                    to: rating(last, &one.skill),
                });
            }
        }
        Self {
            from: first.id.clone(),
            to: last.id.clone(),
            skills,
        }
    }

    /// How many skills were rated both times.
    pub fn rated_in_both(&self) -> i64 {
        self.skills
            .iter()
            .filter_map(SkillGain::points)
            .map(|_| 1)
            .sum()
    }

    /// The mean gain with two decimals, cut and never rounded up; nothing where no skill was rated
    /// both times.
    pub fn mean(&self) -> Option<String> {
        let n = self.rated_in_both();
        let points: i64 = self.skills.iter().filter_map(SkillGain::points).sum();
        let hundredths = (points * 100).checked_div(n)?;
        let sign = if hundredths < 0 { "-" } else { "" };
        let size = hundredths.abs();
        Some(format!("{sign}{}.{:02}", size / 100, size % 100))
    }
}

/// The reviews of a student that a gain is reckoned from.
const REVIEWS: [&str; 3] = ["baseline", "interim", "final"];

/// The gain of an experience up to a day: from its first review to its last.
///
/// # Errors
/// Where a folder cannot be listed.
pub fn gain_of(book: &Book<'_>, experience: &Id, today: Day) -> Result<Option<Gain>> {
    let reviews = reviews(book, experience, today)?;
    Ok(match reviews.as_slice() {
        [first, .., last] => Some(Gain::between(first, last)),
        [] | [_] => None,
    })
}

/// The gain that a review shows: from the first review of its experience to this one.
///
/// # Errors
/// As [`gain_of`].
pub fn gain_up_to(book: &Book<'_>, review: &Record<Eval>, today: Day) -> Result<Option<Gain>> {
    let reviews = reviews(book, review.body.experience.id(), today)?;
    let is_one = reviews.iter().any(|one| one.id == review.id);
    let first = reviews.first().filter(|one| is_one && one.id != review.id);
    Ok(first.map(|first| Gain::between(first, review)))
}

/// The reviews of an experience, by day; the baseline first among those of one day.
fn reviews(book: &Book<'_>, experience: &Id, today: Day) -> Result<Vec<Record<Eval>>> {
    let place = |one: &Record<Eval>| REVIEWS.iter().position(|word| *word == one.body.review);
    let mut all = book.all_with::<Eval>(experience.as_str())?;
    all.retain(|one| {
        let body = &one.body;
        body.experience.id() == experience && body.on <= today && place(one).is_some()
    });
    all.sort_by(|a, b| (a.body.on, place(a), &a.id).cmp(&(b.body.on, place(b), &b.id)));
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::memory::Memory;

    fn school(evals: &[(&str, &str, &str, &str)]) -> Memory {
        let mut memory = Memory::of(&[("wbl.toml", "format = 1\n")]);
        for (id, review, on, ratings) in evals {
            memory.0.insert(
                format!("evals/2026-27/{id}.toml"),
                format!(
                    "experience = \"e\"\nreview = \"{review}\"\non = {on}\nratings = [{ratings}]\n"
                ),
            );
        }
        memory
    }

    fn today() -> Day {
        Day::iso("2027-06-01").unwrap()
    }

    #[test]
    fn only_skills_rated_both_times_are_in_the_mean() {
        let memory = school(&[
            (
                "a",
                "baseline",
                "2026-10-20",
                "{ skill = \"attendance\", rating = 2 }, { skill = \"teamwork\", rating = 3 }, { skill = \"initiative\" }",
            ),
            (
                "b",
                "final",
                "2027-05-20",
                "{ skill = \"attendance\", rating = 4 }, { skill = \"teamwork\", rating = 3 }, { skill = \"initiative\", rating = 5 }, { skill = \"Welding\", rating = 5 }",
            ),
        ]);
        let gain = gain_of(&memory.book(), &Id::new("e").unwrap(), today());
        let gain = gain.unwrap().unwrap();
        assert_eq!(
            (gain.rated_in_both(), gain.mean().unwrap().as_str()),
            (2, "1.00")
        );
        let points: Vec<_> = gain.skills.iter().map(SkillGain::points).collect();
        assert_eq!(points, [Some(2), Some(0), None, None]);
    }

    #[test]
    fn a_mean_is_cut_and_a_loss_is_told() {
        let two = |a: i64, b: i64, c: i64| Gain {
            from: Id::new("a").unwrap(),
            to: Id::new("b").unwrap(),
            skills: [a, b, c]
                .map(|points| SkillGain {
                    skill: "s".into(),
                    from: Some(3),
                    to: Some(3 + points),
                })
                .to_vec(),
        };
        assert_eq!(two(1, 1, 0).mean().unwrap(), "0.66");
        assert_eq!(two(-1, 0, 0).mean().unwrap(), "-0.33");
        assert_eq!(two(0, 0, 0).mean().unwrap(), "0.00");
        let none = Gain {
            skills: Vec::new(),
            ..two(0, 0, 0)
        };
        assert_eq!(none.mean(), None);
    }

    #[test]
    fn a_review_by_the_student_and_one_to_come_are_left_out() {
        let memory = school(&[
            (
                "a",
                "self",
                "2026-10-01",
                "{ skill = \"attendance\", rating = 5 }",
            ),
            (
                "b",
                "baseline",
                "2026-10-20",
                "{ skill = \"attendance\", rating = 2 }",
            ),
            (
                "c",
                "final",
                "2027-06-20",
                "{ skill = \"attendance\", rating = 4 }",
            ),
        ]);
        let e = Id::new("e").unwrap();
        assert_eq!(gain_of(&memory.book(), &e, today()).unwrap(), None);
        let later = Day::iso("2027-06-30").unwrap();
        let gain = gain_of(&memory.book(), &e, later).unwrap().unwrap();
        assert_eq!(gain.mean().unwrap(), "2.00");
        let first = memory
            .book()
            .get::<Eval>(&Id::new("b").unwrap())
            .unwrap()
            .unwrap();
        assert_eq!(gain_up_to(&memory.book(), &first, later).unwrap(), None);
    }
}
