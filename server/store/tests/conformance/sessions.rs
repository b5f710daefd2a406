//! Planning, joining and leading.

use crate::{ground::*, on_both};
use domain::{
    Asker, ParticipantId, Refusal, TokenHash,
    people::{Role, Scope},
    session::{Command, JoinCode, Missed, Place, ScreenCode},
    signin::WINDOW,
    store::Failure,
    view::Progress,
};

on_both! {
    async fn a_plan_arrives_once_and_is_the_facilitators(g: &Ground) {
        let school = g.school().await;
        let (kari, ola) = (g.asker(&school.kari).await, g.asker(&school.ola).await);
        let session = g.draft(&kari, school.team);
        refused(g.store.plan(&ola, &session, &plan()).await, Refusal::Forbidden);
        g.store.plan(&kari, &session, &plan()).await.unwrap();
        g.store.plan(&kari, &session, &plan()).await.unwrap();
        let page = g.store.team_page(&ola, school.team).await.unwrap();
        assert_eq!(page.sessions.len(), 1);
        assert_eq!(page.sessions[0].source, ("inkludering".into(), "okt".into()));
        let people: Vec<&str> = page.people.iter().map(|(person, _)| person.name.as_str()).collect();
        assert_eq!(people, ["Kari", "Ola"], "the leader leads, and takes no part by that");
        let mut clash = g.draft(&kari, school.team);
        clash.code = session.code.clone();
        assert!(matches!(g.store.plan(&kari, &clash, &plan()).await, Err(Failure::Busy)), "a code is taken");
        for command in [Command::Start, Command::Close] {
            g.lead(&school.kari, session.id, command).await.unwrap();
        }
        g.store.plan(&kari, &clash, &plan()).await.unwrap();
        assert_eq!(g.store.by_code(&session.code).await.unwrap(), Some(clash.id), "a closed one frees it");
    }

    async fn everyone_who_joins_at_once_is_there_once(g: &Ground) {
        let kari = g.sign_in("Kari").await;
        let team = g.team(&kari).await;
        let session = g.started(&kari, team).await;
        let before = g.record(session.id).await.session.revision;
        let joins = (0..40).map(|n| {
            let (guest, store) = (g.guest(&format!("g{}", n % 20)), g.store.clone());
            let code = g.typed(&session.code, "Gjest");
            let id = ParticipantId(g.id());
            tokio::spawn(async move { store.join(&guest, &code, id, "Gjest").await })
        });
        for join in joins.collect::<Vec<_>>() {
            join.await.unwrap().unwrap();
        }
        let record = g.record(session.id).await;
        assert_eq!(record.participants.len(), 21, "twenty guests, twice each, and Kari");
        let counted = record.session.revision - before;
        assert!((20..=40).contains(&counted), "{counted} changes counted");
    }

    async fn wrong_codes_are_counted_and_whoever_guesses_on_is_stopped(g: &Ground) {
        let kari = g.sign_in("Kari").await;
        let team = g.team(&kari).await;
        let session = g.planned(&kari, team).await;
        let attempt = async |code: &JoinCode, browser: &str| {
            let now = Asker { now: g.now(), ..g.guest(browser) };
            g.store.join(&now, &g.typed(code, browser), ParticipantId(g.id()), "Gjest").await
        };
        for _ in 0..Missed::PER_BROWSER {
            refused(attempt(&g.code(), "guesses").await, Refusal::Missing);
        }
        refused(attempt(&session.code, "guesses").await, Refusal::TooMany);
        refused(attempt(&g.code(), "guesses").await, Refusal::TooMany);
        attempt(&session.code, "colleague").await.unwrap();
        // From a network with as many as a network may have.
        g.execute(
            "INSERT INTO join_misses (browser, network, at)
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)
             SELECT 'b' || i, 'the school''s', 1795000000000 FROM n",
        )
        .await;
        refused(attempt(&session.code, "late").await, Refusal::TooMany);
        g.pass(WINDOW);
        attempt(&session.code, "late").await.unwrap();
        attempt(&session.code, "guesses").await.unwrap();
    }

    async fn who_joins_again_is_the_same_and_a_name_is_needed_once(g: &Ground) {
        let kari = g.sign_in("Kari").await;
        let team = g.team(&kari).await;
        let session = g.planned(&kari, team).await;
        let fresh = || ParticipantId(g.id());
        let guest = g.guest("token");
        refused(g.store.join(&guest, &g.typed(&session.code, "a"), fresh(), " ").await, Refusal::Empty);
        g.join(&guest, &session, "Gjest").await;
        let revision = g.record(session.id).await.session.revision;
        g.join(&guest, &session, "Et annet navn").await;
        let record = g.record(session.id).await;
        assert_eq!((record.participants.len(), record.session.revision), (1, revision));
        let nobody = Asker::nobody(g.now(), g.today());
        refused(g.store.join(&nobody, &g.typed(&session.code, "a"), fresh(), "Per").await, Refusal::SignedOut);
        refused(g.store.join(&guest, &g.typed(&g.code(), "a"), fresh(), "Per").await, Refusal::Missing);
        let known = g.store.asker(None, guest.guest.as_ref(), g.now(), g.today()).await.unwrap();
        assert_eq!(known.guest, guest.guest);
        let unknown = g.store.asker(None, Some(&TokenHash("x".into())), g.now(), g.today()).await.unwrap();
        assert_eq!(unknown.guest, None);
    }

    async fn two_who_advance_at_once_move_the_session_once(g: &Ground) {
        let school = g.school().await;
        let other = g.sign_in("Per").await;
        g.give(&school.kari, &other, Role::Facilitator, Scope::Team(school.team)).await;
        let session = g.started(&school.kari, school.team).await;
        let next = || Command::Next(Place::Step(0));
        let (a, b) = tokio::join!(
            g.lead(&school.kari, session.id, next()),
            g.lead(&other, session.id, next()),
        );
        let (moved, stale) = if a.is_ok() { (a, b) } else { (b, a) };
        assert_eq!(moved.unwrap().run().unwrap().current, Place::Step(1));
        refused(stale, Refusal::Stale);
        let kept = g.record(session.id).await.session;
        assert_eq!(kept.run().unwrap().current, Place::Step(1));
        assert_eq!(kept.revision, session.revision + 1, "what is refused is not counted");
    }

    async fn only_facilitators_lead(g: &Ground) {
        let school = g.school().await;
        let session = g.planned(&school.kari, school.team).await;
        refused(g.lead(&school.ola, session.id, Command::Start).await, Refusal::Forbidden);
        let guest = g.guest("token");
        g.join(&guest, &session, "Gjest").await;
        let fresh = ParticipantId(g.id());
        refused(g.store.lead(&guest, session.id, Command::Start, fresh).await, Refusal::SignedOut);
        refused(g.lead(&school.kari, session.id, Command::Pause).await, Refusal::NotStarted);
        let nowhere = domain::SessionId(g.id());
        refused(g.lead(&school.kari, nowhere, Command::Start).await, Refusal::Missing);
        assert_eq!(g.record(session.id).await.session.revision, 1, "the guest who joined");
    }

    async fn leading_goes_to_a_guest_and_back_and_is_kept(g: &Ground) {
        let school = g.school().await;
        let session = g.started(&school.kari, school.team).await;
        let (guest, other) = (g.guest("token"), g.guest("another"));
        g.join(&guest, &session, "Gjest").await;
        g.join(&other, &session, "Nabo").await;
        let press = async |asker: &Asker, command| {
            g.store.lead(asker, session.id, command, ParticipantId(g.id())).await
        };
        let me = g.view(&guest, session.id).await.me.unwrap();
        refused(press(&guest, Command::HandOver(me)).await, Refusal::SignedOut);
        press(&guest, Command::Claim).await.unwrap();
        press(&other, Command::Second(me)).await.unwrap();
        assert!(g.view(&guest, session.id).await.leading.is_some());
        let kari = g.asker(&school.kari).await;
        assert!(g.view(&kari, session.id).await.may_take_back);
        refused(press(&kari, Command::Next(Place::Step(0))).await, Refusal::Handed);
        press(&guest, Command::Next(Place::Step(0))).await.unwrap();
        press(&guest, Command::Draw(7)).await.unwrap();
        let record = g.record(session.id).await;
        assert_eq!(record.session.helm.handed, Some(me));
        assert_eq!(record.session.helm.duties.len(), 3, "as many as there are people");
        press(&kari, Command::TakeBack).await.unwrap();
        refused(press(&guest, Command::Pause).await, Refusal::SignedOut);
        press(&kari, Command::Pause).await.unwrap();
    }

    async fn a_session_that_stops_half_way_goes_on_another_day(g: &Ground) {
        let school = g.school().await;
        let session = g.started(&school.kari, school.team).await;
        g.lead(&school.kari, session.id, Command::Adjourn).await.unwrap();
        let card = &g.store.my_teams(&g.asker(&school.ola).await).await.unwrap()[0];
        assert_eq!(card.next.as_ref().map(|next| next.progress), Some(Progress::Adjourned));
        let ola = g.asker(&school.ola).await;
        g.join(&ola, &session, "").await;
        refused(g.store.ready(&ola, session.id, Place::Step(0), true).await, Refusal::NotStarted);
        g.write(&ola, session.id, "naar", "hjemme", 0).await.unwrap();
        let resumed = g.lead(&school.kari, session.id, Command::Resume).await.unwrap();
        assert_eq!(Progress::of(&resumed), Progress::Running);
        assert_eq!(g.record(session.id).await.participants.len(), 2);
    }

    async fn everyone_is_told_that_the_leader_takes_part(g: &Ground) {
        let school = g.school().await;
        let session = g.started(&school.kari, school.team).await;
        g.join(&g.asker(&school.leader).await, &session, "").await;
        let view = g.view(&g.asker(&school.kari).await, session.id).await;
        let leaders: Vec<&str> =
            view.people.iter().filter(|p| p.leader).map(|p| p.name.as_str()).collect();
        assert_eq!(leaders, ["Lise"]);
    }

    async fn readiness_is_said_where_the_session_is(g: &Ground) {
        let school = g.school().await;
        let session = g.started(&school.kari, school.team).await;
        let kari = g.asker(&school.kari).await;
        let ready = async |place, ready| g.store.ready(&kari, session.id, Place::Step(place), ready).await;
        ready(0, true).await.unwrap();
        let revision = g.record(session.id).await.session.revision;
        ready(0, true).await.unwrap();
        assert_eq!(g.record(session.id).await.session.revision, revision, "a retry changes nothing");
        refused(ready(1, true).await, Refusal::Stale);
        ready(0, false).await.unwrap();
        assert_eq!(g.view(&kari, session.id).await.ready, 0);
        let outsider = g.asker(&school.ola).await;
        refused(g.store.ready(&outsider, session.id, Place::Step(0), true).await, Refusal::Forbidden);
    }

    async fn a_screen_shows_the_session_that_paired_it_last(g: &Ground) {
        let school = g.school().await;
        let (one, two) =
            (g.started(&school.kari, school.team).await, g.started(&school.kari, school.team).await);
        let code = ScreenCode::from_random([7; 10]);
        assert_eq!(g.store.by_screen(&code).await.unwrap(), None);
        for session in [&one, &two] {
            g.lead(&school.kari, session.id, Command::PairScreen(code.clone())).await.unwrap();
            assert_eq!(g.store.by_screen(&code).await.unwrap(), Some(session.id));
        }
        assert_eq!(g.record(one.id).await.screen(&code, g.now()), Err(Refusal::Expired));
        assert!(g.record(two.id).await.screen(&code, g.now()).is_ok());
        g.lead(&school.kari, two.id, Command::UnpairScreen).await.unwrap();
        assert_eq!(g.store.by_screen(&code).await.unwrap(), None);
    }
}
