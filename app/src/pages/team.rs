//! A team's page: what it has agreed, when it meets, how far it has come, and what it has changed.

mod earlier;
mod following;
mod people;

use crate::{
    Fault, Here, Services,
    components::{agreement::Sentence, date, dots::Dots, empty::Empty, followed, notice::notice},
    pages::Screen,
};
use domain::{
    Asker, TeamId,
    agreement::{Followed, Standing},
    package::Package,
    store::{SessionCard, TeamPage},
    view::Progress,
};
use leptos::prelude::*;

/// `/nb/team/{id}`
pub async fn screen(id: &str) -> Result<Screen, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), crate::asker());
    let id: TeamId = id.parse().map_err(|_| Fault::MISSING)?;
    let page = services.store.team_page(&asker, id).await?;
    let package = services.catalogue.package();
    let facilitates = asker.facilitates(id).is_ok();
    let unit = page.unit.clone().unwrap_or_else(|| here.texts().team.belongs_to_none.to_owned());
    let title = page.team.name.clone();
    let view = view! {
        <div class="stack" data-gap="l">
            <div>
                <p class="eyebrow">{unit}</p>
                <h1>{title.clone()}</h1>
            </div>
            {notice(&here)}
            {agreed(&here, &asker, &page)}
        </div>
        {next(&here, &asker, &page, facilitates)}
        {modules(&here, &page, &package, facilitates)}
        {following::lifted(&here, &page)}
        {following::changed(&here, &page, services.ambient.as_ref())}
        {people::section(&here, &page, facilitates)}
    };
    Ok(Screen::new(title, view))
}

/// What is being tried, and the one question about it.
fn agreed(here: &Here, asker: &Asker, page: &TeamPage) -> AnyView {
    let t = &here.texts().team;
    let open: Vec<&Followed> = page.followed.iter().filter(|f| f.agreement.is_open()).collect();
    let none = match (open.is_empty(), page.followed.is_empty()) {
        (false, _) => None,
        (true, false) => Some(t.nothing_open),
        (true, true) => Some(t.no_agreement),
    };
    view! {
        <section class="stack" data-gap="l" aria-labelledby="avtalt">
            <h2 class="ds-sr-only" id="avtalt">
                {t.agreed}
            </h2>
            {none.map(|says| view! { <p class="lead">{says}</p> })}
            {open.into_iter().map(|followed| one_agreed(here, asker, followed)).collect_view()}
        </section>
    }
    .into_any()
}

fn one_agreed(here: &Here, asker: &Asker, followed: &Followed) -> AnyView {
    let how = here.texts().report.how;
    let terms = followed.agreement.terms.clone();
    let due = followed.reports.is_empty() && terms.follow_up <= asker.today;
    // The sentence says itself when it is followed up.
    let standing = (followed.standing(asker.today) != Standing::Trying)
        .then(|| followed::standing(followed, asker.today, here.lang));
    let at = format!("avtale-{}", followed.agreement.id);
    let about = at.clone();
    view! {
        <article class="stack">
            <div id=at>
                <Sentence lang=here.lang terms />
            </div>
            <div class="row">
                <a
                    class="ds-button"
                    data-size="lg"
                    data-color=due.then_some("waiting")
                    data-variant=(!due).then_some("secondary")
                    href=here.to(&format!("avtale/{}", followed.agreement.id))
                    aria-describedby=about.clone()
                >
                    {how}
                </a>
                {standing.map(|says| view! { <span class="meta">{says}</span> })}
            </div>
            <p class="meta">
                <a href=here.to(&format!("avtale/{}/oppslag", followed.agreement.id)) aria-describedby=about>
                    {here.texts().poster.print}
                </a>
            </p>
        </article>
    }
    .into_any()
}

/// Sessions that are not over: the one under way first, then the nearest.
fn next(here: &Here, asker: &Asker, page: &TeamPage, facilitates: bool) -> AnyView {
    let t = &here.texts().team;
    let mut coming: Vec<&SessionCard> =
        page.sessions.iter().filter(|session| session.progress != Progress::Closed).collect();
    coming.sort_by_key(|session| (turn(session.progress), session.day));
    let none = coming.is_empty();
    let plan = here.to_with("planlegg", &[("team", &page.team.id.to_string())]);
    let button = facilitates.then(|| {
        view! {
            <a class="ds-button" data-variant=(!none).then_some("secondary") href=plan>
                {t.plan}
            </a>
        }
        .into_any()
    });
    let lines = coming.into_iter().map(|session| coming_session(here, session, facilitates)).collect_view();
    let empty = if facilitates { t.no_session } else { t.no_session_member };
    view! {
        <section class="section" aria-labelledby="neste">
            <h2 id="neste">{t.next}</h2>
            {if none {
                view! {
                    <Empty icon="kalender" says=empty>
                        {button}
                    </Empty>
                }
                    .into_any()
            } else {
                view! {
                    <ul class="lines">{lines}</ul>
                    <div class="row">{button}</div>
                }
                    .into_any()
            }}
            {earlier::section(here, asker, page)}
        </section>
    }
    .into_any()
}

const fn turn(progress: Progress) -> u8 {
    match progress {
        Progress::Running => 0,
        Progress::Adjourned => 1,
        Progress::Planned | Progress::Closed => 2,
    }
}

fn coming_session(here: &Here, session: &SessionCard, facilitates: bool) -> AnyView {
    let t = &here.texts().team;
    let (go, state) = match session.progress {
        Progress::Running => (t.go_to_session, Some(t.running)),
        Progress::Adjourned if facilitates => (t.go_on, Some(t.adjourned)),
        Progress::Adjourned => (t.go_to_session, Some(t.adjourned)),
        Progress::Planned | Progress::Closed if facilitates => (t.start, None),
        Progress::Planned | Progress::Closed => (t.go_to_session, None),
    };
    let running = session.progress == Progress::Running;
    let day = date::day(session.day, here.lang);
    let about = day.clone();
    view! {
        <li class="row" data-nowrap="true">
            <span>
                <time datetime=session.day.to_string()>{day}</time>
                {state.map(|state| view! { " " <span class="ds-tag" data-color="neutral">{state}</span> })}
                <br />
                <span class="meta">
                    {title(here, session)} " · "
                    <a href=here.to(&format!("okt/{}/kalender.ics", session.id)) download="">
                        {here.texts().calendar.add}
                        <span class="ds-sr-only">{format!(": {about}")}</span>
                    </a>
                </span>
            </span>
            <a
                class="ds-button"
                data-color=running.then_some("waiting")
                href=here.to(&format!("okt/{}", session.id))
            >
                {go}
            </a>
        </li>
    }
    .into_any()
}

/// The title of the page a session was made from, as it is today.
pub(super) fn title(here: &Here, session: &SessionCard) -> String {
    let (module, page) = &session.source;
    let package = Services::get().catalogue.package();
    let title =
        package.module(module).and_then(|module| module.page(page)).map(|page| page.text.get(here.lang));
    title.map_or_else(|| page.clone(), |text| text.title.clone())
}

fn modules(here: &Here, page: &TeamPage, package: &Package, facilitates: bool) -> AnyView {
    let t = &here.texts().team;
    let lines = package.modules.iter().map(|module| {
        let slug = module.slug.as_str();
        let begun = page.sessions.iter().any(|session| session.source.0 == slug);
        let plan = here.to_with("planlegg", &[("team", &page.team.id.to_string()), ("modul", slug)]);
        let has_session = module.pages.iter().any(|page| page.is_session());
        let title = module.text.get(here.lang).title.clone();
        let about = title.clone();
        view! {
            <li class="row" data-push>
                <a href=here.to(&format!("moduler/{slug}"))>{title}</a>
                {(facilitates && has_session)
                    .then(|| {
                        view! {
                            <a href=plan>
                                {t.plan}
                                <span class="ds-sr-only">{format!(": {about}")}</span>
                            </a>
                        }
                    })}
                <Dots lang=here.lang progress=page.progress(slug) begun />
            </li>
        }
    });
    let none = package.modules.is_empty();
    let lines = lines.collect_view();
    view! {
        <section class="section" aria-labelledby="moduler">
            <h2 id="moduler">{t.modules}</h2>
            {if none {
                view! { <p>{t.no_modules}</p> }.into_any()
            } else {
                view! { <ul class="lines">{lines}</ul> }.into_any()
            }}
        </section>
    }
    .into_any()
}
