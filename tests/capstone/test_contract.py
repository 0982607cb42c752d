"""Each row of the report card is asked for by a sentence of the contract."""

import re

import pytest

from exercises.capstone import RUBRIC
from tests.helpers.work_tree import ROOT

ASKED_BY = {
    "the home page answers": "`GET /` | | a page",
    "a new user can sign up and in": '`{"result": "success"}` and two cookies',
    "a taken id is refused": "one that is taken is refused",
    "look alike ids are one user": "Ids fold case and NFKC",
    "a short password is refused": "passwords have at least 8 characters",
    "a popular password is refused": "not among those that many people have",
    "an empty id is refused": "aren't blank",
    "a wrong password is refused": "else a refusal of the same kind",
    "a password can be changed": "400 to 499 where `pw_give` is not the password",
    "a refusal has a status of its own": 'a status from 400 to 499, `{"result": "fail"',
    "an unknown id gets the same answer": "A wrong password and an unknown id get the same answer",
    "sql in an id is text": "an id with SQL in it is text like any other",
    "a missing field is told": "A field that is missing is refused like any mistake",
    "a huge form is refused": "3 MB of one are refused",
    "a token opens the page": '`GET /temp` | | `{"msg": …}` with the user\'s id',
    "a program without a token gets 401": "401 comes with `WWW-Authenticate`, which names a scheme",
    "a person without a token is sent home": "the way home, a redirect to `/`, or 401 as well",
    "a bearer token opens the page": "may show its access token as `Authorization: Bearer …`",
    "get does not change anything": "A `GET` of the forms' routes changes nothing",
    "an unknown path is told in json": '404, in JSON with `"result": "fail"`',
    "no script can read the token": "`HttpOnly`, `SameSite=Lax` or `Strict`, and not in the body",
    "cookies stay on their site": "`HttpOnly`, `SameSite=Lax` or `Strict`, and not in the body",
    "the refresh token travels to refresh only": "The refresh cookie has `Path=/refresh`, exactly",
    "nobody keeps a copy of the page": "`/temp` with `Cache-Control: no-store`",
    "the page has a policy": "a `Content-Security-Policy` that lets no script of others run",
    "refresh gives two new tokens": "two new cookies for the refresh token",
    "a refresh token works once": "A refresh token works once",
    "reuse ends the session": "its reuse ends the session",
    "each token opens its own door": "a refresh token does not open `/temp`, an access token does",
    "signing in again ends the session before": "A sign-in ends the session whose cookies come",
    "signing out kills the copy": "the end of this session, for every copy of its tokens",
    "signing out twice does no harm": "sent a second time it does no harm",
    "signing out leaves other devices alone": "and of no other; the access token is enough",
    "signing out everywhere reaches every device": "the end of all sessions of this user",
    "a new password ends the other sessions": "the end of this user's other sessions",
    "strangers may not read": "No `Access-Control-Allow-Origin` lets other origins read",
    "a form of another site is refused": "Forms that another site or port sends",
    "a form of another port is refused": "Forms that another site or port sends",
    "a foreign origin is refused": "by `Sec-Fetch-Site` or by `Origin`",
    "the own page may send its forms": "those of the own page are taken",
    "the access token is a jwt": "The access token is a JWT",
    "sub names the user": "a JWT with `sub`",
    "issuer and audience are named": "`sub`, `iss`, `aud`",
    "the token has an id and a birthday": "a `jti` of its own",
    "the access token is short lived": "`iat`, `exp` within an hour of it",
    "the token says its type": "a `typ` of its own kind in the header, not `JWT`",
    "a changed payload is refused": "A token that was changed",
    "a changed signature is refused": "A token that was changed",
    "an unsigned token is refused": "one that is unsigned",
    "the key is in no word list": "the key is in no word list",
    "another spelling is refused": "In another spelling it is refused: with `=` at its end",
    "nonsense is refused": "a text that is none are refused, with a status below 500",
    "tries are limited": "Before the twelfth wrong try for a user comes 429",
}
"""Words of the sentence of exercises/README.md that asks for a row."""


def contract() -> str:
    """Return the part of the page that says what the server has to do, on one line."""
    page = (ROOT / "exercises" / "README.md").read_text("utf-8")
    _, _, after = page.partition("\nThe forms are ordinary ones")
    return re.sub(r"\s+", " ", after.partition("\n[The hardened server]")[0])


@pytest.mark.parametrize("name", [criterion.name for criterion in RUBRIC])
def test_the_contract_asks_for_what_is_graded(name: str) -> None:
    assert ASKED_BY[name] in contract()


def test_no_sentence_stands_for_a_row_that_is_gone() -> None:
    assert set(ASKED_BY) == {criterion.name for criterion in RUBRIC}
