"""Read a Content-Security-Policy as a browser reads it (CSP3 §2.2.1, §6.8)."""

FOREIGN = {"*", "http:", "https:", "data:", "'unsafe-inline'"}
"""Sources that allow scripts of others."""


def blocks_foreign_scripts(header: str) -> bool:
    """Whether a header blocks scripts of others: one of its policies is enough, all apply."""
    return any(_policy_blocks(policy) for policy in header.lower().split(","))


def _policy_blocks(policy: str) -> bool:
    rules: dict[str, set[str]] = {}
    for rule in policy.split(";"):
        name, *sources = rule.split() or [""]
        rules.setdefault(name, set(sources))  # of two directives of one name the first counts
    scripts = rules.get("script-src", rules.get("default-src", FOREIGN))
    kinds = (rules.get(name, scripts) for name in ("script-src-elem", "script-src-attr"))
    return not any(_allows_foreign(sources) for sources in kinds)


def _allows_foreign(sources: set[str]) -> bool:
    """Whether sources allow scripts of others; a nonce or a hash turns off unsafe-inline."""
    signed = any(one.startswith(("'nonce-", "'sha256-", "'sha384-", "'sha512-")) for one in sources)
    left = sources & FOREIGN
    if signed:
        left = left - {"'unsafe-inline'"}
    if signed and "'strict-dynamic'" in sources:
        left = set()  # turns off every other source
    return bool(left)
