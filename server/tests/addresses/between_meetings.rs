//! The screens between meetings, pressed through as a browser without script does.

use crate::{Answer, Content, Platform, today};
use axum::{body::Body, http::Request};
use domain::{
    InvitationId, OwnerId,
    people::{Owner, Role, Scope},
    signin::INVITATION,
    store::NewInvitation,
};
use std::{path::Path, sync::Arc};

/// A browser without script: it keeps its cookies and knows which page it stands on.
struct Browser<'a> {
    platform: &'a Platform,
    cookies: Vec<(String, String)>,
    page: String,
}

impl<'a> Browser<'a> {
    fn new(platform: &'a Platform) -> Browser<'a> {
        Browser { platform, cookies: Vec::new(), page: "/nb".into() }
    }

    async fn open(&mut self, path: &str) -> Answer {
        self.page = path.to_owned();
        let request = Request::get(path).header("cookie", self.cookie());
        self.keep(self.platform.ask(request.body(Body::empty()).expect("a request")).await)
    }

    /// Opens an address and whatever it leads on to.
    async fn follow(&mut self, path: &str) -> Answer {
        let mut answer = self.open(path).await;
        for _ in 0..5 {
            if answer.status != 303 {
                break;
            }
            let to = answer.header("location").to_owned();
            answer = self.open(&to).await;
        }
        answer
    }

    /// Sends a form that stands on the page, and follows where it leads.
    async fn send(&mut self, action: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.post(action, fields).await;
        let to = answer.header("location").to_owned();
        if answer.status == 303 { self.follow(&to).await } else { answer }
    }

    async fn post(&mut self, action: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(format!("/api/{action}"))
            .header("cookie", self.cookie())
            .header("accept", "text/html")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("referer", format!("https://praksis.example{}", self.page))
            .header("sec-fetch-site", "same-origin");
        self.keep(self.platform.ask(request.body(Body::from(body)).expect("a request")).await)
    }

    fn cookie(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&mut self, answer: Answer) -> Answer {
        for cookie in answer.headers.get_all("set-cookie") {
            let line = cookie.to_str().expect("a cookie");
            let (name, rest) = line.split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            self.cookies.retain(|(kept, _)| kept != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        answer
    }

    /// Signs in with the code that was sent, and says a name where asked for one.
    async fn sign_in(&mut self, address: &str, name: &str, til: &str) -> Answer {
        self.open("/nb/logg-inn").await;
        self.send("be-om-kode", &[("address", address), ("til", til)]).await;
        let code = self.platform.post.last_to(address);
        let answer = self.send("logg-inn", &[("address", address), ("code", &code), ("til", til)]).await;
        if answer.body.contains("Hva heter du?") {
            return self.send("navn", &[("name", name), ("til", til)]).await;
        }
        answer
    }
}

impl Answer {
    /// The value of the first hidden field with this name.
    fn hidden(&self, name: &str) -> String {
        let tag = self
            .body
            .split("<input")
            .find(|tag| tag.contains("type=\"hidden\"") && tag.contains(&format!("name=\"{name}\"")));
        let value = tag.and_then(|tag| tag.split("value=\"").nth(1)?.split('"').next());
        value.unwrap_or_else(|| panic!("no hidden {name} in {}", self.body)).to_owned()
    }

    /// The first address on the page that begins so.
    fn link(&self, start: &str) -> String {
        let link = self.body.split("href=\"").find(|rest| rest.starts_with(start));
        let link = link.and_then(|rest| rest.split('"').next());
        link.unwrap_or_else(|| panic!("no link to {start} in {}", self.body)).to_owned()
    }
}

async fn platform() -> Platform {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let files = catalogue::read_dir(&content).expect("the content");
    Platform::open(Arc::new(Content(Arc::new(catalogue::load(&files, today()))))).await
}

fn path_of(link: &str) -> &str {
    link.strip_prefix("https://praksis.example").expect("a link of ours")
}

#[tokio::test]
async fn a_code_signs_in_and_a_wrong_one_is_said_beside_its_field() {
    let platform = platform().await;
    let mut browser = Browser::new(&platform);
    let door = browser.follow("/nb/min-side").await;
    assert_eq!(browser.page, "/nb/logg-inn?til=%2Fnb%2Fmin-side");
    assert!(!door.body.contains("<script"));
    let address = "kari@example.no";
    let fields = [("address", address), ("shared", "ja"), ("til", "/nb/min-side")];
    browser.send("be-om-kode", &fields).await;
    assert_eq!(
        browser.page, "/nb/logg-inn/kode?felles=ja&til=%2Fnb%2Fmin-side",
        "an address is nobody's to log"
    );
    assert!(browser.cookie().contains("__Host-guest="), "requests are counted by browser");
    assert!(browser.cookie().contains("__Host-address=kari%40example.no"));

    let code = platform.post.last_to(address);
    assert_eq!(code.len(), 6);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let again = browser.send("logg-inn", &[("address", address), ("code", wrong), ("shared", "ja")]).await;
    assert_eq!(again.status, 422);
    assert!(again.body.contains("Koden stemmer ikke. Du har 4 forsøk igjen."), "{}", again.body);
    assert!(
        again.body.contains("aria-invalid=\"true\"") && again.body.contains("kode-feil"),
        "{}",
        again.body
    );
    assert_eq!(again.hidden("address"), address);

    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let fields =
        [("address", address), ("code", spaced.as_str()), ("shared", "ja"), ("til", "//evil.example")];
    let name = browser.send("logg-inn", &fields).await;
    assert!(name.body.contains("Hva heter du?"));
    assert!(!browser.cookie().contains("address="), "the code has served");
    assert_eq!(browser.page, "/nb/min-side/navn?til=%2Fnb%2Fmin-side", "never to another site");
    let mine = browser.send("navn", &[("name", "Kari"), ("til", "/nb/min-side")]).await;
    assert!(mine.body.contains("Hei, Kari"));

    let used = Browser::new(&platform).post("logg-inn", &[("address", address), ("code", &code)]).await;
    assert_eq!(used.status, 410, "a code serves once");
    browser.send("logg-ut", &[]).await;
    assert_eq!(browser.open("/nb/min-side").await.status, 303);
}

#[tokio::test]
async fn a_code_that_is_void_or_asked_for_too_often_is_said_to_be_so_with_the_way_on() {
    let platform = platform().await;
    let mut browser = Browser::new(&platform);
    let address = "kari@example.no";
    browser.send("be-om-kode", &[("address", address)]).await;
    let code = platform.post.last_to(address);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for left in (1..5).rev() {
        let again = browser.send("logg-inn", &[("address", address), ("code", wrong)]).await;
        assert!(again.body.contains(&format!("Du har {left} forsøk igjen.")), "{}", again.body);
    }
    for typed in [wrong, &code] {
        let void = browser.send("logg-inn", &[("address", address), ("code", typed)]).await;
        assert_eq!(void.status, 410);
        assert!(void.body.contains("gjelder ikke lenger. Be om en ny kode."), "{}", void.body);
        assert!(void.body.contains("action=\"/api/be-om-kode\""), "{}", void.body);
        assert!(!void.body.contains("name=\"code\""), "no code can be typed: {}", void.body);
        assert_eq!(void.hidden("address"), address);
    }
    for _ in 1..5 {
        browser.send("be-om-kode", &[("address", address)]).await;
    }
    let over = browser.send("be-om-kode", &[("address", address)]).await;
    assert_eq!(over.status, 429);
    assert!(over.body.contains("om en time") && over.body.contains("Den siste koden virker fortsatt"));
    assert_eq!(over.link("/nb/logg-inn/kode"), "/nb/logg-inn/kode");
    let last = platform.post.last_to(address);
    let name = browser.send("logg-inn", &[("address", address), ("code", &last)]).await;
    assert!(name.body.contains("Hva heter du?"), "{}", name.body);
}

#[tokio::test]
async fn a_choice_that_was_forgotten_can_be_made_where_it_is_said() {
    let platform = platform().await;
    let mut kari = Browser::new(&platform);
    kari.sign_in("kari@example.no", "Kari", "/nb/min-side").await;
    let id = "0190a0a0-0000-7000-8000-000000000001";
    let answer = [("obstacle", id), ("kind", "nar"), ("day", ""), ("why", "Vi kjøper inn.")];
    let refused = kari.post("svar", &answer).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("«Dato»") && refused.body.contains("type=\"date\""), "{}", refused.body);
    let date = refused.body.split("type=\"date\"").nth(1).and_then(|rest| rest.split('>').next());
    let marks = ["id=\"felt-day\"", "aria-invalid=\"true\"", "aria-describedby=\"feilen\"", "autofocus"];
    assert!(date.is_some_and(|date| marks.iter().all(|mark| date.contains(mark))), "{date:?}");
    assert_eq!(refused.body.matches("aria-invalid").count(), 1, "{}", refused.body);
    assert_eq!(refused.hidden("obstacle"), id);
    assert_eq!(refused.body.matches("type=\"radio\"").count(), 4, "{}", refused.body);
    assert_eq!(refused.body.matches(id).count(), 1, "an id is nobody's to read: {}", refused.body);
    let unit = [("id", id), ("owner", id), ("name", "Fjordvik skole"), ("kind", "")];
    let refused = kari.post("ny-enhet", &unit).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("value=\"school\""), "{}", refused.body);
}

#[tokio::test]
async fn who_leaves_a_team_without_a_facilitator_is_told_and_may() {
    let platform = platform().await;
    let mut kari = Browser::new(&platform);
    kari.sign_in("kari@example.no", "Kari", "/nb/min-side").await;
    assert!(!kari.open("/nb/min-side/slett").await.body.contains("eneste prosesslederen"));
    let id = "0190a0a0-0000-7000-8000-000000000001";
    kari.post("start-team", &[("id", id), ("name", "Trinn 1–4")]).await;
    let asked = kari.open("/nb/min-side/slett").await;
    assert!(asked.body.contains("eneste prosesslederen i Trinn 1–4"), "{}", asked.body);
    assert_eq!(asked.link("/nb/team/"), format!("/nb/team/{id}#inviter"));
    assert!(kari.send("slett-meg", &[("sure", "ja")]).await.body.contains("Du er slettet"));
}

#[tokio::test]
async fn an_address_is_answered_alike_whether_it_is_known_or_not() {
    let platform = platform().await;
    Browser::new(&platform).sign_in("kjent@example.no", "Kjent", "/nb/min-side").await;
    for address in ["kjent@example.no", "ukjent@example.no"] {
        let answer = Browser::new(&platform).post("be-om-kode", &[("address", address)]).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/nb/logg-inn/kode"));
    }
    let mut browser = Browser::new(&platform);
    let typo = browser.send("be-om-kode", &[("address", "ukjent@")]).await;
    assert!(typo.body.contains("Skriv hele adressen") && typo.body.contains("ukjent@"));
}

#[tokio::test]
async fn nobody_signs_in_as_another_outside_the_demo() {
    let platform = platform().await;
    let mut kari = Browser::new(&platform);
    kari.sign_in("kari@example.no", "Kari", "/nb/min-side").await;
    let (person, _) = platform.services.store.everyone().await.expect("the people").remove(0);
    let id = person.id.to_string();
    assert_eq!(Browser::new(&platform).post("logg-inn-som", &[("person", &id)]).await.status, 404);
}

#[tokio::test]
async fn all_that_is_stored_about_one_is_taken_out_by_oneself_alone() {
    let platform = platform().await;
    let stranger = Browser::new(&platform).open("/nn/min-side/data.json").await;
    assert_eq!((stranger.status.as_u16(), stranger.header("location")), (303, "/nn/logg-inn"));
    let mut kari = Browser::new(&platform);
    kari.sign_in("kari@example.no", "Kari", "/nb/min-side").await;
    kari.post("notat", &[("place", "hva-er-inkludering/okt"), ("text", "Se på døra"), ("base", "0")]).await;
    let found = kari.open("/nb/min-side?q=D%C3%98RA").await;
    assert!(found.body.contains("Se på døra"));
    assert!(!kari.open("/nb/min-side?q=vindu").await.body.contains("Se på døra"));
    let file = kari.open("/nb/min-side/data.json").await;
    assert!(file.header("content-disposition").starts_with("attachment"));
    for stored in ["\"Kari\"", "kari@example.no", "Se på døra"] {
        assert!(file.body.contains(stored), "{}", file.body);
    }
    let refused = kari.post("slett-meg", &[("sure", "")]).await;
    assert_eq!(refused.status, 422);
    let gone = kari.send("slett-meg", &[("sure", "ja")]).await;
    assert!(gone.body.contains("Du er slettet"));
    assert_eq!(kari.open("/nb/min-side").await.status, 303);
}

/// From the first invitation to a planned session, each by the hand that may.
#[tokio::test]
async fn an_owner_a_leader_and_a_facilitator_come_by_invitation() {
    let platform = platform().await;
    let services = &platform.services;
    let (token, hash) = services.token();
    let owner = Owner { id: OwnerId(services.ambient.ordered_id()), name: "Fjord kommune".into() };
    let first = NewInvitation {
        id: InvitationId(services.ambient.ordered_id()),
        token: hash,
        role: Role::Owner,
        scope: Scope::Owner(owner.id),
        many: false,
        expires: services.ambient.now() + INVITATION,
    };
    services.store.invite_first(&first, Some(&owner)).await.expect("an invitation");

    // Opening it does nothing, as often as anybody likes; only the button says yes.
    let invitation = format!("/nb/invitasjon/{token}");
    let mut ingrid = Browser::new(&platform);
    for _ in 0..2 {
        assert!(ingrid.open(&invitation).await.body.contains("Logg inn for å svare"));
    }
    let back = ingrid.sign_in("ingrid@example.no", "Ingrid", &invitation).await;
    assert!(back.body.contains("Fjord kommune") && back.body.contains("Ja takk"));
    let page = ingrid.send("ja-takk", &[("token", &token)]).await;
    assert!(page.body.contains("Ingen enheter ennå"), "{}", page.body);
    let mut late = Browser::new(&platform);
    let used = late.open(&invitation).await;
    assert_eq!(used.status, 410);
    assert!(used.body.contains("Invitasjonen er brukt"));

    let unit = page.hidden("id");
    let fields =
        [("id", unit.as_str()), ("owner", &owner.id.to_string()), ("name", "Solbakken"), ("kind", "school")];
    ingrid.send("ny-enhet", &fields).await;
    let page = ingrid.send("ny-enhet", &fields).await;
    assert_eq!(page.body.matches("<h3>Solbakken").count(), 1, "a second press is the same unit");
    let back = page.hidden("back");
    let leader =
        [("role", "leder"), ("unit", unit.as_str()), ("address", "anne@example.no"), ("back", &back)];
    assert!(ingrid.send("inviter", &leader).await.body.contains("Invitasjonen er sendt"));

    let link = platform.post.last_to("anne@example.no");
    let mut anne = Browser::new(&platform);
    let invited = anne.sign_in("anne@example.no", "Anne", path_of(&link)).await;
    let page = anne.send("ja-takk", &[("token", &invited.hidden("token"))]).await;
    assert!(page.body.contains("drøftes med de tillitsvalgte"), "{}", page.body);
    let today = services.ambient.today();
    let tomorrow = today.plus_days(1).to_string();
    assert_eq!(anne.post("droftet", &[("unit", &unit), ("day", &tomorrow)]).await.status, 422);
    let page = anne.send("droftet", &[("unit", &unit), ("day", &today.to_string())]).await;
    assert!(page.body.contains("Ingen team er startet"), "{}", page.body);
    let team = page.hidden("id");
    let page = anne.send("start-team", &[("id", &team), ("name", "Trinn 5"), ("unit", &unit)]).await;
    assert!(page.body.contains("Teamet er startet"));
    assert_eq!(anne.open(&format!("/nb/team/{team}")).await.status, 403, "a leader does not take part");
    anne.open(&format!("/nb/leder/{unit}")).await;
    let back = format!("/nb/leder/{unit}?ok=sendt");
    let facilitator =
        [("role", "prosessleder"), ("team", team.as_str()), ("address", "ola@example.no"), ("back", &back)];
    assert!(anne.send("inviter", &facilitator).await.body.contains("Invitasjonen er sendt"));

    let link = platform.post.last_to("ola@example.no");
    let mut ola = Browser::new(&platform);
    let invited = ola.sign_in("ola@example.no", "Ola", path_of(&link)).await;
    assert!(invited.body.contains("Anne inviterer deg til"));
    let page = ola.send("ja-takk", &[("token", &invited.hidden("token"))]).await;
    assert!(page.body.contains("Trinn 5") && page.body.contains("Ingen økt er planlagt"));

    let plan = ola.open(&page.link("/nb/planlegg").replace("&amp;", "&")).await;
    assert!(plan.body.contains("Hva skal økta bygge på?"));
    let form = ola.open(&format!("/nb/planlegg?team={team}&modul=hva-er-inkludering&side=okt")).await;
    let session = form.hidden("id");
    let day = today.plus_days(3).to_string();
    let fields = [
        ("id", session.as_str()),
        ("team", &team),
        ("module", "hva-er-inkludering"),
        ("page", "okt"),
        ("day", &day),
        ("follow_up", ""),
    ];
    let planned = ola.send("planlegg", &fields).await;
    assert_eq!((planned.status.as_u16(), ola.page.as_str()), (200, format!("/nb/okt/{session}").as_str()));
    let page = ola.open(&format!("/nb/team/{team}")).await;
    assert!(page.body.contains(&format!("datetime=\"{day}\"")));

    // A link for the staff room serves everyone, and is shown rather than sent.
    let share = ola.send("inviter", &[("role", "deltaker"), ("team", &team)]).await;
    assert!(share.body.contains("Bli med i Trinn 5"), "{}", share.body);
    let link = ola.page.strip_suffix("/del").expect("the page that shows the link").to_owned();
    for (address, name) in [("amir@example.no", "Amir"), ("siri@example.no", "Siri")] {
        let mut browser = Browser::new(&platform);
        let invited = browser.sign_in(address, name, &link).await;
        let page = browser.send("ja-takk", &[("token", &invited.hidden("token"))]).await;
        assert!(page.body.contains(name) && page.body.contains("Trinn 5"));
        let refused = browser.post("planlegg", &fields).await;
        assert_eq!(refused.status, 403, "who takes part does not plan");
    }
}
