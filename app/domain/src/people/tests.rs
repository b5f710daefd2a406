use super::*;
use uuid::Uuid;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn asker(role: Role, scope: Scope, to: Option<&str>) -> Asker {
    let person = PersonId(Uuid::from_u128(1));
    Asker {
        me: Some(Me {
            id: person,
            name: "Kari".into(),
            login: LoginId(Uuid::from_u128(2)),
            shared_device: false,
        }),
        roles: vec![Membership {
            id: MembershipId(Uuid::from_u128(3)),
            person,
            role,
            scope,
            from: day("2026-08-01"),
            to: to.map(day),
        }],
        ..Asker::nobody(Timestamp(0), day("2026-11-21"))
    }
}

#[test]
fn every_role_gets_its_own_right_and_no_other() {
    let (team, unit, owner) =
        (TeamId(Uuid::from_u128(10)), UnitId(Uuid::from_u128(11)), OwnerId(Uuid::from_u128(12)));
    let table = [
        // role, scope, in_team, facilitates, leads, owns, edits
        (Role::Member, Scope::Team(team), [true, false, false, false, false]),
        (Role::Facilitator, Scope::Team(team), [true, true, false, false, false]),
        (Role::Partner, Scope::Team(team), [false, false, false, false, false]),
        (Role::Leader, Scope::Unit(unit), [false, false, true, false, false]),
        (Role::Owner, Scope::Owner(owner), [false, false, false, true, false]),
        (Role::Editor, Scope::Package, [false, false, false, false, true]),
    ];
    for (role, scope, expected) in table {
        let asker = asker(role, scope, None);
        let actual = [
            asker.in_team(team).is_ok(),
            asker.facilitates(team).is_ok(),
            asker.leads(unit).is_ok(),
            asker.owns(owner).is_ok(),
            asker.edits().is_ok(),
        ];
        assert_eq!(actual, expected, "{role:?}");
    }
}

#[test]
fn a_right_ends_with_its_date_and_is_nobodys_who_is_signed_out() {
    let team = TeamId(Uuid::from_u128(10));
    let ended = asker(Role::Facilitator, Scope::Team(team), Some("2026-11-20"));
    assert_eq!(ended.facilitates(team), Err(Refusal::Forbidden));
    let last_day = asker(Role::Facilitator, Scope::Team(team), Some("2026-11-21"));
    assert!(last_day.facilitates(team).is_ok());
    let nobody = Asker::nobody(Timestamp(0), day("2026-11-21"));
    assert_eq!(nobody.in_team(team), Err(Refusal::SignedOut));
    assert_eq!(nobody.may_invite(Role::Member, Scope::Team(team), None, None), Err(Refusal::SignedOut));
}

#[test]
fn nobody_becomes_a_leader_by_saying_so() {
    let (unit, owner) = (UnitId(Uuid::from_u128(11)), OwnerId(Uuid::from_u128(12)));
    let leader = asker(Role::Leader, Scope::Unit(unit), None);
    assert_eq!(
        leader.may_invite(Role::Leader, Scope::Unit(unit), None, Some(owner)),
        Err(Refusal::Forbidden)
    );
    let (team, other) = (TeamId(Uuid::from_u128(10)), UnitId(Uuid::from_u128(99)));
    assert!(leader.may_invite(Role::Facilitator, Scope::Team(team), Some(unit), None).is_ok());
    let elsewhere = leader.may_invite(Role::Facilitator, Scope::Team(team), Some(other), None);
    assert_eq!(elsewhere, Err(Refusal::Forbidden), "another unit's team");
    let owning = asker(Role::Owner, Scope::Owner(owner), None);
    assert!(owning.may_invite(Role::Leader, Scope::Unit(unit), None, Some(owner)).is_ok());
    assert_eq!(
        owning.may_invite(Role::Leader, Scope::Owner(owner), None, Some(owner)),
        Err(Refusal::Invalid)
    );
}

#[test]
fn one_who_leads_a_unit_or_owns_it_leads_while_the_role_lasts() {
    let (unit, owner) =
        (Scope::Unit(UnitId(Uuid::from_u128(12))), Scope::Owner(OwnerId(Uuid::from_u128(13))));
    assert!(asker(Role::Leader, unit, None).is_leader() && asker(Role::Owner, owner, None).is_leader());
    assert!(!asker(Role::Leader, unit, Some("2026-11-20")).is_leader());
    assert!(!asker(Role::Facilitator, Scope::Team(TeamId(Uuid::from_u128(11))), None).is_leader());
    assert!(!Asker { me: None, ..asker(Role::Leader, unit, None) }.is_leader());
}

#[test]
fn a_unit_is_followed_once_that_has_been_discussed_and_its_leader_says_when() {
    let id = UnitId(Uuid::from_u128(11));
    let unit = Unit {
        id,
        owner: OwnerId(Uuid::from_u128(12)),
        name: "Skolen".into(),
        kind: UnitKind::School,
        discussed: None,
    };
    let leader = asker(Role::Leader, Scope::Unit(id), None);
    assert_eq!(leader.follows(&unit), Err(Refusal::NotDiscussed));
    assert_eq!(unit.clone().discuss(&leader, day("2026-11-22")), Err(Refusal::Invalid));
    let discussed = unit.clone().discuss(&leader, day("2026-11-21")).unwrap();
    assert_eq!(leader.follows(&discussed), Ok(()));
    let other = asker(Role::Leader, Scope::Unit(UnitId(Uuid::from_u128(13))), None);
    assert_eq!(other.follows(&discussed), Err(Refusal::Forbidden));
    assert_eq!(unit.discuss(&other, day("2026-11-21")), Err(Refusal::Forbidden));
}

#[test]
fn a_team_within_a_unit_is_started_by_its_leader_and_any_other_by_anyone() {
    let unit = UnitId(Uuid::from_u128(11));
    let alone = Team { id: TeamId(Uuid::from_u128(10)), name: "Teamet".into(), unit: None };
    let within = Team { unit: Some(unit), ..alone.clone() };
    let editor = asker(Role::Editor, Scope::Package, None);
    assert_eq!(alone.clone().start(&editor), Ok(alone.clone()));
    assert_eq!(within.clone().start(&editor), Err(Refusal::Forbidden));
    let nobody = Asker::nobody(Timestamp(0), day("2026-11-21"));
    assert_eq!(alone.clone().start(&nobody), Err(Refusal::SignedOut));
    assert_eq!(Team { name: " ".into(), ..alone.clone() }.start(&editor), Err(Refusal::Empty));
    let leader = asker(Role::Leader, Scope::Unit(unit), None);
    assert_eq!(within.clone().start(&leader), Ok(within.clone()));
    assert_eq!((alone.starters_role(), within.starters_role()), (Some(Role::Facilitator), None));
}

#[test]
fn starting_a_team_again_is_harmless_and_anothers_is_not_ones_to_start() {
    let alone = Team { id: TeamId(Uuid::from_u128(10)), name: "Teamet".into(), unit: None };
    let within = Team { unit: Some(UnitId(Uuid::from_u128(11))), ..alone.clone() };
    let held = asker(Role::Facilitator, Scope::Team(alone.id), None).roles;
    assert_eq!(alone.started(&alone, &held), Ok(()));
    assert_eq!(alone.started(&alone, &[]), Err(Refusal::Forbidden));
    assert_eq!(within.started(&within, &[]), Ok(()));
    assert_eq!(within.started(&alone, &held), Err(Refusal::Forbidden));
}

#[test]
fn an_owner_adds_a_unit_that_is_not_discussed_yet() {
    let owner = OwnerId(Uuid::from_u128(12));
    let id = UnitId(Uuid::from_u128(11));
    let unit = Unit { id, owner, name: " Skolen ".into(), kind: UnitKind::School, discussed: None };
    let owning = asker(Role::Owner, Scope::Owner(owner), None);
    assert_eq!(unit.clone().set_up(&owning).unwrap().name, "Skolen");
    let elsewhere = asker(Role::Owner, Scope::Owner(OwnerId(Uuid::from_u128(13))), None);
    assert_eq!(unit.clone().set_up(&elsewhere), Err(Refusal::Forbidden));
    let discussed = Unit { discussed: Some(day("2026-11-20")), ..unit };
    assert_eq!(discussed.set_up(&owning), Err(Refusal::Invalid));
}

#[test]
fn an_invitation_for_one_is_taken_once_and_by_the_same_person_again() {
    let (one, other) = (PersonId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)));
    let offer = Offer { many: false, expires: Timestamp(10), taken_by: None };
    assert_eq!(offer.take(Some(one), Timestamp(10)), Ok(()));
    assert_eq!(offer.take(Some(one), Timestamp(11)), Err(Refusal::Expired));
    let taken = Offer { taken_by: Some(one), ..offer };
    assert_eq!(taken.take(Some(one), Timestamp(11)), Ok(()));
    assert_eq!(taken.take(Some(other), Timestamp(1)), Err(Refusal::Used));
    assert_eq!(taken.take(None, Timestamp(1)), Err(Refusal::Used));
    assert_eq!(Offer { many: true, ..offer }.take(Some(other), Timestamp(1)), Ok(()));
}

#[test]
fn one_joins_by_the_name_typed_or_else_ones_own() {
    let kari = asker(Role::Editor, Scope::Package, None);
    assert_eq!(kari.joins_as("  "), Ok("Kari".into()));
    assert_eq!(kari.joins_as("Kari O."), Ok("Kari O.".into()));
    let guest = Asker::nobody(Timestamp(0), day("2026-11-21"));
    assert_eq!(guest.joins_as(" "), Err(Refusal::Empty));
}
