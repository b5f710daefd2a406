//! `pakke.yaml`: what the package is called, and its languages.

use crate::{
    front::Fields,
    problem::{Findings, Kind},
    source::Place,
    yaml::Value,
};
use domain::{Lang, PerLang};

/// Reads the package's title in each language, and checks its languages.
pub(crate) fn read(text: &str, findings: &mut Findings<'_>) -> PerLang<String> {
    let mut title = PerLang { nb: String::new(), nn: String::new() };
    let Some(mut fields) = Fields::parse(text, 1, findings) else { return title };

    match fields.take("tittel").map(|entry| entry.value) {
        Some(Value::Map(entries)) => {
            for entry in entries {
                match (entry.key.parse(), entry.value) {
                    (Ok(Lang::Nb), Value::Text(text)) => title.nb = text,
                    (Ok(Lang::Nn), Value::Text(text)) => title.nn = text,
                    _ => unknown(&entry.key, entry.key_at, fields.findings()),
                }
            }
            if title.nb.is_empty() || title.nn.is_empty() {
                fields.missing("tittel");
            }
        }
        _ => fields.missing("tittel"),
    }
    match fields.take("språk").map(|entry| (entry.value, entry.at)) {
        Some((Value::List(codes), at)) => {
            for (code, at) in codes.iter().filter(|(code, _)| code.parse::<Lang>().is_err()) {
                unknown(code, *at, fields.findings());
            }
            for lang in
                Lang::ALL.into_iter().filter(|lang| !codes.iter().any(|(code, _)| code == lang.code()))
            {
                fields.findings().place(
                    Kind::UnknownLanguage,
                    at,
                    format!("Språket «{lang}» må være med."),
                    "Skriv språk: [nb, nn].",
                );
            }
        }
        _ => fields.missing("språk"),
    }
    fields.finish();
    title
}

fn unknown(code: &str, at: Place, findings: &mut Findings<'_>) {
    findings.place(
        Kind::UnknownLanguage,
        at,
        format!("Språket «{code}» har ikke plattformen."),
        "Bruk nb og nn. Et nytt språk må først legges inn i plattformen.",
    );
}
