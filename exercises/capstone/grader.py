"""Sign up users at the graded server, hold their sessions, and try what the criteria ask for."""

import re
import secrets
from dataclasses import dataclass
from typing import Any

from demo_server.jose import decode_object
from exercises.capstone.client import Client, Fields
from exercises.capstone.cookies import Cookie
from exercises.capstone.exceptions import CriterionFailed, PrerequisiteFailed
from exercises.capstone.response import Response

REJECTED = "a refusal: 401, or the way home, and no error of the server"
JWT = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)


def new_id() -> str:
    """Return a random id that nobody has."""
    return f"u{secrets.token_hex(6)}"


def new_password() -> str:
    """Return a random password with small and capital letters, digits and a sign."""
    return f"{secrets.token_urlsafe(12)}aA1!"


@dataclass
class Session:
    """A user, the response that signed them in, and the tokens by the names of their cookies."""

    user: str
    password: str
    response: Response
    access: dict[str, str]
    refresh: dict[str, str]

    @property
    def token(self) -> str:
        """The access token."""
        return next(iter(self.access.values())).strip('"')

    @property
    def cookies(self) -> list[Cookie]:
        """The cookies that carry the tokens; none for a token in the body."""
        given = self.response.cookies
        return [given[name] for name in self.access | self.refresh if name in given]

    def with_token(self, token: str) -> dict[str, str]:
        """Return the access cookie with another token in it."""
        return {name: text.replace(self.token, token) for name, text in self.access.items()}

    def cookies_for(self, path: str) -> dict[str, str]:
        """Return what the browser that signed in sends to a path: by the Path of each cookie."""
        given = self.response.cookies.values()
        return self.access | {one.name: one.value for one in given
                              if one.value and one.reaches(path)}  # fmt: skip

    def after(self, response: Response) -> "Session":
        """Return the session with the tokens that the browser holds after another response."""
        set_now = {name: one.value for name, one in response.cookies.items()}  # "" deletes
        left = self.access | self.refresh | set_now | _tokens_in(response)
        access, refresh = (
            {name: left[name] for name in jar if left[name]} for jar in (self.access, self.refresh)
        )
        return Session(self.user, self.password, response, access, refresh)


class Grader:
    """One grading: a client, the users that it signed up, and the sessions that criteria share."""

    def __init__(self, client: Client) -> None:
        """Take the client; nobody is signed up yet."""
        self.client = client
        self._refresh_cookie: str | None = None
        self._shared: Session | None = None
        self._renewed: Session | None = None

    def new_user(self) -> tuple[str, str]:
        """Sign up a new user; return id and password. PrerequisiteFailed if that fails."""
        user, password = new_id(), new_password()
        try:
            response = self.sign_up(user, password)
        except PrerequisiteFailed:
            raise
        except CriterionFailed as failure:
            expected = "a sign-up that succeeds"
            raise PrerequisiteFailed(failure.request, failure.actual, expected) from failure
        if not response.success:
            _prerequisite_failed(response, "a sign-up that succeeds")
        return user, password

    def sign_up(self, user: str, password: str) -> Response:
        """Send a sign-up."""
        return self.client.request("POST", "/sign_up", {"id_give": user, "pw_give": password})

    def try_sign_in(
        self, user: str, password: str, cookies: Fields = None, /, **headers: str
    ) -> Response:
        """Send a sign-in."""
        form = {"id_give": user, "pw_give": password}
        return self.client.request("POST", "/sign_in", form, cookies, **headers)

    def change_password(self, session: Session, password: str, new: str) -> Response:
        """Ask for a new password, with the access cookie and what may be the old password."""
        form = {"pw_give": password, "new_pw_give": new}
        return self.client.request("POST", "/change_password", form, session.access)

    def sign_in(self, user: str, password: str) -> Session:
        """Sign in and tell the tokens apart; PrerequisiteFailed unless one opens ``/temp``."""
        session = self._sign_in_once(user, password)
        if self._refresh_cookie is None and session.refresh:
            self._refresh_cookie = self._find_refresh_cookie(session)
            session = self._sign_in_once(user, password)  # finding it used the token up
        known = self._refresh_cookie
        session.refresh = {name: one for name, one in session.refresh.items() if name == known}
        return session

    def _sign_in_once(self, user: str, password: str) -> Session:
        """Sign in; every cookie but the one that opens ``/temp`` counts as refresh."""
        response = self.try_sign_in(user, password)
        if not response.success:
            _prerequisite_failed(response, "a sign-in that succeeds")
        given = _tokens_in(response)
        for name, value in given.items():
            if self.succeeds("GET", "/temp", {name: value}):
                rest = {other: text for other, text in given.items() if other != name}
                return Session(user, password, response, {name: value}, rest)
        actual = "no cookie and no token that opens /temp"
        raise PrerequisiteFailed(response.request, actual, "one that does")

    def _find_refresh_cookie(self, session: Session) -> str:
        """Return the name of the cookie that /refresh accepts, else one that says refresh."""
        given = session.response.cookies
        named = [name for name in session.refresh
                 if "refresh" in f"{name} {given.get(name)}".lower()]  # fmt: skip
        for name in (*named, *(name for name in session.refresh if name not in named)):
            if self.succeeds("POST", "/refresh", {name: session.refresh[name]}):
                return name
        return named[0] if named else ""

    def shared_session(self) -> Session:
        """Return the session that criteria share and must not end; a new one if it has ended.

        A token of a session that has ended would be refused whatever else is wrong with it.
        """
        if self._shared is None or not self.is_signed_in(self._shared):
            self._shared = self.new_session()
        return self._shared

    def new_session(self) -> Session:
        """Sign up and in; return a session that the caller may end."""
        return self.sign_in(*self.new_user())

    def issued_sessions(self) -> list[Session]:
        """Return the session of a sign-in and, if it works, of a refresh; both to read only."""
        if self._renewed is None:
            session = self.new_session()
            response, renewed = session.response, session
            if session.refresh:
                response, renewed = self.renew(session)
            self._renewed = renewed if response.success and renewed.access else session
        return [self.shared_session(), self._renewed]

    def renew(self, session: Session) -> tuple[Response, Session]:
        """Use the refresh token; return the response and the session with its new tokens."""
        response = self.client.request("POST", "/refresh", None, session.refresh)
        new = {name: one.value for name, one in response.cookies.items() if one.value}
        access = {name: value for name, value in new.items() if name in session.access}
        refresh = {name: value for name, value in new.items() if name in session.refresh}
        return response, Session(session.user, session.password, response, access, refresh)

    def temp(self, cookies: dict[str, str] | None = None, **headers: str) -> Response:
        """Request the protected page, ``/temp``."""
        return self.client.request("GET", "/temp", None, cookies, **headers)

    def bearer(self, token: str) -> Response:
        """Request the protected page with the token in Authorization (RFC 6750 §2.1)."""
        return self.temp(Authorization=f"Bearer {token}")

    def succeeds(self, method: str, path: str, cookies: dict[str, str]) -> bool:
        """Whether a request with these cookies succeeds."""
        try:
            return self.client.request(method, path, None, cookies).success
        except PrerequisiteFailed:
            raise
        except CriterionFailed:  # a cookie that is no token may break the server's parser
            return False

    def is_signed_in(self, session: Session) -> bool:
        """Whether the access cookie opens the protected page."""
        return bool(session.access) and self.temp(session.access).success

    def expect_signed_in(self, session: Session, expected: str) -> None:
        """Raise CriterionFailed, which shows ``/temp``, unless the access cookie opens it."""
        response = self.temp(session.access)
        response.expect(session.access and response.success, expected)

    def expect_ended(self, session: Session, expected: str) -> None:
        """Raise CriterionFailed if the access token opens ``/temp``, as a cookie or as Bearer."""
        if session.access:
            for response in (self.temp(session.access), self.bearer(session.token)):
                response.expect(not response.success, expected)

    def grants_access(self, response: Response) -> bool:
        """Whether a response holds a token that opens the protected page or renews a session."""
        given = {name: one.value for name, one in response.cookies.items() if one.value}
        tokens = JWT.findall(response.text)
        jars = [{name: value} for name, value in given.items()]
        jars += [{"mytoken": token} for token in tokens]
        return (
            any(self.succeeds("GET", "/temp", jar) for jar in jars)
            or any(self.succeeds("POST", "/refresh", jar) for jar in jars)
            or any(self.bearer(token).success for token in tokens)
        )

    def expect_rejected(self, token: str, expected: str = REJECTED) -> None:
        """Send a token as cookie and as Bearer; CriterionFailed if it is accepted."""
        session = self.shared_session()
        for response in (self.temp(session.with_token(token)), self.bearer(token)):
            response.expect(300 <= response.status < 500, expected)

    def expect_cookie(self, condition: bool, cookie: Cookie, expected: str) -> None:
        """Raise CriterionFailed, which quotes the cookie, unless ``condition``."""
        if not condition:
            raise CriterionFailed("a sign-in, and a refresh", f"Set-Cookie: {cookie}", expected)

    def header_and_claims(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return header and claims of the shared access token; CriterionFailed if it is no JWT."""
        session = self.shared_session()
        try:
            header, payload, _ = session.token.split(".")
            return decode_object(header), decode_object(payload)
        except ValueError as error:
            expected = "a JWT: three parts in base64url, two of them JSON"
            request = session.response.request
            raise CriterionFailed(request, session.token[:60], expected) from error


def _tokens_in(response: Response) -> dict[str, str]:
    """Return the cookies that a response sets, and the one that a script sets from its body."""
    given = {name: one.value for name, one in response.cookies.items() if one.value}
    token = response.json.get("token")
    return given | ({"mytoken": token} if isinstance(token, str) else {})  # published's name for it


def _prerequisite_failed(response: Response, expected: str) -> None:
    """Raise PrerequisiteFailed, which quotes the response."""
    try:
        response.expect(False, expected)
    except CriterionFailed as failure:
        raise PrerequisiteFailed(failure.request, failure.actual, failure.expected) from failure
