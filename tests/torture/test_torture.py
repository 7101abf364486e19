"""`make torture` in short, on both databases at once; and that it would notice."""

import base64
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from screener.settings import from_environment
from screener.storage.database import Database
from screener.storage.engines import open_engine
from torture.people import MARK, Person
from torture.run import Options, Torture
from torture.verify import Findings


def _run(database: str) -> Findings:
    options = Options(database, kills=2, rounds=3, seed="short", patients=2, nurses=2, old=4)
    return Torture(options).run()


@pytest.mark.postgresql
def test_nothing_is_lost_doubled_altered_or_in_clear_after_kills_in_bad_weather() -> None:
    with ThreadPoolExecutor(2) as both:
        for findings in both.map(_run, ("sqlite", "postgresql")):
            assert findings.wrong == []
            assert findings.figures["references"] > 0
            assert findings.figures["notes of two nurses at once"] == 6


@pytest.fixture
def findings(tmp_path: Path, sqlite_url: str) -> Findings:
    """What is found in an empty database."""
    settings = from_environment({"SCREENER_INSTANCE": str(tmp_path / "keys")})
    return Findings(Database(open_engine(sqlite_url)), settings)


def test_a_reference_that_was_shown_and_is_not_stored_is_found(findings: Findings) -> None:
    person = Person(7, "", {"phone": "9135500007"}, references={"22222222"})
    findings.people([person])
    assert findings.wrong == ["lost: person 7 is not stored"]


@pytest.mark.parametrize("before", range(4))
def test_what_was_typed_is_found_in_clear_in_whatever_it_is_written(
    findings: Findings, tmp_path: Path, before: int
) -> None:
    plain = bytes(before) + f"{MARK}.nr7@example.com".encode()
    draw = random.Random(1)  # noqa: S311 - bytes without a meaning
    forms = (plain, plain.hex().encode(), base64.b64encode(plain), plain.decode().encode("utf-16-le"))
    for number, written in enumerate(forms):
        (tmp_path / f"file-{number}").write_bytes(draw.randbytes(3000) + written + draw.randbytes(3000))
    (tmp_path / "harmless").write_bytes(draw.randbytes(3000))
    findings.traces([tmp_path], [plain])
    assert findings.figures["in clear"] == len(forms) + 1
