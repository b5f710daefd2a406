//! Who sits with whom.
//!
//! The system makes the groups, of the size that the step asks for and by lot, and people may change them by hand. Who
//! comes late sits down in the smallest. An answer that goes to the group is opened to those who sat together when the
//! step was opened, whatever groups are made later; where nobody has made groups, the whole room is one.

use super::{Command, Place, Session};
use crate::{Asker, ParticipantId, Refusal, package::Shares, reflection::Participant, session::helm::fall};
use serde::{Deserialize, Serialize};

/// The size of a group where the step names none: large enough to differ, small enough for all to speak.
const SIZE: (u8, u8) = (3, 5);

/// Who sits with whom; empty until groups are made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Groups(pub Vec<Vec<ParticipantId>>);

impl Groups {
    /// The group somebody sits in, counted from 0.
    pub fn of(&self, id: ParticipantId) -> Option<usize> {
        self.0.iter().position(|group| group.contains(&id))
    }

    /// Whether two sit together. Where no groups are made, all do.
    pub fn together(&self, one: Option<ParticipantId>, other: Option<ParticipantId>) -> bool {
        let group = |id: Option<ParticipantId>| id.and_then(|id| self.of(id));
        self.0.is_empty() || (group(one).is_some() && group(one) == group(other))
    }

    /// Everyone by lot in groups of at most `size.1`, as even as can be; never more groups than that takes, so that
    /// only a room too small for it has a group below `size.0`.
    fn by_lot(people: &[Participant], size: (u8, u8), lot: u64) -> Groups {
        let mut ids: Vec<ParticipantId> = people.iter().map(|p| p.id).collect();
        ids.sort_by_key(|id| (fall(lot, *id), *id));
        let many = ids.len().div_ceil(usize::from(size.1.max(1)));
        let mut groups = vec![Vec::new(); many];
        for (n, id) in ids.into_iter().enumerate() {
            groups[n % many].push(id);
        }
        Groups(groups)
    }

    fn without(&self, id: ParticipantId) -> Groups {
        let left = self.0.iter().map(|group| group.iter().copied().filter(|one| *one != id).collect());
        Groups(left.collect())
    }

    fn moved(&self, id: ParticipantId, to: usize) -> Result<Groups, Refusal> {
        let mut moved = self.without(id);
        moved.0.get_mut(to).ok_or(Refusal::Stale)?.push(id);
        Ok(moved)
    }

    /// One who came twice keeps the seat of one's own, or else gets the guest's.
    fn merge(&mut self, guest: ParticipantId, own: ParticipantId) {
        if self.of(own).is_some() {
            *self = self.without(guest);
        }
        for seat in self.0.iter_mut().flatten().filter(|seat| **seat == guest) {
            *seat = own;
        }
    }

    fn seat(&mut self, id: ParticipantId) {
        if self.of(id).is_none()
            && let Some(smallest) = self.0.iter_mut().min_by_key(|group| group.len())
        {
            smallest.push(id);
        }
    }
}

impl Session {
    /// Lets one who has just come in sit down, with those whose answers are opened already too.
    #[must_use]
    pub fn seat(mut self, id: ParticipantId) -> Session {
        let before = self.groups.clone();
        self.groups.seat(id);
        let after = self.groups.clone();
        if let Some(run) = self.state.run_mut() {
            for (_, then) in run.opened_in.iter_mut().filter(|(_, then)| *then == before) {
                *then = after.clone();
            }
        }
        self
    }

    /// The session after one who came as a guest too has become one participant: what the guest led, looks after and
    /// where the guest sat is one's own.
    #[must_use]
    pub fn merged(mut self, guest: ParticipantId, own: ParticipantId) -> Session {
        self.helm.merge(guest, own);
        self.groups.merge(guest, own);
        for (_, then) in self.state.run_mut().into_iter().flat_map(|run| &mut run.opened_in) {
            then.merge(guest, own);
        }
        self
    }

    /// Whether there are groups at a place: those that were when it was opened, or else those there are.
    pub fn grouped_at(&self, place: Place) -> bool {
        let then = self.run().and_then(|run| run.opened_in.iter().find(|(at, _)| *at == place));
        !then.map_or(&self.groups, |(_, groups)| groups).0.is_empty()
    }

    /// Whether what one wrote to a prompt of a place is opened to the other, where the step has been opened.
    pub fn opens_to(
        &self,
        place: Place,
        shares: Shares,
        author: Option<ParticipantId>,
        reader: Option<ParticipantId>,
    ) -> bool {
        let then = self.run().and_then(|run| run.opened_in.iter().find(|(at, _)| *at == place));
        shares != Shares::Group || then.is_none_or(|(_, groups)| groups.together(author, reader))
    }

    /// The groups that the step here asks for, made by lot.
    pub(super) fn grouped(&self, lot: u64, people: &[Participant]) -> Groups {
        let steps = &self.course.stages;
        let here = match self.run().map(|run| run.current) {
            Some(Place::Step(n)) => usize::from(n),
            _ => 0,
        };
        let size = steps.iter().skip(here).find_map(|stage| stage.group_size).unwrap_or(SIZE);
        Groups::by_lot(people, size, lot)
    }

    /// Whether the asker may move somebody to another group: oneself, and whoever leads anybody.
    ///
    /// # Errors
    /// What [`Session::steers`] refuses, [`Refusal::Closed`], or [`Refusal::Stale`] where there is no such group.
    pub(super) fn change_group(
        self,
        asker: &Asker,
        command: &Command,
        people: &[Participant],
    ) -> Result<Session, Refusal> {
        let Command::Move(whom, to) = *command else { return Err(Refusal::Invalid) };
        if self.is_closed() {
            return Err(Refusal::Closed);
        }
        if Participant::own(asker, people).is_none_or(|me| me.id != whom) {
            self.steers(asker, people)?;
        }
        if people.iter().all(|p| p.id != whom) {
            return Err(Refusal::Stale);
        }
        let groups = self.groups.moved(whom, usize::from(to))?;
        Ok(Session { groups, ..self })
    }
}

#[cfg(test)]
mod tests;
