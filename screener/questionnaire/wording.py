"""Words as the heart holds them: marked for translation, in two voices, never translated here."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

ENGLISH = "en"
"""The language that the words of the heart are written in."""

LANGUAGES = (ENGLISH, "es")
"""The languages that a person can read and be called in."""

Translate = Callable[[str], str]
"""Puts a text of the heart into the language of a reader."""


def N_(text: str) -> str:  # noqa: N802 - the name that gettext tools know
    """Mark ``text`` for translation and return it unchanged."""
    return text


class Voice(StrEnum):
    """Whom the words speak to: the person with the movements, or somebody who answers for them."""

    SELF = "self"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in both voices; ``they`` is needed only where the two differ."""

    you: str
    they: str | None = None

    def to(self, voice: Voice) -> str:
        """Return the untranslated text for ``voice``."""
        return self.they if voice is Voice.OTHER and self.they is not None else self.you
