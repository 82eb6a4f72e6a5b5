//! What every command has at hand: the world, the global flags, the store; how it reads and answers.

mod preview;
mod shown;
mod write;

use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use crate::book::Book;
use crate::fault::{Blame, Candidates, Fault, Place, Result};
use crate::schema::{Kind, Problem};
use crate::store::{self, Opened, Places, Wait, Writer};
use crate::ui;
use crate::value::{Day, Id};
use crate::view::View;

use super::asking::Review;
use super::global::Global;
use super::pager;
use super::talk::Voice;
use super::world::World;

/// How long a command waits for another writer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a command reads anew where a change was written while it read.
const TRIES: u32 = 50;

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
    /// Whether the store has been changed.
    pub has_written: bool,
    /// What it says on stderr.
    pub voice: Voice<'w>,
}

impl<'w> Context<'w> {
    /// Begins a command.
    pub fn new(world: World, global: Global, voice: Voice<'w>) -> Self {
        Self {
            world,
            global,
            opened: None,
            chosen: Vec::new(),
            problems: Vec::new(),
            review: Review::None,
            has_written: false,
            voice,
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
        let root = self.root()?;
        let writer = self.writer();
        let opened = self.waiting(|wait| store::open(root, &writer, wait))?;
        if let Some(finished) = &opened.finished {
            self.tell_finished(&opened, finished);
        }
        self.opened = Some(opened.clone());
        Ok(opened)
    }

    /// The store's folder.
    fn root(&self) -> Result<PathBuf> {
        store::find(&Places {
            flag: self.global.store.clone(),
            variable: self.world.var("WBL_STORE").map(Into::into),
            here: self.world.here.clone(),
            config: store::user_config(),
        })
    }

    /// Who this is, for those who wait and for the undo log.
    fn writer(&self) -> Writer {
        Writer {
            verb: super::tree::named(&self.world.args),
            process: self.world.process,
            at: self.world.now.clone(),
        }
    }

    /// Does what may have to wait for another writer, and says so when the wait is felt.
    fn waiting<T>(&mut self, take: impl FnOnce(Wait<'_>) -> T) -> T {
        let voice = std::cell::RefCell::new(&mut self.voice);
        let quiet = self.global.quiet;
        let tell = |who: &str| {
            if !quiet {
                let text = format!("waiting for {who}, which is writing to the store …");
                voice.borrow_mut().line("", &text);
            }
        };
        take(Wait {
            most: PATIENCE,
            tell: &tell,
        })
    }

    /// Reads: hands the book to `look`, asks a person where a reference names several records.
    ///
    /// # Errors
    /// Whatever `look` finds.
    pub fn read<T>(&mut self, look: impl Fn(&Book<'_>, &Self) -> Result<T>) -> Result<T> {
        self.store()?;
        self.read_from(&look)
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
        self.read_from(&look)
    }

    /// Reads the store that is open; once more where a change was written meanwhile, so that no
    /// answer rests on half of one.
    fn read_from<T>(&mut self, look: &impl Fn(&Book<'_>, &Self) -> Result<T>) -> Result<T> {
        for turn in 0..TRIES {
            let opened = self.store_on_defaults()?;
            let book = self.book(&opened);
            let seen = look(&book, self);
            self.problems = book.problems();
            if !opened.turn.still_stands(&opened.folder) {
                self.opened = None;
                std::thread::sleep(Duration::from_millis(u64::from(turn)));
                continue;
            }
            match seen {
                Err(fault) => self.ask(fault)?,
                done => return done,
            }
        }
        Err(
            Fault::new(Blame::Busy, "the store keeps changing while it is read")
                .hint("run it again in a moment"),
        )
    }

    pub(super) fn book<'d>(&self, opened: &'d Opened) -> Book<'d> {
        let mut book = Book::new(&opened.folder, opened.settings.clone());
        book.chosen.clone_from(&self.chosen);
        book
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

    /// Says a line on stderr, unless `-q`.
    pub fn say(&mut self, word: &str, text: &str) {
        if !self.global.quiet {
            self.voice.line(word, text);
        }
    }

    /// Names every file that could not be read; gives how many.
    pub fn tell_problems(&mut self) -> usize {
        let mut problems = std::mem::take(&mut self.problems);
        self.hide_foreign(problems.iter_mut().map(|problem| &mut problem.place));
        self.voice.unread(&problems)
    }

    /// Takes away the lines of files that lie outside the store, and only a link leads to: they may
    /// be anyone's.
    pub fn hide_foreign<'p>(&self, places: impl Iterator<Item = &'p mut Place>) {
        let Some(opened) = &self.opened else {
            return;
        };
        for place in places.filter(|place| !place.excerpt.is_empty()) {
            if opened.folder.leads_out(&place.path) {
                place.excerpt.clear();
            }
        }
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
