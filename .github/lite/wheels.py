"""The wheels that the browser loads: what is installed here without its compiled parts, the kit."""

import hashlib
import tomllib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
KIT = "jwt-login-step-by-step"
CDN_PACKAGES = ("argon2-cffi-bindings", "cryptography")
"""Compiled for the browser by Pyodide, and loaded from its CDN where the lessons are read."""
LEFT_OUT = {*CDN_PACKAGES, "matplotlib", "mongomock", "time-machine"}
"""matplotlib and mongomock are of other lessons; time-machine has a stand-in. Pyodide's
cryptography is 47.0.0, older than the kit asks for elsewhere: its wheel here asks for none."""
BESIDE_THE_KIT = ("comm", "freezegun", "jedi")
BROWSER = {"sys_platform": "emscripten", "platform_system": "Emscripten", "extra": ""}
STAND_IN = Path(__file__).parent / "stand_in" / "time_machine.py"
COMPILED = (".so", ".pyd", ".dylib")
DATE = (2026, 1, 5, 9, 0, 0)
"""That of every file in a wheel, so that the same files make the same wheel."""


def write_wheels(folder: Path, python: str) -> None:
    """Write the kit's wheel and those of what it needs, in the versions that are installed here.

    ``python`` is the browser's version, as 3.14.2. Raises ValueError where it can't be seen which
    files a package has.
    """
    first = [*needed_by(KIT, python), *BESIDE_THE_KIT]
    names = with_needed(first, lambda name: needed_by(name, python))
    for name in names:
        write_wheel(folder, name)
    write_kit(folder, names)


def needed_by(name: str, python: str) -> list[str]:
    """Return the packages that an installed one requires in a browser, but for LEFT_OUT."""
    version = {"python_full_version": python, "python_version": python.rpartition(".")[0]}
    requirements = map(Requirement, metadata.requires(name) or [])
    return [
        one.name for one in requirements
        if canonicalize_name(one.name) not in LEFT_OUT
        and (one.marker is None or one.marker.evaluate(BROWSER | version))
    ]  # fmt: skip


def with_needed(names: Iterable[str], needed: Callable[[str], Iterable[str]]) -> list[str]:
    """Return these packages and all that they need, each once and in one spelling.

    ``needed`` gives what one of them needs itself.
    """
    found: list[str] = []
    waiting = list(names)
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name not in found:
            found.append(name)
            waiting += needed(name)
    return found


def installed_files(name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an installed package that a wheel for any system may hold.

    Raises ValueError where the package has no list of its files.
    """
    files = metadata.files(name)
    if files is None:
        raise ValueError(f"There is no list of the files of {name}: install it again.")
    for path in files:
        is_elsewhere = {"..", "__pycache__"} & set(path.parts)
        if not is_elsewhere and path.suffix not in COMPILED:
            yield path.as_posix(), Path(str(path.locate())).read_bytes()


def write_wheel(folder: Path, package: str) -> None:
    """Write an installed package as a wheel for any system; the same files make the same wheel."""
    name = f"{package.replace('-', '_')}-{metadata.version(package)}-py3-none-any.whl"
    with zipfile.ZipFile(folder / name, "w") as wheel:
        for file, content in sorted(installed_files(package)):
            wheel.writestr(zipfile.ZipInfo(file, DATE), content, zipfile.ZIP_DEFLATED)


def write_kit(folder: Path, names: list[str]) -> None:
    """Write a wheel of the kit that holds ``demo_server`` only, and requires ``names`` only.

    Exercises, their solutions and the lessons with their outputs stay out. The stand-in for
    time-machine is in it.
    """
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, wheel = config["project"], config["tool"]["hatch"]["build"]["targets"]["wheel"]
    del project["optional-dependencies"]
    project["dependencies"] = [
        one for one in project["dependencies"] if canonicalize_name(Requirement(one).name) in names
    ]
    wheel["packages"] = ["demo_server"]
    wheel["force-include"] = {str(STAND_IN): STAND_IN.name}
    list(WheelBuilder(str(ROOT), config=config).build(directory=str(folder)))


def lock_entry(wheel: Path) -> tuple[str, dict[str, object]]:
    """Return a wheel's name and its entry in Pyodide's lock file."""
    name, version, *_ = wheel.stem.split("-")
    with zipfile.ZipFile(wheel) as archive:
        paths = [Path(file) for file in archive.namelist() if ".dist-info/" not in file]
    code = {path.parts[0].removesuffix(".py") for path in paths if path.suffix == ".py"}
    return canonicalize_name(name), {
        "name": canonicalize_name(name),
        "version": version,
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": sorted(code),
        "depends": [],
        "unvendored_tests": False,
    }
