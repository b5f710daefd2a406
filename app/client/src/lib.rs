//! The browser's entry: it wakes the islands of a page that has them. Built by `server/build.rs`.
#![cfg(target_arch = "wasm32")]

// The linker would drop the islands' exports if nothing named the crate they stand in.
use app as _;

/// Called by the page once this code is loaded.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    // An action may answer a script with another address, as it would answer a form.
    _ = server_fn::redirect::set_redirect_hook(|to| {
        _ = leptos::prelude::window().location().set_href(to);
    });
    leptos::mount::hydrate_islands();
}
