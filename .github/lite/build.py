"""Build the browser edition: lessons in JupyterLite, whose Python (Pyodide) runs in the page.

    uv run --group lite python .github/lite/build.py

Pyodide and one wheel are fetched the first time and kept in ``dist``; after that the build needs no
network. Each build looks whether they are the files whose SHA-256 stands here. All other wheels are
made from what is installed here.
"""

import argparse
import json
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from build_tools.fetched import npm_pack, unpacked, verified
from build_tools.folders import replace, replaceable
from contents import write_lessons
from wheels import CDN_PACKAGES, ROOT, lock_entry, with_needed, write_wheels

HERE = Path(__file__).parent
WORK = ROOT / "dist"
PYODIDE = "314.0.7"
"""The version of the npm package; the kernel's own default is a version of the same Python."""
PYODIDE_SHA256 = "66b7949e5a0cba2250b586d7e368bf12fb482800748d182c4618254b685ffaa0"
MICROPIP_SHA256 = "768de165adb8e66906039d8fec4127a57f522dfdf8e6fbff877a4616941ecfd3"
"""That of PyPI's wheel: the lock's digest is of another build of this version, at the CDN."""
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
CDN = f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE}/full/"
KERNEL_PACKAGES = ("ipykernel", "piplite", "pyodide_kernel")
"""What the kernel's extension brings, but for what is for widgets."""
KERNEL = "@jupyterlite/pyodide-kernel-extension"
EXTENSION = Path(sysconfig.get_path("data"), "share/jupyter/labextensions", KERNEL)
BUILT = "jupyterlite.schema.v0.json"
"""A file that JupyterLite writes, and that no source of it has."""
OVERRIDES = ROOT / "demo_server/notebook/jupyter/labconfig/default_setting_overrides.json"


def build(out: Path) -> None:
    """Write the edition into ``out``, in place of what is there.

    Raises CalledProcessError where npm's or PyPI's registry can't be reached, or JupyterLite fails;
    ValueError where what was fetched is not what it was.
    """
    with tempfile.TemporaryDirectory() as scratch:
        lite, built = Path(scratch, "lite"), Path(scratch, "built")
        write_python(lite)
        write_lessons(lite / "files")
        shutil.copy(OVERRIDES, lite / "overrides.json")
        run_jupyterlite(lite, built)
        shutil.copy(HERE / "index.html", built)
        replace(out, built)


def write_python(lite: Path) -> None:
    """Write Pyodide, all wheels, the lock file that names them, and what the kernel loads."""
    folder = lite / "static" / "pyodide"
    folder.mkdir(parents=True)
    pyodide = npm_pack(WORK / "npm", f"pyodide@{PYODIDE}", PYODIDE_SHA256)
    lock: dict[str, Any] = json.loads(unpacked(pyodide, "pyodide-lock.json"))
    for name in CORE:
        (folder / name).write_bytes(unpacked(pyodide, name))
    shutil.copy(download_micropip(WORK / "wheels", lock), folder)
    for package in KERNEL_PACKAGES:
        (wheel,) = (EXTENSION / "static" / "pypi").glob(f"{package}-*.whl")
        shutil.copy(wheel, folder)
    write_wheels(folder, lock["info"]["python"])
    own = dict(lock_entry(wheel) for wheel in sorted(folder.glob("*.whl")))
    lock["packages"] = from_cdn(lock["packages"]) | own
    (folder / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    configure(lite, [*own, *CDN_PACKAGES])


def download_micropip(folder: Path, lock: dict[str, Any]) -> Path:
    """Return PyPI's wheel of micropip, in the version of Pyodide's lock; fetch it where it lacks.

    The kernel imports it. It is not installed here, since it wants the browser's newer Python.
    Raises CalledProcessError where PyPI can't be reached, ValueError for another SHA-256.
    """
    version, python = lock["packages"]["micropip"]["version"], lock["info"]["python"]
    wheel = folder / f"micropip-{version}-py3-none-any.whl"
    if not wheel.exists():
        words = ["download", "--quiet", "--no-deps", "--only-binary=:all:", f"--dest={folder}"]
        words += [f"--python-version={python}", f"micropip=={version}"]
        subprocess.run([sys.executable, "-m", "pip", *words], check=True)
    return verified(wheel, MICROPIP_SHA256)


def from_cdn(packages: dict[str, Any]) -> dict[str, Any]:
    """Return the lock's entries of CDN_PACKAGES and of what they need, at the CDN's address."""
    names = with_needed(CDN_PACKAGES, lambda name: packages[name]["depends"])
    entries = (packages[name] for name in names)
    return {one["name"]: one | {"file_name": CDN + one["file_name"]} for one in entries}


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
    parser.add_argument(
        "--out", type=partial(replaceable, marker=BUILT), default=str(WORK / "lite"),
        help="a new folder, or one that this command made; default: dist/lite",
    )  # fmt: skip
    out = parser.parse_args().out
    build(out)
    print(f"The browser edition's first page, to be served over http: {out / 'index.html'}")


if __name__ == "__main__":
    main()
