//! A module as a card: what it is, who it is for, what it takes.

use crate::{
    Here,
    components::{audience, duration, phase::Dots},
    locales::fill,
};
use domain::{package::Module, reading::Path};
use leptos::prelude::*;

/// The card. Its heading is of level 2 on the list of modules, of level 3 beneath a heading elsewhere.
pub fn module_card(here: &Here, module: &Module, level: u8) -> AnyView {
    let lang = here.lang;
    let t = &here.texts().module;
    let text = module.text.get(lang);
    let link = view! { <a href=here.on(&format!("moduler/{}", module.slug))>{text.title.clone()}</a> };
    let heading =
        if level == 2 { view! { <h2>{link}</h2> }.into_any() } else { view! { <h3>{link}</h3> }.into_any() };
    let minutes = duration::minutes(module.minutes(), lang);
    let time = match module.weeks() {
        Some(weeks) => {
            fill(t.time_and_weeks, &[("time", &minutes), ("weeks", &duration::weeks(weeks, lang))])
        }
        None => minutes,
    };
    let phases = Path::of(module).phases.into_iter().map(|(phase, _)| phase).collect::<Vec<_>>();
    view! {
        <li class="ds-card">
            {heading} <p>{text.summary.clone()}</p>
            <p class="meta">{audience::list(&module.audience, lang)} <br /> {time}</p> <Dots lang phases />
        </li>
    }
    .into_any()
}
