//! Reading a module: in which order its pages are read and how long that takes, which arena speaks first, and what a
//! note is about.

use crate::{
    Lang,
    package::{Audience, Module, Page, Phase},
};
use std::sync::Arc;

/// A module's pages in the order they are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path<'m> {
    /// Pages that stand before the first phase: an introduction.
    pub before: Vec<&'m Page>,
    /// The phases that have pages.
    pub phases: Vec<(Phase, Vec<&'m Page>)>,
    /// Pages of no phase that stand later: examples, a page for leaders.
    pub after: Vec<&'m Page>,
}

impl<'m> Path<'m> {
    /// A module's path. A page of no phase stands before the phases or after them, never between.
    pub fn of(module: &'m Module) -> Path<'m> {
        let first_phased = module.pages.iter().position(|page| page.phase.is_some());
        let (before, rest) = module.pages.split_at(first_phased.unwrap_or(module.pages.len()));
        let phases = Phase::ALL.map(|phase| (phase, module.pages_of(phase).collect::<Vec<_>>()));
        Path {
            before: before.iter().map(Arc::as_ref).collect(),
            phases: phases.into_iter().filter(|(_, pages)| !pages.is_empty()).collect(),
            after: rest.iter().map(Arc::as_ref).filter(|page| page.phase.is_none()).collect(),
        }
    }

    /// Every page, in order.
    pub fn pages(&self) -> impl Iterator<Item = &'m Page> {
        let phased = self.phases.iter().flat_map(|(_, pages)| pages);
        self.before.iter().chain(phased).chain(&self.after).copied()
    }

    /// The pages before and after the one with this slug.
    pub fn neighbours(&self, slug: &str) -> (Option<&'m Page>, Option<&'m Page>) {
        let pages: Vec<&Page> = self.pages().collect();
        let Some(at) = pages.iter().position(|page| page.slug == slug) else { return (None, None) };
        (at.checked_sub(1).and_then(|before| pages.get(before).copied()), pages.get(at + 1).copied())
    }

    /// Where a reader who has marked these pages done goes on: the first page for them that is not done. Nothing where
    /// none of the module is done, or all that is for them.
    pub fn go_on(&self, done: &[String], who: Who) -> Option<&'m Page> {
        let is_done = |page: &&Page| done.contains(&page.slug);
        self.pages().find(is_done)?;
        self.pages().find(|page| who.is_meant_by(page) && !is_done(page))
    }
}

/// Who reads, as far as a page's audience goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// Whether they lead anything.
    pub leads: bool,
    /// Their arena, where it is known.
    pub arena: Option<Audience>,
}

impl Who {
    /// Whether a page is for them: what is for leaders or owners alone is for those who lead, and what is for some
    /// arenas is for readers of those. Of a reader whose arena is not known, any may be.
    pub fn is_meant_by(self, page: &Page) -> bool {
        let is_theirs = self.arena.is_none_or(|arena| page.audience.contains(&arena));
        if page.is_for_leaders() { self.leads } else { page.audience.is_empty() || is_theirs }
    }
}

/// Words that an adult reads in a minute, silently. Brysbaert (2019, <https://doi.org/10.1016/j.jml.2019.104047>) found
/// 238 for non-fiction in English over 190 studies, most readers between 175 and 300, and fewer in a language whose
/// words are longer; Norwegian writes compounds as one word.
const WORDS_A_MINUTE: usize = 200;

/// Minutes that it takes to read so many words, rounded up.
pub const fn minutes_to_read(words: usize) -> usize {
    words.div_ceil(WORDS_A_MINUTE)
}

/// Minutes that it takes to read a whole module.
pub fn minutes_to_read_module(module: &Module, lang: Lang) -> usize {
    minutes_to_read(module.pages.iter().map(|page| page.text.get(lang).words).sum())
}

/// What is said to each arena, the reader's own first and the rest as they stood.
pub fn own_first<T>(boxes: &[(Audience, T)], own: Option<Audience>) -> Vec<&(Audience, T)> {
    let mut boxes: Vec<_> = boxes.iter().collect();
    boxes.sort_by_key(|(arena, _)| Some(*arena) != own);
    boxes
}

/// What a note about a whole page is filed under.
pub fn place_of_page(module: &str, page: &str) -> String {
    format!("{module}/{page}")
}

/// What a note that answers a prompt is filed under.
pub fn place_of_prompt(module: &str, page: &str, prompt: &str) -> String {
    format!("{module}/{page}/{prompt}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        PerLang,
        package::{Html, ModuleText, PageText},
    };

    fn page(slug: &str, phase: Option<Phase>) -> Page {
        let text = PageText {
            title: slug.into(),
            summary: String::new(),
            author: None,
            file: String::new(),
            blocks: Vec::new(),
            headings: Vec::new(),
            citations: Vec::new(),
            terms: Vec::new(),
            words: 0,
            problems: Vec::new(),
        };
        Page {
            slug: slug.into(),
            order: 0,
            phase,
            minutes: None,
            weeks: None,
            audience: Vec::new(),
            revise_by: None,
            steps: Vec::new(),
            prompts: Vec::new(),
            text: PerLang { nb: text.clone(), nn: text },
            kept_from: None,
        }
    }

    fn module(pages: Vec<Page>) -> Module {
        let text = ModuleText {
            title: String::new(),
            summary: String::new(),
            aim: String::new(),
            file: String::new(),
            goals: Vec::new(),
            html: Html::default(),
        };
        Module {
            slug: "m".into(),
            order: 0,
            audience: Vec::new(),
            terms: Vec::new(),
            text: PerLang { nb: text.clone(), nn: text },
            pages: pages.into_iter().map(Arc::new).collect(),
            faulty: Vec::new(),
        }
    }

    #[test]
    fn a_path_holds_every_page_once_with_the_phases_in_the_middle() {
        let module = module(vec![
            page("innledning", None),
            page("forarbeid", Some(Phase::Prepare)),
            page("eksempler", None),
            page("okt", Some(Phase::Meet)),
            page("mer-forarbeid", Some(Phase::Prepare)),
            page("leder", None),
        ]);
        let path = Path::of(&module);
        let slugs: Vec<&str> = path.pages().map(|p| p.slug.as_str()).collect();
        assert_eq!(slugs, ["innledning", "forarbeid", "mer-forarbeid", "okt", "eksempler", "leder"]);
        let neighbours = |slug| {
            let (before, after) = path.neighbours(slug);
            (before.map(|p| p.slug.as_str()), after.map(|p| p.slug.as_str()))
        };
        assert_eq!(neighbours("innledning"), (None, Some("forarbeid")));
        assert_eq!(neighbours("okt"), (Some("mer-forarbeid"), Some("eksempler")));
        assert_eq!(neighbours("leder"), (Some("eksempler"), None));
        assert_eq!(neighbours("ukjent"), (None, None));
    }

    #[test]
    fn one_goes_on_with_the_first_page_that_is_not_done() {
        let module = module(vec![page("en", None), page("to", None), page("tre", None)]);
        let path = Path::of(&module);
        let go_on = |done: &[&str]| {
            let done: Vec<String> = done.iter().map(|slug| (*slug).to_owned()).collect();
            path.go_on(&done, Who::default()).map(|page| page.slug.as_str())
        };
        assert_eq!(go_on(&[]), None, "nothing is begun");
        assert_eq!(go_on(&["en"]), Some("to"));
        assert_eq!(go_on(&["to"]), Some("en"), "what was skipped");
        assert_eq!(go_on(&["en", "to", "tre"]), None, "all is done");
        assert_eq!(go_on(&["borte"]), None, "a page that is gone");
    }

    #[test]
    fn one_goes_on_with_what_is_for_oneself() {
        let for_whom = |slug, audience: &[Audience]| Page { audience: audience.to_vec(), ..page(slug, None) };
        let module = module(vec![
            for_whom("alle", &Audience::ARENAS),
            for_whom("leder", &[Audience::Leaders, Audience::Owners]),
            for_whom("sfo", &[Audience::AfterSchool, Audience::Leaders]),
            page("ingen-sagt", None),
        ]);
        let path = Path::of(&module);
        let next = |done: &[&str], who| {
            let done: Vec<String> = done.iter().map(|slug| (*slug).to_owned()).collect();
            path.go_on(&done, who).map(|page| page.slug.as_str())
        };
        let anyone = Who::default();
        assert_eq!(next(&["alle"], anyone), Some("sfo"), "a leader's page is not theirs");
        assert_eq!(next(&["alle"], Who { leads: true, ..anyone }), Some("leder"));
        let of_ppt = Who { arena: Some(Audience::Ppt), ..anyone };
        assert_eq!(next(&["alle"], of_ppt), Some("ingen-sagt"), "nor is another arena's");
        assert_eq!(next(&["alle", "ingen-sagt"], of_ppt), None, "all that is theirs is done");
    }

    #[test]
    fn minutes_are_rounded_up() {
        assert_eq!([0, 1, 200, 201].map(minutes_to_read), [0, 1, 1, 2]);
        let mut module = module(vec![page("en", None), page("to", None)]);
        module.pages.iter_mut().for_each(|page| Arc::make_mut(page).text.nn.words = 150);
        assert_eq!(minutes_to_read_module(&module, Lang::Nn), 2);
    }

    #[test]
    fn a_module_without_phases_is_read_from_the_top() {
        let module = module(vec![page("en", None), page("to", None)]);
        let path = Path::of(&module);
        assert_eq!((path.before.len(), path.phases.len(), path.after.len()), (2, 0, 0));
    }

    #[test]
    fn ones_own_arena_stands_first_and_the_others_keep_their_order() {
        let boxes = [(Audience::Kindergarten, 1), (Audience::School, 2), (Audience::Ppt, 3)];
        let order = |own| own_first(&boxes, own).into_iter().map(|(_, n)| *n).collect::<Vec<_>>();
        assert_eq!(order(Some(Audience::Ppt)), [3, 1, 2]);
        assert_eq!(order(Some(Audience::AfterSchool)), [1, 2, 3]);
        assert_eq!(order(None), [1, 2, 3]);
    }
}
