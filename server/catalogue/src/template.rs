//! Pages to begin with, one a phase, for those who write a page of their own.

use domain::{PerLang, package::Phase};

/// The text of both files of a page of a phase. It passes the check wherever it is laid.
pub const fn template(phase: Phase) -> PerLang<&'static str> {
    match phase {
        Phase::Prepare => PerLang {
            nb: include_str!("../templates/forarbeid.nb.md"),
            nn: include_str!("../templates/forarbeid.nn.md"),
        },
        Phase::Meet => PerLang {
            nb: include_str!("../templates/samarbeid.nb.md"),
            nn: include_str!("../templates/samarbeid.nn.md"),
        },
        Phase::Try => PerLang {
            nb: include_str!("../templates/utproving.nb.md"),
            nn: include_str!("../templates/utproving.nn.md"),
        },
        Phase::Review => PerLang {
            nb: include_str!("../templates/etterarbeid.nb.md"),
            nn: include_str!("../templates/etterarbeid.nn.md"),
        },
    }
}
