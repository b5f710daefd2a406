//! What the browser knows of a session: the newest view, the server's time, and whether the line is open.
//!
//! The server sends whole views, so there is nothing to catch up on after a sleep: the newest is enough. After ten
//! silent seconds the browser asks by itself, since some networks hold streams back.

use super::limit::in_time;
use crate::Fault;
use domain::{Timestamp, view::SessionView};
use gloo_net::http::Request;
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{AbortController, EventSource, MessageEvent};

/// Silence after which the browser asks by itself, in milliseconds.
const SILENCE: i64 = 10_000;
/// Answers to one who is signed out, may not be here, or whose screen is not paired any more. Any other comes from
/// something on the way, and the line is lost.
const OUT: [u16; 3] = [401, 403, 410];
/// Milliseconds between two such questions.
const ASK_EVERY: i64 = 2_000;

/// The line to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Events come by themselves.
    Open,
    /// The browser asks, and is answered.
    Asking,
    /// Nothing gets through; what is written waits in the browser.
    Lost,
    /// The server answers, but no longer to us: signed out, or the screen is no longer paired. The page is over.
    Out,
}

/// The newest view and the server's clock.
#[derive(Clone, Copy)]
pub struct Live {
    /// The newest view.
    pub view: RwSignal<SessionView>,
    /// The line to the server.
    pub link: RwSignal<Link>,
    now: RwSignal<Timestamp>,
    line: StoredValue<Line>,
}

/// Ends a question that nobody waits for any more.
struct GivenUp(Option<AbortController>);

impl Drop for GivenUp {
    fn drop(&mut self) {
        // One that has been answered is past ending.
        if let Some(question) = &self.0 {
            question.abort();
        }
    }
}

/// What the line remembers, in the browser's own milliseconds.
#[derive(Clone, Default)]
struct Line {
    address: String,
    /// Server's time minus the browser's.
    offset: i64,
    heard: i64,
    asked: i64,
    /// Whether a question has not been answered yet.
    asking: bool,
    /// Whether there was reason to ask again meanwhile.
    again: bool,
}

impl Live {
    /// The view that the page came with.
    pub fn new(view: SessionView, address: String) -> Live {
        let now = RwSignal::new(view.now);
        let line = StoredValue::new(Line { address, ..Line::default() });
        let live = Live { view: RwSignal::new(view), link: RwSignal::new(Link::Open), now, line };
        // Effects run in the browser alone, once the page is whole.
        Effect::new(move || live.connect());
        live
    }

    /// The server's time, to the half second.
    pub fn now(self) -> Timestamp {
        self.now.get()
    }

    /// Asks for the newest view now, rather than waiting for it; once more where an answer is under way already, for
    /// that one may be older than what is asked about.
    pub fn ask(self) {
        let asking = self.line.try_update_value(|line| {
            line.again = line.asking;
            std::mem::replace(&mut line.asking, true)
        });
        if asking == Some(false) {
            spawn_local(async move {
                let answer = in_time(self.newest()).await;
                let again = self.line.try_update_value(|line| {
                    line.asking = false;
                    std::mem::take(&mut line.again)
                });
                self.answered(answer);
                if again == Some(true) {
                    self.ask();
                }
            });
        }
    }

    async fn newest(self) -> Result<SessionView, Fault> {
        let given_up = GivenUp(AbortController::new().ok());
        let signal = given_up.0.as_ref().map(AbortController::signal);
        let address = format!("{}/now", self.line.read_value().address);
        let response = Request::get(&address).abort_signal(signal.as_ref()).send().await;
        match response {
            Ok(response) if response.ok() => response.json().await.map_err(|_| Fault::Offline),
            Ok(response) if OUT.contains(&response.status()) => Err(Fault::SIGNED_OUT),
            _ => Err(Fault::Offline),
        }
    }

    fn answered(self, answer: Result<SessionView, Fault>) {
        let link = match answer {
            Ok(view) => {
                self.tell_time(view.now.0);
                self.show(view);
                Link::Asking
            }
            Err(Fault::Refused(_)) => return self.leave(),
            Err(_) => Link::Lost,
        };
        if link != Link::Asking || self.is_silent() {
            self.line_is(link);
        }
    }

    fn connect(self) {
        self.line.update_value(|line| line.heard = browser_now());
        self.tell_time(self.view.with_untracked(|view| view.now.0));
        self.listen();
        // Saves are told to nobody: what one has written in another window shows when one comes back to this one.
        let returned = window_event_listener(leptos::ev::focus, move |_| self.ask());
        on_cleanup(move || returned.remove());
        let tick = move || {
            let (now, line) = (browser_now(), self.line.get_value());
            self.now.set(Timestamp(now + line.offset));
            if !self.is_over() && self.is_silent() && now - line.asked >= ASK_EVERY {
                if line.asking {
                    // Silent, and no answer to what was asked either.
                    self.line_is(Link::Lost);
                } else {
                    self.line.update_value(|line| line.asked = now);
                    self.ask();
                }
            }
        };
        if let Ok(ticking) = set_interval_with_handle(tick, Duration::from_millis(500)) {
            on_cleanup(move || ticking.clear());
        }
    }

    fn listen(self) {
        if self.is_over() {
            return;
        }
        let Ok(source) = EventSource::new(&self.line.read_value().address) else { return };
        let on_view = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string().unwrap_or_default();
            if let Ok(view) = serde_json::from_str::<SessionView>(&text) {
                self.hear(view.now.0);
                self.show(view);
            }
        });
        let on_alive = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(now) = event.data().as_string().and_then(|text| text.parse().ok()) {
                self.hear(now);
            }
        });
        // A browser that was refused gives up for good; one whose line broke, or was ended by the server because a
        // right was, connects again by itself.
        let on_error = {
            let source = source.clone();
            Closure::<dyn Fn()>::new(move || {
                if source.ready_state() == EventSource::CLOSED {
                    source.close();
                    self.ask();
                    set_timeout(move || self.listen(), Duration::from_secs(3));
                }
            })
        };
        let listens = source
            .add_event_listener_with_callback("view", on_view.as_ref().unchecked_ref())
            .and(source.add_event_listener_with_callback("alive", on_alive.as_ref().unchecked_ref()));
        source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        if listens.is_ok() {
            // The listeners live as long as the page does.
            on_view.forget();
            on_alive.forget();
            on_error.forget();
        }
    }

    fn hear(self, server_now: i64) {
        self.line.update_value(|line| line.heard = browser_now());
        self.tell_time(server_now);
        self.line_is(Link::Open);
    }

    fn line_is(self, link: Link) {
        if !self.is_over() && self.link.get_untracked() != link {
            self.link.set(link);
        }
    }

    /// Sets the clock by the server's: a browser's own may be minutes wrong.
    fn tell_time(self, server_now: i64) {
        self.line.update_value(|line| line.offset = server_now - browser_now());
    }

    fn show(self, view: SessionView) {
        // An answer that was under way while a newer view came is older than what stands.
        let newer = self
            .view
            .with_untracked(|standing| (standing.revision, standing.now) <= (view.revision, view.now));
        if newer && !self.is_over() {
            self.view.set(view);
        }
    }

    /// Nobody we answer to: what others said goes from the screen, from memory, and from the page that it came with.
    fn leave(self) {
        self.link.set(Link::Out);
        self.view.update(|view| *view = view.clone().emptied());
        while let Ok(Some(island)) = document().query_selector("[data-props]") {
            if island.remove_attribute("data-props").is_err() {
                break;
            }
        }
    }

    fn is_over(self) -> bool {
        self.link.get_untracked() == Link::Out
    }

    fn is_silent(self) -> bool {
        browser_now() - self.line.read_value().heard > SILENCE
    }
}

/// The browser's clock, in milliseconds since 1970.
#[expect(
    clippy::cast_possible_truncation,
    reason = "milliseconds since 1970 fit an i64 for as long as it matters"
)]
fn browser_now() -> i64 {
    js_sys::Date::now() as i64
}
