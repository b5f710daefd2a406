//! «Siden sist»: last time's agreements, each with how it went, what was seen, and what the team does now.

use super::{
    Room,
    press::{Press, hidden, settle},
};
use crate::{
    actions,
    components::{agreement::Sentence, followed, fresh_id},
    locales::texts,
};
use domain::{AgreementId, ObstacleId, ReportId, agreement::Followed, view::Progress};
use leptos::{prelude::*, task::spawn_local};

/// The first step of every session after the first.
#[component]
pub(super) fn SinceLast(room: Room) -> impl IntoView {
    let t = room.texts();
    let agreements = Memo::new(move |_| {
        let view = room.live.view.read();
        view.since_last.iter().map(|followed| followed.agreement.id).collect::<Vec<_>>()
    });
    view! {
        <h1>{t.since_last}</h1>
        <p>{t.since_last_lead}</p>
        {move || agreements.get().into_iter().map(|id| view! { <One room id /> }).collect_view()}
    }
}

/// One agreement from last time.
#[component]
fn One(room: Room, id: AgreementId) -> impl IntoView {
    let t = room.texts();
    let standing = Memo::new(move |_| {
        let view = room.live.view.read();
        view.since_last.iter().find(|followed| followed.agreement.id == id).cloned()
    });
    let Some(first) = standing.get_untracked() else { return ().into_any() };
    let running = Memo::new(move |_| room.live.view.read().progress == Progress::Running);
    let told =
        Memo::new(move |_| standing.read().as_ref().is_some_and(|followed| !followed.reports.is_empty()));
    let decided =
        Memo::new(move |_| standing.read().as_ref().is_some_and(|f| f.agreement.decision.is_some()));
    let leads = Memo::new(move |_| room.live.view.read().leading.is_some());
    let terms = first.agreement.terms.clone();
    view! {
        <article class="since">
            <Sentence lang=room.lang terms />
            {move || standing.get().map(|followed| followed::history(&followed, room.lang))}
            <Show when=move || running.get() && !decided.get()>
                {move || {
                    let form = view! { <Tell room id /> };
                    if told.get() {
                        view! {
                            <details class="ds-details">
                                <summary>{t.tell_more}</summary>
                                {form}
                            </details>
                        }
                            .into_any()
                    } else {
                        form.into_any()
                    }
                }}
            </Show>
            <Show when=move || running.get() && told.get() && !decided.get()>
                <Show when=move || leads.get() fallback=move || view! { <p>{t.facilitator_decides}</p> }>
                    {move || standing.get().map(|followed| view! { <Decide room followed /> })}
                </Show>
            </Show>
        </article>
    }
    .into_any()
}

/// Gjort, delvis, ikke ennå; what was seen; and what is lifted to the leader.
#[component]
fn Tell(room: Room, id: AgreementId) -> impl IntoView {
    let t = &texts(room.lang).report;
    let (report, obstacle_id) = (ReportId(fresh_id()), ObstacleId(fresh_id()));
    let [outcome, seen, obstacle] = [(); 3].map(|()| RwSignal::new(String::new()));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let [outcome, seen, obstacle] = [outcome, seen, obstacle].map(|field| field.get_untracked());
        let sent = actions::report(report, obstacle_id, id, outcome, Some(seen), Some(obstacle), None);
        spawn_local(async move { settle(room, sent.await) });
    };
    let choice = move |word: &'static str, label: &'static str| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="outcome"
                    value=word
                    required
                    on:change=move |_| outcome.set(word.to_owned())
                />
                {label}
            </label>
        }
    };
    let (seen_at, obstacle_at) = (format!("sett-{id}"), format!("loft-{id}"));
    view! {
        <form class="form" method="post" action="/api/fortell" on:submit=send>
            {hidden(
                vec![
                    ("id", report.to_string()),
                    ("obstacle_id", obstacle_id.to_string()),
                    ("agreement", id.to_string()),
                ],
            )}
            <fieldset class="ds-fieldset">
                <legend class="ds-label">{t.how}</legend>
                <div class="choices">
                    {choice("gjort", t.done)} {choice("delvis", t.partly)} {choice("ikke", t.not_yet)}
                </div>
            </fieldset>
            <div class="ds-field">
                <label class="ds-label" for=seen_at.clone()>
                    {t.seen}
                </label>
                <input
                    class="ds-input"
                    id=seen_at
                    name="seen"
                    maxlength="500"
                    autocomplete="off"
                    on:input:target=move |event| seen.set(event.target().value())
                />
            </div>
            <details class="ds-details">
                <summary>{t.lift}</summary>
                <div class="ds-field">
                    <label class="ds-label" for=obstacle_at.clone()>
                        {t.lift_what}
                    </label>
                    <p data-field="description">{t.lift_help}</p>
                    <textarea
                        class="ds-input"
                        id=obstacle_at
                        name="obstacle"
                        rows="3"
                        on:input:target=move |event| obstacle.set(event.target().value())
                    ></textarea>
                </div>
            </details>
            <button class="ds-button" type="submit">
                {t.send}
            </button>
        </form>
    }
}

/// Videreføre, justere, avslutte.
#[component]
fn Decide(room: Room, followed: Followed) -> impl IntoView {
    let t = &texts(room.lang).decide;
    let words = &texts(room.lang).agreement;
    let session = room.live.view.read_untracked().id;
    let planned = room.live.view.read_untracked().follow_up.map(|date| date.to_string()).unwrap_or_default();
    let (id, old) = (followed.agreement.id, followed.agreement.terms);
    let adjusted = AgreementId(fresh_id());
    let plain = move |verdict: &'static str, label: &'static str| {
        let fields = vec![("agreement", id.to_string()), ("verdict", verdict.to_owned())];
        let none = || None::<String>;
        view! {
            <Press
                room
                action="/api/bestem"
                fields
                variant="secondary"
                run=move || {
                    actions::decide(id, verdict.to_owned(), None, None, none(), none(), none(), none(), none())
                }
            >
                {label}
            </Press>
        }
    };
    let fields = [old.situation, old.action, old.sign, planned, old.keeper].map(RwSignal::new);
    let [situation, action, sign, follow_up, keeper] = fields;
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let [situation, action, sign, follow_up, keeper] = fields.map(|field| Some(field.get_untracked()));
        let verdict = "justere".to_owned();
        let sent = actions::decide(
            id,
            verdict,
            Some(session),
            Some(adjusted),
            situation,
            action,
            sign,
            follow_up,
            keeper,
        );
        spawn_local(async move { settle(room, sent.await) });
    };
    let hole = move |name: &'static str, label: &'static str, kind: &'static str, field: RwSignal<String>| {
        let at = format!("ny-{name}-{id}");
        view! {
            <p>
                <label for=at.clone()>{label}</label>
                <input
                    type=kind
                    id=at
                    name=name
                    required
                    value=field.get_untracked()
                    prop:value=field
                    on:input:target=move |event| field.set(event.target().value())
                />
            </p>
        }
    };
    view! {
        <section class="deciding">
            <h2>{t.what_now}</h2>
            <div class="row">{plain("viderefore", t.keep)} {plain("avslutte", t.drop)}</div>
            <details class="ds-details">
                <summary>{t.adjust}</summary>
                <form class="agreement fill" method="post" action="/api/bestem" on:submit=send>
                    {hidden(
                        vec![
                            ("agreement", id.to_string()),
                            ("verdict", "justere".to_owned()),
                            ("session", session.to_string()),
                            ("adjusted", adjusted.to_string()),
                        ],
                    )}
                    {hole("situation", words.when, "text", situation)}
                    {hole("action", words.we_do, "text", action)}
                    {hole("sign", words.look_for, "text", sign)}
                    {hole("follow_up", words.follow_up, "date", follow_up)}
                    {hole("keeper", words.by, "text", keeper)}
                    <button class="ds-button" type="submit">
                        {t.adjust_send}
                    </button>
                </form>
            </details>
        </section>
    }
}
