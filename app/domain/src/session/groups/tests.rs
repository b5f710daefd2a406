use super::*;
use crate::SessionId;
use proptest::prelude::*;
use uuid::Uuid;

fn id(n: usize) -> ParticipantId {
    ParticipantId(Uuid::from_u128(n as u128))
}

fn people(n: usize) -> Vec<Participant> {
    let one = |n| Participant {
        id: id(n),
        session: SessionId(Uuid::nil()),
        name: String::new(),
        person: None,
        guest: None,
        leader: false,
        ready: None,
        late: false,
        rated: false,
    };
    (0..n).map(one).collect()
}

#[test]
fn a_group_is_as_large_as_the_step_asks_for() {
    let sizes = |n| {
        let mut sizes: Vec<_> = Groups::by_lot(&people(n), (4, 6), 1).0.iter().map(Vec::len).collect();
        sizes.sort_unstable();
        sizes
    };
    assert_eq!(sizes(0).len(), 0);
    assert_eq!(sizes(3), [3]);
    assert_eq!(sizes(6), [6]);
    assert_eq!(sizes(7), [3, 4], "small groups rather than one in which not all can speak");
    assert_eq!(sizes(25), [5, 5, 5, 5, 5]);
}

#[test]
fn where_no_groups_are_made_the_room_is_one() {
    let groups = Groups::default();
    assert!(groups.together(Some(id(1)), Some(id(2))) && groups.together(Some(id(1)), None));
    let groups = Groups(vec![vec![id(1), id(2)], vec![id(3)]]);
    assert!(groups.together(Some(id(1)), Some(id(2))));
    for (one, other) in
        [(Some(id(1)), Some(id(3))), (Some(id(1)), None), (None, None), (Some(id(9)), Some(id(9)))]
    {
        assert!(!groups.together(one, other), "{one:?} {other:?}");
    }
}

#[test]
fn who_comes_late_sits_down_in_the_smallest() {
    let mut groups = Groups(vec![vec![id(1), id(2)], vec![id(3)]]);
    groups.seat(id(4));
    groups.seat(id(4));
    assert_eq!(groups, Groups(vec![vec![id(1), id(2)], vec![id(3), id(4)]]));
    assert_eq!(groups.moved(id(4), 0).unwrap().of(id(4)), Some(0));
    assert_eq!(groups.moved(id(4), 2), Err(Refusal::Stale));
}

#[test]
fn one_who_came_twice_sits_in_one_place() {
    let mut both = Groups(vec![vec![id(1), id(2)], vec![id(3)]]);
    both.merge(id(3), id(1));
    assert_eq!(both, Groups(vec![vec![id(1), id(2)], vec![]]));
    let mut guest_alone = Groups(vec![vec![id(1), id(2)], vec![id(3)]]);
    guest_alone.merge(id(3), id(9));
    assert_eq!(guest_alone.of(id(9)), Some(1));
}

proptest! {
    #[test]
    fn everyone_sits_in_one_group_and_groups_are_even(
        n in 0usize..70, from in 2u8..6, more in 0u8..4, lot in any::<u64>(),
    ) {
        let to = from + more;
        let groups = Groups::by_lot(&people(n), (from, to), lot);
        let mut seated: Vec<ParticipantId> = groups.0.concat();
        seated.sort_unstable();
        prop_assert_eq!(seated, (0..n).map(id).collect::<Vec<_>>());
        let sizes = || groups.0.iter().map(Vec::len);
        let (least, most) = (sizes().min().unwrap_or(0), sizes().max().unwrap_or(0));
        prop_assert!(most - least <= 1 && most <= usize::from(to));
    }
}
