use super::*;
use crate::{LoginId, ObstacleId};
use crate::{
    MembershipId, UnitId,
    people::{Me, Membership, Role, Scope},
    sample,
};
use uuid::Uuid;

const TODAY: &str = "2026-11-21";

fn asker(role: Role, scope: Scope) -> Asker {
    let today = TODAY.parse().unwrap();
    let id = PersonId(Uuid::from_u128(20));
    let held =
        Membership { id: MembershipId(Uuid::from_u128(21)), person: id, role, scope, from: today, to: None };
    let me = Me { id, name: "Siv".into(), login: LoginId(Uuid::from_u128(22)), shared_device: false };
    Asker { me: Some(me), roles: vec![held], ..Asker::nobody(Timestamp(9), today) }
}

fn facilitator() -> Asker {
    asker(Role::Facilitator, Scope::Team(sample::agreement().team))
}

fn team(unit: Option<UnitId>) -> Team {
    Team { id: sample::agreement().team, name: "Trinn 5".into(), unit }
}

fn unit() -> UnitId {
    UnitId(Uuid::from_u128(30))
}

fn told(id: u128, obstacle: &str) -> NewReport {
    NewReport {
        id: ReportId(Uuid::from_u128(id)),
        agreement: sample::agreement().id,
        outcome: Outcome::Done,
        seen: " roen ".into(),
        obstacle: obstacle.into(),
        obstacle_id: ObstacleId(Uuid::from_u128(40)),
    }
}

#[test]
fn a_report_arrives_once_and_lifts_what_stands_in_the_way() {
    let (followed, asker) = (sample::followed(false, None), facilitator());
    let (report, lifted) =
        followed.tell(&asker, None, &team(Some(unit())), &told(50, "et rom")).unwrap().unwrap();
    assert_eq!((report.by.as_str(), report.seen.as_str(), report.at), ("Siv", "roen", asker.now));
    assert_eq!(lifted.map(|one| (one.text, one.agreement)), Some(("et rom".into(), Some(report.agreement))));
    let after = Followed { reports: vec![report], ..followed.clone() };
    assert_eq!(after.tell(&asker, None, &team(None), &told(50, "et rom")), Ok(None), "the retry");
    let (_, nothing) = followed.tell(&asker, None, &team(None), &told(50, "  ")).unwrap().unwrap();
    assert_eq!(nothing, None);
    assert_eq!(followed.tell(&asker, None, &team(None), &told(50, "et rom")), Err(Refusal::NoLeader));
}

#[test]
fn what_is_decided_is_not_told_of_any_more() {
    for verdict in [Verdict::Keep, Verdict::Adjust, Verdict::Drop] {
        let followed = sample::followed(true, Some(verdict));
        let tell = |id| followed.tell(&facilitator(), None, &team(None), &told(id, ""));
        assert_eq!(tell(51), Err(Refusal::Decided));
        let before = followed.reports[0].id.0.as_u128();
        assert_eq!(tell(before), Ok(None), "a retry that comes after the decision");
    }
}

#[test]
fn a_team_decides_once_on_what_somebody_has_told_of() {
    let (open, asker) = (sample::followed(true, None), facilitator());
    let decision = open.decide(&asker, None, Verdict::Keep, None).unwrap().unwrap();
    assert_eq!((decision.by, decision.at), (asker.person().ok(), asker.now));
    let untold = sample::followed(false, None);
    assert_eq!(untold.decide(&asker, None, Verdict::Keep, None), Err(Refusal::NotTold));
    assert_eq!(untold.decide(&asker, None, Verdict::Adjust, Some(None)), Err(Refusal::NotTold));
    let member = self::asker(Role::Member, Scope::Team(open.agreement.team));
    assert_eq!(open.decide(&member, None, Verdict::Keep, None), Err(Refusal::Forbidden));
    let kept = sample::followed(true, Some(Verdict::Keep));
    assert_eq!(kept.decide(&asker, None, Verdict::Keep, None), Ok(None), "the retry");
    assert_eq!(kept.decide(&asker, None, Verdict::Drop, None), Err(Refusal::Decided));
    assert_eq!(kept.decide(&asker, None, Verdict::Adjust, Some(None)), Err(Refusal::Decided));
}

#[test]
fn an_adjustment_comes_with_a_new_agreement_and_arrives_once() {
    let (open, asker) = (sample::followed(true, None), facilitator());
    let other = sample::agreement();
    let new = Agreement { parent: Some(open.agreement.id), ..sample::agreement() };
    assert!(open.decide(&asker, None, Verdict::Adjust, Some(None)).unwrap().is_some());
    assert_eq!(open.decide(&asker, None, Verdict::Adjust, None), Err(Refusal::Invalid));
    assert_eq!(open.decide(&asker, None, Verdict::Keep, Some(None)), Err(Refusal::Invalid));
    assert_eq!(open.decide(&asker, None, Verdict::Adjust, Some(Some(&other))), Err(Refusal::Invalid));
    let adjusted = sample::followed(true, Some(Verdict::Adjust));
    assert_eq!(adjusted.decide(&asker, None, Verdict::Adjust, Some(Some(&new))), Ok(None), "the retry");
    assert_eq!(adjusted.decide(&asker, None, Verdict::Adjust, Some(Some(&other))), Err(Refusal::Decided));
    assert_eq!(adjusted.decide(&asker, None, Verdict::Adjust, Some(None)), Err(Refusal::Decided));
}

#[test]
fn it_waits_from_the_day_of_following_up_until_somebody_tells() {
    let waits = |told, verdict, day: &str| sample::followed(told, verdict).waits(day.parse().unwrap());
    assert!(!waits(false, None, "2027-01-13"));
    assert!(waits(false, None, "2027-01-14"));
    assert!(!waits(true, None, "2027-01-15"));
    assert!(!waits(false, Some(Verdict::Drop), "2027-01-15"));
}

#[test]
fn a_session_opens_with_what_is_open_from_sessions_that_are_over() {
    let made = |id: u128, at, session: u128, verdict| {
        let (id, session) = (AgreementId(Uuid::from_u128(id)), SessionId(Uuid::from_u128(session)));
        Agreement { id, session, at: Timestamp(at), ..sample::followed(true, verdict).agreement }
    };
    let all = vec![
        made(3, 8, 1, None),
        made(2, 7, 1, None),
        made(4, 1, 1, Some(Verdict::Keep)),
        made(5, 2, 6, None),
    ];
    let opens = opens_with(all, |session| session.0.as_u128() == 1);
    assert_eq!(opens, [2, 3].map(|id| AgreementId(Uuid::from_u128(id))));
}

#[test]
fn an_answer_promises_no_day_that_has_been() {
    let (leader, team) = (asker(Role::Leader, Scope::Unit(unit())), team(Some(unit())));
    let lifted = |at| Obstacle {
        id: ObstacleId(Uuid::from_u128(40)),
        team: team.id,
        agreement: None,
        text: "et rom".into(),
        at: Timestamp(at),
        answer: None,
    };
    let answer = |kind, why| lifted(0).answer(&leader, &team, kind, why);
    assert_eq!(answer(AnswerKind::When("2026-11-20".parse().unwrap()), "x"), Err(Refusal::Past));
    assert_eq!(answer(AnswerKind::Yes, " "), Err(Refusal::Empty));
    let answered = answer(AnswerKind::When(TODAY.parse().unwrap()), "x").unwrap();
    assert!(lifted(0).waits() && !answered.waits());
    assert!(lifted(5).turn() < answered.turn() && lifted(5).turn() < lifted(6).turn());
    assert_eq!(answered.answer(&leader, &team, AnswerKind::No, "x"), Err(Refusal::Answered));
}

#[test]
fn following_up_is_set_for_a_day_to_come() {
    let draft = |day: &str| TermsDraft {
        situation: "Når vi kler på".into(),
        action: "gjør vi rom".into(),
        sign: "roen.".into(),
        follow_up: day.into(),
        keeper: "Kari".into(),
    };
    let check = |typed: &str, planned: Option<&str>| {
        draft(typed).check(planned.map(|day| day.parse().unwrap()), TODAY.parse().unwrap())
    };
    assert_eq!(check(TODAY, None).unwrap().sign, "roen");
    assert_eq!(check("2026-11-20", None), Err(Refusal::Past));
    assert_eq!(check("", Some("2026-11-20")), Err(Refusal::Past));
    assert_eq!(check("", None), Err(Refusal::NoDate));
    let refused = |part, why| Err(Refusal::Part { part, why: Box::new(why) });
    assert_eq!(check("snart", None), refused(Part::FollowUp, Refusal::Invalid));
}

#[test]
fn a_refusal_says_which_part_of_the_sentence_it_is_about() {
    let whole = TermsDraft {
        situation: "vi kler på".into(),
        action: "venter vi".into(),
        sign: "roen".into(),
        follow_up: TODAY.into(),
        keeper: "Kari".into(),
    };
    let long = text::LINE + 1;
    let drafts = [
        (TermsDraft { situation: " . ".into(), ..whole.clone() }, Part::Situation, Refusal::Empty),
        (TermsDraft { action: "24850900163".into(), ..whole.clone() }, Part::Action, Refusal::NationalId),
        (
            TermsDraft { sign: "x".repeat(long), ..whole.clone() },
            Part::Sign,
            Refusal::TooLong { limit: text::LINE, actual: long },
        ),
        (TermsDraft { keeper: " ".into(), ..whole }, Part::Keeper, Refusal::Empty),
    ];
    for (draft, part, why) in drafts {
        let refused = draft.check(None, TODAY.parse().unwrap());
        assert_eq!(refused, Err(Refusal::Part { part, why: Box::new(why) }));
    }
}
#[test]
fn the_same_terms_are_known_again_as_they_were_typed() {
    let terms = sample::agreement().terms;
    let typed = TermsDraft {
        situation: format!("Når {}. ", terms.situation),
        action: terms.action.clone(),
        sign: terms.sign.clone(),
        follow_up: terms.follow_up.to_string(),
        keeper: terms.keeper.clone(),
    };
    assert!(typed.says(&terms));
    let others = [
        TermsDraft { follow_up: "2031-01-01".into(), ..typed.clone() },
        TermsDraft { follow_up: "2001-01-01".into(), ..typed.clone() },
        TermsDraft { keeper: "En annen".into(), ..typed.clone() },
    ];
    assert!(others.iter().all(|other| !other.says(&terms)), "a third of the words is not all of them");
}

#[test]
fn a_change_is_based_on_what_stands_and_a_retry_is_harmless() {
    let first = sample::agreement();
    let terms = Terms { sign: "roen".into(), ..first.terms.clone() };
    let second = first.clone().revise(terms.clone(), 1).unwrap();
    assert_eq!((second.version, &second.terms), (2, &terms));
    assert_eq!(second.clone().revise(terms, 1), Ok(second.clone()), "the retry");
    assert_eq!(second.revise(first.terms, 1), Err(Refusal::Stale));
}

#[test]
fn a_guest_tells_where_it_is_looked_at_and_nobody_else_looks() {
    let guest = Asker::nobody(Timestamp(0), "2026-11-21".parse().unwrap());
    let here = Participant {
        id: crate::ParticipantId(Uuid::from_u128(5)),
        session: SessionId(Uuid::from_u128(6)),
        name: "Ola".into(),
        person: None,
        guest: None,
        leader: false,
        ready: None,
        late: false,
        rated: false,
    };
    assert_eq!(sample::agreement().teller(&guest, Some(&here)), Ok("Ola".into()));
    assert_eq!(sample::agreement().may_see(&guest, Some(&here), None), Ok(()));
    assert_eq!(sample::agreement().may_see(&guest, None, None), Err(Refusal::SignedOut));
}

#[test]
fn a_forgotten_keeper_leaves_the_words_and_the_others() {
    let kari = Names::of("Kari Berg", ["Fjellreven".into()]);
    let kept = |keeper: &str| Terms { keeper: keeper.into(), ..sample::agreement().terms };
    for (keeper, left) in [
        (" kari ", ""),
        ("Kari Berg", ""),
        ("fjellreven", ""),
        ("Kari og Ola", "Ola"),
        ("Ola, Kari Berg/Per", "Ola og Per"),
        ("Ola; Per, Kari, Siv", "Ola, Per og Siv"),
    ] {
        assert!(kept(keeper).kept_by(&kari), "{keeper}");
        assert_eq!(kept(keeper).without(&kari), kept(left), "{keeper}");
    }
    for other in ["Ola", "Karianne", "Kari Dal", "Hele teamet", ""] {
        assert!(!kept(other).kept_by(&kari), "{other}");
        assert_eq!(kept(other).without(&kari), kept(other));
    }
    assert!(!kept("").kept_by(&Names::of("", [])));
}

#[test]
fn the_foremost_agreement_is_the_one_longest_overdue_then_the_newest_open_one_then_the_newest() {
    let followed = |n: u128, follow_up: &str, decided: bool| {
        let mut followed = sample::followed(false, None);
        followed.agreement.id = AgreementId(Uuid::from_u128(n));
        followed.agreement.terms.follow_up = follow_up.parse().unwrap();
        let by = PersonId(Uuid::from_u128(4));
        followed.agreement.decision =
            decided.then_some(Decision { verdict: Verdict::Keep, by: Some(by), at: Timestamp(1) });
        followed
    };
    let foremost =
        |all: &[Followed]| foremost(all, TODAY.parse().unwrap()).map(|one| one.agreement.id.0.as_u128());
    let (decided, trying) = (followed(1, "2026-10-01", true), followed(2, "2026-12-01", false));
    let (late, later) = (followed(3, "2026-11-20", false), followed(4, "2026-11-01", false));
    assert_eq!(foremost(&[]), None);
    assert_eq!(foremost(std::slice::from_ref(&decided)), Some(1));
    assert_eq!(foremost(&[decided.clone(), trying.clone()]), Some(2));
    assert_eq!(foremost(&[trying, late, later, decided]), Some(4));
}
