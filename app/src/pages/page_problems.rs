//! What is wrong with a page's newest text, in the page's place, for those who can mend it.

use crate::{Here, asker, components::forge};
use domain::package::{Page, Problem};
use leptos::prelude::*;

/// The page's problems, to editors; nothing to anyone else. The check speaks bokmål.
pub fn shown_to_editors(here: &Here, page: &Page) -> Option<AnyView> {
    asker().edits().ok()?;
    let t = &here.texts().page;
    let problems = page.text.nb.problems.iter().chain(&page.text.nn.problems);
    let mut problems: Vec<&Problem> = problems.collect();
    problems.dedup();
    let line = |problem: &&Problem| {
        view! {
            <li>
                {forge::place(problem)}
                <br />
                <span lang="nb">{problem.message.clone()} " " {problem.mend.clone()}</span>
            </li>
        }
    };
    (!problems.is_empty()).then(|| {
        view! {
            <section class="ds-alert" data-color="warning" aria-labelledby="feil-i-fila">
                <h2 id="feil-i-fila">{t.problems}</h2>
                <p>{t.problems_about}</p>
                <ul>{problems.iter().map(line).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}
