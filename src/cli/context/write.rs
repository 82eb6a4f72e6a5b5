//! How a command writes: a change made under the store's lock, shown first where a person decides,
//! committed whole, and told.

use crate::book::Book;
use crate::change::Change;
use crate::fault::{Blame, Fault, Result};
use crate::store::{self, Lock, Opened, Outcome, Way};
use crate::ui::{self, Verdict};
use crate::view::View;

use super::super::answer::{Answer, made_view};
use super::super::asking::Review;
use super::{Context, preview};

/// How often a change is made anew where a hand edit came between.
const TRIES: u64 = 20;

impl Context<'_> {
    /// Writes like [`Context::write`], but asks before: the change is shown, and only what was
    /// shown is written. Where nobody can be asked, `--yes` answers.
    ///
    /// # Errors
    /// As [`Context::write`]; nobody to ask and no `--yes` (exit 2); a store that has changed since
    /// it was shown (exit 6).
    pub fn write_asking(
        &mut self,
        question: &str,
        make: impl Fn(&Book<'_>, u64, &Self) -> Result<Change>,
    ) -> Result<Answer> {
        self.store()?;
        self.asking(question, make)
    }

    /// Writes like [`Context::write_asking`], on default settings where the store's own cannot be
    /// read. Where nothing is to do, not even the lock is taken: the store may be one that cannot be
    /// written to.
    ///
    /// # Errors
    /// As [`Context::write_asking`].
    pub fn write_if_needed_on_defaults(
        &mut self,
        question: &str,
        make: impl Fn(&Book<'_>, u64, &Self) -> Result<Change>,
    ) -> Result<Answer> {
        self.store_on_defaults()?;
        let seed = self.world.seed;
        let needed = self.read_from(&|book, context| make(book, seed, context))?;
        if needed.is_empty() && !self.global.dry_run {
            self.tell_done(&needed);
            return Ok(Answer::done(View::Nothing));
        }
        self.asking(question, make)
    }

    fn asking(
        &mut self,
        question: &str,
        make: impl Fn(&Book<'_>, u64, &Self) -> Result<Change>,
    ) -> Result<Answer> {
        if self.global.dry_run || self.global.yes {
            return self.write_to(None, make);
        }
        let seed = self.world.seed;
        let (shown, preview) = self.read_from(&|book, context| {
            let change = make(book, seed, context)?;
            let preview = preview::of(book, &change, context.global.may_ask);
            Ok((change, preview))
        })?;
        if shown.is_empty() {
            return self.write_to(None, make);
        }
        self.say("", preview.trim_end());
        if self.review == Review::Wanted {
            self.warn(&shown);
        }
        if !self.global.may_ask {
            return Err(Fault::misuse(format!("this needs a yes: {question}"))
                .hint("add `--yes` to go on, or `--dry-run` only to look"));
        }
        let mut terminal = ui::Terminal::new(self.world.is_dumb());
        let back = std::mem::take(&mut self.review) == Review::Wanted;
        match ui::confirm(question, back, &mut terminal)? {
            Verdict::Yes => return self.write_to(Some(&shown), make),
            Verdict::Back => self.review = Review::SentBack,
            Verdict::No | Verdict::Because(_) => self.say("", "Nothing was changed."),
        }
        Ok(Answer::done(View::Nothing))
    }

    /// Writes: makes the change under the store's lock and commits it. Where a hand edit came
    /// between, the change is made anew from the fresh texts.
    ///
    /// # Errors
    /// Whatever the change is refused for; a busy store (exit 6); a disk that cannot be written.
    pub fn write(
        &mut self,
        make: impl Fn(&Book<'_>, u64, &Self) -> Result<Change>,
    ) -> Result<Answer> {
        if self.review == Review::Wanted {
            return self.write_asking("save this?", make);
        }
        self.store()?;
        self.write_to(None, make)
    }

    /// Writes like [`Context::write`], on default settings where the store's own cannot be read.
    ///
    /// # Errors
    /// As [`Context::write`].
    pub fn write_on_defaults(
        &mut self,
        make: impl Fn(&Book<'_>, u64, &Self) -> Result<Change>,
    ) -> Result<Answer> {
        self.store_on_defaults()?;
        self.write_to(None, make)
    }

    /// Writes a change that was shown already: nothing but that.
    ///
    /// # Errors
    /// As [`Context::write`]; a store that has changed since it was shown (exit 6).
    pub fn write_shown(
        &mut self,
        shown: &Change,
        make: impl Fn(&Book<'_>, u64, &Self) -> Result<Change>,
    ) -> Result<Answer> {
        self.store()?;
        self.write_to(Some(shown), make)
    }

    /// Settles a change that was interrupted, and says what was done.
    ///
    /// # Errors
    /// As [`store::settle`].
    pub fn settle(&mut self, way: Way) -> Result<()> {
        let root = self.root()?;
        let writer = self.writer();
        let settled = self.waiting(|wait| store::settle(root, &writer, wait, way))?;
        let opened = self.store_on_defaults()?;
        self.tell_finished(&opened, &settled);
        Ok(())
    }

    pub(super) fn write_to(
        &mut self,
        shown: Option<&Change>,
        make: impl Fn(&Book<'_>, u64, &Self) -> Result<Change>,
    ) -> Result<Answer> {
        let seed = self.world.seed;
        if self.global.dry_run {
            let change = self.read_from(&|book, context| make(book, seed, context))?;
            self.warn(&change);
            let preview = if change.is_empty() {
                // Rows that are there, and otherwise, are still to be seen.
                let brief = change.brief.as_deref().unwrap_or_default();
                format!("{brief}nothing would change\n")
            } else {
                change.preview()
            };
            return Ok(Answer::done(View::Text(preview)));
        }
        for _ in 0..TRIES {
            let lock = self.lock()?;
            let opened = self.opened_again()?;
            let book = self.book(&opened);
            let outcome = make(&book, seed, self);
            self.problems = book.problems();
            let change = match outcome {
                Ok(change) => change,
                Err(fault) => {
                    drop(lock);
                    self.ask(fault)?;
                    continue;
                }
            };
            if shown.is_some_and(|shown| shown.edits != change.edits) {
                return Err(Fault::new(
                    Blame::Busy,
                    "the records have changed since they were shown",
                )
                .hint("run it again to see them as they are; nothing was written"));
            }
            match store::commit(&opened.folder, &lock, &change)? {
                Outcome::Stale(_) => continue,
                Outcome::Written => {
                    self.tell_done(&change);
                    self.warn(&change);
                    let paths = change.edits.iter().map(|edit| edit.path.as_str());
                    self.record_in_git(&opened, &self.writer().verb, paths);
                }
                // Git is told by whoever puts it there.
                Outcome::Kept(why) => {
                    self.say("warning", &format!("the change is made and kept, but could not be put into {why}; the next command that can write does"));
                    self.tell_done(&change);
                    self.warn(&change);
                }
            }
            self.has_written = !change.is_empty();
            return Ok(Answer::done(made_view(&change)));
        }
        Err(
            Fault::new(Blame::Busy, "the files keep changing under this command")
                .hint("run it again; nothing was written"),
        )
    }

    pub(super) fn lock(&mut self) -> Result<Lock> {
        let opened = self.store_on_defaults()?;
        let writer = self.writer();
        let mut lock = self.waiting(|wait| Lock::take(&opened.folder, &writer, wait))?;
        if let Some(finished) = lock.finished.take() {
            self.tell_finished(&opened, &finished);
        }
        Ok(lock)
    }

    /// The store as it is under the lock: its settings may have changed before that was taken.
    fn opened_again(&mut self) -> Result<Opened> {
        let before = self.opened.take();
        let opened = self.store_on_defaults()?;
        if before.is_some_and(|before| before.problems.is_empty()) {
            return self.store();
        }
        Ok(opened)
    }

    fn warn(&mut self, change: &Change) {
        for warning in &change.warnings {
            self.say("warning", warning);
        }
    }

    fn tell_done(&mut self, change: &Change) {
        for sentence in change.notices.iter().chain(&change.said) {
            self.say("", sentence);
        }
        if change.is_empty() && change.said.is_empty() {
            self.say("", "Nothing to change.");
        }
    }
}
