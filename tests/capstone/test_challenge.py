"""Which WWW-Authenticate headers say how to sign in."""

import pytest

from exercises.capstone.challenge import is_challenge


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ('Bearer realm="demo"', True),
        ("bearer realm=demo", True),
        ('Bearer error="invalid_token"', True),
        ('Bearer realm = "a, b=c", scope="x"', True),
        (r'Bearer realm="say \"Bearer, please\""', True),
        ('Basic realm="demo", charset="UTF-8"', True),
        ('DPoP algs="ES256"', True),
        ("Negotiate", True),
        ("Negotiate YWJj==", True),
        ('Negotiate, Bearer realm="demo"', True),
        ('Bearer realm="demo", Negotiate', True),
        ('Bearer realm="demo",', True),
        ("Bearer", False),
        ("BEARER ", False),
        ("Bearer YWJj", False),
        ("Bearer YWJj==", False),
        ("Bearer, Negotiate", False),
        ('Basic realm="demo", Bearer', False),
        ('Negotiate, Bearer, Basic realm="demo"', False),
        ('realm="demo"', False),
        ("please sign in, at the page: /", False),
        (" , ", False),
        ("", False),
    ],
)
def test_a_challenge_names_a_scheme_and_bearer_comes_with_a_parameter(
    header: str, says: bool
) -> None:
    assert is_challenge(header) is says
