//! Each kind of problem has a fixture: a folder under `tests/faults/` with the files that differ from `tests/good/`,
//! and `forventet.txt`, which lists every problem they give, with its exact place, after the files that are taken away
//! (`- `) or too large (`+ `). The folder has the kind's name, in letters that every tool and file system writes alike.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by panicking")]

use catalogue::{Files, Kind, Level, Package, load, read_dir, sort, spelling};
use std::collections::{BTreeMap, BTreeSet};

const TESTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");
const TODAY: &str = "2026-08-01";

fn good() -> Files {
    read_dir(format!("{TESTS}/good")).unwrap()
}

/// The package with every problem, those of spelling too: a dictionary that has all words but those that begin so.
fn package(files: &Files) -> Package {
    let mut package = load(files, TODAY.parse().unwrap());
    let is_unknown = |word: &&&str| word.to_lowercase().starts_with("feil");
    let misspelt = spelling(files, |_, words| -> Result<_, ()> {
        Ok(words.iter().filter(is_unknown).map(|word| (*word).to_owned()).collect())
    });
    package.problems.extend(misspelt.unwrap());
    sort(&mut package.problems);
    package
}

/// The fixtures: name, files laid over the good ones, and what is expected.
fn fixtures() -> Vec<(String, Files, String)> {
    let mut fixtures = Vec::new();
    for entry in std::fs::read_dir(format!("{TESTS}/faults")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let mut overlay = read_dir(format!("{TESTS}/faults/{name}")).unwrap();
        let expected = String::from_utf8(overlay.remove("forventet.txt").unwrap()).unwrap();
        let mut files = good();
        files.extend(overlay);
        let (away, expected): (Vec<&str>, Vec<&str>) =
            expected.lines().partition(|line| line.starts_with("- "));
        files.retain(|path, _| !away.contains(&format!("- {path}").as_str()));
        // A file that is too large is not kept as one.
        let (large, expected): (Vec<&str>, Vec<&str>) =
            expected.into_iter().partition(|line| line.starts_with("+ "));
        files.extend(large.iter().map(|line| (line[2..].to_owned(), vec![b' '; 500_001])));
        let expected = expected.iter().flat_map(|line| [line, "\n"]).collect();
        fixtures.push((name, files, expected));
    }
    fixtures
}

#[test]
fn the_good_package_has_no_problems() {
    let package = package(&good());
    assert_eq!(package.problems, []);
    assert_eq!(package.modules[0].pages.len(), 2);
}

#[test]
fn every_fixture_gives_exactly_its_problems_at_their_exact_places() {
    let mut wrong = String::new();
    for (name, files, expected) in fixtures() {
        let problems = package(&files).problems;
        let found: String =
            problems.iter().map(|p| format!("{}:{}:{} {}\n", p.file, p.line, p.column, p.kind)).collect();
        if found != expected {
            wrong.push_str(&format!("== {name}\n{found}expected\n{expected}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_kind_has_a_fixture_that_is_named_after_it() {
    let fixtures: BTreeMap<String, String> =
        fixtures().into_iter().map(|(name, _, expected)| (name, expected)).collect();
    let has_one = |word: &str| {
        let named_after = fixtures.get(&word.replace('å', "a").replace('ø', "o").replace('æ', "ae"));
        named_after.is_some_and(|expected| expected.lines().any(|line| line.ends_with(&format!(" {word}"))))
    };
    let missing: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).filter(|word| !has_one(word)).collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn every_kind_is_explained_to_editors() {
    let readme = include_str!("../../../content/LES-MEG.md");
    let missing: Vec<&str> = Kind::ALL
        .iter()
        .map(|kind| kind.word())
        .filter(|word| !readme.contains(&format!("`{word}`")))
        .collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn every_problem_says_what_is_wrong_and_how_to_mend_it() {
    for (name, files, _) in fixtures() {
        for problem in package(&files).problems {
            assert!(problem.message.ends_with(['.', '>', '?']) || name == "rå-html", "{}", problem.message);
            assert!(problem.mend.ends_with('.') && problem.mend.len() > 15, "{}", problem.mend);
            let level = Kind::ALL.iter().find(|kind| kind.word() == problem.kind).map(|kind| kind.level());
            assert_eq!(level, Some(problem.level));
        }
    }
}

#[test]
fn a_faulty_page_is_kept_from_readers_with_its_faults_and_takes_no_other_with_it() {
    for (name, files, _) in fixtures() {
        let package = package(&files);
        let broken: BTreeSet<&str> =
            package.problems.iter().filter(|p| p.level == Level::Fault).map(|p| p.file.as_str()).collect();
        for module in &package.modules {
            for page in &module.pages {
                let own = [&page.text.nb.file, &page.text.nn.file];
                assert!(own.iter().all(|file| !broken.contains(file.as_str())), "{name}: {own:?}");
                assert!(page.text.nb.problems.is_empty() && page.text.nn.problems.is_empty());
            }
            for page in &module.faulty {
                let own = [&page.text.nb, &page.text.nn];
                assert!(own.iter().any(|text| broken.contains(text.file.as_str())), "{name}: {}", page.slug);
                assert!(own.iter().any(|text| !text.problems.is_empty()), "{name}: {}", page.slug);
            }
            let slugs: BTreeSet<&str> =
                module.pages.iter().chain(&module.faulty).map(|p| p.slug.as_str()).collect();
            let is_whole = slugs.contains("les") && slugs.contains("okt");
            assert!(is_whole || module.slug != "ro", "{name}: {slugs:?}");
        }
    }
}
