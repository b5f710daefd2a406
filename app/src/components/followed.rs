//! What has come of an agreement: the reports, the obstacles with their answers, and the decision, in words.

use crate::{
    components::date,
    locales::{fill, texts},
};
use domain::{
    Date, Lang,
    agreement::{AnswerKind, Followed, Obstacle, Outcome, Standing, Verdict},
};
use leptos::prelude::*;

/// Gjort, delvis, ikke ennå.
pub fn outcome(outcome: Outcome, lang: Lang) -> &'static str {
    let t = &texts(lang).report;
    match outcome {
        Outcome::Done => t.done,
        Outcome::Partly => t.partly,
        Outcome::NotYet => t.not_yet,
    }
}

/// Videreført, justert, avsluttet.
pub fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    let t = &texts(lang).decide;
    match verdict {
        Verdict::Keep => t.kept,
        Verdict::Adjust => t.adjusted,
        Verdict::Drop => t.dropped,
    }
}

/// Where an agreement stands on a day, in words: overdue is said, not only coloured.
pub fn standing(followed: &Followed, today: Date, lang: Lang) -> String {
    let t = &texts(lang).agreement;
    match followed.standing(today) {
        Standing::Trying => {
            fill(t.trying_until, &[("day", &date::day(followed.agreement.terms.follow_up, lang))])
        }
        Standing::Overdue(1) => t.overdue_one.to_owned(),
        Standing::Overdue(days) => fill(t.overdue, &[("n", &days)]),
        Standing::Reported(reported) => fill(t.reported, &[("outcome", &outcome(reported, lang))]),
        Standing::Decided(decided) => verdict(decided, lang).to_owned(),
    }
}

/// A leader's answer in words.
pub fn answer(kind: AnswerKind, lang: Lang) -> String {
    let t = &texts(lang).leader;
    match kind {
        AnswerKind::Yes => t.yes.to_owned(),
        AnswerKind::No => t.no.to_owned(),
        AnswerKind::When(day) => fill(t.when_day, &[("day", &date::day(day, lang))]),
        AnswerKind::ToOwner => t.sent_to_owner.to_owned(),
    }
}

/// The reports, the obstacles and the decision, oldest first.
pub fn history(followed: &Followed, lang: Lang) -> impl IntoView + use<> {
    let reports = followed.reports.clone().into_iter().map(move |report| {
        let seen = (!report.seen.is_empty()).then(|| format!(": {}", report.seen));
        view! {
            <li>
                <strong>{outcome(report.outcome, lang)}</strong>
                {seen}
                " "
                <span class="meta">{report.by}</span>
            </li>
        }
    });
    let obstacles =
        followed.obstacles.clone().into_iter().map(move |one| view! { <li>{obstacle(&one, lang)}</li> });
    let decision = followed.agreement.decision.as_ref().map(|decision| decision.verdict);
    let decision = decision.map(|decided| view! { <li><strong>{verdict(decided, lang)}</strong></li> });
    let none = followed.reports.is_empty() && followed.obstacles.is_empty() && decision.is_none();
    (!none).then(|| {
        view! {
            <ul class="history">
                {reports.collect_view()} {obstacles.collect_view()} {decision}
            </ul>
        }
    })
}

/// An obstacle with its answer, or that it waits for one.
pub fn obstacle(obstacle: &Obstacle, lang: Lang) -> impl IntoView + use<> {
    let t = &texts(lang).leader;
    let said = match &obstacle.answer {
        None => t.waits.to_owned(),
        Some(given) => format!("{}. {} ({})", answer(given.kind, lang), given.why, given.by),
    };
    view! {
        <span>{format!("{}: {}", t.lifted, obstacle.text)}</span>
        " "
        <span class="meta">{said}</span>
    }
}
