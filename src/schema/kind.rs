//! The kinds of record, by name; their tables are in `record`.

use std::fmt;

/// A kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the table in `record` says what each is")]
pub enum Kind {
    Partner,
    Contact,
    Pathway,
    Student,
    Wbl,
    Mou,
    Eval,
    Council,
    /// The private part of a student.
    Person,
    Form,
    Rules,
    Settings,
}

impl Kind {
    /// The word for it on the command line and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Contact => "contact",
            Self::Pathway => "pathway",
            Self::Student => "student",
            Self::Wbl => "wbl",
            Self::Mou => "mou",
            Self::Eval => "eval",
            Self::Council => "council",
            Self::Person => "person",
            Self::Form => "form",
            Self::Rules => "rules",
            Self::Settings => "settings",
        }
    }
}

impl Kind {
    /// The kind whose fields a file at such a path within the store holds, by its folder; of a
    /// student's private part it is the student.
    pub fn of_path(path: &str) -> Option<Self> {
        let folder = path.strip_prefix("private/").unwrap_or(path);
        match folder.split('/').next()? {
            "partners" => Some(Self::Partner),
            "contacts" => Some(Self::Contact),
            "pathways" => Some(Self::Pathway),
            "students" => Some(Self::Student),
            "wbl" => Some(Self::Wbl),
            "mous" => Some(Self::Mou),
            "evals" => Some(Self::Eval),
            "councils" => Some(Self::Council),
            "forms" => Some(Self::Form),
            "rules" => Some(Self::Rules),
            "wbl.toml" => Some(Self::Settings),
            _ => None,
        }
    }

    /// What a record of it is called in a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Wbl => "experience",
            Self::Mou => "MOU",
            Self::Eval => "evaluation",
            Self::Person => "private part of a student",
            Self::Rules => "rules file",
            Self::Partner
            | Self::Contact
            | Self::Pathway
            | Self::Student
            | Self::Council
            | Self::Form
            | Self::Settings => self.name(),
        }
    }

    /// The noun with its article.
    pub fn a_noun(self) -> String {
        let article = if matches!(self, Self::Wbl | Self::Mou | Self::Eval) {
            "an"
        } else {
            "a"
        };
        format!("{article} {}", self.noun())
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
