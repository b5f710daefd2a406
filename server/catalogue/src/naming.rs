//! Why a file or a folder cannot be called what it is called, and what to call it instead.

use crate::{
    layout::{in_language, is_asset},
    outline::slug,
    problem::{Kind, Problem, problem},
    source::Place,
};
use domain::package::numbered;
use std::collections::BTreeSet;

/// What a machine lays in a folder by itself.
const OF_THE_MACHINE: [&str; 2] = ["thumbs.db", "desktop.ini"];

/// Pictures that not every browser can show.
const OTHER_PICTURES: [&str; 7] = ["avif", "bmp", "gif", "heic", "svgz", "tif", "tiff"];

/// Documents that are not read.
const DOCUMENTS: [&str; 12] =
    ["doc", "docx", "htm", "html", "odt", "pages", "ppt", "pptx", "rtf", "txt", "xls", "xlsx"];

/// Says why nobody knows what a file is. A module's folder that is to blame is said once, and noted in `folders`.
pub(crate) fn unknown<'f>(path: &'f str, folders: &mut BTreeSet<&'f str>) -> Option<Problem> {
    if let Some(folder) = module_folder(path).filter(|folder| numbered(folder).is_none()) {
        let (message, better) = bad_name("Mappa", folder);
        let mend = format!("Kall mappa {better}. Til da blir ingen av filene i den brukt.");
        return folders.insert(folder).then(|| problem(Kind::UnknownFile, path, Place::START, message, mend));
    }
    let (message, mend) = why_unknown(path);
    Some(problem(Kind::UnknownFile, path, Place::START, message, mend))
}

/// Refuses the name of a picture, or of another file that pages offer, that would not do as an address.
pub(crate) fn asset<'f>(path: &'f str, folders: &mut BTreeSet<&'f str>) -> Option<Problem> {
    if module_folder(path).is_some_and(|folder| numbered(folder).is_none()) {
        return unknown(path, folders);
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    if stem.chars().all(is_good) && is_asset(name) {
        return None;
    }
    let better = format!("{}.{}", slug(stem), extension.to_lowercase());
    Some(problem(
        Kind::BadFileName,
        path,
        Place::START,
        format!(
            "Filnavnet «{name}» har tegn som ikke kan brukes: {}.",
            bad_signs(name.replace('.', "").as_str())
        ),
        format!("Kall fila {better}, og skriv det samme der den er brukt."),
    ))
}

/// The folder of a module that a file lies in.
fn module_folder(path: &str) -> Option<&str> {
    path.strip_prefix("moduler/")?.split_once('/').map(|(folder, _)| folder)
}

fn why_unknown(path: &str) -> (String, String) {
    let say = |message: &str, mend: &str| (message.to_owned(), mend.to_owned());
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let small = name.to_lowercase();
    let extension = small.rsplit_once('.').map_or("", |(_, extension)| extension);
    if OF_THE_MACHINE.contains(&small.as_str()) || name.starts_with(['.', '~']) {
        return say(
            "Fila er laget av maskinen og hører ikke til innholdet.",
            "Ta den bort, den trengs ikke.",
        );
    }
    if OTHER_PICTURES.contains(&extension) {
        let message = format!("Bilder av typen {extension} kan ikke alle se.");
        return (message, "Lagre bildet som svg, png, jpg eller webp, og ta bort denne fila.".to_owned());
    }
    if DOCUMENTS.contains(&extension) {
        let message = format!("Dokumenter av typen {extension} blir ikke lest.");
        let mend =
            "Ta fila bort. Skal teksten være med, skriv den i en fil som slutter på .nb.md og en på .nn.md.";
        return (message, mend.to_owned());
    }
    let (top, deeper) = folder.split_once('/').unwrap_or((folder, ""));
    match (top, deeper) {
        ("moduler", "") => say(
            "Fila ligger utenfor mappene til modulene, så den blir ikke brukt.",
            "Legg den i mappa til en modul, som moduler/20-navn/.",
        ),
        ("moduler", deeper) if deeper.contains('/') => say(
            "Fila ligger i en mappe inne i en modul, og der blir ingenting lest.",
            "Legg den rett i mappa til modulen.",
        ),
        ("moduler", _) => page(name, "Sider heter NN-navn.nb.md og NN-navn.nn.md."),
        ("ordningen", "") => {
            page(name, "Sider heter NN-navn.nb.md og NN-navn.nn.md. Datoene i årshjulet heter arshjul.yaml.")
        }
        ("kunngjoringer", _) => say(
            "Navnet sier ikke hva fila er, så den blir ikke brukt.",
            "En kunngjøring heter ÅÅÅÅ-MM-navn.nb.md og ÅÅÅÅ-MM-navn.nn.md, som 2026-11-velkommen.nb.md.",
        ),
        ("ressurser", _) => {
            say("Fila blir ikke brukt.", "Alle ressursene ligger i fila ressurser.yaml. Ta denne bort.")
        }
        _ => say(
            "Navnet sier ikke hva fila er, så den blir ikke brukt.",
            "Flytt fila til mappa til en modul, eller ta den bort.",
        ),
    }
}

/// Why a file in a folder of pages is none.
fn page(name: &str, otherwise: &str) -> (String, String) {
    let Some(stem) = name.strip_suffix(".md") else {
        let message = "Navnet sier ikke hva fila er, så den blir ikke brukt.";
        return (message.to_owned(), format!("{otherwise} Er fila ikke en side, ta den bort."));
    };
    let Some((stem, lang)) = in_language(name) else {
        let stem = stem.split('.').next().unwrap_or(stem);
        let better = if numbered(stem).is_some() { stem.to_owned() } else { bad_name("", stem).1 };
        return (
            format!("Navnet «{name}» sier ikke hvilket språk fila er på."),
            format!("Kall den {better}.nb.md eller {better}.nn.md."),
        );
    };
    let (message, better) = bad_name("Navnet", stem);
    (message, format!("Kall fila {better}.{lang}.md."))
}

/// Why a name is no number and slug, and one that is.
fn bad_name(what: &str, name: &str) -> (String, String) {
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = name.split_at(digits);
    let better = format!("{}-{}", if (1..=4).contains(&digits) { number } else { "30" }, slug(rest));
    let signs = bad_signs(name);
    let message = if !signs.is_empty() {
        format!("{what} «{name}» har tegn som ikke kan stå i en adresse: {signs}.")
    } else if digits == 0 {
        format!("{what} «{name}» begynner ikke med et tall, som gir rekkefølgen.")
    } else {
        format!("{what} «{name}» er ikke et tall på høyst fire siffer, en bindestrek og et navn.")
    };
    (message, better)
}

fn is_good(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
}

/// The characters that a name cannot have, each once.
fn bad_signs(name: &str) -> String {
    let mut signs: Vec<String> = Vec::new();
    for c in name.chars().filter(|c| !is_good(*c)) {
        let sign = if c.is_whitespace() { "mellomrom".to_owned() } else { format!("«{c}»") };
        if !signs.contains(&sign) {
            signs.push(sign);
        }
    }
    signs.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(path: &str) -> (String, String) {
        let problem = unknown(path, &mut BTreeSet::new()).expect("it is said");
        (problem.message, problem.mend)
    }

    #[test]
    fn the_fault_is_named_and_so_is_a_better_name() {
        for (path, named, better) in [
            ("moduler/30-økt/10-les.nb.md", "«ø»", "30-okt."),
            ("moduler/tid/10-les.nb.md", "begynner ikke med et tall", "30-tid."),
            ("moduler/30-Ny økt/10-les.nb.md", "«N», mellomrom, «ø»", "30-ny-okt."),
            ("moduler/30-okt/10-øve.nb.md", "«ø»", "10-ove.nb.md"),
            ("moduler/30-okt/les.nn.md", "begynner ikke med et tall", "30-les.nn.md"),
            ("moduler/30-okt/10-les.md", "språk", "10-les.nb.md"),
            ("moduler/30-okt/10-les.en.md", "språk", "10-les.nn.md"),
            ("moduler/12345-okt/10-les.nb.md", "fire siffer", "30-okt."),
            ("moduler/10-les.nb.md", "utenfor", "mappa til en modul"),
            ("moduler/30-okt/Thumbs.db", "maskinen", "Ta den bort"),
            ("moduler/30-okt/notat.docx", "docx", "Ta fila bort"),
            ("moduler/30-okt/klokke.gif", "gif", "svg, png"),
            ("moduler/30-okt/ny/10-les.nb.md", "inne i en modul", "rett i mappa"),
        ] {
            let (message, mend) = said(path);
            assert!(message.contains(named) && mend.contains(better), "{path}: {message} {mend}");
        }
    }

    #[test]
    fn a_folder_is_said_once() {
        let mut folders = BTreeSet::new();
        assert!(unknown("moduler/økt/10-les.nb.md", &mut folders).is_some());
        assert!(unknown("moduler/økt/10-les.nn.md", &mut folders).is_none());
        assert!(asset("moduler/økt/Klokke.svg", &mut folders).is_none());
        assert!(asset("moduler/10-okt/klokke-2.svg", &mut folders).is_none());
        for (path, better) in
            [("Klokke.svg", "klokke.svg"), ("Bilde 1.PNG", "bilde-1.png"), ("måne.jpg", "mane.jpg")]
        {
            let path = format!("moduler/10-okt/{path}");
            let problem = asset(&path, &mut BTreeSet::new()).expect("it is refused");
            assert!(problem.mend.contains(better), "{problem:?}");
        }
    }
}
