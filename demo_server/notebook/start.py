"""The command ``jwt-lessons``: look at the environment, make the copies, open JupyterLab there.

With ``--hub`` it is the command that a JupyterHub starts for each of its users.
"""

import argparse
import os
import runpy
import sys
from importlib.util import find_spec
from pathlib import Path

from demo_server import environment
from demo_server.notebook.compare import compare
from demo_server.notebook.handout import HERE, KIT
from demo_server.notebook.workspace import STATE, NoSuchNotebook, Workspace

USAGE = """jwt-lessons [--work DIR] [--fresh NAME] [--hub] [JupyterLab's own arguments]
       jwt-lessons compare LESSON [--work DIR]"""
ABOUT = """Open the lessons in JupyterLab, in a folder of your own copies. Or compare: name the
cells of your saved run whose output is not the stored one, and show both."""


def main() -> None:
    """Run the command; end with JupyterLab's or compare's status, or with 1 and a sentence."""
    try:
        given, others = parse(sys.argv[1:])
        if found := environment.problems("" if given.compare else "lab"):
            sys.exit("\n".join(found))
        workspace = Workspace((given.work or default_folder()).expanduser().resolve())
        if given.compare:
            sys.exit(compare(workspace, workspace.find(given.lesson)))
        if given.hub and not find_spec("jupyterhub"):
            sys.exit("There is no package jupyterhub. The hub's page says how to install it.")
        first = prepare(workspace, given.fresh)
        open_jupyterlab(workspace.folder, first, others, on_hub=given.hub)
    except NoSuchNotebook as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


def prepare(workspace: Workspace, fresh: list[str]) -> str:
    """Make and renew the copies, start those named in ``fresh`` again; return the one to open.

    Raises NoSuchNotebook. Where the folder can't be written, the command ends with a sentence.
    """
    names = [workspace.find(name) for name in fresh]
    try:
        told = workspace.update()
        for name in names:
            told += workspace.start_again(name)
    except OSError as error:
        place = error.filename or workspace.folder
        sys.exit(f"{place} can't be written: {error.strerror}. Name another folder with --work.")
    print(*told, f"Your copies are in {workspace.folder}", sep="\n", flush=True)
    return names[0] if names else workspace.find("00")


def parse(words: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Return the command's own arguments, and those that are for JupyterLab."""
    parser = argparse.ArgumentParser("jwt-lessons", USAGE, ABOUT, allow_abbrev=False)
    parser.add_argument("--work", metavar="DIR", type=Path, help="the folder of your copies")
    if "compare" in words:
        parser.add_argument("compare", choices=["compare"])
        parser.add_argument("lesson", help="a lesson's number")
        return parser.parse_args(words), []
    parser.add_argument(
        "--fresh",
        metavar="NAME",
        action="append",
        default=[],
        help="start lesson 03 again, or exercises/03, and keep what you had beside it",
    )
    parser.add_argument(
        "--hub",
        action="store_true",
        help="be what a JupyterHub starts for each of its users",
    )
    parser.set_defaults(compare=None)
    return parser.parse_known_args(words)


def default_folder() -> Path:
    """Return the workspace around here, as in a terminal on a hub; without one, a folder ``work``.

    That stands in the clone; without a clone, here.
    """
    here = Path.cwd()
    around = (one for one in (here, *here.parents) if (one / STATE).exists())
    return next(around, (KIT if environment.IS_CLONE else here) / "work")


def open_jupyterlab(folder: Path, first: str, others: list[str], *, on_hub: bool) -> None:
    """Run JupyterLab in this process, so that Ctrl+C and the exit status are its own.

    A hub's user gets it from jupyterhub-singleuser, which asks the hub who may come in. The page
    to begin with is the hub's, where it has set one.

    Its layout is kept in ``folder``, and not with the person's other JupyterLabs. The settings in
    the folder ``jupyter`` come before the person's: a Markdown file opens as a page, the code that
    pages link to is not listed, and nobody is asked about Jupyter news.
    """
    path = [str(HERE / "jupyter"), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, path))
    os.environ.setdefault("JUPYTERHUB_DEFAULT_URL", f"/lab/tree/{first}")
    sys.argv = [
        "jupyter-lab",
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url=/lab/tree/{first}",
        f"--LabApp.workspaces_dir={folder / '.jupyterlab'}",
        *others,
    ]
    runpy.run_module("jupyterhub.singleuser" if on_hub else "jupyterlab", run_name="__main__")
