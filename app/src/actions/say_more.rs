//! What a reader was looking for, in their own words.

use crate::Fault;
use domain::FeedbackId;
use leptos::prelude::*;

/// Adds the words to the answer that was just given.
#[server(prefix = "/api", endpoint = "si-mer")]
pub async fn say_more(id: FeedbackId, words: String) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let (module, page) = services.store.say_more(&asker, id, &words).await?;
    crate::pages::found::lead_back(&module, &page, None);
    Ok(())
}
