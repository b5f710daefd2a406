//! «Siden sist»: last time's agreements, each with how it went, what was seen, and what the team does now.

use super::{
    Room,
    draft::{stand, standing},
    kept::{ADJUSTED, Kept, TOLD},
    limit::in_time,
    press::{Press, hidden},
};
use crate::{
    actions,
    components::{agreement::Sentence, followed, fresh_id},
    locales::texts,
};
use domain::{AgreementId, ObstacleId, ReportId, agreement::Agreement, text, view::Progress};
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
    // Nothing more comes of one that is decided, but words that somebody is writing are not taken from them.
    let session = room.live.view.read_untracked().id;
    let holds = move |form| room.holds(&format!("{form}/{session}/{id}"));
    // What it has become, where it was adjusted here.
    let adjusted = Memo::new(move |_| {
        let view = room.live.view.read();
        view.agreements.iter().find(|made| made.parent == Some(id)).map(|made| made.terms.clone())
    });
    let terms = first.agreement.terms.clone();
    // One at a time: the first that nobody has told of is open, and the next one once that is told.
    let turn = Memo::new(move |_| {
        let view = room.live.view.read();
        view.since_last.iter().find(|one| one.reports.is_empty()).is_some_and(|one| one.agreement.id == id)
    });
    // The form stands as it is when others tell, and is a new one when this one has been sent.
    let (open, sent) = (RwSignal::new(turn.get_untracked()), RwSignal::new(0));
    Effect::new(move || {
        if turn.get() {
            open.set(true);
        }
    });
    let on_sent = move || {
        open.set(false);
        sent.update(|times| *times += 1);
    };
    let how = texts(room.lang).report.how;
    let first = StoredValue::new(first.agreement);
    view! {
        <article class="since">
            <Sentence lang=room.lang terms />
            {move || standing.get().map(|followed| followed::history(&followed, room.lang))}
            {move || adjusted.get().map(|terms| view! { <Sentence lang=room.lang terms /> })}
            <Show when=move || running.get() && (!decided.get() || holds(TOLD))>
                <details class="ds-details" open=open>
                    <summary>{move || if told.get() { t.tell_more } else { how }}</summary>
                    {move || {
                        sent.track();
                        view! { <Tell room id on_sent /> }
                    }}
                </details>
            </Show>
            <Show when=move || running.get() && told.get() && (!decided.get() || holds(ADJUSTED))>
                <Show when=move || leads.get() fallback=move || view! { <p>{t.facilitator_decides}</p> }>
                    <Decide room agreement=first.get_value() />
                </Show>
            </Show>
        </article>
    }
    .into_any()
}

/// Gjort, delvis, ikke ennå; what was seen; and what is lifted to the leader.
#[component]
fn Tell(room: Room, id: AgreementId, on_sent: impl Fn() + Copy + 'static) -> impl IntoView {
    let t = &texts(room.lang).report;
    let (report, obstacle_id) = (ReportId(fresh_id()), ObstacleId(fresh_id()));
    let (form_at, seen_at, obstacle_at) =
        (format!("fortell-{id}"), format!("sett-{id}"), format!("loft-{id}"));
    let fields = [format!("#{form_at} :checked"), format!("#{seen_at}"), format!("#{obstacle_at}")];
    let session = room.live.view.read_untracked().id;
    let before = vec![String::new(), String::new()];
    let kept = Kept::new(room, &format!("{TOLD}/{session}/{id}"), fields[1..].to_vec(), before, 0);
    let (typed, sent_kept) = (kept.clone(), kept);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let kept = sent_kept.clone();
        // Read as they stand: some of it may have been typed before the page had woken.
        let fields = fields.clone();
        let [outcome, seen, obstacle] = fields.each_ref().map(|field| standing(field));
        let outcome = outcome.unwrap_or_default();
        let sent = actions::report(report, obstacle_id, id, outcome, seen, obstacle, None);
        spawn_local(async move {
            let outcome = in_time(sent).await;
            let is_sent = outcome.is_ok();
            kept.settle(outcome);
            if is_sent {
                // The form that comes in its place finds this one standing until it is drawn.
                let [_, seen, obstacle] = &fields;
                stand(seen, "");
                stand(obstacle, "");
                on_sent();
            }
        });
    };
    let choice = move |word: &'static str, label: &'static str| {
        view! {
            <label class="choice">
                <input type="radio" name="outcome" value=word required />
                {label}
            </label>
        }
    };
    view! {
        <form
            class="form"
            id=form_at
            method="post"
            action="/api/fortell"
            on:submit=send
            on:input=move |_| typed.keep()
        >
            {hidden(
                vec![
                    ("id", report.to_string()),
                    ("obstacle_id", obstacle_id.to_string()),
                    ("agreement", id.to_string()),
                ],
            )}
            <fieldset class="ds-fieldset">
                <legend class="ds-sr-only">{t.how}</legend>
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
                    maxlength=text::LINE
                    autocomplete="off"
                />
            </div>
            <details class="ds-details" hidden=!room.around.read_value().lifts>
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
                        autocomplete="off"
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
fn Decide(room: Room, agreement: Agreement) -> impl IntoView {
    let t = &texts(room.lang).decide;
    let words = &texts(room.lang).agreement;
    let session = room.live.view.read_untracked().id;
    let planned = room.live.view.read_untracked().follow_up.map(|date| date.to_string()).unwrap_or_default();
    let (id, old) = (agreement.id, agreement.terms);
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
    let fields =
        ["situation", "action", "sign", "follow_up", "keeper"].map(|name| format!("#ny-{name}-{id}"));
    let before = [&old.situation, &old.action, &old.sign, &planned, &old.keeper].map(Clone::clone);
    let kept = Kept::new(room, &format!("{ADJUSTED}/{session}/{id}"), fields.to_vec(), before.to_vec(), 0);
    let (typed, sent_kept) = (kept.clone(), kept);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let kept = sent_kept.clone();
        let [situation, action, sign, follow_up, keeper] = fields.clone().map(|field| standing(&field));
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
        spawn_local(async move { kept.settle(in_time(sent).await) });
    };
    let hole = move |name: &'static str, label: &'static str, kind: &'static str, value: String| {
        let limit = if name == "keeper" { text::NAME } else { text::LINE };
        let at = format!("ny-{name}-{id}");
        view! {
            <p>
                <label for=at.clone()>{label}</label>
                <input
                    type=kind
                    id=at
                    name=name
                    required
                    maxlength=(kind == "text").then_some(limit)
                    autocomplete="off"
                    value=value
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
                <form
                    class="agreement fill"
                    method="post"
                    action="/api/bestem"
                    on:submit=send
                    on:input=move |_| typed.keep()
                >
                    {hidden(
                        vec![
                            ("agreement", id.to_string()),
                            ("verdict", "justere".to_owned()),
                            ("session", session.to_string()),
                            ("adjusted", adjusted.to_string()),
                        ],
                    )}
                    {hole("situation", words.when, "text", old.situation)}
                    {hole("action", words.we_do, "text", old.action)}
                    {hole("sign", words.look_for, "text", old.sign)}
                    {hole("follow_up", words.follow_up, "date", planned)}
                    {hole("keeper", words.by, "text", old.keeper)}
                    <button class="ds-button" type="submit">
                        {t.adjust_send}
                    </button>
                </form>
            </details>
        </section>
    }
}
