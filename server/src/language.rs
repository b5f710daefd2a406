//! Which language somebody who has not chosen one is met in.

use axum::http::{HeaderMap, Uri, header};
use domain::Lang;

/// The language in an address, as `/nn/moduler` has one, and a signed link such as `/e/n…` too.
pub fn in_path(path: &str) -> Option<Lang> {
    let mut parts = path.split('/').skip(1);
    match parts.next()? {
        "e" | "av" => app::link::language(parts.next()?),
        code => code.parse().ok(),
    }
}

/// The page that a request came from: its path and query.
pub fn referer(headers: &HeaderMap) -> Option<String> {
    let referer = headers.get(header::REFERER)?.to_str().ok()?.parse::<Uri>().ok()?;
    let path = referer.path_and_query()?.as_str();
    app::is_ours(path).then(|| path.to_owned())
}

/// The language of an address; else of the page one came from; else the one that the browser prefers.
pub fn of(path: &str, headers: &HeaderMap) -> Lang {
    in_path(path)
        .or_else(|| in_path(&referer(headers)?))
        .or_else(|| preferred(headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?))
        .unwrap_or(Lang::Nb)
}

/// The one of ours that stands highest in `Accept-Language`. `no` is an older name for bokmål.
fn preferred(accept_language: &str) -> Option<Lang> {
    let weighed = accept_language.split(',').filter_map(|one| {
        let (tag, weight) = one.split_once(';').unwrap_or((one, "q=1"));
        let lang = match tag.trim().split('-').next()?.to_ascii_lowercase().as_str() {
            "no" => Lang::Nb,
            code => code.parse().ok()?,
        };
        let weight: f32 = weight.trim().strip_prefix("q=")?.parse().ok()?;
        (weight > 0.0).then_some((lang, weight))
    });
    // The first of equals wins: `reduce` keeps what it has unless the next is better.
    weighed.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(lang, _)| lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_of_ours_wins() {
        assert_eq!(preferred("nn-NO,nn;q=0.9,nb;q=0.8"), Some(Lang::Nn));
        assert_eq!(preferred("en-GB,en;q=0.9,no;q=0.5,nn;q=0.4"), Some(Lang::Nb));
        assert_eq!(preferred("nb;q=0,nn;q=0.1"), Some(Lang::Nn));
        assert_eq!(preferred("en"), None);
        assert_eq!(preferred(""), None);
    }

    #[test]
    fn an_address_may_have_a_language() {
        assert_eq!(in_path("/nn/moduler"), Some(Lang::Nn));
        assert_eq!(in_path("/nb"), Some(Lang::Nb));
        assert_eq!(in_path("/b/K7M2QX"), None);
        assert_eq!(in_path("/e/nAbc_-"), Some(Lang::Nn));
        assert_eq!(in_path("/e/bAbc_-/takk"), Some(Lang::Nb));
        assert_eq!(in_path("/e/x"), None);
        assert_eq!(in_path("/"), None);
    }
}
