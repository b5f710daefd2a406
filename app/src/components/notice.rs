//! What has just been done, said where one lands.

use crate::Here;
use leptos::prelude::*;

/// The notice that the address asks for with `?ok=`, where it names one of ours.
pub fn notice(here: &Here) -> Option<AnyView> {
    let t = &here.texts().notice;
    let says = match here.field("ok")?.as_str() {
        "fortalt" => t.told,
        "lagret" => t.saved,
        "sendt" => t.sent,
        "startet" => t.started,
        "oppdatert" => t.caught_up,
        _ => return None,
    };
    let shown = view! {
        <div class="ds-alert" data-color="success" role="status">
            <p>{says}</p>
        </div>
    };
    Some(shown.into_any())
}
