//! How heavy a text is to read. Warnings only: a number does not know what it measures.

use crate::{
    markdown::{Kind, Node, plain},
    problem::{Findings, Kind as Problem},
    words::is_alphanumeric,
};

/// Words in a paragraph before it is called long.
const LONGEST_PARAGRAPH: usize = 120;
/// LIX above which a page is called hard; about where official reports lie.
const HIGHEST_LIX: usize = 50;
/// Words a page must have before its LIX means anything.
const FEWEST_WORDS: usize = 80;

/// Warns of long paragraphs and a high LIX in a body that begins at an offset.
pub(crate) fn check(nodes: &[Node<'_>], body_at: usize, findings: &mut Findings<'_>) {
    let mut count = Count::default();
    for node in nodes {
        visit(node, &mut count, findings);
    }
    if count.words < FEWEST_WORDS {
        return;
    }
    let lix = count.words / count.sentences.max(1) + count.long_words * 100 / count.words;
    if lix > HIGHEST_LIX {
        let at = nodes.first().map_or(body_at, |node| node.at);
        findings.at(
            Problem::HighLix,
            at,
            format!("Teksten er tung å lese: LIX er {lix}."),
            format!("Del lange setninger og bruk kortere ord, til LIX er {HIGHEST_LIX} eller lavere."),
        );
    }
}

#[derive(Default)]
struct Count {
    words: usize,
    long_words: usize,
    sentences: usize,
}

fn visit(node: &Node<'_>, count: &mut Count, findings: &mut Findings<'_>) {
    match &node.kind {
        Kind::Paragraph | Kind::Heading(_) => add(&node.children, node.at, count, findings),
        Kind::Item => {
            let is_block =
                |child: &Node<'_>| matches!(child.kind, Kind::Paragraph | Kind::List(_) | Kind::Quote);
            let inlines = node.children.iter().position(is_block).unwrap_or(node.children.len());
            let (inlines, blocks) = node.children.split_at(inlines);
            add(inlines, node.at, count, findings);
            blocks.iter().for_each(|child| visit(child, count, findings));
        }
        // What stands in tables and code is looked up, not read.
        Kind::Table(_) | Kind::CodeBlock => {}
        _ => node.children.iter().for_each(|child| visit(child, count, findings)),
    }
}

fn add(inlines: &[Node<'_>], at: usize, count: &mut Count, findings: &mut Findings<'_>) {
    let text = plain(inlines);
    let mut words = 0;
    let mut ended = true;
    for word in text.split_whitespace() {
        if word.contains(is_alphanumeric) {
            words += 1;
            // No word has more letters than bytes.
            let is_long = word.len() > 6 && word.chars().filter(|c| is_alphanumeric(*c)).count() > 6;
            count.long_words += usize::from(is_long);
            ended = false;
        }
        let is_open = word.ends_with(|c: char| c.is_ascii_alphanumeric());
        let ends = || word.trim_end_matches(['»', '"', ')', '”']).ends_with(['.', ':', '!', '?', '…']);
        if !ended && !is_open && ends() {
            count.sentences += 1;
            ended = true;
        }
    }
    count.words += words;
    count.sentences += usize::from(!ended);
    if words > LONGEST_PARAGRAPH {
        findings.at(
            Problem::LongParagraph,
            at,
            format!("Avsnittet har {words} ord."),
            format!("Del det. Et avsnitt over {LONGEST_PARAGRAPH} ord er tungt på en telefon."),
        );
    }
}
