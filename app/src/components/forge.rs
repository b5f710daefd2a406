//! The way from what one reads to the file it came from.

use crate::{Here, Services, pages::paper};
use domain::package::Problem;
use leptos::prelude::*;

/// «Foreslå en endring»: where a file is edited. Nothing where no forge is known.
pub fn propose(here: &Here, file: &str) -> Option<AnyView> {
    let way = way_to_propose(here, file)?;
    Some(view! { <p class="meta colophon no-print">{way}</p> }.into_any())
}

/// The same beside «Skriv ut», which every page to read has.
pub fn with_print(here: &Here, screen: &str, file: &str) -> AnyView {
    view! {
        <p class="meta colophon row no-print">{paper::link(here, screen)} {way_to_propose(here, file)}</p>
    }
    .into_any()
}

fn way_to_propose(here: &Here, file: &str) -> Option<AnyView> {
    let to = Services::get().forge?.edit(file);
    let says = here.texts().page.propose;
    Some(view! { <a href=to rel="noopener">{says}</a> }.into_any())
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
