//! A source as APA's seventh edition has it, in Norwegian. The style is written here rather than run from its CSL
//! file, which puts English «&» and «others», and stray commas after years, into Norwegian lists.

use crate::{bibliography::field, render::push_text};
use biblatex::{Entry, EntryType, Person};
use domain::{Date, Lang, package::Html};

/// So many names are listed; of more, the last stands after an ellipsis.
const NAMES: usize = 20;

/// The whole entry but for its address, which a page puts after it.
pub(crate) fn reference(entry: &Entry, lang: Lang) -> Html {
    let title = field(entry, &["title"]).unwrap_or_default();
    let title = match field(entry, &["subtitle"]) {
        Some(subtitle) => format!("{title}: {subtitle}"),
        None => title,
    };
    let title = Title { text: title, stands_alone: !is_part(entry), aside: aside(entry) };
    let year = year(entry).map_or_else(|| "u.å.".to_owned(), |year| year.to_string());

    let mut out = Sentences::default();
    let who = who(entry);
    match &who {
        Some(who) => {
            out.add(|out| push_text(who, out));
            out.add(|out| out.push_str(&format!("({year})")));
            out.add(|out| title.write(out));
        }
        // What nobody signs is found by its title.
        None => {
            out.add(|out| title.write(out));
            out.add(|out| out.push_str(&format!("({year})")));
        }
    }
    out.add(|out| within(entry, out));
    if let Some(publisher) = publisher(entry).filter(|publisher| who.as_ref() != Some(publisher)) {
        out.add(|out| push_text(&publisher, out));
    }
    let mut html = out.0;
    if let Some(day) = field(entry, &["urldate"]).and_then(|day| day.parse::<Date>().ok()) {
        let (fetched, from) = match lang {
            Lang::Nb => ("Hentet", "fra"),
            Lang::Nn => ("Henta", "frå"),
        };
        html.push_str(&format!(" {fetched} {} {from}", day.in_words()));
    }
    Html(html)
}

/// The year of publication, where known.
pub(crate) fn year(entry: &Entry) -> Option<i32> {
    field(entry, &["date", "year"])?.get(..4)?.parse().ok()
}

/// What stands between full stops.
#[derive(Default)]
struct Sentences(String);

impl Sentences {
    fn add(&mut self, write: impl FnOnce(&mut String)) {
        let mut sentence = String::new();
        write(&mut sentence);
        if sentence.is_empty() {
            return;
        }
        let ends = sentence.trim_end_matches("</i>").ends_with(['.', '?', '!']);
        self.0.extend([if self.0.is_empty() { "" } else { " " }, &sentence, if ends { "" } else { "." }]);
    }
}

struct Title {
    text: String,
    /// A part's title stands upright; that of a whole is in italics.
    stands_alone: bool,
    /// Edition or number.
    aside: Option<String>,
}

impl Title {
    fn write(&self, out: &mut String) {
        if self.stands_alone {
            italic(&self.text, out);
        } else {
            push_text(&self.text, out);
        }
        if let Some(aside) = &self.aside {
            out.push_str(" (");
            push_text(aside, out);
            out.push(')');
        }
    }
}

fn italic(text: &str, out: &mut String) {
    out.push_str("<i>");
    push_text(text, out);
    out.push_str("</i>");
}

/// Whether the source is an article or a chapter.
fn is_part(entry: &Entry) -> bool {
    in_journal(entry) || in_book(entry)
}

fn in_journal(entry: &Entry) -> bool {
    matches!(entry.entry_type, EntryType::Article | EntryType::SuppPeriodical)
}

fn in_book(entry: &Entry) -> bool {
    use EntryType::{BookInBook, InBook, InCollection, InProceedings, InReference, SuppBook, SuppCollection};
    matches!(
        entry.entry_type,
        InBook | InCollection | InProceedings | InReference | BookInBook | SuppBook | SuppCollection
    )
}

/// Edition, or the number of a report.
fn aside(entry: &Entry) -> Option<String> {
    if let Some(edition) = field(entry, &["edition"]) {
        let is_number = edition.bytes().all(|b| b.is_ascii_digit());
        return Some(if is_number { format!("{edition}. utg.") } else { edition });
    }
    let series = field(entry, &["series", "type"]).filter(|_| !is_part(entry));
    let number = field(entry, &["number"]).filter(|_| !is_part(entry));
    match (series, number) {
        (Some(series), Some(number)) => Some(format!("{series} {number}")),
        (None, number) => number,
        (Some(_), None) => None,
    }
}

/// Where a part stands: its journal, or its book.
fn within(entry: &Entry, out: &mut String) {
    let pages = field(entry, &["pages"]).map(|pages| pages.replace("--", "–"));
    if in_journal(entry) {
        let mut parts = Vec::new();
        if let Some(journal) = field(entry, &["journaltitle", "journal"]) {
            let mut part = String::new();
            italic(&journal, &mut part);
            parts.push(part);
        }
        let mut issue = String::new();
        if let Some(volume) = field(entry, &["volume"]) {
            italic(&volume, &mut issue);
        }
        if let Some(number) = field(entry, &["number", "issue"]) {
            issue.push('(');
            push_text(&number, &mut issue);
            issue.push(')');
        }
        let mut last = String::new();
        push_text(&pages.unwrap_or_default(), &mut last);
        parts.extend([issue, last].into_iter().filter(|part| !part.is_empty()));
        out.push_str(&parts.join(", "));
    } else if in_book(entry) {
        let Some(book) = field(entry, &["booktitle"]) else { return };
        out.push_str("I ");
        if let Some(editors) = editors(entry) {
            push_text(&listed(&editors, Order::GivenFirst), out);
            out.push_str(" (Red.), ");
        }
        italic(&book, out);
        if let Some(pages) = pages {
            out.push_str(" (s. ");
            push_text(&pages, out);
            out.push(')');
        }
    }
}

fn publisher(entry: &Entry) -> Option<String> {
    if in_journal(entry) {
        return None;
    }
    field(entry, &["publisher", "institution", "school", "organization", "howpublished"])
}

/// Who answers for the source.
fn who(entry: &Entry) -> Option<String> {
    let authors = entry.author().ok().filter(|authors| !authors.is_empty());
    if let Some(authors) = authors {
        return Some(listed(&authors, Order::FamilyFirst));
    }
    if let Some(editors) = editors(entry).filter(|_| !in_book(entry)) {
        return Some(format!("{} (Red.)", listed(&editors, Order::FamilyFirst)));
    }
    field(entry, &["organization", "institution", "shorttitle"])
}

fn editors(entry: &Entry) -> Option<Vec<Person>> {
    let (editors, _) = entry.editors().ok()?.into_iter().next()?;
    (!editors.is_empty()).then_some(editors)
}

#[derive(Clone, Copy)]
enum Order {
    /// «Haug, P.»
    FamilyFirst,
    /// «P. Haug», within a sentence.
    GivenFirst,
}

fn listed(persons: &[Person], order: Order) -> String {
    let is_rest = |person: &&Person| person.name == "others" && person.given_name.is_empty();
    let names: Vec<String> =
        persons.iter().filter(|person| !is_rest(person)).map(|person| named(person, order)).collect();
    let Some((last, first)) = names.split_last() else { return String::new() };
    if persons.iter().any(|person| is_rest(&person)) {
        return format!("{} m.fl.", names.join(", "));
    }
    match first {
        [] => last.clone(),
        _ if names.len() > NAMES => format!("{}, … {last}", first[..NAMES - 1].join(", ")),
        _ => format!("{} & {last}", first.join(", ")),
    }
}

fn named(person: &Person, order: Order) -> String {
    let family = match person.prefix.as_str() {
        "" => person.name.clone(),
        prefix => format!("{prefix} {}", person.name),
    };
    let given = initials(&person.given_name);
    match (given.as_str(), order) {
        ("", _) => family,
        (given, Order::FamilyFirst) => format!("{family}, {given}"),
        (given, Order::GivenFirst) => format!("{given} {family}"),
    }
}

/// «Viviane M. J.» as «V. M. J.», «Jan-Erik» as «J.-E.».
fn initials(given: &str) -> String {
    let initial = |name: &str| name.chars().next().map(|first| format!("{}.", first.to_uppercase()));
    let names = given.split_whitespace().map(|name| {
        let parts: Vec<String> = name.split('-').filter_map(initial).collect();
        parts.join("-")
    });
    names.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use biblatex::Bibliography;

    fn reference_of(bib: &str, lang: Lang) -> String {
        let entries = Bibliography::parse(bib).unwrap().into_vec();
        reference(&entries[0], lang).0
    }

    fn nb(bib: &str) -> String {
        reference_of(bib, Lang::Nb)
    }

    #[test]
    fn an_article_stands_upright_in_its_journal() {
        assert_eq!(
            nb(
                "@article{a, author = {Haug, Peder}, title = {Ideals <and> reality}, journal = {Journal}, volume = {19}, \
                number = {3}, pages = {206--217}, year = {2017}}"
            ),
            "Haug, P. (2017). Ideals &lt;and&gt; reality. <i>Journal</i>, <i>19</i>(3), 206–217."
        );
        assert_eq!(
            nb(
                "@article{a, author = {Fasting, Rolf B. and Breilid, Nils}, title = {Retorikk eller handling?}, \
                journal = {Psykologi}, number = {3}, year = {2020}}"
            ),
            "Fasting, R. B. & Breilid, N. (2020). Retorikk eller handling? <i>Psykologi</i>, (3)."
                .replace("& B", "&amp; B")
        );
    }

    #[test]
    fn a_whole_stands_in_italics_with_its_publisher() {
        assert_eq!(
            nb(
                "@book{a, author = {von Tetzchner, Stephen and Aa, A. and Bø, Jan-Erik}, title = {Boka}, subtitle = {Nå}, \
                edition = {2}, publisher = {Forlaget}, year = {2019}}"
            ),
            "von Tetzchner, S., Aa, A. &amp; Bø, J.-E. (2019). <i>Boka: Nå</i> (2. utg.). Forlaget."
        );
        assert_eq!(
            nb(
                "@report{a, author = {Nordahl, Thomas and others}, title = {Rapport}, institution = {Etaten}, year = {2018}}"
            ),
            "Nordahl, T. m.fl. (2018). <i>Rapport</i>. Etaten."
        );
        assert_eq!(
            nb("@online{a, author = {{Etaten}}, title = {Side}, organization = {Etaten}, year = {2026}}"),
            "Etaten. (2026). <i>Side</i>."
        );
    }

    #[test]
    fn a_chapter_stands_in_its_book() {
        assert_eq!(
            nb(
                "@incollection{a, author = {Aa, A.}, title = {Kapittel}, editor = {Bø, Bo and Cå, Ce}, booktitle = {Bok}, \
                pages = {5--9}, publisher = {Forlaget}, year = {2001}}"
            ),
            "Aa, A. (2001). Kapittel. I B. Bø &amp; C. Cå (Red.), <i>Bok</i> (s. 5–9). Forlaget."
        );
    }

    #[test]
    fn what_nobody_signs_is_found_by_its_short_name_or_its_title() {
        let law = "@misc{a, title = {Lov om ro (roloven)}, shorttitle = {Roloven}, year = {2005}, urldate = {2026-10-02}}";
        assert_eq!(nb(law), "Roloven. (2005). <i>Lov om ro (roloven)</i>. Hentet 2. oktober 2026 fra");
        assert!(reference_of(law, Lang::Nn).ends_with("Henta 2. oktober 2026 frå"));
        assert_eq!(nb("@misc{a, title = {Overordnet del}}"), "<i>Overordnet del</i>. (u.å.).");
    }
}
