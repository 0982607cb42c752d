"""Read a Content-Security-Policy as a browser reads it (CSP3 §2.2.1, §6.8)."""

ANYWHERE = {"*", "http:", "https:", "data:", "'unsafe-inline'"}
"""Sources by which somebody else's script may run."""


def is_strict(header: str) -> bool:
    """Say whether one of the header's policies keeps other people's scripts out."""
    return any(_is_strict(policy) for policy in header.lower().split(","))


def _is_strict(policy: str) -> bool:
    rules: dict[str, set[str]] = {}
    for rule in policy.split(";"):
        name, *sources = rule.split() or [""]
        rules.setdefault(name, set(sources))  # of two alike the first one counts
    scripts = rules.get("script-src", rules.get("default-src", ANYWHERE))
    kinds = (rules.get(name, scripts) for name in ("script-src-elem", "script-src-attr"))
    return not any(_is_open(sources) for sources in kinds)


def _is_open(sources: set[str]) -> bool:
    """Say whether they let others in; a nonce or a hash switches unsafe-inline off."""
    signed = any(one.startswith(("'nonce-", "'sha256-", "'sha384-", "'sha512-")) for one in sources)
    left = sources & ANYWHERE
    if signed:
        left = left - {"'unsafe-inline'"}
    if signed and "'strict-dynamic'" in sources:
        left = set()  # it switches all of them off
    return bool(left)
