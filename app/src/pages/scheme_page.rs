//! One page about the scheme around the package; the one on the year has its wheel.

use crate::{
    Fault, Here, Services, asker,
    components::{
        contents::contents,
        forge,
        rendered::Reader,
        source,
        turn::{Way, ways},
        video::video,
        whence::whence,
        year_wheel::year_wheel,
    },
    pages::{Screen, found, page, page_problems, paper},
};
use domain::package::{Block, Package, Page, SCHEME, Scheme, address_of_page};
use leptos::prelude::*;

/// `/nb/ordningen/{page}`
pub fn screen(slug: &str) -> Result<Screen, Fault> {
    let here = Here::get();
    let t = &here.texts().scheme;
    let package = Services::get().catalogue.package();
    let scheme = &package.scheme;
    let Some(page) = scheme.page(slug) else {
        let faulty = scheme.faulty.iter().find(|page| page.slug == slug).ok_or(Fault::MISSING)?;
        return Ok(page::kept_back(&here, faulty, t.under_way_about, (here.on("ordningen"), t.whole)));
    };
    let address = address_of_page(SCHEME, slug);
    if let Some(wanted) = paper::asked(&here) {
        return Ok(paper::page(&here, &package, &address, page, wanted));
    }
    let text = page.text.get(here.lang);
    let cited: Vec<&str> = text.citations.iter().map(String::as_str).collect();
    let reader = Reader { leads: asker().is_leader(), arena: here.arena() };
    let wheel = (slug == Scheme::YEAR && !scheme.year.is_empty()).then(|| year_wheel(&here, &scheme.year));
    let view = view! {
        {around(&here, scheme, slug)}
        <div class="text">
            {page_problems::shown_to_editors(&here, page)}
            <article class="prose">
                <h1>{text.title.clone()}</h1>
                <p class="lead">{text.summary.clone()}</p>
                <p class="meta">{page::takes(&here, page)}</p>
                {contents(&here, &text.headings)}
                {wheel}
                {text.blocks.iter().map(|one| block(&here, &package, one, reader)).collect_view()}
                {source::section(&package, &cited, here.lang)}
                {page::colophon(&here, page)}
                {forge::with_print(&here, &address, &text.file)}
                {whence(&here)}
            </article>
            {found::section(&here, SCHEME, slug)}
            {turn(&here, scheme, slug)}
        </div>
    };
    Ok(Screen::new(text.title.clone(), view).class("page reading").about(text.summary.clone()).public())
}

/// A piece of the text. What is said to one arena stands in the order of the file, and nothing here is answered.
fn block(here: &Here, package: &Package, block: &Block, reader: Reader) -> AnyView {
    match block {
        Block::Html(html) => reader.rendered(html),
        Block::Arenas(boxes) => boxes.iter().map(|(_, html)| reader.rendered(html)).collect_view().into_any(),
        Block::Prompt(_) | Block::Agreement => ().into_any(),
        Block::Video(film, card) => video(here, &package.video_hosts, film, card, reader),
    }
}

fn address(here: &Here, page: &Page) -> String {
    here.on(&format!("ordningen/{}", page.slug))
}

/// The other pages, beside the text and, folded, above it; the style shows one of them.
fn around(here: &Here, scheme: &Scheme, current: &str) -> AnyView {
    let t = &here.texts().scheme;
    let list = || {
        let pages = scheme.pages.iter().map(|page| {
            view! {
                <li>
                    <a href=address(here, page) aria-current=(page.slug == current).then_some("page")>
                        {page.text.get(here.lang).title.clone()}
                    </a>
                </li>
            }
        });
        view! { <ul class="module-path">{pages.collect_view()}</ul> }
    };
    view! {
        <nav class="module-folded" aria-label=t.pages>
            <details class="ds-details">
                <summary>{t.title}</summary>
                <div class="stack">
                    <a href=here.on("ordningen")>{t.whole}</a>
                    {list()}
                </div>
            </details>
        </nav>
        <nav class="module-side" aria-label=t.pages>
            <p class="eyebrow">
                <a href=here.on("ordningen")>{t.title}</a>
            </p>
            {list()}
        </nav>
    }
    .into_any()
}

fn turn(here: &Here, scheme: &Scheme, current: &str) -> AnyView {
    let way = |page: &Page| Way { to: address(here, page), title: page.text.get(here.lang).title.clone() };
    let (before, after) = scheme.neighbours(current);
    let whole = || Way { to: here.on("ordningen"), title: here.texts().scheme.title.to_owned() };
    let on = match after {
        Some(page) => (here.texts().page.next, way(page)),
        None => (here.texts().scheme.whole, whole()),
    };
    ways(here, before.map(way), on)
}
