//! What should be looked at: texts that are too old, pages where readers look in vain, and what the check warns of.

use super::{desk::Desk, held};
use crate::locales::fill;
use domain::package::Problem;
use leptos::prelude::*;

/// So many warnings are shown; nobody mends more in a day, and the rest is reached from the files.
const MOST: usize = 50;

pub(super) fn section(desk: &Desk<'_>) -> AnyView {
    let t = &desk.here.texts().editor;
    let (expired, others) = desk.warnings();
    let low: Vec<AnyView> = desk
        .low()
        .map(|page| {
            let tally = fill(t.counted, &[("found", &page.tally.found), ("missed", &page.tally.missed)]);
            view! {
                <li>
                    {held::name(desk, page)}
                    <span class="meta">{format!(" · {tally}")}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    let nothing = expired.is_empty() && others.is_empty() && low.is_empty();
    let low = (!low.is_empty()).then(|| {
        view! {
            <h3>{t.low_title}</h3>
            <ul class="lines">{low}</ul>
        }
    });
    view! {
        <section class="section" aria-labelledby="bor">
            <h2 id="bor">{t.look}</h2>
            {nothing.then(|| view! { <p class="meta">{t.nothing_to_look_at}</p> })}
            {warnings(desk, t.expired, &expired)}
            {low}
            {warnings(desk, t.warnings, &others)}
        </section>
    }
    .into_any()
}

fn warnings(desk: &Desk<'_>, title: &'static str, all: &[&Problem]) -> Option<AnyView> {
    let t = &desk.here.texts().editor;
    let shown = all.iter().take(MOST).map(|one| held::problem(one)).collect_view();
    let left = all.len().saturating_sub(MOST);
    let more = (left > 0).then(|| view! { <p class="meta">{fill(t.more, &[("n", &left)])}</p> });
    (!all.is_empty()).then(|| {
        view! {
            <details class="ds-details" open=desk.only().is_some()>
                <summary>{format!("{title} ({})", all.len())}</summary>
                <div class="stack">
                    <ul class="lines">{shown}</ul>
                    {more}
                </div>
            </details>
        }
        .into_any()
    })
}
