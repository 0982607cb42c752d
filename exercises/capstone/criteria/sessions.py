"""Rows on staying signed in, and on how it ends."""

from exercises.capstone.grader import Visit
from exercises.capstone.people import SignedIn
from exercises.capstone.response import Response
from exercises.capstone.rubric import Topic, criterion


@criterion(
    Topic.SESSIONS, 8, "A short token is a nuisance unless it can be renewed without the password."
)
def refresh_gives_two_new_tokens(visit: Visit) -> None:
    """POST /refresh: both cookies are new, and the new access token opens /temp."""
    session = visit.newcomer()
    response, renewed = visit.renew(session)
    fresh = renewed.refresh and renewed.refresh != session.refresh
    response.expect(response.success and fresh and visit.stays(renewed), "two new tokens that work")


@criterion(Topic.SESSIONS, 8, "One that works again and again is a password that nobody chose.")
def a_refresh_token_works_once(visit: Visit) -> None:
    """The second use of a refresh token is refused."""
    session = visit.newcomer()
    first, _ = visit.renew(session)
    first.expect(first.success, "a first use that succeeds")
    second, _ = visit.renew(session)
    second.expect(second.refused, "a refusal of the second use, 400 to 499")


@criterion(Topic.SESSIONS, 8, "Two have it then, and one of them stole it: nobody can say which.")
def reuse_ends_the_session(visit: Visit) -> None:
    """After a refresh token came twice, the new tokens are dead as well (RFC 9700 §4.14.2)."""
    session = visit.newcomer()
    first, renewed = visit.renew(session)
    first.expect(first.success, "a first use that succeeds")
    visit.renew(session)
    again, _ = visit.renew(renewed)
    again.expect(again.refused and not visit.opens(renewed), "dead tokens, access and refresh")


@criterion(Topic.SESSIONS, 7, "Each kind of token is for one door.")
def each_token_opens_its_own_door(visit: Visit) -> None:
    """The refresh token does not open /temp, in either way, the access token does not renew."""
    session = visit.newcomer()
    session.response.expect(session.refresh, "a refresh token in a cookie of its own")
    ((name, refresh),) = session.refresh.items()
    token = refresh.strip('"')
    for tried in (visit.temp(session.showing(token)), visit.bearer(token)):
        tried.expect(300 <= tried.status < 500, "a refusal of the refresh token at /temp")
    tried = visit.client.request("POST", "/refresh", None, {name: session.token})
    tried.expect(tried.refused, "a refusal of the access token at /refresh")


def _sign_out(visit: Visit, session: SignedIn, path: str = "/sign_out") -> Response:
    """Sign out as a browser would: the refresh cookie goes to /refresh only, and not here."""
    response = visit.client.request("POST", path, None, session.access)
    response.expect(response.accepted, "a sign-out that succeeds")
    return response


def _must_be_out(visit: Visit, response: Response, **sessions: SignedIn) -> None:
    for who, session in sessions.items():
        response.expect(not visit.opens(session), f"the {who} no longer opens /temp")
    for who, session in sessions.items():  # afterwards: a reuse may end more than this session
        if session.refresh:
            again, _ = visit.renew(session)
            again.expect(again.refused, f"the {who} can't renew")


@criterion(Topic.SESSIONS, 8, "Weakness 5: a copy outlives a cookie that was only forgotten.")
def signing_out_kills_the_copy(visit: Visit) -> None:
    """After POST /sign_out with the access token the copied tokens are refused, both of them."""
    session = visit.newcomer()
    _must_be_out(visit, _sign_out(visit, session), copy=session)


@criterion(Topic.SESSIONS, 8, "People press the button twice, and programs try again.")
def signing_out_twice_does_no_harm(visit: Visit) -> None:
    """The second sign-out is answered like the first one."""
    session = visit.newcomer()
    for _ in range(2):
        _sign_out(visit, session)


@criterion(Topic.SESSIONS, 8, "Who signs out on the laptop wants to stay in on the phone.")
def signing_out_leaves_other_devices_alone(visit: Visit) -> None:
    """Another session of the same user goes on."""
    user, password = visit.person()
    laptop, phone = visit.sign_in(user, password), visit.sign_in(user, password)
    response = _sign_out(visit, laptop)
    response.expect(visit.stays(phone), "a phone that is still signed in")


@criterion(Topic.SESSIONS, 8, "A lost phone can't press the button itself.")
def signing_out_everywhere_reaches_every_device(visit: Visit) -> None:
    """POST /sign_out_everywhere ends this session and the other one; a stranger stays in."""
    user, password = visit.person()
    laptop, phone = visit.sign_in(user, password), visit.sign_in(user, password)
    stranger = visit.newcomer()
    response = _sign_out(visit, laptop, "/sign_out_everywhere")
    _must_be_out(visit, response, phone=phone, laptop=laptop)
    response.expect(visit.stays(stranger), "somebody else, still signed in")
