//! The doors of [`domain::store`]: each method opens a transaction, calls the function that does it, and commits.

use super::{
    Sql, agreements, asking, ending, following, forgetting, invitations, letters, links, notes, overview,
    participants, places, reading, reflections, sessions, signin, takeout,
};
use async_trait::async_trait;
use domain::{
    AgreementId, Asker, Date, FeedbackId, Lang, LoginId, MembershipId, ObstacleId, OwnerId, ParticipantId,
    PersonId, ReflectionId, SessionId, Team, TeamId, Timestamp, TokenHash, UnitId,
    agreement::{AnswerKind, Followed, TermsDraft, Verdict},
    ending::worth::{Tally, Worth},
    feedback::Feedback,
    link::ReportLink,
    package::Plan,
    people::{Editing, Owner, Person, Role, Scope, Unit},
    reminder::{Matters, Week},
    session::{Command, JoinCode, Place, ScreenCode, Session},
    signin::Address,
    store::{
        Carry, Claim, CodeRequest, Ending, Fate, Feed, Invitation, JoinRequest, LateView, Letters, Links,
        Loop, NewInvitation, NewLogin, NewReport, NoteAuthor, OwnerPage, People, Places, Reading, Recipient,
        SealedNote, SealedNotes, Sessions, Stored, Takeout, TakeoutReflection, TeamCard, TeamPage, UnitPage,
        Wishes,
    },
    view::{Mine, Record},
};
use uuid::Uuid;

/// One reading transaction around a call: all it reads comes from one moment.
macro_rules! read {
    ($sql:ident, $room:ident::$does:ident($($with:expr),*)) => {{
        let mut db = $sql.read().await?;
        let found = $room::$does(&mut db $(, $with)*).await?;
        db.commit().await?;
        Ok(found)
    }};
}

/// One writing transaction around a call: an error rolls it back.
macro_rules! write {
    ($sql:ident, $room:ident::$does:ident($($with:expr),*)) => {{
        let mut db = $sql.write().await?;
        let done = $room::$does(&mut db $(, $with)*).await?;
        db.commit().await?;
        Ok(done)
    }};
}

#[async_trait]
impl People for Sql {
    async fn asker(
        &self,
        login: Option<&TokenHash>,
        guest: Option<&TokenHash>,
        now: Timestamp,
        today: Date,
    ) -> Stored<Asker> {
        asking::asker(self, login, guest, now, today).await
    }

    async fn listener(
        &self,
        login: Option<&TokenHash>,
        guest: Option<&TokenHash>,
        now: Timestamp,
        today: Date,
    ) -> Stored<Asker> {
        asking::listener(self, login, guest, now, today).await
    }

    async fn ask_code(&self, request: &CodeRequest) -> Stored<()> {
        write!(self, signin::ask_code(request))
    }

    async fn redeem_code(&self, address: &Address, typed_hash: &str, login: &NewLogin) -> Stored<PersonId> {
        let mut db = self.write().await?;
        let redeemed = signin::redeem_code(&mut db, address, typed_hash, login).await?;
        db.commit().await?;
        Ok(redeemed?)
    }

    async fn open_login(&self, person: PersonId, login: &NewLogin) -> Stored<()> {
        write!(self, signin::open_login(person, login))
    }

    async fn close_login(&self, login: LoginId) -> Stored<()> {
        write!(self, signin::close_login(login))
    }

    async fn close_logins(&self, asker: &Asker) -> Stored<()> {
        write!(self, signin::close_logins(asker))
    }

    async fn sweep(&self, now: Timestamp) -> Stored<()> {
        write!(self, signin::sweep(now))
    }

    async fn rename(&self, asker: &Asker, name: &str) -> Stored<()> {
        write!(self, forgetting::rename(asker, name))
    }

    async fn invite(&self, asker: &Asker, invitation: &NewInvitation) -> Stored<()> {
        write!(self, invitations::invite(asker, invitation))
    }

    async fn invite_first(&self, invitation: &NewInvitation, owner: Option<&Owner>) -> Stored<()> {
        write!(self, invitations::invite_first(invitation, owner))
    }

    async fn invitation(&self, token: &TokenHash, now: Timestamp) -> Stored<Invitation> {
        read!(self, invitations::invitation(token, now))
    }

    async fn accept(&self, asker: &Asker, token: &TokenHash, membership: MembershipId) -> Stored<Scope> {
        write!(self, invitations::accept(asker, token, membership))
    }

    async fn claim(&self, asker: &Asker, carry: &Carry<'_>) -> Stored<usize> {
        write!(self, participants::claim(asker, carry))
    }

    async fn everyone(&self) -> Stored<Vec<(Person, Vec<(Role, String)>)>> {
        read!(self, forgetting::everyone())
    }

    async fn takeout(&self, asker: &Asker) -> Stored<Takeout> {
        read!(self, takeout::takeout(asker))
    }

    async fn forget(&self, asker: &Asker) -> Stored<()> {
        write!(self, forgetting::forget(asker))
    }
}

#[async_trait]
impl Places for Sql {
    async fn start_team(&self, asker: &Asker, team: &Team, membership: MembershipId) -> Stored<()> {
        write!(self, places::start_team(asker, team, membership))
    }

    async fn add_unit(&self, asker: &Asker, unit: &Unit) -> Stored<()> {
        write!(self, places::add_unit(asker, unit))
    }

    async fn discussed(&self, asker: &Asker, unit: UnitId, day: Date) -> Stored<()> {
        write!(self, places::discussed(asker, unit, day))
    }

    async fn my_teams(&self, asker: &Asker) -> Stored<Vec<TeamCard>> {
        read!(self, overview::my_teams(asker))
    }

    async fn team_page(&self, asker: &Asker, team: TeamId) -> Stored<TeamPage> {
        read!(self, overview::team_page(asker, team))
    }

    async fn unit_page(&self, asker: &Asker, unit: UnitId) -> Stored<UnitPage> {
        read!(self, overview::unit_page(asker, unit))
    }

    async fn my_units(&self, asker: &Asker) -> Stored<Vec<Unit>> {
        read!(self, overview::my_units(asker))
    }

    async fn owner_page(&self, asker: &Asker, owner: OwnerId) -> Stored<OwnerPage> {
        read!(self, overview::owner_page(asker, owner))
    }
}

#[async_trait]
impl Sessions for Sql {
    async fn plan(&self, asker: &Asker, session: &Session, plan: &Plan) -> Stored<()> {
        write!(self, sessions::plan(asker, session, plan))
    }

    async fn words(&self, session: SessionId) -> Stored<Option<Plan>> {
        read!(self, sessions::words(session))
    }

    async fn record(&self, session: SessionId) -> Stored<Option<Record>> {
        read!(self, agreements::record(session))
    }

    async fn by_code(&self, code: &JoinCode) -> Stored<Option<SessionId>> {
        read!(self, sessions::by_code(code))
    }

    async fn by_screen(&self, code: &ScreenCode) -> Stored<Option<SessionId>> {
        read!(self, sessions::by_screen(code))
    }

    async fn join(
        &self,
        asker: &Asker,
        request: &JoinRequest,
        id: ParticipantId,
        name: &str,
    ) -> Stored<SessionId> {
        participants::join(self, asker, request, id, name).await
    }

    async fn lead(
        &self,
        asker: &Asker,
        session: SessionId,
        command: Command,
        fresh: ParticipantId,
    ) -> Stored<Session> {
        write!(self, sessions::lead(asker, session, command, fresh))
    }

    async fn ready(&self, asker: &Asker, session: SessionId, place: Place, ready: bool) -> Stored<()> {
        write!(self, participants::ready(asker, session, place, ready))
    }

    async fn write(
        &self,
        asker: &Asker,
        session: SessionId,
        prompt: &str,
        based: (&str, i64),
        fresh: ReflectionId,
    ) -> Stored<Mine> {
        reflections::write(self, asker, session, prompt, based, fresh).await
    }

    async fn hold_back(
        &self,
        asker: &Asker,
        session: SessionId,
        prompt: &str,
        fresh: ReflectionId,
    ) -> Stored<()> {
        write!(self, reflections::hold_back(asker, session, prompt, fresh))
    }

    async fn share(&self, asker: &Asker, session: SessionId, prompt: &str) -> Stored<()> {
        write!(self, reflections::share(asker, session, prompt))
    }

    async fn written(&self, asker: &Asker) -> Stored<Vec<TakeoutReflection>> {
        read!(self, reflections::written(asker))
    }

    async fn delete(&self, asker: &Asker, session: SessionId, prompt: &str) -> Stored<()> {
        write!(self, reflections::delete(asker, session, prompt))
    }

    async fn agree(
        &self,
        asker: &Asker,
        session: SessionId,
        id: AgreementId,
        based: (&TermsDraft, i64),
    ) -> Stored<()> {
        write!(self, agreements::agree(asker, session, id, based))
    }
}

#[async_trait]
impl Ending for Sql {
    async fn rate(&self, asker: &Asker, session: SessionId, worth: Worth) -> Stored<()> {
        write!(self, ending::rate(asker, session, worth))
    }

    async fn worth(&self, session: SessionId) -> Stored<Tally> {
        read!(self, ending::worth(session))
    }

    async fn catch_up(
        &self,
        asker: &Asker,
        session: SessionId,
        views: &[LateView],
        fresh: ParticipantId,
    ) -> Stored<()> {
        write!(self, ending::catch_up(asker, session, views, fresh))
    }
}

#[async_trait]
impl Loop for Sql {
    async fn followed(&self, asker: &Asker, agreement: AgreementId) -> Stored<(Team, Followed)> {
        read!(self, following::followed(asker, agreement))
    }

    async fn report(&self, asker: &Asker, report: &NewReport) -> Stored<Vec<SessionId>> {
        write!(self, following::report(asker, report))
    }

    async fn decide(
        &self,
        asker: &Asker,
        agreement: AgreementId,
        verdict: Verdict,
        adjusted: Option<(SessionId, AgreementId, &TermsDraft)>,
    ) -> Stored<Vec<SessionId>> {
        write!(self, following::decide(asker, agreement, verdict, adjusted))
    }

    async fn answer(&self, asker: &Asker, obstacle: ObstacleId, kind: AnswerKind, why: &str) -> Stored<()> {
        write!(self, following::answer(asker, obstacle, kind, why))
    }
}

#[async_trait]
impl Links for Sql {
    async fn by_link(&self, link: &ReportLink, now: Timestamp, today: Date) -> Stored<(Team, Followed)> {
        read!(self, links::by_link(link, now, today))
    }

    async fn report_by_link(
        &self,
        link: &ReportLink,
        report: &NewReport,
        now: Timestamp,
        today: Date,
    ) -> Stored<Vec<SessionId>> {
        write!(self, links::report_by_link(link, report, now, today))
    }
}

#[async_trait]
impl Letters for Sql {
    async fn wishes(&self, asker: &Asker) -> Stored<Wishes> {
        read!(self, letters::wishes(asker))
    }

    async fn wish(&self, asker: &Asker, reminders: Option<Lang>) -> Stored<()> {
        write!(self, letters::wish(asker, reminders))
    }

    async fn sign_off(&self, person: PersonId, now: Timestamp) -> Stored<()> {
        write!(self, letters::sign_off(person, now))
    }

    async fn subscribe(&self, asker: &Asker, calendar: Option<&TokenHash>) -> Stored<()> {
        write!(self, letters::subscribe(asker, calendar))
    }

    async fn feed(&self, calendar: &TokenHash, now: Timestamp, today: Date) -> Stored<Feed> {
        read!(self, letters::feed(calendar, now, today))
    }

    async fn matters(&self, asker: &Asker) -> Stored<(Vec<Matters>, Option<Timestamp>)> {
        read!(self, letters::matters(asker))
    }

    async fn unreminded(&self, week: Week, today: Date) -> Stored<Vec<PersonId>> {
        read!(self, letters::unreminded(week, today))
    }

    async fn recipient(&self, person: PersonId, now: Timestamp, today: Date) -> Stored<Option<Recipient>> {
        read!(self, letters::recipient(person, now, today))
    }

    async fn queue(&self, person: PersonId, week: Week, now: Timestamp) -> Stored<()> {
        write!(self, letters::queue(person, week, now))
    }

    async fn claim_digest(&self, week: Week, by: Uuid, now: Timestamp) -> Stored<Option<Claim>> {
        let claimed: Stored<_> = write!(self, letters::claim(week, by.to_string(), now));
        Ok(claimed?.map(|(person, tries)| Claim { person, week, by, tries }))
    }

    async fn hand_over(&self, claim: &Claim, now: Timestamp) -> Stored<bool> {
        write!(self, letters::hand_over(claim, now))
    }

    async fn settle(&self, claim: &Claim, fate: Fate, now: Timestamp) -> Stored<()> {
        write!(self, letters::settle(claim, fate, now))
    }

    async fn clear(&self, before: Week) -> Stored<()> {
        write!(self, letters::clear(before))
    }
}

#[async_trait]
impl Reading for Sql {
    async fn mark(&self, asker: &Asker, page: (&str, &str), done: bool) -> Stored<()> {
        write!(self, reading::mark(asker, page, done))
    }

    async fn done(&self, asker: &Asker) -> Stored<Vec<(String, String)>> {
        read!(self, reading::done(asker))
    }

    async fn found(&self, asker: &Asker, id: FeedbackId, page: (&str, &str), found: bool) -> Stored<()> {
        write!(self, reading::found(asker, id, page, found))
    }

    async fn say_more(&self, asker: &Asker, id: FeedbackId, words: &str) -> Stored<(String, String)> {
        write!(self, reading::say_more(asker, id, words))
    }

    async fn feedback(&self, _editing: &Editing) -> Stored<Vec<Feedback>> {
        read!(self, reading::feedback())
    }
}

#[async_trait]
impl SealedNotes for Sql {
    async fn sealed_note(&self, author: &NoteAuthor, place: &str) -> Stored<Option<SealedNote>> {
        read!(self, notes::sealed_note(author, place))
    }

    async fn sealed_notes(&self, author: &NoteAuthor) -> Stored<Vec<SealedNote>> {
        read!(self, notes::sealed_notes(author))
    }

    async fn seal_note(&self, note: &SealedNote, base: i64) -> Stored<bool> {
        write!(self, notes::seal_note(note, base))
    }

    async fn delete_note(&self, author: &NoteAuthor, place: &str, base: i64) -> Stored<bool> {
        write!(self, notes::delete_note(author, place, base))
    }

    async fn delete_notes(&self, author: &NoteAuthor) -> Stored<()> {
        write!(self, notes::delete_notes(author))
    }
}
