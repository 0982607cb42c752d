"""Look once whether Python, the packages and the modules are those that the kit needs.

Only the standard library is imported here, and no module before it is known to be the right one.
"""

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata, util
from pathlib import Path

from demo_server.jose import base64url_encode

KIT = "jwt-login-step-by-step"
MIN_PYTHON = (3, 11)
ADVICE = "In the kit's folder, run: python3 -m pip install --editable {}"
IS_CLONE = (Path(__file__).parents[1] / "pyproject.toml").is_file()
"""Whether the kit runs from its own folder, and not from an installed wheel."""
MODULES = {"pyjwt": "jwt", "argon2-cffi": "argon2", "ipython": "IPython"}
"""Modules that are not called as their package is."""


class UnsuitableEnvironment(ImportError):
    """Something is missing, too old, or not what its name says; its text has a line for each."""

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows in place of a traceback."""
        return [str(self)]


def require() -> None:
    """Raise UnsuitableEnvironment unless everything that the kit needs is here."""
    if found := problems():
        raise UnsuitableEnvironment("\n".join(found))


def report() -> str:
    """Return the problems, or one sentence that says that there are none."""
    return "\n".join(problems()) or "Everything the lessons need is here."


@cache
def problems(extra: str = "") -> tuple[str, ...]:
    """Return a sentence for each thing that is wrong and what to do about it; none if all is well.

    ``extra`` ("lab" or "check") names an optional part of the kit whose packages count, too.
    """
    if sys.version_info < MIN_PYTHON:
        here = ".".join(map(str, sys.version_info[:3]))
        return (f"Python {here} is here, 3.11 or newer is needed.",)
    if found := tuple(_shadowed_standard_library()):
        return found
    try:
        from packaging.requirements import Requirement

        needed = [Requirement(text) for text in metadata.requires(KIT) or []]
    except ImportError as error:  # PackageNotFoundError is one, too
        return (f"{error.name} is missing. {_advice(str(error.name), extra)}",)
    found = ()
    for one in needed:
        if one.marker is None or one.marker.evaluate({"extra": extra}):
            version, wanted = _version(one.name), f"{one.name}{one.specifier}"
            advice = _advice(wanted, extra)
            if not version:
                found += (f"{one.name} is missing. {advice}",)
            elif not one.specifier.contains(version, prereleases=True):
                found += (f"{one.name} {version} is here, {wanted} is needed. {advice}",)
            else:
                found += tuple(_impostor(one.name))
    return found


def _advice(package: str, extra: str) -> str:
    if not IS_CLONE:
        return f'Run: python3 -m pip install "{package}"'
    return ADVICE.format(f'".[{extra}]"' if extra else ".")


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _shadowed_standard_library() -> Iterator[str]:
    """Name each file that Python takes for a module of its own, or for the kit's exercises."""
    standard = str(Path(os.__file__).parent)
    first = sys.path[: sys.path.index(standard)] if standard in sys.path else sys.path[:1]
    for folder in (Path(entry or os.curdir).resolve() for entry in first):
        for path in folder.glob("*") if folder.is_dir() else ():
            name = path.name.removesuffix(".py")
            if name in sys.stdlib_module_names and _is_in(folder, name):
                yield _in_the_way(path, f"Python's own module {name}")
            elif path.name == "exercises.py":
                yield _in_the_way(path, "the kit's package exercises")


def _impostor(package: str) -> Iterator[str]:
    """Say what stands where the module of an installed package should be; nothing if it does."""
    module = MODULES.get(package, package.replace("-", "_"))
    distribution = metadata.distribution(package)
    place = Path(str(distribution.locate_file("")))
    origin = _origin(module)
    if origin is not None and not origin.is_relative_to(place.resolve()):
        yield _in_the_way(origin, f"the module {module} of {package}")
    elif origin is None or not _is_intact(distribution, f"{module}/__init__.py"):
        owners = metadata.packages_distributions().get(module, [])
        rivals = sorted({name for name in owners if name.lower() != package})
        remove = f"python3 -m pip uninstall --yes {' '.join(rivals)}, then: " if rivals else ""
        yield (
            f"The module {module} is here, but it is not the one of {package}. Run: {remove}"
            f"python3 -m pip install --force-reinstall {package}"
        )


def _is_intact(distribution: metadata.Distribution, name: str) -> bool:
    """Say whether a file is as its package brought it, by the hash in the list of its files."""
    written = re.search(rf"^{name},sha256=([\w-]+),", distribution.read_text("RECORD") or "", re.M)
    if written is None:
        return True
    digest = hashlib.sha256(Path(str(distribution.locate_file(name))).read_bytes()).digest()
    return base64url_encode(digest) == written[1]


def _origin(module: str) -> Path | None:
    """Return the file that ``import module`` reads, or has read; None where there is none."""
    spec = util.find_spec(module)
    return Path(spec.origin).resolve() if spec and spec.origin and spec.has_location else None


def _is_in(folder: Path, module: str) -> bool:
    origin = _origin(module)
    return origin is not None and origin.is_relative_to(folder)


def _in_the_way(path: Path, what: str) -> str:
    return f"{path} stands in the way of {what}: rename it, then restart."
