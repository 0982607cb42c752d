"""A lesson as one HTML file of reveal.js slides, which asks nothing of any other machine."""

import base64
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import mermaidx
import nbformat
from nbconvert.exporters.slides import SlidesExporter
from nbformat import NotebookNode
from pygments.formatters import HtmlFormatter

from exercises.instructor.slides.rules import arrange, title_of

HERE = Path(__file__).parent
DIAGRAM = re.compile(r"```mermaid\n(.*?)```", re.DOTALL)
ONE_ROW_OF_NAMES = '%%{init: {"sequence": {"mirrorActors": false}}}%%\n'
"""A sequence diagram without its names a second time at the foot: it can be drawn larger."""
PICTURE = re.compile(r"(?<=\]\()([^)\s:]+\.png)(?=\))")


def slides(lesson: Path) -> str:
    """Return the page of a lesson's slides."""
    book = arrange(nbformat.read(lesson, as_version=4))
    title = title_of(book.cells[0])
    for cell in book.cells:
        if cell.cell_type == "markdown":
            cell.source = _with_pictures(cell, lesson.parent)
    page, _ = _exporter().from_notebook_node(book, _resources(lesson, title))
    return str(page)


def _exporter() -> SlidesExporter:
    exporter = SlidesExporter(extra_template_basedirs=[str(HERE)], template_name="template")
    exporter.exclude_input_prompt = exporter.exclude_output_prompt = True
    return exporter


def _resources(lesson: Path, title: str) -> dict[str, Any]:
    """Return what the template puts into the page beside the cells."""
    revealjs = _folder("sphinx_revealjs") / "_static" / "revealjs" / "dist"
    styles = [revealjs / "reset.css", revealjs / "reveal.css", HERE / "template" / "slides.css"]
    scripts = [revealjs / "reveal.js", HERE / "template" / "slides.js"]
    return {
        "metadata": {"name": lesson.stem},
        "title": title,
        "style": "\n".join([*map(_text, styles), HtmlFormatter().get_style_defs(".highlight")]),
        "script": "\n".join(map(_text, scripts)),
    }


def _folder(package: str) -> Path:
    """Return where a package is installed; Sphinx need not be loaded for its files."""
    spec = find_spec(package)
    if not spec or not spec.origin:
        raise ModuleNotFoundError(package, name=package)
    return Path(spec.origin).parent


def _text(path: Path) -> str:
    return path.read_text("utf-8")


def _with_pictures(cell: NotebookNode, folder: Path) -> str:
    """Return a text with its pictures and its diagrams inside; paths are seen from ``folder``."""

    def picture(path: re.Match[str]) -> str:
        return f"data:image/png;base64,{base64.b64encode((folder / path[1]).read_bytes()).decode()}"

    return PICTURE.sub(picture, DIAGRAM.sub(lambda found: _drawn(found[1], cell.id), cell.source))


def _drawn(source: str, name: str) -> str:
    """Return a diagram as SVG, with ids of its own, and no empty line that would end the HTML."""
    svg = mermaidx.render(ONE_ROW_OF_NAMES + source).svg().replace("my-svg", f"diagram-{name}")
    return re.sub(r"\n\s*\n", "\n", f'<div class="diagram">{svg}</div>')
