//! An answer to a prompt: its author's until it is shared.
//!
//! Typing locks nothing but the answer itself. What may be seen follows from when the step was opened: what was saved
//! before the answers showed is open, unless its author held it back; what is written later needs «Del». So a save
//! never waits for the session, and an opening never copies sixty texts.

use crate::{
    Asker, ParticipantId, PersonId, ReflectionId, Refusal, SessionId, Timestamp, TokenHash, note,
    package::{Shares, StepKind},
    session::{Course, Opening, Place, Session},
    text,
};
use serde::{Deserialize, Serialize};

/// Someone in one session, guest or person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// The participant's id.
    pub id: ParticipantId,
    /// The session.
    pub session: SessionId,
    /// Name or nickname.
    pub name: String,
    /// The person, where somebody signed in or claimed what they wrote as a guest.
    pub person: Option<PersonId>,
    /// The guest's browser.
    pub guest: Option<TokenHash>,
    /// Whether this is the leader of the team's unit, which everyone sees.
    pub leader: bool,
    /// The place this participant has said «Jeg er ferdig» at.
    pub ready: Option<Place>,
    /// Whether this is one who was away and has caught up: not somebody in the room.
    pub late: bool,
    /// Whether they have said if it was worth the time; what they said is kept apart.
    pub rated: bool,
}

impl Participant {
    /// Whether the asker is this participant.
    pub fn is(&self, asker: &Asker) -> bool {
        let person = asker.me.as_ref().map(|me| me.id);
        (person.is_some() && person == self.person)
            || (self.person.is_none() && asker.guest.is_some() && asker.guest == self.guest)
    }

    /// The asker among those who took part: the person before the browser, so that one who is here as both writes in
    /// one place. One who was away and has caught up did not.
    pub fn own<'a>(asker: &Asker, all: impl IntoIterator<Item = &'a Participant>) -> Option<&'a Participant> {
        let mut mine: Vec<&Participant> = all.into_iter().filter(|p| !p.late && p.is(asker)).collect();
        mine.sort_by_key(|p| p.person.is_none());
        mine.first().copied()
    }

    /// The asker among the participants, who must have joined.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`], or [`Refusal::SignedOut`] where nobody is signed in.
    pub fn joined<'a>(
        asker: &Asker,
        all: impl IntoIterator<Item = &'a Participant>,
    ) -> Result<&'a Participant, Refusal> {
        let nobody = if asker.me.is_some() { Refusal::Forbidden } else { Refusal::SignedOut };
        Participant::own(asker, all).ok_or(nobody)
    }
}

/// An answer to a prompt in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reflection {
    /// The answer's id; their order is the order everyone sees the answers in.
    pub id: ReflectionId,
    /// The prompt's id.
    pub prompt: String,
    /// The state of the content it answers, as the session's plan has it.
    pub revision: String,
    /// Who wrote it; nobody, once an author has taken an opened answer's authorship away.
    pub author: Option<ParticipantId>,
    /// The text as its author last saved it.
    pub text: String,
    /// Which save this is; the next one says which it was based on. 0 before the first.
    pub version: i64,
    /// When it was last saved.
    pub saved: Timestamp,
    /// Whether others may see it.
    pub sharing: Sharing,
}

/// Whether others may see an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sharing {
    /// Its author's own, unless an opening shows it.
    Private,
    /// Held back: an opening passes it by.
    Withheld,
    /// Open, in these words, whatever its author writes later.
    Opened(String),
}

impl Reflection {
    /// The words that others see.
    pub fn opened<'a>(&'a self, opening: Option<&Opening>, now: Timestamp) -> Option<&'a str> {
        match &self.sharing {
            Sharing::Opened(text) => Some(text),
            Sharing::Withheld => None,
            Sharing::Private => opening
                .filter(|o| o.reveals <= now && self.saved < o.reveals && !self.text.is_empty())
                .map(|_| self.text.as_str()),
        }
    }

    /// An empty answer to a prompt of a session, to be written.
    pub fn empty(id: ReflectionId, prompt: &str, course: &Course, author: ParticipantId) -> Reflection {
        Reflection {
            id,
            prompt: prompt.to_owned(),
            revision: course.revision.clone(),
            author: Some(author),
            text: String::new(),
            version: 0,
            saved: Timestamp(0),
            sharing: Sharing::Private,
        }
    }

    /// The answer after a save that was based on version `base`. A retry of a save that arrived is the same answer.
    ///
    /// # Errors
    /// [`Refusal::Conflict`] with the text that stands where somebody saved in between; what [`text::free`] refuses.
    pub fn write(
        self,
        words: &str,
        base: i64,
        opening: Option<&Opening>,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let words = text::free(words, text::LONG)?;
        if words == self.text {
            return Ok(self);
        }
        if base != self.version {
            return Err(Refusal::Conflict { theirs: self.text, version: self.version });
        }
        let sharing = match self.opened(opening, now) {
            Some(shown) => Sharing::Opened(shown.to_owned()),
            None => self.sharing,
        };
        // A clock that was set back must not carry a late text in under an opening.
        let saved = self.saved.max(now);
        Ok(Reflection { text: words, version: now.version_after(self.version), saved, sharing, ..self })
    }

    /// The answer, held back from an opening.
    ///
    /// # Errors
    /// [`Refusal::OpenAlready`].
    pub fn hold_back(self, opening: Option<&Opening>, now: Timestamp) -> Result<Self, Refusal> {
        if self.opened(opening, now).is_some() {
            return Err(Refusal::OpenAlready);
        }
        Ok(Reflection { sharing: Sharing::Withheld, ..self })
    }

    /// The answer, shared by its author as it stands.
    ///
    /// # Errors
    /// [`Refusal::Empty`] where nothing is written.
    pub fn share(self) -> Result<Self, Refusal> {
        if self.text.is_empty() {
            return Err(Refusal::Empty);
        }
        Ok(Reflection { sharing: Sharing::Opened(self.text.clone()), ..self })
    }

    /// What is left when its author deletes it: what was opened stays without an author, the rest goes.
    pub fn delete(self, opening: Option<&Opening>, now: Timestamp) -> Option<Self> {
        let shown = self.opened(opening, now)?.to_owned();
        Some(Reflection { author: None, text: shown.clone(), sharing: Sharing::Opened(shown), ..self })
    }

    /// A person's answer and the one the same person wrote as a guest, as one: both texts, one's own first. What was
    /// opened stays as others see it: in its place among the answers where one of the two was, and where both were, the
    /// guest's beside it without an author. What was held back in either is held back.
    pub fn join(
        self,
        guests: Reflection,
        opening: Option<&Opening>,
        now: Timestamp,
    ) -> (Reflection, Option<Reflection>) {
        let shown = |one: &Reflection| one.opened(opening, now).map(str::to_owned);
        let (own_shown, guests_shown) = (shown(&self), shown(&guests));
        let withheld = [&self, &guests].iter().any(|one| one.sharing == Sharing::Withheld);
        let own_text = Some(self.text.as_str()).filter(|text| !text.is_empty());
        let joined = Reflection {
            id: if own_shown.is_none() && guests_shown.is_some() { guests.id } else { self.id },
            text: note::join(own_text, &guests.text),
            version: now.version_after(self.version.max(guests.version)),
            saved: self.saved.max(guests.saved),
            sharing: match own_shown.clone().or(guests_shown) {
                Some(shown) => Sharing::Opened(shown),
                None if withheld => Sharing::Withheld,
                None => Sharing::Private,
            },
            ..self
        };
        let left = own_shown.and_then(|_| guests.delete(opening, now));
        (joined, left)
    }
}

impl Session {
    /// Where a prompt that takes a reflection stands, if it may be written to now. A closed session takes text too:
    /// late words are kept, private.
    ///
    /// # Errors
    /// [`Refusal::Missing`] for no prompt of the session, [`Refusal::NotStarted`] or [`Refusal::NotReached`] ahead of
    /// the session.
    pub fn may_write(&self, prompt: &str) -> Result<Place, Refusal> {
        let (place, shares) = self.course.prompt(prompt).ok_or(Refusal::Missing)?;
        if shares == Shares::Nowhere {
            return Err(Refusal::Missing);
        }
        if self.run().is_none() {
            return Err(Refusal::NotStarted);
        }
        if self.has_reached(place) { Ok(place) } else { Err(Refusal::NotReached) }
    }

    /// Whether «Jeg er ferdig» can be said at a place: where the session is, while it runs.
    ///
    /// # Errors
    /// [`Refusal::Closed`], [`Refusal::NotStarted`], or [`Refusal::Stale`] anywhere else.
    pub fn may_be_ready(&self, place: Place) -> Result<(), Refusal> {
        if self.under_way()?.current == place { Ok(()) } else { Err(Refusal::Stale) }
    }

    /// Whether an author may share an answer here: when its step has been opened, or at once where people do not work
    /// alone; never in a closed session.
    ///
    /// # Errors
    /// Those of [`Session::may_write`], [`Refusal::Closed`], or [`Refusal::Opening`] before the answers are open.
    pub fn may_share(&self, prompt: &str, now: Timestamp) -> Result<Place, Refusal> {
        let place = self.may_write(prompt)?;
        if self.is_closed() {
            return Err(Refusal::Closed);
        }
        if self.is_shared(place, now) { Ok(place) } else { Err(Refusal::Opening) }
    }

    /// Whether answers at a place are shared: its step has been opened, or people do not work alone there.
    pub fn is_shared(&self, place: Place, now: Timestamp) -> bool {
        let together = self.course.stage(place).is_some_and(|s| !matches!(s.kind, StepKind::Alone));
        together || self.opening(place).is_some_and(|o| o.reveals <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const OPENING: Opening =
        Opening { place: Place::Step(0), announced: Timestamp(0), reveals: Timestamp(100) };
    const NOW: Timestamp = Timestamp(1_000);

    fn answer(n: u128, text: &str, saved: i64, sharing: Sharing) -> Reflection {
        Reflection {
            id: ReflectionId(Uuid::from_u128(n)),
            prompt: "naar".into(),
            revision: "abc".into(),
            author: Some(ParticipantId(Uuid::from_u128(n))),
            text: text.into(),
            version: saved,
            saved: Timestamp(saved),
            sharing,
        }
    }

    #[test]
    fn two_answers_of_one_person_become_one_with_both_texts() {
        let (own, guests) =
            (answer(1, "eget", 10, Sharing::Private), answer(2, "gjest", 20, Sharing::Private));
        let (one, left) = own.clone().join(guests.clone(), None, NOW);
        assert_eq!((one.text.as_str(), one.sharing.clone(), left), ("eget\n\ngjest", Sharing::Private, None));
        assert_eq!((one.id, one.author, one.version), (own.id, own.author, 1_000), "no window's version");
        let empty = answer(1, "", 0, Sharing::Withheld);
        let (one, _) = empty.join(guests.clone(), None, NOW);
        assert_eq!(
            (one.text.as_str(), one.sharing),
            ("gjest", Sharing::Withheld),
            "held back in one is held back"
        );
        let (one, _) = own.join(answer(2, "gjest", 20, Sharing::Withheld), None, NOW);
        assert_eq!(one.sharing, Sharing::Withheld);
    }

    #[test]
    fn what_was_opened_stays_as_it_is_when_two_become_one() {
        let (before, after) = (
            |n, text| answer(n, text, 50, Sharing::Private),
            |n, text| answer(n, text, 200, Sharing::Private),
        );
        let join = |own: Reflection, guests: Reflection| {
            let (one, left) = own.join(guests, Some(&OPENING), NOW);
            let seen = |one: &Reflection| one.opened(Some(&OPENING), NOW).map(str::to_owned);
            let left = left.map(|left| (left.id.0.as_u128(), left.author, seen(&left)));
            (one.id.0.as_u128(), seen(&one), one.text, left)
        };
        let seen = |text: &str| Some(text.to_owned());
        let both = "eget\n\ngjest".to_owned();
        assert_eq!(join(before(1, "eget"), after(2, "gjest")), (1, seen("eget"), both.clone(), None));
        assert_eq!(
            join(after(1, "eget"), before(2, "gjest")),
            (2, seen("gjest"), both.clone(), None),
            "in its place"
        );
        assert_eq!(
            join(after(1, "eget"), after(2, "gjest")),
            (1, None, both.clone(), None),
            "nothing more is shown"
        );
        let left = Some((2, None, seen("gjest")));
        assert_eq!(join(before(1, "eget"), before(2, "gjest")), (1, seen("eget"), both, left));
    }
}
