//! What is found in a package, in which order, and how it is shown.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by panicking")]

use catalogue::{Files, Search, load};
use domain::{
    Lang,
    package::{Audience, Package, Phase, Reader},
    search::{Found, Hit, LONGEST, MOST, Only, Query, Thing},
};
use proptest::prelude::*;
use std::sync::Arc;

/// A module with some pages: each a slug, a title, a sentence on what it is, and a body, the same in both languages.
fn files(pages: &[(&str, &str, &str, &str)]) -> Files {
    let mut files = Files::new();
    let mut put = |path: String, text: String| files.insert(path, text.into_bytes());
    put("pakke.yaml".into(), "tittel: {nb: Prøve, nn: Prøve}\nspråk: [nb, nn]\n".into());
    put(
        "kilder.bib".into(),
        "@book{haug2017,\n  author = {Haug, Peder},\n  title = {Ideals},\n  year = {2017}\n}\n".into(),
    );
    for lang in ["nb", "nn"] {
        put(format!("ordliste.{lang}.md"), "## Ro {#ro}\n\nAt det er stille nok.\n".into());
        let module = "---\ntittel: Fellesskap\ningress: Om oss.\nmål: Vi hører til.\nfor: [skole]\nlæringsmål: [Vi ser]\n---\n\nHer er vi.\n";
        put(format!("moduler/10-felles/modul.{lang}.md"), module.into());
        for (n, (slug, title, summary, body)) in pages.iter().enumerate() {
            let text = format!("---\ntittel: {title}\ningress: {summary}\n---\n\n{body}\n");
            put(format!("moduler/10-felles/{}-{slug}.{lang}.md", 10 + n), text);
        }
    }
    files
}

fn package(files: &Files) -> Arc<Package> {
    Arc::new(load(files, "2026-08-01".parse().unwrap()))
}

fn search(pages: &[(&str, &str, &str, &str)]) -> Search {
    Search::of(package(&files(pages)))
}

fn find(search: &Search, words: &str) -> Found {
    search.find(Lang::Nb, &Query::new(words, Only::default()))
}

/// The last part of each hit's address, in order.
fn slugs(found: &Found) -> Vec<&str> {
    found.hits.iter().map(slug).collect()
}

fn slug(hit: &Hit) -> &str {
    let own = hit.screen.rsplit('/').next().unwrap_or_default();
    hit.anchor.as_deref().unwrap_or(own)
}

/// The repository's own content.
fn ours() -> Search {
    let files = catalogue::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content")).unwrap();
    Search::of(package(&files))
}

/// Text with its marks as brackets.
fn bracketed(text: &domain::search::Marked) -> String {
    text.0
        .iter()
        .map(|piece| if piece.is_hit { format!("[{}]", piece.text) } else { piece.text.clone() })
        .collect()
}

#[test]
fn a_title_counts_more_than_a_heading_and_a_heading_more_than_the_text() {
    let text = "Lek, lek og lek. Leken går for seg. Vi leker. Lek igjen, og enda mer lek.";
    let search = search(&[
        ("tekst", "Om noe annet", "Kort.", text),
        ("ingress", "Om noe tredje", "Om lek og lek.", "Det er alt."),
        ("overskrift", "Om noe fjerde", "Kort.", "## Lek ute\n\nDet er alt."),
        ("tittel", "Når det blir til lek for alle", "Kort.", "Det er alt."),
        ("bare", "Lek", "Kort.", "Det er alt."),
    ]);
    assert_eq!(slugs(&find(&search, "lek")), ["bare", "tittel", "overskrift", "ingress", "tekst"]);
}

#[test]
fn forms_beginnings_and_mistakes_are_found_and_the_word_itself_first() {
    let search = search(&[
        ("en", "En", "Kort.", "Barnehagene har det bra. Økta varer lenge. Språket vårt."),
        ("to", "To", "Kort.", "En barnehage er et sted. Oktober er en måned."),
        ("tre", "Tre", "Kort.", "Barnehagelærerne møter foreldrene. Vurderingene er ferdige."),
    ]);
    let found = |words: &str| slugs(&find(&search, words)).join(" ");
    assert_eq!(found("barnehage"), "to en tre", "itself, then its forms, then what begins so");
    assert_eq!(found("barnehagen"), "en to", "in other forms");
    assert_eq!(found("barnehagelærer"), "tre");
    assert_eq!(found("vurdere"), "tre");
    assert_eq!(found("fo"), "tre", "two letters of the last word");
    assert_eq!(found("fo lenge"), "en", "and not of another; it is no word here, and the other is found");
    for mistake in ["barnehge", "banrehage", "barnehagge", "barnehaje", "barnehøge"] {
        assert!(
            found(mistake).starts_with("to") || found(mistake).starts_with("en"),
            "{mistake}: {}",
            found(mistake)
        );
    }
    assert_eq!(found("barnhge"), "", "two mistakes are too many");
    assert_eq!(found("økter"), "en");
    assert_eq!(found("okt"), "en to", "typed without ø, before the beginning of another word");
    assert_eq!(found("spraak"), "en");
    assert_eq!(found("maaned"), "to");
}

#[test]
fn a_slip_that_gives_a_form_of_another_word_is_one_all_the_same_and_comes_last() {
    let search = search(&[
        ("en", "En", "Kort.", "De medvirker i det. Bare det."),
        ("to", "Medvirkning", "Kort.", "Barnet er med. Lederen og leken."),
        ("tre", "Tre", "Kort.", "Vi driver med spesialpedagogikk."),
        ("fire", "Fire", "Kort.", "Spesialpedagogen kommer. En leder går, og alle leker."),
    ]);
    let found = |words: &str| slugs(&find(&search, words)).join(" ");
    assert_eq!(found("medvirking"), "en to");
    assert_eq!(found("baret"), "en to");
    assert!(found("spesialpedagogik").split(' ').any(|slug| slug == "tre"), "{}", found("spesialpedagogik"));
    assert_eq!(found("leker"), "fire to", "a word that is there is no slip");
    let ours = find(&ours(), "medvirking");
    assert!(slugs(&ours).contains(&"medvirkning"), "{:?}", slugs(&ours));
}

#[test]
fn all_words_are_wanted_and_where_nothing_has_them_those_that_have_most() {
    let search = search(&[
        ("begge", "En", "Kort.", "## Ute\n\nSkogen er stor.\n\n## Inne\n\nBåten er liten."),
        ("skog", "To", "Kort.", "Skogen er stor."),
        ("baat", "Tre", "Kort.", "Båten er liten."),
    ]);
    let both = find(&search, "skog båt");
    assert_eq!((slugs(&both), both.partly), (vec!["begge"], false), "anywhere on the page");
    let some = find(&search, "skog flyplass");
    assert_eq!((slugs(&some).len(), some.all, some.partly), (2, 2, true));
    let small = find(&search, "hva er en skog");
    assert_eq!((slugs(&small).len(), small.partly), (2, false), "small words are wanted by nobody");
    assert!(!find(&search, "er").hits.is_empty(), "unless there are no others");
    assert_eq!(find(&search, "flyplass"), Found::default());
}

#[test]
fn an_excerpt_shows_the_words_and_leads_to_the_heading_they_stand_under() {
    let filler = "Her står det noe annet som er langt nok til at det ikke får plass. ".repeat(8);
    let body = format!(
        "{filler}\n\n## Hvem får plass? {{#plass}}\n\n{filler}\n\nVi ser etter hvem som sitter ved vinduet i <lunsjen>.\n\n- Én stol\n- To stoler\n"
    );
    let body = body.replace("<lunsjen>", "\\<lunsjen\\>");
    let search = search(&[("en", "En side", "Kort.", &body)]);
    let found = find(&search, "vindu lunsj");
    let [hit] = found.hits.as_slice() else { panic!("one hit: {found:?}") };
    assert_eq!((hit.screen.as_str(), hit.module.as_deref()), ("moduler/felles/en", Some("Fellesskap")));
    let (anchor, heading) = hit.heading.clone().unwrap();
    assert_eq!((anchor.as_str(), heading.plain().as_str()), ("plass", "Hvem får plass?"));
    let excerpt = bracketed(&hit.excerpt);
    assert!(
        excerpt.contains("hvem som sitter ved [vinduet] i <[lunsjen]>. Én stol · To stoler"),
        "{excerpt}"
    );
    assert!(excerpt.starts_with("… ") && excerpt.chars().count() < 320, "{excerpt}");
    let in_heading = find(&search, "hvem får plass");
    assert_eq!(bracketed(&in_heading.hits[0].heading.clone().unwrap().1), "Hvem får [plass]?");
    let at_the_top = find(&search, "side");
    assert_eq!(
        (at_the_top.hits[0].heading.clone(), bracketed(&at_the_top.hits[0].excerpt)),
        (None, "Kort.".into())
    );
}

#[test]
fn the_description_of_a_page_is_searched_and_shown() {
    let search = search(&[("en", "En side", "Dere finner én barriere.", "Noe annet.")]);
    let found = find(&search, "barrierer");
    assert_eq!(bracketed(&found.hits[0].excerpt), "Dere finner én [barriere].");
}

#[test]
fn a_search_is_narrowed_by_kind_phase_arena_and_reader() {
    let search = ours();
    let found = |words, only| search.find(Lang::Nb, &Query::new(words, only));
    for thing in Thing::ALL {
        let some = found("inkludering", Only { thing: Some(thing), ..Only::default() });
        assert!(some.hits.iter().all(|hit| hit.thing == thing));
        assert!(some.all > 0 || thing == Thing::Source, "{thing:?}");
    }
    let prepared = found("inkludering", Only { phase: Some(Phase::Prepare), ..Only::default() });
    assert!(prepared.all > 0 && prepared.hits.iter().all(|hit| hit.phase == Some(Phase::Prepare)));
    let pages = Only { thing: Some(Thing::Page), ..Only::default() };
    let leader = found("leder", Only { role: Some(Reader::Leader), ..pages });
    assert!(slugs(&leader).contains(&"leder") && !slugs(&leader).contains(&"okt"), "{:?}", slugs(&leader));
    assert_eq!(found("inkludering", Only { role: Some(Reader::Owner), ..pages }), Found::default());
    let resources = Only { thing: Some(Thing::Resource), ..Only::default() };
    let of_arena = found("lov", Only { arena: Some(Audience::Kindergarten), ..resources });
    assert!(of_arena.all > 0 && of_arena.all < found("lov", resources).all);
}

#[test]
fn each_language_finds_its_own() {
    let search = ours();
    let count = |lang, words| search.find(lang, &Query::new(words, Only::default())).all;
    assert!(count(Lang::Nb, "ansatte") > 0 && count(Lang::Nn, "tilsette") > 0);
    assert_eq!(
        search.find(Lang::Nn, &Query::new("opplæringa", Only::default())).all,
        search.find(Lang::Nn, &Query::new("opplæringane", Only::default())).all
    );
    let nn = search.find(Lang::Nn, &Query::new("deltakarane", Only::default()));
    assert!(nn.hits.iter().any(|hit| bracketed(&hit.excerpt).contains('[')), "{nn:?}");
}

#[test]
fn the_year_is_found_on_its_page() {
    let files = catalogue::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/good")).unwrap();
    let package = package(&files);
    let said = package.scheme.year[1].what.nn.clone();
    let found = Search::of(package).find(Lang::Nn, &Query::new(&said, Only::default()));
    let hit = found.hits.iter().find(|hit| hit.screen == "ordningen/arshjul").unwrap();
    assert_eq!(hit.heading.clone().unwrap().0, "arshjulet");
}

#[test]
fn a_page_that_is_kept_back_is_not_found() {
    let mut files = files(&[("en", "Kvikksølv", "Kort.", "Noe."), ("to", "Sølv", "Kort.", "Noe.")]);
    assert_eq!(slugs(&find(&Search::of(package(&files)), "kvikksølv")), ["en"]);
    files.insert(
        "moduler/10-felles/10-en.nn.md".into(),
        b"---\ntittel: X\n---\n<b>kvikks\xc3\xb8lv</b>\n".to_vec(),
    );
    assert_eq!(find(&Search::of(package(&files)), "kvikksølv").all, 0);
}

#[test]
fn no_more_are_shown_than_one_reads_and_all_are_counted() {
    let slugs: Vec<String> = (0..MOST + 5).map(|n| format!("side-{n}")).collect();
    let pages: Vec<_> = slugs.iter().map(|slug| (slug.as_str(), "Lek", "Kort.", "Noe.")).collect();
    let found = find(&search(&pages), "lek");
    assert_eq!((found.hits.len(), found.all), (MOST, MOST + 5));
}

/// After any change, what was renewed finds what is made anew finds.
#[test]
fn a_change_is_found_without_reading_all_of_it_again() {
    let names: Vec<String> = (0..40).map(|n| format!("side-{n}")).collect();
    let pages: Vec<_> = names.iter().map(|slug| (slug.as_str(), "Lek", "Kort.", "Noe.")).collect();
    let mut files = files(&pages);
    let mut renewed = Search::of(package(&files));
    let both = |files: &mut Files, path: &str, text: Option<&str>| {
        for lang in ["nb", "nn"] {
            let path = format!("{path}.{lang}.md");
            match text {
                Some(text) => files.insert(path, text.as_bytes().to_vec()),
                None => files.remove(&path),
            };
        }
    };
    let page = |title: &str| format!("---\ntittel: {title}\ningress: Kort.\n---\n\nNoe.\n");
    let changes: [(&str, Option<String>); 6] = [
        ("moduler/10-felles/12-side-2", Some(page("Kvikksølv"))),
        ("moduler/10-felles/90-ny", Some(page("Kvikksølv og lek"))),
        ("moduler/10-felles/12-side-2", Some(page("Bly"))),
        ("moduler/10-felles/13-side-3", None),
        ("ordliste", Some("## Kvikksølv {#kvikk}\n\nEt metall.\n".into())),
        ("moduler/10-felles/12-side-2", Some(page("Lek"))),
    ];
    for (path, text) in changes {
        both(&mut files, path, text.as_deref());
        let package = package(&files);
        renewed = renewed.renewed(Arc::clone(&package));
        let anew = Search::of(package);
        for words in ["kvikksølv", "bly", "lek", "side", "ro", "metall", "kvikk", "kvikkslv"] {
            let places = |search: &Search| {
                let found = find(search, words);
                let mut places: Vec<String> =
                    found.hits.iter().map(|hit| format!("{}#{:?}", hit.screen, hit.anchor)).collect();
                places.sort();
                (if found.all > MOST { Vec::new() } else { places }, found.all, found.partly)
            };
            assert_eq!(places(&renewed), places(&anew), "{words} after {path}");
        }
    }
}

#[test]
fn nothing_is_syntax() {
    let search = search(&[("en", "Lek", "Kort.", "Or and not title.")]);
    for typed in
        ["\"lek\"", "title:lek", "lek*", "+lek", "(lek", "lek~1", "lek^2", "[lek", "LEK", "lek\0", "🙂 lek"]
    {
        assert_eq!(find(&search, typed).hits.first().map(slug), Some("en"), "{typed}");
    }
    for typed in [
        "",
        " ",
        "\0",
        "!?*",
        "🙂",
        "\u{301}",
        &"a".repeat(10_000),
        &"å ".repeat(10_000),
        &"\u{301}".repeat(500),
    ] {
        find(&search, typed);
    }
    assert!(find(&search, &"lek ".repeat(LONGEST)).all > 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_is_asked_of_whatever_is_said_is_answered(
        title in "[a-zæøå ]{1,20}", body in "\\PC{0,400}", words in "\\PC{0,60}",
    ) {
        let body = body.replace("---", "");
        let search = search(&[("en", &format!("x{title}"), "Kort.", &body)]);
        for lang in Lang::ALL {
            let found = search.find(lang, &Query::new(&words, Only::default()));
            prop_assert!(found.hits.len() <= found.all);
            for word in body.split_whitespace().take(5) {
                search.find(lang, &Query::new(word, Only::default()));
            }
        }
    }
}
