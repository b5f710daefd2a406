//! «Når …, gjør vi … Vi ser etter … Følges opp …»: filled in together, read back as a sentence.

use super::{
    Room,
    draft::{forget, keep, own_key, standing, take_over},
    press::{hidden, settle},
};
use crate::{
    actions,
    components::{agreement::Sentence, fresh_id, typed::typed as as_typed},
    locales::texts,
};
use domain::{
    AgreementId,
    agreement::{Agreement, TermsDraft},
    view::Progress,
};
use leptos::{prelude::*, task::spawn_local};

/// What has been agreed, and the form for one more.
#[component]
pub(super) fn Agreements(room: Room) -> impl IntoView {
    let t = room.texts();
    let agreements = Memo::new(move |_| room.live.view.read().agreements.clone());
    let writes = Memo::new(move |_| {
        let view = room.live.view.read();
        view.progress == Progress::Running && (view.me.is_some() || view.leading.is_some())
    });
    // A new form whenever an agreement has come, so that the next one gets an id of its own.
    let count = Memo::new(move |_| agreements.read().len());
    view! {
        <section class="agreeing" aria-labelledby="avtalene">
            <h2 id="avtalene">{t.agreements}</h2>
            <Show when=move || agreements.read().is_empty() && !writes.get()>
                <p>{t.no_agreements}</p>
            </Show>
            <For
                each=move || agreements.get()
                key=|agreement| (agreement.id, agreement.version)
                let:agreement
            >
                <Agreed room agreement writes />
            </For>
            {move || {
                writes
                    .get()
                    .then(|| {
                        let first = count.get() == 0;
                        let new = view! { <Form room id=AgreementId(fresh_id()) base=0 terms=TermsDraft::default() /> };
                        if first {
                            new.into_any()
                        } else {
                            view! {
                                <details class="ds-details">
                                    <summary>{t.one_more}</summary>
                                    {new}
                                </details>
                            }
                                .into_any()
                        }
                    })
            }}
        </section>
    }
}

/// One agreement, and the form to change it while the session lasts.
#[component]
fn Agreed(room: Room, agreement: Agreement, writes: Memo<bool>) -> impl IntoView {
    let t = room.texts();
    let terms = TermsDraft {
        situation: agreement.terms.situation.clone(),
        action: agreement.terms.action.clone(),
        sign: agreement.terms.sign.clone(),
        follow_up: agreement.terms.follow_up.to_string(),
        keeper: agreement.terms.keeper.clone(),
    };
    let (id, base) = (agreement.id, agreement.version);
    view! {
        <Sentence lang=room.lang terms=agreement.terms />
        {move || {
            let terms = terms.clone();
            writes
                .get()
                .then(|| {
                    view! {
                        <details class="ds-details">
                            <summary>{t.change}</summary>
                            <Form room id base terms />
                        </details>
                    }
                })
        }}
    }
}

/// The sentence with its holes.
#[component]
fn Form(room: Room, id: AgreementId, base: i64, terms: TermsDraft) -> impl IntoView {
    let t = room.texts();
    let words = &texts(room.lang).agreement;
    let session = room.live.view.read_untracked().id;
    let planned = room.live.view.read_untracked().follow_up.map(|date| date.to_string()).unwrap_or_default();
    let date = if terms.follow_up.is_empty() { planned } else { terms.follow_up.clone() };
    // A new agreement has one place on the screen and in the browser; one that is changed has its own.
    let at = if base == 0 { "ny".to_owned() } else { id.to_string() };
    let key = StoredValue::new(own_key(&format!("avtale/{session}/{at}")));
    let ids = ["situation", "action", "sign", "dato", "hvem"].map(|field| format!("{field}-{at}"));
    let fields = [terms.situation, terms.action, terms.sign, date, terms.keeper].map(RwSignal::new);
    let [situation, action, sign, follow_up, keeper] = fields;
    let keep_all = move || {
        let all: Vec<String> = fields.iter().map(|field| field.get_untracked()).collect();
        if let Ok(all) = serde_json::to_string(&all) {
            key.with_value(|key| keep(key, &all));
        }
    };
    // What was typed before the page had woken stands in the holes still, and goes before what was left behind.
    let typed_before: Vec<Option<String>> = fields
        .into_iter()
        .zip(&ids)
        .map(|(field, at)| {
            let typed = room.waking.get_value().then(|| standing(&format!("#{at}"))).flatten();
            typed.filter(|typed| *typed != field.get_untracked())
        })
        .collect();
    Effect::new(move || {
        let left = key.with_value(|key| take_over(key)).pop();
        let left = left.and_then(|text| serde_json::from_str::<Vec<String>>(&text).ok()).unwrap_or_default();
        // What has been agreed already is no beginning of another; it is forgotten once its answer has come.
        let stands = room.live.view.read_untracked().agreements.iter().any(|Agreement { terms, .. }| {
            left.starts_with(&[terms.situation.clone(), terms.action.clone(), terms.sign.clone()])
        });
        let left = if stands { Vec::new() } else { left };
        let typed =
            typed_before.clone().into_iter().zip(fields).filter_map(|(typed, field)| Some((field, typed?)));
        let changed: Vec<(RwSignal<String>, String)> = fields.into_iter().zip(left).chain(typed).collect();
        let any = !changed.is_empty();
        for (field, text) in changed {
            field.set(text);
        }
        if any {
            room.unsent.set(true);
            keep_all();
        }
    });
    let typed = move |field: RwSignal<String>, text: String| {
        field.set(text);
        room.unsent.set(true);
        keep_all();
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let [situation, action, sign, follow_up, keeper] = fields.map(|field| field.get_untracked());
        let kept_at = key.get_value();
        let sent = actions::agree(session, id, base, situation, action, sign, follow_up, keeper);
        spawn_local(async move {
            let outcome = sent.await;
            // The agreement may have come by the stream meanwhile, and this form be gone.
            if outcome.is_ok() {
                forget(&kept_at);
                let _gone = room.unsent.try_set(false);
            }
            settle(room, outcome);
        });
    };
    let hole = move |name: &'static str, at: String, label: &'static str, field: RwSignal<String>| {
        view! {
            <p>
                <label for=at.clone()>{label}</label>
                <textarea
                    id=at
                    name=name
                    rows="1"
                    required
                    autocomplete="off"
                    prop:value=field
                    on:input:target=move |event| typed(field, event.target().value())

                inner_html=as_typed(&field.get_untracked())
            ></textarea>
            </p>
        }
    };
    let [situation_at, action_at, sign_at, date_at, keeper_at] = ids;
    view! {
        <form class="agreement fill" method="post" action="/api/avtal" on:submit=send>
            {hidden(vec![("session", session.to_string()), ("id", id.to_string()), ("base", base.to_string())])}
            {hole("situation", situation_at, words.when, situation)}
            {hole("action", action_at, words.we_do, action)}
            {hole("sign", sign_at, words.look_for, sign)}
            <p>
                <label for=date_at.clone()>{words.follow_up}</label>
                <input
                    type="date"
                    id=date_at
                    name="follow_up"
                    required
                    value=follow_up.get_untracked()
                    prop:value=follow_up
                    on:input:target=move |event| typed(follow_up, event.target().value())
                />
                <label for=keeper_at.clone()>{words.by}</label>
                <input
                    id=keeper_at
                    name="keeper"
                    required
                    maxlength="80"
                    autocomplete="off"
                    value=keeper.get_untracked()
                    prop:value=keeper
                    on:input:target=move |event| typed(keeper, event.target().value())
                />
            </p>
            <button class="ds-button" type="submit">
                {if base == 0 { t.we_agree } else { t.save_change }}
            </button>
        </form>
    }
}
