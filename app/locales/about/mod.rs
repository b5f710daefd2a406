//! The longer texts about the product itself: help, privacy, accessibility. One file a language, the same shape in each.

use domain::Lang;

mod nb;
mod nn;

/// The texts in one language.
#[derive(Debug)]
pub struct Texts {
    /// `/nb/hjelp`
    pub help: Article,
    /// `/nb/personvern`
    pub privacy: Article,
    /// `/nb/tilgjengelighet`
    pub accessibility: Article,
}

/// A page of running text.
#[derive(Debug)]
pub struct Article {
    /// The title.
    pub title: &'static str,
    /// What the page says, in a sentence or two.
    pub lead: &'static str,
    /// The rest.
    pub sections: &'static [Section],
}

/// A part of an article, which can be linked to.
#[derive(Debug)]
pub struct Section {
    /// The anchor, the same in every language.
    pub id: &'static str,
    /// The heading.
    pub heading: &'static str,
    /// What stands beneath it.
    pub parts: &'static [Part],
}

/// A piece of a section.
#[derive(Debug)]
pub enum Part {
    /// A paragraph.
    Text(&'static str),
    /// Points in any order.
    List(&'static [&'static str]),
    /// Things to do one after another.
    Steps(&'static [&'static str]),
    /// What, and what holds for it.
    Facts(&'static [(&'static str, &'static str)]),
    /// A way to one of our screens.
    Door(&'static str, &'static str),
    /// A way to somebody else's site.
    Link(&'static str, &'static str),
}

/// The texts in one language.
pub fn texts(lang: Lang) -> &'static Texts {
    match lang {
        Lang::Nb => &nb::TEXTS,
        Lang::Nn => &nn::TEXTS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::mem::discriminant;

    #[test]
    fn both_languages_say_as_much() {
        let (nb, nn) = (texts(Lang::Nb), texts(Lang::Nn));
        for (nb, nn) in
            [(&nb.help, &nn.help), (&nb.privacy, &nn.privacy), (&nb.accessibility, &nn.accessibility)]
        {
            let ids = |article: &Article| article.sections.iter().map(|s| s.id).collect::<Vec<_>>();
            assert_eq!(ids(nb), ids(nn));
            for (nb, nn) in nb.sections.iter().zip(nn.sections) {
                let shape =
                    |s: &Section| s.parts.iter().map(|p| (discriminant(p), size(p))).collect::<Vec<_>>();
                assert_eq!(shape(nb), shape(nn), "#{}", nb.id);
            }
        }
    }

    fn size(part: &Part) -> usize {
        match part {
            Part::List(items) | Part::Steps(items) => items.len(),
            Part::Facts(facts) => facts.len(),
            Part::Text(_) | Part::Door(..) | Part::Link(..) => 1,
        }
    }
}
