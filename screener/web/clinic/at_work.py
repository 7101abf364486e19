"""What every page on submissions needs: the names of colleagues, and a word for the next page."""

import secrets

from flask import g, session

from screener.accounts.staff import Account, Role
from screener.web.use_cases import use_cases

SAID = "said"
_UNDO = "undo"
_SEARCHES = "searches"
_MOST_SEARCHES = 4
_MOST_BYTES_OF_SEARCHES = 640
"""The cookie holds what a hundred rows were beside: browsers drop one that is too long, and with it what was done last."""
_OWN_STEP = "own_step"
_LONGEST_SAID = 12


def names_of_staff() -> dict[str, str]:
    """Return the name of everybody who has or had an account, by id."""
    return {account.staff.id: account.staff.name for account in _accounts()}


def names_of_actors() -> dict[str, str]:
    """Return the name of everybody and of every program that the audit can tell of, by id."""
    return use_cases().clients.names() | names_of_staff()


def colleagues() -> dict[str, str]:
    """Return the name of everybody who can be given work, by id: clinicians who may sign in."""
    return {
        account.staff.id: account.staff.name
        for account in _accounts()
        if account.active and Role.CLINICIAN in account.staff.roles
    }


def former_colleagues() -> dict[str, str]:
    """Return the name of everybody who has or had an account, and cannot be given work, by id."""
    here = colleagues()
    return {one: name for one, name in names_of_staff().items() if one not in here}


def _accounts() -> list[Account]:
    if "accounts" not in g:
        g.accounts = use_cases().accounts.accounts()
    found: list[Account] = g.accounts
    return found


def say(*sentences: str) -> None:
    """Remember sentences for the next page: what was done, never about whom."""
    session[SAID] = list(sentences[:_LONGEST_SAID])


def said() -> list[str]:
    """Return, once, what the page before wanted to say."""
    sentences: list[str] = session.pop(SAID, [])
    return sentences


def can_undo(changed: list[str]) -> None:
    """Remember what was changed at once, by reference and version, so that one press takes all of it back."""
    session[_UNDO] = changed


def undoable(*, keep: bool = False) -> list[str]:
    """Return what was changed at once just before; once, unless it is kept."""
    changed: list[str] = session.get(_UNDO, []) if keep else session.pop(_UNDO, [])
    return changed


def remember_search(typed: str) -> str:
    """Keep what was searched for in the sealed session, so that no address holds it; return the name it goes by."""
    name = secrets.token_urlsafe(6)
    kept = [[name, typed], *reversed(session.get(_SEARCHES, ()))][:_MOST_SEARCHES]
    while len(kept) > 1 and sum(len(each.encode()) for _, each in kept) > _MOST_BYTES_OF_SEARCHES:
        kept.pop()
    session[_SEARCHES] = kept[::-1]
    return name


def search_of(name: str) -> str | None:
    """Return what was searched for under a name; ``None`` once later searches, or another session, took its place."""
    kept: dict[str, str] = dict(session.get(_SEARCHES, ()))
    return kept.get(name)


def follow(reference: str) -> None:
    """Remember that the next page of this submission answers a step of whoever is signed in."""
    session[_OWN_STEP] = reference


def follows(reference: str) -> bool:
    """Tell, once, whether this page answers somebody's own step on this submission: it is no second view."""
    followed: str | None = session.pop(_OWN_STEP, None)
    return followed == reference
