//! A page of our own running text: help, privacy, accessibility.

use crate::{
    Here,
    locales::about::{Article, Part, Section},
};
use leptos::prelude::*;

/// The whole text.
pub fn article(here: &Here, text: &'static Article) -> AnyView {
    let sections = text.sections.iter().map(|section| whole(here, section)).collect_view();
    let contents = text.sections.iter().map(|Section { id, heading, .. }| {
        view! {
            <li>
                <a href=format!("#{id}")>{*heading}</a>
            </li>
        }
    });
    view! {
        <article class="prose">
            <h1>{text.title}</h1>
            <p class="lead">{text.lead}</p>
            <nav class="contents" aria-label=here.texts().page.contents>
                <ul>{contents.collect_view()}</ul>
            </nav>
            {sections}
        </article>
    }
    .into_any()
}

fn whole(here: &Here, section: &'static Section) -> AnyView {
    view! {
        <h2 id=section.id>{section.heading}</h2>
        {section.parts.iter().map(|one| part(here, one)).collect_view()}
    }
    .into_any()
}

fn part(here: &Here, part: &'static Part) -> AnyView {
    let items =
        |items: &'static [&'static str]| items.iter().map(|item| view! { <li>{*item}</li> }).collect_view();
    match part {
        Part::Text(text) => view! { <p>{*text}</p> }.into_any(),
        Part::List(list) => view! { <ul>{items(list)}</ul> }.into_any(),
        Part::Steps(steps) => view! { <ol>{items(steps)}</ol> }.into_any(),
        Part::Facts(facts) => {
            let facts = facts.iter().map(|(what, how)| {
                view! {
                    <div>
                        <dt>{*what}</dt>
                        <dd>{*how}</dd>
                    </div>
                }
            });
            view! { <dl class="pairs">{facts.collect_view()}</dl> }.into_any()
        }
        Part::Door(screen, text) => view! {
            <p>
                <a href=here.on(screen)>{*text}</a>
            </p>
        }
        .into_any(),
        Part::Link(address, text) => view! {
            <p>
                <a href=*address rel="noopener">
                    {*text}
                </a>
            </p>
        }
        .into_any(),
    }
}
