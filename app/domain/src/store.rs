//! The doors through which the product reaches what is stored. `server/store` opens them on two databases.
//!
//! Every call that changes something takes the [`Asker`], loads what the rule needs under lock, lets a rule of this
//! crate decide, and saves, in one transaction. A row that is not there is `Ok(None)` or [`Refusal::Missing`].

mod ending;
mod letters;
mod links;
mod overview;
mod takeout;

pub use ending::*;
pub use letters::*;
pub use links::*;
pub use overview::*;
pub use takeout::*;

use crate::{
    AgreementId, Asker, Date, FeedbackId, InvitationId, Lang, LoginId, MembershipId, NoteId, ObstacleId,
    OwnerId, ParticipantId, PersonId, ReflectionId, Refusal, ReportId, SessionId, TeamId, Timestamp,
    TokenHash, UnitId,
    agreement::{AnswerKind, Followed, Outcome, TermsDraft, Verdict},
    feedback::Feedback,
    package::Plan,
    people::{Editing, Owner, Person, Role, Scope, Team, Unit},
    session::{Command, JoinCode, Place, ScreenCode, Session},
    signin::Address,
    view::{Mine, Record},
};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// Why a call to the store did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A rule said no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database is locked or overloaded; the same call may succeed in a moment.
    #[error("the database is busy")]
    Busy,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// Something that should not happen.
    #[error("{0}")]
    Broken(String),
}

/// What a call to the store gives.
pub type Stored<T> = Result<T, Failure>;

/// All the doors at once.
pub trait Store:
    People + Places + Sessions + Ending + Loop + Links + Letters + Reading + SealedNotes
{
    /// Which database this is, for a log line and the tests' report.
    fn kind(&self) -> &'static str;
}

/// A request for a sign-in code. Browser and network are hashes; the address is needed to send to.
#[derive(Clone, Debug)]
pub struct CodeRequest {
    /// Where the code goes.
    pub address: Address,
    /// The hash of address and code.
    pub hash: String,
    /// The browser's token, hashed.
    pub browser: String,
    /// The network address, hashed.
    pub network: String,
    /// When it was asked for.
    pub now: Timestamp,
}

/// A code that somebody types to join a session. Browser and network are hashes, for the limit on wrong codes.
#[derive(Clone, Debug)]
pub struct JoinRequest {
    /// The code.
    pub code: JoinCode,
    /// The browser's token, or the person, hashed.
    pub browser: String,
    /// The network address, hashed.
    pub network: String,
}

/// A login about to be opened.
#[derive(Clone, Debug)]
pub struct NewLogin {
    /// Its id.
    pub id: LoginId,
    /// The hash of the token in the browser's cookie.
    pub token: TokenHash,
    /// Whether the browser is a shared machine.
    pub shared_device: bool,
    /// When it is opened.
    pub now: Timestamp,
    /// The id of the person, should the address be new.
    pub person: PersonId,
    /// The language it is opened in, which mail to somebody new is written in.
    pub lang: Lang,
}

/// An invitation about to be made.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// Its id.
    pub id: InvitationId,
    /// The hash of the token in its link.
    pub token: TokenHash,
    /// The role.
    pub role: Role,
    /// Where.
    pub scope: Scope,
    /// Whether the link serves many (a staff room) or one.
    pub many: bool,
    /// When it runs out.
    pub expires: Timestamp,
}

/// An invitation as the invited sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The role.
    pub role: Role,
    /// Where.
    pub scope: Scope,
    /// What the place is called.
    pub place: String,
    /// Who invites; empty for the product's first people.
    pub by: String,
}

/// Who is who, and how they sign in.
#[async_trait]
pub trait People: Send + Sync {
    /// Who is asking: the login and the guest that the browser's tokens name, if they stand. Notes that the login was
    /// used, at most once a minute.
    async fn asker(
        &self,
        login: Option<&TokenHash>,
        guest: Option<&TokenHash>,
        now: Timestamp,
        today: Date,
    ) -> Stored<Asker>;

    /// Who listens, or asks by a machine's own clock: the same, but no use of the login, so that a screen nobody
    /// touches keeps nobody signed in.
    async fn listener(
        &self,
        login: Option<&TokenHash>,
        guest: Option<&TokenHash>,
        now: Timestamp,
        today: Date,
    ) -> Stored<Asker>;

    /// Stores a code that is about to be sent; an earlier one for the address is void.
    async fn ask_code(&self, request: &CodeRequest) -> Stored<()>;

    /// Opens a login for the address that a code was sent to, making the person where the address is new. The code is
    /// void afterwards.
    async fn redeem_code(&self, address: &Address, typed_hash: &str, login: &NewLogin) -> Stored<PersonId>;

    /// Opens a login without a code: the demo's «Logg inn som», and nothing else.
    async fn open_login(&self, person: PersonId, login: &NewLogin) -> Stored<()>;

    /// Signs this browser out.
    async fn close_login(&self, login: LoginId) -> Stored<()>;

    /// Signs the person out everywhere.
    async fn close_logins(&self, asker: &Asker) -> Stored<()>;

    /// Deletes the logins, the codes and the counts of the limits that [`crate::signin`] has no more use for.
    async fn sweep(&self, now: Timestamp) -> Stored<()>;

    /// Sets the asker's name.
    async fn rename(&self, asker: &Asker, name: &str) -> Stored<()>;

    /// Makes an invitation that the asker may give.
    async fn invite(&self, asker: &Asker, invitation: &NewInvitation) -> Stored<()>;

    /// Makes the product's first invitation, from the command line: nobody gives it. A new owner is made with it.
    async fn invite_first(&self, invitation: &NewInvitation, owner: Option<&Owner>) -> Stored<()>;

    /// The invitation with this token, if it stands.
    async fn invitation(&self, token: &TokenHash, now: Timestamp) -> Stored<Invitation>;

    /// Takes the role that an invitation offers. A second time by the same person is the same.
    async fn accept(&self, asker: &Asker, token: &TokenHash, membership: MembershipId) -> Stored<Scope>;

    /// Makes what this browser wrote as a guest the signed-in person's own, notes sealed anew by `carry`; gives the
    /// number of sessions.
    async fn claim(&self, asker: &Asker, carry: &Carry<'_>) -> Stored<usize>;

    /// Everyone, for the demo's list.
    async fn everyone(&self) -> Stored<Vec<(Person, Vec<(Role, String)>)>>;

    /// All that is stored about the asker, notes apart.
    async fn takeout(&self, asker: &Asker) -> Stored<Takeout>;

    /// Deletes the asker's notes, unopened answers, credentials and logins; opened answers stay without an author, and
    /// agreements stay with the team, without the person's name.
    async fn forget(&self, asker: &Asker) -> Stored<()>;
}

/// Owners, units and teams.
#[async_trait]
pub trait Places: Send + Sync {
    /// Starts a team. Within a unit its leader does, and invites who is to facilitate it; a team of no unit is
    /// facilitated by the one who starts it.
    async fn start_team(&self, asker: &Asker, team: &Team, membership: MembershipId) -> Stored<()>;

    /// Adds a unit to an owner.
    async fn add_unit(&self, asker: &Asker, unit: &Unit) -> Stored<()>;

    /// Records the day that following up was discussed with the employees' representatives.
    async fn discussed(&self, asker: &Asker, unit: UnitId, day: Date) -> Stored<()>;

    /// The asker's teams and what waits there.
    async fn my_teams(&self, asker: &Asker) -> Stored<Vec<TeamCard>>;

    /// A team's page, for those who take part in it.
    async fn team_page(&self, asker: &Asker, team: TeamId) -> Stored<TeamPage>;

    /// A unit's page, for its leader and its staff.
    async fn unit_page(&self, asker: &Asker, unit: UnitId) -> Stored<UnitPage>;

    /// The units that the asker may follow, as leader or as staff.
    async fn my_units(&self, asker: &Asker) -> Stored<Vec<Unit>>;

    /// An owner's page.
    async fn owner_page(&self, asker: &Asker, owner: OwnerId) -> Stored<OwnerPage>;
}

/// Sessions and what is written in them.
#[async_trait]
pub trait Sessions: Send + Sync {
    /// Stores a planned session with its plan. A second time with the same id changes nothing.
    async fn plan(&self, asker: &Asker, session: &Session, plan: &Plan) -> Stored<()>;

    /// A session's words, as they were when it was planned; they never change.
    async fn words(&self, session: SessionId) -> Stored<Option<Plan>>;

    /// Everything about a session, for a view.
    async fn record(&self, session: SessionId) -> Stored<Option<Record>>;

    /// The session with this code, unless it is closed.
    async fn by_code(&self, code: &JoinCode) -> Stored<Option<SessionId>>;

    /// The session that this shared screen is paired with.
    async fn by_screen(&self, code: &ScreenCode) -> Stored<Option<SessionId>>;

    /// Joins as the asker, person or guest; who has joined before comes back as the same participant. A code that no
    /// open session has is counted.
    async fn join(
        &self,
        asker: &Asker,
        request: &JoinRequest,
        id: ParticipantId,
        name: &str,
    ) -> Stored<SessionId>;

    /// A command from one who leads; gives the session after it. A start lets the one who starts take part.
    async fn lead(
        &self,
        asker: &Asker,
        session: SessionId,
        command: Command,
        fresh: ParticipantId,
    ) -> Stored<Session>;

    /// Says or takes back «Jeg er ferdig» at a place.
    async fn ready(&self, asker: &Asker, session: SessionId, place: Place, ready: bool) -> Stored<()>;

    /// Saves one's own answer, based on a version. Locks nothing: it takes the place of the answer it was made from, or
    /// is made again from the one that has come there meanwhile.
    async fn write(
        &self,
        asker: &Asker,
        session: SessionId,
        prompt: &str,
        (text, base): (&str, i64),
        fresh: ReflectionId,
    ) -> Stored<Mine>;

    /// Holds one's own answer back from an opening.
    async fn hold_back(
        &self,
        asker: &Asker,
        session: SessionId,
        prompt: &str,
        fresh: ReflectionId,
    ) -> Stored<()>;

    /// Shares one's own answer as it stands.
    async fn share(&self, asker: &Asker, session: SessionId, prompt: &str) -> Stored<()>;

    /// The answers that the asker has written, the oldest session first.
    async fn written(&self, asker: &Asker) -> Stored<Vec<TakeoutReflection>>;

    /// Deletes one's own answer; what was opened stays without an author.
    async fn delete(&self, asker: &Asker, session: SessionId, prompt: &str) -> Stored<()>;

    /// Writes an agreement down, or changes it, while its session is under way.
    async fn agree(
        &self,
        asker: &Asker,
        session: SessionId,
        id: AgreementId,
        (terms, base): (&TermsDraft, i64),
    ) -> Stored<()>;
}

/// A report about to be told.
#[derive(Clone, Debug)]
pub struct NewReport {
    /// Its id; a second time with the same id is the same report.
    pub id: ReportId,
    /// What it is about.
    pub agreement: AgreementId,
    /// Gjort, delvis, ikke ennå.
    pub outcome: Outcome,
    /// What was seen; may be empty.
    pub seen: String,
    /// What is lifted to the leader with it; empty for nothing.
    pub obstacle: String,
    /// The obstacle's id, should there be one.
    pub obstacle_id: ObstacleId,
}

/// What comes of an agreement after the meeting.
#[async_trait]
pub trait Loop: Send + Sync {
    /// An agreement and what has come of it, for those in the team, in the session it is looked at in, or who lead
    /// the unit.
    async fn followed(&self, asker: &Asker, agreement: AgreementId) -> Stored<(Team, Followed)>;

    /// Tells how a try-out went; gives the sessions whose screens show it.
    async fn report(&self, asker: &Asker, report: &NewReport) -> Stored<Vec<SessionId>>;

    /// Decides for the team. An adjusted agreement becomes a new one that knows its parent, made in `session`.
    async fn decide(
        &self,
        asker: &Asker,
        agreement: AgreementId,
        verdict: Verdict,
        adjusted: Option<(SessionId, AgreementId, &TermsDraft)>,
    ) -> Stored<Vec<SessionId>>;

    /// Answers an obstacle.
    async fn answer(&self, asker: &Asker, obstacle: ObstacleId, kind: AnswerKind, why: &str) -> Stored<()>;
}

/// A person's own reading; nobody else's business.
#[async_trait]
pub trait Reading: Send + Sync {
    /// Marks a page done, or not.
    async fn mark(&self, asker: &Asker, page: (&str, &str), done: bool) -> Stored<()>;

    /// The pages marked done: module and page.
    async fn done(&self, asker: &Asker) -> Stored<Vec<(String, String)>>;

    /// «Fant du det du lette etter?», answered by anyone; who is not kept. The same id twice is one answer.
    async fn found(&self, asker: &Asker, id: FeedbackId, page: (&str, &str), found: bool) -> Stored<()>;

    /// Adds words to an answer that was just given; gives the page it was about: module and page.
    async fn say_more(&self, asker: &Asker, id: FeedbackId, words: &str) -> Stored<(String, String)>;

    /// All that readers have said, the newest day first.
    async fn feedback(&self, editing: &Editing) -> Stored<Vec<Feedback>>;
}

/// Whose a note is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum NoteAuthor {
    /// A person's.
    Person(PersonId),
    /// A guest's browser's.
    Guest(TokenHash),
}

impl NoteAuthor {
    /// The asker's notes are the person's where one is signed in, otherwise the guest's.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`] for a browser nobody knows.
    pub fn of(asker: &Asker) -> Result<NoteAuthor, Refusal> {
        match (&asker.me, &asker.guest) {
            (Some(me), _) => Ok(NoteAuthor::Person(me.id)),
            (None, Some(guest)) => Ok(NoteAuthor::Guest(guest.clone())),
            (None, None) => Err(Refusal::SignedOut),
        }
    }

    /// The author as the databases keep it.
    pub fn key(&self) -> String {
        match self {
            NoteAuthor::Person(id) => format!("p:{id}"),
            NoteAuthor::Guest(token) => format!("g:{}", token.0),
        }
    }
}

/// A note as the database keeps it: nothing in it can be read without the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedNote {
    /// The note's id.
    pub id: NoteId,
    /// Whose it is.
    pub author: NoteAuthor,
    /// What it is about: `module/page` or `module/page/prompt`.
    pub place: String,
    /// The sealed text.
    pub sealed: Vec<u8>,
    /// Which save this is.
    pub version: i64,
    /// When it was last saved.
    pub saved: Timestamp,
}

/// Seals a guest's note anew for a person, together with the person's own about the same where there is one; nothing
/// where either cannot be opened. A sealed note is bound to its author.
pub type Carry<'c> =
    dyn Fn(PersonId, &SealedNote, Option<&SealedNote>) -> Stored<Option<SealedNote>> + Send + Sync + 'c;

/// Where sealed notes lie. The author is named first in every call.
#[async_trait]
pub trait SealedNotes: Send + Sync {
    /// The author's note about something.
    async fn sealed_note(&self, author: &NoteAuthor, place: &str) -> Stored<Option<SealedNote>>;

    /// All the author's notes.
    async fn sealed_notes(&self, author: &NoteAuthor) -> Stored<Vec<SealedNote>>;

    /// Saves a note over version `base`; `false` where another version stands.
    async fn seal_note(&self, note: &SealedNote, base: i64) -> Stored<bool>;

    /// Deletes the author's note about something at version `base`; `false` where another version stands, or none.
    async fn delete_note(&self, author: &NoteAuthor, place: &str, base: i64) -> Stored<bool>;

    /// Deletes all the author's notes.
    async fn delete_notes(&self, author: &NoteAuthor) -> Stored<()>;
}

/// A private note, as its author reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it is about: `module/page` or `module/page/prompt`.
    pub place: String,
    /// The text; nothing, where no key opens it.
    pub text: Option<String>,
    /// Its version.
    pub version: i64,
    /// When it was last saved.
    pub saved: Timestamp,
}

/// An author's own notes, sealed on their way to the store and opened on their way back.
#[async_trait]
pub trait Notes: Send + Sync {
    /// The asker's note about something.
    async fn note(&self, asker: &Asker, place: &str) -> Stored<Option<Note>>;

    /// All the asker's notes, the newest first.
    async fn notes(&self, asker: &Asker) -> Stored<Vec<Note>>;

    /// Saves the asker's note over version `base`, as [`crate::note::save`] decides; gives its new version. An empty text
    /// deletes it.
    async fn save_note(&self, asker: &Asker, place: &str, text: &str, base: i64) -> Stored<i64>;

    /// Deletes all the asker's notes.
    async fn delete_notes(&self, asker: &Asker) -> Stored<()>;

    /// Makes what this browser wrote as a guest, notes and all, the signed-in person's own; gives the number of
    /// sessions.
    async fn claim(&self, asker: &Asker) -> Stored<usize>;
}
