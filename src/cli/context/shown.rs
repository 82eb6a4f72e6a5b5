//! Writing what was shown, and what else needs the lock.

use crate::book::Book;
use crate::change::Change;
use crate::fault::Result;
use crate::store::Lock;
use crate::ui::{self, Verdict};
use crate::view::View;

use super::super::answer::Answer;
use super::Context;

impl Context<'_> {
    /// Writes a change that has been shown: on a terminal a person says yes to it, elsewhere it
    /// is written at once. It goes on with default settings where the store's own cannot be read.
    ///
    /// # Errors
    /// As [`Context::write`]; a store that has changed since it was shown (exit 6).
    pub fn write_after_showing(
        &mut self,
        question: &str,
        make: impl Fn(&Book<'_>, u64, &Self) -> Result<Change>,
    ) -> Result<Answer> {
        self.store_on_defaults()?;
        if self.global.dry_run {
            return self.write_to(None, make);
        }
        let seed = self.world.seed;
        let shown = self.read_from(&|book, context| make(book, seed, context))?;
        if shown.is_empty() {
            return Ok(Answer::done(View::Nothing));
        }
        self.say("", shown.preview().trim_end());
        if self.global.may_ask && !self.global.yes {
            let mut terminal = ui::Terminal::new(self.world.is_dumb());
            match ui::confirm(question, false, &mut terminal)? {
                Verdict::Yes => {}
                Verdict::Back | Verdict::No | Verdict::Because(_) => {
                    self.say("", "Nothing was changed.");
                    return Ok(Answer::done(View::Nothing));
                }
            }
        }
        self.write_to(Some(&shown), make)
    }

    /// Does what only one may do at a time.
    ///
    /// # Errors
    /// Where the store stays busy (exit 6), and what `act` fails with.
    pub fn under_lock<T>(&mut self, act: impl FnOnce(&Lock) -> Result<T>) -> Result<T> {
        let lock = self.lock()?;
        act(&lock)
    }
}
