//! Signing in with an e-mail address and a six-digit code.
//!
//! The answer is the same whether an address is known or not. A whole school shares one network address, so the
//! ceiling per network is generous and the ones per address and browser are not.

use crate::{Refusal, Timestamp};
use std::time::Duration;

/// How long a code is valid.
pub const VALID: Duration = Duration::from_secs(10 * 60);
/// Wrong tries before a code is void.
pub const TRIES: u8 = 5;
/// The time over which requests are counted.
pub const WINDOW: Duration = Duration::from_secs(60 * 60);
/// Codes one address may be sent in the window.
pub const PER_ADDRESS: i64 = 5;
/// Codes one browser may ask for in the window.
pub const PER_BROWSER: i64 = 10;
/// Codes one network may ask for in the window: a staff of three hundred signs in at once.
pub const PER_NETWORK: i64 = 600;
/// How long a login lasts without use.
pub const IDLE: Duration = Duration::from_secs(60 * 60 * 24 * 30);
/// How long a login on a shared machine lasts without use.
pub const IDLE_SHARED: Duration = Duration::from_secs(10 * 60);
/// How often what has run out is deleted, so that none of it lies much longer than it is said to.
pub const SWEEP: Duration = Duration::from_secs(60 * 60);
/// How long an invitation is valid.
pub const INVITATION: Duration = Duration::from_secs(60 * 60 * 24 * 14);
/// Invitations one person can give in the window: a municipality's to each of its leaders, and nobody's to everyone.
pub const INVITATIONS: i64 = 100;

/// Whether a person who has given so many invitations within [`WINDOW`] may give one more.
///
/// # Errors
/// [`Refusal::TooMany`].
pub const fn may_invite_again(given: i64) -> Result<(), Refusal> {
    if given < INVITATIONS { Ok(()) } else { Err(Refusal::TooMany) }
}

/// The moment that every invitation given within the last [`WINDOW`] runs out after, and no other: all are valid
/// equally long.
pub fn given_lately_runs_out_after(now: Timestamp) -> Timestamp {
    (now + INVITATION).before(WINDOW)
}

/// Whether a login that was last used then still stands.
pub fn stands(shared_device: bool, used: Timestamp, now: Timestamp) -> bool {
    now <= used + if shared_device { IDLE_SHARED } else { IDLE }
}

/// Whether anyone may sign in as anyone: in the demo, and nowhere else.
///
/// # Errors
/// [`Refusal::Missing`]: anywhere else there is no such door.
pub const fn as_anyone(demo: bool) -> Result<(), Refusal> {
    if demo { Ok(()) } else { Err(Refusal::Missing) }
}

/// An e-mail address fit to send to, in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address(String);

impl Address {
    /// The address as typed.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for text that no mail could be sent to. The mail server has the last word.
    pub fn parse(typed: &str) -> Result<Address, Refusal> {
        let address = typed.trim().to_lowercase();
        let fits = address.len() <= 254
            && !address
                .chars()
                .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';'))
            && address.split_once('@').is_some_and(|(local, host)| {
                !local.is_empty()
                    && !host.contains('@')
                    && host.split('.').count() >= 2
                    && host.split('.').all(|label| !label.is_empty())
            });
        if fits { Ok(Address(address)) } else { Err(Refusal::Invalid) }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How often a code was asked for within [`WINDOW`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// For this address.
    pub address: i64,
    /// From this browser.
    pub browser: i64,
    /// From this network.
    pub network: i64,
}

impl Asked {
    /// Whether one more may be sent.
    ///
    /// # Errors
    /// [`Refusal::TooMany`].
    pub const fn allow(self) -> Result<(), Refusal> {
        if self.address < PER_ADDRESS && self.browser < PER_BROWSER && self.network < PER_NETWORK {
            Ok(())
        } else {
            Err(Refusal::TooMany)
        }
    }
}

/// A code that was sent: what is stored of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentCode {
    /// The hash of address and code.
    pub hash: String,
    /// When it was sent.
    pub sent: Timestamp,
    /// Wrong tries so far.
    pub tries: u8,
}

impl SentCode {
    /// Whether the code typed is this one. On a wrong try the caller stores one more try.
    ///
    /// # Errors
    /// [`Refusal::Expired`], [`Refusal::WrongCode`] with the tries left, or [`Refusal::Void`] from the last wrong try on.
    pub fn redeem(&self, typed_hash: &str, now: Timestamp) -> Result<(), Refusal> {
        if self.sent + VALID < now {
            return Err(Refusal::Expired);
        }
        if self.tries >= TRIES {
            return Err(Refusal::Void);
        }
        if same(&self.hash, typed_hash) {
            return Ok(());
        }
        match TRIES - self.tries - 1 {
            0 => Err(Refusal::Void),
            left => Err(Refusal::WrongCode { left }),
        }
    }
}

/// Compares in a time that tells nothing of where two texts differ.
pub fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differ, (x, y)| differ | (x ^ y)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_valid_ten_minutes_and_five_tries() {
        let sent = SentCode { hash: "abc".into(), sent: Timestamp(0), tries: 0 };
        assert_eq!(sent.redeem("abc", Timestamp(600_000)), Ok(()));
        assert_eq!(sent.redeem("abc", Timestamp(600_001)), Err(Refusal::Expired));
        assert_eq!(sent.redeem("abd", Timestamp(1)), Err(Refusal::WrongCode { left: 4 }));
        let last = SentCode { tries: TRIES - 1, ..sent };
        assert_eq!(last.redeem("abc", Timestamp(1)), Ok(()));
        assert_eq!(last.redeem("abd", Timestamp(1)), Err(Refusal::Void), "no tries left is said so");
        let worn = SentCode { tries: TRIES, ..last };
        assert_eq!(worn.redeem("abc", Timestamp(1)), Err(Refusal::Void), "the right code too");
    }

    #[test]
    fn a_login_on_a_shared_machine_is_over_after_ten_idle_minutes() {
        assert!(stands(true, Timestamp(0), Timestamp(600_000)));
        assert!(!stands(true, Timestamp(0), Timestamp(600_001)));
        assert!(stands(false, Timestamp(0), Timestamp(600_001)));
        assert!(!stands(false, Timestamp(0), Timestamp(0) + IDLE + Duration::from_millis(1)));
    }

    #[test]
    fn a_hundred_are_invited_in_an_hour_and_no_more() {
        assert_eq!(may_invite_again(INVITATIONS - 1), Ok(()));
        assert_eq!(may_invite_again(INVITATIONS), Err(Refusal::TooMany));
    }

    #[test]
    fn nobody_signs_in_as_another_outside_the_demo() {
        assert_eq!(as_anyone(true), Ok(()));
        assert_eq!(as_anyone(false), Err(Refusal::Missing));
    }

    #[test]
    fn addresses_are_folded_and_nonsense_is_refused() {
        assert_eq!(Address::parse(" Kari@Skole.Example ").unwrap().as_str(), "kari@skole.example");
        for bad in ["", "kari", "kari@", "@skole.no", "kari@skole", "a b@c.no", "kari@c..no", "a@b@c.no"] {
            assert_eq!(Address::parse(bad), Err(Refusal::Invalid), "{bad}");
        }
    }

    #[test]
    fn a_school_signs_in_at_once_while_one_address_is_sent_five() {
        assert!(Asked { address: 0, browser: 0, network: 300 }.allow().is_ok());
        assert!(Asked { address: PER_ADDRESS, browser: 0, network: 0 }.allow().is_err());
        assert!(Asked { address: 0, browser: PER_BROWSER, network: 0 }.allow().is_err());
        assert!(Asked { address: 0, browser: 0, network: PER_NETWORK }.allow().is_err());
    }
}
