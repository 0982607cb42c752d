"""Which Content-Security-Policies keep scripts of others out."""

import pytest

from exercises.capstone.csp import blocks_foreign_scripts


@pytest.mark.parametrize(
    ("policy", "blocks"),
    [
        ("Default-Src 'self'", True),
        ("script-src 'none'", True),
        ("script-src 'nonce-r4' 'unsafe-inline'", True),
        ("script-src 'nonce-r4' 'strict-dynamic' 'unsafe-inline' https: http:", True),
        ("default-src *; script-src 'self'", True),
        ("img-src *, default-src 'self'", True),
        ("default-src 'self'; script-src-attr 'unsafe-inline'", False),
        ("script-src 'self' data:", False),
        ("img-src 'self'", False),
        ("Script-Src 'UNSAFE-INLINE'", False),
        ("script-src https: 'nonce-abc'", False),
        ("default-src 'self'; script-src-elem 'unsafe-inline'", False),
        ("script-src 'unsafe-inline'; script-src 'self'", False),
        ("", False),
    ],
)
def test_a_policy_is_read_as_a_browser_reads_it(policy: str, blocks: bool) -> None:
    assert blocks_foreign_scripts(policy) is blocks
