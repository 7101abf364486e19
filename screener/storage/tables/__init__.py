"""Every table on one ``metadata``: for what must leave none out, such as migrations, rotation and removal."""

from screener.storage.tables import (
    account,
    audit,
    clock_mark,
    exam,
    facts,
    funnel,
    kept,
    key_check,
    news,
    outbox,
    purge,
    research,
    saved,
    submission,
    tablet,
    throttle,
    work,
)
from screener.storage.tables.metadata import metadata

__all__ = [
    "account",
    "audit",
    "clock_mark",
    "exam",
    "facts",
    "funnel",
    "kept",
    "key_check",
    "metadata",
    "news",
    "outbox",
    "purge",
    "research",
    "saved",
    "submission",
    "tablet",
    "throttle",
    "work",
]
