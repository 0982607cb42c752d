"""Criteria on renewing a session, and on ending it."""

from exercises.capstone.grader import Grader, Session, new_password
from exercises.capstone.rubric import Topic, criterion


@criterion(
    Topic.SESSIONS, 9, "A short token is a nuisance unless it can be renewed without the password."
)
def refresh_gives_two_new_tokens(grader: Grader) -> None:
    """POST /refresh sets two new cookies, and the new access token opens /temp."""
    session = grader.new_session()
    response, renewed = grader.renew(session)
    fresh = renewed.access and renewed.refresh and renewed.refresh != session.refresh
    response.expect(response.success and fresh, "two new tokens")
    grader.expect_signed_in(renewed, "the page, for the new access token")


@criterion(Topic.SESSIONS, 9, "One that works again and again is a password that nobody chose.")
def a_refresh_token_works_once(grader: Grader) -> None:
    """The second use of a refresh token is refused."""
    session = grader.new_session()
    first, _ = grader.renew(session)
    first.expect(first.success, "a first use that succeeds")
    second, _ = grader.renew(session)
    second.expect(second.refused, "a refusal of the second use, 400 to 499")


@criterion(Topic.SESSIONS, 9, "Two have it then, and one of them stole it: nobody can say which.")
def reuse_ends_the_session(grader: Grader) -> None:
    """After the second use of a refresh token the new tokens are refused (RFC 9700 §4.14.2)."""
    session = grader.new_session()
    first, renewed = grader.renew(session)
    first.expect(first.success, "a first use that succeeds")
    grader.renew(session)
    again, _ = grader.renew(renewed)
    again.expect(again.refused, "a refusal: this refresh token is of a session that has ended")
    grader.expect_ended(renewed, "a refusal: this access token is of a session that has ended")


@criterion(Topic.SESSIONS, 7, "Each kind of token is for one door.")
def each_token_opens_its_own_door(grader: Grader) -> None:
    """A refresh token does not open /temp, as cookie or Bearer; an access token does not renew."""
    session = grader.new_session()
    session.response.expect(session.refresh, "a refresh token in a cookie of its own")
    ((name, refresh),) = session.refresh.items()
    token = refresh.strip('"')
    for tried in (grader.temp(session.with_token(token)), grader.bearer(token)):
        tried.expect(300 <= tried.status < 500, "a refusal of the refresh token at /temp")
    tried = grader.client.request("POST", "/refresh", None, {name: session.token})
    tried.expect(tried.refused, "a refusal of the access token at /refresh")


def _sign_out(grader: Grader, session: Session, path: str = "/sign_out") -> None:
    """Sign out as a browser does, with the access cookie: the other goes to /refresh only."""
    response = grader.client.request("POST", path, None, session.access)
    response.expect(response.accepted, "a sign-out that succeeds")


def _expect_ended(grader: Grader, **sessions: Session) -> None:
    for who, session in sessions.items():
        grader.expect_ended(session, f"a refusal: the session of the {who} has ended")
    for who, session in sessions.items():  # last: a refused refresh token may end other sessions
        if session.refresh:
            again, _ = grader.renew(session)
            again.expect(again.refused, f"a refusal: the session of the {who} has ended")


@criterion(
    Topic.SESSIONS,
    9,
    "Nobody uses the session before any more, but who has a copy of it (OWASP ASVS 5.0, 7.2.4).",
)
def signing_in_again_ends_the_session_before(grader: Grader) -> None:
    """A sign-in that comes with the cookies of a session sets new ones, which open /temp.

    Copies of the tokens of the session before are refused.
    """
    user, password = grader.shared_session().user, grader.shared_session().password
    before = grader.sign_in(user, password)
    response = grader.try_sign_in(user, password, before.cookies_for("/sign_in"))
    response.expect(response.success, "a sign-in that succeeds")
    grader.expect_signed_in(before.after(response), "the page, for the cookies of this sign-in")
    _expect_ended(grader, copy=before)


@criterion(Topic.SESSIONS, 9, "Weakness 5: a copy outlives a cookie that was only forgotten.")
def signing_out_kills_the_copy(grader: Grader) -> None:
    """After POST /sign_out with the access token, copies of both tokens are refused."""
    session = grader.new_session()
    _sign_out(grader, session)
    _expect_ended(grader, copy=session)


@criterion(Topic.SESSIONS, 9, "People press the button twice, and programs try again.")
def signing_out_twice_does_no_harm(grader: Grader) -> None:
    """The second sign-out succeeds like the first one."""
    session = grader.new_session()
    for _ in range(2):
        _sign_out(grader, session)


@criterion(Topic.SESSIONS, 9, "Who signs out on the laptop wants to stay in on the phone.")
def signing_out_leaves_other_devices_alone(grader: Grader) -> None:
    """After a sign-out, another session of the same user goes on."""
    user, password = grader.new_user()
    laptop, phone = grader.sign_in(user, password), grader.sign_in(user, password)
    _sign_out(grader, laptop)
    grader.expect_signed_in(phone, "the page, for a phone that is still signed in")


@criterion(Topic.SESSIONS, 9, "A lost phone can't press the button itself.")
def signing_out_everywhere_reaches_every_device(grader: Grader) -> None:
    """POST /sign_out_everywhere ends every session of the user, and none of another user."""
    user, password = grader.new_user()
    laptop, phone = grader.sign_in(user, password), grader.sign_in(user, password)
    stranger = grader.new_session()
    _sign_out(grader, laptop, "/sign_out_everywhere")
    _expect_ended(grader, phone=phone, laptop=laptop)
    grader.expect_signed_in(stranger, "the page, for somebody else, who is still signed in")


@criterion(
    Topic.SESSIONS,
    9,
    "Who has found out the old password is signed in already (OWASP ASVS 5.0, 7.4.3).",
)
def a_new_password_ends_the_other_sessions(grader: Grader) -> None:
    """After POST /change_password the tokens of the user's other session are refused.

    The browser that sent it stays signed in and can renew, by new cookies or by its old ones. So
    does somebody else.
    """
    user, password = grader.new_user()
    laptop, phone = grader.sign_in(user, password), grader.sign_in(user, password)
    stranger = grader.shared_session()
    response = grader.change_password(laptop, password, new_password())
    response.expect(response.accepted, "a change of the password that succeeds")
    laptop = laptop.after(response)
    grader.expect_signed_in(laptop, "the page, for a laptop that is still signed in")
    grader.expect_signed_in(stranger, "the page, for somebody else, who is still signed in")
    if phone.refresh:
        renewal, _ = grader.renew(laptop)
        renewal.expect(renewal.success, "a laptop that can still renew")
    _expect_ended(grader, phone=phone)
