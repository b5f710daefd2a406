//! Events as iCalendar writes them (RFC 5545): no more of it than whole days need, which is less than any library.

use domain::{Date, Timestamp};

/// Octets a line may have, its end apart (RFC 5545, 3.1).
const LINE: usize = 75;

/// What happens on a day.
pub struct Event {
    /// The same for as long as it is the same event.
    pub uid: String,
    /// Counts its changes.
    pub sequence: i64,
    /// When it was written down.
    pub stamp: Timestamp,
    /// The day.
    pub day: Date,
    /// One line.
    pub summary: String,
    /// More of it.
    pub description: String,
    /// Where it is told of.
    pub url: String,
}

/// A calendar with these events. A name is for one that programs come back to; it says how often, too.
pub fn calendar(name: Option<&str>, events: &[Event]) -> String {
    let mut out = Writer::default();
    out.raw("BEGIN", "VCALENDAR");
    out.raw("VERSION", "2.0");
    out.raw("PRODID", "-//Inkluderende praksis//Kalender//NO");
    out.raw("CALSCALE", "GREGORIAN");
    out.raw("METHOD", "PUBLISH");
    if let Some(name) = name {
        out.text("NAME", name);
        // What most programs read instead.
        out.text("X-WR-CALNAME", name);
        out.raw("REFRESH-INTERVAL;VALUE=DURATION", "PT6H");
        out.raw("X-PUBLISHED-TTL", "PT6H");
    }
    for event in events {
        out.event(event);
    }
    out.raw("END", "VCALENDAR");
    out.0
}

#[derive(Default)]
struct Writer(String);

impl Writer {
    fn event(&mut self, event: &Event) {
        self.raw("BEGIN", "VEVENT");
        self.text("UID", &event.uid);
        self.raw("SEQUENCE", &event.sequence.to_string());
        self.raw("DTSTAMP", &moment(event.stamp));
        self.raw("DTSTART;VALUE=DATE", &day(event.day));
        self.raw("DTEND;VALUE=DATE", &day(event.day.plus_days(1)));
        self.text("SUMMARY", &event.summary);
        self.text("DESCRIPTION", &event.description);
        self.raw("URL", &event.url);
        // A day to remember takes nobody's day.
        self.raw("TRANSP", "TRANSPARENT");
        self.raw("END", "VEVENT");
    }

    /// A property whose value is people's text.
    fn text(&mut self, name: &str, value: &str) {
        self.raw(name, &escape(value));
    }

    /// A property, folded where its line would be too long: never within a letter.
    fn raw(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let mut octets = 0;
        for letter in line.chars() {
            if octets + letter.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(letter);
            octets += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// Text as RFC 5545, 3.3.11, has it.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// `20270114`
fn day(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// `20270114T083000Z`
fn moment(at: Timestamp) -> String {
    let iso = at.iso();
    let whole = iso.split(['.', 'Z']).next().unwrap_or_default();
    let digits: String = whole.chars().filter(|sign| !matches!(sign, '-' | ':')).collect();
    format!("{digits}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(summary: &str) -> Event {
        Event {
            uid: "avtale-1@praksis.example".into(),
            sequence: 2,
            stamp: Timestamp(1_795_000_000_123),
            day: "2026-12-31".parse().unwrap(),
            summary: summary.into(),
            description: "Én, to; tre\r\nfire\\fem\u{7}".into(),
            url: "https://praksis.example/e/b".into(),
        }
    }

    /// The properties as a program reads them, unfolded.
    fn read(calendar: &str) -> Vec<String> {
        let unfolded = calendar.replace("\r\n ", "");
        unfolded.split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_day_is_written_whole_and_ends_where_the_next_begins() {
        let text = calendar(None, &[event("Følg opp")]);
        let lines = read(&text);
        for line in [
            "UID:avtale-1@praksis.example",
            "SEQUENCE:2",
            "DTSTAMP:20261118T110640Z",
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "SUMMARY:Følg opp",
            "DESCRIPTION:Én\\, to\\; tre\\nfire\\\\fem",
            "URL:https://praksis.example/e/b",
        ] {
            assert!(lines.iter().any(|one| one == line), "{line} in {text}");
        }
        assert_eq!(lines.first().map(String::as_str), Some("BEGIN:VCALENDAR"));
        assert!(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "lines end in both");
        assert!(!text.contains("X-WR-CALNAME"), "a file of one event has no name");
    }

    #[test]
    fn a_long_line_is_folded_between_letters() {
        for length in [60, 66, 67, 68, 74, 75, 76, 200, 1000] {
            for letter in ["a", "å", "🌲"] {
                let summary = letter.repeat(length);
                let text = calendar(Some("Økter"), &[event(&summary)]);
                assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{letter} × {length}");
                assert!(read(&text).contains(&format!("SUMMARY:{summary}")), "{letter} × {length}");
            }
        }
    }
}
