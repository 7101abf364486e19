"""The house stays one that a newcomer can find the way in."""

from pathlib import Path

import screener

TOP = {"__init__", "cli", "server", "settings", "logs", "rules", "audit"}
"""What is no room, written again: an eighth has to be argued for."""


def test_seven_modules_lie_at_the_top() -> None:
    assert {file.stem for file in Path(screener.__file__).parent.glob("*.py")} == TOP


def test_tests_have_the_rooms_of_the_program() -> None:
    rooms = {folder.parent.name for folder in Path(screener.__file__).parent.glob("*/__init__.py")}
    tested = {folder.parent.name for folder in Path(__file__).parents[1].glob("*/__init__.py")}
    assert rooms <= tested
