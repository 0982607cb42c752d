"""One grading: what the rows are tried with."""

import re
from typing import Any

from demo_server.jose import decode_object
from exercises.capstone.client import Client
from exercises.capstone.cookies import Cookie
from exercises.capstone.exceptions import CriterionFailed
from exercises.capstone.people import People, SignedIn
from exercises.capstone.response import Response

JWT = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)


class Visit(People):
    """A client, the people that it signed up, and the sessions that rows share."""

    def __init__(self, client: Client) -> None:
        """Begin with nobody."""
        super().__init__(client)
        self._kept: SignedIn | None = None
        self._renewed: SignedIn | None = None

    def somebody(self) -> SignedIn:
        """Return a session that rows share; they must not end it. Another one where it has ended.

        A token of a session that is over would be refused whatever else is wrong with it.
        """
        if self._kept is None or not self.stays(self._kept):
            self._kept = self.newcomer()
        return self._kept

    def newcomer(self) -> SignedIn:
        """Return a session of its own, which the row may end."""
        return self.sign_in(*self.person())

    def handed_out(self) -> list[SignedIn]:
        """Return what a sign-in has given, and a refresh where there is one; for looking only."""
        if self._renewed is None:
            session = self.newcomer()
            response, renewed = (
                self.renew(session) if session.refresh else (session.response, session)
            )
            self._renewed = renewed if response.success and renewed.access else session
        return [self.somebody(), self._renewed]

    def renew(self, session: SignedIn) -> tuple[Response, SignedIn]:
        """Use the refresh token; return the answer and the session with its new tokens."""
        response = self.client.request("POST", "/refresh", None, session.refresh)
        new = {name: one.value for name, one in response.cookies.items() if one.value}
        access = {name: value for name, value in new.items() if name in session.access}
        refresh = {name: value for name, value in new.items() if name in session.refresh}
        return response, SignedIn(session.user, session.password, response, access, refresh)

    def temp(self, cookies: dict[str, str] | None = None, **headers: str) -> Response:
        """Visit the protected page."""
        return self.client.request("GET", "/temp", None, cookies, **headers)

    def stays(self, session: SignedIn) -> bool:
        """Say whether a browser is still signed in."""
        return bool(session.access) and self.temp(session.access).success

    def opens(self, session: SignedIn) -> bool:
        """Say whether an access token opens the page in any way, as a cookie or as Bearer."""
        if not session.access:
            return False
        return self.stays(session) or self.bearer(session.token).success

    def bearer(self, token: str) -> Response:
        """Visit the protected page as a program does."""
        return self.temp(Authorization=f"Bearer {token}")

    def lets_in(self, response: Response) -> bool:
        """Say whether an answer hands out something that opens the page, or that renews."""
        given = {name: one.value for name, one in response.cookies.items() if one.value}
        tokens = JWT.findall(response.text)
        ways = [{name: value} for name, value in given.items()]
        ways += [{"mytoken": token} for token in tokens]
        return (
            any(self.takes("GET", "/temp", way) for way in ways)
            or any(self.takes("POST", "/refresh", way) for way in ways)
            or any(self.bearer(token).success for token in tokens)
        )

    def refuses(self, token: str) -> None:
        """Show another access token in both ways; CriterionFailed where it is accepted."""
        session = self.somebody()
        for response in (self.temp(session.showing(token)), self.bearer(token)):
            refused = 300 <= response.status < 500
            response.expect(refused, "a refusal: 401, or the way home, and no error of the server")

    def must_be(self, holds: bool, cookie: Cookie, expected: str) -> None:
        """Go on where something holds of a cookie; CriterionFailed else."""
        if not holds:
            raise CriterionFailed("a sign-in, and a refresh", f"Set-Cookie: {cookie}", expected)

    def header_and_claims(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return header and claims of the shared access token; CriterionFailed if it is no JWT."""
        session = self.somebody()
        try:
            header, payload, _ = session.token.split(".")
            return decode_object(header), decode_object(payload)
        except ValueError as error:
            expected = "a JWT: three parts in base64url, two of them JSON"
            raise CriterionFailed(session.response.request, session.token[:60], expected) from error
