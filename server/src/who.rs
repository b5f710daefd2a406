//! Who sends a request: the login and the guest that its cookies name, and the network it came by.

use crate::{
    actions,
    effects::{SHARED, address_cookie, guest_cookie, login_cookie, set_cookies},
    live,
    network::Network,
    pages,
    site::{Sender, Site},
};
use app::{Fault, SetCookie};
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::Response,
};
use domain::{Asker, TokenHash};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// What stands before the addresses that a screen asks by itself, whether anybody sits before it or not.
const LISTENS: &str = "/api/live/";

/// Finds out who asks, and hands it on with the request. Where the store cannot say, nobody in particular is told so.
pub async fn ask(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let ambient = &site.services.ambient;
    let (now, today) = (ambient.now(), ambient.today());
    let headers = request.headers();
    let login = cookie(headers, login_cookie(site.https)).map(hash);
    let kept = cookie(headers, guest_cookie(site.https)).map(str::to_owned);
    let shared = kept.as_deref().and_then(|kept| kept.strip_suffix(SHARED));
    let guest = shared.or(kept.as_deref()).map(hash);
    let listens = request.uri().path().starts_with(LISTENS);
    let address = cookie(headers, address_cookie(site.https))
        .and_then(|kept| form_urlencoded::parse(kept.as_bytes()).next())
        .map(|(address, _)| address.into_owned());
    // Most who read are nobody we know, and cost no look into the store.
    let from_elsewhere = headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin");
    let browser = app::Browser { guest, shared: shared.is_some(), address, from_elsewhere };
    let store = &site.services.store;
    let asked = match (login.as_ref(), browser.guest.as_ref()) {
        (None, None) => Ok(Asker::nobody(now, today)),
        (login, guest) if listens => store.listener(login, guest, now, today).await,
        (login, guest) => store.asker(login, guest, now, today).await,
    };
    let mut cookies = Vec::new();
    // A login that no longer stands is forgotten by the browser too, so that it is not looked up for ever.
    if login.is_some() && asked.as_ref().is_ok_and(|asker| asker.me.is_none()) {
        cookies.push(SetCookie::NoLogin);
    }
    // Whatever a guest does on a shared machine gives it ten minutes more.
    if let Some(token) = shared.filter(|_| !listens) {
        cookies.push(SetCookie::Guest { token: token.to_owned(), shared_device: true });
    }
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let network = peer.map(|peer| network(client(peer, request.headers(), &site.proxies)).to_string());
    let network = app::Network(network.unwrap_or_default());
    let (asker, unknown) = match asked {
        Ok(asker) => (asker, None),
        Err(failure) => (Asker::nobody(now, today), Some(Fault::from(failure))),
    };
    request.extensions_mut().insert(Sender { asker, login, network, browser });
    let mut response = match unknown {
        None => next.run(request).await,
        Some(fault) => refuse(&site, request, fault).await,
    };
    // What the answer itself sets, a new login above all, stands.
    if !response.headers().contains_key(header::SET_COOKIE) {
        set_cookies(cookies, &mut response, site.https);
    }
    response
}

/// Says that it could not be found out who asks, to a page, a form and a script each in their own way.
async fn refuse(site: &Site, request: Request, fault: Fault) -> Response {
    let path = request.uri().path();
    if path.starts_with(LISTENS) {
        return live::refuse(fault);
    }
    // Whatever is sent holds something that somebody has typed.
    if request.method() == Method::POST {
        return actions::refuse(site, request, fault).await;
    }
    pages::refuse(site, request, fault).await
}

/// Whom a request comes from: the nearest address that is no proxy of ours. What a stranger writes into the header
/// stands further out than the first address we do not trust, and is never believed.
fn client(peer: IpAddr, headers: &HeaderMap, proxies: &[Network]) -> IpAddr {
    let trusted = |address: IpAddr| proxies.iter().any(|network| network.contains(address));
    let passed_on = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<IpAddr> =
        passed_on.flat_map(|value| value.split(',')).map_while(|hop| hop.trim().parse().ok()).collect();
    let mut from = peer;
    for hop in hops.into_iter().rev() {
        if !trusted(from) {
            break;
        }
        from = hop;
    }
    from
}

/// What the limits count as one network: an IPv4 address, however it is written, or the first half of an IPv6 address.
/// A home or a school is given the other half to share out among its machines, which change theirs by the hour.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into(),
        address => address,
    }
}

fn hash(token: &str) -> TokenHash {
    TokenHash(app::hash(&[token]))
}

pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn from(peer: &str, passed_on: &str) -> String {
        let headers = HeaderMap::from_iter([(
            header::HeaderName::from_static("x-forwarded-for"),
            HeaderValue::from_str(passed_on).expect("a header"),
        )]);
        let proxies = ["10.0.0.0/8".parse().expect("a network")];
        client(peer.parse().expect("an address"), &headers, &proxies).to_string()
    }

    #[test]
    fn only_our_own_proxies_are_believed() {
        assert_eq!(from("203.0.113.7", "198.51.100.1"), "203.0.113.7", "a stranger's word");
        assert_eq!(from("10.0.0.1", "198.51.100.1"), "198.51.100.1");
        assert_eq!(from("10.0.0.1", "1.2.3.4, 198.51.100.1"), "198.51.100.1", "what the client wrote itself");
        assert_eq!(from("10.0.0.1", "198.51.100.1, 10.0.0.2"), "198.51.100.1");
        assert_eq!(from("10.0.0.1", "nonsense"), "10.0.0.1");
    }

    #[test]
    fn a_network_is_an_old_address_or_half_a_new_one() {
        let of = |address: &str| network(address.parse().expect("an address")).to_string();
        assert_eq!(of("203.0.113.7"), "203.0.113.7");
        assert_eq!(of("::ffff:203.0.113.7"), "203.0.113.7");
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(of("2001:db8:1:2:ffff::1"), "2001:db8:1:2::");
        assert_ne!(of("2001:db8:1:3::1"), of("2001:db8:1:2::1"));
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let headers =
            HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static("xlogin=a; login=b; guest="))]);
        assert_eq!(cookie(&headers, "login"), Some("b"));
        assert_eq!(cookie(&headers, "guest"), None);
    }
}
