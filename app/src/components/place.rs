//! Where something was written: `module/page` or `module/page/prompt`, as a name and an address.

use crate::Here;
use domain::package::{Block, Package};

/// A place in the package as its readers know it.
pub struct Place {
    /// The page's title; what is stored where the page is gone.
    pub title: String,
    /// The question, where the place is one.
    pub question: Option<String>,
    /// The page's address, where the page is still there.
    pub address: Option<String>,
}

impl Place {
    /// The place that a stored path points at.
    pub fn of(package: &Package, path: &str, here: &Here) -> Place {
        let mut parts = path.splitn(3, '/');
        let (module, slug, prompt) = (parts.next(), parts.next(), parts.next());
        let page = module.zip(slug).and_then(|(module, slug)| package.module(module)?.page(slug));
        let Some(page) = page else {
            return Place { title: path.to_owned(), question: None, address: None };
        };
        let text = page.text.get(here.lang);
        let in_text = text.blocks.iter().filter_map(|block| match block {
            Block::Prompt(prompt) => Some(prompt),
            Block::Html(_) | Block::Arenas(_) | Block::Video(..) | Block::Agreement => None,
        });
        let question = page
            .steps
            .iter()
            .flat_map(|step| &step.prompts)
            .chain(&page.prompts)
            .chain(in_text)
            .find(|one| Some(one.id.as_str()) == prompt)
            .map(|one| one.text.get(here.lang).question.clone());
        let address = module.map(|module| here.to(&format!("moduler/{module}/{}", page.slug)));
        Place { title: text.title.clone(), question, address }
    }
}
