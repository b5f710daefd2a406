//! What a step is called, and who works in it.

use crate::locales::texts;
use domain::{Lang, package::StepKind};

/// The kind's name.
pub fn name(kind: StepKind, lang: Lang) -> &'static str {
    let t = &texts(lang).step_kind;
    match kind {
        StepKind::Subject => t.subject,
        StepKind::Alone => t.alone,
        StepKind::Group => t.group,
        StepKind::Plenary => t.plenary,
        StepKind::Agreement => t.agreement,
    }
}
