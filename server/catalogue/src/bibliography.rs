//! `kilder.bib`: BibLaTeX, entry by entry, so that one that cannot be used takes no other with it.

use crate::{
    apa,
    glossary::alphabetical,
    index::{names_host, scheme},
    problem::{Findings, Kind, Problem, Said},
};
use biblatex::{Bibliography, ChunksExt, Entry, ParseError, ParseErrorKind, Person, RawBibliography, Token};
use domain::{Lang, PerLang, package::Source};

/// The file's name.
pub(crate) const FILE: &str = "kilder.bib";

/// What is wrong, and what is said in each language.
type Found = (Vec<Problem>, Vec<Said>);

/// Reads the sources, by author and year, and what their notes say to readers; `None` where the file is so broken that
/// nothing in it is known.
pub(crate) fn read(file: &str, text: &str) -> (Option<Vec<Source>>, Found) {
    let mut findings = Findings::new(file, text);
    let raw = match RawBibliography::parse(text) {
        Ok(raw) => raw,
        Err(error) => {
            let (at, why) = cause(text, &error);
            findings.at(
                Kind::BadSource,
                at,
                format!("Kildelista kan ikke leses: {why}."),
                "Sjekk at hver kilde har nøkkel, komma mellom feltene og krøllparenteser i par.",
            );
            return (None, findings.into_both());
        }
    };

    let mut sources: Vec<Source> = Vec::new();
    for mut entry in raw.entries {
        let at = entry.span.start;
        let key = entry.v.key.v;
        if sources.iter().any(|source| source.key == key) {
            findings.at(
                Kind::BadSource,
                at,
                format!("Nøkkelen «{key}» er brukt to ganger."),
                "Gi den ene en ny nøkkel.",
            );
            continue;
        }
        // Entries stand alone here: what points at another is not followed, so nothing can point in a ring.
        entry.v.fields.retain(|field| !["crossref", "xdata", "xref", "ids"].contains(&field.key.v));
        let one = RawBibliography {
            preamble: String::new(),
            entries: vec![entry],
            abbreviations: raw.abbreviations.clone(),
        };
        match Bibliography::from_raw(one).map(Bibliography::into_vec) {
            Ok(entries) => sources.extend(entries.first().and_then(|entry| source(entry, at, &mut findings))),
            Err(error) => {
                let (at, why) = cause(text, &error);
                findings.at(
                    Kind::BadSource,
                    at,
                    format!("Kilden «{key}» kan ikke leses: {why}."),
                    "Se på feltene i kilden. Hver verdi står i krøllparenteser: year = {2017}.",
                );
            }
        }
    }
    sort(&mut sources);
    (Some(sources), findings.into_both())
}

/// The likely cause of an error, and where it is to be mended.
fn cause(text: &str, error: &ParseError) -> (usize, String) {
    let at = error.span.start.min(text.len());
    let before = text.get(..at).unwrap_or_default().trim_end().len();
    let rest = text.get(at..).unwrap_or_default();
    let say = |at: usize, why: &str| (at, why.to_owned());
    match &error.kind {
        _ if rest.trim().is_empty() => say(
            unclosed(text).unwrap_or(before),
            "en krøllparentes i kilden som begynner her, har ingen slutt",
        ),
        ParseErrorKind::Expected(Token::Comma | Token::Identifier) if rest.starts_with('@') => {
            say(before, "en krøllparentes mangler i kilden foran")
        }
        ParseErrorKind::Expected(Token::Comma) => say(before, "her mangler et komma"),
        ParseErrorKind::Expected(Token::Equals) => {
            say(before, "her mangler et likhetstegn mellom feltet og verdien")
        }
        ParseErrorKind::Expected(Token::Identifier) => {
            say(at, "her skal det stå navnet på et felt, som title eller year")
        }
        ParseErrorKind::UnexpectedEof | ParseErrorKind::Expected(_) => {
            say(at, "her mangler en krøllparentes foran verdien")
        }
        ParseErrorKind::Unexpected(_) => say(at, "her står et tegn for mye"),
        ParseErrorKind::UnknownAbbreviation(word) => {
            (at, format!("verdien «{word}» står ikke i krøllparenteser"))
        }
        ParseErrorKind::MalformedCommand => say(at, "tegnet \\ betyr noe eget her; ta det bort"),
        ParseErrorKind::DuplicateKey(key) => (at, format!("nøkkelen «{key}» er brukt to ganger")),
        _ => say(at, "en dato eller et tall er ikke skrevet slik det skal"),
    }
}

/// Where the source begins that has more curly brackets opened than closed when the next one begins.
fn unclosed(text: &str) -> Option<usize> {
    let (mut begun, mut depth) = (None, 0_i64);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('@') {
            if depth > 0 {
                return begun;
            }
            (begun, depth) = (Some(at + line.len() - line.trim_start().len()), 0);
        }
        depth += line.chars().map(|c| i64::from(c == '{') - i64::from(c == '}')).sum::<i64>();
        at += line.len();
    }
    begun.filter(|_| depth > 0)
}

/// By author and year.
pub(crate) fn sort(sources: &mut [Source]) {
    sources.sort_by_cached_key(|source| (alphabetical(&source.authors), source.year, source.title.clone()));
}

/// What a citation says: «Haug, 2017».
pub(crate) fn label(source: &Source) -> String {
    let year = source.year.map_or_else(|| "u.å.".to_owned(), |year| year.to_string());
    format!("{}, {year}", source.authors)
}

fn source(entry: &Entry, at: usize, findings: &mut Findings<'_>) -> Option<Source> {
    let Some(title) = field(entry, &["title"]) else {
        findings.at(
            Kind::BadSource,
            at,
            format!("Kilden «{}» har ingen tittel.", entry.key),
            "Legg til title = {…}.",
        );
        return None;
    };
    let doi = field(entry, &["doi"]).map(|doi| format!("https://doi.org/{doi}"));
    let url = doi.or_else(|| field(entry, &["url"])).filter(|url| {
        let safe = scheme(url).is_some_and(|scheme| ["http", "https"].contains(&scheme)) && names_host(url);
        if !safe {
            findings.at(
                Kind::UnsafeLink,
                at,
                format!("Adressen til kilden «{}» begynner ikke med https:.", entry.key),
                "Skriv hele adressen: url = {https://…}.",
            );
        }
        safe
    });
    let names = persons(entry.author().ok())
        .or_else(|| {
            entry
                .editors()
                .ok()
                .and_then(|editors| persons(editors.into_iter().next().map(|(names, _)| names)))
        })
        .or_else(|| field(entry, &["organization", "institution", "shorttitle"]));
    Some(Source {
        key: entry.key.clone(),
        authors: names.unwrap_or_else(|| title.clone()),
        year: apa::year(entry),
        title,
        reference: PerLang { nb: apa::reference(entry, Lang::Nb), nn: apa::reference(entry, Lang::Nn) },
        url,
        note: note(entry, at, findings),
    })
}

/// What is said of a source, in each language: «note» in bokmål and «note-nn» in nynorsk, or neither.
fn note(entry: &Entry, at: usize, findings: &mut Findings<'_>) -> Option<PerLang<String>> {
    let place = |name| entry.get(name).and_then(|chunks| Some(chunks.first()?.span.start)).unwrap_or(at);
    let [nb, nn] = NOTES.map(|(lang, name)| {
        let text = field(entry, &[name])?;
        let place = findings.source().place(place(name));
        findings.says(lang, &text, place);
        Some(text)
    });
    let (written, lacking) = match (nb, nn) {
        (Some(nb), Some(nn)) => return Some(PerLang { nb, nn }),
        (None, None) => return None,
        (Some(_), None) => ("note", "note-nn"),
        (None, Some(_)) => ("note-nn", "note"),
    };
    findings.at(
        Kind::BadSource,
        place(written),
        format!("Kilden «{}» har «{written}», men ikke «{lacking}».", entry.key),
        format!("Skriv det samme på det andre språket: {lacking} = {{…}}."),
    );
    None
}

/// The field for the note in each language.
const NOTES: [(Lang, &str); 2] = [(Lang::Nb, "note"), (Lang::Nn, "note-nn")];

/// Names as running text has them: one, two with «&», or the first with «m.fl.».
fn persons(persons: Option<Vec<Person>>) -> Option<String> {
    let persons = persons?;
    let name = |person: &Person| match person.prefix.as_str() {
        "" => person.name.clone(),
        prefix => format!("{prefix} {}", person.name),
    };
    let (others, persons): (Vec<_>, Vec<_>) = persons.into_iter().partition(|person| person.name == "others");
    match persons.as_slice() {
        [] => None,
        [first, ..] if !others.is_empty() => Some(format!("{} m.fl.", name(first))),
        [one] => Some(name(one)),
        [one, two] => Some(format!("{} & {}", name(one), name(two))),
        [first, ..] => Some(format!("{} m.fl.", name(first))),
    }
}

/// The first of some fields that is there, as plain text.
pub(crate) fn field(entry: &Entry, names: &[&str]) -> Option<String> {
    let texts = names.iter().filter_map(|name| entry.get(name)).map(|chunks| chunks.format_verbatim());
    texts.map(|text| text.trim().to_owned()).find(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn the_cause_of_an_error_is_said_where_it_is_mended() {
        let good = "@book{z,\n  title = {A}\n}\n";
        for (text, line, column, why) in [
            ("@book{a,\n  title = {A}\n  year = {2017}\n}", 2, 14, "mangler et komma"),
            ("@book{a\n  title = {A}\n}", 1, 8, "mangler et komma"),
            ("@book{a,\n  title {A}\n}", 2, 8, "likhetstegn"),
            ("@book{a,\n  title = {A},\n@book{b,\n  title = {B}\n}", 2, 15, "kilden foran"),
            ("@book{a,\n  title = {A}\n@book{b,\n  title = {B}\n}", 2, 14, "kilden foran"),
            ("@book{a,\n  title = {A,\n  year = {2017}\n}", 4, 2, "kilden foran"),
            ("@book{a,\n  title = -A,\n}", 2, 11, "krøllparentes foran"),
            ("@book{a,\n  title = Ro\n}", 2, 11, "«Ro» står ikke i krøllparenteser"),
            ("@book{a,\n  title = {A},,\n}", 2, 15, "navnet på et felt"),
        ] {
            let (_, (problems, _)) = read(
                "kilder.bib",
                &format!(
                    "{text}
{good}"
                ),
            );
            let found: Vec<_> = problems.iter().map(|one| (one.line, one.column)).collect();
            assert_eq!(found, [(line, column)], "{text}: {problems:?}");
            assert!(problems[0].message.contains(why), "{text}: {}", problems[0].message);
        }
        let (_, (problems, _)) =
            read("kilder.bib", &format!("{good}@book{{a,\n  title = {{A,\n  year = {{2017}}\n}}\n"));
        assert_eq!((problems[0].line, problems[0].column), (4, 1), "{problems:?}");
    }
}
