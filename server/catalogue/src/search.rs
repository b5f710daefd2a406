//! Finding in a package: an index made from it, and asked.
//!
//! Each language has an index of its own. It knows every form of every word, with its stem ([`stem`]); what is asked for
//! is looked up among them, and so an excerpt marks the very words that were found. A change in the content makes a
//! small index of what has changed beside the large one, rather than all of it anew.

mod entry;
mod excerpt;
mod plain;
mod rank;
mod segment;
mod stem;
mod stop;
mod token;

use domain::{
    Lang, PerLang,
    package::Package,
    search::{Found, Hit, MOST, Query, Thing},
};
use entry::{Entry, Place};
use excerpt::Shown;
use rank::{Asking, UnitId};
use segment::Segment;
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// A package that can be searched.
pub struct Search {
    package: Arc<Package>,
    index: PerLang<Index>,
}

/// What can be found in one language.
struct Index {
    large: Arc<Segment>,
    /// What the large one has and is not so any more, by number.
    gone: HashSet<usize>,
    /// What has come in its place since.
    small: Segment,
}

/// Of the large index, so large a part may be in the small one before all is made anew.
const ANEW: usize = 8;

impl Search {
    /// Makes an index of everything that readers may see.
    pub fn of(package: Arc<Package>) -> Self {
        let index = |lang| Index::whole(&package, lang);
        Search { index: PerLang { nb: index(Lang::Nb), nn: index(Lang::Nn) }, package }
    }

    /// The same for a package that has changed: only what is new in it is read.
    pub fn renewed(&self, package: Arc<Package>) -> Self {
        let index = |lang| self.index.get(lang).renewed(&self.package, &package, lang);
        Search { index: PerLang { nb: index(Lang::Nb), nn: index(Lang::Nn) }, package }
    }

    /// What a reader of a language finds. Nothing that is asked is syntax.
    pub fn find(&self, lang: Lang, query: &Query) -> Found {
        let index = self.index.get(lang);
        let parts = index.parts();
        let asking = Asking::new(lang, query.text(), &parts);
        let ranked = asking.rank(&parts, &query.only, |id| index.is_there(id));
        let marker = asking.marker();
        let best = ranked.units.iter().take(MOST);
        let hits = best.filter_map(|(part, unit)| {
            let place = &parts.get(*part)?.units().get(*unit)?.place;
            let entry = Entry::at(&self.package, lang, place)?;
            Some(hit(entry, place, marker.show(&entry.says(lang)), lang))
        });
        Found { hits: hits.collect(), all: ranked.units.len(), partly: ranked.partly }
    }
}

impl Index {
    fn whole(package: &Package, lang: Lang) -> Self {
        let large = Arc::new(Segment::of(Entry::all(package, lang), lang));
        Index { large, gone: HashSet::new(), small: Segment::default() }
    }

    fn renewed(&self, before: &Package, now: &Package, lang: Lang) -> Self {
        let old: HashMap<Place, Entry<'_>> =
            Entry::all(before, lang).map(|entry| (entry.place(), entry)).collect();
        let is_as_before =
            |entry: &Entry<'_>, place: &Place| old.get(place).is_some_and(|old| entry.is_same(*old, lang));
        let now_there = Entry::all(now, lang).map(|entry| (entry.place(), entry));
        let mut now_there: HashMap<Place, Entry<'_>> = now_there.collect();
        let is_gone = |(n, unit): &(usize, &segment::Unit)| {
            let stays = now_there.get(&unit.place).is_some_and(|entry| is_as_before(entry, &unit.place));
            self.gone.contains(n) || !stays
        };
        let gone: HashSet<usize> =
            self.large.units().iter().enumerate().filter(is_gone).map(|(n, _)| n).collect();
        for (n, unit) in self.large.units().iter().enumerate() {
            if !gone.contains(&n) {
                now_there.remove(&unit.place);
            }
        }
        if now_there.len() > self.large.units().len() / ANEW {
            return Index::whole(now, lang);
        }
        let mut new: Vec<(Place, Entry<'_>)> = now_there.into_iter().collect();
        new.sort_by(|(a, _), (b, _)| a.cmp(b));
        let small = Segment::of(new.into_iter().map(|(_, entry)| entry), lang);
        Index { large: Arc::clone(&self.large), gone, small }
    }

    fn parts(&self) -> [&Segment; 2] {
        [&self.large, &self.small]
    }

    fn is_there(&self, (part, unit): UnitId) -> bool {
        part > 0 || !self.gone.contains(&unit)
    }
}

fn hit(entry: Entry<'_>, place: &Place, shown: Shown, lang: Lang) -> Hit {
    let of_list = |screen: &str| (screen.to_owned(), Some(place.name.clone()));
    let (screen, anchor) = match place.thing {
        Thing::Module | Thing::Page => (format!("moduler/{}", place.name), None),
        Thing::Scheme => (format!("ordningen/{}", place.name), None),
        Thing::Term => (format!("ordliste/{}", place.name), None),
        Thing::Resource => of_list("ressurser"),
        Thing::Source => of_list("kilder"),
    };
    let module = match entry {
        Entry::Page(module, _) => Some(module.text.get(lang).title.clone()),
        _ => None,
    };
    let Shown { title, heading, excerpt } = shown;
    Hit { thing: place.thing, screen, anchor, title, module, phase: entry.phase(), heading, excerpt }
}
