"""The application that is attacked, with people in it, and put back to how it was every few hundred requests."""

import io
import json
import random
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import make_url
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse, run_wsgi_app

from fuzz.programs import Programs
from fuzz.requests import NOBODY, Hostile
from fuzz.sign_on import SigningOn, signing_on
from screener import create_app, logs
from screener.settings import DATABASE_FILE, from_environment
from screener.storage.upkeep import schema
from screener.web.use_cases import use_cases
from tests.web.every_form import Form, every_form

BASE = "https://localhost"


class _Client(FlaskClient):
    """It keeps no cookie, and so need not read the address that it asked for, which werkzeug cannot where the host is none."""

    def run_wsgi_app(
        self,
        environ: dict[str, Any],
        buffered: bool = False,  # noqa: FBT001, FBT002 - werkzeug's signature
    ) -> tuple[Iterable[bytes], str, Headers]:
        """Run the program with this environment."""
        return run_wsgi_app(self.application, environ, buffered=buffered)


class House:
    """One application. ``forms`` are all that its pages have, ``of`` says whose browser has each."""

    def __init__(self, app: Flask, signing_on: SigningOn, remember: Callable[[], Callable[[], None]]) -> None:
        self.app = app
        self.signing_on = signing_on
        self._said = io.StringIO()
        self.listen()
        self.forms: list[Form] = list(every_form(app).values())
        browsers = list({id(form.browser): form.browser for form in self.forms}.values())
        self._cookies = [list((each._cookies or {}).values()) for each in browsers]  # noqa: SLF001 - no request may change them
        self.of = [next(i for i, each in enumerate(browsers) if each is form.browser) for form in self.forms]
        self.browsers = len(browsers)
        self.programs = Programs(app)
        self._bring_back = remember()

    def listen(self) -> None:
        """Hear what the program logs from now on."""
        logs.configure(self._said)

    def put_back(self) -> None:
        """Put the database back to how it was, as if it was opened anew."""
        self._bring_back()
        use_cases(self.app).database.engine.dispose()

    def ask(self, request: Hostile) -> int:
        """Send a request and return its status. Raises what the program let through."""
        return self._answer(request).status_code

    def comes_back(self, draw: random.Random) -> Hostile:
        """Go to the identity provider; return the request that comes back from it, or that goes there where it cannot be asked."""
        going = self.signing_on.begun(draw)
        gone = self._answer(going)
        cookie = gone.headers.get("Set-Cookie", "").partition(";")[0]
        there = gone.location or ""
        return self.signing_on.back(draw, there, cookie) if "state=" in there else going

    def _answer(self, request: Hostile) -> TestResponse:
        client = _Client(self.app, self.app.response_class, use_cookies=False)
        options: dict[str, Any] = (
            {} if request.body is None else {"data": request.body, "content_type": request.content_type}
        )
        path, _, query = f"{request.path}?{request.query}".partition("?")
        response = client.open(
            path=path,
            base_url=BASE,
            method=request.method,
            query_string=query,
            headers=self._cookies_for(request)
            | {name: _in_one_line(value) for name, value in request.headers.items()},
            buffered=True,
            **options,
        )
        response.close()
        return response

    def _cookies_for(self, request: Hostile) -> dict[str, str]:
        if request.who == NOBODY:
            return {}
        cookies = self._cookies[request.who % self.browsers]
        sent = [f"{each.key}={each.value}" for each in cookies if request.path.startswith(each.path)]
        return {"Cookie": "; ".join(sent)}

    def faults(self) -> list[str]:
        """Return the kind and place of each fault that was logged since this was asked."""
        lines = [json.loads(line) for line in self._said.getvalue().splitlines()]
        self._said.truncate(0)
        self._said.seek(0)
        return [f"{line['error']} at {line['where']}" for line in lines if line.get("event") == "fault"]


@contextmanager
def sqlite_house() -> Iterator[House]:
    """Give a house on SQLite."""
    with TemporaryDirectory(prefix="fuzz-") as folder, signing_on(Path(folder)) as people:
        file = Path(folder) / "instance" / DATABASE_FILE

        def remember() -> Callable[[], None]:
            kept = sqlite3.connect(":memory:")
            with closing(sqlite3.connect(file)) as now:
                now.backup(kept)

            def bring_back() -> None:
                with closing(sqlite3.connect(file, timeout=30)) as now:
                    kept.backup(now)

            return bring_back

        yield _house(folder, people, remember)


@contextmanager
def postgresql_house(server: str) -> Iterator[House]:
    """Give a house on a server of PostgreSQL, whose databases ``fuzzed`` and ``kept`` are its own."""
    url = make_url(server)
    with (
        TemporaryDirectory(prefix="fuzz-") as folder,
        signing_on(Path(folder)) as people,
        psycopg.connect(server, autocommit=True) as connection,
    ):

        def copy(source: str, target: str) -> None:
            connection.execute(f"DROP DATABASE IF EXISTS {target} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {target} TEMPLATE {source} STRATEGY file_copy")

        copy("template1", "fuzzed")
        house: House

        def remember() -> Callable[[], None]:
            _end_connections(connection)
            copy("fuzzed", "kept")
            return lambda: copy("kept", "fuzzed")

        fuzzed = url.set(database="fuzzed").render_as_string(hide_password=False)
        house = _house(folder, people, remember, database_url=fuzzed)
        yield house
        use_cases(house.app).database.engine.dispose()


def _in_one_line(header: str) -> str:
    # No server gets a header of two lines as one, and the client refuses to send it.
    return " ".join(header.splitlines())


def _end_connections(connection: psycopg.Connection) -> None:
    connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'fuzzed'")


def _house(
    folder: str, signing_on: SigningOn, remember: Callable[[], Callable[[], None]], **settings: str
) -> House:
    named = {f"SCREENER_{name.upper()}": value for name, value in settings.items()}
    own = {"SCREENER_INSTANCE": str(Path(folder) / "instance"), "SCREENER_SENDS_PER_HOUR": "100000000"}
    read = from_environment(own | named | {"SCREENER_BASE_URL": BASE})
    app = create_app(replace(read, identity_provider=signing_on.provider.settings()))
    schema.upgrade(use_cases(app).database)
    return House(app, signing_on, remember)
