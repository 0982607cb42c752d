"""The same login as it should be built today.

Start with ``routes``. ``credentials`` reads and writes the cookies, ``cross_site`` and
``trusted_hosts`` keep others out, ``answers`` gives every answer its shape; the rest knows nothing
of requests.
"""

from pathlib import Path

from flask import Flask

from demo_server.hardened import answers, cross_site, routes, trusted_hosts
from demo_server.hardened.attempts import Attempts
from demo_server.hardened.keys import Keys
from demo_server.hardened.parts import Parts
from demo_server.hardened.passwords import Passwords
from demo_server.hardened.tokens import ACCESS_TYPE, REFRESH_TYPE, Tokens
from demo_server.hardened.users import Users

LARGEST_BODY = 16_384
"""Bytes of a form: an id and a password need far less."""


def init_app(app: Flask) -> None:
    """Give ``app`` its routes and what they stand on, by its settings; ConfigError where it can't.

    Where there is no SECRET_KEY, one is made beside the database at first start.
    """
    config = app.config
    path = Path(config["DATABASE"])
    users = Users(path, config["REFRESH_SECONDS"])
    keys = Keys(config["ALGORITHM"], config["SECRET_KEY"], config["OLD_KEYS"], beside=path)
    app.extensions["demo_server"] = Parts(
        attempts=Attempts(config["SIGN_IN_LIMIT"], config["ADDRESS_LIMIT"]),
        passwords=Passwords(**config["ARGON2"]),
        users=users,
        keys=keys,
        access=Tokens(keys, ACCESS_TYPE, config["ACCESS_SECONDS"]),
        refresh=Tokens(keys, REFRESH_TYPE, config["REFRESH_SECONDS"]),
    )
    config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    trusted_hosts.init_app(app)
    answers.init_app(app)
    cross_site.init_app(app)
    app.register_blueprint(routes.blueprint)
