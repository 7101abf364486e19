"""The server of the tests need not outlive the machine: without waiting for its disk these tests take half the time."""

import psycopg
import pytest


@pytest.fixture(scope="session", autouse=True)
def _quick_postgresql(postgresql_server: str) -> None:
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
