"""Words as the heart holds them: marked for translation, in two voices, never translated here."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

ENGLISH = "en"
"""The language that the words of the heart are written in."""

LANGUAGE_CODE = re.compile(r"[a-z]{2,3}")
"""How a language is named: by ISO 639, in two or three letters."""

Translate = Callable[[str], str]
"""Puts a text of the heart into the language of a reader."""


def N_(text: str) -> str:  # noqa: N802 - the name that gettext tools know
    """Mark ``text`` for translation and return it unchanged."""
    return text


class Voice(StrEnum):
    """Whom the words speak to: the person with the movements, or somebody who answers for them, and about whom."""

    SELF = "self"
    CHILD = "child"
    PARTNER = "partner"
    RELATIVE = "relative"
    CARED_FOR = "cared-for"
    OTHER = "other"


PERSON = {
    Voice.CHILD: N_("your child"),
    Voice.PARTNER: N_("your partner"),
    Voice.RELATIVE: N_("your relative"),
    Voice.CARED_FOR: N_("the person you care for"),
    Voice.OTHER: N_("the person"),
}
"""Whom somebody answers for, as the words call them: what stands for ``%(person)s``."""

WHOSE = {
    Voice.CHILD: N_("your child’s"),
    Voice.PARTNER: N_("your partner’s"),
    Voice.RELATIVE: N_("your relative’s"),
    Voice.CARED_FOR: N_("the person’s"),
    Voice.OTHER: N_("the person’s"),
}
"""The same, of something that is theirs: what stands for ``%(whose)s``."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in both voices; ``they`` is needed only where the two differ, and may hold ``%(person)s`` or ``%(whose)s``."""

    you: str
    they: str | None = None

    def to(self, voice: Voice) -> str:
        """Return the untranslated text for ``voice``, without the name of whom it speaks about: see ``said``."""
        return self.you if voice is Voice.SELF or self.they is None else self.they

    def said(self, voice: Voice, translate: Translate) -> str:
        """Return the text for ``voice`` as it is read."""
        return said(self.to(voice), voice, translate)


def said(text: str, voice: Voice, translate: Translate) -> str:
    """Return ``text`` as it is read: translated, with the person in it called what they are to whoever answers."""
    translated = translate(text)
    for name, called in (("%(person)s", PERSON), ("%(whose)s", WHOSE)):
        if name in translated:
            translated = translated.replace(name, translate(called[voice]))
    return translated
