"""The clinic's facts as pages and papers name them, in the language of whoever reads."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from screener.adapters.catalogue import catalogue
from screener.adapters.contact import phone_number
from screener.adapters.written_phones import dialled
from screener.clinic.facts import Facts
from screener.dystonia.visit import Letterhead
from screener.questionnaire.wording import N_
from screener.use_cases.clock import utc_now
from screener.web.language import language, spoken
from screener.web.opening_words import call_words, hours_in_words
from screener.web.use_cases import use_cases

WHILE_CLOSED = N_("When we are closed, call:")
_READS = {0: N_("The clinic plans to read your answers on a working day.")}
_READS_WITHIN = (
    N_("The clinic plans to read your answers within 1 working day."),
    N_("The clinic plans to read your answers within %(days)s working days."),
)


def facts() -> Facts:
    """Return the facts that pages speak from now."""
    return use_cases().facts.current()


@lru_cache(
    maxsize=16
)  # each page names the clinic's few numbers, and to read one takes as long as many lines of a page
def tel(phone: str) -> str:
    """Return the ``tel:`` address of a phone number of the clinic."""
    return f"tel:{dialled(phone_number(phone))}"


def letterhead(day: str) -> Letterhead:
    """Return what stands on a paper in the language of the request; ``day`` may be empty."""
    known = facts()
    own = spoken()
    return Letterhead(
        own.code,
        day,
        known.name,
        own.isolated(known.phone),
        hours_in_words(known, own.code),
        own.direction,
    )


def here_and_now() -> datetime:
    """Return what the clock on the clinic's wall shows."""
    zone = ZoneInfo(use_cases().settings.clinic_timezone)
    return utc_now().astimezone(zone).replace(tzinfo=None)


def reads_in_words(known: Facts, code: str) -> str:
    """Return when somebody plans to read what was sent."""
    within, many = _READS_WITHIN
    words = _READS.get(known.reads_within, within if known.reads_within == 1 else many)
    return catalogue(code).gettext(words) % {"days": known.reads_within}


class Clinic:
    """The clinic as templates name it: the facts in force, in the language of the request."""

    @property
    def name(self) -> str:
        """Its name."""
        return facts().name

    @property
    def phone(self) -> str:
        """Its number, as people read it."""
        return spoken().isolated(facts().phone)

    @property
    def tel(self) -> str:
        """The address that calls it."""
        return tel(facts().phone)

    @property
    def night_phone(self) -> str:
        """The number for the hours in which it is closed, or nothing."""
        return spoken().isolated(facts().night_phone)

    @property
    def night_tel(self) -> str:
        """The address that calls it then."""
        return tel(facts().night_phone)

    @property
    def address(self) -> str:
        """Where it is, or nothing."""
        return spoken().isolated(facts().address)

    @property
    def website(self) -> str:
        """Its own pages, or nothing."""
        return facts().website

    @property
    def footer(self) -> str:
        """What it says of its hours in its own words; short, because it stands on every page."""
        return facts().hours_words.get(language(), "")

    @property
    def hours(self) -> str:
        """All that is known of its hours in one line, or nothing."""
        return hours_in_words(facts(), language())

    @property
    def calling(self) -> Sequence[str]:
        """Whether it is open now, and which days it is closed soon."""
        return tuple(call_words(facts(), here_and_now(), language()))

    @property
    def reads(self) -> str:
        """When somebody plans to read what was sent."""
        return reads_in_words(facts(), language())

    def notice(self, page_id: str) -> str:
        """Return what it adds to a page of information, or nothing."""
        return facts().notice(page_id, language())
