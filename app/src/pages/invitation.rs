//! An invitation: what to, by whom, and a button to say yes. Opening it does nothing, for mail scanners open links.

use crate::{
    Fault, Here, Reply, Services,
    components::{post_button::PostButton, qr, role},
    locales::fill,
    pages::Screen,
};
use domain::{
    Refusal, TokenHash,
    people::{Role, Scope},
    store::{Failure, Invitation},
};
use leptos::prelude::*;

/// `/nb/invitasjon/{token}`
pub async fn screen(token: &str) -> Result<Screen, Fault> {
    let (here, asker) = (Here::get(), crate::asker());
    let t = &here.texts().invitation;
    let invitation = match find(token).await {
        Ok(invitation) => invitation,
        Err(Failure::Refused(refusal)) => return Ok(fallen(&here, refusal)),
        Err(failure) => return Err(failure.into()),
    };
    let answer = match asker.me {
        Some(_) => view! {
            <PostButton action="/api/ja-takk" fields=vec![("token", token.to_owned())]>
                {t.yes}
            </PostButton>
        }
        .into_any(),
        None => view! {
            <a class="ds-button" href=here.to_login()>
                {t.sign_in}
            </a>
            <p class="meta">{t.sign_in_help}</p>
        }
        .into_any(),
    };
    let by = match invitation.by.as_str() {
        "" => t.by_nobody.to_owned(),
        name => fill(t.by, &[("name", &name)]),
    };
    let held = role::name(invitation.role, here.lang);
    let view = view! {
        <div class="stack">
            <p class="eyebrow">{by}</p>
            <h1>{place(&here, &invitation)}</h1>
            <p>
                <strong>{fill(t.role, &[("role", &held.to_lowercase())])}</strong>
            </p>
            <p>{what(&here, invitation.role)}</p>
        </div>
        <div class="stack">{answer}</div>
    };
    Ok(Screen::new(t.title, view).narrow())
}

/// `/nb/invitasjon/{token}/del`: the link, to show in a room or to print.
pub async fn share(token: &str) -> Result<Screen, Fault> {
    let (here, services) = (Here::get(), Services::get());
    let t = &here.texts().invitation;
    let invitation = match find(token).await {
        Ok(invitation) => invitation,
        Err(Failure::Refused(refusal)) => return Ok(fallen(&here, refusal)),
        Err(failure) => return Err(failure.into()),
    };
    let title = fill(t.share_title, &[("place", &place(&here, &invitation))]);
    let link = format!("{}{}", services.public_url, here.to(&format!("invitasjon/{token}")));
    let serves = if invitation.role == Role::Member { t.share_many } else { t.share_one };
    let back = match invitation.scope {
        Scope::Team(team) => Some(here.to(&format!("team/{team}"))),
        Scope::Unit(_) | Scope::Owner(_) | Scope::Package => None,
    };
    let (code, shown) = (qr::svg(&link), link.clone());
    let view = view! {
        <div class="stack">
            <h1>{title.clone()}</h1>
            <p>{t.share_how}</p>
        </div>
        <div class="qr" inner_html=code></div>
        <div class="stack" data-gap="s">
            <h2>{t.share_link}</h2>
            <p>
                <a href=link>{shown}</a>
            </p>
            <p class="meta">{serves}</p>
        </div>
        <p class="meta no-print">{t.share_print}</p>
        {back
            .map(|back| {
                view! {
                    <p class="no-print">
                        <a href=back>{t.back}</a>
                    </p>
                }
            })}
    };
    Ok(Screen::new(title, view).narrow())
}

async fn find(token: &str) -> Result<Invitation, Failure> {
    let token = TokenHash(crate::hash(&[token]));
    Services::get().store.invitation(&token, crate::asker().now).await
}

fn place(here: &Here, invitation: &Invitation) -> String {
    match invitation.place.as_str() {
        "" => here.texts().invitation.package.to_owned(),
        place => place.to_owned(),
    }
}

fn what(here: &Here, role: Role) -> &'static str {
    let t = &here.texts().invitation;
    match role {
        Role::Member => t.what_member,
        Role::Facilitator => t.what_facilitator,
        Role::Leader => t.what_leader,
        Role::Owner => t.what_owner,
        Role::Partner => t.what_partner,
        Role::Editor => t.what_editor,
    }
}

/// An invitation that does not stand, in plain words.
fn fallen(here: &Here, refusal: Refusal) -> Screen {
    let t = &here.texts().invitation;
    let says = match refusal {
        Refusal::Expired => t.expired.to_owned(),
        Refusal::Used => t.used.to_owned(),
        Refusal::Missing => t.wrong.to_owned(),
        ref other => Fault::Refused(other.clone()).sentence(here.lang),
    };
    Reply::get().status(Fault::Refused(refusal).status());
    let view = view! {
        <div class="stack">
            <h1>{t.title}</h1>
            <p>{says}</p>
            <p>
                <a href=here.to("min-side")>{t.to_my_page}</a>
            </p>
        </div>
    };
    Screen::new(t.title, view).narrow()
}
