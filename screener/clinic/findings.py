"""What a clinician's exam found: it stands beside the self-report, is never shown to the person and never changes the rule.

Words for the distribution: Albanese et al. 2013, Mov Disord 28:863-873, doi 10.1002/mds.25475, generalized among them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from screener.body.anatomy import MARKS, BodyPart, parse
from screener.clinic.notes import TEXT_LIMIT


class Decision(StrEnum):
    """What the clinician says to a question that has a yes and a no."""

    YES = "yes"
    NO = "no"
    NOT_DECIDED = "not_decided"


class ExamDistribution(StrEnum):
    """The word that the clinician would use; ``NONE`` where no dystonia was seen."""

    FOCAL = "focal"
    SEGMENTAL = "segmental"
    MULTIFOCAL = "multifocal"
    GENERALIZED = "generalized"
    HEMIDYSTONIA = "hemidystonia"
    NONE = "none"
    NOT_DECIDED = "not_decided"


class Company(StrEnum):
    """Whether the dystonia is the only sign, tremor aside, or comes with other movements."""

    ISOLATED = "isolated"
    COMBINED = "combined"
    NOT_DECIDED = "not_decided"


class Happened(StrEnum):
    """What is known of the 30 days after the answers were sent."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


_LETTERS = {
    "e": BodyPart.UPPER_FACE,
    "m": BodyPart.LOWER_FACE,
    "j": BodyPart.JAW_TONGUE,
    "v": BodyPart.LARYNX,
    "n": BodyPart.NECK,
    "b": BodyPart.TRUNK,
    "s": BodyPart.SHOULDER,
    "a": BodyPart.ARM,
    "h": BodyPart.HAND,
    "l": BodyPart.LEG,
    "f": BodyPart.FOOT,
}
LETTER_OF = {part: letter for letter, part in _LETTERS.items()}
"""The letter that stands for a part where somebody types instead of ticking, behind ``r`` or ``l`` for its side."""


def parts_of_letters(written: str) -> frozenset[str]:
    """Return the marks of letters such as ``n rh ll``: neck, right hand, left leg. Raises ``ValueError`` that names one."""
    return frozenset(_mark_of(word) for word in written.lower().replace(",", " ").split())


def _mark_of(word: str) -> str:
    side, letter = {"r": "right_", "l": "left_"}.get(word[:-1]), word[-1]
    mark = f"{side or ''}{_LETTERS.get(letter, '')}"
    if (len(word) > 1 and side is None) or mark not in MARKS:
        raise ValueError(word)
    return mark


class Contradiction(ValueError):
    """Two findings that cannot both be so; ``field`` is the name of the one to look at again."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


@dataclass(frozen=True, slots=True)
class Findings:
    """What was seen. ``parts`` are marks such as ``neck`` or ``left_hand``; a limb part has its side.

    Raises ``ValueError`` for a part that nobody can mark or words over ``TEXT_LIMIT``, and ``Contradiction``.
    """

    parts: frozenset[str]
    not_examined: frozenset[BodyPart]
    dystonia: Decision
    distribution: ExamDistribution
    company: Company
    other_finding: str = field(default="", repr=False)
    emergency_room: Happened = Happened.NOT_KNOWN
    urgent_diagnosis: Happened = Happened.NOT_KNOWN

    def __post_init__(self) -> None:
        seen = {parse(part).part for part in self.parts}
        if seen & self.not_examined:
            raise Contradiction("parts", "A part that was not examined is marked as seen.")
        if len(self.other_finding) > TEXT_LIMIT:
            raise ValueError("too long")
        named = self.distribution not in {ExamDistribution.NONE, ExamDistribution.NOT_DECIDED}
        if self.dystonia is Decision.NO and (self.parts or named):
            raise Contradiction("dystonia", "Parts or a distribution are marked, and dystonia is No.")
        if self.dystonia is Decision.YES and not self.parts:
            raise Contradiction("parts", "Dystonia is Yes, and no part is marked.")
        if self.distribution is ExamDistribution.NONE and self.parts:
            raise Contradiction("distribution", "Parts are marked, and the distribution is None.")
        if named and not self.parts:
            raise Contradiction("parts", "A distribution is chosen, and no part is marked.")

    def as_texts(self) -> dict[str, object]:
        """Return what ``findings_from`` reads, of plain texts and lists, for sealing."""
        return {
            "parts": sorted(self.parts),
            "not_examined": sorted(self.not_examined),
            "dystonia": self.dystonia.value,
            "distribution": self.distribution.value,
            "company": self.company.value,
            "other_finding": self.other_finding,
            "emergency_room": self.emergency_room.value,
            "urgent_diagnosis": self.urgent_diagnosis.value,
        }

    @property
    def urgent(self) -> Happened:
        """Whether an emergency room or an urgent diagnosis followed within 30 days of Send: no only where both are no."""
        both = {self.emergency_room, self.urgent_diagnosis}
        if Happened.YES in both:
            return Happened.YES
        return Happened.NO if both == {Happened.NO} else Happened.NOT_KNOWN


def findings_from(texts: Mapping[str, Any]) -> Findings:
    """Return the findings that ``as_texts`` gave."""
    return Findings(
        parts=frozenset(texts["parts"]),
        not_examined=frozenset(BodyPart(part) for part in texts["not_examined"]),
        dystonia=Decision(texts["dystonia"]),
        distribution=ExamDistribution(texts["distribution"]),
        company=Company(texts["company"]),
        other_finding=texts["other_finding"],
        emergency_room=Happened(texts["emergency_room"]),
        urgent_diagnosis=Happened(texts["urgent_diagnosis"]),
    )
