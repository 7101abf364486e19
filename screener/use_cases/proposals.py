"""What is asked for by an id that an address names, and may not be there: a proposal of any kind."""

from screener.clinic.proposals import Some


class NoSuchProposal(Exception):
    """No proposal has this id."""


def known(found: Some | None) -> Some:
    """Return the proposal that was found; raises ``NoSuchProposal`` where none was."""
    if found is None:
        raise NoSuchProposal
    return found
