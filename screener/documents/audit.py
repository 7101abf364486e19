"""Lines of the audit as a table for a spreadsheet."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo

from screener.audit import Action, Line
from screener.documents.spreadsheet import table

HEADER = ("line", "at", "who", "id of who", "what", "about", "details")


def lines(
    told: Iterable[Line], zone: tzinfo, names: Mapping[str, str], what: Mapping[Action, str]
) -> Iterator[str]:
    """Return the table line by line: times in ``zone`` with their distance from UTC, actions in the words of ``what``."""
    return table(HEADER, (_cells(line, zone, names, what) for line in told))


def _cells(line: Line, zone: tzinfo, names: Mapping[str, str], what: Mapping[Action, str]) -> tuple[str, ...]:
    event = line.event
    return (
        str(line.number),
        event.at.astimezone(zone).isoformat(sep=" ", timespec="seconds"),
        names.get(event.actor, event.actor),
        event.actor,
        what[event.action],
        names.get(event.subject, event.subject),
        "; ".join(f"{name}: {names.get(value, value)}" for name, value in event.details.items()),
    )
