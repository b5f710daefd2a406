//! When a session is over: was it worth the time, and those who were away.

use crate::{ground::*, on_both};
use domain::{
    ParticipantId, ReflectionId, Refusal, Session, SessionId,
    ending::{
        absent::{Attendance, CATCH_UP},
        worth::{OPEN_FOR, Worth},
    },
    people::{Role, Scope},
    session::{Command, Place, ScreenCode, WARNING},
    store::{LateView, Stored},
};
use std::time::Duration;

/// A meeting that opened its first step and is over; Kari was there, and Ola was not.
async fn closed(g: &Ground, school: &School) -> Session {
    let session = g.started(&school.kari, school.team).await;
    let kari = g.asker(&school.kari).await;
    g.write(&kari, session.id, "naar", "sagt i økta", 0).await.unwrap();
    g.lead(&school.kari, session.id, Command::Open(Place::Step(0))).await.unwrap();
    g.pass(WARNING + Duration::from_secs(1));
    g.lead(&school.kari, session.id, Command::Next(Place::Step(0))).await.unwrap();
    g.lead(&school.kari, session.id, Command::Close).await.unwrap()
}

fn view(g: &Ground, prompt: &str, text: &str, base: i64) -> LateView {
    let (prompt, text) = (prompt.to_owned(), text.to_owned());
    LateView { prompt, text, base, fresh: ReflectionId(g.id()) }
}

async fn catch_up(g: &Ground, who: &Browser, session: SessionId, views: &[LateView]) -> Stored<()> {
    g.store.catch_up(&g.asker(who).await, session, views, ParticipantId(g.id())).await
}

on_both! {
    async fn each_who_took_part_is_counted_once_and_the_counts_show_once(g: &Ground) {
        let school = g.school().await;
        let session = g.started(&school.kari, school.team).await;
        let guests = ["a", "b", "c", "d"].map(|token| g.guest(token));
        for guest in &guests {
            g.join(guest, &session, "Gjest").await;
        }
        let kari = g.asker(&school.kari).await;
        refused(g.store.rate(&kari, session.id, Worth::Yes).await, Refusal::NotClosed);
        g.lead(&school.kari, session.id, Command::Close).await.unwrap();
        let room = g.record(session.id).await.session;
        for guest in &guests {
            g.store.rate(guest, session.id, Worth::Partly).await.unwrap();
            g.store.rate(guest, session.id, Worth::No).await.unwrap();
        }
        refused(g.store.rate(&g.asker(&school.ola).await, session.id, Worth::No).await, Refusal::Forbidden);
        refused(g.store.rate(&g.guest("x"), session.id, Worth::No).await, Refusal::SignedOut);
        assert_eq!(g.view(&guests[0], session.id).await.rated, Some(true));
        assert_eq!(g.view(&kari, session.id).await.rated, Some(false));
        g.store.rate(&kari, session.id, Worth::Yes).await.unwrap();
        assert!(g.record(session.id).await.session.revision > room.revision, "one's own screen knows");

        let tally = g.store.worth(session.id).await.unwrap();
        assert_eq!(tally.shown(&room, g.now()), None, "not while answers come in");
        g.pass(OPEN_FOR);
        let late = domain::Asker { now: g.now(), ..guests[0].clone() };
        refused(g.store.rate(&late, session.id, Worth::No).await, Refusal::Lapsed);
        g.pass(Duration::from_secs(61));
        assert_eq!(tally.shown(&room, g.now()), Some([1, 4, 0]));
        let out = g.store.takeout(&kari).await.unwrap();
        assert!(out.sessions[0].taken_part[0].rated, "that one has answered comes out; what, nobody knows");
        g.store.forget(&g.asker(&school.kari).await).await.unwrap();
        let after = g.store.worth(session.id).await.unwrap();
        assert_eq!(after.shown(&room, g.now()), Some([1, 4, 0]), "a difference would say what one answered");
        let none = g.store.worth(SessionId(g.id())).await.unwrap();
        assert_eq!(none, domain::ending::worth::Tally::default());
    }

    async fn many_who_answer_at_once_are_all_counted(g: &Ground) {
        let school = g.school().await;
        let session = g.started(&school.kari, school.team).await;
        let guests: Vec<_> = (0..20).map(|n| g.guest(&format!("g{n}"))).collect();
        for guest in &guests {
            g.join(guest, &session, "Gjest").await;
        }
        g.lead(&school.kari, session.id, Command::Close).await.unwrap();
        let twice = guests.iter().chain(&guests).cloned().map(|guest| {
            let (store, id) = (g.store.clone(), session.id);
            tokio::spawn(async move { store.rate(&guest, id, Worth::Yes).await })
        });
        for rated in twice.collect::<Vec<_>>() {
            rated.await.unwrap().unwrap();
        }
        let room = g.record(session.id).await.session;
        g.pass(OPEN_FOR + Duration::from_secs(61));
        assert_eq!(g.store.worth(session.id).await.unwrap().shown(&room, g.now()), Some([20, 0, 0]));
    }

    async fn one_who_was_away_adds_a_view_that_shows_when_the_week_is_over(g: &Ground) {
        let school = g.school().await;
        let session = closed(g, &school).await;
        let revision = g.record(session.id).await.session.revision;
        catch_up(g, &school.ola, session.id, &[view(g, "naar", "sett utenfra", 0)]).await.unwrap();
        catch_up(g, &school.ola, session.id, &[view(g, "naar", "sett utenfra", 0)]).await.unwrap();
        let version = async || {
            let record = g.record(session.id).await;
            record.reflections.iter().find(|one| one.text.starts_with("sett")).unwrap().version
        };
        let first = version().await;
        catch_up(g, &school.ola, session.id, &[view(g, "naar", "sett på nytt", first)]).await.unwrap();
        let stale = catch_up(g, &school.ola, session.id, &[view(g, "naar", "fra et gammelt vindu", first)]).await;
        refused(stale, Refusal::Conflict { theirs: "sett på nytt".into(), version: version().await });
        let record = g.record(session.id).await;
        assert_eq!(record.participants.iter().filter(|p| p.late).count(), 1, "once, however often");
        assert_eq!(record.session.revision, revision, "that one has been here is not told");
        let kari = g.asker(&school.kari).await;
        assert_eq!(g.seen(&kari, session.id, "naar").await, ["sagt i økta"]);
        assert_eq!(g.view(&kari, session.id).await.people.len(), 1);
        let ola = g.asker(&school.ola).await;
        let out = g.store.takeout(&ola).await.unwrap();
        assert_eq!(out.reflections.len(), 1);
        assert_eq!((out.reflections[0].text.as_str(), &out.reflections[0].opened), ("sett på nytt", &None));
        assert!(out.sessions[0].taken_part[0].late);
        refused(g.write(&ola, session.id, "naar", "utenom", 2).await, Refusal::Forbidden);
        refused(g.store.share(&ola, session.id, "naar").await, Refusal::Forbidden);

        g.pass(CATCH_UP);
        let late = catch_up(g, &school.ola, session.id, &[view(g, "naar", "for sent", 2)]).await;
        refused(late, Refusal::Lapsed);
        assert_eq!(g.seen(&g.asker(&school.kari).await, session.id, "naar").await, ["sagt i økta", "sett på nytt"]);
        let out = g.store.takeout(&g.asker(&school.ola).await).await.unwrap();
        assert_eq!(out.reflections[0].opened.as_deref(), Some("sett på nytt"));
    }

    async fn catching_up_is_for_members_who_were_away(g: &Ground) {
        let school = g.school().await;
        let session = closed(g, &school).await;
        refused(catch_up(g, &school.kari, session.id, &[]).await, Refusal::WasThere);
        refused(catch_up(g, &school.owning, session.id, &[]).await, Refusal::Forbidden);
        g.give(&school.kari, &school.leader, Role::Member, Scope::Team(school.team)).await;
        refused(catch_up(g, &school.leader, session.id, &[]).await, Refusal::Forbidden);
        refused(g.store.catch_up(&g.guest("x"), session.id, &[], ParticipantId(g.id())).await, Refusal::SignedOut);
        refused(catch_up(g, &school.ola, SessionId(g.id()), &[]).await, Refusal::Missing);
        let running = g.started(&school.kari, school.team).await;
        refused(catch_up(g, &school.ola, running.id, &[]).await, Refusal::NotClosed);
        // All or none: the first view is not saved where the second is refused.
        let two = [view(g, "naar", "det første", 0), view(g, "privat", "et notat", 0)];
        refused(catch_up(g, &school.ola, session.id, &two).await, Refusal::Missing);
        let record = g.record(session.id).await;
        assert!(record.participants.iter().all(|p| !p.late));
        assert!(record.reflections.iter().all(|r| r.text != "det første"));
    }

    async fn what_waits_for_one_who_was_away_is_on_the_pages_and_the_count_has_no_names(g: &Ground) {
        let school = g.school().await;
        let session = closed(g, &school).await;
        let past = async |who: &Browser| g.store.team_page(&g.asker(who).await, school.team).await.unwrap().past;
        let missed = async |who: &Browser| g.store.my_teams(&g.asker(who).await).await.unwrap().remove(0).missed;
        assert_eq!((past(&school.kari).await[0].me, past(&school.kari).await[0].caught_up), (Attendance::There, 0));
        assert!(matches!(past(&school.ola).await[0].me, Attendance::Waits(_)));
        assert_eq!(missed(&school.ola).await[0].0.id, session.id);
        assert!(missed(&school.kari).await.is_empty());
        catch_up(g, &school.ola, session.id, &[]).await.unwrap();
        assert_eq!((past(&school.ola).await[0].me, past(&school.ola).await[0].caught_up), (Attendance::CaughtUp, 1));
        assert!(missed(&school.ola).await.is_empty());
        assert_eq!(past(&school.kari).await[0].caught_up, 1);
        let new = g.sign_in("Per").await;
        g.give(&school.kari, &new, Role::Member, Scope::Team(school.team)).await;
        g.pass(CATCH_UP);
        assert_eq!(past(&new).await[0].me, Attendance::Missed);
        assert!(missed(&new).await.is_empty());
    }

    async fn a_late_view_is_its_authors_to_delete_and_goes_with_the_author(g: &Ground) {
        let school = g.school().await;
        let session = closed(g, &school).await;
        catch_up(g, &school.ola, session.id, &[view(g, "naar", "angrer", 0)]).await.unwrap();
        g.store.delete(&g.asker(&school.ola).await, session.id, "naar").await.unwrap();
        assert!(g.record(session.id).await.reflections.iter().all(|r| r.text != "angrer"));
        catch_up(g, &school.ola, session.id, &[view(g, "naar", "på nytt", 0)]).await.unwrap();
        g.store.forget(&g.asker(&school.ola).await).await.unwrap();
        let record = g.record(session.id).await;
        assert!(record.participants.iter().all(|p| !p.late), "who caught up is forgotten too");
        assert!(record.reflections.iter().all(|r| r.text != "på nytt"), "it was not opened yet");

        let per = g.sign_in("Per").await;
        g.give(&school.kari, &per, Role::Member, Scope::Team(school.team)).await;
        catch_up(g, &per, session.id, &[view(g, "naar", "blir stående", 0)]).await.unwrap();
        g.pass(CATCH_UP);
        g.store.forget(&g.asker(&per).await).await.unwrap();
        let kari = g.asker(&school.kari).await;
        assert_eq!(g.seen(&kari, session.id, "naar").await, ["blir stående", "sagt i økta"]);
    }

    async fn a_shared_screen_stays_with_the_session_that_is_over_until_another_takes_it(g: &Ground) {
        let school = g.school().await;
        let code = ScreenCode::from_random([7; 10]);
        let session = g.started(&school.kari, school.team).await;
        let pair = || Command::PairScreen(code.clone());
        g.lead(&school.kari, session.id, pair()).await.unwrap();
        g.lead(&school.kari, session.id, Command::Close).await.unwrap();
        assert_eq!(g.store.by_screen(&code).await.unwrap(), Some(session.id));
        assert!(g.record(session.id).await.screen(&code, g.now()).is_ok());
        let next = g.started(&school.kari, school.team).await;
        g.lead(&school.kari, next.id, pair()).await.unwrap();
        assert_eq!(g.store.by_screen(&code).await.unwrap(), Some(next.id));
        assert_eq!(g.record(session.id).await.screen(&code, g.now()), Err(Refusal::Expired));
        g.lead(&school.kari, next.id, Command::Close).await.unwrap();
        g.lead(&school.kari, next.id, Command::UnpairScreen).await.unwrap();
        assert_eq!(g.store.by_screen(&code).await.unwrap(), None);
    }
}
