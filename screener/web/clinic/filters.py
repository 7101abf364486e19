"""What the worklist is filtered by, as its address and its page have it; kept filters, with how many each finds."""

from typing import Any
from urllib.parse import urlencode

from screener.clinic.tabs import Tab
from screener.clinic.worklist import Query, SavedFilter
from screener.use_cases.worklist import MOST_COUNTED
from screener.web.clinic import words
from screener.web.clinic.access import actor
from screener.web.clinic.at_work import names_of_staff
from screener.web.use_cases import use_cases


def pairs(query: Query) -> list[tuple[str, str]]:
    """Return a query as names and values of an address, its tab first."""
    return [("tab", query.tab.value), *((name, value) for name, value in query.pairs() if name != "tab")]


def as_arguments(query: Query) -> dict[str, Any]:
    """Return the same as ``url_for`` takes it: the values by their names."""
    found: dict[str, Any] = {}
    for name, value in pairs(query):
        found.setdefault(name, []).append(value)
    return found


def chips(query: Query) -> list[tuple[str, dict[str, Any]]]:
    """Return what is filtered by, each in words with the address without it."""
    found = []
    for name, value in query.pairs():
        if name in {"tab", "sort"}:
            continue
        without = [pair for pair in pairs(query) if pair != (name, value)]
        found.append((words.asked_for(name, value, names_of_staff()), as_arguments(Query.read(without))))
    return found


def kept_filters() -> list[tuple[SavedFilter, str, str]]:
    """Return the kept filters, each with its query as an address has it, and with how many it finds."""
    kept = use_cases().worklist.filters(actor())
    counts = use_cases().worklist.counts(kept, actor())
    return [
        (one, urlencode(pairs(one.query)), str(number) if number < MOST_COUNTED else f"{MOST_COUNTED - 1}+")
        for one, number in zip(kept, counts, strict=True)
    ]


def left_behind(former: dict[str, str]) -> list[tuple[str, str, int]]:
    """Return each former colleague with open submissions: the id, the name, and how many these are."""
    theirs = [SavedFilter(name, Query(tab=Tab.OPEN, assignee=one)) for one, name in former.items()]
    counts = use_cases().worklist.counts(theirs, actor())
    return [(one, name, number) for (one, name), number in zip(former.items(), counts, strict=True) if number]
