"""A disk that fails once something is committed: no page says that nothing was done, and pressing again does it once."""

import errno
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Table, func, make_url, select

from screener.settings import Settings
from screener.storage.tables.account import invitation
from screener.storage.tables.exam import exam
from screener.storage.tables.kept import kept_form
from screener.storage.tables.submission import submission
from screener.storage.tables.work import note, saved_filter
from screener.web.use_cases import use_cases
from tests.answering import CONTACT, answer_until, arrive_at, receipt_code
from tests.strict import PHONE, Page, StrictClient, new_browser
from tests.web.clinic.staff import PASSWORD, Person, administrator
from tests.web.clinic.test_exam import FOUND
from tests.web.clinic.test_work import NOTHING, sends

Refusing = Callable[[Table], None]


def _count(file: Path, table: Table) -> int:
    with closing(sqlite3.connect(file)) as connection:
        (count,) = connection.execute(str(select(func.count()).select_from(table))).fetchone()
    return int(count)


@pytest.fixture
def file(settings: Settings) -> Path:
    """The file of the database."""
    return Path(make_url(settings.database_url).database or "")


@pytest.fixture
def refusing(file: Path, monkeypatch: pytest.MonkeyPatch) -> Refusing:
    """Let the disk refuse one flush: the first after the rows of a table became more or fewer."""
    flush, waiting = os.fdatasync, dict[Table, int]()

    def flush_or_refuse(descriptor: int) -> None:
        for table, before in list(waiting.items()):
            if _count(file, table) != before:
                del waiting[table]
                raise OSError(errno.EIO, "the disk refuses")
        flush(descriptor)

    monkeypatch.setattr(os, "fdatasync", flush_or_refuse)

    def refuse(table: Table) -> None:
        waiting[table] = _count(file, table)

    return refuse


def _note(page: Page) -> dict[str, str]:
    own = {name: page.fields[name][0] for name in ("version", "press")}
    return NOTHING | own | {"csrf_token": page.token, "note": "Rang <twice>", "status": "in_review"}


def test_a_note_that_may_be_saved_can_be_sent_again_and_is_there_once(
    app: Flask, nurse: Person, file: Path, refusing: Refusing
) -> None:
    address = f"/clinic/submissions/{sends(app)}"
    sent = _note(nurse.browser.page(address))
    refusing(note)
    answer = nurse.browser.post(f"{address}/work?from=list", data=sent)
    unsure = Page(answer.text)
    assert (answer.status_code, _count(file, note)) == (503, 1)
    assert answer.headers["Retry-After"] == "60"
    assert "Nothing was changed" not in unsure.text
    assert "may be saved, or not" in unsure.text
    assert "Rang <twice>" in [text for shown, text in unsure.all("p") if shown.get("class") == "typed"]
    token = {"csrf_token": sent["csrf_token"]}
    again = {name: value for name, (value,) in unsure.fields.items()} | token
    assert again == sent
    assert f'name="csrf_token" value="{token["csrf_token"]}"' in answer.text
    (form,) = [each for each, _ in unsure.all("form") if "work" in each["action"]]
    assert form["action"] == f"{address}/work?from=list"
    for _ in range(2):
        done = nurse.browser.post(form["action"], data=again)
        assert (done.status_code, done.location, _count(file, note)) == (303, address, 1)
    assert nurse.browser.page(address).text.count("Rang &lt;twice&gt;") == 1


def test_what_has_no_name_to_be_known_by_is_to_be_looked_for_first(
    app: Flask, nurse: Person, file: Path, refusing: Refusing
) -> None:
    token = nurse.browser.page(f"/clinic/submissions/{sends(app)}").token
    refusing(saved_filter)
    sent = {"csrf_token": token, "name": "Mornings", "query": "tab=all"}
    answer = nurse.browser.post("/clinic/filters", data=sent)
    unsure = Page(answer.text)
    assert (answer.status_code, _count(file, saved_filter)) == (503, 1)
    assert "look whether it is there before you send it again" in unsure.text
    assert {name: value for name, (value,) in unsure.fields.items()} | {"csrf_token": token} == sent


def test_an_exam_that_may_be_saved_is_not_lost_and_not_saved_as_its_own_correction(
    app: Flask, nurse: Person, file: Path, refusing: Refusing
) -> None:
    address = f"/clinic/submissions/{sends(app)}/exam"
    page = nurse.browser.page(address)
    refusing(exam)
    sent = {"csrf_token": page.token, "seen": page.fields["seen"][0], **FOUND, "other_finding": "Tremor"}
    unsure = Page(nurse.browser.post(address, data=sent).text)
    again = {
        name: values if name in {"parts", "not_examined"} else values[0]
        for name, values in unsure.fields.items()
    }
    again["csrf_token"] = page.token
    assert again == sent
    assert "it is saved once" in unsure.text
    assert nurse.browser.post(address, data=again).status_code == 409
    assert _count(file, exam) == 1


def test_no_password_is_given_back(app: Flask, nurse: Person, file: Path) -> None:
    own = {"current_password": PASSWORD, "new_password": f"{PASSWORD} new"}
    forms = (
        (new_browser(app), "/clinic/sign-in", {"email": nurse.email, "password": PASSWORD}),
        (nurse.browser, "/clinic/account/password", own),
    )
    tokens = [forms[0][0].page("/clinic/sign-in").token, nurse.browser.page("/clinic/account").token]
    use_cases(app).database.engine.dispose()
    file.rename(file.with_suffix(".away"))
    for (browser, address, fields), token in zip(forms, tokens, strict=True):
        answer = browser.post(address, data=fields | {"csrf_token": token})
        assert answer.status_code == 503, address
        assert PASSWORD not in answer.text
        assert "Send it again" not in answer.text


def test_a_form_of_an_ended_session_that_cannot_be_looked_up_now_is_given_back(
    app: Flask, nurse: Person, file: Path
) -> None:
    address = f"/clinic/submissions/{sends(app)}"
    sent = _note(nurse.browser.page(address)) | {"csrf_token": "of another session"}
    use_cases(app).database.engine.dispose()
    file.rename(file.with_suffix(".away"))
    answer = nurse.browser.post(f"{address}/work", data=sent)
    assert answer.status_code == 503
    assert 'class="typed"' not in answer.text, "nobody ends this page after a while"
    given = {name: value for name, (value,) in Page(answer.text).fields.items()}
    assert given | {"csrf_token": sent["csrf_token"]} == sent


def test_who_only_looked_is_told_that_nothing_was_changed(app: Flask, nurse: Person, file: Path) -> None:
    use_cases(app).database.engine.dispose()
    file.rename(file.with_suffix(".away"))
    answer = nurse.browser.get("/clinic/")
    assert answer.status_code == 503
    assert "Nothing was changed." in Page(answer.text).text


def test_a_send_that_may_have_arrived_is_not_said_to_be_none_and_is_there_once(
    client: StrictClient, file: Path, refusing: Refusing
) -> None:
    arrive_at(client, "check")
    refusing(submission)
    page = Page(client.submit("/screen/share", CONTACT, 503).text)
    assert _count(file, submission) == 1
    assert "Nothing was sent" not in page.text
    assert "We do not know yet if this was sent" in page.text
    assert PHONE in page.text
    again = client.post("/screen/share", data={"csrf_token": page.token, **page.draft, **page.fields})
    assert (again.status_code, again.location, _count(file, submission)) == (303, "/screen/sent", 1)
    receipt_code(client.page("/screen/sent"))


def test_a_call_that_may_have_arrived_is_not_said_to_be_none(
    nurse: Person, file: Path, refusing: Refusing
) -> None:
    call = nurse.browser.submit("/clinic/phone/", {}).location.removesuffix("/emergency")
    answer_until(nurse.browser, "check", under=call)
    refusing(submission)
    page = Page(nurse.browser.submit(f"{call}/share", CONTACT, 503).text)
    assert _count(file, submission) == 1
    assert "Nothing was sent" not in page.text
    assert "Whether this was sent is not known yet." in page.text


def test_a_kept_form_that_cannot_be_forgotten_now_was_saved_all_the_same(
    app: Flask, nurse: Person, file: Path, refusing: Refusing
) -> None:
    address = f"/clinic/submissions/{sends(app)}"
    sent = _note(nurse.browser.page(address))
    page = nurse.browser.page("/clinic/account")
    assert nurse.browser.post("/clinic/sign-out", data={"csrf_token": page.token}).status_code == 303
    assert nurse.browser.post(f"{address}/work", data=sent).location == "/clinic/sign-in"
    nurse.come_again()
    page = nurse.browser.page(address)
    (kept,) = page.fields["kept"]
    refusing(kept_form)
    done = nurse.browser.post(f"{address}/work", data=_note(page) | {"kept": kept})
    assert (done.status_code, done.location, _count(file, note)) == (303, address, 1)


def test_the_page_that_says_so_needs_no_database_itself(
    app: Flask, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = administrator(app)
    token = root.browser.page("/clinic/accounts").token

    def gone(_: int) -> None:
        if _count(file, invitation):
            file.rename(file.with_suffix(".away"))
            raise OSError(errno.EIO, "the disk is gone")

    monkeypatch.setattr(os, "fdatasync", gone)
    sent = {"csrf_token": token, "email": "new@clinic.example", "roles": "clinician"}
    answer = root.browser.post("/clinic/accounts", data=sent)
    assert answer.status_code == 503
    assert Page(answer.text).fields["email"] == ["new@clinic.example"]
