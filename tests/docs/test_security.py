"""docs/security.md is held to its word: each promise names code and tests that are there, and no requirement is left out."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.docs.test_paths import DOCUMENTS, ROOT

SECURITY = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
PROMISES, SUPPLY, ASVS, HIPAA = "What is promised", "Supply", "OWASP ASVS 5.0", "HIPAA"
STATES = {"met", "documented", "deployment", "not met"}
PROOF = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
CODE = re.compile(r"`([\w./-]+)`")

LEVELS_ONE_AND_TWO = """
1.1:1-2 1.2:1-9 1.3:1-11 1.4:1-3 1.5:1-2 2.1:1-3 2.2:1-3 2.3:1-4 2.4:1 3.2:1-2 3.3:1-4 3.4:1-6
3.5:1-5 3.7:1-2 4.1:1-3 4.2:1 4.3:1-2 4.4:1-4 5.1:1 5.2:1-3 5.3:1-2 5.4:1-3 6.1:1-3 6.2:1-12 6.3:1-4
6.4:1-4 6.5:1-5 6.6:1-3 6.8:1-4 7.1:1-3 7.2:1-4 7.3:1-2 7.4:1-5 7.5:1-2 7.6:1-2 8.1:1-2 8.2:1-3
8.3:1 8.4:1 9.1:1-3 9.2:1-4 10.1:1-2 10.2:1-2 10.3:1-4 10.4:1-11 10.5:1-5 10.6:1-2 10.7:1-3 11.1:1-2
11.2:1-3 11.3:1-3 11.4:1-4 11.5:1 11.6:1 12.1:1-3 12.2:1-2 12.3:1-4 13.1:1 13.2:1-5 13.3:1-2
13.4:1-5 14.1:1-2 14.2:1-4 14.3:1-3 15.1:1-3 15.2:1-3 15.3:1-7 16.1:1 16.2:1-5 16.3:1-4 16.4:1-3
16.5:1-3 17.1:1 17.2:1-4 17.3:1-2
"""
"""The numbers of version 5.0.0 by section, as the standard's own table of requirements has them."""

PARAGRAPHS = [
    *("(a)(1)", "(a)(2)(i)", "(a)(2)(ii)", "(a)(2)(iii)", "(a)(2)(iv)", "(b)"),
    *("(c)(1)", "(c)(2)", "(d)", "(e)(1)", "(e)(2)(i)", "(e)(2)(ii)"),
]
"""Of 45 CFR 164.312: each standard, and each implementation specification."""


def _rows(text: str, heading: str) -> list[list[str]]:
    """The rows of the tables under a heading, without their heads."""
    section = text.partition(f"\n## {heading}")[2].partition("\n## ")[0]
    lines = (line.strip() for line in section.splitlines() if line.startswith("| "))
    rows = [[cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")] for line in lines]
    return [row for row in rows if row[0] not in {"threat", "number", "numbers", "paragraph"}]


@cache
def _tests_of(file: Path) -> frozenset[str]:
    if not file.is_file():
        return frozenset()
    return frozenset(
        node.name
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not _is_skipped(node)
    )


def _is_skipped(test: ast.FunctionDef) -> bool:
    marks = (each.func if isinstance(each, ast.Call) else each for each in test.decorator_list)
    return any(ast.unparse(mark).startswith(("pytest.mark.skip", "pytest.mark.xfail")) for mark in marks)


def _missing_proofs(text: str) -> list[str]:
    return [f"{file}::{name}" for file, name in PROOF.findall(text) if name not in _tests_of(ROOT / file)]


def _is_there(path: str) -> bool:
    return (ROOT / path).exists()


def _unproven(text: str) -> Iterator[str]:
    """Yield what a row lacks: of a promise code and a test, of what is not met its reason."""
    for threat, answer, code, proof in _rows(text, PROMISES) + _rows(text, SUPPLY):
        if not answer or not all(map(_is_there, CODE.findall(code))) or not CODE.findall(code):
            yield f"code of: {threat}"
        if not PROOF.findall(proof):
            yield f"proof of: {threat}"
    for heading in (ASVS, HIPAA):
        for row in _rows(text, heading):
            if len(row) == 2:  # what does not apply, and why
                continue
            number, state, why, code, proof = row
            if state not in STATES or not why:
                yield f"state of: {number}"
            if not all(map(_is_there, CODE.findall(code))) or not CODE.findall(code):
                yield f"code of: {number}"
            if state == "met" and not PROOF.findall(proof):
                yield f"proof of: {number}"


def _numbers(text: str) -> list[str]:
    return [number for row in _rows(text, ASVS) for number in re.findall(r"V(\d+\.\d+\.\d+)", row[0])]


def _required() -> list[str]:
    required = []
    for section, _, ranges in (part.partition(":") for part in LEVELS_ONE_AND_TWO.split()):
        for first, _, last in (each.partition("-") for each in ranges.split(",")):
            required += [f"{section}.{number}" for number in range(int(first), int(last or first) + 1)]
    return required


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document.relative_to(ROOT)))
def test_every_test_that_a_document_names_is_there(document: Path) -> None:
    assert _missing_proofs(document.read_text(encoding="utf-8")) == []


def test_every_promise_names_its_code_and_its_proof() -> None:
    assert len(_rows(SECURITY, PROMISES)) > 40
    assert list(_unproven(SECURITY)) == []


def test_every_requirement_of_levels_one_and_two_is_answered_once() -> None:
    assert len(_required()) == 253
    assert sorted(_numbers(SECURITY)) == sorted(_required())


def test_every_paragraph_of_the_technical_safeguards_is_answered_once() -> None:
    assert [row[0].split(" ")[0] for row in _rows(SECURITY, HIPAA)] == PARAGRAPHS


@pytest.mark.parametrize(
    ("threat", "lacks"),
    [
        ("| a | b | `screener/logs.py` |  |", "proof of: a"),
        ("| a | b |  | `tests/docs/test_security.py::test_x` |", "code of: a"),
        ("| a | b | `screener/nothing.py` | `tests/docs/test_security.py::test_x` |", "code of: a"),
    ],
)
def test_a_promise_without_its_proof_would_be_seen(threat: str, lacks: str) -> None:
    assert list(_unproven(f"\n## {PROMISES}\n\n{threat}\n")) == [lacks]


def test_a_test_that_is_gone_would_be_seen() -> None:
    gone = ["tests/docs/test_security.py::test_gone", "tests/gone.py::test_a_test_that_is_gone_would_be_seen"]
    here = "tests/docs/test_security.py::test_a_test_that_is_gone_would_be_seen"
    assert _missing_proofs(" ".join(f"`{name}`" for name in [*gone, here])) == gone
