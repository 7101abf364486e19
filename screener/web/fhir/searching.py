"""What a program asks a search for: every parameter read, or refused, so that none that is not known widens what is read."""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from werkzeug.datastructures import MultiDict

from screener.documents.fhir.capability import MOST, SEARCHED_BY
from screener.storage.exchange import Place, Wanted
from screener.web.fhir.outcomes import Refused
from screener.web.fhir.times import span

CURSOR = "_cursor"
_USUAL = 50
_STATUSES = {"completed": (True, False), "entered-in-error": (False, True)}
_DIGITS = re.compile(r"[0-9]{1,6}")
_LENIENT = re.compile(r"(?:^|[;,\s])handling\s*=\s*\"?lenient\"?(?:$|[;,\s])", re.IGNORECASE)
_LOOKS = {"_format"}
"""What is no filter, and is looked at before (``screener/web/fhir/negotiation.py``)."""


@dataclass(frozen=True, slots=True)
class Search:
    """A search that is understood: what is wanted, how many to a page (none: only their number), and the parameters of links."""

    wanted: Wanted
    count: int
    kept: tuple[tuple[str, str], ...]
    cursor: str | None
    ignored: tuple[str, ...]
    """Parameters that are not known, of whoever said that those may be left aside."""


def search_of(asked: MultiDict[str, str], prefer: Iterable[str]) -> Search:
    """Return the search that ``asked`` means. Raises ``Refused``.

    ``prefer`` are the headers of that name: by ``handling=lenient`` a program says that what is not known may be left aside.
    """
    unknown = sorted(asked.keys() - SEARCHED_BY.keys() - _LOOKS - {CURSOR})
    if unknown and not any(_LENIENT.search(each) for each in prefer):
        raise Refused(400, f"There is no parameter {unknown[0][:40]!r}.")
    # Of two the first would be taken in silence, and more be read than was asked for.
    many = (name for name, values in asked.lists() if len(values) > 1 and name not in unknown)
    if twice := [name for name in many if name != "_lastUpdated"]:
        raise Refused(400, f"{twice[0]} is taken once.")
    count = 0 if _is_only_counted(asked.get("_summary")) else _count(asked.get("_count"))
    not_kept = {"_count", CURSOR, *unknown}
    kept = [(name, value) for name, value in asked.items(multi=True) if name not in not_kept]
    cursor = asked.get(CURSOR)
    return Search(_wanted(asked), count, (*kept, ("_count", str(count))), cursor, tuple(unknown))


def written(place: Place) -> str:
    """Return the cursor that leads behind ``place``."""
    return base64.urlsafe_b64encode(f"{place.at.isoformat()} {place.id}".encode()).decode().rstrip("=")


def _wanted(asked: MultiDict[str, str]) -> Wanted:
    live, gone = True, True
    if (status := asked.get("status")) is not None:
        if status not in _STATUSES:
            raise Refused(400, "status is completed or entered-in-error.")
        live, gone = _STATUSES[status]
    try:
        since, until = span(asked.getlist("_lastUpdated"))
    except ValueError:
        raise Refused(400, "_lastUpdated is a time such as ge2026-01-31T00:00:00Z.") from None
    if "," in asked.get("_id", ""):
        raise Refused(400, "_id is one id.")  # of several, as FHIR writes them, none would be found
    return Wanted(since, until, live, gone, asked.get("_id"), after=_after(asked.get(CURSOR)))


def _is_only_counted(summary: str | None) -> bool:
    if summary not in {None, "count", "false"}:
        raise Refused(400, "_summary is count or false.")
    return summary == "count"


def _count(typed: str | None) -> int:
    if typed is None:
        return _USUAL
    if not _DIGITS.fullmatch(typed) or int(typed) > MOST:
        raise Refused(400, f"_count is 0 to {MOST}.")
    return int(typed)


def _after(cursor: str | None) -> Place | None:
    if cursor is None:
        return None
    try:
        at, _, found = base64.urlsafe_b64decode(f"{cursor}==").decode().partition(" ")
        return Place(datetime.fromisoformat(at).astimezone(UTC), str(UUID(found)))
    except (ValueError, binascii.Error, OverflowError):
        raise Refused(400, "This is not the link to a next page.") from None
