"""How many submissions are alike in all that the worklist can be filtered by: kept by triggers, read in place of the rows.

A change adds rows, and never touches one: nobody who sends or works waits for another. So many as ``number`` says, less
where it is negative, are alike in the rest; what is alike is summed up now and then. Triggers of the migrations write it, so
that an older version that still serves, or a way past this program, leaves it right too.
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, false

from screener.storage.tables.metadata import metadata

submission_count = Table(
    "submission_count",
    metadata,
    Column(
        "id",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        comment="the order in which rows came",
    ),
    Column(
        "kind",
        String(10),
        nullable=False,
        comment="region, flag or need; several: two or three of these; empty: any submission",
    ),
    Column(
        "name",
        String(130),
        nullable=False,
        comment="the tag that they have; of several: a flag, a need and a region with commas between; empty: any submission",
    ),
    Column("status", String(20), nullable=False),
    Column("assignee", String(64), nullable=False, comment="empty: nobody"),
    Column("distribution", String(20), nullable=False, comment="empty: none"),
    Column("generalized", Boolean, nullable=False),
    Column("urgency", String(20), nullable=False, comment="empty: none"),
    Column("language", String(8), nullable=False),
    Column("respondent", String(20), nullable=False),
    Column("unread", Boolean, nullable=False),
    Column("call_back", Boolean, nullable=False, comment="whether somebody is to be called again"),
    Column("number", Integer, nullable=False, comment="how many more, or fewer, are like this"),
    Column("summed", Boolean, nullable=False, server_default=false(), comment="holds what several rows did"),
    Index(None, "kind", "name"),
    Index(None, "summed"),
)
