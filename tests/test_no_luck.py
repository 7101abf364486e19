"""No test hangs on how fast the machine is that it runs on, nor on what was drawn: how fast the program is, bench/ measures."""

import ast
import time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st


def test_a_drawn_test_may_take_its_time() -> None:
    @settings(max_examples=2)
    @given(st.just(0))
    def slow(_: int) -> None:
        time.sleep(0.3)

    slow()


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
        and _draws_inside(each)
        and "pytest.mark.hypothesis" not in map(ast.unparse, each.decorator_list)
    ]
    assert unmarked == [("test_no_luck", "test_a_drawn_test_may_take_its_time")], (
        "`make properties` asks for the mark"
    )
