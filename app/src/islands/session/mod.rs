//! A session on a participant's screen, and on the screen of one who leads.
//!
//! [`live::Live`] holds the newest view, [`draft::Draft`] each text on its way to the server. The same markup comes
//! from the server, where every button is a plain form; in the browser the forms are sent without leaving the page.

mod agree;
mod answer;
pub mod draft;
mod groups;
mod kept;
mod lead;
mod limit;
pub mod live;
mod out;
mod over;
mod people;
mod press;
mod screen;
mod since_last;
mod step;
mod top;
mod warning;

pub use screen::SharedScreen;

use crate::{
    Fault,
    components::date,
    locales::{fill, texts},
};
use domain::{
    Lang,
    package::Html,
    session::Place,
    store::Note,
    view::{Progress, Script, SessionView},
};
use draft::{Draft, Safety, together};
use lead::Leading;
use leptos::prelude::*;
use live::{Link, Live};
use out::Out;
use over::Over;
use people::People;
use press::{Press, Refused};
use serde::{Deserialize, Serialize};
use since_last::SinceLast;
use step::Step;
use top::Top;
use warning::Warning;

/// What the page around a session knows besides the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Around {
    /// The session's page: `/nb/okt/{id}`.
    pub page: String,
    /// The team's name.
    pub team: String,
    /// The team's page, for those who take part in it.
    pub team_page: Option<String>,
    /// Where a guest signs in, to keep what they wrote.
    pub sign_in: String,
    /// The session's minutes, once there are any, for those who may read them.
    pub minutes: Option<String>,
    /// Whether the team has a leader to lift things to: it belongs to a unit.
    pub lifts: bool,
    /// The address people type before the code, without what a browser adds by itself.
    pub join: String,
    /// The address with the code, as a QR code in SVG.
    pub qr: Html,
    /// The address of the shared screen, without its code.
    pub screen: String,
    /// One's own notes to prompts that are nobody else's.
    pub notes: Vec<Note>,
    /// The place the address asks for, where it asks for one.
    pub looking: Option<Place>,
    /// Whether this browser is a shared machine.
    pub shared_device: bool,
}

/// What every part of the screen shares.
#[derive(Clone, Copy)]
struct Room {
    lang: Lang,
    live: Live,
    script: StoredValue<Script>,
    around: StoredValue<Around>,
    /// The place one looks at; nothing follows the session.
    looking: RwSignal<Option<Place>>,
    /// A draft for each prompt. They outlive the step on the screen: what was typed as the session went on is sent.
    drafts: StoredValue<Vec<(String, Draft)>>,
    /// What was refused last, in words.
    refused: RwSignal<Option<String>>,
    /// The names of the forms that hold words which are not sent.
    unsent: RwSignal<Vec<String>>,
}

impl Room {
    fn texts(self) -> &'static crate::locales::session::Texts {
        &texts(self.lang).session
    }

    /// The place on the screen: the one looked at while it can be read, otherwise where the session is.
    fn place(self) -> Option<Place> {
        let view = self.live.view.read();
        self.looking.get().filter(|place| Some(*place) <= view.furthest).or(view.current)
    }

    /// Whether one leads: there is nothing to lead once a session is over.
    fn leads(self) -> bool {
        let view = self.live.view.read();
        view.leading.is_some() && view.progress != Progress::Closed
    }

    /// The draft of one's own answer to a prompt, for those who take part.
    fn draft(self, prompt: &str) -> Option<Draft> {
        self.drafts.with_value(|drafts| drafts.iter().find(|(id, _)| id == prompt).map(|(_, draft)| *draft))
    }

    /// A place's name.
    fn name(self, place: Place) -> String {
        match place {
            Place::SinceLast => self.texts().since_last.to_owned(),
            Place::Step(n) => self.script.with_value(|script| {
                script.steps.get(usize::from(n)).map(|step| step.title.clone()).unwrap_or_default()
            }),
        }
    }

    /// Every place of the session, in order.
    fn places(self) -> Vec<Place> {
        let opens = self.live.view.read().opens_with > 0;
        let steps = self.script.with_value(|script| script.steps.len());
        let steps = (0u16..).take(steps).map(Place::Step);
        opens.then_some(Place::SinceLast).into_iter().chain(steps).collect()
    }
}

/// A session, alive.
#[island]
pub fn LiveSession(lang: Lang, script: Script, view: SessionView, around: Around) -> impl IntoView {
    let drafts = answer::drafts(&script, &view, &around);
    let live = Live::new(view.clone(), format!("/api/live/{}", view.id));
    let room = Room {
        lang,
        live,
        script: StoredValue::new(script),
        looking: RwSignal::new(around.looking),
        around: StoredValue::new(around),
        drafts: StoredValue::new(drafts),
        refused: RwSignal::new(None),
        unsent: RwSignal::new(Vec::new()),
    };
    let t = room.texts();
    let progress = Memo::new(move |_| live.view.read().progress);
    let leads = Memo::new(move |_| room.leads());
    let session = view.id;
    Effect::new(move || room.count_unsent(session));
    Effect::new(move || answer::follow(room));
    Effect::new(move || {
        // What stands here is old, or one is out.
        if let Safety::Kept(Fault::Refused(_)) = room.drafts.with_value(|drafts| together(drafts)) {
            live.ask();
        }
    });
    Effect::new(move |before: Option<_>| {
        // Another step begins at its beginning, however far down one had come.
        let now = (progress.get(), room.place());
        if before.is_some_and(|before| before != now) {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        now
    });
    Effect::new(move || {
        // Who starts a session takes part in it from then on, and needs a page of one's own to write on; so does
        // another who has signed in here meanwhile.
        if view.me != live.view.read().me {
            let _stays_until_next_time = window().location().reload();
        }
    });
    Effect::new(move || out::leave(room));
    let out = Memo::new(move |_| live.link.get() == Link::Out);
    let inside = move || {
        view! {
            <Top room />
            <main id="innhold" class="session-main">
                <div class="work">
                    {move || match progress.get() {
                        Progress::Planned => view! { <Waiting room /> }.into_any(),
                        Progress::Running => view! { <Steps room /> }.into_any(),
                        Progress::Adjourned => {
                            view! {
                                <p class="ds-alert" data-color="info" role="status">
                                    {t.adjourned}
                                </p>
                                <Steps room />
                            }
                                .into_any()
                        }
                        Progress::Closed => view! { <Over room /> }.into_any(),
                    }}
                    <noscript>
                        <p>{t.save_each}</p>
                        <p>
                            <a
                                class="ds-button"
                                data-variant="secondary"
                                href=room.around.read_value().page.clone()
                            >
                                {t.reload}
                            </a>
                        </p>
                    </noscript>
                </div>
                <div class="side">
                    <Show when=move || leads.get()>
                        <Leading room />
                    </Show>
                    <People room />
                </div>
            </main>
            <Warning room />
            <Refused room />
            <Bottom room />
        }
    };
    view! {
        <div class="session" class:led=move || leads.get()>
            {move || if out.get() { view! { <Out room /> }.into_any() } else { inside().into_any() }}
        </div>
    }
}

/// Before the session: who is here, and how the others come in.
#[component]
fn Waiting(room: Room) -> impl IntoView {
    let t = room.texts();
    let view = room.live.view;
    let around = room.around.get_value();
    let planned = move || {
        let view = view.read();
        let steps = room.places().len();
        fill(t.planned_for, &[("day", &date::day(view.day, room.lang)), ("n", &steps)])
    };
    view! {
        <h1 class="prompt">{room.script.with_value(|script| script.title.clone())}</h1>
        <p class="lead">{planned}</p>
        {move || {
            let no_day = view.read().follow_up.is_none() && room.leads();
            no_day.then(|| view! { <p class="ds-alert" data-color="warning">{t.no_day}</p> })
        }}
        <p>{move || if room.leads() { t.show_code } else { t.waiting }}</p>
        <section class="joining">
            <div class="qr" inner_html=around.qr.0></div>
            <p class="join">
                <span>{t.join_at} " " {around.join}</span>
                <strong>{move || view.read().code.to_string()}</strong>
            </p>
        </section>
    }
}

/// The step on the screen, and the way back to the others.
#[component]
fn Steps(room: Room) -> impl IntoView {
    let t = room.texts();
    let place = Memo::new(move |_| room.place());
    let here = Memo::new(move |_| {
        let view = room.live.view.read();
        room.looking.get().is_some_and(|looking| Some(looking) != view.current)
    });
    view! {
        <Show when=move || here.get()>
            <p class="ds-alert" data-color="info">
                {t.looking_back} " "
                <a
                    href=room.around.read_value().page.clone()
                    on:click=move |event| {
                        event.prevent_default();
                        room.looking.set(None);
                    }
                >
                    {t.to_the_others}
                </a>
            </p>
        </Show>
        // By its place, or the fields of one step would become those of the next under the hands of who is typing.
        <For each=move || place.get() key=|place| *place let:place>
            {match place {
                Place::SinceLast => view! { <SinceLast room /> }.into_any(),
                Place::Step(n) => view! { <Step room n /> }.into_any(),
            }}
        </For>
        <Reached room />
    }
}

/// The places one may go back to: everything reached, and never ahead.
#[component]
fn Reached(room: Room) -> impl IntoView {
    let t = room.texts();
    let reached = Memo::new(move |_| {
        let furthest = room.live.view.read().furthest;
        room.places().into_iter().filter(|place| Some(*place) <= furthest).collect::<Vec<_>>()
    });
    let page = room.around.with_value(|around| around.page.clone());
    view! {
        <Show when=move || { reached.read().len() > 1 }>
            <details class="ds-details reached">
                <summary>{t.steps_so_far}</summary>
                <ol>
                    {
                        let page = page.clone();
                        move || {
                            let page = page.clone();
                            reached
                                .get()
                                .into_iter()
                                .map(move |place| {
                                    let current = move || (room.place() == Some(place)).then_some("step");
                                    view! {
                                        <li>
                                            <a
                                                href=format!("{page}?steg={place}")
                                                aria-current=current
                                                on:click=move |event| {
                                                    event.prevent_default();
                                                    room.looking.set(Some(place));
                                                }
                                            >
                                                {room.name(place)}
                                            </a>
                                            {move || {
                                                let skipped = room.live.view.read().skipped.contains(&place);
                                                skipped.then(|| view! { <span class="meta">" (" {t.skipped} ")"</span> })
                                            }}
                                        </li>
                                    }
                                })
                                .collect_view()
                        }
                    }
                </ol>
            </details>
        </Show>
    }
}

/// Within the thumb's reach: «Jeg er ferdig», and the one thing that comes next for one who leads.
#[component]
fn Bottom(room: Room) -> impl IntoView {
    let t = room.texts();
    let here = Memo::new(move |_| {
        let view = room.live.view.read();
        let takes_part = view.me.is_some() && view.progress == Progress::Running;
        view.current.filter(|_| takes_part && room.place() == view.current)
    });
    let ready = Memo::new(move |_| room.live.view.read().people.iter().any(|p| p.me && p.ready));
    let leads = Memo::new(move |_| room.leads());
    let session = room.live.view.read_untracked().id;
    let shown = move || here.get().is_some() || leads.get();
    view! {
        <Show when=shown>
            <footer class="session-bottom">
                {move || {
                    here.get()
                        .map(|place| {
                            let is_ready = ready.get();
                            let fields = vec![
                                ("session", session.to_string()),
                                ("place", place.to_string()),
                                ("ready", (!is_ready).to_string()),
                            ];
                            view! {
                                <Press
                                    room
                                    action="/api/ferdig"
                                    fields
                                    variant=if is_ready { "secondary" } else { "primary" }
                                    run=move || crate::actions::ready(session, place.to_string(), !is_ready)
                                >
                                    {if is_ready { t.not_ready } else { t.ready }}
                                </Press>
                            }
                        })
                }} <Show when=move || leads.get()>
                    <lead::Onward room />
                </Show>
            </footer>
        </Show>
    }
}
