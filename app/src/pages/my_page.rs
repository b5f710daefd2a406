//! My page: what waits for me, my teams, where I go on reading, what I have written, and my data.

mod letters;
mod reading;
mod waiting;
mod written;

use crate::{
    Fault, Here, Services,
    components::{
        date,
        empty::Empty,
        field::{Field, hidden},
        fresh_id,
        icon::Icon,
        post_button::PostButton,
    },
    locales::fill,
    pages::Screen,
};
use domain::{
    Asker,
    people::{Me, Role, Scope, Unit},
    store::TeamCard,
    text,
    view::Progress,
};
use leptos::prelude::*;

/// `/nb/min-side`
pub async fn screen() -> Result<Screen, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), crate::asker());
    let me = asker.me.clone().ok_or(Fault::SIGNED_OUT)?;
    let t = &here.texts().my_page;
    let cards = services.store.my_teams(&asker).await?;
    let units = services.store.my_units(&asker).await?;
    let waits = waiting::section(&here, &services, &asker, &cards, &units).await?;
    let reading = reading::section(&here, &services, &asker).await?;
    let mine = written::section(&here, &services, &asker).await?;
    let letters = letters::section(&here, &services, &asker).await?;
    let hello = match me.name.as_str() {
        "" => t.title.to_owned(),
        name => fill(t.hello, &[("name", &name)]),
    };
    let follows = following(&here, &asker, units);
    // Who only follows is not asked to start a team before anything else.
    let parts = match (cards.is_empty(), follows) {
        (true, Some(follows)) => vec![follows, teams(&here, cards, true)],
        (_, follows) => vec![teams(&here, cards, false)].into_iter().chain(follows).collect(),
    };
    let view = view! {
        <h1>{hello}</h1>
        {waits}
        {parts}
        {reading}
        {mine}
        {letters}
        {data(&here, me)}
    };
    Ok(Screen::new(t.title, view))
}

fn teams(here: &Here, cards: Vec<TeamCard>, only_follows: bool) -> AnyView {
    let t = &here.texts().my_page;
    let none = cards.is_empty();
    let start = view! {
        <form class="form" method="post" action="/api/start-team">
            {hidden([("id", fresh_id().to_string())])}
            <Field id="teamnavn" name="name" label=t.team_name help=t.start_help limit=text::NAME required=true />
            <button class="ds-button" type="submit">
                {t.start}
            </button>
        </form>
    };
    let list = cards.into_iter().map(|card| team(here, card)).collect_view();
    view! {
        <section class="section" aria-labelledby="team">
            <h2 id="team">{t.teams}</h2>
            {if none && !only_follows {
                view! {
                    <Empty icon="personer" says=t.no_teams />
                    {start}
                }
                    .into_any()
            } else {
                view! {
                    {if none {
                        view! { <p class="meta">{t.no_teams}</p> }.into_any()
                    } else {
                        view! { <ul class="cards grid">{list}</ul> }.into_any()
                    }}
                    <details class="ds-details">
                        <summary>{t.start_team}</summary>
                        {start}
                    </details>
                }
                    .into_any()
            }}
        </section>
    }
    .into_any()
}

fn team(here: &Here, card: TeamCard) -> AnyView {
    let t = &here.texts().my_page;
    let next = match &card.next {
        None => t.no_session.to_owned(),
        Some(next) if next.progress == Progress::Running => t.session_now.to_owned(),
        Some(next) => fill(t.next_session, &[("day", &date::day(next.day, here.lang))]),
    };
    let trying = match card.open.len() {
        0 => None,
        1 => Some(t.trying_one.to_owned()),
        n => Some(fill(t.trying, &[("n", &n)])),
    };
    view! {
        <li class="ds-card">
            <h3>
                <a href=here.to(&format!("team/{}", card.team.id))>{card.team.name}</a>
            </h3>
            <p class="meta">
                {card.unit.map(|unit| view! { {unit} <br /> })} {next}
                {trying.map(|trying| view! { <br /> {trying} })}
            </p>
        </li>
    }
    .into_any()
}

/// The doors to what one follows, as leader, as staff or as owner.
fn following(here: &Here, asker: &Asker, units: Vec<Unit>) -> Option<AnyView> {
    let t = &here.texts().my_page;
    let owners: Vec<String> = asker
        .current()
        .filter(|held| held.role == Role::Owner)
        .filter_map(|held| if let Scope::Owner(owner) = held.scope { Some(owner.to_string()) } else { None })
        .collect();
    let editor = asker.edits().ok().map(|_| {
        view! {
            <li>
                <a href=here.to("redaktor")>{here.texts().editor.door}</a>
            </li>
        }
    });
    if units.is_empty() && owners.is_empty() && editor.is_none() {
        return None;
    }
    let staffed = !units.is_empty();
    let units = units.into_iter().map(|unit| {
        view! {
            <li>
                <a href=here.to(&format!("leder/{}", unit.id))>{unit.name}</a>
            </li>
        }
    });
    let owners = owners.into_iter().map(|owner| {
        view! {
            <li>
                <a href=here.to(&format!("eier/{owner}"))>{t.owner_door}</a>
            </li>
        }
    });
    let shown = view! {
        <section class="section" aria-labelledby="oppfolging">
            <h2 id="oppfolging">{t.units}</h2>
            {staffed.then(|| view! { <p class="meta">{t.units_help}</p> })}
            <ul class="lines">{units.collect_view()} {owners.collect_view()} {editor}</ul>
        </section>
    };
    Some(shown.into_any())
}

fn data(here: &Here, me: Me) -> AnyView {
    let t = &here.texts().my_page;
    view! {
        <section class="section" aria-labelledby="data">
            <h2 id="data">{t.data}</h2>
            <form class="form" method="post" action="/api/navn">
                <Field
                    id="navn"
                    name="name"
                    label=t.your_name
                    limit=text::NAME
                    value=me.name
                    required=true
                    autocomplete="name"
                />
                <button class="ds-button" data-variant="secondary" type="submit">
                    {here.texts().sign_in.name_save}
                </button>
            </form>
            <div class="row">
                <a class="ds-button" data-variant="secondary" href=here.to("min-side/data.json") download="">
                    <Icon name="note" />
                    {t.takeout}
                </a>
                <PostButton action="/api/logg-ut-overalt" variant="secondary">
                    {t.everywhere}
                </PostButton>
                <a class="ds-button" data-variant="tertiary" data-color="danger" href=here.to("min-side/slett")>
                    {t.forget}
                </a>
            </div>
        </section>
    }
    .into_any()
}
