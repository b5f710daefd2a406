//! What is sent to people: once a person and week, claimed by one worker at a time, and never twice where it may have
//! been sent; what they want of it; and the calendar.

use crate::{ground::*, on_both};
use domain::{
    AgreementId, Lang, ObstacleId, PersonId, Refusal, ReportId, TokenHash,
    agreement::{AnswerKind, Outcome, Verdict},
    reminder::{Digest, LEASE, Week},
    session::Command,
    store::{Claim, Fate, NewReport},
};
use std::{collections::BTreeSet, sync::Arc, time::Duration};

fn week(g: &Ground) -> Week {
    Week::of(g.today())
}

async fn claim(g: &Ground) -> Option<Claim> {
    g.store.claim_digest(week(g), g.id(), g.now()).await.unwrap()
}

async fn agreed(g: &Ground, school: &School, follow_up: &str) -> AgreementId {
    let session = g.started(&school.kari, school.team).await;
    let id = AgreementId(g.id());
    let terms = domain::agreement::TermsDraft { follow_up: follow_up.into(), ..terms("roen") };
    g.store.agree(&g.asker(&school.kari).await, session.id, id, (&terms, 0)).await.unwrap();
    g.lead(&school.kari, session.id, Command::Close).await.unwrap();
    id
}

on_both! {
    async fn a_digest_is_queued_once_a_week_whoever_asks(g: &Ground) {
        let school = g.school().await;
        let kari = school.kari.person;
        assert!(g.store.unreminded(week(g), g.today()).await.unwrap().contains(&kari));
        for _server in 0..3 {
            g.store.queue(kari, week(g), g.now()).await.unwrap();
        }
        assert!(!g.store.unreminded(week(g), g.today()).await.unwrap().contains(&kari));
        let first = claim(g).await.unwrap();
        assert_eq!((first.person, first.tries), (kari, 1));
        assert_eq!(claim(g).await, None, "it is taken");
        assert!(g.store.hand_over(&first, g.now()).await.unwrap());
        g.store.settle(&first, Fate::Sent, g.now()).await.unwrap();
        g.store.queue(kari, week(g), g.now()).await.unwrap();
        g.pass(LEASE * 100);
        assert_eq!(claim(g).await, None, "it was sent this week");
        let next = Week::of(g.today().plus_weeks(1));
        assert!(g.store.unreminded(next, g.today()).await.unwrap().contains(&kari));
        g.store.queue(kari, next, g.now()).await.unwrap();
        assert!(g.store.claim_digest(next, g.id(), g.now()).await.unwrap().is_some());
    }

    async fn workers_that_claim_at_once_each_have_their_own(g: &Ground) {
        let school = g.school().await;
        let people = [school.kari.person, school.ola.person, school.leader.person, school.owning.person];
        for person in people {
            g.store.queue(person, week(g), g.now()).await.unwrap();
        }
        let workers: Vec<_> = (0..12)
            .map(|_| {
                let (store, week, by, now) = (Arc::clone(&g.store), week(g), g.id(), g.now());
                tokio::spawn(async move { store.claim_digest(week, by, now).await.unwrap() })
            })
            .collect();
        let mut claimed = Vec::new();
        for worker in workers {
            claimed.extend(worker.await.unwrap().map(|claim| claim.person));
        }
        assert_eq!(claimed.len(), people.len(), "none is claimed twice");
        assert_eq!(BTreeSet::from_iter(claimed), BTreeSet::from(people));
    }

    async fn a_lease_runs_out_and_the_one_who_slept_hands_nothing_over(g: &Ground) {
        let school = g.school().await;
        g.store.queue(school.kari.person, week(g), g.now()).await.unwrap();
        let slept = claim(g).await.unwrap();
        g.pass(LEASE - Duration::from_millis(1));
        assert_eq!(claim(g).await, None);
        g.pass(Duration::from_millis(1));
        let awake = claim(g).await.unwrap();
        assert_eq!(awake.tries, 2);
        assert!(!g.store.hand_over(&slept, g.now()).await.unwrap());
        assert!(g.store.hand_over(&awake, g.now()).await.unwrap());
        assert!(!g.store.hand_over(&awake, g.now()).await.unwrap(), "once");
        g.store.settle(&slept, Fate::Again(g.now()), g.now()).await.unwrap();
        g.pass(LEASE * 1000);
        assert_eq!(claim(g).await, None, "it may have been sent, so it is not sent again");
    }

    async fn what_was_certainly_not_sent_is_tried_again_at_its_moment(g: &Ground) {
        let school = g.school().await;
        g.store.queue(school.kari.person, week(g), g.now()).await.unwrap();
        let first = claim(g).await.unwrap();
        assert!(g.store.hand_over(&first, g.now()).await.unwrap());
        let later = g.now() + Duration::from_secs(60);
        g.store.settle(&first, Fate::Again(later), g.now()).await.unwrap();
        assert_eq!(claim(g).await, None);
        g.pass(Duration::from_secs(60));
        let second = claim(g).await.unwrap();
        assert_eq!(second.tries, 2);
        g.store.settle(&second, Fate::GivenUp, g.now()).await.unwrap();
        g.pass(LEASE * 1000);
        assert_eq!(claim(g).await, None);
        g.store.clear(week(g).before(1)).await.unwrap();
        assert!(!g.store.unreminded(week(g), g.today()).await.unwrap().contains(&first.person));
        g.store.clear(Week::of(g.today().plus_weeks(1))).await.unwrap();
        assert!(g.store.unreminded(week(g), g.today()).await.unwrap().contains(&first.person));
        g.store.queue(first.person, week(g), g.now()).await.unwrap();
        let third = claim(g).await.unwrap();
        g.store.settle(&third, Fate::Nothing, g.now()).await.unwrap();
        assert!(g.store.unreminded(week(g), g.today()).await.unwrap().contains(&first.person));
    }

    async fn those_in_teams_who_want_it_are_reminded(g: &Ground) {
        let school = g.school().await;
        let asked = async || -> BTreeSet<PersonId> {
            g.store.unreminded(week(g), g.today()).await.unwrap().into_iter().collect()
        };
        let (kari, ola) = (school.kari.person, school.ola.person);
        assert_eq!(asked().await, BTreeSet::from([kari, ola]), "a leader and an owner are in no team");

        let asker = g.asker(&school.kari).await;
        let wishes = g.store.wishes(&asker).await.unwrap();
        assert!(wishes.reminders && !wishes.calendar && wishes.lang == Lang::Nb);
        g.store.wish(&asker, None).await.unwrap();
        assert_eq!(asked().await, BTreeSet::from([ola]));
        assert_eq!(g.store.recipient(kari, g.now(), g.today()).await.unwrap(), None);
        g.store.wish(&asker, Some(Lang::Nn)).await.unwrap();
        let one = g.store.recipient(kari, g.now(), g.today()).await.unwrap().unwrap();
        assert_eq!((one.lang, &one.address), (Lang::Nn, &school.kari.address));
        for _press in 0..2 {
            g.store.sign_off(kari, g.now()).await.unwrap();
        }
        let wishes = g.store.wishes(&asker).await.unwrap();
        assert!(!wishes.reminders && wishes.lang == Lang::Nn, "the language stays");
        let out = g.store.takeout(&asker).await.unwrap();
        assert_eq!(out.mail, Some((Lang::Nn, Some(g.now()))));

        let asker = g.asker(&school.ola).await;
        g.store.queue(ola, week(g), g.now()).await.unwrap();
        assert_eq!(g.store.takeout(&asker).await.unwrap().digests.len(), 1);
        g.store.subscribe(&asker, Some(&g.token())).await.unwrap();
        g.store.forget(&asker).await.unwrap();
        g.store.sign_off(ola, g.now()).await.unwrap();
        assert_eq!(g.store.recipient(ola, g.now(), g.today()).await.unwrap(), None);
        assert_eq!(claim(g).await, None, "the queue has forgotten too");
        assert_eq!(asked().await, BTreeSet::new());
    }

    async fn a_digest_says_what_the_team_has_going_until_somebody_tells(g: &Ground) {
        let school = g.school().await;
        let id = agreed(g, &school, TODAY).await;
        let said = async || {
            let one = g.store.recipient(school.ola.person, g.now(), g.today()).await.unwrap().unwrap();
            Digest::of(one.matters, g.now(), g.today(), one.last)
        };
        let digest = said().await.unwrap();
        assert_eq!((digest.due.len(), digest.answered.len(), digest.sessions.len()), (1, 0, 0));
        assert_eq!((digest.due[0].0.id, digest.due[0].1.agreement.id), (school.team, id));
        let report = NewReport {
            id: ReportId(g.id()),
            agreement: id,
            outcome: Outcome::Done,
            seen: String::new(),
            obstacle: "et rom".into(),
            obstacle_id: ObstacleId(g.id()),
        };
        g.store.report(&g.asker(&school.kari).await, &report).await.unwrap();
        assert_eq!(said().await, None);
        g.pass(Duration::from_secs(60));
        let lise = g.asker(&school.leader).await;
        g.store.answer(&lise, report.obstacle_id, AnswerKind::Yes, "rommet er ledig").await.unwrap();
        assert_eq!(said().await.unwrap().answered.len(), 1);
        g.pass(Duration::from_secs(60));
        g.store.queue(school.ola.person, week(g), g.now()).await.unwrap();
        let claim = claim(g).await.unwrap();
        assert!(g.store.hand_over(&claim, g.now()).await.unwrap());
        g.store.settle(&claim, Fate::Sent, g.now()).await.unwrap();
        assert_eq!(said().await, None, "the last one brought the news");
        g.planned(&school.kari, school.team).await;
        assert_eq!(said().await.unwrap().sessions.len(), 1);
    }

    async fn a_calendar_reads_by_its_token_until_it_gets_another(g: &Ground) {
        let school = g.school().await;
        let id = agreed(g, &school, "2026-12-01").await;
        let session = g.planned(&school.kari, school.team).await;
        let asker = g.asker(&school.ola).await;
        let (first, second) = (TokenHash("first".into()), TokenHash("second".into()));
        let feed = async |token: &TokenHash| g.store.feed(token, g.now(), g.today()).await;
        refused(feed(&first).await, Refusal::Missing);
        g.store.subscribe(&asker, Some(&first)).await.unwrap();
        assert!(g.store.wishes(&asker).await.unwrap().calendar);
        let read = feed(&first).await.unwrap();
        assert_eq!((read.person, read.lang), (school.ola.person, Lang::Nb));
        assert_eq!(read.sessions.iter().map(|one| one.id).collect::<Vec<_>>(), [session.id]);
        assert_eq!(read.sessions[0].at, session.planned.at);
        assert_eq!(read.agreements.iter().map(|(_, one)| one.id).collect::<Vec<_>>(), [id]);
        g.store.subscribe(&asker, Some(&second)).await.unwrap();
        refused(feed(&first).await, Refusal::Missing);
        assert_eq!(feed(&second).await.unwrap(), read, "the same until something changes");

        let kari = g.asker(&school.kari).await;
        let report = NewReport {
            id: ReportId(g.id()),
            agreement: id,
            outcome: Outcome::Done,
            seen: String::new(),
            obstacle: String::new(),
            obstacle_id: ObstacleId(g.id()),
        };
        g.store.report(&kari, &report).await.unwrap();
        g.store.decide(&kari, id, Verdict::Keep, None).await.unwrap();
        assert!(feed(&second).await.unwrap().agreements.is_empty(), "what is decided is over");
        g.store.subscribe(&asker, None).await.unwrap();
        refused(feed(&second).await, Refusal::Missing);
        g.store.subscribe(&asker, Some(&second)).await.unwrap();
        g.store.forget(&asker).await.unwrap();
        refused(feed(&second).await, Refusal::Missing);
    }
}
