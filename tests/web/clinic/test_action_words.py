from screener.audit import Action
from screener.web.clinic import action_words


def test_every_action_is_said_in_words_and_one_of_a_newer_version_as_that_calls_it() -> None:
    assert action_words.ACTION.keys() == set(Action)
    assert action_words.ACTION[Action.SUBMISSION_VIEWED] == "Opened"
    assert action_words.ACTION[Action("submission.faxed_out")] == "Submission: faxed out"
    assert action_words.ACTION.keys() == set(Action)
