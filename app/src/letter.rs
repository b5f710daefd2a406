//! Letters: what a person is reminded of in a week, as plain text and as HTML. Both are written from the same parts, so
//! that neither says more than the other.
//!
//! The HTML has its style within, for mail readers load none, and sets no colours but the button's: on a dark ground it
//! is as readable as on a light one.

use crate::{
    Services,
    components::{agreement::words, date, followed},
    locales::{fill, texts},
};
use domain::{
    Lang, PersonId, Team,
    agreement::{Followed, Obstacle},
    outside::Letter,
    reminder::Digest,
    store::SessionCard,
};

/// A part of a letter.
enum Part {
    Heading(String),
    Text(String),
    Quiet(String),
    /// What the letter is for: words, and where a press leads.
    Button(String, String),
    Link(String, String),
}
use Part::{Button, Heading, Link, Quiet, Text};

impl Services {
    /// A person's digest.
    pub fn digest(&self, person: (PersonId, &str), digest: &Digest, lang: Lang) -> Letter {
        let (id, name) = person;
        let t = &texts(lang).digest;
        let hello = if name.is_empty() { t.hello.to_owned() } else { fill(t.hello_name, &[("name", &name)]) };
        let stop = self.stop_address(id, lang);
        let mut parts = vec![Text(hello)];
        if !digest.due.is_empty() {
            parts.push(Heading(texts(lang).report.how.to_owned()));
            parts.extend(digest.due.iter().flat_map(|(team, one)| self.due(team, one, id, lang)));
        }
        if !digest.answered.is_empty() {
            parts.push(Heading(t.answered.to_owned()));
            parts.extend(digest.answered.iter().flat_map(|(team, one)| self.answered(team, one, lang)));
        }
        if !digest.sessions.is_empty() {
            parts.push(Heading(t.sessions.to_owned()));
            parts.extend(digest.sessions.iter().flat_map(|(team, one)| self.coming(team, one, lang)));
        }
        parts.push(Quiet(t.why.to_owned()));
        parts.push(Link(t.stop.to_owned(), stop.clone()));
        Letter {
            subject: t.subject.to_owned(),
            text: text(&parts),
            html: html(t.subject, &parts, lang),
            stop,
        }
    }

    fn due(&self, team: &Team, followed: &Followed, person: PersonId, lang: Lang) -> [Part; 3] {
        let agreement = &followed.agreement;
        let link = self.own_report_address(agreement, person, lang);
        let tell = texts(lang).digest.tell.to_owned();
        [Quiet(team.name.clone()), Text(words(&agreement.terms, lang)), Button(tell, link)]
    }

    fn answered(&self, team: &Team, obstacle: &Obstacle, lang: Lang) -> Vec<Part> {
        let Some(given) = &obstacle.answer else { return Vec::new() };
        let by = if given.by.is_empty() { String::new() } else { format!(" ({})", given.by) };
        let link = format!("{}/{lang}/team/{}", self.public_url, team.id);
        vec![
            Quiet(team.name.clone()),
            Text(format!("«{}»", obstacle.text)),
            Text(format!("{}. {}{by}", followed::answer(given.kind, lang), given.why)),
            Link(texts(lang).digest.to_team.to_owned(), link),
        ]
    }

    fn coming(&self, team: &Team, session: &SessionCard, lang: Lang) -> [Part; 3] {
        let (module, page) = &session.source;
        let package = self.catalogue.package();
        let title = package.module(module).and_then(|module| module.page(page));
        let title = title.map_or_else(|| page.clone(), |page| page.text.get(lang).title.clone());
        let link = format!("{}/{lang}/okt/{}", self.public_url, session.id);
        let day = date::day(session.day, lang);
        let says = fill(texts(lang).digest.session, &[("day", &day), ("title", &title)]);
        [Quiet(team.name.clone()), Text(says), Link(texts(lang).digest.to_session.to_owned(), link)]
    }
}

/// The parts as plain text, an empty line between them.
fn text(parts: &[Part]) -> String {
    let part = |part: &Part| match part {
        Heading(words) => format!("{}\n", words.to_uppercase()),
        Text(words) => format!("{words}\n"),
        Quiet(words) => format!("{words}\n"),
        Button(words, to) | Link(words, to) => format!("{words}:\n{to}\n"),
    };
    parts.iter().map(part).collect::<Vec<_>>().join("\n")
}

/// The parts as a document of their own.
fn html(title: &str, parts: &[Part], lang: Lang) -> String {
    let part = |part: &Part| match part {
        Heading(words) => {
            format!("<h2 style=\"margin:32px 0 12px;font-size:20px;line-height:1.3\">{}</h2>", escape(words))
        }
        Text(words) => format!("<p style=\"margin:0 0 12px\">{}</p>", escape(words).replace('\n', "<br>")),
        Quiet(words) => format!("<p style=\"margin:16px 0 4px;font-size:15px\">{}</p>", escape(words)),
        Button(words, to) => format!(
            "<p style=\"margin:12px 0 24px\"><a href=\"{}\" style=\"display:inline-block;padding:12px 24px;\
             border-radius:6px;background:#1d5a4c;color:#ffffff;text-decoration:none;font-weight:600\">{}</a></p>",
            escape(to),
            escape(words)
        ),
        Link(words, to) => format!(
            "<p style=\"margin:0 0 16px\"><a href=\"{}\" style=\"color:inherit\">{}</a></p>",
            escape(to),
            escape(words)
        ),
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><meta name=\"supported-color-schemes\" content=\"light dark\">\
         <title>{}</title></head>\n<body style=\"margin:0;padding:24px 16px;\
         font:17px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif\">\n\
         <main style=\"max-width:36em;margin:0 auto\">\n\
         <h1 style=\"margin:0 0 24px;font-size:24px;line-height:1.25\">{}</h1>\n{}\n</main></body></html>\n",
        escape(title),
        escape(title),
        parts.iter().map(part).collect::<Vec<_>>().join("\n")
    )
}

/// Text as HTML may hold it, between tags and within quotation marks.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_say_the_same_and_what_people_wrote_is_never_markup() {
        let parts = [
            Heading("Hvordan gikk det?".into()),
            Text("Når <b>vi</b> & \"de\"\nmøtes".into()),
            Button("Fortell".into(), "https://praksis.example/e/b?a=1&b=\"x\"".into()),
        ];
        let plain = text(&parts);
        assert!(plain.contains("HVORDAN GIKK DET?") && plain.contains("Når <b>vi</b> & \"de\"\nmøtes"));
        assert!(plain.contains("Fortell:\nhttps://praksis.example/e/b?a=1&b=\"x\"\n"));
        let html = html("Tittel", &parts, Lang::Nn);
        assert!(html.contains("<html lang=\"nn\">"));
        assert!(html.contains("Når &lt;b&gt;vi&lt;/b&gt; &amp; &quot;de&quot;<br>møtes"));
        assert!(html.contains("href=\"https://praksis.example/e/b?a=1&amp;b=&quot;x&quot;\""));
    }
}
