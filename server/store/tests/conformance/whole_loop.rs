//! The loop the product stands on: meet → agree → try → report → decide, with the leader one step away.

use crate::{ground::*, on_both};
use domain::{
    AgreementId, Asker, ObstacleId, Refusal, ReportId,
    agreement::{AnswerKind, Outcome, Standing, Verdict},
    session::{Command, Place, State, WARNING},
    store::{ANSWERED, NewReport, UnitPage},
    view::Progress,
};
use std::time::Duration;

on_both! {
    async fn one_team_meets_agrees_tries_tells_and_decides(g: &Ground) {
        let school = g.school().await;
        let session = g.planned(&school.kari, school.team).await;
        let id = session.id;
        assert_eq!(g.store.words(id).await.unwrap(), Some(plan()));

        // A guest joins before it starts; the one who starts takes part; a member joins by the same code.
        let guest = g.guest("guest");
        g.join(&guest, &session, "Gjest").await;
        refused(g.write(&guest, id, "naar", "tidlig", 0).await, Refusal::NotStarted);
        g.lead(&school.kari, id, Command::Start).await.unwrap();
        let ola = g.asker(&school.ola).await;
        g.join(&ola, &session, "").await;
        let names: Vec<String> =
            g.view(&ola, id).await.people.into_iter().map(|p| p.name).collect();
        assert_eq!(names, ["Gjest", "Kari", "Ola"], "in the order of joining");

        // Everyone writes alone; nobody sees another's words.
        let kari = g.asker(&school.kari).await;
        let guests = g.write(&guest, id, "naar", "gjestens", 0).await.unwrap();
        let olas = g.write(&ola, id, "naar", "Olas", 0).await.unwrap();
        g.write(&kari, id, "naar", "Karis", 0).await.unwrap();
        g.store.hold_back(&kari, id, "naar", domain::ReflectionId(g.id())).await.unwrap();
        g.store.ready(&ola, id, Place::Step(0), true).await.unwrap();
        assert_eq!(g.view(&kari, id).await.ready, 1);
        assert!(g.seen(&ola, id, "naar").await.is_empty());

        // Opened: after ten seconds all at once, without what was held back and without what came late.
        g.lead(&school.kari, id, Command::Open(Place::Step(0))).await.unwrap();
        g.pass(WARNING / 2);
        let guests = g.write(&guest, id, "naar", "gjestens siste", guests.version).await.unwrap();
        assert!(g.seen(&ola, id, "naar").await.is_empty(), "five seconds too early");
        g.pass(WARNING);
        assert_eq!(g.seen(&ola, id, "naar").await, ["Olas", "gjestens siste"]);
        let late = g.write(&ola, id, "naar", "Olas, og mer", olas.version).await.unwrap();
        assert_eq!(late.opened.as_deref(), Some("Olas"), "others see what was opened");
        assert_eq!(g.seen(&guest, id, "naar").await, ["Olas", "gjestens siste"]);
        let ola = g.asker(&school.ola).await;
        g.store.share(&ola, id, "naar").await.unwrap();
        assert_eq!(g.seen(&guest, id, "naar").await, ["Olas, og mer", "gjestens siste"]);

        // On to the agreement.
        for place in 0..3 {
            g.lead(&school.kari, id, Command::Next(Place::Step(place))).await.unwrap();
        }
        let agreed = AgreementId(g.id());
        g.store.agree(&ola, id, agreed, (&terms("roen"), 0)).await.unwrap();
        let closed = g.lead(&school.kari, id, Command::Close).await.unwrap();
        assert!(matches!(closed.state, State::Closed { .. }));
        refused(g.store.agree(&ola, id, agreed, (&terms("annet"), 1)).await, Refusal::Closed);
        refused(g.store.share(&ola, id, "naar").await, Refusal::Closed);
        let late = g.write(&guest, id, "naar", "etter stengetid", guests.version).await.unwrap();
        assert_eq!((late.text.as_str(), late.opened.as_deref()), ("etter stengetid", Some("gjestens siste")));
        assert_eq!(g.store.by_code(&session.code).await.unwrap(), None);

        let page = g.store.team_page(&g.asker(&school.ola).await, school.team).await.unwrap();
        assert_eq!(page.unit.as_deref(), Some("Skolen"));
        assert_eq!(page.sessions[0].progress, Progress::Closed);
        assert_eq!(page.followed[0].standing(g.today()), Standing::Trying);
        assert!(page.progress("inkludering").met && !page.progress("inkludering").tried);

        // The next session opens with what was agreed, by itself.
        g.pass(Duration::from_secs(60 * 60));
        let next = g.started(&school.kari, school.team).await;
        assert_eq!(next.course.since_last, [agreed]);
        let guest = g.guest("another guest");
        g.join(&guest, &next, "Vikar").await;
        let told = NewReport {
            id: ReportId(g.id()),
            agreement: agreed,
            outcome: Outcome::Partly,
            seen: "roligere".into(),
            obstacle: "vi mangler et rom".into(),
            obstacle_id: ObstacleId(g.id()),
        };
        assert_eq!(g.store.report(&guest, &told).await.unwrap(), [next.id]);
        let view = g.view(&guest, next.id).await;
        assert_eq!(view.since_last[0].reports[0].by, "Vikar");
        assert_eq!(view.since_last[0].obstacles[0].text, "vi mangler et rom");

        // The leader sees it once following up has been discussed, and answers.
        let leader = g.asker(&school.leader).await;
        refused(g.store.unit_page(&leader, school.unit).await, Refusal::NotDiscussed);
        let ola = g.asker(&school.ola).await;
        refused(g.store.discussed(&ola, school.unit, g.today()).await, Refusal::Forbidden);
        g.store.discussed(&leader, school.unit, g.today()).await.unwrap();
        let seen = g.store.unit_page(&leader, school.unit).await.unwrap();
        assert_eq!(seen, g.store.unit_page(&ola, school.unit).await.unwrap(), "staff see the very same");
        assert_eq!((seen.obstacles.len(), seen.obstacles[0].0.as_str()), (1, "Trinn 5"));
        assert_eq!(seen.teams[0].next.as_ref().map(|card| card.id), Some(next.id));
        assert_eq!(seen.teams[0].last.as_ref().map(|card| card.id), Some(id));
        let answer = AnswerKind::When(day("2027-01-10"));
        g.store.answer(&leader, told.obstacle_id, answer, "det er bestilt").await.unwrap();
        refused(g.store.answer(&leader, told.obstacle_id, answer, "igjen").await, Refusal::Answered);

        // The team adjusts it: a new agreement, which knows the old.
        let (kari, adjusted) = (g.asker(&school.kari).await, AgreementId(g.id()));
        let draft = terms("roen i garderoben");
        let decide = || g.store.decide(&kari, agreed, Verdict::Adjust, Some((next.id, adjusted, &draft)));
        assert_eq!(decide().await.unwrap(), [next.id]);
        let (team, new) = g.store.followed(&ola, adjusted).await.unwrap();
        assert_eq!((team.id, new.agreement.parent), (school.team, Some(agreed)));
        assert_eq!(new.agreement.terms.sign, "roen i garderoben");
        assert_eq!(decide().await.unwrap(), [next.id], "a retry is harmless");
        assert_eq!(g.record(next.id).await.agreements.len(), 1);
        g.lead(&school.kari, next.id, Command::Close).await.unwrap();
        let page = g.store.team_page(&ola, school.team).await.unwrap();
        let old = page.followed.iter().find(|f| f.agreement.id == agreed).unwrap();
        assert_eq!(old.standing(g.today()), Standing::Decided(Verdict::Adjust));
        assert_eq!(old.obstacles[0].answer.as_ref().map(|a| a.by.as_str()), Some("Lise"));
        let third = g.started(&school.kari, school.team).await;
        assert_eq!(third.course.since_last, [adjusted], "what is decided does not come back");
        let card = &g.store.my_teams(&ola).await.unwrap()[0];
        assert_eq!(card.next.as_ref().map(|next| next.id), Some(third.id));
        assert_eq!(card.open.iter().map(|f| f.agreement.id).collect::<Vec<_>>(), [adjusted]);
        assert!(!card.facilitates);

        // The leader's page holds what is on the table, and what was answered for as long as it is news.
        let row = |page: &UnitPage| {
            let row = page.teams[0].clone();
            (row.foremost.map(|one| one.agreement.id), row.open, row.last.is_some(), page.obstacles.len())
        };
        let page = g.store.unit_page(&leader, school.unit).await.unwrap();
        assert_eq!(row(&page), (Some(adjusted), 1, true, 1));
        let later = Asker { now: g.now() + ANSWERED + Duration::from_secs(60 * 60), ..leader };
        let page = g.store.unit_page(&later, school.unit).await.unwrap();
        assert_eq!(row(&page), (Some(adjusted), 1, true, 0));
        assert_eq!(g.store.team_page(&ola, school.team).await.unwrap().obstacles.len(), 1);
    }
}
