"""Which base URLs are graded, and which Location leads home."""

import pytest

from exercises.capstone import NotGraded, grade
from exercises.capstone.__main__ import main
from exercises.capstone.base_url import is_home, parse_base_url


@pytest.mark.parametrize(
    "address",
    ["http://192.0.2.1:8000", "https://example.com", "http://10.0.0.1", "http://127.0.0.1.example"],
)
def test_other_machines_are_not_asked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("requests.Session.request", lambda *_, **__: pytest.fail("it was asked"))
    with pytest.raises(NotGraded, match="is not this machine: only servers on loopback"):
        grade(address)


@pytest.mark.parametrize("address", ["8000", "ftp://127.0.0.1", "http://", "http://127.0.0.1:x"])
def test_what_is_no_address_is_refused_with_an_example(address: str) -> None:
    with pytest.raises(NotGraded, match=r"is no address: try http://127\.0\.0\.1:8000"):
        grade(address)


@pytest.mark.parametrize("address", [8000, "127.0.0.1:8000", "LOCALHOST:8000"])
def test_an_address_without_its_scheme_is_refused_with_an_example(address: str) -> None:
    with pytest.raises(NotGraded, match=r"try http://127\.0\.0\.1:8000") as error:
        grade(address)
    assert error.value._render_traceback_() == [str(error.value)]  # what a notebook shows


def test_every_name_of_this_machine_is_taken() -> None:
    for host in ("localhost", "127.0.0.1", "127.9.9.9", "[::1]", "[::ffff:127.0.0.1]"):
        assert parse_base_url(f"http://{host}:8000/?y") == f"http://{host}:8000"
        assert parse_base_url(f"http://{host}:80") == f"http://{host}"  # as in Origin
        assert parse_base_url(f"https://{host}:443") == f"https://{host}"


@pytest.mark.parametrize("path", ["/app", "/app/", "/sign_in?next=1"])
def test_a_path_is_refused_and_not_dropped(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([f"http://127.0.0.1:8000{path}"]) == 2
    told = f"Leave out {path.partition('?')[0]}: the routes begin at the root.\n"
    assert capsys.readouterr() == ("", told)


def test_white_space_around_an_address_is_left_out() -> None:
    for written in (" http://127.0.0.1:8000 ", "\thttp://127.0.0.1:8000/\n"):
        assert parse_base_url(written) == "http://127.0.0.1:8000"


LOCATIONS = {
    "/": True,
    "./": True,
    "/?next=%2Ftemp": True,
    "/#sign-in": True,
    "http://127.0.0.1:8000": True,
    "http://127.0.0.1:8001/": False,
    "//evil.example/": False,
    "http://[": False,
    "/elsewhere": False,
    "": False,
}


def test_the_way_home_is_found_however_it_is_written() -> None:
    found = {location: is_home(location, "http://127.0.0.1:8000") for location in LOCATIONS}
    assert found == LOCATIONS
