//! Whatever the files hold: no panic, places that exist, and HTML of which every tag is ours.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by panicking")]

use catalogue::{Files, Level, Package, format_github, format_json, format_text, id_list, load, read_dir};
use domain::package::Block;
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
    assert_eq!(format_github(&package.problems).lines().count(), package.problems.len());
    let list = id_list(files);
    let mut again = files.clone();
    again.insert("id-er.txt".into(), list.clone().into_bytes());
    assert_eq!(id_list(&again), list);
}

/// Every piece of HTML in a package, of good and of faulty pages.
fn rendered(package: &Package) -> Vec<String> {
    let mut all = Vec::new();
    for term in package.glossary.nb.iter().chain(&package.glossary.nn) {
        all.push(term.html.0.clone());
    }
    for module in &package.modules {
        all.extend([module.text.nb.html.0.clone(), module.text.nn.html.0.clone()]);
        for page in module.pages.iter().chain(&module.faulty) {
            for step in &page.steps {
                all.extend(
                    [&step.text.nb, &step.text.nn]
                        .iter()
                        .flat_map(|text| [text.html.0.clone(), text.lead.0.clone()]),
                );
            }
            for block in page.text.nb.blocks.iter().chain(&page.text.nn.blocks) {
                match block {
                    Block::Html(html) => all.push(html.0.clone()),
                    Block::Arenas(arenas) => all.extend(arenas.iter().map(|(_, html)| html.0.clone())),
                    Block::Prompt(prompt) => {
                        all.extend([prompt.text.nb.html.0.clone(), prompt.text.nn.html.0.clone()])
                    }
                }
            }
        }
    }
    all
}

const VOID: &[&str] = &["br", "hr", "img", "use"];
const PHRASING: &[&str] = &["a", "br", "code", "em", "img", "span", "strong", "svg", "use"];
const BLOCKS: &[&str] = &[
    "aside",
    "blockquote",
    "details",
    "div",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];
const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "class",
    "data-arena",
    "data-kind",
    "href",
    "id",
    "loading",
    "open",
    "rel",
    "role",
    "scope",
    "src",
    "start",
    "tabindex",
];

/// Reads HTML strictly: every tag and attribute is one the renderer writes, tags close in order, and only phrasing
/// stands where only phrasing may.
fn assert_is_ours(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let end = at + rest[at..].find('>').unwrap_or_else(|| panic!("no > in {html}"));
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let name = name.trim_end_matches('/');
        assert!(PHRASING.contains(&name) || BLOCKS.contains(&name), "<{tag}> in {html}");
        assert_attributes(attributes.trim_end_matches('/'), html);
        let in_phrasing = open.iter().any(|outer| {
            PHRASING.contains(outer) || ["p", "h2", "h3", "h4", "h5", "h6", "summary", "pre"].contains(outer)
        });
        assert!(!in_phrasing || PHRASING.contains(&name), "<{tag}> among inlines in {html}");
        assert!(name != "a" || !open.contains(&"a"), "a link in a link in {html}");
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} never closed in {html}");
}

fn assert_attributes(attributes: &str, html: &str) {
    let mut rest = attributes;
    while !rest.is_empty() {
        let (name, value, after) = match rest.split_once("=\"") {
            Some((name, after)) if !name.contains(' ') => {
                let (value, after) =
                    after.split_once('"').unwrap_or_else(|| panic!("{attributes} in {html}"));
                (name, value, after)
            }
            _ => {
                let (name, after) = rest.split_once(' ').unwrap_or((rest, ""));
                (name, "", after)
            }
        };
        assert!(ATTRIBUTES.contains(&name), "{name} in {html}");
        if name == "href" || name == "src" {
            let safe = ["/", "#", "http://", "https://", "mailto:", "tel:"];
            let value = value.to_ascii_lowercase();
            assert!(
                safe.iter().any(|start| value.starts_with(start)) && !value.starts_with("//"),
                "{value} in {html}"
            );
        }
        rest = after.trim_start();
    }
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
    fn any_file_of_each_kind(text in text(), which in 0..8usize) {
        let path = [
            "pakke.yaml", "kilder.bib", "id-er.txt", "ordliste.nb.md", "ordliste.nn.md", "moduler/10-ro/modul.nb.md",
            "moduler/10-ro/20-okt.nb.md", "moduler/10-ro/20-okt.nn.md",
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
    fn any_bytes_under_any_name(path in "(moduler/(10-ro/)?)?[a-zæøå0-9./-]{0,12}(\\.nb|\\.nn)?(\\.md|\\.bib|\\.yaml|\\.svg)?", bytes: Vec<u8>) {
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
