//! What every command has at hand: the world, the global flags, the store; and how it writes.

mod shown;

use std::io::Write;
use std::time::Duration;

use crate::book::Book;
use crate::change::Change;
use crate::fault::{Blame, Candidates, Fault, Result};
use crate::schema::{Kind, Problem};
use crate::store::{self, Lock, Opened, Outcome, Places, Wait};
use crate::ui::{self, Verdict};
use crate::value::{Day, Id};
use crate::view::View;

use super::answer::{Answer, made_view};
use super::asking::Review;
use super::global::Global;
use super::pager;
use super::talk;
use super::world::World;

/// How long a command waits for another writer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a change is made anew where a hand edit came between.
const TRIES: u64 = 20;

/// What a command has at hand.
pub struct Context<'w> {
    /// The world around it.
    pub world: World,
    /// The global flags.
    pub global: Global,
    opened: Option<Opened>,
    /// What a person has chosen for a reference that names several records.
    chosen: Vec<(Kind, String, Id)>,
    problems: Vec<Problem>,
    /// Whether what was answered is shown before it is written.
    pub review: Review,
    err: &'w mut dyn Write,
}

impl<'w> Context<'w> {
    /// Begins a command.
    pub fn new(world: World, global: Global, err: &'w mut dyn Write) -> Self {
        Self {
            world,
            global,
            opened: None,
            chosen: Vec::new(),
            problems: Vec::new(),
            review: Review::None,
            err,
        }
    }

    /// The day that the command believes it is.
    pub fn today(&self) -> Day {
        self.global.as_of
    }

    /// The store, opened once.
    ///
    /// # Errors
    /// Where there is none (exit 1), or its settings cannot be read (exit 7).
    pub fn store(&mut self) -> Result<Opened> {
        let opened = self.store_on_defaults()?;
        if opened.problems.is_empty() {
            return Ok(opened);
        }
        let faults = opened
            .problems
            .iter()
            .map(|problem| problem.fault(Blame::Unreadable));
        Err(Fault::all(faults)
            .unwrap_or_else(|| Fault::new(Blame::Unreadable, "the settings cannot be read"))
            .hint(
                "`wbl check` and `wbl partner show` and its like work without the settings; everything else needs them",
            ))
    }

    /// The store, on default settings where its own cannot be read.
    ///
    /// # Errors
    /// Where there is none (exit 1), or its format is newer (exit 7).
    pub fn store_on_defaults(&mut self) -> Result<Opened> {
        if let Some(opened) = &self.opened {
            return Ok(opened.clone());
        }
        let places = Places {
            flag: self.global.store.clone(),
            variable: self.world.var("WBL_STORE").map(Into::into),
            here: self.world.here.clone(),
            config: store::user_config(),
        };
        let opened = store::open(store::find(&places)?)?;
        self.opened = Some(opened.clone());
        Ok(opened)
    }

    /// Reads: hands the book to `look`, asks a person where a reference names several records.
    ///
    /// # Errors
    /// Whatever `look` finds.
    pub fn read<T>(&mut self, look: impl Fn(&Book<'_>, &Self) -> Result<T>) -> Result<T> {
        let opened = self.store()?;
        self.read_from(&opened, look)
    }

    /// Reads like [`Context::read`], on default settings where the store's own cannot be read.
    ///
    /// # Errors
    /// Whatever `look` finds.
    pub fn read_on_defaults<T>(
        &mut self,
        look: impl Fn(&Book<'_>, &Self) -> Result<T>,
    ) -> Result<T> {
        let opened = self.store_on_defaults()?;
        if !opened.problems.is_empty() {
            self.say(
                "warning",
                "wbl.toml cannot be read; this goes on with the defaults",
            );
        }
        self.read_from(&opened, look)
    }

    fn read_from<T>(
        &mut self,
        opened: &Opened,
        look: impl Fn(&Book<'_>, &Self) -> Result<T>,
    ) -> Result<T> {
        loop {
            let book = self.book(opened);
            let seen = look(&book, self);
            self.problems = book.problems();
            match seen {
                Err(fault) => self.ask(fault)?,
                done => return done,
            }
        }
    }

    fn book<'d>(&self, opened: &'d Opened) -> Book<'d> {
        let mut book = Book::new(&opened.folder, opened.settings.clone());
        book.chosen.clone_from(&self.chosen);
        book
    }

    /// Asks before it writes: the change is shown, and only what was shown is written.
    fn asking(
        &mut self,
        opened: &Opened,
        question: &str,
        make: impl Fn(&Book<'_>, u64, &Self) -> Result<Change>,
    ) -> Result<Answer> {
        if self.global.dry_run || self.global.yes {
            return self.write_to(opened, None, make);
        }
        let seed = self.world.seed;
        let shown = self.read_from(opened, |book, context| make(book, seed, context))?;
        if shown.is_empty() {
            return self.write_to(opened, None, make);
        }
        let preview = shown.preview();
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
            Verdict::Yes => return self.write_to(opened, Some(&shown), make),
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
        let opened = self.store()?;
        self.write_to(&opened, None, make)
    }

    /// Writes like [`Context::write`], on default settings where the store's own cannot be read.
    ///
    /// # Errors
    /// As [`Context::write`].
    pub fn write_on_defaults(
        &mut self,
        make: impl Fn(&Book<'_>, u64, &Self) -> Result<Change>,
    ) -> Result<Answer> {
        let opened = self.store_on_defaults()?;
        self.write_to(&opened, None, make)
    }

    fn write_to(
        &mut self,
        opened: &Opened,
        shown: Option<&Change>,
        make: impl Fn(&Book<'_>, u64, &Self) -> Result<Change>,
    ) -> Result<Answer> {
        let seed = self.world.seed;
        if self.global.dry_run {
            let change = self.read_from(opened, |book, context| make(book, seed, context))?;
            self.warn(&change);
            let preview = if change.is_empty() {
                "nothing would change\n".to_owned()
            } else {
                change.preview()
            };
            return Ok(Answer::done(View::Text(preview)));
        }
        for _ in 0..TRIES {
            let lock = self.lock(opened)?;
            let book = self.book(opened);
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
                Outcome::Stale(_) => {}
                Outcome::Written => {
                    self.tell_done(&change);
                    self.warn(&change);
                    self.record_in_git(opened, &change);
                    return Ok(Answer::done(made_view(&change)));
                }
            }
        }
        Err(
            Fault::new(Blame::Busy, "the files keep changing under this command")
                .hint("run it again; nothing was written"),
        )
    }

    fn lock(&mut self, opened: &Opened) -> Result<Lock> {
        let verb = super::tree::named(&self.world.args);
        let holder = format!("`{verb}` (process {})", self.world.process);
        let err = std::cell::RefCell::new(&mut *self.err);
        let quiet = self.global.quiet;
        let tell = |who: &str| {
            if !quiet {
                talk::line(
                    "",
                    &format!("waiting for {who}, which is writing to the store …"),
                    &mut **err.borrow_mut(),
                );
            }
        };
        Lock::take(
            &opened.folder,
            &holder,
            Wait {
                most: PATIENCE,
                tell: &tell,
            },
        )
    }

    /// Asks a person which record is meant; without one the fault stands.
    fn ask(&mut self, fault: Fault) -> Result<()> {
        let Some(candidates) = fault.candidates.as_deref().filter(|_| self.global.may_ask) else {
            return Err(fault);
        };
        let Candidates {
            kind,
            typed,
            choices,
        } = candidates;
        let picked = ui::pick(candidates, &mut ui::Terminal::new(self.world.is_dumb()))?;
        let kind = crate::record::kind_named(kind).map(|spec| spec.kind);
        match (
            kind,
            picked
                .and_then(|at| choices.get(at))
                .and_then(|(id, _)| Id::new(id).ok()),
        ) {
            (Some(kind), Some(id)) => {
                self.chosen.push((kind, typed.clone(), id));
                Ok(())
            }
            _ => Err(fault),
        }
    }

    fn warn(&mut self, change: &Change) {
        for warning in &change.warnings {
            self.say("warning", warning);
        }
    }

    fn tell_done(&mut self, change: &Change) {
        for sentence in &change.said {
            self.say("", sentence);
        }
        if change.is_empty() && change.said.iter().all(|said| said.starts_with("Took the ")) {
            self.say("", "Nothing to change.");
        }
    }

    /// Says a line on stderr, unless `-q`.
    pub fn say(&mut self, word: &str, text: &str) {
        if !self.global.quiet {
            talk::line(word, text, self.err);
        }
    }

    /// Names every file that could not be read; gives how many.
    pub fn tell_problems(&mut self) -> usize {
        talk::unread(&std::mem::take(&mut self.problems), self.err)
    }

    /// Forgets the files that a fault names itself.
    pub fn forget_told(&mut self, fault: &Fault) {
        let told = |problem: &Problem| {
            fault
                .each()
                .any(|one| one.place.as_deref() == Some(&problem.place))
        };
        self.problems.retain(|problem| !told(problem));
    }

    /// Forgets the files that could not be read: the answer itself names them.
    pub fn forget_problems(&mut self) {
        self.problems.clear();
    }

    /// Shows a view on stdout; on a terminal too small for it, in the pager.
    fn show_here(&self, view: &View, out: &mut dyn Write) -> Result<()> {
        let look = &self.global.look;
        let pager = if self.world.terminals.stdout && self.global.may_page {
            pager::wanted(&self.world)
        } else {
            None
        };
        let Some((pager, height)) = pager.zip(crate::ui::height()) else {
            return view.write_to(look, out);
        };
        let text = view.show(look)?;
        if text.lines().count() < height || !pager::leaf(&pager, &text) {
            out.write_all(text.as_bytes())
                .map_err(|error| Fault::io(&error, "write the answer"))?;
        }
        Ok(())
    }

    /// Shows a view where the answer goes.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn show(&mut self, view: &View, out: &mut dyn Write) -> Result<()> {
        let Some(path) = self.global.output.clone() else {
            return self.show_here(view, out);
        };
        let text = view.show(&self.global.look)?;
        let shown = path.display();
        store::write_answer(
            &self.world.here.join(&path),
            text.as_bytes(),
            &shown.to_string(),
        )?;
        self.say("", &format!("Wrote {shown}"));
        Ok(())
    }
}
