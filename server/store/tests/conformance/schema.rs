//! The tables and columns that the migrations make.

use std::{collections::BTreeMap, fs, path::Path};

/// Every table with its columns.
pub fn tables() -> BTreeMap<String, Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sqlite/migrations");
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for file in files {
        let mut inside = None;
        for line in fs::read_to_string(file).unwrap().lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words.as_slice() {
                ["CREATE", "TABLE", name, "("] => inside = Some((*name).to_owned()),
                ["ALTER", "TABLE", name, "ADD", "COLUMN", column, ..] => {
                    tables.entry((*name).to_owned()).or_default().push((*column).to_owned());
                }
                ["ALTER" | "DROP", ..] => panic!("teach this reader: {line}"),
                [");", ..] => inside = None,
                [column, _, ..] if column.chars().all(|c| c.is_ascii_lowercase() || c == '_') => {
                    if let Some(table) = &inside {
                        tables.entry(table.clone()).or_default().push((*column).to_owned());
                    }
                }
                _ => {}
            }
        }
    }
    tables
}
