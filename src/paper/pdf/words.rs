//! The few words that the writer adds itself, in the languages that it knows.

/// The words of a language.
#[derive(Debug)]
pub(super) struct Words {
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
    /// Whose name.
    pub name: &'static str,
    /// Their title.
    pub title: &'static str,
    /// The day.
    pub date: &'static str,
}

/// English first: it stands in for a language that is not here, but for the page's words.
const WORDS: &[Words] = &[
    Words {
        language: "en",
        page: "Page {n} of {m}",
        draft: "DRAFT",
        blank: "blank",
        signature: "Signature",
        name: "Name",
        title: "Title",
        date: "Date",
    },
    Words {
        language: "es",
        page: "Página {n} de {m}",
        draft: "BORRADOR",
        blank: "espacio en blanco",
        signature: "Firma",
        name: "Nombre",
        title: "Cargo",
        date: "Fecha",
    },
    Words {
        language: "pt",
        page: "Página {n} de {m}",
        draft: "RASCUNHO",
        blank: "espaço em branco",
        signature: "Assinatura",
        name: "Nome",
        title: "Cargo",
        date: "Data",
    },
    Words {
        language: "fr",
        page: "Page {n} sur {m}",
        draft: "PROJET",
        blank: "espace à remplir",
        signature: "Signature",
        name: "Nom",
        title: "Fonction",
        date: "Date",
    },
    Words {
        language: "ht",
        page: "Paj {n} sou {m}",
        draft: "BOUYON",
        blank: "espas pou ranpli",
        signature: "Siyati",
        name: "Non",
        title: "Tit",
        date: "Dat",
    },
    Words {
        language: "vi",
        page: "Trang {n} / {m}",
        draft: "BẢN NHÁP",
        blank: "chỗ trống",
        signature: "Chữ ký",
        name: "Họ tên",
        title: "Chức vụ",
        date: "Ngày",
    },
];

/// The words for a language.
pub(super) fn words(language: &str) -> &'static Words {
    let first = primary(language);
    WORDS
        .iter()
        .find(|words| words.language == first)
        .unwrap_or(&WORDS[0])
}

/// `Page n of m`, in signs alone where the language is not known.
pub(super) fn page(language: &str, n: usize, m: usize) -> String {
    let words = words(language);
    let pattern = if words.language == primary(language) {
        words.page
    } else {
        "{n} / {m}"
    };
    pattern
        .replace("{n}", &n.to_string())
        .replace("{m}", &m.to_string())
}

/// The language without region and script, in lower case.
pub(super) fn primary(language: &str) -> String {
    language
        .split(['-', '_'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase()
}

/// Whether the language is written from right to left.
pub(super) fn is_rtl(language: &str) -> bool {
    ["ar", "he", "iw", "fa", "ur", "yi", "ps", "sd", "ug", "dv"]
        .contains(&primary(language).as_str())
}
