"""What was written under an older questionnaire still opens: drafts and saved answers to go on, submissions to read.

The files were written by the versions themselves: the answers of one person, as a draft and as a sealed row holds them.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from screener.dystonia import DYSTONIA
from screener.dystonia.red_flags import EVERY_FLAG
from screener.questionnaire.answers import Answers
from screener.questionnaire.flow import walk
from screener.storage.submissions import Submissions
from screener.submissions.content import Contact, Content, Seen, SeenAnswer
from screener.submissions.submission import received
from screener.use_cases.send_keys import new_send_key
from screener.web.use_cases import use_cases
from screener.web.written_answers import decode
from tests.answering import CONTACT, arrive_at
from tests.storage.samples import submission
from tests.strict import StrictClient
from tests.web.clinic.staff import Person

OLDER = {
    file.stem: json.loads(file.read_text(encoding="utf-8"))
    for file in Path(__file__).parents[1].glob("older/*.json")
}
TYPED = "playing the ukulele"

every_version = pytest.mark.parametrize("version", OLDER)


def test_each_version_that_was_in_use_is_kept_here() -> None:
    assert set(OLDER) == {"1.0.0", "2.0.0", "2.1.0", "2.2.0"}
    assert all(name == written["questionnaire_version"] for name, written in OLDER.items())
    assert any(written["flags"] for written in OLDER.values())


@every_version
def test_a_draft_keeps_every_answer_that_is_still_asked_for(version: str) -> None:
    read = decode(DYSTONIA, OLDER[version]["draft"])
    stored = _answers(OLDER[version])
    kept = {
        name: value
        for name, value in stored.items()
        if name in DYSTONIA.questions and DYSTONIA.questions[name].problem(value) is None
    }
    assert len(kept) > len(DYSTONIA.pages)
    assert dict(read) | kept == dict(read), "nothing that is still an answer is lost"
    assert all(DYSTONIA.questions[name].problem(value) is None for name, value in read.items())
    walk(DYSTONIA, read)


def _answers(written: dict[str, Any]) -> Answers:
    given = written["content"]["answers"]["answers"]
    return Answers(
        {
            name: frozenset(value) if isinstance(value, list) else value
            for name, value in given.items()
            if value is not None
        }
    )


@every_version
def test_saved_answers_open_and_lead_to_a_result_and_to_send(
    client: StrictClient, app: Flask, version: str
) -> None:
    saving = use_cases(app).saved_answers
    draft = OLDER[version]["draft"] | {"key": new_send_key()}
    saved = saving.save(draft, code=None, language="en", address="198.51.100.7")
    opened = client.submit("/saved", {"words": saved.code})
    client.page(opened.location)
    arrive_at(client, "result")
    assert TYPED in client.page("/screen/check").text
    assert client.submit("/screen/share", CONTACT).location == "/screen/sent"


@every_version
def test_a_stored_submission_is_read_as_it_was_answered(app: Flask, version: str) -> None:
    nurse = Person(app).come_in()
    written = OLDER[version]
    stored = submission(
        reference="2345BCDF",
        language="en",
        respondent="self",
        flags=tuple(written["flags"]),
        urgency=None,
        caveats=tuple(written["caveats"]),
        questionnaire_version=version,
    )
    with use_cases(app).database.writing() as connection:
        Submissions(connection, use_cases(app).keyring).add(
            stored, _content(written["content"]), received(stored), send_key="key", receipt="receipt"
        )
    page = nurse.browser.page("/clinic/submissions/2345BCDF")
    told = [line["question"] for _, lines in written["content"]["seen"]["sections"] for line in lines]
    assert [question for question in told if question not in page.text] == []
    assert TYPED in page.text
    assert f"Questionnaire {version}" in page.text
    meant = {flag.id: flag.for_clinician for flag in EVERY_FLAG}
    assert [flag for flag in written["flags"] if meant[flag] not in page.text] == []
    assert nurse.browser.get("/clinic/submissions/2345BCDF/pdf").data.startswith(b"%PDF")


def _content(written: dict[str, Any]) -> Content:
    return Content(
        contact=Contact(**written["contact"]),
        answers=written["answers"]["answers"],
        parts=tuple(written["answers"]["parts"]),
        seen=Seen(
            tuple(
                (title, tuple(SeenAnswer(**line) for line in lines))
                for title, lines in written["seen"]["sections"]
            ),
            tuple(written["seen"]["result"]),
        ),
    )
