//! Front matter: the YAML between two lines of `---` at the top of a Markdown file, as typed fields.

use crate::{
    fields::{Fields, Places},
    problem::Findings,
    source::Place,
};
use domain::{
    Date,
    package::{Audience, Phase},
};
use std::ops::Range;

/// What a page's front matter says.
#[derive(Default)]
pub(crate) struct PageFront {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) phase: Option<Phase>,
    pub(crate) minutes: Option<u16>,
    pub(crate) weeks: Option<u16>,
    pub(crate) audience: Option<Vec<Audience>>,
    pub(crate) author: Option<String>,
    pub(crate) revise_by: Option<(Date, Place)>,
    pub(crate) places: Places,
}

/// What a module's front matter says.
#[derive(Default)]
pub(crate) struct ModuleFront {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) aim: String,
    pub(crate) goals: Vec<(String, Place)>,
    pub(crate) audience: Vec<Audience>,
    pub(crate) terms: Vec<(String, Place)>,
    pub(crate) revise_by: Option<(Date, Place)>,
    pub(crate) places: Places,
}

/// What an announcement's front matter says.
#[derive(Default)]
pub(crate) struct AnnouncementFront {
    pub(crate) title: String,
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
    pub(crate) places: Places,
}

/// Splits a file into its front matter and its body; `None` where it has no front matter, or one that never ends.
pub(crate) fn split(text: &str) -> Option<(Range<usize>, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut at = first.len();
    for line in lines {
        if line.trim_end() == "---" {
            return Some((first.len()..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Reads a page's front matter.
pub(crate) fn page(yaml: Option<&str>, findings: &mut Findings<'_>) -> PageFront {
    let Some(mut fields) = Fields::front_matter(yaml, findings) else { return PageFront::default() };
    let front = PageFront {
        title: fields.required("tittel"),
        summary: fields.text("ingress").unwrap_or_default(),
        phase: fields.phase(),
        minutes: fields.number("varighet", 1..=600),
        weeks: fields.number("uker", 1..=52),
        audience: fields.audience(),
        author: fields.text("forfatter"),
        revise_by: fields.date("revideres"),
        places: Places::default(),
    };
    PageFront { places: fields.finish(), ..front }
}

/// Reads a module's front matter.
pub(crate) fn module(yaml: Option<&str>, findings: &mut Findings<'_>) -> ModuleFront {
    let Some(mut fields) = Fields::front_matter(yaml, findings) else { return ModuleFront::default() };
    let front = ModuleFront {
        title: fields.required("tittel"),
        summary: fields.required("ingress"),
        aim: fields.required("mål"),
        goals: fields.list("læringsmål"),
        audience: fields.required_audience(),
        terms: fields.list("begreper"),
        revise_by: fields.date("revideres"),
        places: Places::default(),
    };
    fields.text("forfatter");
    ModuleFront { places: fields.finish(), ..front }
}

/// Reads the front matter of a page about the scheme around the package, which is no part of a module's cycle.
pub(crate) fn scheme(yaml: Option<&str>, findings: &mut Findings<'_>) -> PageFront {
    let Some(mut fields) = Fields::front_matter(yaml, findings) else { return PageFront::default() };
    let front = PageFront {
        title: fields.required("tittel"),
        summary: fields.required("ingress"),
        audience: fields.audience(),
        author: fields.text("forfatter"),
        revise_by: fields.date("revideres"),
        ..PageFront::default()
    };
    PageFront { places: fields.finish(), ..front }
}

/// Reads an announcement's front matter.
pub(crate) fn announcement(yaml: Option<&str>, findings: &mut Findings<'_>) -> AnnouncementFront {
    let Some(mut fields) = Fields::front_matter(yaml, findings) else { return AnnouncementFront::default() };
    let title = fields.required("tittel");
    let from = fields.required_date("fra");
    let until = fields.required_date("til");
    if let (Some((from, _)), Some((until, at))) = (from, until)
        && until < from
    {
        fields.bad(
            at,
            format!("Kunngjøringen slutter {until}, før den begynner {from}."),
            "La «til» være den siste dagen den skal stå.",
        );
    }
    let date = |dated: Option<(Date, Place)>| dated.map(|(date, _)| date);
    AnnouncementFront { title, from: date(from), until: date(until), places: fields.finish() }
}

/// A glossary's front matter.
#[derive(Default)]
pub(crate) struct GlossaryFront {
    pub(crate) revise_by: Option<(Date, Place)>,
    /// Ids of the terms whose pages are not written yet.
    pub(crate) waiting: Vec<(String, Place)>,
}

/// Front matter is optional in the glossary, and says little.
pub(crate) fn glossary(yaml: &str, findings: &mut Findings<'_>) -> GlossaryFront {
    let Some(mut fields) = Fields::front_matter(Some(yaml), findings) else {
        return GlossaryFront::default();
    };
    fields.text("tittel");
    fields.text("ingress");
    fields.text("forfatter");
    let front = GlossaryFront { revise_by: fields.date("revideres"), waiting: fields.list("venter") };
    fields.finish();
    front
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn front_matter_stands_at_the_very_top_and_ends() {
        assert_eq!(split("---\na: 1\n---\nb"), Some((4..9, 13)));
        assert_eq!(split("---\r\na: 1\r\n---\r\nb"), Some((5..11, 16)));
        assert_eq!(split("---\n---"), Some((4..4, 7)));
        assert_eq!(split("\n---\na: 1\n---\n"), None);
        assert_eq!(split("---\na: 1\n"), None);
        assert_eq!(split(""), None);
    }
}
