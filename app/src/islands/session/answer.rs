//! A prompt, one's own answer to it, and the answers that were opened.

use super::{
    Around, Room,
    draft::{Draft, Safety},
    people::LeaderHere,
    press::Press,
};
use crate::{Fault, actions, components::typed::typed, locales::fill};
use domain::{
    package::Shares,
    text,
    view::{Mine as Own, PromptView, Script, ScriptPrompt, SessionView},
};
use leptos::prelude::*;

/// A prompt whose answer can be opened.
#[component]
pub(super) fn Answer(room: Room, prompt: ScriptPrompt) -> impl IntoView {
    if prompt.shares == Shares::Nowhere {
        return view! { <PrivateNote room prompt /> }.into_any();
    }
    let id = StoredValue::new(prompt.id.clone());
    let session = room.live.view.read_untracked().id;
    let theirs = Memo::new(move |_| {
        let view = room.live.view.read();
        id.with_value(|id| view.prompts.iter().find(|p| p.id == *id).cloned())
    });
    let draft = room.draft(&prompt.id);
    let field = field_of(&prompt);
    view! {
        <section class="answering">
            <h2 class="prompt">
                <label for=field.clone()>{prompt.question.clone()}</label>
            </h2>
            <div class="prose" inner_html=prompt.html.0.clone()></div>
            <LeaderHere room />
            {draft
                .map(|draft| {
                    let fields = vec![("session", session.to_string()), ("prompt", prompt.id.clone())];
                    view! {
                        <Field room draft field=field.clone() action="/api/skriv" fields />
                        <Mine room draft theirs id />
                    }
                })}
            <Opened room theirs />
        </section>
    }
    .into_any()
}

/// One's own text, and the rule of confidentiality in one line.
#[component]
fn Field(
    room: Room,
    draft: Draft,
    field: String,
    action: &'static str,
    fields: Vec<(&'static str, String)>,
) -> impl IntoView {
    let t = room.texts();
    let (help, error) = (format!("{field}-hjelp"), format!("{field}-feil"));
    let described = format!("{error} {help}");
    let refused = move || match draft.safety.get() {
        Safety::Kept(fault @ Fault::Refused(_)) => Some(fault.sentence(room.lang)),
        _ => None,
    };
    let count = move || draft.text.read().chars().count();
    view! {
        <form method="post" action=action on:submit=move |event| event.prevent_default()>
            {super::press::hidden(fields)} <input type="hidden" name="base" value=move || draft.version.get() />
            <textarea
                class="ds-input paper"
                id=field
                name="text"
                rows="6"
                // What a browser fills in by itself after a reload is older than what the server has.
                autocomplete="off"
                aria-describedby=described
                aria-invalid=move || refused().is_some().to_string()
                prop:value=draft.text
                on:input:target=move |event| draft.typed(event.target().value())

                inner_html=typed(&draft.text.get_untracked())
            ></textarea>
            <p class="ds-validation-message" id=error>
                {refused}
            </p>
            <p class="audience" id=help>
                {t.confidential}
            </p>
            <Show when=move || { count() > text::LONG * 9 / 10 }>
                <p class="tabular" role="status">
                    {move || fill(t.characters, &[("n", &count()), ("all", &text::LONG)])}
                </p>
            </Show>
            <noscript>
                <button class="ds-button" type="submit">
                    {t.save}
                </button>
            </noscript>
        </form>
    }
}

/// Where one's own answer stands: private, held back, or open; and «Del».
#[component]
fn Mine(
    room: Room,
    draft: Draft,
    theirs: Memo<Option<PromptView>>,
    id: StoredValue<String>,
) -> impl IntoView {
    let t = room.texts();
    let session = room.live.view.read_untracked().id;
    let state = Memo::new(move |_| {
        let prompt = theirs.read();
        let mine = prompt.as_ref().and_then(|p| p.mine.as_ref());
        let may_share = prompt.as_ref().is_some_and(|p| p.may_share);
        let opened = mine.and_then(|mine| mine.opened.clone());
        let same = opened.as_ref().is_some_and(|opened| *opened == *draft.saved.read());
        let in_groups = prompt.as_ref().is_some_and(|p| p.in_groups);
        (opened.is_some(), same, mine.is_some_and(|mine| mine.withheld), may_share, in_groups)
    });
    let words = move || match state.get() {
        (true, true, .., true) => t.open_to_group,
        (true, true, ..) => t.open_to_all,
        (true, false, ..) => t.open_older,
        (false, _, true, ..) => t.held_back,
        (false, ..) => t.only_you,
    };
    let offers = move || {
        let (_, same, _, may_share, _) = state.get();
        may_share && !same && !draft.saved.read().is_empty()
    };
    view! {
        <p class="audience">{words}</p>
        <Show when=offers>
            <Press
                room
                action="/api/del"
                fields=vec![("session", session.to_string()), ("prompt", id.get_value())]
                variant="secondary"
                run=move || actions::share(session, id.get_value(), None, None)
            >
                {t.share}
            </Press>
        </Show>
    }
}

/// The opened answers: without names, in an order that reveals nobody.
#[component]
fn Opened(room: Room, theirs: Memo<Option<PromptView>>) -> impl IntoView {
    let t = room.texts();
    let opened = Memo::new(move |_| theirs.read().as_ref().map(|p| p.opened.clone()).unwrap_or_default());
    view! {
        <Show when=move || !opened.read().is_empty()>
            <h3>{t.opened}</h3>
            <ul class="answers">
                <For each=move || opened.get() key=|answer| (answer.id, answer.text.clone()) let:answer>
                    <li>{answer.text}</li>
                </For>
            </ul>
        </Show>
    }
}

/// A prompt that is one's own business: the answer is a private note.
#[component]
fn PrivateNote(room: Room, prompt: ScriptPrompt) -> impl IntoView {
    let t = room.texts();
    let fields = vec![("place", note_place(&room.script.read_value(), &prompt.id))];
    let draft = room.draft(&prompt.id);
    let field = field_of(&prompt);
    view! {
        <section class="answering">
            <h2 class="prompt">
                <label for=field.clone()>{prompt.question}</label>
            </h2>
            <div class="prose" inner_html=prompt.html.0></div>
            {draft.map(|draft| view! { <Field room draft field action="/api/notat" fields /> })}
            <p class="audience">{t.only_you_ever}</p>
        </section>
    }
}

/// The id of the field for one's own words to a prompt.
fn field_of(prompt: &ScriptPrompt) -> String {
    let kind = if prompt.shares == Shares::Nowhere { "notat" } else { "svar" };
    format!("{kind}-{}", prompt.id)
}

/// A draft for each prompt of the session, for those who take part.
pub(super) fn drafts(script: &Script, view: &SessionView, around: &Around) -> Vec<(String, Draft)> {
    let Some(me) = view.me else { return Vec::new() };
    let session = view.id;
    let prompts = script.steps.iter().flat_map(|step| &step.prompts);
    prompts
        .map(|prompt| {
            let id = prompt.id.clone();
            let draft = if prompt.shares == Shares::Nowhere {
                let place = note_place(script, &id);
                let note = around.notes.iter().find(|note| note.place == place).cloned();
                // One that cannot be opened is based on by nothing, so that nothing is saved over it.
                let open = note.and_then(|note| Some((note.text?, note.version)));
                let (text, version) = open.unwrap_or_default();
                let key = format!("notat/{me}/{place}");
                Draft::new(key, text, version, move |text, base| {
                    actions::save_note(place.clone(), text, base)
                })
            } else {
                let (text, version) =
                    mine(view, &id).map(|mine| (mine.text, mine.version)).unwrap_or_default();
                let prompt = id.clone();
                Draft::new(format!("utkast/{session}/{me}/{id}"), text, version, move |text, base| {
                    let saved = actions::write(session, prompt.clone(), text, base);
                    async move { saved.await.map(|mine| mine.version) }
                })
            };
            draft.wake(&field_of(prompt));
            (id, draft)
        })
        .collect()
}

/// Lets the drafts follow what was written in another window.
pub(super) fn follow(room: Room) {
    let view = room.live.view.read();
    room.drafts.with_value(|drafts| {
        for (prompt, draft) in drafts {
            if let Some(mine) = mine(&view, prompt) {
                draft.follow(&mine.text, mine.version);
            }
        }
    });
}

fn mine(view: &SessionView, prompt: &str) -> Option<Own> {
    view.prompts.iter().find(|p| p.id == prompt).and_then(|p| p.mine.clone())
}

/// What a prompt's private note is about: the same note as on the page that one reads.
fn note_place(script: &Script, prompt: &str) -> String {
    format!("{}/{}/{prompt}", script.module, script.page)
}
