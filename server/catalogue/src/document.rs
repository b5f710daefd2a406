//! One Markdown file, read and judged by itself. What it says of other files is judged when it is rendered.

use crate::{
    front::{self, AnnouncementFront, ModuleFront, PageFront},
    half,
    markdown::{self, Node},
    outline::{Outline, Part, outline},
    problem::{Findings, Kind, Problem},
    readability,
    source::{Place, Source},
    words::Prose,
};
use domain::{Lang, package::Phase};

/// A file's front matter and its body, with whatever is wrong with either.
pub(crate) struct Document<'a, Front> {
    pub(crate) file: &'a str,
    pub(crate) text: &'a str,
    pub(crate) front: Front,
    pub(crate) outline: Outline<'a>,
    pub(crate) problems: Vec<Problem>,
}

/// Reads a page.
pub(crate) fn page<'a>(file: &'a str, text: &'a str) -> Document<'a, PageFront> {
    let mut findings = Findings::new(file, text);
    let (yaml, body_at) = split(text);
    let front = front::page(yaml, &mut findings);
    let outline = outline(body(body_at, &mut findings), &mut findings);
    check_session(&front, &outline, &mut findings);
    findings.put_off();
    Document { file, text, front, outline, problems: findings.take() }
}

/// Reads a module's own file.
pub(crate) fn module<'a>(file: &'a str, text: &'a str) -> Document<'a, ModuleFront> {
    let mut findings = Findings::new(file, text);
    let (yaml, body_at) = split(text);
    let front = front::module(yaml, &mut findings);
    let outline = outline(body(body_at, &mut findings), &mut findings);
    refuse_acts(&outline, "i omtalen av en modul", &mut findings);
    findings.put_off();
    Document { file, text, front, outline, problems: findings.take() }
}

/// Reads a page about the scheme around the package.
pub(crate) fn scheme<'a>(file: &'a str, text: &'a str) -> Document<'a, PageFront> {
    let mut findings = Findings::new(file, text);
    let (yaml, body_at) = split(text);
    let front = front::scheme(yaml, &mut findings);
    let outline = outline(body(body_at, &mut findings), &mut findings);
    refuse_acts(&outline, "på en side om ordningen", &mut findings);
    findings.put_off();
    Document { file, text, front, outline, problems: findings.take() }
}

/// Reads an announcement.
pub(crate) fn announcement<'a>(file: &'a str, text: &'a str) -> Document<'a, AnnouncementFront> {
    let mut findings = Findings::new(file, text);
    let (yaml, body_at) = split(text);
    let front = front::announcement(yaml, &mut findings);
    let outline = outline(body(body_at, &mut findings), &mut findings);
    refuse_acts(&outline, "i en kunngjøring", &mut findings);
    findings.put_off();
    Document { file, text, front, outline, problems: findings.take() }
}

/// Steps and prompts stand on a module's pages alone.
fn refuse_acts(outline: &Outline<'_>, place: &str, findings: &mut Findings<'_>) {
    for anchor in outline.anchors.iter().filter(|anchor| anchor.acts) {
        findings.at(
            Kind::WrongLevel,
            anchor.at,
            format!("Steg og spørsmål kan ikke stå {place}."),
            "Flytt dem til en side i en modul.",
        );
    }
}

/// The body of a file as a tree, and how it reads.
pub(crate) fn body<'a>(body_at: usize, findings: &mut Findings<'a>) -> Vec<Node<'a>> {
    let nodes = markdown::parse(body_at, findings);
    half::check(&nodes, findings);
    readability::check(&nodes, body_at, findings);
    nodes
}

/// The front matter's text and where the body begins. A file whose front matter never ends has no body to judge.
fn split(text: &str) -> (Option<&str>, usize) {
    match front::split(text) {
        Some((yaml, body_at)) => (text.get(yaml), body_at),
        None if text.starts_with("---") => (None, text.len()),
        None => (None, 0),
    }
}

/// What a page with steps must say of them in its front matter.
fn check_session(front: &PageFront, outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let steps = outline.sections.iter().filter_map(|section| section.step.as_ref());
    let minutes: Vec<Option<u16>> = steps.map(|step| step.minutes).collect();
    if minutes.is_empty() || !front.places.are_known() {
        return;
    }
    let sum: Option<u32> = minutes.into_iter().map(|minutes| minutes.map(u32::from)).sum();
    match (front.minutes, sum) {
        (Some(said), Some(sum)) if sum != u32::from(said) => findings.place(
            Kind::WrongSum,
            front.places.of("varighet"),
            format!("Stegene varer {sum} minutter til sammen, men varigheten er {said}."),
            format!("Skriv varighet: {sum}, eller endre minuttene i stegene."),
        ),
        (None, Some(sum)) => findings.place(
            Kind::SessionWithoutMinutes,
            front.places.of("varighet"),
            "Siden har steg, men toppteksten sier ikke hvor lenge økta varer.",
            format!("Skriv varighet: {sum} i toppteksten. Det er summen av stegene."),
        ),
        _ => {}
    }
    // A team meets to agree, and again to see what came of it.
    let is_unknown = front.phase.is_none() && front.places.has("fase");
    if !is_unknown && !matches!(front.phase, Some(Phase::Meet | Phase::Review)) {
        findings.place(
            Kind::StepsOutsideMeeting,
            front.places.of("fase"),
            "Siden har steg, så den kan holdes som en økt, men fasen sier ikke at teamet møtes.",
            "Skriv fase: samarbeid eller fase: etterarbeid. Er det ikke en økt, ta merkene bort fra overskriftene.",
        );
    }
}

impl<'a, Front> Document<'a, Front> {
    /// The running text, with what readers see of the front matter.
    pub(crate) fn prose<'r>(&'r self, lang: Lang, fields: Vec<(&'r str, Place)>) -> Prose<'r, 'a> {
        Prose { lang, source: Source::new(self.file, self.text), outline: Some(&self.outline), fields }
    }
}

impl<'a> Outline<'a> {
    /// The prompts of a section, in order.
    pub(crate) fn prompts(&self, section: usize) -> impl Iterator<Item = &crate::outline::PromptPart<'a>> {
        let parts = self.sections.get(section).map_or(&[][..], |section| &section.parts);
        parts.iter().filter_map(|part| match part {
            Part::Prompt(prompt) => Some(prompt),
            Part::Node(_) | Part::Heading(..) => None,
        })
    }
}
