//! The clock and the dice: the only place that asks what time it is or draws a random number.

use domain::{Date, Timestamp, outside::Ambient};
use jiff::{Zoned, tz::TimeZone};
use uuid::Uuid;

/// The machine's clock, Norway's calendar and the operating system's randomness.
pub struct World {
    norway: TimeZone,
}

impl World {
    /// The world as it is. The time zones are built in, so it does not matter what the machine has.
    ///
    /// # Errors
    /// Where the built-in time zones lack `Europe/Oslo`.
    pub fn new() -> Result<World, jiff::Error> {
        Ok(World { norway: TimeZone::get("Europe/Oslo")? })
    }
}

impl Ambient for World {
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    fn now(&self) -> Timestamp {
        Timestamp(jiff::Timestamp::now().as_millisecond())
    }

    fn day_of(&self, at: Timestamp) -> Date {
        let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
        Date(Zoned::new(at, self.norway.clone()).date())
    }

    fn clock_at(&self, at: Timestamp) -> (i8, i8) {
        let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
        let local = Zoned::new(at, self.norway.clone());
        (local.hour(), local.minute())
    }

    #[expect(clippy::disallowed_methods, reason = "these are the dice")]
    fn ordered_id(&self) -> Uuid {
        Uuid::now_v7()
    }

    #[expect(clippy::disallowed_methods, reason = "these are the dice")]
    fn random_id(&self) -> Uuid {
        Uuid::new_v4()
    }

    #[expect(clippy::expect_used, reason = "without randomness no token is safe, and nothing may go on")]
    fn random(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives random numbers");
    }
}
