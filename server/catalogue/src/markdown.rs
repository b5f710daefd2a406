//! Markdown into a tree with places.
//!
//! # The grammar
//!
//! ```text
//! file      = "---" fields "---" body               fields: see `front`
//! body      = { block }                             CommonMark with tables; headings begin at level 2
//! heading   = "##" … text [ "{" { mark } "}" ]      at the top level only, no level skipped
//! mark      = "#" id | "." class | key "=" value
//! step      = "##" text "{#id .kind min=N [størrelse=A-B] [.stopp]}"
//! kind      = "fagstoff" | "individ" | "gruppe" | "plenum" | "avtale"
//! prompt    = "###" text "{#id .spørsmål deles=(gruppe|plenum|ingen)}"
//!             what follows until the next heading is its help, but for facilitators' boxes
//! box       = "> [!" type "]" [ "-" | "+" ] [ title ] { "> " block }
//! type      = "mål" | "oppgave" | "tips" | "info" | "viktig" | "tid" | "verktøy" | "sitat" | "lenke" | "lov"
//!           | "advarsel" | "eksempel" | "kommentar" | "fortrolighet"
//!           | "prosessleder" (in a step) | "leder" (folded but for leaders) | "arena " arena
//!           | "video min=" N " tekst=" language { "," language }       holds the film's link and its transcript's
//! term      = "[[" id-or-term "]]" | "[[" id-or-term "|" text "]]"
//! citation  = "[@" key [ ", " locator ] { "; @" key [ ", " locator ] } "]"
//! link      = "[" text "](" ( other file without language [ "#" id ] | "#" id | https: | http: | mailto: | tel: ) ")"
//! image     = "![" what it shows "](" file in content/ ")"
//! id        = a–z { a–z | 0–9 | "-" }
//! ```
//!
//! HTML is no part of it. `-` after a type folds the box, `+` folds it open. A glossary is a file whose level-2 headings
//! are terms, each with an id.

use crate::{
    callout::{self, Callout, CalloutKind},
    problem::{Findings, Kind as Problem},
};
use pulldown_cmark::{
    Alignment, BrokenLink, CowStr, Event, HeadingLevel, LinkType, OffsetIter, Options, Parser, Tag,
};

/// How deep quotes, lists and emphasis may lie in each other. The tree is walked by recursion.
const DEEPEST: usize = 24;

/// One block or inline with what it holds.
#[derive(Debug)]
pub(crate) struct Node<'a> {
    pub(crate) kind: Kind<'a>,
    /// The byte in the file where it begins.
    pub(crate) at: usize,
    pub(crate) children: Vec<Node<'a>>,
}

/// What a node is.
#[derive(Debug)]
pub(crate) enum Kind<'a> {
    Paragraph,
    /// Boxed, since a tree is mostly text and every node would take a heading's room.
    Heading(Box<Heading<'a>>),
    List(Option<u64>),
    Item,
    Quote,
    /// Boxed for the same reason.
    Callout(Box<Callout<'a>>),
    CodeBlock,
    Table(Vec<Alignment>),
    TableHead,
    TableRow,
    TableCell,
    Rule,
    Emphasis,
    Strong,
    Link(CowStr<'a>),
    Term(CowStr<'a>),
    Citation(Vec<Citation<'a>>),
    Image(CowStr<'a>),
    Text(CowStr<'a>),
    Code(CowStr<'a>),
    SoftBreak,
    HardBreak,
}

/// A heading's level and marks, not yet judged.
#[derive(Debug)]
pub(crate) struct Heading<'a> {
    pub(crate) level: u8,
    pub(crate) id: Option<CowStr<'a>>,
    pub(crate) classes: Vec<CowStr<'a>>,
    pub(crate) attributes: Vec<(CowStr<'a>, Option<CowStr<'a>>)>,
}

/// One source in a citation.
#[derive(Debug)]
pub(crate) struct Citation<'a> {
    pub(crate) key: &'a str,
    pub(crate) locator: Option<&'a str>,
    pub(crate) at: usize,
}

/// Reads the body of a file, from an offset to its end.
pub(crate) fn parse<'a>(body_at: usize, findings: &mut Findings<'a>) -> Vec<Node<'a>> {
    let text: &'a str = findings.source().text();
    let body = text.get(body_at..).unwrap_or_default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_WIKILINKS;
    let citations = |link: BrokenLink<'a>| {
        let is_citation = link.link_type == LinkType::Shortcut && link.reference.starts_with('@');
        is_citation.then_some((link.reference, CowStr::Borrowed("")))
    };
    let events = Parser::new_with_broken_link_callback(body, options, Some(citations)).into_offset_iter();
    Builder { text, body_at, findings, open: vec![Node::new(Kind::Paragraph, body_at)], skipped: 0 }
        .run(events)
}

struct Builder<'f, 'a> {
    text: &'a str,
    body_at: usize,
    findings: &'f mut Findings<'a>,
    /// The nodes that are not closed yet; the first stands for the file.
    open: Vec<Node<'a>>,
    /// Containers left out because they lie too deep.
    skipped: usize,
}

impl<'a> Builder<'_, 'a> {
    fn run<F>(mut self, events: OffsetIter<'a, F>) -> Vec<Node<'a>>
    where
        F: pulldown_cmark::BrokenLinkCallback<'a>,
    {
        for (event, range) in events {
            let at = self.body_at + range.start;
            let end = self.body_at + range.end;
            match event {
                Event::Start(tag) => self.start(tag, at, end),
                Event::End(_) => self.end(),
                Event::Text(text) => self.leaf(Kind::Text(text), at),
                Event::Code(text) => self.leaf(Kind::Code(text), at),
                Event::SoftBreak => self.leaf(Kind::SoftBreak, at),
                Event::HardBreak => self.leaf(Kind::HardBreak, at),
                Event::Rule => self.leaf(Kind::Rule, at),
                Event::InlineHtml(html) => self.refuse_html(&html, at),
                // A block of HTML is refused where it starts. The rest is syntax that is not switched on.
                Event::Html(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::FootnoteReference(_)
                | Event::TaskListMarker(_) => {}
            }
        }
        while self.open.len() > 1 {
            self.end();
        }
        self.open.pop().map(|root| root.children).unwrap_or_default()
    }

    fn start(&mut self, tag: Tag<'a>, at: usize, end: usize) {
        if self.open.len() > DEEPEST {
            if self.skipped == 0 {
                self.findings.at(
                    Problem::TooDeep,
                    at,
                    "Her ligger lister, sitater eller uthevinger for dypt i hverandre.",
                    "Del teksten opp; to nivåer er nok for leseren.",
                );
            }
            self.skipped += 1;
            return;
        }
        let kind = match tag {
            Tag::Heading { .. } if self.open.len() > 1 => {
                self.findings.at(
                    Problem::HeadingInBox,
                    at,
                    "En overskrift kan ikke stå i en boks, en liste eller et sitat.",
                    "Flytt den ut, eller bruk **fet skrift**.",
                );
                Kind::Strong
            }
            Tag::Heading { level, id, classes, attrs } => Kind::Heading(Box::new(Heading {
                level: level_number(level),
                id,
                classes,
                attributes: attrs,
            })),
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::CodeBlock(_) => Kind::CodeBlock,
            Tag::List(start) => Kind::List(start),
            Tag::Item => Kind::Item,
            Tag::Table(alignments) => Kind::Table(alignments),
            Tag::TableHead => Kind::TableHead,
            Tag::TableRow => Kind::TableRow,
            Tag::TableCell => Kind::TableCell,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Link { .. } if self.is_in_link() => {
                self.findings.at(
                    Problem::LinkInLink,
                    at,
                    "Her ligger en lenke inne i en annen.",
                    "Skriv dem etter hverandre.",
                );
                Kind::Emphasis
            }
            Tag::Link { link_type: LinkType::WikiLink { .. }, dest_url, .. } => Kind::Term(dest_url),
            Tag::Link { link_type: LinkType::ShortcutUnknown, .. } => {
                Kind::Citation(citations(self.text, at, end))
            }
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                Kind::Link(format!("mailto:{dest_url}").into())
            }
            Tag::Link { dest_url, .. } => Kind::Link(dest_url),
            Tag::Image { dest_url, .. } => Kind::Image(dest_url),
            Tag::HtmlBlock => {
                let html = self.text.get(at..end).unwrap_or_default();
                self.refuse_html(html, at);
                Kind::Paragraph
            }
            // Syntax that is not switched on.
            Tag::Paragraph
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => Kind::Paragraph,
        };
        self.open.push(Node::new(kind, at));
    }

    fn is_in_link(&self) -> bool {
        self.open.iter().any(|node| matches!(node.kind, Kind::Link(_) | Kind::Term(_)))
    }

    fn end(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let Some(mut node) = self.open.pop() else { return };
        node.children.shrink_to_fit();
        match node.kind {
            Kind::Quote => {
                callout::recognise(&mut node, self.findings);
                let is_lead =
                    matches!(&node.kind, Kind::Callout(callout) if callout.kind == CalloutKind::Lead);
                if is_lead && self.open.len() > 1 {
                    callout::refuse_lead(node.at, self.findings);
                }
            }
            // A block of HTML left nothing behind.
            Kind::Paragraph if node.children.is_empty() => return,
            _ => {}
        }
        match self.open.last_mut() {
            Some(parent) => parent.children.push(node),
            None => self.open.push(node),
        }
    }

    fn leaf(&mut self, kind: Kind<'a>, at: usize) {
        if let Some(parent) = self.open.last_mut() {
            parent.children.push(Node::new(kind, at));
        }
    }

    fn refuse_html(&mut self, html: &str, at: usize) {
        let tag: String = html.trim().chars().take_while(|c| *c != '\n').take(30).collect();
        let indent = html.len() - html.trim_start().len();
        self.findings.at(
            Problem::RawHtml,
            at + indent,
            format!("Her står det HTML: {tag}"),
            "Bruk Markdown i stedet: **fet**, *kursiv*, lister, tabeller og bokser. Skal tegnet < synes, skriv \\<.",
        );
    }
}

impl<'a> Node<'a> {
    pub(crate) fn new(kind: Kind<'a>, at: usize) -> Self {
        Node { kind, at, children: Vec::new() }
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The sources between `[` and `]`.
fn citations(text: &str, at: usize, end: usize) -> Vec<Citation<'_>> {
    let inside = text.get(at + 1..end.saturating_sub(1)).unwrap_or_default();
    let mut found = Vec::new();
    let mut offset = at + 1;
    for part in inside.split(';') {
        let one = part.trim();
        let indent = part.len() - part.trim_start().len();
        let (key, locator) = match one.split_once(',') {
            Some((key, locator)) => (key.trim(), Some(locator.trim()).filter(|l| !l.is_empty())),
            None => (one, None),
        };
        found.push(Citation { key: key.strip_prefix('@').unwrap_or(key), locator, at: offset + indent });
        offset += part.len() + 1;
    }
    found
}

/// The plain text of inlines, as a heading or a search sees it.
pub(crate) fn plain(nodes: &[Node<'_>]) -> String {
    let mut text = String::new();
    push_plain(nodes, &mut text);
    text.trim().to_owned()
}

fn push_plain(nodes: &[Node<'_>], text: &mut String) {
    for node in nodes {
        match &node.kind {
            Kind::Text(part) | Kind::Code(part) => text.push_str(part),
            Kind::SoftBreak | Kind::HardBreak => text.push(' '),
            Kind::Citation(_) | Kind::Image(_) => {}
            Kind::Callout(callout) => {
                push_plain(&callout.title, text);
                text.push(' ');
                push_plain(&node.children, text);
            }
            Kind::Paragraph | Kind::Item | Kind::TableCell | Kind::CodeBlock => {
                push_plain(&node.children, text);
                text.push(' ');
            }
            _ => push_plain(&node.children, text),
        }
    }
}
