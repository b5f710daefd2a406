//! What readers were looking for, in their own words, page by page: the page that was spoken of last comes first.

use super::desk::Desk;
use crate::{components::date, locales::fill, pages::found};
use domain::{
    feedback::{Feedback, Tally},
    package::address_of_page,
};
use leptos::prelude::*;

pub(super) fn section(desk: &Desk<'_>) -> AnyView {
    let t = &desk.here.texts().editor;
    let mut by_page: Vec<((&str, &str), Vec<&Feedback>)> = Vec::new();
    for one in desk.with_words() {
        let page = (one.module.as_str(), one.page.as_str());
        match by_page.iter_mut().find(|(known, _)| *known == page) {
            Some((_, all)) => all.push(one),
            None => by_page.push((page, vec![one])),
        }
    }
    let listed = match by_page.is_empty() {
        true => view! { <p class="meta">{t.no_words}</p> }.into_any(),
        false => {
            let lines = by_page.into_iter().map(|(page, all)| line(desk, page, &all)).collect_view();
            view! { <ul class="lines">{lines}</ul> }.into_any()
        }
    };
    view! {
        <section class="section" aria-labelledby="sagt">
            <h2 id="sagt">{t.said}</h2>
            {listed}
        </section>
    }
    .into_any()
}

fn line(desk: &Desk<'_>, (module, slug): (&str, &str), all: &[&Feedback]) -> AnyView {
    let t = &desk.here.texts().editor;
    let page = desk.pages.iter().find(|page| page.folder == module && page.slug == slug);
    let title = page.map(|page| page.title.clone());
    let title = title.or_else(|| found::title(desk.here, &desk.package, module, slug));
    let title = title.unwrap_or_else(|| slug.to_owned());
    let address = address_of_page(module, slug);
    // A page's answers are counted in its row.
    let counted = page.is_none().then(|| {
        let tally = Tally::of(all.iter().copied(), module, slug);
        let says = fill(t.counted, &[("found", &tally.found), ("missed", &tally.missed)]);
        view! { <p class="meta">{says}</p> }
    });
    let words = |one: &Feedback| {
        let answer = if one.found { t.found } else { t.missed };
        view! {
            <li>
                <p class="written">{one.words.clone()}</p>
                <p class="meta">{format!("{answer} · {}", date::day(one.day, desk.here.lang))}</p>
            </li>
        }
    };
    let with_words = all.iter().copied().filter(|one| !one.words.is_empty());
    view! {
        <li class="stack" data-gap="s">
            <h3>
                <a href=desk.here.to(&address)>{title}</a>
            </h3>
            {counted}
            <ul class="stack" data-gap="s">{with_words.map(words).collect_view()}</ul>
        </li>
    }
    .into_any()
}
