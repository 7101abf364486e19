"""`screener classify`: the pattern of the marked parts as JSON, one selection or one a line."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from screener.rules import RULES_VERSION, classify

SCREENER = str(Path(sys.executable).parent / "screener")
EMPTY: dict[str, Any] = {
    "distribution": None,
    "generalized": False,
    "regions": [],
    "caveats": [],
    "rules_version": RULES_VERSION,
}
SEGMENTAL = EMPTY | {"distribution": "segmental", "regions": ["cervical", "left_upper_limb"]}


def _classify(*arguments: str | bytes, lines: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [SCREENER, "classify", *arguments], input=lines, capture_output=True, timeout=30, check=False
    )


def _batch(lines: bytes) -> tuple[list[dict[str, object]], int]:
    ran = _classify("--batch", lines=lines)
    assert ran.stderr == b""
    return [json.loads(line) for line in ran.stdout.splitlines()], ran.returncode


def test_one_selection_is_one_json_object() -> None:
    ran = _classify("neck", "left_hand")
    assert ran.stdout == (
        b'{"distribution": "segmental", "generalized": false, "regions": ["cervical", "left_upper_limb"],'
        b' "caveats": [], "rules_version": "' + RULES_VERSION.encode() + b'"}\n'
    )
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_no_part_is_an_empty_selection() -> None:
    ran = _classify()
    assert json.loads(ran.stdout) == EMPTY
    assert ran.returncode == 0


@pytest.mark.parametrize(
    "part", ["left_larynx", "hand", "nose", "NECK", "", "né", b"\xff\xfe", "neck\0"[:4] + "s"]
)
def test_a_wrong_part_is_named_on_one_line_and_the_status_is_1(part: str | bytes) -> None:
    ran = _classify("neck", part)
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.startswith(b"Error: ")
    assert ran.stderr.count(b"\n") == 1
    assert b"Traceback" not in ran.stderr


def test_batch_takes_no_parts() -> None:
    ran = _classify("--batch", "neck")
    assert ran.returncode == 2
    assert b"--batch reads the parts from standard input" in ran.stderr


def test_spaces_commas_semicolons_and_tabs_separate_parts() -> None:
    lines = b"neck left_hand\nneck,left_hand\nneck;left_hand\n neck ,\t; left_hand , \nleft_hand neck neck\n"
    assert _batch(lines) == ([SEGMENTAL] * 5, 0)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends_of_unix_and_windows_are_read(end: bytes, *, last: bool) -> None:
    lines = end.join([b"neck left_hand", b"", b"neck,left_hand"]) + (end if last else b"")
    assert _batch(lines) == ([SEGMENTAL, EMPTY, SEGMENTAL], 0)


def test_a_byte_order_mark_as_windows_writes_it_is_no_part() -> None:
    assert _batch(b"\xef\xbb\xbfneck left_hand\r\n") == ([SEGMENTAL], 0)


@pytest.mark.parametrize("line", [b"", b"   ", b",;,", b"\t"])
def test_an_empty_line_is_an_empty_selection(line: bytes) -> None:
    assert _batch(line + b"\n") == ([EMPTY], 0)


def test_nothing_in_is_nothing_out() -> None:
    assert _batch(b"") == ([], 0)


def test_a_bad_line_gives_an_error_in_its_place_and_status_1_at_the_end() -> None:
    found, status = _batch(b"neck left_hand\nneck nose\n\nleft_larynx\nneck left_hand\n")
    assert status == 1
    assert [found[0], found[2], found[4]] == [SEGMENTAL, EMPTY, SEGMENTAL]
    assert [list(found[index]) for index in (1, 3)] == [["error"], ["error"]]
    assert "nose" in str(found[1]["error"])
    assert "left_larynx" in str(found[3]["error"])


@pytest.mark.parametrize(
    "bad", [b"\xff\xfe", b"neck \xc3", b"neck\0", b"x" * 100_000, "né \u2028 \U0001f600".encode()]
)
def test_a_line_that_is_no_text_gives_an_error_and_the_others_their_pattern(bad: bytes) -> None:
    found, status = _batch(b"neck left_hand\n" + bad + b"\nneck left_hand\n")
    assert status == 1
    assert [list(one) for one in found] == [list(SEGMENTAL), ["error"], list(SEGMENTAL)]


def test_two_thousand_lines_come_out_in_order_as_the_rule_says() -> None:
    parts = ["neck", "trunk", "larynx", "left_hand", "right_hand", "left_leg", "right_foot", "upper_face"]
    selections = [
        [part for index, part in enumerate(parts) if number >> index & 1] for number in range(256)
    ] * 8
    found, status = _batch("".join(" ".join(selection) + "\n" for selection in selections).encode())
    assert status == 0
    assert [one["distribution"] for one in found] == [classify(one).distribution for one in selections]
    assert [one["caveats"] for one in found] == [list(classify(one).caveats) for one in selections]


def test_the_command_starts_without_the_web_and_the_database() -> None:
    code = "import sys, screener.cli; print(sorted({'flask', 'sqlalchemy', 'cryptography'} & sys.modules.keys()))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=30, check=True, text=True)
    assert ran.stdout == "[]\n"
