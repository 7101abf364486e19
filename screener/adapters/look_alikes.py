"""Letters that fingers type for figures: an O for a zero, an l or an I for a one."""

import re
import unicodedata

_RUN = re.compile(r"(?<![^\W\d_])[oil]+(?=\d)|(?<=\d)[oil]+(?![^\W\d_])")
"""Such letters alone between figures, or between a figure and no letter; never part of a word, as in Jul4."""
_MARKS_OF_ORDINALS = str.maketrans("", "", "º°ª")


class LetterForFigure(ValueError):
    """There is a letter where a figure is meant, and what is meant is not for us to say."""


def with_a_letter_for_a_figure(typed: str) -> bool:
    """Tell whether an o, an i or an l touches a figure in ``typed``, as none of them does in a word or an ordinal (º)."""
    plain = unicodedata.normalize("NFKC", typed.translate(_MARKS_OF_ORDINALS)).lower()
    return _RUN.search(plain) is not None
