//! A session: its participants' screen, and that of one who leads.

use crate::{
    Fault, Here, Services,
    components::qr,
    islands::session::{Around, LiveSession},
    pages::Screen,
};
use domain::{
    Refusal, SessionId,
    package::{Html, Shares},
    view::Script,
};
use leptos::prelude::*;

/// `/nb/okt/{id}`
pub async fn screen(id: &str) -> Result<Screen, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), crate::asker());
    let browser: crate::Browser = expect_context();
    let id: SessionId = id.parse().map_err(|_| Refusal::Missing)?;
    let record = services.store.record(id).await?.ok_or(Refusal::Missing)?;
    let viewer = match record.viewer(&asker) {
        Ok(viewer) => viewer,
        // Somebody who has not joined is shown the door for joining, not a wall; the team gets its code with it.
        Err(refusal @ (Refusal::SignedOut | Refusal::Forbidden)) => {
            let in_team = asker.in_team(record.session.team).is_ok();
            if in_team && record.session.is_closed() {
                let page = if record.may_catch_up(&asker).is_ok() { "ta-igjen" } else { "referat" };
                crate::Reply::get().redirect(here.to(&format!("okt/{id}/{page}")));
                return Err(refusal.into());
            }
            let code = if in_team { format!("?kode={}", record.session.code) } else { String::new() };
            crate::Reply::get().redirect(here.to("bli-med") + &code);
            return Err(refusal.into());
        }
        Err(refusal) => return Err(refusal.into()),
    };
    let plan = services.store.words(id).await?.ok_or(Refusal::Missing)?;
    let has_private = plan.steps.iter().flat_map(|step| &step.prompts).any(|p| p.shares == Shares::Nowhere);
    let notes = if has_private { services.notes.notes(&asker).await? } else { Vec::new() };
    let join = format!("{}/b/{}", services.public_url, record.session.code);
    let around = Around {
        page: here.to(&format!("okt/{id}")),
        team_page: asker
            .in_team(record.session.team)
            .ok()
            .map(|team| here.to(&format!("team/{}", team.team()))),
        sign_in: here.to_with("logg-inn", &[("til", &here.to("min-side"))]),
        minutes: record.reads(&asker).is_ok().then(|| here.to(&format!("okt/{id}/referat"))),
        team: record.team.name.clone(),
        lifts: record.team.unit.is_some(),
        qr: Html(qr::svg(&join)),
        join: typed_address(&services.public_url),
        screen: format!("{}/skjerm", services.public_url),
        notes,
        looking: here.field("steg").and_then(|place| place.parse().ok()),
        shared_device: asker.me.as_ref().map_or(browser.shared, |me| me.shared_device),
    };
    let script = Script::of(&plan, here.lang);
    let title = script.title.clone();
    let view = record.view(viewer, asker.now);
    Ok(Screen::new(title, view! { <LiveSession lang=here.lang script view around /> }).live().bare())
}

/// What people type before the code: a browser adds the scheme by itself.
pub(super) fn typed_address(public_url: &str) -> String {
    format!("{}/b", public_url.split_once("://").map_or(public_url, |(_, host)| host))
}
