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
    search::{Found, Hit, Query, Thing},
};
use entry::{Entry, Place};
use excerpt::Shown;
use rank::{Asking, UnitId};
use segment::Segment;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    panic,
    sync::Arc,
    thread,
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
    small: Arc<Segment>,
}

/// Of the large index, so large a part may be in the small one before all is made anew.
const ANEW: usize = 8;

impl Search {
    /// Makes an index of everything that readers may see.
    pub fn of(package: Arc<Package>) -> Self {
        let index = in_each(|lang| Index::whole(&package, lang));
        Search { index, package }
    }

    /// The same for a package that has changed: only what is new in it is read.
    pub fn renewed(&self, package: Arc<Package>) -> Self {
        let index = in_each(|lang| self.index.get(lang).renewed(&self.package, &package, lang));
        Search { index, package }
    }

    /// What a reader of a language finds. Nothing that is asked is syntax.
    pub fn find(&self, lang: Lang, query: &Query) -> Found {
        let index = self.index.get(lang);
        let parts = index.parts();
        let asking = Asking::new(lang, query.text(), &parts);
        let ranked = asking.rank(&parts, &query.only, |id| index.is_there(id));
        let marker = asking.marker();
        let hits = ranked.best.iter().filter_map(|(part, unit)| {
            let place = &parts.get(*part)?.units().get(*unit)?.place;
            let entry = Entry::at(&self.package, lang, place)?;
            Some(hit(entry, place, marker.show(&entry.says(lang)), lang))
        });
        Found { hits: hits.collect(), all: ranked.all, partly: ranked.partly }
    }
}

/// What is made for each language, at the same time.
fn in_each(make: impl Fn(Lang) -> Index + Sync) -> PerLang<Index> {
    thread::scope(|scope| {
        let nb = scope.spawn(|| make(Lang::Nb));
        let nn = make(Lang::Nn);
        PerLang { nb: nb.join().unwrap_or_else(|why| panic::resume_unwind(why)), nn }
    })
}

/// Where two states of a package may differ: what stands between the first and the last thing that is another.
fn between<'b, 'n>(before: &'b Package, now: &'n Package, lang: Lang) -> (Vec<Entry<'b>>, Vec<Entry<'n>>) {
    let (mut old, mut new): (Vec<_>, Vec<_>) =
        (Entry::all(before, lang).collect(), Entry::all(now, lang).collect());
    let is_same = |(a, b): &(&Entry<'b>, &Entry<'n>)| a.is_at_place_of(**b) && a.is_same(**b, lang);
    let at_end = old.iter().rev().zip(new.iter().rev()).take_while(is_same).count();
    old.truncate(old.len() - at_end);
    new.truncate(new.len() - at_end);
    let at_beginning = old.iter().zip(&new).take_while(is_same).count();
    (old.split_off(at_beginning), new.split_off(at_beginning))
}

impl Index {
    fn whole(package: &Package, lang: Lang) -> Self {
        let large = Arc::new(Segment::of(Entry::all(package, lang), lang));
        Index { large, gone: HashSet::new(), small: Arc::default() }
    }

    fn renewed(&self, before: &Package, now: &Package, lang: Lang) -> Self {
        let (old, new) = between(before, now, lang);
        let mut old: HashMap<Place, Entry<'_>> =
            old.into_iter().map(|entry| (entry.place(), entry)).collect();
        let mut new: BTreeMap<Place, Entry<'_>> =
            new.into_iter().map(|entry| (entry.place(), entry)).collect();
        new.retain(|place, entry| {
            let is_as_before = old.get(place).is_some_and(|old| entry.is_same(*old, lang));
            if is_as_before {
                old.remove(place);
            }
            !is_as_before
        });
        if old.is_empty() && new.is_empty() {
            return Index {
                large: Arc::clone(&self.large),
                gone: self.gone.clone(),
                small: Arc::clone(&self.small),
            };
        }
        let is_another = |place: &Place| old.contains_key(place) || new.contains_key(place);
        let mut gone = self.gone.clone();
        let units = self.large.units().iter().enumerate();
        gone.extend(units.filter(|(_, unit)| is_another(&unit.place)).map(|(n, _)| n));
        // What has come since the large one was made and is as it was, comes with it.
        let stays = self.small.units().iter().map(|unit| &unit.place).filter(|place| !is_another(place));
        let stays: Vec<_> =
            stays.filter_map(|place| Some((place.clone(), Entry::at(now, lang, place)?))).collect();
        new.extend(stays);
        if new.len() > self.large.units().len() / ANEW {
            return Index::whole(now, lang);
        }
        let small = Arc::new(Segment::of(new.into_values(), lang));
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
