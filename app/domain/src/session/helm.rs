//! Who leads a session on the day.
//!
//! Those who facilitate the team lead, until leading is given to one in the room. When whoever leads is gone, because
//! a phone has died or somebody was called away, one in the room asks to take over and another agrees; whoever leads
//! may say no meanwhile. Those who facilitate may always take leading back. Guests can lead too: the right lasts for
//! this one session, and opens nothing outside it.

use super::{Command, Session};
use crate::{Asker, ParticipantId, PersonId, Refusal, reflection::Participant};
use serde::{Deserialize, Serialize};

/// Who leads instead of those who facilitate, who wants to, and who does what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Helm {
    /// The one that leading was given to.
    pub handed: Option<ParticipantId>,
    /// The one who wants to take over, and waits for another to agree.
    pub claim: Option<ParticipantId>,
    /// What was drawn by lot, in the order of [`Duty::ALL`].
    pub duties: Vec<(Duty, ParticipantId)>,
}

/// What one in the room looks after, drawn by lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Duty {
    /// Ordstyrer: gives everyone the floor, and speaks last.
    Chair,
    /// Tidtaker: says when two minutes are left.
    Timekeeper,
    /// Referent: writes down what is agreed, never who said what.
    Secretary,
    /// Viddevakt: says so when the talk leaves the question (KS' word).
    Focus,
}

impl Duty {
    /// Every duty. Where fewer are in the room, the first ones are drawn.
    pub const ALL: [Duty; 4] = [Duty::Chair, Duty::Timekeeper, Duty::Secretary, Duty::Focus];
}

/// The right to lead one session now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steering {
    person: Option<PersonId>,
}

impl Steering {
    /// Who leads, where it is somebody signed in.
    pub const fn person(self) -> Option<PersonId> {
        self.person
    }
}

impl Helm {
    /// The one that leading was given to, while that one is in the room.
    pub fn hand(&self, people: &[Participant]) -> Option<ParticipantId> {
        self.handed.filter(|id| people.iter().any(|p| p.id == *id))
    }

    pub(super) fn handed_to(self, to: ParticipantId, people: &[Participant]) -> Result<Helm, Refusal> {
        if people.iter().all(|p| p.id != to) {
            return Err(Refusal::Stale);
        }
        Ok(Helm { handed: Some(to), claim: None, ..self })
    }

    pub(super) fn merge(&mut self, guest: ParticipantId, own: ParticipantId) {
        let duties = self.duties.iter_mut().map(|(_, id)| id);
        for id in self.handed.iter_mut().chain(&mut self.claim).chain(duties).filter(|id| **id == guest) {
            *id = own;
        }
    }

    pub(super) fn drawn(self, lot: u64, people: &[Participant]) -> Helm {
        let mut people: Vec<ParticipantId> = people.iter().map(|p| p.id).collect();
        people.sort_by_key(|id| (fall(lot, *id), *id));
        Helm { duties: Duty::ALL.into_iter().zip(people).collect(), ..self }
    }
}

/// Where a lot falls: the last step of SplitMix64, which spreads neighbouring numbers over all others.
pub(super) fn fall(lot: u64, id: ParticipantId) -> u64 {
    let (high, low) = id.0.as_u64_pair();
    let mut mixed = lot ^ high ^ low;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

impl Session {
    /// Whether the asker leads this session now: the one it was given to, or else those who facilitate the team.
    ///
    /// # Errors
    /// [`Refusal::Handed`] for one who facilitates while another leads, [`Refusal::SignedOut`] or
    /// [`Refusal::Forbidden`] for all others.
    pub fn steers(&self, asker: &Asker, people: &[Participant]) -> Result<Steering, Refusal> {
        let person = asker.me.as_ref().map(|me| me.id);
        match (self.helm.hand(people), Participant::own(asker, people)) {
            (Some(hand), Some(me)) if me.id == hand => Ok(Steering { person }),
            (Some(_), _) => asker.facilitates(self.team).and(Err(Refusal::Handed)),
            (None, _) => asker.facilitates(self.team).map(|_| Steering { person }),
        }
    }

    /// The session after what others than the one who leads may ask for.
    pub(super) fn take_turns(
        self,
        asker: &Asker,
        command: &Command,
        people: &[Participant],
    ) -> Result<Session, Refusal> {
        if self.is_closed() {
            return Err(Refusal::Closed);
        }
        let helm = self.helm.clone();
        let helm = match *command {
            Command::TakeBack => {
                asker.facilitates(self.team)?;
                Helm { handed: None, claim: None, ..helm }
            }
            Command::Claim => {
                let me = Participant::joined(asker, people)?.id;
                if self.steers(asker, people).is_ok() || helm.claim.is_some_and(|claim| claim != me) {
                    return Err(Refusal::Stale);
                }
                Helm { claim: Some(me), ..helm }
            }
            Command::Second(claimant) => {
                let me = Participant::joined(asker, people)?.id;
                if me == claimant {
                    return Err(Refusal::Forbidden);
                }
                if helm.claim != Some(claimant) {
                    return Err(Refusal::Stale);
                }
                helm.handed_to(claimant, people)?
            }
            _ => {
                let own = Participant::own(asker, people).is_some_and(|me| helm.claim == Some(me.id));
                if !own {
                    self.steers(asker, people)?;
                }
                Helm { claim: None, ..helm }
            }
        };
        Ok(Session { helm, ..self })
    }
}

#[cfg(test)]
mod tests;
