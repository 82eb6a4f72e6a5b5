//! Puts texts in their places: each written aside and made durable first, then renamed over its
//! file, through symbolic links, with the rights kept; and taken back where it cannot be finished.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use crate::change::Edit;

use super::disk::Folder;

/// How the name of a text ends that is written beside its file: where that is on another file
/// system, in a folder that is no store yet, or an answer. `doctor` knows it, and so does git.
pub(super) const BESIDE: &str = ".wbl-tmp";
/// From how many files on the whole file system is made durable at once.
const MANY: usize = 32;
/// How many symbolic links are followed, as the system does.
const MOST_LINKS: usize = 40;

/// A file whose new text is ready to be put in its place.
#[derive(Debug)]
pub(super) struct Ready<'e> {
    edit: &'e Edit,
    /// Where the file really lies.
    target: PathBuf,
    /// The new text; none where the file is to go.
    aside: Option<TempPath>,
    /// A second name of the old file: taking back then needs no room.
    old: Option<TempPath>,
    is_placed: bool,
    /// The folder that was made for it, outermost first.
    made: Vec<PathBuf>,
}

/// Why a file was not put in its place.
#[derive(Debug)]
pub(super) enum Hindered {
    /// The file no longer reads as it did.
    Changed(String),
    /// The disk refused.
    Refused(io::Error, String),
}

impl Hindered {
    fn refused(error: io::Error, edit: &Edit) -> Self {
        Self::Refused(error, edit.path.clone())
    }
}

/// Writes every new text aside. Nothing that anyone reads has changed after it.
pub(super) fn prepare<'e>(
    folder: &Folder,
    edits: impl IntoIterator<Item = &'e Edit>,
) -> Result<Vec<Ready<'e>>, Hindered> {
    let tmp = folder.path(".wbl/tmp");
    let refused = |edit: &'e Edit| move |error| Hindered::refused(error, edit);
    let edits: Vec<&Edit> = edits.into_iter().collect();
    let is_many = edits.len() >= MANY;
    // No file stays open: a system lets a program hold a few hundred.
    let mut ready = Vec::with_capacity(edits.len());
    for edit in edits {
        // A record that goes takes its link with it, not what the link leads to.
        let target = match &edit.after {
            Some(_) => target(&folder.path(&edit.path)).map_err(refused(edit))?,
            None => folder.path(&edit.path),
        };
        let aside = match &edit.after {
            Some(text) => {
                let file = aside(&tmp, "", &target, text).map_err(refused(edit))?;
                if !is_many {
                    file.as_file().sync_all().map_err(refused(edit))?;
                }
                Some(file.into_temp_path())
            }
            None => None,
        };
        let old = edit
            .before
            .as_ref()
            .and_then(|_| second_name(&tmp, &target));
        ready.push(Ready {
            edit,
            target,
            aside,
            old,
            is_placed: false,
            made: Vec::new(),
        });
    }
    if is_many && !sync_all_of(&tmp).map_err(|error| no_file(error, &ready))? {
        for one in &ready {
            if let Some(aside) = &one.aside {
                File::open(aside)
                    .and_then(|file| file.sync_all())
                    .map_err(refused(one.edit))?;
            }
        }
    }
    Ok(ready)
}

/// Puts every file in its place, in order.
///
/// # Errors
/// At the first that cannot be; what was placed stays placed until [`take_back`].
pub(super) fn place(ready: &mut [Ready<'_>]) -> Result<(), Hindered> {
    for one in ready {
        let edit = one.edit;
        let refused = |error| Hindered::refused(error, edit);
        let now = now(&one.target).map_err(refused)?;
        if now.as_deref() != edit.before.as_deref().map(str::as_bytes) {
            return Err(Hindered::Changed(edit.path.clone()));
        }
        let Some(aside) = one.aside.take() else {
            fs::remove_file(&one.target).map_err(refused)?;
            one.is_placed = true;
            continue;
        };
        make_noted(parent(&one.target), &mut one.made).map_err(refused)?;
        match persist(aside, edit, &one.target) {
            Ok(()) => one.is_placed = true,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(Hindered::Changed(edit.path.clone()));
            }
            Err(error) => return Err(refused(error)),
        }
    }
    Ok(())
}

/// Makes what was placed durable: the folders that name the files.
pub(super) fn settle(folder: &Folder, ready: &[Ready<'_>]) -> io::Result<()> {
    let mut folders: Vec<&Path> = Vec::new();
    for one in ready {
        folders.push(parent(&one.target));
        folders.extend(one.made.iter().map(|made| parent(made)));
    }
    folders.sort_unstable();
    folders.dedup();
    if ready.len() >= MANY && sync_all_of(&folder.root)? {
        folders.retain(|one| !is_same_disk(one, &folder.root));
    }
    folders.into_iter().try_for_each(sync_folder)
}

/// Puts back what was there before.
///
/// # Errors
/// Where that cannot be done either.
pub(super) fn take_back(folder: &Folder, ready: &mut [Ready<'_>]) -> io::Result<()> {
    // Room first: a text that is not to be placed any more may be all that the old one needs.
    for one in &mut *ready {
        one.aside = None;
    }
    for one in ready.iter_mut().rev().filter(|one| one.is_placed) {
        let now = now(&one.target)?;
        if now.as_deref() != one.edit.after.as_deref().map(str::as_bytes) {
            // Somebody has changed it since: it is theirs now.
            return Err(io::Error::other("it has changed meanwhile"));
        }
        match (&one.edit.before, one.old.take()) {
            (None, _) => fs::remove_file(&one.target)?,
            (Some(_), Some(old)) => old.persist(&one.target).map_err(|error| error.error)?,
            (Some(text), None) => {
                let old = aside(&folder.path(".wbl/tmp"), "", &one.target, text)?;
                old.as_file().sync_all()?;
                let old = old.into_temp_path();
                let back = Edit {
                    path: one.edit.path.clone(),
                    before: one.edit.after.clone(),
                    after: Some(text.clone()),
                };
                persist(old, &back, &one.target)?;
            }
        }
        one.is_placed = false;
    }
    settle(folder, ready)?;
    for made in ready
        .iter_mut()
        .rev()
        .flat_map(|one| one.made.drain(..).rev())
    {
        // A folder that others have begun to use stays.
        let _ = fs::remove_dir(made);
    }
    Ok(())
}

/// The bytes of a file as they are now; nothing where it is not there.
pub(super) fn now(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Where a file really lies, or would: a symbolic link is written through, even one to nowhere yet.
pub(super) fn target(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(to) => path = parent(&path).join(to),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Takes away what a dead writer left: texts aside, and those beside the files of a change.
pub(super) fn sweep(folder: &Folder, edits: &[Edit]) {
    // What stays behind is in nobody's way: the next writer sweeps again.
    for entry in fs::read_dir(folder.path(".wbl/tmp"))
        .into_iter()
        .flatten()
        .flatten()
    {
        let _ = fs::remove_file(entry.path());
    }
    let mut folders: Vec<PathBuf> = edits
        .iter()
        .filter_map(|edit| target(&folder.path(&edit.path)).ok())
        .map(|target| parent(&target).to_owned())
        .collect();
    folders.sort_unstable();
    folders.dedup();
    for entry in folders.iter().flat_map(fs::read_dir).flatten().flatten() {
        let is_beside = entry
            .file_name()
            .to_str()
            .is_some_and(|name| name.starts_with(".tmp") && name.ends_with(BESIDE));
        if is_beside {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Makes a folder, and those above it, for the user alone.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    make_noted(path, &mut Vec::new())
}

/// The same; notes which it made, outermost first.
fn make_noted(path: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let missing = path
        .ancestors()
        .take_while(|one| !one.as_os_str().is_empty() && !one.is_dir());
    let missing: Vec<_> = missing.collect();
    for one in missing.into_iter().rev() {
        match builder.create(one) {
            Ok(()) => made.push(one.to_owned()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && one.is_dir() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Makes a folder's list of names durable.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(windows) {
        // A folder cannot be opened there; the system writes its names in order.
        return Ok(());
    }
    match File::open(path)?.sync_all() {
        // A file system that cannot do this for a folder has done what it can.
        Err(error) if is_unknown(&error) => Ok(()),
        done => done,
    }
}

/// Whether an error says that the file system does not know the request.
pub(super) fn is_unknown(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput
    )
}

/// Makes all of a file system durable at once, where the system can: whether it could.
fn sync_all_of(path: &Path) -> io::Result<bool> {
    #[cfg(target_os = "linux")]
    {
        match rustix::fs::syncfs(File::open(path)?).map_err(io::Error::from) {
            Ok(()) => Ok(true),
            Err(error) if is_unknown(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = path;
        Ok(false)
    }
}

/// Whether two folders lie on one file system; a folder may lie behind a symbolic link.
fn is_same_disk(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let disk = |path| fs::metadata(path).map(|found| found.dev()).ok();
        disk(one).is_some_and(|found| Some(found) == disk(other))
    }
    #[cfg(not(unix))]
    {
        let _ = (one, other);
        false
    }
}

fn no_file(error: io::Error, ready: &[Ready<'_>]) -> Hindered {
    let path = ready.first().map_or("", |one| &one.edit.path);
    Hindered::Refused(error, path.to_owned())
}

/// Writes a text to a file of its own, with the rights of the file that it is to replace.
fn aside(folder: &Path, ending: &str, target: &Path, text: &str) -> io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new()
        .suffix(ending)
        .tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    if let Ok(old) = fs::metadata(target) {
        file.as_file().set_permissions(old.permissions())?;
    }
    Ok(file)
}

/// Gives the old file a second name, where the file system knows such; without one, taking back
/// writes its text anew.
fn second_name(tmp: &Path, target: &Path) -> Option<TempPath> {
    let name = tempfile::Builder::new().make_in(tmp, |path| fs::hard_link(target, path));
    name.ok().map(NamedTempFile::into_temp_path)
}

/// Renames a text into its place; one that makes a file never replaces another.
fn persist(aside: TempPath, edit: &Edit, target: &Path) -> io::Result<()> {
    let put = |aside: TempPath| {
        let done = if edit.before.is_some() {
            aside.persist(target)
        } else {
            aside.persist_noclobber(target)
        };
        done.map_err(|error| error.error)
    };
    match put(aside) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let text = edit.after.as_deref().unwrap_or_default();
            let beside = self::aside(parent(target), BESIDE, target, text)?;
            beside.as_file().sync_all()?;
            put(beside.into_temp_path())
        }
        done => done,
    }
}

fn parent(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}
