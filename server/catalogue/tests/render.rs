//! What Markdown becomes, to the letter.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by panicking")]

use catalogue::{Files, Level, Package, load, read_dir};
use domain::package::{Audience, Block, Page, VideoHost};

const FRONT: &str = "---\ntittel: Les\ningress: Kort om ro.\nvarighet: 5\nfor: [skole]\n---\n\n";

const STOOL: &str = "<svg viewBox=\"0 0 24 12\"><title>Stol</title><desc>En rød stol.</desc></svg>";

/// The good package with another body in both languages of its reading page.
fn package(nb: &str, nn: &str) -> Package {
    let mut files = good();
    files.insert("moduler/10-ro/10-les.nb.md".into(), format!("{FRONT}{nb}").into_bytes());
    files.insert("moduler/10-ro/10-les.nn.md".into(), format!("{FRONT}{nn}").into_bytes());
    files.insert("moduler/10-ro/stol.svg".into(), STOOL.into());
    load(&files, "2026-08-01".parse().unwrap())
}

/// One text stands for both languages here, so that half of it is in the wrong one.
fn assert_no_faults(package: &Package) {
    assert!(package.problems.iter().all(|problem| problem.level == Level::Warning), "{:?}", package.problems);
}

fn good() -> Files {
    read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/good")).unwrap()
}

fn page(body: &str) -> Page {
    let package = package(body, body);
    assert_no_faults(&package);
    package.modules[0].page("les").unwrap().clone()
}

/// The body's HTML in bokmål, where it is all running text.
fn html(body: &str) -> String {
    match page(body).text.nb.blocks.as_slice() {
        [Block::Html(html)] => html.0.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn running_text() {
    assert_eq!(
        html("Ro er *bra* og **viktig**.\n"),
        "<p>Ro er <em>bra</em> og <strong>viktig</strong>.</p>\n"
    );
    assert_eq!(html("En  \nto\ntre\n"), "<p>En<br>\nto\ntre</p>\n");
    assert_eq!(html("1 < 2 & \"tre\" \\<b>\n"), "<p>1 &lt; 2 &amp; \"tre\" &lt;b&gt;</p>\n");
    assert_eq!(
        html("`a<b`\n\n    kode <b>\n"),
        "<p><code>a&lt;b</code></p>\n<pre><code>kode &lt;b&gt;\n</code></pre>\n"
    );
    assert_eq!(html("> Ro.\n\n---\n"), "<blockquote>\n<p>Ro.</p>\n</blockquote>\n<hr>\n");
}

#[test]
fn lists() {
    assert_eq!(
        html("- en\n- to\n  1. a\n  2. b\n"),
        "<ul>\n<li>en</li>\n<li>to<ol>\n<li>a</li>\n<li>b</li>\n</ol></li>\n</ul>\n"
    );
    assert_eq!(html("3. en\n\n4. to\n"), "<ol start=\"3\">\n<li><p>en</p></li>\n<li><p>to</p></li>\n</ol>\n");
}

/// A heading in bokmål, with the link beside it.
fn heading(level: u8, id: &str, text: &str) -> String {
    format!(
        "<div class=\"heading\" data-level=\"{level}\"><h{level} id=\"{id}\">{text}</h{level}>\
         <a class=\"anchor\" href=\"#{id}\" aria-label=\"Lenke til «{text}»\">\
         <svg class=\"icon\" aria-hidden=\"true\"><use href=\"/ikoner.svg#anker\"/></svg></a></div>\n"
    )
}

#[test]
fn headings_have_ids_of_their_own_or_from_their_words() {
    assert_eq!(
        html("## Å være på øya\n\n### Mer {#mer}\n\n## Mer\n\n## Mer\n\n## 3\n"),
        heading(2, "a-vaere-pa-oya", "Å være på øya")
            + &heading(3, "mer", "Mer")
            + &heading(2, "mer-2", "Mer")
            + &heading(2, "mer-3", "Mer")
            + &heading(2, "del-3", "3")
    );
    let html = html("## Ro *og* \"mer\" [@haug2017] {#ro}\n");
    assert!(
        html.contains(
            "</h2><a class=\"anchor\" href=\"#ro\" aria-label=\"Lenke til «Ro og &quot;mer&quot;»\">"
        ),
        "{html}"
    );
}

#[test]
fn boxes() {
    assert_eq!(
        html("> [!tips] Prøv *dette*\n> Ro.\n"),
        "<div class=\"callout\" role=\"note\" data-kind=\"tips\" aria-labelledby=\"_boks-1\">\n\
         <p class=\"callout-title\" id=\"_boks-1\"><svg class=\"icon\" aria-hidden=\"true\"><use href=\"/ikoner.svg#tips\"/></svg>\
         <span>Prøv <em>dette</em></span></p>\n<p>Ro.</p>\n</div>\n"
    );
    assert_eq!(
        html("> [!mål]-\n> - Ro.\n"),
        "<details class=\"callout\" data-kind=\"mal\">\n\
         <summary class=\"callout-title\"><svg class=\"icon\" aria-hidden=\"true\"><use href=\"/ikoner.svg#mal\"/></svg>\
         <span>Mål</span></summary>\n<ul>\n<li>Ro.</li>\n</ul>\n</details>\n"
    );
    assert!(
        html("> [!lov]+ Loven\n> Ro.\n").starts_with("<details class=\"callout\" data-kind=\"lov\" open>\n")
    );
}

#[test]
fn a_box_for_leaders_is_folded_and_says_why_in_every_form() {
    for mark in ["", "-", "+"] {
        let html = html(&format!("> [!leder]{mark} Svar innen en uke\n> Si ja eller nei.\n"));
        let open = if mark == "+" { " open" } else { "" };
        assert!(
            html.starts_with(&format!("<details class=\"callout\" data-kind=\"leder\"{open}>\n")),
            "{html}"
        );
        assert!(html.contains("</summary>\n<p class=\"callout-why\">Skrevet for dere som leder"), "{html}");
    }
}

#[test]
fn a_box_may_lend_its_icon_and_hold_any_block() {
    let html = html(
        "> [!tid] To uker\n>\n> | Dag | Hva |\n> |---|---|\n> | 1 | Se |\n>\n> > [!tips]- Kort\n> > Ro.\n",
    );
    assert!(html.contains("class=\"callout\" role=\"note\" data-kind=\"tid\""), "{html}");
    assert!(html.contains("<use href=\"/ikoner.svg#klokke\"/>") && html.contains("<tbody>"), "{html}");
    assert!(html.contains("<details class=\"callout\" data-kind=\"tips\">"), "{html}");
}

#[test]
fn a_box_without_a_title_has_its_languages_own() {
    for (word, nb, nn) in [
        ("mål", "Mål", "Mål"),
        ("oppgave", "Oppgave", "Oppgåve"),
        ("tips", "Tips", "Tips"),
        ("info", "Informasjon", "Informasjon"),
        ("advarsel", "Obs", "Obs"),
        ("eksempel", "Eksempel", "Eksempel"),
        ("lov", "Lov og rett", "Lov og rett"),
        ("sitat", "Sitat", "Sitat"),
        ("verktøy", "Verktøy", "Verktøy"),
        ("viktig", "Viktig", "Viktig"),
        ("tid", "Tid", "Tid"),
        ("lenke", "Les videre", "Les vidare"),
        ("kommentar", "Kommentar", "Kommentar"),
        ("fortrolighet", "Fortrolig", "Fortruleg"),
        ("leder", "For ledere", "For leiarar"),
    ] {
        let body = format!("> [!{word}]\n> Ro.\n");
        let page = page(&body);
        for (blocks, title) in [(&page.text.nb.blocks, nb), (&page.text.nn.blocks, nn)] {
            let [Block::Html(html)] = blocks.as_slice() else { panic!("{blocks:?}") };
            assert!(html.0.contains(&format!("<span>{title}</span></")), "{html}");
        }
    }
}

#[test]
fn neighbouring_arenas_stand_in_one_block() {
    let page = page("Før.\n\n> [!arena skole]\n> A.\n\n> [!arena fagopplæring] Verkstedet\n> B.\n\nEtter.\n");
    let [Block::Html(_), Block::Arenas(nb), Block::Html(_)] = page.text.nb.blocks.as_slice() else {
        panic!()
    };
    let [_, Block::Arenas(nn), _] = page.text.nn.blocks.as_slice() else { panic!() };
    assert_eq!([nb[0].0, nb[1].0], [Audience::School, Audience::Apprenticeship]);
    assert!(
        nb[0].1.0.starts_with("<details class=\"callout\" data-kind=\"arena\" data-arena=\"skole\" open>")
            && nb[0].1.0.contains("<span>Skole</span>")
    );
    assert!(nn[0].1.0.contains("<span>Skule</span>"));
    assert!(nb[1].1.0.contains("<span>Fagopplæring: Verkstedet</span>"), "{}", nb[1].1);
    assert!(html_of_arena("> [!arena skole] Skole: timen\n> A.\n").contains("<span>Skole: timen</span>"));
}

fn html_of_arena(body: &str) -> String {
    match page(body).text.nb.blocks.as_slice() {
        [Block::Arenas(arenas)] => arenas[0].1.0.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn tables_scroll_and_have_a_name() {
    assert_eq!(
        html("| Side | Tall |\n|---|--:|\n| a | 1 |\n"),
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Tabell: Side, Tall\">\n<table>\n<thead>\n\
         <tr><th scope=\"col\">Side</th><th scope=\"col\" class=\"number\">Tall</th></tr>\n</thead>\n<tbody>\n\
         <tr><td>a</td><td class=\"number\">1</td></tr>\n</tbody>\n</table>\n</div>\n"
    );
}

#[test]
fn links_lead_where_they_should_in_the_files_language() {
    let body = "[a](20-okt.md) [b](20-okt.md#tenk) [c](#mer) [d](../10-ro/modul.md) [e](../../ordliste.md#ro) \
                [f](../../kilder.bib) [h](https://udir.no) [g](mailto:a@b.no)\n\n## Mer {#mer}\n";
    let mut files = good();
    let ids = format!("{}ro/les/mer\n", String::from_utf8(files["id-er.txt"].clone()).unwrap());
    files.insert("id-er.txt".into(), ids.into_bytes());
    for lang in ["nb", "nn"] {
        files.insert(format!("moduler/10-ro/10-les.{lang}.md"), format!("{FRONT}{body}").into_bytes());
    }
    let package = load(&files, "2026-08-01".parse().unwrap());
    assert_no_faults(&package);
    let [Block::Html(html)] = package.modules[0].page("les").unwrap().text.nn.blocks.as_slice() else {
        panic!()
    };
    assert_eq!(
        html.0.lines().next().unwrap(),
        "<p><a href=\"/nn/moduler/ro/okt\">a</a> <a href=\"/nn/moduler/ro/okt#tenk\">b</a> <a href=\"#mer\">c</a> \
         <a href=\"/nn/moduler/ro\">d</a> <a href=\"/nn/ordliste#ro\">e</a> <a href=\"/nn/kilder\">f</a> \
         <a href=\"https://udir.no\" rel=\"noopener\">h</a> <a href=\"mailto:a@b.no\">g</a></p>"
    );
}

#[test]
fn the_first_time_a_term_is_used_its_meaning_is_at_hand() {
    let page = page("Mer [[ro|*stillhet*]], [[ro]] og [[Ro]].\n\nSå [[ro]].\n");
    let [Block::Html(html)] = page.text.nb.blocks.as_slice() else { panic!() };
    assert_eq!(
        html.0,
        "<p>Mer <a class=\"term\" href=\"/nb/ordliste/ro\"><em>stillhet</em></a>\
         <button class=\"term\" type=\"button\" popovertarget=\"_begrep-1\" hidden><em>stillhet</em></button>, ro og Ro.</p>\n\
         <div class=\"definition\" id=\"_begrep-1\" role=\"note\" aria-label=\"Ro\" popover hidden>\n\
         <p><strong>Ro</strong></p>\n<p>At det er stille nok.</p>\n\
         <p class=\"row\"><a href=\"/nb/ordliste/ro\">Mer om «Ro»</a> \
         <button type=\"button\" popovertarget=\"_begrep-1\" popovertargetaction=\"hide\">Lukk</button></p>\n</div>\n\
         <p>Så ro.</p>\n"
    );
    assert_eq!(page.text.nb.terms, ["ro"]);
}

#[test]
fn in_titles_a_term_is_a_link_and_nothing_more_and_is_explained_below() {
    let html = html("## Om [[ro]] {#om}\n\n> [!tips]- Mer [[ro]]\n> Da blir det [[ro]].\n");
    assert_eq!(html.matches("<button class=\"term\"").count(), 1, "{html}");
    assert!(
        html.contains("<h2 id=\"om\">Om <a class=\"term\" href=\"/nb/ordliste/ro\">ro</a></h2>"),
        "{html}"
    );
    assert!(
        html.contains("<span>Mer <a class=\"term\" href=\"/nb/ordliste/ro\">ro</a></span></summary>"),
        "{html}"
    );
    let (inside, after) = html.split_once("</details>").unwrap();
    assert!(inside.contains("popovertarget") && after.contains("id=\"_begrep-1\""), "{html}");
}

#[test]
fn each_step_of_a_session_explains_its_terms() {
    let mut files = good();
    let body = "---\ntittel: Økt\nfase: samarbeid\nvarighet: 15\n---\n\n\
        ## Tenk {#tenk .individ min=5}\n\nOm [[ro]] og [[ro]].\n\n## Del {#del .gruppe min=10}\n\nOm [[ro]].\n";
    for lang in ["nb", "nn"] {
        files.insert(format!("moduler/10-ro/20-okt.{lang}.md"), body.as_bytes().to_vec());
    }
    let package = load(&files, "2026-08-01".parse().unwrap());
    let steps = &package.modules[0].page("okt").unwrap().steps;
    for (step, id) in steps.iter().zip(["_begrep-1", "_begrep-2"]) {
        let html = &step.text.nb.html.0;
        assert_eq!(html.matches(&format!("popovertarget=\"{id}\" hidden")).count(), 1, "{html}");
        assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1, "{html}");
    }
}

#[test]
fn what_a_folded_box_explains_is_explained_outside_it_too() {
    for (mark, times) in [("tips", 1), ("tips]-", 2), ("tips]+", 2), ("arena skole", 2), ("leder", 2)] {
        let mark = if mark.contains(']') { mark.to_owned() } else { format!("{mark}]") };
        let blocks =
            page(&format!("> [!{mark} Om ro\n> Om [[ro]] og [[ro]].\n\nOm [[ro]].\n")).text.nb.blocks;
        let html: String = blocks
            .iter()
            .map(|block| match block {
                Block::Html(html) => html.0.clone(),
                Block::Arenas(arenas) => arenas[0].1.0.clone(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(html.matches("<button class=\"term\"").count(), times, "{mark}: {html}");
    }
}

#[test]
fn within_the_glossary_a_term_is_a_link() {
    let mut files = good();
    for lang in ["nb", "nn"] {
        let text = "## Ro {#ro}\n\nSe [[stille]].\n\n## Stille {#stille}\n\nDet motsatte av støy.\n";
        files.insert(format!("ordliste.{lang}.md"), text.as_bytes().to_vec());
    }
    let package = load(&files, "2026-08-01".parse().unwrap());
    let term = package.term(domain::Lang::Nn, "ro").unwrap();
    assert_eq!(term.html.0, "<p>Se <a class=\"term\" href=\"/nn/ordliste/stille\">stille</a>.</p>\n");
}

#[test]
fn a_film_is_a_card_with_what_its_box_says() {
    let page = page(
        "Før.\n\n> [!video min=6 tekst=nb,nn,en] Garderoben\n> [Se *filmen*](https://youtu.be/abc_-123). Mer ro.\n>\n\
         > [Les alt](20-okt.md)\n\nEtter.\n",
    );
    let [Block::Html(_), Block::Video(video, html), Block::Html(_)] = page.text.nb.blocks.as_slice() else {
        panic!("{:?}", page.text.nb.blocks)
    };
    assert_eq!((video.host, video.film.as_str(), video.minutes), (VideoHost::YouTube, "abc_-123", 6));
    assert_eq!((video.title.as_str(), video.captions.len()), ("Garderoben", 3));
    assert_eq!(
        html.0,
        "<div class=\"callout\" role=\"note\" data-kind=\"video\" aria-labelledby=\"_boks-1\">\n\
         <p class=\"callout-title\" id=\"_boks-1\"><svg class=\"icon\" aria-hidden=\"true\"><use href=\"/ikoner.svg#spill\"/></svg>\
         <span>Garderoben</span></p>\n<p class=\"callout-facts\">YouTube · 6 min · tekstet på bokmål, nynorsk og engelsk</p>\n\
         <p><a href=\"https://youtu.be/abc_-123\" rel=\"noopener\">Se <em>filmen</em></a>. Mer ro.</p>\n\
         <p><a href=\"/nb/moduler/ro/okt\">Les alt</a></p>\n</div>\n"
    );
}

#[test]
fn words_are_counted_wherever_they_stand() {
    let page =
        page("To ord – der.\n\n## Tre ord til {#tre}\n\n> [!tips] Fire\n> - fem\n\n    kode teller ikke\n");
    assert_eq!(page.text.nb.words, 8);
}

#[test]
fn citations_and_images() {
    let page = page("Så [@haug2017, s. 4; @haug2017].\n");
    let [Block::Html(html_)] = page.text.nb.blocks.as_slice() else { panic!() };
    assert_eq!(
        html_.0,
        "<p>Så (<a class=\"cite\" href=\"/nb/kilder#haug2017\">Haug, 2017</a>, s. 4; \
         <a class=\"cite\" href=\"/nb/kilder#haug2017\">Haug, 2017</a>).</p>\n"
    );
    assert_eq!(page.text.nb.citations, ["haug2017"]);
    assert_eq!(
        html("![En \"rød\" stol](stol.svg)\n"),
        "<p><img src=\"/innhold/moduler/10-ro/stol.svg\" alt=\"En &quot;rød&quot; stol\" width=\"24\" height=\"12\" loading=\"lazy\"></p>\n"
    );
}

#[test]
fn a_session_has_its_steps_and_reads_as_a_text_too() {
    let mut files = good();
    let body = "---\ntittel: Økt\nfase: samarbeid\nvarighet: 15\n---\n\nVelkommen.\n\n## Tenk {#tenk .individ min=5}\n\nSett deg.\n\n\
        ### Når er det ro? {#naar .spørsmål deles=ingen}\n\nTenk på en dag.\n\n> [!prosessleder] Hysj\n> Si: «Ro.»\n\n\
        Bare én.\n\n### Mer\n\nTekst.\n\n## Del {#del .gruppe min=10 størrelse=3-5 .stopp}\n\n\
        ### Hva gir ro? {#hva .spørsmål deles=plenum}\n\n## Til slutt {#slutt}\n";
    for lang in ["nb", "nn"] {
        files.insert(format!("moduler/10-ro/20-okt.{lang}.md"), body.as_bytes().to_vec());
    }
    let package = load(&files, "2026-08-01".parse().unwrap());
    assert_no_faults(&package);
    let page = package.modules[0].page("okt").unwrap();

    let step = &page.steps[0];
    assert_eq!((step.id.as_str(), step.minutes, step.may_stop_after), ("tenk", 5, false));
    assert_eq!(step.text.nb.html.0, format!("<p>Sett deg.</p>\n{}<p>Tekst.</p>\n", heading(3, "mer", "Mer")));
    assert_eq!(step.text.nb.lead.0, "<p><strong>Hysj</strong></p>\n<p>Si: «Ro.»</p>\n");
    assert_eq!(step.prompts[0].text.nb.question, "Når er det ro?");
    assert_eq!(step.prompts[0].text.nb.html.0, "<p>Tenk på en dag.</p>\n<p>Bare én.</p>\n");
    assert_eq!((page.steps[1].group_size, page.steps[1].may_stop_after), (Some((3, 5)), true));

    let shape: Vec<String> = page
        .text
        .nb
        .blocks
        .iter()
        .map(|block| match block {
            Block::Html(html) => html.0.clone(),
            Block::Prompt(prompt) => format!("?{}", prompt.id),
            Block::Arenas(_) | Block::Video(..) | Block::Agreement => "something else".into(),
        })
        .collect();
    assert_eq!(
        shape[0],
        format!(
            "<p>Velkommen.</p>\n{}<p class=\"step-facts\" data-kind=\"individ\">Hver for seg · 5 min</p>\n\
             <p>Sett deg.</p>\n",
            heading(2, "tenk", "Tenk")
        )
    );
    assert_eq!(shape[1], "?naar");
    assert!(
        shape[2].starts_with("<details class=\"callout\" data-kind=\"prosessleder\">\n<summary"),
        "{}",
        shape[2]
    );
    assert!(
        shape[2].contains("<span>Hysj</span></summary>\n<p>Si: «Ro.»</p>\n</details>\n<div class=\"heading\" data-level=\"3\"><h3 id=\"mer\">"),
        "{}",
        shape[2]
    );
    assert!(
        shape[2].ends_with("I grupper på 3–5 · 10 min · Økta kan deles etter dette steget</p>\n"),
        "{}",
        shape[2]
    );
    assert_eq!(shape[3], "?hva");
    assert_eq!(
        page.text.nb.headings.iter().map(|h| h.id.as_str()).collect::<Vec<_>>(),
        ["tenk", "del", "slutt"]
    );
}

#[test]
fn an_agreement_has_room_on_paper_before_what_the_leader_needs() {
    let mut files = good();
    for (lead, shape) in [("> [!prosessleder]\n> Si: «Ro.»\n", "tekst avtale tekst"), ("", "tekst avtale")]
    {
        let body = format!(
            "---\ntittel: Økt\nfase: samarbeid\nvarighet: 5\n---\n\n## Avtale {{#avtale .avtale min=5}}\n\nSkriv.\n\n{lead}"
        );
        for lang in ["nb", "nn"] {
            files.insert(format!("moduler/10-ro/20-okt.{lang}.md"), body.clone().into_bytes());
        }
        let package = load(&files, "2026-08-01".parse().unwrap());
        let blocks = &package.modules[0].page("okt").unwrap().text.nn.blocks;
        let found = blocks.iter().map(|block| if *block == Block::Agreement { "avtale" } else { "tekst" });
        assert_eq!(found.collect::<Vec<_>>().join(" "), shape);
    }
}
