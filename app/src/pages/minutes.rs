//! A session's minutes, written by the system: to read, to print, and to take along as Word.

use crate::{
    Fault, Here, Services,
    components::{agreement::Sentence, icon::Icon, moment::moment, notice::notice, whence::whence},
    locales::fill,
    minutes::{self, Part},
    pages::Screen,
};
use domain::{
    Asker, Team,
    ending::{absent::Attendance, minutes::Minutes},
    view::Record,
};
use leptos::prelude::*;

/// `/nb/okt/{id}/referat`
pub async fn screen(id: &str) -> Result<Screen, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), crate::asker());
    let (record, script) = minutes::session(id).await?;
    let written = record.minutes(&asker, &script)?;
    let tally = services.store.worth(record.session.id).await?;
    let counts = tally.shown(&record.session, asker.now);
    let parts = minutes::parts(&written, &here).into_iter().map(|part| shown(part, &here)).collect_view();
    let view = view! {
        <div class="no-print stack">{notice(&here)} {away(&here, &services, &asker, &record)}</div>
        <article class="prose minutes">
            <p class="eyebrow">{here.texts().ending.minutes}</p>
            <h1>{script.title.clone()}</h1>
            {parts}
            {whence(&here)}
        </article>
        {counts.map(|counts| worth(&here, counts))}
        {ways_on(&here, &asker, &record.team, &written)}
    };
    Ok(Screen::new(minutes::title(&written, &here), view).narrow())
}

fn shown(part: Part, here: &Here) -> AnyView {
    match part {
        Part::Facts(facts) => {
            let fact = |(name, value)| {
                view! {
                    <div>
                        <dt>{name}</dt>
                        <dd>{value}</dd>
                    </div>
                }
            };
            view! { <dl class="facts">{facts.into_iter().map(fact).collect_view()}</dl> }.into_any()
        }
        Part::Heading(2, text) => view! { <h2>{text}</h2> }.into_any(),
        Part::Heading(3, text) => view! { <h3>{text}</h3> }.into_any(),
        Part::Heading(_, text) => view! { <h4>{text}</h4> }.into_any(),
        Part::Text(text) => view! { <p>{text}</p> }.into_any(),
        Part::Agreement(terms) => view! { <Sentence lang=here.lang terms /> }.into_any(),
        Part::List(all) => answers(all),
    }
}

/// Opened answers, without names.
pub(super) fn answers(all: Vec<String>) -> AnyView {
    let all = all.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    view! { <ul class="answers">{all}</ul> }.into_any()
}

/// What one who was away may still do, or has done.
fn away(here: &Here, services: &Services, asker: &Asker, record: &Record) -> Option<AnyView> {
    let t = &here.texts().ending;
    let to = here.to(&format!("okt/{}/ta-igjen", record.session.id));
    let says = match record.attendance(asker)? {
        Attendance::Waits(until) => {
            let until = moment(until, services.ambient.as_ref(), here);
            format!("{}. {}", t.away, fill(t.away_until, &[("moment", &until)]))
        }
        Attendance::CaughtUp => format!("{}.", t.caught_up),
        Attendance::There | Attendance::Missed => return None,
    };
    let open = record.may_catch_up(asker).is_ok();
    let shown = view! {
        <div class="ds-alert" data-color="info">
            <p>{says}</p>
            {open
                .then(|| {
                    view! {
                        <p>
                            <a href=to>{t.catch_up}</a>
                        </p>
                    }
                })}
        </div>
    };
    Some(shown.into_any())
}

/// «Var dette verdt tiden?», where enough have answered and no more can.
fn worth(here: &Here, counts: [i64; 3]) -> AnyView {
    let t = &here.texts().session;
    let names = [t.worth_yes, t.worth_partly, t.worth_no];
    let counts_with_names = names.into_iter().zip(counts).map(|(name, count)| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{count}</dd>
            </div>
        }
    });
    view! {
        <section class="section no-print" aria-labelledby="verdt">
            <h2 id="verdt">{t.worth}</h2>
            <dl class="facts">{counts_with_names.collect_view()}</dl>
            <p class="audience">
                <Icon name="las" />
                {minutes::answered(counts, here)}
            </p>
        </section>
    }
    .into_any()
}

fn ways_on(here: &Here, asker: &Asker, team: &Team, written: &Minutes) -> AnyView {
    let t = &here.texts().ending;
    let to_team = asker.in_team(team.id).is_ok().then(|| here.to(&format!("team/{}", team.id)));
    view! {
        <section class="section no-print">
            <p class="meta">{t.minutes_about}</p>
            <p class="meta">{t.print}</p>
            <div class="row">
                <a class="ds-button" href=here.to(&format!("okt/{}/referat.docx", written.session)) download="">
                    <Icon name="note" />
                    {t.word}
                </a>
                {to_team
                    .map(|to| {
                        view! {
                            <a class="ds-button" data-variant="secondary" href=to>
                                {t.to_team}
                            </a>
                        }
                    })}
            </div>
        </section>
    }
    .into_any()
}
