//! Every page, module by module, and every other file: how its languages stand, when it was changed, when it is to be
//! read again, what is wrong with it, and what readers say.

use super::{
    desk::{Desk, Entry, Parity, Shown, of_page},
    held,
};
use crate::{
    components::forge,
    locales::{editor::Texts, fill},
};
use domain::{
    Date, Lang,
    package::{Module, SCHEME},
};
use leptos::prelude::*;

/// Which files are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    All,
    Faulty,
    Warned,
    Expired,
    Low,
    Unlike,
}

impl Show {
    const EACH: [Show; 6] = [Show::All, Show::Faulty, Show::Warned, Show::Expired, Show::Low, Show::Unlike];

    /// The word in the address.
    const fn word(self) -> &'static str {
        match self {
            Show::All => "",
            Show::Faulty => "feil",
            Show::Warned => "merknader",
            Show::Expired => "utgatt",
            Show::Low => "nei",
            Show::Unlike => "ulike",
        }
    }

    const fn name(self, t: &Texts) -> &'static str {
        match self {
            Show::All => t.show_every,
            Show::Faulty => t.show_faulty,
            Show::Warned => t.show_warned,
            Show::Expired => t.show_expired,
            Show::Low => t.show_low,
            Show::Unlike => t.show_unlike,
        }
    }

    fn has(self, desk: &Desk<'_>, page: &Entry) -> bool {
        let (faults, warnings) = desk.count(&page.files);
        match self {
            Show::All => true,
            Show::Faulty => faults > 0,
            Show::Warned => warnings > 0,
            Show::Expired => page.revise_by.is_some_and(|day| day < desk.today),
            Show::Low => page.tally.is_low(),
            Show::Unlike => desk.parity(page) != Parity::Same || older(desk, page).is_some(),
        }
    }
}

/// So many rows are shown without folding them away.
const OPEN: usize = 60;

/// The files of one folder.
struct Table {
    id: String,
    title: String,
    rows: usize,
    view: AnyView,
}

/// What is shown: some kind of page, with a word in its title or in its path.
struct Choice {
    show: Show,
    find: String,
}

impl Choice {
    fn of(desk: &Desk<'_>) -> Choice {
        let asked = desk.here.field("vis").unwrap_or_default();
        let show = Show::EACH.into_iter().find(|show| show.word() == asked).unwrap_or(Show::All);
        Choice { show, find: desk.here.field("finn").unwrap_or_default().trim().to_owned() }
    }

    fn finds(&self, texts: &[&str]) -> bool {
        let word = self.find.to_lowercase();
        texts.iter().any(|text| text.to_lowercase().contains(&word))
    }

    fn has(&self, desk: &Desk<'_>, page: &Entry) -> bool {
        self.show.has(desk, page) && self.finds(&[&page.title, &page.files[0], &page.files[1]])
    }
}

pub(super) fn section(desk: &Desk<'_>) -> AnyView {
    let t = &desk.here.texts().editor;
    let choice = Choice::of(desk);
    let folder = |slug: &str, title: String| {
        let pages: Vec<&Entry> =
            desk.pages.iter().filter(|page| page.folder == slug && choice.has(desk, page)).collect();
        let view = || table(desk, slug, &pages);
        (!pages.is_empty()).then(|| Table {
            id: format!("sider-{slug}"),
            title,
            rows: pages.len(),
            view: view(),
        })
    };
    let module = |module: &Module| folder(&module.slug, module.text.get(desk.here.lang).title.clone());
    let mut tables: Vec<Table> = desk.package.modules.iter().filter_map(module).collect();
    tables.extend(folder(SCHEME, desk.here.texts().scheme.title.to_owned()));
    tables.extend(others(desk, &choice));
    let nothing = tables.is_empty().then(|| view! { <p class="meta">{t.none_such}</p> });
    // Many are folded, so that one sees which folders there are.
    let is_open = tables.iter().map(|table| table.rows).sum::<usize>() <= OPEN;
    let tables = tables.into_iter().map(|Table { id, title, rows, view }| {
        view! {
            <details class="ds-details" open=is_open>
                <summary>
                    <h3 id=id>{format!("{title} ({rows})")}</h3>
                </summary>
                {view}
            </details>
        }
    });
    view! {
        <section class="section" aria-labelledby="sider">
            <h2 id="sider">{t.pages}</h2>
            {chooser(desk, &choice)}
            {nothing}
            {tables.collect_view()}
        </section>
    }
    .into_any()
}

/// The ways to show fewer: links, and a word to look for.
fn chooser(desk: &Desk<'_>, choice: &Choice) -> AnyView {
    let t = &desk.here.texts().editor;
    let pill = |show: Show| {
        let count = desk.pages.iter().filter(|page| show.has(desk, page)).count();
        let fields: &[(&str, &str)] = if show == Show::All { &[] } else { &[("vis", show.word())] };
        let to = desk.here.to_with("redaktor", fields) + "#sider";
        let current = (show == choice.show).then_some("true");
        view! {
            <a href=to aria-current=current>
                {format!("{} ({count})", show.name(t))}
            </a>
        }
    };
    let kept = (choice.show != Show::All)
        .then(|| view! { <input type="hidden" name="vis" value=choice.show.word() /> });
    view! {
        <div class="pills">{Show::EACH.map(pill).into_iter().collect_view()}</div>
        <form class="row" method="get" action=format!("{}#sider", desk.here.to("redaktor"))>
            {kept}
            <label for="finn">{t.find}</label>
            <input class="ds-input" id="finn" name="finn" type="search" value=choice.find.clone() />
            <button class="ds-button" type="submit" data-variant="secondary">
                {t.find_go}
            </button>
        </form>
    }
    .into_any()
}

/// A cell that says its column, for a phone.
fn cell(label: &'static str, content: impl IntoView + 'static) -> AnyView {
    view! {
        <td role="cell" data-label=label>
            <span>{content}</span>
        </td>
    }
    .into_any()
}

fn head(names: &[&'static str]) -> AnyView {
    let one = |name: &&'static str| {
        view! {
            <th scope="col" role="columnheader">
                {*name}
            </th>
        }
    };
    view! {
        <thead role="rowgroup">
            <tr role="row">{names.iter().map(one).collect_view()}</tr>
        </thead>
    }
    .into_any()
}

fn table(desk: &Desk<'_>, slug: &str, pages: &[&Entry]) -> AnyView {
    let t = &desk.here.texts().editor;
    let names = [t.page, t.languages, t.changed, t.revise, t.to_mend, t.feedback];
    view! {
        <table class="ds-table stack" role="table" aria-labelledby=format!("sider-{slug}")>
            {head(&names)}
            <tbody role="rowgroup">{pages.iter().map(|page| row(desk, page)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(desk: &Desk<'_>, page: &Entry) -> AnyView {
    let t = &desk.here.texts().editor;
    let names = Lang::ALL.map(|lang| lang.name().to_lowercase());
    let [nb, nn] = &page.files;
    let [nb_name, nn_name] = names;
    let files = view! { {forge::file(nb, nb_name)} " " {forge::file(nn, nn_name)} };
    let state = (page.shown != Shown::Newest).then(|| {
        view! {
            <br />
            <span class="ds-tag" data-color="danger">
                {t.kept_back}
            </span>
        }
    });
    let counted = match (page.tally.found, page.tally.missed) {
        (0, 0) => t.nothing_said.to_owned(),
        (found, missed) => fill(t.counted, &[("found", &found), ("missed", &missed)]),
    };
    let counted = if page.tally.is_low() { format!("{counted}. {}", t.low) } else { counted };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                {held::name(desk, page)}
                {state}
            </th>
            {cell(t.languages, view! { {parity(desk, page)} <br /> <small>{files}</small> })}
            {cell(t.changed, changed(desk, page))}
            {cell(t.revise, revise(t, page.revise_by, desk.today))}
            {cell(t.to_mend, to_mend(desk, &page.files))}
            {cell(t.feedback, counted)}
        </tr>
    }
    .into_any()
}

fn parity(desk: &Desk<'_>, page: &Entry) -> String {
    let t = &desk.here.texts().editor;
    match desk.parity(page) {
        Parity::Same => t.same.to_owned(),
        Parity::Different => t.different.to_owned(),
        Parity::Missing(lang) => fill(t.missing, &[("lang", &lang.name().to_lowercase())]),
    }
}

/// The language whose file has not been changed since the other was, where it is known of both.
fn older(desk: &Desk<'_>, page: &Entry) -> Option<(Lang, Date)> {
    let [nb, nn] = page.files.each_ref().map(|file| desk.changed(file));
    match (nb?, nn?) {
        (nb, nn) if nn < nb => Some((Lang::Nn, nn)),
        (nb, nn) if nb < nn => Some((Lang::Nb, nb)),
        _ => None,
    }
}

fn changed(desk: &Desk<'_>, page: &Entry) -> String {
    let t = &desk.here.texts().editor;
    let newest = page.files.iter().filter_map(|file| desk.changed(file)).max();
    let newest = newest.map_or_else(|| t.unknown.to_owned(), Date::in_words);
    let older = older(desk, page)
        .map(|(lang, day)| fill(t.older, &[("lang", &lang.name().to_lowercase()), ("day", &day.in_words())]));
    match older {
        Some(older) => format!("{newest} ({older})"),
        None => newest,
    }
}

fn revise(t: &Texts, day: Option<Date>, today: Date) -> String {
    match day {
        None => t.no_day.to_owned(),
        Some(day) if day < today => fill(t.overdue, &[("day", &day.in_words())]),
        Some(day) => day.in_words(),
    }
}

/// How much is wrong, and the way to it.
fn to_mend(desk: &Desk<'_>, files: &[String]) -> AnyView {
    let t = &desk.here.texts().editor;
    let count = |n: usize, one: &'static str, many: &'static str| match n {
        0 => None,
        1 => Some(one.to_owned()),
        n => Some(fill(many, &[("n", &n)])),
    };
    let (faults, warnings) = desk.count(files);
    let both = [count(faults, t.one_fault, t.faults), count(warnings, t.one_warning, t.some_warnings)];
    let says = both.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if says.is_empty() {
        return t.nothing.into_any();
    }
    let file = files.first().map(|file| of_page(file)).unwrap_or_default();
    let anchor = if faults > 0 { "feil" } else { "bor" };
    let to = format!("{}#{anchor}", desk.here.to_with("redaktor", &[("fil", file)]));
    view! { <a href=to>{says}</a> }.into_any()
}

/// The files that are no page's.
fn others(desk: &Desk<'_>, choice: &Choice) -> Option<Table> {
    let t = &desk.here.texts().editor;
    let is_shown = |path: &&String| {
        let (faults, warnings) = desk.count(std::slice::from_ref(path));
        let is_kind = match choice.show {
            Show::All => true,
            Show::Faulty => faults > 0,
            Show::Warned => warnings > 0,
            Show::Expired | Show::Low | Show::Unlike => false,
        };
        is_kind && choice.finds(&[path])
    };
    let row = |path: &String| {
        let changed = desk.changed(path).map_or_else(|| t.unknown.to_owned(), Date::in_words);
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">
                    {forge::file(path, path.clone())}
                </th>
                {cell(t.changed, changed)}
                {cell(t.to_mend, to_mend(desk, std::slice::from_ref(path)))}
            </tr>
        }
    };
    let rows: Vec<_> = desk.others.iter().filter(is_shown).map(row).collect();
    let count = rows.len();
    (count > 0).then(|| {
        let table = view! {
            <table class="ds-table stack" role="table" aria-labelledby="andre-filer">
                {head(&[t.file, t.changed, t.to_mend])}
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        };
        let (id, title) = ("andre-filer".to_owned(), t.other_files.to_owned());
        Table { id, title, rows: count, view: table.into_any() }
    })
}
