//! «Publisert 10.42»: which state of the content readers see, or what stopped a newer one.

use super::desk::Desk;
use crate::{components::moment::moment, locales::fill};
use domain::package::{Hindrance, Origin};
use leptos::prelude::*;

pub(super) fn section(desk: &Desk<'_>) -> AnyView {
    let t = &desk.here.texts().editor;
    let publication = desk.catalogue().publication();
    let say = |at| moment(at, desk.ambient(), desk.here);
    let commit = publication.short_commit().map(str::to_owned);
    let commit = commit.map(|commit| view! { " · " <code>{commit}</code> });
    let from = match &publication.origin {
        Origin::Embedded => t.from_embedded.to_owned(),
        Origin::Folder => t.from_folder.to_owned(),
        Origin::Repository { address, branch } => {
            fill(t.from_repository, &[("address", address), ("branch", branch)])
        }
    };
    // Until something has been fetched, readers see what came with the program.
    let is_fetched = publication.commit.is_some() || !matches!(publication.origin, Origin::Repository { .. });
    let says = if is_fetched {
        fill(t.published, &[("at", &say(publication.at))])
    } else {
        t.not_fetched.to_owned()
    };
    let stopped = publication.stopped.map(|(hindrance, since)| {
        let since = fill(t.stopped_since, &[("at", &say(since))]);
        view! {
            <div class="ds-alert" data-color="warning">
                <h2>{t.stopped}</h2>
                <p>{because(desk, hindrance)} " " {since}</p>
            </div>
        }
    });
    view! {
        <p class="meta" id="publisert">
            {says} {commit} " · " {from}
        </p>
        {stopped}
    }
    .into_any()
}

/// What stands in the way, and who can do something about it.
fn because(desk: &Desk<'_>, hindrance: Hindrance) -> &'static str {
    let t = &desk.here.texts().editor;
    match hindrance {
        Hindrance::NoGit => t.no_git,
        Hindrance::Unreachable => t.unreachable,
        Hindrance::TooSlow => t.too_slow,
        Hindrance::NotLetIn => t.not_let_in,
        Hindrance::NoRepository => t.no_repository,
        Hindrance::NoBranch => t.no_branch,
        Hindrance::NoPackage => t.no_package,
        Hindrance::TooLarge => t.too_large,
        Hindrance::Unreadable => t.unreadable,
    }
}
