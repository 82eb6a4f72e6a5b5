//! A small school in memory, for every target to put its input in.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use wbl::book::{Book, Disk, Listing};
use wbl::record::Settings;
use wbl::value::Day;

/// Files by path.
#[derive(Clone, Debug, Default)]
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl Memory {
    /// The records, with the settings that can be read.
    pub fn book(&self) -> Book<'_> {
        let text = self
            .0
            .get("wbl.toml")
            .map(|bytes| String::from_utf8_lossy(bytes));
        let settings = text.and_then(|text| toml::from_str::<Settings>(&text).ok());
        Book::new(self, settings.unwrap_or_default())
    }
}

impl Disk for Memory {
    fn list(&self, folder: &str, deep: bool) -> io::Result<Listing> {
        let prefix = format!("{folder}/");
        let within = |path: &&String| {
            path.strip_prefix(&prefix)
                .is_some_and(|rest| rest.matches('/').count() <= usize::from(deep))
        };
        let (files, strays) = self
            .0
            .keys()
            .filter(within)
            .cloned()
            .partition(|path| Path::new(path).extension().is_some_and(|end| end == "toml"));
        Ok(Listing { files, strays })
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let found = self.0.get(path).cloned();
        found.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }
}

const SCHOOL: &[(&str, &str)] = &[
    (
        "wbl.toml",
        "format = 1\n[custom.partner]\nchain = \"text\"\n[views]\nlocal = 'town = Worcester'\n",
    ),
    (
        "rules/massachusetts.toml",
        "name = \"M\"\nactivities = [{ activity = \"internship\", stage = \"immersion\", individual = true }, { activity = \"site-tour\", stage = \"exploration\" }]\nbreaks = [{ break = \"meal\", over_minutes = 360, minutes = 30, source = \"c.149\" }]\n",
    ),
    (
        "pathways/healthcare.toml",
        "name = \"Healthcare\"\nsector = \"Healthcare\"\n",
    ),
    (
        "partners/notre-dame.toml",
        "name = \"Notre Dame\"\ntown = \"Worcester\"\nphone = \"508-555-0100\"\n",
    ),
    (
        "contacts/j-ortiz.toml",
        "name = \"José Ortiz\"\npartner = \"notre-dame\"\n",
    ),
    (
        "students/s-k7f2wq.toml",
        "grad_year = 2027\nenrolled = [\n  { pathway = \"healthcare\", from = 2025-09-01 },\n]\n",
    ),
    (
        "private/students/s-k7f2wq.toml",
        "name = \"Jane Doe\"\nborn = 2009-11-12\ndistrict_id = \"00123\"\n",
    ),
    (
        "wbl/2026-27/s-k7f2wq-notre-dame.toml",
        "activity = \"internship\"\npartner = \"notre-dame\"\npathway = \"healthcare\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-10-05\nhours = [\n  { id = \"k3f9qd\", on = 2026-10-06, from = 15:00:00, to = 18:30:00 },\n]\nsupervisors = [\n  { contact = \"j-ortiz\" },\n]\n",
    ),
    (
        "mous/m.toml",
        "partners = [\"notre-dame\"]\nschool_year = \"2026-27\"\nthrough = 2027-06-30\n",
    ),
];

/// A school where nothing is wrong.
pub fn school() -> Memory {
    let files = SCHOOL
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    Memory(files.collect())
}

/// The day that it is.
pub fn today() -> Day {
    Day::iso("2026-11-22").expect("a day")
}
