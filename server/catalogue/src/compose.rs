//! Two files that say the same in two languages, rendered and put together as one page.

use crate::{
    Problem,
    callout::CalloutKind,
    document::Document,
    front::{ModuleFront, PageFront},
    index::Index,
    markdown::{Kind, plain},
    outline::{Part, StepMark, Title},
    render::Renderer,
    words,
};
use domain::{
    Lang, PerLang,
    package::{
        Audience, Block, Heading, Html, ModuleText, Page, PageText, Prompt, PromptText, Shares, Step,
        StepKind, StepText, Video,
    },
};
use std::collections::HashMap;

/// A page in one language, rendered.
pub(crate) struct PageDraft {
    text: PageText,
    sections: Vec<SectionDraft>,
}

struct SectionDraft {
    step: Option<StepDraft>,
    /// The heading as it stands on the reading page.
    heading: Option<Html>,
    pieces: Vec<Piece>,
}

struct StepDraft {
    id: String,
    title: String,
    kind: StepKind,
    minutes: u16,
    group_size: Option<(u8, u8)>,
    may_stop_after: bool,
}

enum Piece {
    Html(Html),
    Arena(Audience, Html),
    Prompt(String, Shares, PromptText),
    Video(Video, Html),
    /// A facilitator's box: as a step's lead, and as it stands on the reading page.
    Lead {
        lead: Html,
        folded: Html,
    },
}

impl PageDraft {
    /// What stands for a language whose file is missing.
    pub(crate) fn missing(file: &str, title: &str) -> Self {
        let text = PageText {
            title: title.to_owned(),
            summary: String::new(),
            author: None,
            file: file.to_owned(),
            blocks: Vec::new(),
            headings: Vec::new(),
            citations: Vec::new(),
            terms: Vec::new(),
            words: 0,
            problems: Vec::new(),
        };
        PageDraft { text, sections: Vec::new() }
    }
}

/// Renders one language of a page.
pub(crate) fn render(
    document: &Document<'_, PageFront>,
    lang: Lang,
    index: &Index<'_>,
) -> (PageDraft, Vec<Problem>) {
    let mut renderer = Renderer::new(document.file, document.text, lang, index);
    let mut headings = Vec::new();
    let mut sections = Vec::new();
    for section in &document.outline.sections {
        if section.step.is_some() {
            renderer.begin_screen();
        }
        let mut heading = None;
        if let Some(title) = &section.title {
            let mut html = renderer.heading(2, &title.id, &title.content);
            if let Some(mark) = &section.step {
                html.0.push_str(&step_facts(mark, lang));
            }
            headings.push(Heading { id: title.id.clone(), text: plain(&title.content) });
            heading = Some(html);
        }
        let step =
            section.step.as_ref().zip(section.title.as_ref()).map(|(mark, title)| step_draft(mark, title));
        let pieces = section.parts.iter().map(|part| piece(part, &mut renderer)).collect();
        sections.push(SectionDraft { step, heading, pieces });
    }
    let (problems, used) = renderer.finish();
    let front = &document.front;
    let text = PageText {
        title: front.title.clone(),
        summary: front.summary.clone(),
        author: front.author.clone(),
        file: document.file.to_owned(),
        blocks: Vec::new(),
        headings,
        citations: used.citations,
        terms: used.terms,
        words: words::count(&document.outline),
        problems: Vec::new(),
    };
    (PageDraft { text, sections }, problems)
}

/// Renders a module's own words.
pub(crate) fn module_text(
    document: &Document<'_, ModuleFront>,
    lang: Lang,
    index: &Index<'_>,
) -> (ModuleText, Vec<Problem>) {
    let renderer = Renderer::new(document.file, document.text, lang, index);
    let (html, problems) = running_text(document, renderer);
    let front = &document.front;
    let text = ModuleText {
        title: front.title.clone(),
        summary: front.summary.clone(),
        aim: front.aim.clone(),
        file: document.file.to_owned(),
        goals: front.goals.iter().map(|(goal, _)| goal.clone()).collect(),
        html,
    };
    (text, problems)
}

/// A body in which nothing acts, in one piece.
pub(crate) fn running_text<Front>(
    document: &Document<'_, Front>,
    mut renderer: Renderer<'_, '_>,
) -> (Html, Vec<Problem>) {
    let mut html = String::with_capacity(document.text.len() * 2);
    for section in &document.outline.sections {
        if let Some(title) = &section.title {
            html.push_str(&renderer.heading(2, &title.id, &title.content).0);
        }
        for part in &section.parts {
            match piece(part, &mut renderer) {
                Piece::Html(part) | Piece::Arena(_, part) | Piece::Video(_, part) => html.push_str(&part.0),
                Piece::Prompt(..) | Piece::Lead { .. } => {}
            }
        }
    }
    html.shrink_to_fit();
    (Html(html), renderer.finish().0)
}

fn step_draft(mark: &StepMark, title: &Title<'_>) -> StepDraft {
    StepDraft {
        id: title.id.clone(),
        title: plain(&title.content),
        kind: mark.kind,
        minutes: mark.minutes.unwrap_or_default(),
        group_size: mark.group_size,
        may_stop_after: mark.may_stop_after,
    }
}

fn piece(part: &Part<'_>, renderer: &mut Renderer<'_, '_>) -> Piece {
    match part {
        Part::Heading(level, title) => Piece::Html(renderer.heading(*level, &title.id, &title.content)),
        Part::Prompt(prompt) => {
            let text =
                PromptText { question: plain(&prompt.title.content), html: renderer.blocks(&prompt.help) };
            Piece::Prompt(prompt.title.id.clone(), prompt.shares, text)
        }
        Part::Node(node) => match &node.kind {
            Kind::Callout(callout) => match callout.kind {
                CalloutKind::Lead => {
                    let inner = renderer.apart(|renderer| renderer.blocks(&node.children));
                    let folded = renderer.folded_lead(callout, &inner);
                    let mut lead = renderer.own_title(callout);
                    lead.0.push_str(&inner.0);
                    Piece::Lead { lead, folded }
                }
                CalloutKind::Arena(arena) => Piece::Arena(arena, renderer.blocks([node])),
                _ => match &callout.video {
                    Some(video) => Piece::Video(video.clone(), renderer.blocks([node])),
                    None => Piece::Html(renderer.blocks([node])),
                },
            },
            _ => Piece::Html(renderer.blocks([node])),
        },
    }
}

/// What a reader sees beneath a step's heading: who works, and for how long.
fn step_facts(mark: &StepMark, lang: Lang) -> String {
    let nn = lang == Lang::Nn;
    let who = match (mark.kind, mark.group_size) {
        (StepKind::Subject, _) => "Fagstoff".to_owned(),
        (StepKind::Alone, _) if nn => "Kvar for seg".to_owned(),
        (StepKind::Alone, _) => "Hver for seg".to_owned(),
        (StepKind::Group, Some((low, high))) if low < high => format!("I grupper på {low}–{high}"),
        (StepKind::Group, Some((size, _))) => format!("I grupper på {size}"),
        (StepKind::Group, None) => "I grupper".to_owned(),
        (StepKind::Plenary, _) => "I plenum".to_owned(),
        (StepKind::Agreement, _) => "Avtale".to_owned(),
    };
    let stop = match (mark.may_stop_after, nn) {
        (false, _) => "",
        (true, false) => " · Økta kan deles etter dette steget",
        (true, true) => " · Økta kan delast etter dette steget",
    };
    let (kind, minutes) = (mark.kind.word(), mark.minutes.unwrap_or_default());
    format!("<p class=\"step-facts\" data-kind=\"{kind}\">{who} · {minutes} min{stop}</p>\n")
}

/// What is the same in every language about the page that two drafts make.
pub(crate) struct Facts<'p> {
    pub(crate) slug: &'p str,
    pub(crate) order: u32,
    pub(crate) front: &'p PageFront,
    /// Who the module is for, where the page does not say.
    pub(crate) audience: &'p [Audience],
}

/// Puts the languages together. Where they differ, which is a fault, bokmål's shape is kept.
pub(crate) fn page(facts: &Facts<'_>, drafts: PerLang<PageDraft>) -> Page {
    let prompts = prompts(&drafts);
    let mut steps = Vec::new();
    let mut outside = Vec::new();
    for (n, section) in drafts.nb.sections.iter().enumerate() {
        let own = section.prompts().filter_map(|id| prompts.get(id).cloned());
        match &section.step {
            Some(step) => {
                let other = drafts.nn.sections.get(n).filter(|other| other.step.is_some()).unwrap_or(section);
                steps.push(whole_step(step, own.collect(), PerLang { nb: section.text(), nn: other.text() }));
            }
            None => outside.extend(own),
        }
    }
    let sum = u16::try_from(steps.iter().map(|step| u32::from(step.minutes)).sum::<u32>()).ok();
    let front = facts.front;
    Page {
        slug: facts.slug.to_owned(),
        order: facts.order,
        phase: front.phase,
        minutes: front.minutes.or(sum.filter(|sum| *sum > 0)),
        weeks: front.weeks,
        audience: front.audience.clone().unwrap_or_else(|| facts.audience.to_vec()),
        revise_by: front.revise_by.map(|(date, _)| date),
        steps,
        prompts: outside,
        text: drafts.map(|draft| PageText { blocks: blocks(draft.sections, &prompts), ..draft.text }),
        kept_from: None,
    }
}

fn whole_step(step: &StepDraft, prompts: Vec<Prompt>, text: PerLang<StepText>) -> Step {
    Step {
        id: step.id.clone(),
        kind: step.kind,
        minutes: step.minutes,
        group_size: step.group_size,
        may_stop_after: step.may_stop_after,
        prompts,
        text,
    }
}

/// Every prompt by id, in both languages.
fn prompts(drafts: &PerLang<PageDraft>) -> HashMap<String, Prompt> {
    let mut prompts: HashMap<String, Prompt> = HashMap::new();
    for lang in Lang::ALL {
        for piece in drafts.get(lang).sections.iter().flat_map(|section| &section.pieces) {
            let Piece::Prompt(id, shares, text) = piece else { continue };
            match (lang, prompts.get_mut(id)) {
                (Lang::Nn, Some(prompt)) => prompt.text.nn = text.clone(),
                _ => {
                    let text = PerLang { nb: text.clone(), nn: text.clone() };
                    prompts.insert(id.clone(), Prompt { id: id.clone(), shares: *shares, text });
                }
            }
        }
    }
    prompts
}

impl SectionDraft {
    fn prompts(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Prompt(id, ..) => Some(id.as_str()),
            Piece::Html(_) | Piece::Arena(..) | Piece::Video(..) | Piece::Lead { .. } => None,
        })
    }

    fn text(&self) -> StepText {
        let mut html = String::new();
        let mut all_leads = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Html(part) | Piece::Arena(_, part) | Piece::Video(_, part) => html.push_str(&part.0),
                Piece::Lead { lead, .. } => all_leads.push_str(&lead.0),
                Piece::Prompt(..) => {}
            }
        }
        let title = self.step.as_ref().map(|step| step.title.clone()).unwrap_or_default();
        StepText { title, html: Html(html), lead: Html(all_leads) }
    }
}

/// A page's body as it is read: running text in one piece between what needs a component of its own.
fn blocks(sections: Vec<SectionDraft>, prompts: &HashMap<String, Prompt>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for section in sections {
        if let Some(heading) = section.heading {
            push_html(&mut blocks, heading);
        }
        let is_agreement = section.step.is_some_and(|step| step.kind == StepKind::Agreement);
        let is_lead = |piece: &Piece| matches!(piece, Piece::Lead { .. });
        let room =
            is_agreement.then(|| section.pieces.iter().position(is_lead).unwrap_or(section.pieces.len()));
        let end = section.pieces.len();
        for (n, piece) in section.pieces.into_iter().enumerate() {
            if room == Some(n) {
                blocks.push(Block::Agreement);
            }
            match piece {
                Piece::Html(html) | Piece::Lead { folded: html, .. } => push_html(&mut blocks, html),
                Piece::Prompt(id, ..) => blocks.extend(prompts.get(&id).cloned().map(Block::Prompt)),
                Piece::Video(video, html) => blocks.push(Block::Video(video, html)),
                Piece::Arena(arena, html) => match blocks.last_mut() {
                    Some(Block::Arenas(arenas)) => arenas.push((arena, html)),
                    _ => blocks.push(Block::Arenas(vec![(arena, html)])),
                },
            }
        }
        if room == Some(end) {
            blocks.push(Block::Agreement);
        }
    }
    // They are kept for as long as the package is.
    for block in &mut blocks {
        if let Block::Html(html) = block {
            html.0.shrink_to_fit();
        }
    }
    blocks.shrink_to_fit();
    blocks
}

fn push_html(blocks: &mut Vec<Block>, html: Html) {
    match blocks.last_mut() {
        Some(Block::Html(last)) => last.0.push_str(&html.0),
        _ => blocks.push(Block::Html(html)),
    }
}
