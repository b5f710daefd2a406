//! An agreement: how it went, told in under a minute with one hand, and what has come of it.

use crate::{
    Fault, Here, Services,
    components::{
        agreement::Sentence,
        field::{Field, hidden},
        followed, fresh_id,
        icon::Icon,
        post_button::PostButton,
    },
    pages::Screen,
};
use domain::{
    AgreementId, Asker, Team,
    agreement::{Followed, Standing},
    text,
};
use leptos::prelude::*;

/// `/nb/avtale/{id}`
pub async fn screen(id: &str) -> Result<Screen, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), crate::asker());
    let id: AgreementId = id.parse().map_err(|_| Fault::MISSING)?;
    let (team, followed) = services.store.followed(&asker, id).await?;
    let t = &here.texts().agreement_page;
    let decided = !followed.agreement.is_open();
    let tells = !decided && followed.agreement.teller(&asker, None).is_ok();
    let title = if tells { t.title } else { t.decided_title };
    let standing = (followed.standing(asker.today) != Standing::Trying)
        .then(|| followed::standing(&followed, asker.today, here.lang));
    let told = !followed.reports.is_empty();
    let view = view! {
        <div class="stack">
            <p class="eyebrow">{team_door(&here, &asker, &team)}</p>
            <h1>{title}</h1>
            <Sentence lang=here.lang terms=followed.agreement.terms.clone() />
            {standing.map(|says| view! { <p class="meta">{says}</p> })}
        </div>
        {(tells && !told).then(|| tell(&here, &team, id))}
        {(!decided).then(|| calendar(&here, id))}
        {so_far(&here, &followed)}
        {(told && !decided).then(|| decide(&here, &asker, &followed))}
        {(tells && told)
            .then(|| {
                view! {
                    <details class="ds-details">
                        <summary>{here.texts().session.tell_more}</summary>
                        {tell(&here, &team, id)}
                    </details>
                }
            })}
    };
    Ok(Screen::new(title, view).narrow())
}

/// The day of following up, for a calendar.
fn calendar(here: &Here, id: AgreementId) -> AnyView {
    view! {
        <p class="no-print">
            <a href=here.to(&format!("avtale/{id}/kalender.ics")) download="">
                {here.texts().calendar.add}
            </a>
        </p>
    }
    .into_any()
}

/// The team's name: a door for those who take part in it.
fn team_door(here: &Here, asker: &Asker, team: &Team) -> AnyView {
    let name = team.name.clone();
    if asker.in_team(team.id).is_err() {
        return name.into_any();
    }
    view! { <a href=here.to(&format!("team/{}", team.id))>{name}</a> }.into_any()
}

/// Gjort, delvis, ikke ennå; one line; and what stands in the way.
fn tell(here: &Here, team: &Team, id: AgreementId) -> AnyView {
    let (t, about) = (&here.texts().report, &here.texts().agreement_page);
    let choice = |word: &'static str, icon: &'static str, label: &'static str| {
        view! {
            <label class="choice">
                <input type="radio" name="outcome" value=word required />
                <Icon name=icon />
                {label}
            </label>
        }
    };
    let back = here.to_with(&format!("team/{}", team.id), &[("ok", "fortalt")]);
    let brought = [
        ("id", fresh_id().to_string()),
        ("obstacle_id", fresh_id().to_string()),
        ("agreement", id.to_string()),
        ("back", back),
    ];
    let lift = if team.unit.is_some() {
        view! {
            <details class="ds-details">
                <summary>{t.lift}</summary>
                <div class="ds-field">
                    <label class="ds-label" for="loft">
                        {t.lift_what}
                    </label>
                    <p data-field="description" id="loft-hjelp">
                        {t.lift_help}
                    </p>
                    <textarea
                        class="ds-input"
                        id="loft"
                        name="obstacle"
                        rows="3"
                        maxlength=text::LONG.to_string()
                        aria-describedby="loft-hjelp"
                    ></textarea>
                </div>
            </details>
        }
        .into_any()
    } else {
        view! { <p class="meta">{about.no_leader}</p> }.into_any()
    };
    view! {
        <form class="form" method="post" action="/api/fortell">
            {hidden(brought)}
            <fieldset class="ds-fieldset">
                <legend class="ds-sr-only">{t.how}</legend>
                <div class="choices">
                    {choice("gjort", "gjort", t.done)} {choice("delvis", "delvis", t.partly)}
                    {choice("ikke", "ikke-enna", t.not_yet)}
                </div>
            </fieldset>
            <Field id="sett" name="seen" label=t.seen limit=text::LINE />
            {lift}
            <button class="ds-button" data-size="lg" data-fullwidth="true" type="submit">
                {t.send}
            </button>
            <p class="audience">
                <Icon name="personer" />
                {about.who_sees}
            </p>
        </form>
    }
    .into_any()
}

/// The reports, the obstacles and the decision, and the agreement that this one came from.
fn so_far(here: &Here, followed: &Followed) -> Option<AnyView> {
    let t = &here.texts().agreement_page;
    let history = followed::history(followed, here.lang);
    let parent = followed.agreement.parent.map(|parent| {
        view! {
            <p>
                {t.adjusted_from} ". " <a href=here.to(&format!("avtale/{parent}"))>{t.see_earlier}</a>
            </p>
        }
    });
    let decided = !followed.agreement.is_open();
    let nothing = followed.reports.is_empty() && followed.obstacles.is_empty() && !decided;
    if nothing && parent.is_none() {
        return None;
    }
    let shown = view! {
        <section class="section" aria-labelledby="hittil">
            <h2 id="hittil">{t.so_far}</h2>
            {history}
            {parent}
        </section>
    };
    Some(shown.into_any())
}

/// Videreføre or avslutte; an adjustment is written together, in the next session.
fn decide(here: &Here, asker: &Asker, followed: &Followed) -> AnyView {
    let (t, about) = (&here.texts().decide, &here.texts().agreement_page);
    let agreement = &followed.agreement;
    if asker.facilitates(agreement.team).is_err() {
        return view! { <p>{about.facilitator_decides}</p> }.into_any();
    }
    let fields =
        |verdict: &str| vec![("agreement", agreement.id.to_string()), ("verdict", verdict.to_owned())];
    view! {
        <section class="section" aria-labelledby="bestem">
            <h2 id="bestem">{t.what_now}</h2>
            <p>{about.decide_help}</p>
            <div class="row">
                <PostButton action="/api/bestem" fields=fields("viderefore") variant="secondary">
                    {t.keep}
                </PostButton>
                <PostButton action="/api/bestem" fields=fields("avslutte") variant="secondary">
                    {t.drop}
                </PostButton>
            </div>
        </section>
    }
    .into_any()
}
