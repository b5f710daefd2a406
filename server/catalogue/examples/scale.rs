//! How a package of many pages is loaded and searched.
//!
//! `scale PAGES` makes a package of so many pages in two languages, in memory, and prints with tabs between: seconds
//! that loading takes, and making the index; milliseconds until one page that has changed is read and in the index;
//! megabytes at the most until all of it could be searched; and the 95th percentile of many questions and their median,
//! in milliseconds. `scale page` prints how many milliseconds a page takes to be rendered, how many to be read, checked
//! and rendered, and how many `pulldown-cmark` alone takes for the same text and the same syntax.

#![expect(clippy::unwrap_used, reason = "what a measurement cannot set up, it stops on")]

use catalogue::{Changes, Files, Loader, Search, keep_good, load};
use domain::{
    Date, Lang, Timestamp,
    package::Audience,
    search::{Only, Query, Thing},
};
use pulldown_cmark::{Options, Parser};
use std::{
    env, fs,
    sync::Arc,
    time::{Duration, Instant},
};

const PAGES_A_MODULE: usize = 10;
const SECTIONS: usize = 6;
const WORDS_A_SECTION: usize = 60;
/// Words that the pages are made of; the first are in nearly all of them, the last in few.
const VOCABULARY: usize = 40_000;
const QUESTIONS: usize = 500;
const CHANGES: usize = 9;

fn main() {
    let asked = env::args().nth(1).unwrap_or_else(|| "1000".to_owned());
    let words = vocabulary();
    match asked.parse() {
        Ok(pages) => scale(pages, &words),
        Err(_) => one_page(&words),
    }
}

fn scale(pages: usize, words: &[String]) {
    let mut loader = loaded(package(pages, words));
    let (package, loading) = timed(|| Arc::new(loader.load(today())));
    assert!(package.modules.iter().all(|module| module.faulty.is_empty()), "the pages are good");
    let (search, indexing) = timed(|| Search::of(Arc::clone(&package)));
    let memory = memory();

    let mut dice = Dice(7);
    let mut took: Vec<Duration> = (0..QUESTIONS)
        .map(|_| {
            let query = question(words, &mut dice);
            let (found, took) = timed(|| search.find(Lang::Nn, &query));
            assert!(found.hits.len() <= found.all);
            took
        })
        .collect();
    took.sort();

    let mut running = (package, search);
    let mut renewing: Vec<Duration> = (0..CHANGES)
        .map(|n| {
            let changed = page(&format!("Ein ny tittel{n}"), words, &mut dice).into_bytes();
            let change = Lang::ALL
                .map(|lang| (format!("moduler/10-modul-0/11-side-1.{lang}.md"), Some(changed.clone())));
            let ((package, search), took) = timed(|| {
                loader.change(Changes::from(change));
                let package = Arc::new(keep_good(loader.load(today()), &running.0, now()));
                let search = running.1.renewed(Arc::clone(&package));
                (package, search)
            });
            let asked = Query::new(&format!("tittel{n}"), Only::default());
            assert!(search.find(Lang::Nb, &asked).all > 0, "the change is found");
            running = (package, search);
            took
        })
        .collect();
    renewing.sort();

    println!(
        "{:.3}\t{:.3}\t{:.1}\t{}\t{:.2}\t{:.2}",
        loading.as_secs_f64(),
        indexing.as_secs_f64(),
        milliseconds(renewing[CHANGES / 2]),
        memory / 1024,
        milliseconds(took[QUESTIONS * 95 / 100]),
        milliseconds(took[QUESTIONS / 2]),
    );
}

fn one_page(words: &[String]) {
    let mut dice = Dice(3);
    let mut files = package(1, words);
    let nothing = best(|| drop(load(&files, today())));
    let text = page("Ei side", words, &mut dice);
    files.insert("moduler/10-modul-0/90-side.nb.md".into(), text.clone().into_bytes());
    files.insert("moduler/10-modul-0/90-side.nn.md".into(), text.clone().into_bytes());
    let whole = best(|| drop(load(&files, today()))).saturating_sub(nothing) / 2;

    let mut loader = loaded(files);
    loader.load(today());
    let (_, body) = text.trim_start_matches("---").split_once("---\n").unwrap();
    let rendered = best(|| assert!(!loader.html(body, Lang::Nn).0.is_empty()));
    let syntax = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_WIKILINKS;
    let alone = best(|| {
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, Parser::new_ext(body, syntax));
        assert!(!html.is_empty());
    });
    println!("{:.4}\t{:.4}\t{:.4}", milliseconds(rendered), milliseconds(whole), milliseconds(alone));
}

/// What loads these files.
fn loaded(files: Files) -> Loader {
    let mut loader = Loader::default();
    loader.change(files.into_iter().map(|(path, bytes)| (path, Some(bytes))).collect());
    loader
}

/// A package with so many pages; a module's own is one of them.
fn package(pages: usize, words: &[String]) -> Files {
    let mut dice = Dice(1);
    let mut files = Files::new();
    let mut put = |path: String, text: String| files.insert(path, text.into_bytes());
    put("pakke.yaml".into(), "tittel: {nb: Stor, nn: Stor}\nspråk: [nb, nn]\n".into());
    put(
        "kilder.bib".into(),
        "@book{haug2017,\n  author = {Haug, Peder},\n  title = {Ideals},\n  year = {2017}\n}\n".into(),
    );
    for lang in Lang::ALL {
        put(format!("ordliste.{lang}.md"), "## Ro {#ro}\n\nAt det er stille nok.\n".into());
    }
    for n in 0..pages {
        let (module, side) = (n / PAGES_A_MODULE, n % PAGES_A_MODULE);
        let folder = format!("moduler/{}-modul-{module}", 10 + module);
        let (path, text) = match side {
            0 => {
                let own = "ingress: Om modulen.\nmål: Vi får ro.\nfor: [skole]\nlæringsmål: [Vi lyttar]\nbegreper: [ro]";
                let text =
                    format!("---\ntittel: Modul {module}\n{own}\n---\n\n{}", sentences(words, &mut dice));
                (format!("{folder}/modul"), text)
            }
            side => {
                (format!("{folder}/{}-side-{side}", 10 + side), page(&format!("Side {n}"), words, &mut dice))
            }
        };
        for lang in Lang::ALL {
            put(format!("{path}.{lang}.md"), text.clone());
        }
    }
    files
}

/// A page of a few hundred words under some headings.
fn page(title: &str, words: &[String], dice: &mut Dice) -> String {
    let mut text = format!(
        "---\ntittel: {title} {}\ningress: {}\nvarighet: 5\n---\n",
        dice.word(words),
        dice.word(words)
    );
    for n in 0..SECTIONS {
        text.push_str(&format!(
            "\n## {} {n}\n\n{} [[ro]] [@haug2017].\n",
            dice.word(words),
            sentences(words, dice)
        ));
    }
    text
}

fn sentences(words: &[String], dice: &mut Dice) -> String {
    let mut text = String::new();
    for n in 0..WORDS_A_SECTION {
        let ending = match n % 20 {
            19 => ".\n\n",
            9 => ". ",
            _ => " ",
        };
        text.extend([dice.word(words), ending]);
    }
    text.trim_end().trim_end_matches('.').to_owned()
}

/// Words that sound nynorsk and are none, in some of their forms.
fn vocabulary() -> Vec<String> {
    let (first, middle) =
        (["b", "d", "fl", "gr", "k", "l", "m", "r", "sk", "tr"], ["a", "e", "i", "o", "u", "ø", "å"]);
    let (last, forms) =
        (["g", "kk", "l", "m", "nd", "p", "rd", "sj", "t", "v"], ["", "a", "ar", "ane", "en", "et", "inga"]);
    let mut dice = Dice(5);
    let mut of = |parts: &[&'static str]| parts[dice.below(parts.len())];
    let mut all = std::collections::BTreeSet::new();
    while all.len() < VOCABULARY {
        let word = [of(&first), of(&middle), of(&last), of(&middle), of(&last), of(&forms)].concat();
        all.insert(word);
    }
    let mut all: Vec<String> = all.into_iter().collect();
    for at in (1..all.len()).rev() {
        all.swap(at, dice.below(at + 1));
    }
    all
}

/// One to three words, some with a slip of the finger, some of which the last is not written out; some narrowed.
fn question(words: &[String], dice: &mut Dice) -> Query {
    let mut asked: Vec<String> = (0..=dice.below(3)).map(|_| dice.word(words).to_owned()).collect();
    if let Some(last) = asked.last_mut() {
        let letters: Vec<char> = last.chars().collect();
        let at = dice.below(letters.len());
        match dice.below(4) {
            0 => *last = letters.iter().take(letters.len().min(3)).collect(),
            1 => *last = letters.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, c)| c).collect(),
            _ => {}
        }
    }
    let is_narrowed = dice.below(4) == 0;
    let narrowed = Only { arena: Some(Audience::School), thing: Some(Thing::Page), ..Only::default() };
    Query::new(&asked.join(" "), if is_narrowed { narrowed } else { Only::default() })
}

/// The same numbers in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    /// A word, the first far oftener than the last, as in any text.
    fn word<'w>(&mut self, words: &'w [String]) -> &'w str {
        let room = self.below(words.len()) + 1;
        &words[self.below(room) * self.below(room) / room]
    }
}

fn today() -> Date {
    "2026-08-01".parse().unwrap()
}

fn now() -> Timestamp {
    Timestamp::default()
}

fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let made = run();
    (made, begun.elapsed())
}

/// The shortest of many runs.
fn best(run: impl Fn()) -> Duration {
    (0..500).map(|_| timed(&run).1).min().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The most memory that was in use so far, in kilobytes, where the system says so.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
