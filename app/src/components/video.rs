//! A film: a card with a way to it, and the film itself for those who ask for it.
//!
//! Nothing is loaded from anybody else until the reader follows a link that says what comes of it. The link leads to the
//! same page with the film's name in the address; that answer alone lets the host's frame in. The choice is kept nowhere,
//! and whoever is sent that address by somebody else is asked too.

use crate::{
    Browser, Here, Reply, arena_query,
    components::{icon::Icon, rendered::Reader},
    locales::fill,
};
use domain::package::{Html, Video, VideoHost};
use leptos::prelude::*;

/// The field of the address that names the film to show.
const SHOWN: &str = "video";

/// The card, and beneath it the film or the way to see it here, where its host is one of those that the package names.
pub fn video(here: &Here, hosts: &[VideoHost], video: &Video, card: &Html, reader: Reader) -> AnyView {
    if !hosts.contains(&video.host) {
        return reader.rendered(card);
    }
    let chosen = !use_context::<Browser>().unwrap_or_default().from_elsewhere;
    let beneath = if chosen && here.field(SHOWN).as_ref() == Some(&video.film) {
        Reply::get().let_in(video.host);
        frame(video)
    } else {
        ask(here, video, reader)
    };
    view! {
        <div class="film" id=place(video)>
            {reader.rendered(card)}
            {beneath}
        </div>
    }
    .into_any()
}

fn place(video: &Video) -> String {
    format!("film-{}", video.film)
}

fn ask(here: &Here, video: &Video, reader: Reader) -> AnyView {
    let t = &here.texts().video;
    let arena = arena_query(reader.arena);
    let mark = if arena.is_empty() { '?' } else { '&' };
    let to = format!("{}{arena}{mark}{SHOWN}={}#{}", here.path, video.film, place(video));
    view! {
        <p class="no-print">
            <a class="ds-button" data-variant="secondary" href=to rel="nofollow">
                <Icon name="spill" />
                {fill(t.show, &[("title", &video.title)])}
            </a>
        </p>
        <p class="meta no-print">{fill(t.consent, &[("host", &video.host.name())])}</p>
    }
    .into_any()
}

/// The film. The host's player wants to know which site it stands on, and nothing more is told.
fn frame(video: &Video) -> AnyView {
    view! {
        <iframe
            class="no-print"
            src=video.frame()
            title=video.title.clone()
            sandbox="allow-scripts allow-same-origin allow-presentation"
            allow="fullscreen; picture-in-picture"
            referrerpolicy="strict-origin"
        ></iframe>
    }
    .into_any()
}
