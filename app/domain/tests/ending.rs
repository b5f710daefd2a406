//! When a session is over: who reads what, what is counted and when it shows, and who may catch up.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up, it fails on")]

use domain::{
    Asker, LoginId, MembershipId, ParticipantId, PerLang, PersonId, ReflectionId, Refusal, Session,
    SessionId, Team, TeamId, Timestamp, TokenHash, UnitId,
    ending::{
        AFTERGLOW,
        absent::{Attendance, CATCH_UP},
        worth::{OPEN_FOR, Tally, Worth},
    },
    package::{Html, Plan, Prompt, PromptText, Shares, Step, StepKind, StepText},
    people::{Me, Membership, Role, Scope},
    reflection::{Participant, Reflection, Sharing},
    session::{Around, Command, JoinCode, Place, ScreenCode},
    view::{Record, Script},
};
use std::time::Duration;
use uuid::Uuid;

const TEAM: TeamId = TeamId(Uuid::from_u128(1));
const UNIT: UnitId = UnitId(Uuid::from_u128(2));
const KARI: PersonId = PersonId(Uuid::from_u128(11));
const OLA: PersonId = PersonId(Uuid::from_u128(12));
const LISE: PersonId = PersonId(Uuid::from_u128(13));
/// When the session was closed.
const CLOSED: Timestamp = Timestamp(10_000_000);
const SECOND: Duration = Duration::from_secs(1);

fn asker(person: PersonId, roles: &[(Role, Scope)], now: Timestamp) -> Asker {
    let today = "2026-11-21".parse().unwrap();
    let held = |(role, scope): &(Role, Scope)| Membership {
        id: MembershipId(Uuid::nil()),
        person,
        role: *role,
        scope: *scope,
        from: today,
        to: None,
    };
    Asker {
        me: Some(Me { id: person, name: "Kari".into(), login: LoginId(Uuid::nil()), shared_device: false }),
        roles: roles.iter().map(held).collect(),
        teams: vec![team()],
        ..Asker::nobody(now, today)
    }
}

fn member(person: PersonId, now: Timestamp) -> Asker {
    asker(person, &[(Role::Member, Scope::Team(TEAM))], now)
}

fn kari(now: Timestamp) -> Asker {
    asker(KARI, &[(Role::Facilitator, Scope::Team(TEAM))], now)
}

fn team() -> Team {
    Team { id: TEAM, name: "Trinn 5".into(), unit: Some(UNIT) }
}

fn both<T: Clone>(value: T) -> PerLang<T> {
    PerLang { nb: value.clone(), nn: value }
}

/// Alone and opened, alone and never opened, together, and a private note.
fn plan() -> Plan {
    let step = |id: &str, kind, shares| Step {
        id: id.into(),
        kind,
        minutes: 5,
        group_size: None,
        may_stop_after: false,
        prompts: vec![Prompt {
            id: id.into(),
            shares,
            text: both(PromptText { question: format!("{id}?"), html: Html::default() }),
        }],
        text: both(StepText { title: id.into(), html: Html::default(), lead: Html::default() }),
    };
    Plan {
        module: "m".into(),
        page: "okt".into(),
        revision: "r".into(),
        title: both("Økt".into()),
        weeks: None,
        steps: vec![
            step("opened", StepKind::Alone, Shares::Plenary),
            step("unopened", StepKind::Alone, Shares::Plenary),
            step("together", StepKind::Plenary, Shares::Plenary),
            step("noted", StepKind::Plenary, Shares::Nowhere),
            step("ahead", StepKind::Plenary, Shares::Plenary),
        ],
    }
}

/// A session that is led through its first four steps, opens the first, and closes at [`CLOSED`].
fn session() -> Session {
    let at = |seconds: u64| CLOSED.before(Duration::from_secs(600)) + Duration::from_secs(seconds);
    let dates = ("2026-11-21".parse().unwrap(), None);
    let code = JoinCode::from_random([1; 6]);
    let planned =
        Session::plan(&kari(at(0)), SessionId(Uuid::from_u128(3)), TEAM, &plan(), dates, code).unwrap();
    let lead = |session: Session, now, command| session.lead(&kari(now), command, Around::default()).unwrap();
    let mut session = lead(planned, at(0), Command::Start);
    session = lead(session, at(0), Command::PairScreen(ScreenCode::from_random([7; 10])));
    session = lead(session, at(20), Command::Open(Place::Step(0)));
    for n in 0..3 {
        session = lead(session, at(60 + u64::from(n)), Command::Next(Place::Step(n)));
    }
    lead(session, CLOSED, Command::Close)
}

fn participant(id: u128, person: Option<PersonId>) -> Participant {
    Participant {
        id: ParticipantId(Uuid::from_u128(id)),
        session: SessionId(Uuid::from_u128(3)),
        name: "Kari".into(),
        person,
        guest: person.is_none().then(|| TokenHash("g".into())),
        leader: false,
        ready: None,
        late: false,
        rated: false,
    }
}

fn answer(
    id: u128,
    prompt: &str,
    author: u128,
    text: &str,
    saved: Timestamp,
    sharing: Sharing,
) -> Reflection {
    Reflection {
        id: ReflectionId(Uuid::from_u128(id)),
        prompt: prompt.into(),
        revision: "r".into(),
        author: Some(ParticipantId(Uuid::from_u128(author))),
        text: text.into(),
        version: 1,
        saved,
        sharing,
    }
}

/// Kari and a guest were there. Ola was away, and has written what he thinks an hour after the close.
fn record() -> Record {
    let early = CLOSED.before(Duration::from_secs(590));
    let open = |text: &str| Sharing::Opened(text.into());
    Record {
        session: session(),
        team: team(),
        participants: vec![
            participant(21, Some(KARI)),
            participant(22, None),
            Participant { late: true, ..participant(23, Some(OLA)) },
        ],
        reflections: vec![
            answer(31, "opened", 21, "i tide", early, Sharing::Private),
            answer(32, "opened", 22, "holdt tilbake", early, Sharing::Withheld),
            answer(33, "unopened", 21, "aldri åpnet", early, Sharing::Private),
            answer(34, "together", 22, "delt", early, open("delt")),
            answer(35, "together", 21, "ikke delt", early, Sharing::Private),
            answer(36, "noted", 21, "et notat", early, open("et notat")),
            answer(
                37,
                "opened",
                23,
                "fra en som var borte",
                CLOSED + Duration::from_hours(1),
                Sharing::Private,
            ),
        ],
        agreements: Vec::new(),
        since_last: Vec::new(),
    }
}

/// Everything that was opened, as the minutes have it.
fn opened(asker: &Asker) -> Result<Vec<String>, Refusal> {
    let minutes = record().minutes(asker, &Script::of(&plan(), domain::Lang::Nb))?;
    Ok(minutes.steps.into_iter().flat_map(|s| s.prompts).flat_map(|p| p.opened).collect())
}

#[test]
fn minutes_hold_what_was_opened_and_nothing_else() {
    assert_eq!(opened(&kari(CLOSED)).unwrap(), ["i tide", "delt"]);
    let minutes = record().minutes(&kari(CLOSED), &Script::of(&plan(), domain::Lang::Nb)).unwrap();
    let prompts: Vec<&str> =
        minutes.steps.iter().flat_map(|s| &s.prompts).map(|prompt| prompt.id.as_str()).collect();
    assert_eq!(prompts, ["opened", "together"]);
    assert_eq!((minutes.present, minutes.caught_up, minutes.with_late), (2, 1, false));
    assert_eq!(minutes.led_by.as_deref(), Some("Kari"));
}

#[test]
fn minutes_are_for_those_who_were_there_and_the_teams_members() {
    assert!(opened(&member(OLA, CLOSED)).is_ok());
    let guest = Asker { guest: Some(TokenHash("g".into())), ..Asker::nobody(CLOSED, kari(CLOSED).today) };
    assert!(opened(&guest).is_ok());
    assert_eq!(opened(&Asker::nobody(CLOSED, guest.today)), Err(Refusal::SignedOut));
    assert_eq!(opened(&asker(OLA, &[], CLOSED)), Err(Refusal::Forbidden));
    let partner = asker(OLA, &[(Role::Partner, Scope::Team(TEAM))], CLOSED);
    assert_eq!(opened(&partner), Err(Refusal::Forbidden));
}

#[test]
fn the_leaders_role_gives_no_minutes_not_even_to_a_member_or_one_who_was_there() {
    let leads = (Role::Leader, Scope::Unit(UNIT));
    let is_member = (Role::Member, Scope::Team(TEAM));
    for roles in [vec![leads], vec![leads, is_member]] {
        assert_eq!(opened(&asker(LISE, &roles, CLOSED)), Err(Refusal::Forbidden));
        assert_eq!(opened(&asker(KARI, &roles, CLOSED)), Err(Refusal::Forbidden), "who was there as Kari");
    }
    let mut record = record();
    record.participants[0].leader = true;
    assert_eq!(record.reads(&kari(CLOSED)), Err(Refusal::Forbidden), "who was there as the leader then");
}

#[test]
fn a_session_that_is_not_over_has_no_minutes() {
    let mut record = record();
    let dates = ("2026-11-21".parse().unwrap(), None);
    let planned =
        Session::plan(&kari(CLOSED), record.session.id, TEAM, &plan(), dates, JoinCode::from_random([1; 6]));
    record.session = planned.unwrap().lead(&kari(CLOSED), Command::Start, Around::default()).unwrap();
    let script = Script::of(&plan(), domain::Lang::Nb);
    assert_eq!(record.minutes(&kari(CLOSED), &script), Err(Refusal::NotClosed));
    assert_eq!(record.may_catch_up(&member(LISE, CLOSED)), Err(Refusal::NotClosed));
    assert_eq!(record.session.may_rate(CLOSED), Err(Refusal::NotClosed));
    assert_eq!(record.attendance(&kari(CLOSED)), None);
}

#[test]
fn late_views_show_together_when_the_week_is_over_and_to_nobody_before() {
    let (before, after) = (CLOSED + CATCH_UP, CLOSED + CATCH_UP + SECOND);
    let before = before.before(SECOND);
    assert_eq!(opened(&kari(before)).unwrap(), ["i tide", "delt"]);
    assert_eq!(opened(&kari(after)).unwrap(), ["i tide", "fra en som var borte", "delt"]);
    let record = record();
    let of = |now| record.view(record.viewer(&kari(now)).unwrap(), now);
    assert_eq!(of(before).prompts[0].opened.len(), 1);
    assert_eq!(of(after).prompts[0].opened.len(), 2, "the session's own screen shows the same");
    assert_eq!(of(after).people.len(), 2, "who caught up was not in the room");
    let own = record.late_view(&member(OLA, before), "opened").unwrap();
    assert_eq!((own.text.as_str(), own.opened), ("fra en som var borte", None));
    assert!(record.late_view(&kari(before), "opened").is_none());
    assert_eq!(
        record.viewer(&member(OLA, before)),
        Err(Refusal::Forbidden),
        "the session's screen is not his"
    );
}

#[test]
fn one_who_was_away_catches_up_within_a_week_and_nobody_else() {
    let record = record();
    let late = CLOSED + CATCH_UP;
    assert_eq!(record.may_catch_up(&member(LISE, late.before(SECOND))), Ok(late));
    assert_eq!(
        record.may_catch_up(&member(OLA, late.before(SECOND))),
        Ok(late),
        "he may change what he wrote"
    );
    assert_eq!(record.may_catch_up(&member(LISE, late)), Err(Refusal::Lapsed));
    assert_eq!(record.may_catch_up(&kari(CLOSED)), Err(Refusal::WasThere));
    assert_eq!(record.may_catch_up(&asker(LISE, &[], CLOSED)), Err(Refusal::Forbidden));
    assert_eq!(record.may_catch_up(&Asker::nobody(CLOSED, kari(CLOSED).today)), Err(Refusal::SignedOut));
    let leader = asker(LISE, &[(Role::Leader, Scope::Unit(UNIT)), (Role::Member, Scope::Team(TEAM))], CLOSED);
    assert_eq!(record.may_catch_up(&leader), Err(Refusal::Forbidden));
    let guest = Asker { guest: Some(TokenHash("g".into())), ..member(LISE, CLOSED) };
    assert_eq!(
        record.may_catch_up(&guest),
        Err(Refusal::WasThere),
        "who was there as a guest in this browser"
    );
}

#[test]
fn one_who_was_away_answers_what_was_shared() {
    let session = session();
    assert_eq!(session.may_add("opened", CLOSED), Ok(Place::Step(0)));
    assert_eq!(session.may_add("together", CLOSED), Ok(Place::Step(2)));
    assert_eq!(session.may_add("unopened", CLOSED), Err(Refusal::Missing));
    assert_eq!(session.may_add("noted", CLOSED), Err(Refusal::Missing));
    assert_eq!(session.may_add("ahead", CLOSED), Err(Refusal::NotReached));
    assert_eq!(session.may_add("nothing", CLOSED), Err(Refusal::Missing));
}

#[test]
fn attendance_tells_who_was_there_who_caught_up_and_who_waits() {
    let record = record();
    let late = CLOSED + CATCH_UP;
    assert_eq!(record.attendance(&kari(CLOSED)), Some(Attendance::There));
    assert_eq!(record.attendance(&member(OLA, CLOSED)), Some(Attendance::CaughtUp));
    assert_eq!(record.attendance(&member(LISE, CLOSED)), Some(Attendance::Waits(late)));
    assert_eq!(record.attendance(&member(LISE, late)), Some(Attendance::Missed));
    let leader = asker(LISE, &[(Role::Leader, Scope::Unit(UNIT)), (Role::Member, Scope::Team(TEAM))], CLOSED);
    assert_eq!(
        record.attendance(&leader),
        Some(Attendance::Missed),
        "nothing waits for one who may not read"
    );
}

#[test]
fn fewer_than_five_answers_show_nothing_however_long_one_waits() {
    let (session, later) = (session(), CLOSED + Duration::from_hours(24 * 365));
    for (yes, partly, no) in [(0, 0, 0), (4, 0, 0), (1, 1, 2), (0, 0, 4)] {
        assert_eq!(Tally::of(yes, partly, no).shown(&session, later), None);
    }
    assert_eq!(Tally::of(3, 1, 1).shown(&session, later), Some([3, 1, 1]));
}

/// Two looks at the counts, at any two moments and with any answers between them, never differ: so nobody learns what
/// one person said by looking before and after.
#[test]
fn counts_never_change_once_they_show() {
    let session = session();
    let mut counts = [4, 3, 2];
    let mut seen = Vec::new();
    for minute in 0..(26 * 60) {
        let now = CLOSED + Duration::from_secs(60 * minute);
        let [yes, partly, no] = counts;
        seen.extend(Tally::of(yes, partly, no).shown(&session, now));
        // Somebody answers every minute for as long as one may, at the last second of it.
        if session.may_rate(now + Duration::from_secs(59)).is_ok() {
            let one = Tally::one(Worth::ALL[usize::try_from(minute % 3).unwrap()]);
            counts = [counts[0] + one[0], counts[1] + one[1], counts[2] + one[2]];
        }
    }
    assert!(seen.len() > 60, "they do show");
    assert!(seen.windows(2).all(|two| two[0] == two[1]), "{seen:?}");
    assert_eq!(seen[0], counts, "and hold every answer that was taken");
}

#[test]
fn one_is_asked_for_a_day_and_told_that_one_has_answered() {
    let (session, over) = (session(), CLOSED + OPEN_FOR);
    let (asked, has) = (participant(1, None), Participant { rated: true, ..participant(1, None) });
    assert_eq!(session.may_rate(over.before(SECOND)), Ok(over));
    assert_eq!(session.may_rate(over), Err(Refusal::Lapsed));
    assert_eq!(session.rated(&asked, CLOSED), Some(false));
    assert_eq!(session.rated(&asked, over), None, "nobody is asked what is no longer taken");
    assert_eq!(session.rated(&has, CLOSED), Some(true));
    assert_eq!(session.rated(&has, over), Some(true));
}

#[test]
fn the_shared_screen_says_what_was_agreed_for_some_hours_and_no_answers() {
    let record = record();
    let code = ScreenCode::from_random([7; 10]);
    let last = (CLOSED + AFTERGLOW).before(SECOND);
    let view = record.view(record.screen(&code, last).unwrap(), last);
    assert!(
        view.prompts.iter().all(|prompt| prompt.opened.is_empty()),
        "what was said goes with the meeting"
    );
    assert_eq!(record.screen(&code, CLOSED + AFTERGLOW), Err(Refusal::Expired));
    assert_eq!(record.screen(&ScreenCode::from_random([8; 10]), CLOSED), Err(Refusal::Expired));
    let let_go =
        record.session.clone().lead(&kari(CLOSED), Command::UnpairScreen, Around::default()).unwrap();
    assert_eq!(Record { session: let_go, ..record.clone() }.screen(&code, CLOSED), Err(Refusal::Expired));
    let pair = Command::PairScreen(code);
    assert_eq!(
        record.session.lead(&kari(CLOSED), pair, Around::default()),
        Err(Refusal::Closed),
        "none is paired afterwards"
    );
}
