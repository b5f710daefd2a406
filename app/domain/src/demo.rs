//! The demo lets anyone in as anyone, so it stands on no database but its own.

use crate::OwnerId;
use uuid::Uuid;

/// The demo's municipality: the same in every demo and made nowhere else, so that a demo's database is known by it.
pub const MUNICIPALITY: OwnerId = OwnerId(Uuid::from_u128(0x6465_6d6f_0000_4000_8000_0000_0000_0001));

/// What a database holds, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    /// The demo's municipality: one or none.
    pub municipality: i64,
    /// Other owners.
    pub owners: i64,
    /// People.
    pub people: i64,
    /// Invitations, taken or not.
    pub invitations: i64,
}

/// A database that a demo may stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// There is nothing in it yet.
    Empty,
    /// A demo has filled it.
    Filled,
}

/// A database that holds what is not the demo's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the database holds what is not the demo's")]
pub struct NotTheDemos;

impl Holds {
    /// Whether a demo may stand on a database that holds this.
    ///
    /// # Errors
    /// [`NotTheDemos`].
    pub fn ground(self) -> Result<Ground, NotTheDemos> {
        match self {
            Holds { owners: 0, municipality: 1.., .. } => Ok(Ground::Filled),
            Holds { owners: 0, municipality: 0, people: 0, invitations: 0 } => Ok(Ground::Empty),
            _ => Err(NotTheDemos),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demo_stands_on_nothing_or_on_a_demo() {
        let nothing = Holds::default();
        assert_eq!(nothing.ground(), Ok(Ground::Empty));
        let demo = Holds { municipality: 1, people: 16, invitations: 15, ..nothing };
        assert_eq!(demo.ground(), Ok(Ground::Filled));
        for others in [
            Holds { owners: 1, ..nothing },
            Holds { people: 1, ..nothing },
            Holds { invitations: 1, ..nothing },
            Holds { owners: 1, ..demo },
        ] {
            assert_eq!(others.ground(), Err(NotTheDemos), "{others:?}");
        }
    }
}
