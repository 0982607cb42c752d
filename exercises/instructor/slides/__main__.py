"""Make slides and handouts: ``python -m exercises.instructor.slides [--to DIR] [LESSON ...]``."""

import argparse
import sys
from pathlib import Path

from demo_server.notebook.handout import LESSONS

NEEDED = """The slides need more than the lessons: there is no {}. In the kit's folder, run:
python3 -m uv run --no-active --group slides python -m exercises.instructor.slides 03"""


def main(words: list[str]) -> None:
    """Write the files that ``words`` ask for; end with a sentence where that can't be done."""
    parser = argparse.ArgumentParser(
        "python -m exercises.instructor.slides",
        description="Write a lesson's slides, and a handout of its predictions to print.",
    )
    parser.add_argument("lessons", metavar="LESSON", nargs="*", help="a lesson's number; or all")
    parser.add_argument("--to", metavar="DIR", type=Path, default=Path("slides"))
    given = parser.parse_args(words)
    try:
        lessons = [find(name) for name in given.lessons] or find_all()
    except LookupError as error:
        sys.exit(str(error.args[0]))
    try:
        given.to.mkdir(parents=True, exist_ok=True)
        write(lessons, given.to)
    except ModuleNotFoundError as error:
        sys.exit(NEEDED.format(error.name))
    except OSError as error:
        sys.exit(f"{error.filename}: {error.strerror}. Name another folder with --to.")


def find_all() -> list[Path]:
    """Return the lessons in their order."""
    return sorted(LESSONS.glob("[0-9]*.ipynb"))


def find(name: str) -> Path:
    """Return the lesson of a number, "3" or "03". Raises LookupError."""
    for lesson in find_all():
        if name and lesson.name.startswith(f"{name.zfill(2)}_"):
            return lesson
    known = ", ".join(lesson.name[:2] for lesson in find_all())
    raise LookupError(f"There is no lesson {name}. There are {known}.")


def write(lessons: list[Path], folder: Path) -> None:
    """Write two pages for each lesson, and print where they are.

    Raises ModuleNotFoundError where the group ``slides`` is not installed, OSError where a file
    can't be read or written.
    """
    from exercises.instructor.slides.deck import slides
    from exercises.instructor.slides.predictions import handout

    for lesson in lessons:
        for kind, page in (("slides", slides(lesson)), ("predictions", handout(lesson))):
            path = folder / f"{lesson.stem}_{kind}.html"
            path.write_text(page, encoding="utf-8")
            print(path, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
