//! New content in a server that runs.

use domain::{
    Lang,
    package::{Module, Package, Page},
};

/// The fresh package, in which a page that is faulty now and was good before keeps its old text. Its faults go along
/// in `PageText::problems`, for editors.
pub fn keep_good(mut fresh: Package, running: &Package) -> Package {
    for module in &mut fresh.modules {
        if let Some(old) = running.module(&module.slug) {
            keep_in(module, old);
        }
    }
    fresh
}

fn keep_in(module: &mut Module, old: &Module) {
    let mut faulty = Vec::new();
    for page in module.faulty.drain(..) {
        match old.page(&page.slug) {
            Some(good) => module.pages.push(with_problems(good, page)),
            None => faulty.push(page),
        }
    }
    module.faulty = faulty;
    module.pages.sort_by(|a, b| (a.order, &a.slug).cmp(&(b.order, &b.slug)));
}

fn with_problems(good: &Page, faulty: Page) -> Page {
    let mut page = good.clone();
    for lang in Lang::ALL {
        let problems = faulty.text.get(lang).problems.clone();
        match lang {
            Lang::Nb => page.text.nb.problems = problems,
            Lang::Nn => page.text.nn.problems = problems,
        }
    }
    page
}
