//! Loading one state after another gives what loading the last one alone gives, and reads no more than it has to.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by panicking")]

use catalogue::{Changes, Files, Folder, Loader, Package, load, read_dir};
use domain::{Date, package::Page};
use std::{fs, sync::Arc};

const READ: &str = "moduler/10-ro/10-les.nb.md";
const RESOURCES: &str = "ressurser/ressurser.yaml";

fn good() -> Files {
    read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/good")).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn loaded() -> Loader {
    let mut loader = Loader::default();
    assert!(loader.change(good().into_iter().map(|(path, bytes)| (path, Some(bytes))).collect()));
    loader
}

fn change(path: &str, bytes: &str) -> Changes {
    Changes::from([(path.to_owned(), Some(bytes.as_bytes().to_vec()))])
}

fn gone(path: &str) -> Changes {
    Changes::from([(path.to_owned(), None)])
}

fn page(package: &Package, slug: &str) -> Arc<Page> {
    Arc::clone(package.modules[0].pages.iter().find(|page| page.slug == slug).unwrap())
}

#[test]
fn whatever_changes_the_package_is_the_one_that_all_the_files_make() {
    let text = |path: &str| String::from_utf8(good()[path].clone()).unwrap();
    let page = text(READ);
    let linking = page.clone()
        + "\n[Et sted](20-okt.md#nytt), ![Stol](ny.svg), [[uro]] og [@ny2020]. \
                             [Boka](../../kilder.bib#ny2020) og [loven](../../ressurser/ressurser.yaml#lov).\n";
    let session = text("moduler/10-ro/20-okt.nb.md");
    let svg = "<svg viewBox=\"0 0 4 3\"><title>Stol</title><desc>En stol.</desc></svg>";
    let states = [
        change(READ, &linking),
        change("moduler/10-ro/20-okt.nb.md", &(session.clone() + "\n## Nytt {#nytt}\n")),
        change("moduler/10-ro/ny.svg", svg),
        change("moduler/10-ro/ny.svg", &svg.replace("0 0 4 3", "0 0 8 6")),
        change("ordliste.nb.md", &(text("ordliste.nb.md") + "\n## Uro {#uro}\n\nDet motsatte.\n")),
        change(
            "kilder.bib",
            &(text("kilder.bib") + "\n@book{ny2020, author = {Ny, N.}, title = {Nytt}, year = {2020}}\n"),
        ),
        change(
            "kilder.bib",
            &(text("kilder.bib") + "\n@book{ny2020, author = {Gammel, G.}, title = {Nytt}, year = {2020}}\n"),
        ),
        change("kilder.bib", "@book{"),
        change(RESOURCES, &text(RESOURCES).replace("id: lov", "id: lova")),
        change(RESOURCES, "temaer: ["),
        gone(RESOURCES),
        gone("kilder.bib"),
        change("moduler/10-ro/modul.nb.md", &text("moduler/10-ro/modul.nb.md").replace("skole", "sfo")),
        gone("moduler/10-ro/20-okt.nn.md"),
        gone("moduler/10-ro/20-okt.nb.md"),
        change("moduler/10-ro/20-okt.nb.md", &session),
        change("moduler/10-ro/30-mer.nb.md", &page),
        change("moduler/10-ro/30-mer.nn.md", &page),
        Changes::from([(READ.to_owned(), Some(b"\xff".to_vec()))]),
        change(READ, ""),
        change(READ, &page),
        gone("moduler/10-ro/ny.svg"),
        change("pakke.yaml", ""),
        change("id-er.txt", "ro/okt/borte\n"),
        good().into_keys().map(|path| (path, None)).collect(),
    ];
    let mut loader = loaded();
    for changes in states {
        let changed: Vec<String> = changes.keys().cloned().collect();
        assert!(loader.change(changes), "{changed:?}");
        for today in ["2026-08-01", "2040-01-01"] {
            assert_eq!(loader.load(day(today)), load(loader.files(), day(today)), "{changed:?}");
        }
    }
    assert_eq!(loader.files().len(), 2, "{:?}", loader.files().keys());
}

#[test]
fn what_has_not_changed_is_not_made_again() {
    let mut loader = loaded();
    let today = day("2026-08-01");
    let first = loader.load(today);
    let bytes = loader.files()[READ].clone();
    assert!(!loader.change(Changes::from([(READ.to_owned(), Some(bytes))])), "the same bytes are no change");
    let text = String::from_utf8(loader.files()[READ].clone()).unwrap();

    loader.change(change(READ, &(text.clone() + "\nNytt.\n")));
    let second = loader.load(today);
    assert!(!Arc::ptr_eq(&page(&first, "les"), &page(&second, "les")));
    assert!(Arc::ptr_eq(&page(&first, "okt"), &page(&second, "okt")));

    // A place that another page links to takes that page with it, and no more.
    let om = Arc::clone(&second.scheme.pages[0]);
    let year = String::from_utf8(loader.files()["ordningen/20-arshjul.nb.md"].clone()).unwrap();
    loader.change(change("ordningen/20-arshjul.nb.md", &year.replace("#naar", "#annet")));
    let third = loader.load(today);
    assert!(Arc::ptr_eq(&page(&second, "les"), &page(&third, "les")));
    assert!(third.scheme.pages.iter().chain(&third.scheme.faulty).all(|page| !Arc::ptr_eq(page, &om)));
}

#[test]
fn a_folder_tells_what_has_become_of_its_files() {
    let place = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| fs::write(place.path().join(path), text).unwrap();
    fs::create_dir(place.path().join("moduler")).unwrap();
    write("pakke.yaml", "a");
    write("moduler/x.md", "b");
    write(".skjult", "c");
    let mut folder = Folder::new(place.path());
    let first = folder.look().unwrap();
    assert_eq!(first.keys().collect::<Vec<_>>(), ["moduler/x.md", "pakke.yaml"]);
    assert!(folder.look().unwrap().is_empty());

    write("moduler/x.md", "ny");
    assert_eq!(folder.look().unwrap(), change("moduler/x.md", "ny"));
    // As long, and within the same tick of the disk's clock.
    let stamp = fs::metadata(place.path().join("moduler/x.md")).unwrap().modified().unwrap();
    write("moduler/x.md", "nn");
    fs::File::options()
        .write(true)
        .open(place.path().join("moduler/x.md"))
        .unwrap()
        .set_modified(stamp)
        .unwrap();
    assert_eq!(folder.look().unwrap(), change("moduler/x.md", "nn"));
    assert!(folder.look().unwrap().is_empty());

    let whole = |path: &str| place.path().join(path);
    write("moduler/x.md", "nytt");
    assert_eq!(folder.look_at(&[whole("moduler/x.md")]).unwrap(), Some(change("moduler/x.md", "nytt")));
    assert_eq!(folder.look().unwrap(), change("moduler/x.md", "nytt"), "once more, since clocks are coarse");
    assert!(folder.look().unwrap().is_empty());
    write("moduler/y.md", "e");
    for unknown in ["moduler", "moduler/y.md", "moduler/z.md", ".skjult"] {
        assert_eq!(folder.look_at(&[whole(unknown)]).unwrap(), None, "{unknown}");
    }
    fs::remove_file(whole("moduler/y.md")).unwrap();

    fs::remove_dir_all(place.path().join("moduler")).unwrap();
    write("ny.txt", "d");
    let last = folder.look().unwrap();
    assert_eq!((last["moduler/x.md"].as_ref(), last["ny.txt"].as_deref()), (None, Some(&b"d"[..])));
    drop(place);
    assert!(folder.look().is_err());
}
