"""Build the site: the lessons, exercises and pages of this repository as linked HTML.

    uv run --group site python .github/site/build.py

Nothing is executed: what the pages show is what the notebooks store. A warning is an error. Mermaid
is fetched from npm the first time and kept in ``dist``; after that the build needs no network. Each
build looks whether it is the file whose SHA-256 stands here.
"""

import argparse
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from build_tools.fetched import npm_pack, unpacked
from build_tools.folders import replace, replaceable
from kit_site.sources import ROOT, write_sources
from sphinx.cmd.build import build_main

HERE = Path(__file__).parent
WORK = ROOT / "dist"
MERMAID = "12.0.0"
"""The version of the npm package ``@mermaid-js/tiny``: flowcharts and sequences, in one file."""
MERMAID_SHA256 = "94f4bea4d69ae2766d6d29cd3321c9ed6be8c640852c57ef89d4f9999ada9783"
BUILT = ".buildinfo"
"""A file that Sphinx writes beside the pages."""


def build(out: Path, lite: Path | None = None) -> int:
    """Build the site; return Sphinx's exit status. Where that is 0, it takes the place of ``out``.

    ``lite`` is a built JupyterLite. It is copied to ``lite/`` of the site, which then links to it.
    Raises CalledProcessError where npm's registry can't be reached, ValueError where Mermaid is not
    what it was.
    """
    with tempfile.TemporaryDirectory() as scratch:
        sources, built = Path(scratch, "sources"), Path(scratch, "built")
        write_sources(sources, HERE / "pages")
        write_mermaid(sources / "_mermaid")
        options = ["-t", "lite", "-D", f"site_lite={lite}"] if lite else []
        status = build_main(
            ["-W", "--keep-going", "-q", "-b", "html", "-c", str(HERE), *options,
             "-d", str(Path(scratch, "doctrees")), str(sources), str(built)]
        )  # fmt: skip
        if status == 0:
            if lite:
                shutil.copytree(lite, built / "lite")
            replace(out, built)
    return status


def write_mermaid(folder: Path) -> None:
    """Write Mermaid's one file into a new ``folder``."""
    archive = npm_pack(WORK / "npm", f"@mermaid-js/tiny@{MERMAID}", MERMAID_SHA256)
    folder.mkdir()
    (folder / "mermaid.js").write_bytes(unpacked(archive, "dist/mermaid.tiny.js"))


def browser_edition(folder: str) -> Path:
    """Return the full path of a built JupyterLite; ArgumentTypeError where it isn't there."""
    path = Path(folder).resolve()
    if not (path / "index.html").is_file():
        raise argparse.ArgumentTypeError(
            f"no browser edition is in {path}: build it first, by .github/lite/build.py."
        )
    return path


def main() -> int:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description="Build the site.")
    parser.add_argument(
        "--out", type=partial(replaceable, marker=BUILT), default=str(WORK / "site"),
        help="a new folder, or one that this command made; default: dist/site",
    )  # fmt: skip
    parser.add_argument("--lite", type=browser_edition, help="a built JupyterLite to put beside it")
    options = parser.parse_args()
    status = build(options.out, options.lite)
    if status == 0:
        print(f"The site's front page: {options.out / 'index.html'}")
    return status


if __name__ == "__main__":
    sys.exit(main())
