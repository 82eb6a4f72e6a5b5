//! Addresses that a word processor opens: anything else in a link makes it call the file broken.

use std::fmt::Write as _;

/// The address with what an address may not hold percent-encoded; nothing for what is no address
/// of the web, of a mailbox or of a telephone.
pub(super) fn clean(to: &str) -> Option<String> {
    let to = to.trim();
    let (scheme, rest) = to.split_once(':')?;
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => {
            let rest = rest.strip_prefix("//")?;
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
            let (host, port) = rest[..end].split_once(':').unwrap_or((&rest[..end], "0"));
            let whole =
                !host.is_empty() && host.chars().all(is_host) && port.parse::<u16>().is_ok();
            whole.then(|| {
                let path = encoded(&rest[end..]);
                format!("{}://{}{path}", scheme.to_ascii_lowercase(), &rest[..end])
            })
        }
        "mailto" => {
            let (name, host) = rest.split_once('@')?;
            let whole = !name.is_empty() && !host.is_empty() && !host.contains('@');
            whole.then(|| format!("mailto:{}", encoded(rest)))
        }
        "tel" => {
            let is_part = |c: char| c.is_ascii_alphanumeric() || "+-.();=*#".contains(c);
            let number: String = rest.chars().filter(|c| !c.is_whitespace()).collect();
            let whole =
                number.chars().all(is_part) && number.contains(|c: char| c.is_ascii_digit());
            whole.then(|| format!("tel:{}", encoded(&number)))
        }
        _ => None,
    }
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    let mut has_fragment = false;
    for (at, c) in text.char_indices() {
        let kept = match c {
            '%' => {
                let after = text.as_bytes().get(at + 1..at + 3);
                after.is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit))
            }
            '#' => !std::mem::replace(&mut has_fragment, true),
            c => c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?".contains(c),
        };
        if kept {
            out.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_address_is_made_well_formed_or_it_is_none() {
        for (typed, clean) in [
            (
                "https://antron.example/a b#c#d",
                Some("https://antron.example/a%20b#c%23d"),
            ),
            (
                "HTTP://a.example:80?q=é%2f%zz",
                Some("http://a.example:80?q=%C3%A9%2f%25zz"),
            ),
            (
                "mailto:dana@antron.example",
                Some("mailto:dana@antron.example"),
            ),
            ("http://", None),
            ("http://a b/", None),
            ("http://a:b:c/", None),
            ("javascript:alert(1)", None),
            ("file:///etc/hosts", None),
            ("#below", None),
            ("tel:+1 508 555-0100", Some("tel:+1508555-0100")),
            ("TEL:508-555-0100;ext=12", Some("tel:508-555-0100;ext=12")),
            ("tel:call me", None),
            ("tel:508<b>", None),
            ("mailto:@", None),
            ("", None),
        ] {
            assert_eq!(super::clean(typed).as_deref(), clean, "{typed}");
        }
    }
}
