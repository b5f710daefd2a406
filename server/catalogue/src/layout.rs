//! What each file in `content/` is, by its name alone.

use crate::{
    Files, library, naming,
    problem::{Kind, Problem, problem},
    source::Place,
    year,
};
use domain::{
    Lang,
    package::{FOLDERS, is_id, numbered},
};
use std::collections::{BTreeMap, BTreeSet};

/// The files of the package, sorted by what they are.
#[derive(Default)]
pub(crate) struct Layout<'f> {
    /// By number and folder.
    pub(crate) modules: BTreeMap<(u32, &'f str), ModuleFiles<'f>>,
    /// Pages about the scheme around the package, by number and name without language.
    pub(crate) scheme: BTreeMap<(u32, &'f str), PageFiles<'f>>,
    /// By name without language, which begins with a year and a month.
    pub(crate) announcements: BTreeMap<&'f str, LangFiles<'f>>,
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
#[derive(Clone, Copy, Default)]
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
    ["jpeg", "jpg", "pdf", "png", "svg", "webp"].contains(&extension)
}

/// Sorts the files, and notes those whose names say nothing, languages that are missing and addresses that collide.
pub(crate) fn layout<'f>(files: &'f Files, problems: &mut Vec<Problem>) -> Layout<'f> {
    let mut layout = Layout::default();
    let mut bad_folders = BTreeSet::new();
    for path in files.keys() {
        if is_known(path) {
            continue;
        }
        if is_asset(&path.to_lowercase()) {
            problems.extend(naming::asset(path, &mut bad_folders));
            continue;
        }
        let (folder, rest) = path.split_once('/').unwrap_or(("", path));
        let placed = match folder {
            "moduler" => place(&mut layout, path, rest),
            "ordningen" => place_page(&mut layout.scheme, path, rest),
            "kunngjoringer" => place_announcement(&mut layout, path, rest),
            _ => None,
        };
        if placed.is_none() {
            problems.extend(naming::unknown(path, &mut bad_folders));
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

fn is_known(path: &str) -> bool {
    let known = [
        library::FILE,
        year::FILE,
        "pakke.yaml",
        "kilder.bib",
        "id-er.txt",
        "ordliste.nb.md",
        "ordliste.nn.md",
        crate::words::PASSED,
        "LES-MEG.md",
        "LISENS.md",
    ];
    known.contains(&path)
}

/// Puts a file under `moduler/` where it belongs.
fn place<'f>(layout: &mut Layout<'f>, path: &'f str, rest: &'f str) -> Option<()> {
    let (folder, name) = rest.split_once('/')?;
    let (order, slug) = numbered(folder)?;
    let (stem, lang) = in_language(name)?;
    if stem != "modul" {
        numbered(stem)?;
    }
    let module = layout.modules.entry((order, folder)).or_default();
    module.slug = slug;
    if stem == "modul" {
        *module.text.slot(lang) = Some(path);
        return Some(());
    }
    place_page(&mut module.pages, path, name)
}

/// Puts a page among those of its folder.
fn place_page<'f>(
    pages: &mut BTreeMap<(u32, &'f str), PageFiles<'f>>,
    path: &'f str,
    name: &'f str,
) -> Option<()> {
    let (stem, lang) = in_language(name)?;
    let (order, slug) = numbered(stem)?;
    let page = pages.entry((order, stem)).or_default();
    page.slug = slug;
    *page.text.slot(lang) = Some(path);
    Some(())
}

fn place_announcement<'f>(layout: &mut Layout<'f>, path: &'f str, name: &'f str) -> Option<()> {
    let (stem, lang) = in_language(name)?;
    let mut parts = stem.splitn(3, '-');
    let (year, month, name) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
    (digits(year, 4) && digits(month, 2) && is_id(name)).then_some(())?;
    *layout.announcements.entry(stem).or_default().slot(lang) = Some(path);
    Some(())
}

/// `20-okt.nb.md` as its name and its language.
pub(crate) fn in_language(name: &str) -> Option<(&str, Lang)> {
    let (stem, code) = name.strip_suffix(".md")?.rsplit_once('.')?;
    Some((stem, code.parse().ok()?))
}

fn check(layout: &Layout<'_>, problems: &mut Vec<Problem>) {
    // A module by one of those names would have another's place.
    let mut modules = BTreeMap::from(FOLDERS.map(|folder| (folder, folder.to_owned())));
    for ((_, folder), module) in &layout.modules {
        let path = format!("moduler/{folder}/modul");
        missing(&module.text, &path, problems);
        collision(&mut modules, module.slug, &module.text, &path, problems);

        check_pages(&module.pages, &format!("moduler/{folder}"), problems);
    }
    check_pages(&layout.scheme, "ordningen", problems);
    for (stem, files) in &layout.announcements {
        missing(files, &format!("kunngjoringer/{stem}"), problems);
    }
}

fn check_pages(pages: &BTreeMap<(u32, &str), PageFiles<'_>>, folder: &str, problems: &mut Vec<Problem>) {
    let mut seen = BTreeMap::new();
    for ((_, stem), page) in pages {
        let path = format!("{folder}/{stem}");
        missing(&page.text, &path, problems);
        collision(&mut seen, page.slug, &page.text, &path, problems);
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
