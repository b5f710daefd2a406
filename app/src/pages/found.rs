//! «Fant du det du lette etter?», at the end of a page, and what comes after the answer.

use crate::{Here, Reply, components::field::hidden, locales::fill};
use domain::{FeedbackId, feedback::LIMIT, package::address_of_page};
use leptos::prelude::*;

/// The field of the address that says what was just answered.
const THANKS: &str = "takk";
/// Where on the page the reader is led back to.
const PLACE: &str = "tilbakemelding";

/// Leads back to the page: to say more about this answer, or with thanks alone.
pub(crate) fn lead_back(module: &str, page: &str, answer: Option<FeedbackId>) {
    let thanks = answer.map_or_else(|| "ja".to_owned(), |id| id.to_string());
    let to = Here::get().to_with(&address_of_page(module, page), &[(THANKS, &thanks)]);
    Reply::get().redirect(format!("{to}#{PLACE}"));
}

/// The question, the field for words, or the thanks: whichever is next.
pub(super) fn section(here: &Here, module: &str, page: &str) -> AnyView {
    let t = &here.texts().feedback;
    let next = match here.field(THANKS) {
        None => ask(here, module, page),
        Some(answer) => match answer.parse::<FeedbackId>() {
            Ok(id) => more(here, id),
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

fn more(here: &Here, id: FeedbackId) -> AnyView {
    let t = &here.texts().feedback;
    view! {
        <p role="status">{t.thanks}</p>
        <form class="form" method="post" action="/api/si-mer">
            {hidden([("id", id.to_string())])}
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
                    aria-describedby="mer-hjelp"
                ></textarea>
            </div>
            <button class="ds-button" data-variant="secondary" type="submit">
                {t.send}
            </button>
        </form>
    }
    .into_any()
}
