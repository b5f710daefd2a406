//! A text on its way to the server: kept in the browser at every key, on the server within two seconds.
//!
//! What cannot be sent waits in the browser, through a lost network, a sleeping phone and a closed window, and is sent
//! when it can. Once the server has it, the browser forgets it, so that a shared machine keeps nobody's words.

use crate::Fault;
use domain::{Lang, Refusal};
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
}

impl Draft {
    /// A draft of what the server has at a version. `key` names it in the browser; `save` sends it and gives the new
    /// version.
    pub fn new<F>(
        key: String,
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
            inner: StoredValue::new(Inner { key, save, busy: false, waiting: false }),
        };
        Effect::new(move || draft.take_up());
        draft
    }

    /// Takes up what was typed in the field with this id before the page had woken: on a slow phone that is the first
    /// sentence, and waking sets the field to what the server has.
    pub fn wake(self, field: &str) {
        let Some(typed) = standing(field).filter(|typed| self.text.with_untracked(|text| text != typed))
        else {
            return;
        };
        // Once the page is whole, or its words would not follow.
        Effect::new(move || {
            let key = self.inner.read_value().key.clone();
            match kept_words(&key) {
                // A closed window left something behind, too.
                Some((_, kept)) if kept != typed => self.typed(format!("{kept}\n\n{typed}")),
                _ => self.typed(typed.clone()),
            }
        });
    }

    /// A key was pressed.
    pub fn typed(self, text: String) {
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
        let kept = kept_words(&self.inner.read_value().key);
        if let Some((base, kept)) = kept
            && self.text.with_untracked(|standing| *standing != kept)
        {
            self.version.set(base);
            self.text.set(kept);
            self.safety.set(Safety::Saving);
            self.send_in(Duration::from_millis(50));
        }
    }

    fn send_in(self, wait: Duration) {
        let already = self.inner.try_update_value(|inner| std::mem::replace(&mut inner.waiting, true));
        if already == Some(false) {
            set_timeout(move || self.send(), wait);
        }
    }

    fn send(self) {
        let Some((save, busy)) = self.inner.try_update_value(|inner| {
            inner.waiting = false;
            (inner.save.clone(), std::mem::replace(&mut inner.busy, true))
        }) else {
            return;
        };
        if busy {
            self.send_in(SOON);
            return;
        }
        spawn_local(async move {
            let text = self.text.get_untracked();
            let outcome = save(text.clone(), self.version.get_untracked()).await;
            let _gone = self.inner.try_update_value(|inner| inner.busy = false);
            self.settle(text, outcome);
        });
    }

    fn settle(self, sent: String, outcome: Result<i64, Fault>) {
        let Some(standing) = self.text.try_get_untracked() else { return };
        match outcome {
            Ok(version) => {
                self.version.set(version);
                if standing == sent {
                    let key = self.inner.read_value().key.clone();
                    // Another window may have kept words of its own under the same name since.
                    if kept_words(&key).is_some_and(|(_, kept)| kept == sent) {
                        forget(&key);
                    }
                    self.saved.set(sent);
                    self.safety.set(Safety::Saved);
                } else {
                    self.send_in(SOON);
                }
            }
            Err(Fault::Refused(Refusal::Conflict { theirs, version })) => {
                // Written in another window meanwhile: both texts stay, the other one first.
                self.version.set(version);
                let both =
                    if standing.contains(&theirs) { standing } else { format!("{theirs}\n\n{standing}") };
                self.typed(both);
            }
            Err(fault @ (Fault::Offline | Fault::Busy | Fault::Full | Fault::Internal)) => {
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
        Safety::Kept(fault) => (format!("{} {}", t.not_saved, fault.sentence(lang)), "bad"),
    }
}

/// The text in a field, in a browser.
#[cfg(feature = "hydrate")]
fn standing(field: &str) -> Option<String> {
    use wasm_bindgen::JsCast;
    let element = document().get_element_by_id(field)?;
    Some(element.dyn_into::<web_sys::HtmlTextAreaElement>().ok()?.value())
}

/// The server has no fields.
#[cfg(not(feature = "hydrate"))]
fn standing(_field: &str) -> Option<String> {
    None
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Keeps words with the version they are based on.
fn keep_words(key: &str, base: i64, words: &str) {
    keep(key, &format!("{base} {words}"));
}

/// The words kept, and the version they are based on.
fn kept_words(key: &str) -> Option<(i64, String)> {
    let kept = kept(key)?;
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
