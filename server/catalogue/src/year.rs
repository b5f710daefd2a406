//! `ordningen/arshjul.yaml`: the points of the year wheel.

use crate::{
    fields::{self, Fields},
    problem::{Findings, Problem, Said},
    yaml::{self, Item},
};
use domain::{
    Date,
    package::{Certainty, Event, When},
};
use std::collections::HashSet;

/// The file's name.
pub(crate) const FILE: &str = "ordningen/arshjul.yaml";

/// Reads the points that are whole, in their order, and what they say to readers.
pub(crate) fn read(file: &str, text: &str) -> (Vec<Event>, (Vec<Problem>, Vec<Said>)) {
    let mut findings = Findings::new(file, text);
    let items = yaml::list(text).unwrap_or_else(|error| {
        fields::unreadable(&error, &mut findings);
        Vec::new()
    });
    let mut ids = HashSet::new();
    let events = items.into_iter().filter_map(|item| event(item, &mut ids, &mut findings)).collect();
    (events, findings.into_both())
}

fn event(item: Item, ids: &mut HashSet<String>, findings: &mut Findings<'_>) -> Option<Event> {
    let faults = findings.len();
    let mut fields = Fields::of_item(item, findings)?;
    let id = fields.id(ids);
    let when = when(&mut fields);
    let who = fields.in_each_language("hvem");
    let what = fields.in_each_language("hva");
    let certainty = certainty(&mut fields);
    let source = fields.link("kilde");
    let checked = fields.required_date("sjekket");
    fields.finish();
    if findings.len() > faults {
        return None;
    }
    let (checked, _) = checked?;
    Some(Event { id, when: when?, who: who?, what: what?, certainty: certainty?, source, checked })
}

fn when(fields: &mut Fields<'_, '_>) -> Option<When> {
    if !fields.has("måned") {
        fields.missing("måned");
    }
    let from = fields.number("måned", 1..=12);
    let to = fields.number("til_måned", 1..=12);
    let at = fields.place_of("dag");
    let day = fields.number("dag", 1..=31);
    let month = |month: u16| u8::try_from(month).ok();
    let from = month(from?)?;
    let Some(day) = day.and_then(month) else {
        return Some(When::Months { from, to: to.and_then(month).unwrap_or(from) });
    };
    // A leap year has every day there is.
    if format!("2028-{from:02}-{day:02}").parse::<Date>().is_err() {
        fields.bad(at, format!("Måneden har ingen dag {day}."), "Rett dagen eller måneden.");
    } else if to.is_some() {
        let mend = "Skriv «dag» for én dag, eller «til_måned» for en tid, ikke begge.";
        fields.bad(at, "Punktet har både en dag og en måned det varer til.".to_owned(), mend);
    }
    Some(When::Day { month: from, day })
}

/// Whoever is not sure must say whom to ask.
fn certainty(fields: &mut Fields<'_, '_>) -> Option<Certainty> {
    let is_certain = fields.yes_or_no("sikkert");
    let ask = match is_certain {
        Some(false) => fields.in_each_language("spør"),
        _ => fields.in_each_language_if_there("spør"),
    };
    if is_certain? { Some(Certainty::Confirmed) } else { ask.map(Certainty::Ask) }
}
