//! Telling by a link: the person's own, or the team's from the wall; each arrives once, and no link outlives its right.

use crate::{ground::*, on_both};
use domain::{
    AgreementId, ObstacleId, Refusal, ReportId,
    agreement::{Outcome, Verdict},
    link::{Bearer, ReportLink},
    store::NewReport,
};

fn told(g: &Ground, agreement: AgreementId, obstacle: &str) -> NewReport {
    NewReport {
        id: ReportId(g.id()),
        agreement,
        outcome: Outcome::Partly,
        seen: "roen".into(),
        obstacle: obstacle.into(),
        obstacle_id: ObstacleId(g.id()),
    }
}

/// What the team has agreed, and a link to it for somebody.
async fn agreed(g: &Ground, school: &School, bearer: Bearer) -> ReportLink {
    let session = g.started(&school.kari, school.team).await;
    let (kari, id) = (g.asker(&school.kari).await, AgreementId(g.id()));
    g.store.agree(&kari, session.id, id, (&terms("hvem som ler"), 0)).await.unwrap();
    let (_, followed) = g.store.followed(&kari, id).await.unwrap();
    ReportLink::to(&followed.agreement, bearer)
}

on_both! {
    async fn a_report_by_a_persons_link_is_the_persons(g: &Ground) {
        let school = g.school().await;
        let link = agreed(g, &school, Bearer::Person(school.ola.person)).await;
        let (team, followed) = g.store.by_link(&link, g.now(), g.today()).await.unwrap();
        assert_eq!((team.id, followed.agreement.id), (school.team, link.agreement));
        let report = told(g, link.agreement, "et rom");
        for _press in 0..2 {
            let showing = g.store.report_by_link(&link, &report, g.now(), g.today()).await.unwrap();
            assert!(showing.is_empty(), "no session shows it");
        }
        let (_, followed) = g.store.followed(&g.asker(&school.kari).await, link.agreement).await.unwrap();
        assert_eq!(followed.reports.len(), 1, "a second press is the same report");
        assert_eq!((followed.reports[0].by.as_str(), followed.reports[0].seen.as_str()), ("Ola", "roen"));
        assert_eq!(followed.obstacles[0].text, "et rom");
        let out = g.store.takeout(&g.asker(&school.ola).await).await.unwrap();
        assert_eq!(out.reports.len(), 1, "it is among what is stored about him");
    }

    async fn a_report_from_the_wall_is_the_teams_and_nobodys(g: &Ground) {
        let school = g.school().await;
        let link = agreed(g, &school, Bearer::Wall).await;
        g.store.report_by_link(&link, &told(g, link.agreement, ""), g.now(), g.today()).await.unwrap();
        let (_, followed) = g.store.followed(&g.asker(&school.kari).await, link.agreement).await.unwrap();
        assert_eq!(followed.reports[0].by, "");
        for one in [&school.kari, &school.ola] {
            assert!(g.store.takeout(&g.asker(one).await).await.unwrap().reports.is_empty());
        }
    }

    async fn a_report_by_a_link_shows_where_the_agreement_is_looked_at(g: &Ground) {
        let school = g.school().await;
        let link = agreed(g, &school, Bearer::Wall).await;
        let session = g.store.followed(&g.asker(&school.kari).await, link.agreement).await.unwrap().1.agreement.session;
        g.lead(&school.kari, session, domain::session::Command::Close).await.unwrap();
        let next = g.started(&school.kari, school.team).await;
        let told = told(g, link.agreement, "");
        let showing = g.store.report_by_link(&link, &told, g.now(), g.today()).await.unwrap();
        assert_eq!(showing, [next.id]);
    }

    async fn a_link_opens_nothing_once_its_day_or_its_right_is_over(g: &Ground) {
        let school = g.school().await;
        let link = agreed(g, &school, Bearer::Person(school.ola.person)).await;
        let report = told(g, link.agreement, "");
        let late = link.until.plus_days(1);
        refused(g.store.by_link(&link, g.now(), late).await, Refusal::Expired);
        refused(g.store.report_by_link(&link, &report, g.now(), late).await, Refusal::Expired);

        let stranger = g.sign_in("Per").await;
        let strangers = ReportLink { bearer: Bearer::Person(stranger.person), ..link };
        refused(g.store.by_link(&strangers, g.now(), g.today()).await, Refusal::Forbidden);
        let nowhere = ReportLink { agreement: AgreementId(g.id()), ..link };
        refused(g.store.by_link(&nowhere, g.now(), g.today()).await, Refusal::Missing);
        refused(g.store.report_by_link(&nowhere, &report, g.now(), g.today()).await, Refusal::Missing);

        g.store.forget(&g.asker(&school.ola).await).await.unwrap();
        refused(g.store.by_link(&link, g.now(), g.today()).await, Refusal::Forbidden);
        refused(g.store.report_by_link(&link, &report, g.now(), g.today()).await, Refusal::Forbidden);

        let kari = g.asker(&school.kari).await;
        g.store.report(&kari, &told(g, link.agreement, "")).await.unwrap();
        g.store.decide(&kari, link.agreement, Verdict::Keep, None).await.unwrap();
        let hers = ReportLink { bearer: Bearer::Person(school.kari.person), ..link };
        for decided in [hers, ReportLink { bearer: Bearer::Wall, ..link }] {
            refused(g.store.by_link(&decided, g.now(), g.today()).await, Refusal::Decided);
            refused(g.store.report_by_link(&decided, &report, g.now(), g.today()).await, Refusal::Decided);
        }
    }

    async fn the_leader_follows_the_team_and_does_not_tell_for_it(g: &Ground) {
        let school = g.school().await;
        let link = agreed(g, &school, Bearer::Person(school.leader.person)).await;
        refused(g.store.by_link(&link, g.now(), g.today()).await, Refusal::Forbidden);
    }
}
