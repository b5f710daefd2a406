//! A person's own: reading, notes, all of it taken out, and all of it forgotten.

use crate::{ground::*, on_both};
use domain::{
    AgreementId, NoteId, ObstacleId, Refusal, ReportId, TokenHash,
    agreement::{AnswerKind, Outcome},
    people::Role,
    session::{Command, Place, WARNING},
    store::{NewReport, NoteAuthor, SealedNote, TakeoutReflection},
};

fn note(g: &Ground, author: &NoteAuthor, sealed: &[u8], version: i64) -> SealedNote {
    SealedNote {
        id: NoteId(g.id()),
        author: author.clone(),
        place: "inkludering/intro".into(),
        sealed: sealed.to_vec(),
        version,
        saved: g.now(),
    }
}

on_both! {
    async fn reading_is_ones_own(g: &Ground) {
        let (kari, ola) = (g.sign_in("Kari").await, g.sign_in("Ola").await);
        let (kari, ola) = (g.asker(&kari).await, g.asker(&ola).await);
        for done in [true, true, false, true] {
            g.store.mark(&kari, ("inkludering", "intro"), done).await.unwrap();
        }
        assert_eq!(g.store.done(&kari).await.unwrap(), [("inkludering".into(), "intro".into())]);
        assert!(g.store.done(&ola).await.unwrap().is_empty());
        refused(g.store.mark(&g.guest("x"), ("a", "b"), true).await, Refusal::SignedOut);
    }

    async fn a_sealed_note_is_saved_over_the_version_it_was_based_on(g: &Ground) {
        let kari = NoteAuthor::Person(g.sign_in("Kari").await.person);
        let guest = NoteAuthor::Guest(TokenHash("token".into()));
        let every_byte: Vec<u8> = (0..=255).collect();
        let first = note(g, &kari, &every_byte, 1);
        assert!(g.store.seal_note(&first, 0).await.unwrap());
        assert!(!g.store.seal_note(&note(g, &kari, b"x", 1), 0).await.unwrap(), "there is one");
        assert_eq!(g.store.sealed_note(&kari, "inkludering/intro").await.unwrap(), Some(first));
        assert!(g.store.seal_note(&note(g, &kari, b"two", 2), 1).await.unwrap());
        assert!(!g.store.seal_note(&note(g, &kari, b"late", 2), 1).await.unwrap());
        assert!(g.store.seal_note(&note(g, &guest, b"guest", 1), 0).await.unwrap());
        assert_eq!(g.store.sealed_notes(&kari).await.unwrap()[0].sealed, b"two");
        g.store.delete_note(&kari, "inkludering/intro").await.unwrap();
        assert_eq!(g.store.sealed_note(&kari, "inkludering/intro").await.unwrap(), None);
        assert_eq!(g.store.sealed_notes(&guest).await.unwrap().len(), 1);
    }

    async fn everything_is_taken_out_and_then_forgotten(g: &Ground) {
        let school = g.school().await;
        let session = g.started(&school.kari, school.team).await;
        let (kari, guest) = (g.asker(&school.kari).await, g.guest("token"));
        g.join(&guest, &session, "Gjest").await;
        g.write(&kari, session.id, "naar", "blir åpnet", 0).await.unwrap();
        g.lead(&school.kari, session.id, Command::Open(Place::Step(0))).await.unwrap();
        g.pass(WARNING);
        g.write(&kari, session.id, "naar", "skrevet etterpå", 1).await.unwrap();
        g.lead(&school.kari, session.id, Command::Next(Place::Step(0))).await.unwrap();
        g.write(&kari, session.id, "rammene", "aldri åpnet", 0).await.unwrap();
        let id = AgreementId(g.id());
        g.store.agree(&kari, session.id, id, (&terms("roen"), 0)).await.unwrap();
        let told = NewReport {
            id: ReportId(g.id()),
            agreement: id,
            outcome: Outcome::Done,
            seen: "det virket".into(),
            obstacle: "et rom".into(),
            obstacle_id: ObstacleId(g.id()),
        };
        g.store.report(&kari, &told).await.unwrap();
        g.store.mark(&kari, ("inkludering", "intro"), true).await.unwrap();
        let author = NoteAuthor::Person(school.kari.person);
        assert!(g.store.seal_note(&note(g, &author, b"sealed", 1), 0).await.unwrap());
        let leader = g.asker(&school.leader).await;
        g.store.answer(&leader, told.obstacle_id, AnswerKind::Yes, "ja").await.unwrap();

        let out = g.store.takeout(&kari).await.unwrap();
        assert_eq!((out.name.as_str(), out.addresses.as_slice()), ("Kari", &["kari@example.no".to_owned()][..]));
        assert_eq!((out.roles[0].role, out.roles[0].place.as_str()), (Role::Facilitator, "Trinn 5"));
        let written = |prompt: &str, text: &str| TakeoutReflection {
            session: session.id,
            day: g.today(),
            prompt: format!("inkludering/okt/{prompt}"),
            text: text.into(),
        };
        assert_eq!(out.reflections, [written("naar", "skrevet etterpå"), written("rammene", "aldri åpnet")]);
        assert_eq!(out.pages_done, ["inkludering/intro"]);
        assert_eq!(out.reports.len(), 1);
        assert!(out.reports[0].contains("det virket"));

        let revision = g.record(session.id).await.session.revision;
        g.store.forget(&kari).await.unwrap();
        g.store.forget(&leader).await.unwrap();
        assert_eq!(g.asker(&school.kari).await.me, None);
        assert!(g.store.sealed_notes(&author).await.unwrap().is_empty());
        let record = g.record(session.id).await;
        assert!(record.session.revision > revision);
        let left: Vec<(&str, bool)> =
            record.reflections.iter().map(|r| (r.text.as_str(), r.author.is_some())).collect();
        assert_eq!(left, [("blir åpnet", false)], "what was opened stays, without an author");
        assert_eq!(g.seen(&guest, session.id, "naar").await, ["blir åpnet"]);
        assert!(record.participants.iter().all(|p| p.name == "Gjest"));
        let ola = g.asker(&school.ola).await;
        let (_, followed) = g.store.followed(&ola, id).await.unwrap();
        assert_eq!(followed.agreement.terms.keeper, "");
        assert_eq!(followed.agreement.terms.sign, "roen");
        assert_eq!((followed.reports[0].by.as_str(), followed.reports[0].seen.as_str()), ("", "det virket"));
        assert_eq!(followed.obstacles[0].answer.as_ref().map(|a| a.by.as_str()), Some(""));
        let people = g.store.team_page(&ola, school.team).await.unwrap().people;
        assert_eq!(people.len(), 1);
        let again = g.sign_in("Kari").await;
        assert_ne!(again.person, school.kari.person, "the address is a stranger's");
        assert!(g.asker(&again).await.roles.is_empty());
    }
}
