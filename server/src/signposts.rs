//! What machines read to find their way: which addresses there are, and what has changed.

use crate::{kept::SameForAll, site::Site};
use app::locales::texts;
use axum::{
    Extension,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use domain::{Catalogue, Date, Lang, Timestamp, package::Package};
use std::{collections::HashMap, fmt::Write as _};

/// So many changes are told; who reads the feed seldom sees those of a season.
const ENTRIES: usize = 50;

/// `GET /robots.txt`: everyone may read what is for everyone.
pub async fn robots(State(site): State<Site>) -> Response {
    let public_url = &site.services.public_url;
    let body = format!(
        "User-agent: *\nDisallow: /api/\nDisallow: /av/\nDisallow: /b/\nDisallow: /e/\nDisallow: /kalender/\nDisallow: /skjerm/\nSitemap: {public_url}/sitemap.xml\n"
    );
    answer("text/plain; charset=utf-8", body)
}

/// `GET /sitemap.xml`: every page that is for everyone, in each language.
pub async fn sitemap(State(site): State<Site>) -> Response {
    let catalogue = &*site.services.catalogue;
    let package = catalogue.package();
    answer("application/xml; charset=utf-8", map(&package, catalogue, &site.services.public_url))
}

/// `GET /nb/endringer.atom`: what is new, newest first.
pub async fn feed(State(site): State<Site>, Extension(lang): Extension<Lang>) -> Response {
    let catalogue = &*site.services.catalogue;
    let package = catalogue.package();
    let today = site.services.ambient.today();
    let body = changes(&package, catalogue, &site.services.public_url, lang, today);
    answer("application/atom+xml; charset=utf-8", body)
}

fn answer(kind: &'static str, body: String) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=3600")];
    (Extension(SameForAll), headers, body).into_response()
}

/// When each page was last changed, by its address and language.
fn changed(package: &Package, catalogue: &dyn Catalogue, lang: Lang) -> HashMap<String, Timestamp> {
    let pages = package.pages();
    pages
        .filter_map(|(address, page)| Some((address, catalogue.changed(&page.text.get(lang).file)?)))
        .collect()
}

/// The address of a screen, for those who come from elsewhere.
fn whole(public_url: &str, lang: Lang, screen: &str) -> String {
    let slash = if screen.is_empty() { "" } else { "/" };
    xml(&format!("{public_url}/{lang}{slash}{screen}"))
}

// Writing to a String cannot fail, so the results below carry nothing.

fn map(package: &Package, catalogue: &dyn Catalogue, public_url: &str) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for lang in Lang::ALL {
        let changed = changed(package, catalogue, lang);
        for screen in app::routes::public(package) {
            write!(out, "<url><loc>{}</loc>", whole(public_url, lang, &screen)).unwrap_or_default();
            if let Some(at) = changed.get(&screen) {
                write!(out, "<lastmod>{}</lastmod>", at.iso()).unwrap_or_default();
            }
            for other in Lang::ALL {
                let address = whole(public_url, other, &screen);
                write!(out, "<xhtml:link rel=\"alternate\" hreflang=\"{other}\" href=\"{address}\"/>")
                    .unwrap_or_default();
            }
            out.push_str("</url>\n");
        }
    }
    out + "</urlset>\n"
}

/// Something that is new.
struct Entry {
    /// The moment as ISO 8601 has it, which sorts as it reads.
    at: String,
    address: String,
    title: String,
    /// What it says, as the element that holds it.
    says: String,
}

fn changes(
    package: &Package,
    catalogue: &dyn Catalogue,
    public_url: &str,
    lang: Lang,
    today: Date,
) -> String {
    let announced = package.announcements.iter().filter(|one| one.from <= today).map(|one| {
        let text = one.text.get(lang);
        Entry {
            at: midnight(one.from),
            address: format!("{}#{}", whole(public_url, lang, ""), xml(&one.slug)),
            title: text.title.clone(),
            says: format!("<content type=\"html\">{}</content>", xml(&text.html.0)),
        }
    });
    let changed = changed(package, catalogue, lang);
    let pages = package.pages().filter_map(|(screen, page)| {
        let text = page.text.get(lang);
        Some(Entry {
            at: changed.get(&screen)?.iso(),
            address: whole(public_url, lang, &screen),
            title: text.title.clone(),
            says: format!("<summary>{}</summary>", xml(&text.summary)),
        })
    });
    let mut entries: Vec<Entry> = announced.chain(pages).collect();
    entries.sort_by(|a, b| (&b.at, &a.address).cmp(&(&a.at, &b.address)));
    entries.truncate(ENTRIES);

    let t = texts(lang);
    let own = whole(public_url, lang, "endringer.atom");
    let home = whole(public_url, lang, "");
    let updated = entries.first().map_or_else(|| midnight(today), |newest| newest.at.clone());
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\" xml:base=\"{home}\">\n\
         <id>{own}</id><title>{}</title><updated>{updated}</updated><author><name>{}</name></author>\n\
         <link rel=\"self\" href=\"{own}\"/><link href=\"{home}\"/>\n",
        xml(t.feed.title),
        xml(t.frame.product),
    );
    for Entry { at, address, title, says } in entries {
        writeln!(
            out,
            "<entry><id>{address}</id><title>{}</title><updated>{at}</updated><link href=\"{address}\"/>{says}</entry>",
            xml(&title),
        )
        .unwrap_or_default();
    }
    out + "</feed>\n"
}

fn midnight(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

/// Text as XML may hold it, between tags and within quotation marks.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // What XML has no room for at all.
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}
