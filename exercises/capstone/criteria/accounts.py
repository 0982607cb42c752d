"""Criteria on signing up and signing in."""

from exercises.capstone.exceptions import ConnectionClosed, CriterionFailed, PrerequisiteFailed
from exercises.capstone.grader import Grader, new_id, new_password
from exercises.capstone.response import Response
from exercises.capstone.rubric import Topic, criterion

WRONG = "not the password"
FOR_EMPTY_ID = "aA1!-of-nobody"
"""The same password in each grading: it opens an empty id that an earlier one signed up."""
POPULAR = ("12345678", "password1")
"""Two of the most common passwords with 8 characters or more: each list has them."""
OVERSIZE = 3_000_000
"""Characters of a password that a server should refuse to read."""


@criterion(Topic.ACCOUNTS, 5, "This is where a person begins.")
def the_home_page_answers(grader: Grader) -> None:
    """GET / returns 200 and HTML."""
    response = grader.client.request("GET", "/", Accept="text/html")
    html = "html" in response.headers.get("content-type", "")
    response.expect(response.status == 200 and html, "200 and a page of HTML")


@criterion(
    Topic.ACCOUNTS, 5, "Someone who was told no must not be told yes, and the other way round."
)
def a_new_user_can_sign_up_and_in(grader: Grader) -> None:
    """Both responses are 2xx, in JSON with result success; one holds a token that opens /temp."""
    try:
        response = grader.new_session().response
    except PrerequisiteFailed as failure:  # here it is the criterion itself that failed
        raise CriterionFailed(failure.request, failure.actual, failure.expected) from failure
    response.expect(response.json.get("result") == "success", 'JSON with "result": "success"')


@criterion(Topic.ACCOUNTS, 5, "Whoever takes an id that is in use would be that user.")
def a_taken_id_is_refused(grader: Grader) -> None:
    """The second sign-up does not succeed, and the first password still works."""
    user, password = grader.new_user()
    response = grader.sign_up(user, new_password())
    response.expect(response.refused, "a refusal, 400 to 499")
    response = grader.try_sign_in(user, password)
    response.expect(response.success, "a sign-in with the first password that succeeds")


@criterion(Topic.ACCOUNTS, 5, "Two people who look alike on every page are an invitation to fraud.")
def look_alike_ids_are_one_user(grader: Grader) -> None:
    """An id in use is refused in capitals and in full-width letters (NFKC)."""
    user, _ = grader.new_user()
    for alike in (user.upper(), "".join(chr(ord(one) + 0xFEE0) for one in user)):
        response = grader.sign_up(alike, new_password())
        response.expect(response.refused, f"a refusal: {user} is taken")


@criterion(Topic.ACCOUNTS, 1, "Short passwords are guessed, whatever hash keeps them.")
def a_short_password_is_refused(grader: Grader) -> None:
    """Passwords of 5 and of 7 characters are refused; the contract asks for 8."""
    for password in ("aA1!b", "aA1!bc2"):
        response = grader.sign_up(new_id(), password)
        response.expect(response.refused, "a refusal: a password has at least 8 characters")


@criterion(
    Topic.ACCOUNTS, 1, "Guessers try these first, on every account (NIST SP 800-63B §3.1.1.2)."
)
def a_popular_password_is_refused(grader: Grader) -> None:
    """Two passwords that many people have are refused, though they have 8 characters or more."""
    for password in POPULAR:
        response = grader.sign_up(new_id(), password)
        response.expect(response.refused, "a refusal: many people have this password")


@criterion(Topic.ACCOUNTS, 5, "An empty id is nobody, and everybody.")
def an_empty_id_is_refused(grader: Grader) -> None:
    """The empty id and a space are refused at the sign-up, and sign nobody in."""
    for user in ("", " "):
        response = grader.sign_up(user, FOR_EMPTY_ID)
        response.expect(response.refused, "a refusal: an id has at least 1 character")
        response = grader.try_sign_in(user, FOR_EMPTY_ID)
        response.expect(not response.success, "no sign-in: an id has at least 1 character")


@criterion(Topic.ACCOUNTS, 5, "This is what a password is for.")
def a_wrong_password_is_refused(grader: Grader) -> None:
    """A refusal, without a token that opens the page or renews a session."""
    user, _ = grader.new_user()
    response = grader.try_sign_in(user, WRONG)
    response.expect(
        response.refused and not grader.grants_access(response), "a refusal without a token"
    )


@criterion(
    Topic.ACCOUNTS,
    5,
    "Who fears that a password is known must be able to replace it, and nobody else may, even at "
    "an unlocked screen (OWASP ASVS 5.0, 6.2.2 and 6.2.3).",
)
def a_password_can_be_changed(grader: Grader) -> None:
    """POST /change_password with the access token is refused with another ``pw_give``.

    With the right one it succeeds, or leads to another page. From then on the password in
    ``new_pw_give`` signs in, and the old one is refused.
    """
    session, new = grader.new_session(), new_password()
    response = grader.change_password(session, WRONG, new_password())
    response.expect(response.refused, "a refusal: this is not the old password")
    response = grader.change_password(session, session.password, new)
    response.expect(response.accepted, "a success: this is still the password")
    response = grader.try_sign_in(session.user, session.password)
    response.expect(response.refused, "a refusal: this is the old password")
    response = grader.try_sign_in(session.user, new)
    response.expect(response.success, "a sign-in with the new password that succeeds")


@criterion(
    Topic.ACCOUNTS, 5, "Weakness 13: programs, proxies and logs go by the status, not by the words."
)
def a_refusal_has_a_status_of_its_own(grader: Grader) -> None:
    """A wrong password, a taken id and a short password: 400 to 499, in JSON with result fail."""
    user, _ = grader.new_user()
    refusals = (
        grader.try_sign_in(user, WRONG),
        grader.sign_up(user, new_password()),
        grader.sign_up(new_id(), "aA1!b"),
    )
    for response in refusals:
        _expect_fail(response)


def _expect_fail(response: Response) -> None:
    result_fail = response.json.get("result") == "fail"
    response.expect(
        400 <= response.status < 500 and result_fail, '400 to 499 and JSON with "result": "fail"'
    )


@criterion(Topic.ACCOUNTS, 8, "Who can learn which ids exist has half of what it takes.")
def an_unknown_id_gets_the_same_answer(grader: Grader) -> None:
    """Status and body are those of a wrong password."""
    user, _ = grader.new_user()
    known, unknown = (grader.try_sign_in(one, WRONG) for one in (user, f"x{user}"))
    same = (known.status, known.text) == (unknown.status, unknown.text)
    unknown.expect(
        same, f"the answer to a wrong password: {known.status} {known.text.strip()[:80]}"
    )


@criterion(Topic.ACCOUNTS, 8, "Text that is glued into a query can change the question.")
def sql_in_an_id_is_text(grader: Grader) -> None:
    """An id with SQL in it is refused with 400 to 499, not with an error of the server."""
    user, _ = grader.new_user()
    for tried in (f"{user}' --", "' OR '1'='1", "'"):
        response = grader.try_sign_in(tried, WRONG)
        response.expect(response.refused, "a refusal like any other, below 500")


@criterion(
    Topic.ACCOUNTS, 5, "A form that lacks a field is a slip of a program, and should be told so."
)
def a_missing_field_is_told(grader: Grader) -> None:
    """400 to 499 in JSON if one field or both are missing, at the sign-up and at the sign-in."""
    for path in ("/sign_in", "/sign_up"):
        for form in ({}, {"id_give": new_id()}, {"pw_give": new_password()}):
            _expect_fail(grader.client.request("POST", path, form))


@criterion(Topic.ACCOUNTS, 8, "A body without an end fills the memory of whoever reads it.")
def a_huge_form_is_refused(grader: Grader) -> None:
    """3,000,000 characters of password: 413, another 4xx, or a connection that is closed."""
    expected = f"413, another 4xx, or a closed connection, for {OVERSIZE:,} characters"
    try:
        response = grader.sign_up(new_id(), "x" * OVERSIZE)
    except ConnectionClosed:
        response = grader.client.request("GET", "/", Accept="text/html")  # the server must go on
        response.expect(response.success, "a server that goes on after it hung up")
        return
    response.expect(400 <= response.status < 500, expected)
