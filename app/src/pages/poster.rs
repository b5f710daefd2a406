//! A sheet for the wall of the staff room: the agreement's sentence, and a code that anyone before it can tell by.

use crate::{
    Fault, Here, Services,
    components::{agreement::Sentence, date, qr},
    locales::fill,
    pages::Screen,
};
use domain::{
    AgreementId, Refusal,
    link::{Bearer, ReportLink},
};
use leptos::prelude::*;

/// `/nb/avtale/{id}/oppslag`, for those in the team.
pub async fn screen(id: &str) -> Result<Screen, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), crate::asker());
    let id: AgreementId = id.parse().map_err(|_| Fault::MISSING)?;
    let (team, followed) = services.store.followed(&asker, id).await?;
    let agreement = &followed.agreement;
    asker.in_team(team.id)?;
    if !agreement.is_open() {
        return Err(Refusal::Decided.into());
    }
    let t = &here.texts().poster;
    let until = ReportLink::to(agreement, Bearer::Wall).until;
    if until < asker.today {
        return Err(Refusal::Expired.into());
    }
    let address = services.report_address(agreement, Bearer::Wall, here.lang);
    let until = fill(t.until, &[("day", &date::day(until, here.lang))]);
    let view = view! {
        <p class="no-print">{t.how}</p>
        <article class="poster">
            <p class="eyebrow">{team.name}</p>
            <h1>{t.title}</h1>
            <Sentence lang=here.lang terms=agreement.terms.clone() />
            <div class="poster-code">
                <div class="qr" inner_html=qr::svg(&address)></div>
                <div class="stack">
                    <p class="lead">
                        <strong>{t.point}</strong>
                    </p>
                    <p>{t.no_login}</p>
                    <p class="meta">{until}</p>
                </div>
            </div>
        </article>
        <p class="no-print">
            <a href=here.to(&format!("avtale/{id}"))>{t.back}</a>
        </p>
    };
    Ok(Screen::new(t.print, view).narrow())
}
