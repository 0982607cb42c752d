"""Who is in the class, and what nobody but the teacher has."""

import os
import unicodedata
from pathlib import Path

import pytest

from exercises.instructor.graded_set import roster, secret
from exercises.instructor.graded_set.roster import RosterError, Student, safe
from exercises.instructor.graded_set.secret import Draw, SecretError


def listed(folder: Path, content: str | bytes, name: str = "class.txt") -> list[Student]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return roster.read(path)


def test_a_text_file_has_a_name_a_line(tmp_path: Path) -> None:
    students = listed(tmp_path, "\ufeffAda Lovelace\r\n\n  Zoë   Ünal \n김민준\nLovelace, Byron\n")
    assert [person.name for person in students] == [
        "Ada Lovelace", "Zoë Ünal", "김민준", "Lovelace, Byron",
    ]  # fmt: skip
    assert [person.folder for person in students] == [
        "Ada_Lovelace", "Zoë_Ünal", "김민준", "Lovelace__Byron",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        "id,first_name,email\nada,Ada,a@b\nben,Ben,\n",
        "Name;ID\nAda;ada\nBen;ben\n",
        'name\n"ada"\nben\n',
        "\ufeffstudent\r\nada\r\n\r\nben\r\n",
    ],
)
def test_a_csv_file_names_its_column(tmp_path: Path, content: str) -> None:
    assert [person.name for person in listed(tmp_path, content, "class.CSV")] == ["ada", "ben"]


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        ("ada\nben\nada\n", "c.txt", "'ada' stands in the roster twice."),
        ("ada b\nAda  b\n", "c.txt", "'ada b' and 'Ada b' would share the folder 'Ada_b'"),
        ("a/b\na:b\n", "c.txt", "'a/b' and 'a:b' would share the folder 'a_b'"),
        ("Zoë\nZoe\u0308\n", "c.txt", "'Zoë' stands in the roster twice."),
        ("\n \n", "c.txt", "names nobody."),
        ("id\n", "c.csv", "names nobody."),
        ("who\nada\n", "c.csv", "has to name one of the columns id, student_id, student,"),
        ("", "c.csv", "has to name one of the columns"),
        ("../..\n", "c.txt", "'../..' has neither a letter nor a digit"),
        ("x" * 121, "c.txt", "is too long for the name of a folder."),
        (b"Zo\xeb\n", "c.txt", "is not in UTF-8: save it so once more."),
    ],
)
def test_a_roster_that_can_not_be_used_is_refused_with_the_reason(
    tmp_path: Path, content: str | bytes, name: str, told: str
) -> None:
    with pytest.raises(RosterError) as error:
        listed(tmp_path, content, name)
    assert told in str(error.value)


def test_a_roster_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match=r"nobody\.txt can't be read"):
        roster.read(tmp_path / "nobody.txt")


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("../../etc/passwd", "etc_passwd"),
        ("C:\\Users\\ada", "C__Users_ada"),
        (".hidden", "hidden"),
        ("-rf", "rf"),
        ("con", "con_"),
        ("Lpt1.ada", "Lpt1.ada_"),
        ("a\0b\nc*d+e", "a_b_c_d_e"),
        ("ada.", "ada"),
        ("o'neil", "o_neil"),
        ("ada@school.example", "ada@school.example"),
        ("राम", "राम"),
    ],
)
def test_a_folder_s_name_is_safe_on_each_system(name: str, folder: str) -> None:
    assert safe(name) == folder
    assert safe(unicodedata.normalize("NFD", name)) == folder
    assert safe(folder) == folder


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no modes")
def test_the_secret_is_its_owner_s_alone(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    made = secret.create(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert not secret.is_exposed(path)
    assert secret.load(path) == made
    path.chmod(0o640)
    assert secret.is_exposed(path)


def test_two_secrets_differ_and_none_is_overwritten(tmp_path: Path) -> None:
    first = secret.create(tmp_path / "one")
    assert len(first) == 32
    assert secret.create(tmp_path / "two") != first
    with pytest.raises(SecretError, match="No secret can be kept at"):
        secret.create(tmp_path / "one")
    assert secret.load(tmp_path / "one") == first


@pytest.mark.parametrize("content", [b"", b"ab" * 31, b"AB" * 32, b"ab" * 33, b"\xff" * 64])
def test_what_is_no_secret_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "secret"
    path.write_bytes(content)
    with pytest.raises(SecretError, match="holds no secret of this command"):
        secret.load(path)
    with pytest.raises(SecretError, match="There is no secret at"):
        secret.load(tmp_path / "none")


def test_a_draw_depends_on_secret_student_task_and_purpose() -> None:
    draws = [
        Draw(key, who, task).digest(purpose)
        for key in (b"k", b"l") for who in ("a", "ab") for task in ("b", "ab")
        for purpose in ("p", "q")
    ]  # fmt: skip
    assert len(set(draws)) == len(draws)
    draw = Draw(b"k", "a", "b")
    assert {draw.between(str(n), 2, 4) for n in range(99)} == {2, 3, 4}
    assert sorted(draw.sample("s", "abcd", 4)) == list("abcd")
