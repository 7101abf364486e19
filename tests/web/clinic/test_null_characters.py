"""PostgreSQL takes no null character in a text: no form of staff lets one get there."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from screener import create_app
from screener.settings import Settings
from screener.storage.submissions import Submissions
from screener.submissions.submission import received
from screener.web.use_cases import use_cases
from tests.storage.samples import CONTENT, submission
from tests.strict import StrictClient
from tests.web.clinic.staff import administrator

PAGES = ("", "accounts", "account", "account/passkeys", "kiosk", "phone", "retention", "submissions/2345BCDF")


def _forms(page: str) -> Iterator[tuple[str, list[str]]]:
    for form in re.findall(r"(?s)<form\b.*?</form>", page):
        action = re.search(r'action="([^"]+)"', form)
        if action and 'method="post"' in form and "sign-out" not in action[1]:
            yield action[1], [name for name in re.findall(r'\bname="([^"]+)"', form) if name != "csrf_token"]


@pytest.mark.postgresql
def test_no_form_of_staff_is_a_fault_with_null_characters_in_all_or_any_of_its_fields(
    settings: Settings, postgresql_url: str
) -> None:
    app = create_app(replace(settings, database_url=postgresql_url))
    app.test_client_class = StrictClient
    root, tried = administrator(app).browser, set()
    with use_cases(app).database.writing() as connection:
        sent = submission(reference="2345BCDF")
        submissions = Submissions(connection, use_cases(app).keyring)
        submissions.add(sent, CONTENT, received(sent), send_key="1", receipt="1")
    for page in PAGES:
        shown = root.page(f"/clinic/{page}")
        for action, names in _forms(shown.text):
            for fields in (names, *([name] for name in names)):
                given = {"csrf_token": shown.token} | dict.fromkeys(fields, "a\x00b")
                assert root.post(action.replace("&amp;", "&"), data=given).status_code < 500, (action, fields)
                tried.add(action)
    assert len(tried) > 10
    use_cases(app).database.engine.dispose()
