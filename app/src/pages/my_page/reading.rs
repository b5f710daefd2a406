//! Where one goes on reading: after the last page that one has marked done, in each module that one is in the middle of.
//! Which pages one opens is kept nowhere.

use crate::{Fault, Here, Services, locales::fill};
use domain::{Asker, package::Module, reading::Path};
use leptos::prelude::*;

/// The modules begun and not finished, each with the next page; nothing where there are none.
pub(super) async fn section(
    here: &Here,
    services: &Services,
    asker: &Asker,
) -> Result<Option<AnyView>, Fault> {
    let done = services.store.done(asker).await?;
    let package = services.catalogue.package();
    let lines: Vec<AnyView> = package.modules.iter().filter_map(|module| line(here, module, &done)).collect();
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

fn line(here: &Here, module: &Module, done: &[(String, String)]) -> Option<AnyView> {
    let done: Vec<String> =
        done.iter().filter(|(of, _)| *of == module.slug).map(|(_, page)| page.clone()).collect();
    let path = Path::of(module);
    let next = path.go_on(&done)?;
    let all = module.pages.len();
    let finished = module.pages.iter().filter(|page| done.contains(&page.slug)).count();
    let so_far = fill(here.texts().my_page.read_so_far, &[("n", &finished), ("all", &all)]);
    Some(
        view! {
            <li>
                <a href=here.to(&format!("moduler/{}/{}", module.slug, next.slug))>
                    {next.text.get(here.lang).title.clone()}
                </a>
                <p class="meta">{module.text.get(here.lang).title.clone()} " · " {so_far}</p>
            </li>
        }
        .into_any(),
    )
}
