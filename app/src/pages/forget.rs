//! Being forgotten: what goes, what stays, and a button for one who is sure.

use crate::{Fault, Here, Services, locales::fill, pages::Screen};
use domain::Team;
use leptos::prelude::*;

/// `/nb/min-side/slett`
pub async fn screen() -> Result<Screen, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), crate::asker());
    let t = &here.texts().forget;
    let me = asker.person()?;
    let mut left = Vec::new();
    for card in services.store.my_teams(&asker).await?.into_iter().filter(|card| card.facilitates) {
        let page = services.store.team_page(&asker, card.team.id).await?;
        left.extend(page.is_left_without(me).then_some(page.team));
    }
    let view = view! {
        <div class="stack">
            <h1>{t.title}</h1>
            <p>{t.lead}</p>
            <p>{t.stays}</p>
            <p>
                {t.takeout_first} " "
                <a href=here.to("min-side/data.json") download="">
                    {here.texts().my_page.takeout}
                </a>
            </p>
        </div>
        {warning(&here, &left)}
        <form class="form" method="post" action="/api/slett-meg">
            <div class="ds-field">
                <input class="ds-input" type="checkbox" id="sikker" name="sure" value="ja" required />
                <label class="ds-label" for="sikker">
                    {t.sure}
                </label>
            </div>
            <div class="row">
                <button class="ds-button" data-color="danger" type="submit">
                    {t.go}
                </button>
                <a class="ds-button" data-variant="tertiary" href=here.to("min-side")>
                    {t.cancel}
                </a>
            </div>
        </form>
    };
    Ok(Screen::new(t.title, view).narrow())
}

/// The teams that are left without a facilitator, and how to hand over. Nobody is kept from leaving.
fn warning(here: &Here, left: &[Team]) -> Option<AnyView> {
    let t = &here.texts().forget;
    let names = left.iter().map(|team| team.name.as_str()).collect::<Vec<_>>().join(", ");
    let doors = left.iter().map(|team| {
        view! {
            <li>
                <a href=here.to(&format!("team/{}#inviter", team.id))>{team.name.clone()}</a>
            </li>
        }
    });
    let warning = view! {
        <div class="ds-alert" data-color="warning">
            <p>{fill(t.alone, &[("teams", &names)])}</p>
            <p>{t.alone_how}</p>
            <ul>{doors.collect_view()}</ul>
        </div>
    };
    (!left.is_empty()).then(|| warning.into_any())
}

/// `/nb/slettet`
pub fn done() -> Result<Screen, Fault> {
    let here = Here::get();
    let t = &here.texts().forget;
    let view = view! {
        <div class="stack">
            <h1>{t.done_title}</h1>
            <p>{t.done}</p>
            <p>
                <a href=here.to("")>{here.texts().fault.home}</a>
            </p>
        </div>
    };
    Ok(Screen::new(t.done_title, view).narrow())
}
