//! What git is told of a change that has been written, and what a person is told of git.

use crate::change::Change;
use crate::fault::Fault;
use crate::git;
use crate::store::Opened;

use super::context::Context;

impl Context<'_> {
    /// After a change has been written: says where this clone would not merge records by meaning.
    /// Nothing here stops anything: what is written is written.
    pub fn record_in_git(&mut self, opened: &Opened, change: &Change) {
        if change.is_empty() {
            return;
        }
        let repository = match git::repository(&opened.folder.root) {
            Ok(Some(repository)) => repository,
            Ok(None) => return,
            Err(fault) => return self.tell_git(&fault),
        };
        if git::driver_is_registered(&repository).is_ok_and(|is| !is) {
            self.say(
                "warning",
                "git in this clone does not merge records by meaning yet; `wbl doctor --fix` sets that up",
            );
        }
    }

    /// Says what git could not do; the command itself has done its part.
    pub fn tell_git(&mut self, fault: &Fault) {
        self.say("warning", &fault.message);
        for hint in &fault.hints {
            self.say("hint", hint);
        }
    }
}
