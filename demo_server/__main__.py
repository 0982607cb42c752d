"""Run one version until Ctrl+C: ``python -m demo_server published`` or ``hardened``."""

import argparse
import logging
import sys

from demo_server import create_app
from demo_server.config import DEFAULTS, ConfigError
from demo_server.server import Server


def main() -> None:
    """Serve on 127.0.0.1 and print the address; exit with one sentence where that can't be done."""
    parser = argparse.ArgumentParser(prog="python -m demo_server", description=__doc__)
    parser.add_argument("version", nargs="?", choices=list(DEFAULTS), default="hardened")
    parser.add_argument(
        "--port", type=int, default=0, choices=range(65_536), metavar="PORT",
        help="0, the default, takes a free one",
    )  # fmt: skip
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        server = Server(create_app(arguments.version), port=arguments.port)
    except ConfigError as error:
        sys.exit(str(error))
    print(f"The {arguments.version} version answers at http://127.0.0.1:{server.port}/", flush=True)
    print("Press Ctrl+C to stop it.", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
