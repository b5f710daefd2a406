//! A row for each team, and what is planned.

use super::time;
use crate::{
    Here, Services,
    components::{agreement::in_short, date, empty::Empty, followed, icon::Icon},
    locales::fill,
};
use domain::{
    Asker,
    agreement::{Followed, Outcome, Standing},
    store::{SessionCard, TeamRow, UnitPage},
    view::Progress,
};
use leptos::prelude::*;

/// Last session, agreement, tried, decided.
pub(super) fn table(here: &Here, asker: &Asker, page: &UnitPage, leads: bool) -> AnyView {
    let t = &here.texts().unit_page;
    let rows: Vec<AnyView> = page.teams.iter().map(|team| row(here, asker, team)).collect();
    let none = if leads { t.no_teams } else { t.no_teams_staff };
    let heads = [t.team, t.last, t.agreement, t.tried, t.decided].map(|name| {
        view! {
            <th role="columnheader" scope="col">
                {name}
            </th>
        }
    });
    view! {
        <section class="section" aria-labelledby="teamene">
            <h2 id="teamene">{t.teams}</h2>
            {if rows.is_empty() {
                view! { <Empty icon="personer" says=none /> }.into_any()
            } else {
                view! {
                    <table class="ds-table stack" role="table">
                        <caption class="ds-sr-only">{t.teams_caption}</caption>
                        <thead role="rowgroup">
                            <tr role="row">{heads.collect_view()}</tr>
                        </thead>
                        <tbody role="rowgroup">{rows}</tbody>
                    </table>
                }
                    .into_any()
            }}
        </section>
    }
    .into_any()
}

fn row(here: &Here, asker: &Asker, team: &TeamRow) -> AnyView {
    let t = &here.texts().unit_page;
    let name = if asker.in_team(team.team.id).is_ok() {
        view! { <a href=here.to(&format!("team/{}", team.team.id))>{team.team.name.clone()}</a> }.into_any()
    } else {
        team.team.name.clone().into_any()
    };
    let last = team.last.as_ref().map_or_else(
        || view! { <span class="meta">{t.no_last}</span> }.into_any(),
        |last| time(last.day, here),
    );
    let (agreement, tried, decided) = match &team.foremost {
        None => {
            let none = |says: &'static str| view! { <span class="meta">{says}</span> }.into_any();
            (none(t.no_agreement), none(t.not_yet), none(t.not_yet))
        }
        Some(shown) => {
            let others = team.open - usize::from(shown.agreement.is_open());
            (agreement(here, shown, others), tried(here, asker, shown), decided(here, asker, shown))
        }
    };
    let cell = |label: &'static str, content: AnyView| {
        view! {
            <td role="cell" data-label=label>
                <span>{content}</span>
            </td>
        }
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                {name}
            </th>
            {cell(t.last, last)}
            {cell(t.agreement, agreement)}
            {cell(t.tried, tried)}
            {cell(t.decided, decided)}
        </tr>
    }
    .into_any()
}

fn agreement(here: &Here, shown: &Followed, others: usize) -> AnyView {
    let more = (others > 0).then(|| fill(here.texts().unit_page.more, &[("n", &others)]));
    view! {
        <a href=here.to(&format!("avtale/{}", shown.agreement.id))>{in_short(&shown.agreement.terms, here.lang)}</a>
        {more.map(|more| view! { " " <span class="meta">{more}</span> })}
    }
    .into_any()
}

/// How it went, or in words that nobody has said so.
fn tried(here: &Here, asker: &Asker, shown: &Followed) -> AnyView {
    if let Some(report) = shown.reports.last() {
        let icon = match report.outcome {
            Outcome::Done => "gjort",
            Outcome::Partly => "delvis",
            Outcome::NotYet => "ikke-enna",
        };
        return view! {
            <Icon name=icon />
            " "
            {followed::outcome(report.outcome, here.lang)}
        }
        .into_any();
    }
    let standing = followed::standing(shown, asker.today, here.lang);
    match shown.standing(asker.today) {
        Standing::Overdue(_) => view! {
            <span class="ds-tag" data-color="waiting">
                {standing}
            </span>
        }
        .into_any(),
        Standing::Trying => view! { {standing} }.into_any(),
        Standing::Reported(_) | Standing::Decided(_) => {
            view! { <span class="meta">{here.texts().unit_page.not_yet}</span> }.into_any()
        }
    }
}

fn decided(here: &Here, asker: &Asker, shown: &Followed) -> AnyView {
    let day = shown.agreement.terms.follow_up;
    match &shown.agreement.decision {
        Some(decision) => followed::verdict(decision.verdict, here.lang).into_any(),
        // Told, and not decided: the day still says whether it is time.
        None if !shown.reports.is_empty() => {
            let words = &here.texts().unit_page;
            let (words, color) = match day < asker.today {
                true => (words.not_decided, "waiting"),
                false => (words.decides, "neutral"),
            };
            let words = fill(words, &[("day", &date::day(day, here.lang))]);
            view! {
                <span class="ds-tag" data-color=color>
                    {words}
                </span>
            }
            .into_any()
        }
        None => view! { <span class="meta">{here.texts().unit_page.not_yet}</span> }.into_any(),
    }
}

/// A day, at the beginning of a line.
fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

/// The teams' next sessions, the nearest first.
pub(super) fn planned(here: &Here, services: &Services, page: &UnitPage) -> AnyView {
    let t = &here.texts().unit_page;
    let mut coming: Vec<(&TeamRow, &SessionCard)> =
        page.teams.iter().filter_map(|team| Some((team, team.next.as_ref()?))).collect();
    coming.sort_by_key(|(_, next)| next.day);
    let package = services.catalogue.package();
    let none = coming.is_empty();
    let lines = coming.into_iter().map(|(team, next)| {
        let (module, slug) = &next.source;
        let page = package.module(module).and_then(|module| module.page(slug));
        let title = page.map_or_else(|| slug.clone(), |page| page.text.get(here.lang).title.clone());
        let running = (next.progress == Progress::Running).then_some(here.texts().team.running);
        view! {
            <li>
                <time datetime=next.day.to_string()>{capital(&date::day(next.day, here.lang))}</time>
                {running.map(|says| view! { " " <span class="ds-tag" data-color="neutral">{says}</span> })}
                <br />
                <span class="meta">{format!("{} · {title}", team.team.name)}</span>
            </li>
        }
    });
    let lines = lines.collect_view();
    view! {
        <section class="section" aria-labelledby="planlagt">
            <h2 id="planlagt">{t.planned}</h2>
            {if none {
                view! { <p class="meta">{t.nothing_planned}</p> }.into_any()
            } else {
                view! { <ul class="lines">{lines}</ul> }.into_any()
            }}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_begins_with_a_capital() {
        assert_eq!(capital("øvrige dager"), "Øvrige dager");
        assert_eq!(capital(""), "");
    }
}
