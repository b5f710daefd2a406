//! Boxes: a quote whose first line is `[!type] Title`.

use crate::{
    markdown::{Kind, Node},
    problem::{Findings, Kind as Problem},
};
use domain::{Lang, package::Audience};

/// A box, as its first line says.
#[derive(Debug)]
pub(crate) struct Callout<'a> {
    pub(crate) kind: CalloutKind,
    pub(crate) fold: Fold,
    /// The author's title; empty where the type's own is used.
    pub(crate) title: Vec<Node<'a>>,
}

/// Whether a box can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fold {
    Never,
    Closed,
    Open,
}

/// What a box is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CalloutKind {
    Aim,
    Task,
    Tip,
    Info,
    Warning,
    Example,
    Law,
    Quote,
    Tool,
    /// How to lead the step it stands in.
    Lead,
    Leaders,
    Arena(Audience),
}

impl CalloutKind {
    const PLAIN: [CalloutKind; 11] = [
        CalloutKind::Aim,
        CalloutKind::Task,
        CalloutKind::Tip,
        CalloutKind::Info,
        CalloutKind::Warning,
        CalloutKind::Example,
        CalloutKind::Law,
        CalloutKind::Quote,
        CalloutKind::Tool,
        CalloutKind::Lead,
        CalloutKind::Leaders,
    ];

    /// The word in the content.
    const fn word(self) -> &'static str {
        match self {
            CalloutKind::Aim => "mål",
            CalloutKind::Task => "oppgave",
            CalloutKind::Tip => "tips",
            CalloutKind::Info => "info",
            CalloutKind::Warning => "advarsel",
            CalloutKind::Example => "eksempel",
            CalloutKind::Law => "lov",
            CalloutKind::Quote => "sitat",
            CalloutKind::Tool => "verktøy",
            CalloutKind::Lead => "prosessleder",
            CalloutKind::Leaders => "leder",
            CalloutKind::Arena(_) => "arena",
        }
    }

    /// The word in `data-kind` and in the icons' file.
    pub(crate) const fn ascii(self) -> &'static str {
        match self {
            CalloutKind::Aim => "mal",
            CalloutKind::Tool => "verktoy",
            other => other.word(),
        }
    }

    /// The title where the author gives none; an arena's name.
    pub(crate) const fn title(self, lang: Lang) -> &'static str {
        let (nb, nn) = match self {
            CalloutKind::Aim => ("Mål", "Mål"),
            CalloutKind::Task => ("Oppgave", "Oppgåve"),
            CalloutKind::Tip => ("Tips", "Tips"),
            CalloutKind::Info => ("Informasjon", "Informasjon"),
            CalloutKind::Warning => ("Obs", "Obs"),
            CalloutKind::Example => ("Eksempel", "Eksempel"),
            CalloutKind::Law => ("Lov og rett", "Lov og rett"),
            CalloutKind::Quote => ("Sitat", "Sitat"),
            CalloutKind::Tool => ("Verktøy", "Verktøy"),
            CalloutKind::Lead => ("Slik leder du steget", "Slik leier du steget"),
            CalloutKind::Leaders => ("For ledere", "For leiarar"),
            CalloutKind::Arena(Audience::Kindergarten) => ("Barnehage", "Barnehage"),
            CalloutKind::Arena(Audience::School) => ("Skole", "Skule"),
            CalloutKind::Arena(Audience::AfterSchool) => ("SFO", "SFO"),
            CalloutKind::Arena(Audience::UpperSecondary) => ("Videregående", "Vidaregåande"),
            CalloutKind::Arena(Audience::Ppt) => ("PPT", "PPT"),
            CalloutKind::Arena(Audience::Apprenticeship) => ("Fagopplæring", "Fagopplæring"),
            CalloutKind::Arena(Audience::Leaders) => ("Ledere", "Leiarar"),
            CalloutKind::Arena(Audience::Owners) => ("Eiere", "Eigarar"),
        };
        match lang {
            Lang::Nb => nb,
            Lang::Nn => nn,
        }
    }
}

/// Makes a box of a quote that begins with `[!`; leaves any other quote alone, and one whose type is unknown too,
/// after noting it.
pub(crate) fn recognise<'a>(quote: &mut Node<'a>, findings: &mut Findings<'a>) {
    let Some(first) = quote.children.first_mut().filter(|first| matches!(first.kind, Kind::Paragraph)) else {
        return;
    };
    let line = findings.source().rest_of_line(first.at);
    let Some((name, rest)) = line.strip_prefix("[!").and_then(|line| line.split_once(']')) else { return };
    let Some(kind) = kind(name, first.at + "[!".len(), findings) else { return };

    let (fold, rest) = match rest.as_bytes().first() {
        Some(b'-') => (Fold::Closed, rest.get(1..).unwrap_or_default()),
        Some(b'+') => (Fold::Open, rest.get(1..).unwrap_or_default()),
        _ => (Fold::Never, rest),
    };
    let title_at = first.at + line.len() - rest.trim_start().len();

    let mut inlines = std::mem::take(&mut first.children).into_iter();
    let first_line =
        inlines.by_ref().take_while(|node| !matches!(node.kind, Kind::SoftBreak | Kind::HardBreak));
    let title = first_line.filter_map(|node| from(node, title_at)).collect();
    let body: Vec<_> = inlines.collect();
    if body.is_empty() {
        quote.children.remove(0);
    } else if let Some(first) = quote.children.first_mut() {
        first.children = body;
    }
    quote.kind = Kind::Callout(Callout { kind, fold, title });
}

/// The part of an inline that lies at an offset or after it. Only text is ever cut.
fn from<'a>(node: Node<'a>, offset: usize) -> Option<Node<'a>> {
    if node.at >= offset {
        return Some(node);
    }
    let Kind::Text(text) = &node.kind else { return None };
    let tail = text.get(offset - node.at..).filter(|tail| !tail.is_empty())?;
    Some(Node::new(Kind::Text(tail.to_owned().into()), offset))
}

fn kind(name: &str, at: usize, findings: &mut Findings<'_>) -> Option<CalloutKind> {
    let (word, arena) = match name.split_once(' ') {
        Some((word, arena)) => (word, arena.trim()),
        None => (name, ""),
    };
    if word == "arena" {
        let audience = Audience::from_word(arena).filter(|audience| audience.is_arena());
        if audience.is_none() {
            findings.at(
                Problem::UnknownArena,
                at + (name.len() - name.trim_start_matches("arena").trim_start().len()),
                format!("Arenaen «{arena}» finnes ikke."),
                "Skriv [!arena barnehage], skole, sfo, vgs, ppt eller fagopplæring.",
            );
        }
        return audience.map(CalloutKind::Arena);
    }
    let kind = CalloutKind::PLAIN.into_iter().find(|kind| kind.word() == name);
    if kind.is_none() {
        findings.at(
            Problem::UnknownCallout,
            at,
            format!("Bokstypen «{name}» finnes ikke."),
            "Bruk mål, oppgave, tips, info, advarsel, eksempel, lov, sitat, verktøy, prosessleder, leder eller arena.",
        );
    }
    kind
}

/// Notes a facilitator's box that no step will show.
pub(crate) fn refuse_lead(at: usize, findings: &mut Findings<'_>) {
    findings.at(
        Problem::LeadOutsideStep,
        at,
        "Boksen [!prosessleder] står ikke i et steg.",
        "Flytt den inn under overskriften til steget den gjelder, eller bruk [!leder].",
    );
}
