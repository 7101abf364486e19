"""What every template can use, and nothing it could mistype in silence."""

import re
from datetime import UTC, date, datetime
from typing import Any

from flask import Flask, session
from flask_babel import Babel, format_date, format_datetime, format_timedelta, gettext
from jinja2 import StrictUndefined
from markupsafe import Markup

from screener.adapters import written_phones
from screener.adapters.catalogue import catalogue
from screener.adapters.languages import KNOWN, OFFERED
from screener.codes import five_words
from screener.codes.reference import grouped
from screener.dystonia.advice import AFTER_TODAY, NOT_A_DIAGNOSIS, WORD_FOR_988
from screener.dystonia.parts import part_label
from screener.dystonia.share import wishes_in_words
from screener.dystonia.signed import standing
from screener.questionnaire.summary import NOT_PROVIDED
from screener.questionnaire.wording import Voice, Wording, said
from screener.settings import Settings
from screener.submissions.priority import has_unread_message
from screener.web import draft, pictures
from screener.web.drawn import drawn
from screener.web.facts import Clinic
from screener.web.language import (
    LANGUAGES,
    WrittenCatalogues,
    alternates,
    language,
    locale,
    other_languages,
    spoken,
    words_language,
)
from screener.web.prints import place
from screener.web.session import draft_minutes
from screener.web.side import side
from screener.web.today import day_of, today

_HYPHENATED = re.compile(r"(\d+(?:-\d+)+)")


def address(endpoint: str, **values: Any) -> str:
    """Return the address of a patient page in the language of the request, or of the same page for a caller."""
    return side().address(endpoint, **values)


def say(words: Wording | str, voice: Voice) -> str:
    """Return words of the heart in the language of the request, as they are said to ``voice``."""
    return words.said(voice, gettext) if isinstance(words, Wording) else said(words, voice, gettext)


def directed(code: str) -> Markup:
    """Return what an element of a page of staff says of the direction of a language beside ``lang``: nothing for their own."""
    return Markup(' dir="rtl"') if code in KNOWN and KNOWN[code].right_to_left else Markup("")


def in_one_piece(number: str) -> Markup:
    """Return a telephone number that is not broken at the end of a line."""
    # A line may end at a hyphen; a hyphen that forbids it would be another character for whoever copies the number.
    return Markup('<span class="number">{}</span>').format(number)


def _whole_numbers(words: str) -> Markup:
    """Return words in which no number with hyphens is broken at the end of a line."""
    pieces = enumerate(_HYPHENATED.split(words))
    return Markup("").join(in_one_piece(piece) if at % 2 else piece for at, piece in pieces)


def to_the_minute(at: datetime) -> str:
    """Return a time as the pages of staff write it, in the clinic's zone."""
    written: str = format_datetime(at, "MMM d, y, h:mm a")
    return written


def the_day(written: str) -> str:
    """Return a day in ISO 8601 form as the pages of staff write it."""
    shown: str = format_date(date.fromisoformat(written), "MMM d, y")
    return shown


def as_told(written: str) -> str:
    """Return a FHIR dateTime, which may be no finer than a month or a year, as the pages of staff write it."""
    if "T" in written:
        return to_the_minute(datetime.fromisoformat(written))
    return the_day(written) if len(written) == len("2026-04-28") else written


def shortly(at: datetime) -> str:
    """Return a time as a row of the worklist has room for: the hour of today, or else the day."""
    day = day_of(at)
    if day == today():
        return the_hour(at)
    written: str = format_datetime(at, "MMM d" if day.year == today().year else "MMM d, y")
    return written


def the_hour(at: datetime) -> str:
    """Return a time without its day."""
    written: str = format_datetime(at, "h:mm a")
    return written


def set_up(app: Flask, settings: Settings) -> None:
    """Make templates strict and translated, and give them the clinic, addresses and names of parts."""
    app.config["BABEL_DEFAULT_TIMEZONE"] = settings.clinic_timezone
    for each in LANGUAGES:
        catalogue(each)  # a program without its words must not start
    Babel(app, locale_selector=locale).domain_instance = words = WrittenCatalogues()
    # Flask-Babel looks for its application, domain and locale at each text of a page, of which a result has seventy.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda *texts: words.get_translations().ugettext(*texts),
        lambda *texts: words.get_translations().ungettext(*texts),
        newstyle=True,
        pgettext=lambda *texts: words.get_translations().upgettext(*texts),
        npgettext=lambda *texts: words.get_translations().unpgettext(*texts),
    )
    app.jinja_env.filters["to_the_minute"] = to_the_minute
    app.jinja_env.filters["the_day"] = the_day
    app.jinja_env.filters["as_told"] = as_told
    app.jinja_env.filters["shortly"] = shortly
    app.jinja_env.filters["the_hour"] = the_hour
    app.jinja_env.filters["moment_written"] = lambda written: to_the_minute(datetime.fromisoformat(written))
    app.jinja_env.filters["day"] = lambda day: format_date(day, "MMM d, y")
    app.jinja_env.filters["long_day"] = lambda day: format_date(day, "long")
    app.jinja_env.filters["iso_day"] = lambda day: format_date(date.fromisoformat(day), "long")
    app.jinja_env.filters["whole_month"] = lambda day: format_date(day, "MMM y")
    app.jinja_env.filters["month"] = lambda day: format_date(day, "MMM")
    app.jinja_env.filters["phone"] = lambda number: spoken().isolated(written_phones.shown(number))
    app.jinja_env.filters["whole_numbers"] = _whole_numbers
    app.jinja_env.filters["dialled"] = written_phones.dialled
    app.jinja_env.globals["age"] = lambda at: format_timedelta(
        datetime.now(UTC) - at, granularity="minute", threshold=1.2
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        clinic=Clinic(),
        address=address,
        side=side,
        grouped=grouped,
        longest_words=five_words.LONGEST_TYPED,
        part_label=part_label,
        picture_of=pictures.picture_of,
        drawn=drawn,
        place=place,
        shaded=pictures.shaded,
        ANSWERED_ON=pictures.ANSWERED_ON,
        EXAMINED=pictures.EXAMINED,
        wishes_in_words=wishes_in_words,
        today=lambda: format_date(today(), "long"),
        language=language,
        offered=tuple(OFFERED.values()),
        other_languages=other_languages,
        right_to_left=lambda: spoken().right_to_left,
        words_language=words_language,
        directed=directed,
        word_for_988=lambda: WORD_FOR_988.get(language(), ""),
        alternates=alternates,
        idle_minutes=lambda: draft_minutes(session),
        draft_name=draft.name,
        draft_exists=lambda: draft.send_key() is not None,
        has_unread_message=has_unread_message,
        say=say,
        not_a_diagnosis=NOT_A_DIAGNOSIS,
        after_today=AFTER_TODAY,
        sign_off=standing(),
        not_provided=NOT_PROVIDED,
    )
