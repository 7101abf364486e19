"""The tests' own servers: nobody takes their port from them, and one that does not start says why."""

import socket
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.serving import Server, held_port


def test_a_held_port_is_for_the_one_server_that_is_told_of_it() -> None:
    with held_port() as port:
        with socket.socket() as other, pytest.raises(OSError, match="Address already in use"):
            other.bind(("127.0.0.1", port))
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=1)
        told = socket.create_server(("127.0.0.1", port))
    with told, closing(socket.create_connection(("127.0.0.1", port), timeout=1)) as client:
        accepted, address = told.accept()
        with accepted:
            assert address == client.getsockname()


def test_a_server_that_does_not_start_is_an_error_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"Error: SCREENER_SECRET_KEY: "):
        Server(tmp_path / "instance", secret_key="hunter2hunter2")
