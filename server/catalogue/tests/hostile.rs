//! Content made to break things gives a problem with its place, or harmless text: never a crash, a hang, or markup.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by panicking")]

mod ours;

use catalogue::{Files, Package, load, read_dir};
use ours::{assert_is_ours, rendered};
use std::{
    fs,
    time::{Duration, Instant},
};

const FRONT: &str = "---\ntittel: Les\ningress: Kort om ro.\nvarighet: 5\nfor: [skole]\n---\n\n";
const PAGE: &str = "moduler/10-ro/10-les.nb.md";

fn good() -> Files {
    read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/good")).unwrap()
}

fn package_of(body: &str) -> Package {
    loaded(PAGE, format!("{FRONT}{body}").into_bytes())
}

/// The good package with one file changed, after seeing that every tag in it is ours.
fn loaded(path: &str, bytes: Vec<u8>) -> Package {
    let mut files = good();
    files.insert(path.into(), bytes);
    let package = load(&files, "2026-08-01".parse().unwrap());
    rendered(&package).iter().for_each(|html| assert_is_ours(html));
    package
}

/// The kinds found in the page with their places.
fn found(package: &Package) -> Vec<String> {
    let own = package.problems.iter().filter(|problem| problem.file == PAGE);
    own.map(|problem| format!("{}:{} {}", problem.line, problem.column, problem.kind)).collect()
}

/// How much slower a test's build is than a release; its texts are shorter by as much.
const SLOWER: usize = if cfg!(debug_assertions) { 10 } else { 1 };

/// Something that grows with the square of its input takes minutes here; the rest is done in a fraction of this, on a
/// machine that does other things too.
fn soon<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    assert!(start.elapsed() < Duration::from_secs(30), "{what} took {:?}", start.elapsed());
    done
}

#[test]
fn what_is_nested_ten_thousand_deep_is_one_problem_at_its_place() {
    for (piece, close) in [
        ("> ", ""),
        ("- ", ""),
        ("> [!tips]\n> ", ""),
        ("**_", "_**"),
        ("[", "](20-okt.md)"),
        ("![", "](a.png)"),
    ] {
        let body = format!("{}a{}\n", piece.repeat(10_000), close.repeat(10_000));
        let package = soon(piece, || package_of(&body));
        let deep = package.problems.iter().filter(|problem| problem.kind == "for-dypt").count();
        assert!(deep <= 1, "{piece}: {deep}");
    }
    assert_eq!(found(&package_of(&format!("{}a\n", "> ".repeat(10_000)))), ["8:49 for-dypt"]);
}

#[test]
fn a_line_of_fifty_megabytes_is_refused_and_the_longest_that_is_read_is_read_soon() {
    let package = soon("50 MB", || loaded(PAGE, vec![b'['; 50_000_000]));
    assert_eq!(found(&package), ["1:1 for-stor"]);

    let pieces = [
        "ord ",
        "[",
        "*a",
        "<",
        "|",
        "![[",
        "&lt;",
        "https://",
        "\\",
        "`",
        "<b>",
        "[[a]] ",
        "[](x) ",
        "[@x] ",
        "ikke ",
        "[her](x) ",
        "## a\n",
        "## a {#a}\n",
        "> a\n\n",
        "> [!x]\n\n",
        "- a\n",
        "|a|\n|-|\n\n",
        "[a]: b\n",
        "![](x.png) ",
        "[[ro]] ",
        "> [!video min=1 tekst=nb] a\n> [b](https://vimeo.com/1)\n\n",
    ];
    for piece in pieces {
        for (before, after) in [
            ("", ""),
            ("## a {", "}"),
            ("> [!tips] ", "\n> Ro."),
            ("| ", " |\n|---|\n"),
            ("[", "](20-okt.md)"),
        ] {
            let body = format!("{FRONT}{before}{}{after}\n", piece.repeat(490_000 / piece.len() / SLOWER));
            let mut files = good();
            files.insert(PAGE.into(), body.clone().into_bytes());
            files.insert(PAGE.replace(".nb", ".nn"), body.into_bytes());
            soon(&format!("{before}{piece}{after}"), || load(&files, "2026-08-01".parse().unwrap()));
        }
    }
    for mark in [".x ", "x=y ", "#a ", "a "] {
        soon(mark, || package_of(&format!("## a {{{}}}\n", mark.repeat(490_000 / mark.len() / SLOWER))));
    }
}

#[test]
fn half_a_character_is_a_problem_where_it_stands() {
    let mut bytes = format!("{FRONT}Rø og \n").into_bytes();
    bytes.splice(bytes.len() - 1..bytes.len() - 1, [0xc3]);
    assert_eq!(found(&loaded(PAGE, bytes)), ["8:7 ikke-tekst"]);
    assert_eq!(found(&loaded(PAGE, vec![0xff, 0xfe, 0, b'a'])), ["1:1 ikke-tekst"]);
}

#[test]
fn a_place_lies_in_the_file_whatever_ends_its_lines() {
    // The fuzzer's find.
    let package =
        loaded(PAGE, format!("---\ntittel: Les\nvarigh{}et: 5\n---\n", "\r".repeat(40)).into_bytes());
    let lines: Vec<u32> =
        package.problems.iter().filter(|problem| problem.file == PAGE).map(|p| p.line).collect();
    assert!(!lines.is_empty() && lines.iter().all(|line| *line <= 5), "{lines:?}");
}

#[test]
fn scripts_are_refused_wherever_they_stand() {
    let tag = "<script>alert(1)</script>";
    let refused = [
        format!("{tag}\n"),
        format!("Ro {tag} ro.\n"),
        format!("- {tag}\n"),
        format!("> [!tips] {tag}\n> Ro.\n"),
        format!("> [!tips]\n> {tag}\n"),
        format!("> [!arena skole] {tag}\n> Ro.\n"),
        format!("[ro {tag}](20-okt.md)\n"),
        format!("[[ro|{tag}]]\n"),
        format!("| a {tag} |\n|---|\n| b |\n"),
        format!("| a |\n|---|\n| {tag} |\n"),
        format!("**{tag}**\n"),
        format!("## Ro {tag}\n"),
        "Ro <img src=x onerror=alert(1)> ro.\n".to_owned(),
        "Ro <!-- <script> --> ro.\n".to_owned(),
        "<![CDATA[<script>]]>\n".to_owned(),
        "<?php <script> ?>\n".to_owned(),
    ];
    for body in refused {
        let package = package_of(&body);
        assert!(
            package.problems.iter().any(|problem| problem.kind == "rå-html" && problem.file == PAGE),
            "{body}"
        );
    }
    let harmless = [
        format!("`{tag}`\n"),
        format!("```\n{tag}\n```\n"),
        format!("```{tag}\nRo.\n```\n"),
        format!("    {tag}\n"),
        format!("\\{tag}\n").replace("</", "\\</"),
        "&lt;script&gt;alert(1)&lt;/script&gt;\n".to_owned(),
        "&#60;script&#62;alert(1)\n".to_owned(),
        "![<b>](20-okt.md)\n".to_owned(),
        "<svg/onload=alert(1)>\n".to_owned(),
    ];
    for body in harmless {
        let html = rendered(&package_of(&body)).concat();
        assert!(!html.contains("<script"), "{html}");
    }
    // Front matter and bibliography are text, and whoever shows them escapes them.
    package_of("");
    loaded(PAGE, format!("---\ntittel: {tag}\nfor: [skole]\n---\n\nRo.\n").into_bytes());
    loaded("kilder.bib", format!("@book{{haug2017, author={{{tag}}}, title={{{tag}}}}}").into_bytes());
}

#[test]
fn links_lead_to_no_script() {
    for scheme in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "javascript&colon;alert(1)",
        "javascript&#58;alert(1)",
        "java&#10;script:alert(1)",
        "&#1;javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "blob:x",
        "file:///etc/passwd",
        "//ond.no/x",
        // The fuzzer's finds: no host, so a browser stays on our own site.
        "https:/ond.no",
        "https:ond.no",
        "https:///ond.no",
        "https:ttps://ond.no",
        "\\\\ond.no",
        "/\\ond.no",
    ] {
        for body in [
            format!("[ro](<{scheme}>)\n"),
            format!("![ro](<{scheme}>)\n"),
            format!("[ro]\n\n[ro]: <{scheme}>\n"),
            format!("> [!tips] [ro](<{scheme}>)\n> Ro.\n"),
        ] {
            let package = package_of(&body);
            let refused = package.problems.iter().any(|problem| problem.file == PAGE && problem.line >= 8);
            assert!(refused, "{body} {:?}", rendered(&package));
        }
    }
    loaded("kilder.bib", b"@book{haug2017, title={Ro}, url={javascript:alert(1)}}".to_vec());
}

#[test]
fn no_attribute_closes_its_tag() {
    for body in [
        "[a](20-okt.md \"\\\" onclick=alert(1) x=\\\"\")\n",
        "[a](https://a.no/\"onclick=\"alert(1))\n",
        "[a](<https://a.no/\"><script>>)\n",
        "![\"><script>alert(1)</script>](<a\"b.png>)\n",
        "![\" onerror=\"x](stol.svg)\n",
        "> [!tips\" onclick=\"x]\n> Ro.\n",
        "> [!arena skole\"><b>]\n> Ro.\n",
        "## Ro {#a\"><b> .x\" min=\"5}\n",
        "[[ro\"><b>|a]] [[a\"><b>]]\n",
        "[@haug2017\"><b>] [@haug2017, s. \"><i>]\n",
        "| \"><b> |\n|---|\n| a |\n",
    ] {
        package_of(body);
    }
    loaded("kilder.bib", b"@book{a\"><b>, title={x}}".to_vec());
    loaded("ordliste.nb.md", b"## Ro {#ro\"><b>}\n\nA.\n".to_vec());
    loaded("moduler/10-ro/\"><b>.png", vec![]);
}

#[test]
fn ids_with_anything_but_letters_are_refused_at_their_place() {
    assert_eq!(found(&package_of("## Ro {#Ro}\n")), ["8:8 ugyldig-id"]);
    assert_eq!(found(&package_of("## Ro {#🙂}\n")), ["8:8 ugyldig-id"]);
    assert!(found(&package_of("## Ro {#ro og uro}\n")).contains(&"8:12 ukjent-attributt".to_owned()));
    // These are no ids at all, so the heading gets one made from its words.
    for heading in ["## Ro {#}", "## Ro {# ro}", "## Ro {#ro\u{0}}", "## Ro {#ro\u{202e}}", "## 🙂 {.🙂}"]
    {
        package_of(&format!("{heading}\n"));
    }
}

#[test]
fn a_link_on_the_disk_is_not_followed_and_a_file_that_is_gone_is_not_there() {
    let folder = std::env::temp_dir().join(format!("hostile-{}", std::process::id()));
    let inner = folder.join("content");
    fs::create_dir_all(inner.join("moduler")).unwrap();
    fs::write(folder.join("secret.md"), "hemmelig").unwrap();
    fs::write(inner.join("pakke.yaml"), "tittel: x").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink(folder.join("secret.md"), inner.join("ut.md")).unwrap();
        symlink("/etc", inner.join("etc")).unwrap();
        symlink("..", inner.join("moduler/ring")).unwrap();
        symlink("nowhere", inner.join("borte.md")).unwrap();
    }
    let files = read_dir(&inner).unwrap();
    assert_eq!(files.keys().collect::<Vec<_>>(), ["pakke.yaml"]);

    // An editor's program saves by removing and writing anew; a read that falls between must not stop the server.
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                fs::create_dir_all(inner.join("moduler/10-a")).unwrap();
                fs::write(inner.join("moduler/10-a/a.md"), "a").unwrap();
                fs::remove_dir_all(inner.join("moduler/10-a")).unwrap();
            }
        });
        let reads: Vec<_> = (0..2000).map(|_| read_dir(&inner)).collect();
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        for read in reads {
            assert!(read.unwrap().contains_key("pakke.yaml"));
        }
    });
    fs::remove_dir_all(&folder).unwrap();
    assert!(read_dir(&folder).is_err(), "a folder that was never there is said");
}
