//! What can be found in a package, and what it says.

use crate::search::plain::{self, Section};
use domain::{
    Lang,
    package::{Block, Event, Library, Module, Package, Page, Phase, Resource, Scheme, Source, Term},
    search::{Thing, Whom},
};

/// What the year's points stand under, in both languages.
const YEAR: &str = "Årshjulet";

/// One thing in a package.
#[derive(Clone, Copy)]
pub(crate) enum Entry<'p> {
    Module(&'p Module),
    Page(&'p Module, &'p Page),
    Scheme(&'p Page, &'p [Event]),
    Term(&'p Term),
    Resource(&'p Resource, &'p Library),
    Source(&'p Source),
}

/// What tells a thing from all others, in every state of the content.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) thing: Thing,
    /// A slug, a key or an id; for a page the module's and its own, with a slash between.
    pub(crate) name: String,
}

/// What a thing says in one language.
pub(crate) struct Said {
    pub(crate) title: String,
    /// What it is, in a sentence or two.
    pub(crate) summary: String,
    /// The first has no heading.
    pub(crate) sections: Vec<Section>,
}

impl<'p> Entry<'p> {
    /// Everything that readers may see.
    pub(crate) fn all(package: &'p Package, lang: Lang) -> impl Iterator<Item = Entry<'p>> {
        let modules = package.modules.iter().flat_map(|module| {
            let pages = module.pages.iter().map(move |page| Entry::Page(module, page));
            std::iter::once(Entry::Module(module)).chain(pages)
        });
        let scheme = package.scheme.pages.iter().map(|page| Entry::scheme(&package.scheme, page));
        let terms = package.terms(lang).iter().map(Entry::Term);
        let library = &package.library;
        let resources = library.resources.iter().map(move |one| Entry::Resource(one, library));
        modules.chain(scheme).chain(terms).chain(resources).chain(package.sources.iter().map(Entry::Source))
    }

    /// The thing at a place, where it is there.
    pub(crate) fn at(package: &'p Package, lang: Lang, place: &Place) -> Option<Entry<'p>> {
        let name = place.name.as_str();
        match place.thing {
            Thing::Module => package.module(name).map(Entry::Module),
            Thing::Page => {
                let (module, page) = name.split_once('/')?;
                let module = package.module(module)?;
                Some(Entry::Page(module, module.page(page)?))
            }
            Thing::Scheme => Some(Entry::scheme(&package.scheme, package.scheme.page(name)?)),
            Thing::Term => package.term(lang, name).map(Entry::Term),
            Thing::Resource => {
                let one = package.library.resources.iter().find(|one| one.id == name)?;
                Some(Entry::Resource(one, &package.library))
            }
            Thing::Source => package.sources.iter().find(|source| source.key == name).map(Entry::Source),
        }
    }

    /// The page on the year has the year's points on it.
    fn scheme(scheme: &'p Scheme, page: &'p Page) -> Self {
        Entry::Scheme(page, if page.slug == Scheme::YEAR { &scheme.year } else { &[] })
    }

    pub(crate) fn place(self) -> Place {
        let (thing, name) = match self {
            Entry::Module(module) => (Thing::Module, module.slug.clone()),
            Entry::Page(module, page) => (Thing::Page, format!("{}/{}", module.slug, page.slug)),
            Entry::Scheme(page, _) => (Thing::Scheme, page.slug.clone()),
            Entry::Term(term) => (Thing::Term, term.id.clone()),
            Entry::Resource(one, _) => (Thing::Resource, one.id.clone()),
            Entry::Source(source) => (Thing::Source, source.key.clone()),
        };
        Place { thing, name }
    }

    /// Whether another has the same place, which is not made for it.
    pub(crate) fn is_at_place_of(self, other: Entry<'_>) -> bool {
        match (self, other) {
            (Entry::Module(a), Entry::Module(b)) => a.slug == b.slug,
            (Entry::Page(module, a), Entry::Page(other, b)) => module.slug == other.slug && a.slug == b.slug,
            (Entry::Scheme(a, _), Entry::Scheme(b, _)) => a.slug == b.slug,
            (Entry::Term(a), Entry::Term(b)) => a.id == b.id,
            (Entry::Resource(a, _), Entry::Resource(b, _)) => a.id == b.id,
            (Entry::Source(a), Entry::Source(b)) => a.key == b.key,
            _ => false,
        }
    }

    /// Whether another says the very same to the same people.
    pub(crate) fn is_same(self, other: Entry<'_>, lang: Lang) -> bool {
        let is_same_page = |a: &Page, b: &Page| {
            // What has not changed is not made again.
            if std::ptr::eq(a, b) {
                return true;
            }
            let (own, its) = (a.text.get(lang), b.text.get(lang));
            (a.phase, &a.audience, &own.title, &own.summary)
                == (b.phase, &b.audience, &its.title, &its.summary)
                && own.blocks == its.blocks
        };
        match (self, other) {
            (Entry::Module(a), Entry::Module(b)) => {
                a.audience == b.audience && a.text.get(lang) == b.text.get(lang)
            }
            (Entry::Page(_, a), Entry::Page(_, b)) => is_same_page(a, b),
            (Entry::Scheme(a, year), Entry::Scheme(b, other)) => is_same_page(a, b) && year == other,
            (Entry::Term(a), Entry::Term(b)) => a == b,
            (Entry::Resource(a, library), Entry::Resource(b, other)) => {
                a == b && library.themes == other.themes
            }
            (Entry::Source(a), Entry::Source(b)) => a == b,
            _ => false,
        }
    }

    pub(crate) fn phase(self) -> Option<Phase> {
        match self {
            Entry::Page(_, page) => page.phase,
            _ => None,
        }
    }

    pub(crate) fn whom(self) -> Whom {
        match self {
            Entry::Module(module) => Whom::of(&module.audience),
            Entry::Page(_, page) | Entry::Scheme(page, _) => Whom::of(&page.audience),
            Entry::Resource(one, _) => Whom { arenas: one.arenas.clone(), roles: one.roles.clone() },
            Entry::Term(_) | Entry::Source(_) => Whom::default(),
        }
    }

    pub(crate) fn says(self, lang: Lang) -> Said {
        match self {
            Entry::Module(module) => {
                let text = module.text.get(lang);
                let mut first = Section { text: format!("{}\n", text.aim), ..Section::default() };
                for goal in &text.goals {
                    first.text.push_str(goal);
                    first.text.push('\n');
                }
                let mut sections = vec![first];
                plain::add(&text.html.0, &mut sections);
                Said { title: text.title.clone(), summary: text.summary.clone(), sections }
            }
            Entry::Page(_, page) => of_page(page, &[], lang),
            Entry::Scheme(page, year) => of_page(page, year, lang),
            Entry::Term(term) => {
                Said { title: term.term.clone(), summary: plain::text(&term.html.0), sections: Vec::new() }
            }
            Entry::Resource(one, library) => {
                let themes = one.themes.iter().filter_map(|id| library.theme(id));
                let themes: Vec<&str> = themes.map(|theme| theme.name.get(lang).as_str()).collect();
                let text = format!("{}\n{}\n", one.publisher, themes.join(", "));
                Said {
                    title: one.title.clone(),
                    summary: one.when.get(lang).clone(),
                    sections: vec![Section { text, ..Section::default() }],
                }
            }
            Entry::Source(source) => Said {
                title: source.title.clone(),
                summary: plain::text(&source.reference.get(lang).0),
                sections: Vec::new(),
            },
        }
    }
}

fn of_page(page: &Page, year: &[Event], lang: Lang) -> Said {
    let text = page.text.get(lang);
    let mut sections = vec![Section::default()];
    if !year.is_empty() {
        sections.push(of_year(year, lang));
        // What follows on the page stands under none of the year's points.
        sections.push(Section::default());
    }
    for block in &text.blocks {
        match block {
            Block::Html(html) | Block::Video(_, html) => plain::add(&html.0, &mut sections),
            Block::Arenas(boxes) => {
                boxes.iter().for_each(|(_, html)| plain::add(&html.0, &mut sections));
            }
            Block::Prompt(prompt) => {
                let own = prompt.text.get(lang);
                sections.push(Section {
                    anchor: Some(prompt.id.clone()),
                    heading: own.question.clone(),
                    text: String::new(),
                });
                plain::add(&own.html.0, &mut sections);
            }
            Block::Agreement => {}
        }
    }
    Said { title: text.title.clone(), summary: text.summary.clone(), sections }
}

/// The points of the year as the page has them: who does what.
fn of_year(year: &[Event], lang: Lang) -> Section {
    let mut text = String::new();
    for event in year {
        text.push_str(&format!("{}: {}\n", event.who.get(lang), event.what.get(lang)));
    }
    Section { anchor: Some(Scheme::YEAR_ANCHOR.to_owned()), heading: YEAR.to_owned(), text }
}
