//! All that is stored about a person, as a file of their own: keys that stay the same, and beside each choice the word
//! that the screens use. Moments are in ISO 8601 and UTC, days as yyyy-mm-dd.

use crate::{
    Fault, Here, Services,
    components::{followed, place::Place, role},
    locales::texts,
};
use domain::{
    Lang, Timestamp,
    agreement::Answer,
    package::Package,
    people::Role,
    store::{
        Event, Logged, Note, Takeout, TakeoutAgreement, TakeoutInvitation, TakeoutReflection, TakeoutReport,
        TakeoutSession,
    },
};
use serde::Serialize;
use serde_json::{Value, json};

/// Everything about the one who asks, notes with it, as JSON to be read without the product.
///
/// # Errors
/// Signed out, or what the store says.
pub async fn json() -> Result<String, Fault> {
    let (here, asker, services) = (Here::get(), crate::asker(), Services::get());
    asker.person()?;
    let stored = services.store.takeout(&asker).await?;
    let notes = services.notes.notes(&asker).await?;
    let about = About { here: &here, package: &services.catalogue.package() };
    serde_json::to_string_pretty(&about.everything(stored, notes)).map_err(|why| {
        tracing::error!(%why, "a takeout could not be written");
        Fault::Internal
    })
}

/// A choice: its key, and what it is called on screen.
fn said(key: impl Serialize, word: impl Into<String>) -> Value {
    json!({ "key": key, "word": word.into() })
}

fn iso(moment: Option<Timestamp>) -> Option<String> {
    moment.map(Timestamp::iso)
}

struct About<'a> {
    here: &'a Here,
    package: &'a Package,
}

impl About<'_> {
    fn everything(&self, stored: Takeout, notes: Vec<Note>) -> Value {
        let Takeout { person, addresses, codes, logins, log, roles, invitations, .. } = stored;
        json!({
            "person": { "id": person.id, "name": person.name, "addresses": addresses },
            "signing_in": {
                "codes_asked_for": each(codes, |at| json!(at.iso())),
                "logins": each(logins, |login| json!({
                    "opened": login.opened.iso(),
                    "last_used": login.used.iso(),
                    "shared_machine": login.shared_device,
                })),
            },
            "log": each(log, |line| self.logged(line)),
            "roles": each(roles, |held| json!({
                "role": self.role(held.role), "place": held.place, "from": held.from, "to": held.to,
            })),
            "invitations": each(invitations, |one| self.invitation(one)),
            "sessions": each(stored.sessions, session),
            "reflections": each(stored.reflections, |one| self.reflection(one)),
            "agreements": each(stored.agreements, |one| self.agreement(one)),
            "reports": each(stored.reports, |one| self.report(one)),
            "answers_to_obstacles": each(stored.answers, |(team, answer)| self.answer(team, answer)),
            "mail": stored.mail.map(|(lang, off)| json!({ "language": lang, "reminders_off": iso(off) })),
            "reminders": each(stored.digests, |one| json!({
                "week": one.week, "state": one.state, "at": one.at.iso(),
            })),
            "pages_done": each(stored.pages_done, |path| self.place(&path)),
            "notes": each(notes, |note| json!({
                "about": self.place(&note.place), "text": note.text, "saved": note.saved.iso(),
            })),
        })
    }

    const fn lang(&self) -> Lang {
        self.here.lang
    }

    fn role(&self, role: Role) -> Value {
        said(role, role::name(role, self.lang()))
    }

    /// A page by its title, and a question by its words.
    fn place(&self, path: &str) -> Value {
        let place = Place::of(self.package, path, self.here);
        said(path, place.question.unwrap_or(place.title))
    }

    fn logged(&self, Logged { at, event, place }: Logged) -> Value {
        let t = &texts(self.lang()).takeout;
        let (key, word) = match event {
            Event::SignedIn { shared_device: false } => ("signed_in", t.signed_in),
            Event::SignedIn { shared_device: true } => ("signed_in_shared_machine", t.signed_in_shared),
            Event::Granted(..) => ("granted", t.granted),
            Event::Invited(..) => ("invited", t.invited),
            Event::Forgotten => ("forgotten", t.forgotten),
        };
        let role = event.role().map(|(role, _)| self.role(role));
        json!({ "at": at.iso(), "event": said(key, word), "role": role, "place": place })
    }

    fn invitation(&self, one: TakeoutInvitation) -> Value {
        let t = &texts(self.lang()).takeout;
        json!({
            "way": if one.given { said("given", t.given) } else { said("taken", t.taken) },
            "role": self.role(one.role),
            "place": one.place,
            "for_many": one.many,
            "runs_out": one.expires.iso(),
            "taken_at": iso(one.taken),
        })
    }

    fn reflection(&self, one: TakeoutReflection) -> Value {
        let t = &texts(self.lang()).takeout;
        let sharing = match (&one.opened, one.held_back) {
            (Some(_), _) => said("opened", t.opened),
            (None, true) => said("held_back", t.held_back),
            (None, false) => said("private", t.private),
        };
        json!({
            "session": one.session,
            "day": one.day,
            "about": self.place(&one.prompt),
            "content_revision": one.revision,
            "text": one.text,
            "saved": one.saved.iso(),
            "sharing": sharing,
            "opened_text": one.opened,
        })
    }

    fn agreement(&self, one: TakeoutAgreement) -> Value {
        json!({
            "id": one.id,
            "team": one.team,
            "agreed": one.at.iso(),
            "you_follow_up": one.follows_up,
            "you_decided": one.decided.map(|decision| json!({
                "verdict": said(decision.verdict, followed::verdict(decision.verdict, self.lang())),
                "at": decision.at.iso(),
            })),
        })
    }

    fn report(&self, one: TakeoutReport) -> Value {
        json!({
            "agreement": one.agreement,
            "team": one.team,
            "outcome": said(one.outcome, followed::outcome(one.outcome, self.lang())),
            "seen": one.seen,
            "told_as": one.name,
            "at": one.at.iso(),
        })
    }

    fn answer(&self, team: String, answer: Answer) -> Value {
        json!({
            "team": team,
            "answer": said(answer.kind, followed::answer(answer.kind, self.lang())),
            "why": answer.why,
            "answered_as": answer.by,
            "at": answer.at.iso(),
        })
    }
}

fn session(one: TakeoutSession) -> Value {
    json!({
        "id": one.id,
        "team": one.team,
        "page": one.page,
        "day": one.day,
        "you_planned": iso(one.planned),
        "you_started": iso(one.started),
        "you_took_part": each(one.taken_part, |part| json!({
            "name": part.name,
            "number": part.number,
            "as_leader": part.leader,
            "caught_up_afterwards": part.late,
            "said_if_worth_the_time": part.rated,
            "last_ready_at": part.ready.map(|place| place.to_string()),
        })),
    })
}

fn each<T>(all: Vec<T>, one: impl FnMut(T) -> Value) -> Vec<Value> {
    all.into_iter().map(one).collect()
}
