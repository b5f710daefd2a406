//! Turning what a page or an action wants done into status and headers.

use app::{Effects, SetCookie};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::signin;
use std::time::Duration;

/// Gives a response the status, the way on and the cookies that were asked for.
pub(crate) fn carry_out(wanted: Effects, mut response: Response, https: bool) -> Response {
    if let Some(status) = wanted.status {
        *response.status_mut() = status;
    }
    if let Some(to) = wanted.redirect {
        response = see_other(&to);
    }
    set_cookies(wanted.cookies, &mut response, https);
    response
}

/// Sends the browser on, to be asked for with GET.
pub(crate) fn see_other(to: &str) -> Response {
    match HeaderValue::from_str(to) {
        Ok(to) => (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The name of the cookie that a signed-in browser keeps. Browsers hold `__Host-` to https and to this host alone,
/// which plain loopback cannot meet.
pub(crate) const fn login_cookie(https: bool) -> &'static str {
    if https { "__Host-login" } else { "login" }
}

/// The name of the cookie that a guest's browser keeps.
pub(crate) const fn guest_cookie(https: bool) -> &'static str {
    if https { "__Host-guest" } else { "guest" }
}

/// The name of the cookie with the address that a code was sent to.
pub(crate) const fn address_cookie(https: bool) -> &'static str {
    if https { "__Host-address" } else { "address" }
}

/// What stands behind the token of a guest on a shared machine: such a cookie goes after ten idle minutes.
pub(crate) const SHARED: &str = ".felles";

/// Adds cookies to a response.
pub(crate) fn set_cookies(cookies: Vec<SetCookie>, response: &mut Response, https: bool) {
    for cookie in cookies {
        let (name, value, age) = match cookie {
            // On a shared machine the store counts the idle minutes, and the browser forgets when it is closed.
            SetCookie::Login { token, shared_device: true } => (login_cookie(https), token, None),
            SetCookie::Login { token, .. } => (login_cookie(https), token, Some(signin::IDLE)),
            SetCookie::NoLogin => (login_cookie(https), String::new(), Some(Duration::ZERO)),
            SetCookie::Guest { token, shared_device: true } => {
                (guest_cookie(https), token + SHARED, Some(signin::IDLE_SHARED))
            }
            SetCookie::Guest { token, .. } => (guest_cookie(https), token, Some(signin::IDLE)),
            SetCookie::CodeSentTo(address) => {
                let value = form_urlencoded::byte_serialize(address.as_bytes()).collect();
                (address_cookie(https), value, Some(signin::VALID))
            }
            SetCookie::NoCode => (address_cookie(https), String::new(), Some(Duration::ZERO)),
        };
        let age = age.map(|age| format!("; Max-Age={}", age.as_secs())).unwrap_or_default();
        let secure = if https { "; Secure" } else { "" };
        let line = format!("{name}={value}; Path=/{age}; HttpOnly; SameSite=Lax{secure}");
        if let Ok(line) = HeaderValue::from_str(&line) {
            response.headers_mut().append(header::SET_COOKIE, line);
        }
    }
}
