//! Whatever the files hold: no panic, places that exist, and HTML of which every tag is ours.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by panicking")]

mod ours;

use catalogue::{Files, Level, format_github, format_json, format_text, id_list, load, read_dir};
use ours::{assert_is_ours, rendered};
use proptest::prelude::*;

/// Pieces that mean something to one parser or another.
const PIECES: &[&str] = &[
    "---\n",
    "tittel: ",
    "for: [",
    "]",
    "- ",
    "  ",
    "\n",
    "\n\n",
    "\t",
    "# ",
    "## ",
    "### ",
    "#### ",
    "{#a",
    "{#b .individ min=5}",
    ".gruppe ",
    "min=5",
    " =5",
    "størrelse=2-3",
    ".spørsmål",
    "deles=gruppe",
    "}",
    "{",
    "> ",
    "> [!tips]",
    "> [!prosessleder]\n",
    "> [!arena ",
    "skole]",
    "[!",
    "]- ",
    "]+ ",
    "[[ro]]",
    "[[",
    "]]",
    "[[ro|",
    "|",
    "[@haug2017]",
    "[@",
    "; @",
    "[a](",
    "20-okt.md",
    "#a",
    ")",
    "![",
    "<script>",
    "</script>",
    "<b onclick=x>",
    "<!--",
    "-->",
    "&lt;",
    "&#60;",
    "<https://a.no>",
    "javascript:alert(1)",
    "data:text/html,",
    "\"",
    "'",
    "\\",
    "`",
    "```\n",
    "*",
    "**",
    "_",
    "~~",
    "| a | b |\n|---|--:|\n",
    "1. ",
    "===\n",
    "[x]: ",
    "[x]",
    "[^1]",
    "$",
    "å",
    "\u{0}",
    "\u{feff}",
    "\r\n",
    "\u{301}",
    "🙂",
    "ord ",
    "@book{a,",
    "title = {",
    "}\n",
    "author = ",
    "year",
    "and ",
    "crossref = {a}",
    "ro/okt/tenk",
    "- id: a\n",
    "  måned: 2\n",
    "  sikkert: nei\n",
    "temaer:\n",
    "fra: 2026-07-01\n",
    " erstattes-av ",
    "&amp;",
    "*a",
    "!",
    ": ",
    "'",
    "? ",
    "%",
    "@",
    "nb: ",
    "språk: [nb, nn]\n",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn good() -> Files {
    read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/good")).unwrap()
}

/// Loads, and checks what must hold for any files.
fn check(files: &Files) {
    let package = load(files, "2026-08-01".parse().unwrap());
    assert_eq!(package, load(files, "2026-08-01".parse().unwrap()));
    for problem in &package.problems {
        assert!(problem.line >= 1 && problem.column >= 1);
        if let Some(bytes) = files.get(&problem.file) {
            let lines = String::from_utf8_lossy(bytes).split('\n').count().max(1);
            assert!(problem.line as usize <= lines + 1, "{problem:?}");
        }
    }
    for html in rendered(&package) {
        assert_is_ours(&html);
    }
    let faulty = package.modules.iter().flat_map(|module| &module.faulty);
    assert!(faulty.count() == 0 || package.problems.iter().any(|problem| problem.level == Level::Fault));
    format_text(&package.problems);
    format_json(&package.problems);
    assert_eq!(format_github(&package.problems, "content").lines().count(), package.problems.len());
    let list = id_list(files);
    let mut again = files.clone();
    again.insert("id-er.txt".into(), list.clone().into_bytes());
    assert_eq!(id_list(&again), list);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_body_of_a_page(nb in text(), nn in text()) {
        let front = "---\ntittel: Les\nfor: [skole]\n---\n";
        let mut files = good();
        files.insert("moduler/10-ro/10-les.nb.md".into(), format!("{front}{nb}").into_bytes());
        files.insert("moduler/10-ro/10-les.nn.md".into(), format!("{front}{nn}").into_bytes());
        check(&files);
    }

    #[test]
    fn any_file_of_each_kind(text in text(), which in 0..12usize) {
        let path = [
            "pakke.yaml", "kilder.bib", "id-er.txt", "ordliste.nb.md", "ordliste.nn.md", "moduler/10-ro/modul.nb.md",
            "moduler/10-ro/20-okt.nb.md", "moduler/10-ro/20-okt.nn.md", "ordningen/10-om.nb.md", "ordningen/arshjul.yaml",
            "ressurser/ressurser.yaml", "kunngjoringer/2026-07-ny.nb.md",
        ][which];
        let mut files = good();
        files.insert(path.into(), text.into_bytes());
        check(&files);
    }

    #[test]
    fn any_front_matter(text in text()) {
        let mut files = good();
        files.insert("moduler/10-ro/10-les.nb.md".into(), format!("---\n{text}\n---\n\nRo.\n").into_bytes());
        check(&files);
    }

    #[test]
    fn any_bytes_under_any_name(path in "((moduler/(10-ro/)?)|ordningen/|ressurser/|kunngjoringer/)?[a-zæøå0-9./-]{0,12}(\\.nb|\\.nn)?(\\.md|\\.bib|\\.yaml|\\.svg)?", bytes: Vec<u8>) {
        let mut files = good();
        files.insert(path, bytes);
        check(&files);
    }

    #[test]
    fn a_good_file_that_is_cut_or_has_something_put_into_it(cut in any::<prop::sample::Index>(), piece in text(), which in any::<prop::sample::Index>()) {
        let mut files = good();
        let path = which.get(&files.keys().cloned().collect::<Vec<_>>()).clone();
        if let Some(bytes) = files.get_mut(&path) {
            let at = cut.index(bytes.len());
            let tail = bytes.split_off(at);
            bytes.extend(piece.as_bytes());
            bytes.extend(tail);
        }
        check(&files);
    }
}

#[test]
fn nesting_without_end_overflows_nothing() {
    let front = "---\ntittel: Les\nfor: [skole]\n---\n";
    let deep = ["> ", "- ", "* ", "[", "![", "**_", "[[", "> [!tips]\n> "].map(|piece| piece.repeat(20_000));
    for body in deep {
        let mut files = good();
        files.insert("moduler/10-ro/10-les.nb.md".into(), format!("{front}{body}a\n").into_bytes());
        load(&files, "2026-08-01".parse().unwrap());
    }
    for yaml in ["[", "{a: ", "- ", "a:\n ", "? "].map(|piece| piece.repeat(20_000)) {
        let mut files = good();
        files.insert("moduler/10-ro/10-les.nb.md".into(), format!("---\ntittel: {yaml}\n---\n").into_bytes());
        load(&files, "2026-08-01".parse().unwrap());
    }
    for bib in ["@book{a, title = ", "@a{a,"].map(|start| format!("{start}{}", "{".repeat(20_000))) {
        let mut files = good();
        files.insert("kilder.bib".into(), bib.into_bytes());
        load(&files, "2026-08-01".parse().unwrap());
    }
}
