//! The package as a whole: shape, order, ids, reports, and a server that runs.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by panicking")]

use catalogue::{
    Files, Package, format_github, format_json, format_text, id_list, keep_good, load, read_dir,
};
use domain::{
    Timestamp,
    package::{Block, Certainty, Plan, Shares, VideoHost, When},
};

fn good() -> Files {
    read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/good")).unwrap()
}

fn package(files: &Files) -> Package {
    load(files, "2026-08-01".parse().unwrap())
}

fn put(files: &mut Files, path: &str, text: &str) {
    files.insert(path.to_owned(), text.as_bytes().to_vec());
}

#[test]
fn the_package_has_its_modules_pages_terms_and_sources() {
    let package = package(&good());
    assert_eq!(package.title.nb, "Ro");
    let module = package.module("ro").unwrap();
    assert_eq!((module.order, module.terms.as_slice()), (10, &["ro".to_owned()][..]));
    assert_eq!(
        (module.text.nn.goals[0].as_str(), module.text.nb.aim.as_str()),
        ("Vi kan lytta", "Vi får ro.")
    );
    assert_eq!(module.text.nn.html.0, "<p>Vi treng ro.</p>\n");
    assert_eq!(module.pages.iter().map(|page| page.slug.as_str()).collect::<Vec<_>>(), ["les", "okt"]);
    let session = module.page("okt").unwrap();
    assert_eq!(
        (session.minutes, session.audience.len()),
        (Some(15), 1),
        "the module's audience where it has none"
    );
    assert_eq!(session.steps[1].prompts[0].shares, Shares::Plenary);
    assert_eq!(session.steps[1].prompts[0].text.nn.question, "Kva gir ro?");
    assert_eq!(
        (package.glossary.nn[0].id.as_str(), package.glossary.nn[0].plain.as_str()),
        ("ro", "At det er stille nok.")
    );
    assert_eq!((package.sources[0].authors.as_str(), package.sources[0].year), ("Haug", Some(2017)));
}

#[test]
fn films_are_shown_from_the_hosts_that_the_package_names() {
    let mut files = good();
    assert_eq!(package(&files).video_hosts, []);
    let text = String::from_utf8(files["pakke.yaml"].clone()).unwrap() + "video: [vimeo]\n";
    put(&mut files, "pakke.yaml", &text);
    let running = package(&files);
    assert_eq!(running.video_hosts, [VideoHost::Vimeo]);
    put(&mut files, "pakke.yaml", &text.replace("vimeo", "film"));
    assert_eq!(keep_good(package(&files), &running, Timestamp(1)).video_hosts, [VideoHost::Vimeo]);
}

#[test]
fn no_module_takes_the_schemes_name() {
    let mut files = good();
    for lang in ["nb", "nn"] {
        let text = files[&format!("moduler/10-ro/modul.{lang}.md")].clone();
        files.insert(format!("moduler/20-ordningen/modul.{lang}.md"), text);
    }
    let problems = package(&files).problems;
    assert_eq!(problems[0].kind, "samme-adresse");
    assert_eq!(problems[0].file, "moduler/20-ordningen/modul.nb.md");
}

#[test]
fn the_package_has_its_scheme_its_library_and_its_announcements() {
    let package = package(&good());
    let scheme = &package.scheme;
    assert_eq!(scheme.pages.iter().map(|page| page.slug.as_str()).collect::<Vec<_>>(), ["om", "arshjul"]);
    let Block::Html(html) = &scheme.pages[0].text.nn.blocks[0] else { panic!("running text") };
    assert!(html.0.contains("<a href=\"/nn/ordningen/arshjul#naar\">"), "{html}");
    assert_eq!(
        scheme.year.iter().map(|event| event.when).collect::<Vec<_>>(),
        [When::Months { from: 11, to: 1 }, When::Day { month: 4, day: 30 }]
    );
    assert!(matches!(&scheme.year[0].certainty, Certainty::Ask(why) if why.nn == "Spør nokon."));
    assert_eq!(scheme.year[1].certainty, Certainty::Confirmed);
    let resource = &package.library.resources[0];
    assert_eq!(
        (resource.publisher.as_str(), resource.themes.as_slice()),
        ("Lovdata", &["ro".to_owned()][..])
    );
    assert_eq!(package.announcements[0].text.nb.html.0, "<p>Det er kommet noe <strong>nytt</strong>.</p>\n");
    assert_eq!(package.announced("2026-08-01".parse().unwrap()).count(), 1);
    assert_eq!(package.announced("2026-09-02".parse().unwrap()).count(), 0);
    let pages: Vec<String> = package.pages().map(|(address, _)| address).collect();
    assert_eq!(pages, ["moduler/ro/les", "moduler/ro/okt", "ordningen/om", "ordningen/arshjul"]);
}

#[test]
fn a_running_server_keeps_what_stands_around_the_package() {
    let running = package(&good());
    let mut files = good();
    put(&mut files, "ordningen/10-om.nn.md", "---\ntittel: Ny\n");
    put(&mut files, "ordningen/arshjul.yaml", "- id: melding\n");
    put(&mut files, "ressurser/ressurser.yaml", "ressurser: 3\n");
    put(&mut files, "kunngjoringer/2026-07-ny.nn.md", "---\ntittel: Ny\n");
    let fresh = package(&files);
    assert_eq!((fresh.scheme.pages.len(), fresh.scheme.faulty.len(), fresh.scheme.year.len()), (1, 1, 0));
    assert!(fresh.library.resources.is_empty() && fresh.announcements.is_empty());

    let kept = keep_good(fresh, &running, Timestamp(1));
    assert_eq!(kept.scheme.year, running.scheme.year);
    assert_eq!((&kept.library, &kept.announcements), (&running.library, &running.announcements));
    assert_eq!(kept.scheme.pages[0].text.nn.title, "Om");
    assert!(kept.scheme.faulty.is_empty() && !kept.scheme.pages[0].text.nn.problems.is_empty());
}

#[test]
fn the_same_files_give_the_same_package_and_another_byte_another_revision() {
    let mut files = good();
    let first = package(&files);
    assert_eq!(first, package(&files));
    assert_eq!(first.revision.len(), 32);
    put(&mut files, "LES-MEG.md", "Ny.");
    assert_ne!(first.revision, package(&files).revision);
}

#[test]
fn line_ends_of_another_system_change_no_place_and_no_meaning() {
    let mut files = good();
    for text in files.values_mut() {
        *text = String::from_utf8(text.clone()).unwrap().replace('\n', "\r\n").into_bytes();
    }
    let windows = package(&files);
    assert_eq!(windows.problems, []);
    assert_eq!(windows.modules[0].pages[1].steps, package(&good()).modules[0].pages[1].steps);
}

#[test]
fn a_byte_order_mark_is_nothing() {
    let mut files = good();
    for text in files.values_mut() {
        text.splice(0..0, *b"\xef\xbb\xbf");
    }
    assert_eq!(package(&files).problems, []);
}

#[test]
fn the_id_list_is_written_once_and_then_stays() {
    let mut files = good();
    let full = String::from_utf8(files["id-er.txt"].clone()).unwrap();
    assert_eq!(id_list(&files), full);
    put(&mut files, "id-er.txt", "# Id-er som er publisert\nro/okt/gammel erstattes-av ro/okt/tenk\n");
    let written = id_list(&files);
    assert!(written.starts_with(
        "# Id-er som er publisert\nro/okt/del\nro/okt/gammel erstattes-av ro/okt/tenk\nro/okt/hva\n"
    ));
    put(&mut files, "id-er.txt", &written);
    assert_eq!(id_list(&files), written);
    assert_eq!(package(&files).problems, []);
}

#[test]
fn a_running_server_keeps_the_good_page_and_tells_editors_of_the_faulty_one() {
    let running = package(&good());
    let mut files = good();
    put(&mut files, "moduler/10-ro/10-les.nn.md", "---\ntittel: Ny\n---\n\n<b>Ny</b>\n");
    put(&mut files, "moduler/10-ro/modul.nb.md", "---\ntittel: Ny\n");
    put(&mut files, "kilder.bib", "@book{");
    put(&mut files, "pakke.yaml", "tittel:");
    let fresh = package(&files);
    assert_eq!(fresh.modules[0].pages.len(), 1);
    assert_eq!(fresh.modules[0].faulty[0].slug, "les");

    let kept = keep_good(fresh, &running, Timestamp(1));
    let page = kept.modules[0].page("les").unwrap();
    assert!(kept.modules[0].faulty.is_empty());
    assert_eq!(page.text.nn.title, "Les");
    assert!(page.text.nn.problems.iter().any(|problem| problem.kind == "rå-html"));
    assert_eq!(page.text.nb.blocks, running.modules[0].page("les").unwrap().text.nb.blocks);
    assert_eq!((kept.title, kept.sources), (running.title, running.sources));
    assert_eq!(kept.modules[0].text, running.modules[0].text);
}

#[test]
fn a_bibliography_that_cannot_be_read_takes_no_page_with_it() {
    let mut files = good();
    let page =
        String::from_utf8(files["moduler/10-ro/10-les.nb.md"].clone()).unwrap() + "\nSå [@haug2017].\n";
    put(&mut files, "moduler/10-ro/10-les.nb.md", &page);
    put(&mut files, "kilder.bib", "@book{");
    let package = package(&files);
    assert_eq!(package.problems.len(), 1);
    assert_eq!(package.modules[0].pages.len(), 2);
}

#[test]
fn authors_are_named_as_in_running_text() {
    let mut files = good();
    let entry = |key: &str, author: &str| {
        format!(
            "@book{{{key}, author = {{{author}}}, title = {{T}}, date = {{2020-05-01}}, doi = {{10.1/x}}}}\n"
        )
    };
    let bib = [
        entry("a", "Qvortrup, Ane and Qvortrup, Lars"),
        entry("b", "Aa, A and B, B and C, C"),
        entry("c", "{Årdal kommune}"),
        entry("d", "Nordahl, Thomas and others"),
        "@misc{e, title = {Lov om ro}, shorttitle = {Roloven}}".to_owned(),
    ];
    put(&mut files, "kilder.bib", &bib.concat());
    let package = package(&files);
    assert_eq!(package.problems, []);
    let names: Vec<&str> = package.sources.iter().map(|source| source.authors.as_str()).collect();
    assert_eq!(names, ["Aa m.fl.", "Nordahl m.fl.", "Qvortrup & Qvortrup", "Roloven", "Årdal kommune"]);
    assert_eq!(
        (package.sources[0].year, package.sources[0].url.as_deref()),
        (Some(2020), Some("https://doi.org/10.1/x"))
    );
}

#[test]
fn problems_are_told_to_people_programs_and_reviews() {
    let mut files = good();
    put(
        &mut files,
        "moduler/10-ro/10-les.nb.md",
        "---\ntittel: Les\ningress: Kort.\nvarighet: 5\nfor: [skole]\n---\n\nSe [der](borte.md).\n",
    );
    let problems = package(&files).problems;
    assert_eq!(
        format_text(&problems),
        "moduler/10-ro/10-les.nb.md:8:4: feil [lenke-uten-mål]\n  Fila «borte.md» finnes ikke.\n  Se etter skrivefeil, \
         og skriv veien fra denne fila: 30-okt.md i samme mappe, ../20-navn/30-okt.md i en annen.\n\n1 feil, 0 advarsler\n"
    );
    assert!(format_json(&problems).contains("\"level\": \"fault\",\n    \"kind\": \"lenke-uten-mål\""));
    assert_eq!(
        format_github(&problems, "content"),
        "::error file=content/moduler/10-ro/10-les.nb.md,line=8,col=4,title=lenke-uten-mål::Fila «borte.md» finnes ikke. \
         Se etter skrivefeil, og skriv veien fra denne fila: 30-okt.md i samme mappe, ../20-navn/30-okt.md i en annen.\n"
    );
    assert!(format_github(&problems, "").starts_with("::error file=moduler/10-ro/10-les.nb.md,line=8,"));
    assert!(format_github(&problems, "a,b/c").starts_with("::error file=a%2Cb/c/moduler/"));
    assert_eq!((format_text(&[]).as_str(), format_json(&[]).as_str()), ("0 feil, 0 advarsler\n", "[]\n"));
}

#[test]
fn what_is_kept_says_since_when_and_from_which_state() {
    let running = package(&good());
    let first = running.revision.clone();
    let mut files = good();
    put(&mut files, "moduler/10-ro/20-okt.nn.md", "---\ntittel: Ny\n");
    let session = "moduler/10-ro/20-okt.nn.md".to_owned();

    let kept = keep_good(package(&files), &running, Timestamp(1));
    assert_eq!(kept.faulty_since.get(&session), Some(&Timestamp(1)));
    assert_eq!(kept.modules[0].page("okt").unwrap().kept_from.as_ref(), Some(&first));
    assert_ne!(kept.revision, first);
    assert_eq!(Plan::of(&kept, "ro", "okt").unwrap().revision, first, "what is met over is the old text");

    // Another state with the same fault and a new one.
    put(&mut files, "moduler/10-ro/10-les.nb.md", "---\ntittel: Ny\n");
    let kept = keep_good(package(&files), &kept, Timestamp(2));
    assert_eq!(kept.faulty_since.get(&session), Some(&Timestamp(1)));
    assert_eq!(kept.faulty_since.get("moduler/10-ro/10-les.nb.md"), Some(&Timestamp(2)));
    assert_eq!(kept.modules[0].page("okt").unwrap().kept_from.as_ref(), Some(&first));

    let mended = keep_good(package(&good()), &kept, Timestamp(3));
    assert!(mended.faulty_since.is_empty() && mended.modules[0].page("okt").unwrap().kept_from.is_none());
    assert_eq!(mended, running);
}
