//! The house is tidy: what a reader may count on without looking.
#![expect(clippy::unwrap_used, reason = "a house that cannot be read is not tidy")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Longer files say in their first line why.
const LINES: usize = 500;
const REASON: &str = "Over 500 lines:";
/// What stands in the house for everyone to see, as design says.
const TOP: [&str; 10] = [
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "app",
    "content",
    "end2end",
    "rust-toolchain.toml",
    "server",
    "style",
];
/// Rooms whose name says nothing about what is in them.
const VAGUE: [&str; 9] = ["common", "core", "helpers", "lib", "misc", "shared", "stuff", "util", "utils"];
/// Made by a build, or by somebody's machine.
const MADE: [&str; 5] = ["target", "node_modules", "dist", ".git", ".sqlx"];
/// Written by a tool.
const LOCKS: [&str; 2] = ["Cargo.lock", "package-lock.json"];

fn house() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// Every file and folder under a folder, less what is made.
fn under(folder: &Path, all: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().and_then(|name| name.to_str()).is_some_and(|name| MADE.contains(&name)) {
            continue;
        }
        if path.is_dir() {
            under(&path, all);
        }
        all.push(path);
    }
}

fn everything() -> Vec<PathBuf> {
    let mut all = Vec::new();
    under(&house(), &mut all);
    assert!(all.len() > 200, "the house was not found");
    all
}

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

/// The files that people write, with their texts; images are none.
fn texts() -> Vec<(PathBuf, String)> {
    let files = everything().into_iter().filter(|path| path.is_file() && !LOCKS.contains(&name(path)));
    files.filter_map(|path| fs::read_to_string(&path).ok().map(|text| (path, text))).collect()
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn no_file_is_longer_than_one_can_read() {
    let long = texts().into_iter().filter_map(|(path, text)| {
        let lines = text.lines().count();
        let says_why = text.lines().next().is_some_and(|first| first.contains(REASON));
        (lines > LINES && !says_why).then(|| format!("{}: {lines} lines", path.display()))
    });
    none(&long.collect::<Vec<_>>());
}

#[test]
fn every_room_says_what_is_in_it() {
    let rooms = everything().into_iter().filter(|path| path.is_dir());
    none(
        &rooms
            .filter(|path| VAGUE.contains(&name(path)))
            .map(|path| path.display().to_string())
            .collect::<Vec<_>>(),
    );
}

#[test]
fn the_front_door_shows_ten_things() {
    let seen: BTreeSet<String> = fs::read_dir(house())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.') && !MADE.contains(&name.as_str()))
        .collect();
    assert_eq!(seen, TOP.map(str::to_owned).into());
}

/// Work that is left names the letter of the issue it is left to.
#[test]
fn nothing_is_left_to_nobody() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
    let mut faults = Vec::new();
    for (path, text) in texts() {
        for (at, line) in (1..).zip(text.lines()) {
            for mark in marks {
                let words = line.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '(' | ')'));
                let left = words.filter(|word| *word == mark || word.starts_with(&format!("{mark}(")));
                let to_somebody = |word: &str| {
                    let letter = word[mark.len()..].strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
                    letter.is_some_and(|l| l.len() == 1 && l.chars().all(|c| c.is_ascii_uppercase()))
                };
                faults.extend(
                    left.filter(|word| !to_somebody(word))
                        .map(|_| format!("{}:{at}: {line}", path.display())),
                );
            }
        }
    }
    none(&faults);
}

#[test]
fn whatever_stands_in_one_language_stands_in_the_other() {
    let places = [house().join("content"), house().join("app/locales")];
    let mut all = Vec::new();
    places.iter().for_each(|place| under(place, &mut all));
    let pairs = [(".nb.", ".nn."), ("/nb.", "/nn."), ("/nb/", "/nn/")];
    let mut found = 0;
    let mut alone = Vec::new();
    for path in all.iter().filter(|path| path.is_file()) {
        let text = path.to_str().unwrap();
        for (one, other) in pairs.into_iter().flat_map(|(nb, nn)| [(nb, nn), (nn, nb)]) {
            if text.contains(one) {
                found += 1;
                let twin = text.replace(one, other);
                if !Path::new(&twin).exists() {
                    alone.push(format!("{text} has no {other}"));
                }
            }
        }
    }
    assert!(found > 10, "no pairs were found");
    none(&alone);
}

/// Plain words ask and explain; they order nobody about.
#[test]
fn nothing_that_people_read_says_that_they_must() {
    let rooms =
        ["app/locales", "app/src", "server/catalogue/src", "server/src"].map(|room| house().join(room));
    let mut faults = Vec::new();
    for (path, text) in texts() {
        if rooms.iter().any(|room| path.starts_with(room)) {
            let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"));
            // By itself between quotes it is a word in a list of words.
            let must = |line: &str| {
                let mut words = line.split_whitespace().map(|word| word.trim_matches(['.', ',', ';', ':']));
                words.any(|word| ["må", "Må", "\"Må"].contains(&word))
            };
            faults.extend(
                lines
                    .filter(|(_, line)| must(line))
                    .map(|(at, line)| format!("{}:{at}: {line}", path.display())),
            );
        }
    }
    none(&faults);
}
