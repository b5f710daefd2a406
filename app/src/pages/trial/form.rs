//! The form: what one begins with, where the page belongs, and its two texts with what is wrong beside each.

use super::{ADDRESS, FETCH, FROM, Outcome, TEMPLATE, Typed, fetch};
use crate::{
    Fault, Here,
    components::{field::Field, phase, typed::typed},
    locales::fill,
};
use domain::{
    Lang, Refusal,
    package::{Draft, Level, Module, Package, Part, Phase, Problem, Quote, Trial},
    text,
};
use leptos::prelude::*;

/// Where the two texts stand on the page.
pub(super) const FIELDS: &str = "tekstene";

/// As many problems of one file as anybody mends before trying again.
const MOST: usize = 100;

/// What the form is called by the fields and buttons of it that stand elsewhere.
const FORM: &str = "prov";

/// A page or a template to fill the fields with. It is open until something is written. Its choice goes with the form,
/// so that what is written goes along.
pub(super) fn begin(here: &Here, package: &Package, outcome: &Outcome) -> AnyView {
    let t = &here.texts().trial;
    let (open, asked) = match outcome {
        Outcome::Begun => (true, ""),
        Outcome::Replaces(from) => (true, from.as_str()),
        Outcome::Tried(..) | Outcome::Wrong(_) => (false, ""),
    };
    let option = |value: String, name: String| {
        let selected = value == asked;
        view! {
            <option value=value selected=selected>
                {name}
            </option>
        }
    };
    let template = |phase: Phase| {
        let name = format!("{} {}", phase.letter(), phase::name(phase, here.lang));
        option(format!("{TEMPLATE}{}", phase::mark(phase)), name)
    };
    let module = |module: &Module| {
        let pages = module.pages.iter().chain(&module.faulty).filter_map(|page| {
            let from = page.text.nb.file.strip_prefix("moduler/")?.strip_suffix(".nb.md")?.to_owned();
            Some(option(from, page.text.get(here.lang).title.clone()))
        });
        let pages = pages.collect_view();
        view! { <optgroup label=module.text.get(here.lang).title.clone()>{pages}</optgroup> }
    };
    view! {
        <details class="ds-details begin" open=open>
            <summary>{if open { t.begin } else { t.begin_again }}</summary>
            <div class="form">
                // Enter in a field of the form presses its first button, which is to be the one that tries.
                <button type="submit" form=FORM hidden></button>
                <div class="ds-field">
                    <label class="ds-label" for="fra">
                        {t.from}
                    </label>
                    <p data-field="description" id="fra-hjelp">
                        {t.from_help}
                    </p>
                    <select class="ds-input" id="fra" name=FROM form=FORM aria-describedby="fra-hjelp">
                        <optgroup label=t.templates>{Phase::ALL.map(template).collect_view()}</optgroup>
                        {package.modules.iter().map(module).collect_view()}
                    </select>
                </div>
                {fetch_button(t.fetch, fetch::ASK, "secondary")}
            </div>
        </details>
    }
    .into_any()
}

fn fetch_button(name: &'static str, says: &'static str, variant: &'static str) -> AnyView {
    view! {
        <button class="ds-button" data-variant=variant type="submit" form=FORM name=FETCH value=says>
            {name}
        </button>
    }
    .into_any()
}

/// What was asked for would take the place of what is written, so its author decides.
pub(super) fn keep_or_replace(here: &Here) -> AnyView {
    let t = &here.texts().trial;
    view! {
        <div class="ds-alert stack" data-color="warning" role="alert">
            <p>{t.replaces}</p>
            <div class="row">
                {fetch_button(t.keep, fetch::KEEP, "primary")} {fetch_button(t.replace, fetch::REPLACE, "secondary")}
            </div>
        </div>
    }
    .into_any()
}

/// The form itself.
pub(super) fn form(here: &Here, package: &Package, typed: &Typed, outcome: &Outcome) -> AnyView {
    let t = &here.texts().trial;
    let trial = match outcome {
        Outcome::Tried(draft, trial) => Some((draft, trial)),
        Outcome::Begun | Outcome::Wrong(_) | Outcome::Replaces(_) => None,
    };
    let language = |lang: Lang| {
        let problems = trial.map(|(draft, trial)| problems(here, draft, trial, lang));
        view! { <div class="stack">{text_field(here, typed, outcome, lang)} {problems}</div> }
    };
    let file = |lang: Lang, name: &'static str| {
        let to = here.to(&format!("{ADDRESS}/{lang}.md"));
        view! {
            <button class="ds-button" data-variant="secondary" type="submit" formaction=to>
                {name}
            </button>
        }
    };
    view! {
        <form class="stack" data-gap="l" id=FORM method="post" action=here.to(ADDRESS)>
            {place(here, package, typed, outcome)} <div class="languages" id=FIELDS>
                {Lang::ALL.map(language).collect_view()}
            </div> {trial.and_then(|(_, trial)| elsewhere(here, trial))} <div class="stack" data-gap="s">
                <div class="row">
                    <button class="ds-button" type="submit">
                        {t.go}
                    </button>
                    {file(Lang::Nb, t.file_nb)}
                    {file(Lang::Nn, t.file_nn)}
                </div>
                <p class="meta">{t.spelling}</p>
            </div>
        </form>
    }
    .into_any()
}

/// The folder of a module, as its pages' files have it.
fn folder(module: &Module) -> Option<&str> {
    let page = module.pages.iter().chain(&module.faulty).next()?;
    page.text.nb.file.strip_prefix("moduler/")?.split_once('/').map(|(folder, _)| folder)
}

/// Which module the page belongs in, and what its files are called.
fn place(here: &Here, package: &Package, typed: &Typed, outcome: &Outcome) -> AnyView {
    let t = &here.texts().trial;
    // A module's own words are no page, and whoever writes a new module tries them here first.
    let is_of_module = |part| part == Part::Name && typed.name.trim().split('.').next() == Some("modul");
    let wrong = |part| {
        let says = if is_of_module(part) { t.name_of_module } else { t.name_wrong };
        outcome.wrong(part).map(|_| says.to_owned())
    };
    let is_new = typed.module.is_empty() && !typed.new_module.is_empty();
    let module = |module: &Module| {
        let folder = folder(module)?.to_owned();
        let is_chosen = folder == typed.module;
        let title = module.text.get(here.lang).title.clone();
        Some(view! { <option value=folder selected=is_chosen>{title}</option> })
    };
    view! {
        <fieldset class="ds-fieldset place">
            <legend class="ds-label">{t.place}</legend>
            <div class="ds-field">
                <label class="ds-label" for="modul">
                    {t.module}
                </label>
                <select class="ds-input" id="modul" name="module">
                    {package.modules.iter().filter_map(module).collect_view()}
                    <option value="" selected=is_new>
                        {t.new_module}
                    </option>
                </select>
            </div>
            <Field
                id="ny-modul"
                name="new_module"
                label=t.new_module_name
                help=t.new_module_help
                value=typed.new_module.clone()
                limit=text::NAME
                error=wrong(Part::Module)
            />
            <Field
                id="navn"
                name="name"
                label=t.name
                help=t.name_help
                value=typed.name.clone()
                limit=text::NAME
                error=wrong(Part::Name)
            />
        </fieldset>
    }
    .into_any()
}

/// The field with one language's text. A browser would cut what is too long without a word, so the server counts.
fn text_field(here: &Here, own: &Typed, outcome: &Outcome, lang: Lang) -> AnyView {
    let t = &here.texts().trial;
    let (id, name) = (field_id(lang), lang.code());
    let (help, error) = (format!("{id}-hjelp"), format!("{id}-feil"));
    let says = outcome.wrong(Part::Text(lang)).map(|refusal| match refusal {
        Refusal::Empty => t.text_empty.to_owned(),
        other => Fault::from(other.clone()).sentence(here.lang),
    });
    let wrong = says.is_some();
    let described = if wrong { format!("{help} {error}") } else { help.clone() };
    let written = own.text.get(lang);
    let length = written.trim_end().replace("\r\n", "\n").chars().count();
    let count = match length {
        0 => fill(t.limit, &[("limit", &text::PAGE)]),
        n => fill(t.counted, &[("n", &n), ("limit", &text::PAGE)]),
    };
    view! {
        <div class="ds-field">
            <label class="ds-label" for=id.clone()>
                {lang.name()}
            </label>
            <p data-field="description" id=help>
                {count}
            </p>
            <textarea
                class="ds-input source"
                id=id
                name=name
                rows="22"
                lang=lang.code()
                autocomplete="off"
                aria-describedby=described
                aria-invalid=wrong.then_some("true")
                inner_html=typed(written)
            ></textarea>
            {says
                .map(|says| {
                    view! {
                        <p class="ds-validation-message" id=error>
                            {says}
                        </p>
                    }
                })}
        </div>
    }
    .into_any()
}

fn field_id(lang: Lang) -> String {
    format!("tekst-{lang}")
}

/// One language's text as it was tried, its lines numbered, with what the check says of each beneath it. The check speaks
/// bokmål.
fn problems(here: &Here, draft: &Draft, trial: &Trial, lang: Lang) -> AnyView {
    let t = &here.texts().trial;
    let file = draft.file(lang);
    let own: Vec<&Problem> = trial.problems.iter().filter(|problem| problem.file == file).collect();
    let heading = match lang {
        Lang::Nb => t.found_nb,
        Lang::Nn => t.found_nn,
    };
    let left = own.len().saturating_sub(MOST);
    let listed = match own.is_empty() {
        true => view! { <p>{t.nothing_found}</p> }.into_any(),
        false => {
            let shown = own.get(..MOST).unwrap_or(&own);
            let mut lines: Vec<&str> = draft.text(lang).lines().collect();
            if lines.is_empty() {
                lines.push("");
            }
            // What is lacking at the end is said of the last line.
            let last = u32::try_from(lines.len()).unwrap_or(u32::MAX);
            let lines = (1..).zip(lines).map(|(n, text)| {
                let is_here = |problem: &&&Problem| problem.line.min(last) == n;
                let said = shown.iter().filter(is_here).map(|problem| line(here, draft, problem, lang));
                numbered_line(text, said.collect())
            });
            view! {
                <ol class="numbered" lang=lang.code()>
                    {lines.collect_view()}
                </ol>
            }
            .into_any()
        }
    };
    let more = (left > 0).then(|| view! { <p>{fill(t.more, &[("n", &left)])}</p> });
    let id = format!("funnet-{lang}");
    view! {
        <section class="stack" data-gap="s" aria-labelledby=id.clone()>
            <h2 class="found" id=id.clone()>
                {heading}
            </h2>
            {listed}
            {more}
        </section>
    }
    .into_any()
}

fn numbered_line(text: &str, said: Vec<AnyView>) -> AnyView {
    let said = (!said.is_empty()).then(|| view! { <ul class="lines">{said}</ul> });
    view! {
        <li>
            <code>{text.to_owned()}</code>
            {said}
        </li>
    }
    .into_any()
}

fn line(here: &Here, draft: &Draft, problem: &Problem, lang: Lang) -> AnyView {
    let t = &here.texts().trial;
    let place = fill(t.at, &[("line", &problem.line), ("column", &problem.column)]);
    let quote = draft.quote(problem).map(|Quote { before, at, after }| {
        view! {
            <p class="quoted" lang=lang.code()>
                {before}
                <mark>{at}</mark>
                {after}
            </p>
        }
    });
    view! {
        <li class="stack" data-gap="s">
            <p class="row">
                {level(here, problem)} <a href=format!("#{}", field_id(lang))>{place}</a>
            </p>
            {quote}
            <p lang="nb">{problem.message.clone()} " " {problem.mend.clone()}</p>
        </li>
    }
    .into_any()
}

fn level(here: &Here, problem: &Problem) -> impl IntoView + use<> {
    let t = &here.texts().trial;
    let (color, level) = match problem.level {
        Level::Fault => ("danger", t.fault),
        Level::Warning => ("warning", t.warning),
    };
    view! {
        <span class="ds-tag" data-color=color>
            {level}
        </span>
    }
}

/// What is wrong with neither text, but with what the package knows of the page.
fn elsewhere(here: &Here, trial: &Trial) -> Option<AnyView> {
    let t = &here.texts().trial;
    let others = trial.problems.iter().filter(|problem| !problem.file.starts_with("moduler/"));
    let lines: Vec<AnyView> = others
        .take(MOST)
        .map(|problem| {
            view! {
                <li class="stack" data-gap="s">
                    <p class="row">
                        {level(here, problem)} <code>{format!("{}:{}", problem.file, problem.line)}</code>
                    </p>
                    <p lang="nb">{problem.message.clone()} " " {problem.mend.clone()}</p>
                </li>
            }
            .into_any()
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="stack" data-gap="s" aria-labelledby="funnet-ellers">
                <h2 class="found" id="funnet-ellers">
                    {t.found_elsewhere}
                </h2>
                <ul class="lines">{lines}</ul>
            </section>
        }
        .into_any()
    })
}
