//! The minutes of a session, written by the system: what was agreed, decided and lifted, and what was opened. Never what
//! was not opened, never a note, never who said what.

use crate::{
    Asker, Date, Refusal, SessionId, Timestamp,
    agreement::{Followed, Terms, Verdict},
    ending::may_read,
    reflection::Participant,
    session::{Run, State},
    view::{Record, Script, ScriptPrompt, ScriptStep, Viewer},
};

/// A session's minutes in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// The session.
    pub session: SessionId,
    /// The team's name.
    pub team: String,
    /// The day of the meeting.
    pub day: Date,
    /// The module's slug.
    pub module: String,
    /// The title of the page it was made from.
    pub title: String,
    /// Who led, by name; nobody where they are forgotten.
    pub led_by: Option<String>,
    /// How many took part.
    pub present: usize,
    /// How many have caught up since.
    pub caught_up: usize,
    /// What was agreed.
    pub agreements: Vec<Terms>,
    /// What became of earlier agreements here.
    pub earlier: Vec<Earlier>,
    /// The steps that the team came to.
    pub steps: Vec<MinutesStep>,
    /// Whether the views of those who were away stand among the answers.
    pub with_late: bool,
}

/// An earlier agreement, and what became of it in the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// The sentence.
    pub terms: Terms,
    /// What the team decided here, if it did.
    pub verdict: Option<Verdict>,
    /// What was lifted to the leader here, in the team's own words.
    pub lifted: Vec<String>,
}

/// A step in the minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinutesStep {
    /// The title.
    pub title: String,
    /// The prompts whose answers were shared.
    pub prompts: Vec<MinutesPrompt>,
}

/// A prompt in the minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinutesPrompt {
    /// The prompt's id.
    pub id: String,
    /// The question.
    pub question: String,
    /// The opened answers, in the order everyone sees them in.
    pub opened: Vec<String>,
}

impl Record {
    /// Whether the asker reads the minutes, once there are any.
    ///
    /// # Errors
    /// Those of [`may_read`].
    pub fn reads(&self, asker: &Asker) -> Result<(), Refusal> {
        may_read(asker, &self.team, Participant::own(asker, &self.participants))
    }

    /// The minutes, for one who may read them, with the session's words in the reader's language.
    ///
    /// # Errors
    /// Those of [`may_read`], and [`Refusal::NotClosed`].
    pub fn minutes(&self, asker: &Asker, script: &Script) -> Result<Minutes, Refusal> {
        self.reads(asker)?;
        let State::Closed { run, at } = &self.session.state else { return Err(Refusal::NotClosed) };
        let view = self.view(Viewer::READS, asker.now);
        let opened = |id: &str| -> Vec<String> {
            let prompt = view.prompts.iter().find(|prompt| prompt.id == id);
            prompt.map(|p| p.opened.iter().map(|answer| answer.text.clone()).collect()).unwrap_or_default()
        };
        let shared = |id: &str| self.session.may_add(id, asker.now).is_ok();
        let prompts = |step: &ScriptStep| {
            let shared = step.prompts.iter().filter(|p| shared(&p.id));
            let prompt = |p: &ScriptPrompt| MinutesPrompt {
                id: p.id.clone(),
                question: p.question.clone(),
                opened: opened(&p.id),
            };
            shared.map(prompt).collect()
        };
        let steps =
            script.steps.iter().map(|step| MinutesStep { title: step.title.clone(), prompts: prompts(step) });
        let (late, present): (Vec<&Participant>, Vec<_>) = self.participants.iter().partition(|p| p.late);
        let led = |p: &&&Participant| match self.session.helm.handed {
            Some(hand) => p.id == hand,
            None => run.by.is_some() && p.person == run.by,
        };
        Ok(Minutes {
            session: self.session.id,
            team: self.team.name.clone(),
            day: self.session.planned.day,
            module: script.module.clone(),
            title: script.title.clone(),
            led_by: present.iter().find(led).map(|p| p.name.clone()),
            present: present.len(),
            caught_up: late.len(),
            agreements: self.agreements.iter().map(|agreement| agreement.terms.clone()).collect(),
            earlier: self.since_last.iter().map(|one| Earlier::of(one, run, *at)).collect(),
            steps: steps.filter(|step| !step.prompts.is_empty()).collect(),
            with_late: self.has_late_views(asker.now),
        })
    }

    fn has_late_views(&self, now: Timestamp) -> bool {
        self.reflections.iter().any(|one| self.is_late(one) && self.opened(one, now).is_some())
    }
}

impl Earlier {
    fn of(followed: &Followed, run: &Run, closed: Timestamp) -> Earlier {
        let here = |at: Timestamp| run.started <= at && at <= closed;
        let decision = followed.agreement.decision.as_ref().filter(|decision| here(decision.at));
        let lifted = followed.obstacles.iter().filter(|obstacle| here(obstacle.at));
        Earlier {
            terms: followed.agreement.terms.clone(),
            verdict: decision.map(|decision| decision.verdict),
            lifted: lifted.map(|obstacle| obstacle.text.clone()).collect(),
        }
    }
}
