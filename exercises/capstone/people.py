"""People that the grader signs up, and their sessions."""

import secrets
from dataclasses import dataclass

from exercises.capstone.client import Client
from exercises.capstone.cookies import Cookie
from exercises.capstone.exceptions import CriterionFailed, PrerequisiteFailed
from exercises.capstone.response import Response


def new_id() -> str:
    """Draw an id that nobody has."""
    return f"u{secrets.token_hex(6)}"


def new_password() -> str:
    """Draw a password with a letter of each kind, a digit and a sign."""
    return f"{secrets.token_urlsafe(12)}aA1!"


@dataclass
class SignedIn:
    """A session: the user, the answer that gave it, and tokens by the names of their cookies."""

    user: str
    password: str
    response: Response
    access: dict[str, str]
    refresh: dict[str, str]

    @property
    def token(self) -> str:
        """Return the access token."""
        return next(iter(self.access.values())).strip('"')

    @property
    def cookies(self) -> list[Cookie]:
        """Return the cookies that carry its tokens."""
        given = self.response.cookies
        return [given[name] for name in self.access | self.refresh if name in given]

    def showing(self, token: str) -> dict[str, str]:
        """Return the access cookie with another token in it."""
        return {name: text.replace(self.token, token) for name, text in self.access.items()}


class People:
    """Sign up and in, and find out which token is which."""

    def __init__(self, client: Client) -> None:
        """Begin with nobody."""
        self.client = client
        self._renewing: str | None = None

    def person(self) -> tuple[str, str]:
        """Sign up somebody new; return id and password. PrerequisiteFailed where that fails."""
        user, password = new_id(), new_password()
        try:
            response = self.sign_up(user, password)
        except PrerequisiteFailed:
            raise
        except CriterionFailed as failure:
            raise PrerequisiteFailed(
                failure.request, failure.actual, "a sign-up that succeeds"
            ) from failure
        if not response.success:
            _blocked(response, "a sign-up that succeeds")
        return user, password

    def sign_up(self, user: str, password: str) -> Response:
        """Try to sign somebody up."""
        return self.client.request("POST", "/sign_up", {"id_give": user, "pw_give": password})

    def try_sign_in(self, user: str, password: str, **headers: str) -> Response:
        """Try to sign somebody in."""
        form = {"id_give": user, "pw_give": password}
        return self.client.request("POST", "/sign_in", form, None, **headers)

    def sign_in(self, user: str, password: str) -> SignedIn:
        """Sign in and tell the tokens apart; PrerequisiteFailed unless one opens ``/temp``."""
        session = self._signed_in(user, password)
        if self._renewing is None and session.refresh:
            self._renewing = self._name_that_renews(session)
            session = self._signed_in(user, password)  # that one is used up
        known = self._renewing
        session.refresh = {name: one for name, one in session.refresh.items() if name == known}
        return session

    def _signed_in(self, user: str, password: str) -> SignedIn:
        response = self.try_sign_in(user, password)
        if not response.success:
            _blocked(response, "a sign-in that succeeds")
        given = {name: one.value for name, one in response.cookies.items() if one.value}
        if isinstance(token := response.json.get("token"), str):
            given["mytoken"] = token  # the page's script would keep it so
        for name, value in given.items():
            if self.takes("GET", "/temp", {name: value}):
                rest = {other: text for other, text in given.items() if other != name}
                return SignedIn(user, password, response, {name: value}, rest)
        raise PrerequisiteFailed(
            response.request, "no cookie and no token that opens /temp", "one that does"
        )

    def _name_that_renews(self, session: SignedIn) -> str:
        """Return the name of the cookie that /refresh accepts, or whose name or path says so."""
        said = [name for name in session.refresh
                if "refresh" in f"{name} {session.response.cookies.get(name)}".lower()]  # fmt: skip
        for name in (*said, *(name for name in session.refresh if name not in said)):
            if self.takes("POST", "/refresh", {name: session.refresh[name]}):
                return name
        return said[0] if said else ""

    def takes(self, method: str, path: str, cookies: dict[str, str]) -> bool:
        """Say whether a path succeeds with a cookie."""
        try:
            return self.client.request(method, path, None, cookies).success
        except PrerequisiteFailed:
            raise
        except CriterionFailed:  # a cookie that is no token may be too much for it
            return False


def _blocked(response: Response, expected: str) -> None:
    try:
        response.expect(False, expected)
    except CriterionFailed as failure:
        raise PrerequisiteFailed(failure.request, failure.actual, failure.expected) from failure
