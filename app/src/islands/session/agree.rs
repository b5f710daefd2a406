//! «Når …, gjør vi … Vi ser etter … Følges opp …»: filled in together, read back as a sentence.

use super::{
    Room,
    draft::standing,
    kept::{AGREED, Kept},
    limit::in_time,
    press::hidden,
};
use crate::{
    Fault, actions,
    components::{agreement::Sentence, fresh_id, typed::typed as as_typed},
    locales::texts,
};
use domain::{
    AgreementId, Refusal,
    agreement::{Agreement, TermsDraft},
    text,
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
    let ids = Memo::new(move |_| agreements.read().iter().map(|one| one.id).collect::<Vec<_>>());
    let session = room.live.view.read_untracked().id;
    // A new form whenever an agreement has come, so that the next one gets an id of its own, folded away behind it;
    // but whoever is writing another one goes on in the form that stands until theirs has come.
    let next = Memo::new(move |standing: Option<&(AgreementId, usize)>| {
        let (ids, holds) = (ids.read(), room.holds_now(&format!("{AGREED}/{session}/{NEW}")));
        match standing {
            Some((id, before)) if (holds || *before == ids.len()) && !ids.contains(id) => (*id, *before),
            _ => (AgreementId(fresh_id()), ids.len()),
        }
    });
    view! {
        <section class="agreeing" aria-labelledby="avtalene">
            <h2 id="avtalene">{t.agreements}</h2>
            <Show when=move || agreements.read().is_empty() && !writes.get()>
                <p>{t.no_agreements}</p>
            </Show>
            <For each=move || ids.get() key=|id| *id let:id>
                <Agreed room id writes />
            </For>
            {move || {
                writes
                    .get()
                    .then(|| {
                        let (id, before) = next.get();
                        let new = view! { <Form room id base=0 terms=TermsDraft::default() /> };
                        if before == 0 {
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

/// What a new agreement is called in the browser, which has one place for it.
const NEW: &str = "ny";

/// One agreement, and the form to change it while the session lasts.
#[component]
fn Agreed(room: Room, id: AgreementId, writes: Memo<bool>) -> impl IntoView {
    let t = room.texts();
    let standing = Memo::new(move |_| {
        let view = room.live.view.read();
        view.agreements.iter().find(|agreement| agreement.id == id).cloned()
    });
    // What is about to be changed is what one was shown when one began, whatever another makes of it meanwhile.
    let session = room.live.view.read_untracked().id;
    let shown = Memo::new(move |shown: Option<&Option<Agreement>>| {
        let holds = room.holds_now(&format!("{AGREED}/{session}/{id}"));
        let now = standing.get();
        shown.filter(|_| holds).cloned().unwrap_or(now)
    });
    let form = move |Agreement { version, terms, .. }: Agreement| {
        let terms = TermsDraft {
            situation: terms.situation,
            action: terms.action,
            sign: terms.sign,
            follow_up: terms.follow_up.to_string(),
            keeper: terms.keeper,
        };
        view! {
            <details class="ds-details">
                <summary>{t.change}</summary>
                <Form room id base=version terms />
            </details>
        }
    };
    view! {
        {move || standing.get().map(|agreement| view! { <Sentence lang=room.lang terms=agreement.terms /> })}
        {move || writes.get().then(|| shown.get()).flatten().map(form)}
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
    let at = if base == 0 { NEW.to_owned() } else { id.to_string() };
    let ids = ["situation", "action", "sign", "dato", "hvem"].map(|field| format!("{field}-{at}"));
    let fields = ids.clone().map(|id| format!("#{id}"));
    let before = [&terms.situation, &terms.action, &terms.sign, &date, &terms.keeper].map(Clone::clone);
    let name = format!("{AGREED}/{session}/{at}");
    let kept = Kept::new(room, &name, fields.to_vec(), before.to_vec(), base);
    let typed = kept.clone();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let kept = kept.clone();
        let [situation, action, sign, follow_up, keeper] =
            fields.clone().map(|field| standing(&field).unwrap_or_default());
        let sent = actions::agree(session, id, kept.base(), situation, action, sign, follow_up, keeper);
        spawn_local(async move {
            let outcome = in_time(sent).await;
            if outcome == Err(Fault::Refused(Refusal::Stale)) {
                let view = room.live.view.read_untracked();
                let now = view.agreements.iter().find(|agreement| agreement.id == id);
                kept.rest_on(now.map_or(base, |agreement| agreement.version));
            }
            kept.settle(outcome);
        });
    };
    let hole = move |name: &'static str, at: String, label: &'static str, value: String| {
        view! {
            <p>
                <label for=at.clone()>{label}</label>
                <textarea
                    id=at
                    name=name
                    rows="1"
                    required
                    maxlength=text::LINE
                    autocomplete="off"
                    inner_html=as_typed(&value)
                ></textarea>
            </p>
        }
    };
    let [situation_at, action_at, sign_at, date_at, keeper_at] = ids;
    view! {
        <form
            class="agreement fill"
            method="post"
            action="/api/avtal"
            on:submit=send
            on:input=move |_| typed.keep()
        >
            {hidden(vec![("session", session.to_string()), ("id", id.to_string()), ("base", base.to_string())])}
            {hole("situation", situation_at, words.when, terms.situation)}
            {hole("action", action_at, words.we_do, terms.action)}
            {hole("sign", sign_at, words.look_for, terms.sign)}
            <p>
                <label for=date_at.clone()>{words.follow_up}</label>
                <input
                    type="date"
                    id=date_at
                    name="follow_up"
                    required
                    value=date
                />
                <label for=keeper_at.clone()>{words.by}</label>
                <input
                    id=keeper_at
                    name="keeper"
                    required
                    maxlength=text::NAME
                    autocomplete="off"
                    value=terms.keeper
                />
            </p>
            <button class="ds-button" type="submit">
                {if base == 0 { t.we_agree } else { t.save_change }}
            </button>
        </form>
    }
}
