"""All that is kept of one submission as JSON, for whoever asks for their own data."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from enum import Enum
from typing import Any

from screener.audit import Line
from screener.clinic.exam import Exam
from screener.clinic.notes import Attempt, Note
from screener.submissions.opened import Opened

_INSIDE = frozenset({"id", "version", "purged", "withdrawn_at"})
_PURGED = "purged"


def record_json(
    opened: Opened,
    written: Sequence[Note | Attempt],
    exams: Sequence[Exam],
    lines: Iterable[Line],
) -> dict[str, Any]:
    """Return everything of a submission."""
    one = opened.submission
    clear = {name: value for name, value in asdict(one).items() if name not in _INSIDE}
    # Of both the same is left, and only a purge was the clinic's doing.
    clear |= {"status": _PURGED if one.purged else one.status, "answers_gone_since": one.withdrawn_at}
    content = asdict(opened.content) if opened.content else None
    return {
        "submission": {**clear, "content": "damaged" if opened.is_damaged else content},
        "notes": [asdict(one) for one in written if isinstance(one, Note)],
        "attempts": [asdict(one) for one in written if isinstance(one, Attempt)],
        "exams": [asdict(one) for one in exams],
        "audit": [
            {
                "line": line.number,
                "at": line.event.at,
                "who": line.event.actor,
                "what": line.event.action.value,
            }
            for line in lines
        ],
    }


def as_file(records: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> bytes:
    """Return the records as one file, every id of a staff member in it replaced by their name."""
    return json.dumps(_named(list(records), names), ensure_ascii=False, indent=2).encode() + b"\n"


def _named(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _named(one, names) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_named(one, names) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    return names.get(value, value) if isinstance(value, str) else value
