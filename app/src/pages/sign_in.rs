//! Signing in: an address, then the code that was sent there. In the demo, a list of people to be.

use crate::{
    Fault, Here, Reply, Services,
    components::{
        field::{Field, hidden},
        post_button::PostButton,
        role,
    },
    locales::fill,
    pages::Screen,
};
use domain::{
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
    Ok(address(&here))
}

/// Where the code is to be sent.
fn address(here: &Here) -> Screen {
    let t = &here.texts().sign_in;
    let wrong = here.field("feil").map(|_| t.address_wrong.to_owned());
    let shared = here.field("felles").is_some();
    let view = view! {
        <div class="stack">
            <h1>{t.title}</h1>
            <p>{t.lead}</p>
        </div>
        <form class="form" method="post" action="/api/be-om-kode">
            {hidden(here.field("til").map(|til| ("til", til)))}
            <Field
                id="adresse"
                name="address"
                kind="email"
                label=t.address
                help=t.address_help
                limit=254
                value=here.field("adresse").unwrap_or_default()
                required=true
                autocomplete="email"
                error=wrong
            />
            <div class="ds-field">
                <input
                    class="ds-input"
                    type="checkbox"
                    id="felles"
                    name="shared"
                    value="ja"
                    checked=shared
                    aria-describedby="felles-hjelp"
                />
                <label class="ds-label" for="felles">
                    {t.shared}
                </label>
                <p data-field="description" id="felles-hjelp">
                    {t.shared_help}
                </p>
            </div>
            <button class="ds-button" type="submit">
                {t.send_code}
            </button>
        </form>
        <p>
            {t.only_session} " " <a href=here.to("bli-med")>{t.with_code}</a>
        </p>
    };
    Screen::new(t.title, view).narrow()
}

/// `/nb/logg-inn/kode`
pub fn code() -> Result<Screen, Fault> {
    let here = Here::get();
    let t = &here.texts().sign_in;
    let address = here.field("adresse").ok_or(Fault::MISSING)?;
    let wrong = here.field("feil").map(|left| fill(here.texts().fault.wrong_code, &[("left", &left)]));
    let (is_wrong, about) =
        (wrong.is_some(), if wrong.is_some() { "kode-hjelp kode-feil" } else { "kode-hjelp" });
    let kept = ["felles", "til"].map(|name| here.field(name));
    let [shared, til] = kept;
    let again: Vec<(&str, &str)> =
        [("adresse", Some(address.as_str())), ("felles", shared.as_deref()), ("til", til.as_deref())]
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .collect();
    let again = here.to_with("logg-inn", &again);
    let sent = fill(t.code_sent, &[("address", &address)]);
    let brought = [("address", Some(address)), ("shared", shared), ("til", til)];
    let view = view! {
        <div class="stack">
            <h1>{t.code_title}</h1>
            <p>{sent}</p>
        </div>
        <form class="form" method="post" action="/api/logg-inn">
            {hidden(brought.into_iter().filter_map(|(name, value)| Some((name, value?))))}
            <div class="ds-field">
                <label class="ds-label" for="kode">
                    {t.code}
                </label>
                <p data-field="description" id="kode-hjelp">
                    {t.code_help}
                </p>
                <input
                    class="ds-input code"
                    id="kode"
                    name="code"
                    required
                    inputmode="numeric"
                    pattern="[0-9 ]{6,9}"
                    maxlength="9"
                    autocomplete="one-time-code"
                    autofocus
                    aria-describedby=about
                    aria-invalid=is_wrong.then_some("true")
                />
                {wrong
                    .map(|wrong| {
                        view! {
                            <p class="ds-validation-message" id="kode-feil">
                                {wrong}
                            </p>
                        }
                    })}
            </div>
            <button class="ds-button" type="submit">
                {t.go}
            </button>
        </form>
        <p>
            {t.not_come} " " <a href=again>{t.new_code}</a>
        </p>
    };
    Ok(Screen::new(t.code_title, view).narrow())
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
