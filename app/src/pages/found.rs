//! «Fant du det du lette etter?», at the end of a page, and what comes after the answer.

use crate::{
    Fault, Here, Reply, Services,
    components::{field::hidden, typed::typed},
    labels,
    locales::fill,
    pages::{Screen, fault::Sent},
};
use domain::{
    FeedbackId,
    feedback::LIMIT,
    package::{Package, Spoken, address_of_page},
};
use leptos::prelude::*;

/// The field of the address that says what was just answered.
const THANKS: &str = "takk";
/// Where on the page the reader is led back to.
const PLACE: &str = "tilbakemelding";

/// Leads back to the page: to say more about this answer, or with thanks alone.
pub(crate) fn lead_back(module: &str, page: &str, answer: Option<FeedbackId>) {
    let thanks = answer.map_or_else(|| "ja".to_owned(), |id| id.to_string());
    let to = Here::get().on_with(&address_of_page(module, page), &[(THANKS, &thanks)]);
    Reply::get().redirect(format!("{to}#{PLACE}"));
}

/// The question, the field for words, or the thanks: whichever is next.
pub(super) fn section(here: &Here, module: &str, page: &str) -> AnyView {
    let t = &here.texts().feedback;
    let next = match here.field(THANKS) {
        None => ask(here, module, page),
        Some(answer) => match answer.parse::<FeedbackId>() {
            Ok(id) => {
                let brought =
                    [("id", id.to_string()), ("module", module.to_owned()), ("page", page.to_owned())];
                let form = more(here, &Sent::new(SAY_MORE, brought), None);
                view! {
                    <p role="status">{t.thanks}</p>
                    {form}
                }
                .into_any()
            }
            Err(_) => view! { <p role="status">{t.thanks}</p> }.into_any(),
        },
    };
    view! {
        <section class="section no-print" id=PLACE aria-labelledby="fant-du">
            <h2 id="fant-du">{t.title}</h2>
            {next}
        </section>
    }
    .into_any()
}

fn ask(here: &Here, module: &str, page: &str) -> AnyView {
    let t = &here.texts().feedback;
    let answer = |value: bool, label: &'static str| {
        view! {
            <button class="ds-button" data-variant="secondary" type="submit" name="found" value=value.to_string()>
                {label}
            </button>
        }
    };
    view! {
        <form class="row" method="post" action="/api/fant">
            {hidden([("module", module.to_owned()), ("page", page.to_owned())])} {answer(true, t.yes)}
            {answer(false, t.no)}
        </form>
    }
    .into_any()
}

/// Where more is sent.
const SAY_MORE: &str = "/api/si-mer";

/// What is called so in the reader's language, where readers may speak of it.
pub(super) fn title(here: &Here, package: &Package, folder: &str, slug: &str) -> Option<String> {
    let t = here.texts();
    Some(match package.spoken_of(folder, slug)? {
        Spoken::Page(page) => page.text.get(here.lang).title.clone(),
        Spoken::Module(module) => module.text.get(here.lang).title.clone(),
        Spoken::Term(id) => package.term(here.lang, id)?.term.clone(),
        Spoken::Sources => t.sources.title.to_owned(),
        Spoken::Library => t.resources.title.to_owned(),
    })
}

/// The words were refused: the same form, under the name of what it is about, with what is wrong beside the field.
pub(super) fn refused(fault: &Fault, sent: &Sent) -> Screen {
    let here = Here::get();
    let t = &here.texts().feedback;
    let (folder, slug) = (sent.field("module"), sent.field("page"));
    let about = title(&here, &Services::get().catalogue.package(), &folder, &slug).map(|title| {
        view! {
            <p class="eyebrow">
                <a href=here.on(&address_of_page(&folder, &slug))>{title}</a>
            </p>
        }
    });
    let says = labels::sentence(fault, &sent.action, here.lang);
    let view = view! {
        <div class="stack">
            {about}
            <h1>{t.title}</h1>
        </div>
        {more(&here, sent, Some(says))}
    };
    Screen::new(t.title, view).narrow()
}

fn more(here: &Here, sent: &Sent, wrong: Option<String>) -> AnyView {
    let t = &here.texts().feedback;
    let is_wrong = wrong.is_some();
    let described = if is_wrong { "mer-hjelp mer-feil" } else { "mer-hjelp" };
    let wrong = wrong.map(|says| {
        view! {
            <p class="ds-validation-message" id="mer-feil" role="alert">
                {says}
            </p>
        }
    });
    let words = sent.field("words");
    view! {
        <form class="form" method="post" action=sent.action.clone()>
            {["id", "module", "page"].map(|name| sent.brings(name)).into_iter().collect_view()}
            <div class="ds-field">
                <label class="ds-label" for="mer">
                    {t.more}
                </label>
                <p data-field="description" id="mer-hjelp">
                    {fill(t.more_help, &[("n", &LIMIT)])}
                </p>
                <textarea
                    class="ds-input"
                    id="mer"
                    name="words"
                    rows="3"
                    required
                    maxlength=LIMIT.to_string()
                    aria-describedby=described
                    aria-invalid=is_wrong.then_some("true")
                    inner_html=typed(&words)
                ></textarea>
                {wrong}
            </div>
            <button class="ds-button" data-variant="secondary" type="submit">
                {t.send}
            </button>
        </form>
    }
    .into_any()
}
