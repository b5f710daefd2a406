//! After the session: was it worth the time, what was agreed, what comes next, and what was opened.

use super::{Reached, Room, Steps, agree::Agreements, lead::ScreenPairing, press::hidden};
use leptos::prelude::*;

/// The whole of it.
#[component]
pub(super) fn Over(room: Room) -> impl IntoView {
    let t = room.texts();
    let around = room.around.read_value();
    let (next, to, door) = match &around.team_page {
        Some(team) => (t.next_try, team.clone(), t.to_team),
        None => (t.next_guest, around.sign_in.clone(), t.keep_mine),
    };
    let minutes = around.minutes.clone().map(|to| {
        view! {
            <a class="ds-button" data-variant="secondary" href=to>
                {t.read_minutes}
            </a>
        }
    });
    let paired = Memo::new(move |_| {
        room.live.view.read().leading.as_ref().is_some_and(|leading| leading.screen.is_some())
    });
    view! {
        <h1 class="prompt">{t.over}</h1>
        <Worth room />
        <Agreements room />
        <section class="agreeing">
            <h2>{t.what_next}</h2>
            <Show when=move || !room.live.view.read().agreements.is_empty()>
                <p>{next}</p>
            </Show>
            <p class="row">
                <a class="ds-button" href=to>
                    {door}
                </a>
                {minutes}
            </p>
            <Show when=move || paired.get()>
                <ScreenPairing room paired=true />
            </Show>
        </section>
        <Show when=move || room.looking.get().is_some()>
            <Steps room />
        </Show>
        <Show when=move || room.looking.get().is_none()>
            <Reached room />
        </Show>
    }
}

/// One tap, for those who took part. A plain form, also where there is a script: it has nothing to lose.
#[component]
fn Worth(room: Room) -> impl IntoView {
    let t = room.texts();
    let rated = Memo::new(move |_| room.live.view.read().rated);
    let session = room.live.view.read_untracked().id.to_string();
    move || {
        let fields = vec![("session", session.clone())];
        rated.get().map(|given| {
            if given {
                return view! { <p role="status">{t.worth_thanks}</p> }.into_any();
            }
            let answer = |word: &'static str, label: &'static str| {
                view! {
                    <button class="ds-button" data-variant="secondary" data-size="lg" name="worth" value=word>
                        {label}
                    </button>
                }
            };
            view! {
                <form class="worth" method="post" action="/api/verdt">
                    {hidden(fields)}
                    <fieldset class="ds-fieldset" aria-describedby="verdt-hjelp">
                        <legend>{t.worth}</legend>
                        <div>
                            {answer("ja", t.worth_yes)} {answer("delvis", t.worth_partly)}
                            {answer("nei", t.worth_no)}
                        </div>
                    </fieldset>
                    <p class="audience" id="verdt-hjelp">
                        {t.worth_who}
                    </p>
                </form>
            }
            .into_any()
        })
    }
}
