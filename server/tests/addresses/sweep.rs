//! What has run out goes by the clock, though nobody comes by.

use crate::Demo;
use server::sweep::keep_swept;
use sqlx::{Connection, SqliteConnection};
use std::{sync::Arc, time::Duration};
use tokio::time::{sleep, timeout};

impl Demo {
    /// Waits until a login that is long over is gone.
    async fn is_swept(&self) {
        let mut db = SqliteConnection::connect(&self.0.url).await.expect("the database");
        let left = "SELECT COUNT(*) FROM logins WHERE used = 0";
        let gone = async {
            while sqlx::query_scalar::<_, i64>(left).fetch_one(&mut db).await.expect("a number") > 0 {
                sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(Duration::from_secs(10), gone).await.expect("it is gone");
    }
}

#[tokio::test]
async fn a_login_that_is_over_is_deleted_now_and_again_later() {
    let demo = Demo::open().await;
    let services = &demo.0.services;
    demo.sql("UPDATE logins SET used = 0").await;
    let every = Duration::from_millis(50);
    let sweeping = keep_swept(Arc::clone(&services.store), Arc::clone(&services.ambient), every);
    demo.is_swept().await;
    demo.facilitator_with_a_session().await;
    demo.sql("UPDATE logins SET used = 0").await;
    demo.is_swept().await;
    sweeping.abort();
}
