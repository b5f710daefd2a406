//! What one save of an answer needs, in one question: sixty people type at once.

use super::{Conn, reflections::Held, sessions};
use domain::{
    Asker, ParticipantId, PersonId, ReflectionId, Refusal, Session, SessionId, TeamId, Timestamp, TokenHash,
    reflection::{Participant, Reflection, Sharing},
    session::{Course, Groups, Helm, JoinCode, Planned, ScreenCode, State},
    store::Stored,
};
use sqlx::types::Json;

/// A session, the asker in it, and the asker's answer to one prompt, if there is one.
pub struct Desk {
    pub room: Session,
    pub author: ParticipantId,
    pub held: Option<Held>,
}

struct Row {
    team: TeamId,
    course: Json<Course>,
    planned: Json<Planned>,
    code: JoinCode,
    screen: Option<ScreenCode>,
    helm: Json<Helm>,
    seats: Json<Groups>,
    state: Json<State>,
    revision: i64,
    author: Option<ParticipantId>,
    person: Option<PersonId>,
    guest: Option<TokenHash>,
    late: Option<bool>,
    id: Option<ReflectionId>,
    answered: Option<String>,
    text: Option<String>,
    version: Option<i64>,
    saved: Option<Timestamp>,
    sharing: Option<Json<Sharing>>,
    turn: Option<i64>,
}

pub async fn find(db: &mut Conn, asker: &Asker, session: SessionId, prompt: &str) -> Stored<Desk> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT    s.team, s.course, s.planned, s.code, s.screen, s.helm, s.seats, s.state, s.revision,
                     p.id AS "author?", p.person AS "person?", p.guest AS "guest?", p.late AS "late?",
                     r.id AS "id?", r.revision AS "answered?", r.text AS "text?", r.version AS "version?",
                     r.saved AS "saved?", r.sharing AS "sharing?", r.turn AS "turn?"
           FROM      sessions s
           LEFT JOIN participants p ON p.session = s.id AND (p.person = $1 OR p.guest = $2)
           LEFT JOIN reflections  r ON r.author = p.id AND r.prompt = $4 AND r.session = s.id
           WHERE     s.id = $3
           ORDER BY  p.place"#,
        asker.me.as_ref().map(|me| me.id.key()),
        asker.guest.as_ref().map(|guest| guest.0.clone()),
        session.key(),
        prompt,
    )
    .fetch_all(db)
    .await?;
    let here: Vec<Participant> = rows.iter().filter_map(|row| row.participant(session)).collect();
    if rows.is_empty() {
        return Err(Refusal::Missing.into());
    }
    let author = Participant::joined(asker, &here)?.id;
    let row = rows.into_iter().find(|row| row.author == Some(author)).ok_or(Refusal::Missing)?;
    Ok(row.desk(session, author, prompt))
}

impl Row {
    /// As much of the participant as the rule about whose it is asks for.
    fn participant(&self, session: SessionId) -> Option<Participant> {
        Some(Participant {
            id: self.author?,
            session,
            name: String::new(),
            person: self.person,
            guest: self.guest.clone(),
            leader: false,
            ready: None,
            late: self.late?,
            rated: false,
        })
    }

    fn desk(self, id: SessionId, author: ParticipantId, prompt: &str) -> Desk {
        let held = (|| {
            let (text, version, saved) = (self.text?, self.version?, self.saved?);
            let (author, prompt, sharing) = (Some(author), prompt.to_owned(), self.sharing?.0);
            let (id, revision) = (self.id?, self.answered?);
            let reflection = Reflection { id, prompt, revision, author, text, version, saved, sharing };
            Some(Held { reflection, turn: self.turn? })
        })();
        let Row { team, course, planned, code, screen, helm, seats, state, revision, .. } = self;
        let room =
            sessions::Row { id, team, course, planned, code, screen, helm, seats, state, revision }.into();
        Desk { room, author, held }
    }
}
