//! Telling how it went by a link: the agreement's sentence, three large buttons, and nothing else of anybody's. Opening
//! it changes nothing, for mail scanners open links.

use crate::{
    Fault, Here, Reply, Services,
    components::{agreement::Sentence, field::hidden, fresh_id, icon::Icon},
    locales::fill,
    pages::{Screen, fault::Sent},
};
use domain::{
    Refusal, Team,
    agreement::Followed,
    link::{Bearer, ReportLink},
    store::Failure,
    text,
};
use leptos::prelude::*;

/// `/e/{token}`
pub async fn screen(token: &str) -> Result<Screen, Fault> {
    match find(token).await {
        Ok((link, team, followed)) => Ok(tell(token, link, &team, &followed)),
        Err(Failure::Refused(refusal)) => Ok(fallen(&refusal, None)),
        Err(failure) => Err(failure.into()),
    }
}

/// `/e/{token}/takk`: that it is saved, and what happens next.
pub fn thanks(token: &str) -> Result<Screen, Fault> {
    let here = Here::get();
    let t = &here.texts().tell;
    if Services::get().report_link(token).is_none() {
        return Ok(fallen(&Refusal::Missing, None));
    }
    let again = format!("/e/{token}");
    let view = view! {
        <div class="stack">
            <h1>{t.thanks}</h1>
            <p>{t.thanks_next}</p>
            <p>{t.thanks_lifted}</p>
            <p>
                <a href=again>{t.more}</a>
            </p>
            <p class="meta">{t.close}</p>
        </div>
    };
    Ok(around(t.thanks, view))
}

/// A report that was refused. What was typed is kept where it is the words that were refused; where the link itself no
/// longer holds, the words are shown, to be told elsewhere.
pub(super) fn refused(refusal: &Refusal, sent: &Sent) -> Screen {
    let words = [sent.field("seen"), sent.field("obstacle")];
    let words: Vec<String> = words.into_iter().filter(|text| !text.trim().is_empty()).collect();
    fallen(refusal, (!words.is_empty()).then(|| words.join("\n\n")))
}

/// Whether a refusal is about the link itself, and not about what was typed.
pub(super) const fn is_of_the_link(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::Missing
            | Refusal::Expired
            | Refusal::Forbidden
            | Refusal::SignedOut
            | Refusal::Decided
            | Refusal::TooMany
    )
}

async fn find(token: &str) -> Result<(ReportLink, Team, Followed), Failure> {
    let (services, asker) = (Services::get(), crate::asker());
    let link = services.report_link(token).ok_or(Refusal::Missing)?;
    let (team, followed) = services.store.by_link(&link, asker.now, asker.today).await?;
    Ok((link, team, followed))
}

fn tell(token: &str, link: ReportLink, team: &Team, followed: &Followed) -> Screen {
    let here = Here::get();
    let (t, report) = (&here.texts().tell, &here.texts().report);
    let press = |word: &'static str, icon: &'static str, label: &'static str| {
        view! {
            <button class="choice" type="submit" name="outcome" value=word>
                <Icon name=icon />
                {label}
            </button>
        }
    };
    let brought = [
        ("token", token.to_owned()),
        ("id", fresh_id().to_string()),
        ("obstacle_id", fresh_id().to_string()),
    ];
    let whose = match link.bearer {
        Bearer::Person(_) => t.whose_person,
        Bearer::Wall => t.whose_wall,
    };
    let lift = team.unit.is_some().then(|| {
        view! {
            <details class="ds-details">
                <summary>{report.lift}</summary>
                <div class="ds-field">
                    <label class="ds-label" for="loft">
                        {report.lift_what}
                    </label>
                    <p data-field="description" id="loft-hjelp">
                        {report.lift_help}
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
    });
    let say = if team.unit.is_some() { t.say_or_lift } else { t.say };
    let view = view! {
        <h1>{report.how}</h1>
        <Sentence lang=here.lang terms=followed.agreement.terms.clone() />
        <form class="form" method="post" action="/api/fortell-med-lenke">
            {hidden(brought)}
            <details class="ds-details">
                <summary>{say}</summary>
                <div class="form">
                    <div class="ds-field">
                        <label class="ds-label" for="sett">
                            {report.seen}
                        </label>
                        <p data-field="description" id="taushet">
                            {t.no_child}
                        </p>
                        // An area and no line, so that no Enter key presses the first button.
                        <textarea
                            class="ds-input"
                            id="sett"
                            name="seen"
                            rows="2"
                            maxlength=text::LINE.to_string()
                            aria-describedby="taushet"
                        ></textarea>
                    </div>
                    {lift}
                </div>
            </details>
            <fieldset class="ds-fieldset">
                <legend class="ds-label">{t.press}</legend>
                <div class="choices">
                    {press("gjort", "gjort", report.done)} {press("delvis", "delvis", report.partly)}
                    {press("ikke", "ikke-enna", report.not_yet)}
                </div>
            </fieldset>
            <p class="audience">
                <Icon name="personer" />
                {whose}
            </p>
        </form>
    };
    around(report.how, view)
}

/// A link that opens nothing, in plain words, and where one tells instead.
fn fallen(refusal: &Refusal, words: Option<String>) -> Screen {
    let here = Here::get();
    let t = &here.texts().tell;
    let says = match refusal {
        Refusal::Missing => t.broken.to_owned(),
        Refusal::Expired => fill(t.expired, &[("n", &domain::link::WEEKS)]),
        Refusal::Forbidden | Refusal::SignedOut => t.not_in_team.to_owned(),
        Refusal::Decided => t.decided.to_owned(),
        Refusal::TooMany => t.too_many.to_owned(),
        other => Fault::Refused(other.clone()).sentence(here.lang),
    };
    // Whose link it was is nobody's to see, so nothing here says that one is to sign in first.
    let status = match refusal {
        Refusal::SignedOut => Fault::Refused(Refusal::Forbidden).status(),
        other => Fault::Refused(other.clone()).status(),
    };
    Reply::get().status(status);
    let words = words.map(|words| {
        view! {
            <section class="stack">
                <h2>{here.texts().fault.your_text}</h2>
                <blockquote class="typed">{words}</blockquote>
            </section>
        }
    });
    let view = view! {
        <div class="stack">
            <h1>{t.fallen}</h1>
            <p>{says}</p>
            <p>
                <a class="ds-button" href=here.to("min-side")>
                    {here.texts().invitation.to_my_page}
                </a>
            </p>
        </div>
        {words}
    };
    around(t.fallen, view)
}

/// A link's screens have no menu: who opens one is signed in nowhere, and came for one thing.
pub(super) fn around(title: &'static str, body: impl IntoView + 'static) -> Screen {
    let here = Here::get();
    let t = &here.texts().frame;
    let view = view! {
        <header class="head">
            <a class="brand" href=here.to("")>
                <Icon name="logo" />
                {t.product}
            </a>
        </header>
        <main id="innhold" class="page narrow">
            {body.into_view()}
        </main>
        <footer class="foot">
            <nav aria-label=t.about>
                <a href=here.to("personvern")>{t.privacy}</a>
                <a href=here.to("tilgjengelighet")>{t.accessibility}</a>
            </nav>
        </footer>
    };
    Screen::new(title, view).bare()
}
