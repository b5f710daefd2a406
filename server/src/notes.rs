//! Private notes: sealed before they reach the store, opened for their author alone.
//!
//! A sealed note is the mark of its key (4 bytes), a nonce (24) and the text under XChaCha20-Poly1305, bound to its
//! author and place, so that a note moved to another row does not open. A new key is put first in `NOTES_KEY`; the
//! older ones behind it still open what they sealed. A note that none opens is told of as such, and hinders no other.

use async_trait::async_trait;
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use domain::{
    Asker, NoteId, PersonId, Refusal,
    note::{self, Change},
    outside::Ambient,
    store::{Failure, Note, NoteAuthor, Notes, SealedNote, Store, Stored},
};
use std::{fmt, str::FromStr, sync::Arc};

const MARK: usize = 4;
const NONCE: usize = 24;

/// The keys that notes are sealed with: the first seals, all open.
#[derive(Clone)]
pub struct NotesKeys(Vec<Key>);

#[derive(Clone)]
struct Key {
    mark: [u8; MARK],
    cipher: XChaCha20Poly1305,
}

/// Text that is no list of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotKeys;

impl fmt::Display for NotKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one or more keys of 64 hexadecimal digits, the newest first, with commas between")
    }
}

impl fmt::Debug for NotesKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} keys", self.0.len())
    }
}

impl NotesKeys {
    /// One key.
    pub fn one(bytes: &[u8; 32]) -> NotesKeys {
        NotesKeys(vec![Key::new(bytes)])
    }
}

impl FromStr for NotesKeys {
    type Err = NotKeys;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split(',')
            .map(|hex| read_hex(hex.trim()).map(|bytes| Key::new(&bytes)))
            .collect::<Option<_>>()
            .map_or(Err(NotKeys), |keys| Ok(NotesKeys(keys)))
    }
}

/// 32 bytes written as 64 hexadecimal digits.
pub(crate) fn read_hex(hex: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if hex.len() != 64 || !hex.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}

impl Key {
    fn new(bytes: &[u8; 32]) -> Key {
        let hex = bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        let hash = app::hash(&["notes", &hex]);
        let mut mark = [0; MARK];
        mark.copy_from_slice(&hash.as_bytes()[..MARK]);
        Key { mark, cipher: XChaCha20Poly1305::new(bytes.into()) }
    }
}

/// Notes, sealed.
pub struct Sealed {
    store: Arc<dyn Store>,
    ambient: Arc<dyn Ambient>,
    keys: NotesKeys,
}

impl Sealed {
    /// Notes in a store, sealed with these keys.
    pub fn new(store: Arc<dyn Store>, ambient: Arc<dyn Ambient>, keys: NotesKeys) -> Sealed {
        Sealed { store, ambient, keys }
    }

    fn seal(&self, bound_to: &str, text: &str) -> Stored<Vec<u8>> {
        let broken = || Failure::Broken("a note could not be sealed".into());
        let key = self.keys.0.first().ok_or_else(broken)?;
        let mut nonce = [0; NONCE];
        self.ambient.random(&mut nonce);
        let payload = Payload { msg: text.as_bytes(), aad: bound_to.as_bytes() };
        let sealed = key.cipher.encrypt(XNonce::from_slice(&nonce), payload).map_err(|_| broken())?;
        Ok([&key.mark[..], &nonce, &sealed].concat())
    }

    fn open(&self, note: SealedNote) -> Note {
        let text = self.unseal(&bound_to(&note.author, &note.place), &note.sealed);
        if text.is_none() {
            tracing::warn!(note = %note.id, "a note opens with none of the keys in NOTES_KEY");
        }
        Note { place: note.place, text, version: note.version, saved: note.saved }
    }

    fn unseal(&self, bound_to: &str, sealed: &[u8]) -> Option<String> {
        let (mark, rest) = sealed.split_at_checked(MARK)?;
        let (nonce, sealed) = rest.split_at_checked(NONCE)?;
        let payload = || Payload { msg: sealed, aad: bound_to.as_bytes() };
        let opened = self
            .keys
            .0
            .iter()
            .filter(|key| key.mark == mark)
            .find_map(|key| key.cipher.decrypt(XNonce::from_slice(nonce), payload()).ok())?;
        String::from_utf8(opened).ok()
    }
}

fn bound_to(author: &NoteAuthor, place: &str) -> String {
    format!("{} {place}", author.key())
}

impl Sealed {
    /// A guest's note, sealed anew for a person, after the person's own about the same.
    fn carry(
        &self,
        person: PersonId,
        guests: &SealedNote,
        own: Option<&SealedNote>,
    ) -> Stored<Option<SealedNote>> {
        let (mine, version) = match own.map(|own| self.open(own.clone())) {
            None => (None, guests.version),
            Some(Note { text: Some(text), version, .. }) => (Some(text), version.max(guests.version) + 1),
            Some(Note { text: None, .. }) => return Ok(None),
        };
        let Some(theirs) = self.open(guests.clone()).text else { return Ok(None) };
        let author = NoteAuthor::Person(person);
        let sealed = self.seal(&bound_to(&author, &guests.place), &note::join(mine.as_deref(), &theirs))?;
        Ok(Some(SealedNote { author, sealed, version, ..guests.clone() }))
    }
}

#[async_trait]
impl Notes for Sealed {
    async fn note(&self, asker: &Asker, place: &str) -> Stored<Option<Note>> {
        let author = NoteAuthor::of(asker)?;
        Ok(self.store.sealed_note(&author, place).await?.map(|note| self.open(note)))
    }

    async fn notes(&self, asker: &Asker) -> Stored<Vec<Note>> {
        let author = NoteAuthor::of(asker)?;
        let sealed = self.store.sealed_notes(&author).await?;
        let mut notes: Vec<Note> = sealed.into_iter().map(|note| self.open(note)).collect();
        notes.sort_by_key(|note| std::cmp::Reverse(note.saved));
        Ok(notes)
    }

    async fn save_note(&self, asker: &Asker, place: &str, words: &str, base: i64) -> Stored<i64> {
        let author = NoteAuthor::of(asker)?;
        let standing = self.note(asker, place).await?;
        let standing = standing.as_ref().map(note::Standing::of);
        let before = standing.map_or(0, |standing| standing.version);
        let (saved, version) = match note::save(standing, words, base, asker.now)? {
            Change::Nothing => return Ok(before),
            Change::Delete => (self.store.delete_note(&author, place, before).await?, 0),
            Change::Write { text, version } => {
                note::about(place)?;
                let sealed = self.seal(&bound_to(&author, place), &text)?;
                let (id, saved) = (NoteId(self.ambient.random_id()), asker.now);
                let note = SealedNote { id, author, place: place.to_owned(), sealed, version, saved };
                (self.store.seal_note(&note, before).await?, version)
            }
        };
        if saved { Ok(version) } else { Err(Refusal::Stale.into()) }
    }

    async fn delete_notes(&self, asker: &Asker) -> Stored<()> {
        self.store.delete_notes(&NoteAuthor::of(asker)?).await
    }

    async fn claim(&self, asker: &Asker) -> Stored<usize> {
        self.store.claim(asker, &|person, guests, own| self.carry(person, guests, own)).await
    }
}
