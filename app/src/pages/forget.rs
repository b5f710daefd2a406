//! Being forgotten: what goes, what stays, and a button for one who is sure.

use crate::{Fault, Here, pages::Screen};
use leptos::prelude::*;

/// `/nb/min-side/slett`
pub fn screen() -> Result<Screen, Fault> {
    let here = Here::get();
    let t = &here.texts().forget;
    crate::asker().person()?;
    let view = view! {
        <div class="stack">
            <h1>{t.title}</h1>
            <p>{t.lead}</p>
            <p>{t.stays}</p>
            <p>
                {t.takeout_first} " "
                <a href=here.to("min-side/data.json") download="">
                    {here.texts().my_page.takeout}
                </a>
            </p>
        </div>
        <form class="form" method="post" action="/api/slett-meg">
            <div class="ds-field">
                <input class="ds-input" type="checkbox" id="sikker" name="sure" value="ja" required />
                <label class="ds-label" for="sikker">
                    {t.sure}
                </label>
            </div>
            <div class="row">
                <button class="ds-button" data-color="danger" type="submit">
                    {t.go}
                </button>
                <a class="ds-button" data-variant="tertiary" href=here.to("min-side")>
                    {t.cancel}
                </a>
            </div>
        </form>
    };
    Ok(Screen::new(t.title, view).narrow())
}

/// `/nb/slettet`
pub fn done() -> Result<Screen, Fault> {
    let here = Here::get();
    let t = &here.texts().forget;
    let view = view! {
        <div class="stack">
            <h1>{t.done_title}</h1>
            <p>{t.done}</p>
            <p>
                <a href=here.to("")>{here.texts().fault.home}</a>
            </p>
        </div>
    };
    Ok(Screen::new(t.done_title, view).narrow())
}
