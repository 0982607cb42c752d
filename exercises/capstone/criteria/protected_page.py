"""Criteria on the protected page and on what every route answers."""

import secrets

from exercises.capstone.base_url import is_home
from exercises.capstone.challenge import is_challenge
from exercises.capstone.grader import Grader, new_id, new_password
from exercises.capstone.rubric import Topic, criterion

FORMS = (
    "/sign_up",
    "/sign_in",
    "/sign_out",
    "/sign_out_everywhere",
    "/refresh",
    "/change_password",
)


@criterion(Topic.PAGE, 5, "This is what signing in is for.")
def a_token_opens_the_page(grader: Grader) -> None:
    """GET /temp with a cookie that a browser sends there returns JSON whose msg holds the id."""
    session = grader.shared_session()
    for cookie in session.cookies:
        reached = cookie.name not in session.access or cookie.reaches("/temp")
        grader.expect_cookie(reached, cookie, "a Path that leads to /temp")
    response = grader.temp(session.access)
    greeted = session.user in str(response.json.get("msg"))
    response.expect(
        response.status == 200 and greeted, f'200 and JSON whose "msg" holds {session.user}'
    )


@criterion(Topic.PAGE, 5, "Weakness 13: a program that is sent home believes that all is well.")
def a_program_without_a_token_gets_401(grader: Grader) -> None:
    """GET /temp without a token returns 401 with WWW-Authenticate (RFC 9110 §15.5.2).

    It names a scheme, and Bearer with at least one parameter (RFC 6750 §3).
    """
    response = grader.temp()
    challenged = is_challenge(response.headers.get("www-authenticate", ""))
    expected = "401 and a WWW-Authenticate that names a scheme; Bearer comes with a parameter, "
    expected += 'as in Bearer realm="demo" (RFC 6750 §3)'
    response.expect(response.status == 401 and challenged, expected, "WWW-Authenticate")


@criterion(
    Topic.PAGE,
    5,
    "A person should see where to sign in, and a redirect elsewhere is a gift to phishers.",
)
def a_person_without_a_token_is_sent_home(grader: Grader) -> None:
    """A page load is redirected to / of this server, or gets 401."""
    response = grader.temp(Accept="text/html")
    home = is_home(response.headers.get("location", " "), grader.client.url)
    sent_home = response.status in (302, 303, 307) and home
    response.expect(sent_home or response.status == 401, "303 to / or 401", "Location")


@criterion(
    Topic.PAGE, 6, "Programs have no cookie jar, and other people's pages can't send this header."
)
def a_bearer_token_opens_the_page(grader: Grader) -> None:
    """GET /temp with Authorization: Bearer instead of the cookie returns 200 (RFC 6750 §2.1)."""
    response = grader.bearer(grader.shared_session().token)
    response.expect(response.status == 200, "200")


@criterion(
    Topic.PAGE,
    5,
    "A link can be followed by a robot, a preview, another site: it must change nothing.",
)
def get_does_not_change_anything(grader: Grader) -> None:
    """GET for a form's route returns 3xx, 4xx or a page; nobody is signed up, in or out.

    No password is changed.
    """
    session, user, password = grader.new_session(), new_id(), new_password()
    for path in FORMS:
        old = session.password if path == "/change_password" else password
        fields = f"?id_give={user}&pw_give={old}&new_pw_give={password}"
        shown = session.refresh if path == "/refresh" else session.access
        response = grader.client.request("GET", path + fields, None, shown)
        quiet = 300 <= response.status < 500 or (response.status == 200 and response.is_html)
        response.expect(
            quiet and not grader.grants_access(response), "405, or a page that changes nothing"
        )
        grader.expect_signed_in(session, f"the page: GET {path} has to leave the session alone")
    response = grader.try_sign_in(user, password)
    response.expect(response.refused, "a refusal: a GET has signed nobody up")
    response = grader.try_sign_in(session.user, session.password)
    response.expect(response.success, "a sign-in: a GET has changed no password")


@criterion(Topic.PAGE, 5, "One shape for every answer is one less thing to get wrong.")
def an_unknown_path_is_told_in_json(grader: Grader) -> None:
    """404 and JSON with result fail."""
    response = grader.client.request("GET", f"/{secrets.token_hex(8)}")
    result_fail = response.json.get("result") == "fail"
    response.expect(response.status == 404 and result_fail, '404 and JSON with "result": "fail"')
