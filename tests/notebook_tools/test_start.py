"""The command jwt-lessons: what it says, what it makes, and how JupyterLab runs under it."""

import os
import re
import runpy
import signal
import socket
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib import metadata
from pathlib import Path

import pytest

from demo_server import environment
from demo_server.notebook import handout, start, workspace
from tests.browser.jupyterlab import server_options, wait_for_address
from tests.helpers.processes import MAX_WAIT, answers, running_python
from tests.helpers.stored_notebooks import LESSONS
from tests.helpers.work_tree import ROOT

COMMAND = ("-c", "from demo_server.notebook.start import main; main()")
Ended = tuple[int | str | None, str]


@pytest.fixture
def call(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ended]:
    """Run the command without JupyterLab; return how it ends, and what it prints on stdout."""
    monkeypatch.setattr(runpy, "run_module", lambda *_, **__: sys.exit(7))
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "the person's own")
    monkeypatch.setenv("JUPYTERHUB_DEFAULT_URL", "/set-by-a-hub")

    def called(*words: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["jwt-lessons", *words])
        with pytest.raises(SystemExit) as ended:
            start.main()
        return ended.value.code, capsys.readouterr().out

    return called


@pytest.fixture
def _nothing_is_remembered() -> Iterator[None]:
    environment.problems.cache_clear()
    yield
    environment.problems.cache_clear()


def test_the_command_is_installed_under_its_name() -> None:
    (found,) = metadata.entry_points(group="console_scripts", name="jwt-lessons")
    assert found.load() is start.main
    assert (
        (Path(sysconfig.get_path("scripts")) / "jwt-lessons")
        .with_suffix(".exe" if os.name == "nt" else "")
        .exists()
    )


def test_it_opens_the_first_lesson_over_the_copies_and_ends_as_jupyterlab_does(
    tmp_path: Path, call: Callable[..., Ended]
) -> None:
    work = tmp_path / "work"
    assert call("--work", str(work)) == (7, f"Your copies are in {work}\n")
    assert sys.argv == [
        "jupyter-lab",
        f"--ServerApp.root_dir={work}",
        f"--LabApp.default_url=/lab/tree/notebooks/{LESSONS[0].name}",
        f"--LabApp.workspaces_dir={work / '.jupyterlab'}",
    ]
    assert os.environ["JUPYTERHUB_DEFAULT_URL"] == "/set-by-a-hub"
    own = str(handout.HERE / "jupyter")
    assert os.environ["JUPYTER_CONFIG_PATH"] == os.pathsep.join([own, "the person's own"])
    assert (work / "notebooks" / LESSONS[0].name).exists()


def test_arguments_that_it_does_not_know_go_to_jupyterlab(
    tmp_path: Path, call: Callable[..., Ended]
) -> None:
    others = ["--no-browser", "--port", "8889", "--ServerApp.ip=::1", "--fr", "-y", "page.md"]
    call(*others[:3], "--work", str(tmp_path), *others[3:])
    assert sys.argv[4:] == others


@pytest.mark.parametrize(
    ("words", "module"), [([], "jupyterlab"), (["--hub"], "jupyterhub.singleuser")]
)
def test_with_hub_the_same_is_opened_by_the_hub_s_single_user_server(
    tmp_path: Path,
    call: Callable[..., Ended],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    module: str,
) -> None:
    monkeypatch.setattr(runpy, "run_module", lambda name, run_name: sys.exit(f"{name} {run_name}"))
    monkeypatch.setattr(start, "find_spec", lambda name: name == "jupyterhub")
    monkeypatch.delenv("JUPYTERHUB_DEFAULT_URL", raising=False)
    assert call("--work", str(tmp_path), *words, "--no-browser")[0] == f"{module} __main__"
    assert os.environ["JUPYTERHUB_DEFAULT_URL"] == f"/lab/tree/notebooks/{LESSONS[0].name}"
    assert sys.argv[2:3] + sys.argv[4:] == [
        f"--LabApp.default_url=/lab/tree/notebooks/{LESSONS[0].name}", "--no-browser"
    ]  # fmt: skip


def test_with_hub_and_without_jupyterhub_the_command_says_what_is_missing(
    tmp_path: Path, call: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "find_spec", lambda _name: None)
    status, _ = call("--work", str(tmp_path / "work"), "--hub")
    assert status == "There is no package jupyterhub. The hub's page says how to install it."
    assert not (tmp_path / "work").exists()


def test_the_folder_may_be_named_in_the_home(
    tmp_path: Path, call: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert call("--work=~/work")[1] == f"Your copies are in {tmp_path / 'work'}\n"


def test_fresh_starts_again_and_opens_what_it_names_first(
    tmp_path: Path, call: Callable[..., Ended]
) -> None:
    call("--work", str(tmp_path))
    copy = tmp_path / "exercises" / "02_payload.ipynb"
    copy.write_text("mine")
    code, printed = call("--work", str(tmp_path), "--fresh", "exercises/02", "--fresh", "01")
    assert code == 7
    assert printed.splitlines() == [
        "exercises/02_payload.ipynb is new; the one you had is now 02_payload.old-1.ipynb.",
        f"Your copies are in {tmp_path}",
    ]
    assert copy.with_name("02_payload.old-1.ipynb").read_text() == "mine"
    assert "--LabApp.default_url=/lab/tree/exercises/02_payload.ipynb" in sys.argv


def test_an_unknown_name_makes_nothing(tmp_path: Path, call: Callable[..., Ended]) -> None:
    code, printed = call("--work", str(tmp_path / "work"), "--fresh", "77")
    assert str(code).startswith("There is no notebook 77. There are notebooks/00, ")
    assert printed == ""
    assert not (tmp_path / "work").exists()


@pytest.mark.usefixtures("_nothing_is_remembered")
@pytest.mark.parametrize("is_clone", [True, False])
def test_what_is_missing_is_said_in_a_sentence_and_nothing_is_made(
    tmp_path: Path, call: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch, is_clone: bool
) -> None:
    needed = ["no-such-kit", "no-such-lab>=4; extra == 'lab'"]
    monkeypatch.setattr("importlib.metadata.requires", lambda _kit: needed)
    monkeypatch.setattr(environment, "IS_CLONE", is_clone)
    code, printed = call("--work", str(tmp_path / "work"))
    kit = "In the kit's folder, run: python3 -m pip install --editable "
    advice = [f'{kit}".[lab]"'] * 2 if is_clone else [
        'Run: python3 -m pip install "no-such-kit"',
        'Run: python3 -m pip install "no-such-lab>=4"',
    ]  # fmt: skip
    assert code == (
        f"no-such-kit is missing. {advice[0]}\nno-such-lab is missing. {advice[1]}"
    )  # Python prints it, and ends with status 1
    assert printed == ""
    assert not (tmp_path / "work").exists()


@pytest.mark.usefixtures("_nothing_is_remembered")
def test_comparing_asks_for_no_jupyterlab(
    tmp_path: Path, call: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    needed = ["no-such-lab>=4; extra == 'lab'"]
    monkeypatch.setattr("importlib.metadata.requires", lambda _kit: needed)
    code, printed = call("compare", "03", "--work", str(tmp_path))
    assert code == 1
    assert printed == (
        f"There is no {tmp_path / 'notebooks' / '03_encoding.ipynb'} yet: "
        "start jwt-lessons first.\n"
    )


def test_before_its_look_it_imports_nothing_but_python_and_the_kit() -> None:
    code = (
        "import sys; before = set(sys.modules); import demo_server.notebook.start; "
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert set(done.stdout.split()) - sys.stdlib_module_names == {"demo_server"}


def test_a_folder_that_can_not_be_written_is_named_with_what_to_do(
    tmp_path: Path, call: Callable[..., Ended]
) -> None:
    (tmp_path / "file").touch()
    code, printed = call("--work", str(tmp_path / "file" / "work"))
    assert printed == ""
    assert re.fullmatch(
        rf"{re.escape(str(tmp_path / 'file'))}\S* can't be written: [\w ]+\. "
        r"Name another folder with --work\.",
        str(code),
    )


def test_what_fails_in_jupyterlab_is_not_taken_for_the_folder_s_fault(
    tmp_path: Path, call: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise PermissionError("JupyterLab's own")

    monkeypatch.setattr(runpy, "run_module", failing)
    with pytest.raises(PermissionError, match="JupyterLab's own"):
        call("--work", str(tmp_path))


def test_the_folder_work_of_a_clone_is_ignored_by_git() -> None:
    assert start.default_folder() == ROOT / "work"
    assert "/work/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


@pytest.mark.parametrize("is_clone", [True, False])
def test_it_is_the_workspace_around_else_a_new_one_in_the_clone_or_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_clone: bool
) -> None:
    monkeypatch.setattr(environment, "IS_CLONE", is_clone)
    monkeypatch.chdir(tmp_path)
    assert start.default_folder() == (ROOT if is_clone else tmp_path) / "work"
    workspace.Workspace(tmp_path / "work").update()
    for inside in ("work", "work/notebooks"):  # where a terminal in JupyterLab is
        monkeypatch.chdir(tmp_path / inside)
        assert start.default_folder() == tmp_path / "work"


def test_ctrl_c_before_jupyterlab_is_up_ends_it_without_a_traceback(
    tmp_path: Path, call: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(runpy, "run_module", interrupted)
    assert call("--work", str(tmp_path))[0] == 130


@pytest.mark.parametrize(("arguments", "status"), [(["--version"], 0), (["--port=x"], 1)])
def test_the_exit_status_is_jupyterlab_s(tmp_path: Path, arguments: list[str], status: int) -> None:
    done = subprocess.run(
        [sys.executable, *COMMAND, "--work", str(tmp_path), *arguments],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == status
    if status == 0:
        assert done.stdout.splitlines()[-1] == metadata.version("jupyterlab")


def test_a_second_start_takes_another_port_and_ctrl_c_ends_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = [one for one in server_options("token") if not one.startswith("--ServerApp.port")]
    words = [*COMMAND, "--work", str(tmp_path / "work"), *settings, f"--ServerApp.port={port}"]
    for kind in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"JUPYTER_{kind}_DIR", str(tmp_path / kind))
    with ExitStack() as stack:
        started = {}
        for runtime in (tmp_path / "1", tmp_path / "2"):
            monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(runtime))
            process = stack.enter_context(running_python(*words))
            started[wait_for_address(runtime, process).rstrip("/")] = process
        assert len(started) == 2
        assert all(answers(url) for url in started)
        for process in started.values():
            os.kill(process.pid, signal.SIGINT)
            output, errors = process.communicate(timeout=MAX_WAIT)
            assert process.returncode == 0
            assert output == f"Your copies are in {tmp_path / 'work'}\n"
            assert "Traceback" not in errors
    assert not any(answers(url) for url in started)
