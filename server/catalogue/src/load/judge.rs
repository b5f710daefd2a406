//! What the files say, held against each other: languages, dates, terms and words.

use super::Read;
use crate::{
    glossary,
    index::Index,
    parity,
    problem::{Kind, Problem, problem},
    source::Source,
    words::Prose,
};
use domain::{Date, Lang};
use std::collections::HashSet;

impl<'f> Read<'f> {
    /// The two languages against each other.
    pub(super) fn compare(&self, problems: &mut Vec<Problem>) {
        problems.extend(self.glossary.both().into_iter().flat_map(|(nb, nn)| glossary::compare(nb, nn)));
        for module in &self.modules {
            problems.extend(module.text.both().into_iter().flat_map(|(nb, nn)| parity::module(nb, nn)));
        }
        for page in self.pages() {
            problems.extend(page.text.both().into_iter().flat_map(|(nb, nn)| parity::page(nb, nn)));
        }
        for one in &self.announcements {
            problems.extend(one.text.both().into_iter().flat_map(|(nb, nn)| parity::announcement(nb, nn)));
        }
    }

    /// A text that should have been read again by now.
    pub(super) fn check_dates(&self, today: Date, problems: &mut Vec<Problem>) {
        let glossary = self.glossary.each().map(|(_, words)| (words.file, words.front.revise_by));
        let modules = self.modules.iter().flat_map(|module| module.text.each());
        let modules = modules.map(|(_, document)| (document.file, document.front.revise_by));
        let pages = self.pages().flat_map(|page| page.text.each());
        let pages = pages.map(|(_, document)| (document.file, document.front.revise_by));
        for (file, dated) in glossary.chain(modules).chain(pages) {
            let Some((date, place)) = dated.filter(|(date, _)| *date < today) else { continue };
            problems.push(problem(
                Kind::RevisionPassed,
                file,
                place,
                format!("Teksten skulle vært lest gjennom innen {date}."),
                "Les den gjennom, rett det som er utdatert, og sett en ny dato.",
            ));
        }
    }

    /// The terms that modules say they build on, and those that wait for a page, must be in the glossary.
    pub(super) fn check_terms(&self, index: &Index<'_>, problems: &mut Vec<Problem>) {
        let waiting = self.glossary.each().map(|(lang, words)| (lang, words.file, &words.front.waiting));
        let modules = self.modules.iter().flat_map(|module| module.text.each());
        let built_on = modules.map(|(lang, document)| (lang, document.file, &document.front.terms));
        for (lang, file, terms) in waiting.chain(built_on) {
            for (term, place) in terms {
                if index.terms.find(lang, term) != Some(term.as_str()) {
                    problems.push(problem(
                        Kind::UnknownTerm,
                        file,
                        *place,
                        format!("Begrepet «{term}» står ikke i ordlista."),
                        format!("Bruk id-en til et begrep i ordliste.{lang}.md, eller legg det inn der."),
                    ));
                }
            }
        }
    }

    /// Every file's running text.
    pub(super) fn prose(&self) -> Vec<Prose<'_, 'f>> {
        let mut all = Vec::new();
        let glossary = self.glossary.each();
        all.extend(glossary.map(|(lang, words)| {
            let source = Source::new(words.file, words.text);
            Prose { lang, source, outline: Some(&words.outline), fields: Vec::new() }
        }));
        for module in &self.modules {
            all.extend(module.text.each().map(|(lang, document)| {
                let front = &document.front;
                let mut fields = vec![
                    (front.title.as_str(), front.places.of("tittel")),
                    (front.summary.as_str(), front.places.of("ingress")),
                    (front.aim.as_str(), front.places.of("mål")),
                ];
                fields.extend(front.goals.iter().map(|(goal, place)| (goal.as_str(), *place)));
                document.prose(lang, fields)
            }));
        }
        all.extend(self.pages().flat_map(|page| page.text.each()).map(|(lang, document)| {
            let front = &document.front;
            let fields = vec![
                (front.title.as_str(), front.places.of("tittel")),
                (front.summary.as_str(), front.places.of("ingress")),
            ];
            document.prose(lang, fields)
        }));
        all.extend(self.announcements.iter().flat_map(|one| one.text.each()).map(|(lang, document)| {
            let front = &document.front;
            document.prose(lang, vec![(front.title.as_str(), front.places.of("tittel"))])
        }));
        for (file, said) in &self.said {
            all.extend(Lang::ALL.into_iter().map(|lang| {
                let own = said.iter().filter(|one| one.lang == lang);
                let fields = own.map(|one| (one.text.as_str(), one.at)).collect();
                Prose { lang, source: Source::new(file, ""), outline: None, fields }
            }));
        }
        all
    }

    /// Forms of bokmål in nynorsk, and terms that nothing leads to.
    pub(super) fn check_words(&self, index: &Index<'_>, problems: &mut Vec<Problem>) {
        let prose = self.prose();
        problems.extend(prose.iter().flat_map(Prose::bokmal));

        let mut used: HashSet<(Lang, &str)> = HashSet::new();
        for prose in &prose {
            used.extend(
                prose
                    .terms()
                    .into_iter()
                    .filter_map(|term| Some((prose.lang, index.terms.find(prose.lang, term)?))),
            );
        }
        for (lang, document) in self.modules.iter().flat_map(|module| module.text.each()) {
            used.extend(document.front.terms.iter().map(|(term, _)| (lang, term.as_str())));
        }
        for (lang, words) in self.glossary.each() {
            problems.extend(words.unused(|id| used.contains(&(lang, id))));
        }
    }
}
