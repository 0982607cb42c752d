"""Say whether everything that the lessons need is here, and what to install where it is not.

Nothing outside the standard library is imported before it is known to be there.
"""

import sys
from importlib import metadata

KIT = "jwt-login-step-by-step"
OLDEST_PYTHON = (3, 11)
ADVICE = "In the kit's folder, run: python3 -m pip install --editable ."


def problems() -> list[str]:
    """Return a sentence for each thing that is missing or too old; none where all is well."""
    found = []
    if sys.version_info < OLDEST_PYTHON:
        found.append("This Python is too old: the lessons need 3.11 or newer.")
    try:
        from packaging.requirements import Requirement

        needed = [Requirement(text) for text in metadata.requires(KIT) or []]
    except ImportError as error:  # PackageNotFoundError is one, too
        return [*found, f"{error.name} is missing. {ADVICE}"]
    for requirement in needed:
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            found.append(f"{requirement.name} is missing. {ADVICE}")
            continue
        if not requirement.specifier.contains(version, prereleases=True):
            found.append(f"{requirement.name} {version} is here, {requirement} is needed. {ADVICE}")
    return found


def report() -> str:
    """Return the problems, or one sentence that says that there are none."""
    return "\n".join(problems()) or "Everything the lessons need is here."
