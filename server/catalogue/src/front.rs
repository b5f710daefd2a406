//! Front matter: the YAML between two lines of `---` at the top of a Markdown file, as typed fields.

use crate::{
    problem::{Findings, Kind},
    source::Place,
    yaml::{self, Entry, Value},
};
use domain::{
    Date,
    package::{Audience, Phase},
};
use std::ops::{Range, RangeInclusive};

/// What a page's front matter says.
#[derive(Default)]
pub(crate) struct PageFront {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) phase: Option<Phase>,
    pub(crate) minutes: Option<u16>,
    pub(crate) weeks: Option<u16>,
    pub(crate) audience: Option<Vec<Audience>>,
    pub(crate) author: Option<String>,
    pub(crate) revise_by: Option<(Date, Place)>,
    pub(crate) places: Places,
}

/// What a module's front matter says.
#[derive(Default)]
pub(crate) struct ModuleFront {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) aim: String,
    pub(crate) goals: Vec<String>,
    pub(crate) audience: Vec<Audience>,
    pub(crate) terms: Vec<(String, Place)>,
    pub(crate) revise_by: Option<(Date, Place)>,
    pub(crate) places: Places,
}

/// Where each field's value stands.
#[derive(Default)]
pub(crate) struct Places(Vec<(String, Place)>);

impl Places {
    /// Whether there were any fields to read.
    pub(crate) fn are_known(&self) -> bool {
        !self.0.is_empty()
    }

    /// The field's place, or the file's beginning where it is not there.
    pub(crate) fn of(&self, key: &str) -> Place {
        self.0.iter().find(|(name, _)| name == key).map_or(Place::START, |(_, place)| *place)
    }
}

/// Splits a file into its front matter and its body; `None` where it has no front matter, or one that never ends.
pub(crate) fn split(text: &str) -> Option<(Range<usize>, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut at = first.len();
    for line in lines {
        if line.trim_end() == "---" {
            return Some((first.len()..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Reads a page's front matter.
pub(crate) fn page(yaml: Option<&str>, findings: &mut Findings<'_>) -> PageFront {
    let Some(mut fields) = Fields::read(yaml, findings) else { return PageFront::default() };
    let front = PageFront {
        title: fields.required("tittel"),
        summary: fields.text("ingress").unwrap_or_default(),
        phase: fields.phase(),
        minutes: fields.number("varighet", 1..=600),
        weeks: fields.number("uker", 1..=52),
        audience: fields.audience(),
        author: fields.text("forfatter"),
        revise_by: fields.revise_by(),
        places: Places::default(),
    };
    PageFront { places: fields.finish(), ..front }
}

/// Reads a module's front matter.
pub(crate) fn module(yaml: Option<&str>, findings: &mut Findings<'_>) -> ModuleFront {
    let Some(mut fields) = Fields::read(yaml, findings) else { return ModuleFront::default() };
    let front = ModuleFront {
        title: fields.required("tittel"),
        summary: fields.required("ingress"),
        aim: fields.required("mål"),
        goals: fields.list("læringsmål").into_iter().map(|(goal, _)| goal).collect(),
        audience: fields.required_audience(),
        terms: fields.list("begreper"),
        revise_by: fields.revise_by(),
        places: Places::default(),
    };
    fields.text("forfatter");
    ModuleFront { places: fields.finish(), ..front }
}

/// Front matter is optional in the glossary, and says little: the day it should have been read again by matters.
pub(crate) fn glossary(yaml: &str, findings: &mut Findings<'_>) -> Option<(Date, Place)> {
    let mut fields = Fields::read(Some(yaml), findings)?;
    fields.text("tittel");
    fields.text("ingress");
    fields.text("forfatter");
    let revise_by = fields.revise_by();
    fields.finish();
    revise_by
}

/// The fields that are not read yet, and the places of all.
pub(crate) struct Fields<'f, 'a> {
    entries: Vec<Entry>,
    places: Places,
    known: Vec<&'static str>,
    findings: &'f mut Findings<'a>,
}

impl<'f, 'a> Fields<'f, 'a> {
    fn read(yaml: Option<&str>, findings: &'f mut Findings<'a>) -> Option<Self> {
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
            Ok(entries) => {
                let places = Places(entries.iter().map(|entry| (entry.key.clone(), entry.at)).collect());
                Some(Fields { entries, places, known: Vec::new(), findings })
            }
            Err(error) => {
                findings.place(
                    Kind::BadYaml,
                    error.at,
                    format!("Feltene kan ikke leses: {}.", error.why),
                    "Skriv «felt: verdi» på hver linje. En verdi med kolon i må stå i \"anførselstegn\".",
                );
                None
            }
        }
    }

    pub(crate) fn take(&mut self, key: &'static str) -> Option<Entry> {
        self.known.push(key);
        let index = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(index))
    }

    fn text(&mut self, key: &'static str) -> Option<String> {
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

    fn required(&mut self, key: &'static str) -> String {
        let faults = self.findings.len();
        self.text(key).unwrap_or_else(|| {
            if self.findings.len() == faults {
                self.missing(key);
            }
            String::new()
        })
    }

    fn list(&mut self, key: &'static str) -> Vec<(String, Place)> {
        let Some(entry) = self.take(key) else { return Vec::new() };
        match entry.value {
            Value::List(items) => items,
            Value::Text(text) if text.is_empty() => Vec::new(),
            Value::Text(_) | Value::Map(_) => {
                self.bad(
                    entry.at,
                    format!("«{key}» skal være en liste."),
                    format!("Skriv «{key}: [en, to]»."),
                );
                Vec::new()
            }
        }
    }

    fn number(&mut self, key: &'static str, range: RangeInclusive<u16>) -> Option<u16> {
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

    fn revise_by(&mut self) -> Option<(Date, Place)> {
        let at = self.place_of("revideres");
        let text = self.text("revideres")?;
        let date = text.parse().ok();
        if date.is_none() {
            let mend = "Skriv år-måned-dag, for eksempel 2027-08-01.";
            self.bad(at, format!("«{text}» er ikke en dato."), mend);
        }
        date.map(|date| (date, at))
    }

    fn phase(&mut self) -> Option<Phase> {
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

    fn audience(&mut self) -> Option<Vec<Audience>> {
        if !self.entries.iter().any(|entry| entry.key == "for") {
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

    fn required_audience(&mut self) -> Vec<Audience> {
        self.audience().unwrap_or_else(|| {
            self.missing("for");
            Vec::new()
        })
    }

    fn place_of(&self, key: &str) -> Place {
        self.places.of(key)
    }

    pub(crate) fn missing(&mut self, key: &str) {
        let at = self.place_of(key);
        self.findings.place(
            Kind::MissingField,
            at,
            format!("Feltet «{key}» mangler."),
            format!("Skriv «{key}: …» i toppteksten."),
        );
    }

    fn bad(&mut self, at: Place, message: String, mend: impl Into<String>) {
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

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn front_matter_stands_at_the_very_top_and_ends() {
        assert_eq!(split("---\na: 1\n---\nb"), Some((4..9, 13)));
        assert_eq!(split("---\r\na: 1\r\n---\r\nb"), Some((5..11, 16)));
        assert_eq!(split("---\n---"), Some((4..4, 7)));
        assert_eq!(split("\n---\na: 1\n---\n"), None);
        assert_eq!(split("---\na: 1\n"), None);
        assert_eq!(split(""), None);
    }
}
