"""Where a submission stands among those that have a tag, or two or three of different kinds: kept by triggers, in order.

Who asks for a region, for a flag of a region or for a need begins at the right place and reads on, however many there are.
"""

from sqlalchemy import Column, Integer, String, Table

from screener.storage.tables.metadata import UtcTime, metadata

submission_place = Table(
    "submission_place",
    metadata,
    Column(
        "tags",
        String(130),
        primary_key=True,
        comment="clear, as the tags are: a flag, a need and a region with commas between, as many of them as are asked for",
    ),
    Column("priority", Integer, primary_key=True, autoincrement=False, comment="that of the submission"),
    Column("received_at", UtcTime(), primary_key=True, comment="that of the submission"),
    Column("submission_id", String(36), primary_key=True),
    sqlite_with_rowid=False,
)
"""Its key is its order, and all there is to it. Triggers alone write it, which is why it refers to nothing by a constraint."""
