//! The repository's own content is without faults and warnings.

use catalogue::{format_text, load, read_dir};

#[test]
fn the_repositorys_content_has_no_problems_and_every_page_is_good() {
    let files = read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content")).unwrap();
    let package = load(&files, "2026-11-01".parse().unwrap());
    assert!(package.problems.is_empty(), "{}", format_text(&package.problems));
    assert!(package.modules.iter().all(|module| module.faulty.is_empty() && !module.pages.is_empty()));
}
