//! What an editor does and what comes of it: content in a folder, and content in a repository.

use crate::{Demo, Platform};
use domain::{
    Catalogue,
    outside::Ambient,
    package::{Hindrance, Origin},
};
use server::{
    content::{Follower, Shelf, Source},
    world::World,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    time::Duration,
};
use tempfile::TempDir;

const HOUSE: &str = env!("CARGO_MANIFEST_DIR");
const PAGE: &str = "moduler/10-ro/10-les.nb.md";
const SESSION: &str = "moduler/10-ro/20-okt.nb.md";
const BROKEN: &str = "---\ntittel: Ny\n---\n\n<b>Ny</b>\n";

/// A repository that others push to, a checkout to push from, and the server's own copies.
struct Forge {
    place: TempDir,
}

impl Forge {
    /// With a small package at its root, pushed to `main`.
    fn new() -> Forge {
        let forge = Forge { place: tempfile::tempdir().expect("a folder") };
        forge.found();
        forge
    }

    fn found(&self) {
        git(self.place.path(), &["init", "--quiet", "--bare", "--initial-branch=main", "content.git"]);
        git(self.place.path(), &["init", "--quiet", "--initial-branch=main", "work"]);
        copy(&Path::new(HOUSE).join("catalogue/tests/good"), &self.work());
        self.publish("Start");
    }

    fn bare(&self) -> PathBuf {
        self.place.path().join("content.git")
    }

    fn work(&self) -> PathBuf {
        self.place.path().join("work")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.work().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.work().join(path)).expect("a file")
    }

    /// Commits all that is there and pushes it, whatever stood there before; the commit.
    fn publish(&self, why: &str) -> String {
        git(&self.work(), &["add", "--all"]);
        git(&self.work(), &["commit", "--quiet", "--allow-empty", "--message", why]);
        let to = format!("file://{}", self.bare().display());
        git(&self.work(), &["push", "--quiet", "--force", &to, "HEAD:main"]);
        git(&self.work(), &["rev-parse", "HEAD"])
    }

    fn source(&self, after: &str) -> Source {
        repository(&format!("file://{}{after}", self.bare().display()), self.place.path())
    }

    fn open(&self, after: &str) -> (Arc<Shelf>, Follower) {
        open(self.source(after))
    }
}

fn repository(address: &str, place: &Path) -> Source {
    let address = address.parse().unwrap_or_else(|why| panic!("{address}: {why}"));
    Source::Repository { address, every: Duration::from_secs(60), copies: place.join("copies") }
}

fn open(source: Source) -> (Arc<Shelf>, Follower) {
    let ambient: Arc<dyn Ambient> = Arc::new(World::new().expect("the time zones"));
    source.open(ambient).expect("content")
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let settings = [
        "-c",
        "user.name=Redaksjonen",
        "-c",
        "user.email=redaksjonen@example.no",
        "-c",
        "commit.gpgSign=false",
    ];
    let done =
        Command::new("git").arg("-C").arg(folder).args(settings).args(arguments).output().expect("git");
    assert!(done.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).trim().to_owned()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &to),
            false => drop(fs::copy(entry.path(), to).expect("a copy")),
        }
    }
}

fn title(shelf: &Shelf, page: &str) -> Option<String> {
    Some(shelf.package().module("ro")?.page(page)?.text.nb.title.clone())
}

fn stopped(shelf: &Shelf) -> Option<Hindrance> {
    shelf.publication().stopped.map(|(hindrance, _)| hindrance)
}

#[test]
fn what_is_pushed_reaches_readers_and_says_which_commit_it_is() {
    let forge = Forge::new();
    let first = git(&forge.work(), &["rev-parse", "HEAD"]);
    let (shelf, mut follower) = forge.open("#main");
    let publication = shelf.publication();
    assert_eq!((publication.commit.as_ref(), publication.stopped), (Some(&first), None));
    assert!(matches!(&publication.origin, Origin::Repository { branch, .. } if branch == "main"));
    assert_eq!(shelf.package().revision, first, "what is answered is answered in this state");
    assert!(shelf.changed(PAGE).is_some() && shelf.package().problems.is_empty());

    follower.look(&shelf);
    assert_eq!(shelf.publication(), publication, "nothing new is no publication");

    forge.write(PAGE, &forge.read(PAGE).replace("tittel: ", "tittel: Ny "));
    let second = forge.publish("En ny tittel");
    assert_ne!(title(&shelf, "les").map(|title| title.starts_with("Ny")), Some(true));
    follower.look(&shelf);
    assert!(title(&shelf, "les").is_some_and(|title| title.starts_with("Ny")));
    assert_eq!((shelf.publication().commit, &shelf.package().revision), (Some(second.clone()), &second));
}

#[test]
fn a_commit_with_faults_brings_what_is_good_in_it() {
    let forge = Forge::new();
    let first = git(&forge.work(), &["rev-parse", "HEAD"]);
    let (shelf, mut follower) = forge.open("#main");
    let before = title(&shelf, "les");
    forge.write(PAGE, BROKEN);
    forge.write(SESSION, &forge.read(SESSION).replace("tittel: ", "tittel: Ny "));
    forge.publish("Én god side og én dårlig");
    follower.look(&shelf);
    assert_eq!(title(&shelf, "les"), before, "the faulty page keeps its text");
    assert!(title(&shelf, "okt").is_some_and(|title| title.starts_with("Ny")), "the good one is out");
    let package = shelf.package();
    let kept = package.module("ro").and_then(|module| module.page("les")).expect("the page");
    assert_eq!(kept.kept_from.as_ref(), Some(&first));
    assert!(!kept.text.nb.problems.is_empty() && package.faulty_since.contains_key(PAGE));
    assert_eq!(stopped(&shelf), None, "a fault in a page stops no publication");
}

#[test]
fn history_that_is_written_anew_is_followed() {
    let forge = Forge::new();
    forge.write(PAGE, &forge.read(PAGE).replace("tittel: ", "tittel: Ny "));
    forge.publish("Dette blir borte");
    let (shelf, mut follower) = forge.open("#main");
    git(&forge.work(), &["reset", "--quiet", "--hard", "HEAD~1"]);
    git(&forge.work(), &["rm", "--quiet", "-r", "kunngjoringer"]);
    let anew = forge.publish("En annen vei");
    follower.look(&shelf);
    assert_eq!(shelf.publication().commit, Some(anew));
    assert!(title(&shelf, "les").is_some_and(|title| !title.starts_with("Ny")));
    assert!(shelf.package().announcements.is_empty() && stopped(&shelf).is_none());
}

#[test]
fn a_repository_that_does_not_answer_leaves_what_is_embedded_until_it_does() {
    let forge = Forge { place: tempfile::tempdir().expect("a folder") };
    let (shelf, mut follower) = forge.open("#main");
    assert!(shelf.package().module("hva-er-inkludering").is_some(), "what was embedded is served");
    let publication = shelf.publication();
    assert_eq!((publication.commit, stopped(&shelf)), (None, Some(Hindrance::NoRepository)));

    forge.found();
    follower.look(&shelf);
    assert_eq!(
        (shelf.package().modules.len(), stopped(&shelf)),
        (1, None),
        "nothing of what was embedded is left"
    );
    assert!(title(&shelf, "les").is_some());

    // Once fetched, it outlives a server that starts while the repository is away.
    fs::remove_dir_all(forge.bare()).expect("it is gone");
    let (again, _) = forge.open("#main");
    assert_eq!(stopped(&again), Some(Hindrance::NoRepository));
    assert_eq!(
        (title(&again, "les"), again.publication().commit),
        (title(&shelf, "les"), shelf.publication().commit)
    );
}

#[test]
fn what_is_no_package_never_replaces_one() {
    let forge = Forge::new();
    let (shelf, mut follower) = forge.open("#main");
    git(&forge.work(), &["rm", "--quiet", "pakke.yaml"]);
    forge.publish("Uten pakke");
    for _ in 0..2 {
        follower.look(&shelf);
        assert_eq!((stopped(&shelf), title(&shelf, "les").is_some()), (Some(Hindrance::NoPackage), true));
    }
    git(&forge.work(), &["revert", "--no-edit", "HEAD"]);
    forge.publish("Tilbake");
    follower.look(&shelf);
    assert_eq!(stopped(&shelf), None);
    git(&forge.bare(), &["branch", "--move", "main", "annet"]);
    follower.look(&shelf);
    assert_eq!((stopped(&shelf), title(&shelf, "les").is_some()), (Some(Hindrance::NoBranch), true));
    assert_eq!(stopped(&forge.open("#finnes-ikke").0), Some(Hindrance::NoBranch));
}

#[test]
fn a_package_in_a_folder_of_a_branch_is_found_and_nothing_outside_it() {
    let forge = Forge::new();
    copy(&Path::new(HOUSE).join("catalogue/tests/good"), &forge.work().join("docs/pakke"));
    forge.write(&format!("docs/pakke/{PAGE}"), &forge.read(PAGE).replace("tittel: ", "tittel: I mappa "));
    forge.write("docs/pakke/.skjult", "x");
    std::os::unix::fs::symlink("/etc/passwd", forge.work().join("docs/pakke/moduler/10-ro/30-passwd.nb.md"))
        .expect("a link");
    forge.publish("En mappe");
    let (shelf, _) = forge.open("#main:docs/pakke");
    assert!(title(&shelf, "les").is_some_and(|title| title.starts_with("I mappa")));
    assert!(shelf.changed(PAGE).is_some() && shelf.package().problems.is_empty());
    assert!(shelf.files().iter().all(|path| !path.contains("passwd") && !path.contains("skjult")));
    assert_eq!(stopped(&forge.open("#main:docs").0), Some(Hindrance::NoPackage));
    assert_eq!(stopped(&forge.open("#main:ingen").0), Some(Hindrance::NoPackage));
}

#[tokio::test]
async fn nobody_is_told_what_lets_us_in() {
    let place = tempfile::tempdir().expect("a folder");
    // Nothing listens on the first port.
    let (shelf, _) = open(repository("https://robot:hemmelig@127.0.0.1:1/us/content.git#main", place.path()));
    assert_eq!(stopped(&shelf), Some(Hindrance::Unreachable));
    assert!(!format!("{:?}", shelf.publication()).contains("hemmelig"));
    let demo = Demo::on(shelf).await;
    let editor = demo.signed_in_as("Tale Haug").await;
    let page = demo.get("/nb/redaktor", &editor).await.body;
    assert!(page.contains("127.0.0.1:1/us/content.git") && page.contains("Vi får ikke kontakt"), "{page}");
    assert!(!page.contains("hemmelig") && !page.contains("robot:"));
    let config = fs::read_dir(place.path().join("copies")).expect("the copies").flatten();
    let config: String =
        config.map(|copy| fs::read_to_string(copy.path().join("config")).expect("a file")).collect();
    assert!(!config.contains("hemmelig"), "nor is it written down: {config}");
}

/// The real content in a folder of its own, which is a checkout.
fn folder() -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    copy(&Path::new(HOUSE).join("../content"), place.path());
    git(place.path(), &["init", "--quiet", "--initial-branch=main"]);
    git(place.path(), &["add", "--all"]);
    git(place.path(), &["commit", "--quiet", "--message", "Start"]);
    place
}

const READING: &str = "/nb/moduler/hva-er-inkludering/innledning";

fn reading(place: &Path) -> PathBuf {
    let modules = place.join("moduler");
    let all = fs::read_dir(modules).expect("the modules").flatten().map(|entry| entry.path());
    let module = all.into_iter().find(|path| path.ends_with("10-hva-er-inkludering")).expect("the module");
    let all = fs::read_dir(module).expect("the pages").flatten().map(|entry| entry.path());
    all.into_iter().find(|path| path.to_string_lossy().ends_with("-innledning.nb.md")).expect("the page")
}

#[tokio::test]
async fn a_page_in_a_folder_is_changed_broken_and_mended() {
    let place = folder();
    let (shelf, mut follower) = open(Source::Folder(place.path().to_owned()));
    let commit = git(place.path(), &["rev-parse", "HEAD"]);
    assert_eq!((shelf.publication().commit, &shelf.package().revision), (Some(commit.clone()), &commit));
    let demo = Demo::on(Arc::clone(&shelf) as _).await;
    let editor = demo.signed_in_as("Tale Haug").await;
    let desk = async |query: &str| demo.get(&format!("/nb/redaktor{query}"), &editor).await.body;
    assert!(desk("").await.contains("Ingenting er holdt tilbake"));

    let file = reading(place.path());
    let good = fs::read_to_string(&file).expect("a text");
    let change = |text: &str| fs::write(&file, text).expect("a file");
    change(&(good.clone() + "\nDette er nytt.\n"));
    follower.look(&shelf);
    assert!(demo.get(READING, "").await.body.contains("Dette er nytt."));
    assert_ne!(shelf.package().revision, commit, "what is not committed is no commit");

    change(&(good.clone() + "\nDette er nytt, og <b>feil</b>.\n"));
    follower.look(&shelf);
    let body = demo.get(READING, "").await.body;
    assert!(
        body.contains("Dette er nytt.") && !body.contains("Dette er nytt, og"),
        "the last good text stands"
    );
    let page = desk("").await;
    for word in
        ["Leserne ser den forrige teksten.", "Holdt tilbake siden", "-innledning.nb.md:", "Holdt tilbake (1)"]
    {
        assert!(page.contains(word), "{word} in {page}");
    }
    let leads = "?fil=moduler%2F10-hva-er-inkludering%2F10-innledning#feil";
    assert!(desk("?vis=feil").await.contains(leads) && !desk("?vis=nei").await.contains(leads));

    change(&(good + "\nDette er rettet.\n"));
    follower.look(&shelf);
    assert!(demo.get(READING, "").await.body.contains("Dette er rettet."));
    assert!(desk("").await.contains("Ingenting er holdt tilbake"));
    git(place.path(), &["commit", "--quiet", "--all", "--message", "Rettet"]);
    follower.look(&shelf);
    assert_eq!(shelf.package().revision, git(place.path(), &["rev-parse", "HEAD"]));

    fs::rename(place.path().join("pakke.yaml"), place.path().join("borte.yaml")).expect("a move");
    follower.look(&shelf);
    assert!(desk("").await.contains("Fila pakke.yaml mangler") && demo.get(READING, "").await.status == 200);
}

#[tokio::test]
async fn a_folder_tells_of_a_change_by_itself() {
    let place = folder();
    let (shelf, follower) = open(Source::Folder(place.path().to_owned()));
    server::content::keep_following(Arc::clone(&shelf), follower).expect("a thread");
    let file = reading(place.path());
    let text = fs::read_to_string(&file).expect("a text").replacen("tittel: ", "tittel: Ny ", 1);
    fs::write(&file, text).expect("a file");
    for _ in 0..200 {
        let package = shelf.package();
        let page = package.module("hva-er-inkludering").and_then(|module| module.page("innledning"));
        if page.is_some_and(|page| page.text.nb.title.starts_with("Ny ")) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("nothing happened");
}

#[tokio::test]
async fn the_editors_page_leads_to_the_forge_and_readers_may_propose_a_change() {
    let place = folder();
    let (shelf, mut follower) = open(Source::Folder(place.path().to_owned()));
    let demo = Demo::on(Arc::clone(&shelf) as _).await;
    assert!(!demo.get(READING, "").await.body.contains("Foreslå en endring"), "no forge, no way there");
    let editor = demo.signed_in_as("Tale Haug").await;
    assert!(demo.get("/nb/redaktor", &editor).await.body.contains("content/pakke.yaml"));

    let Demo(Platform { services, url, .. }) = &demo;
    let mut with_forge = Platform::over(url, Arc::clone(&shelf) as _).await;
    with_forge.forge("https://git.example.no/us/ours/src/branch/main/content/{path}#L{line}");
    assert!(!services.demo);
    let demo = Demo(with_forge);
    for (address, file) in [
        (READING, "-innledning.nb.md"),
        ("/nn/moduler/hva-er-inkludering", "/modul.nn.md"),
        ("/nn/ordningen/roller", "ordningen/30-roller.nn.md"),
        ("/nb/ordliste", "ordliste.nb.md"),
        ("/nb/kilder", "kilder.bib"),
        ("/nb/ressurser", "ressurser/ressurser.yaml"),
    ] {
        let body = demo.get(address, "").await.body;
        let link = body.split("href=\"https://git.example.no/us/ours/_edit/main/content/").nth(1);
        let to = link.and_then(|rest| rest.split('"').next()).unwrap_or_default();
        assert!(to.ends_with(file) && body.contains("Foreslå e"), "{address} leads to {to}");
    }
    fs::write(reading(place.path()), BROKEN).expect("a file");
    follower.look(&shelf);
    let page = demo.get("/nb/redaktor", &editor).await.body;
    let line = "https://git.example.no/us/ours/src/branch/main/content/moduler/10-hva-er-inkludering/";
    assert!(page.contains(line) && page.contains(".nb.md#L5\""), "{page}");
}
