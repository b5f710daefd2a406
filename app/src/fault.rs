//! Why something could not be done: one closed list, with its status and its sentence in one place.

use crate::locales::{fill, texts};
use domain::{Lang, Refusal, agreement::Part, store::Failure};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};

/// Why a page or an action could not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// A rule said no.
    Refused(Refusal),
    /// A field is missing or makes no sense.
    Invalid {
        /// The field's name in the form.
        field: String,
    },
    /// Some of a page's notes were refused, each by its place; the others are saved.
    Notes(Vec<(String, Refusal)>),
    /// The database is busy; trying again may help.
    Busy,
    /// There is no room left on the disk.
    Full,
    /// The mail server did not take the message.
    NotSent,
    /// The server was not reached. Only ever seen in the browser.
    Offline,
    /// Something is wrong with the platform itself; the log knows what.
    Internal,
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Fault::Refused(refusal)
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refusal) => Fault::Refused(refusal),
            Failure::Busy => Fault::Busy,
            Failure::Full => Fault::Full,
            Failure::Broken(_why) => {
                #[cfg(feature = "ssr")]
                tracing::error!(why = %_why, "the store is broken");
                Fault::Internal
            }
        }
    }
}

impl Fault {
    /// One must sign in first.
    pub const SIGNED_OUT: Fault = Fault::Refused(Refusal::SignedOut);
    /// There is no such thing, or none that this person may know of.
    pub const MISSING: Fault = Fault::Refused(Refusal::Missing);

    /// A field that is missing or makes no sense.
    pub fn invalid(field: impl Into<String>) -> Self {
        Fault::Invalid { field: field.into() }
    }

    /// The status that tells machines the same; of several notes, that of the first.
    pub fn status(&self) -> StatusCode {
        match self {
            Fault::Refused(refusal) => status(refusal),
            Fault::Notes(refused) => refused.first().map_or(StatusCode::CONFLICT, |(_, why)| status(why)),
            Fault::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Fault::Busy | Fault::Offline => StatusCode::SERVICE_UNAVAILABLE,
            Fault::Full => StatusCode::INSUFFICIENT_STORAGE,
            Fault::NotSent => StatusCode::BAD_GATEWAY,
            Fault::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The sentence that tells a person what is wrong and what to do; `labels` also knows what a field is called.
    pub fn sentence(&self, lang: Lang) -> String {
        let t = &texts(lang).fault;
        let plain = match self {
            Fault::Notes(refused) => {
                // Once, where several are refused alike.
                let mut said: Vec<String> = Vec::new();
                for (_, why) in refused {
                    let says = Fault::Refused(why.clone()).sentence(lang);
                    if !said.contains(&says) {
                        said.push(says);
                    }
                }
                return said.join(" ");
            }
            Fault::Refused(refusal) => match refusal {
                Refusal::TooLong { limit, actual } => {
                    return fill(t.too_long, &[("limit", limit), ("actual", actual)]);
                }
                Refusal::Part { part, why } => {
                    let t = &texts(lang).agreement;
                    let part = match part {
                        Part::Situation => t.when,
                        Part::Action => t.we_do,
                        Part::Sign => t.look_for,
                        Part::FollowUp => t.follow_up,
                        Part::Keeper => t.by,
                    };
                    return format!("«{part}»: {}", Fault::Refused((**why).clone()).sentence(lang));
                }
                Refusal::WrongCode { left } => return fill(t.wrong_code, &[("left", left)]),
                Refusal::SignedOut => t.not_signed_in,
                Refusal::Forbidden => t.forbidden,
                Refusal::Missing => t.not_found,
                Refusal::Stale => t.stale,
                Refusal::Handed => t.handed,
                Refusal::Locked => t.locked,
                Refusal::Conflict { .. } => t.conflict,
                Refusal::Empty => t.empty,
                Refusal::NationalId => t.national_id,
                Refusal::Invalid => t.not_valid,
                Refusal::TooMany => t.rate_limited,
                Refusal::Void => t.void,
                Refusal::Expired => t.expired,
                Refusal::Used => t.used,
                Refusal::NotStarted => t.not_started,
                Refusal::AlreadyRunning => t.already_running,
                Refusal::Closed => t.closed,
                Refusal::NotClosed => t.not_closed,
                Refusal::Lapsed => t.lapsed,
                Refusal::WasThere => t.was_there,
                Refusal::NotReached => t.not_reached,
                Refusal::NoSuchStep => t.no_such_step,
                Refusal::TooLate => t.too_late,
                Refusal::AlreadyOpened => t.already_opened,
                Refusal::NothingToOpen => t.nothing_to_open,
                Refusal::Opening => t.opening,
                Refusal::OpenAlready => t.open_already,
                Refusal::NoDate => t.no_date,
                Refusal::Past => t.past,
                Refusal::NotTold => t.not_told,
                Refusal::Decided => t.decided,
                Refusal::Answered => t.answered,
                Refusal::NoLeader => t.no_leader,
                Refusal::NotDiscussed => t.not_discussed,
            },
            Fault::Invalid { .. } => t.not_valid,
            Fault::Busy => t.busy,
            Fault::Full => t.full,
            Fault::NotSent => t.not_sent,
            Fault::Offline => t.offline,
            Fault::Internal => t.internal,
        };
        plain.to_owned()
    }
}

impl FromServerFnError for Fault {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Fault::Offline,
            ServerFnErrorErr::MissingArg(field) => Fault::Invalid { field },
            ServerFnErrorErr::Args(reason) => Fault::Invalid { field: missing_field(&reason) },
            _ => Fault::Internal,
        }
    }
}

const fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::Part { why, .. } => status(why),
        Refusal::SignedOut => StatusCode::UNAUTHORIZED,
        Refusal::Forbidden | Refusal::NotDiscussed => StatusCode::FORBIDDEN,
        Refusal::Missing | Refusal::NoSuchStep => StatusCode::NOT_FOUND,
        Refusal::TooLong { .. }
        | Refusal::Empty
        | Refusal::NationalId
        | Refusal::Invalid
        | Refusal::NoDate
        | Refusal::Past
        | Refusal::NoLeader
        | Refusal::NothingToOpen
        | Refusal::WrongCode { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Refusal::Expired | Refusal::Used | Refusal::Void | Refusal::Lapsed => StatusCode::GONE,
        Refusal::Stale
        | Refusal::Handed
        | Refusal::Locked
        | Refusal::Conflict { .. }
        | Refusal::NotStarted
        | Refusal::AlreadyRunning
        | Refusal::Closed
        | Refusal::NotClosed
        | Refusal::WasThere
        | Refusal::NotReached
        | Refusal::TooLate
        | Refusal::AlreadyOpened
        | Refusal::Opening
        | Refusal::OpenAlready
        | Refusal::NotTold
        | Refusal::Decided
        | Refusal::Answered => StatusCode::CONFLICT,
    }
}

/// The field that a form's reader names in backticks, as in "missing field `title`"; empty where it names none.
fn missing_field(reason: &str) -> String {
    reason.split('`').nth(1).unwrap_or_default().to_owned()
}
