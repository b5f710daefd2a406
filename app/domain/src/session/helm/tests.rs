use super::*;
use crate::{
    LoginId, MembershipId, SessionId, TeamId, Timestamp, TokenHash,
    package::{Plan, Step, StepKind, StepText},
    people::{Me, Membership, Role, Scope},
    session::{Around, JoinCode, Place},
};
use crate::{PerLang, package::Html};
use proptest::prelude::*;
use uuid::Uuid;

const TEAM: TeamId = TeamId(Uuid::from_u128(1));
/// 0 facilitates and takes part, 1 and 2 are members, 3 and 4 are guests.
const PEOPLE: usize = 5;

fn today() -> crate::Date {
    "2026-11-26".parse().unwrap()
}

fn participant(n: usize) -> ParticipantId {
    ParticipantId(Uuid::from_u128(100 + n as u128))
}

fn person(n: usize) -> PersonId {
    PersonId(Uuid::from_u128(200 + n as u128))
}

fn asker(n: usize) -> Asker {
    let nobody = Asker::nobody(Timestamp(0), today());
    if n > 2 {
        return Asker { guest: Some(TokenHash(n.to_string())), ..nobody };
    }
    let role = if n == 0 { Role::Facilitator } else { Role::Member };
    let held = Membership {
        id: MembershipId(Uuid::from_u128(10)),
        person: person(n),
        role,
        scope: Scope::Team(TEAM),
        from: today(),
        to: None,
    };
    let login = LoginId(Uuid::from_u128(11));
    let me = Me { id: person(n), name: "Kari".into(), login, shared_device: false };
    Asker { me: Some(me), roles: vec![held], ..nobody }
}

fn people() -> Vec<Participant> {
    let one = |n| Participant {
        id: participant(n),
        session: SessionId(Uuid::from_u128(3)),
        name: format!("Deltaker {n}"),
        person: (n < 3).then(|| person(n)),
        guest: (n > 2).then(|| TokenHash(n.to_string())),
        leader: false,
        ready: None,
        late: false,
        rated: false,
    };
    (0..PEOPLE).map(one).collect()
}

fn planned() -> Session {
    let text = StepText { title: "Steg".into(), html: Html::default(), lead: Html::default() };
    let step = |id: &str| Step {
        id: id.into(),
        kind: StepKind::Group,
        minutes: 5,
        group_size: None,
        may_stop_after: false,
        prompts: Vec::new(),
        text: PerLang { nb: text.clone(), nn: text.clone() },
    };
    let plan = Plan {
        module: "m".into(),
        page: "p".into(),
        revision: "r".into(),
        title: PerLang { nb: "Økt".into(), nn: "Økt".into() },
        weeks: None,
        steps: vec![step("en"), step("to"), step("tre")],
    };
    let id = SessionId(Uuid::from_u128(3));
    Session::plan(&asker(0), id, TEAM, &plan, (today(), None), JoinCode::from_random([0; 6])).unwrap()
}

fn press(session: Session, who: usize, command: Command) -> Result<Session, Refusal> {
    session.lead(&asker(who), command, Around { waiting: &[], people: &people() })
}

fn who_leads(session: &Session) -> Vec<usize> {
    (0..PEOPLE).filter(|n| session.steers(&asker(*n), &people()).is_ok()).collect()
}

#[test]
fn leading_is_given_away_and_taken_back() {
    let session = press(planned(), 0, Command::HandOver(participant(3))).unwrap();
    assert_eq!(who_leads(&session), [3]);
    let refused = |who, command| press(session.clone(), who, command).unwrap_err();
    assert_eq!(refused(0, Command::Start), Refusal::Handed);
    assert_eq!(refused(1, Command::Start), Refusal::Forbidden);
    assert_eq!(refused(4, Command::Start), Refusal::SignedOut);
    assert_eq!(refused(1, Command::TakeBack), Refusal::Forbidden);
    assert_eq!(refused(3, Command::HandOver(ParticipantId(Uuid::nil()))), Refusal::Stale);
    let started = press(session.clone(), 3, Command::Start).unwrap();
    assert_eq!(started.run().map(|run| run.by), Some(None), "a guest has started it");
    let back = press(started, 0, Command::TakeBack).unwrap();
    assert_eq!(who_leads(&back), [0]);
}

#[test]
fn two_agree_on_taking_over_and_the_one_who_leads_may_say_no() {
    let wanted = press(planned(), 1, Command::Claim).unwrap();
    assert_eq!(who_leads(&wanted), [0], "one alone takes nothing over");
    let refused = |who, command| press(wanted.clone(), who, command).unwrap_err();
    assert_eq!(refused(1, Command::Second(participant(1))), Refusal::Forbidden);
    assert_eq!(refused(2, Command::Second(participant(4))), Refusal::Stale);
    assert_eq!(refused(4, Command::Claim), Refusal::Stale);
    assert_eq!(refused(2, Command::Keep), Refusal::Forbidden);
    for who in [0, 1] {
        assert_eq!(press(wanted.clone(), who, Command::Keep).unwrap().helm.claim, None);
    }
    let agreed = press(wanted, 4, Command::Second(participant(1))).unwrap();
    assert_eq!(who_leads(&agreed), [1]);
}

#[test]
fn one_who_has_left_leads_no_more() {
    let session = press(planned(), 0, Command::HandOver(participant(4))).unwrap();
    let left = &people()[..4];
    assert!(session.steers(&asker(0), left).is_ok());
    assert!(session.steers(&asker(4), left).is_err());
}

#[test]
fn a_skipped_step_is_left_out_until_somebody_goes_back_to_it() {
    let (first, second) = (Place::Step(0), Place::Step(1));
    let skipped = |session: &Session| session.run().unwrap().skipped.clone();
    let session = press(press(planned(), 0, Command::Start).unwrap(), 0, Command::Skip(first)).unwrap();
    assert_eq!((session.run().unwrap().current, skipped(&session)), (second, vec![first]));
    let undone = press(session.clone(), 0, Command::Undo(second)).unwrap();
    assert_eq!((undone.run().unwrap().current, skipped(&undone)), (first, vec![]));
    let back = press(session.clone(), 0, Command::Back(second)).unwrap();
    assert_eq!(skipped(&back), []);
    assert_eq!(press(session, 0, Command::Skip(first)), Err(Refusal::Stale));
}

fn command() -> impl Strategy<Value = Command> {
    let one = || (0..PEOPLE).prop_map(participant);
    prop_oneof![
        one().prop_map(Command::HandOver),
        Just(Command::TakeBack),
        Just(Command::Claim),
        Just(Command::Claim),
        one().prop_map(Command::Second),
        one().prop_map(Command::Second),
        Just(Command::Keep),
        any::<u64>().prop_map(Command::Draw),
        Just(Command::Start),
        (0u16..3).prop_map(|n| Command::Next(Place::Step(n))),
    ]
}

proptest! {
    #[test]
    fn whatever_is_pressed_one_leads_and_the_team_can_have_it_back(
        presses in prop::collection::vec((0..PEOPLE, command()), 1..40),
    ) {
        let mut session = planned();
        for (who, command) in presses {
            let (before, leading) = (session.helm.clone(), who_leads(&session));
            let Ok(after) = press(session.clone(), who, command.clone()) else { continue };
            prop_assert_eq!(who_leads(&after).len(), 1);
            if let Some(hand) = after.helm.handed.filter(|_| after.helm.handed != before.handed) {
                match command {
                    Command::HandOver(to) => prop_assert!(to == hand && leading.contains(&who)),
                    Command::Second(_) => {
                        prop_assert!(before.claim == Some(hand) && participant(who) != hand);
                    }
                    other => prop_assert!(false, "{other:?} gave leading away"),
                }
            }
            let back = press(after.clone(), 0, Command::TakeBack).unwrap();
            prop_assert_eq!(who_leads(&back), [0]);
            session = after;
        }
    }

    #[test]
    fn lots_fall_on_different_people_and_on_all_of_them_in_time(lot in any::<u64>(), here in 0..PEOPLE) {
        let people = &people()[..here];
        let drawn = Helm::default().drawn(lot, people).duties;
        prop_assert_eq!(drawn.len(), here.min(Duty::ALL.len()));
        prop_assert!(drawn.iter().all(|(_, id)| people.iter().any(|p| p.id == *id)));
        prop_assert!(drawn.iter().enumerate().all(|(n, (_, id))| drawn[..n].iter().all(|(_, other)| other != id)));
    }
}

#[test]
fn everyone_is_drawn_as_often() {
    let mut chairs = [0; PEOPLE];
    for lot in 0..1000 {
        let (_, chair) = Helm::default().drawn(lot, &people()).duties[0];
        chairs[(0..PEOPLE).position(|n| participant(n) == chair).unwrap()] += 1;
    }
    assert!(chairs.iter().all(|times| (150..250).contains(times)), "{chairs:?}");
}
