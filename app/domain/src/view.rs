//! What one participant sees of a session: their own whole view at one revision, and never more.
//!
//! The words of the steps do not change while a session lasts and are public on the reading pages; they travel once,
//! as a [`Script`]. What changes travels as a [`SessionView`], made here from everything the store knows.

use crate::{
    Asker, Date, Lang, ParticipantId, ReflectionId, Refusal, SessionId, Team, Timestamp,
    agreement::{Agreement, Followed},
    package::{Html, Plan, Shares, StepKind},
    reflection::{Participant, Reflection, Sharing},
    session::{Advance, Clock, Duty, JoinCode, Opening, Place, ScreenCode, Session, State, UNDO},
};
use serde::{Deserialize, Serialize};

/// Everything stored about one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The session.
    pub session: Session,
    /// The team.
    pub team: Team,
    /// Everyone who joined, in that order.
    pub participants: Vec<Participant>,
    /// Every answer, in the order of ids.
    pub reflections: Vec<Reflection>,
    /// What was agreed on here.
    pub agreements: Vec<Agreement>,
    /// What the session opened with.
    pub since_last: Vec<Followed>,
}

/// Who looks at a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewer {
    me: Option<ParticipantId>,
    leading: bool,
    facilitates: bool,
    answers: bool,
}

impl Viewer {
    /// One who reads what was opened, and does nothing else. Who may is decided before.
    pub(crate) const READS: Viewer = Viewer { me: None, leading: false, facilitates: false, answers: true };
}

impl Record {
    /// How the asker sees this session: as a participant, as one who may lead it, or both.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] for anyone else, [`Refusal::SignedOut`] for a browser nobody knows.
    pub fn viewer(&self, asker: &Asker) -> Result<Viewer, Refusal> {
        let me = Participant::own(asker, &self.participants);
        let facilitates = asker.facilitates(self.session.team);
        let leading = self.session.steers(asker, &self.participants).is_ok();
        match (me, facilitates) {
            (None, Err(refusal)) => Err(refusal),
            (me, facilitates) => Ok(Viewer {
                me: me.map(|me| me.id),
                leading,
                facilitates: facilitates.is_ok(),
                // A leader sees what is opened while the session lasts; the leader's role opens nothing afterwards.
                answers: me.is_some_and(|me| !(me.leader && self.session.is_closed())),
            }),
        }
    }

    /// The shared screen sees what is opened, while the session lasts; for some hours after, what was agreed.
    ///
    /// # Errors
    /// [`Refusal::Expired`] for a code that is not, or no longer, paired.
    pub fn screen(&self, code: &ScreenCode, now: Timestamp) -> Result<Viewer, Refusal> {
        if self.session.screen.as_ref() == Some(code) && self.session.shines(now) {
            Ok(Viewer { me: None, leading: false, facilitates: false, answers: !self.session.is_closed() })
        } else {
            Err(Refusal::Expired)
        }
    }

    /// The view of one who looks, at a moment.
    pub fn view(&self, viewer: Viewer, now: Timestamp) -> SessionView {
        let session = &self.session;
        let clock = match &session.state {
            State::Running { clock, .. } => Some(*clock),
            State::Adjourned { left, .. } => Some(Clock::Paused(*left)),
            State::Planned | State::Closed { .. } => None,
        };
        let current = session.run().map(|run| run.current);
        let own = self.participants.iter().find(|p| viewer.me == Some(p.id));
        let here = self.participants.iter().filter(|p| !p.late);
        let people: Vec<PersonView> = here
            .map(|p| PersonView {
                name: p.name.clone(),
                leader: p.leader,
                ready: current.is_some() && p.ready == current,
                leads: session.helm.handed == Some(p.id),
                group: session.groups.of(p.id),
                duty: session.helm.duties.iter().find(|(_, id)| *id == p.id).map(|(duty, _)| *duty),
                me: Some(p.id) == viewer.me,
            })
            .collect();
        SessionView {
            id: session.id,
            revision: session.revision,
            now,
            code: session.code.clone(),
            progress: Progress::of(session),
            day: session.planned.day,
            follow_up: session.planned.follow_up,
            since_last: if session.has_reached(Place::SinceLast) {
                self.since_last.clone()
            } else {
                Vec::new()
            },
            opens_with: session.course.since_last.len(),
            current,
            furthest: session.run().map(|run| run.furthest),
            clock,
            openings: session.run().map(|run| run.openings.clone()).unwrap_or_default(),
            prompts: self.prompts(viewer, now),
            ready: people.iter().filter(|p| p.ready).count(),
            people,
            agreements: self.agreements.clone(),
            me: viewer.me,
            skipped: session.run().map(|run| run.skipped.clone()).unwrap_or_default(),
            claim: session.helm.claim.and_then(|id| {
                let claimant = self.participants.iter().find(|p| p.id == id)?;
                Some(ClaimView { id, name: claimant.name.clone() })
            }),
            may_take_back: viewer.facilitates && !viewer.leading,
            rated: own.and_then(|own| session.rated(own, now)),
            leading: viewer.leading.then(|| LeadingView {
                undo_until: match &session.state {
                    State::Running { advance: Some(Advance { at, .. }), .. } if now <= *at + UNDO => {
                        Some(*at + UNDO)
                    }
                    _ => None,
                },
                screen: session.screen.clone(),
                others: self
                    .participants
                    .iter()
                    .filter(|p| Some(p.id) != viewer.me)
                    .map(|p| (p.id, p.name.clone()))
                    .collect(),
            }),
        }
    }

    /// Whether an answer is from one who was away. Nobody is before a session is over.
    pub(crate) fn is_late(&self, answer: &Reflection) -> bool {
        let late = |p: &Participant| p.late && Some(p.id) == answer.author;
        self.session.is_closed() && self.participants.iter().any(late)
    }

    /// The words of an answer that others see.
    pub(crate) fn opened<'a>(&self, answer: &'a Reflection, now: Timestamp) -> Option<&'a str> {
        let (place, _) = self.session.course.prompt(&answer.prompt)?;
        answer.opened(self.session.opening_of(place, self.is_late(answer)).as_ref(), now)
    }

    fn prompts(&self, viewer: Viewer, now: Timestamp) -> Vec<PromptView> {
        let session = &self.session;
        let reached = (0u16..)
            .zip(&session.course.stages)
            .map(|(n, stage)| (Place::Step(n), stage))
            .filter(|(place, _)| session.has_reached(*place));
        reached
            .flat_map(|(place, stage)| stage.prompts.iter().map(move |(id, shares)| (place, id, *shares)))
            .filter(|(_, _, shares)| *shares != Shares::Nowhere)
            .map(|(place, id, shares)| {
                let opening = session.opening(place);
                let answers = || self.reflections.iter().filter(|r| &r.prompt == id);
                let mine = answers().find(|r| viewer.me.is_some() && r.author == viewer.me);
                let to_me = |author| session.opens_to(place, shares, author, viewer.me);
                let opened = answers().filter(|r| viewer.answers && to_me(r.author)).filter_map(|r| {
                    let text = self.opened(r, now)?.to_owned();
                    Some(OpenedView { id: r.id, text })
                });
                PromptView {
                    id: id.clone(),
                    mine: mine.map(|r| Mine::of(r, opening, now)),
                    opened: opened.collect(),
                    in_groups: shares == Shares::Group && session.grouped_at(place),
                    may_share: session.may_share(id, now).is_ok(),
                }
            })
            .collect()
    }
}

/// What one participant sees of a session at one revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// The session.
    pub id: SessionId,
    /// The revision this is the view of.
    pub revision: i64,
    /// The server's time when the view was made.
    pub now: Timestamp,
    /// The code to join with.
    pub code: JoinCode,
    /// Where the session stands.
    pub progress: Progress,
    /// The day it was planned for.
    pub day: Date,
    /// When agreements are followed up.
    pub follow_up: Option<Date>,
    /// How many agreements the session opens with.
    pub opens_with: usize,
    /// Those agreements and what has come of them.
    pub since_last: Vec<Followed>,
    /// Where the session is.
    pub current: Option<Place>,
    /// How far one may read.
    pub furthest: Option<Place>,
    /// The current step's time.
    pub clock: Option<Clock>,
    /// The openings so far, announced or done.
    pub openings: Vec<Opening>,
    /// The prompts reached so far, in order.
    pub prompts: Vec<PromptView>,
    /// How many are ready at the current place.
    pub ready: usize,
    /// Who is here.
    pub people: Vec<PersonView>,
    /// What has been agreed on in this session.
    pub agreements: Vec<Agreement>,
    /// The one who looks, where it is a participant.
    pub me: Option<ParticipantId>,
    /// The places that were skipped.
    pub skipped: Vec<Place>,
    /// The one who wants to take over leading, and waits for another to agree.
    pub claim: Option<ClaimView>,
    /// Whether the one who looks may lead again, while another does.
    pub may_take_back: bool,
    /// Whether one has said if it was worth the time; nothing where one is not asked.
    pub rated: Option<bool>,
    /// The strip for one who leads.
    pub leading: Option<LeadingView>,
}

/// Someone who wants to take over leading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimView {
    /// Who.
    pub id: ParticipantId,
    /// Name or nickname.
    pub name: String,
}

impl SessionView {
    /// What is left of a view for one who is out: where the session was, and nothing that anyone said or did.
    #[must_use]
    pub fn emptied(self) -> SessionView {
        SessionView {
            opens_with: 0,
            since_last: Vec::new(),
            clock: None,
            openings: Vec::new(),
            prompts: Vec::new(),
            ready: 0,
            people: Vec::new(),
            agreements: Vec::new(),
            claim: None,
            may_take_back: false,
            leading: None,
            ..self
        }
    }
}

/// Where a session stands, without what it carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "TEXT", rename_all = "snake_case"))]
pub enum Progress {
    /// Planned.
    Planned,
    /// Running.
    Running,
    /// Stopped, to go on another day.
    Adjourned,
    /// Over.
    Closed,
}

impl Progress {
    /// Where a session stands.
    pub const fn of(session: &Session) -> Progress {
        match session.state {
            State::Planned => Progress::Planned,
            State::Running { .. } => Progress::Running,
            State::Adjourned { .. } => Progress::Adjourned,
            State::Closed { .. } => Progress::Closed,
        }
    }
}

/// Someone in the room. Kept apart from what was said: nothing here leads to an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonView {
    /// Name or nickname.
    pub name: String,
    /// Whether it is the unit's leader.
    pub leader: bool,
    /// Whether they are ready at the current place.
    pub ready: bool,
    /// Whether leading was given to this one.
    pub leads: bool,
    /// The group this one sits in, counted from 0.
    pub group: Option<usize>,
    /// What this one looks after, drawn by lot.
    pub duty: Option<Duty>,
    /// Whether it is the one who looks.
    pub me: bool,
}

/// A prompt's answers as one participant sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromptView {
    /// The prompt's id.
    pub id: String,
    /// One's own answer.
    pub mine: Option<Mine>,
    /// The opened answers, without names, in the order everyone sees them in.
    pub opened: Vec<OpenedView>,
    /// Whether answers go to one's group and no further.
    pub in_groups: bool,
    /// Whether one may share one's own answer now.
    pub may_share: bool,
}

/// One's own answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    /// The text as last saved.
    pub text: String,
    /// Its version, to base the next save on.
    pub version: i64,
    /// The words that others see, where it is open.
    pub opened: Option<String>,
    /// Whether it is held back.
    pub withheld: bool,
}

impl Mine {
    /// An answer as its author sees it.
    pub fn of(reflection: &Reflection, opening: Option<&Opening>, now: Timestamp) -> Mine {
        Mine {
            text: reflection.text.clone(),
            version: reflection.version,
            opened: reflection.opened(opening, now).map(str::to_owned),
            withheld: reflection.sharing == Sharing::Withheld,
        }
    }
}

/// An opened answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedView {
    /// A random id, so that a list can be kept in place.
    pub id: ReflectionId,
    /// The words.
    pub text: String,
}

/// What only those who lead see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadingView {
    /// Until when the last advance can be taken back.
    pub undo_until: Option<Timestamp>,
    /// The shared screen's code, while one is paired.
    pub screen: Option<ScreenCode>,
    /// Those that leading can be given to.
    pub others: Vec<(ParticipantId, String)>,
}

/// The words of a session in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Script {
    /// The module's slug.
    pub module: String,
    /// The page's slug.
    pub page: String,
    /// The title.
    pub title: String,
    /// The steps.
    pub steps: Vec<ScriptStep>,
}

/// A step's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptStep {
    /// What it is and who works in it.
    pub kind: StepKind,
    /// Planned minutes.
    pub minutes: u16,
    /// Smallest and largest group.
    pub group_size: Option<(u8, u8)>,
    /// Whether the session may stop after this step.
    pub may_stop_after: bool,
    /// The title.
    pub title: String,
    /// What everyone reads.
    pub html: Html,
    /// «Slik leder du steget»; empty where there is none.
    pub lead: Html,
    /// The questions.
    pub prompts: Vec<ScriptPrompt>,
}

/// A prompt's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptPrompt {
    /// The prompt's id.
    pub id: String,
    /// Where the answer goes.
    pub shares: Shares,
    /// The question.
    pub question: String,
    /// Help beneath it.
    pub html: Html,
}

impl Script {
    /// A plan's words in one language.
    pub fn of(plan: &Plan, lang: Lang) -> Script {
        let prompt = |p: &crate::package::Prompt| ScriptPrompt {
            id: p.id.clone(),
            shares: p.shares,
            question: p.text.get(lang).question.clone(),
            html: p.text.get(lang).html.clone(),
        };
        let step = |s: &crate::package::Step| ScriptStep {
            kind: s.kind,
            minutes: s.minutes,
            group_size: s.group_size,
            may_stop_after: s.may_stop_after,
            title: s.text.get(lang).title.clone(),
            html: s.text.get(lang).html.clone(),
            lead: s.text.get(lang).lead.clone(),
            prompts: s.prompts.iter().map(prompt).collect(),
        };
        Script {
            module: plan.module.clone(),
            page: plan.page.clone(),
            title: plan.title.get(lang).clone(),
            steps: plan.steps.iter().map(step).collect(),
        }
    }
}
