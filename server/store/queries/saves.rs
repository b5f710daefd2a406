//! Saves that come while others are on their way to the disk wait for them and then go together.
//!
//! SQLite has one writer, and an acknowledged word waits for the disk: one by one, sixty people who type at once would
//! wait for sixty journeys. Each save is a statement that stands or falls alone, so that one journey can carry many.

use super::{
    Conn,
    reflections::{Held, put},
};
use crate::{Db, begin_write};
use domain::{
    ParticipantId, SessionId,
    reflection::Reflection,
    store::{Failure, Stored},
};
use sqlx::Pool;
use std::{
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::{self, oneshot};

/// An answer on its way to the place of the one it was made from.
pub struct Save {
    pub session: SessionId,
    pub author: ParticipantId,
    pub before: Option<Held>,
    pub after: Reflection,
}

type Waiting = Vec<(Save, oneshot::Sender<Stored<bool>>)>;

/// The saves that wait.
#[derive(Default)]
pub struct Saves {
    waiting: Mutex<Waiting>,
    journey: Arc<sync::Mutex<()>>,
}

impl Saves {
    /// Puts an answer in its place, in company where there is any; `false` where another has been put there meanwhile.
    pub async fn put(&self, writer: &Pool<Db>, save: Save) -> Stored<bool> {
        let (tell, mut told) = oneshot::channel();
        self.waiting().push((save, tell));
        tokio::select! {
            biased;
            told = &mut told => return told.unwrap_or(Err(Failure::Busy)),
            journey = self.journey.clone().lock_owned() => {
                let all = mem::take(&mut *self.waiting());
                let writer = writer.clone();
                // On its own, since the one who waits here may hang up while the others still wait.
                tokio::spawn(async move {
                    go(&writer, all).await;
                    drop(journey);
                });
            }
        }
        told.await.unwrap_or(Err(Failure::Busy))
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn go(writer: &Pool<Db>, all: Waiting) {
    let (saves, tell): (Vec<Save>, Vec<_>) = all.into_iter().unzip();
    let mut arrived = carry(writer, saves).await.map(Vec::into_iter);
    for tell in tell {
        let told = match &mut arrived {
            Ok(arrived) => arrived.next().ok_or(Failure::Busy),
            Err(Failure::Full) => Err(Failure::Full),
            Err(Failure::Broken(why)) => Err(Failure::Broken(why.clone())),
            Err(Failure::Busy | Failure::Refused(_)) => Err(Failure::Busy),
        };
        // Who has hung up needs no answer.
        drop(tell.send(told));
    }
}

async fn carry(writer: &Pool<Db>, saves: Vec<Save>) -> Stored<Vec<bool>> {
    if saves.len() <= 1 {
        return each(&mut *writer.acquire().await?, saves).await;
    }
    let mut db = begin_write(writer).await?;
    let arrived = each(&mut db, saves).await?;
    db.commit().await?;
    Ok(arrived)
}

async fn each(db: &mut Conn, saves: Vec<Save>) -> Stored<Vec<bool>> {
    let mut arrived = Vec::with_capacity(saves.len());
    for Save { session, author, before, after } in saves {
        arrived.push(put(db, session, author, before, &after).await?);
    }
    Ok(arrived)
}
