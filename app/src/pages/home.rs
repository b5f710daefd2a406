//! The front page: what this is, and two doors.

use crate::{Fault, Here, pages::Screen};
use leptos::prelude::*;

/// `/nb`
pub fn screen() -> Result<Screen, Fault> {
    let here = Here::get();
    let t = &here.texts().home;
    Ok(Screen::new(
        "",
        view! {
            <h1>{t.title}</h1>
            <p>{t.lead}</p>
            <p>
                <a href=here.to("bli-med")>{t.join}</a>
            </p>
            <p>
                <a href=here.to("moduler")>{t.explore}</a>
            </p>
        },
    ))
}
