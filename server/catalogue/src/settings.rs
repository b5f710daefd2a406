//! `pakke.yaml`: what the package is called, and its languages.

use crate::{
    fields::Fields,
    problem::{Findings, Kind},
};
use domain::{Lang, PerLang};

/// Reads the package's title in each language, and checks its languages.
pub(crate) fn read(text: &str, findings: &mut Findings<'_>) -> PerLang<String> {
    let Some(mut fields) = Fields::parse(text, 1, findings) else { return PerLang::default() };
    let title = fields.in_each_language("tittel");
    let at = fields.place_of("språk");
    let languages = fields.required_list("språk");
    for (code, at) in languages.iter().filter(|(code, _)| code.parse::<Lang>().is_err()) {
        fields.unknown_language(code, *at);
    }
    let is_left_out = |lang: &Lang| !languages.iter().any(|(code, _)| code == lang.code());
    for lang in Lang::ALL.into_iter().filter(|lang| !languages.is_empty() && is_left_out(lang)) {
        fields.findings().place(
            Kind::UnknownLanguage,
            at,
            format!("Språket «{lang}» må være med."),
            "Skriv språk: [nb, nn].",
        );
    }
    fields.finish();
    title.unwrap_or_default()
}
