//! What a store says, read with nothing of the program but the keys of its groups: every record as
//! a table, every entry by its id.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use toml::{Table, Value};
use wbl::record::KINDS;
use wbl::schema::Shape;

/// The records of a store by their path; what cannot be read is left out.
#[derive(Clone, Default)]
pub struct Said {
    pub records: BTreeMap<String, Table>,
    pub texts: BTreeMap<String, String>,
}

/// An entry: the path of its record, its group, and its id.
pub type Key = (String, String, String);

impl Said {
    pub fn of(root: &Path) -> Self {
        let mut said = Self::default();
        for folder in [
            "partners", "contacts", "pathways", "students", "wbl", "mous", "evals", "councils",
        ] {
            said.gather(root, &root.join(folder));
        }
        said.read(root, &root.join("wbl.toml"));
        said
    }

    fn gather(&mut self, root: &Path, folder: &Path) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                self.gather(root, &path);
            } else {
                self.read(root, &path);
            }
        }
    }

    fn read(&mut self, root: &Path, path: &Path) {
        let name = path
            .strip_prefix(root)
            .expect("below")
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(path).expect("UTF-8");
        if let Ok(record) = toml::from_str(&text) {
            self.records.insert(name.clone(), record);
        }
        self.texts.insert(name, text);
    }

    /// How often a text stands in the records, remarks aside.
    pub fn count(&self, mark: &str) -> usize {
        let values = self
            .records
            .values()
            .map(|record| Value::Table(record.clone()).to_string());
        values.map(|text| text.matches(mark).count()).sum()
    }

    /// The texts that cannot be read.
    pub fn unread(&self) -> Vec<&String> {
        let texts = self.texts.iter();
        let unread = texts.filter(|(path, _)| !self.records.contains_key(*path));
        unread.map(|(_, text)| text).collect()
    }

    /// A record's path, by its id.
    pub fn path(&self, id: &str) -> Option<String> {
        let end = format!("/{id}.toml");
        self.records
            .keys()
            .find(|path| path.ends_with(&end))
            .cloned()
    }

    /// The id of a record of a folder, by a number.
    pub fn one(&self, folder: &str, number: u8) -> String {
        let within = |path: &&String| path.split('/').next() == Some(folder);
        let paths: Vec<_> = self.records.keys().filter(within).collect();
        let path = paths.get(usize::from(number) % paths.len().max(1));
        path.map_or("none".into(), |path| id_of(path))
    }

    /// The id of a placement, by a number: the first half of the numbers are of one.
    pub fn placement(&self, number: u8) -> String {
        let other = self.one("wbl", number);
        let is_placement = number >= 128 && other.starts_with("s-");
        if is_placement {
            other
        } else {
            "s-k7f2wq-antron".into()
        }
    }

    /// The id of an entry in a group of a record, by a number.
    pub fn entry(&self, record: &str, group: &str, number: u8) -> Option<String> {
        let items = self
            .records
            .get(&self.path(record)?)?
            .get(group)?
            .as_array()?;
        let item = items.get(usize::from(number) % items.len().max(1))?;
        Some(item.get("id")?.as_str()?.to_owned())
    }

    /// Every entry with an id; of an id that stands twice the last.
    pub fn entries(&self) -> BTreeMap<Key, Table> {
        self.each_entry().collect()
    }

    /// The entries whose id stands twice in their group.
    pub fn doubles(&self) -> Vec<Key> {
        let mut keys: Vec<Key> = self.each_entry().map(|(key, _)| key).collect();
        keys.sort();
        let twice = keys.windows(2).filter(|two| two[0] == two[1]);
        twice.map(|two| two[0].clone()).collect()
    }

    fn each_entry(&self) -> impl Iterator<Item = (Key, Table)> {
        self.records.iter().flat_map(|(path, record)| {
            groups_by_id(path).flat_map(move |group| {
                let items = record
                    .get(group)
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten();
                items.filter_map(Value::as_table).filter_map(move |item| {
                    let id = item.get("id")?.as_str()?.to_owned();
                    Some(((path.clone(), group.to_owned(), id), item.clone()))
                })
            })
        })
    }

    /// Every record as one text, whatever the order of its keys and of the items of its lists.
    pub fn meaning(&self) -> BTreeMap<String, String> {
        let records = self.records.iter();
        let text = |record: &Table| Value::Table(record.clone());
        records
            .map(|(path, record)| (path.clone(), in_order(&text(record))))
            .collect()
    }
}

/// A record's id, from its path.
pub fn id_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name).to_owned()
}

fn groups_by_id(path: &str) -> impl Iterator<Item = &'static str> {
    let folder = path.split('/').next().unwrap_or_default().to_owned();
    let kind = KINDS.iter().find(move |kind| kind.folder == folder);
    let fields = kind.into_iter().flat_map(|kind| kind.fields().iter());
    fields
        .filter(|field| matches!(field.shape, Shape::Group { key: ["id"], .. }))
        .map(|field| field.key)
}

fn in_order(value: &Value) -> String {
    match value {
        Value::Table(table) => {
            let pairs = table.iter().map(|(key, value)| (key, in_order(value)));
            let full = pairs.filter(|(_, text)| text != "[]" && text != "{}");
            let mut pairs: Vec<_> = full.map(|(key, text)| format!("{key} = {text}")).collect();
            pairs.sort();
            format!("{{{}}}", pairs.join(", "))
        }
        Value::Array(items) => {
            let mut items: Vec<_> = items.iter().map(in_order).collect();
            items.sort();
            format!("[{}]", items.join(", "))
        }
        other => other.to_string(),
    }
}
