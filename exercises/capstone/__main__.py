"""``python -m exercises.capstone http://127.0.0.1:8000``: print the report card of a server."""

import io
import sys

from exercises.capstone import NotGraded, grade

USAGE = "Name one address on this machine: python -m exercises.capstone http://127.0.0.1:8000"


def main(arguments: list[str]) -> int:
    """Return 0 if every criterion passed, 1 if not, 2 if nothing was graded, 130 if stopped."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(USAGE, file=sys.stderr)
        return 2
    try:
        card = grade(arguments[0])
    except NotGraded as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("You have stopped it before its end: there is no card.", file=sys.stderr)
        return 130
    if isinstance(
        sys.stdout, io.TextIOWrapper
    ):  # the terminal's encoding may lack letters of the server
        sys.stdout.reconfigure(errors="backslashreplace")
    print(card)
    return 1 if card.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
