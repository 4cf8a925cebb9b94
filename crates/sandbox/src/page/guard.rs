//! Only this machine's own pages and programs may come in. A web site open in the same browser could otherwise
//! send requests here (its `Origin` tells), or have its name point here (then `Host` is that name).

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Lets through what is addressed to this machine, and comes from a page of this very server if from any.
pub(crate) async fn check(State(address): State<SocketAddr>, request: Request, next: Next) -> Response {
    if allowed(request.headers(), address) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "the sandbox answers this machine only").into_response()
    }
}

fn allowed(headers: &HeaderMap, address: SocketAddr) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let Some(host) = text(header::HOST) else {
        return false;
    };
    let at_home = is_here(host, address);
    let own_page = text(header::ORIGIN).is_none_or(|origin| origin.strip_prefix("http://") == Some(host));
    at_home && own_page
}

/// Loopback by name or number. When told to listen elsewhere, as in a container, any number will do: names are
/// what an attacker can point here.
fn is_here(host: &str, address: SocketAddr) -> bool {
    let bare = host.rsplit_once(':').map_or(
        host,
        |(name, port)| {
            if port.chars().all(|c| c.is_ascii_digit()) { name } else { host }
        },
    );
    if bare == "localhost" {
        return true;
    }
    bare.trim_matches(['[', ']'])
        .parse::<IpAddr>()
        .is_ok_and(|number| number.is_loopback() || !address.ip().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn let_in(host: &'static str, origin: Option<&'static str>, listen: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap_or(header::HeaderValue::from_static("")));
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, header::HeaderValue::from_static(origin));
        }
        listen.parse().is_ok_and(|address| allowed(&headers, address))
    }

    #[test]
    fn only_this_machine_and_its_own_page() {
        let here = "127.0.0.1:8088";
        assert!(let_in("127.0.0.1:8088", None, here));
        assert!(let_in("localhost:8088", Some("http://localhost:8088"), here));
        assert!(let_in("[::1]:8088", Some("http://[::1]:8088"), here));
        assert!(!let_in("127.0.0.1:8088", Some("http://evil.example"), here));
        assert!(!let_in("127.0.0.1:8088", Some("http://127.0.0.1:9999"), here));
        assert!(!let_in("127.0.0.1:8088", Some("null"), here));
        assert!(!let_in("evil.example:8088", Some("http://evil.example:8088"), here));
        assert!(!let_in("10.0.0.7:8088", None, here));
        assert!(let_in("10.0.0.7:8088", None, "0.0.0.0:8088"));
        assert!(!let_in("evil.example", None, "0.0.0.0:8088"));
    }
}
