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
                Err(YamlError { at: self.place(error.marker()), why: error.info().to_owned() })
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
    fn depth_costs_nothing() {
        assert!(parse(&format!("a: {}", "[".repeat(100_000)), 1).is_err());
    }
}
