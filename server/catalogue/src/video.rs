//! Films: a box whose type has marks, and whose text has the film's link and its transcript's.
//!
//! ```text
//! > [!video min=6 tekst=nb,nn] Title
//! > [Se filmen](https://vimeo.com/…) · [Les alt som blir sagt](40-film.md)
//! ```

use crate::{
    index::scheme,
    markdown::{Kind, Node, plain},
    problem::{Findings, Kind as Problem},
};
use domain::package::{Caption, Video};

/// Minutes that a film may last.
const LONGEST: u16 = 180;

/// What stands after the word `video`, not yet judged together with the box's text.
pub(crate) struct Marks {
    minutes: Option<u16>,
    captions: Vec<Caption>,
}

/// Reads the marks of a type that begins at an offset: `video min=6 tekst=nb,nn`.
pub(crate) fn marks(text: &str, at: usize, findings: &mut Findings<'_>) -> Marks {
    let mut marks = Marks { minutes: None, captions: Vec::new() };
    for word in text.split_whitespace().skip(1) {
        let at = at + (word.as_ptr().addr() - text.as_ptr().addr());
        let (key, value) = word.split_once('=').unwrap_or((word, ""));
        match key {
            "min" => {
                marks.minutes = value.parse().ok().filter(|minutes| (1..=LONGEST).contains(minutes));
                if marks.minutes.is_none() {
                    findings.at(
                        Problem::BadValue,
                        at,
                        format!("«{word}» kan ikke brukes."),
                        format!("Skriv lengden i hele minutter, fra 1 til {LONGEST}: min=6."),
                    );
                    // What is wrong is said; what is missing need not be said too.
                    marks.minutes = Some(1);
                }
            }
            "tekst" => {
                for code in value.split(',').filter(|code| !code.is_empty()) {
                    match Caption::from_code(code) {
                        Some(caption) => marks.captions.push(caption),
                        None => findings.at(
                            Problem::BadValue,
                            at,
                            format!("«{code}» er ikke et språk som filmer er tekstet på her."),
                            format!("Bruk {}.", Caption::ALL.map(Caption::code).join(", ")),
                        ),
                    }
                }
            }
            _ => findings.at(
                Problem::UnknownAttribute,
                at,
                format!("«{key}» virker ikke på en video."),
                "Bruk min= og tekst=: [!video min=6 tekst=nb,nn].",
            ),
        }
    }
    marks
}

/// The film of a box at an offset; nothing where anything is missing, which is noted.
pub(crate) fn film(
    marks: Marks,
    title: &[Node<'_>],
    text: &[Node<'_>],
    at: usize,
    findings: &mut Findings<'_>,
) -> Option<Video> {
    if marks.minutes.is_none() {
        findings.at(
            Problem::VideoWithoutLength,
            at,
            "Videoen sier ikke hvor lenge den varer.",
            "Skriv minuttene etter typen: [!video min=6 tekst=nb,nn].",
        );
    }
    if marks.captions.is_empty() {
        findings.at(
            Problem::VideoWithoutCaptions,
            at,
            "Videoen sier ikke hvilke språk den er tekstet på.",
            "Skriv språkene etter typen: [!video min=6 tekst=nb,nn]. En film uten teksting kan ikke brukes.",
        );
    }
    let mut links = Vec::new();
    text.iter().for_each(|node| collect(node, &mut links));
    if !links.iter().any(|(address, _)| is_transcript(address)) {
        findings.at(
            Problem::VideoWithoutTranscript,
            at,
            "Videoen har ingen utskrift av det som blir sagt og vist.",
            "Lag en side med utskriften, og lenk til den i boksen: [Les alt som blir sagt](40-film.md).",
        );
    }
    let Some((address, link_at)) = links.iter().find(|(address, _)| !is_transcript(address)) else {
        findings.at(
            Problem::VideoWithoutFilm,
            at,
            "Boksen har ingen lenke til filmen.",
            "Skriv den i boksen: [Se filmen](https://vimeo.com/…).",
        );
        return None;
    };
    let Some((host, film)) = Video::at(address) else {
        findings.at(
            Problem::UnknownVideoHost,
            *link_at,
            format!("«{address}» er ikke en film hos YouTube eller Vimeo."),
            "Bruk adressen til filmen der, som https://vimeo.com/123456, eller boksen [!lenke].",
        );
        return None;
    };
    Some(Video { host, film, title: plain(title), minutes: marks.minutes?, captions: marks.captions })
}

/// A link within the content leads to the transcript; the first that leaves it, to the film.
fn is_transcript(address: &str) -> bool {
    scheme(address).is_none()
}

fn collect<'n>(node: &'n Node<'_>, links: &mut Vec<(&'n str, usize)>) {
    if let Kind::Link(address) = &node.kind {
        links.push((address, node.at));
    }
    node.children.iter().for_each(|child| collect(child, links));
}
