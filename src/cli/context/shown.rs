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
        if self.may_do(shown.preview().trim_end(), question)? {
            return self.write_to(Some(&shown), make);
        }
        Ok(Answer::done(View::Nothing))
    }

    /// Shows what is to be done, and whether it may be: on a terminal a person says so, elsewhere
    /// whoever ran the command has.
    ///
    /// # Errors
    /// Where the terminal cannot be asked (exit 1).
    pub fn may_do(&mut self, plan: &str, question: &str) -> Result<bool> {
        self.say("", plan);
        if !self.global.may_ask || self.global.yes {
            return Ok(true);
        }
        let mut terminal = ui::Terminal::new(self.world.is_dumb());
        let may = ui::confirm(question, false, &mut terminal)? == Verdict::Yes;
        if !may {
            self.say("", "Nothing was changed.");
        }
        Ok(may)
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
