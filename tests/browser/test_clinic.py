"""A working day in the clinic, with a real browser: in by invitation, through the worklist, a call, a note, out."""

import time
from collections.abc import Callable
from pathlib import Path

from passlib.totp import TOTP
from playwright.sync_api import expect

from screener import create_app
from screener.answers import Answers
from screener.flow import walk
from screener.instrument import DYSTONIA
from screener.screening import new_send_key
from screener.settings import from_environment
from screener.staff import roles_of
from screener.submission import Contact
from tests.browser.person import Person
from tests.core.person import answers

Someone = Callable[..., Person]
PASSWORD = "plum kettle orbits Tuesday"
TODAY = {"swallowing": frozenset({"swallowing"})}


def receives(instance: Path, name: str, **changes: object) -> str:
    """Let a patient send; return the reference."""
    app = create_app(from_environment({"SCREENER_INSTANCE": str(instance)}))
    given = Answers({**answers(), **changes})  # type: ignore[dict-item]
    receipt = app.extensions["screening"].send(
        walk(DYSTONIA, given),
        Contact(name=name, phone="+19135550123", best_time="morning", leave_message="yes", consent="Yes."),
        language="en",
        translate=str,
        send_key=new_send_key(),
        address="test",
    )
    app.extensions["database"].engine.dispose()
    reference: str = receipt.reference
    return reference


def comes_in(someone: Someone, instance: Path, email: str, name: str) -> Person:
    """Accept an invitation, set up the app, and see the worklist."""
    app = create_app(from_environment({"SCREENER_INSTANCE": str(instance)}))
    invite = app.extensions["staffing"].invite
    token = invite(email, roles_of(administrator=True), by="test", address="")
    app.extensions["database"].engine.dispose()
    person = someone(f"clinic-{name}", viewport={"width": 1280, "height": 900})
    person.goes_to(f"/clinic/invitation/{token}").writes("Your name", name)
    person.writes("New password", PASSWORD)
    person.page.get_by_role("main").get_by_role("button").click()
    person.sees_a_sound_page().writes("Email address", email).writes("Password", PASSWORD)
    person.continues()
    key = person.page.locator("main code").first.inner_text().replace(" ", "").replace("-", "")
    person.page.get_by_label("Code").fill(str(TOTP(key=key).generate(time.time()).token))
    person.page.get_by_role("main").get_by_role("button").click()
    return person.sees_a_sound_page()


def test_a_working_day(someone: Someone, instance: Path, server: str) -> None:
    assert server
    quiet, urgent = receives(instance, "Quinn Quiet"), receives(instance, "Ursula Urgent", **TODAY)
    ann = comes_in(someone, instance, "ann@clinic.example", "Ann Nurse").goes_to("/clinic/")
    rows = ann.page.locator("tbody tr")
    expect(rows.first).to_contain_text("Ursula Urgent")
    expect(rows.first).to_contain_text("Today")
    expect(rows.first).to_contain_text("Unread")
    ann.page.get_by_role("link", name=_grouped(urgent)).click()
    ann.sees_a_sound_page().sees("Red flags").sees("Age at onset").sees("Neck")
    ann.page.get_by_label("Outcome").select_option("reached")
    ann.page.get_by_label("Note (can be left empty)").fill("Will come on Tuesday.")
    ann.presses("Save the attempt").sees("Saved.").sees("Will come on Tuesday.")
    expect(ann.page.locator(".record-head")).to_contain_text("Contacted")

    ben = comes_in(someone, instance, "ben@clinic.example", "Ben Nurse")
    ben.goes_to(f"/clinic/submissions/{urgent}")
    ann.page.get_by_label("Note", exact=True).fill("She has a daughter who drives.")
    ann.presses("Save the note").sees("She has a daughter who drives.")
    ben.page.get_by_label("Note", exact=True).fill("Left a leaflet for her.")
    ben.presses("Save the note").sees("Somebody changed this in between")
    expect(ben.page.get_by_label("Note", exact=True)).to_have_value("Left a leaflet for her.")
    ben.presses("Save the note").sees("Saved.")

    ann.goes_to("/clinic/").page.get_by_label("Reference, phone").fill("urgent ursula")
    ann.presses("Search").sees("Ursula Urgent")
    assert "ursula" not in ann.page.url.lower()
    expect(ann.page.locator("tbody tr")).to_have_count(1)
    ann.goes_to("/clinic/?unread=yes").sees("Quinn Quiet")
    assert not ann.page.get_by_text("Ursula Urgent").count()
    ann.page.get_by_text("Filter and sort").click()
    ann.presses("Show").sees("Quinn Quiet").page.get_by_text("Filter and sort").click()
    ann.writes("Keep this filter as", "To read").presses("Keep").sees("The filter was saved.")
    ann.goes_to("/clinic/").presses("To read").is_on("/clinic/?unread=yes")
    ann.goes_to(f"/clinic/submissions/{quiet}").goes_to("/clinic/?sort=newest")
    ann.page.get_by_label(f"Choose {_grouped(quiet)}").check()
    ann.page.get_by_label("For the chosen ones").select_option("status:in_review")
    ann.presses("Change").sees("1 changed.")
    with ann.page.expect_download() as download:
        ann.page.get_by_role("button", name="as a table (CSV)").click()
    assert "Quinn Quiet" in download.value.path().read_text(encoding="utf-8-sig")
    ann.goes_to("/clinic/audit")
    for done in ("Exported", "Searched", "Note added", "Opened"):
        expect(ann.page.locator("tbody")).to_contain_text(done)
    ann.presses("Sign out")
    ann.page.goto("/clinic/")
    ann.is_on("/clinic/sign-in")


def test_a_callers_answers_are_entered_by_touch_of_the_picture_too(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    cara = comes_in(someone, instance, "cara@clinic.example", "Cara Nurse").goes_to("/clinic/")
    cara.presses("Enter a caller’s answers").presses("Start with a caller")
    cara.presses("One of these applies").sees("Please hang up now").presses("Back to the list of signs")
    cara.presses("None of these apply right now").marks("Myself").continues().marks("Yes").continues()
    cara.page.set_viewport_size({"width": 390, "height": 844})
    cara.page.locator("[data-part=left_hand]").first.click()
    expect(cara.page.get_by_label("Left hand", exact=True)).to_be_checked()
    cara.presses("Back").presses("Another caller, or end this call").presses("Go on with this caller")
    cara.sees("What have you noticed in your arm or hand?")
    cara.presses("Another caller, or end this call").presses("End this call and clear the answers")
    cara.sees("Nothing was kept.")


def _grouped(reference: str) -> str:
    return f"{reference[:4]}-{reference[4:]}"
