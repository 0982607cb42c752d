"""Show a token: its parts named and decoded, its times as dates, a verdict on its signature."""

import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

import jwt

from demo_server.jose import base64url_decode, decode_part
from demo_server.notebook.bench import Bench
from demo_server.printable import escape_unprintable, printable_json

PARTS = ("header", "payload", "signature")
STYLE = {  # text on background, each pair at least 7 to 1 (WCAG 2.2, 1.4.6)
    "header": "color:#7a1010;background:#fdeaea",
    "payload": "color:#43177f;background:#efe8fc",
    "signature": "color:#0b4a3c;background:#e2f4ee",
}
CODE = "color:inherit;background:none;word-break:break-all;white-space:normal"
"""A token breaks anywhere and stands on its page's ground, in what JupyterLab's sanitizer keeps."""
UNDERSCORE = "padding:0 0 3px"
"""An underscore may reach below its letters' ground, where the page is as dark as it is."""
TOP_LEFT = "text-align:left;vertical-align:top"
NUMERIC_DATES = ("exp", "nbf", "iat")


def as_date(value: object) -> str:
    """Say a NumericDate (seconds since 1970, RFC 7519 §2) as a date and as a distance from now."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return "not a NumericDate: a number of seconds is wanted"
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=value)
    except (ValueError, OverflowError):  # fromtimestamp would refuse all before 1970 on Windows
        return "no date: not between the years 1 and 9999"
    seconds = value - datetime.now(UTC).timestamp()
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC, {_distance(seconds)}"


def _distance(seconds: float) -> str:
    days, rest = divmod(round(abs(seconds)), 86_400)
    amounts = ((days, "d"), (rest // 3_600, "h"), (rest // 60 % 60, "min"), (rest % 60, "s"))
    said = " ".join(f"{amount} {unit}" for amount, unit in amounts if amount)
    if not said:
        return "now"
    return f"in {said}" if seconds > 0 else f"{said} ago"


def verdict(token: str, key: Any, algorithm: str) -> str:
    """Say whether the signature was made with this key and algorithm; claims are not looked at."""
    if key is None:
        return "not checked: no key was given"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", jwt.InsecureKeyLengthWarning)
        try:
            jwt.PyJWS().decode(token, key, algorithms=[algorithm])
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            return f"refused: {type(error).__name__}: {escape_unprintable(str(error))}"
    return f"good: made with this key by {algorithm} (the claims were not checked)"


def _rows(name: str, part: str) -> list[tuple[str, str, str]]:
    """Say what stands in one part, as rows of name, value and remark."""
    try:
        if name == "signature":
            size = len(base64url_decode(part))
            return [("", f"{size} byte{'' if size == 1 else 's'}", "")]
        content = decode_part(part)
        if not isinstance(content, dict) or not content:
            remark = "" if content == {} else "not a JSON object"
            return [("", printable_json(content), remark)]
        return [
            (
                escape_unprintable(key),
                printable_json(value),
                as_date(value) if key in NUMERIC_DATES else "",
            )
            for key, value in content.items()
        ]
    except RecursionError:  # read, but too deep to be written
        return [("", "JSON nested too deeply", "")]
    except ValueError as error:
        return [("", escape_unprintable(str(error)), "")]


@dataclass(frozen=True)
class Inspection:
    """A token taken apart: HTML in JupyterLab, plain text everywhere else."""

    token: str
    verdict: str

    def _named_parts(self) -> list[tuple[str, str]]:
        parts = self.token.split(".")
        return [(PARTS[n] if n < 3 else f"part {n + 1}", part) for n, part in enumerate(parts)]

    def _shape(self) -> str:
        count = self.token.count(".") + 1
        return "" if count == 3 else f"a signed token has 3 parts, this has {count}"

    def __repr__(self) -> str:
        lines = []
        for name, part in self._named_parts():
            lines.append(f"{name:<10} {escape_unprintable(part)}")
            for key, value, remark in _rows(name, part):
                said = f"{key}: {value}" if key else value
                lines.append(f"{'':<12}{said}" + (f"  ({remark})" if remark else ""))
        lines += [f"{'shape':<10} {self._shape()}"] if self._shape() else []
        return "\n".join([*lines, f"{'verdict':<10} {self.verdict}"])

    def _repr_html_(self) -> str:
        coloured, rows = [], []
        for name, part in self._named_parts():
            style = STYLE.get(name, "")
            coloured.append(
                f'<span style="{style};{UNDERSCORE}" title="{name}">'
                f"{escape(escape_unprintable(part))}</span>"
            )
            said = _rows(name, part)
            head = f'<th rowspan="{len(said)}" style="{TOP_LEFT};{style}">{name}</th>'
            for row in said:
                cells = "".join(f'<td style="text-align:left">{escape(text)}</td>' for text in row)
                rows.append(f"<tr>{head}{cells}</tr>")
                head = ""
        for name, text in (("shape", self._shape()), ("verdict", self.verdict)):
            if text:
                rows.append(
                    f'<tr><th style="text-align:left">{name}</th>'
                    f'<td colspan="3" style="text-align:left">{escape(text)}</td></tr>'
                )
        token = '<span aria-hidden="true">.</span>'.join(coloured)
        return f'<code style="{CODE}">{token}</code><table>{"".join(rows)}</table>'


def inspect_token(token: str, key: Any = None, algorithm: str = "HS256") -> Inspection:
    """Take a token apart for reading, whatever it holds; nothing in it makes this raise.

    ``key`` (bytes, str, or a public key) is checked against the signature under ``algorithm``,
    which you name: the token's own ``alg`` is not believed (RFC 8725 §3.1).
    """
    return Inspection(token, verdict(token, key, algorithm))


def bench() -> Bench:
    """Show a bench to make and check tokens at: a page whose script keeps all in your browser."""
    return Bench()
