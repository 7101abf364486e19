"""Thousands of submissions for a server that runs: one that was sent, copied past the pages, each sealed for its own row."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert

from screener import create_app
from screener.codes.reference import REFERENCE_LENGTH, code_from
from screener.settings import from_environment
from screener.storage.reviews import Reviews
from screener.storage.search_terms import newest
from screener.storage.submission_rows import changeable_values, fixed_values, sealed_values, tag_rows
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission import submission_tag
from screener.storage.tables.work import search_term
from screener.web.use_cases import use_cases


def copied(instance: Path, reference: str, count: int) -> None:
    """Store ``count`` more like the submission of ``reference``: ``Copy Person7`` came seven hours before it."""
    of = use_cases(create_app(from_environment({"SCREENER_INSTANCE": str(instance)})))
    rows, tags, terms = [], [], []
    with of.database.writing() as connection:
        reviews = Reviews(connection, of.keyring)
        (first,) = reviews.opened([one.id for one in reviews.locked([reference]).values()])
        assert first.content
        for number in range(1, count + 1):
            one = replace(
                first.submission,
                id=f"{number:036}",
                reference=code_from(number * 7_654_321, REFERENCE_LENGTH),
                received_at=first.submission.received_at - timedelta(hours=number),
            )
            contact = replace(
                first.content.contact, name=f"Copy Person{number}", phone=f"+1913555{number:04}"
            )
            content = replace(first.content, contact=contact)
            rows.append(
                {
                    **fixed_values(one),
                    **changeable_values(one),
                    **sealed_values(one.id, content, of.keyring),
                    "send_key": number.to_bytes(32),
                    "receipt": number.to_bytes(32),
                }
            )
            tags += tag_rows(one)
            terms += [
                {"fingerprint": hashed, "submission_id": one.id} for hashed in newest(of.keyring, contact)
            ]
        for into, values in ((table, rows), (submission_tag, tags), (search_term, terms)):
            connection.execute(insert(into), values)
    of.database.engine.dispose()
