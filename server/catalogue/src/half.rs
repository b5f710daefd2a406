//! Marks that are begun and not ended, or the other way round. Markdown takes them for plain text, so that readers would
//! see the signs themselves.
//!
//! Only what the parser left as text is looked at: a mark that is whole is a node of its own, and code is code. A sign that
//! is escaped with `\` is meant to be seen.

use crate::{
    index::scheme,
    layout::is_asset,
    markdown::{Kind, Node},
    problem::{Findings, Kind as Problem},
};

/// As many of one kind in one line as anybody mends before looking again.
const MOST: usize = 8;

/// Characters of an address that a message quotes.
const LONGEST: usize = 60;

/// Stands in a line for what is no plain text.
const OTHER: char = '\u{fffc}';

const SHOW_SIGN: &str = "Skal tegnene synes, skriv \\ foran.";

/// Notes every mark of a body that is not whole.
pub(crate) fn check(nodes: &[Node<'_>], findings: &mut Findings<'_>) {
    for node in nodes {
        visit(node, Around::default(), findings);
    }
}

/// What a line stands in.
#[derive(Clone, Copy, Default)]
struct Around {
    is_in_quote: bool,
    is_heading: bool,
    /// Where the first words of a quote stand, which say what kind of box it is.
    type_at: Option<usize>,
}

fn visit(node: &Node<'_>, around: Around, findings: &mut Findings<'_>) {
    let mut inner = Around { type_at: None, ..around };
    match &node.kind {
        Kind::CodeBlock | Kind::Citation(_) => return,
        Kind::Heading(_) => inner.is_heading = true,
        Kind::Quote | Kind::Callout(_) => inner.is_in_quote = true,
        Kind::Paragraph => inner.type_at = around.type_at,
        Kind::Term(word) if !is_term(word) => return term(word, node.at, findings),
        _ => {}
    }
    if let Kind::Callout(callout) = &node.kind {
        lines(&callout.title, false, inner, findings);
    }
    if matches!(node.kind, Kind::Quote) {
        inner.type_at = node.children.first().map(|first| first.at);
    }
    let begins_lines = matches!(node.kind, Kind::Paragraph | Kind::Item);
    lines(&node.children, begins_lines, inner, findings);
}

/// Whether a word can be a term's. A term that lacks an end takes what follows, up to the next one's.
pub(crate) fn is_term(word: &str) -> bool {
    !word.contains(['[', ']'])
}

fn term(words: &str, at: usize, findings: &mut Findings<'_>) {
    let word = words.split(['[', ']', '|', OTHER]).next().unwrap_or_default().trim();
    let word = if word.is_empty() || word.chars().count() > LONGEST { "begrep" } else { word };
    findings.at(
        Problem::HalfMark,
        at,
        "Lenken til begrepet er ikke hel, så leserne ser hakeparentesene.",
        format!("Skriv to hakeparenteser foran og to bak: [[{word}]]. {SHOW_SIGN}"),
    );
}

/// Judges each line of some inlines, and what lies among them.
fn lines(nodes: &[Node<'_>], begins: bool, around: Around, findings: &mut Findings<'_>) {
    let mut line = Line::default();
    for node in nodes {
        match &node.kind {
            Kind::Text(text) => line.push(text, node.at, findings.source().text()),
            Kind::SoftBreak | Kind::HardBreak => std::mem::take(&mut line).judge(begins, around, findings),
            Kind::Link(_)
            | Kind::Term(_)
            | Kind::Citation(_)
            | Kind::Image(_)
            | Kind::Code(_)
            | Kind::Emphasis
            | Kind::Strong => {
                line.push_other(node.at);
                visit(node, around, findings);
            }
            _ => {
                std::mem::take(&mut line).judge(begins, around, findings);
                visit(node, around, findings);
            }
        }
    }
    line.judge(begins, around, findings);
}

/// The plain text of a line of the file.
#[derive(Default)]
struct Line {
    text: String,
    /// Where each piece of it stands: in the line, and in the file.
    pieces: Vec<(usize, usize)>,
    /// Where the last piece ends in the file.
    end: usize,
}

impl Line {
    fn push(&mut self, text: &str, at: usize, file: &str) {
        // An entity, say: what it stands for is meant to be seen.
        if !file.get(at..).is_some_and(|rest| rest.starts_with(text)) {
            return self.push_other(at);
        }
        let mut text = text;
        let mut at = at;
        let is_escaped = file.get(..at).is_some_and(|before| before.ends_with('\\'));
        if is_escaped && at > self.end {
            self.push_other(at);
            let first = text.chars().next().map_or(0, char::len_utf8);
            text = text.get(first..).unwrap_or_default();
            at += first;
        }
        self.pieces.push((self.text.len(), at));
        self.text.push_str(text);
        self.end = at + text.len();
    }

    fn push_other(&mut self, at: usize) {
        self.pieces.push((self.text.len(), at));
        self.text.push(OTHER);
    }

    /// Where an offset into the line lies in the file.
    fn place(&self, offset: usize) -> usize {
        let piece = self.pieces.partition_point(|(from, _)| *from <= offset).saturating_sub(1);
        self.pieces.get(piece).map_or(0, |(from, at)| at + (offset - from))
    }

    fn judge(self, begins: bool, around: Around, findings: &mut Findings<'_>) {
        if !self.text.contains(['[', ']', '{', '#', '*']) {
            return;
        }
        if begins && self.heading(findings) {
            return;
        }
        if !around.is_heading {
            self.attributes(findings);
        }
        self.boxes(begins, around, findings);
        self.terms(findings);
        self.citations(findings);
        self.links(findings);
        self.emphasis(findings);
    }

    fn note(
        &self,
        offset: usize,
        message: impl Into<String>,
        mend: impl AsRef<str>,
        findings: &mut Findings<'_>,
    ) {
        let mend = format!("{} {SHOW_SIGN}", mend.as_ref());
        findings.at(Problem::HalfMark, self.place(offset), message, mend);
    }

    /// `##Words`. One number sign by itself may be a word of somebody's.
    fn heading(&self, findings: &mut Findings<'_>) -> bool {
        let words = self.text.trim_start_matches('#');
        let signs = self.text.len() - words.len();
        let is_one = signs > 1 && words.starts_with(|c: char| !c.is_whitespace());
        if is_one {
            findings.at(
                Problem::HeadingWithoutSpace,
                self.place(0),
                "Her mangler et mellomrom, så linja blir ikke en overskrift.",
                format!("Skriv et mellomrom etter nummertegnene: {} Overskrift.", "#".repeat(signs)),
            );
        }
        is_one
    }

    /// `{#id …}` where no heading is.
    fn attributes(&self, findings: &mut Findings<'_>) {
        let begins = |(at, _): &(usize, &str)| self.text[*at + 1..].starts_with(['#', '.']);
        if let Some((at, _)) = self.text.match_indices('{').find(begins) {
            findings.at(
                Problem::BrokenAttributes,
                self.place(at),
                "Krøllparentesen står ikke i en overskrift, så merkene i den virker ikke.",
                "Sett den sist i en overskrift, som begynner med nummertegn og mellomrom: ## Overskrift {#id}.",
            );
        }
    }

    /// `[!type]` that makes no box.
    fn boxes(&self, begins: bool, around: Around, findings: &mut Findings<'_>) {
        let Some(at) = self.text.find("[!") else { return };
        let is_type = around.type_at == Some(self.place(at));
        let is_whole = self.text[at..].contains(']');
        let (message, mend) = match (begins && at == 0, around.is_in_quote) {
            // What the type should have been is said elsewhere.
            _ if is_type && is_whole => return,
            _ if is_type => (
                "Hakeparentesen i boksen har ingen slutt, så det blir ingen boks.",
                "Skriv ] etter typen: > [!tips] Tittelen.",
            ),
            (true, true) => (
                "Her begynner en boks midt i den forrige.",
                "Sett en tom linje mellom boksene, uten > foran.",
            ),
            (true, false) => (
                "Her mangler > foran, så det blir ingen boks.",
                "Begynn hver linje i boksen med >: > [!tips] Tittelen.",
            ),
            (false, _) => (
                "Her står typen til en boks midt i en linje.",
                "La boksen begynne på en egen linje: > [!tips] Tittelen.",
            ),
        };
        self.note(at, message, mend, findings);
    }

    /// `[[term]` and `[term]]`.
    fn terms(&self, findings: &mut Findings<'_>) {
        for (at, _) in self.text.match_indices("[[").take(MOST) {
            term(&self.text[at + 2..], self.place(at), findings);
        }
        let is_alone = |at: &usize| !self.text[..*at].rsplit(OTHER).next().unwrap_or_default().contains("[[");
        if let Some(at) = self.text.find("]]").filter(is_alone) {
            term("", self.place(at), findings);
        }
    }

    /// `[@key` and `@key]`, and a key that something else stands before.
    fn citations(&self, findings: &mut Findings<'_>) {
        let is_key = |c: char| c.is_alphanumeric();
        let bracket = |from: usize| self.text[from..].find(['[', ']']).map(|at| from + at);
        let (mut before, mut next) = (None, bracket(0));
        let mut noted = 0;
        for (at, _) in self.text.match_indices('@') {
            while let Some(one) = next.filter(|one| *one < at) {
                (before, next) = (Some(one), bracket(one + 1));
            }
            let is_in_word = self.text[..at].ends_with(is_key) || !self.text[at + 1..].starts_with(is_key);
            let is_opened = before.is_some_and(|one| self.text[one..].starts_with('['));
            let is_closed = next.is_some_and(|one| self.text[one..].starts_with(']'));
            if is_in_word || !(is_opened || is_closed) || noted == MOST {
                continue;
            }
            noted += 1;
            let key = self.text[at + 1..].split(|c: char| !is_key(c) && !"_-:".contains(c)).next();
            self.note(
                if is_opened { before.unwrap_or(at) } else { at },
                "Henvisningen til kilden er ikke hel, så leserne ser nøkkelen.",
                format!("Skriv [@{}], med hakeparentes på begge sider og @ først.", key.unwrap_or_default()),
                findings,
            );
            // The next key in the same brackets is the same fault.
            before = None;
            next = next.and_then(|one| bracket(one + 1));
        }
    }

    /// `[words](address` and `[words] (address)`.
    fn links(&self, findings: &mut Findings<'_>) {
        let mut noted = 0;
        for (at, _) in self.text.match_indices(']') {
            let rest = &self.text[at + 1..];
            let is_apart = rest.starts_with(char::is_whitespace);
            let Some(dest) = rest.trim_start().strip_prefix('(').filter(|_| noted < MOST) else { continue };
            // An address has no spaces, and what stands apart is one only if it looks like one.
            let end = dest.find(|c: char| c == ')' || (is_apart && c.is_whitespace()));
            let dest = dest[..end.unwrap_or(dest.len())].trim();
            if is_apart && !is_address(dest) {
                continue;
            }
            noted += 1;
            let has_space = dest.contains(char::is_whitespace);
            let dest: String = dest.chars().take(LONGEST).collect();
            let is_picture = is_asset(&dest.to_lowercase());
            let what = if is_picture { "Bildet" } else { "Lenken" };
            let (message, mend) = match end {
                _ if is_apart => (
                    format!("{what} blir ikke vist, for det er et mellomrom mellom ] og (."),
                    format!("Ta bort mellomrommet: [ordene]({dest})."),
                ),
                None => (
                    format!("{what} blir ikke vist, for parentesen har ingen slutt."),
                    format!(
                        "Skriv ) etter adressen: [ordene]({})",
                        dest.split(' ').next().unwrap_or_default()
                    ) + ".",
                ),
                Some(_) if has_space && is_picture => (
                    format!("Bildet blir ikke vist, for navnet «{dest}» har mellomrom."),
                    format!(
                        "Gi fila et navn uten mellomrom, og skriv det her: {}.",
                        dest.to_lowercase().replace(' ', "-")
                    ),
                ),
                Some(_) if has_space => (
                    format!("Lenken blir ikke vist, for adressen «{dest}» har mellomrom."),
                    "Skriv adressen uten mellomrom: [ordene](30-okt.md).".to_owned(),
                ),
                Some(_) => (
                    format!("{what} er ikke skrevet helt, så leserne ser hakeparentesene."),
                    "Skriv [ordene](adressen), med én hakeparentes på hver side.".to_owned(),
                ),
            };
            let begin = self.text[..at].rfind('[');
            let is_image = |open: &usize| self.text[..*open].ends_with('!');
            let from = begin.map_or(at, |open| if is_image(&open) { open - 1 } else { open });
            self.note(from, message, mend, findings);
        }
    }

    /// `**words`.
    fn emphasis(&self, findings: &mut Findings<'_>) {
        if let Some(at) = self.text.find("**") {
            self.note(
                at,
                "Stjernene gjør ikke noe fett, så leserne ser dem.",
                "Skriv to stjerner rett foran og rett etter ordene: **ordene**.",
                findings,
            );
        }
    }
}

/// Whether what stands between round brackets is meant as an address.
fn is_address(text: &str) -> bool {
    let path = text.split('#').next().unwrap_or_default();
    let leads_out = scheme(text).is_some_and(|scheme| ["http", "https", "mailto", "tel"].contains(&scheme));
    !text.contains(char::is_whitespace)
        && (leads_out
            || text.starts_with("www.")
            || path.ends_with(".md")
            || is_asset(&path.to_lowercase())
            || (path.is_empty() && text.len() > 1))
}

#[cfg(test)]
mod tests {
    use crate::document;
    use crate::problem::Findings;

    fn found(text: &str) -> Vec<(u32, u32, String)> {
        let mut findings = Findings::new("a.md", text);
        document::body(0, &mut findings);
        findings.take().into_iter().map(|one| (one.line, one.column, one.kind)).collect()
    }

    #[test]
    fn what_is_whole_or_meant_to_be_seen_is_left_alone() {
        for text in [
            "[[ro]], [[ro|roen]], [@haug2017, s. 4; @b] og [økta](20-okt.md#a \"Økta\").",
            "«[…] (Haug)», [sic], (se [det]), #metoo, C#, a@b.no, [skriv til a@b.no], 5 * 3 * 2 og {ro}.",
            "`[[ro]`, `[@haug2017`, `##Ro` og `[økta] (20-okt.md)`.",
            "```\n[[ro]\n##Ro\n[!tips]\n[a](b c.md)\n```",
            "    [[ro]\n    ##Ro",
            "\\[[ro], \\##Ro, \\[@haug2017, [økta\\](a b), \\**ro og \\[!tips].",
            "\\## Ro",
            "&#91;[ro]",
            "> [!tips] Ta [økta](20-okt.md)\n> Ro.\n>\n> > [!info]\n> > Ro.",
            "> Ro.\n\n> [!arena skole]\n> Ro.",
            "- [x] Ro\n- **ro** og ***ro*** og *ro*\n\n***\n\n1. ## ",
            "| a | b |\n|---|---|\n| [[ro]] | [ro](20-okt.md) |",
            "[ordene] (se side 3) og [ordene] (# 3)",
        ] {
            let noted: Vec<_> =
                found(text).into_iter().filter(|(.., kind)| kind != "overskrift-i-boks").collect();
            assert_eq!(noted, [], "{text}");
        }
    }

    #[test]
    fn what_is_half_is_noted_where_it_begins() {
        for (text, places) in [
            ("Ta [[tenketid].", &[(1, 4)][..]),
            ("Ta [tenketid]].", &[(1, 13)]),
            ("Ta [[tenketid] og [[ro]].", &[(1, 4)]),
            ("Å: [@rowe1986 og mer", &[(1, 4)]),
            ("Å: @rowe1986] og [se @haug2017].", &[(1, 4), (1, 18)]),
            ("Se [økta] (20-okt.md) og [**økta** nå](a b.md).", &[(1, 4), (1, 26)]),
            ("![En klokke](Bilde 1.svg)\n[økta](20-okt.md", &[(1, 1), (2, 1)]),
            ("Ro.\n##Det handler {#a}\n\n## Ro", &[(2, 1)]),
            ("> [!arena skole]\n> Ro.\n> [!arena sfo]\n> Ro.", &[(3, 3)]),
            ("> [!arena barnehage Barnehage: bordet\n> Ro.", &[(1, 3)]),
            ("[!tips] Ro", &[(1, 1)]),
            ("Tenk alene {#tenk .individ min=5}", &[(1, 12)]),
            ("**ro ** og ro\n\n- \\\\[[ro]", &[(1, 1), (3, 5)]),
        ] {
            let places: Vec<(u32, u32)> = places.to_vec();
            let noted: Vec<(u32, u32)> =
                found(text).into_iter().map(|(line, column, _)| (line, column)).collect();
            assert_eq!(noted, places, "{text}");
        }
    }
}
