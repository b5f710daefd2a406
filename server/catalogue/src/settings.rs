//! `pakke.yaml`: what the package is called, its languages, and whose films its pages may show.

use crate::{
    fields::Fields,
    problem::{Findings, Kind},
};
use domain::{Lang, PerLang, package::VideoHost};

/// What the file says.
#[derive(Default)]
pub(crate) struct Settings {
    pub(crate) title: PerLang<String>,
    pub(crate) video_hosts: Vec<VideoHost>,
}

/// Reads the file, and checks its languages.
pub(crate) fn read(text: &str, findings: &mut Findings<'_>) -> Settings {
    let Some(mut fields) = Fields::parse(text, 1, findings) else { return Settings::default() };
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
            format!("Språket «{lang}» mangler."),
            "Skriv språk: [nb, nn].",
        );
    }
    let mut video_hosts = Vec::new();
    for (word, at) in fields.list("video") {
        match VideoHost::from_word(&word) {
            Some(host) => video_hosts.push(host),
            None => fields.bad(
                at,
                format!("«{word}» er ikke et sted plattformen kan vise film fra."),
                format!("Bruk {}.", VideoHost::ALL.map(VideoHost::word).join(" eller ")),
            ),
        }
    }
    fields.finish();
    Settings { title: title.unwrap_or_default(), video_hosts }
}
