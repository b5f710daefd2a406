//! The fields of a mapping in YAML, taken one by one as what they should be, with whatever is wrong with each.

use crate::{
    index::scheme,
    problem::{Findings, Kind},
    source::Place,
    yaml::{self, Entry, Item, Value},
};
use domain::{
    Date, Lang, PerLang,
    package::{Audience, Phase, is_id},
};
use std::{collections::HashSet, ops::RangeInclusive};

/// Where each field's value stands.
#[derive(Default)]
pub(crate) struct Places(Vec<(String, Place)>);

impl Places {
    /// Whether there were any fields to read.
    pub(crate) fn are_known(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether a field is there, whatever it says.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(name, _)| name == key)
    }

    /// The field's place, or the file's beginning where it is not there.
    pub(crate) fn of(&self, key: &str) -> Place {
        self.0.iter().find(|(name, _)| name == key).map_or(Place::START, |(_, place)| *place)
    }
}

/// The fields that are not read yet, and the places of all.
pub(crate) struct Fields<'f, 'a> {
    /// Where the mapping begins, which is where a field that is missing is missed.
    start: Place,
    entries: Vec<Entry>,
    places: Places,
    known: Vec<&'static str>,
    findings: &'f mut Findings<'a>,
}

impl<'f, 'a> Fields<'f, 'a> {
    /// Reads the front matter of a Markdown file, which must be there.
    pub(crate) fn front_matter(yaml: Option<&str>, findings: &'f mut Findings<'a>) -> Option<Self> {
        match yaml {
            Some(yaml) => Self::parse(yaml, 2, findings),
            None => {
                findings.place(
                    Kind::NoFrontMatter,
                    Place::START,
                    "Fila begynner ikke med en topptekst mellom to linjer med ---.",
                    "Skriv --- på første linje, så feltene (minst tittel), så --- på en egen linje.",
                );
                None
            }
        }
    }

    /// Reads fields from YAML that begins on a line.
    pub(crate) fn parse(yaml: &str, first_line: u32, findings: &'f mut Findings<'a>) -> Option<Self> {
        match yaml::parse(yaml, first_line) {
            Ok(entries) => Some(Self::of(Place::START, entries, findings)),
            Err(error) => {
                unreadable(&error, findings);
                None
            }
        }
    }

    /// The fields of a point in a list.
    pub(crate) fn of_item(item: Item, findings: &'f mut Findings<'a>) -> Option<Self> {
        match item.value {
            Value::Map(entries) => Some(Self::of(item.at, entries, findings)),
            Value::Text(_) | Value::List(_) => {
                findings.place(
                    Kind::BadValue,
                    item.at,
                    "Punktet i lista har ingen felter.",
                    "Skriv «- id: …», og de andre feltene rett under «id».",
                );
                None
            }
        }
    }

    fn of(start: Place, entries: Vec<Entry>, findings: &'f mut Findings<'a>) -> Self {
        let places = Places(entries.iter().map(|entry| (entry.key.clone(), entry.at)).collect());
        Fields { start, entries, places, known: Vec::new(), findings }
    }

    pub(crate) fn take(&mut self, key: &'static str) -> Option<Entry> {
        self.known.push(key);
        let index = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(index))
    }

    pub(crate) fn text(&mut self, key: &'static str) -> Option<String> {
        let entry = self.take(key)?;
        match entry.value {
            Value::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::List(_) | Value::Map(_) => {
                self.bad(
                    entry.at,
                    format!("«{key}» skal være én tekst."),
                    "Skriv teksten på samme linje som feltet.",
                );
                None
            }
        }
    }

    pub(crate) fn required(&mut self, key: &'static str) -> String {
        let faults = self.findings.len();
        self.text(key).unwrap_or_else(|| {
            if self.findings.len() == faults {
                self.missing(key);
            }
            String::new()
        })
    }

    /// A list of texts; none where the field is not there.
    pub(crate) fn list(&mut self, key: &'static str) -> Vec<(String, Place)> {
        let mut texts = Vec::new();
        for item in self.items(key, "[en, to]") {
            match item.value {
                Value::Text(text) => texts.push((text, item.at)),
                Value::List(_) | Value::Map(_) => {
                    let message = format!("Hvert punkt i «{key}» skal være én tekst.");
                    self.bad(item.at, message, format!("Skriv «{key}: [en, to]»."));
                }
            }
        }
        texts
    }

    /// A list of anything, `such` as this.
    pub(crate) fn items(&mut self, key: &'static str, such: &str) -> Vec<Item> {
        let Some(entry) = self.take(key) else { return Vec::new() };
        match entry.value {
            Value::List(items) => items,
            Value::Text(text) if text.is_empty() => Vec::new(),
            Value::Text(_) | Value::Map(_) => {
                self.bad(entry.at, format!("«{key}» skal være en liste."), format!("Skriv «{key}: {such}»."));
                Vec::new()
            }
        }
    }

    /// A list that must have something in it.
    pub(crate) fn required_list(&mut self, key: &'static str) -> Vec<(String, Place)> {
        let faults = self.findings.len();
        let list = self.list(key);
        if list.is_empty() && self.findings.len() == faults {
            self.missing(key);
        }
        list
    }

    /// A text in every language; nothing where one is missing.
    pub(crate) fn in_each_language(&mut self, key: &'static str) -> Option<PerLang<String>> {
        let Some(entry) = self.take(key) else {
            self.missing(key);
            return None;
        };
        let Value::Map(entries) = entry.value else {
            let mend = format!("Skriv nb: … og nn: … på hver sin linje under «{key}».");
            self.bad(entry.at, format!("«{key}» skal stå på begge målformer."), mend);
            return None;
        };
        let mut texts = PerLang { nb: String::new(), nn: String::new() };
        for entry in entries {
            match (entry.key.parse(), entry.value) {
                (Ok(lang), Value::Text(text)) => {
                    self.findings.says(lang, &text, entry.at);
                    match lang {
                        Lang::Nb => texts.nb = text.trim().to_owned(),
                        Lang::Nn => texts.nn = text.trim().to_owned(),
                    }
                }
                _ => self.unknown_language(&entry.key, entry.key_at),
            }
        }
        let missing = Lang::ALL.into_iter().find(|lang| texts.get(*lang).is_empty());
        if let Some(lang) = missing {
            self.findings.place(
                Kind::MissingField,
                entry.at,
                format!("Feltet «{key}» mangler på {}.", lang.name().to_lowercase()),
                format!("Skriv «{lang}: …» under «{key}»."),
            );
        }
        missing.is_none().then_some(texts)
    }

    /// A text in every language, where it is there at all.
    pub(crate) fn in_each_language_if_there(&mut self, key: &'static str) -> Option<PerLang<String>> {
        if !self.has(key) {
            self.known.push(key);
            return None;
        }
        self.in_each_language(key)
    }

    /// Refuses a language that the platform does not have.
    pub(crate) fn unknown_language(&mut self, code: &str, at: Place) {
        self.findings.place(
            Kind::UnknownLanguage,
            at,
            format!("Språket «{code}» har ikke plattformen."),
            "Bruk nb og nn. Et nytt språk legges først inn i plattformen.",
        );
    }

    /// An id that no earlier one in the file has.
    pub(crate) fn id(&mut self, seen: &mut HashSet<String>) -> String {
        let at = self.place_of("id");
        let id = self.required("id");
        if !id.is_empty() && !is_id(&id) {
            self.findings.place(
                Kind::BadId,
                at,
                format!("Id-en «{id}» har tegn som ikke kan brukes."),
                "Bruk bare små bokstaver a–z, tall og bindestrek, og begynn med en bokstav.",
            );
        } else if !id.is_empty() && !seen.insert(id.clone()) {
            self.findings.place(
                Kind::DuplicateId,
                at,
                format!("Id-en «{id}» er brukt to ganger i fila."),
                "Gi den siste en ny id.",
            );
        }
        id
    }

    /// An address on the web, where it is there.
    pub(crate) fn link(&mut self, key: &'static str) -> Option<String> {
        let at = self.place_of(key);
        let link = self.text(key)?;
        let on_the_web = scheme(&link).is_some_and(|scheme| ["http", "https"].contains(&scheme));
        if !on_the_web || domain::package::host(&link).is_empty() || link.contains(char::is_whitespace) {
            self.findings.place(
                Kind::UnsafeLink,
                at,
                format!("«{link}» er ikke en adresse på nettet."),
                "Skriv hele adressen, slik den står i nettleseren: https://….",
            );
            return None;
        }
        Some(link)
    }

    /// Yes or no, which must be said.
    pub(crate) fn yes_or_no(&mut self, key: &'static str) -> Option<bool> {
        let at = self.place_of(key);
        let word = self.required(key);
        match word.as_str() {
            "ja" => Some(true),
            "nei" => Some(false),
            "" => None,
            _ => {
                self.bad(at, format!("«{key}: {word}» er verken ja eller nei."), "Skriv «ja» eller «nei».");
                None
            }
        }
    }

    pub(crate) fn number(&mut self, key: &'static str, range: RangeInclusive<u16>) -> Option<u16> {
        let at = self.place_of(key);
        let text = self.text(key)?;
        let number = text.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            let (low, high) = range.into_inner();
            self.bad(
                at,
                format!("«{key}: {text}» er ikke et helt tall fra {low} til {high}."),
                "Skriv bare tallet, uten ord.",
            );
        }
        number
    }

    pub(crate) fn date(&mut self, key: &'static str) -> Option<(Date, Place)> {
        let at = self.place_of(key);
        let text = self.text(key)?;
        let date = text.parse().ok();
        if date.is_none() {
            let mend = "Skriv år-måned-dag, for eksempel 2027-08-01.";
            self.bad(at, format!("«{text}» er ikke en dato."), mend);
        }
        date.map(|date| (date, at))
    }

    pub(crate) fn required_date(&mut self, key: &'static str) -> Option<(Date, Place)> {
        if !self.has(key) {
            self.missing(key);
        }
        self.date(key)
    }

    pub(crate) fn phase(&mut self) -> Option<Phase> {
        let at = self.place_of("fase");
        let word = self.text("fase")?;
        let phase = Phase::from_word(&word);
        if phase.is_none() {
            self.findings.place(
                Kind::UnknownPhase,
                at,
                format!("Fasen «{word}» finnes ikke."),
                "Bruk forarbeid, samarbeid, utprøving eller etterarbeid, eller ta bort feltet.",
            );
        }
        phase
    }

    pub(crate) fn audience(&mut self) -> Option<Vec<Audience>> {
        if !self.has("for") {
            self.known.push("for");
            return None;
        }
        let mut audience = Vec::new();
        for (word, at) in self.list("for") {
            match Audience::from_word(&word) {
                Some(one) if !audience.contains(&one) => audience.push(one),
                Some(_) => {}
                None => self.findings.place(
                    Kind::UnknownAudience,
                    at,
                    format!("Målgruppen «{word}» finnes ikke."),
                    "Bruk barnehage, skole, sfo, vgs, ppt, fagopplæring, leder eller eier.",
                ),
            }
        }
        Some(audience)
    }

    pub(crate) fn required_audience(&mut self) -> Vec<Audience> {
        self.audience().unwrap_or_else(|| {
            self.missing("for");
            Vec::new()
        })
    }

    /// Whether a field that is not read yet is there.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// The field's place; the mapping's where it is not there.
    pub(crate) fn place_of(&self, key: &str) -> Place {
        if self.places.has(key) { self.places.of(key) } else { self.start }
    }

    pub(crate) fn missing(&mut self, key: &str) {
        let at = self.place_of(key);
        self.findings.place(
            Kind::MissingField,
            at,
            format!("Feltet «{key}» mangler."),
            format!("Skriv «{key}: …» på en egen linje."),
        );
    }

    pub(crate) fn bad(&mut self, at: Place, message: String, mend: impl Into<String>) {
        self.findings.place(Kind::BadValue, at, message, mend);
    }

    pub(crate) fn findings(&mut self) -> &mut Findings<'a> {
        self.findings
    }

    /// Refuses the fields that nobody asked for, and hands over the places of all.
    pub(crate) fn finish(self) -> Places {
        for entry in &self.entries {
            self.findings.place(
                Kind::UnknownField,
                entry.key_at,
                format!("Feltet «{}» finnes ikke i denne fila.", entry.key),
                format!("Bruk bare disse: {}.", self.known.join(", ")),
            );
        }
        self.places
    }
}

/// Notes that a text is not YAML.
pub(crate) fn unreadable(error: &yaml::YamlError, findings: &mut Findings<'_>) {
    findings.place(
        Kind::BadYaml,
        error.at,
        format!("Feltene kan ikke leses: {}.", error.why),
        "Skriv «felt: verdi» på hver linje. Sett \"anførselstegn\" rundt en verdi med kolon i.",
    );
}
