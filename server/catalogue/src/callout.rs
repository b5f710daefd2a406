//! Boxes: a quote whose first line is `[!type] Title`.

use crate::{
    markdown::{Kind, Node},
    problem::{Findings, Kind as Problem},
    video,
};
use domain::{
    Lang,
    package::{Audience, Video},
};

/// A box, as its first line says.
#[derive(Debug)]
pub(crate) struct Callout<'a> {
    pub(crate) kind: CalloutKind,
    pub(crate) fold: Fold,
    /// The author's title; empty where the type's own is used.
    pub(crate) title: Vec<Node<'a>>,
    /// The film, in a box for one that has all a film must have.
    pub(crate) video: Option<Video>,
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
    Important,
    Time,
    Tool,
    Quote,
    Link,
    Law,
    Warning,
    Example,
    Comment,
    Confidential,
    /// How to lead the step it stands in.
    Lead,
    Leaders,
    Arena(Audience),
    /// A film that lies elsewhere.
    Video,
}

/// How a kind of box is written and drawn.
struct Facts {
    /// The word in the content.
    word: &'static str,
    /// The word in `data-kind`.
    ascii: &'static str,
    /// The symbol in the icons' file.
    icon: &'static str,
    /// The title in bokmål where the author gives none.
    nb: &'static str,
    /// The same in nynorsk.
    nn: &'static str,
}

const fn facts(
    word: &'static str,
    ascii: &'static str,
    icon: &'static str,
    nb: &'static str,
    nn: &'static str,
) -> Facts {
    Facts { word, ascii, icon, nb, nn }
}

impl CalloutKind {
    /// Every kind but arenas and videos, which have marks.
    const PLAIN: [CalloutKind; 16] = [
        CalloutKind::Aim,
        CalloutKind::Task,
        CalloutKind::Tip,
        CalloutKind::Info,
        CalloutKind::Important,
        CalloutKind::Time,
        CalloutKind::Tool,
        CalloutKind::Quote,
        CalloutKind::Link,
        CalloutKind::Law,
        CalloutKind::Warning,
        CalloutKind::Example,
        CalloutKind::Comment,
        CalloutKind::Confidential,
        CalloutKind::Lead,
        CalloutKind::Leaders,
    ];

    const fn facts(self) -> Facts {
        match self {
            CalloutKind::Aim => facts("mål", "mal", "mal", "Mål", "Mål"),
            CalloutKind::Task => facts("oppgave", "oppgave", "oppgave", "Oppgave", "Oppgåve"),
            CalloutKind::Tip => facts("tips", "tips", "tips", "Tips", "Tips"),
            CalloutKind::Info => facts("info", "info", "info", "Informasjon", "Informasjon"),
            CalloutKind::Important => facts("viktig", "viktig", "viktig", "Viktig", "Viktig"),
            CalloutKind::Time => facts("tid", "tid", "klokke", "Tid", "Tid"),
            CalloutKind::Tool => facts("verktøy", "verktoy", "verktoy", "Verktøy", "Verktøy"),
            CalloutKind::Quote => facts("sitat", "sitat", "sitat", "Sitat", "Sitat"),
            CalloutKind::Link => facts("lenke", "lenke", "lenke", "Les videre", "Les vidare"),
            CalloutKind::Law => facts("lov", "lov", "lov", "Lov og rett", "Lov og rett"),
            CalloutKind::Warning => facts("advarsel", "advarsel", "advarsel", "Obs", "Obs"),
            CalloutKind::Example => facts("eksempel", "eksempel", "eksempel", "Eksempel", "Eksempel"),
            CalloutKind::Comment => facts("kommentar", "kommentar", "kommentar", "Kommentar", "Kommentar"),
            CalloutKind::Confidential => {
                facts("fortrolighet", "fortrolighet", "las", "Fortrolig", "Fortruleg")
            }
            CalloutKind::Lead => facts(
                "prosessleder",
                "prosessleder",
                "prosessleder",
                "Slik leder du steget",
                "Slik leier du steget",
            ),
            CalloutKind::Leaders => facts("leder", "leder", "leder", "For ledere", "For leiarar"),
            CalloutKind::Arena(arena) => {
                let (nb, nn) = match arena {
                    Audience::Kindergarten => ("Barnehage", "Barnehage"),
                    Audience::School => ("Skole", "Skule"),
                    Audience::AfterSchool => ("SFO", "SFO"),
                    Audience::UpperSecondary => ("Videregående", "Vidaregåande"),
                    Audience::Ppt => ("PPT", "PPT"),
                    Audience::Apprenticeship => ("Fagopplæring", "Fagopplæring"),
                    Audience::Leaders => ("Ledere", "Leiarar"),
                    Audience::Owners => ("Eiere", "Eigarar"),
                };
                facts("arena", "arena", "arena", nb, nn)
            }
            CalloutKind::Video => facts("video", "video", "spill", "Video", "Video"),
        }
    }

    /// The word in `data-kind`.
    pub(crate) const fn ascii(self) -> &'static str {
        self.facts().ascii
    }

    /// The symbol in the icons' file.
    pub(crate) const fn icon(self) -> &'static str {
        self.facts().icon
    }

    /// The title where the author gives none; an arena's name.
    pub(crate) const fn title(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Nb => self.facts().nb,
            Lang::Nn => self.facts().nn,
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
    let name_at = first.at + "[!".len();
    let Some(kind) = kind(name, name_at, findings) else { return };

    let (fold, rest) = match rest.as_bytes().first() {
        Some(b'-') => (Fold::Closed, rest.get(1..).unwrap_or_default()),
        Some(b'+') => (Fold::Open, rest.get(1..).unwrap_or_default()),
        // Guidance for leaders stands in nobody's way; whoever shows the page opens it for those who lead.
        _ if kind == CalloutKind::Leaders => (Fold::Closed, rest),
        // Beside the reader's own arena the others' can be folded.
        _ if matches!(kind, CalloutKind::Arena(_)) => (Fold::Open, rest),
        _ => (Fold::Never, rest),
    };
    let title_at = first.at + line.len() - rest.trim_start().len();

    let mut inlines = std::mem::take(&mut first.children).into_iter();
    let first_line =
        inlines.by_ref().take_while(|node| !matches!(node.kind, Kind::SoftBreak | Kind::HardBreak));
    let title: Vec<_> = first_line.filter_map(|node| from(node, title_at)).collect();
    let body: Vec<_> = inlines.collect();
    if body.is_empty() {
        quote.children.remove(0);
    } else if let Some(first) = quote.children.first_mut() {
        first.children = body;
    }
    let video = (kind == CalloutKind::Video)
        .then(|| {
            let marks = video::marks(name, name_at, findings);
            video::film(marks, &title, &quote.children, name_at, findings)
        })
        .flatten();
    quote.kind = Kind::Callout(Box::new(Callout { kind, fold, title, video }));
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
    if word == "video" {
        return Some(CalloutKind::Video);
    }
    let kind = CalloutKind::PLAIN.into_iter().find(|kind| kind.facts().word == name);
    if kind.is_none() {
        findings.at(
            Problem::UnknownCallout,
            at,
            format!("Bokstypen «{name}» finnes ikke."),
            format!(
                "Bruk {}, video eller arena.",
                CalloutKind::PLAIN.map(|kind| kind.facts().word).join(", ")
            ),
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

#[cfg(test)]
mod tests {
    use super::CalloutKind;

    #[test]
    fn every_box_is_shown_to_editors_and_has_its_icon() {
        let readme = include_str!("../../../content/LES-MEG.md");
        let icons = include_str!("../../../style/ikoner.svg");
        for kind in CalloutKind::PLAIN.into_iter().chain([CalloutKind::Video]) {
            let word = kind.facts().word;
            let samples = [format!("> [!{word}]"), format!("> [!{word} ")];
            assert!(
                samples.iter().any(|sample| readme.contains(sample)),
                "[!{word}] has no sample in LES-MEG.md"
            );
            assert!(icons.contains(&format!("<symbol id=\"{}\"", kind.icon())), "{word} has no icon");
        }
    }
}
