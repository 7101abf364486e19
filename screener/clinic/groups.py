"""Which of groups that lie within one another may be shown, so that no few people are left when one is taken from another.

That somebody is in a group can follow from their being in another: a caveat of hemidystonia is a row of the table of words.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from screener.clinic.small_cells import Share, is_few


@dataclass(frozen=True, slots=True)
class Group:
    """People by their places, and those among them who are counted in the number of the group's share."""

    members: frozenset[int]
    counting: frozenset[int]

    @property
    def share(self) -> Share:
        """How many count, of all of them."""
        return Share(len(self.counting), len(self.members))

    def without(self, others: Collection["Group"]) -> Share:
        """Return the share of those who are in none of the others."""
        covered = frozenset[int]().union(*(one.members for one in others))
        return Share(len(self.counting - covered), len(self.members - covered))


def leaves_few(rest: Share) -> bool:
    """Tell whether somebody is told of by a share that nobody meant to show."""
    return is_few(rest.number) or is_few(rest.of - rest.number)


def shown_within(
    groups: Mapping[str, Group], shown: Collection[str], wholes: Sequence[tuple[Group, bool]]
) -> set[str]:
    """Return which of the ``shown`` groups can stay so.

    ``wholes`` are other groups, with whether their own figures are shown: one that is not does not become so as the sum of
    others. The smallest goes first.
    """
    left = set(shown)
    while found := next(_that_tell(groups, left, wholes), None):
        left.remove(min(found, key=lambda name: (len(groups[name].members), name)))
    return left


def _that_tell(
    groups: Mapping[str, Group], shown: Collection[str], wholes: Sequence[tuple[Group, bool]]
) -> Iterator[list[str]]:
    for whole, seen in [*wholes, *((groups[name], True) for name in sorted(shown))]:
        inside = [
            name
            for name in sorted(shown)
            if groups[name] is not whole and groups[name].members <= whole.members
        ]
        # Of several that share people nobody can tell how many they are together; only those apart can be added up.
        pairs = combinations(inside, 2)
        apart = [
            [one, other] for one, other in pairs if groups[one].members.isdisjoint(groups[other].members)
        ]
        for names in [*([one] for one in inside), *apart]:
            rest = _less(whole.share, [groups[name].share for name in names])
            if leaves_few(rest) or not (rest.of or seen):
                yield names
        rest = whole.without([groups[name] for name in inside])
        if inside and (leaves_few(rest) or not (rest.of or seen)):
            yield inside


def _less(whole: Share, parts: Sequence[Share]) -> Share:
    return Share(whole.number - sum(one.number for one in parts), whole.of - sum(one.of for one in parts))
