//! A page, or a whole module, as it is put on paper: all of it open, with room to write by hand, and with or without
//! what is for the one who leads.

use crate::{
    Here,
    components::{
        agreement, audience, duration, icon::Icon, phase, rendered::on_paper, source, whence::whence,
    },
    pages::{Screen, module},
};
use domain::{
    package::{Block, Module, Package, Page},
    reading::Path,
};
use leptos::prelude::*;

/// The field of the address that asks for paper, and what it says.
const PRINT: &str = "skriv-ut";
/// Without what is for the one who leads.
const PLAIN: &str = "ja";
/// With it.
const WHOLE: &str = "alt";

/// What goes on the paper.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Paper {
    /// What everyone reads.
    Plain,
    /// «Slik leder du steget» and what is for leaders too.
    Whole,
}

/// What the address asks for on paper, where it does.
pub(super) fn asked(here: &Here) -> Option<Paper> {
    here.field(PRINT).map(|what| if what == WHOLE { Paper::Whole } else { Paper::Plain })
}

/// The address of a screen on paper.
pub(super) fn address(here: &Here, screen: &str) -> String {
    here.on_with(screen, &[(PRINT, PLAIN)])
}

/// «Skriv ut», as a link among others.
pub fn link(here: &Here, screen: &str) -> AnyView {
    view! {
        <a href=address(here, screen)>
            <Icon name="print" />
            {here.texts().page.print}
        </a>
    }
    .into_any()
}

/// Every page of a module one after another, with a list of them on the first sheet.
pub(super) fn module(here: &Here, package: &Package, module: &Module, paper: Paper) -> Screen {
    let t = &here.texts().module;
    let lang = here.lang;
    let text = module.text.get(lang);
    let is_taken = |one: &&Page| paper == Paper::Whole || !one.is_for_leaders();
    let pages: Vec<&Page> = Path::of(module).pages().filter(is_taken).collect();
    let contents = pages.iter().map(|one| {
        view! {
            <li>
                <a href=format!("#{}", anchor(one))>{one.text.get(lang).title.clone()}</a>
                " "
                <small>{facts(here, one)}</small>
            </li>
        }
    });
    let contents = contents.collect_view();
    let sheets = pages.iter().map(|one| sheet(here, one)).collect_view();
    let goals = text.goals.iter().cloned().map(|goal| view! { <li>{goal}</li> }).collect_view();
    let screen = format!("moduler/{}", module.slug);
    let view = view! {
        {above(here, &screen, t.back, paper)}
        <article class="prose">
            <h1>{text.title.clone()}</h1>
            <p class="lead">{text.aim.clone()}</p>
            <p class="meta">{audience::list(&module.audience, lang)}</p>
            {module::times(here, module)}
            {on_paper(&text.html, &module.slug)}
            <h2>{t.goals}</h2>
            <ul>{goals}</ul>
            <h2>{t.contents}</h2>
            <ol>{contents}</ol>
        </article>
        {sheets}
        <div class="prose">
            {source::section(package, &module::cited(module, here), lang)} {whence(here)}
        </div>
    };
    Screen::new(text.title.clone(), view).class(class(paper))
}

/// One page by itself.
pub(super) fn page(here: &Here, package: &Package, screen: &str, page: &Page, paper: Paper) -> Screen {
    let text = page.text.get(here.lang);
    let cited: Vec<&str> = text.citations.iter().map(String::as_str).collect();
    let view = view! {
        {above(here, screen, here.texts().page.back, paper)}
        {sheet(here, page)}
        <div class="prose">{source::section(package, &cited, here.lang)} {whence(here)}</div>
    };
    Screen::new(text.title.clone(), view).class(class(paper))
}

const fn class(paper: Paper) -> &'static str {
    match paper {
        Paper::Plain => "page paper-view plain",
        Paper::Whole => "page paper-view",
    }
}

/// What stands above the paper on a screen: the way back, how to print, and the other choice.
fn above(here: &Here, screen: &str, back: &'static str, paper: Paper) -> AnyView {
    let t = &here.texts().module;
    let (what, other) = match paper {
        Paper::Plain => (WHOLE, t.print_whole),
        Paper::Whole => (PLAIN, t.print_plain),
    };
    view! {
        <div class="stack no-print" data-gap="s">
            <p class="row">
                <a href=here.on(screen)>{back}</a>
                <a href=here.on_with(screen, &[(PRINT, what)])>{other}</a>
            </p>
            <p class="meta">{t.how_to_print}</p>
        </div>
    }
    .into_any()
}

fn anchor(page: &Page) -> String {
    format!("side-{}", page.slug)
}

/// The phase and the minutes of a page.
fn facts(here: &Here, page: &Page) -> String {
    let phase = page.phase.map(|phase| format!("{} {}", phase.letter(), phase::name(phase, here.lang)));
    let minutes = page.minutes.map(|n| duration::minutes(u32::from(n), here.lang));
    phase.into_iter().chain(minutes).collect::<Vec<_>>().join(" · ")
}

/// A page as it lies on paper. A session begins on a sheet of its own, for it is what a team brings along.
fn sheet(here: &Here, page: &Page) -> AnyView {
    let lang = here.lang;
    let text = page.text.get(lang);
    let block = |block: &Block| match block {
        Block::Html(html) | Block::Video(_, html) => on_paper(html, &page.slug),
        Block::Arenas(boxes) => {
            boxes.iter().map(|(_, html)| on_paper(html, &page.slug)).collect_view().into_any()
        }
        Block::Prompt(prompt) => {
            let text = prompt.text.get(lang);
            view! {
                <h3>{text.question.clone()}</h3>
                {on_paper(&text.html, &page.slug)}
                {room()}
            }
            .into_any()
        }
        Block::Agreement => agreement::holes(lang),
    };
    view! {
        <article class="prose sheet" id=anchor(page) data-session=page.is_session().then_some("")>
            <p class="meta">{facts(here, page)}</p>
            <h1>{text.title.clone()}</h1>
            <p class="lead">{text.summary.clone()}</p>
            {text.blocks.iter().map(block).collect_view()}
        </article>
    }
    .into_any()
}

/// Lines to write on, on paper alone.
pub(super) fn room() -> AnyView {
    view! { <div class="ds-input paper print-only"></div> }.into_any()
}
