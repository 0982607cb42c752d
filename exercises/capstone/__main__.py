"""``python -m exercises.capstone http://127.0.0.1:8000``: print the report card of a server."""

import io
import sys

from exercises.capstone import NotGradedError, grade

USAGE = "Name one address on this machine: python -m exercises.capstone http://127.0.0.1:8000"


def main(arguments: list[str]) -> int:
    """Return 0 where all rows hold, 1 where one does not, 2 without a grading, 130 if stopped."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(USAGE, file=sys.stderr)
        return 2
    try:
        card = grade(arguments[0])
    except NotGradedError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("You have stopped it before its end: there is no card.", file=sys.stderr)
        return 130
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal may lack the server's letters
        sys.stdout.reconfigure(errors="backslashreplace")
    print(card)
    return 1 if card.lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
