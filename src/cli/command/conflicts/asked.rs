//! Asks a person at the terminal about each conflict in turn; each record is written once all of it
//! has been asked about.

use crate::book::{Book, Overlay};
use crate::fault::Result;
use crate::git::{Repository, Underway};
use crate::schema::{Doc, Node, Shape};
use crate::ui::{self, Ask as _, Interview, Offer, Picked, Question};
use crate::view::View;
use crate::work::{self, Choice, Conflict};

use super::super::super::answer::Answer;
use super::super::super::asking;
use super::super::super::context::Context;
use super::makers::{Makers, maker};
use super::settled::{Decisions, by_hand, settle, tell_what_is_left};
use super::told;
use super::torn::{Torn, What};

/// What a person decides about one question.
enum Decided {
    /// This, of each of its fields in turn.
    As(Vec<Choice>),
    /// It stays open.
    Later,
    /// The person went away.
    Gone,
}

/// One question: what is asked about, and what each side says.
struct Asked {
    /// What is in conflict.
    label: String,
    /// What the answers are: word, what it does, the choice; the last ones are no choices.
    offers: Vec<(&'static str, String)>,
    /// Each side with who made it.
    sides: Vec<(&'static str, String, Option<String>)>,
}

/// Asks about every conflict, and settles what is decided.
///
/// # Errors
/// Where the terminal cannot be asked, or what is decided cannot be written.
pub(super) fn ask(
    context: &mut Context<'_>,
    torn: &[Torn],
    repository: Option<&Repository>,
) -> Result<Answer> {
    let opened = context.store_on_defaults()?;
    // A record in conflict cannot be read as it is: this side's version stands for it.
    let mut overlay = Overlay::over(&opened.folder);
    for one in torn {
        overlay
            .texts
            .extend(one.readable().map(|text| (one.path.clone(), Some(text))));
    }
    let book = Book::new(&overlay, opened.settings.clone());
    let mut terminal = ui::Terminal::new(context.world.is_dumb());
    let total: usize = torn.iter().map(questions).sum();
    let (ours, theirs) = if repository.and_then(Repository::underway) == Some(Underway::Rebase) {
        ("came from the other machine", "was done on this one")
    } else {
        ("this machine had", "came from the other one")
    };
    terminal.tell(&format!("`ours` is what {ours}, `theirs` what {theirs}."))?;
    let mut number = 0;
    let mut answer = Answer::done(View::Nothing);
    let mut left_by_hand = Vec::new();
    'files: for one in torn {
        let name = told::record(&book, one);
        let makers = Makers::of(repository, &one.path);
        let mut decisions = Decisions::default();
        match &one.what {
            What::Broken => {
                left_by_hand.push(by_hand(one));
                continue;
            }
            What::Deleted(_) => {
                number += 1;
                terminal.tell(&heading(number, total, &name, one))?;
                let asked = of_deleted(one, &makers);
                match asked.put(&mut terminal)? {
                    Picked::Gone => break 'files,
                    Picked::At(0) => decisions.whole = Some(Choice::Ours),
                    Picked::At(1) => decisions.whole = Some(Choice::Theirs),
                    Picked::At(_) | Picked::Nothing => continue,
                }
            }
            What::Fields(_, conflicts) => {
                for said in work::statements(conflicts) {
                    number += 1;
                    terminal.tell(&heading(number, total, &name, one))?;
                    match statement(&mut terminal, &book, one, &said, &makers, context)? {
                        Decided::Gone => break 'files,
                        Decided::Later => {}
                        Decided::As(choices) => {
                            let said = said.into_iter().cloned();
                            decisions.fields.extend(said.zip(choices));
                        }
                    }
                }
                if decisions.fields.is_empty() && !conflicts.is_empty() {
                    continue;
                }
            }
        }
        answer = settle(context, one, &decisions)?;
    }
    for fault in left_by_hand {
        context.tell_git(&fault);
    }
    tell_what_is_left(context)?;
    if !context.global.dry_run {
        answer.view = View::Nothing;
    }
    Ok(answer)
}

/// How many questions a file asks.
fn questions(torn: &Torn) -> usize {
    match &torn.what {
        What::Fields(_, conflicts) => work::statements(conflicts).len(),
        What::Deleted(_) => 1,
        What::Broken => 0,
    }
}

fn heading(number: usize, total: usize, name: &str, torn: &Torn) -> String {
    format!("\nConflict {number} of {total}: {name} ({})", torn.path)
}

/// Asks about fields that are decided together.
fn statement(
    terminal: &mut ui::Terminal,
    book: &Book<'_>,
    torn: &Torn,
    said: &[&Conflict],
    makers: &Makers,
    context: &Context<'_>,
) -> Result<Decided> {
    let kind = torn.kind;
    let root = torn.readable().and_then(|text| Doc::parse("", text).ok());
    let root = &root.map_or(Node::empty(), |doc| doc.root);
    let fields = kind.fields();
    let side = |pick| told::side(kind, said, pick);
    let (ours, theirs) = (side(|one| &one.ours), side(|one| &one.theirs));
    let mut offers = vec![
        ("ours", format!("keep: {ours}")),
        ("theirs", format!("take: {theirs}")),
    ];
    if said.iter().all(|one| one.is_of_lists()) {
        offers.push(("both", "what either has".to_owned()));
    }
    if told::can_be_typed(kind, said) {
        offers.push(("value", "type another value".to_owned()));
    }
    offers.push(("later", "leave it open".to_owned()));
    let asked = Asked {
        label: told::label(kind, said, root),
        offers,
        sides: vec![
            ("ours", ours, maker(&makers.ours, said, fields)),
            ("theirs", theirs, maker(&makers.theirs, said, fields)),
            ("before", side(|one| &one.base), None),
        ],
    };
    loop {
        let picked = match asked.put(terminal)? {
            Picked::Gone => return Ok(Decided::Gone),
            Picked::Nothing => return Ok(Decided::Later),
            Picked::At(at) => asked.offers[at].0,
        };
        let choice = match picked {
            "ours" => Choice::Ours,
            "theirs" => Choice::Theirs,
            "both" => Choice::Both,
            "value" => match typed(terminal, book, torn, said, context)? {
                Some(values) => {
                    return Ok(Decided::As(values.into_iter().map(Choice::Value).collect()));
                }
                None => continue,
            },
            _ => return Ok(Decided::Later),
        };
        return Ok(Decided::As(vec![choice; said.len()]));
    }
}

/// Asks for another value of each field; nothing where the person thinks better of it.
fn typed(
    terminal: &mut ui::Terminal,
    book: &Book<'_>,
    torn: &Torn,
    said: &[&Conflict],
    context: &Context<'_>,
) -> Result<Option<Vec<Option<Node>>>> {
    let mut values = Vec::new();
    for one in said {
        let mut question = match one.spot.field(torn.kind.fields()) {
            Some(field) => Question::of(field),
            None => Question::of_shape("", Shape::Text),
        };
        question.label = one.spot.key_word().unwrap_or_default().replace('_', " ");
        question.default = None;
        if let ui::Reading::Shape(Shape::Link(kind)) = question.reading {
            question.offers = asking::records(book, kind)?;
        }
        let mut interview = Interview::new(vec![question], context.today());
        let went_on = ui::conduct(&mut interview, terminal, &mut |_| Ok(()))?;
        let given = match interview.answers().next().map(|(_, answer)| answer) {
            Some(ui::Answer::Given(texts)) if went_on => Some(texts.clone()),
            Some(ui::Answer::Left | ui::Answer::Cleared) if went_on => None,
            _ => return Ok(None),
        };
        let node = given.map(|texts| told::read(book, torn.kind, one, &texts, context.today()));
        match node.transpose() {
            Ok(node) => values.push(node),
            Err(fault) => {
                terminal.tell(&format!("  ! {}", fault.message))?;
                return Ok(None);
            }
        }
    }
    Ok(Some(values))
}

/// The question of a record that one side deleted.
fn of_deleted(torn: &Torn, makers: &Makers) -> Asked {
    let What::Deleted(stages) = &torn.what else {
        return Asked {
            label: String::new(),
            offers: Vec::new(),
            sides: Vec::new(),
        };
    };
    let words = |side: &Option<String>| match side {
        None => "removed the record".to_owned(),
        Some(text) => format!(
            "changed {}",
            told::changed(torn.kind, stages.base.as_deref(), text)
        ),
    };
    let offer = |side: &Option<String>| {
        if side.is_some() {
            "keep the record"
        } else {
            "remove it"
        }
    };
    Asked {
        label: "the whole record".to_owned(),
        offers: vec![
            ("ours", offer(&stages.ours).to_owned()),
            ("theirs", offer(&stages.theirs).to_owned()),
            ("later", "leave it open".to_owned()),
        ],
        sides: vec![
            (
                "ours",
                words(&stages.ours),
                maker(&makers.ours, &[], torn.kind.fields()),
            ),
            (
                "theirs",
                words(&stages.theirs),
                maker(&makers.theirs, &[], torn.kind.fields()),
            ),
        ],
    }
}

impl Asked {
    /// Shows both sides, and asks which stands.
    fn put(&self, terminal: &mut ui::Terminal) -> Result<Picked> {
        terminal.tell(&format!("  {}", self.label))?;
        for (word, value, maker) in &self.sides {
            let maker = maker
                .as_ref()
                .map_or(String::new(), |maker| format!("  [{maker}]"));
            let value = value.replace('\n', "\n            ");
            terminal.tell(&format!("    {:<8}{value}{maker}", format!("{word}:")))?;
        }
        let offers: Vec<Offer> = self
            .offers
            .iter()
            .map(|(word, line)| Offer {
                value: (*word).to_owned(),
                line: line.lines().next().unwrap_or_default().to_owned(),
                names: Vec::new(),
            })
            .collect();
        let help = "arrows or a word, then Enter; Enter alone for later, ? explains, Esc to stop";
        ui::choose("Which stands?", help, &offers, terminal)
    }
}
