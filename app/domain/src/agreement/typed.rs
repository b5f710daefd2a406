//! An agreement as it is typed: a sentence with holes, checked part by part.

use super::Terms;
use crate::{Date, Refusal, text};
use serde::{Deserialize, Serialize};

/// The sentence's parts as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsDraft {
    /// «Når …».
    pub situation: String,
    /// «gjør vi …».
    pub action: String,
    /// «vi ser etter …».
    pub sign: String,
    /// `yyyy-mm-dd`; empty takes the date that was set when the session was planned.
    pub follow_up: String,
    /// Who follows up.
    pub keeper: String,
}

/// One of the sentence's parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// «Når …».
    Situation,
    /// «gjør vi …».
    Action,
    /// «vi ser etter …».
    Sign,
    /// «følges opp …».
    FollowUp,
    /// Who follows up.
    Keeper,
}

impl Part {
    /// The part's name in a form.
    pub const fn field(self) -> &'static str {
        match self {
            Part::Situation => "situation",
            Part::Action => "action",
            Part::Sign => "sign",
            Part::FollowUp => "follow_up",
            Part::Keeper => "keeper",
        }
    }

    fn of<T>(self, checked: Result<T, Refusal>) -> Result<T, Refusal> {
        checked.map_err(|why| Refusal::Part { part: self, why: Box::new(why) })
    }
}

impl TermsDraft {
    /// The terms, checked. `planned` is the date set for the session.
    ///
    /// # Errors
    /// [`Refusal::NoDate`], [`Refusal::Past`] for a day before today, and [`Refusal::Part`] for a part that is empty, for
    /// a date that is none, and for what [`text::free`] refuses.
    pub fn check(&self, planned: Option<Date>, today: Date) -> Result<Terms, Refusal> {
        let follow_up = match self.follow_up.trim() {
            "" => planned.ok_or(Refusal::NoDate)?,
            typed => Part::FollowUp.of(typed.parse().map_err(|_| Refusal::Invalid))?,
        };
        if follow_up < today {
            return Err(Refusal::Past);
        }
        Ok(Terms {
            situation: Part::Situation.of(part(&self.situation, &["når "]))?,
            action: Part::Action.of(part(&self.action, &["gjør vi ", "gjer vi "]))?,
            sign: Part::Sign.of(part(&self.sign, &["vi ser etter "]))?,
            follow_up,
            keeper: Part::Keeper.of(text::required(&self.keeper, text::NAME))?,
        })
    }

    /// Whether it is these terms, as they were typed.
    pub fn says(&self, terms: &Terms) -> bool {
        self.check(Some(terms.follow_up), terms.follow_up).as_ref() == Ok(terms)
    }
}

/// A part of the sentence, without the words the sentence already has and without its full stop.
fn part(typed: &str, leads: &[&str]) -> Result<String, Refusal> {
    let words = text::required(typed, text::LINE)?;
    let repeats = |lead: &&&str| words.get(..lead.len()).is_some_and(|start| start.to_lowercase() == **lead);
    let skip = leads.iter().find(repeats).map_or(0, |lead| lead.len());
    let words = words[skip..].trim().trim_end_matches(['.', ',', ';']).trim_end();
    if words.is_empty() { Err(Refusal::Empty) } else { Ok(words.to_owned()) }
}
