//! A link by which somebody tells how a try-out went without signing in: from a mail, a calendar, or the wall.
//!
//! It is good for one agreement and one person, or on a wall for one agreement and its whole team. What it carries is
//! ids and a day, and no secret of anybody's; that nobody else made it is for a signature to say. Opening it shows the
//! agreement's sentence and changes nothing, for mail scanners open links.

use crate::{
    AgreementId, Asker, Date, PersonId, Refusal, Team,
    agreement::{Agreement, Followed, Obstacle, Report},
    store::NewReport,
};
use uuid::Uuid;

/// How many weeks after the day of following up a link still works: a school's longest holiday and some.
pub const WEEKS: u16 = 6;
/// How many reports without a name an agreement takes: a staff of many, and no more than a team can read where the
/// picture of a wall has gone astray.
pub const NAMELESS: usize = 50;

/// Who holds a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearer {
    /// One person: the report is theirs.
    Person(PersonId),
    /// Whoever stands before the wall: the report is the team's, told by nobody named.
    Wall,
}

/// A link for telling how it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportLink {
    /// What is told of.
    pub agreement: AgreementId,
    /// Who holds it.
    pub bearer: Bearer,
    /// The last day it works.
    pub until: Date,
}

impl ReportLink {
    /// The link to an agreement for somebody.
    pub fn to(agreement: &Agreement, bearer: Bearer) -> ReportLink {
        ReportLink { agreement: agreement.id, bearer, until: agreement.terms.follow_up.plus_weeks(WEEKS) }
    }

    /// What the link carries: the agreement, the last day as a number of days since 1970, and the person if there is
    /// one.
    pub fn bytes(&self) -> Vec<u8> {
        let day = u16::try_from(Date::EPOCH.days_until(self.until)).unwrap_or_default();
        let mut bytes = self.agreement.0.as_bytes().to_vec();
        bytes.extend(day.to_be_bytes());
        if let Bearer::Person(person) = self.bearer {
            bytes.extend(person.0.as_bytes());
        }
        bytes
    }

    /// The link that carries this, if it is one.
    pub fn read(bytes: &[u8]) -> Option<ReportLink> {
        let (agreement, rest) = bytes.split_first_chunk::<16>()?;
        let (day, rest) = rest.split_first_chunk::<2>()?;
        let bearer = match rest {
            [] => Bearer::Wall,
            person => Bearer::Person(PersonId(Uuid::from_slice(person).ok()?)),
        };
        let until = Date::EPOCH.plus_days(u16::from_be_bytes(*day).into());
        Some(ReportLink { agreement: AgreementId(Uuid::from_bytes(*agreement)), bearer, until })
    }

    /// The name that a report by this link bears, where the link still opens the agreement: the person's, and on a wall
    /// nobody's. `asker` is the person that the link names, as they stand today, or nobody.
    ///
    /// # Errors
    /// [`Refusal::Expired`], [`Refusal::Forbidden`] or [`Refusal::SignedOut`] for one who is no longer in the team,
    /// [`Refusal::Decided`], [`Refusal::TooMany`] from a wall where [`NAMELESS`] have told, [`Refusal::Missing`] for
    /// another agreement than the link's.
    pub fn opens(&self, asker: &Asker, followed: &Followed) -> Result<String, Refusal> {
        let agreement = &followed.agreement;
        if agreement.id != self.agreement {
            return Err(Refusal::Missing);
        }
        if self.until < asker.today {
            return Err(Refusal::Expired);
        }
        let by = match self.bearer {
            Bearer::Person(person) if asker.person()? == person => agreement.teller(asker, None)?,
            Bearer::Person(_) => return Err(Refusal::Forbidden),
            Bearer::Wall => String::new(),
        };
        if !agreement.is_open() {
            return Err(Refusal::Decided);
        }
        let nameless = followed.reports.iter().filter(|report| report.by.is_empty()).count();
        if self.bearer == Bearer::Wall && nameless >= NAMELESS {
            return Err(Refusal::TooMany);
        }
        Ok(by)
    }
}

impl Followed {
    /// The report, and the obstacle lifted with it, of one who tells by a link; otherwise as [`Followed::tell`].
    ///
    /// # Errors
    /// Those of [`ReportLink::opens`] and [`Followed::tell`].
    pub fn tell_by_link(
        &self,
        link: &ReportLink,
        asker: &Asker,
        team: &Team,
        told: &NewReport,
    ) -> Result<Option<(Report, Option<Obstacle>)>, Refusal> {
        self.told(link.opens(asker, self)?, asker.now, team, told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        LoginId, MembershipId, ObstacleId, ReportId, Timestamp,
        agreement::{Outcome, Verdict},
        people::{Me, Membership, Role, Scope},
        sample,
    };
    use proptest::prelude::*;

    const KARI: PersonId = PersonId(Uuid::from_u128(20));

    fn kari(today: &str, to: Option<&str>) -> Asker {
        let day = |text: &str| text.parse().unwrap();
        let scope = Scope::Team(sample::agreement().team);
        let (id, from) = (MembershipId(Uuid::from_u128(21)), day("2026-01-01"));
        let held = Membership { id, person: KARI, role: Role::Member, scope, from, to: to.map(day) };
        let login = LoginId(Uuid::nil());
        let me = Me { id: KARI, name: "Kari".into(), login, shared_device: false };
        Asker { me: Some(me), roles: vec![held], ..Asker::nobody(Timestamp(9), day(today)) }
    }

    fn told(seen: &str) -> NewReport {
        NewReport {
            id: ReportId(Uuid::from_u128(50)),
            agreement: sample::agreement().id,
            outcome: Outcome::Partly,
            seen: seen.into(),
            obstacle: String::new(),
            obstacle_id: ObstacleId(Uuid::from_u128(51)),
        }
    }

    fn team() -> Team {
        Team { id: sample::agreement().team, name: "Trinn 5".into(), unit: None }
    }

    #[test]
    fn a_link_works_until_some_weeks_after_the_day_of_following_up() {
        let link = ReportLink::to(&sample::agreement(), Bearer::Person(KARI));
        assert_eq!(link.until.to_string(), "2027-02-25");
        let open = sample::followed(false, None);
        assert_eq!(link.opens(&kari("2027-02-25", None), &open), Ok("Kari".into()));
        assert_eq!(link.opens(&kari("2027-02-26", None), &open), Err(Refusal::Expired));
    }

    #[test]
    fn a_link_is_its_persons_and_only_while_they_are_in_the_team() {
        let (link, open) =
            (ReportLink::to(&sample::agreement(), Bearer::Person(KARI)), sample::followed(false, None));
        let today = "2027-01-14";
        let ended = kari(today, Some("2027-01-13"));
        assert_eq!(link.opens(&ended, &open), Err(Refusal::Forbidden));
        let forgotten = Asker::nobody(Timestamp(9), today.parse().unwrap());
        assert_eq!(link.opens(&forgotten, &open), Err(Refusal::SignedOut));
        let other = ReportLink { bearer: Bearer::Person(PersonId(Uuid::from_u128(99))), ..link };
        assert_eq!(other.opens(&kari(today, None), &open), Err(Refusal::Forbidden));
        let elsewhere = ReportLink { agreement: AgreementId(Uuid::from_u128(9)), ..link };
        assert_eq!(elsewhere.opens(&kari(today, None), &open), Err(Refusal::Missing));
        for verdict in [Verdict::Keep, Verdict::Adjust, Verdict::Drop] {
            let decided = sample::followed(true, Some(verdict));
            assert_eq!(link.opens(&kari(today, None), &decided), Err(Refusal::Decided));
        }
    }

    #[test]
    fn what_is_told_from_a_wall_is_told_by_nobody_and_has_an_end() {
        let wall = ReportLink::to(&sample::agreement(), Bearer::Wall);
        let passer_by = Asker::nobody(Timestamp(9), "2027-01-14".parse().unwrap());
        let mut followed = sample::followed(false, None);
        let told_of = followed.tell_by_link(&wall, &passer_by, &team(), &told("roen")).unwrap();
        let (report, _) = told_of.unwrap();
        assert_eq!((report.by.as_str(), report.seen.as_str()), ("", "roen"));
        followed.reports = vec![Report { id: ReportId(Uuid::from_u128(60)), ..report }; NAMELESS];
        let one_more = followed.tell_by_link(&wall, &passer_by, &team(), &told("mer"));
        assert_eq!(one_more, Err(Refusal::TooMany));
        let person = ReportLink::to(&sample::agreement(), Bearer::Person(KARI));
        assert!(followed.tell_by_link(&person, &kari("2027-01-14", None), &team(), &told("mer")).is_ok());
    }

    proptest! {
        #[test]
        fn a_link_reads_what_it_writes(agreement: u128, person: Option<u128>, days in 0i64..60_000) {
            let bearer = person.map_or(Bearer::Wall, |id| Bearer::Person(PersonId(Uuid::from_u128(id))));
            let (agreement, until) = (AgreementId(Uuid::from_u128(agreement)), Date::EPOCH.plus_days(days));
            let link = ReportLink { agreement, bearer, until };
            prop_assert_eq!(ReportLink::read(&link.bytes()), Some(link));
        }

        #[test]
        fn whatever_else_is_read_breaks_nothing(bytes: Vec<u8>) {
            let read = ReportLink::read(&bytes);
            prop_assert_eq!(read.is_some(), matches!(bytes.len(), 18 | 34));
        }
    }
}
