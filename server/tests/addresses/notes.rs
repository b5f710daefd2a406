//! Private notes: one that cannot be opened hinders no other, and a guest's come along to the person.

use crate::Demo;

const HTML: &str = "text/html";
const LOCKED: &str = "Dette notatet kan ikke åpnes";

impl Demo {
    async fn note(&self, place: &str, text: &str, base: i64, cookie: &str) -> u16 {
        let fields = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("place", place), ("text", text), ("base", &base.to_string())])
            .finish();
        self.post("notat", &fields, cookie, HTML).await.status.as_u16()
    }
}

#[tokio::test]
async fn a_note_that_no_key_opens_hinders_no_other_and_can_be_deleted() {
    let demo = Demo::open().await;
    let (cookie, session) = demo.facilitator_with_a_session().await;
    let locked = "hva-er-inkludering/innledning";
    assert_eq!(demo.note("a/b", "Det andre notatet", 0, &cookie).await, 303);
    assert_eq!(demo.note(locked, "Et notat", 0, &cookie).await, 303);
    demo.sql("UPDATE notes SET sealed = X'00', version = 1 WHERE place = 'hva-er-inkludering/innledning'")
        .await;

    let page = demo.get("/nb/min-side", &cookie).await;
    assert!(page.status == 200 && page.body.contains("Det andre notatet") && page.body.contains(LOCKED));
    let page = demo.get("/nb/moduler/hva-er-inkludering/innledning", &cookie).await;
    assert!(page.status == 200 && page.body.contains(LOCKED), "{}", page.body);
    assert_eq!(demo.get(&format!("/nb/okt/{session}"), &cookie).await.status, 200);
    let out = demo.get("/nb/min-side/data.json", &cookie).await;
    assert!(out.body.contains("Det andre notatet") && out.body.contains("\"text\": null"), "{}", out.body);

    assert_eq!(demo.note(locked, "Over det som står", 1, &cookie).await, 409);
    assert_eq!(demo.note(locked, "", 1, &cookie).await, 303);
    assert!(!demo.get("/nb/min-side", &cookie).await.body.contains(LOCKED));
    assert_eq!(demo.note(locked, "Et nytt", 0, &cookie).await, 303);
    assert_eq!(demo.post("slett-notater", "", &cookie, HTML).await.status, 303);
    let page = demo.get("/nb/min-side", &cookie).await;
    assert!(!page.body.contains("Det andre notatet") && !page.body.contains("Et nytt"));
}

#[tokio::test]
async fn what_a_guest_wrote_is_sealed_anew_for_the_person() {
    let demo = Demo::open().await;
    let (cookie, session) = demo.facilitator_with_a_session().await;
    let (guest, _) = demo.guest(session, false).await;
    assert_eq!(demo.note("a/b", "Som gjest", 0, &guest).await, 303);
    assert_eq!(demo.note("a/c", "Også som gjest", 0, &guest).await, 303);
    assert_eq!(demo.note("a/c", "Som meg", 0, &cookie).await, 303);
    let both = format!("{cookie}; {guest}");
    assert!(!demo.get("/nb/min-side", &both).await.body.contains("Som gjest"));
    assert_eq!(demo.post("ta-med", "", &both, HTML).await.status, 303);
    let page = demo.get("/nb/min-side", &cookie).await;
    assert!(
        page.body.contains("Som gjest") && page.body.contains("Som meg\n\nOgså som gjest"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn a_note_about_no_place_is_refused_and_one_that_stands_there_can_be_deleted() {
    let demo = Demo::open().await;
    let (cookie, _) = demo.facilitator_with_a_session().await;
    let nowhere = "ikke/et/sted/i/pakka";
    assert_eq!(demo.note(nowhere, "Et notat", 0, &cookie).await, 422);
    let many = format!("notes[0][place]={nowhere}&notes[0][text]=Et+notat&notes[0][base]=0");
    assert_eq!(demo.post("notater", &many, &cookie, HTML).await.status, 422);
    assert!(!demo.get("/nb/min-side", &cookie).await.body.contains("Et notat"));
    // From before there was a rule.
    assert_eq!(demo.note("a/b", "Et gammelt notat", 0, &cookie).await, 303);
    demo.sql(
        "UPDATE notes SET place = 'ikke/et/sted/i/pakka', sealed = X'00', version = 1 WHERE place = 'a/b'",
    )
    .await;
    assert_eq!(demo.note(nowhere, "", 1, &cookie).await, 303);
    assert!(!demo.get("/nb/min-side", &cookie).await.body.contains(LOCKED));
}

#[tokio::test]
async fn every_note_that_is_refused_is_told_and_none_is_written_over_unseen() {
    let demo = Demo::open().await;
    let (cookie, _) = demo.facilitator_with_a_session().await;
    let (a, b) = ("hva-er-inkludering/innledning", "hva-er-inkludering/innhold");
    for (place, text) in [(a, "Det første, fra et annet vindu"), (b, "Det andre, fra et annet vindu")] {
        assert_eq!(demo.note(place, text, 0, &cookie).await, 303);
    }
    let send = async |bases: [i64; 2]| {
        let mut fields = form_urlencoded::Serializer::new(String::new());
        for (n, (place, text)) in [(a, "Det første herfra"), (b, "Det andre herfra")].iter().enumerate() {
            fields.extend_pairs([
                (format!("notes[{n}][place]"), *place),
                (format!("notes[{n}][text]"), *text),
                (format!("notes[{n}][base]"), &*bases[n].to_string()),
            ]);
        }
        demo.post("notater", &fields.finish(), &cookie, HTML).await
    };
    let refused = send([0, 0]).await;
    assert_eq!(refused.status, 409);
    for words in ["Det første, fra et annet vindu", "Det andre, fra et annet vindu", "Det første herfra"] {
        assert!(refused.body.contains(words), "{words}: {}", refused.body);
    }
    let base = |n: usize| -> i64 {
        let (_, after) =
            refused.body.split_once(&format!("name=\"notes[{n}][base]\" value=\"")).expect("a base");
        after.split_once('"').expect("its end").0.parse().expect("a version")
    };
    let stand = [base(0), base(1)];
    assert!(stand.iter().all(|base| *base > 0), "{stand:?}");
    // Each is called what it is about, and what is wrong with it stands beside it; one begins in the first.
    for (n, label) in [(0, "Til st"), (1, "hva-er-inkludering/innhold")] {
        let at = format!("felt-notes[{n}][text]");
        let field =
            refused.body.split(&format!("id=\"{at}\"")).nth(1).and_then(|rest| rest.split('>').next());
        let marks = ["aria-invalid=\"true\"".to_owned(), format!("aria-describedby=\"{at}-feil\"")];
        assert!(field.is_some_and(|field| marks.iter().all(|mark| field.contains(mark))), "{field:?}");
        assert!(refused.body.contains(&format!("id=\"{at}-feil\"")), "{}", refused.body);
        let called = refused.body.split(&format!("for=\"{at}\"")).nth(1);
        let called = called.and_then(|rest| rest.split(['>', '<']).nth(1));
        assert!(called.is_some_and(|called| called.starts_with(label)), "{called:?}");
    }
    assert_eq!(refused.body.matches("autofocus").count(), 1, "{}", refused.body);
    // One is based on what was seen, and the other is not.
    let refused = send([stand[0], 0]).await;
    assert!(refused.body.contains("Det andre, fra et annet vindu"), "{}", refused.body);
    assert!(!refused.body.contains("Det første, fra et annet vindu"), "{}", refused.body);
    assert_eq!(demo.note(b, "Det andre herfra", stand[1], &cookie).await, 303, "nothing was written over it");
}
