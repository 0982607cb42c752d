"""Rows on the protected page, cookies, headers and other sites."""

import secrets

from exercises.capstone.client import LostError
from exercises.capstone.rows import Visit, row

PAGES, COOKIES, SITES = "The protected page", "Cookies and headers", "Other sites"


@row(PAGES, 5, "This is what signing in is for.")
def a_token_opens_the_page(visit: Visit) -> None:
    """GET /temp with the cookie: 200 and JSON whose msg holds the user's id."""
    session = visit.somebody()
    answer = visit.temp(session.access)
    greeted = session.user in str(answer.json.get("msg"))
    answer.must(answer.status == 200 and greeted, f'200 and JSON whose "msg" holds {session.user}')


@row(PAGES, 5, "Weakness 13: a program that is sent home believes that all is well.")
def a_program_without_a_token_gets_401(visit: Visit) -> None:
    """With WWW-Authenticate (RFC 9110 §15.5.2)."""
    answer = visit.temp()
    challenged = "www-authenticate" in answer.headers
    answer.must(answer.status == 401 and challenged, "401 with WWW-Authenticate")


@row(
    PAGES,
    5,
    "A person should see where to sign in, and a redirect elsewhere is a gift to phishers.",
)
def a_person_without_a_token_is_sent_home(visit: Visit) -> None:
    """A page load is redirected to / of this server, or gets 401."""
    answer = visit.temp(Accept="text/html")
    to = answer.headers.get("location", "")
    home = answer.status in (302, 303, 307) and to in (
        "/",
        f"{visit.client.url}/",
        visit.client.url,
    )
    answer.must(home or answer.status == 401, "303 to / or 401")


@row(PAGES, 6, "Programs have no cookie jar, and other people's pages can't send this header.")
def a_bearer_token_opens_the_page(visit: Visit) -> None:
    """Authorization: Bearer instead of the cookie (RFC 6750 §2.1)."""
    answer = visit.temp(Authorization=f"Bearer {visit.somebody().token}")
    answer.must(answer.status == 200, "200")


@row(
    PAGES, 5, "A link can be followed by a robot, a preview, another site: it must change nothing."
)
def get_does_not_change_anything(visit: Visit) -> None:
    """GET for the forms' routes: 405 with Allow."""
    for path in ("/sign_up", "/sign_in", "/sign_out"):
        answer = visit.client.ask("GET", path)
        answer.must(answer.status == 405 and answer.headers.get("allow"), "405 with Allow")


@row(PAGES, 5, "One shape for every answer is one less thing to get wrong.")
def an_unknown_path_is_told_in_json(visit: Visit) -> None:
    """404 with result fail."""
    answer = visit.client.ask("GET", f"/{secrets.token_hex(8)}")
    told = answer.json.get("result") == "fail"
    answer.must(answer.status == 404 and told, '404 and JSON with "result": "fail"')


@row(COOKIES, 6, "Weakness 6: what a script can read, an injected script can send away.")
def no_script_can_read_the_token(visit: Visit) -> None:
    """It comes in a cookie with HttpOnly, and not in the answer's body."""
    session = visit.somebody()
    cookies = list(session.answer.cookies.values())
    kept = cookies and all(one["httponly"] for one in cookies)
    handed_out = session.token in session.answer.text
    session.answer.must(kept and not handed_out, "HttpOnly on every cookie, no token in the body")


@row(COOKIES, 6, "Weakness 8: without it, older browsers send the cookie whoever asks.")
def cookies_stay_on_their_site(visit: Visit) -> None:
    """SameSite is Lax or Strict on every cookie."""
    answer = visit.somebody().answer
    sites = [str(one["samesite"]).lower() for one in answer.cookies.values()]
    answer.must(sites and set(sites) <= {"lax", "strict"}, "SameSite=Lax or Strict on every cookie")


@row(COOKIES, 6, "A long-lived token that travels with every request is stolen with any of them.")
def the_refresh_token_travels_to_refresh_only(visit: Visit) -> None:
    """The other cookie's Path begins with /refresh."""
    session = visit.somebody()
    paths = [str(session.answer.cookies[name]["path"]) for name in session.refresh
             if name in session.answer.cookies]  # fmt: skip
    narrow = paths and all(path.startswith("/refresh") for path in paths)
    session.answer.must(narrow, "a second cookie, with Path=/refresh")


@row(COOKIES, 6, "Back, on a shared computer, should not show what the last person saw.")
def nobody_keeps_a_copy_of_the_page(visit: Visit) -> None:
    """Cache-Control: no-store on /temp."""
    answer = visit.temp(visit.somebody().access)
    answer.must("no-store" in answer.headers.get("cache-control", ""), "Cache-Control: no-store")


@row(COOKIES, 6, "A page says itself which scripts are its own; the browser refuses the others.")
def the_page_has_a_policy(visit: Visit) -> None:
    """Content-Security-Policy without unsafe-inline for scripts, and nosniff."""
    answer = visit.client.ask("GET", "/", Accept="text/html")
    policy = answer.headers.get("content-security-policy", "")
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
    scripts = rules.get("script-src", rules.get("default-src", "'unsafe-inline'"))
    strict = "'unsafe-inline'" not in scripts
    sniffs = answer.headers.get("x-content-type-options", "").lower() != "nosniff"
    answer.must(strict and not sniffs, "a Content-Security-Policy for scripts, and nosniff")


@row(SITES, 6, "A page of another site may ask, but should not read what this one answers.")
def strangers_may_not_read(visit: Visit) -> None:
    """No Access-Control-Allow-Origin for another origin."""
    answer = visit.temp(visit.somebody().access, Origin="http://cats.example")
    answer.must("access-control-allow-origin" not in answer.headers, "no permission for strangers")


def _foreign(visit: Visit, **headers: str) -> None:
    user, password = visit.person()
    answer = visit.try_sign_in(user, password, **headers)
    nothing = not any(one.value for one in answer.cookies.values())
    answer.must(not answer.success and nothing, "403, or another refusal, and no cookie")


@row(SITES, 7, "Weakness 8: you would be signed in as somebody else, and write into their account.")
def a_form_of_another_site_is_refused(visit: Visit) -> None:
    """Sec-Fetch-Site: cross-site at the sign-in."""
    _foreign(visit, Sec_Fetch_Site="cross-site", Origin="http://cats.example")


@row(SITES, 6, "Cookies ignore ports: a neighbour on this machine is the same site.")
def a_form_of_another_port_is_refused(visit: Visit) -> None:
    """Sec-Fetch-Site: same-site at the sign-in."""
    _foreign(visit, Sec_Fetch_Site="same-site", Origin="http://127.0.0.1:1")


@row(SITES, 6, "Older browsers say who sent a form in Origin only.")
def a_foreign_origin_is_refused(visit: Visit) -> None:
    """Origin of another site, without Sec-Fetch-Site."""
    _foreign(visit, Origin="http://cats.example")


@row(SITES, 6, "A defence that keeps its own people out is soon switched off.")
def the_own_page_may_send_its_forms(visit: Visit) -> None:
    """Sec-Fetch-Site: same-origin with the server's own Origin."""
    user, password = visit.person()
    own = {"Sec_Fetch_Site": "same-origin", "Origin": visit.client.url}
    answer = visit.try_sign_in(user, password, **own)
    answer.must(answer.success, "a sign-in that succeeds")
    if not answer.json and not answer.cookies:
        raise LostError(answer.sent, "an empty answer", "a sign-in that succeeds")
