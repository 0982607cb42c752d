"""Fill a folder to install from without a network: ``python -m exercises.instructor.wheels``.

uv says which releases a system takes, as of the day in pyproject.toml, and pip fetches their
wheels: also those of systems and Pythons that this machine does not have.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

KIT = Path(__file__).parents[2]
MANYLINUX = ("2_28", "2_27", "2_26", "2_24", "2_17", "2014", "2_12", "2010", "2_5", "1")
SYSTEMS = {
    "windows": ("x86_64-pc-windows-msvc", ["win_amd64"]),
    "macos": ("aarch64-apple-darwin", ["macosx_13_0_arm64", "macosx_13_0_universal2"]),
    "macos-intel": ("x86_64-apple-darwin", ["macosx_13_0_x86_64", "macosx_13_0_universal2"]),
    "linux": (
        "x86_64-manylinux_2_28",
        [*(f"manylinux{'_' * ('_' in one)}{one}_x86_64" for one in MANYLINUX), "linux_x86_64"],
    ),
}
"""By name: what uv calls a system, and the tags that its wheels may bear."""
THIS_PYTHON = ".".join(platform.python_version_tuple()[:2])


def main(words: list[str]) -> None:
    """Fill the folder that ``words`` name; end with a sentence where a wheel can't be had."""
    parser = argparse.ArgumentParser("python -m exercises.instructor.wheels")
    parser.add_argument("--to", metavar="DIR", type=Path, default=Path("wheels"))
    parser.add_argument("--for", nargs="+", choices=SYSTEMS, required=True, dest="systems")
    parser.add_argument("--python", metavar="3.12", nargs="+", default=[THIS_PYTHON])
    given = parser.parse_args(words)
    folder = given.to.resolve()
    try:
        run("build", "--quiet", "--wheel", "--out-dir", str(folder), str(KIT))
        for system in given.systems:
            for python in given.python:
                fetch(folder, system, python)
    except subprocess.CalledProcessError:
        sys.exit("Not complete: see above. Each call goes on where the last one ended.")
    print(f"{len(list(given.to.glob('*.whl')))} wheels are in {given.to}. Without a network:")
    kit = '"jwt-login-step-by-step[lab]"'
    print(f'python -m pip install --no-index --find-links "{given.to}" {kit}')


def fetch(folder: Path, system: str, python: str) -> None:
    """Fetch the wheels of all that the kit and JupyterLab need on a system with a Python.

    Raises CalledProcessError where a release has no wheel for it, or there is no network.
    """
    name, tags = SYSTEMS[system]
    with tempfile.TemporaryDirectory() as scratch:
        needed = str(Path(scratch) / "needed.txt")
        run("pip", "compile", "--quiet", "--no-header", "--no-annotate", "--extra", "lab",
            "--python-platform", name, "--python-version", python,
            "--output-file", needed, str(KIT / "pyproject.toml"))  # fmt: skip
        run("tool", "run", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:",
            "--python-version", python, *(f"--platform={tag}" for tag in tags),
            "--dest", str(folder), "--requirement", needed)  # fmt: skip


def run(*words: str) -> None:
    """Run uv in the kit's folder, whose pyproject.toml it reads. Raises CalledProcessError."""
    uv = os.environ.get("UV") or shutil.which("uv")
    command = [uv] if uv else [sys.executable, "-m", "uv"]
    subprocess.run([*command, *words], cwd=KIT, check=True)  # noqa: S603 - its own words


if __name__ == "__main__":
    main(sys.argv[1:])
