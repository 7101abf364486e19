"""From our page to a provider that others wrote, and back, in Chromium: no policy of ours stands in the way."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.person import Person
from tests.commands.serving import Server
from tests.independent_provider import Independent, independent_provider
from tests.web.clinic.single_sign_on.signing_on import BACK

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 320, "height": 640}
THEIR_STYLES = "https://cdn.jsdelivr.net/"


@pytest.fixture(scope="module")
def independent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Independent]:
    """The provider, which runs by itself."""
    with independent_provider(tmp_path_factory.mktemp("independent")) as running:
        yield running


@pytest.fixture(scope="module")
def served(instance: Path, independent: Independent) -> Iterator[Server]:
    """`screener serve`, with single sign-on."""
    named: dict[str, Any] = {f"oidc_{name}": value for name, value in independent.settings.items()}
    server = Server(instance, workers=1, base_url="http://127.0.0.1:{port}", **named)
    yield server
    assert server.stop() == 0


def _was_there(person: Person, independent: Independent) -> None:
    """Take what the pages of the provider asked for as theirs; anything else is a fault, such as a policy of ours that was broken."""
    theirs = (f"request: {independent.issuer}/", f"request: {THEIR_STYLES}")
    assert [fault for fault in person.faults if not fault.startswith(theirs)] == []
    person.faults.clear()


def test_somebody_signs_in_with_their_hospital_account_and_out_of_both(
    someone: Callable[..., Person], server: str, independent: Independent
) -> None:
    for size in (DESK, PHONE):
        waiting = someone(f"sign-on-{size['width']}", viewport=size)
        waiting.goes_to("/clinic/overview").sees("Sign in").sees_a_sound_page()
    ann = someone("sign-on", viewport=DESK, ignore_https_errors=True)
    ann.page.context.route(f"{THEIR_STYLES}**", lambda route: route.fulfill(content_type="text/css", body=""))
    ann.goes_to("/clinic/overview").page.get_by_role(
        "link", name="Sign in with your hospital account"
    ).click()
    ann.page.get_by_role("button", name="ann", exact=True).click()
    ann.page.wait_for_url(f"{server}/clinic/overview")
    _was_there(ann, independent)
    ann.presses("Ann Lee").sees("You sign in with your hospital account.").sees_a_sound_page()
    ann.presses("Sign out").sees("you may still be signed in on this device").sees_a_sound_page()
    ann.page.get_by_role("link", name="Sign out there too").click()
    ann.page.wait_for_url(f"{independent.issuer}/oauth2/end_session?*")
    _was_there(ann, independent)
    ann.goes_to(f"{BACK}?code=x&state=y").sees("You are not signed in").sees_a_sound_page()
