//! The editors' page: whether what was published is out, what is wrong first, then what readers say, then every page
//! and every file.

mod desk;
mod files;
mod held;
mod look;
mod published;
mod said;

use crate::{
    Fault, Here, Services, asker,
    pages::{Screen, trial},
};
use desk::Desk;
use leptos::prelude::*;

/// `/nb/redaktor`. `?vis=` shows some of the files, `?finn=` those with a word in them, `?fil=` what is wrong with one.
pub async fn screen() -> Result<Screen, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), asker());
    let editing = asker.edits()?;
    let said = services.store.feedback(&editing).await?;
    let desk = Desk::new(&here, &services, said);
    let t = &here.texts().editor;
    let ways = [
        ("feil", t.held, desk.held().len()),
        ("bor", t.look, desk.to_look_at()),
        ("sagt", t.said, desk.with_words().count()),
        ("sider", t.pages, desk.pages.len()),
    ];
    let way = |(id, name, count): (&'static str, &'static str, usize)| {
        view! {
            <li>
                <a href=format!("#{id}")>{format!("{name} ({count})")}</a>
            </li>
        }
    };
    let view = view! {
        <div class="stack">
            <h1>{t.title}</h1>
            <p class="lead">{t.lead}</p>
            <a class="ds-button" data-variant="secondary" href=here.to(trial::ADDRESS)>
                {here.texts().trial.door}
            </a>
            {published::section(&desk)}
            <nav aria-label=t.title>
                <ul class="row">{ways.map(way).into_iter().collect_view()}</ul>
            </nav>
        </div>
        {held::section(&desk)}
        {look::section(&desk)}
        {said::section(&desk)}
        {files::section(&desk)}
    };
    Ok(Screen::new(t.title, view))
}
