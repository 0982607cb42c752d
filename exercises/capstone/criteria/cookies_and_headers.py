"""Criteria on cookies and headers."""

from exercises.capstone.csp import blocks_foreign_scripts
from exercises.capstone.grader import Grader
from exercises.capstone.rubric import Topic, criterion


@criterion(
    Topic.COOKIES, 6, "Weakness 6: what a script can read, an injected script can send away."
)
def no_script_can_read_the_token(grader: Grader) -> None:
    """Tokens come in cookies with HttpOnly, not in the body, at /sign_in and at /refresh."""
    for session in grader.issued_sessions():
        expected = "HttpOnly on every token's cookie, no token in the body"
        session.response.expect(session.cookies, expected)
        for cookie in session.cookies:
            grader.expect_cookie("httponly" in cookie.attributes, cookie, expected)
        tokens = [text.strip('"') for text in (session.access | session.refresh).values()]
        in_body = any(token in session.response.text for token in tokens)
        session.response.expect(not in_body, expected)


@criterion(Topic.COOKIES, 6, "Weakness 8: without it, older browsers send the cookie whoever asks.")
def cookies_stay_on_their_site(grader: Grader) -> None:
    """SameSite is Lax or Strict on every token's cookie, at /sign_in and at /refresh."""
    for session in grader.issued_sessions():
        session.response.expect(session.cookies, "a cookie with SameSite=Lax or Strict")
        for cookie in session.cookies:
            site = cookie.attributes.get("samesite", "").lower()
            grader.expect_cookie(site in ("lax", "strict"), cookie, "SameSite=Lax or Strict")


@criterion(
    Topic.COOKIES,
    6,
    "A long-lived token that travels with every request is stolen with any of them.",
)
def the_refresh_token_travels_to_refresh_only(grader: Grader) -> None:
    """The refresh cookie has Path=/refresh exactly: one with /refresh/ would not be sent there."""
    for session in grader.issued_sessions():
        refresh = [one for one in session.cookies if one.name in session.refresh]
        session.response.expect(refresh, "a second cookie, with Path=/refresh")
        for cookie in refresh:
            grader.expect_cookie(cookie.path == "/refresh", cookie, "Path=/refresh")


@criterion(
    Topic.COOKIES, 6, "Back, on a shared computer, should not show what the last person saw."
)
def nobody_keeps_a_copy_of_the_page(grader: Grader) -> None:
    """/temp has Cache-Control: no-store, without public."""
    response = grader.temp(grader.shared_session().access)
    directives = response.headers.get("cache-control", "").lower().split(",")
    asked = {one.strip() for one in directives}
    holds = "no-store" in asked and "public" not in asked
    response.expect(holds, "Cache-Control: no-store", "Cache-Control")


@criterion(
    Topic.COOKIES,
    6,
    "A page says itself which scripts are its own; the browser refuses the others.",
)
def the_page_has_a_policy(grader: Grader) -> None:
    """/ has nosniff and a Content-Security-Policy that blocks scripts of others."""
    response = grader.client.request("GET", "/", Accept="text/html")
    strict = blocks_foreign_scripts(response.headers.get("content-security-policy", ""))
    nosniff = response.headers.get("x-content-type-options", "").strip().lower() == "nosniff"
    expected = "a Content-Security-Policy that refuses scripts of others, and nosniff"
    names = ("Content-Security-Policy", "X-Content-Type-Options")
    response.expect(strict and nosniff, expected, *names)
