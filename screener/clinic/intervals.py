"""How far a figure from a sample may be off: Wilson's interval of a share, and Cohen's kappa with its interval.

Wilson 1927, J Am Stat Assoc 22:209-212. Cohen 1960, Educ Psychol Meas 20:37-46; its standard error by Fleiss, Cohen and
Everitt 1969, Psychol Bull 72:323-327.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

_Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with the 95 % interval around it."""

    value: float
    low: float
    high: float


def wilson(number: int, of: int) -> Estimate:
    """Return the share ``number`` / ``of`` with its interval, from 0 to 1; ``of`` is at least 1."""
    share = number / of
    widened = 1 + _Z**2 / of
    middle = (share + _Z**2 / (2 * of)) / widened
    reach = _Z / widened * sqrt(share * (1 - share) / of + _Z**2 / (4 * of**2))
    # The interval of nobody begins at 0 and that of everybody ends at 1, whatever the roundings.
    low = middle - reach if number else 0.0
    return Estimate(share, low, middle + reach if number < of else 1.0)


def kappa(table: Sequence[Sequence[int]]) -> Estimate | None:
    """Return Cohen's kappa of a square table of counts; ``None`` where one of the two always said the same, or said nothing.

    It would be 0 then, with an interval of no width, however well they agree (Feinstein and Cicchetti 1990, J Clin Epidemiol
    43:543-549). The interval is not cut off at 1, so that its width tells how sure the figure is.
    """
    total = sum(map(sum, table))
    if any(sum(words) == total for words in (*table, *zip(*table, strict=True))):
        return None
    shares = [[count / total for count in row] for row in table]
    places = range(len(table))
    rows, columns = [sum(row) for row in shares], [sum(column) for column in zip(*shares, strict=True)]
    observed = sum(shares[place][place] for place in places)
    chance = sum(row * column for row, column in zip(rows, columns, strict=True))
    value = (observed - chance) / (1 - chance)
    agreed = sum(
        shares[place][place] * (1 - (rows[place] + columns[place]) * (1 - value)) ** 2 for place in places
    )
    apart = (1 - value) ** 2 * sum(
        shares[one][other] * (columns[one] + rows[other]) ** 2
        for one in places
        for other in places
        if one != other
    )
    variance = (agreed + apart - (value - chance * (1 - value)) ** 2) / ((1 - chance) ** 2 * total)
    reach = _Z * sqrt(max(0.0, variance))
    return Estimate(value, value - reach, value + reach)
