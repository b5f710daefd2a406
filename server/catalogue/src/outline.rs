//! What a page's headings mean: sections, steps and prompts, and the ids that can be linked to.

use crate::{
    callout::{self, CalloutKind},
    markdown::{Heading, Kind, Node, plain},
    problem::{Findings, Kind as Problem},
};
use domain::package::{Shares, StepKind, is_id};
use std::collections::{HashMap, HashSet};

/// Classes and attributes of a heading that are looked at; no heading means that many.
const MOST_MARKS: usize = 16;

/// A file's body, divided by its headings.
#[derive(Default)]
pub(crate) struct Outline<'a> {
    /// One for each heading of level 2, and one for what stands before the first.
    pub(crate) sections: Vec<Section<'a>>,
    /// Every heading's id.
    pub(crate) anchors: Vec<Anchor>,
}

/// A heading of level 2 with what follows it.
pub(crate) struct Section<'a> {
    pub(crate) title: Option<Title<'a>>,
    pub(crate) step: Option<StepMark>,
    pub(crate) parts: Vec<Part<'a>>,
}

/// A heading's words.
pub(crate) struct Title<'a> {
    pub(crate) id: String,
    pub(crate) at: usize,
    pub(crate) content: Vec<Node<'a>>,
}

/// What makes a section a step.
pub(crate) struct StepMark {
    pub(crate) kind: StepKind,
    /// Nothing where the author forgot, which is a fault.
    pub(crate) minutes: Option<u16>,
    pub(crate) group_size: Option<(u8, u8)>,
    pub(crate) may_stop_after: bool,
}

/// A piece of a section.
pub(crate) enum Part<'a> {
    Node(Node<'a>),
    Heading(u8, Title<'a>),
    Prompt(PromptPart<'a>),
}

/// A prompt with its help.
pub(crate) struct PromptPart<'a> {
    pub(crate) title: Title<'a>,
    pub(crate) shares: Shares,
    pub(crate) help: Vec<Node<'a>>,
}

/// A place that can be linked to.
pub(crate) struct Anchor {
    pub(crate) id: String,
    pub(crate) at: usize,
    /// Whether the author gave the id, so that it is the same in every language and must stay.
    pub(crate) explicit: bool,
    /// Whether it belongs to a step or a prompt.
    pub(crate) acts: bool,
}

/// Divides a page or a lead.
pub(crate) fn outline<'a>(nodes: Vec<Node<'a>>, findings: &mut Findings<'a>) -> Outline<'a> {
    let taken = nodes.iter().filter_map(|node| match &node.kind {
        Kind::Heading(heading) => heading.id.as_deref().map(str::to_owned),
        _ => None,
    });
    let mut reader = Reader {
        outline: Outline::default(),
        taken: taken.collect(),
        generated: HashMap::new(),
        seen: HashSet::new(),
        level: 1,
        findings,
    };
    for node in nodes {
        reader.read(node);
    }
    reader.outline
}

struct Reader<'f, 'a> {
    outline: Outline<'a>,
    /// Ids that no generated id may take.
    taken: HashSet<String>,
    /// How far the ids made from the same words have come.
    generated: HashMap<String, usize>,
    /// Ids that have been used by a heading.
    seen: HashSet<String>,
    level: u8,
    findings: &'f mut Findings<'a>,
}

impl<'a> Reader<'_, 'a> {
    fn read(&mut self, node: Node<'a>) {
        match node.kind {
            Kind::Heading(heading) => self.heading(&heading, node.at, node.children),
            Kind::Callout(ref callout) if callout.kind == CalloutKind::Lead => {
                if self.section().step.is_none() {
                    callout::refuse_lead(node.at, self.findings);
                }
                self.section().parts.push(Part::Node(node));
            }
            _ => match self.open_prompt() {
                Some(prompt) => prompt.help.push(node),
                None => self.section().parts.push(Part::Node(node)),
            },
        }
    }

    /// The prompt whose help is being read. A facilitator's box may stand between it and more help.
    fn open_prompt(&mut self) -> Option<&mut PromptPart<'a>> {
        let is_lead = |part: &&mut Part<'a>| matches!(part, Part::Node(Node { kind: Kind::Callout(c), .. }) if c.kind == CalloutKind::Lead);
        match self.section().parts.iter_mut().rev().find(|part| !is_lead(part)) {
            Some(Part::Prompt(prompt)) => Some(prompt),
            _ => None,
        }
    }

    fn section(&mut self) -> &mut Section<'a> {
        if self.outline.sections.is_empty() {
            self.outline.sections.push(Section { title: None, step: None, parts: Vec::new() });
        }
        let last = self.outline.sections.len() - 1;
        &mut self.outline.sections[last]
    }

    fn heading(&mut self, heading: &Heading<'a>, at: usize, content: Vec<Node<'a>>) {
        self.check_words(&content, at);
        let marks = self.marks(heading, at);
        self.check_level(heading.level, at, &marks);
        let id = self.id(heading, &content, at, marks.acts());
        let title = Title { id, at, content };

        match marks {
            Marks::Step(step) => {
                self.outline.sections.push(Section {
                    title: Some(title),
                    step: Some(step),
                    parts: Vec::new(),
                });
            }
            Marks::Prompt(shares) => {
                let prompt = PromptPart { title, shares, help: Vec::new() };
                self.section().parts.push(Part::Prompt(prompt));
            }
            Marks::None | Marks::Misplaced if heading.level <= 2 => {
                self.outline.sections.push(Section { title: Some(title), step: None, parts: Vec::new() });
            }
            Marks::None | Marks::Misplaced => {
                self.section().parts.push(Part::Heading(heading.level, title));
            }
        }
    }

    fn check_level(&mut self, level: u8, at: usize, marks: &Marks) {
        if matches!(marks, Marks::Misplaced) {
            // It is said already which level the heading should have.
        } else if level == 1 {
            self.findings.at(
                Problem::TopHeading,
                at,
                "Overskriften har nivå 1, som er sidens tittel.",
                "Skriv to nummertegn: ## Overskrift.",
            );
        } else if level > self.level + 1 {
            self.findings.at(
                Problem::LevelSkipped,
                at,
                match self.level {
                    1 => format!("Overskriften har nivå {level}, men bare tittelen på siden står over den."),
                    above => format!("Overskriften har nivå {level}, men den over har nivå {above}."),
                },
                format!("Bruk {} nummertegn.", self.level + 1),
            );
        }
        self.level = level;
    }

    fn check_words(&mut self, content: &[Node<'a>], at: usize) {
        let text = plain(content);
        if text.is_empty() {
            self.findings.at(
                Problem::EmptyHeading,
                at,
                "Overskriften har ingen tekst.",
                "Skriv en tekst etter nummertegnene, eller ta bort linja.",
            );
        }
        if let Some(brace) = text.find(['{', '}']) {
            let line = self.findings.source().rest_of_line(at);
            let offset = line.find(['{', '}']).unwrap_or(brace.min(line.len()));
            self.findings.at(
                Problem::BrokenAttributes,
                at + offset,
                "Krøllparentesen i overskriften kan ikke leses, så merkene i den virker ikke.",
                "Sett den sist på linja, med begge parentesene: ## Overskrift {#id .individ min=5}.",
            );
        }
    }

    fn id(&mut self, heading: &Heading<'a>, content: &[Node<'a>], at: usize, acts: bool) -> String {
        let explicit = heading.id.as_deref();
        let id = match explicit {
            Some(id) => {
                self.check_id(id, at);
                id.to_owned()
            }
            None => {
                if acts {
                    self.findings.at(
                        Problem::MissingId,
                        at,
                        "Steget eller spørsmålet har ingen id.",
                        "Skriv en kort id først i krøllparentesen, for eksempel {#tenk …}. Bruk den samme på begge målformer.",
                    );
                }
                self.generated(&plain(content))
            }
        };
        self.outline.anchors.push(Anchor { id: id.clone(), at, explicit: explicit.is_some(), acts });
        id
    }

    fn check_id(&mut self, id: &str, at: usize) {
        let place = self.mark_place(at, &format!("#{id}"));
        if !is_id(id) {
            self.findings.at(
                Problem::BadId,
                place,
                format!("Id-en «{id}» har tegn som ikke kan brukes."),
                "Bruk bare små bokstaver a–z, tall og bindestrek, og begynn med en bokstav.",
            );
        }
        if !self.seen.insert(id.to_owned()) {
            self.findings.at(
                Problem::DuplicateId,
                place,
                format!("Id-en «{id}» er brukt to ganger på siden."),
                "Gi den siste en ny id. Er den første publisert, skal den stå.",
            );
        }
    }

    fn generated(&mut self, text: &str) -> String {
        let base = slug(text);
        let mut id = base.clone();
        let mut n = self.generated.get(&base).copied().unwrap_or(1);
        while !self.taken.insert(id.clone()) {
            n += 1;
            id = format!("{base}-{n}");
        }
        self.generated.insert(base, n);
        id
    }

    /// Where a mark stands in its heading's curly brackets: a whole one, or an attribute by its key.
    fn mark_place(&self, at: usize, mark: &str) -> usize {
        let line = self.findings.source().rest_of_line(at);
        let Some(brace) = line.rfind('{') else { return at };
        let inside = line.get(brace + 1..).unwrap_or_default();
        let mut from = 0;
        for word in inside.split([' ', '\t', '}']) {
            if word == mark || word.split_once('=').is_some_and(|(key, _)| key == mark) {
                return at + brace + 1 + from;
            }
            from += word.len() + 1;
        }
        at
    }

    fn marks(&mut self, heading: &Heading<'a>, at: usize) -> Marks {
        let mut kinds = Vec::new();
        let mut is_prompt = false;
        let mut may_stop_after = false;
        let mut is_understood = true;
        for class in heading.classes.iter().take(MOST_MARKS) {
            match (StepKind::from_word(class), class.as_ref()) {
                (Some(kind), _) => kinds.push(kind),
                (None, "spørsmål") => is_prompt = true,
                (None, "stopp") => may_stop_after = true,
                (None, unknown) => {
                    is_understood = false;
                    self.findings.at(
                        Problem::UnknownClass,
                        self.mark_place(at, &format!(".{unknown}")),
                        format!("Merket «.{unknown}» finnes ikke."),
                        "Bruk .fagstoff, .individ, .gruppe, .plenum, .avtale, .stopp eller .spørsmål.",
                    );
                }
            }
        }
        let step_kind = kinds.first().copied();
        if kinds.len() > 1 || (step_kind.is_some() && is_prompt) {
            let second = kinds.get(1).map_or("spørsmål", |kind| kind.word());
            self.findings.at(
                Problem::BadValue,
                self.mark_place(at, &format!(".{second}")),
                "Overskriften har flere typer.",
                "La den ha bare én: enten én slags steg eller .spørsmål.",
            );
        }
        if may_stop_after && step_kind.is_none() && is_understood {
            self.findings.at(
                Problem::UnknownClass,
                self.mark_place(at, ".stopp"),
                "Merket «.stopp» virker bare på et steg.",
                "Ta det bort, eller gjør overskriften til et steg.",
            );
        }
        let values = self.values(heading, at, (step_kind, is_prompt, is_understood));

        match (step_kind, is_prompt, heading.level) {
            (Some(kind), _, 2) => Marks::Step(self.step(kind, may_stop_after, values, at)),
            (None, true, 3) => Marks::Prompt(self.shares(values, at)),
            (None, false, _) => Marks::None,
            (step, _, level) => {
                let (what, right) = if step.is_some() { ("Et steg", 2) } else { ("Et spørsmål", 3) };
                self.findings.at(
                    Problem::WrongLevel,
                    at,
                    format!("{what} skal ha overskrift på nivå {right}, men denne har nivå {level}."),
                    format!("Bruk {right} nummertegn."),
                );
                Marks::Misplaced
            }
        }
    }

    fn values(
        &mut self,
        heading: &Heading<'a>,
        at: usize,
        (step, is_prompt, is_understood): (Option<StepKind>, bool, bool),
    ) -> Values {
        let mut values = Values::default();
        for (key, value) in heading.attributes.iter().take(MOST_MARKS) {
            let value = value.as_deref().unwrap_or_default();
            let place = self.mark_place(at, key);
            let good = match key.as_ref() {
                "min" if step.is_some() => {
                    values.min_is_there = true;
                    values.minutes = value.parse().ok().filter(|minutes| (1..=180).contains(minutes));
                    values.minutes.is_some()
                }
                "størrelse" if step == Some(StepKind::Group) => {
                    values.group_size = group_size(value);
                    values.group_size.is_some()
                }
                "deles" if is_prompt => {
                    values.deles_is_there = true;
                    values.shares = Shares::from_word(value);
                    values.shares.is_some()
                }
                // What the heading should have been is not known, and so not what belongs to it.
                "min" | "størrelse" | "deles" if !is_understood => true,
                other => {
                    // It may be one of these, misspelt.
                    (values.min_is_there, values.deles_is_there) = (true, true);
                    self.findings.at(
                        Problem::UnknownAttribute,
                        place,
                        format!("«{other}» virker ikke på denne overskriften."),
                        "Bruk min= på steg, størrelse= på .gruppe og deles= på .spørsmål.",
                    );
                    true
                }
            };
            if !good {
                self.findings.at(
                    Problem::BadValue,
                    place,
                    format!("«{key}={value}» kan ikke brukes."),
                    "Skriv min= med 1 til 180, størrelse= som 4-6, og deles= med gruppe, plenum eller ingen.",
                );
            }
        }
        values
    }

    fn step(&mut self, kind: StepKind, may_stop_after: bool, values: Values, at: usize) -> StepMark {
        if !values.min_is_there {
            self.findings.at(
                Problem::StepWithoutMinutes,
                at,
                "Steget sier ikke hvor lang tid det tar.",
                "Skriv minuttene i krøllparentesen, for eksempel min=10.",
            );
        }
        StepMark { kind, minutes: values.minutes, group_size: values.group_size, may_stop_after }
    }

    fn shares(&mut self, values: Values, at: usize) -> Shares {
        if !values.deles_is_there {
            self.findings.at(
                Problem::PromptWithoutShares,
                at,
                "Spørsmålet sier ikke hvor svaret skal.",
                "Skriv deles=gruppe, deles=plenum eller deles=ingen i krøllparentesen.",
            );
        }
        values.shares.unwrap_or(Shares::Nowhere)
    }
}

/// What a heading's marks make of it.
enum Marks {
    None,
    /// A step's or a prompt's, on a heading of another level.
    Misplaced,
    Step(StepMark),
    Prompt(Shares),
}

impl Marks {
    fn acts(&self) -> bool {
        matches!(self, Marks::Step(_) | Marks::Prompt(_))
    }
}

/// A heading's attributes.
#[derive(Default)]
struct Values {
    minutes: Option<u16>,
    min_is_there: bool,
    group_size: Option<(u8, u8)>,
    shares: Option<Shares>,
    deles_is_there: bool,
}

fn group_size(value: &str) -> Option<(u8, u8)> {
    let (low, high) = value.split_once('-')?;
    let (low, high) = (low.parse().ok()?, high.parse().ok()?);
    (2 <= low && low <= high && high <= 30).then_some((low, high))
}

/// An id made from a heading's text.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            _ => c.to_lowercase().for_each(|c| match c {
                'a'..='z' => slug.push(c),
                'æ' | 'ä' => slug.push_str("ae"),
                'ø' | 'ö' | 'ó' | 'ò' | 'ô' => slug.push('o'),
                'å' | 'á' | 'à' | 'â' => slug.push('a'),
                'é' | 'è' | 'ê' => slug.push('e'),
                _ if slug.ends_with('-') || slug.is_empty() => {}
                _ => slug.push('-'),
            }),
        }
    }
    let slug = slug.trim_end_matches('-');
    if is_id(slug) { slug.to_owned() } else { format!("del-{slug}").trim_end_matches('-').to_owned() }
}
