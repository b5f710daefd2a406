//! «Ta igjen økta»: one who was away has read what was opened, and may add their own view.

use crate::Fault;
use domain::SessionId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One's own view of a prompt, as its form sends it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ViewDraft {
    /// The prompt's id.
    pub prompt: String,
    /// The text; empty for none.
    pub text: String,
    /// The version it was made from.
    pub base: i64,
}

/// Saves the views, all or none, and leads to the minutes.
#[server(prefix = "/api", endpoint = "ta-igjen")]
pub async fn catch_up(session: SessionId, views: Option<Vec<ViewDraft>>) -> Result<(), Fault> {
    use domain::{ParticipantId, ReflectionId, store::LateView};
    let (asker, services) = (crate::asker(), crate::Services::get());
    let view = |ViewDraft { prompt, text, base }| {
        let fresh = ReflectionId(services.ambient.random_id());
        LateView { prompt, text, base, fresh }
    };
    let views: Vec<LateView> = views.unwrap_or_default().into_iter().map(view).collect();
    let fresh = ParticipantId(services.ambient.random_id());
    services.store.catch_up(&asker, session, &views, fresh).await?;
    let here = crate::Here::get();
    crate::Reply::get().redirect(here.to_with(&format!("okt/{session}/referat"), &[("ok", "oppdatert")]));
    Ok(())
}
