//! The part of a team's page about people: who takes part, and how others are asked in.

use crate::{
    Here,
    components::{
        field::{Field, hidden},
        post_button::PostButton,
        role,
    },
};
use domain::{TeamId, people::Role, store::TeamPage};
use leptos::prelude::*;

/// Who takes part, and for those who facilitate, two ways to invite.
pub(super) fn section(here: &Here, page: &TeamPage, facilitates: bool) -> AnyView {
    let t = &here.texts().team;
    let people = page.people.iter().filter(|(person, _)| !person.name.is_empty()).map(|(person, held)| {
        let tag = (*held != Role::Member).then(|| role::name(*held, here.lang));
        view! {
            <li>
                {person.name.clone()}
                {tag.map(|tag| view! { " " <span class="ds-tag" data-color="neutral">{tag}</span> })}
            </li>
        }
    });
    view! {
        <section class="section" aria-labelledby="folk">
            <h2 id="folk">{t.people}</h2>
            <ul class="people">{people.collect_view()}</ul>
            {facilitates.then(|| invite(here, page.team.id))}
        </section>
    }
    .into_any()
}

fn invite(here: &Here, team: TeamId) -> AnyView {
    let (t, lang) = (&here.texts().team, here.lang);
    let link = vec![("role", "deltaker".to_owned()), ("team", team.to_string())];
    let back = here.to_with(&format!("team/{team}"), &[("ok", "sendt")]);
    view! {
        <details class="ds-details" id="inviter">
            <summary>{t.invite}</summary>
            <div class="stack" data-gap="l">
                <div class="stack">
                    <h3>{t.invite_many}</h3>
                    <p>{t.invite_many_help}</p>
                    <PostButton action="/api/inviter" fields=link variant="secondary">
                        {t.invite_many_go}
                    </PostButton>
                </div>
                <form class="form" method="post" action="/api/inviter">
                    <h3>{t.invite_one}</h3>
                    {hidden([("team", team.to_string()), ("back", back)])}
                    <Field
                        id="inviter-adresse"
                        name="address"
                        kind="email"
                        label=here.texts().sign_in.address
                        limit=254
                        required=true
                    />
                    <div class="ds-field">
                        <label class="ds-label" for="inviter-rolle">
                            {t.invite_as}
                        </label>
                        <select class="ds-input" id="inviter-rolle" name="role">
                            <option value="deltaker">{role::name(Role::Member, lang)}</option>
                            <option value="prosessleder">{role::name(Role::Facilitator, lang)}</option>
                        </select>
                    </div>
                    <button class="ds-button" data-variant="secondary" type="submit">
                        {t.invite_one_go}
                    </button>
                </form>
            </div>
        </details>
    }
    .into_any()
}
