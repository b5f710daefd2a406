//! What the server hands to every page and action, by `provide_context`.

use crate::locales::{Texts, texts};
use domain::{
    Asker, Catalogue, Lang, TokenHash,
    outside::{Ambient, Announce, Post},
    package::{Audience, Forge, VideoHost, Workbench},
    store::{Notes, Store},
};
use http::StatusCode;
use leptos::prelude::{expect_context, use_context};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The ways to data, all behind traits that `domain` declares.
#[derive(Clone)]
pub struct Services {
    /// The package that people read.
    pub catalogue: Arc<dyn Catalogue>,
    /// Where editors try pages that are not a part of it yet.
    pub workbench: Arc<dyn Workbench>,
    /// All that is stored, but for notes.
    pub store: Arc<dyn Store>,
    /// Private notes, sealed on their way to the store.
    pub notes: Arc<dyn Notes>,
    /// Time and randomness.
    pub ambient: Arc<dyn Ambient>,
    /// Tells open screens that their session has changed.
    pub announce: Arc<dyn Announce>,
    /// The post.
    pub post: Arc<dyn Post>,
    /// Where people reach us, without a slash at the end: what stands before the paths in mails and QR codes.
    pub public_url: Arc<str>,
    /// What short things are hashed with.
    pub secret: Arc<str>,
    /// Where the package's files are shown and changed, where that is known.
    pub forge: Option<Forge>,
    /// Whether this is the demo, in which anyone may sign in as anyone.
    pub demo: bool,
}

impl Services {
    /// The services of the request being answered. Only on the server.
    pub fn get() -> Self {
        expect_context()
    }

    /// A hash that nobody can make, or guess back from, without the server's secret key: for what is short.
    #[cfg(feature = "ssr")]
    pub fn keyed_hash(&self, parts: &[&str]) -> String {
        let inner = hash(parts);
        hash(&[&self.secret, &inner, &self.secret])
    }

    /// A new token that only one browser or one mail knows, and the hash that is stored of it.
    #[cfg(feature = "ssr")]
    pub fn token(&self) -> (String, TokenHash) {
        let mut bytes = [0; 32];
        self.ambient.random(&mut bytes);
        let token = bytes.iter().fold(String::with_capacity(64), |hex, byte| hex + &format!("{byte:02x}"));
        let hash = TokenHash(hash(&[&token]));
        (token, hash)
    }
}

/// The SHA-256 of some texts, in hexadecimal. Parts are kept apart, so that no two lists give the same.
#[cfg(feature = "ssr")]
pub fn hash(parts: &[&str]) -> String {
    use sha2::{Digest, Sha256};
    let mut sha = Sha256::new();
    for part in parts {
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part.as_bytes());
    }
    sha.finalize().iter().fold(String::with_capacity(64), |hex, byte| hex + &format!("{byte:02x}"))
}

/// The network address that a request came from, as text: for counting attempts, and for nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network(pub String);

/// What a browser brought along from before anybody was signed in on it, and where it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Browser {
    /// Its guest token, hashed, whether it has joined anything or not: for counting attempts.
    pub guest: Option<TokenHash>,
    /// Whether the guest said that others use the machine too.
    pub shared: bool,
    /// The address that a code was just sent to from here.
    pub address: Option<String>,
    /// Whether it came here some other way than by a link on a page of ours. A browser that does not say is believed to
    /// have come by one.
    pub from_elsewhere: bool,
}

/// Who sends the request being answered. Only on the server.
pub fn asker() -> Asker {
    expect_context()
}

/// Addresses of the built files; their names change with their contents, which only the server knows.
#[derive(Clone, Copy, Debug)]
pub struct Assets {
    /// The stylesheet.
    pub stylesheet: &'static str,
    /// The folder with the browser's code: `client.js` and `client_bg.wasm`.
    pub client: &'static str,
}

/// The address that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Here {
    /// The language in the address, or the one the browser prefers where the address has none.
    pub lang: Lang,
    /// The path, language and all: `/nb/moduler`.
    pub path: String,
    /// What stands after the question mark.
    pub query: String,
}

impl Here {
    /// The address of the request being answered. Only on the server.
    pub fn get() -> Self {
        use_context().unwrap_or_else(|| Here { lang: Lang::Nb, path: "/nb".into(), query: String::new() })
    }

    /// The interface texts in this address's language.
    pub fn texts(&self) -> &'static Texts {
        texts(self.lang)
    }

    /// The address of a screen in the same language: `here.to("moduler")` is `/nb/moduler`.
    pub fn to(&self, screen: &str) -> String {
        match screen {
            "" => format!("/{}", self.lang),
            _ => format!("/{}/{screen}", self.lang),
        }
    }

    /// The arena that the reader has chosen, which addresses carry from screen to screen.
    pub fn arena(&self) -> Option<Audience> {
        self.field(ARENA).and_then(|word| Audience::from_word(&word)).filter(|arena| arena.is_arena())
    }

    /// The address of a screen to read, in the same language and with the reader's arena along.
    pub fn on(&self, screen: &str) -> String {
        self.on_with(screen, &[])
    }

    /// The same, with fields after the question mark.
    pub fn on_with(&self, screen: &str, fields: &[(&str, &str)]) -> String {
        let arena = self.arena().map(|arena| (ARENA, arena.word()));
        let fields: Vec<(&str, &str)> = arena.into_iter().chain(fields.iter().copied()).collect();
        self.to_with(screen, &fields)
    }

    /// The same screen in another language.
    pub fn in_lang(&self, lang: Lang) -> String {
        let rest = self.path.strip_prefix('/').and_then(|p| p.split_once('/')).map_or("", |(_, rest)| rest);
        let query = if self.query.is_empty() { String::new() } else { format!("?{}", self.query) };
        Here { lang, ..self.clone() }.to(rest) + &query
    }

    /// The address of a screen in the same language, with fields after the question mark.
    pub fn to_with(&self, screen: &str, fields: &[(&str, &str)]) -> String {
        if fields.is_empty() {
            return self.to(screen);
        }
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        format!("{}?{query}", self.to(screen))
    }

    /// The address for signing in, from which one comes back here.
    pub fn to_login(&self) -> String {
        let back = match self.query.as_str() {
            "" => self.path.clone(),
            query => format!("{}?{query}", self.path),
        };
        self.to_with("logg-inn", &[("til", &back)])
    }

    /// The value of a field in the query, where it is there.
    pub fn field(&self, name: &str) -> Option<String> {
        form_urlencoded::parse(self.query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    }
}

/// The field of an address that says which arena the reader has chosen.
pub const ARENA: &str = "arena";

/// What follows an address where an arena is chosen.
pub fn arena_query(arena: Option<Audience>) -> String {
    let Some(arena) = arena else { return String::new() };
    let query = form_urlencoded::Serializer::new(String::new()).append_pair(ARENA, arena.word()).finish();
    format!("?{query}")
}

/// What a page or an action wants done besides its answer: the server turns it into status and headers, alike for
/// forms and scripts.
#[derive(Clone, Debug, Default)]
pub struct Reply(Arc<Mutex<Effects>>);

/// What a [`Reply`] has collected.
#[derive(Debug, Default)]
pub struct Effects {
    /// The status of a page that is not simply there.
    pub status: Option<StatusCode>,
    /// Whether the page has an island, and so may run our script.
    pub script: bool,
    /// Whose frames the page may show.
    pub frames: Option<VideoHost>,
    /// Whether everyone who is not signed in gets this very page until the content changes.
    pub public: bool,
    /// Where the browser goes next.
    pub redirect: Option<String>,
    /// What the browser shall remember.
    pub cookies: Vec<SetCookie>,
}

/// A change to what the browser remembers. The server knows names, ages and flags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetCookie {
    /// This browser is signed in.
    Login {
        /// What the browser keeps; the store keeps its hash.
        token: String,
        /// Whether the browser is a shared machine, which forgets when it is closed.
        shared_device: bool,
    },
    /// It no longer is.
    NoLogin,
    /// This browser takes part in a session as a guest.
    Guest {
        /// What the browser keeps; the store keeps its hash.
        token: String,
        /// Whether the browser is a shared machine.
        shared_device: bool,
    },
    /// A code was sent to this address from here: kept as long as the code is good, and out of every address bar.
    CodeSentTo(String),
    /// The code has served.
    NoCode,
}

impl Reply {
    /// The reply of the request being answered. Only on the server.
    pub fn get() -> Self {
        use_context().unwrap_or_default()
    }

    /// Says with which status the page answers.
    pub fn status(&self, status: StatusCode) {
        self.effects().status = Some(status);
    }

    /// Lets the page run our script.
    pub fn allow_script(&self) {
        self.effects().script = true;
    }

    /// Lets the page show a film of this host's.
    pub fn let_in(&self, host: VideoHost) {
        self.effects().frames = Some(host);
    }

    /// Says that everyone who is not signed in gets this very page until the content changes.
    pub fn same_for_all(&self) {
        self.effects().public = true;
    }

    /// Sends the browser on to another address of ours: from a page at once, from an action when it has succeeded.
    /// An address that leads elsewhere, as one brought along in a form may, becomes `/`.
    pub fn redirect(&self, to: impl Into<String>) {
        let to = to.into();
        self.effects().redirect = Some(if is_ours(&to) { to } else { "/".into() });
    }

    /// Remembers something in the browser, or forgets it.
    pub fn set_cookie(&self, cookie: SetCookie) {
        self.effects().cookies.push(cookie);
    }

    /// Takes out what was collected, for the server to carry out.
    pub fn take(&self) -> Effects {
        std::mem::take(&mut *self.effects())
    }

    fn effects(&self) -> MutexGuard<'_, Effects> {
        // A list of wishes cannot be left half changed, so a poisoned lock is as good as another.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether an address stays with us: a browser reads `//elsewhere` and `/\elsewhere` as another host.
pub fn is_ours(address: &str) -> bool {
    address.starts_with('/') && !address[1..].starts_with(['/', '\\']) && !address.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(path: &str, query: &str) -> Here {
        Here { lang: Lang::Nb, path: path.into(), query: query.into() }
    }

    #[test]
    fn the_same_screen_in_another_language() {
        assert_eq!(here("/nb", "").in_lang(Lang::Nn), "/nn");
        assert_eq!(here("/nb/moduler/a/b", "").in_lang(Lang::Nn), "/nn/moduler/a/b");
        assert_eq!(here("/nb/sok", "q=lek").in_lang(Lang::Nn), "/nn/sok?q=lek");
    }

    #[test]
    fn a_field_of_the_query_comes_back_as_it_was_sent() {
        let to = here("/nb", "").to_with("logg-inn", &[("til", "/nb/team/1?a=b&c"), ("feil", "æ")]);
        let query = to.strip_prefix("/nb/logg-inn?").unwrap();
        assert_eq!(here("/nb", query).field("til").as_deref(), Some("/nb/team/1?a=b&c"));
        assert_eq!(here("/nb", query).field("feil").as_deref(), Some("æ"));
    }

    #[test]
    fn a_field_of_the_query_is_decoded() {
        assert_eq!(here("/nb/sok", "a=1&q=l%C3%A6re+mer").field("q").as_deref(), Some("lære mer"));
        assert_eq!(here("/nb/sok", "").field("q"), None);
    }

    #[test]
    fn nobody_is_sent_to_another_host() {
        assert!(is_ours("/nb/moduler?q=//a"));
        for elsewhere in ["//evil.example", "/\\evil.example", "https://evil.example", "", "/nb\r\nX: y"] {
            assert!(!is_ours(elsewhere), "{elsewhere}");
        }
    }

    #[test]
    fn a_reply_is_taken_once() {
        let reply = Reply::default();
        reply.clone().redirect("/nb");
        assert_eq!(reply.take().redirect.as_deref(), Some("/nb"));
        assert_eq!(reply.take().redirect, None);
    }
}
