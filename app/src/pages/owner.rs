//! An owner's page in its simplest form: units, their leaders, and how both come to be.

use crate::{
    Fault, Here, Reply, Services,
    components::{
        empty::Empty,
        field::{Field, hidden},
        fresh_id,
        notice::notice,
        unit_kind,
        which::Which,
    },
    locales::fill,
    pages::Screen,
};
use domain::{
    OwnerId,
    people::{Role, Scope, Unit, UnitKind},
    text,
};
use leptos::prelude::*;

/// `/nb/eier`
pub async fn screen() -> Result<Screen, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), crate::asker());
    asker.person()?;
    let t = &here.texts().owner_page;
    let mut owners = Vec::new();
    for held in asker.current().filter(|held| held.role == Role::Owner) {
        if let Scope::Owner(owner) = held.scope {
            owners.push(services.store.owner_page(&asker, owner).await?.owner);
        }
    }
    if let [only] = owners.as_slice() {
        Reply::get().redirect(here.to(&format!("eier/{}", only.id)));
    }
    let places = owners.into_iter().map(|owner| (here.to(&format!("eier/{}", owner.id)), owner.name));
    let view = view! { <Which title=t.title none=t.none which=t.which places=places.collect() /> };
    Ok(Screen::new(t.title, view).narrow())
}

/// `/nb/eier/{owner}`
pub async fn owner(id: &str) -> Result<Screen, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), crate::asker());
    let id: OwnerId = id.parse().map_err(|_| Fault::MISSING)?;
    let page = services.store.owner_page(&asker, id).await?;
    let t = &here.texts().owner_page;
    let none = page.units.is_empty();
    let lines: Vec<AnyView> = page
        .units
        .into_iter()
        .map(|(unit, leaders)| unit_line(&here, &page.owner.id, unit, leaders))
        .collect();
    let title = page.owner.name;
    let view = view! {
        <div class="stack">
            <p class="eyebrow">{t.title}</p>
            <h1>{title.clone()}</h1>
            {notice(&here)}
        </div>
        <section class="section" aria-labelledby="enheter">
            <h2 id="enheter">{t.units}</h2>
            {if none {
                view! { <Empty icon="arena" says=t.no_units /> }.into_any()
            } else {
                view! { <ul class="lines">{lines}</ul> }.into_any()
            }}
        </section>
        {add_unit(&here, id)}
    };
    Ok(Screen::new(title, view).narrow())
}

fn unit_line(here: &Here, owner: &OwnerId, unit: Unit, leaders: Vec<String>) -> AnyView {
    let t = &here.texts().owner_page;
    let led = leaders.iter().filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>();
    let led = if led.is_empty() {
        view! { <span class="meta">{t.no_leader}</span> }.into_any()
    } else {
        view! { <span class="meta">{fill(t.led_by, &[("names", &led.join(", "))])}</span> }.into_any()
    };
    let back = here.to_with(&format!("eier/{owner}"), &[("ok", "sendt")]);
    let brought = [("role", "leder".to_owned()), ("unit", unit.id.to_string()), ("back", back)];
    let which = format!(": {}", unit.name);
    view! {
        <li class="stack" data-gap="s">
            <h3>{unit.name}</h3>
            <p>
                <span class="meta">{format!("{} · ", unit_kind::name(unit.kind, here.lang))}</span>
                {led}
            </p>
            <details class="ds-details">
                <summary>
                    {t.invite_leader}
                    <span class="ds-sr-only">{which}</span>
                </summary>
                <form class="form" method="post" action="/api/inviter">
                    {hidden(brought)}
                    <Field
                        id=format!("leder-{}", unit.id)
                        name="address"
                        kind="email"
                        label=t.address
                        limit=254
                        required=true
                    />
                    <button class="ds-button" data-variant="secondary" type="submit">
                        {t.invite_go}
                    </button>
                </form>
            </details>
        </li>
    }
    .into_any()
}

fn add_unit(here: &Here, owner: OwnerId) -> AnyView {
    let t = &here.texts().owner_page;
    let kinds = UnitKind::ALL.map(
        |kind| view! { <option value=unit_kind::word(kind)>{unit_kind::name(kind, here.lang)}</option> },
    );
    view! {
        <section class="section" aria-labelledby="ny-enhet">
            <h2 id="ny-enhet">{t.add}</h2>
            <form class="form" method="post" action="/api/ny-enhet">
                {hidden([("id", fresh_id().to_string()), ("owner", owner.to_string())])}
                <Field id="enhetsnavn" name="name" label=t.name limit=text::NAME required=true />
                <div class="ds-field">
                    <label class="ds-label" for="enhetstype">
                        {t.kind}
                    </label>
                    <select class="ds-input" id="enhetstype" name="kind" required>
                        <option value="">{t.choose}</option>
                        {kinds.collect_view()}
                    </select>
                </div>
                <button class="ds-button" type="submit">
                    {t.add_go}
                </button>
            </form>
        </section>
    }
    .into_any()
}
