//! What people do, done by hand: arriving, inviting, planning, meeting, telling.

use super::{DAY, FOUNDED, MINUTE, MODULE};
use app::Services;
use domain::{
    AgreementId, Asker, Date, InvitationId, Lang, LoginId, MembershipId, ObstacleId, OwnerId, ParticipantId,
    PersonId, ReflectionId, ReportId, Session, SessionId, Team, TeamId, TokenHash, UnitId,
    agreement::{Outcome, TermsDraft, Verdict},
    demo::MUNICIPALITY,
    ending::worth::Worth,
    package::Plan,
    people::{Owner, Role, Scope, Unit, UnitKind},
    session::{Command, JoinCode, Place},
    signin::{Address, INVITATION},
    store::{CodeRequest, JoinRequest, NewInvitation, NewLogin, NewReport, Stored},
};

pub(super) struct Demo<'a> {
    pub(super) services: &'a Services,
}

/// Somebody's login, by which an asker for any day is had.
#[derive(Clone)]
pub(super) struct Someone {
    pub(super) token: TokenHash,
    pub(super) name: &'static str,
}

pub(super) struct Led {
    pub(super) unit: UnitId,
    pub(super) leader: Someone,
}

pub(super) struct Ready {
    pub(super) team: TeamId,
    pub(super) facilitator: Someone,
    pub(super) others: Vec<Someone>,
}

impl Ready {
    /// The team as it was when the last of them was away.
    pub(super) fn but_the_last(&self) -> Ready {
        let (_, others) = self.others.split_last().unzip();
        Ready {
            team: self.team,
            facilitator: self.facilitator.clone(),
            others: others.map(<[Someone]>::to_vec).unwrap_or_default(),
        }
    }
}

/// The page a session is made from, and what the people in it wrote, said and agreed.
pub(super) struct Meeting {
    pub(super) page: &'static str,
    pub(super) days_ago: u32,
    pub(super) follow_up_in: i64,
    pub(super) answers: &'static [(&'static str, &'static [&'static str])],
    pub(super) terms: [&'static str; 3],
}

impl Demo<'_> {
    pub(super) fn id(&self) -> uuid::Uuid {
        self.services.ambient.ordered_id()
    }

    /// The asker that somebody's browser is, so many days and minutes ago or hence.
    pub(super) async fn asker(&self, who: &Someone, days_ago: u32, minutes: u32) -> Stored<Asker> {
        let (now, today) = (self.services.ambient.now(), self.services.ambient.today());
        let mut asker = self.services.store.asker(Some(&who.token), None, now, today).await?;
        asker.now = now.before(DAY * days_ago) + MINUTE * minutes;
        asker.today = today.plus_days(-i64::from(days_ago));
        Ok(asker)
    }

    /// Somebody signs in for the first time and says their name.
    pub(super) async fn arrives(&self, name: &'static str) -> Stored<Someone> {
        let store = &self.services.store;
        let local: String = name
            .to_lowercase()
            .chars()
            .map(|c| match c {
                ' ' => '.',
                'å' => 'a',
                'ø' => 'o',
                'æ' => 'e',
                other => other,
            })
            .collect();
        let address = Address::parse(&format!("{local}@fjordvik.example"))?;
        let (token, hash) = self.services.token();
        let now = self.services.ambient.now();
        let request = CodeRequest {
            address: address.clone(),
            hash: token.clone(),
            browser: token.clone(),
            network: token.clone(),
            now,
        };
        store.ask_code(&request).await?;
        let login = NewLogin {
            id: LoginId(self.id()),
            token: hash.clone(),
            shared_device: false,
            now,
            person: PersonId(self.id()),
            lang: Lang::Nb,
        };
        store.redeem_code(&address, &token, &login).await?;
        let someone = Someone { token: hash, name };
        store.rename(&self.asker(&someone, 0, 0).await?, name).await?;
        Ok(someone)
    }

    /// Somebody invites, and somebody says yes, long enough ago for all that follows.
    pub(super) async fn accepts(
        &self,
        by: Option<&Someone>,
        who: &Someone,
        role: Role,
        scope: Scope,
        owner: Option<&Owner>,
    ) -> Stored<()> {
        let store = &self.services.store;
        let (_, token) = self.services.token();
        let asker = self.asker(who, FOUNDED, 0).await?;
        let invitation = NewInvitation {
            id: InvitationId(self.id()),
            token: token.clone(),
            role,
            scope,
            many: false,
            expires: asker.now + INVITATION,
        };
        match by {
            Some(by) => store.invite(&self.asker(by, FOUNDED, 0).await?, &invitation).await?,
            None => store.invite_first(&invitation, owner).await?,
        }
        store.accept(&asker, &token, MembershipId(self.id())).await?;
        Ok(())
    }

    pub(super) async fn owner(&self, name: &'static str, municipality: &str) -> Stored<(Someone, OwnerId)> {
        let someone = self.arrives(name).await?;
        let owner = Owner { id: MUNICIPALITY, name: municipality.to_owned() };
        self.accepts(None, &someone, Role::Owner, Scope::Owner(owner.id), Some(&owner)).await?;
        Ok((someone, owner.id))
    }

    pub(super) async fn editor(&self, name: &'static str) -> Stored<()> {
        let someone = self.arrives(name).await?;
        self.accepts(None, &someone, Role::Editor, Scope::Package, None).await
    }

    pub(super) async fn unit(
        &self,
        owner: &(Someone, OwnerId),
        name: &str,
        kind: UnitKind,
        leader: &'static str,
    ) -> Stored<Led> {
        let (by, owner) = owner;
        let unit =
            Unit { id: UnitId(self.id()), owner: *owner, name: name.to_owned(), kind, discussed: None };
        self.services.store.add_unit(&self.asker(by, FOUNDED, 0).await?, &unit).await?;
        let leader = self.arrives(leader).await?;
        self.accepts(Some(by), &leader, Role::Leader, Scope::Unit(unit.id), None).await?;
        let asker = self.asker(&leader, FOUNDED, 0).await?;
        self.services.store.discussed(&asker, unit.id, asker.today).await?;
        Ok(Led { unit: unit.id, leader })
    }

    /// A unit's leader starts a team and invites its facilitator, who invites the others.
    pub(super) async fn team<const N: usize>(
        &self,
        led: &Led,
        name: &str,
        people: [&'static str; N],
    ) -> Stored<Ready> {
        let team = Team { id: TeamId(self.id()), name: name.to_owned(), unit: Some(led.unit) };
        let leader = self.asker(&led.leader, FOUNDED, 0).await?;
        self.services.store.start_team(&leader, &team, MembershipId(self.id())).await?;
        let mut others = Vec::new();
        for person in people {
            others.push(self.arrives(person).await?);
        }
        let facilitator = others.remove(0);
        let scope = Scope::Team(team.id);
        self.accepts(Some(&led.leader), &facilitator, Role::Facilitator, scope, None).await?;
        for other in &others {
            self.accepts(Some(&facilitator), other, Role::Member, scope, None).await?;
        }
        Ok(Ready { team: team.id, facilitator, others })
    }

    pub(super) async fn plan(
        &self,
        team: &Ready,
        page: &str,
        (days_ago, in_days): (u32, i64),
        follow_up_in: i64,
    ) -> Stored<SessionId> {
        let asker = self.asker(&team.facilitator, days_ago + 1, 0).await?;
        let package = self.services.catalogue.package();
        let plan = Plan::of(&package, MODULE, page).ok_or(domain::Refusal::Missing)?;
        let mut bytes = [0; 6];
        self.services.ambient.random(&mut bytes);
        let day: Date = asker.today.plus_days(1 + in_days);
        let dates = (day, Some(day.plus_days(follow_up_in)));
        let id = SessionId(self.id());
        let session = Session::plan(&asker, id, team.team, &plan, dates, JoinCode::from_random(bytes))?;
        self.services.store.plan(&asker, &session, &plan).await?;
        Ok(id)
    }

    /// A whole meeting, from start to close; gives what was agreed.
    pub(super) async fn meet(&self, team: &Ready, meeting: &Meeting) -> Stored<AgreementId> {
        let session = self.plan(team, meeting.page, (meeting.days_ago, 0), meeting.follow_up_in).await?;
        self.lead(team, meeting, session, 0, Command::Start).await?;
        self.go_through(team, meeting, session).await
    }

    /// A meeting that opens with what was agreed before, keeps it, and agrees on something new.
    pub(super) async fn meet_again(
        &self,
        team: &Ready,
        meeting: &Meeting,
        before: AgreementId,
    ) -> Stored<()> {
        let session = self.plan(team, meeting.page, (meeting.days_ago, 0), meeting.follow_up_in).await?;
        self.lead(team, meeting, session, 0, Command::Start).await?;
        let asker = self.asker(&team.facilitator, meeting.days_ago, 3).await?;
        let adjusted = TermsDraft {
            situation: "vi skriver en tilråding".into(),
            action: "én telefon til kontaktlæreren først, og spør hva fellesskapet allerede gjør".into(),
            sign: "om tilrådingen bygger på noe som er prøvd".into(),
            follow_up: String::new(),
            keeper: team.others[0].name.into(),
        };
        let new = Some((session, AgreementId(self.id()), &adjusted));
        self.services.store.decide(&asker, before, Verdict::Adjust, new).await?;
        self.lead(team, meeting, session, 5, Command::Next(Place::SinceLast)).await?;
        let kept = self.go_through(team, meeting, session).await?;
        self.tell(
            &team.others[1],
            kept,
            12,
            Outcome::Done,
            "Samtalene er kortere, og vi vet mer etterpå.",
            "",
        )
        .await?;
        let asker = self.asker(&team.facilitator, 5, 0).await?;
        self.services.store.decide(&asker, kept, Verdict::Keep, None).await.map(|_| ())
    }

    /// The steps, the answers, the opening, the agreement and the close.
    pub(super) async fn go_through(
        &self,
        team: &Ready,
        meeting: &Meeting,
        session: SessionId,
    ) -> Stored<AgreementId> {
        let store = &self.services.store;
        let record = store.record(session).await?.ok_or(domain::Refusal::Missing)?;
        let code = record.session.code.clone();
        for other in &team.others {
            let asker = self.asker(other, meeting.days_ago, 1).await?;
            let id = ParticipantId(self.services.ambient.random_id());
            let own = other.token.0.clone();
            let request = JoinRequest { code: code.clone(), browser: own.clone(), network: own };
            store.join(&asker, &request, id, other.name).await?;
        }
        let everyone: Vec<&Someone> = std::iter::once(&team.facilitator).chain(&team.others).collect();
        let steps = u16::try_from(record.session.course.stages.len()).unwrap_or(0);
        for n in 0..steps {
            let (place, minutes) = (Place::Step(n), 5 + u32::from(n) * 8);
            let stage = &record.session.course.stages[usize::from(n)];
            let mut written = false;
            for (prompt, _) in &stage.prompts {
                let answers = meeting
                    .answers
                    .iter()
                    .find(|(id, _)| id == prompt)
                    .map_or(&[][..], |(_, answers)| *answers);
                for (who, answer) in everyone.iter().zip(answers) {
                    let asker = self.asker(who, meeting.days_ago, minutes + 2).await?;
                    let fresh = ReflectionId(self.services.ambient.random_id());
                    store.write(&asker, session, prompt, (answer, 0), fresh).await?;
                    written = true;
                }
            }
            if written {
                self.lead(team, meeting, session, minutes + 4, Command::Open(place)).await?;
            }
            if n + 1 < steps {
                self.lead(team, meeting, session, minutes + 8, Command::Next(place)).await?;
            }
        }
        let [situation, action, sign] = meeting.terms.map(str::to_owned);
        let keeper = team.facilitator.name.to_owned();
        let terms = TermsDraft { situation, action, sign, follow_up: String::new(), keeper };
        let id = AgreementId(self.id());
        store
            .agree(&self.asker(&team.facilitator, meeting.days_ago, 70).await?, session, id, (&terms, 0))
            .await?;
        self.lead(team, meeting, session, 75, Command::Close).await?;
        Ok(id)
    }

    /// Those who were in a meeting say, on their way out, whether it was worth the time.
    pub(super) async fn rate(
        &self,
        team: &Ready,
        meeting: &Meeting,
        agreement: AgreementId,
        said: &[Worth],
    ) -> Stored<()> {
        let store = &self.services.store;
        let asker = self.asker(&team.facilitator, meeting.days_ago, 80).await?;
        let (_, made) = store.followed(&asker, agreement).await?;
        for (who, worth) in std::iter::once(&team.facilitator).chain(&team.others).zip(said) {
            let asker = self.asker(who, meeting.days_ago, 80).await?;
            store.rate(&asker, made.agreement.session, *worth).await?;
        }
        Ok(())
    }

    pub(super) async fn lead(
        &self,
        team: &Ready,
        meeting: &Meeting,
        session: SessionId,
        minutes: u32,
        command: Command,
    ) -> Stored<()> {
        let asker = self.asker(&team.facilitator, meeting.days_ago, minutes).await?;
        let fresh = ParticipantId(self.services.ambient.random_id());
        self.services.store.lead(&asker, session, command, fresh).await.map(|_| ())
    }

    /// Somebody tells how it went, some days ago, and lifts something to the leader where there are words for it.
    pub(super) async fn tell(
        &self,
        who: &Someone,
        agreement: AgreementId,
        days_ago: u32,
        outcome: Outcome,
        seen: &str,
        obstacle: &str,
    ) -> Stored<ObstacleId> {
        let obstacle_id = ObstacleId(self.id());
        let report = NewReport {
            id: ReportId(self.id()),
            agreement,
            outcome,
            seen: seen.to_owned(),
            obstacle: obstacle.to_owned(),
            obstacle_id,
        };
        self.services.store.report(&self.asker(who, days_ago, 0).await?, &report).await?;
        Ok(obstacle_id)
    }

    /// An obstacle that the leader has answered since.
    pub(super) async fn meet_obstacle_of_old(
        &self,
        team: &Ready,
        agreement: AgreementId,
    ) -> Stored<ObstacleId> {
        self.tell(
            &team.facilitator,
            agreement,
            14,
            Outcome::Partly,
            "Tavla i to av rommene virker ikke.",
            "Tavla på rom 3 og 4 kan ikke brukes. Da kommer oppgaven for sent.",
        )
        .await
    }
}
