//! The first part of my page: what waits for me, the clay that comes before everything else.

use crate::{
    Fault, Here, Services,
    components::{agreement::in_short, date, moment::moment, post_button::PostButton},
    locales::fill,
    pages::team::title,
};
use domain::{
    Asker, Timestamp,
    agreement::Followed,
    people::Unit,
    store::{Failure, SessionCard, TeamCard},
    view::Progress,
};
use leptos::prelude::*;

/// What waits, or that nothing does.
///
/// # Errors
/// What the store says.
pub(super) async fn section(
    here: &Here,
    services: &Services,
    asker: &Asker,
    cards: &[TeamCard],
    units: &[Unit],
) -> Result<AnyView, Fault> {
    let t = &here.texts().my_page;
    let mut lines = Vec::new();
    if asker.guest.is_some() {
        lines.push(claim(here));
    }
    if asker.me.as_ref().is_some_and(|me| me.name.is_empty()) {
        lines.push(line(t.nameless.into(), String::new(), here.to("min-side/navn"), t.enter));
    }
    lines.extend(cards.iter().filter_map(|card| session(here, card)));
    for card in cards {
        let due = card.open.iter().filter(|followed| followed.waits(asker.today));
        lines.extend(due.map(|followed| agreement(here, card, followed)));
        lines.extend(card.missed.iter().map(|missed| catch_up(here, services, card, missed)));
    }
    for unit in units.iter().filter(|unit| asker.leads(unit.id).is_ok()) {
        lines.extend(led(here, services, asker, unit).await?);
    }
    if lines.is_empty() {
        return Ok(view! { <p class="lead">{t.nothing_waits}</p> }.into_any());
    }
    let shown = view! {
        <section class="waiting" aria-labelledby="venter">
            <h2 id="venter">{t.waiting}</h2>
            <ul class="lines">{lines}</ul>
        </section>
    };
    Ok(shown.into_any())
}

fn line(says: String, about: String, to: String, go: &'static str) -> AnyView {
    view! {
        <li class="row" data-nowrap="true">
            <span>
                {says} " " <span class="meta">{about}</span>
            </span>
            <a class="ds-button" data-color="waiting" href=to>
                {go}
            </a>
        </li>
    }
    .into_any()
}

fn claim(here: &Here) -> AnyView {
    let t = &here.texts().my_page;
    view! {
        <li class="row" data-push>
            <span>{t.guest}</span>
            <PostButton action="/api/ta-med" color="waiting">
                {t.claim}
            </PostButton>
        </li>
    }
    .into_any()
}

/// A session that is under way or stopped half way.
fn session(here: &Here, card: &TeamCard) -> Option<AnyView> {
    let t = &here.texts().my_page;
    let next = card.next.as_ref()?;
    let says = match next.progress {
        Progress::Running => t.running,
        Progress::Adjourned => t.adjourned,
        Progress::Planned | Progress::Closed => return None,
    };
    Some(line(says.into(), card.team.name.clone(), here.to(&format!("okt/{}", next.id)), t.go_on))
}

fn agreement(here: &Here, card: &TeamCard, followed: &Followed) -> AnyView {
    let t = &here.texts().my_page;
    let terms = &followed.agreement.terms;
    let day = fill(t.agreed_for, &[("day", &date::day(terms.follow_up, here.lang))]);
    line(
        fill(t.how_did_it_go, &[("agreement", &in_short(terms, here.lang))]),
        format!("{} · {day}", card.team.name),
        here.to(&format!("avtale/{}", followed.agreement.id)),
        t.tell,
    )
}

/// A session that one was not in, and may catch up on.
fn catch_up(
    here: &Here,
    services: &Services,
    card: &TeamCard,
    (session, until): &(SessionCard, Timestamp),
) -> AnyView {
    let t = &here.texts().ending;
    let until = moment(*until, services.ambient.as_ref(), here);
    line(
        fill(t.missed, &[("title", &title(here, session))]),
        format!("{} · {}", card.team.name, fill(t.until, &[("moment", &until)])),
        here.to(&format!("okt/{}/ta-igjen", session.id)),
        t.catch_up,
    )
}

/// What waits in a unit that one leads.
async fn led(here: &Here, services: &Services, asker: &Asker, unit: &Unit) -> Result<Option<AnyView>, Fault> {
    use domain::Refusal::NotDiscussed;
    let t = &here.texts().my_page;
    let door = here.to(&format!("leder/{}", unit.id));
    let page = match services.store.unit_page(asker, unit.id).await {
        Err(Failure::Refused(NotDiscussed)) => {
            return Ok(Some(line(t.not_discussed.into(), unit.name.clone(), door, t.enter)));
        }
        page => page?,
    };
    let says = match page.obstacles.iter().filter(|(_, one)| one.waits()).count() {
        0 => return Ok(None),
        1 => t.obstacles_one.to_owned(),
        n => fill(t.obstacles, &[("n", &n)]),
    };
    Ok(Some(line(says, unit.name.clone(), door, t.answer)))
}
