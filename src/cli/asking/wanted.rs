//! What a verb of the trade wants to know: the words for a row of the table.

use crate::schema::{Choice, Kind, Shape};
use crate::ui::Reading;

/// How an answer stands on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// A word without a flag, after those that were typed.
    Word,
    /// The value of the flag of its name.
    Flag,
    /// Words of its own for `all`, else the flag's value.
    AllOr(&'static str),
    /// A switch where the answer is its name, else the flag's value.
    SwitchOr(&'static str),
    /// A switch, where the answer is yes.
    Switch,
}

/// One thing that a verb wants.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// The argument.
    pub arg: &'static str,
    /// The flag of it.
    pub flag: &'static str,
    /// The question in a word or two.
    pub label: &'static str,
    /// What is meant.
    pub help: &'static str,
    /// What it is read as.
    pub reading: Reading,
    /// The part of a group, by kind, group and key, whose words it takes.
    pub words: Option<(Kind, &'static str, &'static str)>,
    /// How it stands on the command line.
    pub stands: Stands,
    /// Whether the verb cannot do without it; what it can is asked only beside what it cannot.
    pub required: bool,
    /// Whether it is asked only where somebody chooses to say it.
    pub later: bool,
    /// What Enter stands for.
    pub default: Option<&'static str>,
}

/// A word without a flag that there must be.
pub(super) const fn word(
    arg: &'static str,
    label: &'static str,
    shape: Shape,
    help: &'static str,
) -> Wanted {
    Wanted {
        arg,
        flag: arg,
        label,
        help,
        reading: Reading::Shape(shape),
        words: None,
        stands: Stands::Word,
        required: true,
        later: false,
        default: None,
    }
}

/// The value of a flag that there must be.
pub(super) const fn flag(arg: &'static str, shape: Shape, help: &'static str) -> Wanted {
    let mut wanted = word(arg, arg, shape, help);
    wanted.stands = Stands::Flag;
    wanted
}

/// A value that may be left out, asked beside what may not.
pub(super) const fn maybe(arg: &'static str, shape: Shape, help: &'static str) -> Wanted {
    let mut wanted = flag(arg, shape, help);
    wanted.required = false;
    wanted
}

/// A value that is asked for only where somebody chooses to say it.
pub(super) const fn later(arg: &'static str, shape: Shape, help: &'static str) -> Wanted {
    let mut wanted = maybe(arg, shape, help);
    wanted.later = true;
    wanted
}

/// A switch that somebody may choose.
pub(super) const fn switch(arg: &'static str, help: &'static str) -> Wanted {
    let mut wanted = later(arg, Shape::Flag, help);
    wanted.stands = Stands::Switch;
    wanted
}

/// The day that it is about: today where Enter is pressed.
pub(super) const fn on(help: &'static str) -> Wanted {
    let mut wanted = flag("on", Shape::Day, help);
    wanted.default = Some("today");
    wanted
}

/// A word of a few, and what it means.
pub(super) const fn choice(word: &'static str, means: &'static str) -> Choice {
    Choice { word, means }
}

/// An experience.
pub(super) const EXPERIENCE: Wanted =
    word("ref", "experience", Shape::Link(Kind::Wbl), "which one");
/// A student.
pub(super) const STUDENT: Wanted = word("ref", "student", Shape::Link(Kind::Student), "who");

/// The same, of which there may be several.
pub(super) const fn several(wanted: Wanted) -> Wanted {
    let mut wanted = wanted;
    wanted.arg = "refs";
    wanted
}
