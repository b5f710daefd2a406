//! What each file in `content/` is, by its name alone.

use crate::{
    Files,
    outline::is_id,
    problem::{Kind, Problem, problem},
    source::Place,
};
use domain::Lang;
use std::collections::BTreeMap;

/// The files of the package, sorted by what they are.
#[derive(Default)]
pub(crate) struct Layout<'f> {
    /// By number and folder.
    pub(crate) modules: BTreeMap<(u32, &'f str), ModuleFiles<'f>>,
}

/// A module's files.
#[derive(Default)]
pub(crate) struct ModuleFiles<'f> {
    pub(crate) slug: &'f str,
    pub(crate) text: LangFiles<'f>,
    /// By number and name without language.
    pub(crate) pages: BTreeMap<(u32, &'f str), PageFiles<'f>>,
}

/// A page's files.
#[derive(Default)]
pub(crate) struct PageFiles<'f> {
    pub(crate) slug: &'f str,
    pub(crate) text: LangFiles<'f>,
}

/// One file a language, where it is there.
#[derive(Default)]
pub(crate) struct LangFiles<'f> {
    pub(crate) nb: Option<&'f str>,
    pub(crate) nn: Option<&'f str>,
}

impl<'f> LangFiles<'f> {
    fn slot(&mut self, lang: Lang) -> &mut Option<&'f str> {
        match lang {
            Lang::Nb => &mut self.nb,
            Lang::Nn => &mut self.nn,
        }
    }

    pub(crate) fn get(&self, lang: Lang) -> Option<&'f str> {
        match lang {
            Lang::Nb => self.nb,
            Lang::Nn => self.nn,
        }
    }
}

/// Whether a file is something that pages show or offer.
pub(crate) fn is_asset(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["avif", "jpeg", "jpg", "pdf", "png", "svg", "webp"].contains(&extension)
}

/// Sorts the files, and notes those whose names say nothing, languages that are missing and addresses that collide.
pub(crate) fn layout<'f>(files: &'f Files, problems: &mut Vec<Problem>) -> Layout<'f> {
    let mut layout = Layout::default();
    for path in files.keys() {
        if let Some(rest) = path.strip_prefix("moduler/") {
            let known = place(&mut layout, path, rest);
            if known.is_none() && !is_asset(path) {
                problems.push(unknown(
                    path,
                    "Sider heter NN-navn.nb.md og NN-navn.nn.md og ligger i moduler/NN-navn/.",
                ));
            }
        } else if !is_known_root(path) && !is_asset(path) {
            problems.push(unknown(path, "Flytt fila til mappa til en modul, eller ta den bort."));
        }
    }
    for name in ["pakke.yaml", "ordliste.nb.md", "ordliste.nn.md"] {
        if !files.contains_key(name) {
            problems.push(problem(
                Kind::MissingFile,
                name,
                Place::START,
                format!("Fila {name} mangler."),
                "Lag fila; LES-MEG.md viser hva som skal stå i den.",
            ));
        }
    }
    check(&layout, problems);
    layout
}

fn is_known_root(path: &str) -> bool {
    let known = [
        "pakke.yaml",
        "kilder.bib",
        "id-er.txt",
        "ordliste.nb.md",
        "ordliste.nn.md",
        "LES-MEG.md",
        "LISENS.md",
    ];
    known.contains(&path)
}

fn unknown(path: &str, mend: &str) -> Problem {
    problem(
        Kind::UnknownFile,
        path,
        Place::START,
        "Navnet sier ikke hva fila er, så den blir ikke brukt.",
        mend,
    )
}

/// Puts a file under `moduler/` where it belongs.
fn place<'f>(layout: &mut Layout<'f>, path: &'f str, rest: &'f str) -> Option<()> {
    let (folder, name) = rest.split_once('/')?;
    let (order, slug) = numbered(folder)?;
    let (stem, code) = name.strip_suffix(".md")?.rsplit_once('.')?;
    let lang: Lang = code.parse().ok()?;
    let page = if stem == "modul" { None } else { Some(numbered(stem)?) };

    let module = layout.modules.entry((order, folder)).or_default();
    module.slug = slug;
    match page {
        None => *module.text.slot(lang) = Some(path),
        Some((order, slug)) => {
            let page = module.pages.entry((order, stem)).or_default();
            page.slug = slug;
            *page.text.slot(lang) = Some(path);
        }
    }
    Some(())
}

/// `20-okt` as its number and its slug.
fn numbered(name: &str) -> Option<(u32, &str)> {
    let (number, slug) = name.split_once('-')?;
    let digits = !number.is_empty() && number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit());
    (digits && is_id(slug)).then_some(())?;
    Some((number.parse().ok()?, slug))
}

fn check(layout: &Layout<'_>, problems: &mut Vec<Problem>) {
    let mut modules = BTreeMap::new();
    for ((_, folder), module) in &layout.modules {
        let path = format!("moduler/{folder}/modul");
        missing(&module.text, &path, problems);
        collision(&mut modules, module.slug, &module.text, &path, problems);

        let mut pages = BTreeMap::new();
        for ((_, stem), page) in &module.pages {
            let path = format!("moduler/{folder}/{stem}");
            missing(&page.text, &path, problems);
            collision(&mut pages, page.slug, &page.text, &path, problems);
        }
    }
}

fn missing(files: &LangFiles<'_>, path: &str, problems: &mut Vec<Problem>) {
    for lang in Lang::ALL {
        if files.get(lang).is_none() {
            problems.push(problem(
                Kind::LanguageMissing,
                &format!("{path}.{lang}.md"),
                Place::START,
                format!("Fila finnes ikke, så teksten mangler på {}.", lang.name().to_lowercase()),
                "Lag fila som en kopi av den andre målformen, og oversett den. Id-er og tall skal være like.",
            ));
        }
    }
}

fn collision<'f>(
    seen: &mut BTreeMap<&'f str, String>,
    slug: &'f str,
    files: &LangFiles<'_>,
    path: &str,
    problems: &mut Vec<Problem>,
) {
    if let Some(first) = seen.get(slug) {
        let file = files.nb.or(files.nn).map_or_else(|| format!("{path}.nb.md"), str::to_owned);
        problems.push(problem(
            Kind::SameAddress,
            &file,
            Place::START,
            format!("Adressen «{slug}» er alt brukt av {first}."),
            "Gi den ene et annet navn etter tallet.",
        ));
    } else {
        seen.insert(slug, path.to_owned());
    }
}
