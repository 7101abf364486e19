"""A process that serves requests: clients wait outside the threads, so that none that is slow keeps others waiting.

gunicorn starts these processes, watches them and starts new ones; waitress inside each reads a whole request before a
thread gets it, and sends what a thread wrote by itself (docs/decisions/0018-slow-clients.md).
"""

import logging
import os
import signal
import sys
import time
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.workers.base import Worker as _Worker
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import create_server
from waitress.task import ErrorTask

from screener.processes.open_files import most_clients
from screener.processes.requests_read import LARGEST_HEAD, Request

SILENT_SECONDS = 15
"""How long a connection may say nothing and take nothing."""
_SILENT_SECONDS_OF_MANY = 1
"""The same where no more connections may be open: whoever says nothing goes, and others are let in."""
SLOW_SECONDS = 60
"""How long one request may take to arrive, and one response to be taken, at whatever pace."""
_MOST_CONNECTIONS = 1000
"""Of one process, each with a request in memory at most; fewer where it may not have so many files open."""
LARGEST_REQUEST = 512 * 1024
"""A body that is too large for a form gets its page up to here, and a line of text beyond."""
_MEMORY = 2**31
"""Nothing that a person typed or is sent is put into a file on the way."""


_TURN_SECONDS = 0.001
"""After which a thread that works lets another one go on. A page waits for such a turn four times on its way, beside whoever
makes another page: of Python's own five milliseconds each its wait would be made."""


class _Refusal(ErrorTask):  # type: ignore[misc]
    """The answer to what is no request: a line in each language, with the phone number."""

    def execute(self) -> None:
        fault = self.request.error
        body = self.channel.server.refusal.encode()
        self.status = f"{fault.code} {fault.reason}"
        self.response_headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            *self.channel.server.headers_of_all,
        ]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class _Connection(HTTPChannel):  # type: ignore[misc]
    parser_class = Request
    error_task_class = _Refusal
    busy_since: float | None = None

    def is_slow(self, now: float) -> bool:
        """Tell whether half a request, or half a response, has been on its way for too long."""
        if self.requests or (self.request is None and not self.total_outbufs_len):
            self.busy_since = None
            return False
        self.busy_since = self.busy_since or now
        return now - self.busy_since > SLOW_SECONDS

    def is_silent(self, at: float) -> bool:
        """Tell whether it said and took nothing for so long that it may be let go where others wait to be let in."""
        return not _is_served(self) and at - self.last_activity > _SILENT_SECONDS_OF_MANY


class Worker(_Worker):  # type: ignore[misc]
    """Serves with as many threads as gunicorn is told, until it is told to stop or its parent is gone."""

    _server: Any = None
    _at_once = False

    def run(self) -> None:
        """Serve; then take no more connections and finish what was begun."""
        sys.setswitchinterval(_TURN_SECONDS)
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a queue is no fault
        self._server = create_server(
            self.wsgi,
            sockets=[each.sock for each in self.sockets],
            threads=self.cfg.threads,
            connection_limit=most_clients(_MOST_CONNECTIONS, self.cfg.threads),
            channel_timeout=SILENT_SECONDS,
            cleanup_interval=1,
            max_request_header_size=LARGEST_HEAD,
            max_request_body_size=LARGEST_REQUEST,
            inbuf_overflow=_MEMORY,
            outbuf_overflow=_MEMORY,
            outbuf_high_watermark=_MEMORY,
            asyncore_use_poll=True,
            # What a proxy says is judged in one place, by SCREENER_PROXY_HOPS.
            clear_untrusted_proxy_headers=False,
            log_socket_errors=False,
            ident=None,
        )
        self._server.channel_class = _Connection
        self._server.refusal = self.app.refusal
        self._server.headers_of_all = self.app.headers_of_all
        while self.alive and self.ppid == os.getppid():
            self._turn()
        self._server.accepting = False
        until = time.monotonic() + (0 if self._at_once else self.cfg.graceful_timeout)
        while time.monotonic() < until and any(map(_is_served, self._connections())):
            self._turn()
        self._server.task_dispatcher.shutdown(timeout=1)
        wasyncore.close_all(self._server._map)  # noqa: SLF001 - the server closes its own socket alone

    def handle_exit(self, *_: Any) -> None:
        """Stop soon: gunicorn's handler of SIGTERM."""
        self.alive = False
        if self._server is not None:  # it may be told before it began to serve
            self._server.pull_trigger()

    def handle_quit(self, *_: Any) -> None:
        """Stop now: gunicorn's handler of Ctrl-C and SIGQUIT. It raises nothing, for a thread may be half begun when it is called."""
        self._at_once = True
        self.handle_exit()

    def _turn(self) -> None:
        wasyncore.loop(timeout=1, use_poll=True, map=self._server._map, count=1)  # noqa: SLF001 - the loop of its run()
        self.notify()
        now = time.monotonic()
        are_many, at = self._server.in_connection_overflow, time.time()
        for connection in self._connections():
            if connection.is_slow(now) or (are_many and connection.is_silent(at)):
                connection.will_close = True

    def _connections(self) -> list[_Connection]:
        return list(self._server.active_channels.values())


def _is_served(connection: _Connection) -> bool:
    return bool(connection.requests or connection.total_outbufs_len)


class JsonLogger(Logger):  # type: ignore[misc]
    """Gunicorn's own lines as JSON; the requests are logged by the application."""

    def setup(self, cfg: Any) -> None:  # noqa: ARG002 - gunicorn's signature
        """Leave the lines to the handler of the process."""
        self.error_log.handlers = []
        self.error_log.propagate = True
        self.loglevel = 30
        self.error_log.setLevel(self.loglevel)

    def access(self, *_: Any, **__: Any) -> None:
        """Log nothing: the path of a request may hold a receipt code."""


def go_in_peace(server: Any, worker: Any) -> None:  # noqa: ARG001 - gunicorn's signature
    """Hear nothing more of stopping."""
    # Ctrl-C reaches a worker from the terminal and again from gunicorn: one that is leaving needs no second word.
    for told in (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
        signal.signal(told, signal.SIG_IGN)
