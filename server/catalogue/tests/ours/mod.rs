//! HTML of which every tag is ours.

use catalogue::Package;
use domain::package::Block;

/// Every piece of HTML in a package, of good and of faulty pages.
pub fn rendered(package: &Package) -> Vec<String> {
    let mut all = Vec::new();
    for term in package.glossary.nb.iter().chain(&package.glossary.nn) {
        all.push(term.html.0.clone());
    }
    for source in &package.sources {
        all.extend([source.reference.nb.0.clone(), source.reference.nn.0.clone()]);
    }
    for announcement in &package.announcements {
        all.extend([announcement.text.nb.html.0.clone(), announcement.text.nn.html.0.clone()]);
    }
    for module in &package.modules {
        all.extend([module.text.nb.html.0.clone(), module.text.nn.html.0.clone()]);
    }
    let pages = package.modules.iter().flat_map(|module| module.pages.iter().chain(&module.faulty));
    for page in pages.chain(&package.scheme.pages).chain(&package.scheme.faulty) {
        for step in &page.steps {
            all.extend(
                [&step.text.nb, &step.text.nn]
                    .iter()
                    .flat_map(|text| [text.html.0.clone(), text.lead.0.clone()]),
            );
        }
        for block in page.text.nb.blocks.iter().chain(&page.text.nn.blocks) {
            match block {
                Block::Html(html) | Block::Video(_, html) => all.push(html.0.clone()),
                Block::Arenas(arenas) => all.extend(arenas.iter().map(|(_, html)| html.0.clone())),
                Block::Prompt(prompt) => {
                    all.extend([prompt.text.nb.html.0.clone(), prompt.text.nn.html.0.clone()])
                }
                Block::Agreement => {}
            }
        }
    }
    all
}

const VOID: &[&str] = &["br", "hr", "img", "use"];
const PHRASING: &[&str] = &["a", "br", "button", "code", "em", "i", "img", "span", "strong", "svg", "use"];
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
    "data-level",
    "height",
    "hidden",
    "href",
    "id",
    "loading",
    "open",
    "popover",
    "popovertarget",
    "popovertargetaction",
    "rel",
    "role",
    "scope",
    "src",
    "start",
    "tabindex",
    "type",
    "width",
];

/// Reads HTML strictly: every tag and attribute is one the renderer writes, tags close in order, and only phrasing
/// stands where only phrasing may.
pub fn assert_is_ours(html: &str) {
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
        let is_pressed = |name: &str| ["a", "button", "summary"].contains(&name);
        assert!(
            !is_pressed(name) || !open.iter().any(|outer| ["a", "button"].contains(outer)),
            "{tag} in a link in {html}"
        );
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
