"""Measure, in rounds that take turns: ``python -m tests.benchmarks [--json FILE]``.

Each row is a ratio of two medians of one run on one machine, beside the ratio that is wanted.
"""

import argparse
import json
import logging
import os
import platform
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import metadata
from pathlib import Path
from statistics import median
from typing import Any

import argon2
import jwt
import psutil
import requests
from werkzeug.test import EnvironBuilder

from demo_server import create_app
from demo_server.hardened.passwords import AT_ONCE
from demo_server.hardened.tokens import Session
from tests.benchmarks.apps import APPS, MANY
from tests.helpers.work_tree import ROOT

ROUNDS, SECONDS, CLIENTS, STUDENTS = 7, 1.0, 4, 30
PASSWORD = "correct horse"
PACKAGES = ("flask", "werkzeug", "waitress", "pyjwt", "flask-jwt-extended", "argon2-cffi")
Row = dict[str, Any]


@contextmanager
def served(name: str, folder: Path, threads: int = 4) -> Iterator[tuple[int, psutil.Process]]:
    """Serve one of ``apps`` in a process of its own; yield its port and the process."""
    command = [sys.executable, "-m", "tests.benchmarks.apps", name, str(folder), str(threads)]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(
        command, cwd=ROOT, **pipes, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        yield int(process.stdout.readline()), psutil.Process(process.pid)
        process.stdin.close()  # type: ignore[union-attr] # a pipe


def post(port: int, path: str, user_id: str = "alice") -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        form = {"id_give": user_id, "pw_give": PASSWORD}
        return session.post(f"http://127.0.0.1:{port}{path}", data=form, timeout=60)


def requests_per_second(port: int, cookie: str) -> float:
    """Ask for /temp from some connections that are kept, and count the answers."""
    head = f"GET /temp HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode()
    counts, deadline = [0] * CLIENTS, time.perf_counter() + SECONDS

    def ask(number: int) -> None:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            while time.perf_counter() < deadline:
                connection.sendall(head)
                answer = connection.recv(65_536)
                while not answer.endswith(b"}\n"):
                    answer += connection.recv(65_536)
                assert answer.startswith(b"HTTP/1.1 200"), answer[:300]
                counts[number] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS


def in_turns(measures: dict[str, Callable[[], float]], rounds: int = ROUNDS) -> dict[str, float]:
    """Return the median of each measure, after rounds in which each had its turn."""
    found: dict[str, list[float]] = {name: [] for name in measures}
    for number in range(rounds):  # forwards, backwards: each comes after each other
        for name in list(measures)[:: -1 if number % 2 else 1]:
            found[name].append(measures[name]())
    return {name: median(values) for name, values in found.items()}


def seconds_for(work: Callable[[], object], times: int = 1) -> Callable[[], float]:
    """Return a measure: the seconds that doing ``work`` takes, of so many times."""

    def measure() -> float:
        began = time.perf_counter()
        for _ in range(times):
            work()
        return (time.perf_counter() - began) / times

    return measure


def row(what: str, against: str, ratio: float, reach: str) -> Row:
    print(f"{what:<44}{against:<44}{ratio:>7.2f}   {reach}", flush=True)
    return {"what": what, "against": against, "ratio": round(ratio, 3), "reach": reach}


def under_waitress(folder: Path) -> list[Row]:
    """Compare requests a second."""
    with ExitStack() as stack:
        ports = {name: stack.enter_context(served(name, folder))[0] for name in APPS}
        cookies = {}
        for name, port in ports.items():
            post(port, "/sign_up")
            jar = post(port, "/sign_in").cookies
            cookies[name] = "; ".join(f"{key}={value}" for key, value in jar.items()) or "none=1"
        rates = in_turns(
            {name: partial(requests_per_second, ports[name], cookies[name]) for name in ports}
        )
    print({name: f"{rate:.0f} requests/s" for name, rate in rates.items()})
    ours, what = rates["hardened"], "hardened /temp with a cookie"
    return [
        row(what, "Flask's hello", ours / rates["bare"], ">= 0.45"),
        row(what, "Flask-JWT-Extended, denylist in SQLite", ours / rates["extension"], ">= 1.15"),
        row("the same, 100,000 denied ids", "none", rates["hardened_with_denied_ids"] / ours,
            ">= 0.95"),
    ]  # fmt: skip


def in_process(folder: Path) -> list[Row]:
    """Compare one token's verification with PyJWT's, and one sign-in with its hash."""
    logging.getLogger("demo_server").addHandler(logging.NullHandler())  # it would be printed
    app = create_app("hardened", MANY | {"DATABASE": folder / "one.sqlite"})
    access, client = app.extensions["demo_server"].access, app.test_client()
    text = access.issue(Session("alice", "a" * 22, 10**15, int(time.time())))
    key, audience = app.extensions["demo_server"].keys.current.verifying, access._audience
    form = {"id_give": "alice", "pw_give": PASSWORD}
    client.post("/sign_up", data=form)
    hasher = argon2.PasswordHasher(**app.config["ARGON2"])
    kept = hasher.hash(PASSWORD)

    def sign_in() -> None:
        environ = EnvironBuilder("/sign_in", method="POST", data=form).get_environ()
        b"".join(app(environ, lambda *_: print))

    found = in_turns({
        "ours": seconds_for(lambda: access.verify(text, expired=False), 2_000),
        "pyjwt": seconds_for(lambda: jwt.decode(text, key, ["HS256"], audience=audience), 2_000),
        "sign-in": seconds_for(sign_in, 20),
        "hash": seconds_for(lambda: hasher.verify(kept, PASSWORD), 20),
    })  # fmt: skip
    print({name: f"{value * 1e6:.0f} µs" for name, value in found.items()})
    return [
        row("verifying one token", "PyJWT's decode", found["ours"] / found["pyjwt"], "<= 1.3"),
        row("sign-in", "one hash at its cost", found["sign-in"] / found["hash"], "<= 1.15"),
    ]


def many_at_once(folder: Path) -> list[Row]:
    """Let thirty sign in at once, and look at the time and at the memory of the process."""
    names = [f"student{number}" for number in range(STUDENTS)]
    hasher = argon2.PasswordHasher(**create_app(
        "hardened", {"DATABASE": folder / "cost.sqlite"}).config["ARGON2"])  # fmt: skip
    kept = hasher.hash(PASSWORD)

    def hashes() -> None:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda _: hasher.verify(kept, PASSWORD), names))

    with (
        served("hardened", folder, STUDENTS) as (port, process),
        ThreadPoolExecutor(STUDENTS) as pool,
    ):
        list(pool.map(lambda name: post(port, "/sign_up", name), names))
        most, watching = [0], True

        def watch() -> None:
            while watching:
                most[0] = max(most[0], process.memory_info().rss)
                time.sleep(0.002)

        idle = process.memory_info().rss
        watcher = threading.Thread(target=watch)
        watcher.start()
        sign_ins = seconds_for(lambda: list(pool.map(
            lambda name: post(port, "/sign_in", name).raise_for_status(), names)))  # fmt: skip
        found = in_turns({"sign-ins": sign_ins, "hashes": seconds_for(hashes)})
        time.sleep(1)
        after, watching = process.memory_info().rss, False
        watcher.join()
    above, stays = ((value - idle) / 2**20 for value in (most[0], after))
    print(f"memory: {above:.0f} MiB above idle at most, {stays:.0f} a second later")
    ratio = found["sign-ins"] / found["hashes"]
    return [row(f"{STUDENTS} sign-ins at once", "their hashes on the same cores", ratio, "<= 1.3"),
            {"what": "memory above idle", "MiB": round(above), "a second later": round(stays),
             "reach": "<= 40"}]  # fmt: skip


def cpu_seconds(*command: str) -> float:
    """Return the CPU seconds of a process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def imports() -> list[Row]:
    """Compare what it costs to import the live server with Flask."""
    found = in_turns({
        "live": lambda: cpu_seconds("-c", "import demo_server.notebook.live"),
        "flask": lambda: cpu_seconds("-c", "import flask"),
        "nothing": lambda: cpu_seconds("-c", ""),
    })  # fmt: skip
    ratio = (found["live"] - found["nothing"]) / (found["flask"] - found["nothing"])
    return [row("import demo_server.notebook.live", "import flask", ratio, "<= 1.5")]


def lessons(folder: Path) -> list[Row]:
    """Compare all lessons under nbval with as many empty notebooks."""
    paths = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
    for path in paths:
        notebook = json.loads(path.read_text("utf-8"))
        cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
        notebook["cells"] = [cell | {"source": "pass", "outputs": []}]
        (folder / path.name).write_text(json.dumps(notebook), "utf-8")
    pytest = ("-m", "pytest", "-q", "-p", "no:xdist", "-c", str(ROOT / "pyproject.toml"))
    found = in_turns({
        "lessons": lambda: cpu_seconds(*pytest, *map(str, paths)),
        "empty": lambda: cpu_seconds(*pytest, "--rootdir", str(folder), str(folder)),
    }, rounds=1)  # fmt: skip
    ratio = found["lessons"] / found["empty"]
    return [row("all lessons under nbval, CPU", "as many empty notebooks", ratio, "(printed)")]


def main() -> None:
    """Print the machine, the versions and each row; write them as JSON where a file is named."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, help="a file for the rows")
    arguments = parser.parse_args()
    versions = {name: metadata.version(name) for name in PACKAGES}
    machine = {"python": platform.python_version(), "system": platform.system(),
               "processor": platform.machine(), "cores": os.cpu_count()} | versions  # fmt: skip
    print(machine)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [*under_waitress(folder), *in_process(folder), *many_at_once(folder), *imports(),
                *lessons(folder)]  # fmt: skip
    if arguments.json:
        arguments.json.write_text(json.dumps({"machine": machine, "rows": rows}, indent=1), "utf-8")


if __name__ == "__main__":
    main()
