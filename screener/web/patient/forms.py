"""Forms, built from the definition: a page of questions in, a WTForms form out."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any

from flask import g
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms.csrf.core import CSRFTokenField

from screener.questionnaire.answers import SKIPPED, Answers, Value
from screener.questionnaire.question import Question
from screener.questionnaire.wording import N_, Voice
from screener.web.caller import unsent
from screener.web.patient.answer_field import AnswerField

_NO_WAY_TO_REACH = N_("Give a phone number or an email address, so that the clinic can reach you.")
_NO_EMAIL = N_("Write an email address, or take the tick for emails away.")


class _Token(CSRFTokenField):  # type: ignore[misc]
    """The token of a form. A new one is signed when it is shown: most forms that are sent are taken, and never shown again."""

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Take the token that was sent."""
        super(CSRFTokenField, self).process(*args, **kwargs)

    @cached_property
    def current_token(self) -> str:
        """The token to show."""
        token: str = self.csrf_impl.generate_csrf_token(self)
        return token


class _Tokens(FlaskForm.Meta.csrf_class):  # type: ignore[misc]
    field_class = _Token


class PageForm(FlaskForm):  # type: ignore[misc]
    """A page of questions."""

    class Meta:
        """How its token is made."""

        csrf_class = _Tokens

    @cached_property
    def answers(self) -> list[AnswerField]:
        """The fields of the questions, in order."""
        return [field for field in self if isinstance(field, AnswerField)]

    @property
    def values(self) -> dict[str, Value]:
        """What was answered, by question id; nothing of a follow-up that no answer brought up."""
        return {field.name: field.data for field in self.answers if field.applies}

    @property
    def sound_values(self) -> dict[str, Value]:
        """What was answered without a fault, by question id; nothing for what was left open. Known once validated."""
        return {
            field.name: field.data for field in self.answers if not field.errors and field.data is not SKIPPED
        }

    @property
    def mistaken(self) -> bool:
        """Tell whether something was given that is no answer, and can only be kept on the page itself."""
        return any(field.errors and field.data is not SKIPPED for field in self.answers)

    def validate(self, extra_validators: Any = None) -> bool:
        """Look at the token first: without a good one nothing that was typed is looked at any further."""
        if not self.csrf_token.validate(self):
            return False
        g.csrf_valid = True  # so that it is not looked at once more, among the fields
        valid: bool = super().validate(extra_validators)
        return valid

    @property
    def token_expired(self) -> bool:
        """Tell whether the form was refused because its token is too old or from another visit."""
        return bool(self.csrf_token.errors)


class ShareForm(PageForm):
    """The form before Send, which needs one way to reach the person."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Validate each field, then that there is a phone number or an email address."""
        valid = super().validate(extra_validators)
        if self.token_expired:
            return False
        if self["phone"].data is SKIPPED and self["email"].data is SKIPPED:
            self["phone"].errors = (*self["phone"].errors, gettext(_NO_WAY_TO_REACH))
            return False
        if "updates" in self and self["updates"].data is not SKIPPED and self["email"].data is SKIPPED:
            self["email"].errors = (*self["email"].errors, gettext(_NO_EMAIL))
            return False
        return valid


def form_for(
    questions: Sequence[Question], voice: Voice, answers: Answers, base: type[PageForm] = PageForm
) -> PageForm:
    """Return the form of these questions: with what the request sent or a session that ended left, or else with ``answers``."""
    made = _form_class(tuple(questions), voice, base)  # type: ignore[arg-type]
    left = unsent()
    form: PageForm = made(data=dict(answers), **({} if left is None else {"formdata": left}))
    return form


@lru_cache(maxsize=512)  # the questions are constants, and WTForms takes long to make a class
def _form_class(questions: tuple[Question, ...], voice: Voice, base: Any) -> type[PageForm]:
    return type("PageForm", (base,), {question.id: AnswerField(question, voice) for question in questions})
