"""The lessons as the browser hands them out: without outputs, with links that lead somewhere."""

import json
import posixpath
from collections.abc import Set
from pathlib import Path

from demo_server.notebook.handout import kit_files, rewrite_links, source

HERE = Path(__file__).parent
LESSONS = json.loads((HERE / "lessons.json").read_text(encoding="utf-8"))
"""What is to be known of each lesson of this edition, by its file's name."""
NOTE = (HERE / "note.md").read_text(encoding="utf-8")
ELSEWHERE = "not in the browser edition"


def write_lessons(folder: Path) -> None:
    """Write LESSONS, each with a note below its title, and the pages and files they link to."""
    kept = {name: content for name, content in kit_files() if is_kept(name)}
    for name, content in kept.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        is_text = path.suffix in {".ipynb", ".md"}
        path.write_bytes(with_links_among(set(kept), name, content) if is_text else content)


def is_kept(name: str) -> bool:
    """Say whether what a learner gets is of use in a browser: no exercise, no other lesson."""
    folder, _, file = name.partition("/")
    is_lesson = folder == "notebooks" and file.endswith(".ipynb")
    return file in LESSONS if is_lesson else folder not in {"exercises", "README.md"}


def with_links_among(names: Set[str], name: str, content: bytes) -> bytes:
    """Return a notebook or a page whose links to files outside of ``names`` are words only."""
    if name.endswith(".md"):
        return rewrite_links(content.decode(), name, names, ELSEWHERE).encode()
    book = json.loads(content)
    for cell in book["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = rewrite_links(source(cell), name, names, ELSEWHERE)
    book["cells"].insert(1, note(posixpath.basename(name)))
    return (json.dumps(book, indent=1, ensure_ascii=False) + "\n").encode()


def note(lesson: str) -> dict[str, object]:
    """Return the text cell that says what is not as in an installed JupyterLab."""
    text = NOTE.format(lesson=LESSONS[lesson])
    return {"cell_type": "markdown", "id": "in-your-browser", "metadata": {}, "source": text}
