//! Where one goes on reading: the first page for oneself that is not done, in each module that one has begun.
//! Which pages one opens is kept nowhere.

use crate::{Fault, Here, Services, locales::fill};
use domain::{
    Asker,
    package::Module,
    reading::{Path, Who},
};
use leptos::prelude::*;

/// The modules begun and not finished, each with the next page; nothing where there are none.
pub(super) async fn section(
    here: &Here,
    services: &Services,
    asker: &Asker,
) -> Result<Option<AnyView>, Fault> {
    let done = services.store.done(asker).await?;
    let package = services.catalogue.package();
    let who = Who { leads: asker.is_leader(), arena: here.arena() };
    let lines = package.modules.iter().filter_map(|module| line(here, module, &done, who));
    let lines: Vec<AnyView> = lines.collect();
    Ok((!lines.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="lese-videre">
                <h2 id="lese-videre">{here.texts().module.go_on}</h2>
                <ul class="lines">{lines}</ul>
            </section>
        }
        .into_any()
    }))
}

fn line(here: &Here, module: &Module, done: &[(String, String)], who: Who) -> Option<AnyView> {
    let done: Vec<String> =
        done.iter().filter(|(of, _)| *of == module.slug).map(|(_, page)| page.clone()).collect();
    let next = Path::of(module).go_on(&done, who)?;
    let theirs: Vec<_> = module.pages.iter().filter(|page| who.is_meant_by(page)).collect();
    let all = theirs.len();
    let finished = theirs.iter().filter(|page| done.contains(&page.slug)).count();
    let so_far = fill(here.texts().my_page.read_so_far, &[("n", &finished), ("all", &all)]);
    Some(
        view! {
            <li>
                <a href=here.on(&format!("moduler/{}/{}", module.slug, next.slug))>
                    {next.text.get(here.lang).title.clone()}
                </a>
                <p class="meta">{module.text.get(here.lang).title.clone()} " · " {so_far}</p>
            </li>
        }
        .into_any(),
    )
}
