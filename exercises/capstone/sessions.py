"""Rows on staying signed in, and on how it ends."""

from exercises.capstone.client import Answer
from exercises.capstone.rows import SignedIn, Visit, row

SESSIONS = "Staying signed in, and out"


def _refreshed(visit: Visit, session: SignedIn) -> tuple[Answer, SignedIn]:
    """Renew; return the answer and the session with its new tokens."""
    answer = visit.client.ask("POST", "/refresh", None, session.refresh)
    new = {name: one.value for name, one in answer.cookies.items() if one.value}
    (old,) = session.access
    access = {name: value for name, value in new.items() if name == old}
    refresh = {name: value for name, value in new.items() if name in session.refresh}
    return answer, SignedIn(session.user, answer, access, refresh)


def _opens(visit: Visit, session: SignedIn) -> bool:
    return bool(session.access) and visit.temp(session.access).status == 200


@row(SESSIONS, 8, "A short token is a nuisance unless it can be renewed without the password.")
def refresh_gives_two_new_tokens(visit: Visit) -> None:
    """POST /refresh: both cookies are new, and the new access token opens /temp."""
    session = visit.newcomer()
    answer, renewed = _refreshed(visit, session)
    fresh = renewed.refresh and renewed.refresh != session.refresh
    answer.must(answer.success and fresh and _opens(visit, renewed), "two new tokens that work")


@row(SESSIONS, 8, "One that works again and again is a password that nobody chose.")
def a_refresh_token_works_once(visit: Visit) -> None:
    """The second use of a refresh token is refused."""
    session = visit.newcomer()
    first, _ = _refreshed(visit, session)
    first.must(first.success, "a first use that succeeds")
    second, _ = _refreshed(visit, session)
    second.must(400 <= second.status < 500 or not second.success, "a refusal of the second use")


@row(SESSIONS, 8, "Two have it then, and one of them stole it: nobody can say which.")
def reuse_ends_the_session(visit: Visit) -> None:
    """After a refresh token came twice, the new tokens are dead as well (RFC 9700 §4.14.2)."""
    session = visit.newcomer()
    first, renewed = _refreshed(visit, session)
    first.must(first.success, "a first use that succeeds")
    _refreshed(visit, session)
    again, _ = _refreshed(visit, renewed)
    again.must(not again.success and not _opens(visit, renewed), "dead tokens, access and refresh")


@row(SESSIONS, 7, "Each kind of token is for one door.")
def each_token_opens_its_own_door(visit: Visit) -> None:
    """The refresh token does not open /temp, the access token does not renew."""
    session = visit.newcomer()
    session.answer.must(session.refresh, "a refresh token in a cookie of its own")
    ((name, access),) = session.access.items()
    other, refresh = next(iter(session.refresh.items()))
    tried = visit.temp({name: refresh})
    tried.must(300 <= tried.status < 500, "a refusal of the refresh token at /temp")
    tried = visit.client.ask("POST", "/refresh", None, {other: access})
    tried.must(not tried.success, "a refusal of the access token at /refresh")


@row(SESSIONS, 8, "Weakness 5: a copy outlives a cookie that was only forgotten.")
def signing_out_kills_the_copy(visit: Visit) -> None:
    """After POST /sign_out the copied tokens are refused."""
    session = visit.newcomer()
    answer = visit.client.ask("POST", "/sign_out", None, session.access | session.refresh)
    answer.must(answer.success or answer.status in (302, 303), "a sign-out that succeeds")
    answer.must(not _opens(visit, session), "a copy that no longer opens /temp")
    again, _ = _refreshed(visit, session)
    again.must(not again.success, "a refresh token that is dead as well")


@row(SESSIONS, 8, "People press the button twice, and programs try again.")
def signing_out_twice_does_no_harm(visit: Visit) -> None:
    """The second sign-out is answered like the first one."""
    session = visit.newcomer()
    for _ in range(2):
        answer = visit.client.ask("POST", "/sign_out", None, session.access)
        answer.must(answer.success or answer.status in (302, 303), "a sign-out that succeeds")


@row(SESSIONS, 8, "Who signs out on the laptop wants to stay in on the phone.")
def signing_out_leaves_other_devices_alone(visit: Visit) -> None:
    """Another session of the same user goes on."""
    user, password = visit.person()
    laptop, phone = visit.sign_in(user, password), visit.sign_in(user, password)
    answer = visit.client.ask("POST", "/sign_out", None, laptop.access | laptop.refresh)
    answer.must(answer.success or answer.status in (302, 303), "a sign-out that succeeds")
    answer.must(_opens(visit, phone), "a phone that is still signed in")


@row(SESSIONS, 8, "A lost phone can't press the button itself.")
def signing_out_everywhere_reaches_every_device(visit: Visit) -> None:
    """POST /sign_out_everywhere ends the other session, too."""
    user, password = visit.person()
    laptop, phone = visit.sign_in(user, password), visit.sign_in(user, password)
    answer = visit.client.ask("POST", "/sign_out_everywhere", None, laptop.access)
    answer.must(answer.success or answer.status in (302, 303), "a sign-out that succeeds")
    answer.must(not _opens(visit, phone), "a phone that is signed out")
