"""The teaching guide agrees with the lessons: answers, times, sections, places to stop."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from demo_server.notebook.handout import kit_files
from tests.helpers.stored_notebooks import LESSONS, headings, plain_cells, read, tags
from tests.helpers.work_tree import ROOT
from tests.tools.minutes import cell_minutes
from tests.tools.teaching_answers import GUIDE, answers, written

pytestmark = pytest.mark.oldest

TEXT = GUIDE.read_text("utf-8")
PLANS = [(lesson, minutes) for lesson in LESSONS for minutes in (45, 90)]
OPENING = "the opening"
each_plan = pytest.mark.parametrize(
    ("lesson", "minutes"), PLANS, ids=lambda value: str(value)[-30:]
)
each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)


def number(lesson: Path) -> int:
    return int(lesson.name[:2])


def rows(title: str) -> list[list[str]]:
    """Return the rows of the first table under a heading of the guide, without its head."""
    part = re.split(r"^#+ ", TEXT.partition(f" {title}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    table = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return table[2:]


def plan(lesson: Path, minutes: int) -> list[tuple[int, list[str]]]:
    """Return a plan's rows: minutes, and the sections of the lesson that they are for."""
    table = rows(f"Lesson {number(lesson)} in {minutes} minutes")
    return [(int(row[0]), [] if row[1] == "\u2013" else row[1].split(" \u00b7 ")) for row in table]


def sections(lesson: Path) -> dict[str, float]:
    """Return the minutes that a reader needs for each section, by its heading of two signs."""
    found, here = {OPENING: 0.0}, OPENING
    for cell in plain_cells(lesson):
        titles = headings(cell.source) if cell.cell_type == "markdown" else []
        here = [here, *(title[3:] for title in titles if title.startswith("## "))][-1]
        found[here] = found.get(here, 0) + cell_minutes(cell)
    return found


def stops(lesson: Path) -> list[str]:
    """Return the sections that end in a marked place to stop."""
    here, found = "", []
    for cell in plain_cells(lesson):
        if cell.cell_type == "markdown":
            here = [here, *(t[3:] for t in headings(cell.source) if t.startswith("## "))][-1]
        if "pause" in tags(cell):
            found.append(here)
    return found


@each_lesson
def test_every_prediction_stands_in_the_guide_with_its_answer(lesson: Path) -> None:
    listed = re.findall(r"^   \u2192 \*\*([A-D])\*\*", answers(lesson), re.MULTILINE)
    tagged = [tag for cell in read(lesson).cells for tag in tags(cell)]
    assert len(listed) == tagged.count("predict") == tagged.count("explain") > 0
    assert written(TEXT, lesson) == TEXT, "run python -m tests.tools.teaching_answers"


def test_where_a_comment_around_the_answers_is_mistyped_nothing_is_written() -> None:
    for comment in ("<!-- answers 03 -->", "<!-- end of answers 03 -->"):
        with pytest.raises(ValueError, match=r"The guide lacks .* 03 -->"):
            written(TEXT.replace(comment, comment.replace("03", "3")), LESSONS[3])


def test_an_answer_that_was_changed_is_found() -> None:
    right = answers(LESSONS[3])
    changed = TEXT.replace("\u2192 **B**. Nobody reverses", "\u2192 **A**. Nobody reverses")
    assert changed != TEXT
    assert written(changed, LESSONS[3]) == TEXT
    assert right in TEXT


@each_plan
def test_a_plan_adds_up(lesson: Path, minutes: int) -> None:
    assert sum(time for time, _ in plan(lesson, minutes)) == minutes


@each_plan
def test_a_plan_gives_each_row_the_minutes_that_a_reader_needs(lesson: Path, minutes: int) -> None:
    needed = sections(lesson)
    planned = [(time, named) for time, named in plan(lesson, minutes) if named]
    assert [named for _, named in planned if not set(named) <= needed.keys()] == []
    assert [row for row in planned if row[0] < int(sum(needed[name] for name in row[1]))] == []


@each_lesson
def test_the_long_plan_has_the_whole_lesson_in_its_order(lesson: Path) -> None:
    named = [name for _, names in plan(lesson, 90) for name in names]
    assert named == list(sections(lesson))


@each_lesson
def test_each_marked_stop_is_named_with_its_minute(lesson: Path) -> None:
    said = re.findall(r"\*\*Places to stop\.\*\* (.*)", TEXT)[number(lesson)]
    if not stops(lesson):
        assert said.startswith("None is marked")
    done = 0
    for time, names in plan(lesson, 90):
        done += time
        for name in set(names) & set(stops(lesson)):
            assert re.search(rf"after \*{re.escape(name)}\* \(minute {done}\b", said), name


@pytest.mark.parametrize("title", ["One day", "Four evenings"])
def test_a_day_s_times_follow_each_other_and_fit_the_plans(title: str) -> None:
    before: dict[tuple[str, ...], datetime] = {}
    for *evening, time, what, minutes in rows(title):
        begin, end = (datetime.strptime(one, "%H:%M") for one in time.split("\u2013"))  # noqa: DTZ007
        assert before.get(tuple(evening), begin) == begin, time
        before[tuple(evening)] = end
        if what.startswith("lesson"):
            assert end - begin == timedelta(minutes=int(minutes)), what
    assert len(before) == (1 if title == "One day" else 4)


def test_the_exercises_are_named_as_they_are_called_and_each_once() -> None:
    page = (ROOT / "exercises" / "README.md").read_text("utf-8")
    for lesson in LESSONS[1:]:
        row = re.search(rf"\({lesson.name}\) \| (.*?) \| (\d+) \|", page)
        assert row
        part = TEXT.partition(f"### Lesson {number(lesson)}: exercises")[2].partition("\n## ")[0]
        for place, name in enumerate(row[1].split(" \u00b7 "), 1):
            assert re.search(rf"\b{place} \*{re.escape(name)}\*", part), name
        assert f"its exercises another {row[2]}." in TEXT


def test_no_learner_gets_the_guide() -> None:
    assert "notebooks/glossary.md" in dict(kit_files())
    assert "notebooks/teaching.md" not in dict(kit_files())
