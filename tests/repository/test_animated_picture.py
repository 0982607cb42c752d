"""The README's animated picture shows cells that the lesson still has, and is quick to load."""

from PIL import Image

from tests.helpers.stored_notebooks import read
from tests.helpers.work_tree import ROOT
from tests.tools.animate_attack import LESSON, PICTURE, SHOWN

MAX_BYTES = 1_000_000


def test_the_picture_has_its_frames_and_less_than_a_megabyte() -> None:
    with Image.open(PICTURE) as picture:
        assert getattr(picture, "n_frames", 1) == len(SHOWN)
    assert PICTURE.stat().st_size < MAX_BYTES


def test_the_cells_that_it_shows_stand_in_the_lesson_in_this_order() -> None:
    ids = [cell.id for cell in read(ROOT / "notebooks" / LESSON).cells]
    places = [ids.index(name) for line in SHOWN for name in line[:2] if name]
    assert places == sorted(places)
