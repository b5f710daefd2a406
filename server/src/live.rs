//! Live events: each participant's own whole view of a session, whenever it changes.
//!
//! A room is made when somebody starts listening and goes when nobody does. It reads the session once for each change,
//! however many listen and however fast changes come; each listener's view is made from that. What travels is never a
//! delta, so a browser that slept for a day has nothing to catch up on.
//!
//! A right lasts no longer than a heartbeat: who listens is looked up again, and a stream whose right has ended ends.
//! The browser then connects again, as it does when its line broke, and is refused. A change made through another server
//! on the same database is found at a heartbeat too.

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
    Refusal, SessionId, Timestamp,
    outside::{Ambient, Announce},
    session::ScreenCode,
    store::{Store, Stored},
    view::{Record, SessionView, Viewer},
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
/// How long a guest on a shared machine is listened to at a time. Only the browser knows when such a guest has been
/// idle for too long: it has then forgotten the token, and does not come back.
const TURN: Duration = Duration::from_secs(60);
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
            let before = read.record.as_ref().map(|record| record.session.revision);
            let record = self.store.record(session).await?.map(Arc::new);
            let unannounced = newest == read.change;
            *read = Read { change: newest, at, record };
            // Another server has changed it, and told those alone who listen there.
            if unannounced && read.differs(before) {
                self.changed(session);
            }
        }
        Ok(read.record.clone())
    }
}

impl Read {
    /// Whether the session has changed since another record of it was read.
    fn differs(&self, before: Option<i64>) -> bool {
        let now = self.record.as_ref().map(|record| record.session.revision);
        before.is_some() && now != before
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
    Asker(Box<Sender>),
    Screen(ScreenCode),
}

impl Listener {
    fn viewer(&self, record: &Record, now: Timestamp) -> Result<Viewer, Refusal> {
        match self {
            Listener::Asker(sender) => record.viewer(&sender.asker),
            Listener::Screen(code) => record.screen(code, now),
        }
    }

    /// Finds out again who listens: signed out meanwhile, of other roles, or idle for too long.
    async fn look_up(&mut self, hub: &Hub) -> Stored<()> {
        if let Listener::Asker(sender) = self {
            let (now, today) = (hub.ambient.now(), hub.ambient.today());
            let (login, guest) = (sender.login.as_ref(), sender.browser.guest.as_ref());
            sender.asker = hub.store.listener(login, guest, now, today).await?;
        }
        Ok(())
    }

    /// When one has listened for long enough at a time.
    fn until(&self, now: Timestamp) -> Option<Timestamp> {
        match self {
            Listener::Asker(sender) if sender.browser.shared && sender.asker.me.is_none() => Some(now + TURN),
            _ => None,
        }
    }
}

/// `GET /api/live/{session}`: the asker's own view, now and whenever it changes.
pub(crate) async fn listen(
    State(site): State<Site>,
    Extension(sender): Extension<Sender>,
    Path(session): Path<String>,
) -> Response {
    match session.parse() {
        Ok(session) => stream(site.hub, session, Listener::Asker(Box::new(sender))).await,
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
        Ok(session) => once(&site.hub, session, &Listener::Asker(Box::new(sender))).await,
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

/// Says no to a browser that listens.
pub(crate) fn refuse(fault: Fault) -> Response {
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
    let now = hub.ambient.now();
    Ok(record.view(listener.viewer(&record, now)?, now))
}

async fn stream(hub: Arc<Hub>, session: SessionId, listener: Listener) -> Response {
    // Refused here, an event source gives up instead of asking again every second.
    if let Err(fault) = first(&hub, session, &listener).await {
        return refuse(fault);
    }
    let room = hub.room(session);
    let changes = room.changes.subscribe();
    let open = hub.open.subscribe();
    let now = hub.ambient.now();
    let until = listener.until(now);
    let listening = Listening {
        hub,
        session,
        listener,
        room,
        changes,
        open,
        seen: 0,
        seen_as: None,
        due: None,
        looked_up: now,
        until,
    };
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
    /// As whom it was sent.
    seen_as: Option<Viewer>,
    /// When the view changes by itself: an announced opening shows.
    due: Option<Timestamp>,
    /// When it was last found out who listens.
    looked_up: Timestamp,
    /// When the stream ends, to be asked for again.
    until: Option<Timestamp>,
}

impl Listening {
    async fn next(&mut self) -> Option<Event> {
        loop {
            if !*self.open.borrow() {
                return None;
            }
            let now = self.hub.ambient.now();
            if self.until.is_some_and(|until| until <= now) {
                return None;
            }
            if self.looked_up + HEARTBEAT <= now {
                self.look_up(now).await?;
            }
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

    /// Finds out again who listens, and whether they still may; nothing, where the right has ended. What they may see
    /// may have become another, and is then sent.
    async fn look_up(&mut self, now: Timestamp) -> Option<()> {
        let looked_up = self.listener.look_up(&self.hub).await;
        let record = self.hub.read(&self.room, self.session, self.seen, self.looked_up).await;
        match (looked_up, record) {
            (Ok(()), Ok(record)) => {
                let viewer = self.listener.viewer(record.as_deref()?, now).ok()?;
                if self.seen_as.is_some_and(|seen_as| seen_as != viewer) {
                    self.seen = 0;
                }
                self.looked_up = now;
            }
            // A database that does not answer has given nobody's right away; the next heartbeat asks again.
            (Err(why), _) | (_, Err(why)) => {
                tracing::warn!(%why, session = %self.session, "who listens could not be looked up");
                self.looked_up = now;
            }
        }
        Some(())
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
        let viewer = self.listener.viewer(&record, now).ok()?;
        let view = record.view(viewer, now);
        (self.seen, self.seen_as) = (change, Some(viewer));
        self.due = view.openings.iter().map(|o| o.reveals + GRACE).filter(|due| now < *due).min();
        Event::default().event("view").id(view.revision.to_string()).retry(RETRY).json_data(&view).ok()
    }
}
