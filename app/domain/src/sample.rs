//! An agreement and what has come of it, for the tests of the rules about them.

use crate::{
    AgreementId, PersonId, ReportId, SessionId, TeamId, Timestamp,
    agreement::{Agreement, Decision, Followed, Outcome, Report, Terms, Verdict},
};
use uuid::Uuid;

/// «Når vi kler på, venter vi», followed up by Kari on 14 January 2027.
pub fn agreement() -> Agreement {
    Agreement {
        id: AgreementId(Uuid::from_u128(1)),
        team: TeamId(Uuid::from_u128(2)),
        session: SessionId(Uuid::from_u128(3)),
        module: "m".into(),
        terms: Terms {
            situation: "vi kler på".into(),
            action: "venter vi".into(),
            sign: "hvem som begynner selv".into(),
            follow_up: "2027-01-14".parse().unwrap(),
            keeper: "Kari".into(),
        },
        parent: None,
        at: Timestamp(0),
        version: 1,
        decision: None,
    }
}

/// The same, told of or not, decided on or not.
pub fn followed(told: bool, verdict: Option<Verdict>) -> Followed {
    let decision = verdict.map(|verdict| {
        let by = PersonId(Uuid::from_u128(4));
        Decision { verdict, by: Some(by), at: Timestamp(1) }
    });
    let agreement = Agreement { decision, ..agreement() };
    let report = Report {
        id: ReportId(Uuid::from_u128(5)),
        agreement: agreement.id,
        outcome: Outcome::NotYet,
        seen: String::new(),
        by: "Kari".into(),
        at: Timestamp(0),
    };
    Followed { agreement, reports: Vec::from_iter(told.then_some(report)), obstacles: Vec::new() }
}
