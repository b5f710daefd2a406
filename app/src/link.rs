//! The addresses of signed links: the language in one letter, and then what the link carries with the server's mark.
//!
//! The mark is the first half of [`Services::keyed_hash`], made for this use alone: no other hash of ours opens a link,
//! and a link for one use opens no other.

use crate::Services;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as TEXT};
use domain::{
    Lang, PersonId,
    agreement::Agreement,
    link::{Bearer, ReportLink},
    signin::same,
};
use std::fmt;

/// Bytes of the mark: what nobody guesses, in an address that a QR code on a wall can hold.
const MARK: usize = 16;

/// What a link is for.
#[derive(Clone, Copy)]
enum Use {
    /// Telling how it went.
    Report,
    /// Turning reminders off.
    Stop,
}

impl fmt::Display for Use {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Use::Report => "report link",
            Use::Stop => "stop link",
        })
    }
}

impl Services {
    /// The whole address of a link for telling how it went.
    pub fn report_address(&self, agreement: &Agreement, bearer: Bearer, lang: Lang) -> String {
        let link = ReportLink::to(agreement, bearer);
        format!("{}/e/{}", self.public_url, self.signed(Use::Report, lang, &link.bytes()))
    }

    /// The address for one person.
    pub fn own_report_address(&self, agreement: &Agreement, person: PersonId, lang: Lang) -> String {
        self.report_address(agreement, Bearer::Person(person), lang)
    }

    /// The link for telling how it went that an address ends in, where we made it.
    pub fn report_link(&self, token: &str) -> Option<ReportLink> {
        ReportLink::read(&self.unsigned(Use::Report, token)?)
    }

    /// The whole address of a link that turns a person's reminders off. It works for good: who wants no more mail is not
    /// to look for a newer one.
    pub fn stop_address(&self, person: PersonId, lang: Lang) -> String {
        format!("{}/av/{}", self.public_url, self.signed(Use::Stop, lang, person.0.as_bytes()))
    }

    /// Whose reminders an address turns off, where we made it.
    pub fn stop_link(&self, token: &str) -> Option<PersonId> {
        uuid::Uuid::from_slice(&self.unsigned(Use::Stop, token)?).ok().map(PersonId)
    }

    fn signed(&self, made_for: Use, lang: Lang, carried: &[u8]) -> String {
        let mark = self.mark(made_for, lang, carried);
        let bytes: Vec<u8> = carried.iter().copied().chain(mark).collect();
        format!("{}{}", letter(lang), TEXT.encode(bytes))
    }

    fn unsigned(&self, made_for: Use, token: &str) -> Option<Vec<u8>> {
        let lang = language(token)?;
        let bytes = TEXT.decode(token.get(1..)?).ok()?;
        let (carried, mark) = bytes.split_at_checked(bytes.len().checked_sub(MARK)?)?;
        let ours = self.mark(made_for, lang, carried);
        same(&TEXT.encode(mark), &TEXT.encode(ours)).then(|| carried.to_owned())
    }

    fn mark(&self, made_for: Use, lang: Lang, carried: &[u8]) -> Vec<u8> {
        let hash = self.keyed_hash(&[&made_for.to_string(), lang.code(), &TEXT.encode(carried)]);
        let digits = hash.as_bytes().chunks(2).take(MARK);
        digits.filter_map(|two| u8::from_str_radix(str::from_utf8(two).ok()?, 16).ok()).collect()
    }
}

const fn letter(lang: Lang) -> char {
    match lang {
        Lang::Nb => 'b',
        Lang::Nn => 'n',
    }
}

/// The language that a link is written in, ours or not.
pub fn language(token: &str) -> Option<Lang> {
    Lang::ALL.into_iter().find(|lang| token.starts_with(letter(*lang)))
}
