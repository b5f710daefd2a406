//! Who sits with whom: one's own group at the step.

use super::Room;
use crate::locales::fill;
use leptos::prelude::*;

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
