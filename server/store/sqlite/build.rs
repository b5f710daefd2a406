//! Tells cargo which files beside the source the macros read.

fn main() {
    for read in [".sqlx", "sqlx.toml", "migrations"] {
        println!("cargo:rerun-if-changed={read}");
    }
}
