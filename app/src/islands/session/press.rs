//! A button that does something: a plain form, which the browser sends without leaving the page where it can.

use super::{Room, limit::in_time};
use crate::Fault;
use leptos::{html, prelude::*, task::spawn_local};
use std::{future::Future, pin::Pin, sync::Arc};

/// What a press does, whatever it is: the browser's code has the button once and not once for every press.
type Run = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<(), Fault>>>> + Send + Sync>;

/// A form with nothing to fill in.
#[component]
pub(super) fn Press<F>(
    room: Room,
    /// Where the form is sent without a script.
    action: &'static str,
    /// What it brings along.
    fields: Vec<(&'static str, String)>,
    /// Designsystemet's variant of the button.
    #[prop(default = "primary")]
    variant: &'static str,
    /// What the press does in the browser.
    run: impl Fn() -> F + Send + Sync + 'static,
    children: Children,
) -> impl IntoView
where
    F: Future<Output = Result<(), Fault>> + 'static,
{
    pressing(room, action, fields, variant, Arc::new(move || Box::pin(run())), children)
}

fn pressing(
    room: Room,
    action: &'static str,
    fields: Vec<(&'static str, String)>,
    variant: &'static str,
    run: Run,
    children: Children,
) -> AnyView {
    let busy = RwSignal::new(false);
    let button = NodeRef::<html::Button>::new();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let sent = run();
        spawn_local(async move {
            settle(room, in_time(sent).await);
            let _gone = busy.try_set(false);
        });
    };
    view! {
        <form method="post" action=action on:submit=send>
            {hidden(fields)}
            <button
                class="ds-button"
                data-variant=variant
                type="submit"
                node_ref=button
                aria-busy=move || busy.get().to_string()
            >
                {children()}
            </button>
        </form>
    }
    .into_any()
}

/// The fields that a form brings along.
pub(super) fn hidden(fields: Vec<(&'static str, String)>) -> AnyView {
    fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view()
        .into_any()
}

/// Says what was refused, or takes the last refusal away; and asks for the view where nothing comes by itself, or where
/// a refusal says that what stands here is old.
pub(super) fn settle(room: Room, outcome: Result<(), Fault>) {
    let words = outcome.err().map(|fault| fault.sentence(room.lang));
    let refused = words.is_some();
    let _gone = room.refused.try_set(words);
    if refused || room.live.link.try_get_untracked() != Some(super::live::Link::Open) {
        room.live.ask();
    }
}

/// What was refused, in sight wherever on the page one pressed.
#[component]
pub(super) fn Refused(room: Room) -> impl IntoView {
    view! {
        <div class="session-refused" role="alert">
            {move || room.refused.get().map(|words| view! { <p class="ds-alert" data-color="danger">{words}</p> })}
        </div>
    }
}
