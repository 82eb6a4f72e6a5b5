//! The few words that a document has beside its template's text, in the languages that we know.

/// The labels of a language.
#[derive(Debug, PartialEq, Eq)]
pub struct Labels {
    /// The language, as its code begins.
    language: &'static str,
    /// `Page {n} of {m}`.
    pub page: &'static str,
    /// The mark of a draft.
    pub draft: &'static str,
    /// What a blank is called.
    pub blank: &'static str,
    /// Where someone signs.
    pub signature: &'static str,
    /// Before the line that someone signs on for an organization.
    pub by: &'static str,
    /// Whose name.
    pub name: &'static str,
    /// Their title.
    pub title: &'static str,
    /// The day.
    pub date: &'static str,
}

/// English first: it stands in for a language that is not here, but for the page's words.
const LABELS: &[Labels] = &[
    Labels {
        language: "en",
        page: "Page {n} of {m}",
        draft: "DRAFT",
        blank: "blank",
        signature: "Signature",
        by: "By",
        name: "Name",
        title: "Title",
        date: "Date",
    },
    Labels {
        language: "es",
        page: "Página {n} de {m}",
        draft: "BORRADOR",
        blank: "espacio en blanco",
        signature: "Firma",
        by: "Firma",
        name: "Nombre",
        title: "Cargo",
        date: "Fecha",
    },
    Labels {
        language: "pt",
        page: "Página {n} de {m}",
        draft: "RASCUNHO",
        blank: "espaço em branco",
        signature: "Assinatura",
        by: "Assinatura",
        name: "Nome",
        title: "Cargo",
        date: "Data",
    },
    Labels {
        language: "fr",
        page: "Page {n} sur {m}",
        draft: "PROJET",
        blank: "espace à remplir",
        signature: "Signature",
        by: "Signature",
        name: "Nom",
        title: "Fonction",
        date: "Date",
    },
    Labels {
        language: "ht",
        page: "Paj {n} sou {m}",
        draft: "BOUYON",
        blank: "espas pou ranpli",
        signature: "Siyati",
        by: "Siyati",
        name: "Non",
        title: "Tit",
        date: "Dat",
    },
    Labels {
        language: "vi",
        page: "Trang {n} / {m}",
        draft: "BẢN NHÁP",
        blank: "chỗ trống",
        signature: "Chữ ký",
        by: "Chữ ký",
        name: "Họ tên",
        title: "Chức vụ",
        date: "Ngày",
    },
];

/// The labels for a language, as BCP 47 names it; English where we know none.
pub fn labels(language: &str) -> &'static Labels {
    let first = primary(language);
    let known = LABELS.iter().find(|labels| labels.language == first);
    known.unwrap_or(&LABELS[0])
}

/// `Page {n} of {m}`, in signs alone where the language is not known.
pub fn page(language: &str) -> &'static str {
    let labels = labels(language);
    if labels.language == primary(language) {
        labels.page
    } else {
        "{n} / {m}"
    }
}

/// The language without region and script, in lower case.
pub fn primary(language: &str) -> String {
    let first = language.split(['-', '_']).next().unwrap_or_default();
    first.to_ascii_lowercase()
}

/// Whether the language is written from right to left.
pub fn is_rtl(language: &str) -> bool {
    let rtl = [
        "ar", "dv", "fa", "he", "iw", "ku", "ps", "sd", "ug", "ur", "yi",
    ];
    rtl.contains(&primary(language).as_str())
}

/// Whether a letter belongs to a script that is written from right to left.
pub fn is_rtl_letter(c: char) -> bool {
    matches!(
        u32::from(c),
        0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefc | 0x10800..=0x10fff | 0x1e800..=0x1efff
    )
}

/// Whether a text is read from right to left: as its document is, but for one in which every letter
/// runs the other way. A name at its beginning does not turn a sentence around.
pub fn reads_rtl(text: impl Iterator<Item = char>, document: bool) -> bool {
    let mut letters = text.filter(|c| c.is_alphabetic()).map(is_rtl_letter);
    match letters.next() {
        Some(first) if letters.all(|letter| letter == first) => first,
        Some(_) | None => document,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_first_part_and_english_stands_for_the_rest() {
        assert_eq!(labels("es-MX").draft, "BORRADOR");
        assert_eq!(labels("PT_br").date, "Data");
        assert_eq!(labels("km"), labels("en-US"));
        assert_eq!((page("km"), page("")), ("{n} / {m}", "{n} / {m}"));
        assert!(is_rtl("ar-EG") && !is_rtl("en"));
    }

    #[test]
    fn a_name_does_not_turn_a_sentence_around() {
        let reads = |text: &str, document| reads_rtl(text.chars(), document);
        assert!(!reads("שלום Ltd., at 5 Elm Street", false));
        assert!(reads("Antron, في المدينة", true));
        assert!(reads("42. שלום", false), "nothing in it runs the other way");
        assert!(!reads("Antron Engineering", true));
        assert!(reads("42 (—)", true) && !reads("", false));
    }
}
