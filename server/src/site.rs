//! What every request is answered with.

use crate::{assets, kept::Kept, live::Hub, network::Network};
use app::{Here, Reply, Services};
use axum::http::Extensions;
use domain::{Asker, TokenHash};
use leptos::prelude::provide_context;
use std::sync::Arc;

/// What every request is answered with; cheap to clone.
#[derive(Clone)]
pub struct Site {
    /// The ways to data.
    pub services: Services,
    /// Everyone who listens to a session.
    pub hub: Arc<Hub>,
    /// Pages that everyone gets alike.
    pub kept: Arc<Kept>,
    /// Whether people reach us by https alone. The demo on plain loopback does not.
    pub https: bool,
    /// Proxies that are believed about whom they pass on.
    pub proxies: Arc<[Network]>,
}

/// Who sends a request, and from where.
#[derive(Clone)]
pub(crate) struct Sender {
    pub asker: Asker,
    /// The token of the browser's login, hashed, whether it stands or not.
    pub login: Option<TokenHash>,
    pub network: app::Network,
    pub browser: app::Browser,
}

impl Sender {
    /// What [`crate::who::ask`] found out.
    pub fn of(extensions: &Extensions) -> Option<Sender> {
        extensions.get().cloned()
    }
}

impl Site {
    /// Hands pages and actions alike what they may ask for.
    pub(crate) fn provide(&self, sender: Sender, here: &Here, reply: &Reply) {
        provide_context(self.services.clone());
        provide_context(assets::addresses());
        provide_context(sender.asker);
        provide_context(sender.network);
        provide_context(sender.browser);
        provide_context(here.clone());
        provide_context(reply.clone());
    }
}
