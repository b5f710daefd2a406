//! The year wheel: a drawing of when in the year something happens, and the same as a list.
//!
//! The wheel begins at the top with the month of the first point and goes with the clock. What lasts is an arc in the
//! innermost lane that has room; a time that is not confirmed is dashed, has a question mark, and says so in the list.

use crate::{Here, components::date::month_name, locales::fill};
use domain::package::{Certainty, Event, Scheme, When, host};
use leptos::prelude::*;
use std::f64::consts::TAU;

/// The drawing is as wide and as high as this.
const SIZE: f64 = 400.0;
/// How far from the middle the months' names stand, and the ring around them ends on either side.
const NAMES: f64 = 180.0;
const OUTER: f64 = 198.0;
const INNER: f64 = 162.0;
/// How far from the middle the outermost lane lies, and how far the next is from it.
const LANE: f64 = 138.0;
const APART: f64 = 32.0;
/// The gap between two arcs that follow each other, in months.
const GAP: f64 = 0.2;
/// The radius of the dot that bears a point's number.
const DOT: f64 = 13.0;

/// The wheel and its list.
pub fn year_wheel(here: &Here, events: &[Event]) -> AnyView {
    let t = &here.texts().year;
    view! {
        <section class="year" aria-labelledby=Scheme::YEAR_ANCHOR>
            <h2 id=Scheme::YEAR_ANCHOR>{t.title}</h2>
            {drawing(here, events)}
            <p class="meta year-key">{t.key}</p>
            <ol class="lines">
                {events.iter().enumerate().map(|(n, event)| line(here, n + 1, event)).collect_view()}
            </ol>
        </section>
    }
    .into_any()
}

fn drawing(here: &Here, events: &[Event]) -> AnyView {
    let t = &here.texts().year;
    let first = events.first().map_or(1, |event| event.when.month());
    let months = (0..12u8).map(|n| {
        let month = (first - 1 + n) % 12 + 1;
        let (x1, y1) = at(f64::from(n), OUTER);
        let (x2, y2) = at(f64::from(n), INNER);
        let (x, y) = at(f64::from(n) + 0.5, NAMES);
        let name: String = month_name(month).chars().take(3).collect();
        view! {
            <line x1=x1 y1=y1 x2=x2 y2=y2></line>
            <text x=x y=y>{name}</text>
        }
    });
    let lanes = lanes(events);
    let points = events.iter().zip(lanes).enumerate().map(|(n, (event, lane))| {
        let sure = matches!(event.certainty, Certainty::Confirmed);
        let radius = LANE - APART * lane as f64;
        let (from, to) = span(event.when, first);
        let (x, y) = at(f64::midpoint(from, to), radius);
        let arc = matches!(event.when, When::Months { .. }).then(|| {
            let path = arc(from + GAP, to - GAP, radius);
            view! { <path d=path></path> }
        });
        let number = if sure { format!("{}", n + 1) } else { format!("{}?", n + 1) };
        view! {
            <g data-sure=if sure { "ja" } else { "nei" }>
                {arc} <circle cx=x.clone() cy=y.clone() r=coordinate(DOT)></circle> <text x=x y=y>
                    {number}
                </text>
            </g>
        }
    });
    let middle = coordinate(SIZE / 2.0);
    let about = fill(t.about, &[("n", &events.len()), ("month", &month_name(first))]);
    view! {
        <svg
            class="wheel"
            viewBox=format!("0 0 {SIZE} {SIZE}")
            role="img"
            aria-labelledby="arshjul-tittel arshjul-om"
        >
            <title id="arshjul-tittel">{t.title}</title>
            <desc id="arshjul-om">{about}</desc>
            <g class="wheel-months">
                <circle cx=middle.clone() cy=middle.clone() r=coordinate(OUTER)></circle>
                <circle cx=middle.clone() cy=middle r=coordinate(INNER)></circle>
                {months.collect_view()}
            </g>
            {points.collect_view()}
        </svg>
    }
    .into_any()
}

/// A point of the list, which says all that the drawing does and more.
fn line(here: &Here, n: usize, event: &Event) -> AnyView {
    let t = &here.texts().year;
    let lang = here.lang;
    let certainty = match &event.certainty {
        Certainty::Confirmed => view! { <p class="meta">{t.confirmed}</p> }.into_any(),
        Certainty::Ask(why) => view! {
            <p class="unsure">
                <strong>{t.not_confirmed}</strong>
                " "
                {why.get(lang).clone()}
            </p>
        }
        .into_any(),
    };
    let source = event.source.clone().map(|url| {
        let host = host(&url).to_owned();
        let read = fill(t.read, &[("day", &event.checked.in_words())]);
        view! {
            <p class="meta">
                {t.source} " " <a href=url rel="noopener">
                    {host}
                </a> {read}
            </p>
        }
    });
    view! {
        <li>
            <p class="when">
                <span class="wheel-number">{n}</span>
                " "
                {said(event.when, t.to)}
            </p>
            <p>
                <strong>{event.who.get(lang).clone()}</strong>
                ": "
                {event.what.get(lang).clone()}
            </p>
            {certainty}
            {source}
        </li>
    }
    .into_any()
}

/// «November til januar», «30. april».
fn said(when: When, to: &str) -> String {
    let capitalised = |text: &str| {
        let mut signs = text.chars();
        signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
    };
    match when {
        When::Day { month, day } => format!("{day}. {}", month_name(month)),
        When::Months { from, to: last } if from == last => capitalised(month_name(from)),
        When::Months { from, to: last } => {
            format!("{} {to} {}", capitalised(month_name(from)), month_name(last))
        }
    }
}

/// When something begins and ends, in months since the wheel's first.
fn span(when: When, first: u8) -> (f64, f64) {
    let since = |month: u8| f64::from((month + 12 - first) % 12);
    match when {
        // Within its month to a third of a day, which is finer than can be seen.
        When::Day { month, day } => {
            let at = since(month) + (f64::from(day) - 0.5) / 31.0;
            (at, at)
        }
        When::Months { from, .. } => (since(from), since(from) + f64::from(when.months())),
    }
}

/// The lane of each point, the outermost being 0: the longest choose first, and then those that come first.
fn lanes(events: &[Event]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..events.len()).collect();
    order.sort_by_key(|n| std::cmp::Reverse(events[*n].when.months()));
    let mut taken: Vec<[bool; 12]> = Vec::new();
    let mut lanes = vec![0; events.len()];
    for n in order {
        let touched: Vec<usize> = (1..=12u8)
            .filter(|month| events[n].when.touches(*month))
            .map(|month| usize::from(month) - 1)
            .collect();
        let is_free = |lane: &[bool; 12]| touched.iter().all(|month| !lane[*month]);
        let lane = taken.iter().position(is_free).unwrap_or_else(|| {
            taken.push([false; 12]);
            taken.len() - 1
        });
        touched.iter().for_each(|month| taken[lane][*month] = true);
        lanes[n] = lane;
    }
    lanes
}

/// A place on the wheel, as an SVG writes it: months since the first, and how far from the middle.
fn at(months: f64, radius: f64) -> (String, String) {
    let angle = (months / 12.0 - 0.25) * TAU;
    (coordinate(SIZE / 2.0 + radius * angle.cos()), coordinate(SIZE / 2.0 + radius * angle.sin()))
}

fn arc(from: f64, to: f64, radius: f64) -> String {
    let ((x1, y1), (x2, y2)) = (at(from, radius), at(to, radius));
    let large = u8::from(to - from > 6.0);
    format!("M{x1} {y1}A{r} {r} 0 {large} 1 {x2} {y2}", r = coordinate(radius))
}

fn coordinate(value: f64) -> String {
    format!("{value:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::PerLang;

    fn event(when: When) -> Event {
        Event {
            id: String::new(),
            when,
            who: PerLang::default(),
            what: PerLang::default(),
            certainty: Certainty::Confirmed,
            source: None,
            checked: "2026-11-22".parse().unwrap(),
        }
    }

    #[test]
    fn what_meets_lies_in_lanes_of_its_own_and_the_longest_outermost() {
        let months = |from, to| event(When::Months { from, to });
        let events = [
            months(8, 10),
            months(11, 1),
            event(When::Day { month: 1, day: 15 }),
            months(2, 2),
            months(9, 5),
            months(6, 6),
        ];
        assert_eq!(lanes(&events), [1, 1, 2, 1, 0, 0]);
    }

    #[test]
    fn the_wheel_begins_at_the_top_and_goes_with_the_clock() {
        assert_eq!(at(0.0, 100.0), ("200.0".into(), "100.0".into()));
        assert_eq!(at(3.0, 100.0), ("300.0".into(), "200.0".into()));
        assert_eq!(span(When::Months { from: 11, to: 1 }, 8), (3.0, 6.0));
        assert_eq!(span(When::Months { from: 9, to: 5 }, 8), (1.0, 10.0));
    }

    #[test]
    fn times_are_said_as_people_say_them() {
        assert_eq!(said(When::Months { from: 11, to: 1 }, "til"), "November til januar");
        assert_eq!(said(When::Months { from: 2, to: 2 }, "til"), "Februar");
        assert_eq!(said(When::Day { month: 4, day: 30 }, "til"), "30. april");
    }
}
