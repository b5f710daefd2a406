//! What production is told by its environment. All of it is read, and all that is wrong with it named, before
//! anything starts.

use crate::{
    content::Address,
    network::Network,
    notes::{NotesKeys, read_hex},
    reminders::When,
};
use domain::package::Forge;
use lettre::message::Mailbox;
use std::{fmt, net::SocketAddr, path::PathBuf, str::FromStr, time::Duration};

/// Everything that `serve` is told.
#[derive(Debug)]
pub struct Config {
    /// Where to listen.
    pub address: SocketAddr,
    /// The address that people know us by.
    pub public_url: PublicUrl,
    /// The database.
    pub database: DatabaseUrl,
    /// The mail server, as `smtps://user:password@host`.
    pub smtp_url: SmtpUrl,
    /// Who our mail is from.
    pub mail_from: Mailbox,
    /// What codes and tokens are hashed with.
    pub secret_key: SecretKey,
    /// What notes are sealed with.
    pub notes_keys: NotesKeys,
    /// Where the package comes from.
    pub content: Content,
    /// Where the package's files are shown and changed.
    pub forge: Option<Forge>,
    /// Proxies that are believed about whom they pass on.
    pub trusted_proxies: Vec<Network>,
    /// When reminders are sent.
    pub reminders: When,
}

/// A variable of the environment, as `serve --help` tells of it.
struct Variable {
    name: &'static str,
    about: &'static str,
}

const ADDRESS: Variable = Variable {
    name: "ADDRESS",
    about: "where to listen, as 127.0.0.1:3000, which is what is used where it is missing",
};
const PUBLIC_URL: Variable = Variable {
    name: "PUBLIC_URL",
    about: "the address that people know the platform by, as https://praksis.example.no",
};
const DATABASE_URL: Variable = Variable {
    name: "DATABASE_URL",
    about: "sqlite:/var/lib/praksis/data.db or postgres://user:password@host/name. PostgreSQL is spoken to by TLS where \
            it can; end it with ?sslmode=verify-full to demand that, with a certificate this machine trusts or with \
            &sslrootcert=FILE, or with ?sslmode=require to demand TLS from whoever answers",
};
const SMTP_URL: Variable =
    Variable { name: "SMTP_URL", about: "the mail server, as smtps://user:password@host" };
const MAIL_FROM: Variable =
    Variable { name: "MAIL_FROM", about: "who mail is from, as Inkluderende praksis <ikke-svar@example.no>" };
const SECRET_KEY: Variable = Variable {
    name: "SECRET_KEY",
    about: "64 hexadecimal digits that codes and tokens are hashed with (openssl rand -hex 32)",
};
const NOTES_KEY: Variable = Variable {
    name: "NOTES_KEY",
    about: "64 hexadecimal digits that private notes are sealed with. To rotate, put a new key first and a comma after \
            it: the first seals, all of them open. A lost key cannot be replaced, nor can the notes",
};
const CONTENT_DIR: Variable = Variable {
    name: "CONTENT_DIR",
    about: "the folder that holds the package, which is watched for changes; the package embedded at build where neither \
            this nor CONTENT_GIT is set",
};
const CONTENT_GIT: Variable = Variable {
    name: "CONTENT_GIT",
    about: "the repository that holds the package, as https://git.example.no/us/content.git#main:folder: the branch is \
            main and the folder the uppermost where they are missing. https://, ssh:// and file:// are spoken, by the \
            program git. A token stands before the host (https://name:token@host/…) and is told nobody but git; ssh \
            uses the key of the user that the server runs as. Copies lie in XDG_DATA_HOME or HOME/.local/share. While \
            the repository does not answer, what was fetched last is served, or the package embedded at build",
};
const CONTENT_GIT_EVERY: Variable = Variable {
    name: "CONTENT_GIT_EVERY",
    about: "seconds from one fetch of CONTENT_GIT to the next, from 1; 60 where it is missing",
};
const FORGE_URL: Variable = Variable {
    name: "FORGE_URL",
    about: "where the package's files are shown, with {path} for a file's path in the package and {line} for a line: \
            GitHub https://github.com/us/ours/blob/main/content/{path}#L{line}, \
            GitLab https://gitlab.com/us/ours/-/blob/main/content/{path}#L{line}, \
            Forgejo https://codeberg.org/us/ours/src/branch/main/content/{path}#L{line}. Where a file is edited follows \
            from it. Without it, pages have no «Foreslå en endring», and the editors' page names files without links",
};
const TRUSTED_PROXIES: Variable = Variable {
    name: "TRUSTED_PROXIES",
    about: "addresses or networks, with commas between, of the proxies that tell whom they pass on; none where missing",
};

const REMINDERS: Variable = Variable {
    name: "REMINDERS",
    about: "when people are sent their weekly reminder: weekdays, from seven in the morning in Norway, which is what is \
            used where it is missing; always, for trying it out; or never",
};

/// What `serve --help` tells of the environment.
pub fn help() -> String {
    let all = [
        ADDRESS,
        PUBLIC_URL,
        DATABASE_URL,
        SMTP_URL,
        MAIL_FROM,
        SECRET_KEY,
        NOTES_KEY,
        CONTENT_DIR,
        CONTENT_GIT,
        CONTENT_GIT_EVERY,
        FORGE_URL,
        TRUSTED_PROXIES,
        REMINDERS,
    ];
    let lines = all.iter().map(|Variable { name, about }| format!("  {name}\n          {about}\n"));
    format!("Environment:\n{}", lines.collect::<String>())
}

/// Everything that is wrong with the environment.
#[derive(Debug, PartialEq, Eq)]
pub struct Faulty(Vec<String>);

impl fmt::Display for Faulty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the configuration cannot be used:")?;
        self.0.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}

impl std::error::Error for Faulty {}

impl Config {
    /// Reads the configuration from wherever variables are looked up.
    ///
    /// # Errors
    /// All that is missing or cannot be used, at once.
    pub fn read(look_up: impl Fn(&str) -> Option<String>) -> Result<Config, Faulty> {
        let mut reader = Reader { look_up, faults: Vec::new() };
        let Listen(address) = reader.optional(ADDRESS).unwrap_or_default();
        let public_url = reader.required(PUBLIC_URL);
        let database = reader.required(DATABASE_URL);
        let smtp_url = reader.required(SMTP_URL);
        let mail_from = reader.required(MAIL_FROM);
        let secret_key = reader.required(SECRET_KEY);
        let notes_keys = reader.required(NOTES_KEY);
        let content = reader.content();
        let forge = reader.optional(FORGE_URL);
        let trusted_proxies = reader.optional(TRUSTED_PROXIES).map(|Networks(all)| all).unwrap_or_default();
        let reminders = reader.optional(REMINDERS).unwrap_or_default();
        let whole = || {
            Some(Config {
                address,
                public_url: public_url?,
                database: database?,
                smtp_url: smtp_url?,
                mail_from: mail_from?,
                secret_key: secret_key?,
                notes_keys: notes_keys?,
                content,
                forge,
                trusted_proxies,
                reminders,
            })
        };
        match whole() {
            Some(config) if reader.faults.is_empty() => Ok(config),
            _ => Err(Faulty(reader.faults)),
        }
    }
}

struct Reader<L> {
    look_up: L,
    faults: Vec<String>,
}

impl<L: Fn(&str) -> Option<String>> Reader<L> {
    fn required<T: FromStr<Err: fmt::Display>>(&mut self, variable: Variable) -> Option<T> {
        if self.text(&variable).is_none() {
            self.faults.push(format!("{} is missing: {}", variable.name, variable.about));
        }
        self.optional(variable)
    }

    /// Where the package comes from: one place, or what is embedded.
    fn content(&mut self) -> Content {
        let folder = self.optional(CONTENT_DIR).map(|ContentDir(path)| Content::Folder(path));
        let address = self.optional(CONTENT_GIT);
        let every = self.optional(CONTENT_GIT_EVERY).unwrap_or(Seconds(60));
        if [&CONTENT_DIR, &CONTENT_GIT].into_iter().all(|variable| self.text(variable).is_some()) {
            self.faults.push("CONTENT_DIR and CONTENT_GIT are both set: name one of them".to_owned());
        }
        let repository = address.map(|address| Content::Repository(address, every.into()));
        folder.or(repository).unwrap_or(Content::Embedded)
    }

    fn optional<T: FromStr<Err: fmt::Display>>(&mut self, variable: Variable) -> Option<T> {
        let parsed = self.text(&variable)?.parse();
        parsed.map_err(|why| self.faults.push(format!("{} cannot be used: {why}", variable.name))).ok()
    }

    /// A variable that is set to nothing is as good as missing.
    fn text(&self, variable: &Variable) -> Option<String> {
        (self.look_up)(variable.name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }
}

/// Why a value cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unusable(&'static str);

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// The address that people know us by: scheme and host, no path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// Whether people reach us by https.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PublicUrl {
    type Err = Unusable;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim_end_matches('/');
        let uri: axum::http::Uri = text.parse().map_err(|_| Unusable("it is no address"))?;
        let host = uri.host().unwrap_or_default();
        match uri.scheme_str() {
            _ if uri.path() != "/" || uri.query().is_some() => Err(Unusable("it may have no path")),
            Some("https") => Ok(PublicUrl(text.to_owned())),
            // A login that travels in the open is none; on the machine itself nothing travels.
            Some("http") if matches!(host, "localhost" | "127.0.0.1" | "[::1]") => {
                Ok(PublicUrl(text.to_owned()))
            }
            _ => Err(Unusable("it must begin with https://")),
        }
    }
}

/// Text that begins in one of a few ways.
macro_rules! address_type {
    ($(#[$about:meta])* $name:ident, $schemes:expr, $otherwise:literal) => {
        $(#[$about])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// The address, password and all.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Addresses may hold passwords, and what is printed ends in logs.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.0.split(':').next().unwrap_or_default())
            }
        }

        impl FromStr for $name {
            type Err = Unusable;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let known = $schemes.iter().any(|scheme| text.starts_with(scheme));
                if known { Ok($name(text.to_owned())) } else { Err(Unusable($otherwise)) }
            }
        }
    };
}

address_type!(
    /// The database's address.
    DatabaseUrl,
    ["sqlite:", "postgres:", "postgresql:"],
    "it must begin with sqlite: or postgres:"
);
address_type!(
    /// The mail server's address.
    SmtpUrl,
    ["smtp://", "smtps://"],
    "it must begin with smtps:// or smtp://"
);

/// What codes and tokens are hashed with.
#[derive(Clone)]
pub struct SecretKey(pub [u8; 32]);

impl SecretKey {
    /// The key as it was given.
    pub fn hex(&self) -> String {
        self.0.iter().fold(String::with_capacity(64), |hex, byte| hex + &format!("{byte:02x}"))
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey")
    }
}

impl FromStr for SecretKey {
    type Err = Unusable;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read_hex(text).map(SecretKey).ok_or(Unusable("it must be 64 hexadecimal digits"))
    }
}

/// Where to listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listen(pub SocketAddr);

impl Default for Listen {
    fn default() -> Listen {
        Listen(([127, 0, 0, 1], 3000).into())
    }
}

impl FromStr for Listen {
    type Err = Unusable;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse()
            .map(Listen)
            .map_err(|_| Unusable("it must be a network address and a port, as 127.0.0.1:3000"))
    }
}

/// Where the package comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// It was embedded at build.
    Embedded,
    /// A folder on this machine.
    Folder(PathBuf),
    /// A repository, and how often it is fetched.
    Repository(Address, Duration),
}

/// A number of seconds, at least one.
struct Seconds(u32);

impl From<Seconds> for Duration {
    fn from(Seconds(seconds): Seconds) -> Duration {
        Duration::from_secs(seconds.into())
    }
}

impl FromStr for Seconds {
    type Err = Unusable;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let seconds = text.parse().ok().filter(|seconds| (1..=86_400).contains(seconds));
        seconds.map(Seconds).ok_or(Unusable("it must be a number of seconds, from 1 to 86400"))
    }
}

struct ContentDir(PathBuf);

impl FromStr for ContentDir {
    type Err = Unusable;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let path = PathBuf::from(text);
        if path.join("pakke.yaml").is_file() {
            Ok(ContentDir(path))
        } else {
            Err(Unusable("it holds no pakke.yaml"))
        }
    }
}

struct Networks(Vec<Network>);

impl FromStr for Networks {
    type Err = Unusable;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let all = text.split(',').map(|one| one.trim().parse()).collect::<Result<_, _>>();
        all.map(Networks).map_err(|_| Unusable("each must be an address, or a network as 10.0.0.0/8"))
    }
}

#[cfg(test)]
mod tests;
