//! What readers say of the pages: by anyone, once, for editors alone.

use crate::{ground::*, on_both};
use domain::{FeedbackId, Refusal, feedback::A_DAY, people::Role, people::Scope};

const PAGE: (&str, &str) = ("inkludering", "innledning");

on_both! {
    async fn anyone_answers_and_may_say_more_once_and_editors_read_it(g: &Ground) {
        let nobody = domain::Asker::nobody(g.now(), g.today());
        let id = FeedbackId(g.id());
        g.store.found(&nobody, id, PAGE, false).await.unwrap();
        g.store.found(&nobody, id, PAGE, false).await.unwrap();
        let about = g.store.say_more(&nobody, id, "Noe om overganger").await.unwrap();
        assert_eq!((about.0.as_str(), about.1.as_str()), PAGE);
        refused(g.store.say_more(&nobody, id, "Noe annet").await, Refusal::Used);
        refused(g.store.say_more(&nobody, FeedbackId(g.id()), "Noe").await, Refusal::Missing);

        let kari = g.sign_in("Kari").await;
        assert_eq!(g.asker(&kari).await.edits(), Err(Refusal::Forbidden), "nobody else gets the right to ask");
        let editor = g.invitation(Role::Editor, Scope::Package);
        g.store.invite_first(&editor, None).await.unwrap();
        g.take(&kari, &editor).await.unwrap();
        let editing = g.asker(&kari).await.edits().unwrap();
        let said = g.store.feedback(&editing).await.unwrap();
        assert_eq!(said.len(), 1);
        assert_eq!((said[0].found, said[0].words.as_str(), said[0].day), (false, "Noe om overganger", g.today()));
    }

    async fn a_page_takes_so_many_answers_a_day_and_another_page_its_own(g: &Ground) {
        let nobody = domain::Asker::nobody(g.now(), g.today());
        for _ in 0..A_DAY {
            g.store.found(&nobody, FeedbackId(g.id()), PAGE, true).await.unwrap();
        }
        refused(g.store.found(&nobody, FeedbackId(g.id()), PAGE, true).await, Refusal::TooMany);
        g.store.found(&nobody, FeedbackId(g.id()), ("inkludering", "okt"), true).await.unwrap();
        let tomorrow = domain::Asker::nobody(g.now(), g.today().plus_days(1));
        g.store.found(&tomorrow, FeedbackId(g.id()), PAGE, true).await.unwrap();
    }
}
