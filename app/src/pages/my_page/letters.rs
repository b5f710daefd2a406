//! The part of my page about what is sent to me: reminders by mail, and a calendar.

use crate::{
    Fault, Here, Services,
    components::{notice::notice, post_button::PostButton},
    labels,
};
use domain::{Asker, store::Wishes};
use leptos::prelude::*;

/// What I get, and how to get less or more of it.
///
/// # Errors
/// What the store says.
pub(super) async fn section(here: &Here, services: &Services, asker: &Asker) -> Result<AnyView, Fault> {
    let wishes = services.store.wishes(asker).await?;
    let t = &here.texts().letters;
    let shown = view! {
        <section class="section" aria-labelledby="post">
            <h2 id="post">{t.title}</h2>
            {notice(here)}
            {reminders(here, &wishes, services.demo)}
            {calendar(here, wishes.calendar)}
        </section>
    };
    Ok(shown.into_any())
}

fn reminders(here: &Here, wishes: &Wishes, demo: bool) -> AnyView {
    let t = &here.texts().letters;
    let now = if wishes.reminders { wishes.lang.code() } else { "ingen" };
    let choices = labels::choices("post", "how", here.lang).into_iter().map(|(word, name)| {
        view! {
            <label>
                <input type="radio" name="how" value=word checked=word == now required />
                {name}
            </label>
        }
    });
    view! {
        <form class="form" method="post" action="/api/post">
            <fieldset class="ds-fieldset">
                <legend class="ds-label">{t.reminders}</legend>
                <p>{t.reminders_about}</p>
                <div class="pills">{choices.collect_view()}</div>
            </fieldset>
            <div class="row">
                <button class="ds-button" data-variant="secondary" type="submit">
                    {t.save}
                </button>
                <a href=here.to("min-side/e-post")>{t.preview}</a>
            </div>
            {demo.then(|| view! { <p class="meta">{t.demo}</p> })}
        </form>
    }
    .into_any()
}

fn calendar(here: &Here, there: bool) -> AnyView {
    let t = &here.texts().letters;
    let what = |word: &str| vec![("what", word.to_owned())];
    let buttons = if there {
        view! {
            <PostButton action="/api/kalender" fields=what("ny") variant="secondary">
                {t.calendar_renew}
            </PostButton>
            <PostButton action="/api/kalender" fields=what("fjern") variant="tertiary">
                {t.calendar_remove}
            </PostButton>
        }
        .into_any()
    } else {
        view! {
            <PostButton action="/api/kalender" fields=what("ny") variant="secondary">
                {t.calendar_make}
            </PostButton>
        }
        .into_any()
    };
    view! {
        <div class="stack">
            <h3>{t.calendar}</h3>
            <p>{if there { t.calendar_there } else { t.calendar_about }}</p>
            <div class="row">{buttons}</div>
        </div>
    }
    .into_any()
}
