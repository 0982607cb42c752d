"""The same login as it should be built today.

Start with ``views``. ``auth`` reads the token, ``cookies`` sets it, ``csrf`` and ``trusted_hosts``
keep others out, ``responses``, ``errors`` and ``response_headers`` give every answer its shape; the
rest knows nothing of requests.
"""

from pathlib import Path

from flask import Flask

from demo_server.hardened import csrf, errors, response_headers, trusted_hosts, views
from demo_server.hardened.keys import Keys
from demo_server.hardened.passwords import Passwords
from demo_server.hardened.rate_limit import SignInLimiter
from demo_server.hardened.services import Services
from demo_server.hardened.store import UserStore
from demo_server.hardened.tokens import ACCESS_TYPE, REFRESH_TYPE, Tokens

MAX_BODY_BYTES = 16_384
"""Bytes of a form: an id and a password need far less."""


def init_app(app: Flask) -> None:
    """Give ``app`` its routes and what they stand on, by its settings; ConfigError where it can't.

    Where there is no SECRET_KEY, one is made beside the database at first start.
    """
    config = app.config
    path = Path(config["DATABASE"])
    access, refresh = config["ACCESS_SECONDS"], config["REFRESH_SECONDS"]
    users = UserStore(path, longest_life=max(access, refresh))
    keys = Keys(config["ALGORITHM"], config["SECRET_KEY"], config["OLD_KEYS"], database=path)
    audience = config["AUDIENCE"] or users.draw("audience")
    session = config["SESSION_SECONDS"]
    limits = (config[name] for name in ("SIGN_IN_LIMIT", "ACCOUNT_LIMIT", "ADDRESS_LIMIT"))
    app.extensions["demo_server"] = Services(
        attempts=SignInLimiter(*limits),
        passwords=Passwords(**config["ARGON2"]),
        users=users,
        keys=keys,
        access=Tokens(keys, ACCESS_TYPE, access, session, audience),
        refresh=Tokens(keys, REFRESH_TYPE, refresh, session, audience),
        log_key=users.draw("log_key").encode(),
    )
    users.database.close()  # a server may fork now, and SQLite's connections must not go along
    config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    trusted_hosts.init_app(app)
    errors.init_app(app)
    response_headers.init_app(app)
    csrf.init_app(app)
    app.register_blueprint(views.blueprint)
