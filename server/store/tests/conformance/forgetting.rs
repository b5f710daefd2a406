//! A person's own: reading, notes, all of it taken out, and all of it forgotten.

use crate::{ground::*, on_both};
use domain::{
    AgreementId, Asker, NoteId, ObstacleId, Refusal, ReportId, TokenHash,
    agreement::{AnswerKind, Outcome, TermsDraft},
    session::{Command, Place, WARNING},
    store::{NewReport, NoteAuthor, SealedNote},
};
use sqlx::{Connection, Executor};
use std::time::Duration;

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
        assert!(!g.store.delete_note(&kari, "inkludering/intro", 1).await.unwrap(), "another version stands");
        assert!(g.store.delete_note(&kari, "inkludering/intro", 2).await.unwrap());
        assert_eq!(g.store.sealed_note(&kari, "inkludering/intro").await.unwrap(), None);
        assert_eq!(g.store.sealed_notes(&guest).await.unwrap().len(), 1);
        g.store.delete_notes(&guest).await.unwrap();
        assert!(g.store.sealed_notes(&guest).await.unwrap().is_empty());
    }

    async fn a_guests_notes_come_along_to_the_person(g: &Ground) {
        let kari = g.sign_in("Kari").await;
        let session = g.started(&kari, g.team(&kari).await).await;
        let asker = g.guest("token");
        g.join(&asker, &session, "Gjest").await;
        let token = asker.guest.clone().unwrap();
        let (guest, person) = (NoteAuthor::Guest(token.clone()), NoteAuthor::Person(kari.person));
        let elsewhere = SealedNote { place: "inkludering/slutt".into(), ..note(g, &guest, b"slutt", 1) };
        assert!(g.store.seal_note(&elsewhere, 0).await.unwrap());
        assert!(g.store.seal_note(&note(g, &guest, b"guest", 3), 0).await.unwrap());
        assert!(g.store.seal_note(&note(g, &person, b"own", 1), 0).await.unwrap());
        // The guest becomes the person at the door already; the notes are waiting still.
        let here = Asker { guest: asker.guest, ..g.asker(&kari).await };
        g.join(&here, &session, "").await;
        let known = g.store.asker(Some(&kari.login), Some(&token), g.now(), g.today()).await.unwrap();
        assert_eq!(known.guest.as_ref(), Some(&token));
        let carry = |person, guests: &SealedNote, own: Option<&SealedNote>| {
            let (own, version) = own.map_or((&b""[..], 0), |own| (&own.sealed[..], own.version));
            let author = NoteAuthor::Person(person);
            let sealed = [own, &guests.sealed].concat();
            Ok((guests.sealed != b"locked").then(|| SealedNote { author, sealed, version: version + 1, ..guests.clone() }))
        };
        g.store.claim(&known, &carry).await.unwrap();
        let of = |notes: Vec<SealedNote>| {
            let mut all: Vec<_> = notes.into_iter().map(|note| (note.place, note.sealed, note.version)).collect();
            all.sort();
            all
        };
        let expected = [
            ("inkludering/intro".to_owned(), b"ownguest".to_vec(), 2),
            ("inkludering/slutt".to_owned(), b"slutt".to_vec(), 1),
        ];
        assert_eq!(of(g.store.sealed_notes(&person).await.unwrap()), expected);
        assert!(g.store.sealed_notes(&guest).await.unwrap().is_empty());
        let after = g.store.asker(Some(&kari.login), Some(&token), g.now(), g.today()).await.unwrap();
        assert_eq!(after.guest, None);
    }

    async fn a_name_is_taken_from_what_stands_and_no_form_puts_it_back(g: &Ground) {
        let school = g.school().await;
        let session = g.started(&school.kari, school.team).await;
        let (kari, ola) = (g.asker(&school.kari).await, g.asker(&school.ola).await);
        let id = AgreementId(g.id());
        let kept_by = |keeper: &str, sign: &str| TermsDraft { keeper: keeper.into(), ..terms(sign) };
        g.store.agree(&kari, session.id, id, (&kept_by("Ola", "roen"), 0)).await.unwrap();
        // Somebody changes the agreement at the very moment: what they changed stays.
        let change = "UPDATE agreements SET terms = REPLACE(terms, 'roen', 'blikkene')";
        let forget = || {
            let (store, ola) = (g.store.clone(), ola.clone());
            tokio::spawn(async move { store.forget(&ola).await })
        };
        let a_while = Duration::from_millis(500);
        if g.is_sqlite() {
            let mut other = sqlx::SqliteConnection::connect(&g.url).await.unwrap();
            other.execute("BEGIN IMMEDIATE").await.unwrap();
            other.execute(change).await.unwrap();
            let forgetting = forget();
            tokio::time::sleep(a_while).await;
            other.execute("COMMIT").await.unwrap();
            forgetting.await.unwrap().unwrap();
        } else {
            let mut other = sqlx::PgConnection::connect(&g.url).await.unwrap();
            other.execute("BEGIN").await.unwrap();
            other.execute(change).await.unwrap();
            let forgetting = forget();
            tokio::time::sleep(a_while).await;
            other.execute("COMMIT").await.unwrap();
            forgetting.await.unwrap().unwrap();
        }
        let made = g.record(session.id).await.agreements;
        assert_eq!((made[0].terms.sign.as_str(), made[0].terms.keeper.as_str()), ("blikkene", ""));
        let from_before = g.store.agree(&kari, session.id, id, (&kept_by("Ola", "tonen"), 1)).await;
        refused(from_before, Refusal::Stale);
    }

    async fn everything_is_taken_out_and_then_forgotten(g: &Ground) {
        let school = g.school().await;
        let session = g.started(&school.kari, school.team).await;
        let (kari, guest) = (g.asker(&school.kari).await, g.guest("token"));
        g.join(&guest, &session, "Gjest").await;
        let first = g.write(&kari, session.id, "naar", "blir åpnet", 0).await.unwrap();
        g.lead(&school.kari, session.id, Command::Open(Place::Step(0))).await.unwrap();
        g.pass(WARNING);
        g.write(&kari, session.id, "naar", "skrevet etterpå", first.version).await.unwrap();
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
        let written: Vec<(&str, &str)> =
            out.reflections.iter().map(|one| (one.prompt.as_str(), one.text.as_str())).collect();
        assert_eq!(
            written,
            [("inkludering/okt/naar", "skrevet etterpå"), ("inkludering/okt/rammene", "aldri åpnet")]
        );
        assert_eq!(g.store.written(&kari).await.unwrap(), out.reflections);
        assert_eq!(out.pages_done, ["inkludering/intro"]);

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
