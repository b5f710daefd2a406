//! From a view to HTML, and the surroundings that views and actions ask for things in.

use futures_util::StreamExt;
use hydration_context::SsrSharedContext;
use leptos::{nonce::Nonce, prelude::*};
use reactive_graph::{computed::ScopedFuture, owner::Sandboxed};
use std::{future::Future, sync::Arc};

/// Does something that may ask, before and after every `await`, for what `provide` provides.
pub(crate) async fn within<T>(provide: impl FnOnce(), work: impl Future<Output = T>) -> T {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let work = owner.with(|| {
        provide();
        Sandboxed::new(ScopedFuture::new(work))
    });
    let done = work.await;
    owner.unset_with_forced_cleanup();
    done
}

/// Writes a view as HTML when all of it is there. To be awaited [`within`] what the view asks for.
pub(crate) async fn html(view: AnyView) -> String {
    view.to_html_stream_in_order().collect().await
}

/// What islands are to know from the server besides their properties, as scripts to stand after the document.
pub(crate) async fn data_for_islands(nonce: &Nonce) -> String {
    let Some(mut data) = Owner::current_shared_context().and_then(|context| context.pending_data()) else {
        return String::new();
    };
    let mut scripts = String::new();
    while let Some(chunk) = data.next().await {
        scripts += &format!("<script nonce=\"{nonce}\">{chunk}</script>");
    }
    scripts
}
