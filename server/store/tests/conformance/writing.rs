//! Answers: no word lost, none shown too early.

use crate::{ground::*, on_both};
use domain::{
    Asker, ParticipantId, ReflectionId, Refusal, Session, SessionId,
    package::Plan,
    session::{Command, Place, WARNING},
    store::Failure,
};

on_both! {
    async fn writers_in_several_windows_lose_no_word(g: &Ground) {
        let kari = g.sign_in("Kari").await;
        let team = g.team(&kari).await;
        let session = g.started(&kari, team).await.id;
        let asker = g.asker(&kari).await;
        let windows = (0..6).map(|window| {
            let (store, asker, ids) = (g.store.clone(), asker.clone(), (0..200).map(|_| g.id()).collect::<Vec<_>>());
            tokio::spawn(async move {
                let (mut text, mut version, mut ids) = (String::new(), 0, ids.into_iter());
                for word in 0..7 {
                    loop {
                        let mine = format!("{text} w{window}.{word}");
                        let id = ReflectionId(ids.next().unwrap());
                        match store.write(&asker, session, "naar", (&mine, version), id).await {
                            Ok(saved) => {
                                (text, version) = (saved.text, saved.version);
                                break;
                            }
                            Err(Failure::Refused(Refusal::Conflict { theirs, version: theirs_version })) => {
                                (text, version) = (theirs, theirs_version);
                            }
                            Err(failure) => panic!("{failure}"),
                        }
                    }
                }
            })
        });
        for window in windows.collect::<Vec<_>>() {
            window.await.unwrap();
        }
        let all = g.record(session).await.reflections;
        assert_eq!(all.len(), 1, "one person's one answer");
        assert_eq!(all[0].version, g.now().0 + 41, "forty-two saves in one moment");
        let words: std::collections::BTreeSet<&str> = all[0].text.split_whitespace().collect();
        assert_eq!(words.len(), 42, "{}", all[0].text);
    }

    async fn sixty_people_type_at_once_and_the_session_stands_still(g: &Ground) {
        let kari = g.sign_in("Kari").await;
        let team = g.team(&kari).await;
        let session = g.started(&kari, team).await;
        for n in 0..60 {
            g.join(&g.guest(&format!("g{n}")), &session, "Gjest").await;
        }
        let revision = g.record(session.id).await.session.revision;
        let writes = (0..60).map(|n| {
            let (store, guest, id) = (g.store.clone(), g.guest(&format!("g{n}")), session.id);
            let fresh = [g.id(), g.id()];
            tokio::spawn(async move {
                let first = ("første", 0);
                let one = store.write(&guest, id, "naar", first, ReflectionId(fresh[0])).await.unwrap();
                let text = format!("ord {n}");
                store.write(&guest, id, "naar", (&text, one.version), ReflectionId(fresh[1])).await.unwrap();
            })
        });
        for write in writes.collect::<Vec<_>>() {
            write.await.unwrap();
        }
        let record = g.record(session.id).await;
        assert_eq!(record.session.revision, revision, "nothing that others see has changed");
        let mut texts: Vec<&str> = record.reflections.iter().map(|r| r.text.as_str()).collect();
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), 60);
        assert!(record.reflections.is_sorted_by_key(|r| r.id), "shuffled once for all");
        assert_ne!(
            record.reflections.iter().map(|r| r.author).collect::<Vec<_>>(),
            record.participants.iter().skip(1).map(|p| Some(p.id)).collect::<Vec<_>>(),
            "the order of answers does not tell who wrote them",
        );
    }

    async fn a_save_that_fails_takes_no_other_with_it(g: &Ground) {
        use sqlx::{Connection, Executor};
        // On PostgreSQL no save goes with another.
        if !g.is_sqlite() {
            return;
        }
        let kari = g.sign_in("Kari").await;
        let team = g.team(&kari).await;
        let session = g.started(&kari, team).await;
        for n in 0..5 {
            g.join(&g.guest(&format!("g{n}")), &session, "Gjest").await;
        }
        let mut other = sqlx::SqliteConnection::connect(&g.url).await.unwrap();
        other.execute("BEGIN IMMEDIATE").await.unwrap();
        let writes = (0..5).map(|n| {
            let (store, guest, id) = (g.store.clone(), g.guest(&format!("g{n}")), session.id);
            let fresh = ReflectionId(g.id());
            tokio::spawn(async move { store.write(&guest, id, "naar", ("ord", 0), fresh).await })
        });
        let writes = writes.collect::<Vec<_>>();
        // All have been read and wait for the disk when one of their authors is gone.
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        other.execute("DELETE FROM participants WHERE guest = 'g3'").await.unwrap();
        other.execute("COMMIT").await.unwrap();
        let mut failed = Vec::new();
        for (n, write) in writes.into_iter().enumerate() {
            if write.await.unwrap().is_err() {
                failed.push(n);
            }
        }
        assert_eq!(failed, [3]);
        assert_eq!(g.record(session.id).await.reflections.len(), 4);
    }

    async fn an_answer_tells_which_state_of_the_content_it_answers(g: &Ground) {
        let kari = g.sign_in("Kari").await;
        let (team, asker) = (g.team(&kari).await, g.asker(&kari).await);
        let earlier = g.started(&kari, team).await;
        // The content has changed since, and with it what the next session is made from.
        let fresh = Plan { revision: "3f2a1bc".into(), ..plan() };
        let dates = (day(TODAY), None);
        let later = Session::plan(&asker, SessionId(g.id()), team, &fresh, dates, g.code()).unwrap();
        g.store.plan(&asker, &later, &fresh).await.unwrap();
        g.lead(&kari, later.id, Command::Start).await.unwrap();
        g.lead(&kari, later.id, Command::Next(Place::SinceLast)).await.ok();
        for (session, revision) in [(earlier.id, "abc"), (later.id, "3f2a1bc")] {
            let first = g.write(&asker, session, "naar", "et svar", 0).await.unwrap();
            assert_eq!(g.record(session).await.reflections[0].revision, revision);
            g.write(&asker, session, "naar", "et svar til", first.version).await.unwrap();
            let record = g.record(session).await;
            let stored = (record.reflections[0].revision.as_str(), record.session.course.revision.as_str());
            assert_eq!(stored, (revision, revision));
        }
        let out = g.store.takeout(&asker).await.unwrap();
        let mut revisions: Vec<&str> = out.reflections.iter().map(|one| one.revision.as_str()).collect();
        revisions.sort_unstable();
        assert_eq!(revisions, ["3f2a1bc", "abc"]);
    }

    async fn a_retry_is_harmless_and_a_stale_window_gets_what_stands(g: &Ground) {
        let kari = g.sign_in("Kari").await;
        let team = g.team(&kari).await;
        let session = g.started(&kari, team).await.id;
        let asker = g.asker(&kari).await;
        let first = g.write(&asker, session, "naar", "  ett \r\nto\0 ", 0).await.unwrap();
        assert_eq!((first.text.as_str(), first.version), ("ett \nto", g.now().0));
        assert_eq!(g.write(&asker, session, "naar", "ett \nto", 0).await.unwrap(), first);
        let theirs = Refusal::Conflict { theirs: "ett \nto".into(), version: first.version };
        refused(g.write(&asker, session, "naar", "noe annet", 0).await, theirs);
        let next = g.write(&asker, session, "naar", "noe annet", first.version).await.unwrap();
        assert_eq!(next.version, first.version + 1);
    }

    async fn an_answer_deleted_and_written_anew_is_no_window_s_to_write_over(g: &Ground) {
        let kari = g.sign_in("Kari").await;
        let team = g.team(&kari).await;
        let session = g.started(&kari, team).await.id;
        let asker = g.asker(&kari).await;
        let first = g.write(&asker, session, "naar", "i begge vinduer", 0).await.unwrap();
        g.pass(std::time::Duration::from_secs(1));
        g.store.delete(&asker, session, "naar").await.unwrap();
        let anew = g.write(&asker, session, "naar", "i det ene", 0).await.unwrap();
        let theirs = Refusal::Conflict { theirs: "i det ene".into(), version: anew.version };
        refused(g.write(&asker, session, "naar", "i det andre", first.version).await, theirs);
    }

    async fn what_may_not_be_written_is_refused_and_nothing_is_kept(g: &Ground) {
        let school = g.school().await;
        let session = g.started(&school.kari, school.team).await.id;
        let kari = g.asker(&school.kari).await;
        refused(g.write(&kari, session, "rammene", "for tidlig", 0).await, Refusal::NotReached);
        refused(g.write(&kari, session, "finnes-ikke", "x", 0).await, Refusal::Missing);
        refused(g.write(&kari, session, "privat", "et notat", 0).await, Refusal::Missing);
        let long = "å".repeat(10_001);
        refused(g.write(&kari, session, "naar", &long, 0).await, Refusal::TooLong { limit: 10_000, actual: 10_001 });
        refused(g.write(&g.asker(&school.ola).await, session, "naar", "x", 0).await, Refusal::Forbidden);
        refused(g.write(&g.guest("nobody"), session, "naar", "x", 0).await, Refusal::SignedOut);
        let nowhere = domain::SessionId(g.id());
        refused(g.write(&kari, nowhere, "naar", "x", 0).await, Refusal::Missing);
        assert!(g.record(session).await.reflections.is_empty());
        g.write(&kari, session, "naar", &"å".repeat(10_000), 0).await.unwrap();
    }

    async fn what_is_held_back_before_it_is_written_stays_held_back(g: &Ground) {
        let kari = g.sign_in("Kari").await;
        let team = g.team(&kari).await;
        let session = g.started(&kari, team).await;
        let (asker, guest) = (g.asker(&kari).await, g.guest("token"));
        g.join(&guest, &session, "Gjest").await;
        g.store.hold_back(&asker, session.id, "naar", ReflectionId(g.id())).await.unwrap();
        let mine = g.write(&asker, session.id, "naar", "bare mitt", 0).await.unwrap();
        assert!(mine.withheld);
        g.lead(&kari, session.id, Command::Open(Place::Step(0))).await.unwrap();
        g.pass(WARNING);
        assert!(g.seen(&guest, session.id, "naar").await.is_empty());
        let asker = g.asker(&kari).await;
        let revision = g.record(session.id).await.session.revision;
        g.store.share(&asker, session.id, "naar").await.unwrap();
        assert_eq!(g.seen(&guest, session.id, "naar").await, ["bare mitt"]);
        assert_eq!(g.record(session.id).await.session.revision, revision + 1);
        let held = g.store.hold_back(&asker, session.id, "naar", ReflectionId(g.id())).await;
        refused(held, Refusal::OpenAlready);
    }

    async fn a_deleted_answer_goes_and_an_opened_one_loses_its_author(g: &Ground) {
        let kari = g.sign_in("Kari").await;
        let team = g.team(&kari).await;
        let session = g.started(&kari, team).await;
        let (asker, guest) = (g.asker(&kari).await, g.guest("token"));
        g.join(&guest, &session, "Gjest").await;
        g.write(&asker, session.id, "naar", "angrer", 0).await.unwrap();
        g.store.delete(&asker, session.id, "naar").await.unwrap();
        g.store.delete(&asker, session.id, "naar").await.unwrap();
        assert!(g.record(session.id).await.reflections.is_empty());
        g.write(&asker, session.id, "naar", "blir vist", 0).await.unwrap();
        g.lead(&kari, session.id, Command::Open(Place::Step(0))).await.unwrap();
        refused(g.store.share(&g.asker(&kari).await, session.id, "naar").await, Refusal::Opening);
        g.pass(WARNING);
        g.store.delete(&g.asker(&kari).await, session.id, "naar").await.unwrap();
        assert_eq!(g.seen(&guest, session.id, "naar").await, ["blir vist"]);
        let left = &g.record(session.id).await.reflections[0];
        assert_eq!(left.author, None);
        let again = g.write(&g.asker(&kari).await, session.id, "naar", "nytt", 0).await.unwrap();
        assert_eq!((again.version, again.opened), (g.now().0, None));
        assert_eq!(g.record(session.id).await.reflections.len(), 2);
    }

    async fn a_guest_who_signs_in_keeps_what_was_written(g: &Ground) {
        let kari = g.sign_in("Kari").await;
        let team = g.team(&kari).await;
        let (one, two) = (g.started(&kari, team).await, g.started(&kari, team).await);
        let ola = g.sign_in("Ola").await;
        let guest = g.guest("token");
        g.join(&guest, &one, "Gjest").await;
        g.join(&guest, &two, "Gjest").await;
        g.write(&guest, one.id, "naar", "som gjest", 0).await.unwrap();
        let here = Asker { guest: guest.guest.clone(), ..g.asker(&ola).await };
        // The same browser, now signed in: the same participant before and after it joins again.
        assert_eq!(g.view(&here, one.id).await.prompts[0].mine.as_ref().unwrap().text, "som gjest");
        g.join(&here, &one, "").await;
        assert_eq!(g.record(one.id).await.participants.len(), 2);
        assert_eq!(g.store.claim(&here, &no_notes).await.unwrap(), 1, "the other session");
        assert_eq!(g.store.claim(&here, &no_notes).await.unwrap(), 0);
        // From any browser now, and no more from a browser that is signed out.
        let elsewhere = g.asker(&ola).await;
        assert_eq!(g.view(&elsewhere, one.id).await.prompts[0].mine.as_ref().unwrap().text, "som gjest");
        assert!(g.record(one.id).await.viewer(&guest).is_err());
        g.write(&elsewhere, one.id, "naar", "som Ola", g.now().0).await.unwrap();
        assert_eq!(g.store.takeout(&elsewhere).await.unwrap().reflections[0].text, "som Ola");
        // The next guest at a shared machine is somebody else.
        g.join(&guest, &one, "Neste").await;
        assert_eq!(g.record(one.id).await.participants.len(), 3);
        refused(g.store.claim(&guest, &no_notes).await, Refusal::SignedOut);
    }

    async fn one_who_is_there_already_and_comes_as_a_guest_too_is_one_participant(g: &Ground) {
        let kari = g.sign_in("Kari").await;
        let team = g.team(&kari).await;
        let session = g.started(&kari, team).await;
        let ola = g.sign_in("Ola").await;
        let (olas, guest, host) = (g.asker(&ola).await, g.guest("token"), g.asker(&kari).await);
        g.join(&olas, &session, "Ola").await;
        g.join(&guest, &session, "Gjest").await;
        let before = g.write(&olas, session.id, "naar", "som Ola", 0).await.unwrap();
        g.write(&guest, session.id, "naar", "som gjest", 0).await.unwrap();
        g.lead(&kari, session.id, Command::Open(Place::Step(0))).await.unwrap();
        g.pass(WARNING);
        g.lead(&kari, session.id, Command::Next(Place::Step(0))).await.unwrap();
        g.write(&guest, session.id, "rammene", "bare som gjest", 0).await.unwrap();
        let shown = ["som Ola", "som gjest"];
        assert_eq!(g.seen(&host, session.id, "naar").await, shown);
        let here = Asker { guest: guest.guest.clone(), ..g.asker(&ola).await };
        // At the door the person goes before the browser, and the guest waits to be taken along.
        g.join(&here, &session, "").await;
        assert_eq!(g.record(session.id).await.participants.len(), 3);
        assert_eq!(g.store.claim(&here, &no_notes).await.unwrap(), 1);
        let record = g.record(session.id).await;
        let names: Vec<&str> = record.participants.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, ["Kari", "Ola"], "one person is one participant");
        assert_eq!(g.seen(&host, session.id, "naar").await, shown, "what was opened stays as it is");
        let elsewhere = g.asker(&ola).await;
        let texts = |view: domain::view::SessionView| {
            view.prompts.into_iter().filter_map(|p| p.mine).map(|mine| mine.text).collect::<Vec<_>>()
        };
        assert_eq!(texts(g.view(&elsewhere, session.id).await), ["som Ola\n\nsom gjest", "bare som gjest"]);
        // A window from before meets both texts, and none is written over.
        let after = record.reflections.iter().find(|one| one.author.is_some() && one.prompt == "naar").unwrap();
        let theirs = Refusal::Conflict { theirs: "som Ola\n\nsom gjest".into(), version: after.version };
        refused(g.write(&elsewhere, session.id, "naar", "noe annet", before.version).await, theirs);
        // It can be held back and deleted by the one who wrote it.
        g.store.hold_back(&elsewhere, session.id, "rammene", ReflectionId(g.id())).await.unwrap();
        g.store.delete(&elsewhere, session.id, "rammene").await.unwrap();
        assert_eq!(texts(g.view(&elsewhere, session.id).await), ["som Ola\n\nsom gjest"]);
        assert_eq!(g.store.claim(&here, &no_notes).await.unwrap(), 0);
    }

    async fn a_leader_who_came_as_a_guest_is_seen_as_one_once_signed_in(g: &Ground) {
        let school = g.school().await;
        let session = g.started(&school.kari, school.team).await;
        let guest = g.guest("token");
        g.join(&guest, &session, "L").await;
        let here = Asker { guest: guest.guest, ..g.asker(&school.leader).await };
        let revision = g.record(session.id).await.session.revision;
        assert_eq!(g.store.claim(&here, &no_notes).await.unwrap(), 1);
        let record = g.record(session.id).await;
        assert!(record.participants.iter().any(|p| p.leader && p.name == "L"));
        assert_eq!(record.session.revision, revision + 1);
    }

    async fn a_database_that_is_held_answers_that_it_is_busy(g: &Ground) {
        use sqlx::{Connection, Executor};
        let kari = g.sign_in("Kari").await;
        let team = g.team(&kari).await;
        let session = g.started(&kari, team).await;
        let asker = g.asker(&kari).await;
        let attempt = async || {
            g.store.join(&g.guest("late"), &g.typed(&session.code, "b"), ParticipantId(g.id()), "Gjest").await
        };
        if g.is_sqlite() {
            let mut other = sqlx::SqliteConnection::connect(&g.url).await.unwrap();
            other.execute("BEGIN IMMEDIATE").await.unwrap();
            assert!(matches!(attempt().await, Err(Failure::Busy)));
            g.join(&asker, &session, "Kari").await;
            assert!(g.store.record(session.id).await.unwrap().is_some(), "one still reads");
            other.execute("ROLLBACK").await.unwrap();
        } else {
            let mut other = sqlx::PgConnection::connect(&g.url).await.unwrap();
            other.execute("BEGIN; LOCK TABLE sessions IN EXCLUSIVE MODE").await.unwrap();
            assert!(matches!(attempt().await, Err(Failure::Busy)));
            g.join(&asker, &session, "Kari").await;
            assert!(g.store.record(session.id).await.unwrap().is_some(), "one still reads");
            other.execute("ROLLBACK").await.unwrap();
        }
        attempt().await.unwrap();
        g.write(&asker, session.id, "naar", "det gikk", 0).await.unwrap();
    }
}
