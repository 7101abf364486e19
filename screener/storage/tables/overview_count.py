"""What the overview is counted from: kept by triggers, read in place of the rows.

Each row says how many more, or fewer, submissions (or tries to reach somebody) have one mark in common, such as a status, a
region or how long somebody waited, among those of one week or one hour of UTC. The overview's own weeks begin at the clinic's
midnight: what lies between that and the midnight of UTC is counted by the hour, or from the rows. Like the worklist's, these
rows are only ever added, and are summed up now and then.
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, false

from screener.storage.tables.metadata import metadata

overview_count = Table(
    "overview_count",
    metadata,
    Column(
        "id",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        comment="the order in which rows came",
    ),
    Column("kind", String(20), nullable=False, comment="what kind of mark, such as status or region"),
    Column(
        "since", Integer, nullable=False, comment="hours from 1970 to the begin of the week or of the hour"
    ),
    Column("length", Integer, nullable=False, comment="how long people waited; 0 where it is not of a wait"),
    Column("name", String(64), nullable=False, comment="the mark, such as focal; empty: none"),
    Column("synthetic", Boolean, nullable=False),
    Column("number", Integer, nullable=False, comment="how many more, or fewer, are like this"),
    Column("summed", Boolean, nullable=False, server_default=false(), comment="holds what several rows did"),
    Index(None, "kind", "since", "length", "name", "synthetic", "number"),
    Index("ix_overview_count_by_length", "kind", "length", "since", "name", "synthetic", "number"),
    Index(None, "summed"),
)
