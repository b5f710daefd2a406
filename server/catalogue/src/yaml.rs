//! As much YAML as front matter needs: one mapping whose values are texts, lists of texts or mappings of texts,
//! each with its place.
//!
//! ```text
//! document = mapping
//! mapping  = { key ":" ( text | "[" text, … "]" | indented "- text" lines | one more mapping ) }
//! ```
//!
//! Everything else YAML can do (anchors, tags, several documents, deeper nesting) is an error with a place.

use crate::source::{Place, count};
use saphyr_parser::{Event, Marker, Parser};

/// A key with its value.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_at: Place,
    pub(crate) value: Value,
    /// Where the value begins.
    pub(crate) at: Place,
}

/// What a key can have.
#[derive(Debug)]
pub(crate) enum Value {
    Text(String),
    List(Vec<(String, Place)>),
    Map(Vec<Entry>),
}

/// Why a text is not such a document, in bokmål, and where.
#[derive(Debug)]
pub(crate) struct YamlError {
    pub(crate) at: Place,
    pub(crate) why: String,
}

/// What is being read: the outer mapping, a list in it, or a mapping in it.
enum Open {
    List(Vec<(String, Place)>),
    Map(Vec<Entry>),
}

/// Reads a document that begins on the given line of its file.
pub(crate) fn parse(text: &str, first_line: u32) -> Result<Vec<Entry>, YamlError> {
    let place = |mark: &Marker| Place {
        line: count(mark.line()).saturating_sub(1).saturating_add(first_line),
        column: count(mark.col()).saturating_add(1),
    };
    let fail = |at: Place, why: &str| Err(YamlError { at, why: why.to_owned() });

    let mut root: Option<Vec<Entry>> = None;
    let mut keys: Vec<(String, Place)> = Vec::new();
    let mut inner: Option<(Open, Place)> = None;
    let mut documents = 0;
    let mut closed = false;

    for event in Parser::new_from_str(text) {
        let (event, span) =
            event.map_err(|error| YamlError { at: place(error.marker()), why: error.info().to_owned() })?;
        let at = place(&span.start);
        let finished = match event {
            Event::Scalar(scalar, style, anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    return fail(at, "ankre og merkelapper brukes ikke her");
                }
                let empty =
                    style == saphyr_parser::ScalarStyle::Plain && matches!(scalar.as_ref(), "~" | "null");
                let text = if empty { String::new() } else { scalar.into_owned() };
                let depth = 1 + usize::from(inner.is_some());
                if root.is_none() {
                    if !text.is_empty() {
                        return fail(at, "her skal det stå felt og verdi, skilt med kolon");
                    }
                    None
                } else if let Some((Open::List(items), _)) = &mut inner {
                    items.push((text, at));
                    None
                } else if keys.len() < depth {
                    keys.push((text, at));
                    None
                } else if let Some((Open::Map(entries), _)) = &mut inner {
                    add(entries, keys.pop(), Value::Text(text), at)?;
                    None
                } else {
                    Some((Value::Text(text), at))
                }
            }
            Event::SequenceStart(anchor, tag) => {
                let in_place = inner.is_none() && root.is_some() && keys.len() == 1;
                if !in_place || anchor != 0 || tag.is_some() {
                    return fail(at, "en liste kan ikke stå her");
                }
                inner = Some((Open::List(Vec::new()), at));
                None
            }
            Event::MappingStart(anchor, tag) => {
                if anchor != 0 || tag.is_some() || closed {
                    return fail(at, "ankre og merkelapper brukes ikke her");
                }
                if root.is_none() {
                    root = Some(Vec::new());
                } else if inner.is_none() && keys.len() == 1 {
                    inner = Some((Open::Map(Vec::new()), at));
                } else {
                    return fail(at, "feltene ligger for dypt i hverandre");
                }
                None
            }
            Event::SequenceEnd => inner.take().map(close),
            Event::MappingEnd if inner.is_some() => inner.take().map(close),
            Event::MappingEnd => {
                closed = true;
                None
            }
            Event::Alias(_) => return fail(at, "en verdi kan ikke begynne med *; sett den i anførselstegn"),
            Event::DocumentStart(_) => {
                documents += 1;
                if documents > 1 {
                    return fail(at, "her er det flere dokumenter etter hverandre");
                }
                None
            }
            Event::DocumentEnd | Event::StreamStart | Event::StreamEnd | Event::Nothing => None,
        };
        if let (Some((value, at)), Some(entries)) = (finished, &mut root) {
            add(entries, keys.pop(), value, at)?;
        }
    }
    Ok(root.unwrap_or_default())
}

fn close((open, at): (Open, Place)) -> (Value, Place) {
    match open {
        Open::List(items) => (Value::List(items), at),
        Open::Map(entries) => (Value::Map(entries), at),
    }
}

fn add(
    entries: &mut Vec<Entry>,
    key: Option<(String, Place)>,
    value: Value,
    at: Place,
) -> Result<(), YamlError> {
    let Some((key, key_at)) = key else { return Ok(()) };
    if entries.iter().any(|entry| entry.key == key) {
        return Err(YamlError { at: key_at, why: format!("feltet «{key}» står to ganger") });
    }
    entries.push(Entry { key, key_at, value, at });
    Ok(())
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
        assert_eq!(items[1], ("sfo".to_owned(), Place { line: 3, column: 14 }));
        let Value::Map(inner) = &entries[2].value else { panic!("{shown:?}") };
        assert_eq!((inner[1].key.as_str(), inner[1].at), ("nn", Place { line: 6, column: 7 }));
        assert!(matches!(&entries[3].value, Value::Text(text) if text.is_empty()));
    }

    #[test]
    fn what_front_matter_does_not_need_is_refused_with_its_place() {
        for (text, line, column) in [
            ("a: 1\na: 2", 2, 1),
            ("a: *b", 1, 4),
            ("bare tekst", 1, 1),
            ("a:\n  b:\n    c: 1", 3, 5),
            ("a: [[1]]", 1, 5),
            ("a: 1\n--- \nb: 2", 2, 1),
            ("a: b: c", 1, 5),
            ("a: &x 1", 1, 4),
        ] {
            let error = parse(text, 1).expect_err(text);
            assert_eq!((error.at.line, error.at.column), (line, column), "{text}: {}", error.why);
        }
    }
}
