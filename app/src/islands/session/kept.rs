//! What is typed in a form and not sent: kept in the browser at every key, and counted, so that the screen never says
//! that all is saved while words stand unsent.

use super::{
    Room,
    draft::{forget, keep, kept_names, own_key, stand, standing, take_over},
    press::settle,
};
use crate::Fault;
use domain::{SessionId, agreement::TermsDraft};
use leptos::prelude::*;

/// A form's fields, kept together with the version of what they change.
#[derive(Clone)]
pub(super) struct Kept {
    room: Room,
    key: String,
    /// The fields, by their selectors, and what stood in them before anything was typed.
    fields: Vec<String>,
    before: Vec<String>,
    /// The version that the form was made from; a form that changes nothing has 0.
    base: StoredValue<i64>,
}

impl Kept {
    /// Takes up what was left behind in the fields, with the version that it was based on; what stands in them already
    /// was typed before the page had woken.
    pub(super) fn new(room: Room, name: &str, fields: Vec<String>, before: Vec<String>, base: i64) -> Kept {
        let kept = Kept { room, key: own_key(name), fields, before, base: StoredValue::new(base) };
        let woken = kept.clone();
        Effect::new(move || {
            let left = take_over(&woken.key).pop();
            let left = left.and_then(|text| serde_json::from_str::<(i64, Vec<String>)>(&text).ok());
            let left =
                left.filter(|(_, left)| *left != woken.before && (base != 0 || !room.has_agreed(left)));
            if let Some((was, left)) = left {
                woken.base.set_value(was);
                for ((field, text), before) in woken.fields.iter().zip(left).zip(&woken.before) {
                    if text != *before && standing(field).is_some_and(|standing| standing == *before) {
                        stand(field, &text);
                    }
                }
            }
            woken.keep();
        });
        kept
    }

    /// A key was pressed. Fields that are as they were before hold nothing to send.
    pub(super) fn keep(&self) {
        let all: Option<Vec<String>> = self.fields.iter().map(|field| standing(field)).collect();
        let Some(all) = all else { return };
        if all == self.before {
            self.forget();
        } else if let Ok(all) = serde_json::to_string(&(self.base(), all)) {
            keep(&self.key, &all);
            let name = name_of(&self.key);
            if !self.room.unsent.with_untracked(|unsent| unsent.iter().any(|one| one == name)) {
                self.room.unsent.update(|unsent| unsent.push(name.to_owned()));
            }
        }
    }

    /// The version that the words in the form are based on.
    pub(super) fn base(&self) -> i64 {
        self.base.try_get_value().unwrap_or_default()
    }

    /// Whoever was refused because another had changed it sees what stands now, and may have the last word.
    pub(super) fn rest_on(&self, version: i64) {
        let _gone = self.base.try_set_value(version);
        self.keep();
    }

    /// Says what came of sending it; what is sent is kept no longer.
    pub(super) fn settle(&self, outcome: Result<(), Fault>) {
        if outcome.is_ok() {
            self.forget();
        }
        settle(self.room, outcome);
    }

    fn forget(&self) {
        forget(&self.key);
        let name = name_of(&self.key);
        if self.room.unsent.try_with_untracked(|unsent| unsent.iter().any(|one| one == name)) == Some(true) {
            self.room.unsent.update(|unsent| unsent.retain(|one| one != name));
        }
    }
}

impl Room {
    /// Whether a form of this name holds words that are not sent.
    pub(super) fn holds(self, name: &str) -> bool {
        self.unsent.read().iter().any(|one| one == name)
    }

    /// The same at this moment, for what is not to be drawn anew under the hands of who empties a field.
    pub(super) fn holds_now(self, name: &str) -> bool {
        untrack(|| self.holds(name))
    }

    /// Whether words of an agreement are not sent, a new one's or other words for an old one.
    pub(super) fn holds_terms(self) -> bool {
        self.unsent.read().iter().any(|name| !name.starts_with(TOLD))
    }

    /// Counts the forms of a session that this browser has kept unsent, on the screen or not.
    pub(super) fn count_unsent(self, session: SessionId) {
        let session = session.to_string();
        let mut names = kept_names();
        names.retain(|name| {
            let mut parts = name.split('/');
            parts.next().is_some_and(|kind| FORMS.contains(&kind)) && parts.next() == Some(&session)
        });
        if !names.is_empty() {
            self.unsent.set(names);
        }
    }

    /// Whether these very words have been agreed already; they are no beginning of another agreement, and their answer
    /// was lost.
    fn has_agreed(self, words: &[String]) -> bool {
        let [situation, action, sign, follow_up, keeper] = words else { return false };
        let [situation, action, sign, follow_up, keeper] =
            [situation, action, sign, follow_up, keeper].map(Clone::clone);
        let draft = TermsDraft { situation, action, sign, follow_up, keeper };
        self.live.view.read_untracked().agreements.iter().any(|agreement| draft.says(&agreement.terms))
    }
}

/// What the forms' names begin with: an agreement, other words for one from last time, and how one went.
pub(super) const AGREED: &str = "avtale";
pub(super) const ADJUSTED: &str = "justert";
pub(super) const TOLD: &str = "siden-sist";
const FORMS: [&str; 3] = [AGREED, ADJUSTED, TOLD];

fn name_of(key: &str) -> &str {
    key.split_once('#').map_or(key, |(name, _)| name)
}
