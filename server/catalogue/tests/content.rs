//! The repository's own content is without faults.

use catalogue::{Level, format_text, load, read_dir};

#[test]
fn the_repositorys_content_has_no_faults_and_every_page_is_good() {
    let files = read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content")).unwrap();
    let package = load(&files, "2026-11-01".parse().unwrap());
    let faults: Vec<_> = package.problems.iter().filter(|p| p.level == Level::Fault).cloned().collect();
    assert!(faults.is_empty(), "{}", format_text(&faults));
    assert!(package.modules.iter().all(|module| module.faulty.is_empty() && !module.pages.is_empty()));
}
