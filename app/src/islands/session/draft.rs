//! A text on its way to the server: kept in the browser at every key, on the server within two seconds.
//!
//! What cannot be sent waits in the browser, through a lost network, a sleeping phone and a closed window, and is sent
//! when it can. Once the server has it, the browser forgets it, so that a shared machine keeps nobody's words.

use super::limit::in_time;
use crate::{Fault, components::fresh_id};
use domain::{Lang, Refusal, text};
use leptos::{prelude::*, task::spawn_local};
use std::{future::Future, pin::Pin, sync::Arc, time::Duration};

/// From the first key that is not saved until it is sent.
const SOON: Duration = Duration::from_millis(1_000);
/// From a save that did not get through until the next.
const AGAIN: Duration = Duration::from_millis(2_500);

/// Whether what is written is safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Safety {
    /// The server has it.
    Saved,
    /// It is on its way.
    Saving,
    /// The browser has it, and why the server does not.
    Kept(Fault),
}

type Saving = Pin<Box<dyn Future<Output = Result<i64, Fault>>>>;
type Save = Arc<dyn Fn(String, i64) -> Saving + Send + Sync>;

/// A text field's text and where it is safe.
#[derive(Clone, Copy)]
pub struct Draft {
    /// The text as it stands in the field.
    pub text: RwSignal<String>,
    /// Whether it is safe.
    pub safety: RwSignal<Safety>,
    /// The text that the server has.
    pub saved: RwSignal<String>,
    /// The version that the server has.
    pub version: RwSignal<i64>,
    inner: StoredValue<Inner>,
}

#[derive(Clone)]
struct Inner {
    key: String,
    save: Save,
    busy: bool,
    waiting: bool,
    /// What was sent since the server answered last, as it stores it: any of it may have come there.
    unanswered: Vec<String>,
    /// What other windows kept, taken up here: their keys and texts. It stays theirs until it is on the server, for
    /// such a window may still be open.
    taken: Vec<(String, String)>,
    /// Nothing is kept or sent any more.
    over: bool,
}

impl Draft {
    /// A draft of what the server has at a version. `name` names it in the browser; `save` sends it and gives the new
    /// version.
    pub fn new<F>(
        name: String,
        text: String,
        version: i64,
        save: impl Fn(String, i64) -> F + Send + Sync + 'static,
    ) -> Draft
    where
        F: Future<Output = Result<i64, Fault>> + 'static,
    {
        let save: Save = Arc::new(move |text, base| Box::pin(save(text, base)));
        let draft = Draft {
            text: RwSignal::new(text.clone()),
            safety: RwSignal::new(Safety::Saved),
            saved: RwSignal::new(text),
            version: RwSignal::new(version),
            inner: StoredValue::new(Inner {
                key: own_key(&name),
                save,
                busy: false,
                waiting: false,
                unanswered: Vec::new(),
                taken: Vec::new(),
                over: false,
            }),
        };
        Effect::new(move || draft.take_up());
        draft
    }

    /// Takes up what was typed in the field with this id before the page had woken: on a slow phone that is the first
    /// sentence, and waking sets the field to what the server has.
    pub fn wake(self, field: &str) {
        let Some(typed) =
            standing(&format!("#{field}")).filter(|typed| self.text.with_untracked(|text| text != typed))
        else {
            return;
        };
        // Once the page is whole, or its words would not follow.
        Effect::new(move || {
            let kept = kept(&self.inner.read_value().key);
            // A closed window left something behind, too.
            match kept.as_deref().and_then(words_kept) {
                Some((_, kept)) => self.typed(both(&kept, &typed)),
                None => self.typed(typed.clone()),
            }
        });
    }

    /// Forgets the text, here and in the browser, and sends it no more.
    pub fn discard(self) {
        let _gone = self.inner.try_update_value(|inner| inner.over = true);
        forget(&self.inner.read_value().key);
        self.text.set(String::new());
        self.saved.set(String::new());
        self.safety.set(Safety::Saved);
    }

    /// A key was pressed.
    pub fn typed(self, text: String) {
        if self.inner.read_value().over {
            return;
        }
        keep_words(&self.inner.read_value().key, self.version.get_untracked(), &text);
        self.text.set(text);
        if self.safety.get_untracked() == Safety::Saved {
            self.safety.set(Safety::Saving);
        }
        self.send_in(SOON);
    }

    /// What the server has changed by another way; the field follows unless somebody is writing in it.
    pub fn follow(self, text: &str, version: i64) {
        if version > self.version.get_untracked() && self.safety.get_untracked() == Safety::Saved {
            self.version.set(version);
            self.saved.set(text.to_owned());
            if self.text.with_untracked(|standing| standing != text) {
                self.text.set(text.to_owned());
            }
        }
    }

    /// What a lost network or a closed window left behind in this browser. It is sent as what it is, words based on the
    /// version that stood when they were typed, so that what was written elsewhere since is met and not run over.
    fn take_up(self) {
        let taken = kept_by_others(&self.inner.read_value().key);
        let left: Vec<(i64, String)> = taken.iter().filter_map(|(_, kept)| words_kept(kept)).collect();
        self.inner.update_value(|inner| inner.taken = taken);
        let Some(base) = left.iter().map(|(base, _)| *base).min() else { return };
        let words = left.into_iter().map(|(_, words)| words).reduce(|one, other| both(&one, &other));
        match words {
            Some(words) if self.text.with_untracked(|standing| *standing != words) => {
                self.version.set(base);
                self.typed(words);
            }
            // They arrived before the window was closed.
            _ => self.let_go(),
        }
    }

    /// Forgets what was taken up from other windows, where they have not kept more since.
    fn let_go(self) {
        let taken = self.inner.try_update_value(|inner| std::mem::take(&mut inner.taken)).unwrap_or_default();
        for (theirs, _) in taken.iter().filter(|(theirs, text)| kept(theirs).as_ref() == Some(text)) {
            forget(theirs);
        }
    }

    fn send_in(self, wait: Duration) {
        let already = self.inner.try_update_value(|inner| std::mem::replace(&mut inner.waiting, true));
        if already == Some(false) {
            set_timeout(move || self.send(), wait);
        }
    }

    fn send(self) {
        let Some((save, over, busy)) = self.inner.try_update_value(|inner| {
            inner.waiting = false;
            (inner.save.clone(), inner.over, std::mem::replace(&mut inner.busy, true))
        }) else {
            return;
        };
        if over {
            return;
        }
        if busy {
            self.send_in(SOON);
            return;
        }
        spawn_local(async move {
            let text = self.text.get_untracked();
            let outcome = in_time(save(text.clone(), self.version.get_untracked())).await;
            let _gone = self.inner.try_update_value(|inner| inner.busy = false);
            self.settle(text, outcome);
        });
    }

    fn settle(self, sent: String, outcome: Result<i64, Fault>) {
        let Some(standing) = self.text.try_get_untracked() else { return };
        if self.inner.read_value().over {
            return;
        }
        match outcome {
            Ok(version) => {
                self.inner.update_value(|inner| inner.unanswered.clear());
                self.version.set(version);
                if standing == sent {
                    forget(&self.inner.read_value().key);
                    self.let_go();
                    self.saved.set(text::stored(&sent));
                    self.safety.set(Safety::Saved);
                } else {
                    self.send_in(SOON);
                }
            }
            Err(Fault::Refused(Refusal::Conflict { theirs, version })) => {
                let unanswered = self.inner.try_update_value(|inner| std::mem::take(&mut inner.unanswered));
                self.version.set(version);
                self.typed(met(&theirs, &unanswered.unwrap_or_default(), standing));
            }
            Err(fault @ (Fault::Offline | Fault::Busy | Fault::Full | Fault::Internal)) => {
                self.inner.update_value(|inner| {
                    let sent = text::stored(&sent);
                    if inner.unanswered.last() != Some(&sent) {
                        inner.unanswered.push(sent);
                    }
                });
                self.safety.set(Safety::Kept(fault));
                self.send_in(AGAIN);
            }
            // Sending the same text again would be refused again; the next key may mend it.
            Err(fault) => self.safety.set(Safety::Kept(fault)),
        }
    }
}

/// How safe all the drafts on a screen are together: as safe as the least safe one.
pub fn together(drafts: &[(String, Draft)]) -> Safety {
    drafts.iter().map(|(_, draft)| draft.safety.get()).fold(Safety::Saved, |worst, one| {
        match (&worst, &one) {
            (Safety::Kept(_), _) => worst,
            (_, Safety::Kept(_)) | (Safety::Saved, _) => one,
            _ => worst,
        }
    })
}

/// The words for how safe it is, and the state that styles them.
pub fn words(safety: &Safety, lang: Lang) -> (String, &'static str) {
    let t = &crate::locales::texts(lang).session;
    match safety {
        Safety::Saved => (t.saved.to_owned(), "ok"),
        Safety::Saving => (t.saving.to_owned(), "busy"),
        Safety::Kept(Fault::Offline | Fault::Busy) => (t.kept_here.to_owned(), "bad"),
        // Why stands under the field itself.
        Safety::Kept(Fault::Refused(_)) => (t.not_saved.to_owned(), "bad"),
        Safety::Kept(fault) => (format!("{} {}", t.not_saved, fault.sentence(lang)), "bad"),
    }
}

/// What is sent next where another text stands than the one it was based on. One's own, sent before, whose answer never
/// came is what the words here are a later form of. Any other was written in another window meanwhile: both stay, that
/// one first.
fn met(theirs: &str, unanswered: &[String], standing: String) -> String {
    if unanswered.iter().any(|sent| sent == theirs) { standing } else { both(theirs, &standing) }
}

/// Two texts as one, neither of them lost: as it is where the one holds the other.
fn both(one: &str, other: &str) -> String {
    match () {
        () if other.contains(one) => other.to_owned(),
        () if one.contains(other) => one.to_owned(),
        () => format!("{one}\n\n{other}"),
    }
}

/// What stands in a field, by its selector, in a browser.
#[cfg(feature = "hydrate")]
pub fn standing(field: &str) -> Option<String> {
    let element = document().query_selector(field).ok()??;
    js_sys::Reflect::get(&element, &"value".into()).ok()?.as_string()
}

/// Lets a text stand in a field, by its selector, and opens what the field is folded away in.
pub fn stand(field: &str, text: &str) {
    if let Ok(Some(element)) = document().query_selector(field) {
        let _no_such_property = js_sys::Reflect::set(&element, &"value".into(), &text.into());
        while let Ok(Some(folded)) = element.closest("details:not([open])") {
            if folded.set_attribute("open", "").is_err() {
                break;
            }
        }
    }
}

/// The server has no fields.
#[cfg(not(feature = "hydrate"))]
pub fn standing(_field: &str) -> Option<String> {
    None
}

/// A key of one's own under a name: two windows of one browser never run over each other's words.
pub fn own_key(name: &str) -> String {
    format!("{name}#{}", fresh_id())
}

/// What other windows kept under the same name, closed ones and this one before it was loaded again: keys and texts.
fn kept_by_others(key: &str) -> Vec<(String, String)> {
    let (Some(storage), Some((name, _))) = (storage(), key.split_once('#')) else { return Vec::new() };
    let keys = keys(&storage);
    let same_name = |other: &String| other.split_once('#').is_some_and(|(other, _)| other == name);
    let others = keys.filter(|other| same_name(other) && other != key);
    others.filter_map(|other| kept(&other).map(|text| (other, text))).collect()
}

/// The same, forgotten where it was: the one who takes it over keeps it from now on.
pub fn take_over(key: &str) -> Vec<String> {
    let others = kept_by_others(key);
    others.iter().for_each(|(other, _)| forget(other));
    others.into_iter().map(|(_, text)| text).collect()
}

/// The names under which anything is kept.
pub fn kept_names() -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let mut names: Vec<String> =
        keys(&storage).filter_map(|key| Some(key.split_once('#')?.0.to_owned())).collect();
    names.sort();
    names.dedup();
    names
}

fn keys(storage: &web_sys::Storage) -> impl Iterator<Item = String> {
    (0..storage.length().unwrap_or_default()).filter_map(|n| storage.key(n).ok().flatten())
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Keeps words with the version they are based on.
fn keep_words(key: &str, base: i64, words: &str) {
    keep(key, &format!("{base} {words}"));
}

/// The words in what was kept, and the version they are based on.
fn words_kept(kept: &str) -> Option<(i64, String)> {
    let (base, words) = kept.split_once(' ')?;
    Some((base.parse().ok()?, words.to_owned()))
}

/// Keeps a text in the browser. A browser that lets nobody keep anything still sends it within two seconds.
pub fn keep(key: &str, text: &str) {
    if let Some(storage) = storage() {
        let _full_or_forbidden = storage.set_item(key, text);
    }
}

/// The text kept in the browser.
pub fn kept(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Forgets a text.
pub fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _forbidden = storage.remove_item(key);
    }
}

/// Forgets every text kept in this browser.
pub fn forget_all() {
    if let Some(storage) = storage() {
        let _forbidden = storage.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ones_own_words_are_not_met_as_anothers_where_the_answer_was_lost() {
        let sent = ["Vi vennter".to_owned(), "Vi venter".to_owned()];
        for came in &sent {
            assert_eq!(met(came, &sent, "Vi venter ikke".into()), "Vi venter ikke");
        }
        assert_eq!(met("Fra et annet vindu", &sent, "Vi venter".into()), "Fra et annet vindu\n\nVi venter");
    }
}
