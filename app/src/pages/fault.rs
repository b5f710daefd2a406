//! What a person sees where a page or a form was refused: what is wrong, and a way on.

use crate::{
    Fault, Here, Services,
    components::{field::hidden, icon::Icon, place::Place, typed::typed},
    labels,
    pages::Screen,
};
use domain::{Lang, Refusal, text};
use leptos::prelude::*;

/// A field as a form sent it.
pub type Field = (String, String);

/// A form: where it is sent, and what stands in it.
pub struct Sent {
    /// Where it is sent.
    pub action: String,
    fields: Vec<Field>,
}

impl Sent {
    /// A form with what stands in it from before.
    pub fn new(action: &str, fields: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value));
        Sent { action: action.to_owned(), fields: fields.collect() }
    }

    /// What stands in a field; empty where it was not sent.
    pub fn field(&self, name: &str) -> String {
        let field = self.fields.iter().find(|(sent, _)| sent == name);
        field.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// A field that the form brings along unseen, where it has one.
    pub fn brings(&self, name: &'static str) -> impl IntoView + use<> {
        Some(self.field(name)).filter(|value| !value.is_empty()).map(|value| hidden([(name, value)]))
    }
}

/// A form that was refused. Those who are on their way in see their own form, with what is wrong beside its field.
pub fn refused(fault: &Fault, action: String, fields: Vec<Field>, back: Option<String>) -> Screen {
    let sent = Sent { action, fields };
    let to = sent.action.split('?').next().unwrap_or_default();
    match (to, fault) {
        (_, Fault::Internal | Fault::Busy | Fault::Full | Fault::NotSent) => form(fault, sent, back),
        ("/api/bli-med", _) => super::join::refused(fault, &sent),
        ("/api/be-om-kode", _) => super::sign_in::address_refused(fault, &sent),
        ("/api/fortell-med-lenke", Fault::Refused(refusal)) if super::tell::is_of_the_link(refusal) => {
            super::tell::refused(refusal, &sent)
        }
        ("/api/logg-inn", _) => super::sign_in::code_refused(fault, &sent),
        (
            "/api/si-mer",
            Fault::Refused(Refusal::Empty | Refusal::TooLong { .. } | Refusal::NationalId)
            | Fault::Invalid { .. },
        ) => super::found::refused(fault, &sent),
        _ => form(fault, sent, back),
    }
}

/// A page that could not be shown.
pub fn screen(fault: &Fault) -> Screen {
    let here = Here::get();
    let t = here.texts();
    let (heading, icon) = match fault {
        Fault::Refused(Refusal::Missing) => (t.fault.not_found_heading, "sok"),
        Fault::Refused(Refusal::SignedOut | Refusal::Forbidden) => (t.fault.heading, "las"),
        _ => (t.fault.heading, "info"),
    };
    Screen::new(
        heading,
        view! {
            <div class="empty">
                <Icon name=icon />
                <h1>{heading}</h1>
                <p>{fault.sentence(here.lang)}</p>
                <div class="row">
                    <a class="ds-button" href=here.to("")>
                        {t.fault.home}
                    </a>
                    <a class="ds-button" data-variant="secondary" href=here.to("moduler")>
                        {t.home.explore_go}
                    </a>
                </div>
            </div>
        },
    )
    .narrow()
}

/// Any other form. Everything that was typed stands here still, and can be sent again.
fn form(fault: &Fault, Sent { action, mut fields }: Sent, back: Option<String>) -> Screen {
    let here = Here::get();
    let not_chosen = match fault {
        Fault::Invalid { field } => field.clone(),
        _ => String::new(),
    };
    let says = labels::sentence(fault, &action, here.lang);
    let t = here.texts();
    let theirs = theirs(fault, &mut fields);
    let theirs = (!theirs.is_empty()).then(|| {
        let each = theirs.into_iter().map(|(about, theirs)| {
            view! {
                {about.map(|place| view! { <p class="meta">{called(&place, &here)}</p> })}
                <blockquote class="typed">{theirs}</blockquote>
            }
        });
        view! {
            <section class="stack">
                <h2>{t.fault.theirs}</h2>
                {each.collect_view()}
            </section>
        }
    });
    // Of a choice that nobody made, a form sends nothing.
    if !labels::choices(&action, &not_chosen, here.lang).is_empty()
        && !fields.iter().any(|(name, _)| *name == not_chosen)
    {
        fields.push((not_chosen, String::new()));
    }
    let wrong = wrong(fault, &action, &fields, here.lang);
    let called = called_apart(&fields, &here);
    let fields = fields.into_iter().map(|(name, value)| {
        let is_wrong = wrong.iter().any(|(field, _)| *field == name);
        (stands(&action, &name, &value, is_wrong, here.lang), name, value)
    });
    let (brought, filled_in): (Vec<_>, Vec<_>) = fields.partition(|(stands, ..)| *stands == Stands::Hidden);
    let kept = (!filled_in.is_empty()).then_some(view! { <p>{t.fault.kept}</p> });
    let brought =
        brought.into_iter().map(|(_, name, value)| view! { <input type="hidden" name=name value=value /> });
    let typed_before = filled_in.into_iter().map(|(stands, name, value)| {
        let of_note = called.iter().find(|(field, _)| *field == name).map(|(_, called)| called.clone());
        let label = of_note.unwrap_or_else(|| {
            labels::label(&action, &name, here.lang).unwrap_or(t.fault.your_text).to_owned()
        });
        let error = wrong.iter().position(|(field, _)| *field == name).map(|at| Error {
            // The one thing that is wrong is said on top already.
            says: (wrong.len() > 1).then(|| wrong[at].1.clone()),
            first: at == 0,
        });
        mendable(stands, label, name, value, error)
    });
    let typed_before = typed_before.collect_view();
    Screen::new(
        t.fault.heading,
        view! {
            <h1>{t.fault.heading}</h1>
            <div class="ds-alert" data-color="danger" role="alert">
                <p id=SAYS>{says}</p>
                {kept}
            </div>
            {theirs}
            <form class="form" method="post" action=action>
                {brought.collect_view()} {typed_before} <div class="row">
                    <button class="ds-button" type="submit">
                        {t.fault.retry}
                    </button>
                    {back
                        .map(|back| {
                            view! {
                                <a class="ds-button" data-variant="tertiary" href=back>
                                    {t.fault.back}
                                </a>
                            }
                        })}
                </div>
            </form>
        },
    )
    .narrow()
}

/// The texts that stand, where somebody has written elsewhere meanwhile, each with the place of its note where the form
/// holds several. What was based on an older text is then based on that one, so that whoever has read both may send
/// again and have the last word; what is still unread is based on what it was.
fn theirs(fault: &Fault, fields: &mut [Field]) -> Vec<(Option<String>, String)> {
    match fault {
        Fault::Refused(Refusal::Conflict { theirs, version }) => {
            raise(fields, "base", *version);
            vec![(None, theirs.clone())]
        }
        Fault::Notes(refused) => {
            let conflicts = refused.iter().filter_map(|(place, why)| match why {
                Refusal::Conflict { theirs, version } => {
                    if let Some(note) = note_at(fields, place) {
                        raise(fields, &format!("{note}[base]"), *version);
                    }
                    Some((Some(place.clone()), theirs.clone()))
                }
                _ => None,
            });
            conflicts.collect()
        }
        _ => Vec::new(),
    }
}

fn raise(fields: &mut [Field], base: &str, version: i64) {
    fields.iter_mut().filter(|(name, _)| name == base).for_each(|(_, value)| *value = version.to_string());
}

/// What the fields of the note about a place begin with, in a form of several: `notes[2]`.
fn note_at(fields: &[Field], place: &str) -> Option<String> {
    let note =
        fields.iter().find_map(|(name, value)| name.strip_suffix("[place]").filter(|_| value == place));
    note.map(str::to_owned)
}

/// What a note is about, as on the page where it was written: the question, or the page's title.
fn called(place: &str, here: &Here) -> String {
    let place = Place::of(&Services::get().catalogue.package(), place, here);
    place.question.unwrap_or(place.title)
}

/// What each text in a form of several notes is called: what its note is about.
fn called_apart(fields: &[Field], here: &Here) -> Vec<Field> {
    let places = fields.iter().filter_map(|(name, place)| Some((name.strip_suffix("[place]")?, place)));
    places.map(|(note, place)| (format!("{note}[text]"), called(place, here))).collect()
}

/// The fields that the fault is about, each with what is wrong with it; none where it is about no field.
fn wrong(fault: &Fault, action: &str, fields: &[Field], lang: Lang) -> Vec<Field> {
    let says = || labels::sentence(fault, action, lang);
    match fault {
        Fault::Invalid { field } => vec![(field.clone(), says())],
        Fault::Refused(Refusal::Part { part, .. }) => vec![(part.field().to_owned(), says())],
        Fault::Refused(refusal) => {
            let wrong = fields.iter().filter(|(name, value)| is_about(refusal, action, name, value, lang));
            wrong.map(|(name, _)| (name.clone(), says())).collect()
        }
        Fault::Notes(refused) => {
            let wrong = refused.iter().filter_map(|(place, why)| {
                let note = note_at(fields, place)?;
                Some((format!("{note}[text]"), Fault::Refused(why.clone()).sentence(lang)))
            });
            wrong.collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a refusal that names no field is about this one: what it says of a text is true of this text.
fn is_about(refusal: &Refusal, action: &str, name: &str, value: &str, lang: Lang) -> bool {
    let is_day = matches!(name, "day" | "follow_up");
    match refusal {
        Refusal::Empty => !is_day && value.trim().is_empty() && labels::label(action, name, lang).is_some(),
        Refusal::TooLong { limit, .. } => text::stored(value).chars().count() > *limit,
        Refusal::NationalId => text::holds_national_id(value),
        Refusal::NoDate | Refusal::Past => is_day,
        Refusal::Conflict { .. } => name == "text",
        _ => false,
    }
}

/// How a field of a refused form stands.
#[derive(Debug, PartialEq, Eq)]
enum Stands {
    /// Brought along unseen.
    Hidden,
    /// As a day.
    Day,
    /// As a choice among words with names.
    Chosen(Vec<(&'static str, &'static str)>),
    /// As text.
    Written,
}

/// How a field stands. What people fill in has a label, by action and field: an `obstacle` is an id where a leader
/// answers it, and words where somebody tells of it. What was left empty stands where that is what is wrong.
fn stands(action: &str, name: &str, value: &str, wrong: bool, lang: Lang) -> Stands {
    let own = name.trim_end_matches(']').rsplit('[').next().unwrap_or(name);
    let choices = labels::choices(action, own, lang);
    let filled_in = own == "text" || labels::label(action, own, lang).is_some();
    match own {
        _ if !choices.is_empty() => Stands::Chosen(choices),
        // Sent by the button that was pressed, or asked for again by its own page.
        "role" | "verdict" | "sure" => Stands::Hidden,
        "day" | "follow_up" if wrong || !value.is_empty() => Stands::Day,
        _ if value.contains([' ', '\n']) || (filled_in && (wrong || !value.is_empty())) => Stands::Written,
        _ => Stands::Hidden,
    }
}

/// What is wrong with a field.
struct Error {
    /// The words, where they stand beside the field.
    says: Option<String>,
    /// Whether it is the first; there one begins.
    first: bool,
}

/// Where what is wrong stands on top of the page.
const SAYS: &str = "feilen";

/// A field with what was filled in, where it can be mended, and what is wrong with it.
fn mendable(stands: Stands, label: String, name: String, value: String, error: Option<Error>) -> AnyView {
    let id = format!("felt-{name}");
    let (wrong, first) = (error.is_some().then_some("true"), error.as_ref().is_some_and(|error| error.first));
    let says = error.as_ref().and_then(|error| error.says.clone()).map(|says| (format!("{id}-feil"), says));
    let described = says.as_ref().map(|(at, _)| at.clone()).or(error.map(|_| SAYS.to_owned()));
    let says = says.map(|(at, says)| {
        view! {
            <p class="ds-validation-message" id=at>
                {says}
            </p>
        }
    });
    let field = match stands {
        Stands::Chosen(choices) => {
            let mut first = first;
            let choice = |(word, called): (&'static str, &'static str)| {
                let checked = word == value;
                view! {
                    <label>
                        <input
                            type="radio"
                            name=name.clone()
                            value=word
                            checked=checked
                            required
                            autofocus=std::mem::take(&mut first)
                        />
                        {called}
                    </label>
                }
            };
            return view! {
                <fieldset class="ds-fieldset" aria-describedby=described>
                    <legend class="ds-label">{label}</legend>
                    <div class="pills">{choices.into_iter().map(choice).collect_view()}</div>
                    {says}
                </fieldset>
            }
            .into_any();
        }
        Stands::Hidden => return view! { <input type="hidden" name=name value=value /> }.into_any(),
        Stands::Day => view! {
            <input
                class="ds-input"
                type="date"
                id=id.clone()
                name=name
                value=value
                aria-invalid=wrong
                aria-describedby=described
                autofocus=first
            />
        }
        .into_any(),
        Stands::Written => {
            let rows = if value.len() > 80 || value.contains('\n') { "8" } else { "1" };
            view! {
                <textarea
                    class="ds-input paper"
                    rows=rows
                    id=id.clone()
                    name=name
                    aria-invalid=wrong
                    aria-describedby=described
                    autofocus=first
                    inner_html=typed(&value)
                ></textarea>
            }
            .into_any()
        }
    };
    view! {
        <div class="ds-field">
            <label class="ds-label" for=id>
                {label}
            </label>
            {field}
            {says}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::{
        Fault, Field,
        Lang::Nb,
        Refusal,
        Stands::{Chosen, Day, Hidden, Written},
        stands, theirs, wrong,
    };
    use domain::agreement::Part;

    #[test]
    fn the_field_that_is_wrong_is_known() {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let names = |fault: &Fault, action: &str, fields: &[Field]| -> Vec<String> {
            wrong(fault, action, fields, Nb).into_iter().map(|(name, _)| name).collect()
        };
        let answer = [field("obstacle", "1"), field("kind", "nar"), field("day", ""), field("why", " ")];
        assert_eq!(names(&Fault::invalid("day"), "/api/svar", &answer), ["day"]);
        assert_eq!(names(&Refusal::Empty.into(), "/api/svar", &answer), ["why"]);
        assert_eq!(names(&Refusal::Past.into(), "/api/svar", &answer), ["day"]);
        let words = [field("id", "1"), field("seen", "24850900163"), field("obstacle", "Vi fikk ikke tid")];
        assert_eq!(names(&Refusal::NationalId.into(), "/api/fortell", &words), ["seen"]);
        let part = Refusal::Part { part: Part::Keeper, why: Box::new(Refusal::Empty) };
        assert_eq!(names(&part.into(), "/api/avtal", &[]), ["keeper"]);
        assert_eq!(names(&Refusal::Closed.into(), "/api/svar", &answer), [""; 0]);
    }

    #[test]
    fn a_note_is_based_on_the_text_that_was_shown_and_on_no_other() {
        let form = |bases: [&str; 2]| -> Vec<Field> {
            let note = |n: usize, place: &str| {
                [("place", place), ("base", bases[n]), ("text", "ord")]
                    .map(|(part, value)| (format!("notes[{n}][{part}]"), value.to_owned()))
            };
            note(0, "m/a").into_iter().chain(note(1, "m/b")).collect()
        };
        let mut fields = form(["3", "5"]);
        let conflict = Refusal::Conflict { theirs: "står".into(), version: 9 };
        let fault = Fault::Notes(vec![("m/b".into(), conflict.clone()), ("m/a".into(), Refusal::NationalId)]);
        assert_eq!(theirs(&fault, &mut fields), [(Some("m/b".into()), "står".into())]);
        assert_eq!(fields, form(["3", "9"]));
        let mut one: Vec<Field> = vec![("base".into(), "3".into())];
        assert_eq!(theirs(&Fault::Refused(conflict), &mut one), [(None, "står".into())]);
        assert_eq!(one[0].1, "9");
    }

    #[test]
    fn what_was_written_can_be_mended() {
        assert_eq!(stands("/api/skriv", "text", "24850900163", false, Nb), Written);
        assert_eq!(stands("/api/notater", "notes[0][text]", "ord", false, Nb), Written);
        assert_eq!(stands("/api/bli-med", "code", "ZZZZZZ", false, Nb), Written);
        assert_eq!(stands("/api/avtal?fra=%2Fnb", "situation", "", true, Nb), Written);
        assert_eq!(stands("/api/fortell", "obstacle", "rommet", false, Nb), Written);
    }

    #[test]
    fn what_was_chosen_can_be_chosen_again() {
        assert!(
            matches!(stands("/api/svar?fra=%2Fnb", "kind", "nar", false, Nb), Chosen(all) if all.len() == 4)
        );
        assert_eq!(stands("/api/svar", "day", "", true, Nb), Day);
        assert_eq!(stands("/api/planlegg", "day", "2026-01-01", false, Nb), Day);
    }

    #[test]
    fn what_was_brought_along_stays_hidden() {
        let id = "0190a0a0-0000-7000-8000-000000000001";
        assert_eq!(stands("/api/skriv", "session", id, false, Nb), Hidden);
        assert_eq!(stands("/api/svar", "obstacle", id, false, Nb), Hidden);
        assert_eq!(stands("/api/skriv", "base", "0", true, Nb), Hidden);
        assert_eq!(stands("/api/inviter", "role", "deltaker", false, Nb), Hidden);
        assert_eq!(stands("/api/fortell", "seen", "", false, Nb), Hidden);
    }
}
