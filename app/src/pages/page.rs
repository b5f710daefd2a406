//! One page of a module: the text, its place in the module, and what only its reader sees.

use crate::{
    Fault, Here, Reply, Services, asker,
    components::{
        agreement,
        anchor::anchor,
        arena_chooser::arena_chooser,
        audience,
        contents::contents,
        duration, forge,
        icon::Icon,
        module_path::Along,
        phase::{self, Letter},
        private_note::{self, FORM, PrivateNote},
        rendered::Reader,
        source,
        turn::turn,
        video::video,
        whence::whence,
    },
    locales::fill,
    pages::{Screen, found, page_problems, paper},
};
use domain::{
    package::{Audience, Block, Module, Package, Page, Prompt, Shares, VideoHost, address_of_page},
    reading,
    store::Note,
};
use http::StatusCode;
use leptos::prelude::*;

/// `/nb/moduler/{module}/{page}`
pub async fn screen(module: &str, slug: &str) -> Result<Screen, Fault> {
    let here = Here::get();
    let services = Services::get();
    let package = services.catalogue.package();
    let module = package.module(module).ok_or(Fault::MISSING)?;
    let Some(page) = module.page(slug) else {
        let faulty = module.faulty.iter().find(|page| page.slug == slug).ok_or(Fault::MISSING)?;
        return Ok(under_way(&here, module, faulty));
    };
    let address = address_of_page(&module.slug, &page.slug);
    if let Some(wanted) = paper::asked(&here) {
        return Ok(paper::page(&here, &package, &address, page, wanted));
    }
    let along = Along { here: &here, module, done: done_in(&services, &module.slug).await? };
    let notes = notes_about(&services, module, page).await?;
    let reader = Reader { leads: page.is_for_leaders() || asker().is_leader(), arena: here.arena() };
    let mut chooser = arena_chooser_of(&here, page, reader.arena);

    let text = page.text.get(here.lang);
    let cited: Vec<&str> = text.citations.iter().map(String::as_str).collect();
    let view = view! {
        {around(&along, &page.slug)}
        <div class="text">
            {page_problems::shown_to_editors(&here, page)}
            <article class="prose">
                {head(&here, page, plan(&here, module, page))}
                {body(&here, &package.video_hosts, &module.slug, page, reader, &notes, &mut chooser)}
                {source::section(&package, &cited, here.lang)}
                {colophon(&here, page)}
                {forge::with_print(&here, &address, &text.file)}
                {whence(&here)}
            </article>
            {for_oneself(&along, page, &notes)}
            {found::section(&here, &module.slug, &page.slug)}
            {turn(&here, &along, &page.slug)}
        </div>
    };
    Ok(Screen::new(text.title.clone(), view).class("page reading").about(text.summary.clone()).public())
}

/// Where a film could only be shown in the place of what somebody writes, its card alone stands.
const NO_FILMS: &[VideoHost] = &[];

/// The page as its readers meet it, for those who are still writing it: without what one does with a page that is there.
pub fn as_read(here: &Here, package: &Package, module: &str, page: &Page) -> AnyView {
    let reader = Reader { leads: page.is_for_leaders(), arena: None };
    let cited: Vec<&str> = page.text.get(here.lang).citations.iter().map(String::as_str).collect();
    view! {
        <article class="prose">
            {head(here, page, None)}
            {body(here, NO_FILMS, module, page, reader, &Notes(Vec::new()), &mut None)}
            {source::section(package, &cited, here.lang)} {colophon(here, page)}
        </article>
    }
    .into_any()
}

/// Slugs of the module's pages that the reader has marked done; none where nobody is signed in.
pub async fn done_in(services: &Services, module: &str) -> Result<Vec<String>, Fault> {
    let asker = asker();
    if asker.me.is_none() {
        return Ok(Vec::new());
    }
    let done = services.store.done(&asker).await?;
    Ok(done.into_iter().filter(|(of, _)| of == module).map(|(_, page)| page).collect())
}

/// Where a session is planned from a page.
pub fn plan_address(here: &Here, module: &Module, page: &Page) -> String {
    here.to(&format!("planlegg?modul={}&side={}", module.slug, page.slug))
}

/// What notes on the page are about, the page itself first, and those that are written.
struct Notes(Vec<(String, Option<Note>)>);

impl Notes {
    /// The field for the note about a place.
    fn field(&self, here: &Here, place: &str, field: &str, label: &str) -> Option<AnyView> {
        let n = self.0.iter().position(|(about, _)| about == place)?;
        let written = self.0.get(n).and_then(|(_, written)| written.as_ref());
        if let Some(locked) = written.filter(|note| note.text.is_none()) {
            return Some(private_note::locked(here, locked));
        }
        Some(PrivateNote { n, place, written, field, label }.view(here))
    }
}

/// The reader's own notes; none at all where nobody is signed in. In a session the prompts are answered there.
async fn notes_about(services: &Services, module: &Module, page: &Page) -> Result<Notes, Fault> {
    let asker = asker();
    if asker.me.is_none() {
        return Ok(Notes(Vec::new()));
    }
    let prompts = page.prompts.iter().map(|p| reading::place_of_prompt(&module.slug, &page.slug, &p.id));
    let mut notes = Vec::new();
    for place in [reading::place_of_page(&module.slug, &page.slug)].into_iter().chain(prompts) {
        let note = services.notes.note(&asker, &place).await?;
        notes.push((place, note));
    }
    Ok(Notes(notes))
}

/// The module's path, beside the text and, folded, above it; the style shows one of them.
fn around(along: &Along<'_>, current: &str) -> AnyView {
    let here = along.here;
    let t = &here.texts().page;
    let title = along.module.text.get(here.lang).title.clone();
    let to = here.on(&format!("moduler/{}", along.module.slug));
    view! {
        <nav class="module-folded" aria-label=t.module_pages>
            <details class="ds-details">
                <summary>{fill(t.module, &[("title", &title)])}</summary>
                <div class="stack">
                    <a href=to.clone()>{t.whole_module}</a>
                    {along.small(current)}
                </div>
            </details>
        </nav>
        <nav class="module-side" aria-label=t.module_pages>
            <p class="eyebrow">
                <a href=to>{title}</a>
            </p>
            {along.small(current)}
        </nav>
    }
    .into_any()
}

/// The way from a session's page to a session.
fn plan(here: &Here, module: &Module, page: &Page) -> Option<AnyView> {
    page.is_session().then(|| {
        view! {
            <p class="row">
                <a class="ds-button" href=plan_address(here, module, page)>
                    {here.texts().page.plan}
                </a>
            </p>
        }
        .into_any()
    })
}

/// Where the page belongs, what it is called, and what one does with it.
fn head(here: &Here, page: &Page, plan: Option<AnyView>) -> AnyView {
    let lang = here.lang;
    let text = page.text.get(lang);
    let phase = page.phase.map(|phase| {
        view! {
            <Letter phase />
            " "
            {phase::name(phase, lang)}
            " · "
        }
    });
    // A page of a module that is not there yet is for nobody so far.
    let audience =
        (!page.audience.is_empty()).then(|| view! { " · " {audience::list(&page.audience, lang)} });
    view! {
        <p class="meta">{phase} {takes(here, page)} {audience}</p>
        <h1>{text.title.clone()}</h1>
        <p class="lead">{text.summary.clone()}</p>
        {plan}
        {contents(here, &text.headings)}
    }
    .into_any()
}

/// The choice of whose examples stand first; nothing where the page speaks to one arena at the most.
fn arena_chooser_of(here: &Here, page: &Page, chosen: Option<Audience>) -> Option<AnyView> {
    let mut arenas: Vec<Audience> = Vec::new();
    for block in &page.text.get(here.lang).blocks {
        if let Block::Arenas(boxes) = block {
            let new: Vec<Audience> = boxes.iter().map(|(arena, _)| *arena).collect();
            arenas.extend(new.into_iter().filter(|arena| !arenas.contains(arena)).collect::<Vec<_>>());
        }
    }
    (arenas.len() > 1).then(|| arena_chooser(here, &arenas, chosen))
}

/// The text in its order. One choice of arena serves the whole page, so it stands where the first examples do.
fn body(
    here: &Here,
    hosts: &[VideoHost],
    module: &str,
    page: &Page,
    reader: Reader,
    notes: &Notes,
    chooser: &mut Option<AnyView>,
) -> AnyView {
    let block = |block: &Block| match block {
        Block::Html(html) => reader.rendered(html),
        Block::Arenas(boxes) => {
            let own_first = reading::own_first(boxes, reader.arena).into_iter();
            let boxes = own_first.map(|(_, html)| reader.rendered(html));
            view! { {chooser.take()} {boxes.collect_view()} }.into_any()
        }
        Block::Prompt(prompt) => question(here, module, page, prompt, reader, notes),
        Block::Video(film, card) => video(here, hosts, film, card, reader),
        Block::Agreement => agreement::holes(here.lang),
    };
    page.text.get(here.lang).blocks.iter().map(block).collect_view().into_any()
}

/// A prompt. In a session it is answered there; elsewhere its answer is the reader's own note.
fn question(
    here: &Here,
    module: &str,
    page: &Page,
    prompt: &Prompt,
    reader: Reader,
    notes: &Notes,
) -> AnyView {
    let t = &here.texts().page;
    let text = prompt.text.get(here.lang);
    let beneath = if page.is_session() {
        let shares = match prompt.shares {
            Shares::Group => t.shared_in_group,
            Shares::Plenary => t.shared_with_all,
            Shares::Nowhere => t.shared_with_nobody,
        };
        view! { <p class="meta">{shares}</p> }.into_any()
    } else if asker().me.is_some() {
        let place = reading::place_of_prompt(module, &page.slug, &prompt.id);
        let field = notes.field(here, &place, &format!("svar-{}", prompt.id), &text.question);
        field.unwrap_or_else(|| view! { <p class="meta">{t.note_here}</p> }.into_any())
    } else {
        view! {
            <p class="meta no-print">
                <a href=here.to_login()>{t.sign_in}</a>
                " "
                {t.sign_in_to_answer}
            </p>
        }
        .into_any()
    };
    view! {
        <div class="heading question" data-level="3">
            <h3 id=prompt.id.clone()>{text.question.clone()}</h3>
            {anchor(here, &prompt.id, &text.question)}
        </div>
        {reader.rendered(&text.html)}
        {beneath}
        {paper::room()}
    }
    .into_any()
}

/// How long the page takes, and how much of that is reading. A session is read before it is held.
pub fn takes(here: &Here, page: &Page) -> String {
    let t = &here.texts().page;
    let reading = reading::minutes_to_read(page.text.get(here.lang).words);
    let time = duration::minutes(u32::try_from(reading).unwrap_or(u32::MAX), here.lang);
    let reading_time = fill(t.reading_time, &[("time", &time)]);
    match page.minutes.map(|all| (all, duration::minutes(u32::from(all), here.lang))) {
        None => reading_time,
        Some((_, all)) if page.is_session() => format!("{all} · {reading_time}"),
        Some((all, _)) if usize::from(all) <= reading => reading_time,
        // Where there is nothing to do but to read, the author knows how much of it is thinking.
        Some((_, all)) if page.prompts.is_empty() => all,
        Some((_, all)) => fill(t.of_it_reading, &[("all", &all), ("time", &time)]),
    }
}

/// Who wrote the page, and when it is to be read again.
pub fn colophon(here: &Here, page: &Page) -> AnyView {
    let t = &here.texts().page;
    let author = page.text.get(here.lang).author.clone().map(|author| fill(t.author, &[("name", &author)]));
    let revise = page.revise_by.map(|day| fill(t.revise_by, &[("day", &day.in_words())]));
    let lines: Vec<String> = author.into_iter().chain(revise).collect();
    (!lines.is_empty()).then(|| view! { <p class="meta colophon">{lines.join(" ")}</p> }).into_any()
}

/// What a signed-in reader has here: a note, and a mark that the page is done. One form holds it all, the answers in
/// the text too, so that whatever is pressed, everything that is written is saved.
fn for_oneself(along: &Along<'_>, page: &Page, notes: &Notes) -> Option<AnyView> {
    asker().me.as_ref()?;
    let here = along.here;
    let t = &here.texts().page;
    let module = &along.module.slug;
    let place = reading::place_of_page(module, &page.slug);
    let is_done = along.done.contains(&page.slug);
    let (label, variant) = if is_done { (t.undo_done, "tertiary") } else { (t.done, "primary") };
    let marked = is_done.then(|| view! { <p class="saved" data-state="ok">{t.marked_done}</p> });
    Some(
        view! {
            <section class="section my-note no-print" aria-labelledby="mitt-notat">
                <h2 id="mitt-notat">{t.note}</h2>
                {notes.field(here, &place, "notat", t.note_label)}
            </section>
            <form class="row no-print" id=FORM method="post" action="/api/notater">
                <input type="hidden" name="module" value=module.clone() />
                <input type="hidden" name="page" value=page.slug.clone() />
                {marked}
                <button
                    class="ds-button"
                    type="submit"
                    name="done"
                    value=(!is_done).to_string()
                    formaction=format!("/api/ferdig-med-siden#{FORM}")
                    data-variant=variant
                >
                    {(!is_done).then(|| view! { <Icon name="hake" /> })}
                    {label}
                </button>
            </form>
        }
        .into_any(),
    )
}

/// A page whose text is kept back: editors see why, others that it is being worked on.
fn under_way(here: &Here, module: &Module, page: &Page) -> Screen {
    let t = &here.texts().page;
    let back = (here.on(&format!("moduler/{}", module.slug)), t.whole_module);
    kept_back(here, page, t.under_way_about, back)
}

/// Says that a page is being worked on, what can be read instead, and the way there.
pub fn kept_back(here: &Here, page: &Page, about: &'static str, back: (String, &'static str)) -> Screen {
    let t = &here.texts().page;
    Reply::get().status(StatusCode::SERVICE_UNAVAILABLE);
    let (to, name) = back;
    let view = view! {
        <div class="empty">
            <Icon name="bok" />
            <h1>{t.under_way}</h1>
            <p>{about}</p>
            <a class="ds-button" href=to>
                {name}
            </a>
        </div>
        {page_problems::shown_to_editors(here, page)}
    };
    Screen::new(t.under_way, view).narrow()
}
