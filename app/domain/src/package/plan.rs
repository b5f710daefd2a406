//! What a page plans for a session.

use crate::{
    Date, PerLang,
    package::{Package, Prompt, Step},
};
use serde::{Deserialize, Serialize};

/// Weeks of try-out where a module does not say: long enough to try something more than once.
pub const WEEKS: u16 = 3;

/// A session as a page plans it, in every language: what a session stores when it is started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The module's slug.
    pub module: String,
    /// The page's slug.
    pub page: String,
    /// The state of the content that the plan's words are from.
    pub revision: String,
    /// The page's title.
    pub title: PerLang<String>,
    /// Weeks of try-out that follow, where the module says so.
    pub weeks: Option<u16>,
    /// The steps, at least one.
    pub steps: Vec<Step>,
}

impl Plan {
    /// The plan a page makes, or nothing where the page is no session.
    pub fn of(package: &Package, module: &str, page: &str) -> Option<Plan> {
        let module = package.module(module)?;
        let page = module.page(page)?;
        page.is_session().then(|| Plan {
            module: module.slug.clone(),
            page: page.slug.clone(),
            revision: page.kept_from.clone().unwrap_or_else(|| package.revision.clone()),
            title: PerLang { nb: page.text.nb.title.clone(), nn: page.text.nn.title.clone() },
            weeks: module.weeks(),
            steps: page.steps.clone(),
        })
    }

    /// Weeks from a session until what was agreed in it is followed up: the module's try-out, or [`WEEKS`].
    pub fn weeks(&self) -> u16 {
        self.weeks.unwrap_or(WEEKS)
    }

    /// The day that is proposed for following up a session held on a day.
    pub fn follow_up(&self, day: Date) -> Date {
        day.plus_weeks(self.weeks())
    }

    /// Planned minutes, all steps together.
    pub fn minutes(&self) -> u32 {
        self.steps.iter().map(|s| u32::from(s.minutes)).sum()
    }

    /// The prompt with this id and the number of its step.
    pub fn prompt(&self, id: &str) -> Option<(usize, &Prompt)> {
        self.steps
            .iter()
            .enumerate()
            .find_map(|(n, step)| step.prompts.iter().find(|p| p.id == id).map(|p| (n, p)))
    }
}
