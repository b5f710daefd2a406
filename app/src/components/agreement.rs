//! An agreement read back as a sentence: «Når …, gjør vi … Vi ser etter … Følges opp …»

use crate::{components::date, locales::texts};
use domain::{Lang, agreement::Terms};
use leptos::prelude::*;

/// What is done and when, where there is no room for all of it: «Når vi kler på oss, gjør vi påkledningen rolig».
pub fn in_short(terms: &Terms, lang: Lang) -> String {
    let t = &texts(lang).agreement;
    format!("{} {}, {} {}", t.when, terms.situation, t.we_do, terms.action)
}

/// The whole sentence, where there is nothing but text.
pub fn words(terms: &Terms, lang: Lang) -> String {
    let t = &texts(lang).agreement;
    let day = date::day(terms.follow_up, lang);
    let Terms { situation, action, sign, .. } = terms;
    let (first, by) = (format!("{} {situation}, {} {action}.", t.when, t.we_do), by(terms, lang));
    format!("{first} {} {sign}. {} {day}{by}", t.look_for, t.follow_up)
}

/// The sentence.
#[component]
pub fn Sentence(lang: Lang, terms: Terms) -> impl IntoView {
    let t = &texts(lang).agreement;
    view! {
        <blockquote class="agreement">
            <p>
                <b>{t.when}</b>
                {format!(" {}, ", terms.situation)}
                <b>{t.we_do}</b>
                {format!(" {}.", terms.action)}
            </p>
            <p>
                <b>{t.look_for}</b>
                {format!(" {}. ", terms.sign)}
                <b>{t.follow_up}</b>
                " "
                <time datetime=terms.follow_up.to_string()>{date::day(terms.follow_up, lang)}</time>
                {by(&terms, lang)}
            </p>
        </blockquote>
    }
}

/// The sentence's four holes, to be written in by hand on paper.
pub fn holes(lang: Lang) -> AnyView {
    let t = &texts(lang).agreement;
    let holes = [t.when, t.we_do, t.look_for, t.follow_up].map(|name| {
        view! {
            <p>
                <b>{name}</b>
            </p>
        }
    });
    view! { <div class="agreement holes print-only">{holes.into_iter().collect_view()}</div> }.into_any()
}

/// Who follows it up, as the sentence ends: « av Kari.» Nobody is named where the one who did has been deleted.
fn by(terms: &Terms, lang: Lang) -> String {
    match terms.keeper.as_str() {
        "" => ".".to_owned(),
        keeper => format!(" {} {keeper}.", texts(lang).agreement.by),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_well_where_its_keeper_is_deleted() {
        let terms = Terms {
            situation: "vi kler på oss".into(),
            action: "venter".into(),
            sign: "ro".into(),
            follow_up: "2026-12-05".parse().unwrap(),
            keeper: "Kari".into(),
        };
        assert_eq!(by(&terms, Lang::Nb), " av Kari.");
        let text = words(&terms, Lang::Nb);
        assert!(text.starts_with("Når vi kler på oss, gjør vi venter. Vi ser etter ro. "), "{text}");
        assert!(text.ends_with(" lørdag 5. desember av Kari."), "{text}");
        assert_eq!(by(&Terms { keeper: String::new(), ..terms }, Lang::Nb), ".");
    }
}
