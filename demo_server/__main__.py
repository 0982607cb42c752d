"""Run one version until Ctrl+C: ``python -m demo_server published`` or ``hardened``."""

import argparse
import logging
import sys

from demo_server import create_app, environment

try:
    environment.require()
except environment.UnsuitableEnvironment as problem:
    sys.exit(str(problem))

from demo_server.config import SETTINGS, ConfigError
from demo_server.demo_users import DEMO_USERS, add_demo_users
from demo_server.wsgi_server import Server

LAST_PORT = 65_535


def port(text: str) -> int:
    """Read a port; argparse's error where it is none."""
    if not text.isdecimal() or int(text) > LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to {LAST_PORT}")
    return int(text)


def main() -> None:
    """Serve on 127.0.0.1 and print the address; exit with one sentence where that can't be done."""
    parser = argparse.ArgumentParser(prog="python -m demo_server", description=__doc__)
    parser.add_argument("version", nargs="?", choices=list(SETTINGS), default="hardened")
    parser.add_argument("--port", type=port, default=0, help="0, the default, takes a free one")
    parser.add_argument(
        "--no-demo-users", action="store_true", help="do not sign up alice, bob and carol"
    )
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        app = create_app(arguments.version)
        users = {} if arguments.no_demo_users else DEMO_USERS
        known = add_demo_users(app) if users else []
        server = Server(app, port=arguments.port)
    except ConfigError as error:
        sys.exit(str(error))
    print(f"The {arguments.version} version answers at http://127.0.0.1:{server.port}/", flush=True)
    for name, password in users.items():
        unless = ", unless it was changed" if name in known else ""
        print(f"Sign in as {name} with the password: {password}{unless}", flush=True)
    print("Press Ctrl+C to stop it.", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
