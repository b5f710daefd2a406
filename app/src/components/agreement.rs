//! An agreement read back as a sentence: «Når …, gjør vi … Vi ser etter … Følges opp …»

use crate::{components::date, locales::texts};
use domain::{Lang, agreement::Terms};
use leptos::prelude::*;

/// The agreement on one line, where there is no room for the sentence: «Når vi kler på oss: én voksen venter ute».
pub fn in_short(terms: &Terms, lang: Lang) -> String {
    format!("{} {}: {}", texts(lang).agreement.when, terms.situation, terms.action)
}

/// The sentence.
#[component]
pub fn Sentence(lang: Lang, terms: Terms) -> impl IntoView {
    let t = &texts(lang).agreement;
    view! {
        <blockquote class="agreement">
            <p>
                <b>{t.when}</b>
                {format!(" {}, ", terms.situation)}
                <b>{t.we_do}</b>
                {format!(" {}.", terms.action)}
            </p>
            <p>
                <b>{t.look_for}</b>
                {format!(" {}. ", terms.sign)}
                <b>{t.follow_up}</b>
                " "
                <time datetime=terms.follow_up.to_string()>{date::day(terms.follow_up, lang)}</time>
                {format!(" {} {}.", t.by, terms.keeper)}
            </p>
        </blockquote>
    }
}
