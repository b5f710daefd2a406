//! Moments as people say them: «10.42» today, «tirsdag 24. november kl. 10.42» on any other day.

use crate::{Here, components::date};
use domain::{Timestamp, outside::Ambient};

/// A moment, seen from today.
pub fn moment(at: Timestamp, ambient: &dyn Ambient, here: &Here) -> String {
    let (hour, minute) = ambient.clock_at(at);
    let time = format!("{hour}.{minute:02}");
    let day = ambient.day_of(at);
    // «kl.» is the same in both languages.
    if day == ambient.today() { time } else { format!("{} kl. {time}", date::day(day, here.lang)) }
}
