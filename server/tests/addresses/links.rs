//! Telling how it went by a signed link, and the sheet on the wall: what they show, and what they refuse.

use crate::{Answer, Demo};
use app::Services;
use axum::{body::Body, http::Request};
use domain::{
    AgreementId, Asker, Lang, ObstacleId, ReportId, TeamId,
    agreement::{Agreement, Followed, Verdict},
    link::{Bearer, ReportLink},
    people::Role,
};

/// One of the demo's people with a team that has an agreement: who, the agreement, and a cookie.
pub(crate) struct Told {
    pub(crate) asker: Asker,
    pub(crate) followed: Followed,
    pub(crate) cookie: String,
}

impl Demo {
    /// Somebody with an agreement that a rule picks.
    pub(crate) async fn with_agreement(&self, role: Role, wanted: fn(&Followed) -> bool) -> Told {
        let Services { store, ambient, .. } = &self.0.services;
        for (person, roles) in store.everyone().await.expect("the people") {
            if !roles.iter().any(|(held, _)| *held == role) {
                continue;
            }
            let (token, hash) = self.log_in(person.id).await;
            let asker =
                store.asker(Some(&hash), None, ambient.now(), ambient.today()).await.expect("an asker");
            let teams: Vec<TeamId> = asker.teams.iter().map(|team| team.id).collect();
            for team in teams.into_iter().filter(|team| asker.in_team(*team).is_ok()) {
                let page = store.team_page(&asker, team).await.expect("a team");
                if let Some(followed) = page.followed.into_iter().find(wanted) {
                    return Told { asker, followed, cookie: format!("__Host-login={token}") };
                }
            }
        }
        panic!("the demo has such an agreement")
    }

    /// The path of a link, and nothing before it.
    fn path(&self, agreement: &Agreement, bearer: Bearer, lang: Lang) -> String {
        let address = self.0.services.report_address(agreement, bearer, lang);
        address.strip_prefix("https://praksis.example").expect("a link of ours").to_owned()
    }

    /// Presses one of the buttons behind a link, as a browser without script or login does.
    async fn tell(&self, link: &str, fields: &[(&str, &str)]) -> Answer {
        let token = link.strip_prefix("/e/").expect("a link");
        let ambient = &self.0.services.ambient;
        let report = ReportId(ambient.ordered_id()).to_string();
        let obstacle = ObstacleId(ambient.ordered_id()).to_string();
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("token", token).append_pair("id", &report).append_pair("obstacle_id", &obstacle);
        let body = form.extend_pairs(fields).finish();
        let request = Request::post("/api/fortell-med-lenke")
            .header("accept", "text/html")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("referer", format!("https://praksis.example{link}"))
            .header("sec-fetch-site", "same-origin");
        self.0.ask(request.body(Body::from(body)).expect("a request")).await
    }

    async fn again(&self, told: &Told) -> Followed {
        let id = told.followed.agreement.id;
        self.0.services.store.followed(&told.asker, id).await.expect("the agreement").1
    }
}

fn is_open(followed: &Followed) -> bool {
    followed.agreement.is_open()
}

#[tokio::test]
async fn a_link_shows_the_sentence_and_nothing_else_and_opening_it_changes_nothing() {
    let demo = Demo::open().await;
    let told = demo.with_agreement(Role::Member, is_open).await;
    let (agreement, me) = (&told.followed.agreement, told.asker.me.clone().expect("somebody"));
    let team = told.asker.teams.iter().find(|team| team.id == agreement.team).expect("the team");
    for bearer in [Bearer::Person(me.id), Bearer::Wall] {
        let link = demo.path(agreement, bearer, Lang::Nb);
        assert!(link.len() < 80, "an address to put in a code: {link}");
        for _scanner in 0..3 {
            let page = demo.get(&link, "").await;
            assert_eq!(page.status, 200, "{}", page.body);
            assert!(page.body.contains(&agreement.terms.situation), "{}", page.body);
            for hidden in [team.name.as_str(), "<script", "wasm", "logg-ut", "<nav aria-label=\"Meny"] {
                assert!(!page.body.contains(hidden), "{hidden} in {}", page.body);
            }
            assert!(page.body.contains("name=\"robots\" content=\"noindex\""));
            assert_eq!(page.header("referrer-policy"), "same-origin", "no other site learns the address");
            assert_eq!(page.header("cache-control"), "private, no-cache");
            assert!(!page.headers.contains_key("set-cookie"));
        }
    }
    assert_eq!(demo.again(&told).await.reports, told.followed.reports);
}

#[tokio::test]
async fn a_press_tells_for_the_person_and_from_the_wall_for_the_team() {
    let demo = Demo::open().await;
    let told = demo.with_agreement(Role::Member, is_open).await;
    let (agreement, me) = (&told.followed.agreement, told.asker.me.clone().expect("somebody"));
    let before = told.followed.reports.len();
    let own = demo.path(agreement, Bearer::Person(me.id), Lang::Nn);
    assert!(demo.get(&own, "").await.body.contains("Korleis gjekk det?"), "in the link's own language");
    let done = demo.tell(&own, &[("outcome", "gjort"), ("seen", "Roen kom")]).await;
    assert_eq!((done.status.as_u16(), done.header("location")), (303, format!("{own}/takk").as_str()));
    let thanks = demo.get(&format!("{own}/takk"), "").await;
    assert!(thanks.body.contains("Takk, det er lagra") && thanks.body.contains("Neste økt byrjar"));
    let wall = demo.path(agreement, Bearer::Wall, Lang::Nb);
    let fields = [("outcome", "ikke"), ("obstacle", "Vi er én for lite på mandager")];
    assert_eq!(demo.tell(&wall, &fields).await.status, 303);
    let after = demo.again(&told).await;
    let by: Vec<&str> = after.reports[before..].iter().map(|report| report.by.as_str()).collect();
    assert_eq!(by, [me.name.as_str(), ""]);
    assert_eq!(after.reports[before].seen, "Roen kom");
    assert!(after.obstacles.iter().any(|one| one.text.contains("mandager")));
}

#[tokio::test]
async fn a_fodselsnummer_is_refused_and_the_words_stand() {
    let demo = Demo::open().await;
    let told = demo.with_agreement(Role::Member, is_open).await;
    for lang in Lang::ALL {
        let link = demo.path(&told.followed.agreement, Bearer::Wall, lang);
        let fields = [("outcome", "delvis"), ("seen", "Det var 24850900163 igjen"), ("obstacle", "")];
        let page = demo.tell(&link, &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("Det var 24850900163 igjen"), "{}", page.body);
        assert!(page.body.contains(&format!("<html lang=\"{lang}\"")), "{}", page.body);
        assert!(page.body.contains("value=\"delvis\" checked"), "{}", page.body);
    }
    assert_eq!(demo.again(&told).await.reports, told.followed.reports);
}

#[tokio::test]
async fn a_link_that_somebody_changed_opens_nothing() {
    let demo = Demo::open().await;
    let told = demo.with_agreement(Role::Member, is_open).await;
    let me = told.asker.me.clone().expect("somebody");
    let link = demo.path(&told.followed.agreement, Bearer::Person(me.id), Lang::Nb);
    let other_letter = |at: usize| {
        let mut changed: Vec<char> = link.chars().collect();
        changed[at] = if changed[at] == 'A' { 'B' } else { 'A' };
        changed.into_iter().collect::<String>()
    };
    let cut = link[..link.len() - 5].to_owned();
    let other_language = link.replacen("/e/b", "/e/n", 1);
    let nothing = ["/e/b".to_owned(), "/e/bAAAA".to_owned(), "/e/x".to_owned(), "/e/bæøå".to_owned()];
    let changed = [other_letter(6), other_letter(40), other_letter(link.len() - 4), cut, other_language];
    for bad in changed.iter().chain(&nothing) {
        let page = demo.get(bad, "").await;
        assert_eq!(page.status, 404, "{bad}");
        assert!(!page.body.contains(&told.followed.agreement.terms.situation));
        assert_eq!(demo.tell(bad, &[("outcome", "gjort")]).await.status, 404, "{bad}");
    }
    assert!(demo.get(&changed[0], "").await.body.contains("Lenken er ikke hel"));
    // A mark made for something else opens nothing either.
    let session = demo.0.services.keyed_hash(&["code", "kari@example.no", "123456"]);
    assert_eq!(demo.get(&format!("/e/b{session}"), "").await.status, 404);
    assert_eq!(demo.again(&told).await.reports, told.followed.reports);
}

#[tokio::test]
async fn a_link_whose_day_or_right_is_over_says_so_and_where_one_tells_instead() {
    let demo = Demo::open().await;
    let told =
        demo.with_agreement(Role::Facilitator, |f| f.agreement.is_open() && !f.reports.is_empty()).await;
    let (agreement, me) = (&told.followed.agreement, told.asker.me.clone().expect("somebody"));
    let services = &demo.0.services;

    let mut long_ago = agreement.clone();
    long_ago.terms.follow_up = services.ambient.today().plus_days(-43);
    let link = demo.path(&long_ago, Bearer::Person(me.id), Lang::Nb);
    let page = demo.get(&link, "").await;
    assert_eq!(page.status, 410);
    assert!(
        page.body.contains("Lenken virket i 6 uker") && page.body.contains("/nb/min-side"),
        "{}",
        page.body
    );
    let late = demo.tell(&link, &[("outcome", "gjort"), ("seen", "Det jeg skrev")]).await;
    assert_eq!(late.status, 410);
    assert!(late.body.contains("Det jeg skrev"), "no word is lost: {}", late.body);

    let everyone = services.store.everyone().await.expect("the people");
    let leader = everyone.iter().find(|(_, roles)| roles.iter().any(|(role, _)| *role == Role::Leader));
    let (leader, _) = leader.expect("a leader");
    let page = demo.get(&demo.path(agreement, Bearer::Person(leader.id), Lang::Nb), "").await;
    assert_eq!(page.status, 403);
    assert!(page.body.contains("ikke er med i teamet nå"), "{}", page.body);
    assert!(!page.body.contains(&agreement.terms.situation));

    let mut gone = agreement.clone();
    gone.id = AgreementId(services.ambient.ordered_id());
    assert_eq!(demo.get(&demo.path(&gone, Bearer::Wall, Lang::Nb), "").await.status, 404);

    services.store.decide(&told.asker, agreement.id, Verdict::Keep, None).await.expect("a decision");
    for bearer in [Bearer::Person(me.id), Bearer::Wall] {
        let link = demo.path(agreement, bearer, Lang::Nb);
        let page = demo.get(&link, "").await;
        assert_eq!(page.status, 409);
        assert!(page.body.contains("Teamet har tatt stilling"), "{}", page.body);
        assert_eq!(demo.tell(&link, &[("outcome", "gjort")]).await.status, 409);
    }
}

#[tokio::test]
async fn another_site_presses_nothing() {
    let demo = Demo::open().await;
    let told = demo.with_agreement(Role::Member, is_open).await;
    let link = demo.path(&told.followed.agreement, Bearer::Wall, Lang::Nb);
    let body = format!("token={}&outcome=gjort", &link[3..]);
    let request = Request::post("/api/fortell-med-lenke")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site");
    assert_eq!(demo.0.ask(request.body(Body::from(body)).expect("a request")).await.status, 403);
}

#[tokio::test]
async fn the_sheet_on_the_wall_is_printed_by_the_team_alone() {
    let demo = Demo::open().await;
    let told = demo.with_agreement(Role::Member, is_open).await;
    let agreement = &told.followed.agreement;
    let page = demo.get(&format!("/nb/team/{}", agreement.team), &told.cookie).await;
    let sheet = format!("/nb/avtale/{}/oppslag", agreement.id);
    assert!(page.body.contains(&sheet), "the team's page leads to it");
    let page = demo.get(&sheet, &told.cookie).await;
    assert_eq!(page.status, 200);
    let until = ReportLink::to(agreement, Bearer::Wall).until;
    let day = app::components::date::day(until, Lang::Nb);
    for word in ["<svg viewBox", &agreement.terms.situation, "Pek telefonen hit", &day] {
        assert!(page.body.contains(word), "{word} in {}", page.body);
    }
    assert_eq!(demo.get(&sheet, "").await.status, 303, "who is not signed in is asked to");
    let everyone = demo.0.services.store.everyone().await.expect("the people");
    let in_team = |name: &str| name == told.asker.me.as_ref().expect("somebody").name;
    let leader = everyone
        .iter()
        .find(|(one, roles)| !in_team(&one.name) && roles.iter().any(|(role, _)| *role == Role::Leader));
    let cookie = demo.signed_in_as(&leader.expect("a leader").0.name).await;
    assert_eq!(demo.get(&sheet, &cookie).await.status, 403, "a leader tells for no team");
}
