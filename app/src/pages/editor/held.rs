//! What is kept from readers: which file, since when, why, and what they see in its place.

use super::desk::{Desk, Entry, Shown};
use crate::{
    components::{empty::Empty, forge, moment::moment},
    locales::fill,
};
use domain::package::Problem;
use leptos::prelude::*;

pub(super) fn section(desk: &Desk<'_>) -> AnyView {
    let t = &desk.here.texts().editor;
    let held = desk.held();
    let listed = match held.is_empty() {
        true => view! { <Empty icon="hake" says=t.nothing_held /> }.into_any(),
        false => {
            let lines = held.into_iter().map(|(file, faults)| line(desk, file, &faults)).collect_view();
            view! {
                <p class="meta">{t.held_about}</p>
                <ul class="lines">{lines}</ul>
            }
            .into_any()
        }
    };
    let only = desk.only().map(|_| {
        view! {
            <p>
                {t.one_file}
                " "
                <a href=desk.here.to("redaktor")>{t.show_all}</a>
            </p>
        }
    });
    view! {
        <section class="section" aria-labelledby="feil">
            <h2 id="feil">{t.held}</h2>
            {only}
            {listed}
        </section>
    }
    .into_any()
}

fn line(desk: &Desk<'_>, file: &str, faults: &[&Problem]) -> AnyView {
    let t = &desk.here.texts().editor;
    let page = desk.page_of(file);
    let name = match page {
        Some(page) => name(desk, page),
        None => view! { <code>{format!("content/{file}")}</code> }.into_any(),
    };
    let first = faults.iter().filter_map(|fault| desk.package.faulty_since.get(&fault.file)).min();
    let since = first.map(|at| fill(t.held_since, &[("at", &moment(*at, desk.ambient(), desk.here))]));
    let shown = page.map(|page| match page.shown {
        Shown::Nothing => t.shows_nothing,
        Shown::Earlier | Shown::Newest => t.shows_earlier,
    });
    view! {
        <li class="stack" data-gap="s">
            <h3>{name}</h3>
            <p class="meta">{since} " " {shown}</p>
            <ul class="stack" data-gap="s">{faults.iter().map(|fault| problem(fault)).collect_view()}</ul>
        </li>
    }
    .into_any()
}

/// A page by its title, and where it is read.
pub(super) fn name(desk: &Desk<'_>, page: &Entry) -> AnyView {
    view! { <a href=desk.here.to(&page.address)>{page.title.clone()}</a> }.into_any()
}

/// What is wrong, how to mend it, and where. The check speaks bokmål.
pub(super) fn problem(problem: &Problem) -> AnyView {
    view! {
        <li>
            <p>{forge::place(problem)}</p>
            <p lang="nb">{problem.message.clone()} " " {problem.mend.clone()}</p>
        </li>
    }
    .into_any()
}
