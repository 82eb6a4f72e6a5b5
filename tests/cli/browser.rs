//! Pages in a browser: what a hostile field holds is shown and not run, nothing is fetched, and the
//! page prints whole. Without chromium the tests say so, and prove nothing.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use html5gum::{Token, Tokenizer};

use crate::sandbox::Sandbox;

const PLACEMENT: &str = "s-bbdd9j-riverbend-youth-family-center";
const MOU: &str = "riverbend-youth-family-center-2025-26";

/// Runs a browser over a page; none where there is no browser.
fn browsed(page: &Path, what: &str) -> Option<String> {
    let profile = tempfile::tempdir().expect("a folder");
    let mut browser = Command::new("chromium");
    browser.args([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-pdf-header-footer",
        "--timeout=20000",
        what,
    ]);
    browser.arg(format!("--user-data-dir={}", profile.path().display()));
    browser.arg(format!("file://{}", page.display()));
    let Ok(ran) = browser.output() else {
        crate::sandbox::unproven("a page in a browser: chromium is not here");
        return None;
    };
    assert!(ran.status.success(), "{ran:?}");
    Some(String::from_utf8(ran.stdout).expect("UTF-8"))
}

/// What a program says of a printed page; none where it is not here.
fn said(program: &str, arguments: &[&str], file: &Path) -> Option<String> {
    let mut command = Command::new(program);
    command.args(arguments).arg(file);
    if program == "pdftotext" {
        command.arg("-");
    }
    let Ok(ran) = command.output() else {
        crate::sandbox::unproven(&format!("a printed page: {program} is not here"));
        return None;
    };
    assert!(ran.status.success(), "{ran:?}");
    Some(String::from_utf8_lossy(&ran.stdout).into_owned())
}

/// A text that would run, fetch and break out wherever it stands, if anything let it.
fn hostile(at: SocketAddr) -> String {
    format!(
        "Mill <script>document.title='ran'</script><img src=http://{at}/img onerror=\"document.title='ran'\"> \
         </title></style><style>@import 'http://{at}/css';</style><link rel=stylesheet href=http://{at}/link> \
         \" onmouseover=\"x\" ' & {{{{ 7*7 }}}} {{% raw %}} \\\"; }} body {{ background: url(http://{at}/url) }} \
         <iframe src=http://{at}/frame></iframe><meta http-equiv=refresh content=\"0;url=http://{at}/go\"> end"
    )
}

/// The example school with a partner of that name, which stands in an agreement, a plan, letters.
fn school(name: &str) -> Sandbox {
    let school = Sandbox::example().on("2026-05-06");
    let path = "partners/riverbend-youth-family-center.toml";
    let record = school.text(path);
    let (_, rest) = record.split_once('\n').expect("a line");
    assert!(record.starts_with("name = "), "{record}");
    let name = serde_json::to_string(name).expect("a text");
    school.put(path, format!("name = {name}\n{rest}"));
    school
}

/// A server that counts who comes, and has nothing for anyone.
struct Server {
    at: SocketAddr,
    visits: Arc<AtomicUsize>,
}

impl Server {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let at = listener.local_addr().expect("an address");
        let visits = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&visits);
        thread::spawn(move || {
            for stream in listener.incoming() {
                count.fetch_add(1, Ordering::SeqCst);
                let Ok(mut stream) = stream else { continue };
                let _ = stream.read(&mut [0; 1024]);
                let _ = stream.write_all(b"HTTP/1.0 404 None\r\nContent-Length: 0\r\n\r\n");
            }
        });
        Self { at, visits }
    }

    /// How many came since this was last asked.
    fn visits(&self) -> usize {
        self.visits.swap(0, Ordering::SeqCst)
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The text of a page, without its title and style sheet, and the names of its tags.
fn taken_apart(page: &str) -> (String, Vec<String>) {
    let mut emitter = html5gum::emitters::default::DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let (mut text, mut tags, mut is_head) = (String::new(), Vec::new(), false);
    for token in Tokenizer::new_with_emitter(page, emitter) {
        match token.expect("a token") {
            Token::StartTag(tag) => {
                is_head = [&b"style"[..], b"title"].contains(&&*tag.name.0);
                tags.push(String::from_utf8_lossy(&tag.name).into_owned());
            }
            Token::String(words) if !is_head => text.push_str(&String::from_utf8_lossy(&words)),
            _ => {}
        }
    }
    (text, tags)
}

#[test]
fn a_browser_runs_nothing_fetches_nothing_and_shows_all() {
    let server = Server::new();
    let at = server.at;
    let name = hostile(at);
    let school = school(&name);
    // What stands here does fetch and run: else the rest would prove nothing.
    school.put(
        "control.html",
        format!("<title>t</title><img src=http://{at}/x><script>document.title='ran'</script>"),
    );
    let Some(control) = browsed(&school.root().join("control.html"), "--dump-dom") else {
        return;
    };
    assert!(server.visits() > 0 && control.contains("<title>ran</title>"));
    for (line, file) in [
        (format!("mou render {MOU}"), "mou.html"),
        (format!("paper render plan {PLACEMENT}"), "plan.html"),
        (
            format!("paper render thanks-school {PLACEMENT}"),
            "letter.html",
        ),
    ] {
        school.ok(&format!("{line} -o {file}"));
        let page = browsed(&school.root().join(file), "--dump-dom").expect("a page");
        assert_eq!(server.visits(), 0, "{file} asked for something");
        let (text, tags) = taken_apart(&page);
        for tag in ["script", "img", "iframe", "link"] {
            assert!(!tags.iter().any(|one| one == tag), "{file}: <{tag}>");
        }
        assert!(bare(&text).contains(&bare(&name)), "{file}: {text}");
        let (written, tags_written) = taken_apart(&school.text(file));
        assert_eq!(bare(&text), bare(&written), "{file}");
        // A browser adds nothing but what every page has.
        assert_eq!(tags, tags_written, "{file}");
    }
}

#[test]
fn a_page_prints_whole_on_as_many_sheets_as_it_needs() {
    let long = format!(
        "{} {} Cooperative",
        "Blackstone Valley Precision Engineering and Metrology".repeat(3),
        "Chargoggagoggmanchauggagoggchaubunagungamaugg".repeat(4)
    );
    let school = school(&long);
    for (line, file, sheets) in [
        (format!("mou render {MOU}"), "mou", 5..=7),
        (format!("paper render plan {PLACEMENT}"), "plan", 2..=4),
        (
            format!("paper render thanks-school {PLACEMENT}"),
            "letter",
            1..=1,
        ),
    ] {
        school.ok(&format!("{line} -o {file}.html"));
        let page = school.root().join(format!("{file}.html"));
        let printed = school.root().join(format!("{file}.pdf"));
        let what = format!("--print-to-pdf={}", printed.display());
        if browsed(&page, &what).is_none() {
            return;
        }
        let Some(boxes) = said("pdftotext", &["-bbox"], &printed) else {
            return;
        };
        let pages = boxes.matches("<page ").count();
        assert!(sheets.contains(&pages), "{file}: {pages} sheets");
        nothing_is_cut(&boxes);
        let text = said("pdftotext", &["-raw"], &printed).expect("a text");
        let (written, _) = taken_apart(&school.text(&format!("{file}.html")));
        // A reader drops hyphens at the ends of lines.
        let printed = bare(&text).replace('-', "");
        for word in written.split_whitespace().filter(|word| word.len() > 12) {
            let word = word.replace('-', "");
            assert!(printed.contains(&word), "{file}: {word} is not printed");
        }
    }
}

/// Every word lies on its page, within the margins that a printer needs.
fn nothing_is_cut(boxes: &str) {
    let number = |line: &str, key: &str| -> f64 {
        let from = line.split(&format!("{key}=\"")).nth(1).expect(key);
        let number = from.split('"').next().expect("a number");
        number.parse().expect("a number")
    };
    let (mut width, mut height) = (0.0, 0.0);
    for line in boxes.lines().map(str::trim) {
        if line.starts_with("<page ") {
            (width, height) = (number(line, "width"), number(line, "height"));
        } else if line.starts_with("<word ") {
            let within = number(line, "xMin") >= 18.0
                && number(line, "xMax") <= width - 18.0
                && number(line, "yMin") >= 9.0
                && number(line, "yMax") <= height - 9.0;
            assert!(within, "cut: {line} on {width} × {height}");
        }
    }
}
