"""Criteria on what other sites may do."""

from exercises.capstone.exceptions import CriterionFailed
from exercises.capstone.grader import Grader
from exercises.capstone.rubric import Topic, criterion

FOREIGN_ORIGIN = "http://cats.example"


@criterion(
    Topic.SITES, 6, "A page of another site may ask, but should not read what this one answers."
)
def strangers_may_not_read(grader: Grader) -> None:
    """Access-Control-Allow-Origin names neither ``*``, nor null, nor the Origin that was sent."""
    session = grader.shared_session()
    for origin in _foreign_origins(grader):
        response = grader.temp(session.access, Origin=origin)
        allowed = response.headers.get("access-control-allow-origin", "").strip().lower()
        named = "Access-Control-Allow-Origin"
        response.expect(allowed not in ("*", "null", origin), "no permission for strangers", named)


def _foreign_origins(grader: Grader) -> tuple[str, ...]:
    return FOREIGN_ORIGIN, f"{grader.client.url}.evil.example", "null"


def _expect_foreign_refused(grader: Grader, *senders: dict[str, str]) -> None:
    """Sign in and out with the headers of a foreign page; CriterionFailed if one has an effect."""
    session = grader.new_session()
    for headers in senders:
        response = grader.try_sign_in(session.user, session.password, **headers)
        refused = response.refused and not grader.grants_access(response)
        response.expect(refused, "403, or another refusal, and no token")
        for path in ("/sign_out", "/sign_out_everywhere"):
            grader.client.request("POST", path, None, session.access, **headers)
            sent = f"POST {path} with Origin: {headers['Origin']}"
            grader.expect_signed_in(session, f"the page: {sent} has to leave the session alone")


@criterion(
    Topic.SITES,
    8,
    "Weakness 8: you would be signed in as somebody else, and write into their account.",
)
def a_form_of_another_site_is_refused(grader: Grader) -> None:
    """Sec-Fetch-Site: cross-site at the sign-in and at both sign-outs."""
    _expect_foreign_refused(grader, {"Sec_Fetch_Site": "cross-site", "Origin": FOREIGN_ORIGIN})


@criterion(Topic.SITES, 6, "Cookies ignore ports: a neighbour on this machine is the same site.")
def a_form_of_another_port_is_refused(grader: Grader) -> None:
    """Sec-Fetch-Site: same-site at the sign-in and at both sign-outs."""
    _expect_foreign_refused(grader, {"Sec_Fetch_Site": "same-site", "Origin": "http://127.0.0.1:1"})


@criterion(Topic.SITES, 6, "Older browsers say who sent a form in Origin only.")
def a_foreign_origin_is_refused(grader: Grader) -> None:
    """Another Origin, one that begins like the own one, and null, without Sec-Fetch-Site."""
    _expect_foreign_refused(grader, *({"Origin": origin} for origin in _foreign_origins(grader)))


@criterion(Topic.SITES, 6, "A defence that keeps its own people out is soon switched off.")
def the_own_page_may_send_its_forms(grader: Grader) -> None:
    """Sec-Fetch-Site: same-origin with the server's own Origin."""
    user, password = grader.new_user()
    own = {"Sec_Fetch_Site": "same-origin", "Origin": grader.client.url}
    response = grader.try_sign_in(user, password, **own)
    response.expect(response.success, "a sign-in that succeeds")
    if not response.json and not response.cookies:
        raise CriterionFailed(response.request, "an empty answer", "a sign-in that succeeds")
