//! A module's pages along its path A–D: large on the module's own page, small beside each of its pages.

use crate::{
    Here,
    components::{
        duration,
        icon::Icon,
        phase::{self, Letter},
    },
};
use domain::{
    package::{Module, Page, Phase},
    reading::Path,
};
use leptos::prelude::*;

/// What a path is drawn from.
pub struct Along<'m> {
    /// The address and language.
    pub here: &'m Here,
    /// The module.
    pub module: &'m Module,
    /// Slugs of the pages that the reader has marked done.
    pub done: Vec<String>,
}

impl Along<'_> {
    /// The address of one of the module's pages.
    pub fn address(&self, page: &Page) -> String {
        self.here.on(&format!("moduler/{}/{}", self.module.slug, page.slug))
    }

    /// The large path, with times.
    pub fn large(&self) -> AnyView {
        let t = &self.here.texts().module;
        let path = Path::of(self.module);
        let others = |heading: &'static str, pages: &[&Page]| {
            (!pages.is_empty()).then(|| {
                view! {
                    <li>
                        <h3>
                            <span class="phase" aria-hidden="true">
                                <Icon name="bok" />
                            </span>
                            {heading}
                        </h3>
                        {self.pages(pages)}
                    </li>
                }
            })
        };
        let phased = |(phase, pages): &(Phase, Vec<&Page>)| {
            let lang = self.here.lang;
            let time = phase::time(self.module, *phase, lang);
            let manner = phase::manner(*phase, lang);
            let takes = if time.is_empty() { manner.to_owned() } else { format!("{time}, {manner}") };
            view! {
                <li data-phase=phase::mark(*phase)>
                    <h3>
                        <Letter phase=*phase />
                        <span>
                            <span class="ds-sr-only">{phase.letter()} " "</span>
                            {phase::name(*phase, lang)}
                        </span>
                        <small>{takes}</small>
                    </h3>
                    {self.pages(pages)}
                </li>
            }
        };
        view! {
            <ol class="path">
                {others(t.before, &path.before)} {path.phases.iter().map(phased).collect_view()}
                {others(t.after, &path.after)}
            </ol>
        }
        .into_any()
    }

    fn pages(&self, pages: &[&Page]) -> AnyView {
        let lang = self.here.lang;
        let page = |page: &&Page| {
            let minutes = page.minutes.map(|n| duration::minutes(u32::from(n), lang));
            view! {
                <li>
                    <span>
                        <a href=self.address(page)>{page.text.get(lang).title.clone()}</a>
                        {self.is_done(page)}
                    </span>
                    <small>{minutes}</small>
                </li>
            }
        };
        view! { <ul>{pages.iter().map(page).collect_view()}</ul> }.into_any()
    }

    /// The small path, which says where one is.
    pub fn small(&self, current: &str) -> AnyView {
        let lang = self.here.lang;
        let path = Path::of(self.module);
        let page = |page: &&Page| {
            let is_here = (page.slug == current).then_some("page");
            view! {
                <li>
                    <a href=self.address(page) aria-current=is_here>
                        {page.text.get(lang).title.clone()}
                        {self.is_done(page)}
                    </a>
                </li>
            }
        };
        let group = |phase: Option<Phase>, pages: &[&Page]| {
            let letter = phase.map(|phase| {
                view! {
                    <Letter phase />
                    <span class="ds-sr-only">{format!("{} {}", phase.letter(), phase::name(phase, lang))}</span>
                }
            });
            (!pages.is_empty()).then(|| {
                view! {
                    <li data-phase=phase.map(phase::mark)>
                        <div>{letter}</div>
                        <ul>{pages.iter().map(page).collect_view()}</ul>
                    </li>
                }
            })
        };
        view! {
            <ol class="module-path">
                {group(None, &path.before)}
                {path.phases.iter().map(|(phase, pages)| group(Some(*phase), pages)).collect_view()}
                {group(None, &path.after)}
            </ol>
        }
        .into_any()
    }

    fn is_done(&self, page: &Page) -> Option<AnyView> {
        let done = self.done.contains(&page.slug);
        let t = &self.here.texts().page;
        done.then(|| {
            view! {
                " "
                <span class="done">
                    <Icon name="hake" />
                    <span class="ds-sr-only">{t.is_done}</span>
                </span>
            }
            .into_any()
        })
    }
}
