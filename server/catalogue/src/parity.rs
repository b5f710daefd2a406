//! The two languages say the same things in the same order: steps, prompts, minutes, ids. Where they differ, the
//! problem stands in the second file, nynorsk.

use crate::{
    document::Document,
    fields::Places,
    front::{AnnouncementFront, ModuleFront, PageFront},
    outline::{Anchor, Outline, Section, StepMark, Title},
    problem::{Findings, Kind, Problem, leave_headings_open},
    words,
};
use domain::Lang;
use std::cmp::Ordering;

/// Compares a page's two files.
pub(crate) fn page(nb: &Document<'_, PageFront>, nn: &Document<'_, PageFront>) -> Vec<Problem> {
    let mut findings = Findings::new(nn.file, nn.text);
    let same = [
        ("fase", nb.front.phase == nn.front.phase),
        ("varighet", nb.front.minutes == nn.front.minutes),
        ("uker", nb.front.weeks == nn.front.weeks),
        ("for", nb.front.audience == nn.front.audience),
    ];
    front(&same, &nb.front.places, &nn.front.places, &mut findings);
    findings.extend(images(nb, nn));
    // Headings that are something else than they were meant to be would only differ.
    if leave_headings_open(&nb.problems) || leave_headings_open(&nn.problems) {
        return findings.take();
    }
    let end = nn.text.trim_end().len();
    steps(&nb.outline, &nn.outline, end, &mut findings);
    ids(&nb.outline, &nn.outline, end, &mut findings);
    findings.take()
}

/// Compares a module's two files.
pub(crate) fn module(nb: &Document<'_, ModuleFront>, nn: &Document<'_, ModuleFront>) -> Vec<Problem> {
    let mut findings = Findings::new(nn.file, nn.text);
    let terms = |front: &ModuleFront| front.terms.iter().map(|(term, _)| term.clone()).collect::<Vec<_>>();
    let same = [
        ("for", nb.front.audience == nn.front.audience),
        ("læringsmål", nb.front.goals.len() == nn.front.goals.len()),
        ("begreper", terms(&nb.front) == terms(&nn.front)),
    ];
    front(&same, &nb.front.places, &nn.front.places, &mut findings);
    ids(&nb.outline, &nn.outline, nn.text.trim_end().len(), &mut findings);
    findings.take()
}

/// Compares an announcement's two files.
pub(crate) fn announcement(
    nb: &Document<'_, AnnouncementFront>,
    nn: &Document<'_, AnnouncementFront>,
) -> Vec<Problem> {
    let mut findings = Findings::new(nn.file, nn.text);
    let same = [("fra", nb.front.from == nn.front.from), ("til", nb.front.until == nn.front.until)];
    front(&same, &nb.front.places, &nn.front.places, &mut findings);
    findings.take()
}

/// Notes the fields that are not the same, unless the front matter of either could not be read at all.
fn front(same: &[(&str, bool)], nb: &Places, nn: &Places, findings: &mut Findings<'_>) {
    if !nb.are_known() || !nn.are_known() {
        return;
    }
    for (key, _) in same.iter().filter(|(_, same)| !same) {
        findings.place(
            Kind::FrontMatterDiffers,
            nn.of(key),
            format!("«{key}» er ikke lik på bokmål og nynorsk."),
            "Skriv det samme i toppteksten i begge filene.",
        );
    }
}

/// A picture that one language lacks. Where both have as many, each may have its own, with its own words in it.
fn images(nb: &Document<'_, PageFront>, nn: &Document<'_, PageFront>) -> Vec<Problem> {
    let (first, second) = (words::images(&nb.outline), words::images(&nn.outline));
    let (has, lacks, longer, shorter) = match first.len().cmp(&second.len()) {
        Ordering::Less => (nn, Lang::Nb, second, first),
        Ordering::Equal => return Vec::new(),
        Ordering::Greater => (nb, Lang::Nn, first, second),
    };
    let is_half = |problem: &Problem| problem.kind == Kind::HalfMark.word();
    let known: Vec<&str> = shorter.iter().map(|(path, _)| *path).collect();
    let Some((path, at)) = longer.iter().find(|(path, _)| !known.contains(path)) else { return Vec::new() };
    if nb.problems.iter().chain(&nn.problems).any(is_half) {
        return Vec::new();
    }
    let mut findings = Findings::new(has.file, has.text);
    findings.at(
        Kind::ImageInOneLanguage,
        *at,
        format!("Bildet «{path}» mangler på {}.", lacks.name().to_lowercase()),
        "Vis det på begge språk. Den samme bildefila kan brukes, med teksten i hakeparentesen oversatt.",
    );
    findings.take()
}

/// A step as the comparison sees it.
struct Step<'s, 'a> {
    number: usize,
    title: &'s Title<'a>,
    mark: &'s StepMark,
}

fn steps_of<'s, 'a>(outline: &'s Outline<'a>) -> Vec<Step<'s, 'a>> {
    let step = |(number, section): (usize, &'s Section<'a>)| {
        Some(Step { number, title: section.title.as_ref()?, mark: section.step.as_ref()? })
    };
    outline.sections.iter().enumerate().filter_map(step).collect()
}

/// Finds the first place where two lists of ids part: its index, and the second list's id there.
fn first_difference(nb: &[&str], nn: &[&str]) -> Option<usize> {
    (0..nb.len().max(nn.len())).find(|n| nb.get(*n) != nn.get(*n))
}

fn steps(nb: &Outline<'_>, nn: &Outline<'_>, end: usize, findings: &mut Findings<'_>) {
    let (first, second) = (steps_of(nb), steps_of(nn));
    let names = |steps: &[Step<'_, '_>]| steps.iter().map(|step| step.title.id.clone()).collect::<Vec<_>>();
    let (first_ids, second_ids) = (names(&first), names(&second));
    if let Some(n) = first_difference(&refs(&first_ids), &refs(&second_ids)) {
        let at = second.get(n).map_or(end, |step| step.title.at);
        findings.at(
            Kind::StepsDiffer,
            at,
            difference("Steget", first_ids.get(n), second_ids.get(n)),
            "Gi begge filene de samme stegene, med samme id og i samme rekkefølge.",
        );
        return;
    }
    for (a, b) in first.iter().zip(&second) {
        let facts = |mark: &StepMark| (mark.kind, mark.group_size, mark.may_stop_after);
        if facts(a.mark) != facts(b.mark) {
            findings.at(
                Kind::KindDiffers,
                b.title.at,
                format!("Steget «{}» har ikke samme type, størrelse eller stopp som på bokmål.", b.title.id),
                "Skriv de samme merkene i krøllparentesen i begge filene.",
            );
        }
        if a.mark.minutes != b.mark.minutes {
            findings.at(
                Kind::MinutesDiffer,
                b.title.at,
                format!("Steget «{}» har ikke like mange minutter som på bokmål.", b.title.id),
                "Skriv samme tall etter min= i begge filene.",
            );
        }
        prompts((nb, a.number), (nn, b.number), b.title.at, findings);
    }
    prompts_outside_steps(nb, nn, end, findings);
}

fn prompts(
    nb: (&Outline<'_>, usize),
    nn: (&Outline<'_>, usize),
    otherwise: usize,
    findings: &mut Findings<'_>,
) {
    let first: Vec<_> = nb.0.prompts(nb.1).collect();
    let second: Vec<_> = nn.0.prompts(nn.1).collect();
    compare_prompts(&first, &second, otherwise, findings);
}

fn prompts_outside_steps(nb: &Outline<'_>, nn: &Outline<'_>, end: usize, findings: &mut Findings<'_>) {
    fn outside<'s, 'a>(outline: &'s Outline<'a>) -> Vec<&'s crate::outline::PromptPart<'a>> {
        let numbers = (0..outline.sections.len()).filter(|n| outline.sections[*n].step.is_none());
        numbers.flat_map(|n| outline.prompts(n)).collect()
    }
    compare_prompts(&outside(nb), &outside(nn), end, findings);
}

fn compare_prompts(
    first: &[&crate::outline::PromptPart<'_>],
    second: &[&crate::outline::PromptPart<'_>],
    otherwise: usize,
    findings: &mut Findings<'_>,
) {
    let first_ids: Vec<&str> = first.iter().map(|prompt| prompt.title.id.as_str()).collect();
    let second_ids: Vec<&str> = second.iter().map(|prompt| prompt.title.id.as_str()).collect();
    if let Some(n) = first_difference(&first_ids, &second_ids) {
        let at = second.get(n).map_or(otherwise, |prompt| prompt.title.at);
        findings.at(
            Kind::PromptsDiffer,
            at,
            difference("Spørsmålet", first_ids.get(n), second_ids.get(n)),
            "Gi begge filene de samme spørsmålene, med samme id og i samme rekkefølge.",
        );
        return;
    }
    for (a, b) in first.iter().zip(second) {
        if a.shares != b.shares {
            findings.at(
                Kind::SharesDiffer,
                b.title.at,
                format!("Svaret på «{}» deles ikke likt på bokmål og nynorsk.", b.title.id),
                "Skriv samme ord etter deles= i begge filene.",
            );
        }
    }
}

/// Headings that neither are steps nor prompts, but have an id that the author gave.
fn ids(nb: &Outline<'_>, nn: &Outline<'_>, end: usize, findings: &mut Findings<'_>) {
    fn plain<'s>(outline: &'s Outline<'_>) -> Vec<&'s Anchor> {
        outline.anchors.iter().filter(|anchor| anchor.explicit && !anchor.acts).collect()
    }
    let (first, second) = (plain(nb), plain(nn));
    let first_ids: Vec<&str> = first.iter().map(|anchor| anchor.id.as_str()).collect();
    let second_ids: Vec<&str> = second.iter().map(|anchor| anchor.id.as_str()).collect();
    if let Some(n) = first_difference(&first_ids, &second_ids) {
        findings.at(
            Kind::IdsDiffer,
            second.get(n).map_or(end, |anchor| anchor.at),
            difference("Overskriften", first_ids.get(n), second_ids.get(n)),
            "Gi overskriftene de samme id-ene i samme rekkefølge i begge filene.",
        );
    }
}

fn difference(what: &str, nb: Option<impl AsRef<str>>, nn: Option<impl AsRef<str>>) -> String {
    match (nb, nn) {
        (Some(nb), Some(nn)) => format!("Her står «{}», men på bokmål står «{}».", nn.as_ref(), nb.as_ref()),
        (Some(nb), None) => format!("{what} «{}» mangler på nynorsk.", nb.as_ref()),
        (None, Some(nn)) => format!("{what} «{}» mangler på bokmål.", nn.as_ref()),
        (None, None) => String::new(),
    }
}

fn refs(ids: &[String]) -> Vec<&str> {
    ids.iter().map(String::as_str).collect()
}
