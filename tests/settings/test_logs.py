"""Only listed keys come out of the logs, one JSON object a line; what libraries were told never does."""

import io
import json
import logging
import os
import re
import resource
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from screener import logs

SECRET = "Quixotesecret"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged, with the logs as the server has them."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    stream = io.StringIO()
    logs.configure(stream)
    yield stream
    logs.configure()
    root.handlers = handlers
    root.setLevel(level)
    structlog.contextvars.clear_contextvars()


def _read(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_allowed_key_comes_out_with_time_and_level(lines: io.StringIO) -> None:
    structlog.get_logger().info(
        "request", method="GET", route="/screen/<page_id>", status=200, milliseconds=1.5
    )
    (line,) = _read(lines)
    assert str(line.pop("at")).endswith("Z")
    assert line == {
        "event": "request",
        "level": "info",
        "method": "GET",
        "route": "/screen/<page_id>",
        "status": 200,
        "milliseconds": 1.5,
    }


@pytest.mark.parametrize(
    "key", ["name", "phone", "email", "address", "answers", "path", "url", "form", "exception", "exc_info"]
)
def test_any_other_key_is_dropped(lines: io.StringIO, key: str) -> None:
    structlog.get_logger().error("fault", **{key: SECRET})
    assert SECRET not in lines.getvalue()
    assert _read(lines)[0]["event"] == "fault"


def test_a_bound_context_goes_through_the_same_list(lines: io.StringIO) -> None:
    structlog.contextvars.bind_contextvars(request_id="abc", name=SECRET)
    structlog.get_logger().info("request")
    assert _read(lines)[0]["request_id"] == "abc"
    assert SECRET not in lines.getvalue()


def test_an_exception_is_logged_without_its_message(lines: io.StringIO) -> None:
    try:
        int(SECRET)
    except ValueError as error:
        structlog.get_logger().exception("fault", error=type(error).__name__, where=logs.where(error))
    (line,) = _read(lines)
    assert SECRET not in lines.getvalue()
    assert line["error"] == "ValueError"
    assert str(line["where"]).startswith("['test_logs.py:")


@pytest.mark.parametrize(
    "said", [("connecting to %s as %s", SECRET, SECRET), (f"connecting to {SECRET}",), (KeyError(SECRET),)]
)
def test_a_foreign_line_says_who_and_where_and_how_grave_but_not_what(
    lines: io.StringIO, said: tuple[object, ...]
) -> None:
    logging.getLogger("urllib3").warning(*said)
    (line,) = _read(lines)
    assert line.keys() == {"at", "event", "level", "logger", "where"}
    assert (line["event"], line["logger"], line["level"]) == ("line of a library", "urllib3", "warning")
    (place,) = line["where"]
    assert re.fullmatch(r"test_logs\.py:\d+ test_a_foreign_line_says_\w+", place)
    assert SECRET not in lines.getvalue()


def test_a_foreign_exception_shows_its_class_and_no_message(lines: io.StringIO) -> None:
    try:
        os.environ[SECRET]
    except KeyError:
        logging.getLogger("gunicorn.error").exception("Error handling request")
    (line,) = _read(lines)
    assert (line["event"], line["error"], line["level"]) == ("line of a library", "KeyError", "error")
    assert SECRET not in lines.getvalue()


def test_extra_values_of_a_foreign_line_are_dropped(lines: io.StringIO) -> None:
    logging.getLogger("sqlalchemy").error("failed", extra={"parameters": SECRET, "stack_info_": SECRET})
    assert SECRET not in lines.getvalue()


@pytest.mark.parametrize("level", [31, 35, 45, 55])
def test_a_foreign_line_of_an_unusual_level_does_not_stop_the_program(lines: io.StringIO, level: int) -> None:
    logging.getLogger("foreign").log(level, "unusual %s", SECRET)
    (line,) = _read(lines)
    assert line["event"] == "line of a library"
    assert line["level"] == {31: "warning", 35: "warning", 45: "error", 55: "critical"}[level]
    assert SECRET not in lines.getvalue()


def test_foreign_chatter_below_a_warning_is_left_out(lines: io.StringIO) -> None:
    logging.getLogger("foreign").info("SELECT %s", SECRET)
    logging.getLogger("foreign").debug(SECRET)
    assert lines.getvalue() == ""


def test_a_line_stays_one_line_whatever_is_in_it(lines: io.StringIO) -> None:
    structlog.get_logger().error("a\nb\r\u2028", route='"}\n{"level": "forged"')
    text = lines.getvalue()
    assert text.count("\n") == 1
    assert json.loads(text)["level"] == "error"


def test_the_places_of_an_exception_hold_no_value() -> None:
    def with_a_local(secret: str) -> None:
        raise RuntimeError(secret)

    with pytest.raises(RuntimeError) as raised:
        with_a_local(SECRET)
    places = logs.where(raised.value)
    assert places[-1].endswith(" with_a_local")
    assert SECRET not in " ".join(places)


def test_the_list_of_allowed_keys_is_this_one() -> None:
    assert sorted(logs.ALLOWED_KEYS) == [
        "at",
        "dropped",
        "error",
        "event",
        "level",
        "logger",
        "method",
        "milliseconds",
        "request_id",
        "route",
        "status",
        "where",
    ]


def test_a_line_that_a_full_disk_cut_spoils_none_that_comes_after_it(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    file = tmp_path / "log"
    with file.open("w") as stream:
        lines = logs.Lines(stream)
        lines.write('{"event": "before"}\n')
        resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + 12, hard))
        try:
            for _ in range(2):
                lines.write('{"event": "cut"}\n')
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        lines.write('{"event": "after"}\n')
    before, cut, *rest = file.read_text().splitlines()
    assert (before, cut) == ('{"event": "before"}', '{"event": "c')
    dropped, after = map(json.loads, rest)
    assert (dropped["event"], dropped["dropped"]) == ("log lines dropped", 2)
    assert after == {"event": "after"}
