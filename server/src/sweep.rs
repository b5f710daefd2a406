//! What has run out is deleted by the clock, whether anybody comes by or not.

use domain::{outside::Ambient, store::Store};
use std::{sync::Arc, time::Duration};
use tokio::{task::JoinHandle, time::sleep};

/// Deletes what has run out, now and so often from now on. What cannot be deleted now is deleted the next time.
pub fn keep_swept(store: Arc<dyn Store>, ambient: Arc<dyn Ambient>, every: Duration) -> JoinHandle<()> {
    tokio::spawn(async move {
        loop {
            if let Err(why) = store.sweep(ambient.now()).await {
                tracing::warn!(%why, "what has run out was not deleted");
            }
            sleep(every).await;
        }
    })
}
