//! The tree as HTML. What an author wrote is escaped, always; only what this file writes is markup.

use crate::{
    callout::{Callout, CalloutKind, Fold},
    index::{Index, Refusal},
    markdown::{Citation, Kind, Node, plain},
    picture::Picture,
    problem::{Findings, Kind as Problem},
    wording::{address_in, is_vague},
};
use domain::{Lang, package::Html};
use pulldown_cmark::Alignment;

mod escape;
mod film;
mod law;
mod term;

use escape::{address, push_attribute};
pub(crate) use escape::{attribute, push_text};

/// Bytes that a paragraph seldom has more than, rendered.
const PARAGRAPH: usize = 512;

/// Renders the nodes of one file, and notes the links, terms, sources and images that are not there.
pub(crate) struct Renderer<'r, 'a> {
    lang: Lang,
    index: &'r Index<'r>,
    findings: Findings<'a>,
    /// Boxes so far, for the ids that their titles are labelled by. An author's id never begins with `_`.
    boxes: usize,
    /// Tables so far.
    tables: usize,
    used: Used,
    /// Whether terms are links and nothing more, as in titles.
    plain_terms: bool,
    /// Ids of the terms whose meaning is at hand already.
    explained: Vec<&'r str>,
    /// Popovers so far.
    popovers: usize,
    /// Popovers that are to stand after the block that opens them.
    pending: String,
}

/// What a file points at, each once, in order of first mention.
#[derive(Default)]
pub(crate) struct Used {
    /// Keys of sources.
    pub(crate) citations: Vec<String>,
    /// Ids of terms.
    pub(crate) terms: Vec<String>,
}

impl<'r, 'a> Renderer<'r, 'a> {
    pub(crate) fn new(file: &'a str, text: &'a str, lang: Lang, index: &'r Index<'r>) -> Self {
        Renderer {
            lang,
            index,
            findings: Findings::new(file, text),
            boxes: 0,
            tables: 0,
            used: Used::default(),
            plain_terms: false,
            explained: Vec::new(),
            popovers: 0,
            pending: String::new(),
        }
    }

    /// What was found, and what is pointed at.
    pub(crate) fn finish(mut self) -> (Vec<crate::Problem>, Used) {
        (self.findings.take(), self.used)
    }

    /// Blocks as HTML.
    pub(crate) fn blocks<'n>(&mut self, nodes: impl IntoIterator<Item = &'n Node<'n>>) -> Html {
        let mut out = String::with_capacity(PARAGRAPH);
        for node in nodes {
            self.block(node, &mut out);
            out.push_str(&self.pending);
            self.pending.clear();
        }
        Html(out)
    }

    /// A heading with its id, and beside it a link to itself. The link stands outside the heading, whose words it is no part of.
    pub(crate) fn heading(&mut self, level: u8, id: &str, content: &[Node<'_>]) -> Html {
        let id = attribute(id);
        let digit = level.to_string();
        let mut out = String::with_capacity(PARAGRAPH);
        out.extend(["<div class=\"heading\" data-level=\"", &digit, "\"><h", &digit, " id=\"", &id, "\">"]);
        self.as_title(|renderer| renderer.inlines(content, &mut out));
        let link_to = if self.lang == Lang::Nn { "Lenkje til" } else { "Lenke til" };
        out.extend(["</h", &digit, "><a class=\"anchor\" href=\"#", &id, "\" aria-label=\"", link_to, " «"]);
        push_attribute(&plain(content), &mut out);
        out.push_str(
            "»\"><svg class=\"icon\" aria-hidden=\"true\"><use href=\"/ikoner.svg#anker\"/></svg></a></div>\n",
        );
        Html(out)
    }

    /// A facilitator's box as it stands on the reading page, folded, around contents that are rendered already.
    pub(crate) fn folded_lead(&mut self, callout: &Callout<'_>, inner: &Html) -> Html {
        let mut out = String::new();
        self.open_box(callout, Fold::Closed, &mut out);
        out.push_str(&inner.0);
        out.push_str("</details>\n");
        Html(out)
    }

    /// The title an author gave a facilitator's box, for where the box itself is not shown.
    pub(crate) fn own_title(&mut self, callout: &Callout<'_>) -> Html {
        let mut out = String::new();
        if !callout.title.is_empty() {
            out.push_str("<p><strong>");
            self.as_title(|renderer| renderer.inlines(&callout.title, &mut out));
            out.push_str("</strong></p>\n");
        }
        Html(out)
    }

    fn block(&mut self, node: &Node<'_>, out: &mut String) {
        match &node.kind {
            Kind::Paragraph => self.element("p", node, out),
            Kind::Quote => self.container("blockquote", node, out),
            Kind::Callout(callout) => self.callout(callout, node, out),
            Kind::List(start) => self.list(*start, node, out),
            Kind::CodeBlock => {
                out.push_str("<pre><code>");
                push_text(&plain_code(&node.children), out);
                out.push_str("</code></pre>\n");
            }
            Kind::Table(alignments) => self.table(alignments, node, out),
            Kind::Rule => out.push_str("<hr>\n"),
            _ => self.inline(node, out),
        }
    }

    fn element(&mut self, name: &str, node: &Node<'_>, out: &mut String) {
        out.extend(["<", name, ">"]);
        self.inlines(&node.children, out);
        out.extend(["</", name, ">\n"]);
    }

    fn container(&mut self, name: &str, node: &Node<'_>, out: &mut String) {
        out.extend(["<", name, ">\n"]);
        for child in &node.children {
            self.block(child, out);
        }
        out.extend(["</", name, ">\n"]);
    }

    fn list(&mut self, start: Option<u64>, node: &Node<'_>, out: &mut String) {
        let name = if start.is_some() { "ol" } else { "ul" };
        match start.filter(|start| *start != 1) {
            Some(start) => out.push_str(&format!("<ol start=\"{start}\">\n")),
            None => out.extend(["<", name, ">\n"]),
        }
        for item in &node.children {
            out.push_str("<li>");
            for child in &item.children {
                self.block(child, out);
            }
            if out.ends_with('\n') {
                out.pop();
            }
            out.push_str("</li>\n");
        }
        out.extend(["</", name, ">\n"]);
    }

    fn table(&mut self, alignments: &[Alignment], node: &Node<'_>, out: &mut String) {
        let head = node.children.iter().find(|child| matches!(child.kind, Kind::TableHead));
        let names =
            head.map(|head| head.children.iter().map(|cell| plain(&cell.children)).collect::<Vec<_>>());
        let names = names.unwrap_or_default().into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>();
        // Two tables of one page may have the same columns, and are told apart all the same.
        self.tables += 1;
        let which = if self.tables == 1 { "Tabell".to_owned() } else { format!("Tabell {}", self.tables) };
        let label = if names.is_empty() { which } else { format!("{which}: {}", names.join(", ")) };

        if names.is_empty() {
            self.findings.at(
                Problem::TableWithoutHeader,
                node.at,
                "Tabellen har ingen overskrifter i første rad.",
                "Skriv hva hver kolonne viser i den første raden.",
            );
        }
        out.push_str(&format!(
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n",
            attribute(&label)
        ));
        out.push_str("<table>\n");
        if let Some(head) = head {
            out.push_str("<thead>\n");
            self.row(head, "th", alignments, out);
            out.push_str("</thead>\n");
        }
        out.push_str("<tbody>\n");
        for row in node.children.iter().filter(|child| matches!(child.kind, Kind::TableRow)) {
            self.row(row, "td", alignments, out);
        }
        out.push_str("</tbody>\n</table>\n</div>\n");
    }

    fn row(&mut self, row: &Node<'_>, cell_name: &str, alignments: &[Alignment], out: &mut String) {
        out.push_str("<tr>");
        for (n, cell) in row.children.iter().enumerate() {
            let align = if alignments.get(n) == Some(&Alignment::Right) { " class=\"number\"" } else { "" };
            // A header cell without words says nothing to a screen reader.
            let (name, scope) = match cell_name {
                "th" if !cell.children.is_empty() => ("th", " scope=\"col\""),
                _ => ("td", ""),
            };
            out.extend(["<", name, scope, align, ">"]);
            self.inlines(&cell.children, out);
            out.extend(["</", name, ">"]);
        }
        out.push_str("</tr>\n");
    }

    fn callout(&mut self, callout: &Callout<'_>, node: &Node<'_>, out: &mut String) {
        self.open_box(callout, callout.fold, out);
        let mut children =
            |renderer: &mut Self| node.children.iter().for_each(|child| renderer.block(child, out));
        if callout.fold == Fold::Never {
            children(self);
            out.push_str("</div>\n");
        } else {
            self.apart(children);
            out.push_str("</details>\n");
        }
    }

    fn open_box(&mut self, callout: &Callout<'_>, fold: Fold, out: &mut String) {
        let (kind, icon) = (callout.kind.ascii(), callout.kind.icon());
        let arena = match callout.kind {
            CalloutKind::Arena(arena) => format!(" data-arena=\"{}\"", arena.word()),
            _ => String::new(),
        };
        let (title_open, title_close) = match fold {
            Fold::Never => {
                self.boxes += 1;
                let id = format!("_boks-{}", self.boxes);
                out.push_str(&format!(
                    "<div class=\"callout\" role=\"note\" data-kind=\"{kind}\"{arena} aria-labelledby=\"{id}\">\n"
                ));
                (format!("<p class=\"callout-title\" id=\"{id}\">"), "</p>\n")
            }
            Fold::Closed | Fold::Open => {
                let open = if fold == Fold::Open { " open" } else { "" };
                out.push_str(&format!("<details class=\"callout\" data-kind=\"{kind}\"{arena}{open}>\n"));
                ("<summary class=\"callout-title\">".to_owned(), "</summary>\n")
            }
        };
        out.push_str(&title_open);
        out.push_str(&format!(
            "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"/ikoner.svg#{icon}\"/></svg><span>"
        ));
        let own = callout.kind.title(self.lang);
        // Which arena a box speaks to must always be said; many authors say it themselves.
        let is_arena = matches!(callout.kind, CalloutKind::Arena(_));
        if callout.title.is_empty() {
            push_text(own, out);
        } else if is_arena && !plain(&callout.title).starts_with(own) {
            push_text(own, out);
            out.push_str(": ");
        }
        self.as_title(|renderer| renderer.inlines(&callout.title, out));
        out.push_str("</span>");
        out.push_str(title_close);
        if let Some(video) = &callout.video {
            out.push_str(&film::facts(video, self.lang));
        }
        if callout.kind == CalloutKind::Leaders {
            let why = match self.lang {
                Lang::Nb => "Skrevet for dere som leder. Alle kan lese det.",
                Lang::Nn => "Skrive for dykk som leier. Alle kan lesa det.",
            };
            out.push_str(&format!("<p class=\"callout-why\">{why}</p>\n"));
        }
    }

    fn inlines(&mut self, nodes: &[Node<'_>], out: &mut String) {
        for node in nodes {
            self.inline(node, out);
        }
    }

    fn inline(&mut self, node: &Node<'_>, out: &mut String) {
        match &node.kind {
            Kind::Text(text) => {
                self.check_addresses(text, node.at);
                law::push(text, out);
            }
            Kind::Code(text) => {
                out.push_str("<code>");
                push_text(text, out);
                out.push_str("</code>");
            }
            Kind::SoftBreak => out.push('\n'),
            Kind::HardBreak => out.push_str("<br>\n"),
            Kind::Emphasis => self.wrapped("em", node, out),
            Kind::Strong => self.wrapped("strong", node, out),
            Kind::Link(dest) => self.link(dest, node, out),
            Kind::Term(word) => self.term(word, node, out),
            Kind::Citation(sources) => self.citation(sources, out),
            Kind::Image(dest) => self.image(dest, node, out),
            // A block among inlines: a tight list's nested list, say.
            _ => self.block_within(node, out),
        }
    }

    fn block_within(&mut self, node: &Node<'_>, out: &mut String) {
        match node.kind {
            Kind::Heading(_) | Kind::Item | Kind::TableHead | Kind::TableRow | Kind::TableCell => {
                self.inlines(&node.children, out);
            }
            _ => self.block(node, out),
        }
    }

    fn wrapped(&mut self, name: &str, node: &Node<'_>, out: &mut String) {
        out.extend(["<", name, ">"]);
        self.inlines(&node.children, out);
        out.extend(["</", name, ">"]);
    }

    fn link(&mut self, dest: &str, node: &Node<'_>, out: &mut String) {
        self.check_link_text(node);
        match self.index.link(self.findings.source().file(), self.lang, dest) {
            Ok(href) => {
                let rel = if href.leaves { " rel=\"noopener\"" } else { "" };
                out.extend(["<a href=\"", &address(&href.address), "\"", rel, ">"]);
                self.inlines(&node.children, out);
                out.push_str("</a>");
            }
            Err(refusal) => {
                self.refuse(node.at, refusal);
                self.inlines(&node.children, out);
            }
        }
    }

    fn check_link_text(&mut self, node: &Node<'_>) {
        let has_image = node.children.iter().any(|child| matches!(child.kind, Kind::Image(_)));
        let text = plain(&node.children);
        if text.is_empty() && !has_image {
            self.findings.at(
                Problem::EmptyLink,
                node.at,
                "Lenken har ingen tekst.",
                "Skriv i hakeparentesen hva lenken fører til.",
            );
        } else if is_vague(&text) {
            self.findings.at(
                Problem::VagueLink,
                node.at,
                format!("Lenketeksten «{text}» sier ikke hvor lenken fører."),
                "La lenken være ordene som sier hva leseren kommer til: [reglene for skolemiljø](…).",
            );
        }
    }

    fn check_addresses(&mut self, text: &str, at: usize) {
        let before = |offset: usize| self.findings.source().text().get(..at + offset).unwrap_or_default();
        // In what should have been a link, which is noted as such.
        let is_in_half_link = |offset: &usize| {
            before(*offset).strip_suffix('(').is_some_and(|words| words.trim_end().ends_with(']'))
        };
        if let Some(offset) = address_in(text).filter(|offset| !is_in_half_link(offset)) {
            self.findings.at(
                Problem::BareAddress,
                at + offset,
                "Her står en nettadresse i teksten.",
                "Skriv hva den fører til, og adressen bak: [læreplanverket](https://…).",
            );
        }
    }

    fn citation(&mut self, sources: &[Citation<'_>], out: &mut String) {
        out.push('(');
        for (n, source) in sources.iter().enumerate() {
            if n > 0 {
                out.push_str("; ");
            }
            let known = self.index.source(source.key);
            match known.flatten() {
                Some(label) => {
                    out.extend(["<a class=\"cite\" href=\"/", self.lang.code(), "/kilder#"]);
                    push_attribute(source.key, out);
                    out.push_str("\">");
                    push_text(label, out);
                    out.push_str("</a>");
                    if !self.used.citations.iter().any(|key| key == source.key) {
                        self.used.citations.push(source.key.to_owned());
                    }
                }
                None => {
                    push_text(source.key, out);
                    if known.is_some() {
                        self.findings.at(
                            Problem::UnknownSource,
                            source.at,
                            format!("Kilden «{}» står ikke i kilder.bib.", source.key),
                            "Legg den inn der, eller rett nøkkelen. Flere kilder skilles slik: [@en; @to].",
                        );
                    }
                }
            }
            if let Some(locator) = source.locator {
                out.push_str(", ");
                push_text(locator, out);
            }
        }
        out.push(')');
    }

    fn image(&mut self, dest: &str, node: &Node<'_>, out: &mut String) {
        let alt = plain(&node.children);
        if alt.is_empty() {
            self.findings.at(
                Problem::ImageWithoutAlt,
                node.at,
                "Bildet har ingen tekst for den som ikke ser det.",
                "Skriv i hakeparentesen hva bildet viser: ![Tre stoler i ring](ring.svg).",
            );
        }
        match self.index.image(self.findings.source().file(), dest) {
            Ok((src, picture)) => {
                let size = self.check_picture(dest, picture, node.at);
                out.push_str(&format!(
                    "<img src=\"{}\" alt=\"{}\"{size} loading=\"lazy\">",
                    address(&src),
                    attribute(&alt)
                ));
            }
            Err(refusal) => {
                self.refuse(node.at, refusal);
                push_text(&alt, out);
            }
        }
    }

    /// Notes what a picture lacks; its size as attributes.
    fn check_picture(&mut self, dest: &str, picture: Picture, at: usize) -> String {
        if picture.is_nameless {
            self.findings.at(
                Problem::DrawingWithoutTitle,
                at,
                format!("Tegningen «{dest}» har ikke både tittel og beskrivelse."),
                "Skriv <title>…</title> og <desc>…</desc> rett etter <svg …> i bildefila.",
            );
        }
        match picture.size {
            Some((width, height)) => format!(" width=\"{width}\" height=\"{height}\""),
            None => {
                self.findings.at(
                    Problem::ImageWithoutSize,
                    at,
                    format!("Størrelsen på bildet kan ikke leses fra fila «{dest}»."),
                    "Lagre bildet på nytt som png, jpg eller webp. I svg: skriv viewBox=\"0 0 bredde høyde\".",
                );
                String::new()
            }
        }
    }

    fn refuse(&mut self, at: usize, refusal: Refusal) {
        self.findings.at(refusal.kind, at, refusal.message, refusal.mend);
    }
}

fn plain_code(nodes: &[Node<'_>]) -> String {
    let texts = nodes.iter().filter_map(|node| match &node.kind {
        Kind::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    texts.collect()
}
