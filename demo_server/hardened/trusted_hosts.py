"""Answer to this server's own names only: a stranger's name may lead here as well (CWE-350)."""

from flask import Flask, request
from werkzeug.exceptions import SecurityError

from demo_server.hosts import normalize_host


def init_app(app: Flask) -> None:
    """Let ``app`` answer 400, before anything else, to a Host that is not in TRUSTED_HOSTS.

    Names have no case (RFC 4343), ports do not matter. ``.demo.example`` stands for demo.example
    and for every name below it. None trusts every name: a proxy in front lets no stranger's pass.
    """
    names = app.config["TRUSTED_HOSTS"]
    if names is None:
        app.config["HOSTS"] = None
        return
    trusted = {normalize_host(name.removeprefix(".")): name.startswith(".") for name in names}
    # Flask's own check knows no IPv6 address, and no other spelling than the one in the list.
    app.config["HOSTS"], app.config["TRUSTED_HOSTS"] = list(trusted), None

    def is_trusted(host: str) -> bool:
        return any(
            host == name or (below and host.endswith(f".{name}")) for name, below in trusted.items()
        )

    @app.before_request
    def refuse_strange_hosts() -> None:
        """Go on where the Host is trusted; SecurityError (400) else."""
        try:
            host = normalize_host(request.host)  # empty where it holds what no host may
        except ValueError as error:
            raise SecurityError from error
        if not is_trusted(host):
            raise SecurityError
