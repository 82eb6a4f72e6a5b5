//! The zip file around a document's parts: written so that the same parts give the same bytes.

use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use crate::fault::{Fault, Result};

/// The most that all parts may hold once unpacked, in bytes; tests do not want to wait for it.
const MOST: u64 = if cfg!(test) { 16 << 20 } else { 256 << 20 };
/// The most parts.
const MOST_PARTS: usize = 10_000;

/// A document's parts, unread.
pub(super) type Package<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Packs parts in order.
pub(super) fn pack(parts: &[(&str, &str)]) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        add(&mut zip, name, text.as_bytes())?;
    }
    let packed = zip.finish().map_err(|error| unwritten(&error))?;
    Ok(packed.into_inner())
}

/// Adds one part.
pub(super) fn add(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]) -> Result<()> {
    // No clock, and one system: a document's bytes follow from its text alone.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Dos);
    zip.start_file(name, options)
        .map_err(|error| unwritten(&error))?;
    zip.write_all(bytes)
        .map_err(|error| Fault::io(&error, "write the document"))
}

/// Says that packing failed.
pub(super) fn unwritten(error: &ZipError) -> Fault {
    Fault::could(format!("could not write the document: {error}"))
}

/// Opens the package of a document that someone else may have made.
///
/// # Errors
///
/// What is no zip file, an encrypted or an old Word file (each said by name), and one that would
/// unpack to more than a document ever holds.
pub(super) fn open(bytes: &[u8]) -> Result<Package<'_>> {
    // An OLE file: `.doc`, or a `.docx` behind a password.
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Fault::refused(
            "this is an old Word file (.doc), or one that is locked with a password",
        )
        .hint("open it in Word, take the password off, and save it as a Word document (.docx)"));
    }
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|_| no_document())?;
    let size = package.decompressed_size();
    if package.len() > MOST_PARTS || size.is_some_and(|size| size > u128::from(MOST)) {
        return Err(too_large());
    }
    if package.index_for_name("[Content_Types].xml").is_none() {
        return Err(no_document());
    }
    for index in 0..package.len() {
        let part = package.by_index_raw(index).map_err(|_| no_document())?;
        if part.encrypted() {
            return Err(Fault::refused("this Word file is locked with a password")
                .hint("open it in Word, take the password off, and save it again"));
        }
    }
    Ok(package)
}

/// A part's text; nothing where there is no such part.
pub(super) fn part(package: &mut Package<'_>, name: &str) -> Result<Option<String>> {
    let Some(index) = package.index_for_name(name) else {
        return Ok(None);
    };
    let part = package.by_index(index).map_err(|_| broken(name))?;
    let mut bytes = Vec::new();
    // A part may unpack to more than it says.
    let read = part.take(MOST + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > MOST {
        return Err(too_large());
    }
    read.map_err(|_| broken(name))?;
    let text = String::from_utf8(bytes).map_err(|_| broken(name))?;
    Ok(Some(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }))
}

fn no_document() -> Fault {
    Fault::refused("this is not a Word document (.docx)")
        .hint("open it in Word, and save it as a Word document (.docx)")
}

fn too_large() -> Fault {
    Fault::refused(format!(
        "this file unpacks to more than {} MB; no document is that large",
        MOST >> 20
    ))
}

/// Says that a part cannot be read.
pub(super) fn broken(name: &str) -> Fault {
    Fault::refused(format!(
        "this Word file is damaged: `{name}` in it cannot be read"
    ))
    .hint("open it in Word, which offers to repair it, and save it again")
}
