//! What is sent to a person, shown to that person: the week's digest as it would be written now, the calendar's address
//! the one time that it is known, and the way to get no more mail.

use crate::{
    Fault, Here, Reply, Services,
    pages::{Screen, tell::around},
};
use domain::{Refusal, TokenHash, outside::Letter, reminder::Digest};
use leptos::prelude::*;

/// `/nb/min-side/e-post`: the digest as it would be sent at this moment.
pub async fn preview() -> Result<Screen, Fault> {
    let here = Here::get();
    let t = &here.texts().letters;
    let letter = match letter().await? {
        None => view! { <p>{t.preview_none}</p> }.into_any(),
        Some(letter) => view! {
            <p>
                <a href=here.to("min-side/e-post.html")>{t.preview_html}</a>
            </p>
            <h2>{letter.subject}</h2>
            <pre class="source">{letter.text}</pre>
        }
        .into_any(),
    };
    let view = view! {
        <div class="stack">
            <h1>{t.preview_title}</h1>
            <p>{t.reminders_about}</p>
            {Services::get().demo.then(|| view! { <p>{t.demo}</p> })}
        </div>
        {letter}
        <p>
            <a href=here.to("min-side") >{t.back}</a>
        </p>
    };
    Ok(Screen::new(t.preview_title, view).narrow())
}

/// `/nb/min-side/e-post.html`: the same letter as a mail reader shows it.
///
/// # Errors
/// [`Fault::MISSING`] where there is none this week, signed out, or what the store says.
pub async fn html() -> Result<String, Fault> {
    letter().await?.map(|letter| letter.html).ok_or(Fault::MISSING)
}

/// The asker's digest, in the language of the page.
async fn letter() -> Result<Option<Letter>, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), crate::asker());
    let me = asker.me.clone().ok_or(Fault::SIGNED_OUT)?;
    let (matters, last) = services.store.matters(&asker).await?;
    let digest = Digest::of(matters, asker.now, asker.today, last);
    Ok(digest.map(|digest| services.digest((me.id, &me.name), &digest, here.lang)))
}

/// `/nb/min-side/kalender/{token}`: the address of one's calendar, shown when it is made and never again.
pub async fn calendar(token: &str) -> Result<Screen, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), crate::asker());
    let me = asker.person()?;
    let feed = services.store.feed(&TokenHash(crate::hash(&[token])), asker.now, asker.today).await?;
    if feed.person != me {
        return Err(Refusal::Missing.into());
    }
    let t = &here.texts().letters;
    let address = format!("{}/kalender/{token}.ics", services.public_url);
    let (_, rest) = address.split_once("://").unwrap_or_default();
    let subscribe = format!("webcal://{rest}");
    let view = view! {
        <div class="stack">
            <h1>{t.calendar_title}</h1>
            <p>{t.calendar_how}</p>
            <p>
                <a class="ds-button" href=subscribe>
                    {t.calendar_open}
                </a>
            </p>
        </div>
        <div class="stack" data-gap="s">
            <h2>{t.calendar_address}</h2>
            <pre class="source">{address}</pre>
            <p>{t.calendar_once}</p>
            <p>{t.calendar_who}</p>
        </div>
        <p>
            <a href=here.to("min-side")>{t.back}</a>
        </p>
    };
    Ok(Screen::new(t.calendar_title, view).narrow())
}

/// `/av/{token}`: a button that turns reminders off. Opening it does nothing, for mail scanners open links.
pub fn stop(token: &str) -> Result<Screen, Fault> {
    if Services::get().stop_link(token).is_none() {
        return Ok(broken());
    }
    let here = Here::get();
    let t = &here.texts().letters;
    let to = format!("/av/{token}");
    let view = view! {
        <div class="stack">
            <h1>{t.stop_title}</h1>
            <p>{t.stop_about}</p>
            <form method="post" action=to>
                <button class="ds-button" data-size="lg" type="submit">
                    {t.stop}
                </button>
            </form>
        </div>
    };
    Ok(around(t.stop_title, view))
}

/// What is answered to a link that we did not make.
pub fn broken() -> Screen {
    let here = Here::get();
    Reply::get().status(Fault::MISSING.status());
    let (t, heading) = (&here.texts().letters, here.texts().tell.fallen);
    let view = view! {
        <div class="stack">
            <h1>{heading}</h1>
            <p>{t.stop_broken}</p>
            <p>
                <a href=here.to("min-side")>{here.texts().invitation.to_my_page}</a>
            </p>
        </div>
    };
    around(heading, view)
}

/// What is answered once reminders are off.
pub fn stopped() -> Screen {
    let here = Here::get();
    let t = &here.texts().letters;
    let view = view! {
        <div class="stack">
            <h1>{t.stopped}</h1>
            <p>{t.stopped_about}</p>
            <p>
                <a href=here.to("min-side")>{here.texts().invitation.to_my_page}</a>
            </p>
        </div>
    };
    around(t.stopped, view)
}
