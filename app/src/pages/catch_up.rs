//! Catching up: what was opened and agreed on while one was away, and room for one's own view.

use crate::{
    Fault, Here, Services,
    components::{agreement::Sentence, date, field::hidden, icon::Icon, moment::moment, typed::typed},
    locales::fill,
    minutes,
    pages::{Screen, minutes::answers},
};
use domain::{
    ending::minutes::{MinutesPrompt, MinutesStep},
    view::Mine,
};
use leptos::prelude::*;

/// `/nb/okt/{id}/ta-igjen`
pub async fn screen(id: &str) -> Result<Screen, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), crate::asker());
    let t = &here.texts().ending;
    let (record, script) = minutes::session(id).await?;
    let until = record.may_catch_up(&asker)?;
    let written = record.minutes(&asker, &script)?;
    let until = moment(until, services.ambient.as_ref(), &here);
    let day = date::day(written.day, here.lang);
    let lead = fill(t.catch_up_lead, &[("day", &day), ("moment", &until)]);
    let who = fill(t.late_who, &[("moment", &until)]);
    let none = written.steps.is_empty();
    let agreements = written.agreements.into_iter().map(|terms| view! { <Sentence lang=here.lang terms /> });
    let agreements = agreements.collect_view();
    let mut number = 0;
    let steps: Vec<AnyView> = written
        .steps
        .into_iter()
        .map(|step| one_step(&here, step, &mut number, |prompt| record.late_view(&asker, prompt)))
        .collect();
    let view = view! {
        <div class="stack">
            <p class="eyebrow">{written.team}</p>
            <h1>{t.catch_up}</h1>
            <p class="lead">{written.title}</p>
            <p>{lead}</p>
            <p class="meta">{t.as_guest}</p>
        </div>
        <section class="section" aria-labelledby="avtalt">
            <h2 id="avtalt">{t.agreed}</h2>
            {agreements}
        </section>
        <form class="stack" data-gap="l" method="post" action="/api/ta-igjen">
            {hidden([("session", record.session.id.to_string())])}
            {none.then(|| view! { <p>{t.nothing_shared}</p> })}
            {steps}
            <div class="section">
                {(!none)
                    .then(|| {
                        view! {
                            <div class="stack" data-gap="s">
                                <p class="audience">
                                    <Icon name="las" />
                                    {who}
                                </p>
                                <p class="audience">
                                    <Icon name="info" />
                                    {t.late_honest}
                                </p>
                            </div>
                        }
                    })}
                <button class="ds-button" data-size="lg" type="submit">
                    {t.done}
                </button>
            </div>
        </form>
    };
    Ok(Screen::new(t.catch_up, view).narrow())
}

fn one_step(
    here: &Here,
    step: MinutesStep,
    number: &mut usize,
    mine: impl Fn(&str) -> Option<Mine>,
) -> AnyView {
    let prompts: Vec<AnyView> = step
        .prompts
        .into_iter()
        .map(|prompt| {
            let mine = mine(&prompt.id);
            *number += 1;
            one_prompt(here, prompt, *number - 1, mine)
        })
        .collect();
    view! {
        <section class="section">
            <h2>{step.title}</h2>
            {prompts}
        </section>
    }
    .into_any()
}

fn one_prompt(here: &Here, prompt: MinutesPrompt, number: usize, mine: Option<Mine>) -> AnyView {
    let MinutesPrompt { id, question, opened } = prompt;
    let (text, base) = mine.map(|mine| (mine.text, mine.version)).unwrap_or_default();
    let (field, help) = (format!("syn-{id}"), format!("syn-{id}-hjelp"));
    let name = |part: &str| format!("views[{number}][{part}]");
    view! {
        <div class="stack">
            <h3 id=format!("sporsmal-{id}")>{question}</h3>
            {(!opened.is_empty()).then(|| answers(opened))}
            <div class="ds-field">
                <input type="hidden" name=name("prompt") value=id.clone() />
                <input type="hidden" name=name("base") value=base.to_string() />
                <label class="ds-label" for=field.clone()>
                    {here.texts().ending.your_view}
                </label>
                <textarea
                    class="ds-input paper"
                    rows="4"
                    id=field
                    name=name("text")
                    autocomplete="off"
                    aria-describedby=format!("sporsmal-{id} {help}")
                    inner_html=typed(&text)
                ></textarea>
                <p class="audience" id=help>
                    {here.texts().session.confidential}
                </p>
            </div>
        </div>
    }
    .into_any()
}
