"""When a side is asked in another renderer: the shape in the Questionnaire is the answer of the rule.

All 65,536 selections are compared in proof/, by an engine of others. Here those are that have no hand and no foot, each of which lies
where the arm and the leg do, and the few words of FHIRPath that the shape is made of are read as operations on bits.
"""

import re
from dataclasses import dataclass

from screener.documents.fhir import names
from screener.documents.fhir.expressions import codes_of, expression
from screener.documents.fhir.sides import side_matters
from screener.dystonia.sides import SIDE_QUESTIONS, SideMatters
from screener.questionnaire.conditions import Any
from screener.rules import parts_whose_side_matters
from tests.documents.fhir.evaluating import expression_of, items, made
from tests.rules.selections import PICTURE, marks_in

_BIT = {mark: 1 << place for place, mark in enumerate(PICTURE)}
_SAME_PLACE = sum(bit for mark, bit in _BIT.items() if mark.endswith(("_hand", "_foot")))
_MARKED = re.compile(r"MARKS\.intersect\(([^()]*)\)\.exists\(\)")
_KNOWN = re.compile(r"(marked\(\d+\)|\.negated\(\)|[() ]|and|or)*")


@dataclass(frozen=True)
class _Truth:
    """A boolean of FHIRPath: ``and`` and ``or`` of Python give back one of the two, and ``not()`` is asked of it."""

    holds: bool

    def __bool__(self) -> bool:
        return self.holds

    def negated(self) -> "_Truth":
        return _Truth(not self.holds)


def _as_python(text: str) -> str:
    """Return the expression as Python; stop at any word that is not one of those known here."""

    def marked(found: re.Match[str]) -> str:
        return f"marked({sum(_BIT[mark.strip().strip(chr(39))] for mark in found[1].split('|'))})"

    read = _MARKED.sub(marked, text).replace(".not()", ".negated()")
    assert _KNOWN.fullmatch(read), read
    return read


def test_the_side_of_each_part_is_asked_where_the_rule_needs_it() -> None:
    parts = [part for part, _ in SIDE_QUESTIONS.values()]
    written = ", ".join(_as_python(side_matters(part, "MARKS")) for part in parts)
    shape = compile(f"[{written}]", "the shape", "eval")
    wrong = []
    for mask in range(2 ** len(PICTURE)):
        if mask & _SAME_PLACE:
            continue
        marked = {"marked": lambda bits, mask=mask: _Truth(bool(bits & mask))}
        said = eval(shape, marked)  # noqa: S307 - only what _as_python knows is in it
        needed = parts_whose_side_matters(frozenset(marks_in(mask)))
        if [bool(each) for each in said] != [part in needed for part in parts]:
            wrong.append(marks_in(mask))
    assert wrong == []


def test_the_questionnaire_asks_by_that_shape_and_shows_the_page_where_any_is_asked() -> None:
    found = {item["linkId"]: item for item in items(made())}
    for name, (part, _) in SIDE_QUESTIONS.items():
        assert expression_of(found[name], names.ENABLE_WHEN) == side_matters(part, codes_of("body-parts"))
    asked = Any(tuple(SideMatters(part) for part, _ in SIDE_QUESTIONS.values()))
    assert expression_of(found["page.sides"], names.ENABLE_WHEN) == expression(asked)
