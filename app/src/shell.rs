//! The document around a screen: what stands in `<head>`, and whether the browser gets a script.

use crate::{
    Assets, Fault, Here, Reply, Services,
    components::{frame::Frame, typed::typed},
    locales::Texts,
    pages::{self, Screen, fault::Field},
    routes,
};
use domain::Lang;
use leptos::{config::LeptosOptions, hydration::HydrationScripts, prelude::*};

/// The whole answer to a request for a page. The screen is complete before the document begins, so it knows its title
/// and status, and needs no script to become whole.
pub async fn page() -> AnyView {
    document(routes::screen_here().await)
}

/// The whole answer where something was not done: the same house, and a way on.
pub async fn refusal(screen: impl FnOnce() -> Screen) -> AnyView {
    document(Ok(screen()))
}

/// The whole answer to a page that was tried.
pub async fn tried(fields: Vec<Field>, wanted: Option<Lang>) -> AnyView {
    document(Ok(pages::trial::posted(fields, wanted).await))
}

fn document(screen: Result<Screen, Fault>) -> AnyView {
    let here = Here::get();
    let reply = Reply::get();
    let screen = screen.unwrap_or_else(|fault| {
        reply.status(fault.status());
        if fault == Fault::SIGNED_OUT {
            reply.redirect(here.to_login());
        }
        crate::pages::fault::screen(&fault)
    });
    if screen.live {
        reply.allow_script();
    }
    if screen.public {
        reply.same_for_all();
    }
    let assets: Assets = expect_context();
    let title = title(&screen, here.texts());
    view! {
        <!DOCTYPE html>
        <html lang=here.lang.code()>
            <head>
                <meta charset="utf-8" />
                // A browser takes everything in here as text, the marks between Leptos' own texts too.
                <title inner_html=typed(&title)></title>
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="stylesheet" href=assets.stylesheet />
                // Without one, a browser asks for /favicon.ico.
                <link rel="icon" href="data:," />
                {screen.public.then(|| signposts(&here, &title, &screen.summary))}
                // What is not for everyone, or is another list for every question, no search engine lists.
                {(!screen.public).then(|| view! { <meta name="robots" content="noindex" /> })}
                {screen
                    .live
                    .then(|| view! { <HydrationScripts options=client(assets) islands=true /> })}
            </head>
            <body>{if screen.bare { screen.body } else { view! { <Frame class=screen.class>{screen.body}</Frame> }.into_any() }}</body>
        </html>
    }
    .into_any()
}

/// What tells search engines, feed readers and whoever a link is sent to what the page is, and which others say the
/// same. An arena or a choice in the address makes no page of its own.
fn signposts(here: &Here, title: &str, summary: &str) -> AnyView {
    let plain = Here { query: String::new(), ..here.clone() };
    let public_url = Services::get().public_url;
    let address = |lang| format!("{public_url}{}", plain.in_lang(lang));
    let others = Lang::ALL.into_iter().map(|lang| (lang.code(), lang)).chain([("x-default", Lang::ALL[0])]);
    let others =
        others.map(|(code, lang)| view! { <link rel="alternate" hreflang=code href=address(lang) /> });
    let locale = match here.lang {
        Lang::Nb => "nb_NO",
        Lang::Nn => "nn_NO",
    };
    let t = here.texts();
    let graph = [
        ("og:type", "website".to_owned()),
        ("og:title", title.to_owned()),
        ("og:description", summary.to_owned()),
        ("og:url", address(here.lang)),
        ("og:locale", locale.to_owned()),
        ("og:site_name", t.frame.product.to_owned()),
        ("og:image", format!("{public_url}/deling.png")),
        ("og:image:width", "1200".to_owned()),
        ("og:image:height", "630".to_owned()),
        ("og:image:alt", t.frame.picture.to_owned()),
    ];
    let graph = graph.map(|(name, value)| leptos::html::meta().attr("property", name).attr("content", value));
    view! {
        <meta name="description" content=summary.to_owned() />
        <link rel="canonical" href=address(here.lang) />
        {others.collect_view()}
        <link
            rel="alternate"
            r#type="application/atom+xml"
            title=t.feed.title
            href=here.to("endringer.atom")
        />
        {graph.into_iter().collect_view()}
    }
    .into_any()
}

fn title(screen: &Screen, texts: &Texts) -> String {
    match screen.title.as_str() {
        "" => texts.frame.product.into(),
        title => format!("{title} – {}", texts.frame.product),
    }
}

/// Tells Leptos where the browser's code lies: `{client}/client.js` and `{client}/client_bg.wasm`.
fn client(assets: Assets) -> LeptosOptions {
    LeptosOptions::builder().output_name("client").site_pkg_dir(assets.client.trim_start_matches('/')).build()
}
