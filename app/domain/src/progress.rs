//! What counts as progress. Reading is a person's own; a team's progress is what it did together.

use crate::agreement::Followed;
use serde::{Deserialize, Serialize};

/// How far a team has come with one module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamProgress {
    /// A and B: a session on the module has been closed.
    pub met: bool,
    /// C: every agreement has a report.
    pub tried: bool,
    /// D: every agreement is decided.
    pub decided: bool,
}

impl TeamProgress {
    /// Progress from the module's closed sessions and the agreements that came of them.
    pub fn of<'a>(
        closed_sessions: usize,
        agreements: impl IntoIterator<Item = &'a Followed>,
    ) -> TeamProgress {
        let met = closed_sessions > 0;
        let agreements: Vec<&Followed> = agreements.into_iter().collect();
        let any = met && !agreements.is_empty();
        let decided = any && agreements.iter().all(|f| !f.agreement.is_open());
        let tried = any && agreements.iter().all(|f| !f.reports.is_empty());
        TeamProgress { met, tried, decided }
    }

    /// Whether the phase with this letter is done.
    pub const fn done(self, letter: char) -> bool {
        match letter {
            'A' | 'B' => self.met,
            'C' => self.tried,
            'D' => self.decided,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{agreement::Verdict, sample};

    fn followed(told: bool, decided: bool) -> Followed {
        sample::followed(told, decided.then_some(Verdict::Keep))
    }

    #[test]
    fn a_module_is_done_when_every_agreement_is_told_of_and_decided() {
        let all = |met, agreements: &[Followed]| TeamProgress::of(met, agreements);
        let progress = |met, tried, decided| TeamProgress { met, tried, decided };
        assert_eq!(all(0, &[]), progress(false, false, false));
        assert_eq!(all(1, &[]), progress(true, false, false), "nothing agreed is nothing tried");
        assert_eq!(all(1, &[followed(true, true), followed(false, false)]), progress(true, false, false));
        assert_eq!(all(1, &[followed(true, true), followed(true, false)]), progress(true, true, false));
        assert_eq!(all(1, &[followed(true, true)]), progress(true, true, true));
        assert_eq!(
            all(1, &[followed(false, true)]),
            progress(true, false, true),
            "decided untold is untried"
        );
    }
}
