//! «Prøv siden»: a page in both languages, tried before it is laid in. Nothing of it is stored: it comes with the form,
//! and goes back into it.

use crate::{
    Fault, Here, Reply, Services, asker,
    components::phase,
    locales::fill,
    pages::{
        Screen,
        fault::{self, Field},
    },
};
use domain::{
    Lang, PerLang, Refusal,
    package::{Draft, Level, Package, Part, Phase, Trial, numbered},
};
use leptos::prelude::*;

mod form;
mod seen;

/// Where the form stands and is sent, after the language.
pub const ADDRESS: &str = "redaktor/prov";

/// The field that says what to begin with.
const FROM: &str = "fra";

/// What stands before a phase where one begins with a template.
const TEMPLATE: &str = "mal/";

/// What stands in the form.
#[derive(Default)]
struct Typed {
    /// The folder of a module that is there; empty where it is a new one.
    module: String,
    new_module: String,
    name: String,
    text: PerLang<String>,
}

/// What came of sending it.
enum Outcome {
    /// It was not sent.
    Begun,
    /// It was tried.
    Tried(Draft, Box<Trial>),
    /// Something in it cannot be tried.
    Wrong(Vec<(Part, Refusal)>),
    /// This was asked for, and would take the place of what is written.
    Replaces(String),
}

/// The name of the buttons that fetch a text.
const FETCH: &str = "hent";

/// What a button that fetches says of what stands in the fields.
mod fetch {
    /// That nobody has been asked about it yet.
    pub(super) const ASK: &str = "spor";
    /// That it gives way.
    pub(super) const REPLACE: &str = "bytt";
    /// That it stays, and nothing is fetched.
    pub(super) const KEEP: &str = "behold";
}

impl Outcome {
    fn wrong(&self, part: Part) -> Option<&Refusal> {
        match self {
            Outcome::Wrong(wrong) => wrong.iter().find(|(at, _)| *at == part).map(|(_, refusal)| refusal),
            Outcome::Begun | Outcome::Tried(..) | Outcome::Replaces(_) => None,
        }
    }
}

/// `/nb/redaktor/prov`, empty or with what one begins with.
pub fn screen() -> Result<Screen, Fault> {
    let (here, services) = (Here::get(), Services::get());
    asker().edits()?;
    let typed = match here.field(FROM) {
        Some(from) => Typed::from_source(&services, &from)?,
        None => Typed::default(),
    };
    Ok(shown(&here, &services.catalogue.package(), &typed, &Outcome::Begun))
}

/// The form as it was sent, with what came of it. Where a language's file is `wanted`, it must have a text.
pub async fn posted(fields: Vec<Field>, wanted: Option<Lang>) -> Screen {
    let (here, services) = (Here::get(), Services::get());
    let mut typed = Typed::of(&fields);
    let outcome = match answered(&services, &mut typed, &fields, wanted).await {
        Ok(outcome) => outcome,
        Err(why) => {
            Reply::get().status(why.status());
            let to = here.to(ADDRESS);
            return fault::refused(&why, to.clone(), fields, Some(to));
        }
    };
    if let Outcome::Wrong(_) = outcome {
        Reply::get().status(Fault::from(Refusal::Invalid).status());
    }
    shown(&here, &services.catalogue.package(), &typed, &outcome)
}

/// One language's file as it was sent: its name, and what is in it. Nothing where it cannot be taken out, which
/// [`posted`] says why.
pub fn file(fields: &[Field], lang: Lang) -> Option<(String, String)> {
    let draft = Typed::of(fields).draft(Some(lang)).ok()?.ok()?;
    Some((draft.file_name(lang), draft.text(lang).to_owned()))
}

/// A text is fetched, where that was asked for; else the page is tried.
async fn answered(
    services: &Services,
    typed: &mut Typed,
    fields: &[Field],
    wanted: Option<Lang>,
) -> Result<Outcome, Fault> {
    let sent = |name| fields.iter().find(|(sent, _)| sent == name).map(|(_, value)| value.as_str());
    let Some(fetching) = sent(FETCH) else { return tried(services, typed, wanted).await };
    asker().edits()?;
    let from = sent(FROM).unwrap_or_default();
    let fetched = Typed::from_source(services, from)?;
    match fetching {
        fetch::KEEP => return Ok(Outcome::Begun),
        fetch::REPLACE => {}
        _ if typed.would_lose(services, from) => return Ok(Outcome::Replaces(from.to_owned())),
        _ => {}
    }
    if from.starts_with(TEMPLATE) {
        typed.text = fetched.text;
    } else {
        *typed = fetched;
    }
    Ok(Outcome::Begun)
}

async fn tried(services: &Services, typed: &Typed, wanted: Option<Lang>) -> Result<Outcome, Fault> {
    Ok(match typed.draft(wanted)? {
        Ok(draft) => {
            let trial = services.workbench.trial(draft.clone(), asker().today).await?;
            Outcome::Tried(draft, Box::new(trial))
        }
        Err(wrong) => Outcome::Wrong(wrong),
    })
}

impl Typed {
    fn of(fields: &[Field]) -> Typed {
        let field = |name: &str| {
            let sent = fields.iter().find(|(sent, _)| sent == name);
            sent.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        Typed {
            module: field("module"),
            new_module: field("new_module"),
            name: field("name"),
            text: PerLang { nb: field("nb"), nn: field("nn") },
        }
    }

    /// A template, or a page that is there, in both its languages.
    fn from_source(services: &Services, from: &str) -> Result<Typed, Fault> {
        if let Some(mark) = from.strip_prefix(TEMPLATE) {
            let phase = Phase::ALL.into_iter().find(|one| phase::mark(*one) == mark);
            let text = services.workbench.template(phase.ok_or(Fault::MISSING)?);
            return Ok(Typed { text: text.map(str::to_owned), ..Typed::default() });
        }
        let (module, name) = from.split_once('/').ok_or(Fault::MISSING)?;
        numbered(module).and(numbered(name)).ok_or(Fault::MISSING)?;
        let source = |lang| services.workbench.source(&format!("moduler/{module}/{name}.{lang}.md"));
        let (nb, nn) = (source(Lang::Nb), source(Lang::Nn));
        if nb.is_none() && nn.is_none() {
            return Err(Fault::MISSING);
        }
        Ok(Typed {
            module: module.to_owned(),
            name: name.to_owned(),
            text: PerLang { nb: nb.unwrap_or_default(), nn: nn.unwrap_or_default() },
            ..Typed::default()
        })
    }

    /// Whether something was written here that is found nowhere else, and would be gone with what is fetched. A template
    /// leaves the place alone.
    fn would_lose(&self, services: &Services, from: &str) -> bool {
        let has_text = |text: &PerLang<String>| {
            Lang::ALL
                .into_iter()
                .all(|lang| self.text.get(lang).trim().lines().eq(text.get(lang).trim().lines()))
        };
        let page = Typed::from_source(services, &format!("{}/{}", self.module, self.name));
        if page.is_ok_and(|page| has_text(&page.text)) {
            return false;
        }
        let templates = Phase::ALL.map(|phase| services.workbench.template(phase).map(str::to_owned));
        let is_written = !has_text(&PerLang::default()) && !templates.iter().any(has_text);
        let has_place = !(self.name.is_empty() && self.new_module.is_empty());
        is_written || (has_place && !from.starts_with(TEMPLATE))
    }

    /// What can be tried, or all that is wrong with it.
    fn draft(&self, wanted: Option<Lang>) -> Result<Result<Draft, Vec<(Part, Refusal)>>, Fault> {
        let editing = asker().edits()?;
        let module = if self.module.is_empty() { &self.new_module } else { &self.module };
        let text = PerLang { nb: self.text.nb.as_str(), nn: self.text.nn.as_str() };
        let draft = Draft::new(&editing, module, &self.name, text);
        let is_lacking = wanted.filter(|lang| self.text.get(*lang).trim().is_empty());
        Ok(match (draft, is_lacking) {
            (Ok(_), Some(lang)) => Err(vec![(Part::Text(lang), Refusal::Empty)]),
            (draft, _) => draft,
        })
    }
}

fn shown(here: &Here, package: &Package, typed: &Typed, outcome: &Outcome) -> Screen {
    let t = &here.texts().trial;
    let trial = match outcome {
        Outcome::Tried(draft, trial) => Some((draft, trial)),
        Outcome::Begun | Outcome::Wrong(_) | Outcome::Replaces(_) => None,
    };
    let view = view! {
        <div class="stack">
            <p class="eyebrow">
                <a href=here.to("redaktor")>{here.texts().editor.title}</a>
            </p>
            <h1>{t.title}</h1>
            <p class="lead">{t.lead}</p>
        </div>
        {summary(here, outcome)}
        {form::begin(here, package, outcome)}
        {form::form(here, package, typed, outcome)}
        {trial.map(|(draft, trial)| seen::seen(here, package, draft, trial))}
    };
    Screen::new(t.title, view).class("page trial")
}

/// What came of it in one sentence, and the way to it.
fn summary(here: &Here, outcome: &Outcome) -> Option<AnyView> {
    let t = &here.texts().trial;
    let (color, says, ways) = match outcome {
        Outcome::Begun => return None,
        Outcome::Replaces(_) => return Some(form::keep_or_replace(here)),
        Outcome::Wrong(_) => ("danger", t.not_tried.to_owned(), Vec::new()),
        Outcome::Tried(_, trial) => {
            let faults = trial.problems.iter().filter(|problem| problem.level == Level::Fault).count();
            let warnings = trial.problems.len() - faults;
            let says = match (faults, warnings) {
                (0, 0) => t.no_problems.to_owned(),
                _ => fill(t.problems, &[("faults", &faults), ("warnings", &warnings)]),
            };
            let color = if faults == 0 { "success" } else { "warning" };
            let mut ways = vec![(form::FIELDS, t.to_fields)];
            ways.extend(trial.page.is_some().then_some((seen::PAGE, t.to_page)));
            let is_session = trial.page.as_ref().is_some_and(domain::package::Page::is_session);
            ways.extend(is_session.then_some((seen::SESSION, t.to_session)));
            (color, says, ways)
        }
    };
    let ways = ways.into_iter().map(|(id, name)| {
        view! {
            <li>
                <a href=format!("#{id}")>{name}</a>
            </li>
        }
    });
    let ways = ways.collect_view();
    let role = if color == "danger" { "alert" } else { "status" };
    Some(
        view! {
            <div class="ds-alert" data-color=color role=role>
                <p>{says}</p>
                <ul class="row">{ways}</ul>
            </div>
        }
        .into_any(),
    )
}
