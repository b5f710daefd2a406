//! What the files say, held against each other: languages, dates, terms and words.

use super::{
    memory::{Facts, shown, visible, visible_of_module},
    read::Read,
};
use crate::{
    Files, glossary,
    index::Known,
    layout::is_asset,
    parity,
    problem::{Kind, Level, Problem, problem},
    source::{Place, Source},
    words::Prose,
};
use domain::{Date, Lang};
use std::collections::HashSet;

impl<'f> Read<'f> {
    /// The two languages against each other, but for modules and pages, which remember.
    pub(super) fn compare(&self, problems: &mut Vec<Problem>) {
        problems.extend(self.glossary.both().into_iter().flat_map(|(nb, nn)| glossary::compare(nb, nn)));
        for one in &self.announcements {
            problems.extend(one.text.both().into_iter().flat_map(|(nb, nn)| parity::announcement(nb, nn)));
        }
    }

    /// A text that should have been read again by now.
    pub(super) fn check_dates(&self, today: Date, problems: &mut Vec<Problem>) {
        let glossary = self.glossary.each().map(|(_, words)| (words.file, words.front.revise_by));
        let dated = self.facts().flat_map(|facts| &facts.revise_by);
        let dated = dated.map(|(file, day, place)| (file.as_str(), Some((*day, *place))));
        for (file, dated) in glossary.chain(dated) {
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
    pub(super) fn check_terms(&self, known: &Known, problems: &mut Vec<Problem>) {
        let waiting = self.glossary.each().flat_map(|(lang, words)| {
            words.front.waiting.iter().map(move |(term, place)| (lang, words.file, term, place))
        });
        let built_on = self.facts().flat_map(|facts| &facts.built_on);
        let built_on = built_on.map(|(lang, file, term, place)| (*lang, file.as_str(), term, place));
        for (lang, file, term, place) in waiting.chain(built_on) {
            if known.terms.find(lang, term) != Some(term.as_str()) {
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

    /// What modules and pages say by themselves.
    fn facts(&self) -> impl Iterator<Item = &Facts> {
        let modules = self.modules.iter().map(|module| &*module.facts);
        modules.chain(self.pages().map(|page| &*page.facts))
    }

    /// Every file's running text.
    pub(super) fn prose(&self) -> Vec<Prose<'_, 'f>> {
        let mut all = self.prose_around();
        let modules = self.modules.iter().flat_map(|module| module.text().each());
        all.extend(modules.map(|(lang, document)| document.prose(lang, visible_of_module(&document.front))));
        let pages = self.pages().flat_map(|page| page.text().each());
        all.extend(pages.map(|(lang, document)| document.prose(lang, visible(&document.front))));
        all
    }

    /// The running text of the glossary and of announcements.
    fn prose_around(&self) -> Vec<Prose<'_, 'f>> {
        let mut all = Vec::new();
        let glossary = self.glossary.each();
        all.extend(glossary.map(|(lang, words)| {
            let source = Source::new(words.file, words.text);
            Prose { lang, source, outline: Some(&words.outline), fields: Vec::new() }
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

    /// Pictures that no page shows. While a page of the module has a fault, it may be the one that means to.
    pub(super) fn check_files(&self, files: &Files, problems: &mut Vec<Problem>) {
        let prose = self.prose_around();
        let around = prose.iter().flat_map(|prose| shown(prose.source.file(), prose)).collect::<Vec<_>>();
        let pages: HashSet<&str> = self.facts().flat_map(|facts| &facts.files).map(String::as_str).collect();
        let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
        let faults = problems.iter().filter(|problem| problem.level == Level::Fault);
        let faulty: HashSet<Option<String>> = faults.map(|fault| folder(&fault.file)).collect();
        let unused = files.keys().filter(|path| is_asset(path) && !faulty.contains(&folder(path)));
        let unused = unused.filter(|path| !pages.contains(path.as_str()) && !around.contains(path));
        let unused: Vec<Problem> = unused
            .map(|path| {
                problem(
                    Kind::UnusedFile,
                    path,
                    Place::START,
                    "Ingen side bruker fila.",
                    "Vis den på en side, eller ta den bort.",
                )
            })
            .collect();
        problems.extend(unused);
    }

    /// Forms of bokmål in nynorsk, and terms that nothing leads to. Modules and pages remember what they found in
    /// themselves.
    pub(super) fn check_words(&self, known: &Known, problems: &mut Vec<Problem>) {
        let prose = self.prose_around();
        problems.extend(prose.iter().flat_map(Prose::bokmal));

        let around = prose.iter().flat_map(|prose| prose.terms().into_iter().map(|term| (prose.lang, term)));
        let linked = self.facts().flat_map(|facts| &facts.terms);
        let linked = linked.map(|(lang, term)| (*lang, term.as_str()));
        let named = around.chain(linked);
        let mut used: HashSet<(Lang, &str)> =
            named.filter_map(|(lang, term)| Some((lang, known.terms.find(lang, term)?))).collect();
        let built_on = self.facts().flat_map(|facts| &facts.built_on);
        used.extend(built_on.map(|(lang, _, term, _)| (*lang, term.as_str())));
        for (lang, words) in self.glossary.each() {
            problems.extend(words.unused(|id| used.contains(&(lang, id))));
        }
    }
}
