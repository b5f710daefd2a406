//! What is done by a link that was sent, by somebody who is not signed in.

use super::{NewReport, Stored};
use crate::{Date, SessionId, Team, Timestamp, agreement::Followed, link::ReportLink};
use async_trait::async_trait;

/// Telling how it went by a link. That the link is one of ours has been seen before anything is asked here.
#[async_trait]
pub trait Links: Send + Sync {
    /// The agreement that a link opens, and its team.
    async fn by_link(&self, link: &ReportLink, now: Timestamp, today: Date) -> Stored<(Team, Followed)>;

    /// Tells how a try-out went; gives the sessions whose screens show it.
    async fn report_by_link(
        &self,
        link: &ReportLink,
        report: &NewReport,
        now: Timestamp,
        today: Date,
    ) -> Stored<Vec<SessionId>>;
}
