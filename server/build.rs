//! Builds what the server carries inside itself, so that it is one file: the browser's code, the stylesheet with its
//! icons, and the package.
//!
//! 1. `app/client` is compiled for the browser by an inner cargo and bound to JavaScript.
//! 2. `style/` is bundled by its own npm script.
//! 3. Each of the two becomes a folder named by what is in it, every file compressed twice, and all of it a Rust
//!    table in `embedded.rs`. `content/` becomes a second table, and its history a text beside it.
//!
//! `SKIP_CLIENT=1` leaves steps 1 and 2 out, for linters and editors that only check the code.

use std::{
    env, fs,
    hash::{DefaultHasher, Hash, Hasher},
    io::Write,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

type Result<T> = std::result::Result<T, String>;

const WASM: &str = "wasm32-unknown-unknown";

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            println!("cargo::error={}", reason.replace('\n', " "));
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<()> {
    let out = PathBuf::from(variable("OUT_DIR")?);
    let house = PathBuf::from(variable("CARGO_MANIFEST_DIR")?).join("..");
    let house = house.canonicalize().map_err(|e| format!("{}: {e}", house.display()))?;
    watch(&house);

    let skip = env::var_os("SKIP_CLIENT").is_some_and(|skip| skip != "0");
    let built = out.join(if skip { "skipped" } else { "built" });
    let (client, style) = (built.join("client"), built.join("style"));
    if skip {
        fill_with_nothing(&client, &["client.js", "client_bg.wasm"])?;
        fill_with_nothing(&style, &["main.css", "ikoner.svg"])?;
    } else {
        build_client(&house, &out, &client)?;
        build_style(&house.join("style"), &style)?;
    }

    let mut table = Table::default();
    let (client, style) = (table.folder(&client, &out)?, table.folder(&style, &out)?);
    table.address("CLIENT", &client);
    table.address("STYLESHEET", &format!("{style}/main.css"));
    table.address("SPRITE", &format!("{style}/ikoner.svg"));
    let (commit, history) = history(&house.join("content"));
    table.address("COMMIT", &commit);
    table.address("HISTORY", &history);
    write(&out.join("embedded.rs"), table.finish(&house.join("content"))?.as_bytes())
}

/// Names what each step reads, so that a change to the server alone builds neither client nor style.
fn watch(house: &Path) {
    println!("cargo::rerun-if-env-changed=SKIP_CLIENT");
    for path in [
        "Cargo.toml",
        "Cargo.lock",
        ".cargo/config.toml",
        "rust-toolchain.toml",
        "app/Cargo.toml",
        "app/src",
        "app/locales",
        "app/client",
        "app/domain/Cargo.toml",
        "app/domain/src",
        "style/src",
        "style/build.mjs",
        "style/ikoner.svg",
        "style/package-lock.json",
        "content",
        "server/build.rs",
    ] {
        println!("cargo::rerun-if-changed={}", house.join(path).display());
    }
}

// --- 1. The browser's code ---------------------------------------------------------------------------------------

fn build_client(house: &Path, out: &Path, into: &Path) -> Result<()> {
    find_wasm_target()?;
    // Beside the caller's own profile folder: another folder, or this build would wait for the lock of the one that
    // called it; the same for every profile, or a release build would compile the client anew.
    let target = out.ancestors().nth(4).ok_or("OUT_DIR lies outside a target folder")?.join("client");
    let mut cargo = Command::new(variable("CARGO")?);
    cargo
        .current_dir(house)
        .args(["build", "--package", "client", "--target", WASM, "--profile", "client", "--locked"])
        .arg("--target-dir")
        .arg(&target);
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_the_callers) {
            cargo.env_remove(name);
        }
    }
    // Both sides make their markup in one way, or a page that wakes does not find itself in it. A variable of the
    // caller's takes the place of `.cargo/config.toml` for the server alone.
    let erased = env::var_os("CARGO_CFG_ERASE_COMPONENTS").is_some();
    cargo.env("RUSTFLAGS", if erased { "--cfg=erase_components" } else { "--cfg=whole_components" });
    run(&mut cargo, "the browser's code could not be built")?;

    let wasm = target.join(WASM).join("client/client.wasm");
    let (bound, this) = (into.join("client_bg.wasm"), env::current_exe().map_err(|e| e.to_string())?);
    if newer(&bound, &wasm) && newer(&bound, &this) {
        return Ok(());
    }
    empty(into)?;
    let client = without_waiting(&wasm).map_err(|e| format!("{}: {e:#}", wasm.display()))?;
    wasm_bindgen_cli_support::Bindgen::new()
        .input_module("client", client)
        .web(true)
        .and_then(|bindgen| bindgen.typescript(false).remove_producers_section(true).generate(into))
        .map_err(|e| format!("the browser's code could not be bound: {e:#}"))
}

/// The client without the code that wakes a page piece by piece as data arrives. Islands wake at once, so it never
/// runs, but every piece of a screen carries the address of its own, and the linker keeps it: a quarter of all bytes.
fn without_waiting(wasm: &Path) -> walrus::Result<walrus::Module> {
    let mut client = walrus::ModuleConfig::new().generate_name_section(false).parse_file(wasm)?;
    for function in client.funcs.iter_mut() {
        if function.name.as_deref().is_some_and(waits)
            && let walrus::FunctionKind::Local(body) = &mut function.kind
        {
            let all = body.entry_block();
            body.block_mut(all).instrs.clear();
            body.builder_mut().func_body().unreachable();
        }
    }
    walrus::passes::gc::run(&mut client);
    Ok(client)
}

/// Whether this is the body of a future that waits for a piece of a page. Only such bodies: the compiler keeps equal
/// functions once, under the name of any of them, and a smaller one may stand for something that runs.
fn waits(mangled: &str) -> bool {
    const INSIDE: &str = "28_$u7b$$u7b$closure$u7d$$u7d$";
    let path = mangled.rsplit_once("17h").map_or(mangled, |(path, _hash)| path);
    let of = path.trim_end_matches(INSIDE);
    of.len() < path.len()
        && ["hydrate_async", "new_with_async_value_erased"].iter().any(|name| of.ends_with(name))
}

/// Whether a variable is about the build that called us. What the server is built with (flags, wrappers, linkers) is
/// not what the client is built with.
fn is_the_callers(name: &str) -> bool {
    let about_cargo = name.starts_with("CARGO_") && !matches!(name, "CARGO_HOME" | "CARGO_NET_OFFLINE");
    about_cargo
        || matches!(name, "RUSTFLAGS" | "RUSTDOCFLAGS" | "RUSTC" | "RUSTDOC" | "RUSTC_LINKER" | "CLIPPY_ARGS")
        || name.starts_with("RUSTC_W")
}

/// `rust-toolchain.toml` asks for the target, but where rustup installs nothing by itself, nothing says so.
fn find_wasm_target() -> Result<()> {
    let there = || {
        Command::new(env::var_os("RUSTC").unwrap_or("rustc".into()))
            .args(["--print", "target-libdir", "--target", WASM])
            .output()
            .is_ok_and(|found| Path::new(String::from_utf8_lossy(&found.stdout).trim()).is_dir())
    };
    if there() {
        return Ok(());
    }
    _ = Command::new("rustup").args(["target", "add", WASM]).status();
    if there() {
        Ok(())
    } else {
        Err(format!("this toolchain cannot compile for the browser: run `rustup target add {WASM}`"))
    }
}

// --- 2. The stylesheet -------------------------------------------------------------------------------------------

fn build_style(style: &Path, into: &Path) -> Result<()> {
    let lock = style.join("package-lock.json");
    if !newer(&style.join("node_modules/.package-lock.json"), &lock) {
        let mut npm = Command::new("npm");
        npm.current_dir(style).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        run(&mut npm, "style/ needs Node.js 20 or later with npm, and its packages")?;
    }
    empty(into)?;
    let mut node = Command::new("node");
    node.current_dir(style).arg("build.mjs").arg(into.join("main.css"));
    run(&mut node, "the stylesheet could not be built (it needs Node.js 20 or later)")?;
    copy(&style.join("ikoner.svg"), &into.join("ikoner.svg"))
}

// --- 3. The tables -----------------------------------------------------------------------------------------------

/// The Rust source of the tables, as it grows.
#[derive(Default)]
struct Table {
    assets: String,
    addresses: String,
}

impl Table {
    /// Adds a built folder. Its address is made of its contents, so a browser may keep it for ever, and files in it
    /// find each other by plain relative addresses.
    fn folder(&mut self, built: &Path, out: &Path) -> Result<String> {
        let files = files_in(built)?;
        let mut hasher = DefaultHasher::new();
        for file in &files {
            (file, read(&built.join(file))?).hash(&mut hasher);
        }
        let hash = format!("{:016x}", hasher.finish());
        for file in files {
            let packed = out.join("packed").join(&hash).join(&file);
            pack(&built.join(&file), &packed)?;
            self.assets += &format!(
                "    Asset {{ path: \"{hash}/{file}\", kind: {:?}, raw: include_bytes!({:?}), \
                 br: include_bytes!({:?}), gzip: include_bytes!({:?}) }},\n",
                kind(&file)?,
                packed,
                with_suffix(&packed, "br"),
                with_suffix(&packed, "gz"),
            );
        }
        Ok(format!("/assets/{hash}"))
    }

    fn address(&mut self, name: &str, address: &str) {
        self.addresses += &format!("const {name}: &str = {address:?};\n");
    }

    fn finish(self, content: &Path) -> Result<String> {
        let mut embedded = String::new();
        for file in files_in(content)? {
            embedded += &format!("    ({file:?}, include_bytes!({:?})),\n", content.join(&file));
        }
        let Table { assets, addresses } = self;
        Ok(format!(
            "{addresses}\nstatic ASSETS: &[Asset] = &[\n{assets}];\n\n\
             static CONTENT: &[(&str, &[u8])] = &[\n{embedded}];\n"
        ))
    }
}

/// Which commit the content is, and when each file of it was last changed, as git's log says it and `src/history.rs`
/// reads it. Both empty where there is no git, or no history: a checkout without one says of every file that its last
/// commit changed it. Content that is not committed is no commit.
fn history(content: &Path) -> (String, String) {
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.arg("-C").arg(content).args(["-c", "core.quotePath=false"]).args(arguments);
        let done = git.output().ok().filter(|done| done.status.success());
        done.and_then(|done| String::from_utf8(done.stdout).ok()).unwrap_or_default()
    };
    if git(&["rev-parse", "--is-shallow-repository"]).trim() != "false" {
        return (String::new(), String::new());
    }
    let is_clean = git(&["status", "--porcelain", "--", "."]).is_empty();
    let commit = if is_clean { git(&["rev-parse", "HEAD"]).trim().to_owned() } else { String::new() };
    (commit, git(&["log", "--format=@%ct", "--name-only", "--no-merges", "--relative", "--", "."]))
}

/// Copies a file and compresses it in both ways that browsers know, unless an earlier build has done so.
fn pack(built: &Path, packed: &Path) -> Result<()> {
    if with_suffix(packed, "gz").exists() {
        return Ok(());
    }
    let raw = read(built)?;
    write(packed, &raw)?;

    let mut br = Vec::new();
    let best = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut raw.as_slice(), &mut br, &best).map_err(|e| e.to_string())?;
    write(&with_suffix(packed, "br"), &br)?;

    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let gzip = gzip.write_all(&raw).and_then(|()| gzip.finish()).map_err(|e| e.to_string())?;
    write(&with_suffix(packed, "gz"), &gzip)
}

fn kind(file: &str) -> Result<&'static str> {
    match Path::new(file).extension().and_then(|e| e.to_str()) {
        Some("css") => Ok("text/css; charset=utf-8"),
        Some("js") => Ok("text/javascript; charset=utf-8"),
        Some("svg") => Ok("image/svg+xml"),
        Some("wasm") => Ok("application/wasm"),
        Some("woff2") => Ok("font/woff2"),
        _ => Err(format!("{file}: server/build.rs does not know what kind of file this is")),
    }
}

// --- Small things ------------------------------------------------------------------------------------------------

fn variable(name: &str) -> Result<String> {
    env::var(name).map_err(|e| format!("{name}: {e}"))
}

fn run(command: &mut Command, complaint: &str) -> Result<()> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("{complaint}; what it said stands above")),
        Err(e) => Err(format!("{complaint}: {} did not start: {e}", command.get_program().display())),
    }
}

/// Whether a file is there and was made after another one.
fn newer(made: &Path, from: &Path) -> bool {
    let time = |path: &Path| path.metadata().and_then(|m| m.modified()).ok();
    matches!((time(made), time(from)), (Some(made), Some(from)) if made >= from)
}

/// Every file in a folder and below, by its path in it, in order. None where the folder is not there.
fn files_in(folder: &Path) -> Result<Vec<String>> {
    fn walk(folder: &Path, prefix: &str, files: &mut Vec<String>) -> std::io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            match entry.file_type()?.is_dir() {
                true => walk(&entry.path(), &format!("{name}/"), files)?,
                false => files.push(name),
            }
        }
        Ok(())
    }
    let mut files = Vec::new();
    if folder.is_dir() {
        walk(folder, "", &mut files).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    files.sort();
    Ok(files)
}

fn empty(folder: &Path) -> Result<()> {
    _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))
}

fn fill_with_nothing(folder: &Path, files: &[&str]) -> Result<()> {
    empty(folder)?;
    files.iter().try_for_each(|file| write(&folder.join(file), b""))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all).map_err(|e| format!("{}: {e}", path.display()))?;
    fs::write(path, bytes).map_err(|e| format!("{}: {e}", path.display()))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    write(to, &read(from)?)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    path.with_file_name(format!("{}.{suffix}", path.file_name().unwrap_or_default().to_string_lossy()))
}
