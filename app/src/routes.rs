//! The table of screens: which page stands at which address.

use crate::{
    Fault, Here, Reply,
    pages::{self, Screen},
};
use domain::{Lang, package::Package};

/// The screen at an address, its language taken off: `/nb/moduler/hva` comes in as `["moduler", "hva"]`.
pub async fn screen(path: &[&str]) -> Result<Screen, Fault> {
    match path {
        [] => pages::home::screen(),
        ["bli-med"] => pages::join::screen(),
        ["okt", id] => pages::session::screen(id).await,
        ["okt", id, "referat"] => pages::minutes::screen(id).await,
        ["okt", id, "ta-igjen"] => pages::catch_up::screen(id).await,
        ["moduler"] => pages::modules::screen(),
        ["moduler", module] => pages::module::screen(module).await,
        ["moduler", module, page] => pages::page::screen(module, page).await,
        ["ordliste"] => pages::glossary::screen(),
        ["ordliste", term] => pages::term::screen(term),
        ["kilder"] => pages::sources::screen(),
        ["ordningen"] => pages::scheme::screen(),
        ["ordningen", page] => pages::scheme_page::screen(page),
        ["ressurser"] => pages::resources::screen(),
        ["sok"] => pages::search::screen(),
        ["hjelp"] => pages::help::screen(),
        ["personvern"] => pages::privacy::screen(),
        ["tilgjengelighet"] => pages::accessibility::screen(),
        ["logg-inn"] => pages::sign_in::screen().await,
        ["logg-inn", "kode"] => pages::sign_in::code(),
        ["min-side"] => pages::my_page::screen().await,
        ["min-side", "navn"] => pages::sign_in::name(),
        ["min-side", "e-post"] => pages::letters::preview().await,
        ["min-side", "kalender", token] => pages::letters::calendar(token).await,
        ["min-side", "slett"] => pages::forget::screen().await,
        ["slettet"] => pages::forget::done(),
        ["invitasjon", token] => pages::invitation::screen(token).await,
        ["invitasjon", token, "del"] => pages::invitation::share(token).await,
        ["team", id] => pages::team::screen(id).await,
        ["planlegg"] => pages::plan::screen().await,
        ["avtale", id] => pages::agreement::screen(id).await,
        ["avtale", id, "oppslag"] => pages::poster::screen(id).await,
        ["leder"] => pages::leader::screen().await,
        ["leder", unit] => pages::leader::unit(unit).await,
        ["eier"] => pages::owner::screen().await,
        ["redaktor"] => pages::editor::screen().await,
        ["redaktor", "prov"] => pages::trial::screen(),
        ["eier", owner] => pages::owner::owner(owner).await,
        _ => Err(Fault::MISSING),
    }
}

/// The addresses of all screens that are [public](Screen::public), their language taken off; the front page's is empty.
pub fn public(package: &Package) -> Vec<String> {
    let fixed = [
        "",
        "moduler",
        "ordliste",
        "kilder",
        "ordningen",
        "ressurser",
        "hjelp",
        "personvern",
        "tilgjengelighet",
    ];
    let modules = package.modules.iter().map(|module| format!("moduler/{}", module.slug));
    let pages = package.pages().map(|(address, _)| address);
    let terms = package.terms(Lang::ALL[0]).iter().map(|term| format!("ordliste/{}", term.id));
    fixed.into_iter().map(str::to_owned).chain(modules).chain(pages).chain(terms).collect()
}

/// The screen at the address of the request being answered. What is typed by hand or read by a camera has no language
/// in its address, and is met in the one that the browser prefers; a signed link has one of its own.
pub(crate) async fn screen_here() -> Result<Screen, Fault> {
    let here = Here::get();
    let parts: Vec<&str> = here.path.split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [first, rest @ ..] if *first == here.lang.code() => screen(rest).await,
        ["b"] => {
            Reply::get().redirect(here.to("bli-med"));
            Err(Fault::MISSING)
        }
        ["b", code] => {
            Reply::get().redirect(format!("{}?kode={code}", here.to("bli-med")));
            Err(Fault::MISSING)
        }
        ["e", token] => pages::tell::screen(token).await,
        ["e", token, "takk"] => pages::tell::thanks(token),
        ["av", token] => pages::letters::stop(token),
        ["skjerm", code] => pages::shared_screen::screen(code).await,
        _ => Err(Fault::MISSING),
    }
}
