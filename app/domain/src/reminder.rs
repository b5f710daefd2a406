//! What a person is reminded of by mail, when, and how often: one digest a week at most, on a weekday morning, and none
//! where there is nothing to say.

use crate::{
    Date, Team, Timestamp,
    agreement::{Followed, Obstacle, Outcome},
    link::{Bearer, ReportLink},
    store::SessionCard,
    view::Progress,
};
use std::{fmt, ops::Range, time::Duration};

/// The hours, in Norway, in which reminders are sent on weekdays. The first is when they are; the others are for a
/// server that was down then.
pub const HOURS: Range<i8> = 7..17;
/// How long after «ikke ennå» it is asked again.
pub const AGAIN: Duration = Duration::from_hours(24 * 14);
/// An answer from the leader is news this long where no digest has gone before.
pub const NEWS: Duration = Duration::from_hours(24 * 7);
/// How long one who writes and sends a digest has it alone.
pub const LEASE: Duration = Duration::from_secs(5 * 60);
/// How long until the next try after each that failed; after the last there is none.
pub const DELAYS: [Duration; 5] = [
    Duration::from_secs(60),
    Duration::from_secs(5 * 60),
    Duration::from_secs(30 * 60),
    Duration::from_hours(3),
    Duration::from_hours(24),
];

/// Whether reminders are sent at this hour of this day.
pub fn is_time(day: Date, hour: i8) -> bool {
    let (.., weekday) = day.parts();
    weekday < 5 && HOURS.contains(&hour)
}

/// When to try again after so many tries have failed; never after the last.
pub fn retry(tries: i64, now: Timestamp) -> Option<Timestamp> {
    let failed = usize::try_from(tries).ok()?.checked_sub(1)?;
    DELAYS.get(failed).map(|delay| now + *delay)
}

/// A week as ISO 8601 counts them, from Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Week {
    monday: Date,
}

impl Week {
    /// The week that a day is in.
    pub fn of(day: Date) -> Week {
        let (.., weekday) = day.parts();
        Week { monday: day.plus_days(-i64::from(weekday)) }
    }

    /// Its Sunday.
    pub fn last(self) -> Date {
        self.monday.plus_days(6)
    }

    /// The week so many weeks before.
    pub fn before(self, weeks: i64) -> Week {
        Week { monday: self.monday.plus_days(-7 * weeks) }
    }
}

/// `2026-W48`, which sorts as it reads.
impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.monday.0.iso_week_date();
        write!(f, "{:04}-W{:02}", week.year(), week.week())
    }
}

/// What one of a person's teams has going.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matters {
    /// The team.
    pub team: Team,
    /// Its agreements without a decision.
    pub followed: Vec<Followed>,
    /// What it has lifted to its leader.
    pub obstacles: Vec<Obstacle>,
    /// Its sessions that are not over.
    pub sessions: Vec<SessionCard>,
}

/// What a person is reminded of in a week, each with its team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    /// Agreements that wait for somebody to tell, the longest first.
    pub due: Vec<(Team, Followed)>,
    /// What leaders have answered, the oldest answer first.
    pub answered: Vec<(Team, Obstacle)>,
    /// Sessions later this week, the nearest first.
    pub sessions: Vec<(Team, SessionCard)>,
}

impl Digest {
    /// What there is to say on a day, where there is anything. `last` is when the person's last digest was sent.
    pub fn of(all: Vec<Matters>, now: Timestamp, today: Date, last: Option<Timestamp>) -> Option<Digest> {
        let sunday = Week::of(today).last();
        let since = last.unwrap_or(now.before(NEWS));
        let mut digest = Digest::default();
        for Matters { team, followed, obstacles, sessions } in all {
            let due = followed.into_iter().filter(|one| one.asks(now, today, sunday));
            digest.due.extend(due.map(|one| (team.clone(), one)));
            let answered = |one: &Obstacle| one.answer.as_ref().is_some_and(|answer| answer.at > since);
            let answered = obstacles.into_iter().filter(answered);
            digest.answered.extend(answered.map(|one| (team.clone(), one)));
            let coming =
                |one: &SessionCard| one.progress != Progress::Closed && (today..=sunday).contains(&one.day);
            digest.sessions.extend(sessions.into_iter().filter(coming).map(|one| (team.clone(), one)));
        }
        digest.due.sort_by_key(|(_, one)| (one.agreement.terms.follow_up, one.agreement.id));
        digest.answered.sort_by_key(|(_, one)| (one.answer.as_ref().map(|answer| answer.at), one.id));
        digest.sessions.sort_by_key(|(_, one)| (one.day, one.id));
        (digest != Digest::default()).then_some(digest)
    }
}

impl Followed {
    /// Whether a digest asks how it went: until somebody has told, and again some time after «ikke ennå»; never once its
    /// link has run out, for a question that nobody answers is asked too often.
    fn asks(&self, now: Timestamp, today: Date, sunday: Date) -> bool {
        let unanswered =
            self.reports.last().is_none_or(|last| last.outcome == Outcome::NotYet && last.at + AGAIN <= now);
        self.agreement.is_open()
            && unanswered
            && self.agreement.terms.follow_up <= sunday
            && today <= ReportLink::to(&self.agreement, Bearer::Wall).until
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ObstacleId, SessionId, TeamId,
        agreement::{Answer, AnswerKind, Verdict},
        sample,
    };
    use uuid::Uuid;

    /// Thursday of week 2; the sample is followed up on this day.
    const DAY: &str = "2027-01-14";
    const NOW: Timestamp = Timestamp(1_800_000_000_000);

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn matters(followed: Vec<Followed>) -> Vec<Matters> {
        let team = Team { id: TeamId(Uuid::from_u128(2)), name: "Trinn 5".into(), unit: None };
        vec![Matters { team, followed, obstacles: Vec::new(), sessions: Vec::new() }]
    }

    fn asked(followed: Followed, today: &str) -> bool {
        Digest::of(matters(vec![followed]), NOW, day(today), None).is_some()
    }

    #[test]
    fn reminders_go_on_weekday_mornings_and_later_where_the_server_was_down() {
        let monday = day("2027-01-11");
        for (days, hour, is) in [
            (0, 6, false),
            (0, 7, true),
            (0, 16, true),
            (0, 17, false),
            (4, 7, true),
            (5, 8, false),
            (6, 8, false),
        ] {
            assert_eq!(is_time(monday.plus_days(days), hour), is, "{days} {hour}");
        }
    }

    #[test]
    fn a_week_is_counted_as_the_calendar_on_the_wall_counts_it() {
        for (text, week) in [
            ("2026-12-28", "2026-W53"),
            ("2027-01-03", "2026-W53"),
            ("2027-01-04", "2027-W01"),
            ("2027-12-31", "2027-W52"),
        ] {
            assert_eq!(Week::of(day(text)).to_string(), week, "{text}");
        }
        assert_eq!(Week::of(day(DAY)).last(), day("2027-01-17"));
        assert_eq!(Week::of(day("2027-01-04")).before(1), Week::of(day("2027-01-03")));
    }

    #[test]
    fn an_agreement_is_asked_about_from_its_week_until_its_link_runs_out() {
        let open = || sample::followed(false, None);
        assert!(!asked(open(), "2027-01-10"), "the Sunday before");
        assert!(asked(open(), "2027-01-11"), "the Monday of its week");
        assert!(asked(open(), "2027-02-25"));
        assert!(!asked(open(), "2027-02-26"));
        assert!(!asked(sample::followed(true, Some(Verdict::Keep)), DAY));
    }

    #[test]
    fn what_is_told_is_asked_about_again_only_after_not_yet() {
        let told = |outcome, at| {
            let mut followed = sample::followed(true, None);
            followed.reports[0].outcome = outcome;
            followed.reports[0].at = at;
            followed
        };
        assert!(asked(told(Outcome::NotYet, NOW.before(AGAIN)), DAY));
        assert!(!asked(told(Outcome::NotYet, NOW.before(AGAIN) + Duration::from_secs(1)), DAY));
        for outcome in [Outcome::Done, Outcome::Partly] {
            assert!(!asked(told(outcome, Timestamp(0)), DAY));
        }
    }

    #[test]
    fn an_answer_is_news_until_a_digest_has_brought_it() {
        let answered = |at| {
            let mut all = matters(Vec::new());
            let by = "Lise".into();
            all[0].obstacles = vec![Obstacle {
                id: ObstacleId(Uuid::from_u128(7)),
                team: all[0].team.id,
                agreement: None,
                text: "et rom".into(),
                at: Timestamp(0),
                answer: Some(Answer { kind: AnswerKind::Yes, why: "ja".into(), by, at }),
            }];
            all
        };
        let yesterday = NOW.before(Duration::from_hours(24));
        assert!(Digest::of(answered(yesterday), NOW, day(DAY), None).is_some());
        assert!(Digest::of(answered(yesterday), NOW, day(DAY), Some(yesterday)).is_none());
        assert!(Digest::of(answered(yesterday), NOW, day(DAY), Some(Timestamp(0))).is_some());
        assert!(Digest::of(answered(NOW.before(NEWS)), NOW, day(DAY), None).is_none());
        let mut waits = answered(NOW);
        waits[0].obstacles[0].answer = None;
        assert!(Digest::of(waits, NOW, day(DAY), None).is_none());
    }

    #[test]
    fn a_session_is_told_of_in_its_week_until_its_day() {
        let planned = |progress| {
            let mut all = matters(Vec::new());
            let source = ("m".into(), "okt".into());
            all[0].sessions =
                vec![SessionCard { id: SessionId(Uuid::from_u128(3)), source, day: day(DAY), progress }];
            all
        };
        let told = |progress, today: &str| Digest::of(planned(progress), NOW, day(today), None).is_some();
        assert!(!told(Progress::Planned, "2027-01-10"));
        assert!(told(Progress::Planned, "2027-01-11") && told(Progress::Adjourned, DAY));
        assert!(!told(Progress::Planned, "2027-01-15") && !told(Progress::Closed, DAY));
    }

    #[test]
    fn a_try_that_failed_is_followed_by_another_later_and_later_and_then_by_none() {
        let waits: Vec<i64> = (1..=5).map(|tries| NOW.until(retry(tries, NOW).expect("another"))).collect();
        assert!(waits.windows(2).all(|pair| pair[0] < pair[1]), "{waits:?}");
        assert_eq!((retry(6, NOW), retry(0, NOW)), (None, None));
    }
}
