//! The part of a team's page about sessions that are over: their minutes, and what is left to do for one who was away.

use super::title;
use crate::{Here, Services, components::moment::moment, locales::fill};
use domain::{
    Asker,
    ending::{absent::Attendance, may_read},
    store::{Past, SessionCard, TeamPage},
};
use leptos::prelude::*;

/// The sessions, the newest first. It is open where one of them waits for the reader.
pub(super) fn section(here: &Here, asker: &Asker, page: &TeamPage) -> Option<AnyView> {
    let reads = may_read(asker, &page.team, None).is_ok();
    let of = |past: &Past| page.sessions.iter().find(|session| session.id == past.session);
    let all: Vec<(&SessionCard, &Past)> =
        page.past.iter().filter_map(|past| of(past).map(|session| (session, past))).collect();
    let open = all.iter().any(|(_, past)| matches!(past.me, Attendance::Waits(_)));
    let lines: Vec<AnyView> =
        all.into_iter().map(|(session, past)| one(here, session, past, reads)).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <details class="ds-details" open=open>
                <summary>{here.texts().team.earlier}</summary>
                <ul class="lines">{lines}</ul>
            </details>
        }
        .into_any()
    })
}

fn one(here: &Here, session: &SessionCard, past: &Past, reads: bool) -> AnyView {
    let t = &here.texts().ending;
    let to = |page: &str| here.to(&format!("okt/{}{page}", session.id));
    let title = title(here, session);
    let about = format!(": {title}, {}", session.day.in_words());
    let heading = match past.me {
        Attendance::There => view! { <a href=to("")>{title}</a> }.into_any(),
        Attendance::CaughtUp | Attendance::Waits(_) | Attendance::Missed => title.into_any(),
    };
    let minutes = reads.then(|| {
        view! {
            <a href=to("/referat")>
                {t.minutes} <span class="ds-sr-only">{about}</span>
            </a>
        }
    });
    view! {
        <li class="stack" data-gap="s">
            <p>{heading} " " <span class="meta">{session.day.in_words()}</span></p>
            <p class="row">{minutes} {caught_up(here, past)}</p>
            {mine(here, past, to("/ta-igjen"))}
        </li>
    }
    .into_any()
}

/// A number and no names; who has not is nobody's to follow.
fn caught_up(here: &Here, past: &Past) -> Option<AnyView> {
    let t = &here.texts().ending;
    let says = match past.caught_up {
        0 => return None,
        1 => t.caught_up_one.to_owned(),
        n => fill(t.caught_up_many, &[("n", &n)]),
    };
    Some(view! { <span class="meta">{says}</span> }.into_any())
}

/// What one who was away may still do, or has done.
fn mine(here: &Here, past: &Past, to: String) -> Option<AnyView> {
    let t = &here.texts().ending;
    match past.me {
        Attendance::There | Attendance::Missed => None,
        Attendance::CaughtUp => Some(view! { <p class="meta">{t.caught_up}</p> }.into_any()),
        Attendance::Waits(until) => {
            let until = moment(until, Services::get().ambient.as_ref(), here);
            let shown = view! {
                <p>{t.away} ". " {fill(t.away_until, &[("moment", &until)])}</p>
                <p>
                    <a class="ds-button" data-color="waiting" href=to>
                        {t.catch_up}
                    </a>
                </p>
            };
            Some(shown.into_any())
        }
    }
}
