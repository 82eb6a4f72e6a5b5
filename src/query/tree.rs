//! A filter as it was typed, before any field is known.

use super::token::Word;

/// A filter as typed.
#[derive(Clone, Debug)]
pub(super) enum Expr {
    /// All of them hold.
    All(Vec<Expr>),
    /// One of them holds.
    Any(Vec<Expr>),
    /// It does not hold.
    Not(Box<Expr>),
    /// A field holds a value that compares so.
    Compare(Word, Op, Word),
    /// So many items.
    Count(Word, Op, Word),
    /// A field holds something, or nothing.
    Present(Word, bool),
    /// A view of `wbl.toml`, by name without `@`.
    View(Word),
    /// Words that compare nothing; always refused, with the words that would.
    Bare(Word),
}

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    /// `=`
    Is,
    /// `!=`
    IsNot,
    /// `<`
    Below,
    /// `<=`
    UpTo,
    /// `>`
    Above,
    /// `>=`
    From,
    /// `~`
    Has,
}

impl Op {
    /// As it is typed.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Is => "=",
            Self::IsNot => "!=",
            Self::Below => "<",
            Self::UpTo => "<=",
            Self::Above => ">",
            Self::From => ">=",
            Self::Has => "~",
        }
    }

    /// The operator with this sign.
    pub(super) fn read(sign: &str) -> Option<Self> {
        const ALL: [Op; 7] = [
            Op::Is,
            Op::IsNot,
            Op::Below,
            Op::UpTo,
            Op::Above,
            Op::From,
            Op::Has,
        ];
        ALL.into_iter().find(|op| op.sign() == sign)
    }
}
