//! Agreements: who writes, tells and decides, and that each arrives once.

use crate::{ground::*, on_both};
use domain::{
    AgreementId, Asker, ObstacleId, Refusal, ReportId,
    agreement::{AnswerKind, Outcome, Part, TermsDraft, Verdict},
    session::Command,
    store::NewReport,
};

fn told(g: &Ground, agreement: AgreementId, obstacle: &str) -> NewReport {
    NewReport {
        id: ReportId(g.id()),
        agreement,
        outcome: Outcome::Done,
        seen: String::new(),
        obstacle: obstacle.into(),
        obstacle_id: ObstacleId(g.id()),
    }
}

on_both! {
    async fn an_agreement_is_written_where_the_team_meets(g: &Ground) {
        let school = g.school().await;
        let session = g.planned(&school.kari, school.team).await;
        let (id, kari) = (AgreementId(g.id()), g.asker(&school.kari).await);
        refused(g.store.agree(&kari, session.id, id, (&terms("roen"), 0)).await, Refusal::NotStarted);
        g.lead(&school.kari, session.id, Command::Start).await.unwrap();
        let guest = g.guest("token");
        refused(g.store.agree(&guest, session.id, id, (&terms("roen"), 0)).await, Refusal::SignedOut);
        let ola = g.asker(&school.ola).await;
        refused(g.store.agree(&ola, session.id, id, (&terms("roen"), 0)).await, Refusal::Forbidden);
        g.join(&guest, &session, "Gjest").await;
        g.store.agree(&guest, session.id, id, (&terms("roen"), 0)).await.unwrap();
        g.store.agree(&guest, session.id, id, (&terms("roen"), 0)).await.unwrap();
        refused(g.store.agree(&kari, session.id, id, (&terms("blikkene"), 0)).await, Refusal::Stale);
        g.store.agree(&kari, session.id, id, (&terms("blikkene"), 1)).await.unwrap();
        let made = g.record(session.id).await.agreements;
        assert_eq!((made.len(), made[0].version, made[0].terms.sign.as_str()), (1, 2, "blikkene"));
        assert_eq!((made[0].module.as_str(), made[0].terms.follow_up), ("inkludering", day("2026-12-12")));
        let past = TermsDraft { follow_up: "2026-11-20".into(), ..terms("roen") };
        refused(g.store.agree(&kari, session.id, AgreementId(g.id()), (&past, 0)).await, Refusal::Past);
        refused(g.store.agree(&kari, session.id, AgreementId(g.id()), (&terms("x"), 3)).await, Refusal::Missing);
        let other = g.started(&school.kari, school.team).await;
        refused(g.store.agree(&kari, other.id, id, (&terms("roen"), 0)).await, Refusal::Invalid);
    }

    async fn a_report_and_a_decision_arrive_once(g: &Ground) {
        let school = g.school().await;
        let session = g.started(&school.kari, school.team).await;
        let (id, kari, ola) = (AgreementId(g.id()), g.asker(&school.kari).await, g.asker(&school.ola).await);
        g.store.agree(&kari, session.id, id, (&terms("roen"), 0)).await.unwrap();
        g.lead(&school.kari, session.id, Command::Close).await.unwrap();
        let report = told(g, id, "rommet er for lite");
        for _ in 0..2 {
            assert!(g.store.report(&ola, &report).await.unwrap().is_empty(), "no session is under way");
        }
        let (a, b) = tokio::join!(g.store.report(&ola, &report), g.store.report(&ola, &report));
        assert!(a.is_ok() && b.is_ok());
        let (_, followed) = g.store.followed(&ola, id).await.unwrap();
        assert_eq!((followed.reports.len(), followed.obstacles.len()), (1, 1));
        assert_eq!(followed.reports[0].by, "Ola");
        refused(g.store.decide(&ola, id, Verdict::Keep, None).await, Refusal::Forbidden);
        refused(g.store.decide(&kari, id, Verdict::Adjust, None).await, Refusal::Invalid);
        let next = g.started(&school.kari, school.team).await;
        let revision = g.record(next.id).await.session.revision;
        assert_eq!(g.store.decide(&kari, id, Verdict::Keep, None).await.unwrap(), [next.id]);
        assert_eq!(g.record(next.id).await.session.revision, revision + 1);
        g.store.decide(&kari, id, Verdict::Keep, None).await.unwrap();
        refused(g.store.decide(&kari, id, Verdict::Drop, None).await, Refusal::Decided);
        g.store.report(&ola, &report).await.unwrap();
        refused(g.store.report(&ola, &told(g, id, "et rom til")).await, Refusal::Decided);
        let (_, followed) = g.store.followed(&ola, id).await.unwrap();
        assert_eq!((followed.reports.len(), followed.obstacles.len()), (1, 1));
        let leader = g.asker(&school.leader).await;
        let past = AnswerKind::When(day("2026-11-20"));
        refused(g.store.answer(&leader, report.obstacle_id, past, "det er bestilt").await, Refusal::Past);
        let today = AnswerKind::When(g.today());
        g.store.answer(&leader, report.obstacle_id, today, "det er bestilt").await.unwrap();
        let draft = terms("x");
        let adjust = Some((next.id, AgreementId(g.id()), &draft));
        refused(g.store.decide(&kari, id, Verdict::Adjust, adjust).await, Refusal::Decided);
    }

    async fn an_adjustment_that_fails_leaves_the_old_undecided(g: &Ground) {
        let school = g.school().await;
        let session = g.started(&school.kari, school.team).await;
        let (id, kari) = (AgreementId(g.id()), g.asker(&school.kari).await);
        g.store.agree(&kari, session.id, id, (&terms("roen"), 0)).await.unwrap();
        g.lead(&school.kari, session.id, Command::Close).await.unwrap();
        refused(g.store.decide(&kari, id, Verdict::Keep, None).await, Refusal::NotTold);
        g.store.report(&kari, &told(g, id, "")).await.unwrap();
        let (draft, empty) = (terms("x"), TermsDraft::default());
        let fresh = || AgreementId(g.id());
        let closed = g.store.decide(&kari, id, Verdict::Adjust, Some((session.id, fresh(), &draft))).await;
        refused(closed, Refusal::Closed);
        let next = g.started(&school.kari, school.team).await;
        let unsaid = g.store.decide(&kari, id, Verdict::Adjust, Some((next.id, fresh(), &empty))).await;
        refused(unsaid, Refusal::Part { part: Part::Situation, why: Box::new(Refusal::Empty) });
        let (_, followed) = g.store.followed(&kari, id).await.unwrap();
        assert_eq!(followed.agreement.decision, None);
    }

    async fn only_those_who_try_it_look_at_it(g: &Ground) {
        let school = g.school().await;
        let session = g.started(&school.kari, school.team).await;
        let (id, kari) = (AgreementId(g.id()), g.asker(&school.kari).await);
        g.store.agree(&kari, session.id, id, (&terms("roen"), 0)).await.unwrap();
        g.lead(&school.kari, session.id, Command::Close).await.unwrap();
        let per = g.sign_in("Per").await;
        let (per, guest) = (g.asker(&per).await, g.guest("token"));
        refused(g.store.followed(&per, id).await, Refusal::Forbidden);
        refused(g.store.report(&guest, &told(g, id, "")).await, Refusal::SignedOut);
        let next = g.started(&school.kari, school.team).await;
        g.join(&guest, &next, "Gjest").await;
        assert!(g.store.followed(&guest, id).await.is_ok(), "on the screen of the session");
        g.lead(&school.kari, next.id, Command::Close).await.unwrap();
        refused(g.store.followed(&guest, id).await, Refusal::SignedOut);
        refused(g.store.followed(&kari, AgreementId(g.id())).await, Refusal::Missing);
        // A leader's role alone opens it once following up has been discussed.
        let lars = g.sign_in("Lars").await;
        g.give(&school.owning, &lars, domain::people::Role::Leader, domain::people::Scope::Unit(school.unit)).await;
        let lars = g.asker(&lars).await;
        refused(g.store.followed(&lars, id).await, Refusal::NotDiscussed);
        g.store.discussed(&lars, school.unit, g.today()).await.unwrap();
        assert!(g.store.followed(&lars, id).await.is_ok());
        refused(g.store.report(&lars, &told(g, id, "")).await, Refusal::Forbidden);
    }

    async fn what_one_told_as_a_guest_beside_oneself_is_one_s_own(g: &Ground) {
        let school = g.school().await;
        let session = g.started(&school.kari, school.team).await;
        let (id, kari) = (AgreementId(g.id()), g.asker(&school.kari).await);
        g.store.agree(&kari, session.id, id, (&terms("roen"), 0)).await.unwrap();
        g.lead(&school.kari, session.id, Command::Close).await.unwrap();
        let next = g.started(&school.kari, school.team).await;
        let (ola, guest) = (g.asker(&school.ola).await, g.guest("token"));
        g.join(&ola, &next, "").await;
        g.join(&guest, &next, "Gjest").await;
        g.store.report(&guest, &told(g, id, "")).await.unwrap();
        let here = Asker { guest: guest.guest, ..ola };
        assert_eq!(g.store.claim(&here, &no_notes).await.unwrap(), 1);
        let reports = g.store.takeout(&g.asker(&school.ola).await).await.unwrap().reports;
        assert_eq!(reports.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Gjest"]);
        assert_eq!(g.record(next.id).await.participants.len(), 2, "Kari and Ola");
    }

    async fn a_team_without_a_unit_has_nobody_to_lift_anything_to(g: &Ground) {
        let kari = g.sign_in("Kari").await;
        let team = g.team(&kari).await;
        let session = g.started(&kari, team).await;
        let (id, asker) = (AgreementId(g.id()), g.asker(&kari).await);
        g.store.agree(&asker, session.id, id, (&terms("roen"), 0)).await.unwrap();
        refused(g.store.report(&asker, &told(g, id, "et hinder")).await, Refusal::NoLeader);
        g.store.report(&asker, &told(g, id, "  ")).await.unwrap();
        let nothing = g.store.answer(&asker, ObstacleId(g.id()), AnswerKind::Yes, "x").await;
        refused(nothing, Refusal::Missing);
    }
}
