//! The demo's municipality: people, units and four teams at different places in the loop.
//!
//! Everything is done as people do it, by the store's own doors and with a real asker each time, only on earlier days;
//! so whatever stands on a demo screen could have been made by hand.

use app::Services;
use domain::{
    AgreementId, Asker, Date, InvitationId, LoginId, MembershipId, ObstacleId, OwnerId, ParticipantId,
    PersonId, ReflectionId, ReportId, Session, SessionId, Team, TeamId, TokenHash, UnitId,
    agreement::{AnswerKind, Outcome, TermsDraft, Verdict},
    package::Plan,
    people::{Owner, Role, Scope, Unit, UnitKind},
    session::{Command, JoinCode, Place},
    signin::{Address, INVITATION},
    store::{CodeRequest, NewInvitation, NewLogin, NewReport, Stored},
};
use std::time::Duration;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const MINUTE: Duration = Duration::from_secs(60);

/// How many days ago people, units and teams came to be.
const FOUNDED: u32 = 120;
/// The module that the demo's teams work with.
const MODULE: &str = "hva-er-inkludering";

/// Fills an empty database.
///
/// # Errors
/// Whatever the store refuses; a demo that is refused anything is wrong.
pub async fn fill(services: &Services) -> Stored<()> {
    let world = Demo { services };
    let owner = world.owner("Ingrid Solheim", "Fjordvik kommune").await?;
    let school = world.unit(&owner, "Fjordvik skole", UnitKind::School, "Anders Moen").await?;
    let kindergarten =
        world.unit(&owner, "Tussilago barnehage", UnitKind::Kindergarten, "Sunniva Lie").await?;
    let ppt = world.unit(&owner, "PPT for Fjordvik", UnitKind::Ppt, "Jonas Berg").await?;

    let older = world.team(&school, "Trinn 5–7", ["Maja Nilsen", "Henrik Dahl", "Amina Yusuf"]).await?;
    let younger =
        world.team(&school, "Trinn 1–4", ["Kari Bakken", "Ole Tveit", "Liv Hansen", "Samir Aziz"]).await?;
    let small = world.team(&kindergarten, "Avdeling Bjørka", ["Elin Vik", "Tor Holm", "Sara Lunde"]).await?;
    let advisers = world.team(&ppt, "PPT-teamet", ["Marit Aune", "Nils Strand", "Ida Foss"]).await?;

    world.first_meeting_ahead(&older).await?;
    world.trying(&small).await?;
    world.stuck(&school, &younger).await?;
    world.round_the_loop(&advisers).await?;
    world.editor("Tale Haug").await
}

/// The demo's notes are sealed as any others, though with a key that everyone can read here.
pub const NOTES_KEY: [u8; 32] = [7; 32];

struct Demo<'a> {
    services: &'a Services,
}

/// Somebody's login, by which an asker for any day is had.
#[derive(Clone)]
struct Someone {
    token: TokenHash,
    name: &'static str,
}

struct Led {
    unit: UnitId,
    leader: Someone,
}

struct Ready {
    team: TeamId,
    facilitator: Someone,
    others: Vec<Someone>,
}

/// The page a session is made from, and what the people in it wrote, said and agreed.
struct Meeting {
    page: &'static str,
    days_ago: u32,
    follow_up_in: i64,
    answers: &'static [(&'static str, &'static [&'static str])],
    terms: [&'static str; 3],
}

impl Demo<'_> {
    fn id(&self) -> uuid::Uuid {
        self.services.ambient.ordered_id()
    }

    /// The asker that somebody's browser is, so many days and minutes ago or hence.
    async fn asker(&self, who: &Someone, days_ago: u32, minutes: u32) -> Stored<Asker> {
        let (now, today) = (self.services.ambient.now(), self.services.ambient.today());
        let mut asker = self.services.store.asker(Some(&who.token), None, now, today).await?;
        asker.now = now.before(DAY * days_ago) + MINUTE * minutes;
        asker.today = today.plus_days(-i64::from(days_ago));
        Ok(asker)
    }

    /// Somebody signs in for the first time and says their name.
    async fn arrives(&self, name: &'static str) -> Stored<Someone> {
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
        };
        store.redeem_code(&address, &token, &login).await?;
        let someone = Someone { token: hash, name };
        store.rename(&self.asker(&someone, 0, 0).await?, name).await?;
        Ok(someone)
    }

    /// Somebody invites, and somebody says yes, long enough ago for all that follows.
    async fn accepts(
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

    async fn owner(&self, name: &'static str, municipality: &str) -> Stored<(Someone, OwnerId)> {
        let someone = self.arrives(name).await?;
        let owner = Owner { id: OwnerId(self.id()), name: municipality.to_owned() };
        self.accepts(None, &someone, Role::Owner, Scope::Owner(owner.id), Some(&owner)).await?;
        Ok((someone, owner.id))
    }

    async fn editor(&self, name: &'static str) -> Stored<()> {
        let someone = self.arrives(name).await?;
        self.accepts(None, &someone, Role::Editor, Scope::Package, None).await
    }

    async fn unit(
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
    async fn team<const N: usize>(&self, led: &Led, name: &str, people: [&'static str; N]) -> Stored<Ready> {
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

    /// Has read, has planned, has not met.
    async fn first_meeting_ahead(&self, team: &Ready) -> Stored<()> {
        for page in ["innledning", "forarbeid"] {
            let asker = self.asker(&team.facilitator, 1, 0).await?;
            self.services.store.mark(&asker, (MODULE, page), true).await?;
        }
        self.plan(team, "okt", (0, 0), 21).await.map(|_| ())
    }

    /// Has met and agreed, and is trying it out.
    async fn trying(&self, team: &Ready) -> Stored<()> {
        let meeting = Meeting {
            page: "okt",
            days_ago: 8,
            follow_up_in: 21,
            answers: &[
                (
                    "til-stede",
                    &[
                        "Når vi kler på oss for å gå ut, og det går fort.",
                        "I samlingsstunden, særlig mot slutten.",
                        "Når leken allerede er i gang og noen kommer sent.",
                    ],
                ),
                ("setning", &["Alle har noe å gjøre sammen med noen, hver dag."]),
            ],
            terms: [
                "vi kler på oss for å gå ut",
                "to puljer av det, og den første er ute før den andre begynner",
                "hvor mange som kommer ut mens leken ennå er åpen",
            ],
        };
        self.meet(team, &meeting).await.map(|_| ())
    }

    /// Has tried, was hindered, lifted it to the leader, and meets again today.
    async fn stuck(&self, school: &Led, team: &Ready) -> Stored<()> {
        let meeting = Meeting {
            page: "okt",
            days_ago: 24,
            follow_up_in: 21,
            answers: &[
                (
                    "til-stede",
                    &[
                        "I overgangen fra friminutt til time.",
                        "Når vi deler inn i grupper og lar dem velge selv.",
                        "I gym, når lagene blir valgt.",
                        "Når oppgaven bare har én vei inn.",
                    ],
                ),
                ("rammer", &["Vi voksne er opptatt med å finne fram i de første minuttene."]),
                ("setning", &["De andre savner deg når du ikke er der."]),
            ],
            terms: [
                "vi kommer inn fra friminutt",
                "de første minuttene klare: én voksen i døra, én i rommet, og oppgaven på tavla",
                "hvor mange som er i gang etter tre minutter",
            ],
        };
        let agreement = self.meet(team, &meeting).await?;
        self.tell(
            &team.others[0],
            agreement,
            10,
            Outcome::Partly,
            "Det virker de dagene vi er to. Flere er i gang før klokka har ringt ferdig.",
            "",
        )
        .await?;
        self.tell(
            &team.others[1],
            agreement,
            3,
            Outcome::NotYet,
            "",
            "Mandag og onsdag er det bare én voksen inne etter storefri. Kan timeplanen flyttes, så vi er to de første ti minuttene?",
        )
        .await?;
        let answered = self.meet_obstacle_of_old(team, agreement).await?;
        let leader = self.asker(&school.leader, 6, 0).await?;
        self.services
            .store
            .answer(
                &leader,
                answered,
                AnswerKind::Yes,
                "Tavlene i de to rommene blir byttet fredag. Bestillingen er sendt.",
            )
            .await?;
        self.plan(team, "etterarbeid", (0, 0), 28).await.map(|_| ())
    }

    /// Has been round the loop: kept one, adjusted one, and is trying the new one.
    async fn round_the_loop(&self, team: &Ready) -> Stored<()> {
        let meeting = Meeting {
            page: "okt",
            days_ago: 50,
            follow_up_in: 21,
            answers: &[
                (
                    "til-stede",
                    &[
                        "Når tilrådingen vår sier «egen gruppe» uten å si hvordan en kommer tilbake.",
                        "I møter der vi snakker om barnet og ikke om rommet.",
                    ],
                ),
                ("setning", &["Rådene våre gjør det lettere å være sammen."]),
            ],
            terms: [
                "vi skriver en tilråding",
                "fellesskapet til det første avsnittet, før vi skriver om det som skjer utenfor",
                "om skolen nevner fellesskapet når vi møtes etterpå",
            ],
        };
        let first = self.meet(team, &meeting).await?;
        self.tell(
            &team.others[0],
            first,
            30,
            Outcome::Done,
            "Tre tilrådinger er skrevet slik. To skoler ringte og spurte hvordan.",
            "",
        )
        .await?;
        let second = Meeting {
            page: "etterarbeid",
            days_ago: 26,
            follow_up_in: 35,
            answers: &[
                (
                    "ikke-ventet",
                    &[
                        "At det tok kortere tid å skrive, ikke lengre.",
                        "At jeg måtte spørre skolen mer før jeg begynte.",
                    ],
                ),
                ("beholder", &["Vi begynner med fellesskapet, også i møtene."]),
            ],
            terms: [
                "en skole tar kontakt første gang",
                "situasjonen til det første spørsmålet: Hva gjør de andre elevene akkurat da?",
                "om samtalen handler om situasjonen før den handler om barnet",
            ],
        };
        self.meet_again(team, &second, first).await
    }

    async fn plan(
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
    async fn meet(&self, team: &Ready, meeting: &Meeting) -> Stored<AgreementId> {
        let session = self.plan(team, meeting.page, (meeting.days_ago, 0), meeting.follow_up_in).await?;
        self.lead(team, meeting, session, 0, Command::Start).await?;
        self.go_through(team, meeting, session).await
    }

    /// A meeting that opens with what was agreed before, keeps it, and agrees on something new.
    async fn meet_again(&self, team: &Ready, meeting: &Meeting, before: AgreementId) -> Stored<()> {
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
    async fn go_through(&self, team: &Ready, meeting: &Meeting, session: SessionId) -> Stored<AgreementId> {
        let store = &self.services.store;
        let record = store.record(session).await?.ok_or(domain::Refusal::Missing)?;
        let code = record.session.code.clone();
        for other in &team.others {
            let asker = self.asker(other, meeting.days_ago, 1).await?;
            let id = ParticipantId(self.services.ambient.random_id());
            store.join(&asker, &code, id, other.name).await?;
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

    async fn lead(
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
    async fn tell(
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
    async fn meet_obstacle_of_old(&self, team: &Ready, agreement: AgreementId) -> Stored<ObstacleId> {
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
