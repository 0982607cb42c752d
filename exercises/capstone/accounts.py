"""Rows on signing up and signing in."""

import secrets

from exercises.capstone.rows import Visit, row

ACCOUNTS = "Signing up and in"
WRONG = "not the password"


@row(ACCOUNTS, 5, "This is where a person begins.")
def the_home_page_answers(visit: Visit) -> None:
    """GET /: 200 and HTML."""
    answer = visit.client.ask("GET", "/", Accept="text/html")
    html = "html" in answer.headers.get("content-type", "")
    answer.must(answer.status == 200 and html, "200 and a page of HTML")


@row(ACCOUNTS, 5, "Someone who was told no must not be told yes, and the other way round.")
def a_new_user_can_sign_up_and_in(visit: Visit) -> None:
    """Both answers are 2xx and JSON with result success; one gives a token that opens /temp."""
    user, password = visit.person()
    answer = visit.sign_in(user, password).answer
    answer.must(answer.json.get("result") == "success", 'JSON with "result": "success"')


@row(ACCOUNTS, 5, "Whoever takes an id that is in use would be that user.")
def a_taken_id_is_refused(visit: Visit) -> None:
    """The second sign-up does not succeed, and the first password still works."""
    user, password = visit.person()
    answer = visit.sign_up(user, "another password")
    answer.must(not answer.success, "a refusal")
    visit.sign_in(user, password)


@row(ACCOUNTS, 5, "Two people who look alike on every page are an invitation to fraud.")
def look_alike_ids_are_one_user(visit: Visit) -> None:
    """In capitals and in full-width letters (NFKC), the id is taken."""
    user, _ = visit.person()
    for alike in (user.upper(), "".join(chr(ord(one) + 0xFEE0) for one in user)):
        answer = visit.sign_up(alike, secrets.token_urlsafe(12))
        answer.must(not answer.success, f"a refusal: {user} is taken")


@row(ACCOUNTS, 1, "Short passwords are guessed, whatever hash keeps them.")
def a_short_password_is_refused(visit: Visit) -> None:
    """Five characters are too few; the contract asks for 8."""
    answer = visit.sign_up(f"u{secrets.token_hex(6)}", "a1b2c")
    answer.must(not answer.success, "a refusal: a password has at least 8 characters")


@row(ACCOUNTS, 5, "An empty id is nobody, and everybody.")
def an_empty_id_is_refused(visit: Visit) -> None:
    """Nothing, and a space, are no ids."""
    for user in ("", " "):
        answer = visit.sign_up(user, secrets.token_urlsafe(12))
        answer.must(not answer.success, "a refusal: an id has at least 1 character")


@row(ACCOUNTS, 5, "This is what a password is for.")
def a_wrong_password_is_refused(visit: Visit) -> None:
    """No success, no token, no cookie with something in it."""
    user, _ = visit.person()
    answer = visit.try_sign_in(user, WRONG)
    nothing = "token" not in answer.json and not any(one.value for one in answer.cookies.values())
    answer.must(not answer.success and nothing, "a refusal without a token")


@row(ACCOUNTS, 5, "Weakness 13: programs, proxies and logs go by the status, not by the words.")
def a_refusal_has_a_status_of_its_own(visit: Visit) -> None:
    """A wrong password is 401 (or another 4xx), in JSON with result fail."""
    user, _ = visit.person()
    answer = visit.try_sign_in(user, WRONG)
    told = answer.json.get("result") == "fail"
    answer.must(400 <= answer.status < 500 and told, '4xx and JSON with "result": "fail"')


@row(ACCOUNTS, 7, "Who can learn which ids exist has half of what it takes.")
def an_unknown_id_gets_the_same_answer(visit: Visit) -> None:
    """Status and body are those of a wrong password."""
    user, _ = visit.person()
    known, unknown = (visit.try_sign_in(one, WRONG) for one in (user, f"x{user}"))
    same = (known.status, known.text) == (unknown.status, unknown.text)
    unknown.must(same, f"the answer to a wrong password: {known.status} {known.text.strip()[:80]}")


@row(ACCOUNTS, 7, "Text that is glued into a query can change the question.")
def sql_in_an_id_is_text(visit: Visit) -> None:
    """Refused, and no error of the server."""
    user, _ = visit.person()
    for tried in (f"{user}' --", "' OR '1'='1", "'"):
        answer = visit.try_sign_in(tried, WRONG)
        refused = not answer.success and answer.status < 500
        answer.must(refused, "a refusal like any other, below 500")


@row(ACCOUNTS, 5, "A form that lacks a field is a slip of a program, and should be told so.")
def a_missing_field_is_told(visit: Visit) -> None:
    """4xx in JSON, whatever is missing."""
    for form in ({}, {"id_give": "somebody"}, {"pw_give": WRONG}):
        answer = visit.client.ask("POST", "/sign_in", form)
        told = 400 <= answer.status < 500 and answer.json.get("result") == "fail"
        answer.must(told, '4xx and JSON with "result": "fail"')


@row(ACCOUNTS, 7, "A body without an end fills the memory of whoever reads it.")
def a_huge_form_is_refused(visit: Visit) -> None:
    """200,000 characters of password: 413, or another 4xx."""
    answer = visit.sign_up(f"u{secrets.token_hex(6)}", "x" * 200_000)
    answer.must(400 <= answer.status < 500, "413, or another 4xx")


def tries_are_limited(visit: Visit) -> None:
    """Twelve wrong passwords for one user: 429 with Retry-After comes before the end."""
    user, _ = visit.person()
    forms = [{"id_give": user, "pw_give": f"{WRONG} {number}"} for number in range(12)]
    answers = [visit.client.ask_once("POST", "/sign_in", form) for form in forms]
    limited = [one for one in answers if one.status == 429 and one.headers.get("retry-after")]
    answers[-1].must(limited, "429 with Retry-After before the twelfth try")
