//! Codes, their limits, and logins.

use crate::{ground::*, on_both};
use domain::{
    Refusal,
    signin::{IDLE, IDLE_SHARED, PER_ADDRESS, PER_BROWSER, TRIES, VALID, WINDOW},
};
use std::time::Duration;

on_both! {
    async fn wrong_tries_are_kept_though_the_call_is_refused(g: &Ground) {
        let request = g.request("kari@example.no", "right", "browser");
        g.store.ask_code(&request).await.unwrap();
        for left in (1..TRIES).rev() {
            refused(
                g.store.redeem_code(&request.address, "wrong", &g.login(false)).await,
                Refusal::WrongCode { left },
            );
        }
        for typed in ["wrong", "right"] {
            refused(g.store.redeem_code(&request.address, typed, &g.login(false)).await, Refusal::Void);
        }
        g.store.ask_code(&g.request("kari@example.no", "newer", "browser")).await.unwrap();
        refused(
            g.store.redeem_code(&request.address, "right", &g.login(false)).await,
            Refusal::WrongCode { left: TRIES - 1 },
        );
        g.store.redeem_code(&request.address, "newer", &g.login(false)).await.unwrap();
        refused(g.store.redeem_code(&request.address, "newer", &g.login(false)).await, Refusal::Expired);
    }

    async fn a_code_runs_out_and_an_unknown_address_hears_the_same(g: &Ground) {
        let request = g.request("kari@example.no", "right", "browser");
        g.store.ask_code(&request).await.unwrap();
        g.pass(VALID + Duration::from_millis(1));
        refused(g.store.redeem_code(&request.address, "right", &g.login(false)).await, Refusal::Expired);
        let unknown = g.request("ola@example.no", "", "").address;
        refused(g.store.redeem_code(&unknown, "right", &g.login(false)).await, Refusal::Expired);
    }

    async fn an_address_signs_the_same_person_in_again(g: &Ground) {
        let first = g.sign_in("kari").await;
        g.store.ask_code(&g.request("kari@example.no", "again", "another")).await.unwrap();
        let login = g.login(false);
        assert_eq!(g.store.redeem_code(&first.address, "again", &login).await.unwrap(), first.person);
        let asker = g.store.asker(Some(&login.token), None, g.now(), g.today()).await.unwrap();
        assert_eq!(asker.me.map(|me| me.name).as_deref(), Some("kari"));
        g.store.close_logins(&g.asker(&first).await).await.unwrap();
        let after = g.store.asker(Some(&login.token), None, g.now(), g.today()).await.unwrap();
        assert_eq!(after.me, None, "signed out everywhere");
    }

    async fn what_is_asked_for_too_often_is_refused_and_spoils_no_code(g: &Ground) {
        for n in 0..PER_ADDRESS {
            g.store.ask_code(&g.request("kari@example.no", &n.to_string(), &format!("b{n}"))).await.unwrap();
        }
        refused(g.store.ask_code(&g.request("kari@example.no", "over", "b")).await, Refusal::TooMany);
        let last = (PER_ADDRESS - 1).to_string();
        let address = g.request("kari@example.no", "", "").address;
        g.store.redeem_code(&address, &last, &g.login(false)).await.unwrap();
        for n in 0..PER_BROWSER {
            g.store.ask_code(&g.request(&format!("p{n}@example.no"), "x", "one browser")).await.unwrap();
        }
        refused(g.store.ask_code(&g.request("other@example.no", "x", "one browser")).await, Refusal::TooMany);
        g.pass(WINDOW);
        g.store.ask_code(&g.request("other@example.no", "x", "one browser")).await.unwrap();
        g.store.ask_code(&g.request("kari@example.no", "x", "one browser")).await.unwrap();
    }

    async fn requests_at_once_do_not_pass_the_limit(g: &Ground) {
        let all = (0..12).map(|n| {
            let request = g.request("kari@example.no", "x", &format!("b{n}"));
            let store = g.store.clone();
            tokio::spawn(async move { store.ask_code(&request).await.is_ok() })
        });
        let mut sent = 0;
        for one in all.collect::<Vec<_>>() {
            sent += i64::from(one.await.unwrap());
        }
        assert_eq!(sent, PER_ADDRESS);
    }

    async fn an_idle_login_is_over_and_a_used_one_goes_on(g: &Ground) {
        let kari = g.sign_in("kari").await;
        let shared = g.login(true);
        g.store.open_login(kari.person, &shared).await.unwrap();
        let signed_in = async |token| {
            g.store.asker(Some(token), None, g.now(), g.today()).await.unwrap().me.is_some()
        };
        for _ in 0..3 {
            g.pass(IDLE_SHARED - Duration::from_secs(30));
            assert!(signed_in(&shared.token).await, "each use counts");
        }
        g.pass(IDLE_SHARED + Duration::from_millis(1));
        assert!(!signed_in(&shared.token).await);
        assert!(signed_in(&kari.login).await);
        g.pass(IDLE + Duration::from_millis(1));
        assert!(!signed_in(&kari.login).await);
        let nobody = domain::PersonId(g.id());
        refused(g.store.open_login(nobody, &g.login(false)).await, Refusal::Missing);
    }

    async fn what_has_run_out_is_deleted_by_the_clock(g: &Ground) {
        let kari = g.sign_in("kari").await;
        let shared = g.login(true);
        g.store.open_login(kari.person, &shared).await.unwrap();
        g.store.ask_code(&g.request("ola@example.no", "x", "b")).await.unwrap();
        let nowhere = g.typed(&g.code(), "b");
        let miss = g.store.join(&g.guest("b"), &nowhere, domain::ParticipantId(g.id()), "Gjest").await;
        refused(miss, Refusal::Missing);
        let left = async || {
            let mut left = Vec::new();
            for table in ["logins", "sign_in_codes", "code_requests", "join_misses"] {
                left.push(g.count(table).await);
            }
            left
        };
        g.store.sweep(g.now()).await.unwrap();
        assert_eq!(left().await, [2, 1, 2, 1], "nothing has run out");
        g.pass(IDLE_SHARED + Duration::from_millis(1));
        g.store.sweep(g.now()).await.unwrap();
        assert_eq!(left().await, [1, 1, 2, 1], "the login on a shared machine");
        g.pass(WINDOW - IDLE_SHARED);
        g.store.sweep(g.now()).await.unwrap();
        assert_eq!(left().await, [1, 0, 0, 0]);
        g.pass(IDLE);
        g.store.sweep(g.now()).await.unwrap();
        assert_eq!(left().await, [0, 0, 0, 0]);
    }

    async fn signing_out_closes_one_browser(g: &Ground) {
        let kari = g.sign_in("kari").await;
        let other = g.login(false);
        g.store.open_login(kari.person, &other).await.unwrap();
        g.store.close_login(other.id).await.unwrap();
        let asker = g.store.asker(Some(&other.token), None, g.now(), g.today()).await.unwrap();
        assert_eq!(asker.me, None);
        assert!(g.asker(&kari).await.me.is_some());
        refused(g.store.rename(&asker, "Ola").await, Refusal::SignedOut);
        refused(g.store.rename(&g.asker(&kari).await, "  ").await, Refusal::Empty);
    }
}
