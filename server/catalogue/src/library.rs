//! `ressurser/ressurser.yaml`: what others have made, by theme.

use crate::{
    fields::Fields,
    problem::{Findings, Kind, Problem, Said},
    yaml::Item,
};
use domain::package::{Library, Reader, Resource, Theme};
use std::collections::HashSet;

/// The file's name.
pub(crate) const FILE: &str = "ressurser/ressurser.yaml";

/// Reads the themes and the resources that are whole, in their order, and what they say to readers.
pub(crate) fn read(file: &str, text: &str) -> (Library, (Vec<Problem>, Vec<Said>)) {
    let mut findings = Findings::new(file, text);
    let Some(mut fields) = Fields::parse(text, 1, &mut findings) else {
        return (Library::default(), findings.into_both());
    };
    let themes = fields.items("temaer", "[{id: …, navn: …}]");
    let resources = fields.items("ressurser", "[{id: …, tittel: …}]");
    fields.finish();

    let mut ids = HashSet::new();
    let themes: Vec<Theme> =
        themes.into_iter().filter_map(|item| theme(item, &mut ids, &mut findings)).collect();
    let mut ids = HashSet::new();
    let resources =
        resources.into_iter().filter_map(|item| resource(item, &themes, &mut ids, &mut findings)).collect();
    (Library { themes, resources }, findings.into_both())
}

fn theme(item: Item, ids: &mut HashSet<String>, findings: &mut Findings<'_>) -> Option<Theme> {
    let faults = findings.len();
    let mut fields = Fields::of_item(item, findings)?;
    let id = fields.id(ids);
    let name = fields.in_each_language("navn");
    fields.finish();
    if findings.len() > faults { None } else { Some(Theme { id, name: name? }) }
}

fn resource(
    item: Item,
    themes: &[Theme],
    ids: &mut HashSet<String>,
    findings: &mut Findings<'_>,
) -> Option<Resource> {
    let faults = findings.len();
    let mut fields = Fields::of_item(item, findings)?;
    let id = fields.id(ids);
    let title = fields.required("tittel");
    let publisher = fields.required("utgiver");
    if !fields.has("lenke") {
        fields.missing("lenke");
    }
    let url = fields.link("lenke");
    let about = its_themes(&mut fields, themes);
    let arenas = fields.required_audience();
    let roles = its_roles(&mut fields);
    let when = fields.in_each_language("bruk");
    let checked = fields.required_date("sjekket");
    fields.finish();
    if findings.len() > faults {
        return None;
    }
    let (checked, _) = checked?;
    Some(Resource { id, title, publisher, url: url?, themes: about, arenas, roles, when: when?, checked })
}

fn its_themes(fields: &mut Fields<'_, '_>, themes: &[Theme]) -> Vec<String> {
    let said = fields.required_list("tema");
    for (id, at) in said.iter().filter(|(id, _)| !themes.iter().any(|theme| theme.id == *id)) {
        fields.findings().place(
            Kind::UnknownTheme,
            *at,
            format!("Temaet «{id}» står ikke i «temaer» øverst i fila."),
            "Bruk en id som står der, eller legg temaet til.",
        );
    }
    said.into_iter().map(|(id, _)| id).collect()
}

fn its_roles(fields: &mut Fields<'_, '_>) -> Vec<Reader> {
    let mut roles = Vec::new();
    for (word, at) in fields.required_list("rolle") {
        match Reader::from_word(&word) {
            Some(role) => roles.push(role),
            None => fields.bad(
                at,
                format!("Rollen «{word}» finnes ikke."),
                "Bruk ansatte, leder, eier eller ppt.",
            ),
        }
    }
    roles
}
