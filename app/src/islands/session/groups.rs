//! Who sits with whom: one's own group at the step, and the way to another.

use super::{Room, press::hidden};
use crate::locales::fill;
use leptos::prelude::*;

/// What is chosen among: each word of the form with its name.
pub(super) fn options(all: impl Iterator<Item = (String, String)>) -> AnyView {
    let all: Vec<_> = all.collect();
    all.into_iter().map(|(word, name)| view! { <option value=word>{name}</option> }).collect_view().into_any()
}

/// The group one sits in, and the others in it.
#[component]
pub(super) fn Mine(room: Room) -> impl IntoView {
    let t = room.texts();
    let words = Memo::new(move |_| {
        let view = room.live.view.read();
        let group = view.people.iter().find(|person| person.me)?.group?;
        let others = view.people.iter().filter(|person| person.group == Some(group) && !person.me);
        let names = others.map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ");
        let words = if names.is_empty() { t.your_group_alone } else { t.your_group };
        Some(fill(words, &[("n", &(group + 1)), ("names", &names)]))
    });
    view! { {move || words.get().map(|words| view! { <p class="ds-alert" data-color="info">{words}</p> })} }
}

/// Changing to another group: oneself, and whoever leads anybody. The page comes anew.
#[component]
pub(super) fn Change(room: Room) -> impl IntoView {
    let t = room.texts();
    let session = room.live.view.read_untracked().id;
    // How many groups there are, and whom one may move.
    let state = Memo::new(move |_| {
        let view = room.live.view.read();
        let groups = view.people.iter().filter_map(|person| person.group).max().map_or(0, |last| last + 1);
        let me = view.people.iter().find(|person| person.me).zip(view.me);
        let me = me.map(|(person, id)| (id, person.name.clone()));
        let others = view.leading.as_ref().map(|leading| leading.others.clone()).unwrap_or_default();
        (groups, me.into_iter().chain(others).collect::<Vec<_>>())
    });
    view! {
        <Show when=move || { state.read().0 > 1 && !state.read().1.is_empty() }>
            <details class="ds-details">
                <summary>{t.change_group}</summary>
                <form method="post" action="/api/led" class="row">
                    {hidden(vec![("session", session.to_string()), ("what", "flytt".to_owned())])}
                    <div class="ds-field">
                        <label class="ds-label" for="hvem-bytter">
                            {t.who_changes}
                        </label>
                        <select class="ds-input" id="hvem-bytter" name="whom" required>
                            {move || options(state.get().1.into_iter().map(|(id, name)| (id.to_string(), name)))}
                        </select>
                    </div>
                    <div class="ds-field">
                        <label class="ds-label" for="til-gruppe">
                            {t.to_group}
                        </label>
                        <select class="ds-input" id="til-gruppe" name="group" required>
                            {move || options((0..state.read().0).map(|n| (n.to_string(), (n + 1).to_string())))}
                        </select>
                    </div>
                    <button class="ds-button" data-variant="secondary" type="submit">
                        {t.change_now}
                    </button>
                </form>
            </details>
        </Show>
    }
}
