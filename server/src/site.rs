//! What every request is answered with.

use crate::assets;
use app::{Here, Reply, Services};
use leptos::prelude::provide_context;

/// What every request is answered with; cheap to clone.
#[derive(Clone)]
pub struct Site {
    /// The ways to data.
    pub services: Services,
    /// Whether people reach us by https alone. The demo on plain loopback does not.
    pub https: bool,
}

impl Site {
    /// Hands pages and actions alike what they may ask for.
    pub(crate) fn provide(&self, here: &Here, reply: &Reply) {
        provide_context(self.services.clone());
        provide_context(assets::addresses());
        provide_context(here.clone());
        provide_context(reply.clone());
    }
}
