//! Sends people their weekly digests, by a queue that lies in the database.
//!
//! Any number of servers may do this at once: a digest is queued once a person and week, and claimed by one. What is
//! sent is told by [`domain::reminder`], what may be sent again by [`domain::store::Letters`].
//!
//! The queue is one table of ours. A library's would bring migrations of its own into the same list, would write past
//! the one connection that writes, and would send again what a worker that died may have sent.

use app::Services;
use domain::{
    Date, Timestamp,
    outside::Undelivered,
    reminder::{Digest, Week, is_time, retry},
    store::{Claim, Fate, Stored},
};
use std::{fmt, str::FromStr, time::Duration};
use tokio::sync::watch;

/// How often the queue is looked into.
const ROUND: Duration = Duration::from_secs(60);
/// How often those to remind are looked for: that reads every team.
const SEARCH: Duration = Duration::from_secs(15 * 60);
/// How many weeks it is remembered when somebody was reminded.
const KEPT: i64 = 8;

/// When reminders are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    /// On weekday mornings, and later where the server was down then.
    #[default]
    Weekdays,
    /// At any hour of any day, for who tries it out.
    Always,
    /// Not at all.
    Never,
}

impl When {
    fn is_now(self, day: Date, hour: i8) -> bool {
        match self {
            When::Weekdays => is_time(day, hour),
            When::Always => true,
            When::Never => false,
        }
    }
}

/// A word that is none of the three.
#[derive(Debug)]
pub struct NotAWhen;

impl fmt::Display for NotAWhen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it must be weekdays, always or never")
    }
}

impl FromStr for When {
    type Err = NotAWhen;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "weekdays" => Ok(When::Weekdays),
            "always" => Ok(When::Always),
            "never" => Ok(When::Never),
            _ => Err(NotAWhen),
        }
    }
}

/// The one in a server who sends reminders.
pub struct Reminders {
    services: Services,
    when: When,
    stopping: watch::Receiver<bool>,
}

impl Reminders {
    /// One who stops when told to, between two letters.
    pub const fn new(services: Services, when: When, stopping: watch::Receiver<bool>) -> Reminders {
        Reminders { services, when, stopping }
    }

    /// Goes round until told to stop.
    pub async fn run(self) {
        let mut stopping = self.stopping.clone();
        let mut searched = Timestamp(0);
        loop {
            let now = self.services.ambient.now();
            let search = searched + SEARCH <= now;
            match self.round(search).await {
                Ok(_) if search => searched = now,
                Ok(_) => {}
                Err(why) => tracing::error!(%why, "reminders were not sent"),
            }
            tokio::select! {
                // An error means that nobody is left to tell it, which is as good.
                _ = stopping.wait_for(|stopping| *stopping) => return,
                () = tokio::time::sleep(ROUND) => {}
            }
        }
    }

    /// Queues the digests of those who have something to be reminded of, if it is to `search` for them, and sends what is
    /// queued; gives the number sent.
    ///
    /// # Errors
    /// What the store says.
    pub async fn round(&self, search: bool) -> Stored<usize> {
        let Services { store, ambient, .. } = &self.services;
        let (now, today) = (ambient.now(), ambient.today());
        let (hour, _) = ambient.clock_at(now);
        if !self.when.is_now(today, hour) {
            return Ok(0);
        }
        let week = Week::of(today);
        if search {
            store.clear(week.before(KEPT)).await?;
            self.queue(week, now, today).await?;
        }
        let mut sent = 0;
        while !*self.stopping.borrow() {
            let Some(claim) = store.claim_digest(week, ambient.random_id(), ambient.now()).await? else {
                break;
            };
            match self.send(&claim).await? {
                Some(Fate::Sent) => sent += 1,
                // A server that is not there for one letter is not there for the next.
                Some(Fate::Again(_)) => break,
                Some(Fate::GivenUp | Fate::Nothing) | None => {}
            }
        }
        Ok(sent)
    }

    async fn queue(&self, week: Week, now: Timestamp, today: Date) -> Stored<()> {
        let store = &self.services.store;
        for person in store.unreminded(week, today).await? {
            let Some(one) = store.recipient(person, now, today).await? else { continue };
            if Digest::of(one.matters, now, today, one.last).is_some() {
                store.queue(person, week, now).await?;
            }
        }
        Ok(())
    }

    /// Sends one digest, and notes what became of it; nothing where that is not known.
    async fn send(&self, claim: &Claim) -> Stored<Option<Fate>> {
        let Services { store, ambient, .. } = &self.services;
        let fate = self.hand_over(claim).await?;
        if let Some(fate) = fate {
            store.settle(claim, fate, ambient.now()).await?;
        }
        Ok(fate)
    }

    /// What is said is what stands at this moment: somebody may have told since it was queued.
    async fn hand_over(&self, claim: &Claim) -> Stored<Option<Fate>> {
        let Services { store, ambient, post, .. } = &self.services;
        let (now, today) = (ambient.now(), ambient.today());
        let Some(one) = store.recipient(claim.person, now, today).await? else {
            return Ok(Some(Fate::Nothing));
        };
        let Some(digest) = Digest::of(one.matters, now, today, one.last) else {
            return Ok(Some(Fate::Nothing));
        };
        let name = one.asker.me.as_ref().map_or("", |me| me.name.as_str());
        let letter = self.services.digest((claim.person, name), &digest, one.lang);
        let later = || retry(claim.tries, ambient.now()).map_or(Fate::GivenUp, Fate::Again);
        if let Err(why) = post.is_there().await {
            tracing::warn!(%why, "no mail server to send reminders by");
            return Ok(Some(later()));
        }
        if !store.hand_over(claim, ambient.now()).await? {
            return Ok(None);
        }
        Ok(match post.letter(&one.address, &letter).await {
            Ok(()) => Some(Fate::Sent),
            Err(Undelivered::No { for_good: true, why }) => {
                tracing::warn!(%why, "the mail server refuses a reminder");
                Some(Fate::GivenUp)
            }
            Err(Undelivered::No { for_good: false, why }) => {
                tracing::warn!(%why, "the mail server does not take a reminder now");
                Some(later())
            }
            Err(Undelivered::Perhaps(why)) => {
                tracing::warn!(%why, "a reminder may have been sent, and is not sent again");
                None
            }
        })
    }
}
