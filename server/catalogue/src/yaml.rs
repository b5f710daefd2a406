//! YAML as a tree: texts, lists and mappings within each other, each with its place.
//!
//! Everything else YAML can do (anchors, aliases, tags, several documents) is an error with a place, and so is what is
//! nested deeper than anyone can read.

use crate::source::{Place, count};
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span};

/// A value with its place.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) value: Value,
    /// Where the value begins.
    pub(crate) at: Place,
}

/// A key with its value.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_at: Place,
    pub(crate) value: Value,
    /// Where the value begins.
    pub(crate) at: Place,
}

/// What can stand anywhere.
#[derive(Debug)]
pub(crate) enum Value {
    Text(String),
    List(Vec<Item>),
    Map(Vec<Entry>),
}

/// Why a text is not such a document, in bokmål, and where.
#[derive(Debug)]
pub(crate) struct YamlError {
    pub(crate) at: Place,
    pub(crate) why: String,
}

/// Lists and mappings within each other: the library's file has a mapping of lists of mappings of lists.
const DEPTH: usize = 6;

/// Reads a mapping that begins on the given line of its file.
pub(crate) fn parse(text: &str, first_line: u32) -> Result<Vec<Entry>, YamlError> {
    match document(text, first_line)? {
        None => Ok(Vec::new()),
        Some(Item { value: Value::Map(entries), .. }) => Ok(entries),
        Some(Item { value: Value::Text(text), .. }) if text.is_empty() => Ok(Vec::new()),
        Some(Item { at, .. }) => fail(at, "her skal det stå felt og verdi, skilt med kolon"),
    }
}

/// Reads a file that is a list.
pub(crate) fn list(text: &str) -> Result<Vec<Item>, YamlError> {
    match document(text, 1)? {
        None => Ok(Vec::new()),
        Some(Item { value: Value::List(items), .. }) => Ok(items),
        Some(Item { value: Value::Text(text), .. }) if text.is_empty() => Ok(Vec::new()),
        Some(Item { at, .. }) => fail(at, "her skal det stå en liste, med bindestrek foran hvert punkt"),
    }
}

/// The whole tree; nothing where nothing is written.
fn document(text: &str, first_line: u32) -> Result<Option<Item>, YamlError> {
    tree(text, first_line).map_err(|error| where_it_began(text, first_line, error))
}

fn tree(text: &str, first_line: u32) -> Result<Option<Item>, YamlError> {
    let last_line = first_line.saturating_add(count(text.matches('\n').count()));
    let mut reader = Reader { events: Parser::new_from_str(text), first_line, last_line, depth: 0 };
    let mut root = None;
    let mut documents = 0;
    while let Some((event, at)) = reader.next()? {
        match event {
            Event::DocumentStart(_) if documents > 0 => {
                return fail(at, "her er det flere dokumenter etter hverandre");
            }
            Event::DocumentStart(_) => documents += 1,
            Event::StreamStart | Event::DocumentEnd | Event::StreamEnd | Event::Nothing => {}
            event => root = Some(reader.item(event, at)?),
        }
    }
    Ok(root)
}

fn fail<T>(at: Place, why: &str) -> Result<T, YamlError> {
    Err(YamlError { at, why: why.to_owned() })
}

const NO_COLON: &str = "her mangler et kolon og et mellomrom etter navnet på feltet";
const NO_BRACKET: &str = "en hakeparentes eller et komma mangler i en liste";

/// What the parser's words mean to one who writes fields: the likely cause, not what the parser looked for.
fn why(info: &str) -> &'static str {
    let causes: [(&[&str], &str); 8] = [
        (
            &["mapping values are not allowed"],
            "her står et kolon midt i en verdi, så sett verdien i anførselstegn, eller linja har feil innrykk",
        ),
        (&["tab"], "her står en tabulator; bruk mellomrom"),
        (&["escape"], "i anførselstegn betyr \\ noe eget; skriv to: \\\\"),
        (
            &["quoted scalar", "unexpected eof", "double-quoted"],
            "et anførselstegn mangler, eller det står noe etter det siste",
        ),
        (&["simple key"], NO_COLON),
        (&["flow", "placement of ':'", "expected next token", "bracket", "node content"], NO_BRACKET),
        (
            &["anchor", "alias", " tag", "TAG", "unexpected character"],
            "verdien begynner med et tegn som betyr noe eget; sett den i anførselstegn",
        ),
        (
            &["indent", "expected '-'", "expected key", "sequence entries", "document start"],
            "innrykket er ikke det samme som på linjene over",
        ),
    ];
    let cause = causes.iter().find(|(words, _)| words.iter().any(|word| info.contains(word)));
    cause.map_or("tegnene her er verken felt eller verdi", |(_, cause)| cause)
}

/// The error where its cause stands: the parser goes on to the next line before it gives up.
fn where_it_began(text: &str, first_line: u32, error: YamlError) -> YamlError {
    let last = usize::try_from(error.at.line.saturating_sub(first_line)).unwrap_or_default();
    let lines: Vec<(usize, &str)> = text.lines().enumerate().take(last + 1).collect();
    let began = |is_it: fn(&str) -> bool, sign: fn(char) -> bool| {
        let (n, line) = lines.iter().rev().find(|(_, line)| is_it(line))?;
        Some((*n, line.chars().position(sign)?))
    };
    let began = match error.why.as_str() {
        NO_COLON => began(|line| !line.trim().is_empty() && !line.contains(':'), |c| !c.is_whitespace()),
        NO_BRACKET => began(|line| line.matches('[').count() > line.matches(']').count(), |c| c == '['),
        _ => None,
    };
    let at = began.map(|(n, column)| Place {
        line: count(n).saturating_add(first_line),
        column: count(column).saturating_add(1),
    });
    YamlError { at: at.unwrap_or(error.at), ..error }
}

/// Goes through the parser's events, which nest properly.
struct Reader<I> {
    events: I,
    first_line: u32,
    /// YAML takes a carriage return by itself for the end of a line, and no editor shows it so.
    last_line: u32,
    depth: usize,
}

impl<'t, I: Iterator<Item = Result<(Event<'t>, Span), ScanError>>> Reader<I> {
    fn place(&self, mark: &Marker) -> Place {
        Place {
            line: count(mark.line()).saturating_sub(1).saturating_add(self.first_line).min(self.last_line),
            column: count(mark.col()).saturating_add(1),
        }
    }

    fn next(&mut self) -> Result<Option<(Event<'t>, Place)>, YamlError> {
        match self.events.next() {
            None => Ok(None),
            Some(Ok((event, span))) => Ok(Some((event, self.place(&span.start)))),
            Some(Err(error)) => {
                Err(YamlError { at: self.place(error.marker()), why: why(error.info()).to_owned() })
            }
        }
    }

    /// The event that follows within a list or mapping that began at a place.
    fn within(&mut self, began: Place) -> Result<(Event<'t>, Place), YamlError> {
        self.next()?.map_or_else(|| fail(began, "det som begynner her, slutter aldri"), Ok)
    }

    /// The value that begins with an event.
    fn item(&mut self, event: Event<'t>, at: Place) -> Result<Item, YamlError> {
        let value = match event {
            Event::Scalar(text, style, 0, None) => {
                let is_nothing = style == ScalarStyle::Plain && matches!(text.as_ref(), "~" | "null");
                Value::Text(if is_nothing { String::new() } else { text.into_owned() })
            }
            Event::SequenceStart(0, None) => self.deeper(at, Self::items).map(Value::List)?,
            Event::MappingStart(0, None) => self.deeper(at, Self::entries).map(Value::Map)?,
            Event::Alias(_) => return fail(at, "en verdi kan ikke begynne med *; sett den i anførselstegn"),
            _ => return fail(at, "ankre og merkelapper brukes ikke her"),
        };
        Ok(Item { value, at })
    }

    fn deeper<T>(
        &mut self,
        at: Place,
        read: impl FnOnce(&mut Self, Place) -> Result<T, YamlError>,
    ) -> Result<T, YamlError> {
        if self.depth == DEPTH {
            return fail(at, "feltene ligger for dypt i hverandre");
        }
        self.depth += 1;
        let inner = read(self, at)?;
        self.depth -= 1;
        Ok(inner)
    }

    fn items(&mut self, began: Place) -> Result<Vec<Item>, YamlError> {
        let mut items = Vec::new();
        loop {
            match self.within(began)? {
                (Event::SequenceEnd, _) => return Ok(items),
                (event, at) => items.push(self.item(event, at)?),
            }
        }
    }

    fn entries(&mut self, began: Place) -> Result<Vec<Entry>, YamlError> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let (key, key_at) = match self.within(began)? {
                (Event::MappingEnd, _) => return Ok(entries),
                (event, at) => match self.item(event, at)?.value {
                    Value::Text(key) => (key, at),
                    Value::List(_) | Value::Map(_) => return fail(at, "et felt skal ha et navn foran kolon"),
                },
            };
            if entries.iter().any(|entry| entry.key == key) {
                return Err(YamlError { at: key_at, why: format!("feltet «{key}» står to ganger") });
            }
            let (event, at) = self.within(began)?;
            let Item { value, at } = self.item(event, at)?;
            entries.push(Entry { key, key_at, value, at });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_lists_and_mappings_have_their_places() {
        let entries =
            parse("tittel: Økt – å være\nfor: [skole, sfo]\nmål:\n  nb: a\n  nn: b\ntom:\n", 2).unwrap();
        let shown: Vec<String> = entries.iter().map(|e| format!("{e:?}")).collect();
        assert_eq!(entries.len(), 4, "{shown:#?}");
        assert_eq!((entries[0].at.line, entries[0].at.column), (2, 9));
        let Value::List(items) = &entries[1].value else { panic!("{shown:?}") };
        assert!(matches!(&items[1].value, Value::Text(text) if text == "sfo"));
        assert_eq!(items[1].at, Place { line: 3, column: 14 });
        let Value::Map(inner) = &entries[2].value else { panic!("{shown:?}") };
        assert_eq!((inner[1].key.as_str(), inner[1].at), ("nn", Place { line: 6, column: 7 }));
        assert!(matches!(&entries[3].value, Value::Text(text) if text.is_empty()));
    }

    #[test]
    fn a_list_of_mappings_has_the_places_of_all_within_it() {
        let items = list("# tider\n- id: a\n  hva:\n    nb: b\n- id: c\n").unwrap();
        let places: Vec<Place> = items.iter().map(|item| item.at).collect();
        assert_eq!(places, [Place { line: 2, column: 3 }, Place { line: 5, column: 3 }]);
        let Value::Map(entries) = &items[0].value else { panic!("{items:?}") };
        let Value::Map(inner) = &entries[1].value else { panic!("{items:?}") };
        assert_eq!(inner[0].at, Place { line: 4, column: 9 });
        assert!(list("").unwrap().is_empty());
        assert_eq!(list("a: 1").expect_err("a mapping").at, Place::START);
    }

    #[test]
    fn what_the_package_does_not_need_is_refused_with_its_place() {
        for (text, line, column) in [
            ("a: 1\na: 2", 2, 1),
            ("a: *b", 1, 4),
            ("bare tekst", 1, 1),
            ("a: [[[[[[1]]]]]]", 1, 9),
            ("a: 1\n--- \nb: 2", 2, 1),
            ("a: b: c", 1, 5),
            ("a: &x 1", 1, 4),
            ("[a]: 1", 1, 1),
        ] {
            let error = parse(text, 1).expect_err(text);
            assert_eq!((error.at.line, error.at.column), (line, column), "{text}: {}", error.why);
        }
    }

    #[test]
    fn the_cause_of_an_error_is_said_in_the_readers_language_where_it_stands() {
        for (text, line, column, cause) in [
            ("tittel: Les: mer\nfor: [skole]", 1, 12, "kolon midt i en verdi"),
            ("tittel: \"Les\nfor: [skole]\n", 1, 9, "anførselstegn mangler"),
            ("tittel: \"Les\" mer\n", 1, 15, "anførselstegn mangler"),
            ("tittel: Les\nfor: [skole\nfase: a\n", 2, 6, "hakeparentes"),
            ("tittel: Les\nfor: [skole\n", 2, 6, "hakeparentes"),
            ("tittel: ]\n", 1, 9, "hakeparentes"),
            ("tittel: Les\nvarighet 5\nfase: a\n", 2, 1, "mangler et kolon"),
            ("tittel: Les\n  varighet: 5\n", 2, 11, "feil innrykk"),
            ("  tittel: Les\nvarighet: 5\n", 2, 1, "innrykket"),
            ("tittel: Les\n\tvarighet: 5\n", 1, 9, "tabulator"),
            ("tittel: @a\n", 1, 9, "betyr noe eget"),
            ("tittel: `a\n", 1, 9, "betyr noe eget"),
            ("tittel: \"a\\d\"\n", 1, 9, "skriv to"),
        ] {
            let error = parse(text, 1).expect_err(text);
            let found = (error.at.line, error.at.column, error.why.contains(cause));
            assert_eq!(found, (line, column, true), "{text}: {}", error.why);
        }
    }

    #[test]
    fn depth_costs_nothing() {
        assert!(parse(&format!("a: {}", "[".repeat(100_000)), 1).is_err());
    }
}
