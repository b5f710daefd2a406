//! One SQL source: what the two databases share is the same byte for byte, and they agree on what may be missing.
#![expect(clippy::unwrap_used, reason = "a file that cannot be read is a test that fails")]

use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn files(folder: &str) -> BTreeMap<String, String> {
    let files = fs::read_dir(here(folder)).unwrap().map(|file| {
        let file = file.unwrap();
        (file.file_name().into_string().unwrap(), fs::read_to_string(file.path()).unwrap())
    });
    files.collect()
}

#[test]
fn the_same_migrations_run_on_both() {
    let (sqlite, mut postgres) = (files("sqlite/migrations"), files("postgres/migrations"));
    assert!(postgres.remove("0000_alike.sql").is_some(), "the one that is PostgreSQL's alone");
    assert!(sqlite == postgres, "the migrations differ");
}

#[test]
fn a_column_is_the_same_type_on_both() {
    let shared = |file: &str| {
        let text = fs::read_to_string(here(file)).unwrap();
        text.split_once("# What a column is in Rust").map(|(_, rest)| rest.to_owned()).unwrap()
    };
    assert!(shared("sqlite/sqlx.toml") == shared("postgres/sqlx.toml"), "the overrides differ");
    let build = |file: &str| fs::read_to_string(here(file)).unwrap();
    assert_eq!(build("sqlite/build.rs"), build("postgres/build.rs"));
}

/// sqlx reads a missing value on SQLite as 0, "" or false where it takes the column for one that is always there.
#[test]
fn both_databases_agree_on_what_may_be_missing() {
    let (sqlite, postgres) = (files("sqlite/.sqlx"), files("postgres/.sqlx"));
    assert_eq!(sqlite.keys().collect::<Vec<_>>(), postgres.keys().collect::<Vec<_>>());
    let describe = |text: &str| serde_json::from_str::<Value>(text).unwrap()["describe"].clone();
    for (name, text) in &sqlite {
        let (one, other) = (describe(text), describe(&postgres[name]));
        for (n, column) in one["columns"].as_array().unwrap().iter().enumerate() {
            let column = column["name"].as_str().unwrap();
            let said = column.contains(['!', '?']);
            assert!(said || one["nullable"][n] == other["nullable"][n], "{column} in {name}");
        }
    }
}
