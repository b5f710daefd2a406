//! Live events: each participant's own whole view of a session, whenever it changes.
//!
//! A room is made when somebody starts listening and goes when nobody does. It reads the session once for each change,
//! however many listen and however fast changes come; each listener's view is made from that. What travels is never a
//! delta, so a browser that slept for a day has nothing to catch up on.

use crate::site::{Sender, Site};
use app::Fault;
use axum::{
    Extension, Json,
    extract::{Path, State},
    response::{
        IntoResponse, Response,
        sse::{Event, Sse},
    },
};
use domain::{
    Asker, Refusal, SessionId, Timestamp,
    outside::{Ambient, Announce},
    session::ScreenCode,
    store::{Store, Stored},
    view::{Record, SessionView},
};
use futures_util::stream;
use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    time::Duration,
};
use tokio::{sync::watch, time::sleep};

/// How often a silent stream says that it is alive. After ten seconds of silence a browser asks by itself.
const HEARTBEAT: Duration = Duration::from_secs(4);
/// How long after an opening its answers are read: saves that were under way have arrived by then.
const GRACE: Duration = Duration::from_millis(250);
/// How long a browser waits before it connects again.
const RETRY: Duration = Duration::from_secs(1);

/// Everyone who listens.
pub struct Hub {
    store: Arc<dyn Store>,
    ambient: Arc<dyn Ambient>,
    rooms: Mutex<HashMap<SessionId, Weak<Room>>>,
    open: watch::Sender<bool>,
}

/// Those who listen to one session: how many changes there have been, and what was last read.
struct Room {
    changes: watch::Sender<u64>,
    read: tokio::sync::Mutex<Read>,
}

/// A record, the number of the change it holds, and the moment it was read.
#[derive(Default)]
struct Read {
    change: u64,
    at: Timestamp,
    record: Option<Arc<Record>>,
}

impl Hub {
    /// A hub over a store.
    pub fn new(store: Arc<dyn Store>, ambient: Arc<dyn Ambient>) -> Arc<Hub> {
        Arc::new(Hub { store, ambient, rooms: Mutex::default(), open: watch::Sender::new(true) })
    }

    /// Ends every stream; the server is going down, and the browsers connect to the next one.
    pub fn close(&self) {
        self.open.send_replace(false);
    }

    fn rooms(&self) -> MutexGuard<'_, HashMap<SessionId, Weak<Room>>> {
        // The map is whole after every statement, so a poisoned lock is as good as another.
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn room(&self, session: SessionId) -> Arc<Room> {
        let mut rooms = self.rooms();
        if let Some(room) = rooms.get(&session).and_then(Weak::upgrade) {
            return room;
        }
        rooms.retain(|_, room| room.strong_count() > 0);
        let room = Arc::new(Room { changes: watch::Sender::new(1), read: tokio::sync::Mutex::default() });
        rooms.insert(session, Arc::downgrade(&room));
        room
    }

    /// The record with change number `change` in it, read no earlier than a moment. Many may ask at once; one reads.
    async fn read(
        &self,
        room: &Room,
        session: SessionId,
        change: u64,
        earliest: Timestamp,
    ) -> Stored<Option<Arc<Record>>> {
        let mut read = room.read.lock().await;
        if read.change < change || read.at < earliest {
            let (newest, at) = (*room.changes.borrow(), self.ambient.now());
            let record = self.store.record(session).await?.map(Arc::new);
            *read = Read { change: newest, at, record };
        }
        Ok(read.record.clone())
    }
}

impl Announce for Hub {
    fn changed(&self, session: SessionId) {
        if let Some(room) = self.rooms().get(&session).and_then(Weak::upgrade) {
            room.changes.send_modify(|changes| *changes += 1);
        }
    }
}

/// Who listens: somebody in the room, or the shared screen.
#[derive(Clone)]
enum Listener {
    Asker(Box<Asker>),
    Screen(ScreenCode),
}

impl Listener {
    fn view(&self, record: &Record, now: Timestamp) -> Result<SessionView, Refusal> {
        let viewer = match self {
            Listener::Asker(asker) => record.viewer(asker)?,
            Listener::Screen(code) => record.screen(code)?,
        };
        Ok(record.view(viewer, now))
    }
}

/// `GET /api/live/{session}`: the asker's own view, now and whenever it changes.
pub(crate) async fn listen(
    State(site): State<Site>,
    Extension(sender): Extension<Sender>,
    Path(session): Path<String>,
) -> Response {
    match session.parse() {
        Ok(session) => stream(site.hub, session, Listener::Asker(Box::new(sender.asker))).await,
        Err(_) => refuse(Refusal::Missing.into()),
    }
}

/// `GET /api/live/{session}/now`: the same view once, for a browser whose stream is held back.
pub(crate) async fn look(
    State(site): State<Site>,
    Extension(sender): Extension<Sender>,
    Path(session): Path<String>,
) -> Response {
    match session.parse() {
        Ok(session) => once(&site.hub, session, &Listener::Asker(Box::new(sender.asker))).await,
        Err(_) => refuse(Refusal::Missing.into()),
    }
}

/// `GET /api/live/screen/{code}`: what the shared screen shows, now and whenever it changes.
pub(crate) async fn listen_screen(State(site): State<Site>, Path(code): Path<String>) -> Response {
    match paired(&site.hub, &code).await {
        Ok((session, code)) => stream(site.hub, session, Listener::Screen(code)).await,
        Err(fault) => refuse(fault),
    }
}

/// `GET /api/live/screen/{code}/now`: the same once.
pub(crate) async fn look_screen(State(site): State<Site>, Path(code): Path<String>) -> Response {
    match paired(&site.hub, &code).await {
        Ok((session, code)) => once(&site.hub, session, &Listener::Screen(code)).await,
        Err(fault) => refuse(fault),
    }
}

async fn paired(hub: &Hub, code: &str) -> Result<(SessionId, ScreenCode), Fault> {
    let code: ScreenCode = code.parse()?;
    let session = hub.store.by_screen(&code).await?.ok_or(Refusal::Expired)?;
    Ok((session, code))
}

fn refuse(fault: Fault) -> Response {
    (fault.status(), Json(fault)).into_response()
}

async fn once(hub: &Hub, session: SessionId, listener: &Listener) -> Response {
    match first(hub, session, listener).await {
        Ok(view) => Json(view).into_response(),
        Err(fault) => refuse(fault),
    }
}

async fn first(hub: &Hub, session: SessionId, listener: &Listener) -> Result<SessionView, Fault> {
    let record = hub.store.record(session).await?.ok_or(Refusal::Missing)?;
    Ok(listener.view(&record, hub.ambient.now())?)
}

async fn stream(hub: Arc<Hub>, session: SessionId, listener: Listener) -> Response {
    // Refused here, an event source gives up instead of asking again every second.
    if let Err(fault) = first(&hub, session, &listener).await {
        return refuse(fault);
    }
    let room = hub.room(session);
    let changes = room.changes.subscribe();
    let open = hub.open.subscribe();
    let listening = Listening { hub, session, listener, room, changes, open, seen: 0, due: None };
    let events = stream::unfold(listening, |mut listening| async move {
        let event = listening.next().await?;
        Some((Ok::<_, Infallible>(event), listening))
    });
    // Some proxies collect a response before they pass it on; this asks them not to.
    ([("x-accel-buffering", "no")], Sse::new(events)).into_response()
}

/// One open stream.
struct Listening {
    hub: Arc<Hub>,
    session: SessionId,
    listener: Listener,
    room: Arc<Room>,
    changes: watch::Receiver<u64>,
    open: watch::Receiver<bool>,
    /// The last change that was sent.
    seen: u64,
    /// When the view changes by itself: an announced opening shows.
    due: Option<Timestamp>,
}

impl Listening {
    async fn next(&mut self) -> Option<Event> {
        loop {
            if !*self.open.borrow() {
                return None;
            }
            let now = self.hub.ambient.now();
            let change = *self.changes.borrow_and_update();
            if change != self.seen || self.due.is_some_and(|due| due <= now) {
                return self.view(change).await;
            }
            let due = self.due.map_or(HEARTBEAT, |due| {
                HEARTBEAT.min(Duration::from_millis(u64::try_from(now.until(due)).unwrap_or(0) + 1))
            });
            tokio::select! {
                changed = self.changes.changed() => { changed.ok()?; }
                closed = self.open.changed() => { closed.ok()?; }
                () = sleep(due) => {
                    let now = self.hub.ambient.now();
                    if self.due.is_none_or(|due| now < due) {
                        return Some(Event::default().event("alive").data(now.0.to_string()));
                    }
                }
            }
        }
    }

    async fn view(&mut self, change: u64) -> Option<Event> {
        // An opening shows what was saved up to its moment, which no change has announced.
        let earliest = self.due.filter(|due| *due <= self.hub.ambient.now()).unwrap_or_default();
        let record = match self.hub.read(&self.room, self.session, change, earliest).await {
            Ok(record) => record?,
            Err(why) => {
                tracing::warn!(%why, session = %self.session, "a live view could not be read");
                return None;
            }
        };
        let now = self.hub.ambient.now();
        let view = self.listener.view(&record, now).ok()?;
        self.seen = change;
        self.due = view.openings.iter().map(|o| o.reveals + GRACE).filter(|due| now < *due).min();
        Event::default().event("view").id(view.revision.to_string()).retry(RETRY).json_data(&view).ok()
    }
}
