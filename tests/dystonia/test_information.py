"""The pages that the footer leads to name nothing that a page cannot fill in."""

import re

from screener.dystonia.information import INFORMATION, INTERPRETED


def test_their_sentences_name_the_facts_that_a_page_has_and_no_others() -> None:
    sentences = [
        sentence for page in INFORMATION.values() for part in page.parts for sentence in part.sentences
    ]
    assert {name for sentence in sentences for name in re.findall(r"%\((\w+)\)s", sentence)} == {
        "clinic",
        "phone",
        "years",
        "days",
        "office",
        "office_tdd",
    }
    assert [page_id for page_id, page in INFORMATION.items() if page.id != page_id] == []


def test_each_language_is_named_once() -> None:
    assert len(dict(INTERPRETED)) == len(INTERPRETED)
