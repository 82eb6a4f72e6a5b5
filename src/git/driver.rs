//! The merge driver: what tells git, in one clone, that records are merged by the program itself.

use crate::fault::{Fault, Result};

use super::repository::Repository;
use super::run::run;

const NAME: (&str, &str) = ("merge.wbl.name", "records of wbl, merged by meaning");
const DRIVER: (&str, &str) = ("merge.wbl.driver", "wbl merge-driver %O %A %B %P");
/// Git takes a record that was removed and another like it that was added for one that was renamed,
/// and would put what the other side wrote about the first into the second: the hours of one student
/// into another's placement. Without that guess both are there, and what was removed is a conflict.
const RENAMES: (&str, &str) = ("merge.renames", "false");

/// Whether this clone merges records by meaning.
///
/// # Errors
/// Where git cannot be run.
pub fn driver_is_registered(repository: &Repository) -> Result<bool> {
    let asked = r"^merge\.(wbl\.driver|renames)$";
    let args = ["config", "-z", "--get-regexp", asked];
    let text = run(&repository.folder, args, None)?.text();
    let last = |key: &str| {
        let pairs = text.split('\0').filter_map(|pair| pair.split_once('\n'));
        pairs.filter(|(own, _)| *own == key).last()
    };
    let has_driver = last(DRIVER.0).is_some_and(|(_, value)| value.contains("merge-driver"));
    let is_off = |value: &str| ["false", "no", "off", "0"].contains(&value);
    Ok(has_driver && last(RENAMES.0).is_some_and(|(_, value)| is_off(value)))
}

/// Has this clone merge records by meaning; it is a setting of the clone, which git never copies.
///
/// # Errors
/// Where git cannot be run, or its settings cannot be written.
pub fn register_driver(repository: &Repository) -> Result<()> {
    for (key, value) in [NAME, DRIVER, RENAMES] {
        let answer = run(&repository.folder, ["config", "--local", key, value], None)?;
        if !answer.is_ok {
            let message = format!(
                "git could not keep its setting {key}: {}",
                answer.complaint()
            );
            return Err(Fault::could(message)
                .hint(format!("set it by hand: `git config {key} \"{value}\"`")));
        }
    }
    Ok(())
}
