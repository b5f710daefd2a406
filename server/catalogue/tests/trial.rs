//! A page that is tried before it is laid in: the same faults as the check of the whole package would find, at the same
//! places, for a price that does not grow with the package.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by panicking")]

mod ours;

use catalogue::{Files, load, read_dir, template, trial};
use domain::{
    Asker, Date, Lang, LoginId, MembershipId, PerLang, PersonId, Timestamp,
    package::{Draft, Module, Phase, Trial},
    people::{Editing, Me, Membership, Role, Scope},
};
use ours::{assert_is_ours, rendered};
use std::time::{Duration, Instant};

fn today() -> Date {
    "2026-08-01".parse().unwrap()
}

fn good() -> Files {
    read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/good")).unwrap()
}

fn editing() -> Editing {
    let nil = "00000000-0000-0000-0000-000000000000";
    let (person, id): (PersonId, MembershipId) = (nil.parse().unwrap(), nil.parse().unwrap());
    let login: LoginId = nil.parse().unwrap();
    let role = Membership { id, person, role: Role::Editor, scope: Scope::Package, from: today(), to: None };
    let me = Me { id: person, name: "Berit".into(), login, shared_device: false };
    let asker = Asker { me: Some(me), roles: vec![role], ..Asker::nobody(Timestamp(0), today()) };
    asker.edits().unwrap()
}

fn draft(module: &str, name: &str, nb: &str, nn: &str) -> Draft {
    Draft::new(&editing(), module, name, PerLang { nb, nn }).unwrap()
}

fn source(files: &Files, path: &str) -> String {
    String::from_utf8(files.get(path).unwrap().clone()).unwrap()
}

fn found(trial: &Trial) -> Vec<String> {
    let place = |problem: &domain::package::Problem| {
        let file = problem.file.rsplit('/').next().unwrap();
        format!("{file}:{}:{} {}", problem.line, problem.column, problem.kind)
    };
    trial.problems.iter().map(place).collect()
}

#[test]
fn a_page_that_lies_there_is_tried_as_the_package_has_it() {
    let files = read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content")).unwrap();
    let package = load(&files, today());
    let mut tried = 0;
    for page in package.modules.iter().flat_map(|module| &module.pages) {
        let [_, module, file] = page.text.nb.file.split('/').collect::<Vec<_>>()[..] else { panic!() };
        let name = file.strip_suffix(".nb.md").unwrap();
        let [nb, nn] = Lang::ALL.map(|lang| source(&files, &page.text.get(lang).file));
        let trial = trial(&files, &draft(module, name, &nb, &nn), today());
        let said = package
            .problems
            .iter()
            .filter(|problem| Lang::ALL.into_iter().any(|lang| problem.file == page.text.get(lang).file));
        assert_eq!(trial.problems.iter().collect::<Vec<_>>(), said.collect::<Vec<_>>(), "{file}");
        assert_eq!(trial.new_ids, Vec::<String>::new(), "{file}");
        assert_eq!(trial.page.as_ref(), Some(&**page), "{file}");
        tried += 1;
    }
    assert!(tried > 5, "the content was not found");
}

#[test]
fn a_fault_is_said_in_its_language_at_its_place() {
    let files = good();
    let nb = source(&files, "moduler/10-ro/20-okt.nb.md");
    let nn = source(&files, "moduler/10-ro/20-okt.nn.md");
    let with_faults = nb.clone() + "\n[ro](90-ingen.md) [[ukjent]] <b>\n";
    let line = with_faults.lines().count();
    let tried = trial(&files, &draft("10-ro", "20-okt", &with_faults, &nn), today());
    assert_eq!(
        found(&tried),
        [
            format!("20-okt.nb.md:{line}:1 lenke-uten-mål"),
            format!("20-okt.nb.md:{line}:19 ukjent-begrep"),
            format!("20-okt.nb.md:{line}:30 rå-html"),
        ]
    );
    let page = tried.page.unwrap();
    assert!(page.is_session(), "a page with faults is seen all the same");
    assert_eq!(trial(&files, &draft("10-ro", "20-okt", &nb, &nn), today()).problems, []);
}

#[test]
fn a_language_that_is_not_written_yet_is_missing() {
    let tried = trial(&good(), &draft("10-ro", "90-ny", template(Phase::Meet).nb, " "), today());
    assert_eq!(found(&tried), ["90-ny.nn.md:1:1 språk-mangler"]);
    assert!(tried.page.unwrap().is_session());
}

#[test]
fn an_id_that_was_published_is_missed_and_a_new_one_is_listed() {
    let files = good();
    let [nb, nn] = Lang::ALL.map(|lang| source(&files, &format!("moduler/10-ro/20-okt.{lang}.md")));
    let listed = source(&files, "id-er.txt");
    let id = listed.lines().find_map(|line| line.strip_prefix("ro/okt/")).unwrap();
    let number = listed.lines().position(|line| line == format!("ro/okt/{id}")).unwrap() + 1;
    let [nb, nn] = [nb, nn].map(|text| text.replace(&format!("{{#{id}"), "{#helt-ny"));
    let tried = trial(&files, &draft("10-ro", "20-okt", &nb, &nn), today());
    assert_eq!(tried.new_ids, ["ro/okt/helt-ny"]);
    assert!(found(&tried).contains(&format!("id-er.txt:{number}:1 id-borte")), "{:?}", found(&tried));
}

#[test]
fn links_and_pictures_are_known_and_what_is_not_there_is_not() {
    let files = good();
    let text = "---\ntittel: Ro\n---\n\n[Økta](20-okt.md), [et steg](20-okt.md#IDEN), [om ro](#ro), \
        [ro igjen](25-ny.md#ro), [modulen](modul.md) og [ord](../../ordliste.md).\n\n## Ro {#ro}\n\nRo.\n";
    let id = source(&files, "id-er.txt");
    let id = id.lines().find_map(|line| line.strip_prefix("ro/okt/")).unwrap();
    let good_text = text.replace("IDEN", id);
    let tried = trial(&files, &draft("10-ro", "25-ny", &good_text, &good_text), today());
    assert_eq!(found(&tried), Vec::<String>::new());
    let gone = text.replace("IDEN", "ikke-der");
    let tried = trial(&files, &draft("10-ro", "25-ny", &gone, &gone), today());
    assert!(found(&tried).iter().any(|one| one.contains("anker-uten-mål")), "{:?}", found(&tried));
}

#[test]
fn a_page_of_a_module_that_is_not_there_yet_may_link_to_the_others_of_it() {
    let text = "---\ntittel: Ro\n---\n\n[Økta](20-okt.md), [et steg](20-okt.md#tenk), [modulen](modul.md) og \
        [ro](../95-borte/10-les.md).\n\n![Ring](ring.svg)\n";
    let tried = trial(&good(), &draft("90-ny", "10-les", text, text), today());
    let expected = ["nb.md:5:70 lenke-uten-mål", "nb.md:7:1 bilde-mangler"];
    let expected = expected.into_iter().chain(["nn.md:5:70 lenke-uten-mål", "nn.md:7:1 bilde-mangler"]);
    assert_eq!(found(&tried), expected.map(|one| format!("10-les.{one}")).collect::<Vec<_>>());
    assert!(tried.problems[1].mend.contains("som er lagt inn"), "{:?}", tried.problems[1]);
    let tried = trial(&good(), &draft("10-ro", "90-ny", text, text), today());
    assert!(!found(&tried).iter().any(|one| one.contains(":5:1 ")), "{:?}", found(&tried));
    let there = text.replace("20-okt.md", "21-borte.md");
    let tried = trial(&good(), &draft("10-ro", "90-ny", &there, &there), today());
    assert!(found(&tried).iter().any(|one| one.contains(":5:1 lenke-uten-mål")), "{:?}", found(&tried));
}

#[test]
fn an_address_that_is_taken_is_said() {
    let text = template(Phase::Prepare);
    for (module, name, taken) in
        [("10-ro", "90-okt", true), ("90-ro", "10-ny", true), ("10-ro", "20-okt", false)]
    {
        let tried = trial(&good(), &draft(module, name, text.nb, text.nn), today());
        let said = found(&tried).iter().any(|one| one.contains("samme-adresse"));
        assert_eq!(said, taken, "{module}/{name}: {:?}", found(&tried));
    }
}

#[test]
fn a_template_passes_the_check_wherever_it_is_laid() {
    for files in [good(), read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content")).unwrap()] {
        for phase in Phase::ALL {
            for (module, name) in [("10-ro", "90-mal"), ("90-helt-ny", "10-mal")] {
                let text = template(phase);
                let tried = trial(&files, &draft(module, name, text.nb, text.nn), today());
                assert_eq!(found(&tried), Vec::<String>::new(), "{phase:?}");
                let page = tried.page.unwrap();
                assert_eq!(page.phase, Some(phase));
                assert_eq!(page.is_session(), matches!(phase, Phase::Meet | Phase::Review));
                assert!(!tried.new_ids.is_empty() && tried.new_ids.iter().all(|id| id.contains("/mal/")));
            }
        }
    }
}

/// What the price must not follow is how much else there is.
#[test]
fn a_trial_costs_the_same_among_ten_thousand_pages() {
    let mut files = good();
    let text = template(Phase::Review);
    for module in 0..100 {
        for page in 0..100 {
            for lang in Lang::ALL {
                let path = format!("moduler/{}-m{module}/{}-p{page}.{lang}.md", module + 100, page + 10);
                files.insert(path, text.get(lang).as_bytes().to_vec());
            }
        }
    }
    let links: String = (0..100).map(|n| format!("[n](../{}-m{n}/10-p0.md#del)\n", n + 100)).collect();
    let draft = draft("10-ro", "90-ny", &format!("{}\n{links}", text.nb), text.nn);
    let start = Instant::now();
    let tried = trial(&files, &draft, today());
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert!(
        !found(&tried).iter().any(|one| one.contains("lenke") || one.contains("anker")),
        "{:?}",
        found(&tried)
    );
}

#[test]
fn hostile_text_is_a_problem_or_harmless() {
    let files = good();
    let start = Instant::now();
    for body in [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "[a](../../../../etc/passwd) ![b](../../../../etc/passwd.png)",
        "[a](x \"\\\" onclick=alert(1) x=\\\"\")",
        "## Ro {#a\"><script> .x\" min=\"5}",
        "> [!tips] <img src=x onerror=alert(1)>\n> \u{202e}Ro.",
        &"> ".repeat(10_000),
        &"[".repeat(40_000),
        &"[[a]] ".repeat(5000),
        "---\n---\n---",
        "\u{0}\u{feff}",
    ] {
        for front in ["", "---\ntittel: </title><script>\n---\n", "---\n"] {
            let text = format!("{front}{body}\n");
            let tried = trial(&files, &draft("10-ro", "90-ny", &text, &text), today());
            let Some(page) = tried.page else { continue };
            let mut package = load(&Files::new(), today());
            let text = load(&files, today()).modules.remove(0);
            package.modules.push(Module { pages: vec![page.into()], faulty: Vec::new(), ..text });
            rendered(&package).iter().for_each(|html| assert_is_ours(html));
        }
    }
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}
