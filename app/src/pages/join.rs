//! Joining a session with the code that stands on the screen in the room: a name or a nickname, and no account.

use crate::{
    Fault, Here,
    components::field::{Code, Field, SharedMachine},
    labels,
    pages::{Screen, fault::Sent},
};
use domain::{Refusal, text};
use leptos::prelude::*;

/// `/nb/bli-med`
pub fn screen() -> Result<Screen, Fault> {
    let name = crate::asker().me.map(|me| me.name).unwrap_or_default();
    let code = Here::get().field("kode").unwrap_or_default();
    let sent = Sent::new("/api/bli-med", [("code", code), ("name", name)]);
    Ok(form(&sent, [None, None]))
}

/// The same form where it was refused: what was typed stands there, and beside its field what is wrong.
pub fn refused(fault: &Fault, sent: &Sent) -> Screen {
    let here = Here::get();
    let t = &here.texts().join;
    let (of_name, says) = match fault {
        Fault::Invalid { field } if field == "code" => (false, t.code_wrong.to_owned()),
        Fault::Refused(Refusal::Expired) => (false, t.code_unknown.to_owned()),
        Fault::Refused(Refusal::TooMany) => (false, t.too_many.to_owned()),
        Fault::Refused(Refusal::Empty | Refusal::TooLong { .. } | Refusal::NationalId)
        | Fault::Invalid { .. } => (true, labels::sentence(fault, &sent.action, here.lang)),
        _ => (false, fault.sentence(here.lang)),
    };
    form(sent, if of_name { [None, Some(says)] } else { [Some(says), None] })
}

fn form(sent: &Sent, [code_wrong, name_wrong]: [Option<String>; 2]) -> Screen {
    let here = Here::get();
    let t = &here.texts().join;
    let code = sent.field("code");
    // The field that is still empty comes first under the thumb.
    let begins = code_wrong.is_none() && name_wrong.is_none();
    let has_code = !code.is_empty();
    let view = view! {
        <h1>{t.title}</h1>
        <form class="form" method="post" action=sent.action.clone()>
            <Field
                id="kode"
                name="code"
                label=t.code
                help=t.code_help
                limit=9
                value=code
                required=true
                error=code_wrong
                code=Some(Code::Letters)
                autofocus=begins && !has_code
            />
            <Field
                id="navn"
                name="name"
                label=t.name
                help=t.name_help
                limit=text::NAME
                value=sent.field("name")
                required=true
                autocomplete="given-name"
                error=name_wrong
                autofocus=begins && has_code
            />
            <SharedMachine label=t.shared checked=!sent.field("shared").is_empty() />
            <button class="ds-button" data-size="lg" type="submit">
                {t.go}
            </button>
        </form>
    };
    Screen::new(t.title, view).narrow()
}
