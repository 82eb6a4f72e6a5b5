//! The merge driver: what tells git, in one clone, that records are merged by the program itself.

use crate::fault::{Fault, Result, pasted};

use super::repository::Repository;
use super::run::run;

const NAME: (&str, &str) = ("merge.wbl.name", "records of wbl, merged by meaning");
const DRIVER: (&str, &str) = ("merge.wbl.driver", "wbl merge-driver %O %A %B %P %S %X %Y");

/// The command by which this clone merges records, as git would run it; nothing where it has none.
///
/// # Errors
/// Where git cannot be run.
pub fn driver(repository: &Repository) -> Result<Option<String>> {
    let answer = run(&repository.folder, ["config", "--get", DRIVER.0], None)?;
    let line = answer.line();
    // Before it was told where each version lies it took a guess of git for a rename.
    let is_ours = line.contains("merge-driver") && line.contains("%S %X %Y");
    Ok((answer.is_ok && is_ours).then_some(line))
}

/// Whether this clone merges records by meaning.
///
/// # Errors
/// Where git cannot be run.
pub fn driver_is_registered(repository: &Repository) -> Result<bool> {
    Ok(driver(repository)?.is_some())
}

/// Has this clone merge records by meaning; it is a setting of the clone, which git never copies.
///
/// # Errors
/// Where git cannot be run, or its settings cannot be written.
pub fn register_driver(repository: &Repository) -> Result<()> {
    for (key, value) in [NAME, DRIVER] {
        let answer = run(&repository.folder, ["config", "--local", key, value], None)?;
        if !answer.is_ok {
            let message = format!(
                "git could not keep its setting {key}: {}",
                answer.complaint()
            );
            return Err(Fault::could(message).hint(format!(
                "set it by hand: `git config {key} {}`",
                pasted(value)
            )));
        }
    }
    Ok(())
}
