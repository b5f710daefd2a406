//! Planning a session: team, page and the two days. What it goes through is seen before it is planned.

use crate::{
    Fault, Here, Services,
    components::{
        date,
        empty::Empty,
        field::{Field, hidden},
        fresh_id, step_kind,
    },
    locales::fill,
    pages::Screen,
};
use domain::{
    Asker,
    package::{Package, Plan},
    session::MINUTES_EACH,
    store::{SessionCard, TeamCard},
    view::Progress,
};
use leptos::prelude::*;

/// `/nb/planlegg`
pub async fn screen() -> Result<Screen, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), crate::asker());
    let package = services.catalogue.package();
    let mut teams = services.store.my_teams(&asker).await?;
    teams.retain(|card| card.facilitates);
    let asked = here.field("team");
    let chosen = match (&asked, teams.as_slice()) {
        (Some(asked), _) => teams.iter().position(|card| card.team.id.to_string() == *asked),
        (None, [_only]) => Some(0),
        (None, _) => None,
    };
    let plan = page_asked_for(&here, &package).and_then(|(module, page)| Plan::of(&package, &module, &page));
    let t = &here.texts().plan;
    let body = match (chosen, plan) {
        _ if teams.is_empty() => no_team(&here),
        (Some(chosen), Some(plan)) => when(&here, &asker, teams.swap_remove(chosen), &plan),
        (chosen, plan) => what(&here, &package, teams, chosen, plan),
    };
    Ok(Screen::new(t.title, body).narrow())
}

/// The page in the address: one field from the form here, or two from a link on a module.
fn page_asked_for(here: &Here, package: &Package) -> Option<(String, String)> {
    if let Some(both) = here.field("okt") {
        return both.split_once('/').map(|(module, page)| (module.to_owned(), page.to_owned()));
    }
    let module = here.field("modul")?;
    if let Some(page) = here.field("side") {
        return Some((module, page));
    }
    // Where a module has one session, naming the module is enough.
    let mut sessions = package.module(&module)?.pages.iter().filter(|page| page.is_session());
    match (sessions.next(), sessions.next()) {
        (Some(only), None) => Some((module, only.slug.clone())),
        _ => None,
    }
}

fn no_team(here: &Here) -> AnyView {
    let t = &here.texts().plan;
    let to = here.to("min-side");
    view! {
        <h1>{t.title}</h1>
        <Empty icon="personer" says=t.no_team>
            <a class="ds-button" href=to>
                {t.to_my_page}
            </a>
        </Empty>
    }
    .into_any()
}

/// Which team, and what the session is made from.
fn what(
    here: &Here,
    package: &Package,
    teams: Vec<TeamCard>,
    chosen: Option<usize>,
    plan: Option<Plan>,
) -> AnyView {
    let t = &here.texts().plan;
    let asked_module = here.field("modul");
    let asked = plan.map(|plan| (plan.module, plan.page));
    let sessions = package.modules.iter().flat_map(|module| {
        module.pages.iter().filter(|page| page.is_session()).map(move |page| (module, page))
    });
    let mut any = false;
    let pages: Vec<AnyView> = sessions
        .enumerate()
        .map(|(n, (module, page))| {
            any = true;
            let value = format!("{}/{}", module.slug, page.slug);
            let first_of_module =
                module.pages.iter().find(|p| p.is_session()).is_some_and(|p| p.slug == page.slug);
            let checked = match &asked {
                Some((m, p)) => *m == module.slug && *p == page.slug,
                None => asked_module.as_ref() == Some(&module.slug) && first_of_module,
            };
            let minutes = page
                .minutes
                .map(|n| format!(" · {}", fill(t.minutes, &[("n", &n)]).replace(' ', "\u{a0}")))
                .unwrap_or_default();
            let at = format!("okt-{n}");
            view! {
                <div class="ds-field">
                    <input
                        class="ds-input"
                        type="radio"
                        id=at.clone()
                        name="okt"
                        value=value
                        checked=checked
                        required
                    />
                    <label class="ds-label" for=at>
                        {page.text.get(here.lang).title.clone()}
                        <br />
                        <span class="meta">{module.text.get(here.lang).title.clone()} {minutes}</span>
                    </label>
                </div>
            }
            .into_any()
        })
        .collect();
    if !any {
        return view! {
            <h1>{t.title}</h1>
            <p>{t.no_pages}</p>
        }
        .into_any();
    }
    let options = teams.into_iter().enumerate().map(|(n, card)| {
        view! {
            <option value=card.team.id.to_string() selected=chosen == Some(n)>
                {card.team.name}
            </option>
        }
    });
    view! {
        <h1>{t.title}</h1>
        <form class="form" action=here.to("planlegg")>
            <div class="ds-field">
                <label class="ds-label" for="team">
                    {t.team}
                </label>
                <select class="ds-input" id="team" name="team">
                    {options.collect_view()}
                </select>
            </div>
            <fieldset class="ds-fieldset">
                <legend class="ds-label">{t.page}</legend>
                {pages}
            </fieldset>
            <button class="ds-button" type="submit">
                {t.choose}
            </button>
        </form>
    }
    .into_any()
}

/// The two days, beside what the session goes through.
fn when(here: &Here, asker: &Asker, card: TeamCard, plan: &Plan) -> AnyView {
    let t = &here.texts().plan;
    let team = card.team.id.to_string();
    let other = here.to_with("planlegg", &[("team", &team), ("okt", "")]);
    let fields = [
        ("id", fresh_id().to_string()),
        ("team", team),
        ("module", plan.module.clone()),
        ("page", plan.page.clone()),
    ];
    let follow_up_help = match plan.weeks() {
        1 => t.follow_up_one.to_owned(),
        n => fill(t.follow_up_weeks, &[("n", &n)]),
    };
    let (today, follow_up) = (asker.today.to_string(), plan.follow_up(asker.today).to_string());
    view! {
        <div class="stack">
            <p class="eyebrow">{card.team.name.clone()}</p>
            <h1>{t.title}</h1>
            <p class="row">
                <span>{plan.title.get(here.lang).clone()}</span>
                <a href=other>{t.other_page}</a>
            </p>
        </div>
        {card.next.as_ref().map(|next| already(here, next))}
        <form class="form" method="post" action="/api/planlegg">
            {hidden(fields)}
            <Field
                id="dag"
                name="day"
                kind="date"
                label=t.day
                value=today.clone()
                min=today.clone()
                required=true
            />
            <Field
                id="oppfolging"
                name="follow_up"
                kind="date"
                label=t.follow_up
                help=follow_up_help
                value=follow_up
                min=today
            />
            {steps(here, plan, card.open.len())}
            <div class="stack" data-gap="s">
                <button class="ds-button" type="submit">
                    {t.go}
                </button>
                <p class="meta">{t.code_later}</p>
            </div>
        </form>
    }
    .into_any()
}

/// What the team has before it already: two sessions may be meant, and seldom are.
fn already(here: &Here, next: &SessionCard) -> AnyView {
    let t = &here.texts().plan;
    let says = match next.progress {
        Progress::Running => t.already_running.to_owned(),
        _ => fill(t.already, &[("day", &date::day(next.day, here.lang))]),
    };
    view! {
        <p class="ds-alert" data-color="warning">
            {says} " " <a href=here.to(&format!("okt/{}", next.id))>{t.to_that_one}</a>
        </p>
    }
    .into_any()
}

/// The steps with their minutes; a session after the first opens with what was agreed.
fn steps(here: &Here, plan: &Plan, open: usize) -> AnyView {
    let t = &here.texts().plan;
    let since = u32::from(MINUTES_EACH) * u32::try_from(open).unwrap_or_default();
    let about = match open {
        1 => t.since_last_one.to_owned(),
        n => fill(t.since_last_about, &[("n", &n)]),
    };
    let line = |title: String, about: String, minutes: u32| {
        view! {
            <li class="row" data-push>
                <span>
                    {title} " " <span class="meta">{about}</span>
                </span>
                <span class="tabular">{fill(t.minutes, &[("n", &minutes)])}</span>
            </li>
        }
    };
    let first = (open > 0).then(|| line(t.since_last.to_owned(), about, since));
    let rest = plan.steps.iter().map(|step| {
        let title = step.text.get(here.lang).title.clone();
        let kind = step_kind::name(step.kind, here.lang);
        let about = if title == kind { String::new() } else { kind.to_owned() };
        line(title, about, u32::from(step.minutes))
    });
    let rest = rest.collect_view();
    view! {
        <section class="stack" aria-labelledby="steg">
            <h2 id="steg">{t.steps}</h2>
            <ul class="lines">{first} {rest}</ul>
            <p>
                <strong class="tabular">{fill(t.total, &[("n", &(plan.minutes() + since))])}</strong>
            </p>
        </section>
    }
    .into_any()
}
