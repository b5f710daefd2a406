//! Following: what a leader sees of a unit's teams, and what the staff sees that the leader sees.

mod obstacles;
mod teams;

use crate::{
    Fault, Here, Reply, Services,
    components::{
        date,
        field::{Field, hidden},
        fresh_id,
        icon::Icon,
        notice::notice,
        which::Which,
    },
    pages::Screen,
};
use domain::{
    Asker, Refusal, UnitId,
    people::Unit,
    store::{Failure, UnitPage},
    text,
};
use leptos::prelude::*;

/// `/nb/leder`
pub async fn screen() -> Result<Screen, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), crate::asker());
    let t = &here.texts().unit_page;
    let units = services.store.my_units(&asker).await?;
    if let [only] = units.as_slice() {
        Reply::get().redirect(here.to(&format!("leder/{}", only.id)));
    }
    let places = units.into_iter().map(|unit| (here.to(&format!("leder/{}", unit.id)), unit.name));
    let view = view! { <Which title=t.title none=t.none which=t.which places=places.collect() /> };
    Ok(Screen::new(t.title, view).narrow())
}

/// `/nb/leder/{unit}`
pub async fn unit(id: &str) -> Result<Screen, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), crate::asker());
    let id: UnitId = id.parse().map_err(|_| Fault::MISSING)?;
    match services.store.unit_page(&asker, id).await {
        Ok(page) => Ok(followed(&here, &services, &asker, page)),
        Err(Failure::Refused(Refusal::NotDiscussed)) => {
            let units = services.store.my_units(&asker).await?;
            let unit = units.into_iter().find(|unit| unit.id == id).ok_or(Fault::MISSING)?;
            Ok(not_discussed(&here, &asker, unit))
        }
        Err(failure) => Err(failure.into()),
    }
}

fn followed(here: &Here, services: &Services, asker: &Asker, page: UnitPage) -> Screen {
    let t = &here.texts().unit_page;
    let leads = asker.leads(page.unit.id).is_ok();
    let title = page.unit.name.clone();
    let says = if leads { t.not_yours } else { t.staff };
    let view = view! {
        <div class="stack">
            <p class="eyebrow">{t.title}</p>
            <h1>{title.clone()}</h1>
            <p class="audience">
                <Icon name="las" />
                {says}
            </p>
            {notice(here)}
        </div>
        {obstacles::waiting(here, asker, &page, leads)}
        {teams::table(here, asker, &page, leads)}
        {teams::planned(here, services, &page)}
        {obstacles::answered(here, &page)}
        {leads.then(|| more_teams(here, &page))}
    };
    Screen::new(title, view)
}

/// One more team, and who is to lead its sessions.
fn more_teams(here: &Here, page: &UnitPage) -> AnyView {
    let (t, mine) = (&here.texts().unit_page, &here.texts().my_page);
    let none = page.teams.is_empty();
    view! {
        <section class="section" aria-labelledby="flere-team">
            <h2 id="flere-team">{t.more_teams}</h2>
            <div>
                {(!none).then(|| invite(here, page))} <details class="ds-details" open=none>
                    <summary>{t.start_team}</summary>
                    <form class="form" method="post" action="/api/start-team">
                        {hidden([("id", fresh_id().to_string()), ("unit", page.unit.id.to_string())])}
                        <Field
                            id="teamnavn"
                            name="name"
                            label=mine.team_name
                            help=t.start_help
                            limit=text::NAME
                            required=true
                        />
                        <button class="ds-button" data-variant="secondary" type="submit">
                            {mine.start}
                        </button>
                    </form>
                </details>
            </div>
        </section>
    }
    .into_any()
}

fn invite(here: &Here, page: &UnitPage) -> AnyView {
    let t = &here.texts().unit_page;
    let just_started = here.field("ok").is_some_and(|ok| ok == "startet");
    let back = here.to_with(&format!("leder/{}", page.unit.id), &[("ok", "sendt")]);
    let teams = page.teams.iter().map(|row| {
        view! { <option value=row.team.id.to_string()>{row.team.name.clone()}</option> }
    });
    view! {
        <details class="ds-details" open=just_started>
            <summary>{t.invite}</summary>
            <form class="form" method="post" action="/api/inviter">
                {hidden([("role", "prosessleder".to_owned()), ("back", back)])}
                <div class="ds-field">
                    <label class="ds-label" for="inviter-team">
                        {t.invite_team}
                    </label>
                    <select class="ds-input" id="inviter-team" name="team">
                        {teams.collect_view()}
                    </select>
                </div>
                <Field
                    id="inviter-adresse"
                    name="address"
                    kind="email"
                    label=t.invite_address
                    limit=254
                    required=true
                />
                <button class="ds-button" data-variant="secondary" type="submit">
                    {here.texts().team.invite_one_go}
                </button>
            </form>
        </details>
    }
    .into_any()
}

/// Nobody follows a unit before that has been discussed; its leader says which day it was.
fn not_discussed(here: &Here, asker: &Asker, unit: Unit) -> Screen {
    let t = &here.texts().unit_page;
    let answer = if asker.leads(unit.id).is_ok() {
        view! {
            <p>{t.discuss_lead}</p>
            <p>{t.discuss_what}</p>
            <form class="form" method="post" action="/api/droftet">
                {hidden([("unit", unit.id.to_string())])}
                <Field
                    id="dag"
                    name="day"
                    kind="date"
                    label=t.discuss_day
                    max=asker.today.to_string()
                    required=true
                />
                <button class="ds-button" type="submit">
                    {t.discuss_go}
                </button>
            </form>
        }
        .into_any()
    } else {
        view! { <p>{t.discuss_staff}</p> }.into_any()
    };
    let title = unit.name.clone();
    let view = view! {
        <div class="stack">
            <p class="eyebrow">{unit.name}</p>
            <h1>{t.discuss_title}</h1>
            {answer}
        </div>
    };
    Screen::new(title, view).narrow()
}

/// «torsdag 14. januar», with the date for machines.
fn time(day: domain::Date, here: &Here) -> AnyView {
    view! { <time datetime=day.to_string()>{date::day(day, here.lang)}</time> }.into_any()
}
