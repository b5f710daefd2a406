//! What stands in calendars: when a team meets, and when it follows up what it agreed.

mod ics;

use crate::{
    Fault, Here, Services,
    components::agreement::{in_short, words},
    locales::{fill, texts},
};
use domain::{
    AgreementId, Asker, Lang, PersonId, SessionId, Team, TokenHash, agreement::Agreement,
    store::CalendarSession,
};
use ics::Event;

/// An agreement's day of following up, as a file, for those who may look at it. It bears the link for telling of those
/// in the team.
///
/// # Errors
/// What the store says.
pub async fn agreement(id: &str) -> Result<String, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), crate::asker());
    let id: AgreementId = id.parse().map_err(|_| Fault::MISSING)?;
    let (team, followed) = services.store.followed(&asker, id).await?;
    let teller = asker.in_team(team.id).ok().map(|right| right.person());
    Ok(ics::calendar(None, &[services.follow_up(&team, &followed.agreement, teller, here.lang)]))
}

/// A planned session, as a file, for those in the team.
///
/// # Errors
/// What the store says.
pub async fn session(id: &str) -> Result<String, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), crate::asker());
    let id: SessionId = id.parse().map_err(|_| Fault::MISSING)?;
    let record = services.store.record(id).await?.ok_or(Fault::MISSING)?;
    asker.in_team(record.team.id)?;
    let plan = services.store.words(id).await?.ok_or(Fault::MISSING)?;
    let session = CalendarSession {
        id,
        team: record.team,
        source: (plan.module, plan.page),
        day: record.session.planned.day,
        at: record.session.planned.at,
        revision: record.session.revision,
    };
    Ok(ics::calendar(None, &[services.meeting(&session, here.lang)]))
}

/// All that stands in the calendar with this token, in its person's language.
///
/// # Errors
/// [`Fault::MISSING`] for a calendar that is not there any more, and what the store says.
pub async fn feed(token: &str) -> Result<String, Fault> {
    let (services, asker): (Services, Asker) = (Services::get(), crate::asker());
    let token = TokenHash(crate::hash(&[token]));
    let feed = services.store.feed(&token, asker.now, asker.today).await?;
    let meetings = feed.sessions.iter().map(|session| services.meeting(session, feed.lang));
    let follow_ups = feed
        .agreements
        .iter()
        .map(|(team, agreement)| services.follow_up(team, agreement, Some(feed.person), feed.lang));
    let events: Vec<Event> = meetings.chain(follow_ups).collect();
    Ok(ics::calendar(Some(texts(feed.lang).frame.product), &events))
}

impl Services {
    fn follow_up(&self, team: &Team, agreement: &Agreement, teller: Option<PersonId>, lang: Lang) -> Event {
        let t = &texts(lang).calendar;
        let teller = teller.filter(|_| agreement.is_open());
        let own = teller.map(|person| self.own_report_address(agreement, person, lang));
        let url = own.clone().unwrap_or(format!("{}/{lang}/avtale/{}", self.public_url, agreement.id));
        let tell = own.map(|link| fill(t.tell, &[("link", &link)]));
        let lines = [Some(team.name.clone()), Some(words(&agreement.terms, lang)), tell];
        Event {
            uid: self.uid("avtale", agreement.id),
            sequence: agreement.version - 1,
            stamp: agreement.at,
            day: agreement.terms.follow_up,
            summary: fill(t.follow_up, &[("agreement", &in_short(&agreement.terms, lang))]),
            description: lines.into_iter().flatten().collect::<Vec<_>>().join("\n\n"),
            url,
        }
    }

    fn meeting(&self, session: &CalendarSession, lang: Lang) -> Event {
        let t = &texts(lang).calendar;
        let (module, page) = &session.source;
        let package = self.catalogue.package();
        let title = package.module(module).and_then(|module| module.page(page));
        let title = title.map_or_else(|| page.clone(), |page| page.text.get(lang).title.clone());
        let url = format!("{}/{lang}/okt/{}", self.public_url, session.id);
        Event {
            uid: self.uid("okt", session.id),
            sequence: session.revision,
            stamp: session.at,
            day: session.day,
            summary: fill(t.session, &[("title", &title)]),
            description: format!("{}\n\n{}", session.team.name, fill(t.open, &[("link", &url)])),
            url,
        }
    }

    /// The same for as long as the platform has its name.
    fn uid(&self, kind: &str, id: impl std::fmt::Display) -> String {
        let host = self.public_url.split("://").last().unwrap_or_default();
        format!("{kind}-{id}@{}", host.split(':').next().unwrap_or_default())
    }
}
