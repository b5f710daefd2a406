//! What a team agrees to try, how it went, what the team decides, and what it lifts to its leader.

use crate::{
    AgreementId, Asker, Date, ObstacleId, PersonId, Refusal, ReportId, Session, SessionId, Team, TeamId,
    Timestamp, people::Unit, reflection::Participant, session::Steering, store::NewReport, text,
};
use serde::{Deserialize, Serialize};

mod typed;

pub use typed::{Part, TermsDraft};

/// «Når …, gjør vi …; vi ser etter …; følges opp …»
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The agreement's id.
    pub id: AgreementId,
    /// Whose it is.
    pub team: TeamId,
    /// The session it was made in.
    pub session: SessionId,
    /// The module's slug.
    pub module: String,
    /// What was agreed.
    pub terms: Terms,
    /// The agreement it came from, where one was adjusted.
    pub parent: Option<AgreementId>,
    /// When it was written down.
    pub at: Timestamp,
    /// Counts the changes while the session is open.
    pub version: i64,
    /// What the team decided, once it has.
    pub decision: Option<Decision>,
}

/// The sentence's parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// «Når …»: the situation.
    pub situation: String,
    /// «gjør vi …»: what the team does.
    pub action: String,
    /// «vi ser etter …»: the sign to look for.
    pub sign: String,
    /// «følges opp …».
    pub follow_up: Date,
    /// Who follows up, by name: agreements carry names.
    pub keeper: String,
}

impl Terms {
    /// Whether somebody follows up, alone or with others.
    pub fn kept_by(&self, names: &Names) -> bool {
        self.keepers().any(|keeper| names.holds(keeper))
    }

    /// The terms without a person's names: what stays with the team when the person is forgotten.
    pub fn without(self, names: &Names) -> Terms {
        if !self.kept_by(names) {
            return self;
        }
        let left: Vec<&str> = self.keepers().filter(|keeper| !names.holds(keeper)).collect();
        let keeper = match left.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, before)) => format!("{} og {last}", before.join(", ")),
            None => String::new(),
        };
        Terms { keeper, ..self }
    }

    /// Those who follow up, one by one: «Kari, Ola og Per» are three.
    fn keepers(&self) -> impl Iterator<Item = &str> {
        let several = self.keeper.split([',', ';', '/', '&', '+']).flat_map(|some| some.split(" og "));
        several.map(str::trim).filter(|keeper| !keeper.is_empty())
    }
}

/// What a person is called where only a name is written: the name, the first name alone, and the nicknames used in
/// sessions. Two of the same name in a team cannot be told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names(Vec<String>);

impl Names {
    /// The names of a person who has gone by these nicknames.
    pub fn of(name: &str, nicknames: impl IntoIterator<Item = String>) -> Names {
        let first = name.split_whitespace().next().unwrap_or_default();
        let all = [name.to_owned(), first.to_owned()].into_iter().chain(nicknames);
        Names(all.map(|one| one.trim().to_lowercase()).filter(|one| !one.is_empty()).collect())
    }

    fn holds(&self, name: &str) -> bool {
        self.0.contains(&name.trim().to_lowercase())
    }
}

/// How a try-out went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The report's id.
    pub id: ReportId,
    /// What it is about.
    pub agreement: AgreementId,
    /// Gjort, delvis, ikke ennå.
    pub outcome: Outcome,
    /// What was seen; may be empty.
    pub seen: String,
    /// Who told, by name.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Gjort, delvis, ikke ennå.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "TEXT", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Gjort.
    Done,
    /// Delvis.
    Partly,
    /// Ikke ennå.
    NotYet,
}

/// What the team decided after trying.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Videreføre, justere, avslutte.
    pub verdict: Verdict,
    /// Who pressed, for the team, where it was somebody signed in.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// Videreføre, justere, avslutte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "TEXT", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Videreføre: it is how we do it now.
    Keep,
    /// Justere: it becomes a new agreement that knows this one.
    Adjust,
    /// Avslutte.
    Drop,
}

/// What a team lifts to its leader, who must answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obstacle {
    /// The obstacle's id.
    pub id: ObstacleId,
    /// Whose it is.
    pub team: TeamId,
    /// The agreement it stands in the way of, where it came with a report.
    pub agreement: Option<AgreementId>,
    /// The team's own words.
    pub text: String,
    /// When it was lifted.
    pub at: Timestamp,
    /// The leader's answer, once there is one.
    pub answer: Option<Answer>,
}

/// A leader's answer to an obstacle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Ja, nei, når, sendt til eier.
    pub kind: AnswerKind,
    /// Why; a leader always says why.
    pub why: String,
    /// Who answered, by name.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Ja, nei, når, sendt til eier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// Ja.
    Yes,
    /// Nei.
    No,
    /// På denne datoen.
    When(Date),
    /// Sendt til eier.
    ToOwner,
}

/// An agreement and what has come of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// The agreement.
    pub agreement: Agreement,
    /// The reports, oldest first.
    pub reports: Vec<Report>,
    /// The obstacles lifted with it.
    pub obstacles: Vec<Obstacle>,
}

impl Followed {
    /// Where the agreement stands on a day.
    pub fn standing(&self, today: Date) -> Standing {
        match (&self.agreement.decision, self.reports.last()) {
            (Some(decision), _) => Standing::Decided(decision.verdict),
            (None, Some(report)) => Standing::Reported(report.outcome),
            (None, None) if self.agreement.terms.follow_up < today => {
                Standing::Overdue(self.agreement.terms.follow_up.days_until(today))
            }
            (None, None) => Standing::Trying,
        }
    }
}

/// The agreement that says most about how a team is doing: the one longest overdue, else the newest that is not
/// decided, else the newest. They come the newest first.
pub fn foremost(all: &[Followed], today: Date) -> Option<&Followed> {
    let overdue = |followed: &&Followed| match followed.standing(today) {
        Standing::Overdue(days) => days,
        Standing::Trying | Standing::Reported(_) | Standing::Decided(_) => 0,
    };
    let most_overdue = all.iter().max_by_key(|followed| overdue(followed)).filter(|one| overdue(one) > 0);
    most_overdue.or_else(|| all.iter().find(|f| f.agreement.is_open())).or_else(|| all.first())
}

/// Where an agreement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Agreed, and the day for following up has not passed.
    Trying,
    /// Nobody has told, and the day passed this many days ago.
    Overdue(i64),
    /// Somebody has told how it went.
    Reported(Outcome),
    /// The team has decided.
    Decided(Verdict),
}

impl Session {
    /// Whether the asker may write an agreement down here: those who take part or facilitate, while it runs.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] or [`Refusal::SignedOut`], [`Refusal::NotStarted`], [`Refusal::Closed`].
    pub fn may_agree(&self, asker: &Asker, participant: Option<&Participant>) -> Result<(), Refusal> {
        if participant.is_none() {
            asker.facilitates(self.team)?;
        }
        self.under_way().map(|_| ())
    }

    /// Whether the session has this agreement from earlier on its screen.
    pub fn shows(&self, agreement: AgreementId) -> bool {
        self.under_way().is_ok() && self.course.since_last.contains(&agreement)
    }
}

impl Agreement {
    /// The agreement in other words, from a form based on version `base`. A retry of a change that arrived is the
    /// same agreement.
    ///
    /// # Errors
    /// [`Refusal::Stale`] where somebody changed it in between, [`Refusal::Decided`].
    pub fn revise(self, terms: Terms, base: i64) -> Result<Agreement, Refusal> {
        if terms == self.terms {
            return Ok(self);
        }
        if self.decision.is_some() {
            return Err(Refusal::Decided);
        }
        if base != self.version {
            return Err(Refusal::Stale);
        }
        Ok(Agreement { terms, version: self.version + 1, ..self })
    }

    /// The agreement without a person's names; nothing where it has none of them. It counts as a change, so that no form
    /// from before puts a name back.
    pub fn forget(self, names: &Names) -> Option<Agreement> {
        let named = self.terms.kept_by(names);
        named.then(|| Agreement { terms: self.terms.without(names), version: self.version + 1, ..self })
    }

    /// Who may tell how it went, by name: those in the team, and those who look at it together (`here`).
    ///
    /// # Errors
    /// [`Refusal::Forbidden`], or [`Refusal::SignedOut`] for a browser nobody knows.
    pub fn teller(&self, asker: &Asker, here: Option<&Participant>) -> Result<String, Refusal> {
        match (here, &asker.me) {
            (Some(here), None) => Ok(here.name.clone()),
            (Some(_), Some(me)) => Ok(me.name.clone()),
            (None, _) => {
                asker.in_team(self.team)?;
                Ok(asker.me.as_ref().map(|me| me.name.clone()).unwrap_or_default())
            }
        }
    }

    /// Who may look at it: those who may tell of it, and the leader of the team's unit, once following up has been
    /// discussed.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`], [`Refusal::SignedOut`] or [`Refusal::NotDiscussed`].
    pub fn may_see(
        &self,
        asker: &Asker,
        here: Option<&Participant>,
        unit: Option<&Unit>,
    ) -> Result<(), Refusal> {
        match (self.teller(asker, here), unit) {
            (Ok(_), _) => Ok(()),
            (Err(_), Some(unit)) if asker.leads(unit.id).is_ok() => asker.follows(unit),
            (Err(refusal), _) => Err(refusal),
        }
    }

    /// Whether it is for the team to decide on.
    pub const fn is_open(&self) -> bool {
        self.decision.is_none()
    }
}

/// What a team's next session opens with: what came of sessions that are over and nobody has decided on, the oldest
/// first.
pub fn opens_with(mut agreements: Vec<Agreement>, is_over: impl Fn(SessionId) -> bool) -> Vec<AgreementId> {
    agreements.retain(|agreement| agreement.is_open() && is_over(agreement.session));
    agreements.sort_by_key(|agreement| (agreement.at, agreement.id));
    agreements.into_iter().map(|agreement| agreement.id).collect()
}

impl Followed {
    /// The report, and the obstacle lifted with it, of one who tells how it went in the agreement's `team`. `None` for
    /// a retry of a report that arrived.
    ///
    /// # Errors
    /// Those of [`Agreement::teller`], [`Refusal::Decided`] once the team has, [`Refusal::NoLeader`] for an obstacle
    /// from a team without a unit, and what [`text::free`] refuses.
    pub fn tell(
        &self,
        asker: &Asker,
        here: Option<&Participant>,
        team: &Team,
        told: &NewReport,
    ) -> Result<Option<(Report, Option<Obstacle>)>, Refusal> {
        self.told(self.agreement.teller(asker, here)?, asker.now, team, told)
    }

    /// As [`Followed::tell`], by somebody who may.
    pub(crate) fn told(
        &self,
        by: String,
        at: Timestamp,
        team: &Team,
        told: &NewReport,
    ) -> Result<Option<(Report, Option<Obstacle>)>, Refusal> {
        if self.reports.iter().any(|report| report.id == told.id) {
            return Ok(None);
        }
        if !self.agreement.is_open() {
            return Err(Refusal::Decided);
        }
        let agreement = self.agreement.id;
        let seen = text::free(&told.seen, text::LINE)?;
        let text = text::free(&told.obstacle, text::LONG)?;
        let report = Report { id: told.id, agreement, outcome: told.outcome, seen, by, at };
        if text.is_empty() {
            return Ok(Some((report, None)));
        }
        team.unit.ok_or(Refusal::NoLeader)?;
        let (id, agreement) = (told.obstacle_id, Some(agreement));
        Ok(Some((report, Some(Obstacle { id, team: team.id, agreement, text, at, answer: None }))))
    }

    /// The team's decision; `None` for a retry of one that arrived. With a new agreement comes `adjusted`:
    /// what is stored under its id already.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] for anyone who neither facilitates the team nor leads a session that asks for it, which
    /// `steering` says, [`Refusal::Decided`] for another decision
    /// than the one that stands, [`Refusal::NotTold`] before anyone has told how it went, [`Refusal::Invalid`] where a
    /// verdict and a new agreement do not belong together.
    pub fn decide(
        &self,
        asker: &Asker,
        steering: Option<Steering>,
        verdict: Verdict,
        adjusted: Option<Option<&Agreement>>,
    ) -> Result<Option<Decision>, Refusal> {
        let by = match steering {
            Some(steering) => steering.person(),
            None => Some(asker.facilitates(self.agreement.team)?.person()),
        };
        if (verdict == Verdict::Adjust) != adjusted.is_some() {
            return Err(Refusal::Invalid);
        }
        let there = adjusted.flatten();
        if let Some(decision) = &self.agreement.decision {
            let arrived =
                adjusted.is_none() || there.is_some_and(|new| new.parent == Some(self.agreement.id));
            return if decision.verdict == verdict && arrived { Ok(None) } else { Err(Refusal::Decided) };
        }
        if there.is_some() {
            return Err(Refusal::Invalid);
        }
        if self.reports.is_empty() {
            return Err(Refusal::NotTold);
        }
        Ok(Some(Decision { verdict, by, at: asker.now }))
    }

    /// Whether it waits for the team: nobody has told how it went, and the day to say so has come.
    pub fn waits(&self, today: Date) -> bool {
        self.agreement.is_open() && self.reports.is_empty() && self.agreement.terms.follow_up <= today
    }
}

impl Obstacle {
    /// Whether it waits for the leader.
    pub const fn waits(&self) -> bool {
        self.answer.is_none()
    }

    /// Its turn on the leader's page: unanswered first, the oldest on top.
    pub const fn turn(&self) -> impl Ord + use<> {
        (!self.waits(), self.at, self.id)
    }

    /// The obstacle with its leader's answer on it.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] for anyone who does not lead the team's unit, [`Refusal::Answered`] the second time,
    /// [`Refusal::NoLeader`] for a team without a unit, [`Refusal::Past`] for a promise of a day before today, and what
    /// [`text::required`] refuses.
    pub fn answer(
        self,
        asker: &Asker,
        team: &Team,
        kind: AnswerKind,
        why: &str,
    ) -> Result<Obstacle, Refusal> {
        asker.leads(team.unit.ok_or(Refusal::NoLeader)?)?;
        if self.answer.is_some() {
            return Err(Refusal::Answered);
        }
        if matches!(kind, AnswerKind::When(day) if day < asker.today) {
            return Err(Refusal::Past);
        }
        let by = asker.me.as_ref().map(|me| me.name.clone()).unwrap_or_default();
        let why = text::required(why, text::LINE)?;
        Ok(Obstacle { answer: Some(Answer { kind, why, by, at: asker.now }), ..self })
    }
}

#[cfg(test)]
mod tests;
