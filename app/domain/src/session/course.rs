//! The shape of a session: its steps and the order of its places.

use super::MINUTES_EACH;
use crate::{
    AgreementId, Refusal,
    package::{Plan, Shares, StepKind},
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The shape of a session, without its words: all that the rules need.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// The state of the content its prompts are from.
    pub revision: String,
    /// Agreements from earlier that the session opens with; fixed when it starts.
    pub since_last: Vec<AgreementId>,
    /// The steps.
    pub stages: Vec<Stage>,
}

/// One step's shape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// What it is and who works in it.
    pub kind: StepKind,
    /// Planned minutes.
    pub minutes: u16,
    /// Smallest and largest group, where it says so.
    #[serde(default)]
    pub group_size: Option<(u8, u8)>,
    /// Its prompts: id, and where the answers go.
    pub prompts: Vec<(String, Shares)>,
}

impl Course {
    /// The shape of a plan; what it opens with comes when it starts.
    pub fn of(plan: &Plan) -> Course {
        let stages = plan.steps.iter().map(|step| Stage {
            kind: step.kind,
            minutes: step.minutes,
            group_size: step.group_size,
            prompts: step.prompts.iter().map(|p| (p.id.clone(), p.shares)).collect(),
        });
        Course { revision: plan.revision.clone(), since_last: Vec::new(), stages: stages.collect() }
    }

    /// Where the session begins.
    pub fn first(&self) -> Place {
        if self.since_last.is_empty() { Place::Step(0) } else { Place::SinceLast }
    }

    /// The place after this one.
    pub fn after(&self, place: Place) -> Option<Place> {
        let next = match place {
            Place::SinceLast => 0,
            Place::Step(n) => n + 1,
        };
        self.stage(Place::Step(next)).map(|_| Place::Step(next))
    }

    /// The place before this one.
    pub fn before(&self, place: Place) -> Option<Place> {
        match place {
            Place::SinceLast => None,
            Place::Step(0) => (!self.since_last.is_empty()).then_some(Place::SinceLast),
            Place::Step(n) => Some(Place::Step(n - 1)),
        }
    }

    /// The step at a place; «siden sist» is none.
    pub fn stage(&self, place: Place) -> Option<&Stage> {
        match place {
            Place::SinceLast => None,
            Place::Step(n) => self.stages.get(usize::from(n)),
        }
    }

    /// Where a prompt stands and where its answers go.
    pub fn prompt(&self, id: &str) -> Option<(Place, Shares)> {
        (0u16..).zip(&self.stages).find_map(|(n, stage)| {
            stage.prompts.iter().find(|(p, _)| p == id).map(|(_, shares)| (Place::Step(n), *shares))
        })
    }

    pub(super) fn minutes(&self, place: Place) -> u16 {
        match self.stage(place) {
            Some(stage) => stage.minutes,
            None => MINUTES_EACH.saturating_mul(u16::try_from(self.since_last.len()).unwrap_or(u16::MAX)),
        }
    }

    pub(super) fn can_open(&self, place: Place) -> bool {
        self.stage(place).is_some_and(|s| s.prompts.iter().any(|(_, shares)| *shares != Shares::Nowhere))
    }
}

/// Where a session is: at last time's agreements, or at a step counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Place {
    /// Last time's agreements, one at a time.
    SinceLast,
    /// A step of the plan.
    Step(u16),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::SinceLast => f.write_str("s"),
            Place::Step(n) => n.fmt(f),
        }
    }
}

impl FromStr for Place {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "s" => Ok(Place::SinceLast),
            number => number.parse().map(Place::Step).map_err(|_| Refusal::Invalid),
        }
    }
}
