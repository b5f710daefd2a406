//! The way from what one reads to the file it came from.

use crate::{Here, Services};
use domain::package::Problem;
use leptos::prelude::*;

/// «Foreslå en endring»: where a file is edited. Nothing where no forge is known.
pub fn propose(here: &Here, file: &str) -> Option<AnyView> {
    let to = Services::get().forge?.edit(file);
    let says = here.texts().page.propose;
    Some(view! { <p class="meta colophon no-print"><a href=to rel="noopener">{says}</a></p> }.into_any())
}

/// A place in a file, which leads there where a forge is known.
pub fn place(problem: &Problem) -> AnyView {
    let says = format!("content/{}:{}:{}", problem.file, problem.line, problem.column);
    let to = Services::get().forge.map(|forge| forge.line(&problem.file, problem.line));
    match to {
        Some(to) => view! { <a href=to rel="noopener"><code>{says}</code></a> }.into_any(),
        None => view! { <code>{says}</code> }.into_any(),
    }
}

/// A file under a name of its own, which leads to where it is edited; its path alone where no forge is known.
pub fn file(path: &str, name: String) -> AnyView {
    match Services::get().forge.map(|forge| forge.edit(path)) {
        Some(to) => view! { <a href=to rel="noopener">{name}</a> }.into_any(),
        None => view! { <code>{format!("content/{path}")}</code> }.into_any(),
    }
}
