//! Where a sheet of paper comes from, so that whoever finds it on a wall finds the page too.

use crate::{Here, Services};
use leptos::prelude::*;

/// The product and the page's address, on paper alone.
pub fn whence(here: &Here) -> AnyView {
    let address = format!("{}{}", Services::get().public_url, here.path);
    let address = address.trim_start_matches("https://").trim_start_matches("http://").to_owned();
    view! { <p class="print-only meta whence">{here.texts().frame.product} " · " {address}</p> }.into_any()
}
