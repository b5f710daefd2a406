//! Whatever people press, in whatever order: nothing unshared is seen, nothing settled changes, no word is lost.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up, it fails on")]

use domain::{
    AgreementId, Asker, Date, LoginId, MembershipId, ParticipantId, PersonId, ReflectionId, Refusal, Session,
    SessionId, TeamId, Timestamp,
    package::{Html, Plan, Prompt, PromptText, Shares, Step, StepKind, StepText},
    people::{Me, Membership, Role, Scope},
    reflection::{Participant, Reflection},
    session::{Around, Command, Groups, JoinCode, Place, State},
    view::{Record, SessionView},
};
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

const TEAM: TeamId = TeamId(Uuid::from_u128(1));
const LEADER: PersonId = PersonId(Uuid::from_u128(2));
const PROMPTS: [&str; 3] = ["tenk", "del", "sammen"];
const PEOPLE: usize = 3;

fn asker(person: PersonId, role: Role, now: Timestamp) -> Asker {
    let today = "2026-11-21".parse().unwrap();
    Asker {
        me: Some(Me { id: person, name: "Kari".into(), login: LoginId(Uuid::nil()), shared_device: false }),
        roles: vec![Membership {
            id: MembershipId(Uuid::nil()),
            person,
            role,
            scope: Scope::Team(TEAM),
            from: today,
            to: None,
        }],
        ..Asker::nobody(now, today)
    }
}

fn plan() -> Plan {
    let step = |n: usize, kind| Step {
        id: format!("steg-{n}"),
        kind,
        minutes: 5,
        group_size: Some((1, 2)),
        may_stop_after: false,
        prompts: vec![Prompt {
            id: PROMPTS[n].into(),
            shares: if n == 1 { Shares::Group } else { Shares::Plenary },
            text: both(PromptText { question: "Hva?".into(), html: Html::default() }),
        }],
        text: both(StepText { title: "Steg".into(), html: Html::default(), lead: Html::default() }),
    };
    Plan {
        module: "m".into(),
        page: "p".into(),
        revision: "r".into(),
        title: both("Økt".into()),
        weeks: None,
        steps: vec![step(0, StepKind::Alone), step(1, StepKind::Group), step(2, StepKind::Plenary)],
    }
}

fn both<T: Clone>(value: T) -> domain::PerLang<T> {
    domain::PerLang { nb: value.clone(), nn: value }
}

/// What the store keeps and a room does to it, without a store.
struct Room {
    now: Timestamp,
    record: Record,
    waiting: Vec<AgreementId>,
    fresh: u128,
    /// The last acknowledged words of each author at each prompt.
    acknowledged: BTreeMap<(usize, usize), String>,
    /// What each author has held back and not shared since.
    held_back: Vec<(usize, usize)>,
    /// Who sat with whom when the step whose answers go to the group was opened.
    sat: Option<Groups>,
}

#[derive(Clone, Debug)]
enum Act {
    Lead(Command),
    Outsider(Command),
    Write { who: usize, prompt: usize, words: String, stale: bool },
    HoldBack { who: usize, prompt: usize },
    Share { who: usize, prompt: usize },
    Delete { who: usize, prompt: usize },
    Wait(i64),
}

impl Room {
    fn new(waiting: usize) -> Room {
        let asker = asker(LEADER, Role::Facilitator, Timestamp(0));
        let id = SessionId(Uuid::from_u128(3));
        let code = JoinCode::from_random([0; 6]);
        let session = Session::plan(&asker, id, TEAM, &plan(), (asker.today, None), code).unwrap();
        let participants = (0..PEOPLE).map(|n| Participant {
            id: participant(n),
            session: id,
            name: format!("Deltaker {n}"),
            person: Some(person(n)),
            guest: None,
            leader: n == 2,
            ready: None,
            late: false,
            rated: false,
        });
        Room {
            now: Timestamp(0),
            record: Record {
                session,
                team: domain::Team { id: TeamId(Uuid::nil()), name: "Team".into(), unit: None },
                participants: participants.collect(),
                reflections: Vec::new(),
                agreements: Vec::new(),
                since_last: Vec::new(),
            },
            waiting: (0..waiting).map(|n| AgreementId(Uuid::from_u128(n as u128))).collect(),
            fresh: 1000,
            acknowledged: BTreeMap::new(),
            held_back: Vec::new(),
            sat: None,
        }
    }

    fn view(&self, who: usize) -> SessionView {
        let asker = asker(person(who), Role::Member, self.now);
        self.record.view(self.record.viewer(&asker).unwrap(), self.now)
    }

    fn around(&self) -> Around<'_> {
        Around { waiting: &self.waiting, people: &self.record.participants }
    }

    fn at(&self, who: usize, prompt: usize) -> Option<usize> {
        let author = Some(participant(who));
        self.record.reflections.iter().position(|r| r.author == author && r.prompt == PROMPTS[prompt])
    }

    fn act(&mut self, act: &Act) -> Result<(), Refusal> {
        let now = self.now;
        let session = &self.record.session;
        match act {
            Act::Lead(command) => {
                let asker = asker(LEADER, Role::Facilitator, now);
                let after = session.clone().lead(&asker, command.clone(), self.around())?;
                if *command == Command::Open(Place::Step(1)) {
                    self.sat = Some(session.groups.clone());
                }
                self.record.session = after;
            }
            Act::Outsider(command) => {
                let asker = asker(person(0), Role::Member, now);
                let refused = session.clone().lead(&asker, command.clone(), self.around());
                if !matches!(command, Command::Move(..)) {
                    assert_eq!(refused, Err(Refusal::Forbidden));
                }
            }
            Act::Write { who, prompt, words, stale } => {
                let place = session.may_write(PROMPTS[*prompt])?;
                let opening = session.opening(place).copied();
                self.fresh += 1;
                let (at, before) = match self.at(*who, *prompt) {
                    Some(at) => (Some(at), self.record.reflections[at].clone()),
                    None => {
                        let id = ReflectionId(Uuid::from_u128(self.fresh));
                        (None, Reflection::empty(id, PROMPTS[*prompt], &session.course, participant(*who)))
                    }
                };
                let base = before.version - i64::from(*stale);
                let after = before.write(words, base, opening.as_ref(), now)?;
                self.acknowledged.insert((*who, *prompt), after.text.clone());
                match at {
                    Some(at) => self.record.reflections[at] = after,
                    None => self.record.reflections.push(after),
                }
            }
            Act::HoldBack { who, prompt } => {
                let place = session.may_write(PROMPTS[*prompt])?;
                let opening = session.opening(place).copied();
                let at = self.at(*who, *prompt).ok_or(Refusal::Missing)?;
                let held = self.record.reflections[at].clone().hold_back(opening.as_ref(), now)?;
                self.record.reflections[at] = held;
                self.held_back.push((*who, *prompt));
            }
            Act::Share { who, prompt } => {
                session.may_share(PROMPTS[*prompt], now)?;
                let at = self.at(*who, *prompt).ok_or(Refusal::Missing)?;
                self.record.reflections[at] = self.record.reflections[at].clone().share()?;
                self.held_back.retain(|held| held != &(*who, *prompt));
            }
            Act::Delete { who, prompt } => {
                let place = session.may_write(PROMPTS[*prompt])?;
                let opening = session.opening(place).copied();
                let at = self.at(*who, *prompt).ok_or(Refusal::Missing)?;
                if let Some(left) = self.record.reflections.remove(at).delete(opening.as_ref(), now) {
                    self.record.reflections.insert(at, left);
                }
                self.acknowledged.remove(&(*who, *prompt));
                self.held_back.retain(|held| held != &(*who, *prompt));
            }
            Act::Wait(ms) => self.now = Timestamp(now.0 + ms),
        }
        Ok(())
    }
}

fn participant(n: usize) -> ParticipantId {
    ParticipantId(Uuid::from_u128(100 + n as u128))
}

fn person(n: usize) -> PersonId {
    PersonId(Uuid::from_u128(200 + n as u128))
}

fn place() -> impl Strategy<Value = Place> {
    prop_oneof![Just(Place::SinceLast), (0u16..4).prop_map(Place::Step)]
}

fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        Just(Command::Start),
        place().prop_map(Command::Open),
        place().prop_map(Command::Next),
        place().prop_map(Command::Next),
        place().prop_map(Command::Skip),
        place().prop_map(Command::Undo),
        place().prop_map(Command::Back),
        place().prop_map(Command::Extend),
        any::<u64>().prop_map(Command::Group),
        (0..PEOPLE, 0u8..2).prop_map(|(who, to)| Command::Move(participant(who), to)),
        Just(Command::Pause),
        Just(Command::Unpause),
        Just(Command::Adjourn),
        Just(Command::Resume),
        Just(Command::Close),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    let (who, prompt) = (0..PEOPLE, 0..PROMPTS.len());
    prop_oneof![
        4 => command().prop_map(Act::Lead),
        1 => command().prop_map(Act::Outsider),
        6 => (who.clone(), prompt.clone(), "[a-zæøå]{1,6}", prop::bool::weighted(0.1))
            .prop_map(|(who, prompt, words, stale)| Act::Write { who, prompt, words, stale }),
        2 => (who.clone(), prompt.clone()).prop_map(|(who, prompt)| Act::HoldBack { who, prompt }),
        2 => (who.clone(), prompt.clone()).prop_map(|(who, prompt)| Act::Share { who, prompt }),
        1 => (who, prompt).prop_map(|(who, prompt)| Act::Delete { who, prompt }),
        3 => (0i64..15_000).prop_map(Act::Wait),
    ]
}

/// The room after a start and a walk, and what others saw when it was closed.
fn walk(waiting: usize, acts: &[Act], mut after_each: impl FnMut(&Room)) -> Room {
    let mut room = Room::new(waiting);
    room.act(&Act::Lead(Command::Start)).unwrap();
    for act in acts {
        let _refused_is_fine = room.act(act);
        after_each(&room);
    }
    room
}

fn opened(room: &Room, who: usize) -> Vec<(ReflectionId, String)> {
    room.view(who).prompts.into_iter().flat_map(|p| p.opened).map(|o| (o.id, o.text)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn unshared_text_is_never_visible_to_another(waiting in 0usize..2, acts in prop::collection::vec(act(), 1..60)) {
        walk(waiting, &acts, |room| {
            for (who, prompt) in &room.held_back {
                let Some(at) = room.at(*who, *prompt) else { continue };
                let held = &room.record.reflections[at];
                for other in 0..PEOPLE {
                    let seen = opened(room, other);
                    assert!(seen.iter().all(|(id, _)| *id != held.id), "held back, and seen by {other}");
                }
            }
            for prompt in room.view(0).prompts {
                let place = room.record.session.course.prompt(&prompt.id).unwrap().0;
                let opening = room.record.session.opening(place);
                for answer in &prompt.opened {
                    let stored = room.record.reflections.iter().find(|r| r.id == answer.id).unwrap();
                    let showing = opening.is_some_and(|o| o.reveals <= room.now && stored.saved < o.reveals);
                    let shared = matches!(stored.sharing, domain::reflection::Sharing::Opened(_));
                    assert!(shared || showing, "{answer:?} is seen before it was opened or shared");
                }
            }
        });
    }

    #[test]
    fn an_answer_for_the_group_is_seen_by_those_who_sat_there_when_it_was_opened(
        waiting in 0usize..2, acts in prop::collection::vec(act(), 1..60),
    ) {
        walk(waiting, &acts, |room| {
            let Some(sat) = &room.sat else { return };
            let all = &room.record.reflections;
            let of_the_group = || all.iter().filter(|r| r.prompt == PROMPTS[1] && r.author.is_some());
            let opening = room.record.session.opening(Place::Step(1));
            for (who, answer) in (0..PEOPLE).flat_map(|who| of_the_group().map(move |r| (who, r))) {
                let seen = opened(room, who).iter().any(|(id, _)| *id == answer.id);
                let here = sat.together(answer.author, Some(participant(who)));
                let is_open = answer.opened(opening, room.now).is_some();
                let may = !(who == 2 && room.record.session.is_closed());
                assert_eq!(seen, here && is_open && may, "{who} of {sat:?}: {answer:?}");
            }
        });
    }

    #[test]
    fn a_closed_session_never_changes_and_takes_late_words_in_private(
        waiting in 0usize..2,
        before in prop::collection::vec(act(), 1..50),
        after in prop::collection::vec(act(), 1..40),
    ) {
        let mut room = walk(waiting, &before, |_| {});
        room.now = Timestamp(room.now.0 + 20_000);
        let _closed_before_is_fine = room.act(&Act::Lead(Command::Resume));
        if !room.record.session.is_closed() {
            room.act(&Act::Lead(Command::Close)).unwrap();
        }
        let state = room.record.session.state.clone();
        let seen = opened(&room, 0);
        for act in &after {
            let result = room.act(act);
            if let Act::Lead(_) | Act::Share { .. } = act {
                prop_assert!(result.is_err());
            }
        }
        prop_assert_eq!(&room.record.session.state, &state);
        let is_closed = matches!(state, State::Closed { .. });
        prop_assert!(is_closed);
        prop_assert_eq!(opened(&room, 0), seen);
        prop_assert_eq!(opened(&room, 2), Vec::new(), "the leader's role opens nothing afterwards");
    }

    #[test]
    fn every_acknowledged_word_is_found_once(waiting in 0usize..2, acts in prop::collection::vec(act(), 1..60)) {
        walk(waiting, &acts, |room| {
            for ((who, prompt), words) in &room.acknowledged {
                let author = Some(participant(*who));
                let found = room.record.reflections.iter()
                    .filter(|r| r.author == author && r.prompt == PROMPTS[*prompt] && &r.text == words);
                assert_eq!(found.count(), 1, "{words}");
            }
        });
    }

    #[test]
    fn what_was_opened_stays_in_its_words(waiting in 0usize..2, acts in prop::collection::vec(act(), 1..60)) {
        let mut seen: BTreeMap<ReflectionId, String> = BTreeMap::new();
        walk(waiting, &acts, |room| {
            // An author may share a newer text; what an opening showed changes in no other way.
            for (id, text) in opened(room, 0) {
                let stored = room.record.reflections.iter().find(|r| r.id == id).unwrap();
                if let Some(before) = seen.get(&id) && *before != text {
                    assert_eq!(stored.text, text, "changed without «Del»");
                }
                seen.insert(id, text);
            }
            let now: Vec<ReflectionId> = opened(room, 0).into_iter().map(|(id, _)| id).collect();
            let reached = |id: &ReflectionId| {
                let Some(r) = room.record.reflections.iter().find(|r| r.id == *id) else { return true };
                let place = room.record.session.course.prompt(&r.prompt).unwrap().0;
                !room.record.session.has_reached(place)
            };
            assert!(seen.keys().all(|id| now.contains(id) || reached(id)), "an opened answer is gone");
        });
    }

    #[test]
    fn nobody_is_ever_ahead(waiting in 0usize..2, acts in prop::collection::vec(act(), 1..60)) {
        walk(waiting, &acts, |room| {
            let run = room.record.session.run().unwrap();
            assert!(run.current <= run.furthest);
            assert!(run.openings.iter().all(|o| o.place <= run.furthest));
            let reached = room.view(0).prompts.len();
            let expected = match run.furthest { Place::SinceLast => 0, Place::Step(n) => usize::from(n) + 1 };
            assert_eq!(reached, expected);
        });
    }
}

#[test]
fn two_who_press_next_at_once_move_the_session_once() {
    let mut room = Room::new(0);
    room.act(&Act::Lead(Command::Start)).unwrap();
    let next = Act::Lead(Command::Next(Place::Step(0)));
    assert_eq!(room.act(&next), Ok(()));
    assert_eq!(room.act(&next), Err(Refusal::Stale));
    assert_eq!(room.record.session.run().unwrap().current, Place::Step(1));
}

#[test]
fn an_advance_is_undone_within_ten_seconds_and_an_opening_never() {
    let mut room = Room::new(0);
    room.act(&Act::Lead(Command::Start)).unwrap();
    room.act(&Act::Wait(60_000)).unwrap();
    room.act(&Act::Lead(Command::Next(Place::Step(0)))).unwrap();
    room.act(&Act::Wait(10_000)).unwrap();
    room.act(&Act::Lead(Command::Undo(Place::Step(1)))).unwrap();
    let State::Running { run, clock, .. } = &room.record.session.state else { panic!("not running") };
    assert_eq!(run.current, Place::Step(0));
    assert_eq!(clock.left(room.now), 230_000, "the step's own time goes on as if nothing had happened");
    room.act(&Act::Lead(Command::Next(Place::Step(0)))).unwrap();
    room.act(&Act::Wait(10_001)).unwrap();
    assert_eq!(room.act(&Act::Lead(Command::Undo(Place::Step(1)))), Err(Refusal::TooLate));
    room.act(&Act::Lead(Command::Open(Place::Step(0)))).unwrap();
    assert_eq!(room.act(&Act::Lead(Command::Open(Place::Step(0)))), Err(Refusal::AlreadyOpened));
    assert_eq!(room.act(&Act::Lead(Command::Close)), Err(Refusal::Opening));
}

#[test]
fn a_session_stops_half_way_and_goes_on_another_day_with_the_time_it_had() {
    let mut room = Room::new(1);
    room.act(&Act::Lead(Command::Start)).unwrap();
    assert_eq!(room.record.session.run().unwrap().current, Place::SinceLast);
    room.act(&Act::Lead(Command::Next(Place::SinceLast))).unwrap();
    room.act(&Act::Wait(60_000)).unwrap();
    room.act(&Act::Lead(Command::Adjourn)).unwrap();
    room.act(&Act::Wait(86_400_000)).unwrap();
    room.act(&Act::Lead(Command::Resume)).unwrap();
    let State::Running { clock, .. } = &room.record.session.state else { panic!("not running") };
    assert_eq!(clock.left(room.now), 240_000);
}

#[test]
fn the_day_for_following_up_is_as_far_off_as_the_try_out_is_long_or_three_weeks() {
    let day: Date = "2027-01-04".parse().unwrap();
    assert_eq!(plan().follow_up(day).to_string(), "2027-01-25");
    assert_eq!(Plan { weeks: Some(2), ..plan() }.follow_up(day).to_string(), "2027-01-18");
}

#[test]
fn codes_are_read_as_people_type_them_and_hold_nothing_that_can_be_misread() {
    let code: JoinCode = "ab3-d ef".parse().unwrap();
    assert_eq!(code.as_str(), "AB3DEF");
    for bad in ["", "ABCDE", "ABCDEFG", "ABC0EF", "ABCOEF", "ABC1EF", "ABCIEF", "ÆØÅABC"] {
        assert_eq!(bad.parse::<JoinCode>(), Err(Refusal::Invalid), "{bad}");
    }
}
