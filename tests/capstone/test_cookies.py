"""How a Set-Cookie line is read."""

import pytest

from exercises.capstone.cookies import read_cookies


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("at=x; Max-Age=60; Partitioned; Priority=High", "x"),
        ("at=x;HttpOnly;Path=/", "x"),
        ("at=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT", ""),
        ("at=x; Max-Age=0", ""),
        ("at=x; Max-Age=-1", ""),
        ("at=x; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "x"),
        ("at=x; Expires=junk; Max-Age=soon", "x"),
        ("at=a=b", "a=b"),
    ],
)
def test_a_cookie_is_read_as_a_browser_reads_it(line: str, value: str) -> None:
    assert read_cookies(["", "=", "novalue", line])["at"].value == value


@pytest.mark.parametrize(
    ("path", "asked", "reaches"),
    [
        ("; Path=/refresh", "/refresh", True),
        ("; Path=/refresh/", "/refresh", False),
        ("; Path=/refresh", "/refreshed", False),
        ("; Path=/", "/temp", True),
        ("; Path=temp", "/temp", True),
        ("", "/temp", True),
    ],
)
def test_a_cookie_travels_where_its_path_says(path: str, asked: str, reaches: bool) -> None:
    assert read_cookies([f"at=x{path}"])["at"].reaches(asked) is reaches
