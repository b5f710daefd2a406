//! A field of a form: its label, what helps, the input, and what is wrong with it.

use leptos::prelude::*;

/// One line of text, a date or an address.
#[component]
pub fn Field(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// The name in the form.
    name: &'static str,
    /// What the field is called.
    label: &'static str,
    /// A sentence of help.
    #[prop(optional, into)]
    help: Option<String>,
    /// The kind of input.
    #[prop(default = "text")]
    kind: &'static str,
    /// What stands there from before.
    #[prop(optional, into)]
    value: String,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// The most characters it takes.
    #[prop(default = 80)]
    limit: usize,
    /// The first day, in a date.
    #[prop(optional, into)]
    min: Option<String>,
    /// The last day, in a date.
    #[prop(optional, into)]
    max: Option<String>,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// What is wrong.
    #[prop(default = None)]
    error: Option<String>,
    /// Whether it is a code, set large, and of what.
    #[prop(optional_no_strip)]
    code: Option<Code>,
    /// Whether one begins here; one does wherever something is wrong.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let (help_at, error_at) = (format!("{id}-hjelp"), format!("{id}-feil"));
    let described: Vec<&str> = [(help.is_some(), &help_at), (error.is_some(), &error_at)]
        .into_iter()
        .filter_map(|(there, at)| there.then_some(at.as_str()))
        .collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let wrong = error.is_some();
    view! {
        <div class="ds-field">
            <label class="ds-label" for=id.clone()>
                {label}
            </label>
            {help
                .map(|help| {
                    view! {
                        <p data-field="description" id=help_at>
                            {help}
                        </p>
                    }
                })}
            <input
                class=if code.is_some() { "ds-input code" } else { "ds-input" }
                type=kind
                id=id
                name=name
                value=value
                required=required
                maxlength=(kind != "date").then(|| limit.to_string())
                min=min
                max=max
                autocomplete=autocomplete
                aria-describedby=described
                aria-invalid=wrong.then_some("true")
                autofocus=wrong || autofocus
                spellcheck=code.map(|_| "false")
                autocapitalize=(code == Some(Code::Letters)).then_some("characters")
                inputmode=(code == Some(Code::Digits)).then_some("numeric")
                pattern=(code == Some(Code::Digits)).then_some("[0-9 ]{6,9}")
            />
            {error
                .map(|error| {
                    view! {
                        <p class="ds-validation-message" id=error_at>
                            {error}
                        </p>
                    }
                })}
        </div>
    }
}

/// What a code is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// Letters and digits, as for a session.
    Letters,
    /// Digits, as for signing in.
    Digits,
}

/// «Dette er en felles maskin», and what follows from it where something does.
#[component]
pub fn SharedMachine(
    /// The words.
    label: &'static str,
    /// A sentence of help.
    #[prop(optional)]
    help: &'static str,
    /// Whether it is ticked.
    checked: bool,
) -> impl IntoView {
    let helps = !help.is_empty();
    view! {
        <div class="ds-field">
            <input
                class="ds-input"
                type="checkbox"
                id="felles"
                name="shared"
                value="ja"
                checked=checked
                aria-describedby=helps.then_some("felles-hjelp")
            />
            <label class="ds-label" for="felles">
                {label}
            </label>
            {helps
                .then(|| {
                    view! {
                        <p data-field="description" id="felles-hjelp">
                            {help}
                        </p>
                    }
                })}
        </div>
    }
}

/// What a form brings along unseen.
pub fn hidden(fields: impl IntoIterator<Item = (&'static str, String)>) -> impl IntoView {
    fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view()
}
