"""One question as a field of a form, and the words for what is no answer to it. The heart says what is one."""

from collections.abc import Callable
from typing import Any

from flask import request
from flask_babel import gettext
from wtforms import Field
from wtforms.validators import StopValidation

from screener.adapters import ages, contact, dates, email_addresses
from screener.questionnaire.answers import NOT_SURE, SKIPPED, Value
from screener.questionnaire.question import Choice, Kind, Problem, Question
from screener.questionnaire.typed import in_lines, in_one_line, readable_part, visible
from screener.questionnaire.wording import N_, Voice
from screener.web.page_request import in_clinic, on_tablet
from screener.web.patient.mistakes import Offer, how_to_mend, offers
from screener.web.prints import place
from screener.web.today import today

CHECKED = " checked"
_MORE_THAN_ONE = N_("Choose only one answer: %(question)s")
_AGE_AND_NOT_SURE = N_("Write an age or choose “Not sure”, not both: %(question)s")
_FOR_THE_PERSON = frozenset({"name", "bday"})
"""What a browser knows of whoever uses it: of no use to somebody who answers for another person."""
_MESSAGES: dict[Problem, str] = {
    Problem.REQUIRED: N_("Choose an answer: %(question)s"),
    Problem.UNKNOWN_CHOICE: N_("Choose one of the answers on this page: %(question)s"),
    Problem.EXCLUSIVE: N_("Choose “%(exclusive)s” alone, or choose only the others: %(question)s"),
    Problem.TOO_LONG: N_("Use %(limit)s letters or fewer: %(question)s"),
    Problem.UNREADABLE: N_("Some letters could not be read. Please type it again: %(question)s"),
    Problem.NOT_YEARS: N_("Write an age from 0 to 120. Or choose “Not sure”."),
    Problem.WRONG_KIND: N_("Choose one of the answers on this page: %(question)s"),
}
_MISSING = {
    Kind.MANY: N_("Choose at least one answer: %(question)s"),
    Kind.YEARS: N_("Write the age as a number of years, such as 43. Or choose “Not sure”."),
}
_BOX_NOT_TICKED = N_("Tick the box if you want to send your answers: %(question)s")
_READERS: dict[Kind, Callable[[str], str]] = {
    Kind.PHONE: contact.phone_number,
    Kind.EMAIL: email_addresses.email_address,
    Kind.DATE: lambda typed: dates.date_of_birth(typed, today()),
}


class AnswerField(Field):  # type: ignore[misc]
    """One question as a field. ``data`` is the heart's value; ``typed`` is what stands in the box.

    ``follows`` is its number among the follow-ups of its page, or 0; ``shows`` are the follow-ups that each choice brings up.
    """

    def __init__(self, question: Question, voice: Voice, **kwargs: Any) -> None:
        super().__init__(label=question.words.you, **kwargs)
        self.question = question
        self.voice = voice
        self.typed = ""
        self.chosen = ""
        self.offers: tuple[Offer, ...] = ()
        self.no_age: ValueError | None = None
        self.repeated = False
        self.among_optional = False
        self.applies = True
        self.follows = 0
        self.shows: dict[str, list[int]] = {}
        self.unsure_of_what_was_typed = False
        self._printed = False

    @property
    def words(self) -> str:
        """The question in the language of the request."""
        return self.question.words.said(self.voice, gettext)

    @property
    def hint(self) -> str:
        """The hint in the language of the request, or nothing."""
        return self.question.hint.said(self.voice, gettext) if self.question.hint else ""

    @property
    def error(self) -> str:
        """What is wrong, as it stands under the question itself: without its words, which the list above needs."""
        full = str(self.errors[0])
        alone = full.removesuffix(f": {self.words}")
        return full if alone == full else f"{alone}."

    @property
    def autocomplete(self) -> str:
        """What a browser may fill in: never the name or birthday of whoever answers for somebody else, nor of staff.

        On a tablet of the clinic nothing: it would be that of the person before.
        """
        if in_clinic(request) or on_tablet(request):
            return "off"
        asked = self.question.autocomplete or "off"
        someone_else = self.voice is not Voice.SELF and self.question.id != "own-name"
        return "off" if someone_else and asked in _FOR_THE_PERSON else asked

    def label_of(self, choice: Choice) -> str:
        """Return the label of a choice in the language of the request."""
        return choice.label.said(self.voice, gettext)

    def hint_of(self, choice: Choice) -> str:
        """Return the hint of a choice in the language of the request, or nothing."""
        return choice.hint.said(self.voice, gettext) if choice.hint else ""

    def has(self, choice_id: str) -> bool:
        """Tell whether a choice is to be shown as made."""
        return self.data == choice_id or (isinstance(self.data, frozenset) and choice_id in self.data)

    def checked(self, choice_id: str) -> str:
        """Return the attribute of a box that is ticked, or nothing; on a print its place."""
        if self._printed:
            return place("checked", self.name, choice_id)
        return CHECKED if self.has(choice_id) else ""

    def leave_places(self) -> None:
        """Hold places where what was answered would stand."""
        self._printed = True
        self.typed = place("typed", self.name)

    @property
    def chosen_any(self) -> bool:
        """Tell whether something of several is to be shown as chosen."""
        return isinstance(self.data, frozenset)

    def process_data(self, value: Value | None) -> None:
        """Take a value that was answered before."""
        self.data = SKIPPED if value is None else value
        if isinstance(value, int) or (isinstance(value, str) and value != NOT_SURE):
            self.typed = str(value)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what a browser sent."""
        kind = self.question.kind
        spaced = in_lines if kind is Kind.LONG_TEXT else in_one_line
        given = [text for each in valuelist if (text := spaced(visible(each)).strip())]
        if kind is Kind.MANY:
            self.data = frozenset(given) or SKIPPED
            return
        if kind is Kind.YEARS:
            self._process_years(given)
            return
        if kind in _READERS and len(given) == 2:  # noqa: PLR2004 - what was typed, and which of two readings is meant
            self.chosen = given.pop()
        self.repeated = len(given) > 1
        self.data = given[0] if given else SKIPPED
        self.typed = readable_part(given[0]) if given else ""

    def _process_years(self, given: list[str]) -> None:
        written = [text for text in given if text != NOT_SURE]
        self.repeated = len(written) > 1
        if not written:
            self.typed, self.data = "", NOT_SURE if given else SKIPPED
            return
        self.unsure_of_what_was_typed = NOT_SURE in given
        self.typed = readable_part(written[0])
        try:
            self.data = ages.age_in_years(written[0])
        except ValueError as fault:
            self.data, self.no_age = written[0], fault

    def _message(self, problem: Problem) -> str:
        message = _MESSAGES[problem]
        if problem is Problem.REQUIRED:
            message = (
                _BOX_NOT_TICKED
                if len(self.question.choices) == 1
                else _MISSING.get(self.question.kind, message)
            )
        exclusive = next((self.label_of(choice) for choice in self.question.choices if choice.exclusive), "")
        return str(gettext(message, question=self.words, limit=self.question.limit, exclusive=exclusive))

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - WTForms' signature
        """Ask the heart whether this is an answer; raises ``StopValidation`` with words that say how to mend it."""
        if self.repeated:
            raise StopValidation(gettext(_MORE_THAN_ONE, question=self.words))
        if self.unsure_of_what_was_typed:
            raise StopValidation(gettext(_AGE_AND_NOT_SURE, question=self.words))
        if self.no_age is not None:
            raise StopValidation(how_to_mend(self.no_age, Kind.YEARS))
        problem = self.question.problem(self.data)
        if problem is not None:
            raise StopValidation(self._message(problem))
        if isinstance(self.data, str) and self.question.kind in _READERS:
            self._read(self.data)

    def _read(self, typed: str) -> None:
        try:
            self.data = _READERS[self.question.kind](typed)
        except ValueError as fault:
            self.offers = offers(fault)
            if self.chosen not in {offer.value for offer in self.offers}:
                raise StopValidation(how_to_mend(fault, self.question.kind)) from None
            self.data = self.chosen
