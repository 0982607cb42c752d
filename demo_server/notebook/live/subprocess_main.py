"""The process behind ``live.start(..., process=True)``: it ends when its standard input does."""

import ast
import io
import sys
import threading

from demo_server.config import ConfigError
from demo_server.notebook.live.demo_app import build_app
from demo_server.wsgi_server import Server


def main() -> None:
    """Read the arguments of ``build_app``, print the port or what is wrong, and serve."""
    arguments = ast.literal_eval(sys.stdin.readline())
    if isinstance(sys.stdout, io.TextIOWrapper):  # a path may have letters that the system's lacks
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        server = Server(build_app(*arguments))
    except ConfigError as error:
        print(error)
        return
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.port, flush=True)
    sys.stdin.read()  # until whoever started this process ends, in whatever way
    server.shutdown()


if __name__ == "__main__":
    main()
