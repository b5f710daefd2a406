//! Signing in: an address, then the code that was sent there. In the demo, a list of people to be.

use crate::{
    Browser, Fault, Here, Reply, Services,
    components::{
        field::{Code, Field, SharedMachine, hidden},
        post_button::PostButton,
        role,
    },
    labels,
    locales::fill,
    pages::{Screen, fault::Sent},
};
use domain::{
    Refusal,
    people::{Person, Role},
    text,
};
use leptos::prelude::*;

/// `/nb/logg-inn`
pub async fn screen() -> Result<Screen, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), crate::asker());
    if services.demo {
        return Ok(people(&here, services.store.everyone().await?, asker.me.map(|me| me.name)));
    }
    if asker.me.is_some() {
        Reply::get().redirect(here.field("til").unwrap_or_else(|| here.to("min-side")));
    }
    let Browser { address: kept, .. } = expect_context();
    let fields = [("til", here.field("til")), ("shared", here.field("felles")), ("address", kept)];
    let fields = fields.into_iter().filter_map(|(name, value)| Some((name, value?)));
    Ok(address(&here, &Sent::new("/api/be-om-kode", fields), None, false))
}

/// Where the code is to be sent. Who has one already may write that.
fn address(here: &Here, sent: &Sent, wrong: Option<String>, has_code: bool) -> Screen {
    let t = &here.texts().sign_in;
    let last = has_code.then(|| {
        view! {
            <p>
                <a href=with(here, "logg-inn/kode", sent)>{t.last_code}</a>
            </p>
        }
    });
    let view = view! {
        <div class="stack">
            <h1>{t.title}</h1>
            <p>{t.lead}</p>
        </div>
        <form class="form" method="post" action=sent.action.clone()>
            {sent.brings("til")}
            <Field
                id="adresse"
                name="address"
                kind="email"
                label=t.address
                help=t.address_help
                limit=254
                value=sent.field("address")
                required=true
                autocomplete="email"
                error=wrong
            />
            <SharedMachine label=t.shared help=t.shared_help checked=!sent.field("shared").is_empty() />
            <button class="ds-button" type="submit">
                {t.send_code}
            </button>
        </form>
        {last}
        <p>
            {t.only_session} " " <a href=here.to("bli-med")>{t.with_code}</a>
        </p>
    };
    Screen::new(t.title, view).narrow()
}

/// The same form where the address was refused.
pub fn address_refused(fault: &Fault, sent: &Sent) -> Screen {
    let here = Here::get();
    let says = match fault {
        Fault::Invalid { .. } => here.texts().sign_in.address_wrong.to_owned(),
        Fault::Refused(Refusal::TooMany) => here.texts().sign_in.too_many.to_owned(),
        _ => fault.sentence(here.lang),
    };
    let Browser { address: sent_to, .. } = expect_context();
    let has_code = sent_to.is_some() && *fault == Fault::Refused(Refusal::TooMany);
    address(&here, sent, Some(says), has_code)
}

/// `/nb/logg-inn/kode`
pub fn code() -> Result<Screen, Fault> {
    let here = Here::get();
    let Browser { address: Some(address), .. } = expect_context() else {
        Reply::get().redirect(here.to("logg-inn"));
        return Err(Fault::MISSING);
    };
    let kept = [("shared", "felles"), ("til", "til")].map(|(name, at)| Some((name, here.field(at)?)));
    let fields = kept.into_iter().flatten().chain([("address", address)]);
    Ok(code_form(&here, &Sent::new("/api/logg-inn", fields), None))
}

/// The same form where the code was refused.
pub fn code_refused(fault: &Fault, sent: &Sent) -> Screen {
    let here = Here::get();
    let says = labels::sentence(fault, &sent.action, here.lang);
    match fault {
        Fault::Refused(Refusal::Void | Refusal::Expired) => code_void(&here, sent, says),
        _ => code_form(&here, sent, Some(says)),
    }
}

/// Where no code that stands can be typed any more, the way on is a new one.
fn code_void(here: &Here, sent: &Sent, says: String) -> Screen {
    let t = &here.texts().sign_in;
    let brought = ["address", "shared", "til"].map(|name| (name, sent.field(name)));
    let brought = brought.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let view = view! {
        <h1>{t.code_title}</h1>
        <div class="ds-alert" data-color="danger" role="alert">
            <p>{says}</p>
        </div>
        <PostButton action="/api/be-om-kode" fields=brought>
            {t.new_code}
        </PostButton>
    };
    Screen::new(t.code_title, view).narrow()
}

/// A screen of the way in, with what the person has said so far.
fn with(here: &Here, screen: &str, sent: &Sent) -> String {
    let said = [("felles", sent.field("shared")), ("til", sent.field("til"))];
    let said: Vec<(&str, &str)> = said
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    here.to_with(screen, &said)
}

fn code_form(here: &Here, sent: &Sent, wrong: Option<String>) -> Screen {
    let t = &here.texts().sign_in;
    let again = with(here, "logg-inn", sent);
    let about = fill(t.code_sent, &[("address", &sent.field("address"))]);
    let view = view! {
        <div class="stack">
            <h1>{t.code_title}</h1>
            <p>{about}</p>
        </div>
        <form class="form" method="post" action=sent.action.clone()>
            {["address", "shared", "til"].map(|name| sent.brings(name))}
            <Field
                id="kode"
                name="code"
                label=t.code
                help=t.code_help
                limit=9
                required=true
                autocomplete="one-time-code"
                error=wrong
                code=Some(Code::Digits)
                autofocus=true
            />
            <button class="ds-button" type="submit">
                {t.go}
            </button>
        </form>
        <p>
            {t.not_come} " " <a href=again>{t.new_code}</a>
        </p>
    };
    Screen::new(t.code_title, view).narrow()
}

/// `/nb/min-side/navn`: who is new says their name before anything else.
pub fn name() -> Result<Screen, Fault> {
    let here = Here::get();
    let t = &here.texts().sign_in;
    let me = crate::asker().me.ok_or(Fault::SIGNED_OUT)?;
    let til = here.field("til").unwrap_or_else(|| here.to("min-side"));
    let view = view! {
        <div class="stack">
            <h1>{t.name_title}</h1>
            <p>{t.name_lead}</p>
        </div>
        <form class="form" method="post" action="/api/navn">
            {hidden([("til", til)])}
            <Field
                id="navn"
                name="name"
                label=t.name
                limit=text::NAME
                value=me.name
                required=true
                autocomplete="name"
            />
            <button class="ds-button" type="submit">
                {t.name_save}
            </button>
        </form>
    };
    Ok(Screen::new(t.name_title, view).narrow())
}

/// The demo's people, those who lead sessions first.
fn people(here: &Here, mut all: Vec<(Person, Vec<(Role, String)>)>, now: Option<String>) -> Screen {
    let t = &here.texts().sign_in;
    let lang = here.lang;
    all.sort_by_cached_key(|(person, roles)| {
        (roles.iter().map(|(role, _)| turn(*role)).min().unwrap_or(u8::MAX), person.name.to_lowercase())
    });
    let til = here.field("til");
    let line = |(person, roles): (Person, Vec<(Role, String)>)| {
        let held = roles.into_iter().map(|(held, place)| match place.as_str() {
            "" => role::name(held, lang).to_owned(),
            place => format!("{}, {place}", role::name(held, lang)),
        });
        let mut fields = vec![("person", person.id.to_string())];
        fields.extend(til.clone().map(|til| ("til", til)));
        let who = fill(t.as_who, &[("name", &person.name)]);
        view! {
            <li class="row" data-nowrap="true">
                <span>
                    <strong>{person.name}</strong>
                    <br />
                    <span class="meta">{held.collect::<Vec<_>>().join(" · ")}</span>
                </span>
                <PostButton action="/api/logg-inn-som" fields variant="secondary">
                    {t.as_go}
                    <span class="ds-sr-only">{format!(" {who}")}</span>
                </PostButton>
            </li>
        }
    };
    let view = view! {
        <div class="stack">
            <h1>{t.as_title}</h1>
            <p>{t.as_lead}</p>
            {now.map(|name| view! { <p class="meta">{fill(t.as_now, &[("name", &name)])}</p> })}
        </div>
        <ul class="lines">{all.into_iter().map(line).collect_view()}</ul>
    };
    Screen::new(t.as_title, view).narrow()
}

/// Where somebody with a role stands in the list.
const fn turn(role: Role) -> u8 {
    match role {
        Role::Facilitator => 0,
        Role::Leader => 1,
        Role::Owner => 2,
        Role::Member => 3,
        Role::Partner => 4,
        Role::Editor => 5,
    }
}
