"""No test hangs on how fast the machine is that it runs on, nor on what was drawn: how fast the program is, bench/ measures."""

import ast
import importlib
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def test_a_drawn_test_may_take_its_time() -> None:
    @settings(max_examples=2)
    @given(st.just(0))
    def slow(_: int) -> None:
        time.sleep(0.3)

    slow()


def _drawn() -> list[int]:
    drawn = []

    @settings(settings.get_profile("steady"), max_examples=300)
    @given(st.integers(10**6, 10**9))
    def draw(number: int) -> None:
        drawn.append(number)

    draw()
    return drawn


def test_the_same_is_drawn_whatever_was_imported_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if settings.get_current_profile_name() != "steady":
        pytest.skip("at length, what stands in the sources is drawn too")
    before = _drawn()
    (tmp_path / "imported_late.py").write_text(f"NUMBERS = {list(range(10**7, 10**7 + 500))}")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.import_module("imported_late")
    assert _drawn() == before


def _draws_inside(test: ast.FunctionDef) -> bool:
    """Tell whether a test draws in a function of its own, which Hypothesis cannot mark from outside."""
    inner = [each for each in ast.walk(test) if isinstance(each, ast.FunctionDef) and each is not test]
    return any("given(" in ast.unparse(how) for each in inner for how in each.decorator_list)


def test_what_is_drawn_inside_a_test_is_drawn_at_length_too() -> None:
    unmarked = [
        (file.stem, each.name)
        for file in Path(__file__).parent.glob("**/test_*.py")
        if "given(" in (text := file.read_text("utf-8"))
        for each in ast.parse(text).body
        if isinstance(each, ast.FunctionDef)
        and each.name.startswith("test_")
        and _draws_inside(each)
        and "pytest.mark.hypothesis" not in map(ast.unparse, each.decorator_list)
    ]
    assert unmarked == [("test_no_luck", "test_a_drawn_test_may_take_its_time")], (
        "`make properties` asks for the mark"
    )
