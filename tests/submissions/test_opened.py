from screener.audit import COMMAND_LINE
from screener.submissions.content import Contact, Content, Seen
from screener.submissions.opened import Opened
from screener.submissions.submission import purge, withdraw
from tests.submissions.test_submission import LATER, SENT

CONTENT = Content(Contact(name="Ada Example"), {"movements": "yes"}, ("neck",), Seen((), ()))


def test_what_should_have_content_and_has_none_is_damaged() -> None:
    assert Opened(SENT, None).is_damaged
    assert not Opened(SENT, CONTENT).is_damaged


def test_what_is_gone_is_not_damaged() -> None:
    for tombstone, _ in (withdraw(SENT, LATER), purge(SENT, LATER, COMMAND_LINE)):
        assert not Opened(tombstone, None).is_damaged


def test_an_opened_submission_shows_no_content_when_it_is_printed() -> None:
    assert SENT.reference in repr(Opened(SENT, CONTENT))
    assert "Ada" not in repr(Opened(SENT, CONTENT))
