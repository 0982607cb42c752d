"""A filter for a database that takes operators."""

import hashlib
import unicodedata
from random import Random
from typing import Any

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal

exercise = Exercise(
    "filter_for",
    "JSON brings types along, so a type is the first thing to ask for. A text is only ever "
    "compared; an object may be a question of its own. No list of bad operators is needed, and "
    "none would be complete.",
)
OPERATORS: list[Any] = [{"$ne": None}, {"$gt": ""}, {"$regex": "^a"}, {"$in": ["a", "b"]}, {}]
NO_TEXT: list[Any] = [*OPERATORS, [], ["horse"], None, 0, 7, 1.5, True, False]


def digest(text: str) -> str:
    """Return the digest under which published keeps a password."""
    return hashlib.sha256(text.encode()).hexdigest()


def _form(random: Random) -> dict[str, Any]:
    return {"id_give": random.choice(generators.NAMES), "pw_give": generators.random_text(random)}


@exercise.property("makes a filter of two texts")
def _texts(answer: Answer, random: Random) -> None:
    odd = ["", " ", "$ne", "$", "a$b", "{'$ne': None}", '{"$ne": null}', "None", "0",
           "Erin", "cafe\u0301", "café", "ﬁ", "ß", "를", "a\0b", "x" * 80,
           generators.random_text(random, 300)]  # fmt: skip
    expect_equal(answer(form := _form(random)), texts_of(form))
    for text in odd:
        form = _form(random)
        turned = {"pw_give": text, "id_give": form["id_give"]}
        for sent in (form | {"pw_give": text}, form | {"id_give": text}, turned):
            expect_equal(answer(sent), texts_of(sent))


@exercise.property("makes none of a value that is no text")
def _operators(answer: Answer, random: Random) -> None:
    for value in NO_TEXT:
        expect_equal(answer(_form(random) | {"pw_give": value}), None)
        expect_equal(answer(_form(random) | {"id_give": value}), None)
        expect_equal(answer({"id_give": value, "pw_give": value}), None)


@exercise.property("makes none where one of the two is missing")
def _missing(answer: Answer, random: Random) -> None:
    form = _form(random)
    for name in form:
        expect_equal(answer({name: form[name]}), None)
        expect_equal(answer({name: form[name], "id": "admin", "pw": "x"}), None)
    expect_equal(answer({}), None)


@exercise.property("lets nothing else into the filter")
def _more(answer: Answer, random: Random) -> None:
    form = _form(random)
    extra: list[dict[str, Any]] = [{"$where": "1"}, {"$or": [{"id": "admin"}]}, {"id": "admin"},
                                   {"pw": {"$ne": None}}, {"remember": True}]  # fmt: skip
    for more in extra:
        for sent in (form | more, more | form):
            expect_equal(answer(sent), texts_of(form))


@exercise.property("makes none of what is no object, and raises no error")
def _no_object(answer: Answer, random: Random) -> None:
    form = _form(random)
    for sent in (None, True, 7, "id_give pw_give", "", [], [form], list(form), list(form.items())):
        expect_equal(answer(sent), None)


def texts_of(sent: Any) -> dict[str, str] | None:
    """Return the right answer."""
    if not isinstance(sent, dict):
        return None
    user, password = sent.get("id_give"), sent.get("pw_give")
    if not isinstance(user, str) or not isinstance(password, str):
        return None
    return {"id": user, "pw": digest(password)}


@exercise.misconception(
    "You put into the filter whatever was sent: {'$ne': None} is no id but a question, and every "
    "id answers it. Ask for text: isinstance(…, str)."
)
def _any_id(sent: Any) -> Any:
    if not isinstance(sent, dict) or "id_give" not in sent:
        return None
    if not isinstance(password := sent.get("pw_give"), str):
        return None
    return {"id": sent["id_give"], "pw": digest(password)}


@exercise.misconception("A password that is no text has no digest, and encode raises: refuse it.")
def _any_password(sent: Any) -> Any:
    if isinstance(sent, dict) and isinstance(sent.get("id_give"), str) and "pw_give" in sent:
        return {"id": sent["id_give"], "pw": digest(sent["pw_give"])}
    return None


@exercise.misconception(
    "str makes a text of anything, and nobody typed it: what is no text is refused."
)
def _made_text(sent: Any) -> Any:
    if isinstance(sent, dict) and {"id_give", "pw_give"} <= set(sent):
        return {"id": str(sent["id_give"]), "pw": digest(str(sent["pw_give"]))}
    return None


@exercise.misconception(
    "An object is not the only thing that is no text: a list, a number and null aren't, either."
)
def _no_objects(sent: Any) -> Any:
    return None if isinstance(sent, dict) and isinstance(sent.get("id_give"), dict) else (
        _any_id(sent))  # fmt: skip


@exercise.misconception(
    "A $ in a text is only a letter, and good passwords have some: look at the type."
)
def _no_dollar(sent: Any) -> Any:
    made = texts_of(sent)
    return None if made and "$" in f"{sent['id_give']}{sent['pw_give']}" else made


@exercise.misconception("The empty text is a text. It finds nobody, and asks no question.")
def _not_empty(sent: Any) -> Any:
    made = texts_of(sent)
    return made if made and sent["id_give"] and sent["pw_give"] else None


@exercise.misconception(
    "sent['id_give'] raises where it is missing: get gives None there, which is no text."
)
def _must_be_there(sent: Any) -> Any:
    if isinstance(sent, dict) and isinstance(sent["id_give"], str) and sent["pw_give"] is None:
        return None
    return texts_of(sent)


@exercise.misconception(
    "JSON need not be an object: a list, a text or null has no get. Look at the whole first."
)
def _must_be_dict(sent: Any) -> Any:
    return texts_of({name: sent.get(name) for name in ("id_give", "pw_give")})


@exercise.misconception("Nothing but id and pw gets into the filter: build it from these two.")
def _all_of_it(sent: Any) -> Any:
    made = texts_of(sent)
    rest = {"id_give", "pw_give"}
    return made and made | {name: sent[name] for name in sent if name not in rest}


@exercise.misconception("The filter's names are id and pw, as the table has them.")
def _own_names(sent: Any) -> Any:
    made = texts_of(sent)
    return made and {"id_give": made["id"], "pw_give": made["pw"]}


@exercise.misconception(
    "The table has no password to compare with, only its SHA-256 in hex: put that into the filter."
)
def _plain(sent: Any) -> Any:
    made = texts_of(sent)
    return made and made | {"pw": sent["pw_give"]}


@exercise.misconception("An empty filter fits every user: where none can be made, return None.")
def _empty_filter(sent: Any) -> Any:
    return texts_of(sent) or {}


@exercise.misconception("An id is what was sent, letter by letter: change nothing in it.")
def _tidied_id(sent: Any) -> Any:
    made = texts_of(sent)
    return made and made | {"id": made["id"].strip().lower()}


@exercise.misconception("Letters that look alike are not the same: hash the text as it was sent.")
def _normalized(sent: Any) -> Any:
    made = texts_of(sent)
    return made and made | {"pw": digest(unicodedata.normalize("NFC", sent["pw_give"]))}


@exercise.misconception(
    "Taking values out with pop changes what was sent, for whoever looks at it next: use get."
)
def _taken_out(sent: Any) -> Any:
    if not isinstance(sent, dict):
        return None
    return texts_of({name: sent.pop(name, None) for name in ("id_give", "pw_give")})


@exercise.misconception("The digest is of the text in UTF-8, as encode() gives it.")
def _latin(sent: Any) -> Any:
    made = texts_of(sent)
    return made and made | {"pw": hashlib.sha256(sent["pw_give"].encode("latin-1")).hexdigest()}


@exercise.misconception("The digest goes into the filter in hex, as text: hexdigest() gives that.")
def _bytes(sent: Any) -> Any:
    made = texts_of(sent)
    return made and {"id": made["id"], "pw": bytes.fromhex(made["pw"])}


@exercise.misconception("A number is no text, even where it stands for a password: refuse it.")
def _number(sent: Any) -> Any:
    password = sent.get("pw_give") if isinstance(sent, dict) else None
    return texts_of(sent | {"pw_give": str(password)} if isinstance(password, int) else sent)


@exercise.misconception("JSON has no order: ask for each value by its name.")
def _by_place(sent: Any) -> Any:
    made = texts_of(sent)
    if not made:
        return made
    first, second = (sent[name] for name in sent if name in ("id_give", "pw_give"))
    return {"id": first, "pw": digest(second)}


@exercise.misconception(
    "null, a number and a list have no names to look up, and raise a TypeError: ask first whether "
    "it is a dict."
)
def _no_type_error(sent: Any) -> Any:
    try:
        return texts_of({"id_give": sent["id_give"], "pw_give": sent["pw_give"]})
    except (AttributeError, KeyError):
        return None


@exercise.misconception("Where one of them is text, the other may be a question: ask for both.")
def _either(sent: Any) -> Any:
    if not isinstance(sent, dict):
        return None
    user, password = sent.get("id_give"), sent.get("pw_give")
    if isinstance(user, str) or isinstance(password, str):
        return {"id": user, "pw": digest(str(password))}
    return None
