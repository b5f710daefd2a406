//! A choice of one among several, as one field of a form that asks for a list.

use leptos::prelude::*;

/// A value, what it is called, and whether it is chosen.
pub type Value = (String, String, bool);

/// One choice; `any` leaves it open.
pub fn choice(name: &'static str, label: &'static str, any: &'static str, values: Vec<Value>) -> AnyView {
    let values = values.into_iter().map(|(value, label, is_chosen)| {
        view! {
            <option value=value selected=is_chosen>
                {label}
            </option>
        }
    });
    view! {
        <div class="ds-field">
            <label class="ds-label" for=name>
                {label}
            </label>
            <select class="ds-input" id=name name=name>
                <option value="">{any}</option>
                {values.collect_view()}
            </select>
        </div>
    }
    .into_any()
}
