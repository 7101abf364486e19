"""One submission as the staff take it to a visit: a tagged PDF (PDF/UA-1), the summary first, then every answer."""

from dataclasses import asdict, dataclass
from pathlib import Path

from screener.clinic.derived import Fact
from screener.documents.typesetting import typeset
from screener.submissions.content import SeenAnswer

_TEMPLATE = Path(__file__).with_name("submission.typ").read_bytes()


@dataclass(frozen=True, slots=True)
class Cited:
    """A red flag, a caveat or a pair of neighbours with its source; ``urgency`` is of a flag alone."""

    text: str
    source: str
    urgency: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The pattern and why: ``pairs`` are the neighbours that carried it, with their strength; ``marked`` and ``regions`` are lists in words, and may be empty."""

    title: str
    definition: str
    marked: str
    regions: str
    reasons: tuple[str, ...]
    pairs: tuple[Cited, ...]
    caveats: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class SubmissionSheet:
    """All words of the sheet, in English; those that the person saw are in ``language`` too.

    ``needs`` is what would help at the visit. ``notices`` are what must be read first: that it is nobody's, or that the answers are gone. ``made`` says when and by
    whom the sheet was made. ``pattern`` is ``None`` for a tombstone. ``story`` is what the staff wrote down, where it is to go out too.
    """

    language: str
    reference: str
    heading: str
    notices: tuple[str, ...]
    needs: tuple[str, ...]
    about: tuple[Fact, ...]
    flags: tuple[Cited, ...]
    contact: tuple[Fact, ...]
    pattern: Found | None
    history: tuple[Fact, ...]
    sections: tuple[tuple[str, tuple[SeenAnswer, ...]], ...]
    left_out: tuple[str, ...]
    colophon: str
    made: str
    clinic: str
    story: tuple[Fact, ...] = ()


def submission_pdf(sheet: SubmissionSheet, picture: str) -> bytes:
    """Return the sheet as a PDF: a page for the summary, set smaller where it is long, and the answers after it.

    ``picture`` is the body picture as SVG; it is shown where parts were marked. Raises ``typst.TypstError`` when the
    sheet cannot be typeset.
    """
    return typeset(_TEMPLATE, asdict(sheet), picture)
