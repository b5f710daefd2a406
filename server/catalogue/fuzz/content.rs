//! Any bytes in place of any file: no panic, the same package twice, and HTML of which every tag is ours.
#![no_main]

#[path = "../tests/ours/mod.rs"]
mod ours;

use catalogue::{Files, format_github, load, read_dir, spelling};
use libfuzzer_sys::fuzz_target;
use ours::{assert_is_ours, rendered};
use std::{collections::HashSet, sync::LazyLock};

/// What the bytes may take the place of, the most interesting first.
const PATHS: [&str; 8] = [
    "moduler/10-ro/10-les.nb.md",
    "moduler/10-ro/20-okt.nb.md",
    "moduler/10-ro/modul.nb.md",
    "ordliste.nb.md",
    "kilder.bib",
    "id-er.txt",
    "pakke.yaml",
    "moduler/10-ro/stol.svg",
];

static GOOD: LazyLock<Files> = LazyLock::new(|| {
    read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/good")).expect("the good package is there")
});

fuzz_target!(|bytes: &[u8]| {
    let Some((which, bytes)) = bytes.split_first() else { return };
    let path = PATHS[usize::from(*which) % PATHS.len()];
    let mut files = GOOD.clone();
    files.insert(path.to_owned(), bytes.to_vec());
    // The same in nynorsk, so that the languages mostly agree and rendering is reached.
    if path.contains(".nb.") {
        files.insert(path.replace(".nb.", ".nn."), bytes.to_vec());
    }
    let today = "2026-08-01".parse().expect("a date");
    let package = load(&files, today);
    rendered(&package).iter().for_each(|html| assert_is_ours(html));
    assert_eq!(format_github(&package.problems, "content").lines().count(), package.problems.len());
    for problem in &package.problems {
        let lines =
            files.get(&problem.file).map_or(usize::MAX, |bytes| bytes.split(|byte| *byte == b'\n').count());
        assert!(
            problem.line >= 1 && problem.column >= 1 && problem.line as usize <= lines.saturating_add(1),
            "{problem:?}"
        );
    }
    let misspelt = spelling(&files, |_, _| -> Result<HashSet<String>, ()> { Ok(HashSet::new()) });
    assert_eq!(misspelt, Ok(Vec::new()));
});
