//! Where an experience stands.

use serde::{Deserialize, Serialize};

use crate::schema::Choice;

/// Where an experience stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the table below says what each is")]
pub enum Status {
    Posted,
    #[default]
    Planned,
    Active,
    Paused,
    Completed,
    Withdrawn,
    EndedEarly,
    Cancelled,
}

impl Status {
    /// The word on disk.
    pub fn word(self) -> &'static str {
        STATUS[self as usize].word
    }

    /// Whether the experience is, or is to be, a student's: neither merely posted nor called off.
    pub fn is_live(self) -> bool {
        !matches!(self, Self::Posted | Self::Cancelled)
    }

    /// Whether the experience is over.
    pub fn is_closed(self) -> bool {
        matches!(
            self,
            Self::Completed | Self::Withdrawn | Self::EndedEarly | Self::Cancelled
        )
    }
}

/// Where an experience can stand, in the order of [`Status`].
pub(super) const STATUS: &[Choice] = &[
    Choice {
        word: "posted",
        means: "an opportunity that students may apply for",
    },
    Choice {
        word: "planned",
        means: "agreed, not begun",
    },
    Choice {
        word: "active",
        means: "under way",
    },
    Choice {
        word: "paused",
        means: "interrupted",
    },
    Choice {
        word: "completed",
        means: "done as planned",
    },
    Choice {
        word: "withdrawn",
        means: "the student left",
    },
    Choice {
        word: "ended-early",
        means: "the employer or the school ended it",
    },
    Choice {
        word: "cancelled",
        means: "called off before it began",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_the_order_of_their_enum() {
        for (at, choice) in STATUS.iter().enumerate() {
            let status: Status = serde_json::from_value(choice.word.into()).unwrap();
            assert_eq!(status as usize, at);
        }
    }
}
