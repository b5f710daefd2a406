//! The choice of whose examples stand first: plain links, so it needs no script and can be shared.

use crate::{Here, arena_query, components::audience};
use domain::package::Audience;
use leptos::prelude::*;

/// Where on the page the choice stands, so that choosing does not take the reader to the top.
const ANCHOR: &str = "arena";

/// Links to this page with each of the arenas first.
pub fn arena_chooser(here: &Here, arenas: &[Audience], chosen: Option<Audience>) -> AnyView {
    let lang = here.lang;
    let pill = |arena: &Audience| {
        let to = format!("{}{}#{ANCHOR}", here.path, arena_query(Some(*arena)));
        view! {
            <a href=to aria-current=(Some(*arena) == chosen).then_some("true")>
                {audience::label(*arena, lang)}
            </a>
        }
    };
    view! {
        <nav class="arenas" id=ANCHOR aria-labelledby="arena-ledetekst">
            <p class="meta" id="arena-ledetekst">
                {here.texts().page.choose_arena}
            </p>
            <div class="pills">{arenas.iter().map(pill).collect_view()}</div>
        </nav>
    }
    .into_any()
}
