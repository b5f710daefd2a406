//! A file's text, and where in it an offset lies.

use std::cell::{Cell, OnceCell};

/// A line and a column in characters, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

impl Place {
    /// The beginning of a file.
    pub(crate) const START: Place = Place { line: 1, column: 1 };

    /// The beginning of a line.
    pub(crate) fn line(line: usize) -> Place {
        Place { line: count(line), column: 1 }
    }
}

/// One file's text.
pub(crate) struct Source<'a> {
    file: &'a str,
    text: &'a str,
    /// Where each line begins; counted when the first problem asks for its place, since most files have none.
    lines: OnceCell<Vec<usize>>,
    /// The offset that was asked for last and its column: the next one mostly lies after it, and a line may be long.
    last: Cell<(usize, usize)>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        Source { file, text, lines: OnceCell::new(), last: Cell::new((0, 1)) }
    }

    pub(crate) fn file(&self) -> &'a str {
        self.file
    }

    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// The text from an offset to the end of its line.
    pub(crate) fn rest_of_line(&self, offset: usize) -> &'a str {
        self.text.get(offset..).and_then(|rest| rest.lines().next()).unwrap_or_default()
    }

    pub(crate) fn place(&self, offset: usize) -> Place {
        let lines = self.lines.get_or_init(|| {
            let breaks = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect()
        });
        let line = lines.partition_point(|start| *start <= offset).max(1);
        let start = lines.get(line - 1).copied().unwrap_or_default();
        let (from, counted) = self.last.get();
        let (from, counted) = if (start..=offset).contains(&from) { (from, counted) } else { (start, 1) };
        let column = self.text.get(from..offset).map_or(0, |between| between.chars().count()) + counted;
        if self.text.is_char_boundary(offset) {
            self.last.set((offset, column));
        }
        Place { line: count(line), column: count(column) }
    }
}

/// A count as the number a problem carries.
pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_counts_characters_and_a_line_ends_where_the_next_begins() {
        let source = Source::new("a.md", "æøå\nblå bær\r\n");
        assert_eq!(source.place(0), Place::START);
        assert_eq!(source.place(6), Place { line: 1, column: 4 });
        assert_eq!(source.place(7), Place { line: 2, column: 1 });
        assert_eq!(source.place("æøå\nblå ".len()), Place { line: 2, column: 5 });
        assert_eq!(source.place("æøå\nblå bær".len()), Place { line: 2, column: 8 });
        assert_eq!(source.place("æøå\nblå".len()), Place { line: 2, column: 4 });
        assert_eq!(source.place("æøå\nbl".len() + 1), Place { line: 2, column: 1 });
        assert_eq!(source.place("æøå\nblå b".len()), Place { line: 2, column: 6 });
        assert_eq!(source.place(900).line, 3);
    }
}
