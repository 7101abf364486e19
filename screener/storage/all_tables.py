"""Every table on one ``metadata``: for what must leave none out, such as migrations, rotation and removal."""

from screener.storage import (
    account_tables,
    kiosk_tables,
    outbox_tables,
    purge_tables,
    review_tables,
    saved_tables,
    tables,
)
from screener.storage.metadata import metadata

__all__ = [
    "account_tables",
    "kiosk_tables",
    "metadata",
    "outbox_tables",
    "purge_tables",
    "review_tables",
    "saved_tables",
    "tables",
]
