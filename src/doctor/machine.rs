//! Whether the machine has what some commands need: an editor, a terminal, mail.

use super::Judge::{All, Machine};
use super::{Facts, Finding, Look, good, look, note, skipped, wrong};

pub(super) const LOOKS: &[Look] = &[
    look(
        "editor",
        "Whether there is an editor for `wbl KIND edit`",
        Machine(editor),
    ),
    look(
        "terminal",
        "Whether questions can be asked, and how wide answers are",
        Machine(terminal),
    ),
    look(
        "locale",
        "Whether the terminal shows accents",
        Machine(locale),
    ),
    look("mail", "Whether mail can be sent", All(mail)),
];

fn editor(machine: &super::Machine) -> Finding {
    const FIX: &str = "name one that is installed: EDITOR=nano";
    match (&machine.editor, machine.has_editor) {
        (Some((editor, variable)), true) => good(format!("`{editor}`, by {variable}")),
        (Some((editor, variable)), false) => wrong(
            format!("{variable} names `{editor}`, which is not there"),
            FIX,
        ),
        (None, true) => good("no variable names one; the usual one of this system is used"),
        (None, false) => note(
            "neither EDITOR nor VISUAL names one, and no usual one is there",
            FIX,
        ),
    }
}

fn terminal(machine: &super::Machine) -> Finding {
    let colour = if machine.colour {
        "with color"
    } else {
        "without color"
    };
    match (machine.width, machine.may_ask) {
        (Some(width), true) => good(format!("{width} columns, {colour}")),
        (Some(width), false) => good(format!("{width} columns, {colour}; nothing is asked")),
        (None, true) => good(format!(
            "the answer goes elsewhere, {colour}; questions are asked"
        )),
        (None, false) => good(format!("no terminal: nothing is asked, {colour}")),
    }
}

fn locale(machine: &super::Machine) -> Finding {
    let is_unicode = |locale: &str| {
        let folded = locale.to_ascii_lowercase().replace('-', "");
        folded.contains("utf8")
    };
    match &machine.locale {
        _ if !machine.wants_locale => skipped("this system has none"),
        Some(locale) if is_unicode(locale) => good(locale.clone()),
        Some(locale) => note(
            format!("the locale is {locale}: a terminal may show accents wrongly"),
            "set LANG to one that ends in UTF-8, such as en_US.UTF-8",
        ),
        None => note(
            "no locale is set: a terminal may show accents wrongly",
            "set LANG to one that ends in UTF-8, such as en_US.UTF-8",
        ),
    }
}

fn mail(facts: &Facts) -> Finding {
    match (&facts.machine.mail, &facts.store) {
        (_, None) => skipped("there is no store to look at"),
        (None, _) => good("no `mail.command` is set; nothing is sent"),
        (Some((command, true)), _) => good(format!("`{command}`")),
        (Some((command, false)), _) => wrong(
            format!("`{command}` is set, and its program is not there"),
            "install it, or `wbl config unset mail.command`",
        ),
    }
}
