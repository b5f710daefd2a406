//! The part of a team's page about what came of things: the leader's answers, and what the team has changed.

use crate::{
    Here,
    components::{agreement::in_short, followed, icon::Icon},
    locales::fill,
};
use domain::{
    Date,
    agreement::{Followed, Obstacle, Verdict},
    outside::Ambient,
    store::TeamPage,
};
use leptos::prelude::*;

/// Obstacles: what the leader has answered first, for that is news, then what waits.
pub(super) fn lifted(here: &Here, page: &TeamPage) -> Option<AnyView> {
    let t = &here.texts().team;
    let mut all: Vec<&Obstacle> = page.obstacles.iter().collect();
    all.sort_by_key(|obstacle| obstacle.waits());
    let lines: Vec<AnyView> = all.into_iter().map(|obstacle| one_lifted(here, obstacle)).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="loftet">
                <h2 id="loftet">{t.lifted}</h2>
                <ul class="lines">{lines}</ul>
            </section>
        }
        .into_any()
    })
}

fn one_lifted(here: &Here, obstacle: &Obstacle) -> AnyView {
    let t = &here.texts().team;
    let answer = match &obstacle.answer {
        None => view! { <span class="ds-tag" data-color="neutral">{t.waits}</span> }.into_any(),
        Some(given) => {
            let by = match given.by.as_str() {
                "" => t.answered.to_owned(),
                name => fill(t.answered_by, &[("name", &name)]),
            };
            view! {
                <p>
                    <strong>{format!("{}.", followed::answer(given.kind, here.lang))}</strong>
                    {format!(" {}", given.why)}
                    <br />
                    <span class="meta">{by}</span>
                </p>
            }
            .into_any()
        }
    };
    view! {
        <li class="stack" data-gap="s">
            <p class="written">{obstacle.text.clone()}</p>
            {answer}
        </li>
    }
    .into_any()
}

/// The timeline: kept, adjusted, dropped; the newest decision first.
pub(super) fn changed(here: &Here, page: &TeamPage, ambient: &dyn Ambient) -> AnyView {
    let t = &here.texts().team;
    let mut decided: Vec<(&Followed, Verdict, domain::Timestamp)> = page
        .followed
        .iter()
        .filter_map(|followed| {
            let decision = followed.agreement.decision.as_ref()?;
            Some((followed, decision.verdict, decision.at))
        })
        .collect();
    decided.sort_by_key(|(.., at)| std::cmp::Reverse(*at));
    let none = decided.is_empty();
    let lines: Vec<AnyView> = decided
        .into_iter()
        .map(|(followed, verdict, at)| one_changed(here, followed, verdict, ambient.day_of(at)))
        .collect();
    view! {
        <section class="section" aria-labelledby="endret">
            <h2 id="endret">{t.changed}</h2>
            {if none {
                view! { <p class="meta">{t.nothing_changed}</p> }.into_any()
            } else {
                view! { <ol class="timeline">{lines}</ol> }.into_any()
            }}
        </section>
    }
    .into_any()
}

fn one_changed(here: &Here, followed: &Followed, verdict: Verdict, day: Date) -> AnyView {
    let (kind, icon) = match verdict {
        Verdict::Keep => ("kept", "viderefore"),
        Verdict::Adjust => ("adjusted", "justere"),
        Verdict::Drop => ("dropped", "avslutte"),
    };
    let said = format!("{} {}", followed::verdict(verdict, here.lang), day.in_words());
    let terms = &followed.agreement.terms;
    let sentence = format!("{}.", in_short(terms, here.lang));
    view! {
        <li data-decision=kind>
            <Icon name=icon />
            <div>
                <p class="meta">
                    <a href=here.to(&format!("avtale/{}", followed.agreement.id))>{said}</a>
                </p>
                <p>{sentence}</p>
            </div>
        </li>
    }
    .into_any()
}
