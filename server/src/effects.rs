//! Turning what a page or an action wants done into status and headers.

use app::{Effects, SetCookie};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

const DAY: u32 = 24 * 60 * 60;

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

/// The name of a cookie. Browsers hold `__Host-` to https and to this host alone, which plain loopback cannot meet.
pub fn cookie_name(cookie: &SetCookie, https: bool) -> &'static str {
    match (cookie, https) {
        (SetCookie::Login(_) | SetCookie::NoLogin, true) => "__Host-login",
        (SetCookie::Login(_) | SetCookie::NoLogin, false) => "login",
        (SetCookie::Guest(_), true) => "__Host-guest",
        (SetCookie::Guest(_), false) => "guest",
    }
}

/// Adds cookies to a response.
pub(crate) fn set_cookies(cookies: Vec<SetCookie>, response: &mut Response, https: bool) {
    for cookie in cookies {
        let name = cookie_name(&cookie, https);
        let (value, age) = match cookie {
            SetCookie::Login(token) => (token, 30 * DAY),
            SetCookie::NoLogin => (String::new(), 0),
            SetCookie::Guest(token) => (token, DAY),
        };
        let secure = if https { "; Secure" } else { "" };
        let line = format!("{name}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
        if let Ok(line) = HeaderValue::from_str(&line) {
            response.headers_mut().append(header::SET_COOKIE, line);
        }
    }
}
