//! Saves that come while others are on their way to the disk wait for them and then go together.
//!
//! SQLite has one writer, and an acknowledged word waits for the disk: one by one, sixty people who type at once would
//! wait for sixty journeys. Each save is a statement that stands or falls alone: where one of them falls, the others set
//! out again one by one.

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

impl Save {
    async fn put(&self, db: &mut Conn) -> Stored<bool> {
        put(db, self.session, self.author, self.before.as_ref(), &self.after).await
    }
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
    // Who has hung up needs no answer.
    for (told, tell) in carry(writer, &saves).await.into_iter().zip(tell) {
        drop(tell.send(told));
    }
}

/// What became of each save.
async fn carry(writer: &Pool<Db>, saves: &[Save]) -> Vec<Stored<bool>> {
    if saves.len() > 1 {
        match together(writer, saves).await {
            Ok(arrived) => return arrived.into_iter().map(Ok).collect(),
            // Of these each would be told the same, after as long a wait.
            Err(Failure::Busy) => return saves.iter().map(|_| Err(Failure::Busy)).collect(),
            Err(Failure::Full) => return saves.iter().map(|_| Err(Failure::Full)).collect(),
            Err(Failure::Broken(_) | Failure::Refused(_)) => {}
        }
    }
    let mut told = Vec::with_capacity(saves.len());
    for save in saves {
        told.push(alone(writer, save).await);
    }
    told
}

/// All in one transaction, which one that fails rolls back.
async fn together(writer: &Pool<Db>, saves: &[Save]) -> Stored<Vec<bool>> {
    let mut db = begin_write(writer).await?;
    let mut arrived = Vec::with_capacity(saves.len());
    for save in saves {
        arrived.push(save.put(&mut db).await?);
    }
    db.commit().await?;
    Ok(arrived)
}

async fn alone(writer: &Pool<Db>, save: &Save) -> Stored<bool> {
    save.put(&mut *writer.acquire().await?).await
}
