//! A private note: its author's alone, and never lost to a retry or to another window.

use crate::{Refusal, Timestamp, package::is_id, store::Note, text};

/// The longest the name of a place may be, in characters.
const PLACE: usize = 200;

/// A note that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<'n> {
    /// Its text; nothing, where no key opens it.
    pub text: Option<&'n str>,
    /// Its version.
    pub version: i64,
}

impl<'n> Standing<'n> {
    /// A note as its author has it.
    pub fn of(note: &'n Note) -> Standing<'n> {
        Standing { text: note.text.as_deref(), version: note.version }
    }
}

/// What a save does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing: the same note stands, as after a retry of a save that arrived.
    Nothing,
    /// The note goes.
    Delete,
    /// The note becomes this.
    Write {
        /// The text.
        text: String,
        /// Its version.
        version: i64,
    },
}

/// What comes of saving words that were based on version `base`. No words delete.
///
/// # Errors
/// [`Refusal::Conflict`] with the text that stands where somebody saved in between, [`Refusal::Locked`] over a text that
/// cannot be opened, and what [`text::free`] refuses.
pub fn save(
    standing: Option<Standing<'_>>,
    words: &str,
    base: i64,
    now: Timestamp,
) -> Result<Change, Refusal> {
    let words = text::free(words, text::LONG)?;
    let version = match standing {
        None => 0,
        Some(Standing { text: Some(text), .. }) if text == words => return Ok(Change::Nothing),
        Some(Standing { text: Some(text), version }) if version != base => {
            return Err(Refusal::Conflict { theirs: text.to_owned(), version });
        }
        // What nobody can read can be thrown away by its author, and is never written over.
        Some(Standing { text: None, version }) if version != base || !words.is_empty() => {
            return Err(Refusal::Locked);
        }
        Some(Standing { version, .. }) => version,
    };
    Ok(match (words.is_empty(), standing) {
        (true, None) => Change::Nothing,
        (true, Some(_)) => Change::Delete,
        (false, _) => Change::Write { text: words, version: now.version_after(version) },
    })
}

/// Whether a note can be written about a place: `module/page` or `module/page/prompt`. What stands elsewhere can still
/// be deleted.
///
/// # Errors
/// [`Refusal::Invalid`].
pub fn about(place: &str) -> Result<(), Refusal> {
    let names = || place.split('/');
    let fits = place.len() <= PLACE && matches!(names().count(), 2 | 3) && names().all(is_id);
    if fits { Ok(()) } else { Err(Refusal::Invalid) }
}

/// What a person's note becomes when the one written as a guest about the same comes to it: both, one's own first.
pub fn join(own: Option<&str>, guests: &str) -> String {
    match own {
        Some(own) if own.contains(guests) => own.to_owned(),
        Some(own) => format!("{own}\n\n{guests}"),
        None => guests.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STANDS: Option<Standing<'_>> = Some(Standing { text: Some("før"), version: 3 });
    const NOW: Timestamp = Timestamp(1_000);
    const LOCKED: Option<Standing<'_>> = Some(Standing { text: None, version: 3 });

    #[test]
    fn a_note_is_written_over_the_version_it_was_based_on() {
        assert_eq!(save(None, "nå", 0, NOW), Ok(Change::Write { text: "nå".into(), version: 1_000 }));
        assert_eq!(save(STANDS, "nå", 3, NOW), Ok(Change::Write { text: "nå".into(), version: 1_000 }));
        assert_eq!(save(STANDS, "", 3, NOW), Ok(Change::Delete));
    }

    #[test]
    fn no_version_comes_again_when_a_note_is_deleted_and_written_anew() {
        let before = save(None, "før", 0, NOW);
        assert_eq!(before, Ok(Change::Write { text: "før".into(), version: 1_000 }));
        // Another window deletes it and writes a new one; this window knows of neither.
        let anew = save(None, "nytt", 0, Timestamp(2_000));
        assert_eq!(anew, Ok(Change::Write { text: "nytt".into(), version: 2_000 }));
        let stands = Some(Standing { text: Some("nytt"), version: 2_000 });
        let theirs = Refusal::Conflict { theirs: "nytt".into(), version: 2_000 };
        assert_eq!(save(stands, "før og mer", 1_000, Timestamp(3_000)), Err(theirs));
        let set_back = save(stands, "mer", 2_000, Timestamp(5));
        assert_eq!(set_back, Ok(Change::Write { text: "mer".into(), version: 2_001 }), "a clock set back");
    }

    #[test]
    fn a_note_is_about_a_page_or_a_prompt() {
        for place in ["hva-er-inkludering/okt", "hva-er-inkludering/okt/til-stede", "a/b2"] {
            assert_eq!(about(place), Ok(()), "{place}");
        }
        let long = format!("a/{}", "b".repeat(PLACE));
        for place in ["", "a", "a/", "/a", "a//b", "a/b/c/d", "A/b", "a/b c", "a/../b", "a/b\n", "a/ø", &long]
        {
            assert_eq!(about(place), Err(Refusal::Invalid), "{place}");
        }
    }

    #[test]
    fn a_retry_changes_nothing() {
        assert_eq!(save(STANDS, "før", 2, NOW), Ok(Change::Nothing));
        assert_eq!(save(None, "", 0, NOW), Ok(Change::Nothing));
        assert_eq!(save(None, "", 3, NOW), Ok(Change::Nothing), "it is deleted already");
    }

    #[test]
    fn what_was_written_meanwhile_comes_back() {
        let theirs = Refusal::Conflict { theirs: "før".into(), version: 3 };
        assert_eq!(save(STANDS, "nå", 2, NOW), Err(theirs.clone()));
        assert_eq!(save(STANDS, "", 2, NOW), Err(theirs), "nor is it deleted unread");
    }

    #[test]
    fn what_cannot_be_opened_is_deleted_and_never_written_over() {
        assert_eq!(save(LOCKED, "nå", 3, NOW), Err(Refusal::Locked));
        assert_eq!(save(LOCKED, "nå", 0, NOW), Err(Refusal::Locked));
        assert_eq!(save(LOCKED, "", 2, NOW), Err(Refusal::Locked));
        assert_eq!(save(LOCKED, "", 3, NOW), Ok(Change::Delete));
    }

    #[test]
    fn a_note_is_refused_as_every_text_is() {
        assert_eq!(save(None, "24850900163", 0, NOW), Err(Refusal::NationalId));
        let long = "x".repeat(text::LONG + 1);
        assert!(matches!(save(None, &long, 0, NOW), Err(Refusal::TooLong { .. })));
    }

    #[test]
    fn a_guests_note_comes_after_the_persons_own() {
        assert_eq!(join(None, "gjest"), "gjest");
        assert_eq!(join(Some("eget"), "gjest"), "eget\n\ngjest");
        assert_eq!(join(Some("eget\n\ngjest"), "gjest"), "eget\n\ngjest", "it came before");
    }
}
