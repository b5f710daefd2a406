//! A session's minutes as a reader meets them, on a page and in Word: the same parts in the same order, so that neither
//! says more than the other.

pub mod word;

use crate::{
    Fault, Here, Services,
    components::{date, followed},
    locales::fill,
};
use domain::{
    Lang, Refusal, SessionId,
    agreement::Terms,
    ending::minutes::{Earlier, Minutes},
    view::{Record, Script},
};

/// A part of the minutes.
pub enum Part {
    /// Facts, each with its name.
    Facts(Vec<(&'static str, String)>),
    /// A heading, from level 2.
    Heading(u8, String),
    /// A paragraph.
    Text(String),
    /// An agreement, read back as a sentence.
    Agreement(Terms),
    /// Things under each other, in their authors' own line breaks.
    List(Vec<String>),
}

/// A session that is over, and its words in the reader's language.
///
/// # Errors
/// There is no such session, or what the store says.
pub async fn session(id: &str) -> Result<(Record, Script), Fault> {
    let (here, services) = (Here::get(), Services::get());
    let id: SessionId = id.parse().map_err(|_| Fault::MISSING)?;
    let record = services.store.record(id).await?.ok_or(Refusal::Missing)?;
    let plan = services.store.words(id).await?.ok_or(Refusal::Missing)?;
    Ok((record, Script::of(&plan, here.lang)))
}

/// «Referat: Økt – til stede uten å være med».
pub fn title(minutes: &Minutes, here: &Here) -> String {
    format!("{}: {}", here.texts().ending.minutes, minutes.title)
}

/// Everything in the minutes, in order.
pub fn parts(minutes: &Minutes, here: &Here) -> Vec<Part> {
    let t = &here.texts().ending;
    let mut parts = vec![facts(minutes, here), heading(2, t.agreed)];
    if minutes.agreements.is_empty() {
        parts.push(Part::Text(t.nothing_agreed.into()));
    }
    parts.extend(minutes.agreements.iter().cloned().map(Part::Agreement));
    if !minutes.earlier.is_empty() {
        parts.push(heading(2, t.earlier));
        parts.extend(minutes.earlier.iter().flat_map(|one| earlier(one, here)));
    }
    parts.push(heading(2, t.opened));
    let none = minutes.steps.iter().all(|step| step.prompts.iter().all(|prompt| prompt.opened.is_empty()));
    parts.extend(none.then(|| Part::Text(t.nothing_opened.into())));
    parts.extend(minutes.with_late.then(|| Part::Text(t.with_late.into())));
    for step in &minutes.steps {
        let answered: Vec<_> = step.prompts.iter().filter(|prompt| !prompt.opened.is_empty()).collect();
        parts.extend((!answered.is_empty()).then(|| heading(3, &step.title)));
        for prompt in answered {
            parts.extend([heading(4, &prompt.question), Part::List(prompt.opened.clone())]);
        }
    }
    parts
}

fn heading(level: u8, text: &str) -> Part {
    Part::Heading(level, text.to_owned())
}

fn facts(minutes: &Minutes, here: &Here) -> Part {
    let t = &here.texts().ending;
    let package = Services::get().catalogue.package();
    let module = package.module(&minutes.module);
    let module = module.map_or_else(|| minutes.module.clone(), |m| m.text.get(here.lang).title.clone());
    let mut facts = vec![
        (t.day, capital(&date_with_year(minutes, here.lang))),
        (t.team, minutes.team.clone()),
        (t.module, module),
    ];
    facts.extend(minutes.led_by.clone().filter(|name| !name.is_empty()).map(|name| (t.led_by, name)));
    facts.push((t.present, minutes.present.to_string()));
    Part::Facts(facts)
}

/// «Torsdag 14. januar 2027»: paper is read years later.
fn date_with_year(minutes: &Minutes, lang: Lang) -> String {
    let (_, _, year, _) = minutes.day.parts();
    format!("{} {year}", date::day(minutes.day, lang))
}

fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

fn earlier(one: &Earlier, here: &Here) -> Vec<Part> {
    let t = &here.texts().ending;
    let decided = one.verdict.map_or(t.undecided, |verdict| followed::verdict(verdict, here.lang));
    let mut parts = vec![Part::Agreement(one.terms.clone()), Part::Text(format!("{decided}."))];
    if !one.lifted.is_empty() {
        parts.push(Part::Text(format!("{}:", t.lifted)));
        parts.push(Part::List(one.lifted.clone()));
    }
    parts
}

/// «3 har svart», said of the counts that may be shown.
pub fn answered(counts: [i64; 3], here: &Here) -> String {
    fill(here.texts().ending.worth_who, &[("n", &counts.iter().sum::<i64>())])
}
